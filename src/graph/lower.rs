//! From the typed body of a workflow to its graph: vertices in the order of creation, and the edges that Flyte's compiler would add.

use petgraph::graph::{DiGraph, NodeIndex};

use super::{Edge, Effective, GraphNode, Vertex, end, start, vertex};
use crate::parallel;
use crate::program::Program;
use crate::program::{Binding, BindingKind, Node, NodeRef, WorkflowDef};

/// The graph of a workflow whose nodes have these ids.
pub(super) fn lower(program: &Program, workflow: &WorkflowDef, ids: &[String]) -> DiGraph<Vertex, Edge> {
    let mut graph = DiGraph::with_capacity(workflow.nodes.len() + 2, workflow.nodes.len() * 2);
    graph.add_node(Vertex::Start);
    graph.add_node(Vertex::End);
    let numbered: Vec<(NodeRef, &Node, &String)> =
        workflow.nodes.iter().zip(ids).enumerate().map(|(at, (node, id))| (NodeRef(at as u32), node, id)).collect();
    let made = parallel::map_light(&numbered, |(at, node, id)| {
        let made = GraphNode { node: *at, id: (*id).clone(), settings: Effective::of(program, node) };
        (Box::new(made), sources(node))
    });
    let mut all_sources: Vec<Vec<(NodeIndex, Edge)>> = Vec::with_capacity(made.len());
    for (node, sources) in made {
        graph.add_node(Vertex::Node(node));
        all_sources.push(sources);
    }
    connect(&mut graph, &all_sources, &workflow.outputs);
    graph
}

/// Adds the edges of `flytepropeller/pkg/compiler/workflow_compiler.go`: one from each source, one from start to a node without a source,
/// one to end from every source of an output and from every node without a successor.
fn connect(graph: &mut DiGraph<Vertex, Edge>, all_sources: &[Vec<(NodeIndex, Edge)>], outputs: &[Binding]) {
    let mut is_source = vec![false; graph.node_count()];
    for (at, sources) in all_sources.iter().enumerate() {
        let to = NodeIndex::new(at + 2);
        for (from, edge) in sources {
            is_source[from.index()] = true;
            graph.add_edge(*from, to, *edge);
        }
        if sources.is_empty() {
            graph.add_edge(start(), to, Edge::Order);
        }
    }
    let mut results: Vec<(NodeIndex, Edge)> = outputs.iter().flat_map(Binding::walk).filter_map(source).collect();
    unify(&mut results);
    for (from, edge) in &results {
        is_source[from.index()] = true;
        graph.add_edge(*from, end(), *edge);
    }
    for (at, used) in is_source.iter().enumerate().skip(2) {
        if !used {
            graph.add_edge(NodeIndex::new(at), end(), Edge::Order);
        }
    }
}

/// What a node takes values from and waits for: each once, in the order of creation, data before order.
fn sources(node: &Node) -> Vec<(NodeIndex, Edge)> {
    let mut sources: Vec<(NodeIndex, Edge)> = node.inputs.iter().flat_map(Binding::walk).filter_map(source).collect();
    sources.extend(node.after.iter().map(|(earlier, _)| (vertex(*earlier), Edge::Order)));
    unify(&mut sources);
    sources
}

/// What a binding itself takes a value from.
fn source(binding: &Binding) -> Option<(NodeIndex, Edge)> {
    match &binding.kind {
        BindingKind::Input { .. } => Some((start(), Edge::Data)),
        BindingKind::Output { node, .. } => Some((vertex(*node), Edge::Data)),
        BindingKind::Const(_) | BindingKind::List(_) | BindingKind::Map(_) => None,
    }
}

fn unify(sources: &mut Vec<(NodeIndex, Edge)>) {
    sources.sort_unstable_by_key(|(from, edge)| (*from, *edge == Edge::Order));
    sources.dedup_by_key(|(from, _)| *from);
}
