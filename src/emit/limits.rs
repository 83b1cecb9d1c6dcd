//! The limits of a platform on artifacts, checked before anything is registered.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use super::order::Item;
use super::{Entity, Message, cluster, naming, report, task};
use crate::config::Settings;
use crate::diagnostics::Diagnostic;
use crate::parallel;
use crate::program::{Callee, Program, Reached, Shape, TaskId, WorkflowId};

/// How many of the largest tasks a finding names.
const NAMED: usize = 3;

/// Reports tasks whose code is too large for the arguments of a container.
pub(super) fn payloads(program: &Program, codes: &BTreeMap<TaskId, Vec<String>>, settings: &Settings) -> Vec<Diagnostic> {
    let Some(limit) = settings.limits.args_bytes else { return Vec::new() };
    let large = codes.iter().map(|(task, chunks)| (*task, bytes(chunks))).filter(|(_, size)| *size > limit);
    let finding = |(task, size): (TaskId, u64)| report::task_too_large(&program.task(task).header, size, limit);
    large.map(finding).collect()
}

/// Reports workflows whose resource in the cluster would be too large: it embeds every template that they reach.
pub(super) fn closures(program: &Program, order: &[Item<'_>], entities: &[Entity], settings: &Settings) -> Vec<Diagnostic> {
    let limits = &settings.limits;
    if limits.closure_bytes.is_none() && limits.resource_bytes.is_none() {
        return Vec::new();
    }
    let sizes = Sizes::new(entities, limits.resource_bytes.is_some());
    let workflows = order.iter().filter_map(|item| if let Item::Workflow(id) = item { Some(*id) } else { None });
    workflows.flat_map(|id| closure(program, id, &sizes, settings)).collect()
}

/// The findings on what one workflow reaches.
fn closure(program: &Program, id: WorkflowId, sizes: &Sizes<'_>, settings: &Settings) -> Vec<Diagnostic> {
    let limits = &settings.limits;
    let embedded = Embedded::by(program, id);
    let header = &program.workflow(id).header;
    let mut findings = Vec::new();
    let code: u64 = embedded.tasks.iter().filter_map(|name| sizes.code.get(name.as_str())).sum();
    if let Some(limit) = limits.closure_bytes.filter(|limit| code > *limit) {
        findings.push(report::closure_too_large(header, code, limit, &largest(&embedded.tasks, &sizes.code)));
    }
    let tasks: u64 = embedded.tasks.iter().filter_map(|name| sizes.tasks.get(name.as_str())).sum();
    let names = embedded.workflows.iter().map(|id| program.workflow(*id).registered_name());
    let whole = cluster::FRAME + tasks + names.filter_map(|name| sizes.workflows.get(name.as_str())).sum::<u64>();
    if let Some(limit) = limits.resource_bytes.filter(|limit| whole > *limit) {
        findings.push(report::resource_too_large(header, whole, limit, &largest(&embedded.tasks, &sizes.tasks)));
    }
    findings
}

/// Bytes by registered name.
struct Sizes<'a> {
    /// The payloads of tasks.
    code: BTreeMap<&'a str, u64>,
    /// The bytes that tasks add to a resource.
    tasks: BTreeMap<&'a str, u64>,
    /// The bytes that workflows add to a resource.
    workflows: BTreeMap<&'a str, u64>,
}

impl<'a> Sizes<'a> {
    /// `resources` tells whether the sizes of resources are needed; computing them is the more expensive part.
    fn new(entities: &'a [Entity], resources: bool) -> Self {
        let size = |entity: &Entity| match &entity.message {
            Message::Task(task) => task.template.as_ref().map(|template| if resources { cluster::task(template) } else { 0 }),
            Message::Workflow(workflow) if resources => workflow.template.as_ref().map(cluster::workflow),
            Message::Workflow(_) | Message::LaunchPlan(_) => None,
        };
        let sized = parallel::map(entities, size);
        let mut sizes = Self { code: BTreeMap::new(), tasks: BTreeMap::new(), workflows: BTreeMap::new() };
        for (entity, size) in entities.iter().zip(sized).filter_map(|(entity, size)| Some((entity, size?))) {
            if let Message::Task(task) = &entity.message {
                sizes.tasks.insert(&entity.name, size);
                sizes.code.insert(&entity.name, code_of(task));
            } else {
                sizes.workflows.insert(&entity.name, size);
            }
        }
        sizes
    }
}

fn code_of(task: &crate::flyteidl::admin::TaskSpec) -> u64 {
    use crate::flyteidl::core::TaskTarget;
    match task.template.as_ref().and_then(|template| template.target.as_ref()) {
        Some(TaskTarget::Container(container)) => {
            container.args.iter().filter_map(|arg| task::chunk(arg)).map(|chunk| chunk.len() as u64).sum()
        }
        _ => 0,
    }
}

/// The templates that the resource of a workflow embeds.
struct Embedded {
    /// The registered names of task templates.
    tasks: BTreeSet<String>,
    /// The workflow itself and its sub-workflows.
    workflows: BTreeSet<WorkflowId>,
}

impl Embedded {
    fn by(program: &Program, id: WorkflowId) -> Self {
        let mut embedded = Self { tasks: BTreeSet::new(), workflows: BTreeSet::new() };
        let mut called: FxHashSet<TaskId> = FxHashSet::default();
        for reached in program.reach([Callee::Workflow(id)]) {
            match reached {
                Reached::Callee(Callee::Workflow(workflow)) => {
                    embedded.workflows.insert(workflow);
                }
                // Which template of a task is embedded depends on the node.
                Reached::Callee(Callee::Task(_)) => {}
                Reached::Node(node) => match &node.shape {
                    Shape::Call(Callee::Task(task)) => {
                        if called.insert(*task) {
                            embedded.tasks.insert(program.task(*task).registered_name());
                        }
                    }
                    Shape::Map(map) => {
                        embedded.tasks.insert(naming::map_task(program.task(map.task), map));
                    }
                    Shape::Call(Callee::Workflow(_)) => {}
                },
            }
        }
        embedded
    }
}

/// The largest of some tasks.
fn largest<'a>(names: &'a BTreeSet<String>, sizes: &BTreeMap<&str, u64>) -> Vec<(u64, &'a str)> {
    let mut sized: Vec<(u64, &str)> = names.iter().filter_map(|name| Some((*sizes.get(name.as_str())?, name.as_str()))).collect();
    sized.sort_by_key(|(size, _)| std::cmp::Reverse(*size));
    sized.truncate(NAMED);
    sized
}

fn bytes(texts: &[String]) -> u64 {
    texts.iter().map(|text| text.len() as u64).sum()
}
