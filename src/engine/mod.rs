//! Local execution of a workflow graph: the reference for what was emitted, because both start from the same graph.
//!
//! Independent nodes and the elements of maps run on all cores; results, and which failure is reported, do not depend on
//! the order in which they happened to run. The engine decides what runs when, a [`Backend`] runs it, and a [`Listener`]
//! receives what happens. The engine itself prints nothing.

mod attempt;
mod backend;
mod binding;
mod clock;
mod deadline;
mod evaluator;
mod event;
mod failure;
mod map;
mod report;
mod schedule;
mod threads;

use std::time::Duration;

use crate::eval::{Value, report_memory};
use crate::graph::{Graphs, Sound};
use crate::literal::Carrier;
use crate::program::{Callee, Program, TaskId};
use attempt::Plan;
use schedule::WorkflowCall;

pub use backend::{Attempt, Backend, CancellationToken, Reporter, Worker};
pub use deadline::Deadline;
pub use evaluator::Evaluator;
pub use event::{Event, Listener, NodePath, TaskSite};
pub use failure::{Cause, ElementFailure, NodeSite, RunFailure, RunOutcome, UnusedRetries};
pub use threads::{Threads, ThreadsError};

/// A checked program, ready to run.
pub struct Engine<'a> {
    program: &'a Program,
    graphs: &'a Graphs,
    backend: &'a dyn Backend,
    listener: Listener<'a>,
    cancellation: CancellationToken,
    timeout: Option<Duration>,
    carrier: Carrier<'a>,
}

impl<'a> Engine<'a> {
    /// An engine for one program, whose tasks `backend` runs; without a listener, a time limit or a token.
    pub fn new(sound: Sound<'a>, backend: &'a dyn Backend) -> Self {
        let (program, graphs) = (sound.program().program(), sound.graphs());
        let (cancellation, carrier) = (CancellationToken::default(), Carrier::new(program));
        Self { program, graphs, backend, listener: &|_| {}, cancellation, timeout: None, carrier }
    }

    /// The engine with a listener for what happens.
    pub fn with_listener(self, listener: Listener<'a>) -> Self {
        Self { listener, ..self }
    }

    /// The engine with a token that stops its runs.
    pub fn with_cancellation(self, cancellation: CancellationToken) -> Self {
        Self { cancellation, ..self }
    }

    /// The engine with a time limit for all attempts of each task, and of each element of a map.
    pub fn with_timeout(self, timeout: Option<Duration>) -> Self {
        Self { timeout, ..self }
    }

    /// Runs a task or workflow with one value for each of its inputs, in order.
    ///
    /// # Errors
    /// The failure of the first node that failed, in the order of the graph.
    pub fn run(&self, callee: Callee, inputs: Vec<Value>, threads: &Threads) -> RunOutcome {
        let inputs = self.arrived(callee, inputs);
        // The inputs were made on this thread.
        report_memory();
        threads.install(|| match callee {
            Callee::Workflow(workflow) => {
                let run_all = self.program.workflow(workflow).options.fail_after_executable_nodes_complete;
                schedule::run_workflow(self, WorkflowCall { workflow, caller: None, deadline: None, run_all }, inputs)
            }
            Callee::Task(task) => {
                let options = &self.program.task(task).options;
                let (retries, timeout) = (options.retries.unwrap_or(0), options.timeout.map(microseconds));
                let plan = Plan { task, retries, timeout, call: None };
                self.run_task(&plan, None, &inputs).map_err(|cause| RunFailure::at(None, cause))
            }
        })
    }

    /// The inputs of a run as they arrive.
    fn arrived(&self, callee: Callee, inputs: Vec<Value>) -> Vec<Value> {
        let interface = self.program.signature(callee).interface;
        inputs.into_iter().zip(&interface.inputs).map(|(value, input)| self.carrier.carried(value, &input.ty)).collect()
    }

    /// Runs a task that is not an element of a map.
    fn run_task(&self, plan: &Plan, node: Option<&NodePath<'_>>, inputs: &[Value]) -> Result<Vec<Value>, Cause> {
        let reporter = self.reporter(plan.task, node);
        let mut worker = self.backend.worker(plan.task, &reporter);
        attempt::run(self, &mut *worker, &reporter, plan, None, inputs)
    }

    fn reporter<'w>(&'w self, task: TaskId, node: Option<&'w NodePath<'w>>) -> Reporter<'w> {
        Reporter::new(self.listener, &self.cancellation, task, node)
    }
}

/// Every task that runs when `callee` runs, in the order of their ids.
pub fn tasks_of(callee: Callee, program: &Program) -> Vec<TaskId> {
    let mut tasks: Vec<TaskId> = program.reached_tasks([callee]).collect();
    tasks.sort_unstable();
    tasks
}

/// Microseconds as a duration; negative ones are zero.
fn microseconds(value: i64) -> Duration {
    Duration::from_micros(u64::try_from(value).unwrap_or(0))
}

#[cfg(test)]
mod tests;
