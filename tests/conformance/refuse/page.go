// This file owns the page of the documentation that the rows are written to.

package refuse

import (
	"fmt"
	"os"
	"strings"

	"flightplan.dev/conformance/report"
)

const header = `# Flyte's rules, and ours

What Flyte's Admin and compiler refuse, and the finding with which Flightplan refuses the same program before anything is registered, or why no
program can break the rule. [The conformance suite](../tests/conformance/README.md) generates this page and proves each row: Flyte's own
code returns the stated code, and ` + "`flightplan lint`" + ` reports the stated finding.

`

// pageRow compares the page with the rows, or writes it.
func pageRow(path string, bless bool) (report.Row, error) {
	row := report.Row{What: "docs/flyte-rules.md up to date"}
	want := page()
	if bless {
		row.Pass()
		return row, os.WriteFile(path, []byte(want), 0o644)
	}
	got, err := os.ReadFile(path)
	if err == nil && string(got) == want {
		row.Pass()
	} else {
		row.Fail("the page differs from the rows; -bless writes it")
	}
	return row, nil
}

func page() string {
	var text strings.Builder
	text.WriteString(header)
	for _, section := range Sections() {
		fmt.Fprintf(&text, "## %s\n\n| rule | Flyte's file | its code | ours |\n|---|---|---|---|\n", section.Title)
		for _, row := range section.Rows {
			fmt.Fprintf(&text, "| %s | `%s` | %s | %s |\n", row.Rule, row.Source, row.their(), row.our())
		}
		text.WriteString("\n")
	}
	return strings.TrimSuffix(text.String(), "\n")
}

func (row Row) their() string {
	if row.Code == Silent {
		return "none"
	}
	return "`" + row.Code + "`"
}

func (row Row) our() string {
	switch row.Ours {
	case "":
		return row.Reason
	case later:
		return "[U001](errors/U001.md): not compiled yet"
	default:
		return fmt.Sprintf("[%s](errors/%s.md)", row.Ours, row.Ours)
	}
}
