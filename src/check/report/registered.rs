//! Names under which tasks and workflows are registered.

use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::flyte::{NAME_CHARACTERS, NAME_TOO_LONG, REGISTERED_TWICE};
use crate::source::Span;

/// `stated` is where the option `name` states the registered name.
pub(crate) fn too_long(noun: &str, name: &str, span: Span, registered: &str, stated: Option<Span>, limit: u64) -> Diagnostic {
    let length = registered.chars().count();
    let message = format!("the {noun} `{name}` is registered under a name of {length} characters, but Flyte accepts {limit}");
    let found = Diagnostic::new(&NAME_TOO_LONG, message);
    match stated {
        Some(span) => found.at(span, "this is the name"),
        None => found.at(span, format!("registered as `{registered}`")).help(format!("shorten it, or {STATE_A_NAME}")),
    }
}

pub(crate) fn callable_characters(noun: &str, name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&NAME_CHARACTERS, format!("`{name}` cannot be the name of a {noun} in Flyte"))
        .at(span, "")
        .help(format!("use letters, digits and underscores, or {STATE_A_NAME}"))
}

const STATE_A_NAME: &str = "give it a registered name of its own: `with { name: \"…\" }`";

/// `what` is `input` or `output`.
pub(crate) fn variable_characters(what: &str, name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&NAME_CHARACTERS, format!("`{name}` cannot be the name of an {what} in Flyte"))
        .at(span, "")
        .help("use letters, digits and underscores, which Flyte needs to parse references to inputs and outputs")
}

/// Two tasks, or two workflows, each with the place of its registered name.
pub(crate) fn twice(noun: &str, registered: &str, first: (&str, Span), second: (&str, Span)) -> Diagnostic {
    let message = format!("the {noun}s `{}` and `{}` are both registered as `{registered}`", first.0, second.0);
    Diagnostic::new(&REGISTERED_TWICE, message)
        .at(second.1, "registered under this name too")
        .at(first.1, format!("the name of `{}`", first.0))
        .help("rename one of them")
}

/// A workflow with the name of the one that Flyte makes for a task.
pub(crate) fn like_a_single_task(registered: &str, workflow: (&str, Span), task: (&str, Span)) -> Diagnostic {
    let message = format!(
        "the workflow `{}` and the one that Flyte makes to run the task `{}` on its own are both registered as `{registered}`",
        workflow.0, task.0
    );
    Diagnostic::new(&REGISTERED_TWICE, message)
        .at(workflow.1, "registered under this name too")
        .at(task.1, "this task can be run on its own")
        .help("rename the workflow")
}
