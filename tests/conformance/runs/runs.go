// Package runs shows that propeller's executors and our interpreter give the same: every program is compiled, registered
// as Admin would, and its workflows are executed by propeller with `flightplan execute` as the containers, beside
// `flightplan run`.
//
// This file owns the suite: which programs there are, and how they are shared out. A program is registered under a
// project of its own, so that programs that use the same names share neither files nor cached outputs.
package runs

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"flightplan.dev/conformance/engine"
	"flightplan.dev/conformance/flightplan"
	"flightplan.dev/conformance/parallel"
	"flightplan.dev/conformance/report"
)

// program is the first word of the command lines that the compiler emits.
const program = "flightplan"

// Suite is what the suite needs.
type Suite struct {
	Binary flightplan.Binary
	// Root is that of the repository.
	Root string
	// Generated is a folder of generated programs, or empty.
	Generated string
	// Sample is how many of the generated programs are run, spread over their sizes.
	Sample int
	// Only is a part of the names of the sets to run; empty for all of them.
	Only string
}

// Run executes all programs and gives a row for each set.
func (s Suite) Run() ([]report.Row, error) {
	binary, err := filepath.Abs(string(s.Binary))
	if err != nil {
		return nil, err
	}
	propeller, err := engine.New(map[string]string{program: binary})
	if err != nil {
		return nil, err
	}
	defer propeller.Close()
	scratch, err := os.MkdirTemp("", "runs-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(scratch)
	sets, err := s.sets(scratch)
	if err != nil {
		return nil, err
	}
	bench := &bench{binary: flightplan.Binary(binary), propeller: propeller, scratch: scratch}
	rows := make([]report.Row, 0, len(sets))
	for _, set := range sets {
		if !strings.Contains(set.name, s.Only) {
			continue
		}
		begin := time.Now()
		row := bench.run(set)
		row.Notes = append(row.Notes, fmt.Sprintf("%.1f s", time.Since(begin).Seconds()))
		rows = append(rows, row)
	}
	return rows, nil
}

// bench is where programs are run.
type bench struct {
	binary    flightplan.Binary
	propeller *engine.Engine
	scratch   string
}

// outcome is what became of one run.
type outcome struct {
	name string
	err  error
	// disjoint says that both sides fail by different elements of a map.
	disjoint bool
}

// run executes the programs of a set, several at a time: most of an execution is waiting for processes.
func (b *bench) run(set set) report.Row {
	outcomes := make([][]outcome, len(set.programs))
	parallel.Each(2*runtime.NumCPU(), len(set.programs), func(at int) {
		project := fmt.Sprintf("%s-%d", set.project, at)
		outcomes[at] = b.program(set.programs[at], project)
	})
	row := report.Row{What: set.name}
	apart := 0
	for _, program := range outcomes {
		for _, one := range program {
			if one.disjoint {
				apart++
			}
			if one.err != nil {
				row.Fail("%s: %v", one.name, one.err)
				continue
			}
			row.Pass()
		}
	}
	if apart > 0 {
		row.Notes = append(row.Notes, fmt.Sprintf("failed maps of which both sides name different elements: %d", apart))
	}
	return row
}
