//! The interface to whatever runs the attempts of a task. The engine decides what runs when, how often and how long; how it runs is up to a [`Backend`].

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::time::Duration;

use super::event::{Event, Listener, NodePath, TaskSite};
use crate::eval::{Failure, Timeout, Value};
use crate::program::TaskId;
use crate::source::Span;

/// A way to run tasks.
pub trait Backend: Sync {
    /// Prepares one thread to run a task: once for a node, and once on each thread that a map uses.
    fn worker<'w>(&'w self, task: TaskId, reporter: &'w Reporter<'w>) -> Box<dyn Worker + 'w>;
}

/// Runs attempts of one task, one after the other.
pub trait Worker {
    /// Runs one attempt to its end, with one value for each input, and returns one for each output.
    ///
    /// # Errors
    /// How it failed: [`FailureKind::Timeout`](crate::eval::FailureKind::Timeout) if `timeout` is over, and
    /// [`FailureKind::Cancelled`](crate::eval::FailureKind::Cancelled) if the run is [cancelled](Reporter::is_cancelled).
    fn attempt(&mut self, inputs: &[Value], timeout: Option<Timeout>) -> Result<Vec<Value>, Failure>;
}

/// The connection of a worker to the run: where it is, where its log goes, and whether it should stop.
pub struct Reporter<'w> {
    listener: Listener<'w>,
    cancellation: &'w CancellationToken,
    task: TaskId,
    node: Option<&'w NodePath<'w>>,
    /// The index of the element, or [`NO_ELEMENT`].
    element: AtomicU64,
    attempt: AtomicU32,
}

/// No list is that long.
const NO_ELEMENT: u64 = u64::MAX;

impl<'w> Reporter<'w> {
    pub(super) fn new(listener: Listener<'w>, cancellation: &'w CancellationToken, task: TaskId, node: Option<&'w NodePath<'w>>) -> Self {
        Self { listener, cancellation, task, node, element: AtomicU64::new(NO_ELEMENT), attempt: AtomicU32::new(1) }
    }

    /// Where the attempt runs.
    pub fn site(&self) -> TaskSite<'w> {
        let element = self.element.load(Ordering::Relaxed);
        TaskSite { task: self.task, node: self.node, element: (element != NO_ELEMENT).then_some(element) }
    }

    /// Passes on a line of the task's log.
    pub fn log(&self, message: &str, span: Span) {
        let attempt = self.attempt.load(Ordering::Relaxed);
        (self.listener)(&Event::Log { site: self.site(), attempt, message, span });
    }

    /// Whether the attempt should end as soon as it can.
    pub fn is_cancelled(&self) -> bool {
        self.cancellation.is_cancelled()
    }

    /// Later attempts are of this element.
    pub(super) fn enter_element(&self, index: u64) {
        self.element.store(index, Ordering::Relaxed);
    }

    /// Later lines of the log are of this attempt.
    pub(super) fn enter_attempt(&self, attempt: u32) {
        self.attempt.store(attempt, Ordering::Relaxed);
    }

    /// Reports that the attempt has failed.
    pub(super) fn attempt_failed(&self, failure: &Failure, retried: bool, took: Option<Duration>) {
        let attempt = self.attempt.load(Ordering::Relaxed);
        (self.listener)(&Event::AttemptFailed { site: self.site(), attempt, failure, retried, took });
    }
}

/// Stops a run from outside. Clones share one state: any of them cancels the run, which checks the token now and then.
#[derive(Clone, Debug, Default)]
pub struct CancellationToken(Arc<AtomicBool>);

impl CancellationToken {
    /// Cancels the run, once and for all.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether the run is cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
