// This file owns the ways that a value goes between nodes, and writes the programs that send every value of every type
// on each of them.

package runs

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// ways are the paths that lead to a value of the type in the outputs of a task; `held` has it in structs, the others in a
// list, in a map, and as it is.
var ways = []string{
	"whole", "held.v", "held.l[0]", `held.m["k"]`, "held.inner.v", "held.list[0].v", `held.map["k"].v`, "held.o",
	"listed[0]", `keyed["k"]`, "structs[0].v",
}

// carriers gives the programs of all types, written to a folder.
func carriers(folder string) ([]tried, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	var programs []tried
	for _, kind := range kinds {
		source := filepath.Join(folder, strings.ReplaceAll(kind.name, "-", "_")+".fpl")
		if err := os.WriteFile(source, []byte(kind.program()), 0o644); err != nil {
			return nil, err
		}
		programs = append(programs, tried{name: "carriers/" + kind.name, source: source, runs: kind.runs()})
	}
	return programs, nil
}

// runs are those of the program: every workflow with every value, cached ones twice.
func (k kind) runs() []run {
	var runs []run
	for _, workflow := range []string{"calls", "maps", "inner", "cached", "cached", "results"} {
		for at, value := range k.values {
			// To the key of the cache -0.0 is 0.0, of which the result is stored before.
			if workflow == "cached" && value == "-0.0" {
				continue
			}
			inputs := json.RawMessage(fmt.Sprintf(`{"i": %d}`, at))
			runs = append(runs, run{Workflow: workflow, Inputs: inputs, succeeds: true})
		}
	}
	return append(runs, run{Workflow: "constants", succeeds: true})
}

// optional is the type with `none`.
func (k kind) optional() string {
	if k.nullable {
		return k.written
	}
	return k.written + " | none"
}

// reaches says whether the type can go a way.
func (k kind) reaches(way string) bool {
	held := strings.Contains(way, "held") || strings.Contains(way, "structs")
	unpacked := way == "listed[0]" || way == `keyed["k"]`
	return !(k.free && held) && !(k.bytes && unpacked)
}

// reached are the ways that the type can go.
func (k kind) reached() []string {
	var found []string
	for _, way := range ways {
		if k.reaches(way) {
			found = append(found, way)
		}
	}
	return found
}

// program is the text of the program.
func (k kind) program() string {
	return declarations + fmt.Sprintf(tasks, k.written, k.optional(), strings.Join(k.values, ", ")) + k.structs() +
		k.calls() + k.maps() + k.inner() + k.cached() + k.results() + k.constants()
}

// structs are the structs that hold it, and their tasks.
func (k kind) structs() string {
	if k.free {
		return ""
	}
	return fmt.Sprintf(holders, k.written, k.optional())
}

const holders = `
struct Held {
    v: %[1]s
    l: [%[1]s]
    m: {str: %[1]s}
    o: %[2]s
}

struct Outer {
    v: %[1]s
    l: [%[1]s]
    m: {str: %[1]s}
    o: %[2]s
    inner: Held
    list: [Held]
    map: {str: Held}
}

task make_held(i: int) -> Outer {
    let v = value(i)
    let held = Held { v: v, l: [v, value(0)], m: {"k": v, "a": value(0)}, o: v }
    Outer { v: v, l: held.l, m: held.m, o: v, inner: held, list: [held], map: {"k": held} }
}

task make_structs(i: int) -> [Held] {
    let v = value(i)
    [Held { v: v, l: [v], m: {}, o: none }]
}

task text_struct(x: Held) -> str { str(x) }

task text_structs(x: [Held]) -> str { str(x) }

task held_cached(i: int) -> Held with { cache: "1" } {
    let v = value(i)
    Held { v: v, l: [v, value(0)], m: {"k": v}, o: v }
}
`

const tasks = `
fn value(i: int) -> %[1]s {
    let values: [%[1]s] = [%[3]s]
    values[i]
}

task make_whole(i: int) -> %[1]s { value(i) }

task make_listed(i: int) -> [%[1]s] { [value(i), value(0)] }

task make_keyed(i: int) -> {str: %[1]s} { {"k": value(i), "a": value(0)} }

task text(x: %[1]s) -> str {
    let shown = str(x)
    log(shown)
    shown
}

task same(x: %[1]s) -> %[1]s { x }

task text_bound(x: %[1]s, i: int) -> str { f"{i} {str(x)}" }

task text_optional(x: %[2]s) -> str { str(x) }

task text_list(x: [%[1]s]) -> str { str(x) }

task text_map(x: {str: %[1]s}) -> str { str(x) }

task text_cached(x: %[1]s) -> str with { cache: "1" } { str(x) }

task same_cached(i: int) -> %[1]s with { cache: "1" } { value(i) }

workflow sub(x: %[1]s) -> (%[1]s, str) {
    let a = same(x)
    let b = text(x)
    (a, b)
}
`

// workflow puts one together: `first` are its first statements, and `nodes` the nodes that give its outputs.
func workflow(header string, types []string, first []string, nodes []string) string {
	var body, names strings.Builder
	for _, line := range first {
		fmt.Fprintf(&body, "    %s\n", line)
	}
	for at, node := range nodes {
		fmt.Fprintf(&body, "    let x%d = %s\n", at, node)
		if at > 0 {
			names.WriteString(", ")
		}
		fmt.Fprintf(&names, "x%d", at)
	}
	outputs, result := strings.Join(types, ", "), names.String()
	if len(types) > 1 {
		outputs, result = "("+outputs+")", "("+result+")"
	}
	return fmt.Sprintf("\nworkflow %s -> %s {\n%s    %s\n}\n", header, outputs, body.String(), result)
}

