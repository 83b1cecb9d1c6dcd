//! The order in which bodies are checked: `fn`s without a declared result each after those that they call, everything else in parallel.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use rustc_hash::{FxHashMap, FxHashSet};

use super::body::{check_body, check_task_body};
use super::checker::Checker;
use super::context::Def;
use super::cycle::shortest_cycle;
use super::index::{Found, Recorder};
use super::interfaces::with_cx;
use super::options::{task_options, workflow_options};
use super::report::cycles;
use super::wiring::check_workflow;
use crate::diagnostics::{Diagnostic, Severity};
use crate::parallel;
use crate::program::call_graph::CodeRef;
use crate::program::ty::{Invalid, Type};
use crate::program::{Binding, Body, FnId, Interface, Node};
use crate::source::Span;
use crate::syntax::ast::uses::{self, UseKind};
use crate::syntax::ast::{Outputs, TaskBody};

/// Checks the options of tasks and workflows.
pub(super) fn options(checker: &mut Checker<'_>) {
    for at in 0..checker.declared.tasks.len() {
        let origin = checker.declared.tasks[at];
        let record = origin.ast.options.as_ref();
        let options =
            with_cx(checker, origin.module, |cx, diagnostics| task_options(cx, record, &cx.program.tasks[at].interface, diagnostics));
        checker.declared.program.tasks[at].options = options;
    }
    for at in 0..checker.declared.workflows.len() {
        let origin = checker.declared.workflows[at];
        let record = origin.ast.options.as_ref();
        let options = with_cx(checker, origin.module, |cx, diagnostics| workflow_options(cx, record, diagnostics));
        checker.declared.program.workflows[at].options = options;
    }
}

/// A call from one `fn` without a declared result to another.
#[derive(Clone, Copy)]
struct Call {
    span: Span,
    /// `x.f(…)` where a builtin has the name too: whether it calls the `fn` depends on the type of `x`.
    uncertain: bool,
}

/// Checks the bodies of `fn`s without a declared result, which is inferred from them.
pub(super) fn unstated(checker: &mut Checker<'_>) {
    let graph = unstated_calls(checker);
    for mut component in kosaraju_scc(&graph) {
        component.sort_unstable();
        let ids: Vec<FnId> = component.iter().map(|node| graph[*node]).collect();
        if shortest_cycle(&graph, &component).is_none() {
            ids.iter().for_each(|id| check_unstated(checker, *id, &[]));
            continue;
        }
        let mut certain = graph.clone();
        certain.retain_edges(|graph, edge| !graph[edge].uncertain);
        let parts = kosaraju_scc(&certain).into_iter().filter(|part| part.iter().any(|node| component.contains(node)));
        for part in parts {
            match shortest_cycle(&certain, &part) {
                Some(cycle) => {
                    let steps: Vec<(FnId, Span)> = cycle.iter().map(|(node, call)| (graph[*node], call.span)).collect();
                    report(checker, &steps);
                    part.iter().for_each(|node| check_without_result(checker, graph[*node]));
                }
                None => part.iter().for_each(|node| check_unstated(checker, graph[*node], &ids)),
            }
        }
    }
}

/// The `fn`s without a declared result, and their calls of each other.
fn unstated_calls(checker: &Checker<'_>) -> DiGraph<FnId, Call> {
    let mut graph = DiGraph::new();
    let mut nodes: FxHashMap<FnId, NodeIndex> = FxHashMap::default();
    for (at, origin) in checker.declared.fns.iter().enumerate() {
        if matches!(origin.ast.signature.outputs, Outputs::None) {
            nodes.insert(FnId(at as u32), graph.add_node(FnId(at as u32)));
        }
    }
    for from in graph.node_indices().collect::<Vec<_>>() {
        let origin = checker.declared.fns[graph[from].0 as usize];
        for used in uses::of_body(&origin.ast.signature, &origin.ast.body) {
            let Some(Def::Fn(id)) = checker.lookup(origin.module, &used.name) else { continue };
            let Some(to) = nodes.get(id) else { continue };
            let uncertain = match used.kind {
                UseKind::Call => false,
                UseKind::Method => crate::program::builtins::find(&used.name).is_some(),
                UseKind::Value | UseKind::Assigned | UseKind::Type | UseKind::Mention => continue,
            };
            graph.add_edge(from, *to, Call { span: used.span, uncertain });
        }
    }
    graph
}

/// Checks a body and takes its type as the result of its `fn`. `cycle` are `fn`s that may call each other, some of whose results are not
/// known yet.
fn check_unstated(checker: &mut Checker<'_>, id: FnId, cycle: &[FnId]) {
    let at = id.0 as usize;
    let origin = checker.declared.fns[at];
    let (body, result) =
        with_cx(checker, origin.module, |cx, diagnostics| check_body(cx, &cx.program.fns[at].params, None, &origin.ast.body, diagnostics));
    let open = open_call(checker, &body, cycle);
    if let Some((callee, span)) = open {
        let steps =
            if callee == id { vec![(id, span)] } else { vec![(id, span), (callee, checker.declared.fns[callee.0 as usize].ast.name.span)] };
        report(checker, &steps);
        return;
    }
    let def = &mut checker.declared.program.fns[at];
    (def.body, def.result) = (Some(body), result);
}

