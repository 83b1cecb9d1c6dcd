// This file owns what is run: the table of this suite, the recorded runs of the twins, and a sample of the generated
// programs.

package runs

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	"google.golang.org/protobuf/encoding/protojson"

	"flightplan.dev/conformance/sources"
)

//go:embed runs.json
var table []byte

// set is a group of programs that is counted together.
type set struct {
	name string
	// project begins the names of their projects.
	project  string
	programs []tried
}

// tried is a program with its runs, which happen one after the other.
type tried struct {
	name   string
	source string
	// target is the platform to compile for, or empty for the default.
	target string
	runs   []run
}

// run is a call of a workflow.
type run struct {
	Workflow string          `json:"workflow"`
	Inputs   json.RawMessage `json:"inputs"`
	// Expected is nil where only the agreement with the interpreter counts.
	Expected *expected `json:"expected"`
	// succeeds says that a failure is a difference, though both agree on it.
	succeeds bool
}

// expected is what Flyte's rules say of a run, whatever the interpreter does. What is absent is not looked at.
type expected struct {
	// Outputs are literals in proto JSON. Without them and without an error the run must succeed.
	Outputs map[string]json.RawMessage `json:"outputs"`
	// Error is what the error of the execution must contain.
	Error string `json:"error"`
	// Code is the error's code.
	Code *string `json:"code"`
	// Pods are how many processes were started in all.
	Pods *int `json:"pods"`
	// Peak is how many of them were live at the same time.
	Peak *int `json:"peak"`
	// Ran are the tasks whose processes ended with success, in alphabetical order, each as often as it ran.
	Ran []string `json:"ran"`
}

// literals gives the outputs.
func (e *expected) literals() (*core.LiteralMap, error) {
	outputs := &core.LiteralMap{Literals: map[string]*core.Literal{}}
	for name, text := range e.Outputs {
		literal := &core.Literal{}
		if err := protojson.Unmarshal(text, literal); err != nil {
			return nil, fmt.Errorf("the expected output %s: %w", name, err)
		}
		outputs.Literals[name] = literal
	}
	return outputs, nil
}

// sets are all sets there are.
func (s Suite) sets(scratch string) ([]set, error) {
	examples, edges, err := s.listed()
	if err != nil {
		return nil, err
	}
	twins, err := s.twins()
	if err != nil {
		return nil, err
	}
	carried, err := carriers(filepath.Join(scratch, "carriers"))
	if err != nil {
		return nil, err
	}
	sets := []set{
		{name: "runs of examples equal", project: "example", programs: byWorkflow(examples)},
		{name: "runs of edge cases equal", project: "edge", programs: byWorkflow(edges)},
		{name: "runs of every type on every way equal", project: "carrier", programs: byWorkflow(carried)},
		{name: "runs of twins equal", project: "twin", programs: byWorkflow(twins)},
	}
	if s.Generated == "" {
		return sets, nil
	}
	generated, err := s.generated()
	return append(sets, set{name: "runs of generated programs equal", project: "generated", programs: generated}), err
}

// byWorkflow takes programs apart, so that only the runs of the same workflow wait for each other.
func byWorkflow(programs []tried) []tried {
	var parts []tried
	for _, program := range programs {
		first := len(parts)
		for _, one := range program.runs {
			at := slices.IndexFunc(parts[first:], func(part tried) bool { return part.runs[0].Workflow == one.Workflow })
			if at < 0 {
				part := program
				part.runs = []run{one}
				parts = append(parts, part)
				continue
			}
			parts[first+at].runs = append(parts[first+at].runs, one)
		}
	}
	return parts
}

// listed are the programs of the table: examples by their paths, edge cases by their names in the folder `programs`.
func (s Suite) listed() (examples, edges []tried, err error) {
	var written struct{ Examples, Edges map[string][]run }
	if err := json.Unmarshal(table, &written); err != nil {
		return nil, nil, fmt.Errorf("runs.json: %w", err)
	}
	paths := slices.Sorted(maps.Keys(written.Examples))
	if err := s.complete(paths); err != nil {
		return nil, nil, err
	}
	for _, path := range paths {
		runs := written.Examples[path]
		for at := range runs {
			runs[at].succeeds = true
		}
		name := filepath.Join("examples", path)
		examples = append(examples, tried{name: name, source: filepath.Join(s.Root, name), runs: runs})
	}
	for _, name := range slices.Sorted(maps.Keys(written.Edges)) {
		source := filepath.Join(s.Root, "tests", "conformance", "runs", "programs", name)
		edges = append(edges, tried{name: name, source: source, runs: written.Edges[name]})
	}
	return examples, edges, nil
}

// complete wants a run of every example, or of a file of it where it is a folder.
func (s Suite) complete(paths []string) error {
	found, err := sources.Examples(filepath.Join(s.Root, "examples"))
	if err != nil {
		return err
	}
	for _, example := range found {
		name := strings.TrimPrefix(example.Name, "examples/")
		isPart := func(path string) bool { return path == name || strings.HasPrefix(path, name+"/") }
		if !slices.ContainsFunc(paths, isPart) {
			return fmt.Errorf("runs.json has no run of %s", example.Name)
		}
	}
	return nil
}

// twins are the programs of the ground truth with the inputs of the runs that were recorded of the Python programs.
func (s Suite) twins() ([]tried, error) {
	found, err := sources.Twins(filepath.Join(s.Root, "tests", "ground-truth"))
	if err != nil {
		return nil, err
	}
	var twins []tried
	for _, twin := range found {
		var recorded []run
		if err := readJSON(filepath.Join(filepath.Dir(twin.Source), "run.json"), &recorded); err != nil {
			return nil, err
		}
		for at := range recorded {
			recorded[at].Workflow = strings.TrimPrefix(recorded[at].Workflow, "source.")
		}
		twins = append(twins, tried{name: twin.Name, source: twin.Source, target: "union", runs: recorded})
	}
	return twins, nil
}

// generated are as many of the generated programs as the sample wants, from the smallest to the largest.
func (s Suite) generated() ([]tried, error) {
	found, err := sources.Generated(s.Generated)
	if err != nil {
		return nil, err
	}
	count := min(s.Sample, len(found))
	var sample []tried
	for at := range count {
		program := found[at*len(found)/count]
		var only run
		if err := readJSON(program.Inputs, &only); err != nil {
			return nil, err
		}
		only.succeeds = true
		sample = append(sample, tried{name: program.Name, source: program.Source, runs: []run{only}})
	}
	return sample, nil
}

func readJSON(path string, into any) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
