// This file owns the judging of a row: what Flyte's code answers, and what the compiler does.

package refuse

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	"github.com/flyteorg/flyte/flytepropeller/pkg/compiler/transformers/k8s"

	"flightplan.dev/conformance/admin"
	"flightplan.dev/conformance/flightplan"
	"flightplan.dev/conformance/judge"
	"flightplan.dev/conformance/report"
)

// Together judges every rule by both sides, and holds docs/flyte-rules.md against the rows, or writes
// it.
func Together(binary flightplan.Binary, root string, bless bool) ([]report.Row, error) {
	rules := report.Row{What: "rules refused together"}
	if err := register(Good(), nil); err != nil {
		return nil, fmt.Errorf("the good registration: %w", err)
	}
	scratch, err := os.MkdirTemp("", "refuse")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(scratch)
	for at, row := range Rows() {
		folder := filepath.Join(scratch, fmt.Sprint(at))
		if err := errors.Join(row.theirs(), row.ours(binary, folder)); err != nil {
			rules.Fail("%s: %v", row.Rule, err)
		} else {
			rules.Pass()
		}
	}
	page, err := pageRow(filepath.Join(root, "docs", "flyte-rules.md"), bless)
	return []report.Row{rules, page}, err
}

// theirs holds the answer of Flyte's code against the row.
func (row Row) theirs() error {
	if row.Break == nil && row.Direct == nil {
		return nil
	}
	answer := row.answer()
	if row.Code == Silent {
		if answer != nil {
			return fmt.Errorf("Flyte is not silent: %w", answer)
		}
		return nil
	}
	if !slices.Contains(judge.Codes(answer), row.Code) {
		return fmt.Errorf("Flyte answers %v and not %s: %w", judge.Codes(answer), row.Code, answer)
	}
	if !strings.Contains(answer.Error(), row.Message) {
		return fmt.Errorf("Flyte's answer does not say %q: %w", row.Message, answer)
	}
	return nil
}

func (row Row) answer() error {
	registration := Good()
	if row.Direct != nil {
		return row.Direct(registration)
	}
	row.Break(registration)
	return register(registration, row.Platform)
}

// register takes a registration through Admin and the compiler up to the resource of an execution.
func register(registration *Registration, change func(*admin.Platform)) error {
	platform := admin.Generous(project)
	if change != nil {
		change(&platform)
	}
	registry := judge.New(platform)
	if err := registry.Register(registration.Entities()); err != nil {
		return err
	}
	closure := registry.Workflow("m.w")
	if registration.Closure != nil {
		registration.Closure(closure)
	}
	inputs := clone(registration.Inputs)
	if _, lists := closure.GetPrimary().GetTemplate().GetInterface().GetInputs().GetVariables()["xs"]; !lists {
		delete(inputs.GetLiterals(), "xs")
	}
	execution := &core.WorkflowExecutionIdentifier{Project: project, Domain: "development", Name: "execution"}
	_, err := k8s.BuildFlyteWorkflow(closure, inputs, execution, project+"-development")
	return err
}

// ours holds the findings of `lint` against the row.
func (row Row) ours(binary flightplan.Binary, folder string) error {
	if row.Program == "" {
		if row.Reason == "" {
			return errors.New("the row has neither a program nor a reason")
		}
		return nil
	}
	if err := os.Mkdir(folder, 0o700); err != nil {
		return err
	}
	source := filepath.Join(folder, "rule.fpl")
	if err := os.WriteFile(filepath.Join(folder, "flightplan.toml"), []byte(row.Settings), 0o600); err != nil {
		return err
	}
	if err := os.WriteFile(source, []byte(row.Program), 0o600); err != nil {
		return err
	}
	findings, err := binary.Lint(source)
	if err != nil {
		return err
	}
	if codes := flightplan.Errors(findings); !slices.Equal(codes, []string{row.Ours}) {
		return fmt.Errorf("Flightplan answers %v and not %s", codes, row.Ours)
	}
	return nil
}
