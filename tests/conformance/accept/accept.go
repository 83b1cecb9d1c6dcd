// Package accept shows that Flyte takes what the compiler emits: every program is compiled,
// registered as Admin would, and built into the resource that propeller would run.
package accept

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"flightplan.dev/conformance/admin"
	"flightplan.dev/conformance/artifact"
	"flightplan.dev/conformance/flightplan"
	"flightplan.dev/conformance/judge"
	"flightplan.dev/conformance/parallel"
	"flightplan.dev/conformance/report"
	"flightplan.dev/conformance/sources"
)

// Registration is how the suite fills the ids that the compiler leaves open.
var Registration = artifact.Registration{Project: "flightplan", Domain: "development", Version: "v1"}

// Accept judges all programs of a set.
func Accept(binary flightplan.Binary, set sources.Set) (report.Row, error) {
	row := report.Row{What: set.Name + " accepted"}
	scratch, err := os.MkdirTemp("", "accept")
	if err != nil {
		return row, err
	}
	defer os.RemoveAll(scratch)
	results := make([]error, len(set.Programs))
	sizes := make([]Sizes, len(set.Programs))
	parallel.Each(runtime.NumCPU(), len(set.Programs), func(at int) {
		archive := filepath.Join(scratch, fmt.Sprintf("%d.tgz", at))
		sizes[at], results[at] = one(binary, set.Programs[at], archive)
	})
	var largest Sizes
	for at, program := range set.Programs {
		if results[at] != nil {
			row.Fail("%s: %v", program.Name, results[at])
			continue
		}
		row.Pass()
		largest = largest.max(sizes[at])
	}
	row.Notes = largest.notes()
	return row, nil
}

func one(binary flightplan.Binary, program sources.Program, archive string) (Sizes, error) {
	if err := binary.Compile(program.Source, archive, program.Flags...); err != nil {
		return Sizes{}, err
	}
	entities, err := artifact.Open(archive, Registration)
	if err != nil {
		return Sizes{}, err
	}
	registry := judge.New(admin.Generous(Registration.Project))
	if err := registry.Register(entities); err != nil {
		return Sizes{}, err
	}
	return Measure(registry)
}
