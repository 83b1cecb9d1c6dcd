// Package refuse shows that the compiler refuses what Flyte refuses. Each rule of Admin and of
// propeller's compiler is a row: a registration that breaks only this rule, with the code that
// Flyte's own code answers, and the program that would have led to it, with the code of the
// finding of `lint`; or the reason why no program can break it.
//
// This file owns what a row is, and the list of all rows.
package refuse

import (
	"slices"

	"flightplan.dev/conformance/admin"
)

// Row is one rule.
type Row struct {
	// Rule says what is demanded, in one line.
	Rule string
	// Source is the file of Flyte that holds the rule.
	Source string
	// Code is Flyte's: one of propeller's compiler, or the gRPC code of Admin's answer. It is Silent
	// where Flyte takes the program and a run goes wrong.
	Code string
	// Message is a part of Admin's message, which tells rules with the same code apart.
	Message string
	// Break makes a good registration a bad one. It is nil where no registration can show the rule.
	Break func(*Registration)
	// Direct calls Flyte's compiler itself, for rules that Admin hides behind its own.
	Direct func(*Registration) error
	// Platform changes what the installation sets.
	Platform func(*admin.Platform)
	// Program is the source that would break the rule, and Settings its `flightplan.toml`.
	Program, Settings string
	// Ours is the code of the finding.
	Ours string
	// Reason says why no program breaks the rule.
	Reason string
}

// Silent stands for Flyte's code where Flyte does not refuse.
const Silent = "silent"

// later is the code for what the language has, but this version does not compile.
const later = "U001"

// Section is a group of rules.
type Section struct {
	Title string
	Rows  []Row
}

// Sections are all rules.
func Sections() []Section {
	return []Section{
		{"Ids and names", identifierRows()},
		{"Tasks", taskRows()},
		{"Workflows", workflowRows()},
		{"Launch plans", planRows()},
		{"Schedules and notifications", scheduleRows()},
		{"Graphs", graphRows()},
		{"Bindings", bindingRows()},
		{"Types", typeRows()},
		{"Branches", branchRows()},
		{"Gates", gateRows()},
		{"The resource in the cluster", resourceRows()},
		{"Where Flyte is silent", silentRows()},
	}
}

// Rows are the rows of all sections.
func Rows() []Row {
	var rows []Row
	for _, section := range Sections() {
		rows = slices.Concat(rows, section.Rows)
	}
	return rows
}
