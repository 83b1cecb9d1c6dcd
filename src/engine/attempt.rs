//! One task with its inputs, tried again while Flyte would try again.
//!
//! A retryable failure and an attempt that outlives its timeout count against `retries`; any other failure is final, as for a
//! container that reports a non-recoverable error (`flytepropeller/pkg/controller/nodes/task/handler.go`). All attempts together have twice
//! the timeout of one (`flytepropeller/pkg/compiler/transformers/k8s/node.go`).

use std::time::{Duration, Instant};

use super::Engine;
use super::failure::Cause;
use crate::analysis::typed::TaskId;
use crate::eval::{Machine, Value};

/// A task and how often it may be tried.
pub struct Plan {
    /// The task.
    pub task: TaskId,
    /// Attempts beyond the first.
    pub retries: u32,
    /// The deadline of one attempt.
    pub timeout: Option<Duration>,
}

impl<'a> Engine<'a> {
    /// A machine for one thread.
    pub fn machine(&self) -> Machine<'a> {
        Machine::new(self.code, self.host)
    }
}

/// Runs a task until it succeeds, fails for good, or has used up its attempts.
///
/// # Errors
/// [`Cause::Task`] with the last failure.
pub fn run<'a>(engine: &Engine<'a>, machine: &mut Machine<'a>, plan: &Plan, inputs: &[Value]) -> Result<Vec<Value>, Cause> {
    machine.set_environment(&engine.program.task(plan.task).options.env);
    let start = plan.timeout.map(|_| Instant::now());
    let left = || Some((plan.timeout?, (plan.timeout? * 2).saturating_sub(start?.elapsed())));
    let mut attempt = 1;
    loop {
        machine.set_timeout(left().map(|(timeout, left)| timeout.min(left)));
        match machine.run(plan.task, inputs) {
            Ok(outputs) => return Ok(outputs),
            Err(failure) if failure.is_retryable() && attempt <= plan.retries && left().is_none_or(|(_, left)| !left.is_zero()) => {
                attempt += 1
            }
            Err(failure) => return Err(Cause::Task { task: plan.task, failure: Box::new(failure), attempts: attempt }),
        }
    }
}
