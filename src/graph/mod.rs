//! The typed workflow graph on petgraph: nodes, data edges, order edges; the lowering of workflow bodies; its invariants.
//!
//! The graph is the centre: what is emitted, run and drawn is read from the same [`WorkflowGraph`], never from the tree.

mod constants;
mod copies;
mod ids;
mod invariants;
mod limits;
mod lower;
pub mod nested;
mod order;
mod results;
mod settings;
#[cfg(test)]
mod tests;
mod variants;

use std::collections::BTreeSet;
use std::sync::Arc;

use petgraph::graph::{DiGraph, NodeIndex};

use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Outcome};
use crate::parallel;
use crate::program::Program;
use crate::program::ty::Type;
use crate::program::{Binding, MapOptions, NodeOptions, NodeRef, TaskId, WorkflowId};
use crate::source::{Name, Span};

/// The graph of every workflow, and what is wrong with them: ids, cycles, limits. A graph that has a finding at error level, and one of a
/// workflow that is [broken](crate::program::WorkflowDef::broken), is good for looking at and not for emitting or running.
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
    diagnostics.extend(copies::check(program, &graphs));
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
        return WorkflowGraph { workflow: id, graph, order, outputs: workflow.outputs.clone(), paths: 0 };
    };
    let paths = order::paths(&graph, &order);
    let graph = WorkflowGraph { workflow: id, graph, order, outputs: workflow.outputs.clone(), paths };
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

    /// Every workflow that `id` reaches through nodes, once.
    pub fn sub_workflows(&self, id: WorkflowId) -> BTreeSet<WorkflowId> {
        let mut found = BTreeSet::new();
        let mut rest = vec![id];
        while let Some(next) = rest.pop() {
            for (_, node) in self.workflow(next).nodes() {
                if let Work::Workflow(inner) = &node.work
                    && found.insert(*inner)
                {
                    rest.push(*inner);
                }
            }
        }
        found
    }
}

/// A workflow as Flyte sees it.
#[derive(Clone, Debug)]
pub struct WorkflowGraph {
    /// The workflow.
    pub workflow: WorkflowId,
    /// Start (index 0), end (index 1), and the nodes in the order of their creation (from index 2).
    pub graph: DiGraph<Vertex, Edge>,
    /// The nodes without start and end, every one behind all that it depends on; ties in the order of creation.
    pub order: Vec<NodeIndex>,
    /// What each output of the workflow is bound to, by position.
    pub outputs: Vec<Binding>,
    /// How many paths lead from start to end; saturates.
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

/// The vertex of a node of the typed workflow.
pub fn vertex(node: NodeRef) -> NodeIndex {
    NodeIndex::new(node.0 as usize + 2)
}

impl WorkflowGraph {
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
    /// A node.
    Node(Box<GraphNode>),
}

/// Why one vertex comes before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edge {
    /// It gives a value to it.
    Data,
    /// `after`, or nothing else would connect it with start or end.
    Order,
}

/// A node with everything that Flyte and the interpreter need to know of it.
#[derive(Clone, Debug)]
pub struct GraphNode {
    /// Its id: unique in the workflow, in DNS form.
    pub id: String,
    /// What the console shows: the option `name`, else the last dotted part of what it runs.
    pub name: String,
    /// What it runs.
    pub work: Work,
    /// Name and binding of each input, sorted by name, as flytekit does.
    pub inputs: Vec<(Name, Binding)>,
    /// Name and type of each output, in the callee's order.
    pub outputs: Vec<(Name, Type)>,
    /// The nodes whose values it takes or that it waits for, in order of creation.
    pub upstream: Vec<NodeIndex>,
    /// The overrides as written.
    pub overrides: Arc<NodeOptions>,
    /// Attempts beyond the first: the override, else the task's; 0 otherwise.
    pub retries: u32,
    /// The deadline of an attempt in microseconds: the override, else the task's. Flyte reads only the node's.
    pub timeout: Option<i64>,
    /// The override, else the task's. For a sub-workflow what that workflow's header says, `false` where it says nothing, as flytekit sends.
    pub interruptible: Option<bool>,
    /// Where it is written.
    pub span: Span,
}

/// What a node runs.
#[derive(Clone, Debug)]
pub enum Work {
    /// A task.
    Task(TaskId),
    /// A sub-workflow.
    Workflow(WorkflowId),
    /// A task for each element of a list.
    Map(MapWork),
}

/// A map.
#[derive(Clone, Debug)]
pub struct MapWork {
    /// The task.
    pub task: TaskId,
    /// The names of the mapped inputs, in the interface's order.
    pub each: Vec<Name>,
    /// The names of the bound inputs, sorted.
    pub bound: Vec<Name>,
    /// The options.
    pub options: MapOptions,
}
