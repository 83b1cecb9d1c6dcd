//! Maps: the template with lists for the mapped inputs, and the ArrayNode around it.

use super::order::Item;
use super::{Emitter, interface, naming, report};
use crate::config::Settings;
use crate::diagnostics::Diagnostic;
use crate::flyteidl::admin::TaskSpec;
use crate::flyteidl::core::{ArrayNode, ExecutionMode, Node, NodeTarget, SuccessCriteria, TaskTemplate};
use crate::flyteidl::google;
use crate::graph::Graphs;
use crate::program::{MapShape, Program, SuccessCriterion, Type, Variable};

/// Lengths for which a ratio is made exact where nothing limits the length of a list.
const UNLIMITED_LENGTHS: u64 = 100_000;

impl Emitter<'_> {
    /// The template of a mapped task: lists of the mapped inputs and of the outputs, bound inputs as they are.
    pub(super) fn map_spec(&self, map: &MapShape) -> TaskSpec {
        let task = self.program.task(map.task);
        let input = |(at, input): (usize, &Variable)| {
            let ty = if map.is_each(at) { Type::list(input.ty.clone()) } else { input.ty.clone() };
            (input.name.to_string(), interface::variable(self.program, input, &ty))
        };
        let output = |output: &Variable| {
            let element = if map.options.success.is_tolerant() { Type::optional(output.ty.clone()) } else { output.ty.clone() };
            (output.name.to_string(), interface::variable(self.program, output, &Type::list(element)))
        };
        let inputs = task.interface.inputs.iter().enumerate().map(input).collect();
        let outputs = task.interface.outputs.iter().map(output).collect();
        let template = TaskTemplate {
            interface: Some(interface::of(inputs, outputs)),
            task_type_version: 1,
            ..self.template(map.task, naming::map_task(task, map), Some(&naming::bound_inputs(&task.interface, map)))
        };
        TaskSpec { template: Some(template), description: None }
    }

    /// The ArrayNode around the node that runs one element.
    pub(super) fn array_node(&self, map: &MapShape, inner: Node) -> NodeTarget {
        let criterion = match &map.options.success {
            SuccessCriterion::All => SuccessCriteria::MinSuccessRatio(1.0),
            SuccessCriterion::Count(count) => SuccessCriteria::MinSuccesses(*count),
            ratio @ SuccessCriterion::Ratio { .. } => match exact_ratio(ratio, lengths(self.options.settings)) {
                Ok(ratio) | Err(ratio) => SuccessCriteria::MinSuccessRatio(ratio),
            },
        };
        let bound = naming::bound_inputs(&self.program.task(map.task).interface, map);
        NodeTarget::ArrayNode(Box::new(ArrayNode {
            node: Some(inner),
            parallelism: map.options.concurrency,
            success_criteria: Some(criterion),
            execution_mode: ExecutionMode::MinimalState.into(),
            is_original_sub_node_interface: Some(google::BoolValue { value: false }),
            bound_inputs: bound.into_iter().map(ToString::to_string).collect(),
            run_all_sub_nodes: map.options.run_all,
            ..ArrayNode::default()
        }))
    }
}

/// How long lists may be for which a ratio has to be exact.
fn lengths(settings: &Settings) -> u64 {
    settings.limits.array_size.unwrap_or(UNLIMITED_LENGTHS)
}

/// The largest 32-bit ratio for which Flyte's own formula, `ceil(f64(ratio) × length)`, gives the exact count for every length up to
/// `lengths` (`flytepropeller/pkg/controller/nodes/array/handler.go`); the nearest one as the error where there is none.
fn exact_ratio(criterion: &SuccessCriterion, lengths: u64) -> Result<f32, f32> {
    let SuccessCriterion::Ratio { written, .. } = criterion else { return Ok(1.0) };
    let nearest = *written as f32;
    let mut candidate = nearest.next_up().next_up();
    for _ in 0..6 {
        if wrong_length(criterion, candidate, lengths).is_none() {
            return Ok(candidate.max(0.0));
        }
        candidate = candidate.next_down();
    }
    Err(nearest)
}

/// The first length at which Flyte would count differently.
fn wrong_length(criterion: &SuccessCriterion, ratio: f32, lengths: u64) -> Option<u64> {
    (0..=lengths).find(|length| (f64::from(ratio) * *length as f64).ceil() != criterion.required(*length) as f64)
}

/// Reports ratios that no 32-bit float gives exactly.
pub(super) fn ratios(program: &Program, graphs: &Graphs, order: &[Item<'_>], settings: &Settings) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let workflows = order.iter().filter_map(|item| if let Item::Workflow(id) = item { Some(*id) } else { None });
    let nodes = workflows.flat_map(|id| graphs.workflow(id).nodes().map(move |(_, node)| program.workflow(id).node(node.node)));
    for node in nodes {
        let Some(map) = node.mapped() else { continue };
        let criterion = &map.options.success;
        let Err(nearest) = exact_ratio(criterion, lengths(settings)) else { continue };
        let Some(length) = wrong_length(criterion, nearest, lengths(settings)) else { continue };
        let (exact, flyte) = (criterion.required(length), (f64::from(nearest) * length as f64).ceil());
        let task = &program.task(map.task).header.name;
        let at = map.options.success_span.unwrap_or(node.span);
        findings.push(report::inexact_ratio(task, at, length, exact, flyte));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(numerator: u64, denominator: u64) -> SuccessCriterion {
        SuccessCriterion::Ratio { numerator, denominator, written: numerator as f64 / denominator as f64 }
    }

    /// For each of these Flyte's own formula on the nearest float is wrong at some length, or right at all of them.
    #[test]
    fn every_ratio_of_two_digits_is_exact_for_every_length() {
        for hundredths in 1..100 {
            let criterion = ratio(hundredths, 100);
            let chosen = exact_ratio(&criterion, 5000).unwrap();
            assert_eq!(wrong_length(&criterion, chosen, 5000), None);
            assert!(wrong_length(&criterion, chosen.next_up(), 5000).is_some(), "{hundredths} has a larger one");
        }
    }

    #[test]
    fn what_a_float_has_exactly_stays() {
        for (numerator, denominator, expected) in [(5, 10, 0.5), (25, 100, 0.25), (75, 100, 0.75)] {
            assert_eq!(exact_ratio(&ratio(numerator, denominator), 5000), Ok(expected));
        }
        // The nearest float to 0.6 is above it, so ten elements would need seven.
        assert_eq!(exact_ratio(&ratio(6, 10), 5000), Ok(0.6_f32.next_down()));
    }

    #[test]
    fn a_ratio_of_nothing_needs_nothing() {
        assert_eq!(exact_ratio(&ratio(0, 10), 5000), Ok(0.0));
    }

    #[test]
    fn a_ratio_between_neighbouring_floats_is_not_exact() {
        // Between 4997/4998 and 4998/4999, where there is no 32-bit float.
        assert!(exact_ratio(&ratio(99_979_994, 100_000_000), 5000).is_err());
    }
}
