//! Computations in a workflow, which belong in a task.

use super::{edit, listed};
use crate::check::wiring::misplaced::Computed;
use crate::diagnostics::codes::later::NOT_COMPILED_YET;
use crate::diagnostics::{Applicability, Code, Diagnostic};
use crate::source::{Name, Span};

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

/// Adds the task that computes the code at `place`.
pub(crate) fn moved(found: Diagnostic, task: &Computed, place: Span) -> Diagnostic {
    let Computed { name, header, code, call, at } = task;
    let declared = format!("\n\n{header} {{\n    {code}\n}}");
    found.help(format!("move it into a task, and write `{call}` here")).fix(
        format!("move it into the task `{name}`"),
        Applicability::Unsafe,
        vec![edit(place, call.as_str()), edit(*at, declared)],
    )
}

/// `used` are the values that it needs.
pub(crate) fn move_into_task<'n>(used: impl Iterator<Item = &'n Name>) -> String {
    match listed(used) {
        needed if needed.is_empty() => "move it into a task, and call that task here".to_owned(),
        needed => format!("move it into a task that gets {needed}, and call that task here"),
    }
}

/// `steps` are the nodes within a computation.
pub(crate) fn let_first(steps: &[Name]) -> String {
    let them = listed(steps.iter());
    format!("name what {them} returns with `let`, and move the rest into a task that gets it")
}

/// A task that is called with something that is computed from each element.
pub(crate) fn list_first(task: &str) -> String {
    format!("compute the list of what `{task}` gets in a task of its own, and write `map {task}(…)` over that list")
}

/// A workflow that is called for each element.
pub(crate) fn only_tasks_are_mapped(workflow: &str) -> String {
    format!("only tasks can be mapped: map the tasks of the workflow `{workflow}` one after another, or do its work in one task")
}

/// An `if` or `match` in a workflow.
pub(crate) fn decision(word: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&NOT_COMPILED_YET, format!("this version does not compile `{word}` in a workflow yet"))
        .at(span, "decides when the workflow runs")
}

pub(crate) const DECIDE_IN_TASK: &str = "decide in the code of a task, and call that task here";

/// `steps` are the tasks between which it decides; `task` does the same in code, if that can be written out.
pub(crate) fn decide_with_functions(steps: &[Name], task: Option<&Computed>) -> String {
    let functions = format!("decide in the code of one task: declare {} with `fn` instead of `task`", listed(steps.iter()));
    match task.map(|task| (task, one_line(&task.code))) {
        Some((task, Some(code))) => format!("{functions}, write `{} {{ {code} }}`, and `{}` here", task.header, task.call),
        Some((task, None)) => format!("{functions}, and move the decision into `{} {{ … }}`", task.header),
        None => format!("{functions}, and call them in a task that gets what they need"),
    }
}

/// Code of several lines on one, if each block has one statement.
fn one_line(code: &str) -> Option<String> {
    let lines: Vec<&str> = code.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let joins = |line: &str| line.ends_with('{') || line.starts_with('}');
    let statement = |pair: &[&str]| joins(pair[0]) || joins(pair[1]);
    (lines.windows(2).all(statement) && !code.contains('#')).then(|| lines.join(" "))
}
