//! Which cycle to show of things that need each other.

use std::collections::VecDeque;

use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use rustc_hash::{FxHashMap, FxHashSet};

/// The shortest path from the first node of a strongly connected component back to itself: each node with the edge that leaves it.
/// `None` for a single node without an edge to itself.
///
/// The first node is the one with the smallest index; among edges of equal use the one that was added first is shown, so the same
/// sources show the same cycle.
pub(super) fn shortest_cycle<N, E: Copy>(graph: &DiGraph<N, E>, component: &[NodeIndex]) -> Option<Vec<(NodeIndex, E)>> {
    let start = component.iter().copied().min()?;
    let members: FxHashSet<NodeIndex> = component.iter().copied().collect();
    let mut reached: FxHashMap<NodeIndex, (NodeIndex, E)> = FxHashMap::default();
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        // petgraph lists the edges of a node from the last one added to the first.
        let mut edges: Vec<_> = graph.edges(node).collect();
        edges.reverse();
        for edge in edges {
            let target = edge.target();
            if !members.contains(&target) || reached.contains_key(&target) {
                continue;
            }
            reached.insert(target, (node, *edge.weight()));
            if target == start {
                return Some(walk_back(&reached, start));
            }
            queue.push_back(target);
        }
    }
    None
}

/// Follows the steps that were taken from `start` around to `start`.
fn walk_back<E: Copy>(reached: &FxHashMap<NodeIndex, (NodeIndex, E)>, start: NodeIndex) -> Vec<(NodeIndex, E)> {
    let mut steps = Vec::new();
    let mut at = start;
    while let Some((before, edge)) = reached.get(&at) {
        steps.push((*before, *edge));
        at = *before;
        if at == start {
            break;
        }
    }
    steps.reverse();
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_cycle_is_shown_from_the_first_node() {
        let mut graph: DiGraph<(), u32> = DiGraph::new();
        let nodes: Vec<NodeIndex> = (0..4).map(|_| graph.add_node(())).collect();
        for (edge, (from, to)) in [(0, 1), (1, 2), (2, 0), (1, 0), (3, 0)].into_iter().enumerate() {
            graph.add_edge(nodes[from], nodes[to], edge as u32);
        }
        let component = [nodes[2], nodes[1], nodes[0]];
        assert_eq!(shortest_cycle(&graph, &component), Some(vec![(nodes[0], 0), (nodes[1], 3)]));
        assert_eq!(shortest_cycle(&graph, &[nodes[3]]), None);
    }

    #[test]
    fn a_node_that_needs_itself_is_a_cycle() {
        let mut graph: DiGraph<(), u32> = DiGraph::new();
        let node = graph.add_node(());
        graph.add_edge(node, node, 7);
        assert_eq!(shortest_cycle(&graph, &[node]), Some(vec![(node, 7)]));
    }
}
