// This file shows that no example is left out of the runs.

package runs

import (
	"os"
	"path/filepath"
	"testing"
)

func TestEveryExampleNeedsARun(t *testing.T) {
	root := t.TempDir()
	if err := os.MkdirAll(filepath.Join(root, "examples", "project"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "examples", "file.fpl"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	suite := Suite{Root: root}
	if err := suite.complete([]string{"file.fpl", "project/main.fpl"}); err != nil {
		t.Error(err)
	}
	for _, paths := range [][]string{{"file.fpl"}, {"project/main.fpl"}, {"file.fpl", "project2/main.fpl"}} {
		if suite.complete(paths) == nil {
			t.Errorf("%v are called complete", paths)
		}
	}
}
