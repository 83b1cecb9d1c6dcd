// Tests the reading of packages against flytectl's rules.

package artifact

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/admin"
	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	"google.golang.org/protobuf/proto"
)

func packed(t *testing.T, files map[string]proto.Message) string {
	t.Helper()
	folder := t.TempDir()
	for name, message := range files {
		body, err := proto.Marshal(message)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), body, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func TestReadsInTheOrderOfNames(t *testing.T) {
	folder := packed(t, map[string]proto.Message{
		"10_m.w_3.pb": &admin.LaunchPlan{},
		"2_m.t_1.pb":  &admin.TaskSpec{},
		"09_m.w_2.pb": &admin.WorkflowSpec{},
	})
	entities, err := Read(folder)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"09_m.w_2.pb", "10_m.w_3.pb", "2_m.t_1.pb"}
	for at, entity := range entities {
		if entity.File != want[at] {
			t.Errorf("at %d: %s, not %s", at, entity.File, want[at])
		}
	}
	if _, ok := entities[0].Message.(*admin.WorkflowSpec); !ok {
		t.Errorf("_2.pb is a %T", entities[0].Message)
	}
}

func TestRefusesOtherFiles(t *testing.T) {
	for _, name := range []string{"notes.txt", "m.t.pb", "m.t_4.pb"} {
		if _, err := Read(packed(t, map[string]proto.Message{name: &admin.TaskSpec{}})); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

func TestFillsOpenIdsOnly(t *testing.T) {
	open := &core.Identifier{Name: "m.t", Version: "{{ registration.version }}"}
	given := &core.Identifier{Project: "other", Domain: "production", Name: "m.u", Version: "v9"}
	node := func(id *core.Identifier) *core.Node {
		return &core.Node{Id: "n", Target: &core.Node_TaskNode{TaskNode: &core.TaskNode{
			Reference: &core.TaskNode_ReferenceId{ReferenceId: id},
		}}}
	}
	array := &core.Node{Target: &core.Node_ArrayNode{ArrayNode: &core.ArrayNode{Node: node(open)}}}
	template := &core.WorkflowTemplate{Id: &core.Identifier{Name: "m.w"}, Nodes: []*core.Node{array, node(given)}}
	entities := []Entity{{File: "0_m.w_2.pb", Message: &admin.WorkflowSpec{Template: template}}}
	if err := Fill(entities, Registration{Project: "p", Domain: "d", Version: "v"}); err != nil {
		t.Fatal(err)
	}
	if want := (&core.Identifier{Project: "p", Domain: "d", Name: "m.t", Version: "v"}); !proto.Equal(open, want) {
		t.Errorf("an open id became %v", open)
	}
	if given.GetProject() != "other" || given.GetDomain() != "production" || given.GetVersion() != "v9" {
		t.Errorf("a reference became %v", given)
	}
}

func TestRefusesNodesWithoutTarget(t *testing.T) {
	branch := &core.Node{Target: &core.Node_BranchNode{BranchNode: &core.BranchNode{IfElse: &core.IfElseBlock{
		Case: &core.IfBlock{ThenNode: &core.Node{Target: &core.Node_GateNode{}}},
	}}}}
	for name, node := range map[string]*core.Node{"no target": {Id: "n"}, "no default": branch} {
		template := &core.WorkflowTemplate{Id: &core.Identifier{}, Nodes: []*core.Node{node}}
		if err := Fill([]Entity{{Message: &admin.WorkflowSpec{Template: template}}}, Registration{}); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}
