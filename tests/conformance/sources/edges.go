// This file owns the programs at the edge of the compiler's limits: what it just accepts, Flyte must
// take, too.

package sources

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Edges writes a program for each limit into a folder, and one for the only optional that the inferred
// type of none fits twice.
func Edges(folder string) (Set, error) {
	set := Set{Name: "edges of limits"}
	for _, edge := range []struct{ name, source string }{
		{"nodes", wide(100)},
		{"paths", Fibonacci(29)},
		{"names", "task " + strings.Repeat("n", 255-len("names.")) + "(x: int) -> int { x }\n"},
		{"table", "task t(x: table?) -> int { 1 }\n\nworkflow w(x: table?) -> int { t(x) }\n"},
	} {
		path := filepath.Join(folder, edge.name+".fpl")
		if err := os.WriteFile(path, []byte(edge.source), 0o600); err != nil {
			return set, err
		}
		set.Programs = append(set.Programs, Program{Name: "edges/" + edge.name, Source: path})
	}
	return set, nil
}

// wide is a workflow of so many nodes: the limit `workflow_nodes`.
func wide(nodes int) string {
	return "task t(x: int) -> int { x }\n\nworkflow w(x: int) -> int {\n" + strings.Repeat("    t(x)\n", nodes) + "}\n"
}

// Fibonacci is a chain of so many nodes in which every node reads the two before it, so that its paths
// are the numbers of Fibonacci. With 29 nodes they are 832,040, and with 30 more than the limit
// `graph_paths`.
func Fibonacci(nodes int) string {
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
