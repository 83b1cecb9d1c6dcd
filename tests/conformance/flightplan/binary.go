// Package flightplan calls the binary under test.
package flightplan

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"slices"
)

// Binary is the path of the program.
type Binary string

// Finding is what the suite needs of a finding of `lint`.
type Finding struct {
	Code, Level, Message string
}

// Compile compiles a file or project into an archive.
func (b Binary) Compile(source, archive string, flags ...string) error {
	arguments := slices.Concat([]string{"compile", source, "--output", archive}, flags)
	if _, stderr, err := b.call(arguments...); err != nil {
		return fmt.Errorf("%w: %s", err, stderr)
	}
	return nil
}

// Lint gives the findings of a file or project. Findings are no error of the call.
func (b Binary) Lint(source string) ([]Finding, error) {
	stdout, stderr, err := b.call("lint", "--format", "json", source)
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		return nil, fmt.Errorf("%w: %s", err, stderr)
	}
	var document struct{ Findings []Finding }
	if err := json.Unmarshal(stdout, &document); err != nil {
		return nil, fmt.Errorf("the findings of %s: %w", source, err)
	}
	return document.Findings, nil
}

// Errors are the codes of the findings that are errors, each once, in their order.
func Errors(findings []Finding) []string {
	var codes []string
	for _, finding := range findings {
		if finding.Level == "error" && !slices.Contains(codes, finding.Code) {
			codes = append(codes, finding.Code)
		}
	}
	return codes
}

func (b Binary) call(arguments ...string) (stdout, stderr []byte, err error) {
	command := exec.Command(string(b), arguments...)
	var out, problems bytes.Buffer
	command.Stdout, command.Stderr = &out, &problems
	err = command.Run()
	return out.Bytes(), problems.Bytes(), err
}
