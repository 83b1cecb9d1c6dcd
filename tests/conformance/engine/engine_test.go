// This file shows that the stand-ins keep their contracts with propeller: tests execute small workflows whose containers are
// this very binary.

package engine_test

import (
	"context"
	"fmt"
	"os"
	"sync/atomic"
	"testing"
	"time"

	flyteadmin "github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/admin"
	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/durationpb"

	"flightplan.dev/conformance/admin"
	"flightplan.dev/conformance/artifact"
	"flightplan.dev/conformance/engine"
	"flightplan.dev/conformance/judge"
)

// program is the first word of the tasks' command lines; the tests' own binary stands behind it.
const program = "stand-in"

var under *engine.Engine

// runs counts them, so that each has a project of its own: neither files nor cached outputs are shared.
var runs atomic.Int64

// TestMain is also the container: the pods start this binary again, with the command of the stand-in.
func TestMain(m *testing.M) {
	if os.Args[0] == program {
		os.Exit(container(os.Args[1:]))
	}
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	if under, err = engine.New(map[string]string{program: self}); err != nil {
		panic(err)
	}
	code := m.Run()
	under.Close()
	os.Exit(code)
}

// run registers tasks and a workflow over them, and executes it.
func run(t *testing.T, inputs map[string]*core.Literal, workflow *core.WorkflowTemplate, tasks ...*core.TaskTemplate) engine.Result {
	t.Helper()
	project := fmt.Sprintf("project-%d", runs.Add(1))
	var entities []artifact.Entity
	for _, task := range tasks {
		entities = append(entities, artifact.Entity{File: task.GetId().GetName(), Message: &flyteadmin.TaskSpec{Template: task}})
	}
	entities = append(entities, artifact.Entity{File: "workflow", Message: &flyteadmin.WorkflowSpec{Template: workflow}})
	if err := artifact.Fill(entities, artifact.Registration{Project: project, Domain: "development", Version: "1"}); err != nil {
		t.Fatal(err)
	}
	registry := judge.New(admin.Generous(project))
	if err := registry.Register(entities); err != nil {
		t.Fatal(err)
	}
	id := &core.WorkflowExecutionIdentifier{Project: project, Domain: "development", Name: "x"}
	resource, err := registry.Resource(workflow.GetId().GetName(), &core.LiteralMap{Literals: inputs}, id)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	result, err := under.Run(ctx, resource, id)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func TestOutputsAreWhatTheProcessWrote(t *testing.T) {
	result := run(t, map[string]*core.Literal{"x": integer(20)}, single(task("double")), task("double"))
	want := &core.LiteralMap{Literals: map[string]*core.Literal{"o0": integer(40)}}
	if !proto.Equal(result.Outputs, want) {
		t.Errorf("%v, error %v", result.Outputs, result.Error)
	}
	if len(result.Pods.Pods) != 1 || result.Pods.Pods[0].Task != "double" || result.Pods.Pods[0].ExitCode != 0 {
		t.Errorf("%+v", result.Pods)
	}
}

func TestARecoverableErrorIsTriedAgain(t *testing.T) {
	again := retried(task("fail_twice"), 2)
	result := run(t, map[string]*core.Literal{"x": integer(1)}, single(again), again)
	if result.Error != nil || len(result.Pods.Pods) != 3 {
		t.Errorf("%v, %+v", result.Error, result.Pods)
	}
}

func TestAnErrorThatIsNotRecoverableIsFinal(t *testing.T) {
	result := run(t, map[string]*core.Literal{"x": integer(1)}, single(retried(task("fail"), 2)), retried(task("fail"), 2))
	if result.Error.GetCode() != "USER:Stop" || result.Error.GetMessage() != "told to fail" || len(result.Pods.Pods) != 1 {
		t.Errorf("%v, %+v", result.Error, result.Pods)
	}
}

func TestAnExitCodeIsAFaultOfTheSystemWithABudgetOfItsOwn(t *testing.T) {
	result := run(t, map[string]*core.Literal{"x": integer(1)}, single(task("exit")), task("exit"))
	if result.Error.GetCode() != "RetriesExhausted|Interrupted" || len(result.Pods.Pods) != 4 || result.Pods.Pods[0].ExitCode != 3 {
		t.Errorf("%v, %+v", result.Error, result.Pods)
	}
}

func TestATimeoutEndsTheProcess(t *testing.T) {
	workflow := single(task("sleep"))
	workflow.Nodes[0].Metadata.Timeout = durationpb.New(time.Second)
	result := run(t, map[string]*core.Literal{"x": integer(1)}, workflow, task("sleep"))
	if result.Error.GetCode() != "RetriesExhausted|TimeoutExpired" || len(result.Pods.Pods) != 1 {
		t.Errorf("%v, %+v", result.Error, result.Pods)
	}
}

func TestEqualInputsOfACachedTaskRunOnce(t *testing.T) {
	cached := task("double")
	cached.Metadata.Discoverable, cached.Metadata.DiscoveryVersion = true, "1"
	workflow := single(cached)
	second := proto.Clone(workflow.Nodes[0]).(*core.Node)
	second.Id, second.UpstreamNodeIds = "n1", []string{"n0"}
	workflow.Nodes = append(workflow.Nodes, second)
	result := run(t, map[string]*core.Literal{"x": integer(4)}, workflow, cached)
	if result.Error != nil || len(result.Pods.Pods) != 1 {
		t.Errorf("%v, %+v", result.Error, result.Pods)
	}
}

func TestElementsOfAMapAreBoundedByItsParallelism(t *testing.T) {
	elements := &core.Literal{Value: &core.Literal_Collection{Collection: &core.LiteralCollection{}}}
	for at := range int64(5) {
		elements.GetCollection().Literals = append(elements.GetCollection().Literals, integer(at))
	}
	result := run(t, map[string]*core.Literal{"x": elements}, mapped(2), listed(task("double_element")))
	if result.Error != nil || result.Pods.Peak != 2 || len(result.Pods.Pods) != 5 {
		t.Fatalf("%v, %+v", result.Error, result.Pods)
	}
	for at, value := range result.Outputs.GetLiterals()["o0"].GetCollection().GetLiterals() {
		if !proto.Equal(value, integer(2*int64(at))) {
			t.Errorf("element %d is %v", at, value)
		}
	}
}
