//! The wording of what is wrong with the outputs that a task returns.

use super::list_of;
use crate::diagnostics::codes::types::OUTPUTS;
use crate::diagnostics::{Applicability, Diagnostic, Edit, suggest};
use crate::program::Variable;
use crate::source::Span;
use crate::syntax::ast::Ident;

/// `written` is the result with the names.
pub(in crate::check::body) fn returned_without_names(outputs: &[Variable], written: &str, span: Span) -> Diagnostic {
    let found = Diagnostic::new(&OUTPUTS, "the outputs have names, but are returned without them").at(span, "the names are missing");
    let found = match outputs.first() {
        Some(first) => found.at(first.span, "the names are declared here"),
        None => found,
    };
    found.fix(format!("write `{written}`"), Applicability::Unsafe, vec![Edit { span, text: written.to_owned() }])
}

/// `written` is the result in parentheses.
pub(in crate::check::body) fn returned_as_map(written: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&OUTPUTS, "named outputs are returned in parentheses").at(span, "this is a map").fix(
        format!("write `{written}`"),
        Applicability::Safe,
        vec![Edit { span, text: written.to_owned() }],
    )
}

pub(in crate::check::body) fn names_outside_of_result(span: Span) -> Diagnostic {
    Diagnostic::new(&OUTPUTS, "only the result of a task with named outputs can have members with names")
        .at(span, "this is not such a result")
        .help("remove the names, or declare a `struct`, whose fields always have names")
}

pub(in crate::check::body) fn returned_with_names(span: Span) -> Diagnostic {
    Diagnostic::new(&OUTPUTS, "the outputs of the task have no names")
        .at(span, "returned with names")
        .help("return the values without names, or name the outputs after the `->`")
}

pub(in crate::check::body) fn given_twice(name: &str, again: Span, first: Span) -> Diagnostic {
    Diagnostic::new(&OUTPUTS, format!("the output `{name}` is given twice"))
        .at(again, "again here")
        .at(first, "first here")
        .help("remove one of the two")
}

/// `declared` is where the first of the missing outputs is declared.
pub(in crate::check::body) fn missing(names: &[&str], result: Span, declared: Span) -> Diagnostic {
    Diagnostic::new(&OUTPUTS, format!("the result is missing {}", list_of(names, '`')))
        .at(result, "all outputs must be returned together")
        .at(declared, "declared here")
}

pub(in crate::check::body) fn unknown(name: &Ident, outputs: &[Variable]) -> Diagnostic {
    let names: Vec<&str> = outputs.iter().map(|output| output.name.as_str()).collect();
    let found = Diagnostic::new(&OUTPUTS, format!("the task has no output `{}`", name.name)).at(name.span, "unknown output");
    let found = match outputs.first() {
        Some(first) => found.at(first.span, "the outputs are declared here"),
        None => found,
    };
    match suggest::nearest(&name.name, names.iter().copied()) {
        Some(nearest) => found.help(format!("did you mean `{nearest}`?")),
        None => found.help(format!("its outputs are {}", list_of(&names, '`'))),
    }
}
