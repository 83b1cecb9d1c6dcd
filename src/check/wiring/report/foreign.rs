//! Nodes as other tools write them.

use super::edit;
use crate::diagnostics::codes::later::NOT_COMPILED_YET;
use crate::diagnostics::codes::workflow::COMPUTATION;
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::source::Span;

/// `written` is the whole as it is written here.
pub(crate) fn node(method: &str, span: Span, whole: Span, written: &str) -> Diagnostic {
    Diagnostic::new(&COMPUTATION, format!("tasks and nodes have no method `{method}`")).at(span, "a workflow only calls tasks").fix(
        format!("write `{written}`"),
        Applicability::Unsafe,
        vec![edit(whole, written)],
    )
}

/// `example` is a node with the order in it, and `edits` say it for all of them.
pub(crate) fn order(method: &str, span: Span, example: Option<&str>, edits: Option<Vec<Edit>>) -> Diagnostic {
    let found =
        Diagnostic::new(&COMPUTATION, format!("the order of nodes is not written with `{method}`")).at(span, "nodes have no methods");
    let found = match example {
        Some(example) => found.help(format!("write `{example}`")),
        None => found.help("name the node that runs first with `let`, and write `after` and that name after the call of the other"),
    };
    match edits {
        Some(edits) => found.fix("write `after`", Applicability::Unsafe, edits),
        None => found,
    }
}

/// Options of a node that has a name; the call with them, and the edits that write them there.
pub(crate) fn options(method: &str, span: Span, made: Option<(&str, Vec<Edit>)>) -> Diagnostic {
    let found = Diagnostic::new(&COMPUTATION, format!("tasks and nodes have no method `{method}`"))
        .at(span, "the options of a node follow its call");
    match made {
        Some((written, edits)) if written.contains('\n') => found.fix("write them after the call", Applicability::Unsafe, edits),
        Some((written, edits)) => found.fix(format!("write `{written}`"), Applicability::Unsafe, edits),
        None => found.help("write them in `with { … }` after the call that makes the node"),
    }
}

/// `calls` are the nodes, and `list` whether they can be a list.
pub(crate) fn gathered(whole: Span, calls: &[&str], list: bool) -> Diagnostic {
    let found = Diagnostic::new(&COMPUTATION, "a workflow waits for nothing: its nodes run at the same time unless one needs another")
        .at(whole, "not needed");
    let written = format!("[{}]", calls.join(", "));
    match list {
        true => found.fix(format!("write `{written}`"), Applicability::Unsafe, vec![edit(whole, written)]),
        false => found.help("write each call on a line of its own"),
    }
}

/// `lets` are the statements in the place of `whole`.
pub(crate) fn gathered_lets(value: Span, lets: &[String], whole: Span, indent: &str) -> Diagnostic {
    Diagnostic::new(&COMPUTATION, "a workflow waits for nothing: its nodes run at the same time unless one needs another")
        .at(value, "not needed")
        .fix("write a statement for each node", Applicability::Unsafe, vec![edit(whole, lets.join(&format!("\n{indent}")))])
}

/// flytekit's `conditional` and the like.
pub(crate) fn conditional(word: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&NOT_COMPILED_YET, format!("a workflow cannot choose with `{word}` which node runs"))
        .at(span, "decides when the workflow runs")
        .help("decide in the code of a task: declare what it chooses between with `fn` instead of `task`, and call that in an `if` of one task")
}

/// The only output of a node under a name; `node` is the node as it is written.
pub(crate) fn only_output(callee: &str, name: &str, span: Span, node: &str, gone: Span) -> Diagnostic {
    Diagnostic::new(&COMPUTATION, format!("`{callee}` has one output, which is the value of the node"))
        .at(span, format!("`{name}` is not needed"))
        .fix(format!("write `{node}`"), Applicability::Unsafe, vec![edit(gone, "")])
}
