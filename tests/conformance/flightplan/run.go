// This file owns `run`: what the reference interpreter makes of a workflow, as Flyte's literals.

package flightplan

import (
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"

	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	"google.golang.org/protobuf/encoding/protojson"
)

// Run is a run of the interpreter.
type Run struct {
	// Inputs are all of the workflow's, defaults included.
	Inputs *core.LiteralMap
	// Outputs is nil if it failed.
	Outputs *core.LiteralMap
	// Error is nil if it succeeded.
	Error *RunError
}

// RunError is why a run failed, in the terms of Flyte's error documents.
type RunError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	// Kind is RECOVERABLE or NON_RECOVERABLE for what fails in a container, and empty for what propeller finds.
	Kind string `json:"kind"`
	// Elements are the failed elements of a map.
	Elements []ElementError `json:"elements"`
}

// ElementError is the failure of an element.
type ElementError struct {
	Index int `json:"index"`
	RunError
}

// Run runs a workflow with the inputs of a JSON file. A workflow that fails is no error of the call.
func (b Binary) Run(source, workflow, inputs string) (Run, error) {
	stdout, stderr, err := b.call("run", source, workflow, "--inputs", inputs, "--output", "literals")
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1 || len(stdout) == 0) {
		return Run{}, fmt.Errorf("%w: %s", err, stderr)
	}
	var document struct {
		Inputs, Outputs json.RawMessage
		Error           *RunError
	}
	if err := json.Unmarshal(stdout, &document); err != nil {
		return Run{}, fmt.Errorf("the literals of %s: %w", workflow, err)
	}
	run := Run{Error: document.Error}
	if run.Inputs, err = literals(document.Inputs); err != nil || document.Error != nil {
		return run, err
	}
	run.Outputs, err = literals(document.Outputs)
	return run, err
}

func literals(text json.RawMessage) (*core.LiteralMap, error) {
	read := &core.LiteralMap{}
	return read, protojson.Unmarshal(text, read)
}
