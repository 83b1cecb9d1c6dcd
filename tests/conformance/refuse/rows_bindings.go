// This file owns the rows on what is bound to inputs and outputs (propeller's compiler).

package refuse

import (
	"fmt"
	"slices"

	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	"google.golang.org/protobuf/types/known/durationpb"
)

const (
	bindingValidator = "flytepropeller/pkg/compiler/validators/bindings.go"
	promiseParser    = "flytepropeller/pkg/compiler/typing/variable.go"

	bothTasks    = "task t(x: int) -> int { x }\n\ntask u(x: int) -> int { x }\n\n"
	alwaysFilled = "every binding of the compiler has a value"
)

func bindingRows() []Row {
	return slices.Concat(inputRows(), outputRows(), promiseRows(), valueRows())
}

func inputRows() []Row {
	return []Row{
		{
			Rule: "a binding is for an input", Source: bindingValidator, Code: "VariableNameNotFound",
			Break:   func(r *Registration) { r.A.Inputs = append(r.A.Inputs, bind("y", scalar(1))) },
			Program: bothTasks + "workflow w(x: int) -> int { t(x: x, y: 1) }\n", Ours: "W004",
		},
		{
			Rule: "every input of a task is bound", Source: bindingValidator, Code: "ParameterNotBound",
			Break:   func(r *Registration) { r.A.Inputs = nil },
			Program: bothTasks + "workflow w() -> int { t() }\n", Ours: "W006",
		},
		{
			Rule: "every input of a sub-workflow is bound", Source: bindingValidator, Code: "ParameterNotBound",
			Break:   func(r *Registration) { r.C.Inputs = nil },
			Program: bothTasks + "workflow inner(x: int) -> int { t(x) }\n\nworkflow w() -> int { inner() }\n", Ours: "W006",
		},
		{
			Rule: "every input of a map is bound", Source: bindingValidator, Code: "ParameterNotBound",
			Break: func(r *Registration) { r.D.Inputs = nil },
			Program: "task t(x: int, y: int) -> int { x + y }\n\n" +
				"workflow w(xs: [int]) -> [int] { map t(x: each xs) }\n", Ours: "M006",
		},
		{
			Rule: "every required input of a launch plan is bound", Source: interfaceValidator, Code: "ParameterNotBound",
			Break:   func(r *Registration) { r.C.Target = launch("m.inner").GetTarget(); r.C.Inputs = nil },
			Program: "workflow w(x: int) -> int { launch inner() }\n", Ours: later,
		},
		{
			Rule: "a fixed input of a launch plan is not bound", Source: interfaceValidator, Code: "VariableNameNotFound",
			Break: func(r *Registration) {
				r.C.Target = launch("m.inner").GetTarget()
				r.InnerPlan.Spec.FixedInputs.Literals["x"] = literal(1)
			},
			Program: "workflow w(x: int) -> int { launch inner(x: x) }\n", Ours: later,
		},
		{
			Rule: "every input of a failure handler is bound", Source: workflowCompiler, Code: "ParameterNotBound",
			Break:   func(r *Registration) { r.Template().FailureNode = node("fn0", taskNode("m.t")) },
			Program: bothTasks + "workflow w(x: int) -> int with { on_failure: u } { t(x) }\n", Ours: later,
		},
	}
}

func outputRows() []Row {
	return []Row{
		{
			Rule: "every output of a workflow is bound", Source: workflowCompiler, Code: "ParameterNotBound",
			Break:   func(r *Registration) { r.Template().Outputs = nil },
			Program: bothTasks + "workflow w(x: int) -> int {\n    let a = t(x)\n}\n", Ours: "W017",
		},
		{
			Rule: "an input is bound once", Source: bindingValidator, Code: "ParameterBoundMoreThanOnce",
			Break:   func(r *Registration) { r.A.Inputs = append(r.A.Inputs, bind("x", scalar(1))) },
			Program: bothTasks + "workflow w(x: int) -> int { t(x: x, x: 1) }\n", Ours: "W005",
		},
		{
			Rule: "a binding has a value", Source: bindingValidator, Code: "ValueRequired",
			Break: func(r *Registration) { r.A.Inputs[0].Binding = nil }, Reason: alwaysFilled,
		},
		{
			Rule: "a binding is of a known kind", Source: bindingValidator, Code: "MismatchingBindings",
			Break: func(r *Registration) { r.A.Inputs[0].Binding = &core.BindingData{} }, Reason: alwaysFilled,
		},
		{
			Rule: "a scalar is of a known kind", Source: bindingValidator, Code: "UnrecognizedValue",
			Break: func(r *Registration) {
				empty := &core.Scalar_Blob{Blob: &core.Blob{}}
				r.A.Inputs[0].Binding = &core.BindingData{Value: &core.BindingData_Scalar{Scalar: &core.Scalar{Value: empty}}}
			},
			Reason: alwaysFilled,
		},
	}
}

