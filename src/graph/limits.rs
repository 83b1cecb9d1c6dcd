//! What a platform bounds in the shape of a workflow: nodes, paths, elements of maps, names of map tasks.

use super::WorkflowGraph;
use crate::config::Settings;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::flyte::NAME_TOO_LONG;
use crate::diagnostics::codes::limits::{ARRAY_SIZE, GRAPH_PATHS, WORKFLOW_NODES};
use crate::program::Program;
use crate::program::{Binding, BindingKind, Const, WorkflowDef};

/// Findings on a graph that is beyond the limits.
pub(super) fn check(program: &Program, workflow: &WorkflowDef, graph: &WorkflowGraph, settings: &Settings, out: &mut Vec<Diagnostic>) {
    out.extend(nodes(workflow, graph, settings));
    out.extend(paths(workflow, graph, settings));
    for (_, node) in graph.nodes() {
        let node = workflow.node(node.node);
        if let Some((task, map)) = node.mapped() {
            let inputs = program.task(task).interface.inputs.iter().zip(&node.inputs);
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
    Some(
        Diagnostic::new(
            &WORKFLOW_NODES,
            format!("workflow `{}` has {count} nodes, more than the {limit} that are allowed", workflow.header.name),
        )
        .at(workflow.header.span, format!("{count} nodes"))
        .at(beyond.span, format!("node number {}", limit + 1))
        .help("move some of the nodes into another workflow and call it: its nodes do not count here")
        .help("to do the same with different values, use one `map`")
        .note("the limit mirrors `registration.maxWorkflowNodes` of Flyte Admin (100 by default), and is set with `limits.workflow_nodes`"),
    )
}

fn paths(workflow: &WorkflowDef, graph: &WorkflowGraph, settings: &Settings) -> Option<Diagnostic> {
    let limit = settings.limits.graph_paths.filter(|limit| graph.paths > *limit)?;
    let count = if graph.paths == u64::MAX { "more than 10^19".to_owned() } else { graph.paths.to_string() };
    Some(
        Diagnostic::new(
            &GRAPH_PATHS,
            format!("workflow `{}` has {count} paths from start to end, more than the {limit} that are allowed", workflow.header.name),
        )
        .at(workflow.header.span, "its nodes depend on each other in too many ways")
        .help("move some of the nodes into another workflow: its paths do not count here")
        .help("if every node of a step reads every node of the step before, add one node between the steps that collects the values")
        .note("Flyte's compiler walks every path to look for cycles, which keeps Admin busy; the limit is `limits.graph_paths`"),
    )
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
    Some(
        Diagnostic::new(&ARRAY_SIZE, format!("the map over `{name}` has {count} elements, more than the {limit} that are allowed"))
            .at(binding.span, format!("{count} elements"))
            .help("map over batches: make a list of lists in a task with `chunks`, and map over that")
            .note("the state of every element is kept in the workflow's resource; the limit is `limits.array_size`"),
    )
}

/// The name that flytekit gives the task of a map is longer than the task's own by `map_`, `_` and 32 digits, and `-arraynode`; it must fit
/// Admin's columns too.
fn map_names(program: &Program, workflow: &WorkflowDef, graph: &WorkflowGraph, settings: &Settings) -> Option<Diagnostic> {
    const ADDED: u64 = "map_".len() as u64 + 33 + "-arraynode".len() as u64;
    let limit = settings.limits.name_length?;
    graph.nodes().find_map(|(_, node)| {
        let node = workflow.node(node.node);
        let (task, _) = node.mapped()?;
        let task = program.task(task);
        let own = task.registered_name();
        let length = own.chars().count() as u64 + ADDED;
        // A name that is too long by itself is a finding on the task.
        (length > limit && length - ADDED <= limit).then(|| {
            let message = format!(
                "the map of `{}` would have a name of {length} characters, more than the {limit} that are allowed",
                task.header.name
            );
            Diagnostic::new(&NAME_TOO_LONG, message)
                .at(node.span, "this map is registered as a task of its own")
                .at(task.header.span, format!("its name is made of `{own}`"))
                .help(format!("make that name shorter by {}, or set the task's option `name`", length - limit))
        })
    })
}
