//! Graphs of hand-made workflows: edges, order, paths, ids, cycles, size.

mod nested;

use std::sync::Arc;

use super::*;
use crate::program::{
    Binding, BindingKind, Callee, Const, Header, Interface, MapOptions, MapShape, Node, NodeOptions, OutputStyle, PathStep, Reached, Shape,
    TaskDef, TaskId, TaskOptions, Type, Variable, WorkflowDef, WorkflowOptions,
};
use crate::source::Span;

fn header(name: &str) -> Header {
    Header { name: name.into(), module: "m".into(), span: Span::default(), item: Span::default(), doc: None }
}

fn variable(name: &str) -> Variable {
    Variable { name: name.into(), ty: Type::Int, default: None, doc: None, span: Span::default() }
}

fn interface(inputs: &[&str]) -> Interface {
    Interface { inputs: inputs.iter().map(|name| variable(name)).collect(), outputs: vec![variable("o0")], style: OutputStyle::Single }
}

fn binding(kind: BindingKind) -> Binding {
    Binding { kind, ty: Type::Int, span: Span::default() }
}

fn of(node: u32) -> Binding {
    binding(BindingKind::Output { node: NodeRef(node), output: 0, path: Vec::<PathStep>::new(), ty: Type::Int })
}

fn input() -> Binding {
    binding(BindingKind::Input { index: 0, path: Vec::new(), ty: Type::Int })
}

fn constant() -> Binding {
    binding(BindingKind::Const(Const::Int(1)))
}

fn node(name: Option<&str>, inputs: Vec<Binding>, after: &[u32]) -> Node {
    Node {
        name: name.map(|name| (name.into(), Span::default())),
        shape: Shape::Call(Callee::Task(TaskId(0))),
        inputs,
        outputs: vec![Type::Int],
        options: Arc::default(),
        after: after.iter().map(|at| (NodeRef(*at), Span::default())).collect(),
        span: Span::default(),
    }
}

/// A program of one task `f(a, b) -> int` and one workflow of these nodes, whose output is that of the last node.
fn program(nodes: Vec<Node>) -> Program {
    let last = nodes.len() as u32 - 1;
    Program {
        tasks: vec![TaskDef { header: header("f"), interface: interface(&["b", "a"]), options: TaskOptions::default(), body: None }],
        workflows: vec![WorkflowDef {
            header: header("w"),
            interface: interface(&["x"]),
            options: WorkflowOptions::default(),
            nodes,
            outputs: vec![of(last)],
            broken: false,
        }],
        ..Program::default()
    }
}

fn unlimited() -> Settings {
    let mut settings = Settings::default();
    settings.limits.workflow_nodes = None;
    settings.limits.graph_paths = None;
    settings
}

fn graph(nodes: Vec<Node>) -> (WorkflowGraph, Vec<Diagnostic>) {
    let mut outcome = build(&program(nodes), &unlimited());
    (outcome.value.workflows.remove(0), outcome.diagnostics)
}

fn ids(graph: &WorkflowGraph) -> Vec<&str> {
    graph.nodes().map(|(_, node)| node.id.as_str()).collect()
}

#[test]
fn nameless_nodes_are_counted_alone() {
    let nodes = vec![
        node(None, vec![input(), input()], &[]),
        node(Some("mapped_out"), vec![of(0), input()], &[]),
        node(None, vec![of(1), of(0)], &[]),
    ];
    let (graph, diagnostics) = graph(nodes);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(ids(&graph), ["n0", "mapped-out", "n1"]);
}

#[test]
fn edges_are_those_of_the_compiler() {
    let nodes = vec![
        node(Some("first"), vec![input(), constant()], &[]),
        node(Some("alone"), vec![constant(), constant()], &[]),
        node(Some("last"), vec![of(0), of(0)], &[0, 1]),
    ];
    let (graph, _) = graph(nodes);
    let edge = |from, to| graph.graph.find_edge(from, to).map(|edge| graph.graph[edge]);
    assert_eq!(edge(start(), vertex(NodeRef(0))), Some(Edge::Data), "takes an input");
    assert_eq!(edge(start(), vertex(NodeRef(1))), Some(Edge::Order), "takes nothing");
    assert_eq!(edge(start(), vertex(NodeRef(2))), None);
    assert_eq!(edge(vertex(NodeRef(0)), vertex(NodeRef(2))), Some(Edge::Data), "data wins over order");
    assert_eq!(edge(vertex(NodeRef(1)), vertex(NodeRef(2))), Some(Edge::Order));
    assert_eq!(edge(vertex(NodeRef(2)), end()), Some(Edge::Data));
    assert_eq!(graph.graph.edge_count(), 5);
    let last = graph.source(NodeRef(2)).unwrap();
    assert_eq!(graph.upstream(NodeRef(2)).map(|node| node.node).collect::<Vec<_>>(), [NodeRef(0), NodeRef(1)]);
    assert_eq!((last.node, last.settings.name.as_str()), (NodeRef(2), "f"));
}

