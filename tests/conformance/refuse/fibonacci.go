// This file owns the graph with the most paths for its nodes: a chain in which every node reads the
// two before it, so that the paths are the numbers of Fibonacci. The program of the same graph is in
// package sources.

package refuse

import (
	"fmt"

	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
)

// paths is how many ways lead through a chain of so many nodes.
func paths(nodes int) int {
	before, last := 1, 1
	for range nodes - 1 {
		before, last = last, before+last
	}
	return last
}

// chain is that graph as a template, with the task that it calls.
func chain(nodes int) (*core.WorkflowTemplate, []*core.CompiledTask) {
	add := task("m.add", types{"x": integer(), "y": integer()}, types{"o0": integer()})
	before, last := promise("", "x"), promise("", "x")
	var all []*core.Node
	for at := range nodes {
		name := fmt.Sprintf("k%d", at)
		all = append(all, node(name, taskNode("m.add"), bind("x", clone(last)), bind("y", clone(before))))
		before, last = last, promise(name, "o0")
	}
	template := workflow("m.w", types{"x": integer()}, types{"o0": integer()}, last, all...)
	return template, []*core.CompiledTask{{Template: add.GetTemplate()}}
}
