//! Types as they are written: unknown names, angle brackets, keys of maps, unions.

use super::{did_you_mean, write_instead};
use crate::check::context::Entry;
use crate::diagnostics::codes::names::{DUPLICATE_MEMBER, UNKNOWN_TYPE};
use crate::diagnostics::codes::written_types::{FORMAT, INDISTINCT_FIELD, INDISTINCT_UNION, MAP_KEY, TYPE_ARGUMENTS};
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::source::Span;

pub(crate) fn not_a_type(name: &str, span: Span, entry: &Entry, near: Option<&str>) -> Diagnostic {
    let kind = entry.def.kind();
    let found = Diagnostic::new(&UNKNOWN_TYPE, format!("`{name}` is {kind}, not a type"))
        .at(span, "a type is expected here")
        .at(entry.span, format!("`{name}` is {kind}"));
    match near {
        Some(near) => did_you_mean(found, near),
        None => found,
    }
}

/// What an unknown type was most likely meant to be.
pub(crate) enum Meant<'t> {
    /// A type of a similar name.
    Near(&'t str),
    /// A type of another language: how that is written here, with backticks.
    Foreign(&'t str),
    Unknown,
}

pub(crate) fn unknown_type(name: &str, span: Span, meant: &Meant<'_>) -> Diagnostic {
    let found = Diagnostic::new(&UNKNOWN_TYPE, format!("there is no type `{name}`")).at(span, "not declared or imported");
    match meant {
        Meant::Near(near) => write_instead(found, near, span),
        Meant::Foreign(here) => {
            let found = found.help(format!("here it is written {here}"));
            match plain(here) {
                Some(ty) => found.fix(format!("write `{ty}`"), Applicability::Safe, vec![Edit { span, text: ty.to_owned() }]),
                None => found,
            }
        }
        Meant::Unknown => found.help(format!("declare it: `struct {name} {{ … }}`, or import it from the module that declares it")),
    }
}

/// The type in a text that is nothing but a type in backticks.
fn plain(text: &str) -> Option<&str> {
    text.strip_prefix('`')?.strip_suffix('`').filter(|inner| !inner.contains('`'))
}

/// `here` is how a type of another language is written here.
pub(crate) fn no_arguments(name: &str, span: Span, here: Option<&str>) -> Diagnostic {
    let found = Diagnostic::new(&TYPE_ARGUMENTS, format!("`{name}` has no parameters in angle brackets")).at(span, "");
    match here {
        Some(here) => found.help(format!("here it is written {here}")),
        None => found.help("only `file`, `dir` and `table` have them: `file<\"csv\">`, `table<{a: int}>`"),
    }
}

pub(crate) fn not_one_format(span: Span) -> Diagnostic {
    Diagnostic::new(&TYPE_ARGUMENTS, "a file or folder has one format in angle brackets")
        .at(span, "")
        .help("write the format as a string: `file<\"csv\">`; only a `table` has columns")
}

/// `plain` is the format that is left without the dots before it.
pub(crate) fn invalid_format(text: &str, span: Span, plain: Option<&str>) -> Diagnostic {
    let found = Diagnostic::new(&FORMAT, format!("`{text}` is not a valid format")).at(span, "");
    match plain {
        Some(plain) => found.help(format!("write only the name: `\"{plain}\"`")),
        None => found.help("a format is letters, digits and `. _ + -`, such as `csv` or `tar.gz`; without angle brackets any format fits"),
    }
}

/// `what` is `format` or `list of columns`.
pub(crate) fn given_twice(what: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(&TYPE_ARGUMENTS, format!("a table has one {what}")).at(span, "the second one").at(first, "the first one")
}

pub(crate) fn duplicate_column(name: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_MEMBER, format!("the column `{name}` is declared twice"))
        .at(span, "declared again here")
        .at(first, "first declared here")
}

/// `key` and `value` are types as the user writes them.
pub(crate) fn map_key(key: &str, value: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&MAP_KEY, format!("the keys of a map are `str`, not `{key}`"))
        .at(span, "Flyte's maps have strings as keys")
        .help(format!("write `{{str: {value}}}`, and convert the keys with `str(…)`"))
}

/// Two variants of a union, each with its place; `kind` is what they both are, such as `structs`.
pub(crate) fn indistinct_union(first: (&str, Span), second: (&str, Span), kind: Option<&str>) -> Diagnostic {
    let (one, two) = (first.0, second.0);
    let message = match kind {
        Some(kind) => format!("a union cannot have two {kind}, `{one}` and `{two}`"),
        None => format!("a union cannot have both `{one}` and `{two}`"),
    };
    let found = Diagnostic::new(&INDISTINCT_UNION, message).at(second.1, format!("Flyte cannot tell `{two}` from `{one}`"));
    let found = if first.1 == second.1 { found } else { found.at(first.1, format!("`{one}` is already a variant")) };
    found
        .help("use a struct with an optional field for each alternative")
        .note("Flyte tags the value of a union with the kind of its variant (struct, list, map …), not with the variant's name or elements")
}

pub(crate) fn indistinct_field(one: &str, two: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&INDISTINCT_FIELD, format!("a field cannot be `{one}` or `{two}`"))
        .at(span, format!("in a struct, Flyte cannot tell `{two}` from `{one}`"))
        .help("use a field for each alternative")
        .note("Flyte keeps a struct as MessagePack, in which the value of a union has no tag")
}
