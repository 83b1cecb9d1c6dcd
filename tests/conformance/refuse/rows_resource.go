// This file owns the rows on the resource that an execution becomes (propeller's transformer).

package refuse

import (
	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	"google.golang.org/protobuf/types/known/durationpb"
)

const (
	nodeBuilder     = "flytepropeller/pkg/compiler/transformers/k8s/node.go"
	resourceBuilder = "flytepropeller/pkg/compiler/transformers/k8s/workflow.go"
	inputsBuilder   = "flytepropeller/pkg/compiler/transformers/k8s/inputs.go"

	checkedByRun = "values come with an execution; `flightplan run` checks them"
)

func resourceRows() []Row {
	return []Row{
		{
			Rule: "a node where the execution starts", Source: resourceBuilder, Code: "NoEntryNodeFound",
			Break: func(r *Registration) {
				r.Closure = func(closure *core.CompiledWorkflowClosure) {
					closure.GetPrimary().GetConnections().GetDownstream()["start-node"] = &core.ConnectionSet_IdList{}
				}
			},
			Reason: "the compiler of Flyte makes the edges from the start",
		},
		{
			Rule: "the resources of an override are quantities", Source: nodeBuilder, Code: "WorkflowBuildError",
			Break: func(r *Registration) {
				overrides := &core.TaskNodeOverrides{Resources: &core.Resources{Requests: []*core.Resources_ResourceEntry{cpu("many")}}}
				r.A.GetTaskNode().Overrides = overrides
			},
			Program: "task t(x: int) -> int { x }\n\nworkflow w(x: int) -> int {\n    t(x) with { requests: { cpu: \"many\" } }\n}\n", Ours: "O006",
		},
		{
			Rule: "a timeout fits a duration of Go", Source: nodeBuilder, Code: "SyntaxError",
			Break:   func(r *Registration) { r.A.Metadata.Timeout = &durationpb.Duration{Seconds: 110000 * 24 * 3600} },
			Program: "task t(x: int) -> int { x }\n\nworkflow w(x: int) -> int {\n    t(x) with { timeout: 110000d }\n}\n", Ours: "O005",
		},
		{
			Rule: "an execution has a value for every input", Source: inputsBuilder, Code: "ParameterNotBound",
			Break: func(r *Registration) { delete(r.Inputs.Literals, "x") }, Reason: checkedByRun,
		},
		{
			Rule: "a value of an execution is for an input", Source: inputsBuilder, Code: "VariableNameNotFound",
			Break: func(r *Registration) { r.Inputs.Literals["y"] = literal(1) }, Reason: checkedByRun,
		},
		{
			Rule: "a value of an execution is of its input's type", Source: inputsBuilder, Code: "MismatchingTypes",
			Break: func(r *Registration) { r.Inputs.Literals["x"] = literal("text") }, Reason: checkedByRun,
		},
		{
			Rule: "a value of an execution is of a known kind", Source: inputsBuilder, Code: "InvalidLiteralType",
			Break: func(r *Registration) {
				r.Inputs.Literals["x"] = &core.Literal{Value: &core.Literal_Scalar{Scalar: &core.Scalar{}}}
			},
			Reason: checkedByRun,
		},
	}
}
