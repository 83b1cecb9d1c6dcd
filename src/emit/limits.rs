//! What a platform bounds of artifacts, checked before it is met.

use std::collections::{BTreeMap, BTreeSet};

use super::order::Item;
use super::{Entity, Message, naming, task};
use crate::analysis::Program;
use crate::analysis::typed::{TaskId, WorkflowId};
use crate::config::Settings;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::artifacts::{CLOSURE_TOO_LARGE, RESOURCE_TOO_LARGE, TASK_TOO_LARGE};
use crate::graph::{Graphs, Work};

/// How many of the largest tasks a finding names.
const NAMED: usize = 3;

/// Reports tasks whose code is too large for the arguments of a container.
pub(super) fn payloads(program: &Program, codes: &BTreeMap<TaskId, Vec<String>>, settings: &Settings) -> Vec<Diagnostic> {
    let Some(limit) = settings.limits.args_bytes else { return Vec::new() };
    let large = codes.iter().map(|(task, chunks)| (*task, bytes(chunks))).filter(|(_, size)| *size > limit);
    let finding = |(task, size): (TaskId, u64)| {
        let header = &program.task(task).header;
        Diagnostic::new(
            &TASK_TOO_LARGE,
            format!("the code of the task `{}` is too large for its container's arguments: {}", header.name, of(size, limit)),
        )
        .at(header.span, "with everything that it calls")
        .help("move data out of the source into a file, or split the task")
        .note("the limit is `limits.args_bytes` in `flightplan.toml`")
    };
    large.map(finding).collect()
}

/// Reports workflows whose resource in the cluster would be too large: it embeds every template that they reach.
pub(super) fn closures(
    program: &Program,
    graphs: &Graphs,
    order: &[Item<'_>],
    entities: &[Entity],
    settings: &Settings,
) -> Vec<Diagnostic> {
    let limits = &settings.limits;
    if limits.closure_bytes.is_none() && limits.resource_bytes.is_none() {
        return Vec::new();
    }
    let sizes = Sizes::new(entities);
    let mut findings = Vec::new();
    let workflows = order.iter().filter_map(|item| if let Item::Workflow(id) = item { Some(*id) } else { None });
    for id in workflows {
        let templates = templates(program, graphs, id);
        let header = &program.workflow(id).header;
        let code: u64 = templates.iter().filter_map(|name| sizes.code.get(name.as_str())).sum();
        if let Some(limit) = limits.closure_bytes.filter(|limit| code > *limit) {
            let message = format!("the code of all tasks of the workflow `{}` is too large: {}", header.name, of(code, limit));
            findings.push(
                Diagnostic::new(&CLOSURE_TOO_LARGE, message)
                    .at(header.span, largest(&templates, &sizes.code))
                    .help("move data out of the source into files, or call a part of the workflow through a launch plan")
                    .note("the limit is `limits.closure_bytes` in `flightplan.toml`"),
            );
        }
        let whole = sizes.workflows.get(program.workflow(id).registered_name().as_str()).copied().unwrap_or_default()
            + templates.iter().filter_map(|name| sizes.tasks.get(name.as_str())).sum::<u64>();
        if let Some(limit) = limits.resource_bytes.filter(|limit| whole > *limit) {
            let message = format!("the workflow `{}` is too large for a resource in the cluster: {}", header.name, of(whole, limit));
            findings.push(
                Diagnostic::new(&RESOURCE_TOO_LARGE, message)
                    .at(header.span, largest(&templates, &sizes.tasks))
                    .help("call a part of the workflow through a launch plan, which is a resource of its own")
                    .note("the limit is `limits.resource_bytes` in `flightplan.toml`"),
            );
        }
    }
    findings
}

/// Bytes by registered name.
struct Sizes<'a> {
    /// The payloads of tasks.
    code: BTreeMap<&'a str, u64>,
    /// The messages of tasks.
    tasks: BTreeMap<&'a str, u64>,
    /// The messages of workflows.
    workflows: BTreeMap<&'a str, u64>,
}

impl<'a> Sizes<'a> {
    fn new(entities: &'a [Entity]) -> Self {
        let mut sizes = Self { code: BTreeMap::new(), tasks: BTreeMap::new(), workflows: BTreeMap::new() };
        for entity in entities {
            let size = entity.message.encoded_len() as u64;
            match &entity.message {
                Message::Task(task) => {
                    sizes.tasks.insert(&entity.name, size);
                    sizes.code.insert(&entity.name, code_of(task));
                }
                Message::Workflow(_) => {
                    sizes.workflows.insert(&entity.name, size);
                }
                Message::LaunchPlan(_) => {}
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

/// The registered names of every task template that a workflow reaches.
fn templates(program: &Program, graphs: &Graphs, id: WorkflowId) -> BTreeSet<String> {
    let (mut names, mut seen, mut rest) = (BTreeSet::new(), BTreeSet::from([id]), vec![id]);
    while let Some(next) = rest.pop() {
        for (_, node) in graphs.workflow(next).nodes() {
            match &node.work {
                Work::Task(task) => {
                    names.insert(program.task(*task).registered_name());
                }
                Work::Map(work) => {
                    names.insert(naming::map_task(program.task(work.task), work));
                }
                Work::Workflow(inner) => {
                    if seen.insert(*inner) {
                        rest.push(*inner);
                    }
                }
            }
        }
    }
    names
}

fn largest(names: &BTreeSet<String>, sizes: &BTreeMap<&str, u64>) -> String {
    let mut sized: Vec<(u64, &str)> = names.iter().filter_map(|name| Some((*sizes.get(name.as_str())?, name.as_str()))).collect();
    sized.sort_by_key(|(size, _)| std::cmp::Reverse(*size));
    let named: Vec<String> = sized.iter().take(NAMED).map(|(size, name)| format!("`{name}` with {}", kibibytes(*size))).collect();
    format!("its largest: {}", named.join(", "))
}

fn bytes(texts: &[String]) -> u64 {
    texts.iter().map(|text| text.len() as u64).sum()
}

fn of(size: u64, limit: u64) -> String {
    format!("{}, and {} are allowed", kibibytes(size), kibibytes(limit))
}

fn kibibytes(bytes: u64) -> String {
    if bytes < 1024 { format!("{bytes} bytes") } else { format!("{:.1} KiB", bytes as f64 / 1024.0) }
}
