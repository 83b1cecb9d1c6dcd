//! How a run ends, and why one failed.

use std::time::Duration;

use super::deadline::Deadline;
use super::event::NodePath;
use crate::eval::{Failure, FailureKind, Value};
use crate::program::{PathStep, TaskId, WorkflowId};
use crate::source::{Name, Span};

/// How a run ends: with one value for each output, or with the failure of the first node that failed, in the order of the graph.
pub type RunOutcome = Result<Vec<Value>, RunFailure>;

/// A failed run: the path to the node that failed, and the cause.
#[derive(Clone, Debug)]
pub struct RunFailure {
    /// From the outermost node to the innermost; empty if a task was run on its own.
    pub path: Vec<NodeSite>,
    /// What happened there.
    pub cause: Cause,
}

impl RunFailure {
    /// A failure of a node, or of the task that was run if there is no node.
    pub(super) fn at(node: Option<&NodePath<'_>>, cause: Cause) -> Self {
        Self { path: node.map(NodePath::sites).unwrap_or_default(), cause }
    }

    /// Where the innermost node is written.
    pub(super) fn span(&self) -> Option<Span> {
        self.path.last().map(|site| site.span)
    }
}

/// A node on the way to a failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeSite {
    pub workflow: WorkflowId,
    /// The id of its node.
    pub node: String,
    /// Where the node is written.
    pub span: Span,
}

/// What happened.
#[derive(Clone, Debug)]
pub enum Cause {
    /// A task failed.
    Task {
        task: TaskId,
        /// Its failure in the last attempt.
        failure: Box<Failure>,
        /// The number of attempts.
        attempts: u32,
        /// Retries that were skipped for lack of time.
        unused: Option<UnusedRetries>,
    },
    /// A call of a workflow did not end in time.
    Late {
        call: Deadline,
        /// The task that was running when the time ended, and its position.
        within: Option<(TaskId, Box<Failure>)>,
    },
    /// Too many elements of a map failed.
    Elements {
        /// The mapped task.
        task: TaskId,
        /// The failures that violated the criterion, by index.
        elements: Vec<ElementFailure>,
        /// How many elements there are.
        length: u64,
        /// How many must succeed.
        required: u64,
        /// Whether the map has a success criterion.
        tolerant: bool,
    },
    /// The lists of a `map zip` have different lengths: input name and length of the two that differ.
    ZipLengths {
        /// The first list.
        first: (Name, usize),
        /// The one that differs.
        second: (Name, usize),
    },
    /// The criterion asks for more successes than there are elements.
    Unreachable {
        /// How many must succeed.
        required: u64,
        /// How many elements there are.
        length: u64,
        /// Where the criterion is written.
        span: Option<Span>,
    },
    /// A path into a value does not exist.
    Path {
        /// The step that failed.
        step: PathStep,
        /// The length of the list.
        length: Option<usize>,
        /// Where the path is written.
        span: Span,
    },
    /// A path leads to a whole number that Flyte cannot pass on its own.
    PartTooLarge {
        number: u64,
        /// Where the path is written.
        span: Span,
    },
}

impl Cause {
    /// Whether it ends the whole map, however many elements may fail.
    pub(super) fn ends_the_map(&self) -> bool {
        match self {
            Cause::Late { .. } => true,
            Cause::Task { failure, .. } => failure.kind == FailureKind::Cancelled,
            Cause::Elements { .. }
            | Cause::ZipLengths { .. }
            | Cause::Unreachable { .. }
            | Cause::Path { .. }
            | Cause::PartTooLarge { .. } => false,
        }
    }
}

/// Retries that were skipped, because all attempts together have twice the timeout.
#[derive(Clone, Copy, Debug)]
pub struct UnusedRetries {
    /// The required number.
    pub retries: u32,
    /// The timeout of one attempt.
    pub timeout: Duration,
}

/// A failed element of a map.
#[derive(Clone, Debug)]
pub struct ElementFailure {
    /// Its index, from 0.
    pub index: u64,
    pub cause: Cause,
}
