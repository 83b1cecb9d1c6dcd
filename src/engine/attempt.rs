//! One task with its inputs, tried again while Flyte would try again.
//!
//! A retryable failure and an attempt that outlives its timeout count against `retries`; any other failure is final, as for a
//! container that reports a non-recoverable error (`flytepropeller/pkg/controller/nodes/task/handler.go`). All attempts of a node together have
//! twice the timeout of one (`flytepropeller/pkg/compiler/transformers/k8s/node.go`); those of an element of a map each have all of it, because
//! propeller does not keep when an element was queued (`flytepropeller/pkg/controller/nodes/array/handler.go`). The limits of the run and the
//! workflow calls around the task bound both.

use std::time::{Duration, Instant};

use super::Engine;
use super::deadline::Deadline;
use super::failure::{Cause, Unused};
use crate::eval::{Bound, FailureKind, Machine, Timeout, Value};
use crate::program::TaskId;

/// A task and how often it may be tried.
pub struct Plan {
    /// The task.
    pub task: TaskId,
    /// Attempts beyond the first.
    pub retries: u32,
    /// The deadline of one attempt.
    pub timeout: Option<Duration>,
    /// Whether it runs as an element of a map, whose attempts are not bounded together.
    pub element: bool,
    /// When the workflow call around it has to end.
    pub call: Option<Deadline>,
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
    /// Whether all attempts have twice that.
    shared: bool,
    /// For all of them.
    run: Option<Duration>,
    /// For all that the workflow call runs.
    call: Option<Deadline>,
}

impl Clock {
    fn new(plan: &Plan, run: Option<Duration>) -> Self {
        // Elements of maps are short: the clock is asked only where somebody wants to know.
        Self { start: plan.timeout.or(run).map(|_| Instant::now()), own: plan.timeout, shared: !plan.element, run, call: plan.call }
    }

    /// How long an attempt that begins now may take.
    fn left(&self) -> Option<Timeout> {
        let elapsed = self.start.map(|start| start.elapsed()).unwrap_or_default();
        let own = self.own.map(|own| {
            let after = if self.shared { own.min((own * 2).saturating_sub(elapsed)) } else { own };
            Timeout { after, given: own, by: Bound::Task, clock: Instant::now }
        });
        let run = self.run.map(|run| Timeout { after: run.saturating_sub(elapsed), given: run, by: Bound::Run, clock: Instant::now });
        let call = self.call.map(|call| Timeout { after: call.left(), given: call.given, by: Bound::Call, clock: Instant::now });
        [own, run, call].into_iter().flatten().min_by_key(|timeout| timeout.after)
    }
}

/// Runs a task until it succeeds, fails for good, or has used up its attempts.
///
/// # Errors
/// [`Cause::Task`] with the last failure, or [`Cause::Late`] if the workflow call around it has to end.
pub fn run<'a>(engine: &Engine<'a>, machine: &mut Machine<'a>, plan: &Plan, inputs: &[Value]) -> Result<Vec<Value>, Cause> {
    machine.set_environment(&engine.program.task(plan.task).options.env);
    let clock = Clock::new(plan, engine.limits.timeout);
    let mut attempt = 1;
    loop {
        let left = clock.left();
        let late = plan.call.filter(|_| left.is_some_and(|left| left.by == Bound::Call));
        if let (Some(call), Some(Timeout { after: Duration::ZERO, .. })) = (late, left) {
            return Err(Cause::Late { call, within: None });
        }
        machine.set_timeout(left);
        let failure = match machine.run(plan.task, inputs) {
            Ok(outputs) => return Ok(handed_on(engine, plan.task, outputs)),
            Err(failure) => Box::new(failure),
        };
        if let Some(call) = late.filter(|_| failure.kind == FailureKind::Timeout) {
            return Err(Cause::Late { call, within: Some((plan.task, failure)) });
        }
        let over = clock.left().filter(|left| left.after.is_zero() && left.by != Bound::Call);
        if !failure.is_retryable() || attempt > plan.retries || over.is_some() {
            let unused = over.filter(|over| over.by == Bound::Task && failure.is_retryable() && attempt <= plan.retries);
            let unused = unused.map(|over| Unused { retries: plan.retries, timeout: over.given });
            return Err(Cause::Task { task: plan.task, failure, attempts: attempt, unused });
        }
        attempt += 1;
    }
}

/// What is handed on of the outputs of a task.
fn handed_on(engine: &Engine<'_>, task: TaskId, values: Vec<Value>) -> Vec<Value> {
    let declared = &engine.program.task(task).interface.outputs;
    values.into_iter().zip(declared).map(|(value, output)| engine.carrier.carried(value, &output.ty)).collect()
}