#[test]
fn the_order_follows_after_also_upwards() {
    let nodes = vec![
        node(Some("late"), vec![input(), input()], &[2]),
        node(Some("any"), vec![input(), input()], &[]),
        node(Some("early"), vec![input(), input()], &[]),
    ];
    let (graph, diagnostics) = graph(nodes);
    assert!(diagnostics.is_empty());
    assert_eq!(ids(&graph), ["any", "early", "late"]);
}

#[test]
fn a_cycle_is_shown_all_the_way_round() {
    let nodes = vec![
        node(Some("a"), vec![input(), input()], &[2]),
        node(Some("b"), vec![of(0), input()], &[]),
        node(Some("c"), vec![of(1), input()], &[]),
    ];
    let (_, diagnostics) = graph(nodes);
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].message, "nodes wait for each other in a cycle: `a` before `b` before `c` before `a`");
    assert_eq!(diagnostics[0].labels.len(), 3);
}

#[test]
fn ids_that_flyte_refuses_are_reported() {
    let named = |name| node(Some(name), vec![input(), input()], &[]);
    let (_, diagnostics) = graph(vec![named("aB"), named("a_b"), named("n12"), named("end_node"), named("fn0"), named("_"), named("n1x")]);
    let messages: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "`a_b` and `aB` give their nodes the same id `a-b`",
            "the name `n12` looks like the id of a node without a name",
            "the name `end_node` would give its node the reserved id `end-node`",
            "the name `fn0` would give its node the reserved id `fn0`",
            "the name `_` cannot be made into the id of a node",
        ]
    );
}

#[test]
fn paths_are_counted_and_limited() {
    // Every node reads the two before it: as many paths as Fibonacci numbers.
    let chain = |count: u32| {
        let nodes = (0..count).map(|at| {
            let from = |back: u32| if at >= back { of(at - back) } else { constant() };
            node(None, vec![from(1), from(2)], &[])
        });
        nodes.collect::<Vec<_>>()
    };
    let (graph, _) = graph(chain(10));
    assert_eq!(graph.paths, 55);
    let outcome = build(&program(chain(40)), &Settings::default());
    assert_eq!(outcome.diagnostics.iter().map(|found| found.code.id).collect::<Vec<_>>(), ["L002"]);
    let outcome = build(&program(chain(101)), &Settings::default());
    assert_eq!(outcome.diagnostics.iter().map(|found| found.code.id).collect::<Vec<_>>(), ["L001", "L002"]);
    assert_eq!(build(&program(chain(200)), &unlimited()).value.workflows[0].paths, u64::MAX);
}

#[test]
fn copies_of_sub_workflows_are_bounded() {
    // Workflow n calls workflow n - 1: each has one node, so a copy counts for 11.
    let chain = |count: u32| {
        let mut program = program(vec![node(None, vec![constant(), constant()], &[])]);
        for at in 1..count {
            let mut next = program.workflows[0].clone();
            next.header.name = format!("w{at}").into();
            next.nodes[0].shape = Shape::Call(Callee::Workflow(WorkflowId(at - 1)));
            next.nodes[0].inputs.truncate(1);
            program.workflows.push(next);
        }
        build(&program, &Settings::default()).diagnostics
    };
    // 302 * 301 / 2 copies are 499,961 nodes, and 303 * 302 / 2 are 503,283.
    assert_eq!(chain(302), []);
    let found = chain(10_000);
    assert_eq!(found.iter().map(|found| found.code.id).collect::<Vec<_>>(), ["L005"]);
    assert!(found[0].labels[0].text.contains("`w302` alone needs a copy of each of 302 workflows"), "{:?}", found[0].labels);
}

