// This file owns the rows on launch plans and their inputs (Admin's validation).

package refuse

import (
	"fmt"
	"slices"

	flyteadmin "github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/admin"
	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	"google.golang.org/protobuf/types/known/anypb"
	"google.golang.org/protobuf/types/known/timestamppb"

	"flightplan.dev/conformance/admin"
)

const (
	planValidator = "flyteadmin/pkg/manager/impl/validation/launch_plan_validator.go"
	planManager   = "flyteadmin/pkg/manager/impl/launch_plan_manager.go"

	ownDefaults = "the defaults of a launch plan are those of its workflow's parameters"
)

func planRows() []Row {
	return slices.Concat(planFormRows(), defaultRows(), fixedRows())
}

func planFormRows() []Row {
	return []Row{
		{
			Rule: "a launch plan has a spec", Source: planValidator, Code: invalid, Message: "missing spec",
			Direct: func(r *Registration) error {
				_, err := admin.Generous(project).LaunchPlan(r.Plan.GetId(), nil, nil)
				return err
			},
			Reason: alwaysWritten,
		},
		{
			Rule: "the workflow of a launch plan is registered", Source: planManager, Code: "NotFound", Message: "m.missing",
			Break:  func(r *Registration) { r.Plan.Spec.WorkflowId.Name = "m.missing" },
			Reason: "a launch plan follows its workflow in the package",
		},
		{
			Rule: "a launch plan has at most 16 labels", Source: validation, Code: invalid, Message: "cannot exceed 16",
			Break: func(r *Registration) {
				values := map[string]string{}
				for at := range 17 {
					values[fmt.Sprintf("l%d", at)] = "v"
				}
				r.Plan.Spec.Labels = &flyteadmin.Labels{Values: values}
			},
			Program: launchPlans + "labels: { a: \"b\" } }\n", Ours: later,
		},
		{
			Rule: "the key of a label is a qualified name", Source: validation, Code: invalid, Message: "label key",
			Break:   func(r *Registration) { r.Plan.Spec.Labels = &flyteadmin.Labels{Values: map[string]string{"a b": "c"}} },
			Program: launchPlans + "labels: { \"a b\": \"c\" } }\n", Ours: later,
		},
		{
			Rule: "the value of a label is one of Kubernetes'", Source: validation, Code: invalid, Message: "label value",
			Break:   func(r *Registration) { r.Plan.Spec.Labels = &flyteadmin.Labels{Values: map[string]string{"a": "b c"}} },
			Program: launchPlans + "labels: { a: \"b c\" } }\n", Ours: later,
		},
		{
			Rule: "a launch plan has no launch conditions", Source: planValidator, Code: invalid, Message: "Launch condition",
			Break:  func(r *Registration) { r.Plan.Spec.EntityMetadata.LaunchConditions = &anypb.Any{} },
			Reason: "the language has no launch conditions",
		},
	}
}

