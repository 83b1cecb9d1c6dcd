//! The typed workflow graph on petgraph: nodes, data edges, order edges; the lowering of workflow bodies; its invariants.
//!
//! The graph is the centre: what is emitted and run starts from the same [`WorkflowGraph`], which points to the nodes of the program.

mod constants;
mod copies;
mod effective;
mod ids;
mod invariants;
mod limits;
mod lower;
pub(crate) mod nested;
mod order;
pub(crate) mod report;
mod resources;
mod results;
mod settings;
mod sound;
#[cfg(test)]
mod tests;
mod variants;

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};

pub use self::effective::Effective;
pub use self::sound::Sound;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Outcome};
use crate::parallel;
use crate::program::{NodeRef, Program, WorkflowId};

/// The graph of every workflow, and what is wrong with them: ids, cycles, limits. A graph with an error, or of a workflow that is
/// [broken](crate::program::WorkflowDef::broken), can be looked at, but not emitted or run.
pub fn build(program: &Program, settings: &Settings) -> Outcome<Graphs> {
    let mut diagnostics = Vec::new();
    let ids: Vec<WorkflowId> = (0..program.workflows.len()).map(|at| WorkflowId(at as u32)).collect();
    let built = parallel::map(&ids, |id| {
        let mut found = Vec::new();
        (one(program, *id, settings, &mut found), found)
    });
    let mut workflows = Vec::with_capacity(built.len());
    for (graph, mut found) in built {
        workflows.push(graph);
        diagnostics.append(&mut found);
    }
    let graphs = Graphs { workflows };
    nested::check(program, &mut diagnostics);
    diagnostics.extend(copies::check(program));
    diagnostics.extend(variants::check(program));
    Outcome { value: graphs, diagnostics }
}

fn one(program: &Program, id: WorkflowId, settings: &Settings, diagnostics: &mut Vec<Diagnostic>) -> WorkflowGraph {
    let workflow = program.workflow(id);
    let before = diagnostics.len();
    let ids = ids::assign(workflow, diagnostics);
    let graph = lower::lower(program, workflow, &ids);
    let Some(order) = order::sort(&graph) else {
        order::report_cycles(&graph, workflow, &ids, diagnostics);
        let order = graph.node_indices().skip(2).collect();
        return WorkflowGraph { workflow: id, graph, order, paths: 0 };
    };
    let paths = order::paths(&graph, &order);
    let graph = WorkflowGraph { workflow: id, graph, order, paths };
    debug_assert!(diagnostics.len() > before || invariants::violations(&graph).is_empty());
    limits::check(program, workflow, &graph, settings, diagnostics);
    constants::check(workflow, diagnostics);
    results::check(program, workflow, diagnostics);
    settings::check(program, workflow, diagnostics);
    graph
}

/// One graph for each workflow of the program, in the order of their ids.
#[derive(Clone, Debug, Default)]
pub struct Graphs {
    /// By [`WorkflowId`].
    pub workflows: Vec<WorkflowGraph>,
}

impl Graphs {
    /// The graph of a workflow of the program that these were built from.
    pub fn workflow(&self, id: WorkflowId) -> &WorkflowGraph {
        &self.workflows[id.0 as usize]
    }
}

/// A workflow as Flyte sees it.
#[derive(Clone, Debug)]
pub struct WorkflowGraph {
    pub workflow: WorkflowId,
    /// Start (index 0), end (index 1), and the nodes in the order of their creation (from index 2).
    pub graph: DiGraph<Vertex, Edge>,
    /// The nodes without start and end, each after those that it depends on; ties in the order of creation.
    pub order: Vec<NodeIndex>,
    /// How many paths lead from start to end; saturates. 0 if a cycle was reported.
    pub paths: u64,
}

/// The virtual start node.
pub fn start() -> NodeIndex {
    NodeIndex::new(0)
}

/// The virtual end node.
pub fn end() -> NodeIndex {
    NodeIndex::new(1)
}

/// The vertex of the first node of a workflow.
const FIRST: usize = 2;

/// The vertex of a node of the typed workflow.
pub(crate) fn vertex(node: NodeRef) -> NodeIndex {
    NodeIndex::new(node.0 as usize + FIRST)
}

impl WorkflowGraph {
    /// Whether the nodes could be ordered, because there is no cycle.
    fn is_ordered(&self) -> bool {
        // From start to end there is at least one path.
        self.paths > 0
    }

    /// The node at a vertex that is neither start nor end.
    pub fn node(&self, at: NodeIndex) -> Option<&GraphNode> {
        match self.graph.node_weight(at) {
            Some(Vertex::Node(node)) => Some(node),
            _ => None,
        }
    }

    /// The nodes in topological order.
    pub fn nodes(&self) -> impl Iterator<Item = (NodeIndex, &GraphNode)> {
        self.order.iter().filter_map(|at| self.node(*at).map(|node| (*at, node)))
    }

    /// The nodes that a node uses values of or waits for, in the order of their creation.
    pub fn upstream(&self, node: NodeRef) -> impl Iterator<Item = &GraphNode> {
        let mut sources: Vec<NodeIndex> = self.graph.neighbors_directed(vertex(node), Direction::Incoming).collect();
        sources.sort_unstable();
        sources.into_iter().filter_map(|from| self.node(from))
    }

    /// The node that a binding names.
    pub fn source(&self, node: NodeRef) -> Option<&GraphNode> {
        self.node(vertex(node))
    }
}

/// A vertex of the graph.
#[derive(Clone, Debug)]
pub enum Vertex {
    /// Where the inputs come from.
    Start,
    /// Where the outputs go.
    End,
    Node(Box<GraphNode>),
}

/// Why one vertex comes before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edge {
    /// It gives a value to it.
    Data,
    /// `after`, or there is no other edge that connects it with start or end.
    Order,
}

/// What the graph adds to a node. The program says what it runs and what its inputs are bound to.
#[derive(Clone, Debug)]
pub struct GraphNode {
    /// The node of the program's workflow.
    pub node: NodeRef,
    /// Its id: unique in the workflow, in DNS form.
    pub id: String,
    /// Its settings, after overrides and defaults.
    pub settings: Effective,
}
