//! The entities that are emitted, and their order.

use crate::graph::Graphs;
use crate::program::{Callee, MapShape, Program, Reached, TaskId, WorkflowId};
use crate::source::FileId;

#[derive(Clone, Debug)]
pub(super) enum Item<'a> {
    Task(TaskId),
    /// The template of a mapped task. flytekit writes one for each map, equal ones too; the second registration finds the first.
    Map(&'a MapShape),
    Workflow(WorkflowId),
    /// The default launch plan of a workflow.
    LaunchPlan(WorkflowId),
}

impl Item<'_> {
    /// The task whose code it carries.
    pub(super) fn task(&self) -> Option<TaskId> {
        match self {
            Item::Task(id) => Some(*id),
            Item::Map(map) => Some(map.task),
            Item::Workflow(_) | Item::LaunchPlan(_) => None,
        }
    }
}

/// Everything in the order in which flytekit's translator discovers it: definitions as they are declared, but the tasks and
/// sub-workflows of a workflow, in the order of its nodes, before it.
pub(super) fn order<'p>(program: &'p Program, graphs: &Graphs, files: &[FileId]) -> Vec<Item<'p>> {
    let roots = files.iter().flat_map(|file| declared(program, *file));
    let mut items = Vec::new();
    for reached in program.reach_in_order(roots, |workflow| graphs.workflow(workflow).nodes().map(|(_, placed)| placed.node)) {
        match reached {
            Reached::Callee(Callee::Task(id)) => items.push(Item::Task(id)),
            Reached::Callee(Callee::Workflow(id)) => items.extend([Item::Workflow(id), Item::LaunchPlan(id)]),
            Reached::Node(node) => items.extend(node.mapped().map(Item::Map)),
        }
    }
    items
}

/// The tasks and workflows of a file as they are declared.
fn declared(program: &Program, file: FileId) -> Vec<Callee> {
    let tasks = (0..).map(TaskId).zip(&program.tasks).map(|(id, task)| (&task.header, Callee::Task(id)));
    let workflows = (0..).map(WorkflowId).zip(&program.workflows).map(|(id, workflow)| (&workflow.header, Callee::Workflow(id)));
    let mut declared: Vec<_> = tasks.chain(workflows).filter(|(header, _)| header.item.file == file).collect();
    declared.sort_by_key(|(header, _)| header.item.start);
    declared.into_iter().map(|(_, callee)| callee).collect()
}
