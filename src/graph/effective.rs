//! The settings of a node after its overrides, those of its callee and Flyte's defaults are combined.

use crate::program::{Callee, Node, Program};

/// The settings of a node, as Flyte sees them.
#[derive(Clone, Debug)]
pub struct Effective {
    /// What the console shows: the option `name`, else the last dotted part of the name of what it runs.
    pub name: String,
    /// Attempts beyond the first: the override, else the task's; 0 otherwise.
    pub retries: u32,
    /// The deadline of an attempt in microseconds: the override, else the task's. Flyte reads only the node's.
    pub timeout: Option<i64>,
    /// The override, else the task's. For a sub-workflow, what that workflow's header says; `false` if it says nothing, as flytekit sends.
    pub interruptible: Option<bool>,
}

impl Effective {
    pub(super) fn of(program: &Program, node: &Node) -> Self {
        let options = &node.options;
        let task = node.callee().task().map(|task| &program.task(task).options);
        Self {
            name: options.name.clone().unwrap_or_else(|| program.signature(node.callee()).short_name().to_owned()),
            retries: options.retries.or_else(|| task?.retries).unwrap_or(0),
            timeout: options.timeout.unwrap_or_else(|| task?.timeout),
            interruptible: interruptible(program, node),
        }
    }
}

/// flytekit copies a sub-workflow's own setting to the node that calls it, and sends `false` if there is none
/// (`flytekit/core/workflow.py`, `construct_node_metadata`).
fn interruptible(program: &Program, node: &Node) -> Option<bool> {
    match node.callee() {
        Callee::Workflow(workflow) => Some(program.workflow(workflow).options.interruptible.unwrap_or(false)),
        Callee::Task(task) => node.options.interruptible.or(program.task(task).options.interruptible),
    }
}
