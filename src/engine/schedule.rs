//! A workflow's nodes in the order of their dependencies, on all workers.
//!
//! A node starts when all its upstreams have succeeded. After a failure nothing behind it in the order of the graph is
//! started, but all before it runs to its end: so the failure that is reported, the first in that order, is the same in every run.
//! Under `fail_after_executable_nodes_complete` whatever does not depend on a failed node runs
//! (`flytepropeller/pkg/controller/nodes/executor.go`); the policy is that of the outermost workflow, as in Flyte.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};

use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

use super::attempt::{self, Plan};
use super::binding::{Sources, resolve};
use super::deadline::Deadline;
use super::failure::{Cause, RunFailure, Step, lock};
use super::{Engine, map, microseconds};
use crate::eval::Value;
use crate::graph::{GraphNode, Work, WorkflowGraph, end, start, vertex};
use crate::program::{Interface, NodeRef, WorkflowId};
use crate::source::Name;

/// Runs a workflow with one value for each of its inputs, as a call that has to end by `call`.
///
/// # Errors
/// The failure of the first node that failed, in the order of the graph.
pub fn run_workflow(
    engine: &Engine<'_>,
    id: WorkflowId,
    inputs: Vec<Value>,
    run_all: bool,
    call: Option<Deadline>,
) -> Result<Vec<Value>, RunFailure> {
    let graph = engine.graphs.workflow(id);
    let size = graph.graph.node_count();
    let mut position = vec![0; size];
    for (at, index) in graph.order.iter().enumerate() {
        position[index.index()] = at;
    }
    let waiting = graph.graph.node_indices().map(|index| AtomicU32::new(upstream_count(graph, index))).collect();
    let execution = Execution {
        engine,
        graph,
        inputs,
        run_all,
        call,
        position,
        waiting,
        outputs: (0..size).map(|_| OnceLock::new()).collect(),
        cutoff: AtomicUsize::new(usize::MAX),
        failures: Mutex::new(BTreeMap::new()),
    };
    execution.run()
}

fn upstream_count(graph: &WorkflowGraph, index: NodeIndex) -> u32 {
    let edges = graph.graph.edges_directed(index, petgraph::Direction::Incoming);
    edges.filter(|edge| edge.source() != start()).count() as u32
}

/// One run of one workflow.
struct Execution<'e, 'a> {
    engine: &'e Engine<'a>,
    graph: &'e WorkflowGraph,
    inputs: Vec<Value>,
    run_all: bool,
    /// When the call of this workflow has to end.
    call: Option<Deadline>,
    /// Place of each vertex in the order of the graph.
    position: Vec<usize>,
    /// How many upstreams of each vertex have not succeeded yet.
    waiting: Vec<AtomicU32>,
    /// What each vertex gave.
    outputs: Vec<OnceLock<Vec<Value>>>,
    /// Nodes behind this place in the order are not started.
    cutoff: AtomicUsize,
    failures: Mutex<BTreeMap<usize, RunFailure>>,
}

impl Sources for Execution<'_, '_> {
    fn input(&self, index: u32) -> &Value {
        self.inputs.get(index as usize).unwrap_or(&Value::None)
    }

    fn output(&self, node: NodeRef, output: u32) -> &Value {
        let outputs = self.outputs[vertex(node).index()].get();
        outputs.and_then(|values| values.get(output as usize)).unwrap_or(&Value::None)
    }
}

impl Execution<'_, '_> {
    fn run(&self) -> Result<Vec<Value>, RunFailure> {
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
        let program = self.engine.program;
        let bound = |binding| resolve(program, self, binding).map(|value| self.engine.carrier.carried(value, &binding.ty));
        let outputs = self.graph.outputs.iter().map(bound);
        outputs.collect::<Result<_, _>>().map_err(|cause| RunFailure { steps: Vec::new(), cause })
    }

    /// Runs a node whose upstreams have succeeded, then whatever waited for it alone.
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
        let place = self.position[index.index()];
        if !self.run_all && place > self.cutoff.load(Ordering::Acquire) {
            return false;
        }
        let Some(node) = self.graph.node(index) else { return false };
        match self.outputs_of(node) {
            Ok(values) => {
                let _ = self.outputs[index.index()].set(values);
                self.engine.progress.nodes.fetch_add(1, Ordering::Relaxed);
                true
            }
            Err(mut failure) => {
                failure.steps.insert(0, Step { workflow: self.graph.workflow, node: node.id.clone(), span: node.span });
                self.cutoff.fetch_min(place, Ordering::AcqRel);
                lock(&self.failures).insert(place, failure);
                false
            }
        }
    }

    fn outputs_of(&self, node: &GraphNode) -> Result<Vec<Value>, RunFailure> {
        let here = |cause: Cause| RunFailure { steps: Vec::new(), cause };
        let program = self.engine.program;
        if let Some(call) = self.call.filter(|call| call.left().is_zero()) {
            return Err(here(Cause::Late { call, within: None }));
        }
        match &node.work {
            Work::Task(task) => {
                let values = self.values(node, &program.task(*task).interface).map_err(here)?;
                let plan =
                    Plan { task: *task, retries: node.retries, timeout: node.timeout.map(microseconds), element: false, call: self.call };
                attempt::run(self.engine, &mut self.engine.machine(), &plan, &values).map_err(here)
            }
            Work::Workflow(inner) => {
                let values = self.values(node, &program.workflow(*inner).interface).map_err(here)?;
                run_workflow(self.engine, *inner, values, self.run_all, Deadline::of_call(node, *inner, self.call))
            }
            Work::Map(work) => {
                let values = self.values(node, &program.task(work.task).interface).map_err(here)?;
                map::run(self.engine, node, work, values, self.call).map_err(here)
            }
        }
    }

    /// The inputs of a node in the order of its callee's interface.
    fn values(&self, node: &GraphNode, interface: &Interface) -> Result<Vec<Value>, Cause> {
        let bound = |name: &Name| node.inputs.binary_search_by(|(other, _)| other.as_str().cmp(name.as_str())).ok();
        let program = self.engine.program;
        let values = interface.inputs.iter().map(|input| match bound(&input.name) {
            Some(at) => resolve(program, self, &node.inputs[at].1).map(|value| self.engine.carrier.carried(value, &node.inputs[at].1.ty)),
            None => Ok(Value::None),
        });
        values.collect()
    }
}
