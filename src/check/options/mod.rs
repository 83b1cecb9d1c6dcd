//! Checks of `with`: the options of definitions, calls, maps and workflow headers.
//!
//! Where an option is allowed follows Flyte: where Flyte would ignore it, it is an error that says where it belongs.
//! `keys` knows the options, `values` reads their values, and each family of options has a module of its own.

mod forms;
mod identity;
mod keys;
mod report;
mod resources;
mod reuse;
mod success;
mod unknown;
mod values;
mod words;

#[cfg(test)]
mod tests;

use super::context::Context;
use crate::diagnostics::codes::later::not_compiled_yet;
use crate::diagnostics::{Diagnostic, Severity};
use crate::program::{Callee, Interface, MapOptions, NodeOptions, TaskOptions, WorkflowOptions};
use crate::syntax::ast;
use keys::{Place, Record};

/// The options of a task definition.
pub(super) fn task_options(
    cx: &Context<'_>,
    record: Option<&ast::OptionRecord>,
    interface: &Interface,
    diagnostics: &mut Vec<Diagnostic>,
) -> TaskOptions {
    let mut options = TaskOptions::default();
    let before = diagnostics.len();
    let Some(record) = Record::open(cx, record, Place::Task, diagnostics) else {
        return options;
    };
    let mut values = record.values(cx, diagnostics);
    options.resources = resources::read(&mut values, &record);
    options.retries = values.retries(record.get("retries"));
    options.timeout = values.timeout(record.get("timeout"), Place::Task).flatten();
    options.interruptible = values.bool(record.get("interruptible"));
    options.accelerator = resources::accelerator(&mut values, record.get("accelerator"));
    options.shared_memory = resources::shared_memory(&mut values, record.get("shared_memory"));
    (options.image, options.image_span) = identity::image(&mut values, record.get("image"));
    options.name = identity::registered_name(&mut values, record.get("name"));
    options.name_span = record.get("name").map(|entry| entry.span);
    options.env = identity::env(&mut values, record.get("env"));
    options.secrets = identity::secrets(&mut values, record.get("secrets"));
    options.labels = identity::labels(&mut values, record.get("labels"));
    options.annotations = identity::annotations(&mut values, record.get("annotations"));
    options.pod_template = identity::pod_template(&mut values, record.get("pod_template"));
    options.deprecated = values.text(record.get("deprecated"), "a message").map(|(text, _)| text);
    options.deck = values.bool(record.get("deck")).unwrap_or(false);
    resources::without_gpu(&mut values, &record, options.accelerator.as_ref());
    reuse::read(&mut values, &record, interface, &mut options);
    options.unread = diagnostics[before..].iter().any(|found| found.severity == Severity::Error);
    options
}

/// The options in the header of a workflow.
pub(super) fn workflow_options(cx: &Context<'_>, record: Option<&ast::OptionRecord>, diagnostics: &mut Vec<Diagnostic>) -> WorkflowOptions {
    let mut options = WorkflowOptions::default();
    let Some(record) = Record::open(cx, record, Place::Workflow, diagnostics) else {
        return options;
    };
    let mut values = record.values(cx, diagnostics);
    if let Some(entry) = record.get("failure_policy") {
        let policies = ["fail_immediately", "fail_after_executable_nodes_complete"];
        options.fail_after_executable_nodes_complete = values.word(Some(entry), &policies) == Some(policies[1]);
        options.failure_policy_span = Some(entry.span);
    }
    if let Some(entry) = record.get("interruptible") {
        options.interruptible = values.bool(Some(entry));
        options.interruptible_span = Some(entry.span);
    }
    options.tags = values.texts(record.get("tags"), "a tag");
    options.name = identity::registered_name(&mut values, record.get("name"));
    if let Some(entry) = record.get("on_failure") {
        diagnostics.push(not_compiled_yet("on_failure", entry.span));
    }
    options
}

/// Whether a word is the name of an option of calls, here or in flytekit: among the arguments, it was meant as one.
pub(super) fn is_for_calls(word: &str) -> bool {
    keys::allowed(word, Place::Call) && word != "name"
        || word == "concurrency"
        || matches!(words::meant(word, Place::Call), Some(words::Meant::Option("image" | "retries" | "timeout" | "interruptible")))
}

/// The overrides on a call, if it has any.
pub(super) fn call_options(
    cx: &Context<'_>,
    record: Option<&ast::OptionRecord>,
    callee: Callee,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<NodeOptions> {
    let place = match callee {
        Callee::Task(_) => Place::Call,
        Callee::Workflow(_) => Place::SubWorkflow,
    };
    Record::open(cx, record, place, diagnostics).map(|record| overrides(cx, &record, diagnostics))
}

/// The options of a map: the overrides of its elements, if it has any, and its own.
pub(super) fn map_options(
    cx: &Context<'_>,
    record: Option<&ast::OptionRecord>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Option<NodeOptions>, MapOptions) {
    let Some(record) = Record::open(cx, record, Place::Map, diagnostics) else {
        return Default::default();
    };
    let own = success::read(cx, &mut record.values(cx, diagnostics), &record);
    (Some(overrides(cx, &record, diagnostics)), own)
}

fn overrides(cx: &Context<'_>, record: &Record<'_>, diagnostics: &mut Vec<Diagnostic>) -> NodeOptions {
    let mut values = record.values(cx, diagnostics);
    let (image, image_span) = identity::image(&mut values, record.get("image"));
    NodeOptions {
        image,
        image_span,
        retries_span: record.get("retries").map(|entry| entry.span),
        resources: resources::read(&mut values, record),
        retries: values.retries(record.get("retries")),
        timeout: values.timeout(record.get("timeout"), record.place),
        timeout_span: record.get("timeout").map(|entry| entry.span),
        interruptible: values.bool(record.get("interruptible")),
        accelerator: resources::accelerator(&mut values, record.get("accelerator")),
        shared_memory: resources::shared_memory(&mut values, record.get("shared_memory")),
        pod_template: None,
        name: values.text(record.get("name"), "the name that the console shows").map(|(text, _)| text),
    }
}
