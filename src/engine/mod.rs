//! Local execution of a workflow graph: the reference for what was emitted, because both start from the same graph.
//!
//! Independent nodes and the elements of maps run on all cores; results, and which failure is reported, do not depend on
//! the order in which they happened to run.

mod attempt;
mod binding;
mod deadline;
mod failure;
mod map;
mod schedule;

use std::sync::atomic::AtomicU64;
use std::time::Duration;

use crate::eval::{Code, Host, Memory, Value, report_memory};
use crate::graph::{Graphs, Work};
use crate::literal::Carrier;
use crate::program::{Program, TaskId, WorkflowId};

pub use deadline::Deadline;
pub use failure::{Cause, ElementFailure, RunFailure, Step, Unused, lock};

/// What is to be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entity {
    /// A workflow.
    Workflow(WorkflowId),
    /// A single task.
    Task(TaskId),
}

/// Stack of a worker: deep sub-workflows and the tasks within them run on it. Only what is touched is ever committed.
const WORKER_STACK: usize = 64 << 20;

/// How far a run has come; read it while the run goes on.
#[derive(Debug, Default)]
pub struct Progress {
    /// Nodes that have succeeded, those of sub-workflows included.
    pub nodes: AtomicU64,
    /// Elements of maps that have ended.
    pub elements: AtomicU64,
}

/// What a run may use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// How long each task, and each element of a map, may take with all its attempts.
    pub timeout: Option<Duration>,
    /// How much memory values may take.
    pub memory: Memory,
}

/// A compiled program, ready to run.
pub struct Engine<'a> {
    program: &'a Program,
    graphs: &'a Graphs,
    code: &'a Code,
    host: &'a dyn Host,
    limits: Limits,
    progress: Progress,
    carrier: Carrier<'a>,
}

/// Why the engine could not start.
#[derive(Debug, thiserror::Error)]
#[error("cannot start {jobs} worker threads: {reason}")]
pub struct WorkerError {
    jobs: usize,
    reason: rayon::ThreadPoolBuildError,
}

impl<'a> Engine<'a> {
    /// An engine over what the stages before made of one program; `code` must hold every task that is to be run
    /// (see [`tasks_of`]).
    pub fn new(program: &'a Program, graphs: &'a Graphs, code: &'a Code, host: &'a dyn Host) -> Self {
        Self { program, graphs, code, host, limits: Limits::default(), progress: Progress::default(), carrier: Carrier::new(program) }
    }

    /// The engine with bounds for what it runs.
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// How far the run of this engine has come.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Runs an entity on `jobs` threads with one value for each of its inputs, in order, and gives one value for each
    /// of its outputs, in order.
    ///
    /// # Errors
    /// [`WorkerError`] if the threads cannot be made; inside, the failure of the first node that failed, in the order of
    /// the graph.
    pub fn run(&self, entity: Entity, inputs: Vec<Value>, jobs: usize) -> Result<Result<Vec<Value>, RunFailure>, WorkerError> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(jobs)
            .stack_size(WORKER_STACK)
            .build()
            .map_err(|reason| WorkerError { jobs, reason })?;
        let inputs = self.arrived(entity, inputs);
        // The inputs were made on this thread.
        report_memory();
        Ok(pool.install(|| match entity {
            Entity::Workflow(id) => {
                let policy = self.program.workflow(id).options.fail_after_executable_nodes_complete;
                schedule::run_workflow(self, id, inputs, policy, None)
            }
            Entity::Task(id) => {
                let options = &self.program.task(id).options;
                let timeout = options.timeout.map(microseconds);
                let plan = attempt::Plan { task: id, retries: options.retries.unwrap_or(0), timeout, element: false, call: None };
                let mut machine = self.machine();
                attempt::run(self, &mut machine, &plan, &inputs).map_err(|cause| RunFailure { steps: Vec::new(), cause })
            }
        }))
    }

    /// What arrives of the inputs of a run.
    fn arrived(&self, entity: Entity, inputs: Vec<Value>) -> Vec<Value> {
        let interface = match entity {
            Entity::Workflow(id) => &self.program.workflow(id).interface,
            Entity::Task(id) => &self.program.task(id).interface,
        };
        inputs.into_iter().zip(&interface.inputs).map(|(value, input)| self.carrier.carried(value, &input.ty)).collect()
    }
}

/// Every task that runs when `entity` runs, in the order of their ids.
pub fn tasks_of(entity: Entity, graphs: &Graphs) -> Vec<TaskId> {
    let mut tasks = std::collections::BTreeSet::new();
    let mut seen = std::collections::BTreeSet::new();
    let mut pending = Vec::new();
    match entity {
        Entity::Task(id) => {
            tasks.insert(id);
        }
        Entity::Workflow(id) => pending.push(id),
    }
    while let Some(id) = pending.pop() {
        if !seen.insert(id) {
            continue;
        }
        for (_, node) in graphs.workflow(id).nodes() {
            match &node.work {
                Work::Task(task) => {
                    tasks.insert(*task);
                }
                Work::Map(map) => {
                    tasks.insert(map.task);
                }
                Work::Workflow(inner) => pending.push(*inner),
            }
        }
    }
    tasks.into_iter().collect()
}

/// Microseconds as a duration; what is negative is none at all.
fn microseconds(value: i64) -> Duration {
    Duration::from_micros(u64::try_from(value).unwrap_or(0))
}
