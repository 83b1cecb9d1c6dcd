//! Messages about artifacts: one function each.

use std::fmt::Display;

use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::artifacts::{
    CLOSURE_TOO_LARGE, CODE_UNWRITABLE, CONSTANT_UNWRITABLE, DEFAULT_IMAGE, OTHER_IMAGE, RATIO_INEXACT, RESOURCE_TOO_LARGE, TASK_TOO_LARGE,
};
use crate::diagnostics::codes::flyte::REGISTERED_TWICE;
use crate::program::{Header, TaskDef};
use crate::source::Span;

pub(super) fn constant_unwritable(error: &dyn Display) -> Diagnostic {
    Diagnostic::new(&CONSTANT_UNWRITABLE, format!("a constant has no form in Flyte: {error}"))
}

pub(super) fn code_unwritable(task: &Header, error: &dyn Display) -> Diagnostic {
    Diagnostic::new(&CODE_UNWRITABLE, format!("the code of the task `{}` cannot be written into its artifact: {error}", task.name))
        .at(task.span, "with everything that it calls")
}

/// `task` is one of the tasks that use the image.
pub(super) fn default_image(image: &str, task: &Header) -> Diagnostic {
    Diagnostic::new(&DEFAULT_IMAGE, format!("code runs in the image `{image}`, which the cluster must have"))
        .at(task.span, "this task, for one, names no image")
        .help("name one: `--image`, `image` or `runtime_image` in `flightplan.toml`, or the option `image` of a task")
}

/// `used` says what the place has to do with the image.
pub(super) fn other_image(image: &str, span: Span, used: &str) -> Diagnostic {
    Diagnostic::new(
        &OTHER_IMAGE,
        format!("the image `{image}` has to contain Flightplan: its containers are started with `flightplan execute`"),
    )
    .at(span, used)
    .help("build it with the binary `flightplan` on its `PATH`: `COPY --from=FLIGHTPLAN_IMAGE /usr/local/bin/flightplan /usr/local/bin/`")
    .note("the code of a task is in its artifact, not in the image")
}

pub(super) fn task_too_large(task: &Header, size: u64, limit: u64) -> Diagnostic {
    let message = format!("the code of the task `{}` is too large for its container's arguments: {}", task.name, sizes(size, limit));
    Diagnostic::new(&TASK_TOO_LARGE, message)
        .at(task.span, "with everything that it calls")
        .help("move data out of the source into a file, or split the task")
        .note("the limit is `limits.args_bytes` in `flightplan.toml`")
}

/// `largest` are tasks with their sizes.
pub(super) fn closure_too_large(workflow: &Header, size: u64, limit: u64, largest: &[(u64, &str)]) -> Diagnostic {
    let message = format!("the code of all tasks of the workflow `{}` is too large: {}", workflow.name, sizes(size, limit));
    Diagnostic::new(&CLOSURE_TOO_LARGE, message)
        .at(workflow.span, its_largest(largest))
        .help("move data out of the source into files, or call a part of the workflow through a launch plan")
        .note("the limit is `limits.closure_bytes` in `flightplan.toml`")
}

/// `largest` are tasks with their sizes.
pub(super) fn resource_too_large(workflow: &Header, size: u64, limit: u64, largest: &[(u64, &str)]) -> Diagnostic {
    let message = format!("the workflow `{}` is too large for a resource in the cluster: {}", workflow.name, sizes(size, limit));
    Diagnostic::new(&RESOURCE_TOO_LARGE, message)
        .at(workflow.span, its_largest(largest))
        .help("call a part of the workflow through a launch plan, which is a resource of its own, or move large constants into files")
        .note("the limit is `limits.resource_bytes` in `flightplan.toml`; it is about the JSON that etcd is given")
}

fn its_largest(tasks: &[(u64, &str)]) -> String {
    let tasks: Vec<String> = tasks.iter().map(|(size, name)| format!("`{name}` with {}", kibibytes(*size))).collect();
    format!("its largest: {}", tasks.join(", "))
}

fn sizes(size: u64, limit: u64) -> String {
    format!("{}, and {} are allowed", kibibytes(size), kibibytes(limit))
}

fn kibibytes(bytes: u64) -> String {
    if bytes < 1024 { format!("{bytes} bytes") } else { format!("{:.1} KiB", bytes as f64 / 1024.0) }
}

/// Of `length` elements, `exact` have to succeed, and Flyte requires `flyte`.
pub(super) fn inexact_ratio(task: &str, at: Span, length: u64, exact: u64, flyte: f64) -> Diagnostic {
    let message = format!("Flyte cannot count this ratio exactly: of {length} elements it takes {flyte} and not {exact}");
    Diagnostic::new(&RATIO_INEXACT, message)
        .at(at, format!("for the map over `{task}`"))
        .help("use a ratio with fewer digits, or `min_successes`")
}

/// A map of `mapped` has the name that `other` states.
pub(super) fn map_named_as_a_task(name: &str, mapped: &str, map: Span, other: &TaskDef) -> Diagnostic {
    let other_name = &other.header.name;
    Diagnostic::new(&REGISTERED_TWICE, format!("the map of `{mapped}` and the task `{other_name}` are both registered as `{name}`"))
        .at(other.options.name_span.unwrap_or(other.header.span), "registered under this name too")
        .at(map, "this map is registered as a task of this name")
        .help(format!("give `{other_name}` another name"))
}

pub(super) fn maps_of_one_name(name: &str, mapped: &str, map: Span, before: Span) -> Diagnostic {
    Diagnostic::new(&REGISTERED_TWICE, format!("two different maps of `{mapped}` are both registered as `{name}`"))
        .at(map, "binds other inputs, and has the same name")
        .at(before, "registered under this name before")
        .help(
            "give one of them another `concurrency`: the name is made of the bound inputs, the `concurrency` and the success criterion, one after the other",
        )
}
