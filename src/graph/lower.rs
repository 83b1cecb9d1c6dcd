//! From the typed body of a workflow to its graph: vertices in the order of creation, and the edges that Flyte's compiler would add.

use std::sync::Arc;

use petgraph::graph::{DiGraph, NodeIndex};

use super::{Edge, GraphNode, MapWork, Vertex, Work, end, start, vertex};
use crate::parallel;
use crate::program::Program;
use crate::program::{Binding, BindingKind, Callee, Interface, MapOptions, MapShape, Node, Shape, TaskDef, TaskId, WorkflowDef};

/// The graph of a workflow whose nodes have these ids.
pub(super) fn lower(program: &Program, workflow: &WorkflowDef, ids: &[String]) -> DiGraph<Vertex, Edge> {
    let mut graph = DiGraph::with_capacity(workflow.nodes.len() + 2, workflow.nodes.len() * 2);
    graph.add_node(Vertex::Start);
    graph.add_node(Vertex::End);
    let named: Vec<(&Node, &String)> = workflow.nodes.iter().zip(ids).collect();
    let made = parallel::map_light(&named, |(node, id)| {
        let sources = sources(&node.inputs, node);
        (Box::new(graph_node(program, node, (*id).clone(), &sources)), sources)
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
/// one to end from every source of an output and from every node that nothing comes behind.
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
    let mut results: Vec<(NodeIndex, Edge)> = Vec::new();
    outputs.iter().for_each(|output| collect(output, &mut results));
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
fn sources(inputs: &[Binding], node: &Node) -> Vec<(NodeIndex, Edge)> {
    let mut sources = Vec::new();
    inputs.iter().for_each(|input| collect(input, &mut sources));
    sources.extend(node.after.iter().map(|(earlier, _)| (vertex(*earlier), Edge::Order)));
    unify(&mut sources);
    sources
}

fn collect(binding: &Binding, sources: &mut Vec<(NodeIndex, Edge)>) {
    match &binding.kind {
        BindingKind::Const(_) => {}
        BindingKind::Input { .. } => sources.push((start(), Edge::Data)),
        BindingKind::Output { node, .. } => sources.push((vertex(*node), Edge::Data)),
        BindingKind::List(elements) => elements.iter().for_each(|element| collect(element, sources)),
        BindingKind::Map(entries) => entries.iter().for_each(|(_, value)| collect(value, sources)),
    }
}

fn unify(sources: &mut Vec<(NodeIndex, Edge)>) {
    sources.sort_unstable_by_key(|(from, edge)| (*from, *edge == Edge::Order));
    sources.dedup_by_key(|(from, _)| *from);
}

fn graph_node(program: &Program, node: &Node, id: String, sources: &[(NodeIndex, Edge)]) -> GraphNode {
    let signature = program.signature(node.callee);
    let interface = signature.interface;
    let mut inputs: Vec<_> =
        interface.inputs.iter().zip(&node.inputs).map(|(input, binding)| (input.name.clone(), binding.clone())).collect();
    inputs.sort_by(|(a, _), (b, _)| a.cmp(b));
    let work = work(interface, node);
    GraphNode {
        id,
        name: node.options.name.clone().unwrap_or_else(|| signature.short_name().to_owned()),
        inputs,
        outputs: interface.outputs.iter().zip(&node.outputs).map(|(output, ty)| (output.name.clone(), ty.clone())).collect(),
        upstream: sources.iter().map(|(from, _)| *from).filter(|from| *from != start()).collect(),
        retries: retries(program, node),
        timeout: timeout(program, node),
        interruptible: interruptible(program, node),
        overrides: Arc::clone(&node.options),
        work,
        span: node.span,
    }
}

fn work(interface: &Interface, node: &Node) -> Work {
    match (node.callee, &node.shape) {
        (Callee::Task(task), Shape::Call) => Work::Task(task),
        (Callee::Task(task), Shape::Map(MapShape { each, options })) => Work::Map(map_work(interface, task, each, options)),
        (Callee::Workflow(workflow), Shape::Call | Shape::Map(_)) => Work::Workflow(workflow),
    }
}

fn map_work(interface: &Interface, task: TaskId, each: &[u32], options: &MapOptions) -> MapWork {
    let mut mapped = Vec::new();
    let mut bound = Vec::new();
    for (at, input) in interface.inputs.iter().enumerate() {
        let list = if each.binary_search(&(at as u32)).is_ok() { &mut mapped } else { &mut bound };
        list.push(input.name.clone());
    }
    bound.sort();
    MapWork { task, each: mapped, bound, options: options.clone() }
}

/// The task that a node runs, once or for each element.
fn task_of<'p>(program: &'p Program, node: &Node) -> Option<&'p TaskDef> {
    node.callee.task().map(|task| program.task(task))
}

fn retries(program: &Program, node: &Node) -> u32 {
    node.options.retries.or_else(|| task_of(program, node)?.options.retries).unwrap_or(0)
}

fn timeout(program: &Program, node: &Node) -> Option<i64> {
    match node.options.timeout {
        Some(stated) => stated,
        None => task_of(program, node)?.options.timeout,
    }
}

/// flytekit copies a sub-workflow's own setting to the node that calls it, and sends `false` where there is none
/// (`flytekit/core/workflow.py`, `construct_node_metadata`).
fn interruptible(program: &Program, node: &Node) -> Option<bool> {
    match node.callee {
        Callee::Workflow(workflow) => Some(program.workflow(workflow).options.interruptible.unwrap_or(false)),
        Callee::Task(task) => node.options.interruptible.or(program.task(task).options.interruptible),
    }
}
