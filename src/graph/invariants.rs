//! What is true of every graph without findings: Flyte's compiler checks the same.

use petgraph::Direction::{Incoming, Outgoing};
use rustc_hash::FxHashSet;

use super::{Vertex, WorkflowGraph, end, start};

/// What is wrong with a graph; nothing, if this program is correct.
pub(super) fn violations(graph: &WorkflowGraph) -> Vec<String> {
    let mut found = Vec::new();
    let ends = (graph.graph.node_weight(start()), graph.graph.node_weight(end()));
    if !matches!(ends, (Some(Vertex::Start), Some(Vertex::End))) {
        found.push("start and end are not the first two vertices".to_owned());
    }
    if graph.order.len() + 2 != graph.graph.node_count() {
        found.push("the order does not contain every node once".to_owned());
    }
    let mut ids = FxHashSet::default();
    let mut seen = FxHashSet::from_iter([start()]);
    for (at, node) in graph.nodes() {
        if !ids.insert(node.id.as_str()) {
            found.push(format!("`{}` is the id of two nodes", node.id));
        }
        if !graph.graph.neighbors_directed(at, Incoming).all(|from| seen.contains(&from)) {
            found.push(format!("`{}` comes before something that it depends on", node.id));
        }
        seen.insert(at);
        let outward = graph.graph.neighbors_directed(at, Outgoing).next().is_some();
        let inward = graph.graph.neighbors_directed(at, Incoming).next().is_some();
        if !outward || !inward {
            found.push(format!("`{}` is on no path from start to end", node.id));
        }
    }
    found
}
