//! One task with its inputs, tried again while Flyte would try again.
//!
//! A retryable failure and an attempt that outlives its timeout count against `retries`; any other failure is final, as for a
//! container that reports a non-recoverable error (`flytepropeller/pkg/controller/nodes/task/handler.go`). All attempts together have twice
//! the timeout of one (`flytepropeller/pkg/compiler/transformers/k8s/node.go`), and never longer than the limits of the run say.

use std::time::{Duration, Instant};

use super::Engine;
use super::failure::Cause;
use crate::analysis::typed::TaskId;
use crate::eval::{Bound, Machine, Timeout, Value};

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
        let mut machine = Machine::new(self.code, self.host);
        machine.set_memory(self.limits.memory);
        machine
    }
}

/// The time that is left for the attempts of a task.
struct Clock {
    start: Option<Instant>,
    /// For one attempt.
    own: Option<Duration>,
    /// For all of them.
    run: Option<Duration>,
}

impl Clock {
    fn new(own: Option<Duration>, run: Option<Duration>) -> Self {
        // Elements of maps are short: the clock is asked only where somebody wants to know.
        Self { start: own.or(run).map(|_| Instant::now()), own, run }
    }

    /// How long an attempt that begins now may take.
    fn left(&self) -> Option<Timeout> {
        let elapsed = self.start?.elapsed();
        let own = self.own.map(|own| Timeout { after: own.min((own * 2).saturating_sub(elapsed)), given: own, by: Bound::Task });
        let run = self.run.map(|run| Timeout { after: run.saturating_sub(elapsed), given: run, by: Bound::Run });
        match (own, run) {
            (Some(own), Some(run)) => Some(if own.after <= run.after { own } else { run }),
            (own, run) => own.or(run),
        }
    }
}

/// Runs a task until it succeeds, fails for good, or has used up its attempts.
///
/// # Errors
/// [`Cause::Task`] with the last failure.
pub fn run<'a>(engine: &Engine<'a>, machine: &mut Machine<'a>, plan: &Plan, inputs: &[Value]) -> Result<Vec<Value>, Cause> {
    machine.set_environment(&engine.program.task(plan.task).options.env);
    let clock = Clock::new(plan.timeout, engine.limits.timeout);
    let mut attempt = 1;
    loop {
        machine.set_timeout(clock.left());
        match machine.run(plan.task, inputs) {
            Ok(outputs) => return Ok(outputs),
            Err(failure) if failure.is_retryable() && attempt <= plan.retries && clock.left().is_none_or(|left| !left.after.is_zero()) => {
                attempt += 1
            }
            Err(failure) => return Err(Cause::Task { task: plan.task, failure: Box::new(failure), attempts: attempt }),
        }
    }
}
