//! Tasks that are called by the code of other tasks: what Flyte cannot see, and what is an error within a map.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostics::codes::calls::TASK_IN_MAPPED_TASK;
use crate::diagnostics::{Applicability, Code, Diagnostic, Edit};
use crate::program::call_graph::{CallGraph, Chain, CodeRef};
use crate::program::{OutputStyle, Program, TaskId};
use crate::source::{Name, Span};

/// A call of a task from code, with the shortest way to it from a task.
#[derive(Clone, Debug)]
pub struct NestedCall {
    /// The task in whose container the call runs.
    pub outer: TaskId,
    /// The way from there.
    pub chain: Chain,
    /// Where `outer` is mapped, if it is.
    pub map: Option<MapSite>,
    /// Whether a workflow runs the inner task as a node, or for the elements of a map.
    pub is_node: bool,
}

impl NestedCall {
    /// The `fn`s on the way, for a sentence: " through `f`, `g`"; nothing for a direct call.
    pub fn through(&self, program: &Program) -> String {
        match self.chain.steps.split_last() {
            Some((_, before)) if !before.is_empty() => {
                let names: Vec<String> = before.iter().map(|step| format!("`{}`", step.callee.name(program))).collect();
                format!(" through {}", names.join(", "))
            }
            _ => String::new(),
        }
    }
}

/// A `map` in a workflow.
#[derive(Clone, Debug)]
pub struct MapSite {
    /// The workflow's name.
    pub workflow: Name,
    /// The node.
    pub span: Span,
}

/// Every call of a task from code, once: with the first task that reaches it from within a map, else with the first one that reaches it.
pub fn nested_calls(program: &Program) -> Vec<NestedCall> {
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
            if let Some((task, _)) = node.mapped() {
                sites.entry(task).or_insert_with(|| MapSite { workflow: workflow.header.name.clone(), span: node.span });
            }
        }
    }
    sites
}

/// Reports the calls of tasks within mapped tasks.
pub(super) fn check(program: &Program, diagnostics: &mut Vec<Diagnostic>) {
    for call in nested_calls(program) {
        if let Some(map) = &call.map {
            let outer = &program.task(call.outer).header.name;
            let inner = &program.task(call.chain.task).header.name;
            let message = format!("the mapped task `{outer}` calls the task `{inner}`{}", call.through(program));
            let finding = finding(program, &call, &TASK_IN_MAPPED_TASK, message);
            diagnostics.push(finding.at(map.span, format!("`{outer}` is mapped by the workflow `{}`", map.workflow)).note(
                "in a map, the inner task runs as plain code in every element's container: its options (cache, retries, resources, image …) have \
                 no effect",
            ));
        }
    }
}

/// A finding about a call, with the whole way to it and the way out.
pub fn finding(program: &Program, call: &NestedCall, code: &'static Code, message: String) -> Diagnostic {
    let task = program.task(call.chain.task);
    let inner = &task.header.name;
    let mut finding = Diagnostic::new(code, message);
    let mut steps = call.chain.steps.iter().rev();
    if let Some(last) = steps.next() {
        finding = finding.at(last.span, format!("the task `{inner}` is called here, and is not a node"));
    }
    let mut before: Vec<_> = steps.collect();
    before.reverse();
    for step in before {
        let (caller, callee) = (step.caller.name(program), step.callee.name(program));
        finding = finding.at(step.span, format!("`{caller}` calls the `fn` `{callee}`"));
    }
    if call.chain.steps.len() > 1 {
        let names: Vec<Name> = call.chain.steps.iter().map(|step| step.callee.name(program)).collect();
        let outer = CodeRef::Task(call.outer).name(program);
        finding = finding.note(format!("the call chain: {outer} → {}", names.join(" → ")));
    }
    if call.is_node {
        return finding.help(format!(
            "`{inner}` is also a node of a workflow: move its code into a `fn` that both call, or wire `{inner}` in the workflow here too"
        ));
    }
    let finding = finding.at(task.header.span, format!("`{inner}` is declared as a task"));
    let finding =
        finding.help(format!("make `{inner}` a `fn` if it is a step of the computation, or wire it in the workflow as a node of its own"));
    if task.interface.style == OutputStyle::Named || !has_plain_head(program, call.chain.task) {
        return finding;
    }
    let item = task.header.item;
    let keyword = Span::new(item.file, item.start, item.start + "task".len() as u32);
    finding.fix(format!("make `{inner}` a `fn`"), Applicability::Unsafe, vec![Edit { span: keyword, text: "fn".to_owned() }])
}

/// The tasks that workflows run as nodes or for the elements of maps.
fn nodes(program: &Program) -> FxHashSet<TaskId> {
    let nodes = program.workflows.iter().flat_map(|workflow| &workflow.nodes);
    nodes.filter_map(|node| node.callee.task()).collect()
}

/// Whether the task has code and no options, so that `fn` may stand for `task`.
fn has_plain_head(program: &Program, task: TaskId) -> bool {
    let def = program.task(task);
    def.body.is_some() && def.options == Default::default()
}
