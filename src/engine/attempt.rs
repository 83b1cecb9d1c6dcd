//! One task with its inputs, retried as Flyte would retry it.
//!
//! A retryable failure and an attempt that outlives its timeout count against `retries`; any other failure is final, as for a
//! container that reports a non-recoverable error (`flytepropeller/pkg/controller/nodes/task/handler.go`). All attempts of a node together have
//! twice the timeout of one (`flytepropeller/pkg/compiler/transformers/k8s/node.go`); those of an element of a map each have all of it, because
//! propeller does not keep when an element was queued (`flytepropeller/pkg/controller/nodes/array/handler.go`). The limits of the run and the
//! workflow calls around the task bound both.

use std::time::{Duration, Instant};

use super::backend::{Attempt, Reporter, Worker};
use super::deadline::Deadline;
use super::failure::{Cause, UnusedRetries};
use super::{Engine, clock};
use crate::eval::{Bound, Failure, FailureKind, Timeout, Value};
use crate::program::TaskId;

/// A task and the number of its attempts.
pub(super) struct Plan {
    pub task: TaskId,
    /// Attempts beyond the first.
    pub retries: u32,
    /// The deadline of one attempt.
    pub timeout: Option<Duration>,
    /// When the workflow call around it has to end.
    pub call: Option<Deadline>,
}

/// The time that is left for the attempts of a task.
struct TimeBudget {
    start: Option<Instant>,
    /// For one attempt.
    own: Option<Duration>,
    /// Whether all attempts together have twice that.
    shared: bool,
    /// For all of them.
    run: Option<Duration>,
    /// For everything that the workflow call runs.
    call: Option<Deadline>,
}

impl TimeBudget {
    /// The attempts of an element of a map are not bounded together.
    fn new(plan: &Plan, is_element: bool, run: Option<Duration>) -> Self {
        // Elements of maps are short: the clock is read only if there is a limit.
        Self { start: plan.timeout.or(run).map(|_| clock::now()), own: plan.timeout, shared: !is_element, run, call: plan.call }
    }

    /// The time limit of an attempt that begins now.
    fn left(&self) -> Option<Timeout> {
        let elapsed = self.start.map(clock::since).unwrap_or_default();
        let own = self.own.map(|own| {
            let after = if self.shared { own.min((own * 2).saturating_sub(elapsed)) } else { own };
            Timeout { after, given: own, by: Bound::Task, clock: clock::now }
        });
        let run = self.run.map(|run| Timeout { after: run.saturating_sub(elapsed), given: run, by: Bound::Run, clock: clock::now });
        let call = self.call.map(|call| Timeout { after: call.left(), given: call.given, by: Bound::Call, clock: clock::now });
        [own, run, call].into_iter().flatten().min_by_key(|timeout| timeout.after)
    }
}

/// Runs a task, or an `element` of it, until it succeeds, fails for good, or has used up its attempts.
///
/// # Errors
/// [`Cause::Task`] with the last failure, or [`Cause::Late`] if the workflow call around it has to end.
pub(super) fn run(
    engine: &Engine<'_>,
    worker: &mut dyn Worker,
    reporter: &Reporter<'_>,
    plan: &Plan,
    element: Option<u64>,
    inputs: &[Value],
) -> Result<Vec<Value>, Cause> {
    let budget = TimeBudget::new(plan, element.is_some(), engine.timeout);
    let mut number = 1;
    loop {
        if reporter.is_cancelled() {
            return Err(cancelled(engine, plan.task, number - 1));
        }
        let left = budget.left();
        let call = plan.call.filter(|_| left.is_some_and(|left| left.by == Bound::Call));
        if let (Some(call), Some(Timeout { after: Duration::ZERO, .. })) = (call, left) {
            return Err(Cause::Late { call, within: None });
        }
        let attempt = Attempt { element, number, timeout: left };
        let began = element.is_none().then(clock::now);
        let failure = match worker.attempt(attempt, inputs) {
            Ok(outputs) => return Ok(handed_on(engine, plan.task, outputs)),
            Err(failure) => Box::new(failure),
        };
        let took = began.map(clock::since);
        if let Some(call) = call.filter(|_| failure.kind == FailureKind::Timeout) {
            reporter.attempt_failed(attempt, &failure, false, took);
            return Err(Cause::Late { call, within: Some((plan.task, failure)) });
        }
        let over = budget.left().filter(|left| left.after.is_zero() && left.by != Bound::Call);
        let may_retry = failure.is_retryable() && number <= plan.retries;
        reporter.attempt_failed(attempt, &failure, may_retry && over.is_none(), took);
        if !may_retry || over.is_some() {
            let unused = over.filter(|over| over.by == Bound::Task && may_retry);
            let unused = unused.map(|over| UnusedRetries { retries: plan.retries, timeout: over.given });
            return Err(Cause::Task { task: plan.task, failure, attempts: number, unused });
        }
        number += 1;
    }
}

/// A task that is not run, or not retried, because the run was cancelled.
#[cold]
fn cancelled(engine: &Engine<'_>, task: TaskId, attempts: u32) -> Cause {
    let span = engine.program.task(task).header.span;
    let failure = Failure { kind: FailureKind::Cancelled, message: "the run was given up".to_owned(), span, trace: Vec::new() };
    Cause::Task { task, failure: Box::new(failure), attempts, unused: None }
}

/// The outputs of a task as they are passed on.
fn handed_on(engine: &Engine<'_>, task: TaskId, values: Vec<Value>) -> Vec<Value> {
    let declared = &engine.program.task(task).interface.outputs;
    values.into_iter().zip(declared).map(|(value, output)| engine.carrier.carried(value, &output.ty)).collect()
}
