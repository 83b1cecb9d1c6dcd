//! Names of a workflow: unknown, called although they are not nodes, or used too early.

use super::{did_you_mean, write_instead};
use crate::check::context::{Def, Entry};
use crate::check::foreign::Advice;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::names::UNKNOWN_NAME;
use crate::diagnostics::codes::workflow::{CALL_OF_CODE, NOT_A_VALUE, USED_BEFORE};
use crate::source::Span;

/// `wanted` is `task`, or `task or workflow`.
pub(crate) fn unknown_callee(wanted: &str, name: &str, span: Span, near: Option<&str>) -> Diagnostic {
    let found = Diagnostic::new(&UNKNOWN_NAME, format!("there is no {wanted} `{name}`")).at(span, "not declared or imported here");
    match near {
        Some(near) => did_you_mean(found, near),
        None => found.help("declare it in this module, or import it from the module that declares it"),
    }
}

/// A call that writes a line of text in another language; `written` is what it writes, if that is short.
pub(crate) fn prints(name: &str, span: Span, written: &str) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_NAME, format!("there is no task or workflow `{name}`"))
        .at(span, "a workflow connects nodes, and writes nothing itself")
        .help(super::misplaced::log_in_task(written))
}

/// A function of another language, which would be task code.
pub(crate) fn foreign_callee(name: &str, span: Span, advice: &Advice) -> Diagnostic {
    let found = Diagnostic::new(&UNKNOWN_NAME, format!("there is no task or workflow `{name}`")).at(span, "not declared or imported here");
    match advice.code {
        Some(_) => found.help(format!("in the code of a task it is written `{}`: a workflow computes nothing itself", advice.shown)),
        None => found.help(advice.why.clone()),
    }
}

pub(crate) fn unknown_value(name: &str, span: Span, near: Option<&str>) -> Diagnostic {
    let found = Diagnostic::new(&UNKNOWN_NAME, format!("there is no value `{name}`")).at(span, "not defined in this workflow");
    match near {
        Some(near) => did_you_mean(found, near),
        None => found.help("a value is an input of the workflow, a name from a `let`, or a constant"),
    }
}

/// A value as another language calls it: `ours` is what it is here, empty if there is none.
pub(crate) fn foreign_value(name: &str, ours: &str, why: &str, span: Span) -> Diagnostic {
    let found = Diagnostic::new(&UNKNOWN_NAME, format!("there is no value `{name}`")).at(span, "not defined in this workflow");
    match ours {
        "" => found.help(why),
        ours => write_instead(found, span, ours),
    }
}

/// A call of a struct, a constant, a `fn`: something that makes no node. `value` is how a struct is written.
pub(crate) fn not_a_node(name: &str, span: Span, entry: &Entry, value: Option<&str>) -> Diagnostic {
    let kind = entry.def.kind();
    let found = Diagnostic::new(&CALL_OF_CODE, format!("`{name}` is {kind}, and a workflow can only call tasks and workflows"))
        .at(span, "this call is not a node")
        .at(entry.span, format!("`{name}` is {kind}"));
    match entry.def {
        Def::Fn(_) => found.help(make_it_a_task(name)).help(format!("or write a task that calls `{name}`, and call that task here")),
        Def::Struct(_) => {
            let written = value.map_or_else(|| format!("{name} {{ … }}"), str::to_owned);
            found.help(format!("a value of the struct is written `{written}`, and must be constant in a workflow"))
        }
        Def::Enum(_) | Def::Alias(_) | Def::Const(_) | Def::Task(_) | Def::Workflow(_) | Def::Reported => {
            found.help("remove the parentheses")
        }
    }
}

/// How a `fn` becomes a task.
pub(super) fn make_it_a_task(name: &str) -> String {
    format!("make `{name}` a task: declare it with `task` instead of `fn`, and write its output after `->`")
}

pub(crate) fn call_of_value(name: &str, span: Span, declared: Span) -> Diagnostic {
    Diagnostic::new(&CALL_OF_CODE, format!("`{name}` is a value and cannot be called"))
        .at(span, "only tasks and workflows can be called")
        .at(declared, format!("`{name}` is defined here"))
}

pub(crate) fn used_before(name: &str, span: Span, declared: Span) -> Diagnostic {
    Diagnostic::new(&USED_BEFORE, format!("`{name}` is used before its `let`"))
        .at(span, "not defined yet")
        .at(declared, "defined here")
        .help("move the `let` above this line")
        .note("the order of the lines is not the order in which nodes run: a node runs as soon as its inputs are available")
}

/// `user` is the name whose `let` needs `name`, which needs `user` in turn; they may be the same.
pub(crate) fn cycle(name: &str, span: Span, user: &str, declared: Span) -> Diagnostic {
    if name == user {
        return Diagnostic::new(&USED_BEFORE, format!("`{name}` is used in its own `let`"))
            .at(span, "this is not known before the node has run")
            .help("use another value here, such as an input of the workflow or a constant");
    }
    Diagnostic::new(&USED_BEFORE, format!("`{user}` and `{name}` depend on each other"))
        .at(span, format!("`{user}` needs `{name}` here"))
        .at(declared, format!("`{name}` needs `{user}`"))
        .help(format!("break the cycle: use a value here that does not depend on `{user}`, such as an input of the workflow or a constant"))
}

pub(crate) fn not_a_value(name: &str, span: Span, entry: &Entry) -> Diagnostic {
    let kind = entry.def.kind();
    let found = Diagnostic::new(&NOT_A_VALUE, format!("`{name}` is {kind}, not a value"))
        .at(span, "a value is expected here")
        .at(entry.span, format!("`{name}` is {kind}"));
    match entry.def {
        Def::Task(_) | Def::Workflow(_) => found.help(format!("call it: `{name}(…)`")),
        Def::Struct(_) => found.help(format!("a value of it is written `{name} {{ … }}`")),
        Def::Enum(_) | Def::Alias(_) | Def::Const(_) | Def::Fn(_) | Def::Reported => found,
    }
}
