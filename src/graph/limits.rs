//! The limits of a platform on the shape of a workflow: nodes, paths, elements of maps, names of mapped tasks.

use super::{WorkflowGraph, report};
use crate::config::Settings;
use crate::diagnostics::Diagnostic;
use crate::program::Program;
use crate::program::{Binding, BindingKind, Const, WorkflowDef};

/// Reports what is over the limits.
pub(super) fn check(program: &Program, workflow: &WorkflowDef, graph: &WorkflowGraph, settings: &Settings, out: &mut Vec<Diagnostic>) {
    out.extend(nodes(workflow, graph, settings));
    out.extend(paths(workflow, graph, settings));
    for (_, node) in graph.nodes() {
        let node = workflow.node(node.node);
        if let Some(map) = node.mapped() {
            let inputs = program.task(map.task).interface.inputs.iter().zip(&node.inputs);
            for (_, (input, binding)) in inputs.enumerate().filter(|(at, _)| map.is_each(*at)) {
                out.extend(array_size(&input.name, binding, settings));
            }
        }
    }
    out.extend(map_names(program, workflow, graph, settings));
}

fn nodes(workflow: &WorkflowDef, graph: &WorkflowGraph, settings: &Settings) -> Option<Diagnostic> {
    let count = graph.order.len() as u64;
    let limit = settings.limits.workflow_nodes.filter(|limit| count > *limit)?;
    let beyond = workflow.nodes.get(limit as usize)?;
    Some(report::too_many_nodes(&workflow.header, count, limit, beyond.span))
}

fn paths(workflow: &WorkflowDef, graph: &WorkflowGraph, settings: &Settings) -> Option<Diagnostic> {
    let limit = settings.limits.graph_paths.filter(|limit| graph.paths > *limit)?;
    Some(report::too_many_paths(&workflow.header, graph.paths, limit))
}

/// How many elements a list has, where that is known.
fn length(binding: &Binding) -> Option<usize> {
    match &binding.kind {
        BindingKind::Const(Const::List(elements)) => Some(elements.len()),
        BindingKind::List(elements) => Some(elements.len()),
        _ => None,
    }
}

fn array_size(name: &str, binding: &Binding, settings: &Settings) -> Option<Diagnostic> {
    let count = length(binding)? as u64;
    let limit = settings.limits.array_size.filter(|limit| count > *limit)?;
    Some(report::too_many_elements(name, count, limit, binding.span))
}

/// flytekit adds `map_`, `_` and 32 digits, and `-arraynode` to the name of a mapped task; that must fit Admin's columns too.
fn map_names(program: &Program, workflow: &WorkflowDef, graph: &WorkflowGraph, settings: &Settings) -> Option<Diagnostic> {
    const ADDED: u64 = "map_".len() as u64 + 33 + "-arraynode".len() as u64;
    let limit = settings.limits.name_length?;
    graph.nodes().find_map(|(_, node)| {
        let node = workflow.node(node.node);
        let task = program.task(node.mapped()?.task);
        let own = task.registered_name();
        let length = own.chars().count() as u64 + ADDED;
        // A name that is already too long is reported on the task.
        (length > limit && length - ADDED <= limit).then(|| report::long_map_name(&task.header, &own, length, limit, node.span))
    })
}
