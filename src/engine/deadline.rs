//! When a call of a workflow has to end: its option `timeout` holds for all that it runs.
//!
//! Propeller checks the deadline of every node that has not ended, whatever kind it is (`flytepropeller/pkg/controller/nodes/executor.go`,
//! `execute`), and a call of a workflow has one attempt. So the time begins with the call, all its nodes share it, and nodes that are still running at its end are stopped.

use std::time::{Duration, Instant};

use super::clock;
use super::event::NodePath;
use crate::program::WorkflowId;
use crate::source::Span;

/// When a call of a workflow has to end.
#[derive(Clone, Copy, Debug)]
pub struct Deadline {
    at: Instant,
    /// The option as it was given.
    pub given: Duration,
    /// The workflow that is called.
    pub workflow: WorkflowId,
    /// Where the option is written.
    pub option: Span,
}

impl Deadline {
    /// The deadline for what a call runs that begins now, within a call that may have one, too.
    pub fn of_call(node: &NodePath<'_>, workflow: WorkflowId, around: Option<Deadline>) -> Option<Deadline> {
        let own = node.node.settings.timeout.map(super::microseconds).filter(|given| !given.is_zero()).and_then(|given| {
            let option = node.definition.options.timeout_span.unwrap_or(node.definition.span);
            Some(Deadline { at: clock::now().checked_add(given)?, given, workflow, option })
        });
        // Of two at the same time, the outer one was there first.
        around.into_iter().chain(own).min_by_key(|deadline| deadline.at)
    }

    /// How much time is left.
    pub fn left(&self) -> Duration {
        self.at.saturating_duration_since(clock::now())
    }
}
