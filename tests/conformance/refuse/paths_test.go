// Tests that the limit on paths is where propeller's compiler begins to take long.

package refuse

import (
	"testing"
	"time"

	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	"github.com/flyteorg/flyte/flytepropeller/pkg/compiler"
)

// limit is the compiler's `graph_paths`.
const limit = 1_000_000

// bound is how long Flyte may take below the limit. Measured: 0.4 seconds on one core of 2.1 GHz.
const bound = 5 * time.Second

// under is the longest chain that the limit allows, with 832,040 paths.
const under = 29

// compiled is the shortest of three times that propeller takes for a template.
func compiled(t *testing.T, template *core.WorkflowTemplate, tasks []*core.CompiledTask) time.Duration {
	t.Helper()
	shortest := time.Hour
	for range 3 {
		start := time.Now()
		if _, err := compiler.CompileWorkflow(template, nil, tasks, nil); err != nil {
			t.Fatal(err)
		}
		shortest = min(shortest, time.Since(start))
	}
	return shortest
}

func TestFlyteAnswersSoonUnderTheLimit(t *testing.T) {
	if paths(under) > limit || paths(under+1) <= limit {
		t.Fatalf("%d nodes have %d paths, one more %d: not the edge of %d", under, paths(under), paths(under+1), limit)
	}
	template, tasks := chain(under)
	took := compiled(t, template, tasks)
	t.Logf("%d nodes, %d paths: %v", under, paths(under), took)
	if took > bound {
		t.Errorf("%d paths took %v, more than %v", paths(under), took, bound)
	}
}

// Three more nodes have four times the paths, well over the limit; a walk that remembered nodes would
// take a tenth more time.
func TestTimeGrowsWithPathsAndNotWithNodes(t *testing.T) {
	less, tasks := chain(under)
	more, _ := chain(under + 3)
	short, long := compiled(t, less, tasks), compiled(t, more, tasks)
	ratio := float64(long) / float64(short)
	t.Logf("%d nodes: %v, %d nodes: %v, ratio %.1f", under, short, under+3, long, ratio)
	if ratio < 2 || ratio > 12 {
		t.Errorf("%.1f times the paths take %.1f times the time", float64(paths(under+3))/float64(paths(under)), ratio)
	}
}

// Twice as many nodes as the longest chain, each on the input only, have few paths.
func TestManyNodesWithFewPathsAreQuick(t *testing.T) {
	wide, tasks := chain(1)
	first := wide.GetNodes()[0]
	for at := range 2*under - 1 {
		next := clone(first)
		next.Id = "more-" + string(rune('a'+at%26)) + string(rune('a'+at/26))
		wide.Nodes = append(wide.Nodes, next)
	}
	template, _ := chain(under)
	few, many := compiled(t, wide, tasks), compiled(t, template, tasks)
	t.Logf("%d nodes with as many paths: %v; %d nodes with %d paths: %v", 2*under, few, under, paths(under), many)
	if few > many {
		t.Errorf("%d paths take %v, and %d take %v", 2*under, few, paths(under), many)
	}
}
