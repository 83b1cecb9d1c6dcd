//! The images in which tasks run: which one a task gets, and what is said of it. Whether an image contains Flightplan cannot be seen from here, so
//! one of another name gets a note.

use std::collections::BTreeSet;

use super::order::Item;
use super::report;
use crate::config::Settings;
use crate::diagnostics::Diagnostic;
use crate::program::{Program, TaskDef};
use crate::source::Span;

/// The image of this version's runtime.
pub(super) fn default_image() -> String {
    format!("flightplan:{}", env!("CARGO_PKG_VERSION"))
}

/// The image of a task.
pub(super) fn of(task: &TaskDef, settings: &Settings) -> String {
    let named = task.options.image.as_ref().or(settings.image.as_ref()).or(settings.runtime_image.as_ref());
    named.cloned().unwrap_or_else(default_image)
}

/// The notes on the images of what is emitted: that a task names none, and that one has to contain Flightplan. Each image is noted once.
pub(super) fn check(program: &Program, order: &[Item<'_>], settings: &Settings) -> Vec<Diagnostic> {
    let tasks = || order.iter().filter_map(Item::task).map(|id| program.task(id));
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    if let Some(task) = tasks().find(|task| task.options.image.is_none()) {
        match (&settings.image, &settings.runtime_image) {
            (None, None) => found.push(report::default_image(&default_image(), &task.header)),
            (Some(image), _) if is_other(image, settings) && seen.insert(image.as_str()) => {
                found.push(report::other_image(image, task.header.span, "this task, for one, runs in it"));
            }
            (Some(_), _) | (None, Some(_)) => {}
        }
    }
    let of_tasks = tasks().map(|task| (&task.options.image, task.options.image_span));
    let nodes = order.iter().flat_map(|item| match item {
        Item::Workflow(id) => program.workflow(*id).nodes.as_slice(),
        Item::Task(_) | Item::Map(_) | Item::LaunchPlan(_) => &[],
    });
    let of_nodes = nodes.map(|node| (&node.options.image, node.options.image_span));
    for (image, span) in of_tasks.chain(of_nodes) {
        let (Some(image), Some(span)): (_, Option<Span>) = (image.as_deref(), span) else { continue };
        if is_other(image, settings) && seen.insert(image) {
            found.push(report::other_image(image, span, "tasks run in it"));
        }
    }
    found
}

/// Whether an image may lack Flightplan: by its name it is another one, the settings do not say that code runs in it, and it is not filled in at registration.
fn is_other(image: &str, settings: &Settings) -> bool {
    !image.contains("flightplan") && !image.contains("{{") && settings.runtime_image.as_deref() != Some(image)
}
