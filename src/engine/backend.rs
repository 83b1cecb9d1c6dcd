//! The interface to whatever runs the attempts of a task. The engine decides what runs when, how often and how long; how it runs is up to a [`Backend`].

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::event::{Event, Listener, NodePath, TaskSite};
use crate::eval::{Failure, Timeout, Value};
use crate::program::TaskId;
use crate::source::Span;

/// A way to run tasks.
pub trait Backend: Sync {
    /// Prepares one thread to run a task: once for a node, and once on each thread that a map uses. It cannot fail: whatever has to be started for a
    /// task is started in an attempt, whose failure may be retried.
    fn worker<'w>(&'w self, task: TaskId, reporter: &'w Reporter<'w>) -> Box<dyn Worker + 'w>;
}

/// Runs attempts of one task, one after the other.
pub trait Worker {
    /// Runs one attempt to its end, with one value for each input, and returns one for each output.
    ///
    /// # Errors
    /// How it failed: [`FailureKind::Timeout`](crate::eval::FailureKind::Timeout) if its time is over, and
    /// [`FailureKind::Cancelled`](crate::eval::FailureKind::Cancelled) if the run is [cancelled](Reporter::is_cancelled).
    fn attempt(&mut self, attempt: Attempt, inputs: &[Value]) -> Result<Vec<Value>, Failure>;
}

/// Which attempt of its task a worker runs, and for how long.
#[derive(Clone, Copy, Debug)]
pub struct Attempt {
    /// The index of the element, if the task is mapped.
    pub element: Option<u64>,
    /// From 1.
    pub number: u32,
    /// Absent if it may take forever.
    pub timeout: Option<Timeout>,
}

/// The connection of a worker to the run: where it is, where its log goes, and whether it should stop.
pub struct Reporter<'w> {
    listener: Listener<'w>,
    cancellation: &'w CancellationToken,
    task: TaskId,
    node: Option<&'w NodePath<'w>>,
}

impl<'w> Reporter<'w> {
    pub(super) fn new(listener: Listener<'w>, cancellation: &'w CancellationToken, task: TaskId, node: Option<&'w NodePath<'w>>) -> Self {
        Self { listener, cancellation, task, node }
    }

    /// Where an attempt runs.
    pub fn site(&self, attempt: Attempt) -> TaskSite<'w> {
        TaskSite { task: self.task, node: self.node, element: attempt.element }
    }

    /// Passes on a line of the log of an attempt.
    pub fn log(&self, attempt: Attempt, message: &str, span: Span) {
        (self.listener)(&Event::Log { site: self.site(attempt), attempt: attempt.number, message, span });
    }

    /// Whether the attempt should end as soon as it can.
    pub fn is_cancelled(&self) -> bool {
        self.cancellation.is_cancelled()
    }

    /// Reports that an attempt has failed.
    pub(super) fn attempt_failed(&self, attempt: Attempt, failure: &Failure, retried: bool, took: Option<Duration>) {
        (self.listener)(&Event::AttemptFailed { site: self.site(attempt), attempt: attempt.number, failure, retried, took });
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
