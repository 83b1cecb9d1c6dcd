// This file owns the good registration that each row breaks in one place.

package refuse

import (
	flyteadmin "github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/admin"
	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"

	"flightplan.dev/conformance/artifact"
)

// Registration is a package of a small program: a workflow `m.w` with the nodes `a` (the task `m.t`),
// `b` (the task `m.u`, on a's output), `c` (the sub-workflow `m.inner`, on b's output) and `d` (a map
// of the task `m.each` over the list `xs`), and their default launch plans.
type Registration struct {
	Task, Consumer, Mapped *flyteadmin.TaskSpec
	Inner                  *flyteadmin.WorkflowSpec
	InnerPlan              *flyteadmin.LaunchPlan
	Workflow               *flyteadmin.WorkflowSpec
	Plan                   *flyteadmin.LaunchPlan
	// A to D are the nodes of the workflow.
	A, B, C, D *core.Node
	// Inputs are the values of an execution.
	Inputs *core.LiteralMap
	// Closure changes what the compiler made, before the resource is built.
	Closure func(*core.CompiledWorkflowClosure)
	// Later are entities that are registered behind all others.
	Later []artifact.Entity
}

// Good makes a registration that Flyte takes.
func Good() *Registration {
	integers := list(integer())
	good := &Registration{
		Task:     task("m.t", types{"x": integer()}, types{"o0": integer()}),
		Consumer: task("m.u", types{"x": integer()}, types{"o0": integer()}),
		Mapped:   task("m.each", types{"x": integers}, types{"o0": integers}),
		A:        node("a", taskNode("m.t"), bind("x", promise("", "x"))),
		B:        node("b", taskNode("m.u"), bind("x", promise("a", "o0"))),
		C:        node("c", subWorkflow("m.inner"), bind("x", promise("b", "o0"))),
		Inputs:   &core.LiteralMap{Literals: map[string]*core.Literal{"x": literal(1), "xs": literal([]any{1, 2})}},
	}
	element := node("element", taskNode("m.each"), bind("x", promise("", "xs")))
	good.D = node("d", &core.Node{Target: &core.Node_ArrayNode{ArrayNode: &core.ArrayNode{Node: element}}}, bind("x", promise("", "xs")))

	inner := workflow("m.inner", types{"x": integer()}, types{"o0": integer()}, promise("a", "o0"),
		node("a", taskNode("m.t"), bind("x", promise("", "x"))))
	good.Inner = &flyteadmin.WorkflowSpec{Template: inner}
	good.InnerPlan = plan("m.inner")
	outer := workflow("m.w", types{"x": integer(), "xs": integers}, types{"o0": integer()}, promise("c", "o0"), good.A, good.B, good.C, good.D)
	good.Workflow = &flyteadmin.WorkflowSpec{Template: outer, SubWorkflows: []*core.WorkflowTemplate{clone(inner)}}
	good.Plan = plan("m.w")
	return good
}

// Entities are the messages in the order of registration; those that a row took away are left out.
func (r *Registration) Entities() []artifact.Entity {
	var entities []artifact.Entity
	for _, spec := range []*flyteadmin.TaskSpec{r.Task, r.Consumer, r.Mapped} {
		if spec != nil {
			entities = append(entities, artifact.Entity{File: spec.GetTemplate().GetId().GetName(), Message: spec})
		}
	}
	if r.Inner != nil {
		entities = append(entities, artifact.Entity{File: "m.inner", Message: r.Inner}, artifact.Entity{File: "m.inner", Message: r.InnerPlan})
	}
	entities = append(entities, artifact.Entity{File: "m.w", Message: r.Workflow}, artifact.Entity{File: "m.w", Message: r.Plan})
	return append(entities, r.Later...)
}

// Template is that of the workflow `m.w`.
func (r *Registration) Template() *core.WorkflowTemplate {
	return r.Workflow.GetTemplate()
}

// add puts one more node at the end of the workflow.
func (r *Registration) add(nodes ...*core.Node) {
	r.Template().Nodes = append(r.Template().Nodes, nodes...)
}

// edge makes the type of a's output and that of b's input, which it is bound to. The other nodes
// are taken away, so that nothing else has to fit.
func (r *Registration) edge(from, to *core.LiteralType) {
	r.Task.GetTemplate().GetInterface().GetOutputs().GetVariables()["o0"].Type = from
	r.Consumer.GetTemplate().GetInterface().GetInputs().GetVariables()["x"].Type = to
	r.alone()
}

// constant binds a value to b's input of a type; only the nodes a and b stay.
func (r *Registration) constant(value *core.BindingData, to *core.LiteralType) {
	r.Consumer.GetTemplate().GetInterface().GetInputs().GetVariables()["x"].Type = to
	r.B.Inputs[0].Binding = value
	r.alone()
}

// alone leaves the nodes a and b, and b's output as the workflow's.
func (r *Registration) alone() {
	template := r.Template()
	template.Nodes = []*core.Node{r.A, r.B}
	template.Outputs[0].Binding = promise("b", "o0")
	r.Workflow.SubWorkflows, r.Inner, r.InnerPlan = nil, nil, nil
}