/// A call of a `fn` of `cycle` whose result is not known yet.
fn open_call(checker: &Checker<'_>, body: &Body, cycle: &[FnId]) -> Option<(FnId, Span)> {
    let open: FxHashSet<FnId> =
        cycle.iter().copied().filter(|id| checker.declared.program.fn_(*id).result == Type::Hole(Invalid)).collect();
    let mut found = None;
    if !open.is_empty() {
        body.walk(&mut |expr| {
            if let Some(CodeRef::Fn(id)) = expr.kind.called()
                && open.contains(&id)
                && found.is_none()
            {
                found = Some((id, expr.span));
            }
        });
    }
    found
}

/// Checks a body whose result cannot be inferred, for what else is wrong in it.
fn check_without_result(checker: &mut Checker<'_>, id: FnId) {
    let at = id.0 as usize;
    let origin = checker.declared.fns[at];
    with_cx(checker, origin.module, |cx, diagnostics| {
        check_body(cx, &cx.program.fns[at].params, Some(&Type::Hole(Invalid)), &origin.ast.body, diagnostics)
    });
}

fn report(checker: &mut Checker<'_>, steps: &[(FnId, Span)]) {
    let fns = &checker.declared.fns;
    let Some((first, _)) = steps.first() else { return };
    let origin = fns[first.0 as usize];
    let named: Vec<(&str, Span)> = steps.iter().map(|(id, span)| (fns[id.0 as usize].ast.name.name.as_str(), *span)).collect();
    let found = cycles::result_needed(&named, origin.ast.name.span, !origin.ast.signature.params.is_empty());
    checker.diagnostics.push(found);
}

/// A body that can be checked by itself.
#[derive(Clone, Copy)]
enum Job {
    /// A `fn` with a declared result, by its position.
    Fn(usize),
    /// A task with code, by its position.
    Task(usize),
}

/// Checks the bodies of tasks and of `fn`s with a declared result.
pub(super) fn stated(checker: &mut Checker<'_>) {
    let fns = checker.declared.fns.iter().enumerate();
    let tasks = checker.declared.tasks.iter().enumerate();
    let jobs: Vec<Job> = fns
        .filter(|(_, origin)| !matches!(origin.ast.signature.outputs, Outputs::None))
        .map(|(at, _)| Job::Fn(at))
        .chain(tasks.filter(|(_, origin)| matches!(origin.ast.body, TaskBody::Code(_))).map(|(at, _)| Job::Task(at)))
        .collect();
    let shared: &Checker<'_> = checker;
    let results: Vec<(Option<Body>, Found, Vec<Diagnostic>)> = parallel::map(&jobs, |job| check_stated(shared, *job));
    for (job, (body, index, mut diagnostics)) in jobs.into_iter().zip(results) {
        checker.diagnostics.append(&mut diagnostics);
        checker.index.append(index);
        match job {
            Job::Fn(at) => checker.declared.program.fns[at].body = body,
            Job::Task(at) => checker.declared.program.tasks[at].body = body,
        }
    }
}

fn check_stated(checker: &Checker<'_>, job: Job) -> (Option<Body>, Found, Vec<Diagnostic>) {
    let (index, mut diagnostics) = (Recorder::default(), Vec::new());
    let body = match job {
        Job::Fn(at) => {
            let origin = checker.declared.fns[at];
            let def = &checker.declared.program.fns[at];
            Some(check_body(&checker.cx(origin.module, &index), &def.params, Some(&def.result), &origin.ast.body, &mut diagnostics).0)
        }
        Job::Task(at) => {
            let origin = checker.declared.tasks[at];
            let def = &checker.declared.program.tasks[at];
            match &origin.ast.body {
                TaskBody::Code(block) => Some(check_task_body(&checker.cx(origin.module, &index), def, block, &mut diagnostics)),
                TaskBody::Later { .. } => None,
            }
        }
    };
    (body, index.finish(), diagnostics)
}

/// A wired workflow: its nodes, its outputs, whether it is broken, its names, and what was reported.
type Wired = (Vec<Node>, Vec<Binding>, bool, Found, Vec<Diagnostic>);

/// Wires the workflows.
pub(super) fn workflows(checker: &mut Checker<'_>) {
    let shared: &Checker<'_> = checker;
    let all: Vec<usize> = (0..shared.declared.workflows.len()).collect();
    let results: Vec<Option<Wired>> = parallel::map(&all, |at| wire(shared, *at));
    for (at, result) in results.into_iter().enumerate() {
        let Some((nodes, outputs, broken, index, mut diagnostics)) = result else { continue };
        checker.diagnostics.append(&mut diagnostics);
        checker.index.append(index);
        let def = &mut checker.declared.program.workflows[at];
        (def.nodes, def.outputs, def.broken) = (nodes, outputs, broken);
    }
}

fn wire(checker: &Checker<'_>, at: usize) -> Option<Wired> {
    let origin = checker.declared.workflows[at];
    if origin.ast.later.is_some() {
        return None;
    }
    let (index, mut diagnostics) = (Recorder::default(), Vec::new());
    let interface = &checker.declared.program.workflows[at].interface;
    let (nodes, outputs, broken) = check_workflow(&checker.cx(origin.module, &index), origin.ast, interface, &mut diagnostics);
    let reported = diagnostics.iter().any(|finding| finding.severity == Severity::Error);
    Some((nodes, outputs, broken || reported || unknown(interface), index.finish(), diagnostics))
}

/// Whether a type of the interface has an error.
fn unknown(interface: &Interface) -> bool {
    interface.inputs.iter().chain(&interface.outputs).any(|variable| variable.ty.is_invalid())
}
