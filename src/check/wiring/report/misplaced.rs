//! Computations in a workflow, which belong in a task.

use super::edit;
use crate::diagnostics::{Applicability, Code, Diagnostic};
use crate::source::Span;

/// `what` is computed, such as `a slice`.
pub(crate) fn computation(code: &'static Code, what: &str, place: Span) -> Diagnostic {
    Diagnostic::new(code, format!("{what} is not allowed in a workflow, which connects nodes and computes nothing"))
        .at(place, "needs values that are only known when the workflow runs")
}

/// The label of a value that the computation uses; `ty` is its type as the user writes it, if it is known.
pub(crate) fn origin(name: &str, what: &str, ty: Option<&str>) -> String {
    match ty {
        Some(ty) => format!("`{name}` refers to {what} of type `{ty}`"),
        None => format!("`{name}` refers to {what}"),
    }
}

/// Adds the `map` that runs a task for every element, instead of `code`.
pub(crate) fn write_map(found: Diagnostic, code: Span, map: &str) -> Diagnostic {
    found.help(format!("to run a task for every element of a list, write `{map}`")).fix(
        format!("write `{map}`"),
        Applicability::Unsafe,
        vec![edit(code, map)],
    )
}

/// `text` is what would be written to the log.
pub(crate) fn log_in_task(text: &str) -> String {
    format!("only tasks have a log: write `log({text})` in the code of a task that gets the value")
}

/// A task that computes `code`; `params` are its parameters and `args` what they are bound to.
pub(crate) fn move_into_task(params: &str, result: &str, code: &str, args: &str) -> String {
    format!("move it into a task and call that, such as `task compute({params}) -> {result} {{ {code} }}`, then `compute({args})`")
}

pub(crate) const MOVE_INTO_TASK: &str = "move it into a task, and call that task here";
