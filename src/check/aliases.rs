//! `type` items, each after those that it mentions.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use rustc_hash::FxHashMap;

use super::checker::Checker;
use super::context::Def;
use super::cycle::shortest_cycle;
use super::extent;
use super::interfaces::with_cx;
use super::report::{cycles, sizes};
use super::resolve::resolve_type;
use crate::program::ty::{Invalid, Type};
use crate::source::{Name, Span};
use crate::syntax::ast::uses;

/// Resolves every alias and enters the types into all scopes that know them.
pub(super) fn resolve(checker: &mut Checker<'_>) {
    let homes = homes(checker);
    let mut graph: DiGraph<usize, Span> = DiGraph::new();
    for at in 0..checker.declared.aliases.len() {
        graph.add_node(at);
    }
    for (at, origin) in checker.declared.aliases.iter().enumerate() {
        for used in uses::of_type(&origin.ast.ty) {
            if let Some(target) = homes.get(&(origin.module, used.name)) {
                graph.add_edge(NodeIndex::new(at), NodeIndex::new(*target), used.span);
            }
        }
    }
    for component in kosaraju_scc(&graph) {
        match shortest_cycle(&graph, &component) {
            Some(cycle) => {
                let name = |at: NodeIndex| checker.declared.aliases[at.index()].ast.name.name.as_str();
                let steps: Vec<(&str, Span)> = cycle.iter().map(|(at, span)| (name(*at), *span)).collect();
                checker.diagnostics.push(cycles::alias(&steps));
            }
            None => component.iter().for_each(|node| resolve_one(checker, graph[*node])),
        }
    }
}

/// Which alias a name of a module is, for its own and for imported ones.
fn homes(checker: &Checker<'_>) -> FxHashMap<(usize, Name), usize> {
    let mut homes = FxHashMap::default();
    for (at, origin) in checker.declared.aliases.iter().enumerate() {
        let name = &origin.ast.name;
        let entry = checker.declared.scopes[origin.module].names.get(&name.name);
        if entry.is_some_and(|entry| entry.span == name.span) {
            homes.insert((origin.module, name.name.clone()), at);
        }
    }
    for link in &checker.links {
        if let Some(at) = homes.get(&(link.from, link.declared.clone())).copied() {
            homes.insert((link.module, link.name.clone()), at);
        }
    }
    homes
}

fn resolve_one(checker: &mut Checker<'_>, at: usize) {
    let origin = checker.declared.aliases[at];
    let mut ty = with_cx(checker, origin.module, |cx, diagnostics| resolve_type(cx, &origin.ast.ty, diagnostics));
    let name = &origin.ast.name;
    if let Some(excess) = extent::of_alias(&ty) {
        checker.diagnostics.push(sizes::alias(&name.name, &excess, name.span));
        ty = Type::Hole(Invalid);
    } else if ty.is_invalid() {
        // What is around the unknown could grow again from one alias to the next.
        ty = Type::Hole(Invalid);
    }
    enter(checker, origin.module, &name.name, Some(name.span), &ty);
    let importers: Vec<(usize, Name)> = checker
        .links
        .iter()
        .filter(|link| link.from == origin.module && link.declared == name.name)
        .map(|link| (link.module, link.name.clone()))
        .collect();
    for (module, name) in importers {
        enter(checker, module, &name, None, &ty);
    }
}

/// Enters the type of an alias into one scope; `span` is that of the declaration, whose name may belong to another item.
fn enter(checker: &mut Checker<'_>, module: usize, name: &Name, span: Option<Span>, ty: &Type) {
    if let Some(entry) = checker.declared.scopes[module].names.get_mut(name)
        && span.is_none_or(|span| span == entry.span)
    {
        entry.def = Def::Alias(ty.clone());
    }
}