// made are the nodes that ways begin with.
func (k kind) made() []string {
	made := []string{"let whole = make_whole(i)", "let listed = make_listed(i)", `let keyed = make_keyed(i)`}
	if !k.free {
		made = append(made, "let held = make_held(i)", "let structs = make_structs(i)")
	}
	return made
}

// calls hands each way to tasks.
func (k kind) calls() string {
	var types, nodes []string
	add := func(ty, node string) {
		if k.reaches(node) {
			types, nodes = append(types, ty), append(nodes, node)
		}
	}
	for _, way := range k.reached() {
		if way == "held.o" && k.optional() != k.written {
			add("str", "text_optional(x: held.o)")
			continue
		}
		add("str", fmt.Sprintf("text(x: %s)", way))
		add(k.written, fmt.Sprintf("same(x: %s)", way))
	}
	add("str", "text_optional(x: whole)")
	add("str", "text_optional(x: held.v)")
	for _, way := range []string{"held.l", "held.inner.l", "listed", "[whole, held.v, structs[0].v]"} {
		add("str", fmt.Sprintf("text_list(x: %s)", way))
	}
	for _, way := range []string{"held.m", "held.inner.m", "keyed", `{"k": whole, "a": held.v}`} {
		add("str", fmt.Sprintf("text_map(x: %s)", way))
	}
	for _, way := range []string{"held.inner", "held.list[0]", `held.map["k"]`, "structs[0]"} {
		add("str", fmt.Sprintf("text_struct(x: %s)", way))
	}
	for _, way := range []string{"held.list", "structs", "[held.inner, structs[0]]"} {
		add("str", fmt.Sprintf("text_structs(x: %s)", way))
	}
	return workflow("calls(i: int)", types, k.made(), nodes)
}

// maps goes through lists of it, and binds it to every element.
func (k kind) maps() string {
	var types, nodes []string
	add := func(ty, node string) {
		if k.reaches(node) {
			types, nodes = append(types, ty), append(nodes, node)
		}
	}
	for _, way := range []string{"held.l", "held.inner.l", "listed", "[whole, held.v]", "[whole]"} {
		add("[str]", fmt.Sprintf("map text(x: each %s)", way))
	}
	add("["+k.written+"]", "map same(x: each listed)")
	add("["+k.written+"]", "map same(x: each held.l)")
	add("[str]", "map text_struct(x: each held.list)")
	add("[str]", "map text_list(x: each [held.l, listed])")
	add("[str]", "map text_bound(x: whole, i: each [1, 2])")
	add("[str]", "map text_bound(x: held.v, i: each [1, 2])")
	return workflow("maps(i: int)", types, k.made(), nodes)
}

// inner hands each way to a sub-workflow.
func (k kind) inner() string {
	var types, nodes []string
	first := k.made()
	for at, way := range k.reached() {
		if way == "held.o" && k.optional() != k.written {
			continue
		}
		first = append(first, fmt.Sprintf("let (a%[1]d, b%[1]d) = sub(x: %[2]s)", at, way))
		types, nodes = append(types, "str", "str"), append(nodes, fmt.Sprintf("text(x: a%d)", at), fmt.Sprintf("text_list(x: [a%d])", at))
	}
	return workflow("inner(i: int)", types, first, nodes)
}

// cached takes it out of the cache, and asks the cache with it.
func (k kind) cached() string {
	var types, nodes []string
	for _, node := range []string{
		"text_cached(x: make_whole(i))", "text(x: same_cached(i))", "text_struct(x: held_cached(i))", "text(x: held_cached(i).v)",
		"text_list(x: held_cached(i).l)",
	} {
		if k.reaches(node) {
			types, nodes = append(types, "str"), append(nodes, node)
		}
	}
	return workflow("cached(i: int)", types, nil, nodes)
}

// results gives it back as it is.
func (k kind) results() string {
	nodes := []string{"same(x: make_whole(i))", "same(x: make_listed(i)[0])"}
	if !k.reaches("listed[0]") {
		nodes = nodes[:1]
	}
	return workflow("results(i: int)", slices.Repeat([]string{k.written}, len(nodes)), nil, nodes)
}

// constants binds the values that need no call in a constant.
func (k kind) constants() string {
	var types, nodes []string
	for _, value := range k.values {
		if k.isConstant(value) {
			types, nodes = append(types, "str", "str", "str"), append(nodes,
				fmt.Sprintf("text(x: %s)", value), fmt.Sprintf("text_list(x: [%s])", value), fmt.Sprintf(`text_map(x: {"k": %s})`, value))
		}
	}
	types, nodes = append(types, "str"), append(nodes, "text(x: make_whole(i: 0))")
	return workflow("constants()", types, nil, nodes)
}

// isConstant says whether a workflow can hold the value.
func (k kind) isConstant(value string) bool {
	return k.name != "long-duration" && !strings.Contains(value, "json") && !strings.Contains(value, "bytes(") && !strings.Contains(value, "000d") && !strings.Contains(value, "inf()")
}
