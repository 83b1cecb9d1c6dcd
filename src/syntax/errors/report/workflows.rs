//! Statements of a workflow as code and other tools write them.

use crate::diagnostics::{Applicability, Diagnostic, Edit, codes::syntax as codes};
use crate::source::Span;

fn written(found: Diagnostic, text: &str, whole: Span) -> Diagnostic {
    found.fix(format!("write `{text}`"), Applicability::Unsafe, vec![Edit { span: whole, text: text.to_owned() }])
}

/// `map` is the map as it is written here.
pub(in crate::syntax::errors) fn list_of_a_map(span: Span, map: &str, whole: Span) -> Diagnostic {
    let found =
        Diagnostic::new(&codes::UNEXPECTED, "the list of a `map` is given in the parentheses of its task").at(span, "not part of a map");
    written(found, map, whole)
}

pub(in crate::syntax::errors) fn block_of_a_node(brace: Span, edits: Vec<Edit>) -> Diagnostic {
    Diagnostic::new(&codes::BLOCK_OR_VALUE, "a value of a workflow is not written in braces").at(brace, "this `{` starts a map").fix(
        "remove the braces",
        Applicability::Unsafe,
        edits,
    )
}

/// `call` is the pipe as a call, and its place.
pub(in crate::syntax::errors) fn pipe(sign: Span, call: Option<(&str, Span)>) -> Diagnostic {
    let found = Diagnostic::new(&codes::FOREIGN_OPERATOR, "the output of a node is passed on as an argument").at(sign, "not an operator");
    match call {
        Some((call, whole)) => written(found, call, whole),
        None => found.help("write the first call as an argument of the second, or name it with `let`"),
    }
}

/// `node` is what the closure does as a node.
pub(in crate::syntax::errors) fn closure_in_workflow(arrow: Span, node: Option<&str>, whole: Span) -> Diagnostic {
    let found = Diagnostic::new(&codes::FOREIGN_OPERATOR, "there are no closures in a workflow").at(arrow, "not an operator");
    match node {
        Some(node) => written(found, node, whole),
        None => found.help("to run a task for every element of a list, use `map`; what is computed belongs in the code of a task"),
    }
}

/// `choice` is the choice as code has it; `calls` says that it calls something.
pub(in crate::syntax::errors) fn choice_in_workflow(span: Span, choice: &str, calls: bool) -> Diagnostic {
    let found = Diagnostic::new(&codes::TERNARY, "a workflow cannot choose between values yet").at(span, "decides when the workflow runs");
    match calls {
        true => found.help(format!("decide in the code of a task: declare what the choice calls with `fn` instead of `task`, and write `{choice}` in the body of one task")),
        false => found.help(format!("decide in the code of a task with the body `{choice}`, and call that task here")),
    }
}

pub(in crate::syntax::errors) fn choice_of_flytekit(word: Span) -> Diagnostic {
    Diagnostic::new(&codes::TERNARY, "a workflow cannot choose with `conditional` which node runs")
        .at(word, "decides when the workflow runs")
        .help("decide in the code of a task: declare what it chooses between with `fn` instead of `task`, and call that in an `if` of one task")
}

pub(in crate::syntax::errors) fn named_outputs(equals: Span, name: &str, signs: Vec<Edit>) -> Diagnostic {
    Diagnostic::new(&codes::EQUALS_FOR_COLON, "the name of an output is followed by `:`").at(equals, format!("write `{name}: …`")).fix(
        "write `:`",
        Applicability::Unsafe,
        signs,
    )
}

/// `node` is the call as it is written here.
pub(in crate::syntax::errors) fn method_of_a_task(method: &str, span: Span, node: &str, whole: Span) -> Diagnostic {
    let found =
        Diagnostic::new(&codes::UNEXPECTED, format!("tasks have no method `{method}`")).at(span, "a workflow calls the task itself");
    written(found, node, whole)
}

/// `lets` are the nodes as statements, and `text` all of them in the place of `whole`.
pub(in crate::syntax::errors) fn gathered(value: Span, lets: &[String], text: &str, whole: Span) -> Diagnostic {
    let shown = lets.iter().map(|node| format!("`{node}`")).collect::<Vec<_>>().join(", ");
    Diagnostic::new(&codes::UNEXPECTED, "a workflow waits for nothing: its nodes run at the same time unless one needs another")
        .at(value, "not needed")
        .help(format!("write {shown}"))
        .fix("write a statement for each node", Applicability::Unsafe, vec![Edit { span: whole, text: text.to_owned() }])
}

/// Calls of one task that are gathered; `map` is what makes them.
pub(in crate::syntax::errors) fn gathered_map(span: Span, map: &str, edit: Edit) -> Diagnostic {
    Diagnostic::new(&codes::UNEXPECTED, "a workflow waits for nothing: a `map` runs a task for each element of a list")
        .at(span, "not needed")
        .fix(format!("write `{map}`"), Applicability::Unsafe, vec![edit])
}

pub(in crate::syntax::errors) fn options_without_with(brace: Span, options: &str, edits: Vec<Edit>) -> Diagnostic {
    Diagnostic::new(&codes::UNEXPECTED, "`with` is missing before the options").at(brace, "the options of a node").fix(
        format!("write `{options}`"),
        Applicability::Unsafe,
        edits,
    )
}

/// `node` is the call with its options.
pub(in crate::syntax::errors) fn options_before_node(options: Span, node: &str, whole: Span) -> Diagnostic {
    let found = Diagnostic::new(&codes::MISPLACED_CLAUSE, "`with` follows the node whose options it has").at(options, "before the node");
    written(found, node, whole)
}

pub(in crate::syntax::errors) fn quoted_key(key: &str, span: Span) -> Diagnostic {
    let found = Diagnostic::new(&codes::UNEXPECTED, format!("the key `{key}` needs quotes")).at(span, "not a name");
    found.fix(format!("write `\"{key}\"`"), Applicability::Safe, vec![Edit { span, text: format!("\"{key}\"") }])
}

/// `key` has its first entry, `entry`, on the next line.
pub(in crate::syntax::errors) fn indented_record(key: &str, entry: &str, colon: Span, place: Span) -> Diagnostic {
    Diagnostic::new(&codes::UNEXPECTED, format!("the entries of `{key}` are written in braces"))
        .at(colon, "`{` goes here")
        .at(place, "its first entry")
        .help(format!("write `{key}: {{ {entry}: … }}`; braces, and not indentation, say what belongs together"))
}
