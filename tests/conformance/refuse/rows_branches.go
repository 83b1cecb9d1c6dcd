// This file owns the rows on branches (propeller's compiler). This version does not compile `if` in
// workflows, so that each program is answered by that.

package refuse

import (
	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
)

const (
	branchValidator    = "flytepropeller/pkg/compiler/validators/branch.go"
	conditionValidator = "flytepropeller/pkg/compiler/validators/condition.go"
)

// branching is a program with one branch on a condition.
func branching(condition, then, otherwise string) string {
	return "task t(x: int) -> int { x }\n\ntask u(x: int) -> str { \"\" }\n\n" +
		"workflow w(x: int, f: float) -> int {\n    if " + condition + " { " + then + " }" + otherwise + "\n}\n"
}

const elseNode = " else { t(x: 2) }"

func branchRows() []Row {
	return append(partRows(), operandRows()...)
}

func partRows() []Row {
	branched := func(change func(*core.IfElseBlock)) func(*Registration) {
		return func(r *Registration) {
			branch := branchNode()
			change(branch.GetBranchNode().GetIfElse())
			r.add(branch)
		}
	}
	return []Row{
		{
			Rule: "a branch has a first case", Source: branchValidator, Code: "BranchNodeHasNoCondition",
			Break: branched(func(block *core.IfElseBlock) { block.Case = nil }), Reason: "an `if` has a case",
		},
		{
			Rule: "a case has a condition", Source: conditionValidator, Code: "BranchNodeHasNoCondition",
			Break: branched(func(block *core.IfElseBlock) { block.GetCase().Condition = nil }), Reason: "an `if` has a condition",
		},
		{
			Rule: "a case has a node", Source: nodeValidator, Code: "BranchNodeIdNotFound",
			Break:   branched(func(block *core.IfElseBlock) { block.GetCase().ThenNode = nil }),
			Program: branching("x > 1", "", elseNode), Ours: later,
		},
		{
			Rule: "a branch has an else node or an error", Source: nodeValidator, Code: "BranchNodeHasNoDefault",
			Break:   branched(func(block *core.IfElseBlock) { block.Default = nil }),
			Program: branching("x > 1", "t(x: 1)", ""), Ours: later,
		},
		{
			Rule: "outputs of the same name have the same type in all cases", Source: branchValidator, Code: "MismatchingTypes",
			Break: func(r *Registration) {
				branch := branchNode()
				branch.GetBranchNode().GetIfElse().GetCase().ThenNode = node("then", taskNode("m.each"), bind("x", promise("", "xs")))
				r.add(branch)
			},
			Program: branching("x > 1", "u(x: 1)", elseNode), Ours: later,
		},
		{
			Rule: "inner nodes have ids of their own", Source: "flytepropeller/pkg/compiler/transformers/k8s/node.go", Code: "ValueCollision",
			Break: func(r *Registration) {
				r.add(branchNode(), node("e-then", taskNode("m.t"), bind("x", promise("a", "o0"))))
			},
			Program: branching("x > 1", "t(x: 1)", elseNode), Ours: later,
		},
		{
			Rule: "what an inner node reads comes before the branch", Source: nodeValidator, Code: "NodeReferenceNotFound",
			Break: func(r *Registration) {
				branch := branchNode()
				branch.GetBranchNode().GetIfElse().GetCase().GetThenNode().Inputs[0].Binding = promise("f", "o0")
				r.add(branch, node("f", taskNode("m.t"), bind("x", promise("", "x"))))
			},
			Reason: "the compiler writes nodes in the order of their dependencies",
		},
	}
}

func operandRows() []Row {
	compared := func(left, right *core.Operand) func(*Registration) {
		return func(r *Registration) {
			branch := branchNode()
			branch.GetBranchNode().GetIfElse().GetCase().Condition = comparison(left, right)
			r.add(branch)
		}
	}
	variable := &core.Operand{Val: &core.Operand_Var{Var: "x"}}
	return []Row{
		{
			Rule: "an enum is not compared with text", Source: conditionValidator, Code: "MismatchingTypes",
			Break: func(r *Registration) {
				r.edge(enum("a", "b"), enum("a", "b"))
				branch := branchNode()
				branch.Inputs = []*core.Binding{bind("x", promise("a", "o0"))}
				name := &core.Operand{Val: &core.Operand_Primitive{Primitive: literal("a").GetScalar().GetPrimitive()}}
				branch.GetBranchNode().GetIfElse().GetCase().Condition = comparison(variable, name)
				r.add(branch)
			},
			Program: branching("x == \"a\"", "t(x: 1)", elseNode), Ours: later,
		},
		{
			Rule: "a condition compares", Source: conditionValidator, Code: "ValueRequired",
			Break: func(r *Registration) {
				branch := branchNode()
				branch.GetBranchNode().GetIfElse().GetCase().Condition = &core.BooleanExpression{}
				r.add(branch)
			},
			Reason: "an `if` has a condition",
		},
		{
			Rule: "an operand has a value", Source: conditionValidator, Code: "ValueRequired",
			Break: compared(variable, &core.Operand{}), Program: branching("x == none", "t(x: 1)", elseNode), Ours: later,
		},
		{
			Rule: "a condition names what the branch binds", Source: varsValidator, Code: "VariableNameNotFound",
			Break:   compared(&core.Operand{Val: &core.Operand_Var{Var: "y"}}, variable),
			Program: branching("y > 1", "t(x: 1)", elseNode), Ours: later,
		},
		{
			Rule: "both sides of a comparison have one type", Source: conditionValidator, Code: "MismatchingTypes",
			Break:   compared(variable, &core.Operand{Val: &core.Operand_Primitive{Primitive: literal(1.5).GetScalar().GetPrimitive()}}),
			Program: branching("x > 1.5", "t(x: 1)", elseNode), Ours: later,
		},
	}
}

// branchNode is a good branch with the id `e`: if x == 1 then t(x) else t(x).
func branchNode() *core.Node {
	one := &core.Operand{Val: &core.Operand_Primitive{Primitive: literal(1).GetScalar().GetPrimitive()}}
	block := &core.IfElseBlock{
		Case: &core.IfBlock{
			Condition: comparison(&core.Operand{Val: &core.Operand_Var{Var: "x"}}, one),
			ThenNode:  node("then", taskNode("m.t"), bind("x", promise("", "x"))),
		},
		Default: &core.IfElseBlock_ElseNode{ElseNode: node("else", taskNode("m.t"), bind("x", promise("", "x")))},
	}
	target := &core.Node{Target: &core.Node_BranchNode{BranchNode: &core.BranchNode{IfElse: block}}}
	return node("e", target, bind("x", promise("", "x")))
}

func comparison(left, right *core.Operand) *core.BooleanExpression {
	return &core.BooleanExpression{Expr: &core.BooleanExpression_Comparison{
		Comparison: &core.ComparisonExpression{Operator: core.ComparisonExpression_EQ, LeftValue: left, RightValue: right},
	}}
}
