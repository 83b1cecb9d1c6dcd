//! The order of a graph: topological, ties in the order of creation; its cycles; how many paths there are.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use petgraph::Direction::{Incoming, Outgoing};
use petgraph::algo::{astar, kosaraju_scc, toposort};
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use super::report::{self, Wait};
use super::{Edge, Vertex, end, ids, start};
use crate::diagnostics::Diagnostic;
use crate::program::{Binding, BindingKind, Node, NodeRef, WorkflowDef};
use crate::source::Span;

/// The nodes without start and end, each after those that it depends on; `None` if there is a cycle.
pub(super) fn sort(graph: &DiGraph<Vertex, Edge>) -> Option<Vec<NodeIndex>> {
    let inner = |edge: &petgraph::graph::EdgeReference<'_, Edge>| edge.target() != end();
    if graph.edge_references().filter(inner).all(|edge| edge.source() < edge.target()) {
        return Some(graph.node_indices().skip(2).collect());
    }
    toposort(graph, None).ok()?;
    let mut waiting: Vec<usize> = graph.node_indices().map(|at| graph.edges_directed(at, Incoming).count()).collect();
    let mut ready = BinaryHeap::from([Reverse(start())]);
    let mut order = Vec::with_capacity(graph.node_count());
    while let Some(Reverse(at)) = ready.pop() {
        if at != start() && at != end() {
            order.push(at);
        }
        for next in graph.neighbors_directed(at, Outgoing) {
            waiting[next.index()] -= 1;
            if waiting[next.index()] == 0 {
                ready.push(Reverse(next));
            }
        }
    }
    Some(order)
}

/// How many paths lead from start to end; saturates. `order` is that of the graph.
pub(super) fn paths(graph: &DiGraph<Vertex, Edge>, order: &[NodeIndex]) -> u64 {
    let mut paths = vec![0_u64; graph.node_count()];
    paths[start().index()] = 1;
    for at in order.iter().copied().chain([end()]) {
        let sum = graph.neighbors_directed(at, Incoming).fold(0_u64, |sum, from| sum.saturating_add(paths[from.index()]));
        paths[at.index()] = sum;
    }
    paths[end().index()]
}

/// Reports each group of nodes that wait for each other, with one cycle.
pub(super) fn report_cycles(graph: &DiGraph<Vertex, Edge>, workflow: &WorkflowDef, ids: &[String], diagnostics: &mut Vec<Diagnostic>) {
    for mut component in kosaraju_scc(graph) {
        component.sort_unstable();
        let Some(first) = component.first().copied() else { continue };
        if component.len() > 1 || graph.contains_edge(first, first) {
            diagnostics.push(report::cycle(&waits(&short_cycle(graph, &component), workflow, ids)));
        }
    }
}

/// A short path from the first node of a component back to it, each node once.
fn short_cycle(graph: &DiGraph<Vertex, Edge>, component: &[NodeIndex]) -> Vec<NodeIndex> {
    const TRIED: usize = 16;
    let first = component[0];
    graph
        .neighbors(first)
        .filter(|next| component.binary_search(next).is_ok())
        .take(TRIED)
        .filter_map(|next| astar(graph, next, |at| at == first, |_| 1_usize, |_| 0))
        .min_by_key(|(length, _)| *length)
        .map_or_else(Vec::new, |(_, path)| path)
}

/// The steps of a cycle.
fn waits(cycle: &[NodeIndex], workflow: &WorkflowDef, ids: &[String]) -> Vec<Wait> {
    let place = |at: NodeIndex| at.index().saturating_sub(2);
    let name = |at: NodeIndex| match (workflow.nodes.get(place(at)), ids.get(place(at))) {
        (Some(node), Some(id)) => ids::shown(node, id),
        _ => String::new(),
    };
    let steps = cycle.iter().enumerate().map(|(at, to)| (cycle[(at + cycle.len() - 1) % cycle.len()], *to));
    steps
        .map(|(from, to)| Wait {
            node: name(to),
            earlier: name(from),
            place: workflow.nodes.get(place(to)).map(|node| reason(node, NodeRef(place(from) as u32))),
        })
        .collect()
}

/// Where `node` depends on `earlier`, and whether it is by `after`.
fn reason(node: &Node, earlier: NodeRef) -> (Span, bool) {
    let is_use = |part: &&Binding| matches!(part.kind, BindingKind::Output { node, .. } if node == earlier);
    if let Some(used) = node.inputs.iter().flat_map(Binding::walk).find(is_use) {
        return (used.span, false);
    }
    let after = node.after.iter().find(|(to, _)| *to == earlier);
    after.map_or((node.span, true), |(_, span)| (*span, true))
}
