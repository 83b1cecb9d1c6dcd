//! Tasks that are called by the code of other tasks, which Flyte cannot see, and which is an error within a map.

use rustc_hash::{FxHashMap, FxHashSet};

use super::report;
use crate::diagnostics::Diagnostic;
use crate::program::call_graph::{CallGraph, Chain};
use crate::program::{OutputStyle, Program, TaskId};
use crate::source::{Name, Span};

/// A call of a task from code, with the shortest chain of calls to it from a task.
#[derive(Clone, Debug)]
pub(crate) struct NestedCall {
    /// The task in whose container the call runs.
    pub outer: TaskId,
    /// The calls from there.
    pub chain: Chain,
    /// Where `outer` is mapped, if it is.
    pub map: Option<MapSite>,
    /// Whether a workflow runs the inner task as a node, or for the elements of a map.
    pub is_node: bool,
}

impl NestedCall {
    /// The `fn`s of the chain, for a sentence: " through `f`, `g`"; nothing for a direct call.
    pub(crate) fn through(&self, program: &Program) -> String {
        match self.chain.steps.split_last() {
            Some((_, before)) if !before.is_empty() => {
                let names: Vec<String> = before.iter().map(|step| format!("`{}`", step.callee.name(program))).collect();
                format!(" through {}", names.join(", "))
            }
            _ => String::new(),
        }
    }

    /// The word `task` of the inner task, if it can be replaced by `fn`: it has code, no options and no named outputs.
    pub(crate) fn keyword(&self, program: &Program) -> Option<Span> {
        let task = program.task(self.chain.task);
        let plain = task.body.is_some() && task.options == Default::default() && task.interface.style != OutputStyle::Named;
        let item = task.header.item;
        plain.then(|| Span::new(item.file, item.start, item.start + "task".len() as u32))
    }
}

/// A `map` in a workflow.
#[derive(Clone, Debug)]
pub(crate) struct MapSite {
    /// The workflow's name.
    pub workflow: Name,
    /// The node.
    pub span: Span,
}

/// Every call of a task from code, once: with the first task that reaches it from within a map, else with the first one that reaches it.
pub(crate) fn nested_calls(program: &Program) -> Vec<NestedCall> {
    if program.repeats {
        return Vec::new();
    }
    let graph = CallGraph::build(program);
    let nodes = nodes(program);
    let maps = map_sites(program);
    let tasks = || (0..program.tasks.len()).map(|at| TaskId(at as u32));
    let (mapped, others): (Vec<TaskId>, Vec<TaskId>) = tasks().partition(|task| maps.contains_key(task));
    let mut seen: FxHashSet<Span> = FxHashSet::default();
    let mut calls = Vec::new();
    for outer in mapped.into_iter().chain(others) {
        for chain in graph.chains_to_tasks(outer) {
            if chain.call().is_some_and(|call| seen.insert(call.span)) {
                let is_node = nodes.contains(&chain.task);
                calls.push(NestedCall { outer, chain, map: maps.get(&outer).cloned(), is_node });
            }
        }
    }
    calls
}

/// The first `map` of each mapped task.
fn map_sites(program: &Program) -> FxHashMap<TaskId, MapSite> {
    let mut sites = FxHashMap::default();
    for workflow in &program.workflows {
        for node in &workflow.nodes {
            if let Some(map) = node.mapped() {
                sites.entry(map.task).or_insert_with(|| MapSite { workflow: workflow.header.name.clone(), span: node.span });
            }
        }
    }
    sites
}

/// Reports the calls of tasks within mapped tasks.
pub(super) fn check(program: &Program, diagnostics: &mut Vec<Diagnostic>) {
    for call in nested_calls(program) {
        if let Some(map) = &call.map {
            diagnostics.push(report::task_in_mapped_task(program, &call, &map.workflow, map.span));
        }
    }
}

/// The tasks that workflows run as nodes or for the elements of maps.
fn nodes(program: &Program) -> FxHashSet<TaskId> {
    let nodes = program.workflows.iter().flat_map(|workflow| &workflow.nodes);
    nodes.filter_map(|node| node.callee().task()).collect()
}
