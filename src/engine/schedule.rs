//! A workflow's nodes in the order of their dependencies, on all threads.
//!
//! A node starts when all its upstreams have succeeded. After a failure nothing after it in the order of the graph is
//! started, but everything before it runs to its end: so the failure that is reported, the first in that order, is the same in every run.
//! Under `fail_after_executable_nodes_complete` whatever does not depend on a failed node runs
//! (`flytepropeller/pkg/controller/nodes/executor.go`); the policy is that of the outermost workflow, as in Flyte.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};

use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

use super::attempt::Plan;
use super::binding::{BoundValues, resolve};
use super::deadline::Deadline;
use super::event::{Event, NodePath};
use super::failure::{Cause, RunFailure, RunOutcome};
use super::threads::lock;
use super::{Engine, clock, map, microseconds};
use crate::eval::Value;
use crate::graph::{WorkflowGraph, end, start, vertex};
use crate::program::{Binding, Callee, NodeRef, Shape, WorkflowId};

/// A call of a workflow: by a node, or of the workflow that is run.
#[derive(Clone, Copy)]
pub(super) struct WorkflowCall<'e> {
    pub workflow: WorkflowId,
    /// The node that calls it.
    pub caller: Option<&'e NodePath<'e>>,
    /// When it has to end.
    pub deadline: Option<Deadline>,
    /// Whether a failure stops only what depends on it.
    pub run_all: bool,
}

/// Runs a workflow with one value for each of its inputs.
///
/// # Errors
/// The failure of the first node that failed, in the order of the graph.
pub(super) fn run_workflow(engine: &Engine<'_>, call: WorkflowCall<'_>, inputs: Vec<Value>) -> RunOutcome {
    let graph = engine.graphs.workflow(call.workflow);
    let size = graph.graph.node_count();
    let mut position = vec![0; size];
    for (at, index) in graph.order.iter().enumerate() {
        position[index.index()] = at;
    }
    let waiting = graph.graph.node_indices().map(|index| AtomicU32::new(upstream_count(graph, index))).collect();
    let run = WorkflowRun {
        engine,
        graph,
        call,
        inputs,
        position,
        waiting,
        outputs: (0..size).map(|_| OnceLock::new()).collect(),
        cutoff: AtomicUsize::new(usize::MAX),
        failures: Mutex::new(BTreeMap::new()),
    };
    run.run()
}

fn upstream_count(graph: &WorkflowGraph, index: NodeIndex) -> u32 {
    let edges = graph.graph.edges_directed(index, petgraph::Direction::Incoming);
    edges.filter(|edge| edge.source() != start()).count() as u32
}

/// One run of one workflow.
struct WorkflowRun<'e, 'a> {
    engine: &'e Engine<'a>,
    graph: &'e WorkflowGraph,
    call: WorkflowCall<'e>,
    inputs: Vec<Value>,
    /// The position of each vertex in the order of the graph.
    position: Vec<usize>,
    /// How many upstreams of each vertex have not succeeded yet.
    waiting: Vec<AtomicU32>,
    /// The outputs of each vertex that has succeeded.
    outputs: Vec<OnceLock<Vec<Value>>>,
    /// Nodes after this position are not started.
    cutoff: AtomicUsize,
    failures: Mutex<BTreeMap<usize, RunFailure>>,
}

impl BoundValues for WorkflowRun<'_, '_> {
    fn input(&self, index: u32) -> &Value {
        self.inputs.get(index as usize).unwrap_or(&Value::None)
    }

    fn output(&self, node: NodeRef, output: u32) -> &Value {
        let outputs = self.outputs[vertex(node).index()].get();
        outputs.and_then(|values| values.get(output as usize)).unwrap_or(&Value::None)
    }
}

