//! What is emitted, and in which order.

use std::collections::BTreeSet;

use crate::graph::{Graphs, MapWork, Work};
use crate::program::Program;
use crate::program::{Header, TaskId, WorkflowId};
use crate::source::FileId;

/// One entity.
#[derive(Clone, Debug)]
pub(super) enum Item<'a> {
    /// A task.
    Task(TaskId),
    /// The template of a mapped task. flytekit writes one for each map, equal ones too; the second registration finds the first.
    Map(&'a MapWork),
    /// A workflow.
    Workflow(WorkflowId),
    /// The default launch plan of a workflow.
    LaunchPlan(WorkflowId),
}

impl Item<'_> {
    /// The task whose code it carries.
    pub(super) fn task(&self) -> Option<TaskId> {
        match self {
            Item::Task(id) => Some(*id),
            Item::Map(work) => Some(work.task),
            Item::Workflow(_) | Item::LaunchPlan(_) => None,
        }
    }
}

/// Everything in the order in which flytekit's translator discovers it: definitions as they are declared, but the tasks and
/// sub-workflows of a workflow, in the order of its nodes, before it.
pub(super) fn order<'a>(program: &Program, graphs: &'a Graphs, files: &[FileId]) -> Vec<Item<'a>> {
    let mut order = Order { graphs, items: Vec::new(), tasks: BTreeSet::new(), workflows: BTreeSet::new() };
    for file in files {
        let of_file = |header: &Header| header.item.file == *file;
        let tasks = (0..).map(TaskId).zip(&program.tasks).filter(|(_, task)| of_file(&task.header));
        let workflows = (0..).map(WorkflowId).zip(&program.workflows).filter(|(_, workflow)| of_file(&workflow.header));
        let mut declared: Vec<(u32, Item<'_>)> = tasks.map(|(id, task)| (task.header.item.start, Item::Task(id))).collect();
        declared.extend(workflows.map(|(id, workflow)| (workflow.header.item.start, Item::Workflow(id))));
        declared.sort_by_key(|(start, _)| *start);
        for (_, item) in declared {
            match item {
                Item::Task(id) => order.task(id),
                Item::Workflow(id) => order.workflow(id),
                Item::Map(_) | Item::LaunchPlan(_) => {}
            }
        }
    }
    order.items
}

struct Order<'a> {
    graphs: &'a Graphs,
    items: Vec<Item<'a>>,
    tasks: BTreeSet<TaskId>,
    workflows: BTreeSet<WorkflowId>,
}

impl<'a> Order<'a> {
    fn task(&mut self, id: TaskId) {
        if self.tasks.insert(id) {
            self.items.push(Item::Task(id));
        }
    }

    /// Walks with a stack of its own: chains of sub-workflows may be as long as programs are.
    fn workflow(&mut self, id: WorkflowId) {
        if !self.workflows.insert(id) {
            return;
        }
        let mut stack = vec![(id, 0)];
        while let Some((current, next)) = stack.pop() {
            let graph = self.graphs.workflow(current);
            let Some(node) = graph.order.get(next).and_then(|at| graph.node(*at)) else {
                self.items.push(Item::Workflow(current));
                self.items.push(Item::LaunchPlan(current));
                continue;
            };
            stack.push((current, next + 1));
            match &node.work {
                Work::Task(task) => self.task(*task),
                Work::Map(work) => {
                    self.task(work.task);
                    self.items.push(Item::Map(work));
                }
                Work::Workflow(inner) => {
                    if self.workflows.insert(*inner) {
                        stack.push((*inner, 0));
                    }
                }
            }
        }
    }
}
