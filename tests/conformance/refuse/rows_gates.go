// This file owns the rows on gates (propeller's compiler), which this version does not compile.

package refuse

import (
	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
)

func gateRows() []Row {
	gated := func(gate *core.GateNode) func(*Registration) {
		return func(r *Registration) {
			r.add(node("e", &core.Node{Target: &core.Node_GateNode{GateNode: gate}}))
		}
	}
	signal := func(name string, declared *core.LiteralType) *core.GateNode {
		condition := &core.SignalCondition{SignalId: "s", Type: declared, OutputVariableName: name}
		return &core.GateNode{Condition: &core.GateNode_Signal{Signal: condition}}
	}
	const awaiting = "task t(x: int) -> int { x }\n\nworkflow w() -> int {\n    let x: int = await_input(\"s\", timeout: 1h)\n    t(x)\n}\n"
	return []Row{
		{
			Rule: "a gate waits for something", Source: interfaceValidator, Code: "NoConditionFound",
			Break: gated(&core.GateNode{}), Reason: "a gate of the language is `sleep`, `approve` or `await_input`",
		},
		{
			Rule: "an awaited input has a type", Source: interfaceValidator, Code: "ValueRequired",
			Break: gated(signal("o0", nil)), Program: awaiting, Ours: later,
		},
		{
			Rule: "an awaited input has a name", Source: interfaceValidator, Code: "ValueRequired",
			Break: gated(signal("", integer())), Program: awaiting, Ours: later,
		},
		{
			Rule: "what is approved comes before the gate", Source: interfaceValidator, Code: "NodeReferenceNotFound",
			Break: func(r *Registration) {
				approval := &core.GateNode{Condition: &core.GateNode_Approve{Approve: &core.ApproveCondition{SignalId: "s"}}}
				gate := node("e", &core.Node{Target: &core.Node_GateNode{GateNode: approval}}, bind("v", promise("f", "o0")))
				r.add(gate, node("f", taskNode("m.t"), bind("x", promise("", "x"))))
			},
			Reason: "the compiler writes nodes in the order of their dependencies",
		},
	}
}