func promiseRows() []Row {
	return []Row{
		{
			Rule: "a promise names a node", Source: bindingValidator, Code: "NodeReferenceNotFound",
			Break:   func(r *Registration) { r.B.Inputs[0].Binding = promise("nowhere", "o0") },
			Program: bothTasks + "workflow w(x: int) -> int { u(x: nowhere) }\n", Ours: "N001",
		},
		{
			Rule: "a promise names an output of the node", Source: varsValidator, Code: "VariableNameNotFound",
			Break: func(r *Registration) { r.B.Inputs[0].Binding = promise("a", "o1") },
			Program: "task t(x: int) -> (p: int, q: int) { (p: x, q: x) }\n\ntask u(x: int) -> int { x }\n\n" +
				"workflow w(x: int) -> int {\n    let a = t(x)\n    u(x: a.r)\n}\n", Ours: "W011",
		},
		{
			Rule: "a promise names an input of the workflow", Source: varsValidator, Code: "VariableNameNotFound",
			Break:   func(r *Registration) { r.A.Inputs[0].Binding = promise("", "y") },
			Program: bothTasks + "workflow w(x: int) -> int { t(x: y) }\n", Ours: "N001",
		},
		{
			Rule: "the name in a promise is a word", Source: promiseParser, Code: "SyntaxError",
			Break: func(r *Registration) {
				r.Template().GetInterface().GetInputs().GetVariables()["a-b"] = &core.Variable{Type: integer()}
				r.Inputs.Literals["a-b"] = literal(1)
				r.A.Inputs[0].Binding = promise("", "a-b")
			},
			Program: bothTasks + "workflow w(`a-b`: int) -> int { t(x: `a-b`) }\n", Ours: "F002",
		},
		{
			Rule: "an index is into a list", Source: bindingValidator, Code: "MismatchingTypes",
			Break: func(r *Registration) {
				r.edge(integer(), list(integer()))
				r.B.Inputs[0].Binding = promise("a", "[1].o0")
			},
			Program: bothTasks + "workflow w(x: int) -> int { u(x: t(x)[1]) }\n", Ours: "W012",
		},
		{
			Rule: "a path leads to fields of the type", Source: bindingValidator, Code: "FieldNotFound",
			Break: func(r *Registration) {
				fields := map[string]*core.LiteralType{"a": integer()}
				declared := simple(core.SimpleType_STRUCT)
				declared.Structure = &core.TypeStructure{DataclassType: fields}
				r.edge(declared, integer())
				r.B.Inputs[0].Binding = promise("a", "o0", "b")
			},
			Program: "struct S {\n    a: int\n}\n\ntask t(x: int) -> S { S { a: x } }\n\ntask u(x: int) -> int { x }\n\n" +
				"workflow w(x: int) -> int { u(x: t(x).b) }\n", Ours: "W011",
		},
		{
			Rule: "a path does not lead through an optional", Source: bindingValidator, Code: "MismatchingTypes",
			Break: func(r *Registration) {
				declared := simple(core.SimpleType_STRUCT)
				declared.Structure = &core.TypeStructure{DataclassType: map[string]*core.LiteralType{"a": integer()}}
				r.edge(union(declared, none()), integer())
				r.B.Inputs[0].Binding = promise("a", "o0", "a")
			},
			Program: "struct S {\n    a: int\n}\n\ntask u(x: int) -> int { x }\n\nworkflow w(s: S?) -> int { u(x: s.a) }\n", Ours: "W012",
		},
	}
}

func valueRows() []Row {
	program := func(declared, value string) string {
		return fmt.Sprintf("task u(x: %s) -> int { 1 }\n\nworkflow w() -> int { u(x: %s) }\n", declared, value)
	}
	return []Row{
		{
			Rule: "a list is for a list", Source: bindingValidator, Code: "MismatchingBindings",
			Break:   func(r *Registration) { r.constant(listOf(scalar(1)), integer()) },
			Program: program("int", "[1]"), Ours: "T001",
		},
		{
			Rule: "a map is for a map", Source: bindingValidator, Code: "MismatchingBindings",
			Break:   func(r *Registration) { r.constant(mapOf("k", scalar(1)), integer()) },
			Program: program("int", "{\"k\": 1}"), Ours: "T001",
		},
		{
			Rule: "a scalar is of the input's type", Source: bindingValidator, Code: "MismatchingTypes",
			Break:   func(r *Registration) { r.constant(scalar("text"), integer()) },
			Program: program("int", "\"text\""), Ours: "T001",
		},
		{
			Rule: "an element of a list is of its type", Source: bindingValidator, Code: "MismatchingTypes",
			Break:   func(r *Registration) { r.constant(listOf(scalar(1), scalar("text")), list(integer())) },
			Program: program("[int]", "[1, \"text\"]"), Ours: "T001",
		},
		{
			Rule: "an enum has the value", Source: bindingValidator, Code: "IllegalEnumValue",
			Break:   func(r *Registration) { r.constant(scalar("c"), enum("a", "b")) },
			Program: "enum E { a, b }\n\n" + program("E", "\"c\""), Ours: "T008",
		},
		{
			Rule: "a duration is at most 10,000 years", Source: "flyteadmin/pkg/manager/impl/util/digests.go", Code: "Internal",
			Break: func(r *Registration) {
				long := literal(1)
				long.GetScalar().GetPrimitive().Value = &core.Primitive_Duration{Duration: &durationpb.Duration{Seconds: 1 << 40}}
				bound := &core.BindingData{Value: &core.BindingData_Scalar{Scalar: long.GetScalar()}}
				r.constant(bound, simple(core.SimpleType_DURATION))
			},
			Program: program("duration", "4000000d"), Ours: "S024",
		},
		{
			Rule: "a list fits one variant of a union", Source: bindingValidator, Code: "IncompatibleBindingUnionValue",
			Break:   func(r *Registration) { r.constant(listOf(scalar(1.5)), union(list(integer()), text())) },
			Program: program("[int] | str", "[1.5]"), Ours: "T001",
		},
		{
			Rule: "a list fits not more than one variant of a union", Source: bindingValidator, Code: "AmbiguousBindingUnionValue",
			Break:   func(r *Registration) { r.constant(listOf(), union(list(integer()), list(text()))) },
			Program: "task u(x: [int] | [str]) -> int { 1 }\n", Ours: "T302",
		},
	}
}
