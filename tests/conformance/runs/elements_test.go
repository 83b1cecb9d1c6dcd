// This file shows how the error of a map is read.

package runs

import (
	"maps"
	"testing"

	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"

	"flightplan.dev/conformance/engine"
	"flightplan.dev/conformance/flightplan"
)

func TestAMapsErrorIsTakenApartByElement(t *testing.T) {
	message := "[0-1][4]: task `m.t` failed: odd\n  at line 3\n[2]: [2/2] currentAttempt done. Last Error: USER::[7]: no\n"
	odd := "task `m.t` failed: odd\n  at line 3\n"
	want := map[int]string{0: odd, 1: odd, 4: odd, 2: "[2/2] currentAttempt done. Last Error: USER::[7]: no\n"}
	if told := byElement(message); !maps.Equal(told, want) {
		t.Errorf("%v", told)
	}
	if told := byElement("Unknown reason"); len(told) != 0 {
		t.Errorf("%v", told)
	}
}

func TestEndsThatShareNoElementAreTold(t *testing.T) {
	theirs := engine.Result{Nodes: []engine.Node{
		{ID: "n0"},
		{ID: "n1", Error: &core.ExecutionError{Message: "[0-1][4]: task `m.t` failed: odd\n"}},
	}}
	for _, row := range []struct {
		failed []int
		want   bool
	}{
		{[]int{4}, false},
		{[]int{2, 1}, false},
		{[]int{2, 3}, true},
		// No map failed.
		{nil, false},
	} {
		var ours []flightplan.ElementError
		for _, index := range row.failed {
			ours = append(ours, flightplan.ElementError{Index: index})
		}
		if got := disjoint(ours, theirs); got != row.want {
			t.Errorf("%v: %v", row.failed, got)
		}
	}
}