func defaultRows() []Row {
	return []Row{
		{
			Rule: "a default input has a name", Source: validation, Code: invalid, Message: "missing key in default_inputs",
			Break: func(r *Registration) { parameter(r, "", defaulted(integer(), 1)) }, Reason: ownDefaults,
		},
		{
			Rule: "a default input has a type", Source: validation, Code: invalid, Message: "has a missing Type",
			Break: func(r *Registration) { parameter(r, "x", defaulted(nil, 1)) }, Reason: ownDefaults,
		},
		{
			Rule: "a default input has a value or is required", Source: validation, Code: invalid, Message: "neither default",
			Break:  func(r *Registration) { parameter(r, "x", &core.Parameter{Var: &core.Variable{Type: integer()}}) },
			Reason: ownDefaults,
		},
		{
			Rule: "a default input is not a query of artifacts", Source: validation, Code: invalid, Message: "artifact mode",
			Break: func(r *Registration) {
				query := &core.Parameter_ArtifactQuery{ArtifactQuery: &core.ArtifactQuery{}}
				parameter(r, "x", &core.Parameter{Var: &core.Variable{Type: integer()}, Behavior: query})
			},
			Reason: "the language has no artifact queries",
		},
		{
			Rule: "a default has a type", Source: validation, Code: invalid, Message: "validate literal type",
			Break: func(r *Registration) {
				unknown := &core.Literal{Value: &core.Literal_Scalar{Scalar: &core.Scalar{}}}
				behavior := &core.Parameter_Default{Default: unknown}
				parameter(r, "x", &core.Parameter{Var: &core.Variable{Type: integer()}, Behavior: behavior})
			},
			Reason: "every constant has a literal of a known kind",
		},
		{
			Rule: "a default is of its parameter's type", Source: validation, Code: invalid, Message: "Type mismatch for Parameter x",
			Break:   func(r *Registration) { parameter(r, "x", defaulted(integer(), "text")) },
			Program: "task t(x: int) -> int { x }\n\nworkflow w(x: int = \"text\") -> int { t(x) }\n", Ours: "T001",
		},
		{
			Rule: "a default date is between the years 1 and 9999", Source: validation, Code: invalid, Message: "timestamp",
			Break: func(r *Registration) {
				late, moment := beyond(), simple(core.SimpleType_DATETIME)
				r.Template().GetInterface().GetInputs().GetVariables()["at"] = &core.Variable{Type: moment}
				r.Inputs.Literals["at"] = late
				behavior := &core.Parameter_Default{Default: late}
				parameter(r, "at", &core.Parameter{Var: &core.Variable{Type: moment}, Behavior: behavior})
			},
			Program: "task t(x: datetime = datetime(\"10000-01-01T00:00:00Z\")) -> int { 1 }\n", Ours: "T014",
		},
		{
			Rule: "a default has one type for all elements of its lists and maps", Source: validation, Code: invalid, Message: "Type mismatch for Parameter table",
			Break: func(r *Registration) {
				declared := dict(dict(float()))
				r.Template().GetInterface().GetInputs().GetVariables()["table"] = &core.Variable{Type: declared}
				mixed := map[string]any{"a": map[string]any{}, "b": map[string]any{"c": 1.5}}
				parameter(r, "table", defaulted(declared, mixed))
			},
			Program: "task t(x: {str: {str: float}}) -> int { 1 }\n\n" +
				"workflow w(x: {str: {str: float}} = {\"a\": {}, \"b\": {\"c\": 1.5}}) -> int { t(x) }\n", Ours: "F004",
		},
		{
			Rule: "a default input is one of the workflow's", Source: planValidator, Code: invalid, Message: "unexpected default_input y",
			Break: func(r *Registration) { parameter(r, "y", defaulted(integer(), 1)) }, Reason: ownDefaults,
		},
		{
			Rule: "a default input is of the workflow's type", Source: planValidator, Code: invalid, Message: "default_input wrong type x",
			Break: func(r *Registration) { parameter(r, "x", defaulted(text(), "text")) }, Reason: ownDefaults,
		},
	}
}

func fixedRows() []Row {
	return []Row{
		{
			Rule: "a fixed input has a name", Source: validation, Code: invalid, Message: "missing key in fixed_inputs",
			Break:  func(r *Registration) { r.Plan.Spec.FixedInputs.Literals[""] = literal(1) },
			Reason: "a key of the language is a word or a string that names an input",
		},
		{
			Rule: "a fixed input has a value", Source: validation, Code: invalid, Message: "missing valid literal",
			Break:  func(r *Registration) { r.Plan.Spec.FixedInputs.Literals["x"] = &core.Literal{} },
			Reason: "every constant has a literal of a known kind",
		},
		{
			Rule: "a fixed date is between the years 1 and 9999", Source: validation, Code: invalid, Message: "timestamp",
			Break:   func(r *Registration) { r.Plan.Spec.FixedInputs.Literals["x"] = beyond() },
			Program: launchPlans + "fixed: { x: datetime(\"10000-01-01T00:00:00Z\") } }\n", Ours: later,
		},
		{
			Rule: "a fixed input is one of the workflow's", Source: planValidator, Code: invalid, Message: "unexpected fixed_input y",
			Break:   func(r *Registration) { r.Plan.Spec.FixedInputs.Literals["y"] = literal(1) },
			Program: launchPlans + "fixed: { y: 1 } }\n", Ours: later,
		},
		{
			Rule: "a fixed input is of the workflow's type", Source: planValidator, Code: invalid, Message: "fixed_input wrong type x",
			Break:   func(r *Registration) { r.Plan.Spec.FixedInputs.Literals["x"] = literal("text") },
			Program: launchPlans + "fixed: { x: \"text\" } }\n", Ours: later,
		},
	}
}

// beyond is a date behind the year 9999.
func beyond() *core.Literal {
	late := literal(1)
	late.GetScalar().GetPrimitive().Value = &core.Primitive_Datetime{Datetime: &timestamppb.Timestamp{Seconds: 1 << 40}}
	return late
}

func parameter(r *Registration, name string, value *core.Parameter) {
	r.Plan.Spec.DefaultInputs.Parameters[name] = value
}

func defaulted(declared *core.LiteralType, value any) *core.Parameter {
	return &core.Parameter{Var: &core.Variable{Type: declared}, Behavior: &core.Parameter_Default{Default: literal(value)}}
}
