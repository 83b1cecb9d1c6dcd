// Package report prints what a suite found: one table at the end, and every difference by name.
package report

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// Row is the result of one suite.
type Row struct {
	What          string
	Passed, Total int
	// Differences name what did not pass, with Flyte's and with our message.
	Differences []string
	// Notes are measures that are worth a look, but no differences.
	Notes []string
}

// Fail counts one more case that did not pass.
func (r *Row) Fail(format string, arguments ...any) {
	r.Total++
	r.Differences = append(r.Differences, fmt.Sprintf(format, arguments...))
}

// Pass counts one more case that passed.
func (r *Row) Pass() {
	r.Total++
	r.Passed++
}

// Print writes the differences and the table, and says whether all passed. A suite without cases
// has shown nothing, and does not pass.
func Print(out io.Writer, rows []Row) bool {
	all := true
	for _, row := range rows {
		for _, difference := range row.Differences {
			fmt.Fprintf(out, "%s: %s\n", row.What, difference)
		}
		all = all && len(row.Differences) == 0 && row.Passed == row.Total && row.Total > 0
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, row := range rows {
		fmt.Fprintf(table, "%s\t%d/%d\n", row.What, row.Passed, row.Total)
		for _, note := range row.Notes {
			fmt.Fprintf(table, "  %s\n", note)
		}
	}
	table.Flush()
	return all
}
