//! The order in which bodies are checked: `fn`s that state no result each after those that they call, everything else at once.

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
use super::wiring::check_workflow;
use crate::diagnostics::codes::names::RESULT_NEEDED;
use crate::diagnostics::{Diagnostic, Severity};
use crate::parallel;
use crate::program::ty::{Invalid, Type};
use crate::program::{Binding, Body, ExprKind, FnId, Interface, Node};
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

/// A call of a `fn` without stated result from another one.
#[derive(Clone, Copy)]
struct Call {
    span: Span,
    /// `x.f(…)` where a builtin has the name too: whether it calls the `fn` depends on the type of `x`.
    uncertain: bool,
}

/// Checks the bodies of `fn`s that state no result, which finds it.
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

/// The `fn`s that state no result, and their calls of each other.
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

/// Checks a body and takes its type as the result of its `fn`. `circle` are `fn`s that may call each other, some of which are not
/// known yet.
fn check_unstated(checker: &mut Checker<'_>, id: FnId, circle: &[FnId]) {
    let at = id.0 as usize;
    let origin = checker.declared.fns[at];
    let (body, result) =
        with_cx(checker, origin.module, |cx, diagnostics| check_body(cx, &cx.program.fns[at].params, None, &origin.ast.body, diagnostics));
    let open = open_call(checker, &body, circle);
    if let Some((callee, span)) = open {
        let steps =
            if callee == id { vec![(id, span)] } else { vec![(id, span), (callee, checker.declared.fns[callee.0 as usize].ast.name.span)] };
        report(checker, &steps);
        return;
    }
    let def = &mut checker.declared.program.fns[at];
    (def.body, def.result) = (Some(body), result);
}

/// A call of a `fn` of `circle` whose result is not known yet.
fn open_call(checker: &Checker<'_>, body: &Body, circle: &[FnId]) -> Option<(FnId, Span)> {
    let open: FxHashSet<FnId> =
        circle.iter().copied().filter(|id| checker.declared.program.fn_(*id).result == Type::Hole(Invalid)).collect();
    let mut found = None;
    if !open.is_empty() {
        body.walk(&mut |expr| {
            if let ExprKind::CallFn(id, _) = &expr.kind
                && open.contains(id)
                && found.is_none()
            {
                found = Some((*id, expr.span));
            }
        });
    }
    found
}

/// Checks a body whose result cannot be found out, for what else is wrong in it.
fn check_without_result(checker: &mut Checker<'_>, id: FnId) {
    let at = id.0 as usize;
    let origin = checker.declared.fns[at];
    with_cx(checker, origin.module, |cx, diagnostics| {
        check_body(cx, &cx.program.fns[at].params, Some(&Type::Hole(Invalid)), &origin.ast.body, diagnostics)
    });
}

fn report(checker: &mut Checker<'_>, steps: &[(FnId, Span)]) {
    let fns = &checker.declared.fns;
    let name = |id: FnId| fns[id.0 as usize].ast.name.name.as_str();
    let Some((first, _)) = steps.first() else { return };
    let origin = fns[first.0 as usize];
    let message = match steps {
        [_] => format!("`{}` calls itself, but does not declare its result", name(*first)),
        _ => format!("`{}` calls itself through other `fn`s, but does not declare its result", name(*first)),
    };
    let mut finding = Diagnostic::new(&RESULT_NEEDED, message).at(origin.ast.name.span, "its result is inferred from its body");
    for (at, (caller, span)) in steps.iter().enumerate() {
        let callee = steps[(at + 1) % steps.len()].0;
        finding = finding.at(
            *span,
            match *caller == callee {
                true => "it calls itself here, where the result is not known yet".to_owned(),
                false => format!("`{}` calls `{}`, whose result is not known yet", name(*caller), name(callee)),
            },
        );
    }
    let params: Vec<&str> = origin.ast.signature.params.iter().map(|param| param.name.name.as_str()).collect();
    let example = format!("`fn {}({}) -> int {{ … }}`", name(*first), if params.is_empty() { "" } else { "…" });
    checker.diagnostics.push(finding.help(format!("declare the result after the parameters, as in {example}")));
}

/// A body that can be checked by itself.
#[derive(Clone, Copy)]
enum Job {
    /// A `fn` that states its result, by its position.
    Fn(usize),
    /// A task with code, by its position.
    Task(usize),
}

/// Checks the bodies of tasks and of `fn`s that state their result.
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

/// Whether a type of the interface was reported.
fn unknown(interface: &Interface) -> bool {
    interface.inputs.iter().chain(&interface.outputs).any(|variable| variable.ty.is_invalid())
}
