// This file owns the rows on nodes and their order (propeller's compiler).

package refuse

import (
	"slices"

	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
)

const (
	nodeValidator      = "flytepropeller/pkg/compiler/validators/node.go"
	interfaceValidator = "flytepropeller/pkg/compiler/validators/interface.go"
	varsValidator      = "flytepropeller/pkg/compiler/validators/vars.go"
	index              = "flytepropeller/pkg/compiler/common/index.go"
	compilerErrors     = "flytepropeller/pkg/compiler/errors/compiler_errors.go"

	neverRaised = "Flyte defines the code and never raises it"
)

func graphRows() []Row {
	return slices.Concat(orderRows(), nodeRows(), unraisedRows())
}

func orderRows() []Row {
	const two = "task t(x: int) -> int { x }\n\nworkflow w(x: int) -> (int, int) {\n"
	return []Row{
		{
			Rule: "nodes do not wait for each other in a cycle", Source: workflowCompiler, Code: "CycleDetected",
			Break:   func(r *Registration) { r.A.UpstreamNodeIds = []string{"b"} },
			Program: two + "    let a = t(x) after b\n    let b = t(x: a)\n    (a, b)\n}\n", Ours: "W102",
		},
		{
			Rule: "every node is reached from the start", Source: workflowCompiler, Code: "UnreachableNodes",
			Break: func(r *Registration) {
				first, second := node("e", taskNode("m.t"), bind("x", scalar(1))), node("f", taskNode("m.t"), bind("x", scalar(1)))
				first.UpstreamNodeIds, second.UpstreamNodeIds = []string{"f"}, []string{"e"}
				r.add(first, second)
			},
			Program: two + "    let a = t(x: 1) after b\n    let b = t(x: 2) after a\n    (a, b)\n}\n", Ours: "W102",
		},
		{
			Rule: "a node waits for nodes that exist", Source: workflowCompiler, Code: "UnreachableNodes",
			Break: func(r *Registration) {
				lost := node("e", taskNode("m.t"), bind("x", scalar(1)))
				lost.UpstreamNodeIds = []string{"nowhere"}
				r.add(lost)
			},
			Program: "task t(x: int) -> int { x }\n\nworkflow w(x: int) -> int {\n    t(x) after nowhere\n}\n", Ours: "W022",
		},
		{
			Rule: "a workflow has a node", Source: workflowCompiler, Code: "NoNodesFound",
			Break:   func(r *Registration) { r.Template().Nodes = nil },
			Program: "workflow w() {}\n", Ours: "W018",
		},
		{
			Rule: "a sub-workflow has a node", Source: workflowCompiler, Code: "NoNodesFound",
			Break:   func(r *Registration) { r.Workflow.SubWorkflows[0].Nodes = nil },
			Program: "workflow inner() {}\n\nworkflow w() {\n    inner()\n}\n", Ours: "W018",
		},
		{
			Rule: "sub-workflows have different ids", Source: index, Code: "DuplicateId",
			Break: func(r *Registration) {
				r.Workflow.SubWorkflows = append(r.Workflow.SubWorkflows, clone(r.Workflow.SubWorkflows[0]))
			},
			Reason: "the compiler writes each sub-workflow once",
		},
	}
}

func nodeRows() []Row {
	return []Row{
		{
			Rule: "a node has an id", Source: nodeValidator, Code: "ValueRequired",
			Break: func(r *Registration) { r.D.Id = "" }, Reason: compilerMakesIDs,
		},
		{
			Rule: "a node has a target", Source: interfaceValidator, Code: "ValueRequired",
			Break: func(r *Registration) { r.D.Target = nil }, Reason: "a node of the language is a call",
		},
		{
			Rule: "a task node names its task", Source: interfaceValidator, Code: "ValueRequired",
			Break:  func(r *Registration) { r.D.Target = &core.Node_TaskNode{TaskNode: &core.TaskNode{}} },
			Reason: "a node of the language is a call",
		},
		{
			Rule: "a workflow node names its workflow", Source: interfaceValidator, Code: "WorkflowReferenceNotFound",
			Break:  func(r *Registration) { r.D.Target = &core.Node_WorkflowNode{WorkflowNode: &core.WorkflowNode{}} },
			Reason: "a node of the language is a call",
		},
		{
			Rule: "a sub-workflow has an interface", Source: interfaceValidator, Code: "ValueRequired",
			Break: func(r *Registration) { r.Workflow.SubWorkflows[0].Interface = nil }, Reason: alwaysWritten,
		},
		{
			Rule: "an input has a name", Source: varsValidator, Code: "ValueRequired",
			Break: func(r *Registration) {
				r.Template().GetInterface().GetInputs().GetVariables()[""] = &core.Variable{Type: integer()}
			},
			Program: "task t(``: int) -> int { 1 }\n", Ours: "S005",
		},
		{
			Rule: "an input has a type", Source: varsValidator, Code: "ValueRequired",
			Break:   func(r *Registration) { r.Template().GetInterface().GetInputs().GetVariables()["x"].Type = nil },
			Program: "task t(x) -> int { 1 }\n", Ours: "S032",
		},
		{
			Rule: "an output has one alias", Source: nodeValidator, Code: "DuplicateAlias",
			Break: func(r *Registration) {
				r.D.OutputAliases = []*core.Alias{{Var: "o0", Alias: "first"}, {Var: "o0", Alias: "second"}}
			},
			Reason: "the compiler writes no aliases",
		},
		{
			Rule: "an alias is of an output", Source: nodeValidator, Code: "ParameterNotBound",
			Break:  func(r *Registration) { r.D.OutputAliases = []*core.Alias{{Var: "missing", Alias: "other"}} },
			Reason: "the compiler writes no aliases",
		},
	}
}

func unraisedRows() []Row {
	return []Row{
		{Rule: "interfaces match", Source: compilerErrors, Code: "MismatchingInterfaces", Reason: neverRaised},
		{Rule: "types are consistent", Source: compilerErrors, Code: "InconsistentTypes", Reason: neverRaised},
	}
}
