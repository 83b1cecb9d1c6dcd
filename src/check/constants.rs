//! Constants and defaults, each folded after those that it names.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use rustc_hash::FxHashMap;

use super::body::{check_constant, infer_constant};
use super::checker::Checker;
use super::context::Def;
use super::cycle::shortest_cycle;
use super::interfaces::with_cx;
use super::report::{cycles, declarations};
use super::resolve::resolve_type;
use crate::program::ty::{Invalid, StructId, Type, is_default_castable};
use crate::program::volume::IN_A_NODE;
use crate::program::{Const, ConstId, Variable};
use crate::source::{Name, Span};
use crate::syntax::ast::uses;
use crate::syntax::ast::{Expr, ExprKind, Param};

/// What is folded as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Folded {
    Const(ConstId),
    /// The defaults of a struct's fields.
    Struct(StructId),
}

/// Folds every constant and default of a field.
pub(super) fn fold(checker: &mut Checker<'_>) {
    declare_types(checker);
    let graph = dependencies(checker);
    for component in kosaraju_scc(&graph) {
        match shortest_cycle(&graph, &component) {
            Some(cycle) => {
                report(checker, &graph, &cycle);
                component.iter().for_each(|node| give_up(checker, graph[*node]));
            }
            None => component.iter().for_each(|node| fold_one(checker, graph[*node])),
        }
    }
}

/// Folds the defaults of all parameters.
pub(super) fn defaults(checker: &mut Checker<'_>) {
    for at in 0..checker.declared.fns.len() {
        let origin = checker.declared.fns[at];
        let mut params = std::mem::take(&mut checker.declared.program.fns[at].params);
        fold_defaults(checker, origin.module, &origin.ast.signature.params, &mut params, 1);
        checker.declared.program.fns[at].params = params;
    }
    for at in 0..checker.declared.tasks.len() {
        let origin = checker.declared.tasks[at];
        let mut inputs = std::mem::take(&mut checker.declared.program.tasks[at].interface.inputs);
        fold_defaults(checker, origin.module, &origin.ast.signature.params, &mut inputs, 1);
        checker.declared.program.tasks[at].interface.inputs = inputs;
    }
    for at in 0..checker.declared.workflows.len() {
        let origin = checker.declared.workflows[at];
        let mut inputs = std::mem::take(&mut checker.declared.program.workflows[at].interface.inputs);
        fold_defaults(checker, origin.module, &origin.ast.signature.params, &mut inputs, IN_A_NODE);
        let written = defaults_of(&origin.ast.signature.params);
        inputs.iter().for_each(|input| castable(checker, &written, input));
        checker.declared.program.workflows[at].interface.inputs = inputs;
    }
}

/// Resolves the declared types of constants.
fn declare_types(checker: &mut Checker<'_>) {
    for at in 0..checker.declared.consts.len() {
        let origin = checker.declared.consts[at];
        if let Some(written) = &origin.ast.ty {
            let ty = with_cx(checker, origin.module, |cx, diagnostics| resolve_type(cx, written, diagnostics));
            checker.declared.program.consts[at].ty = ty;
        }
    }
}

/// Which constants and defaults need which, with the place of each use.
fn dependencies(checker: &Checker<'_>) -> DiGraph<Folded, Span> {
    let mut builder = Builder { checker, graph: DiGraph::new(), nodes: FxHashMap::default() };
    let declared = &checker.declared;
    let consts = (0..declared.consts.len()).map(|at| Folded::Const(ConstId(at as u32)));
    let structs = (0..declared.structs.len()).map(|at| Folded::Struct(StructId(at as u32)));
    for folded in consts.chain(structs) {
        let node = builder.graph.add_node(folded);
        builder.nodes.insert(folded, node);
    }
    for (at, origin) in declared.consts.iter().enumerate() {
        builder.expr(Folded::Const(ConstId(at as u32)), origin.module, &origin.ast.value);
    }
    for (at, origin) in declared.structs.iter().enumerate() {
        let from = Folded::Struct(StructId(at as u32));
        origin.ast.fields.iter().filter_map(|field| field.default.as_ref()).for_each(|default| builder.expr(from, origin.module, default));
    }
    builder.graph
}

struct Builder<'c, 'a> {
    checker: &'c Checker<'a>,
    graph: DiGraph<Folded, Span>,
    nodes: FxHashMap<Folded, NodeIndex>,
}

impl Builder<'_, '_> {
    fn edge(&mut self, from: Folded, to: Folded, span: Span) {
        if let (Some(from), Some(to)) = (self.nodes.get(&from), self.nodes.get(&to)) {
            self.graph.add_edge(*from, *to, span);
        }
    }

    /// The names in an expression.
    fn expr(&mut self, from: Folded, module: usize, expr: &Expr) {
        for used in uses::of_expr(expr) {
            let to = match self.checker.lookup(module, &used.name) {
                Some(Def::Const(id)) => Folded::Const(*id),
                Some(Def::Struct(id) | Def::Alias(Type::Struct(id))) => Folded::Struct(*id),
                _ => continue,
            };
            self.edge(from, to, used.span);
        }
    }
}

