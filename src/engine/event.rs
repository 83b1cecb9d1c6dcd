//! The events of a run, as they happen. Progress, logs and reports are made from events alone.
//!
//! Events borrow what they carry, so emitting one copies nothing; a listener keeps what it needs. A listener is called on the thread on which
//! the event happens, and the run waits until it returns. Values, messages and log lines are those of the run: a listener that shows or stores them
//! masks the secrets first.
//!
//! The events of one node are in order: [`Event::NodeStarted`], everything that happens inside it, [`Event::NodeDone`]. A node starts after all
//! of its upstreams are done. A node that fails before it starts, because its inputs cannot be resolved or its workflow call has no time left,
//! has only the last of these. Independent nodes and the elements of a map are in no order; on a single thread it is the same in every run.
//!
//! Elements are many and short, so neighbours share one [`Event::ElementsDone`]: a million elements that succeed are a few hundred events.

use std::fmt;
use std::ops::Range;
use std::time::Duration;

use super::failure::{NodeSite, RunFailure};
use crate::eval::{Failure, Value};
use crate::graph::GraphNode;
use crate::program::{Node, TaskId, WorkflowId};
use crate::source::Span;

/// Receives the events of a run, from all of its threads.
pub type Listener<'a> = &'a (dyn Fn(&Event<'_>) + Sync);

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Event<'e> {
    /// The upstreams of a node have succeeded and its inputs are resolved.
    NodeStarted {
        node: &'e NodePath<'e>,
        /// One value for each input of what it runs; for a map the lists.
        inputs: &'e [Value],
    },
    /// A node has succeeded or failed.
    NodeDone {
        node: &'e NodePath<'e>,
        /// One value for each output.
        outcome: Result<&'e [Value], &'e RunFailure>,
        /// The time since its upstreams had succeeded.
        took: Duration,
    },
    /// Neighbouring elements of a map have succeeded or failed, with all their attempts.
    ElementsDone {
        /// The map.
        node: &'e NodePath<'e>,
        /// Their indices.
        elements: Range<u64>,
        /// The elements that failed, in order.
        failed: &'e [u64],
        /// For each output a column with a value for each element, `none` if it failed.
        outputs: &'e [Vec<Value>],
        /// Their total duration.
        took: Duration,
    },
    /// An attempt has failed. An attempt that succeeds has no event of its own: its node or element is done.
    AttemptFailed {
        site: TaskSite<'e>,
        /// Counted from 1.
        attempt: u32,
        failure: &'e Failure,
        /// Whether another attempt follows.
        retried: bool,
        /// Its duration; `None` for elements of a map, because reading the clock is slower than many of them.
        took: Option<Duration>,
    },
    /// Code has written a line to its log.
    Log {
        site: TaskSite<'e>,
        /// The attempt, counted from 1.
        attempt: u32,
        /// The line as it was written, with the secrets in it.
        message: &'e str,
        /// The call of `log`.
        span: Span,
    },
}

/// A node of a run. One workflow may be called by several nodes, so a node is identified by all calls around it.
#[derive(Clone, Copy, Debug)]
pub struct NodePath<'e> {
    /// The node whose call of this workflow it belongs to; `None` for a node of the workflow that is run.
    pub caller: Option<&'e NodePath<'e>>,
    /// The workflow that it is a node of.
    pub workflow: WorkflowId,
    /// The node in the graph: its id, and the settings that hold in the end.
    pub node: &'e GraphNode,
    /// The node in the program: what it runs, and what its inputs are bound to.
    pub definition: &'e Node,
}

impl NodePath<'_> {
    /// The nodes from the outermost to this one, as an owned value.
    pub fn sites(&self) -> Vec<NodeSite> {
        let mut sites = self.caller.map(NodePath::sites).unwrap_or_default();
        sites.push(NodeSite { workflow: self.workflow, node: self.node.id.clone(), span: self.definition.span });
        sites
    }
}

/// The ids from the outermost node to this one: `train/fit`. They are the same in every run of a program.
impl fmt::Display for NodePath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(caller) = self.caller {
            write!(f, "{caller}/")?;
        }
        f.write_str(&self.node.id)
    }
}

/// Where a task runs.
#[derive(Clone, Copy, Debug)]
pub struct TaskSite<'e> {
    pub task: TaskId,
    /// The node that runs it; `None` if the task is run on its own.
    pub node: Option<&'e NodePath<'e>>,
    /// The index of the element, if the node is a map.
    pub element: Option<u64>,
}

/// The node and the element, if there are such: `train/fit[3]`.
impl fmt::Display for TaskSite<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(node) = self.node {
            write!(f, "{node}")?;
        }
        match self.element {
            Some(index) => write!(f, "[{index}]"),
            None => Ok(()),
        }
    }
}
