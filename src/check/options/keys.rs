//! All options, and where each has an effect.

use super::report;
use super::unknown::Unknown;
use super::values::Values;
use crate::check::context::Context;
use crate::diagnostics::Diagnostic;
use crate::syntax::ast::{OptionEntry, OptionRecord};

/// What a record of options belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The definition of a task.
    Task,
    /// The header of a workflow.
    Workflow,
    /// A call of a task.
    Call,
    /// A call of a workflow.
    SubWorkflow,
    Map,
}

impl Place {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Place::Task => "a task's definition",
            Place::Workflow => "a workflow's header",
            Place::Call => "a call of a task",
            Place::SubWorkflow => "a call of a workflow",
            Place::Map => "a map",
        }
    }
}

/// An option: its places, and why it has no effect elsewhere.
pub(super) struct Key {
    name: &'static str,
    places: &'static [Place],
    pub(super) why: &'static str,
}

const EVERYWHERE_A_TASK_RUNS: &[Place] = &[Place::Task, Place::Call, Place::Map];
const RUNS: &str = "it configures the container of a task; set it on the task or on its calls";
const DEFINITION: &str = "Flyte only reads it from the definition of the task";
const MAPS: &str = "it configures how the elements of a `map` run";
const CACHE: &str = "Flyte uses the cache settings of the task's definition and ignores those of a node (`flytepropeller/pkg/compiler/transformers/k8s/node.go`)";

const KEYS: &[Key] = &[
    Key { name: "requests", places: EVERYWHERE_A_TASK_RUNS, why: RUNS },
    Key { name: "limits", places: EVERYWHERE_A_TASK_RUNS, why: RUNS },
    Key { name: "retries", places: EVERYWHERE_A_TASK_RUNS, why: "Flyte retries tasks, not workflows; set it on the tasks of the workflow" },
    Key {
        name: "timeout",
        places: &[Place::Task, Place::Call, Place::Map, Place::SubWorkflow],
        why: "a workflow has no timeout; set it on its nodes",
    },
    Key {
        name: "interruptible",
        places: &[Place::Task, Place::Call, Place::Map, Place::Workflow],
        why: "the nodes of a sub-workflow do not inherit it; set it on its tasks",
    },
    Key { name: "image", places: EVERYWHERE_A_TASK_RUNS, why: RUNS },
    Key { name: "accelerator", places: EVERYWHERE_A_TASK_RUNS, why: RUNS },
    Key { name: "shared_memory", places: EVERYWHERE_A_TASK_RUNS, why: RUNS },
    Key { name: "cache", places: &[Place::Task], why: CACHE },
    Key { name: "cache_serialize", places: &[Place::Task], why: CACHE },
    Key { name: "cache_ignore", places: &[Place::Task], why: CACHE },
    Key { name: "env", places: &[Place::Task], why: DEFINITION },
    Key { name: "secrets", places: &[Place::Task], why: DEFINITION },
    Key { name: "pod_template", places: &[Place::Task], why: DEFINITION },
    Key { name: "deprecated", places: &[Place::Task], why: DEFINITION },
    Key { name: "labels", places: &[Place::Task], why: DEFINITION },
    Key { name: "annotations", places: &[Place::Task], why: DEFINITION },
    Key { name: "deck", places: &[Place::Task], why: DEFINITION },
    Key {
        name: "service_account",
        places: &[],
        why: "pods run under the service account of the execution, which a launch plan sets; Flyte ignores one set on a task (`flytepropeller/pkg/controller/nodes/task/taskexec_context.go`)",
    },
    Key { name: "name", places: &[Place::Task, Place::Workflow, Place::Call, Place::SubWorkflow, Place::Map], why: "" },
    Key { name: "concurrency", places: &[Place::Map], why: MAPS },
    Key { name: "min_successes", places: &[Place::Map], why: MAPS },
    Key { name: "min_success_ratio", places: &[Place::Map], why: MAPS },
    Key { name: "run_all", places: &[Place::Map], why: MAPS },
    Key { name: "backend", places: &[Place::Map], why: MAPS },
    Key { name: "failure_policy", places: &[Place::Workflow], why: "it controls what a workflow does when one of its nodes fails" },
    Key { name: "on_failure", places: &[Place::Workflow], why: "it names what runs when a workflow fails" },
    Key { name: "tags", places: &[Place::Workflow], why: "only workflows have tags; use `labels` for a task" },
];

/// The option of a name.
pub(super) fn find(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}

/// Whether an option has an effect there.
pub(super) fn allowed(name: &str, place: Place) -> bool {
    find(name).is_some_and(|key| key.is_on(place))
}

/// The options that have an effect there.
pub(super) fn names_on(place: Place) -> Vec<&'static str> {
    KEYS.iter().filter(|key| key.is_on(place)).map(|key| key.name).collect()
}

impl Key {
    pub(super) fn is_on(&self, place: Place) -> bool {
        self.places.contains(&place)
    }

    /// Where it has an effect, in words.
    pub(super) fn places(&self) -> Vec<&'static str> {
        self.places.iter().map(|place| place.as_str()).collect()
    }
}

/// The entries of a record that have an effect there, each key once.
pub(super) struct Record<'a> {
    /// What it belongs to.
    pub(super) place: Place,
    entries: Vec<&'a OptionEntry>,
}

impl<'a> Record<'a> {
    /// Reports unknown, repeated and misplaced keys, and leaves them out.
    pub(super) fn open(
        cx: &Context<'_>,
        record: Option<&'a OptionRecord>,
        place: Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Record<'a>> {
        let record = record?;
        let mut entries: Vec<&OptionEntry> = Vec::with_capacity(record.entries.len());
        let mut unknown = Vec::new();
        for entry in &record.entries {
            let name = entry.key.name.as_str();
            let Some(key) = find(name) else {
                unknown.push(entry);
                continue;
            };
            if !key.is_on(place) {
                diagnostics.push(misplaced(entry, key, place));
                continue;
            }
            match entries.iter().find(|other| other.key.name == entry.key.name) {
                Some(first) => diagnostics.push(report::twice(&format!("the option `{name}`"), entry.key.span, first.key.span)),
                None => entries.push(entry),
            }
        }
        Unknown { cx, record, place, known: &mut entries }.report(&unknown, diagnostics);
        Some(Record { place, entries })
    }

    /// The entry of a key.
    pub(super) fn get(&self, name: &str) -> Option<&'a OptionEntry> {
        self.entries.iter().find(|entry| entry.key.name == name).copied()
    }

    /// A reader of values.
    pub(super) fn values<'c>(&self, cx: &'c Context<'c>, diagnostics: &'c mut Vec<Diagnostic>) -> Values<'c> {
        Values { cx, diagnostics }
    }
}

fn misplaced(entry: &OptionEntry, key: &Key, place: Place) -> Diagnostic {
    report::misplaced(key.name, entry.key.span, place.as_str(), key.why, &key.places())
}
