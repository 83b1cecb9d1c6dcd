//! Turns graphs into Flyte's messages: ids, naming, versions; and packages them.
//!
//! The output is what flytekit writes for the same program (`flytekit/tools/translator.py`), message by message and in the
//! same order: dependencies first, every workflow followed by its default launch plan.

mod binding;
mod clashes;
mod cluster;
mod description;
mod images;
mod interface;
mod launch_plan;
mod limits;
mod map;
pub(crate) mod naming;
mod order;
pub(crate) mod package;
mod report;
mod resources;
mod task;
mod version;
mod workflow;

use std::collections::BTreeMap;

use prost::Message as _;

use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Outcome};
use crate::flyteidl::admin::{LaunchPlan, TaskSpec, WorkflowSpec};
use crate::flyteidl::core::{Identifier, ResourceType};
use crate::graph::{Graphs, Sound};
use crate::literal::WriteError;
use crate::parallel;
use crate::payload;
use crate::program::{Program, SoundProgram, TaskDef, TaskId};
use crate::source::FileId;

/// What an emission depends on besides the program.
#[derive(Clone, Copy, Debug)]
pub struct EmitOptions<'a> {
    /// The files whose tasks and workflows are emitted, with all that they refer to; in the order in which they are emitted.
    pub files: &'a [FileId],
    /// Images, limits and target, overridden by the command line.
    pub settings: &'a Settings,
    /// The project of every id; absent leaves it open until registration.
    pub project: Option<&'a str>,
    /// The domain of every id; absent leaves it open.
    pub domain: Option<&'a str>,
    /// The version of every id.
    pub version: Version<'a>,
    /// Whether only the findings are of interest: payloads are then as many bytes as they could have at most, without their content, so a
    /// finding about a size may be wrong, and its absence is not.
    pub draft: bool,
}

/// The version of every id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Version<'a> {
    /// Left open until registration.
    #[default]
    Open,
    /// This one.
    Named(&'a str),
    /// A hash of what is emitted.
    Content,
}

/// The artifacts in the order of registration: dependencies come first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Artifacts {
    pub entities: Vec<Entity>,
}

/// One entity to be registered.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// The name under which it is registered.
    pub name: String,
    /// What is registered.
    pub message: Message,
}

/// The message of an entity.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    Task(Box<TaskSpec>),
    Workflow(Box<WorkflowSpec>),
    LaunchPlan(Box<LaunchPlan>),
}

impl Message {
    /// The number that flytekit gives this kind in file names.
    pub fn kind(&self) -> u8 {
        match self {
            Message::Task(_) => 1,
            Message::Workflow(_) => 2,
            Message::LaunchPlan(_) => 3,
        }
    }

    pub fn encode(&self) -> Vec<u8> {
        match self {
            Message::Task(message) => message.encode_to_vec(),
            Message::Workflow(message) => message.encode_to_vec(),
            Message::LaunchPlan(message) => message.encode_to_vec(),
        }
    }
}

/// Emits the tasks and workflows of the chosen files and all that they refer to.
///
/// Where two names clash, or code or a constant cannot be written, there are no artifacts.
pub fn emit(sound: Sound<'_>, options: &EmitOptions<'_>) -> Outcome<Artifacts> {
    let (program, graphs) = (sound.program().program(), sound.graphs());
    let order = order::order(program, graphs, options.files);
    let tasks = tasks(&order);
    let Written { codes, unwritable } = codes(sound.program(), &tasks, options.draft);
    let mut diagnostics = limits::payloads(program, &codes, options.settings);
    let is_whole = unwritable.is_empty();
    diagnostics.extend(unwritable);
    let task_names = program.tasks.iter().map(TaskDef::registered_name).collect();
    let emitter = Emitter { program, graphs, options, codes, task_names, version: String::new() };
    diagnostics.extend(images::check(program, &order, options.settings));
    let entities = match emitter.versioned(&order) {
        Ok(entities) => entities,
        Err(error) => {
            diagnostics.push(report::constant_unwritable(&error));
            Vec::new()
        }
    };
    diagnostics.extend(limits::closures(program, &order, &entities, options.settings));
    let clashes = clashes::check(program, graphs);
    let entities = if clashes.is_empty() && is_whole { entities } else { Vec::new() };
    diagnostics.extend(clashes);
    diagnostics.extend(map::ratios(program, graphs, &order, options.settings));
    Outcome { value: Artifacts { entities }, diagnostics }
}

