// This file owns the rules on launch plans (validation/launch_plan_validator.go): their inputs and
// what they expect of a caller.

package admin

import (
	flyteadmin "github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/admin"
	"github.com/flyteorg/flyte/flyteidl/gen/pb-go/flyteidl/core"
	"github.com/flyteorg/flyte/flytepropeller/pkg/compiler/validators"
)

// LaunchPlan checks a request to create a launch plan for a workflow with these inputs, and gives
// the inputs that the plan expects.
func (p Platform) LaunchPlan(id *core.Identifier, spec *flyteadmin.LaunchPlanSpec, inputs *core.VariableMap) (*core.ParameterMap, error) {
	if err := first(
		func() error { return Identifier(id, core.ResourceType_LAUNCH_PLAN) },
		func() error { return p.ProjectAndDomain(id) },
		func() error {
			if spec == nil {
				return Refuse("missing spec")
			}
			return Identifier(spec.GetWorkflowId(), core.ResourceType_WORKFLOW)
		},
		func() error { return labels(spec.GetLabels()) },
		func() error { return fixedInputs(spec.GetFixedInputs()) },
		func() error { return defaultInputs(spec.GetDefaultInputs()) },
		func() error { return fixedAgainst(spec.GetFixedInputs(), inputs) },
		func() error { return defaultsAgainst(spec.GetDefaultInputs(), inputs) },
	); err != nil {
		return nil, err
	}
	expected := expectedInputs(spec, inputs)
	about := spec.GetEntityMetadata()
	return expected, first(
		func() error { return schedule(about.GetSchedule(), expected) },
		func() error { return notifications(about.GetNotifications()) },
		func() error {
			if about.GetLaunchConditions() != nil {
				return Refuse("Launch condition must be empty")
			}
			return nil
		},
	)
}

// fixedInputs checks the literals by themselves (validation/validation.go).
func fixedInputs(fixed *core.LiteralMap) error {
	for name, literal := range fixed.GetLiterals() {
		if name == "" {
			return Refuse("missing key in fixed_inputs")
		}
		if literal.GetValue() == nil && literal.GetOffloadedMetadata() == nil {
			return Refuse("missing valid literal in fixed_inputs %s", name)
		}
		if moment := literal.GetScalar().GetPrimitive().GetDatetime(); moment != nil {
			if err := moment.CheckValid(); err != nil {
				return Refuse("%v", err)
			}
		}
	}
	return nil
}

// defaultInputs checks the parameters by themselves (validation/validation.go). Artifacts are off,
// as they are by default.
func defaultInputs(defaults *core.ParameterMap) error {
	for name, parameter := range defaults.GetParameters() {
		if name == "" {
			return Refuse("missing key in default_inputs")
		}
		if parameter.GetArtifactQuery() != nil {
			return Refuse("artifact mode not enabled but query found default_inputs %s", name)
		}
		if parameter.GetVar().GetType() == nil {
			return Refuse("The Variable component of the Parameter %s is missing, or has a missing Type", name)
		}
		if parameter.GetDefault() == nil && !parameter.GetRequired() {
			return Refuse("Invalid variable %s: neither default, nor required", name)
		}
		if err := defaultValue(name, parameter); err != nil {
			return err
		}
	}
	return nil
}

func defaultValue(name string, parameter *core.Parameter) error {
	value := parameter.GetDefault()
	if value == nil {
		return nil
	}
	given, declared := validators.LiteralTypeForLiteral(value), parameter.GetVar().GetType()
	if err := validators.ValidateLiteralType(given); err != nil {
		return Refuse("Failed to validate literal type for [%s]: %v", name, err)
	}
	if !validators.AreTypesCastable(given, declared) {
		return Refuse("Type mismatch for Parameter %s: %s is not castable to %s", name, given, declared)
	}
	if declared.GetSimple() == core.SimpleType_DATETIME {
		if err := value.GetScalar().GetPrimitive().GetDatetime().CheckValid(); err != nil {
			return Refuse("%v", err)
		}
	}
	return nil
}

// fixedAgainst holds fixed inputs against the workflow.
func fixedAgainst(fixed *core.LiteralMap, inputs *core.VariableMap) error {
	for name, literal := range fixed.GetLiterals() {
		input, known := inputs.GetVariables()[name]
		if !known {
			return Refuse("unexpected fixed_input %s", name)
		}
		given := validators.LiteralTypeForLiteral(literal)
		if err := validators.ValidateLiteralType(given); err != nil {
			return Refuse("Failed to validate literal type for [%s]: %v", name, err)
		}
		if !validators.AreTypesCastable(given, input.GetType()) {
			return Refuse("invalid fixed_input wrong type %s: %s is not castable to %s", name, given, input.GetType())
		}
	}
	return nil
}

// defaultsAgainst holds default inputs against the workflow.
func defaultsAgainst(defaults *core.ParameterMap, inputs *core.VariableMap) error {
	for name, parameter := range defaults.GetParameters() {
		input, known := inputs.GetVariables()[name]
		if !known {
			return Refuse("unexpected default_input %s", name)
		}
		if !validators.AreTypesCastable(parameter.GetVar().GetType(), input.GetType()) {
			return Refuse("invalid default_input wrong type %s", name)
		}
	}
	return nil
}

// expectedInputs are the defaults, and each other input that is not fixed as a required one.
func expectedInputs(spec *flyteadmin.LaunchPlanSpec, inputs *core.VariableMap) *core.ParameterMap {
	expected := map[string]*core.Parameter{}
	for name, input := range inputs.GetVariables() {
		if parameter, ok := spec.GetDefaultInputs().GetParameters()[name]; ok {
			expected[name] = parameter
		} else if _, fixed := spec.GetFixedInputs().GetLiterals()[name]; !fixed {
			expected[name] = &core.Parameter{
				Var:      &core.Variable{Type: input.GetType(), Description: input.GetDescription()},
				Behavior: &core.Parameter_Required{Required: true},
			}
		}
	}
	return &core.ParameterMap{Parameters: expected}
}
