// Tests that the rows leave out none of propeller's codes, and that the registration they break is good.

package refuse

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestTheGoodRegistrationIsTaken(t *testing.T) {
	if err := register(Good(), nil); err != nil {
		t.Fatal(err)
	}
}

func TestEveryCodeOfPropellerHasARow(t *testing.T) {
	source := filepath.Join(propeller(t), "pkg/compiler/errors/compiler_errors.go")
	codes := constants(t, source, "ErrorCode")
	if len(codes) < 30 {
		t.Fatalf("only %v in %s", codes, source)
	}
	for _, code := range codes {
		if !slices.ContainsFunc(Rows(), func(row Row) bool { return row.Code == code }) {
			t.Errorf("no row shows %s", code)
		}
	}
}

// Every rule is told once, and is answered either by a finding or by a reason.
func TestRowsAreComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, row := range Rows() {
		if seen[row.Rule] {
			t.Errorf("%q stands twice", row.Rule)
		}
		seen[row.Rule] = true
		if (row.Ours == "") == (row.Reason == "") || (row.Ours == "") != (row.Program == "") {
			t.Errorf("%q has not exactly one of a finding with its program and a reason", row.Rule)
		}
		if row.Code == invalid && row.Message == "" {
			t.Errorf("%q does not say which of Admin's messages", row.Rule)
		}
	}
}

func TestTheNamedFilesOfPropellerExist(t *testing.T) {
	folder := propeller(t)
	for _, row := range Rows() {
		if file, ok := strings.CutPrefix(row.Source, "flytepropeller/"); ok {
			if _, err := os.Stat(filepath.Join(folder, file)); err != nil {
				t.Errorf("%q: %v", row.Rule, err)
			}
		}
	}
}

// propeller is the folder of its module's source.
func propeller(t *testing.T) string {
	t.Helper()
	folder, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/flyteorg/flyte/flytepropeller").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(folder))
}

// constants are the values of a file's string constants of a type.
func constants(t *testing.T, path, kind string) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	ast.Inspect(file, func(node ast.Node) bool {
		spec, ok := node.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if named, ok := spec.Type.(*ast.Ident); !ok || named.Name != kind {
			return true
		}
		value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		values = append(values, value)
		return true
	})
	return values
}