fn fold_one(checker: &mut Checker<'_>, folded: Folded) {
    match folded {
        Folded::Const(id) => fold_const(checker, id),
        Folded::Struct(id) => {
            let at = id.0 as usize;
            let origin = checker.declared.structs[at];
            let fields = checker.declared.program.structs[at].fields.iter();
            let mut variables: Vec<(Name, Type, Option<Const>)> =
                fields.map(|field| (field.name.clone(), field.ty.clone(), None)).collect();
            let written = defaults_of(&origin.ast.fields);
            for (name, ty, default) in &mut variables {
                if let Some(param) = written.get(name) {
                    *default = fold_default(checker, origin.module, param, ty, 1);
                }
            }
            let fields = checker.declared.program.structs[at].fields.iter_mut();
            fields.zip(variables).for_each(|(field, (_, ty, default))| (field.ty, field.default) = (ty, default));
        }
    }
}

fn fold_const(checker: &mut Checker<'_>, id: ConstId) {
    let at = id.0 as usize;
    let origin = checker.declared.consts[at];
    let value = &origin.ast.value;
    if origin.ast.ty.is_none() {
        let folded = with_cx(checker, origin.module, |cx, diagnostics| infer_constant(cx, value, diagnostics));
        if let Some((value, ty)) = folded {
            let program = &mut checker.declared.program;
            let kept = program.volume.keep(&value, 1);
            (program.consts[at].value, program.consts[at].ty) = (kept.then_some(value), ty);
        }
        return;
    }
    let ty = checker.declared.program.consts[at].ty.clone();
    let folded = with_cx(checker, origin.module, |cx, diagnostics| check_constant(cx, value, &ty, diagnostics));
    let program = &mut checker.declared.program;
    program.consts[at].value = folded.filter(|value| program.volume.keep(value, 1));
}

/// Folds the defaults of parameters, each of which is written out `times` times its size.
fn fold_defaults(checker: &mut Checker<'_>, module: usize, written: &[Param], variables: &mut [Variable], times: usize) {
    let written = defaults_of(written);
    for variable in variables {
        if let Some(param) = written.get(&variable.name) {
            variable.default = fold_default(checker, module, param, &mut variable.ty, times);
        }
    }
}

/// Reports the default of a workflow's input if Flyte finds no type in it for the launch plan.
fn castable(checker: &mut Checker<'_>, written: &FxHashMap<&Name, &Param>, input: &Variable) {
    let default = written.get(&input.name).and_then(|param| param.default.as_ref());
    let Some((default, value)) = default.zip(input.default.as_ref()) else { return };
    if *value == Const::None || input.ty.is_invalid() || is_default_castable(value, &input.ty) {
        return;
    }
    let shown = input.ty.display(&checker.declared.program).to_string();
    checker.diagnostics.push(declarations::mixed_default(&input.name, &shown, default.span));
}

/// The parameters that have a default, by name; of several parameters of a name the first counts.
fn defaults_of(written: &[Param]) -> FxHashMap<&Name, &Param> {
    let mut by_name: FxHashMap<&Name, &Param> = written.iter().rev().map(|param| (&param.name.name, param)).collect();
    by_name.retain(|_, param| param.default.is_some());
    by_name
}

/// The folded default of a parameter that has one; `none` if it has an error, so that callers may still leave the argument out. The type of a parameter
/// that is declared too narrow for its default is not known.
fn fold_default(checker: &mut Checker<'_>, module: usize, param: &Param, ty: &mut Type, times: usize) -> Option<Const> {
    let expr = param.default.as_ref()?;
    if matches!(expr.kind(), ExprKind::None) && !ty.accepts_none() && *ty != Type::Json {
        let shown = ty.display(&checker.declared.program).to_string();
        checker.diagnostics.push(declarations::default_of_none(&param.name.name, &shown, &param.ty, expr.span));
        *ty = Type::Hole(Invalid);
        return Some(Const::None);
    }
    let folded = with_cx(checker, module, |cx, diagnostics| check_constant(cx, expr, ty, diagnostics));
    Some(folded.filter(|value| checker.declared.program.volume.keep(value, times)).unwrap_or(Const::None))
}

/// A constant in a cycle has no value, and a default in one is `none`.
fn give_up(checker: &mut Checker<'_>, folded: Folded) {
    if let Folded::Struct(id) = folded {
        let origin = checker.declared.structs[id.0 as usize];
        let written = defaults_of(&origin.ast.fields);
        for field in &mut checker.declared.program.structs[id.0 as usize].fields {
            field.default = written.get(&field.name).map(|_| Const::None);
        }
    }
}

fn report(checker: &mut Checker<'_>, graph: &DiGraph<Folded, Span>, cycle: &[(NodeIndex, Span)]) {
    let program = &checker.declared.program;
    let name = |folded: Folded| match folded {
        Folded::Const(id) => program.const_(id).header.name.clone(),
        Folded::Struct(id) => program.struct_(id).header.name.clone(),
    };
    let names: Vec<(Name, Span)> = cycle.iter().map(|(at, span)| (name(graph[*at]), *span)).collect();
    let steps: Vec<(&str, Span)> = names.iter().map(|(name, span)| (name.as_str(), *span)).collect();
    let of_struct = cycle.first().is_some_and(|(at, _)| matches!(graph[*at], Folded::Struct(_)));
    checker.diagnostics.push(cycles::constant(&steps, of_struct));
}
