//! Statements of a workflow: `let`, `with`, `after`, and what is allowed only in task code.

use super::{counted, did_you_mean, edit, outputs, returns};
use crate::diagnostics::codes::workflow::{AFTER, NAME_TWICE, RETURN_NOT_LAST, STATEMENT, SWAPPED_OUTPUT, TAIL, TAKEN_APART, UNUSED_VALUE};
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::program::{Program, Signature, Variable};
use crate::source::Span;

pub(crate) fn return_not_last(stmt: Span, last: Span) -> Diagnostic {
    Diagnostic::new(&RETURN_NOT_LAST, "`return` is not the last statement of the workflow")
        .at(stmt, "the workflow returns here")
        .at(last, "but more statements follow")
        .help("move it to the end: all nodes of a workflow run, wherever they are written")
}

pub(crate) fn unused_value(span: Span) -> Diagnostic {
    Diagnostic::new(&UNUSED_VALUE, "this value is never used")
        .at(span, "neither a node nor the result of the workflow")
        .help("remove it, or bind it to an input of a node")
}

/// `with` or `after` where there is no node.
pub(crate) fn clause_without_node(word: &str, span: Span, value: Span) -> Diagnostic {
    Diagnostic::new(&TAIL, format!("`{word}` is only allowed after a node"))
        .at(span, format!("`{word}` applies to a call or a `map`"))
        .at(value, "this is not a node")
        .help(format!("move the `{word}` to the call that makes this value, or remove it"))
}

/// `literal` if the value is a tuple that is written in place.
pub(crate) fn not_destructured(pattern: Span, value: Span, literal: bool) -> Diagnostic {
    Diagnostic::new(&TAKEN_APART, "only the outputs of a node can be bound to several names")
        .at(pattern, "several names")
        .at(value, "this is not a node")
        .help(if literal {
            "write a `let` for each of the values"
        } else {
            "bind it to one name; its parts are reached with `.` and `[ ]`"
        })
}

/// `first` is the first name of the pattern.
pub(crate) fn wrong_count(program: &Program, callee: Signature<'_>, names: usize, pattern: Span, first: Option<&str>) -> Diagnostic {
    let count = callee.interface.outputs.len();
    let has = if count == 0 { "no outputs".to_owned() } else { counted(count, "output") };
    let names = counted(names, "name");
    let found = Diagnostic::new(&TAKEN_APART, format!("`{}` has {has}, but is bound to {names}", callee.header.name))
        .at(pattern, &*names)
        .at(callee.header.span, returns(program, callee));
    let name = first.unwrap_or("result");
    match count {
        0 => found.help(format!("to use the node in `after`, give it one name: `let {name} = …`")),
        1 => found.help(format!("give its output one name: `let {name} = …`")),
        _ => found.help("write one name for each output, in order, and `_` for those that are not needed"),
    }
}

pub(crate) fn nested_pattern(span: Span, output: &str) -> Diagnostic {
    Diagnostic::new(&TAKEN_APART, "a part of an output cannot be bound to a name of its own")
        .at(span, format!("the output `{output}` is a single value"))
        .help("give it one name")
}

/// A name that is the name of another output: `at` is its place, `other` the position of that output.
pub(crate) fn swapped_output(program: &Program, callee: Signature<'_>, name: &str, span: Span, at: usize, other: &Variable) -> Diagnostic {
    let all = &callee.interface.outputs;
    let position = all.iter().position(|output| output.name == other.name).map_or(0, |position| position + 1);
    let here = all.get(at).map_or("", |output| output.name.as_str());
    Diagnostic::new(
        &SWAPPED_OUTPUT,
        format!("`{name}` is output {position} of `{}`, but is bound to output {} here", callee.header.name, at + 1),
    )
    .at(span, format!("this is the output `{here}`"))
    .at(other.span, format!("`{}` is output {position}", other.name))
    .help(format!("write the names in the order {}", outputs(program, callee.interface)))
    .help(format!("or name the node, `let r = {}(…)`, and use `r.{name}`", callee.header.name))
}

/// Another name, and the edits that give it.
type Renamed = Option<(String, Vec<Edit>)>;

pub(crate) fn named_like_an_input(name: &str, span: Span, input: Span, renamed: Renamed) -> Diagnostic {
    let found = Diagnostic::new(&NAME_TWICE, format!("`{name}` is already an input of the workflow"))
        .at(span, "redefined here")
        .at(input, "the input is declared here");
    another_name(found, renamed)
}

pub(crate) fn named_twice(name: &str, span: Span, first: Span, renamed: Renamed) -> Diagnostic {
    let found =
        Diagnostic::new(&NAME_TWICE, format!("`{name}` is defined twice")).at(span, "redefined here").at(first, "first defined here");
    another_name(found, renamed)
}

