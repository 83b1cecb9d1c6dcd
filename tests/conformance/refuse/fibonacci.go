// This file owns the graph with the most paths for its nodes: a chain in which every node reads the
// two before it, so that the paths are the numbers of Fibonacci.

package refuse

import (
	"fmt"
	"strings"

	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
)

// fibonacci is a program with a chain of so many nodes. The first reads the workflow's input only.
func fibonacci(nodes int) string {
	var program strings.Builder
	program.WriteString("task add(x: int, y: int) -> int { x + y }\n\nworkflow w(x: int) -> int {\n")
	before, last := "x", "x"
	for at := range nodes {
		fmt.Fprintf(&program, "    let k%d = add(x: %s, y: %s)\n", at, last, before)
		before, last = last, fmt.Sprintf("k%d", at)
	}
	fmt.Fprintf(&program, "    %s\n}\n", last)
	return program.String()
}

// paths is how many ways lead through that chain.
func paths(nodes int) int {
	before, last := 1, 1
	for range nodes - 1 {
		before, last = last, before+last
	}
	return last
}

// chain is the same graph as a template, with the task that it calls.
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
