// This file owns the rows where Flyte refuses nothing, and a run would go wrong or never begin.

package refuse

import (
	"strings"

	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"

	"flightplan.dev/conformance/sources"
)

const arrayHandler = "flytepropeller/pkg/controller/nodes/array/handler.go"

const one = "task t(x: int) -> int { x }\n\n"

func silentRows() []Row {
	return append(silentGraphRows(), silentMapRows()...)
}

func silentGraphRows() []Row {
	return []Row{
		{
			Rule: "a node with the id of another node is dropped", Source: workflowCompiler, Code: Silent,
			Break:   func(r *Registration) { r.add(node("a", taskNode("m.u"), bind("x", scalar(1)))) },
			Program: one + "workflow w() -> (int, int) {\n    let my_value = t(x: 1)\n    let myValue = t(x: 2)\n    (my_value, myValue)\n}\n", Ours: "W101",
		},
		{
			Rule: "a node with the id of the start or end is dropped", Source: workflowCompiler, Code: Silent,
			Break:   func(r *Registration) { r.add(node("end-node", taskNode("m.u"), bind("x", scalar(1)))) },
			Program: one + "workflow w() -> int {\n    let end_node = t(x: 1)\n    end_node\n}\n", Ours: "W101",
		},
		{
			Rule: "a workflow that contains itself is compiled endlessly", Source: requirements, Code: Silent,
			Program: one + "workflow w(x: int) -> int { v(x) }\n\nworkflow v(x: int) -> int { w(x) }\n", Ours: "N014",
		},
		{
			Rule: "the paths of a graph are walked one by one", Source: "flytepropeller/pkg/compiler/utils.go", Code: Silent,
			Program: sources.Fibonacci(30), Ours: "L002",
		},
		{
			Rule: "a folder is accepted as a file", Source: typeValidator, Code: Silent,
			Break:   func(r *Registration) { r.edge(blob("", core.BlobType_MULTIPART), blob("", core.BlobType_SINGLE)) },
			Program: "task u(x: file) -> int { 1 }\n\nworkflow w(x: dir) -> int { u(x: x) }\n", Ours: "W008",
		},
	}
}

func silentMapRows() []Row {
	return []Row{
		{
			Rule: "more successes than elements are impossible", Source: arrayHandler, Code: Silent,
			Break: func(r *Registration) {
				r.D.GetArrayNode().SuccessCriteria = &core.ArrayNode_MinSuccesses{MinSuccesses: 5}
				r.D.Inputs[0].Binding = listOf(scalar(1))
			},
			Program: one + "workflow w() -> [int?] {\n    map t(x: each [1, 2]) with { min_successes: 5 }\n}\n", Ours: "M009",
		},
		{
			Rule: "the lists of a zip have the same length", Source: arrayHandler, Code: Silent,
			Program: "task t(x: int, y: int) -> int { x + y }\n\n" +
				"workflow w() -> [int] { map zip t(x: each [1, 2], y: each [1]) }\n", Ours: "M007",
		},
		{
			Rule: "a map of a sub-workflow never ends", Source: arrayHandler, Code: Silent,
			Program: one + "workflow v(x: int) -> int { t(x) }\n\nworkflow w(xs: [int]) -> [int] { map v(xs) }\n", Ours: "M001",
		},
		{
			Rule: "a cache override on a node is ignored", Source: nodeBuilder, Code: Silent,
			Break: func(r *Registration) {
				r.A.Metadata.CacheableValue = &core.NodeMetadata_Cacheable{Cacheable: true}
				r.A.Metadata.CacheVersionValue = &core.NodeMetadata_CacheVersion{CacheVersion: "2"}
			},
			Program: one + "workflow w(x: int) -> int {\n    t(x) with { cache: \"2\" }\n}\n", Ours: "O002",
		},
		{
			Rule: "`run_all` of a map is ignored", Source: nodeBuilder, Code: Silent,
			Program: one + "workflow w(xs: [int]) -> [int] {\n    map t(x: each xs) with { run_all }\n}\n", Ours: "O017",
		},
		{
			Rule: "a resource larger than etcd accepts is never stored", Source: "flyteadmin/pkg/workflowengine/impl/k8s_executor.go", Code: Silent,
			Program: "task t(x: [int]) -> int { 1 }\n\nworkflow w() -> int { t(x: [1" + strings.Repeat(", 1", 50_000) + "]) }\n", Ours: "L103",
		},
		{
			Rule: "arguments larger than the system's limit start no process", Source: "execve(2)", Code: Silent,
			Program: "task t(x: int) -> str { \"a text that is long enough for the bound\" }\n", Settings: "[limits]\nargs_bytes = 50\n", Ours: "L101",
		},
	}
}
