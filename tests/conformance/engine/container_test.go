// The tasks of the tests, and what their containers do.

package engine_test

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	"google.golang.org/protobuf/proto"
)

// container behaves as the task that its first argument names.
func container(arguments []string) int {
	name, inputs, outputs := arguments[0], arguments[1], arguments[2]
	attempt, _ := strconv.Atoi(os.Getenv("FLYTE_ATTEMPT_NUMBER"))
	switch {
	case name == "fail", name == "fail_twice" && attempt < 2:
		kind := core.ContainerError_NON_RECOVERABLE
		if name == "fail_twice" {
			kind = core.ContainerError_RECOVERABLE
		}
		failure := &core.ContainerError{Code: "USER:Stop", Message: "told to fail", Kind: kind, Origin: core.ExecutionError_USER}
		write(outputs, "error.pb", &core.ErrorDocument{Error: failure})
	case name == "exit":
		return 3
	case name == "sleep":
		time.Sleep(time.Minute)
	default:
		given := &core.LiteralMap{}
		read(inputs, given)
		x := given.GetLiterals()["x"]
		if list := x.GetCollection(); list != nil {
			index, _ := strconv.Atoi(os.Getenv(os.Getenv("BATCH_JOB_ARRAY_INDEX_VAR_NAME")))
			x = list.GetLiterals()[index]
		}
		result := integer(2 * x.GetScalar().GetPrimitive().GetInteger())
		write(outputs, "outputs.pb", &core.LiteralMap{Literals: map[string]*core.Literal{"o0": result}})
	}
	return 0
}

func read(reference string, message proto.Message) {
	at, err := url.Parse(reference)
	if err != nil {
		panic(err)
	}
	bytes, err := os.ReadFile(at.Path)
	if err == nil {
		err = proto.Unmarshal(bytes, message)
	}
	if err != nil {
		panic(err)
	}
}

func write(folder, name string, message proto.Message) {
	at, err := url.Parse(folder)
	if err != nil {
		panic(err)
	}
	bytes, err := proto.Marshal(message)
	if err == nil {
		err = os.MkdirAll(at.Path, 0o755)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(at.Path, name), bytes, 0o644)
	}
	if err != nil {
		panic(fmt.Sprintf("%s: %v", name, err))
	}
}

func integer(value int64) *core.Literal {
	primitive := &core.Primitive{Value: &core.Primitive_Integer{Integer: value}}
	return &core.Literal{Value: &core.Literal_Scalar{Scalar: &core.Scalar{Value: &core.Scalar_Primitive{Primitive: primitive}}}}
}

func variables(name string, of *core.LiteralType) *core.VariableMap {
	return &core.VariableMap{Variables: map[string]*core.Variable{name: {Type: of}}}
}

var number = &core.LiteralType{Type: &core.LiteralType_Simple{Simple: core.SimpleType_INTEGER}}

// list is the type of lists of numbers.
func list() *core.LiteralType {
	return &core.LiteralType{Type: &core.LiteralType_CollectionType{CollectionType: number}}
}

// task takes a number x and gives a number.
func task(name string) *core.TaskTemplate {
	return &core.TaskTemplate{
		Id:        &core.Identifier{ResourceType: core.ResourceType_TASK, Name: name},
		Type:      "python-task",
		Metadata:  &core.TaskMetadata{Retries: &core.RetryStrategy{}, Runtime: &core.RuntimeMetadata{Version: "1"}},
		Interface: &core.TypedInterface{Inputs: variables("x", number), Outputs: variables("o0", number)},
		Target: &core.TaskTemplate_Container{Container: &core.Container{
			Image:   "none",
			Command: []string{program},
			Args:    []string{name, "{{.input}}", "{{.outputPrefix}}"},
		}},
	}
}

func retried(template *core.TaskTemplate, retries uint32) *core.TaskTemplate {
	template.Metadata.Retries.Retries = retries
	return template
}

// listed gives a task the interface of a mapped one.
func listed(template *core.TaskTemplate) *core.TaskTemplate {
	template.Interface = &core.TypedInterface{Inputs: variables("x", list()), Outputs: variables("o0", list())}
	return template
}

// input binds the variable x to the workflow's input x.
func input() []*core.Binding {
	promise := &core.BindingData_Promise{Promise: &core.OutputReference{Var: "x"}}
	return []*core.Binding{{Var: "x", Binding: &core.BindingData{Value: promise}}}
}

func node(template *core.TaskTemplate) *core.Node {
	return &core.Node{
		Id:       "n0",
		Metadata: &core.NodeMetadata{Name: "n0", Retries: template.GetMetadata().GetRetries()},
		Inputs:   input(),
		Target: &core.Node_TaskNode{TaskNode: &core.TaskNode{
			Reference: &core.TaskNode_ReferenceId{ReferenceId: proto.Clone(template.GetId()).(*core.Identifier)},
		}},
	}
}

func workflow(only *core.Node, types *core.TypedInterface) *core.WorkflowTemplate {
	result := &core.BindingData_Promise{Promise: &core.OutputReference{NodeId: "n0", Var: "o0"}}
	return &core.WorkflowTemplate{
		Id:        &core.Identifier{ResourceType: core.ResourceType_WORKFLOW, Name: "workflow"},
		Metadata:  &core.WorkflowMetadata{},
		Interface: types,
		Nodes:     []*core.Node{only},
		Outputs:   []*core.Binding{{Var: "o0", Binding: &core.BindingData{Value: result}}},
	}
}

// single is a workflow of one task.
func single(template *core.TaskTemplate) *core.WorkflowTemplate {
	return workflow(node(template), template.GetInterface())
}

// mapped is a workflow of one map of double_element.
func mapped(parallelism uint32) *core.WorkflowTemplate {
	template := listed(task("double_element"))
	array := &core.ArrayNode{
		Node:              node(template),
		ParallelismOption: &core.ArrayNode_Parallelism{Parallelism: parallelism},
		SuccessCriteria:   &core.ArrayNode_MinSuccessRatio{MinSuccessRatio: 1},
	}
	only := node(template)
	only.Target = &core.Node_ArrayNode{ArrayNode: array}
	return workflow(only, template.GetInterface())
}