impl WorkflowRun<'_, '_> {
    fn run(&self) -> RunOutcome {
        rayon::scope(|scope| {
            for index in &self.graph.order {
                if upstream_count(self.graph, *index) == 0 {
                    let index = *index;
                    scope.spawn(move |scope| self.start(scope, index));
                }
            }
        });
        if let Some((_, failure)) = lock(&self.failures).pop_first() {
            return Err(failure);
        }
        let outputs = self.engine.program.workflow(self.graph.workflow).outputs.iter().map(|binding| self.value(binding));
        outputs.collect::<Result<_, _>>().map_err(|cause| RunFailure::at(self.call.caller, cause))
    }

    /// Runs a node whose upstreams have succeeded, then the nodes that only waited for it.
    fn start<'s>(&'s self, scope: &rayon::Scope<'s>, first: NodeIndex) {
        let mut next = Some(first);
        while let Some(index) = next.take() {
            if !self.run_node(index) {
                return;
            }
            for edge in self.graph.graph.edges(index) {
                let target = edge.target();
                if target == end() || self.waiting[target.index()].fetch_sub(1, Ordering::AcqRel) != 1 {
                    continue;
                }
                match next {
                    None => next = Some(target),
                    Some(_) => scope.spawn(move |scope| self.start(scope, target)),
                }
            }
        }
    }

    /// Whether the node has succeeded.
    fn run_node(&self, index: NodeIndex) -> bool {
        let position = self.position[index.index()];
        if !self.call.run_all && position > self.cutoff.load(Ordering::Acquire) {
            return false;
        }
        let Some(node) = self.graph.node(index) else { return false };
        let workflow = self.graph.workflow;
        let definition = self.engine.program.workflow(workflow).node(node.node);
        let node = NodePath { caller: self.call.caller, workflow, node, definition };
        let began = clock::now();
        let outcome = self.outputs_of(&node);
        let took = clock::since(began);
        (self.engine.listener)(&Event::NodeDone { node: &node, outcome: outcome.as_ref().map(Vec::as_slice), took });
        match outcome {
            Ok(values) => {
                let _ = self.outputs[index.index()].set(values);
                true
            }
            Err(failure) => {
                self.cutoff.fetch_min(position, Ordering::AcqRel);
                lock(&self.failures).insert(position, failure);
                false
            }
        }
    }

    fn outputs_of(&self, node: &NodePath<'_>) -> RunOutcome {
        let (engine, deadline) = (self.engine, self.call.deadline);
        let here = |cause: Cause| RunFailure::at(Some(node), cause);
        if let Some(call) = deadline.filter(|call| call.left().is_zero()) {
            return Err(here(Cause::Late { call, within: None }));
        }
        let values = self.started(node).map_err(here)?;
        match &node.definition.shape {
            Shape::Call(Callee::Task(task)) => {
                let (retries, timeout) = (node.node.settings.retries, node.node.settings.timeout.map(microseconds));
                let plan = Plan { task: *task, retries, timeout, call: deadline };
                engine.run_task(&plan, Some(node), &values).map_err(here)
            }
            Shape::Map(map) => map::run(engine, node, map, values, deadline).map_err(here),
            Shape::Call(Callee::Workflow(workflow)) => {
                let deadline = Deadline::of_call(node, *workflow, deadline);
                let call = WorkflowCall { workflow: *workflow, caller: Some(node), deadline, run_all: self.call.run_all };
                run_workflow(engine, call, values)
            }
        }
    }

    /// Starts a node: its inputs in the order of its callee's interface.
    fn started(&self, node: &NodePath<'_>) -> Result<Vec<Value>, Cause> {
        let values = node.definition.inputs.iter().map(|binding| self.value(binding)).collect::<Result<Vec<_>, _>>()?;
        (self.engine.listener)(&Event::NodeStarted { node, inputs: &values });
        Ok(values)
    }

    /// The value of a binding as it arrives.
    fn value(&self, binding: &Binding) -> Result<Value, Cause> {
        resolve(self.engine.program, self, binding).map(|value| self.engine.carrier.carried(value, &binding.ty))
    }
}