/// The tasks whose payloads are written, each once.
fn tasks(order: &[order::Item]) -> Vec<TaskId> {
    let mut tasks: Vec<TaskId> = order.iter().filter_map(order::Item::task).collect();
    tasks.sort_unstable();
    tasks.dedup();
    tasks
}

/// The payloads of the tasks.
#[derive(Default)]
struct Written {
    codes: BTreeMap<TaskId, Vec<String>>,
    /// A finding for each task that has no payload.
    unwritable: Vec<Diagnostic>,
}

/// The payload of each task; in a draft, a filler of the same length or longer.
fn codes(program: SoundProgram<'_>, tasks: &[TaskId], draft: bool) -> Written {
    let filler = |task| Ok(vec!["A".repeat(payload::bound(program, task)? as usize)]);
    let payloads = parallel::map(tasks, |task| if draft { filler(*task) } else { payload::write(program, *task) });
    let mut written = Written::default();
    for (task, payload) in tasks.iter().zip(payloads) {
        match payload {
            Ok(payload) => {
                written.codes.insert(*task, payload);
            }
            Err(error) => written.unwritable.push(report::code_unwritable(&program.task(*task).header, &error)),
        }
    }
    written
}

/// The input of every message.
struct Emitter<'a> {
    program: &'a Program,
    graphs: &'a Graphs,
    options: &'a EmitOptions<'a>,
    codes: BTreeMap<TaskId, Vec<String>>,
    /// The registered name of every task, by its id: each is needed once per node.
    task_names: Vec<String>,
    version: String,
}

impl Emitter<'_> {
    /// All messages; under [`Version::Content`] they are made twice, because the version is a hash of what they are without it.
    fn versioned(mut self, order: &[order::Item]) -> Result<Vec<Entity>, WriteError> {
        match self.options.version {
            Version::Open => {}
            Version::Named(version) => version.clone_into(&mut self.version),
            Version::Content => self.version = version::of_content(&self.entities(order)?),
        }
        self.entities(order)
    }

    fn entities(&self, order: &[order::Item]) -> Result<Vec<Entity>, WriteError> {
        parallel::map(order, |item| self.entity(item)).into_iter().collect()
    }

    fn entity(&self, item: &order::Item) -> Result<Entity, WriteError> {
        let (name, message) = match item {
            order::Item::Task(id) => (self.program.task(*id).registered_name(), Message::Task(Box::new(self.task_spec(*id)))),
            order::Item::Map(map) => (naming::map_task(self.program.task(map.task), map), Message::Task(Box::new(self.map_spec(map)))),
            order::Item::Workflow(id) => {
                (self.program.workflow(*id).registered_name(), Message::Workflow(Box::new(self.workflow_spec(*id)?)))
            }
            order::Item::LaunchPlan(id) => {
                (self.program.workflow(*id).registered_name(), Message::LaunchPlan(Box::new(self.launch_plan(*id)?)))
            }
        };
        Ok(Entity { name, message })
    }

    fn task_name(&self, id: TaskId) -> String {
        self.task_names.get(id.0 as usize).cloned().unwrap_or_default()
    }

    fn id(&self, kind: ResourceType, name: String) -> Identifier {
        let part = |text: Option<&str>| text.unwrap_or_default().to_owned();
        Identifier {
            resource_type: kind.into(),
            project: part(self.options.project),
            domain: part(self.options.domain),
            name,
            version: self.version.clone(),
            org: String::new(),
        }
    }
}
