// Tests the judge on what flytekit makes: the messages of the ground truth, most of which Flyte takes.

package judge

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	flyteadmin "github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/admin"

	"flightplan.dev/conformance/admin"
	"flightplan.dev/conformance/artifact"
)

const groundTruth = "../../ground-truth"

// refused are the programs of the ground truth that Flyte does not take as they are, with its code:
// a schedule in flytekit's own words, a map of a launch plan, and references to what others
// have registered.
var refused = map[string]string{
	"launch_plans":       "InvalidArgument",
	"map_launch_plan":    "MismatchingTypes",
	"map_reference_task": "NotFound",
	"references":         "NotFound",
}

func TestTakesWhatFlytekitMakes(t *testing.T) {
	programs, err := os.ReadDir(groundTruth)
	if err != nil {
		t.Fatal(err)
	}
	for _, program := range programs {
		if !program.IsDir() {
			continue
		}
		t.Run(program.Name(), func(t *testing.T) {
			registry := New(admin.Generous("flightplan"))
			err := registry.Register(flytekit(t, program.Name()))
			want, bad := refused[program.Name()]
			switch {
			case !bad && err != nil:
				t.Fatal(err)
			case bad && !slices.Contains(Codes(err), want):
				t.Fatalf("refused with %v, not with %s: %v", Codes(err), want, err)
			}
			for _, workflow := range registry.Workflows() {
				if size, err := registry.Size(workflow); err != nil || size.Resource < size.Closure {
					t.Errorf("%s: %v, %v", workflow, size, err)
				}
			}
		})
	}
}

// flytekit gives the recorded messages of a program, which stand beside their JSON forms.
func flytekit(t *testing.T, program string) []artifact.Entity {
	t.Helper()
	packed := t.TempDir()
	files, err := filepath.Glob(filepath.Join(groundTruth, program, "expected", "*.pb"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no messages: %v", err)
	}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(packed, filepath.Base(file)), body, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	entities, err := artifact.Open(packed, artifact.Registration{Project: "flightplan", Domain: "development", Version: "v1"})
	if err != nil {
		t.Fatal(err)
	}
	return entities
}

func TestRefusesAnotherStructureUnderTheSameID(t *testing.T) {
	registry := New(admin.Generous("flightplan"))
	if err := registry.Register(flytekit(t, "map_task_basic")); err != nil {
		t.Fatal(err)
	}
	if err := registry.Register(flytekit(t, "map_task_basic")); err != nil {
		t.Errorf("the same again: %v", err)
	}
	changed := flytekit(t, "map_task_basic")
	changed[0].Message.(*flyteadmin.TaskSpec).GetTemplate().GetContainer().Image = "another"
	var refusal *Refusal
	if err := registry.Register(changed); !errors.As(err, &refusal) || refusal.Stage != Validation {
		t.Errorf("a changed task: %v", err)
	}
}
