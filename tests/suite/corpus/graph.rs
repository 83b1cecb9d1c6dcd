//! The lane of the graphs: ids, edges, the order of the nodes, and the settings that hold for each.

use std::fmt::Write as _;

use flightplan::internals::graph::{Edge, Effective, Vertex, WorkflowGraph, end, start};
use flightplan::project::{Linted, Program, Session};

use super::tree::{Tree, lines, node, word};

/// The graphs of all workflows, one after the other.
pub(super) fn dump(session: &Session<Linted>) -> String {
    let mut shown = String::new();
    for workspace in &session.workspaces {
        for graph in &workspace.graphs().workflows {
            let _infallible = writeln!(shown, "{}\n", workflow(workspace.program(), graph));
        }
    }
    shown
}

fn workflow(program: &Program, it: &WorkflowGraph) -> Tree {
    let def = program.workflow(it.workflow);
    let nodes = it.nodes().map(|(_, vertex)| {
        let callee = program.signature(def.node(vertex.node).callee());
        let what = word(format_args!("{} {}", callee.noun, callee.header.qualified()));
        node(
            format_args!("node {}", vertex.id),
            [word(format_args!("#{}", vertex.node.0)), what].into_iter().chain(settings(&vertex.settings)),
        )
    });
    let name = |at| match it.graph.node_weight(at) {
        Some(Vertex::Node(vertex)) => vertex.id.as_str(),
        Some(Vertex::Start) if at == start() => "start",
        Some(Vertex::End) if at == end() => "end",
        Some(Vertex::Start | Vertex::End) | None => "misplaced",
    };
    let mut edges: Vec<_> = it.graph.edge_indices().map(|edge| (it.graph.edge_endpoints(edge).unwrap(), it.graph[edge])).collect();
    edges.sort_by_key(|((from, to), kind)| (*from, *to, *kind == Edge::Order));
    let edges = edges.into_iter().map(|((from, to), kind)| {
        let arrow = match kind {
            Edge::Data => "->",
            Edge::Order => "before",
        };
        word(format_args!("{} {arrow} {}", name(from), name(to)))
    });
    let parts = nodes.chain([lines("edges", edges), node("paths", [word(it.paths)])]);
    lines(format_args!("workflow {}", def.header.qualified()), parts)
}

fn settings(settings: &Effective) -> impl Iterator<Item = Tree> {
    let Effective { name, retries, timeout, interruptible } = settings;
    let timeout = timeout.map(|micros| node("timeout", [word(format_args!("{micros}us"))]));
    let interruptible = interruptible.map(|it| node("interruptible", [word(it)]));
    [node("name", [word(name)]), node("retries", [word(retries)])].into_iter().chain(timeout).chain(interruptible)
}
