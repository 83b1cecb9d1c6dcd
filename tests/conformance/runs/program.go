// This file owns one program: compiled, registered, and each of its workflows run by both sides.

package runs

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"

	"flightplan.dev/conformance/admin"
	"flightplan.dev/conformance/artifact"
	"flightplan.dev/conformance/engine"
	"flightplan.dev/conformance/engine/kubelet"
	"flightplan.dev/conformance/judge"
)

// patience is how long an execution may take.
const patience = time.Minute

const domain = "development"

// program runs all runs of a program, which is registered under a project of its own.
func (b *bench) program(tried tried, project string) []outcome {
	folder := filepath.Join(b.scratch, project)
	registry, source, err := b.register(tried, project, folder)
	if err != nil {
		return []outcome{{name: tried.name, err: err}}
	}
	outcomes := make([]outcome, 0, len(tried.runs))
	for at, run := range tried.runs {
		call := call{
			run:    run,
			source: source,
			inputs: filepath.Join(folder, fmt.Sprintf("%d.json", at)),
			id:     &core.WorkflowExecutionIdentifier{Project: project, Domain: domain, Name: fmt.Sprintf("r%d", at)},
		}
		name := fmt.Sprintf("%s: %s(%s)", tried.name, run.Workflow, shortened(string(run.Inputs)))
		disjoint, err := b.call(registry, call)
		outcomes = append(outcomes, outcome{name: name, err: err, disjoint: disjoint})
	}
	return outcomes
}

// register compiles a program and registers what it gave. A program for another target is put into a project that names
// it, because `run` has no flag for it.
func (b *bench) register(tried tried, project, folder string) (*judge.Registry, string, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, "", err
	}
	source := tried.source
	if tried.target != "" {
		var err error
		if source, err = targeted(tried, folder); err != nil {
			return nil, "", err
		}
	}
	archive := filepath.Join(folder, "package.tgz")
	if err := b.binary.Compile(source, archive); err != nil {
		return nil, "", err
	}
	entities, err := artifact.Open(archive, artifact.Registration{Project: project, Domain: domain, Version: "v1"})
	if err != nil {
		return nil, "", err
	}
	registry := judge.New(admin.Generous(project))
	return registry, source, registry.Register(entities)
}

func targeted(tried tried, folder string) (string, error) {
	text, err := os.ReadFile(tried.source)
	if err != nil {
		return "", err
	}
	source := filepath.Join(folder, filepath.Base(tried.source))
	if err := os.WriteFile(source, text, 0o644); err != nil {
		return "", err
	}
	settings := fmt.Sprintf("[project]\ntarget = %q\n", tried.target)
	return source, os.WriteFile(filepath.Join(folder, "flightplan.toml"), []byte(settings), 0o644)
}

// call is one run of a registered program.
type call struct {
	run    run
	source string
	// inputs is the file that the interpreter reads them from.
	inputs string
	id     *core.WorkflowExecutionIdentifier
}

// call runs a workflow on both sides, and says whether they tell of different elements of a failed map. The error says
// where they, or Flyte's rules, differ.
func (b *bench) call(registry *judge.Registry, call call) (bool, error) {
	inputs := call.run.Inputs
	if len(inputs) == 0 {
		inputs = []byte("{}")
	}
	if err := os.WriteFile(call.inputs, inputs, 0o644); err != nil {
		return false, err
	}
	ours, err := b.binary.Run(call.source, call.run.Workflow, call.inputs)
	if err != nil {
		return false, err
	}
	name, err := registered(registry, call.run.Workflow)
	if err != nil {
		return false, err
	}
	theirs, err := b.execute(registry, name, call.id, ours.Inputs)
	if err != nil {
		return false, err
	}
	if err := healthy(theirs.Pods); err != nil {
		return false, err
	}
	if call.run.succeeds && ours.Error != nil {
		return false, fmt.Errorf("it fails: %s", ours.Error.Message)
	}
	if err := agree(ours, theirs, parts(registry.Workflow(name))); err != nil {
		return false, err
	}
	return ours.Error != nil && disjoint(ours.Error.Elements, theirs), call.run.Expected.check(theirs)
}

func (b *bench) execute(registry *judge.Registry, name string, id *core.WorkflowExecutionIdentifier, inputs *core.LiteralMap) (engine.Result, error) {
	resource, err := registry.Resource(name, inputs, id)
	if err != nil {
		return engine.Result{}, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	return b.propeller.Run(ctx, resource, id)
}

// healthy wants every container that ended by itself to end well: also a failure of a task is reported so, and propeller
// would try anything else again as a fault of the system, which hides it.
func healthy(pods kubelet.Record) error {
	for _, pod := range pods.Pods {
		if pod.ExitCode > 0 {
			return fmt.Errorf("attempt %d of %s ended with exit code %d: %s", pod.Number, pod.Task, pod.ExitCode, pod.Log)
		}
	}
	return nil
}

// registered is the name under which a workflow of the program itself is registered: that of its module, and its own.
func registered(registry *judge.Registry, workflow string) (string, error) {
	for _, name := range registry.Workflows() {
		if name == workflow || strings.HasSuffix(name, "."+workflow) {
			return name, nil
		}
	}
	return "", fmt.Errorf("no workflow %s among %v", workflow, registry.Workflows())
}

// shortened is a text that fits into a line.
func shortened(text string) string {
	const most = 80
	flat := strings.Join(strings.Fields(text), " ")
	if runes := []rune(flat); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return flat
}
