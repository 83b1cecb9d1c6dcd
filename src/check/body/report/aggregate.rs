//! The wording of what is wrong with struct and map literals.

use super::list_of;
use crate::diagnostics::codes::names::UNKNOWN_NAME;
use crate::diagnostics::codes::types::{DUPLICATE_KEY, NOT_A_VALUE, STRUCT_FIELDS, TYPE_MISMATCH};
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::program::StructDef;
use crate::source::Span;
use crate::syntax::ast::Ident;

pub(in crate::check::body) fn duplicate_key(text: &str, again: Span, first: Span) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_KEY, format!("the key `\"{text}\"` appears twice in this map"))
        .at(again, "again here")
        .at(first, "first here")
        .help("a map has one value for each key: remove one of them")
}

/// A `float` after elements that are `int`s; these are those that are no literals, as they are written.
pub(in crate::check::body) fn float_after_ints(span: Span, ints: &[(Span, &str)]) -> Diagnostic {
    let found = Diagnostic::new(&TYPE_MISMATCH, "the elements of a list have one type, but these are `int` and `float`")
        .at(span, "this is `float`");
    let Some((first, text)) = ints.first() else { return found };
    let edits = ints.iter().map(|(span, text)| Edit { span: *span, text: format!("float({text})") }).collect();
    found.at(*first, "this is `int`").help(format!("convert each `int`: `float({text})`")).fix(
        "convert them to `float`",
        Applicability::Unsafe,
        edits,
    )
}

/// `near` is a type with a similar name that may be meant.
pub(in crate::check::body) fn unknown_struct(name: &Ident, near: Option<&str>) -> Diagnostic {
    let found = Diagnostic::new(&UNKNOWN_NAME, format!("cannot find a struct called `{}`", name.name)).at(name.span, "not declared");
    match near {
        Some(near) => found.help(format!("did you mean `{near}`?")),
        None => found,
    }
}

/// `kind` is what the name means instead of a struct, with its article.
pub(in crate::check::body) fn not_a_struct(name: &Ident, kind: &str, declared: Span) -> Diagnostic {
    Diagnostic::new(&NOT_A_VALUE, format!("`{}` is {kind}, not a struct", name.name))
        .at(name.span, "only a struct has fields")
        .at(declared, "declared here")
}

pub(in crate::check::body) fn field_given_twice(field: &str, again: Span, first: Span) -> Diagnostic {
    Diagnostic::new(&STRUCT_FIELDS, format!("the field `{field}` is given twice"))
        .at(again, "again here")
        .at(first, "first here")
        .help("remove one of the two")
}

/// `name` is how the literal names the struct.
pub(in crate::check::body) fn missing_fields(def: &StructDef, name: &Ident, missing: &[&str]) -> Diagnostic {
    let what = if missing.len() == 1 { "the field" } else { "the fields" };
    Diagnostic::new(&STRUCT_FIELDS, format!("this `{}` is missing {what} {}", name.name, list_of(missing, '`')))
        .at(name.span, "every field without a default needs a value")
        .at(def.header.span, "the struct is declared here")
        .help(format!("add {}", missing.iter().take(8).map(|name| format!("`{name}: …`")).collect::<Vec<_>>().join(", ")))
}