#[test]
fn what_reaches_something_comes_after_it() {
    let call = |callee| Node { shape: Shape::Call(callee), ..node(None, vec![input(), input()], &[]) };
    let mut program = program(vec![call(Callee::Workflow(WorkflowId(1))), call(Callee::Workflow(WorkflowId(2)))]);
    for nodes in [vec![call(Callee::Task(TaskId(0))), call(Callee::Task(TaskId(0)))], vec![call(Callee::Workflow(WorkflowId(1)))]] {
        program.workflows.push(WorkflowDef { nodes, ..program.workflows[0].clone() });
    }
    let shown = |reached| match reached {
        Reached::Callee(Callee::Task(TaskId(at))) => format!("task {at}"),
        Reached::Callee(Callee::Workflow(WorkflowId(at))) => format!("workflow {at}"),
        Reached::Node(node) => format!("node of {:?}", node.callee()),
    };
    let root = || [Callee::Workflow(WorkflowId(0))];
    let steps: Vec<String> = program.reach(root()).map(shown).collect();
    let (task, first, second) = ("node of Task(TaskId(0))", "node of Workflow(WorkflowId(1))", "node of Workflow(WorkflowId(2))");
    assert_eq!(steps, ["task 0", task, task, "workflow 1", first, first, "workflow 2", second, "workflow 0"]);
    let backwards = |workflow: WorkflowId| (0..program.workflow(workflow).nodes.len() as u32).rev().map(NodeRef);
    let steps: Vec<String> = program.reach_in_order(root(), backwards).map(shown).collect();
    assert_eq!(steps, ["task 0", task, task, "workflow 1", first, "workflow 2", second, first, "workflow 0"]);
    assert_eq!(program.reached_tasks(root()).collect::<Vec<_>>(), [TaskId(0)]);
    // A workflow that reaches itself was reported, and is reached once.
    program.workflows[1].nodes[0].shape = Shape::Call(Callee::Workflow(WorkflowId(0)));
    assert_eq!(program.reached_workflows(root()).map(|id| id.0).collect::<Vec<_>>(), [1, 2, 0]);
}

#[test]
fn a_map_over_a_constant_list_is_bounded() {
    let mut mapped = node(None, vec![binding(BindingKind::Const(Const::List(vec![Const::Int(1); 5001]))), constant()], &[]);
    mapped.shape = Shape::Map(MapShape { task: TaskId(0), each: vec![0], options: MapOptions::default() });
    let outcome = build(&program(vec![mapped]), &Settings::default());
    assert_eq!(outcome.diagnostics.len(), 1);
    assert_eq!(outcome.diagnostics[0].message, "the map over `b` has 5001 elements, more than the 5000 that are allowed");
}

#[test]
fn what_flytekit_copies_to_nodes_is_copied() {
    let mut program = program(vec![node(None, vec![input(), input()], &[]), node(None, vec![of(0), of(0)], &[])]);
    program.tasks[0].options = TaskOptions { retries: Some(3), timeout: Some(5), interruptible: Some(true), ..TaskOptions::default() };
    program.tasks[0].options.name = Some("prices.one".into());
    program.workflows[0].nodes[1].options = Arc::new(NodeOptions {
        retries: Some(0),
        timeout: Some(None),
        interruptible: Some(false),
        name: Some("shown".into()),
        ..NodeOptions::default()
    });
    let graph = build(&program, &unlimited()).value.workflows.remove(0);
    let of = |at| {
        let node = graph.source(NodeRef(at)).unwrap();
        let Effective { name, retries, timeout, interruptible } = &node.settings;
        (name.as_str(), *retries, *timeout, *interruptible)
    };
    assert_eq!(of(0), ("one", 3, Some(5), Some(true)));
    assert_eq!(of(1), ("shown", 0, None, Some(false)));
}

#[test]
fn long_chains_are_lowered_in_linear_time() {
    let nodes = (0..100_000).map(|at| node(None, vec![if at > 0 { of(at - 1) } else { input() }, constant()], &[])).collect();
    let (graph, _) = graph(nodes);
    assert_eq!(graph.order.len(), 100_000);
    assert_eq!(graph.paths, 1);
    let name: Arc<str> = graph.node(graph.order[99_999]).unwrap().id.as_str().into();
    assert_eq!(&*name, "n99999");
    // Upwards: each waits for the next one.
    let upwards = (0..100_000).map(|at| node(None, vec![constant(), constant()], &[at + 1][..usize::from(at < 99_999)])).collect();
    let (graph, diagnostics) = super::tests::graph(upwards);
    assert!(diagnostics.is_empty());
    assert_eq!(graph.order[0], vertex(NodeRef(99_999)));
}
