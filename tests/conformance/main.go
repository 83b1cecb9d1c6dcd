// The command of the suite: Flyte's own code judges what the compiler emits. It prints one table and
// exits with 1 where Flyte and Flightplan differ.
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/flyteorg/flyte/flytestdlib/logger"

	"flightplan.dev/conformance/accept"
	"flightplan.dev/conformance/flightplan"
	"flightplan.dev/conformance/refuse"
	"flightplan.dev/conformance/report"
	"flightplan.dev/conformance/runs"
	"flightplan.dev/conformance/sources"
)

// options are the flags of the command.
type options struct {
	flightplan, root, generated, only string
	bless                             bool
	sample                            int
}

func main() {
	var given options
	flag.StringVar(&given.flightplan, "flightplan", "../../target/release/flightplan", "the binary under test")
	flag.StringVar(&given.root, "root", "../..", "the root of the repository")
	flag.StringVar(&given.generated, "generated", "", "a folder of generated programs")
	flag.BoolVar(&given.bless, "bless", false, "write docs/flyte-rules.md instead of comparing it")
	flag.IntVar(&given.sample, "sample", 100, "how many of the generated programs are run")
	flag.StringVar(&given.only, "only", "", "a part of the names of the runs that are wanted, without the other suites")
	flag.Parse()
	// What Flyte's packages log stands in their errors, too.
	if err := logger.SetConfig(&logger.Config{Mute: true}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	rows, err := given.suites()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	if !report.Print(os.Stdout, rows) {
		os.Exit(1)
	}
}

// suites runs one suite after the other; each gives rows of the table.
func (o options) suites() ([]report.Row, error) {
	binary := flightplan.Binary(o.flightplan)
	running := runs.Suite{Binary: binary, Root: o.root, Generated: o.generated, Sample: o.sample, Only: o.only}
	if o.only != "" {
		return running.Run()
	}
	sets, err := sources.All(o.root, o.generated)
	if err != nil {
		return nil, err
	}
	scratch, err := os.MkdirTemp("", "edges")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(scratch)
	edges, err := sources.Edges(scratch)
	if err != nil {
		return nil, err
	}
	sets = append(sets, edges)
	var rows []report.Row
	for _, set := range sets {
		row, err := accept.Accept(binary, set)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	refused, err := refuse.Together(binary, o.root, o.bless)
	if err != nil {
		return nil, err
	}
	rows = append(rows, refused...)
	equal, err := running.Run()
	return append(rows, equal...), err
}