fn another_name(found: Diagnostic, renamed: Renamed) -> Diagnostic {
    match renamed {
        Some((new, edits)) => found
            .help(format!("choose another name, such as `{new}`, for this one and its uses: a name has one meaning in the whole workflow"))
            .fix(format!("call it `{new}`"), Applicability::Unsafe, edits),
        None => found.help("choose another name: a name has one meaning in the whole workflow"),
    }
}

/// `name` is that of the variable, if it is one.
pub(crate) fn var(word: Span, name: Option<&str>) -> Diagnostic {
    let write = name.map_or_else(|| "write `let`".to_owned(), |name| format!("write `let {name} = …`"));
    Diagnostic::new(&STATEMENT, "`var` is only allowed in task code")
        .at(word, "a workflow has no variables")
        .help(format!("{write}; a value that changes step by step belongs in task code"))
        .fix("write `let`", Applicability::Unsafe, vec![edit(word, "let")])
}

pub(crate) fn loop_or_check(word: &'static str, span: Span) -> Diagnostic {
    only_in_tasks(&format!("`{word}`"), span).help(match word {
        "for" => "to run a task for every element of a list, use `map`; any other loop belongs in task code",
        "assert" => "check it in a task, which fails if the check does",
        _ => "move the loop into a task",
    })
}

/// `maps` are the statements that do what the loop `whole` does, and `declared` is the declaration of the list that it fills.
pub(crate) fn loop_of_maps(word: Span, maps: &[String], whole: Span, declared: Option<Span>, indent: &str) -> Diagnostic {
    let shown = maps.iter().map(|map| format!("`{map}`")).collect::<Vec<_>>().join(", then ");
    let edits = declared.map(|at| edit(at, "")).into_iter().chain([edit(whole, maps.join(&format!("\n{indent}")))]).collect();
    only_in_tasks("`for`", word).help(format!("to run a task for every element of a list, write {shown}")).fix(
        "write `map` in place of the loop",
        Applicability::Unsafe,
        edits,
    )
}

/// `value` is what is assigned, if that is short.
pub(crate) fn assignment(target: Span, value: &str) -> Diagnostic {
    only_in_tasks("assignment", target)
        .help(format!("a name in a workflow keeps its value: give `{value}` a name of its own with `let`, or compute the value in a task"))
}

/// The assignment of a node to a name that does not exist yet; `value` is how the node is written, if that is short.
pub(crate) fn assigned_without_let(name: &str, target: Span, value: &str) -> Diagnostic {
    only_in_tasks("assignment", target).help(format!("to name a node, write `let {name} = {value}`")).fix(
        "declare it with `let`",
        Applicability::Safe,
        vec![edit(target.head(), "let ")],
    )
}

fn only_in_tasks(what: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&STATEMENT, format!("{what} is only allowed in task code"))
        .at(span, "a workflow declares nodes and does not run step by step")
}

/// `near` is the name of a node, `called` whether it is a task or workflow that could be called.
pub(crate) fn after_unknown(name: &str, span: Span, near: Option<&str>, called: bool) -> Diagnostic {
    let found = Diagnostic::new(&AFTER, format!("there is no node `{name}`")).at(span, "not defined in this workflow");
    match near {
        Some(near) => did_you_mean(found, near),
        None if called => found.help(format!("name the node that calls it: `let x = {name}(…)`, then `after x`")),
        None => found.help("name the node with `let`, even if it has no outputs"),
    }
}

pub(crate) fn after_itself(name: &str, span: Span, declared: Span) -> Diagnostic {
    Diagnostic::new(&AFTER, format!("`{name}` cannot wait for itself"))
        .at(span, format!("this `after` belongs to `{name}`"))
        .at(declared, "defined here")
        .help("name another node, or remove the `after`")
}

pub(crate) fn after_input(name: &str, span: Span, declared: Span) -> Diagnostic {
    Diagnostic::new(&AFTER, format!("`{name}` is an input of the workflow, not a node"))
        .at(span, "inputs are available from the start")
        .at(declared, "declared here")
        .help("remove it: a node that uses an input does not have to wait for it")
}

/// `what` is `a value` or `a literal`.
pub(crate) fn after_value(name: &str, what: &str, span: Span, declared: Span) -> Diagnostic {
    Diagnostic::new(&AFTER, format!("`{name}` is {what}, not a node"))
        .at(span, "there is nothing to wait for")
        .at(declared, "defined here")
        .help("write the name that a `let` gives to a node")
}
