//! The default launch plan that every workflow gets.

use super::{Emitter, interface};
use crate::flyteidl::admin::{Annotations, Labels, LaunchPlan, LaunchPlanClosure, LaunchPlanMetadata, LaunchPlanSpec, RawOutputDataConfig};
use crate::flyteidl::core::{LiteralMap, Parameter, ParameterBehavior, ParameterMap, ResourceType, VariableMap};
use crate::literal::{self, WriteError};
use crate::program::{Const, Variable, WorkflowId};

impl Emitter<'_> {
    /// The plan with the workflow's own name and defaults. Empty messages are present, as flytekit writes them.
    pub(super) fn launch_plan(&self, id: WorkflowId) -> Result<LaunchPlan, WriteError> {
        let workflow = self.program.workflow(id);
        let parameters = workflow
            .interface
            .inputs
            .iter()
            .map(|input| Ok((input.name.to_string(), self.parameter(input)?)))
            .collect::<Result<_, WriteError>>()?;
        Ok(LaunchPlan {
            id: Some(self.id(ResourceType::LaunchPlan, workflow.registered_name())),
            spec: Some(LaunchPlanSpec {
                workflow_id: Some(self.id(ResourceType::Workflow, workflow.registered_name())),
                entity_metadata: Some(LaunchPlanMetadata::default()),
                default_inputs: Some(ParameterMap { parameters }),
                fixed_inputs: Some(LiteralMap::default()),
                labels: Some(Labels::default()),
                annotations: Some(Annotations::default()),
                raw_output_data_config: Some(RawOutputDataConfig::default()),
                ..LaunchPlanSpec::default()
            }),
            closure: Some(LaunchPlanClosure {
                expected_inputs: Some(ParameterMap::default()),
                expected_outputs: Some(VariableMap::default()),
                ..LaunchPlanClosure::default()
            }),
        })
    }

    /// An input with its default; an optional one always has `none`.
    fn parameter(&self, input: &Variable) -> Result<Parameter, WriteError> {
        let default = input.default.as_ref().or(if input.ty.accepts_none() { Some(&Const::None) } else { None });
        let behavior = match default {
            Some(default) => ParameterBehavior::Default(Box::new(literal::binding::default(self.program, default, &input.ty)?)),
            None => ParameterBehavior::Required(true),
        };
        Ok(Parameter { var: Some(interface::variable(self.program, input, &input.ty)), behavior: Some(behavior) })
    }
}
