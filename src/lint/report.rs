//! Messages about levels and about comments that allow findings: one function each. The messages of rules are with the rules.

use crate::diagnostics::codes::comments::{FORBIDDEN_ALLOW, MISPLACED_ALLOW, UNKNOWN_ALLOW, USELESS_ALLOW};
use crate::diagnostics::codes::project::{FIXED_LEVEL, UNKNOWN_CODE};
use crate::diagnostics::codes::{self};
use crate::diagnostics::{Applicability, Code, Diagnostic, Edit, suggest};
use crate::source::Span;

pub(super) fn fixed_level(code: &Code) -> Diagnostic {
    Diagnostic::new(&FIXED_LEVEL, format!("the level of `{}` cannot be changed: it is an error of the compiler", code.name))
        .help("only lints, limits, warnings, notes, and errors whose page says so can be ignored, allowed or lowered")
}

pub(super) fn unknown_code(text: &str) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_CODE, format!("no finding has the code or name `{text}`"))
}

pub(super) fn unknown_name(text: &str, at: Span) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_ALLOW, format!("no finding has the name `{text}`")).at(at, "")
}

/// Adds the code or name that is nearest to one of these, or a pointer to the list.
pub(super) fn with_nearest(finding: Diagnostic, text: &str) -> Diagnostic {
    match suggest::nearest(text, codes::all().map(|code| code.name)) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help("`flightplan explain` prints every code with its name"),
    }
}

pub(super) fn malformed(what: String, comment: Span) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_ALLOW, what)
        .at(comment, "")
        .help("write `# flightplan: allow(NAME): why`, or `# flightplan: allow-file(NAME): why`")
}

pub(super) fn no_directive() -> String {
    "this comment contains no directive".to_owned()
}

pub(super) fn unknown_directive(word: &str) -> String {
    format!("`{word}` is not a directive")
}

pub(super) fn no_names(word: &str) -> String {
    format!("`{word}` needs the names of findings in parentheses")
}

pub(super) fn empty_names(word: &str) -> String {
    format!("`{word}` names no finding")
}

pub(super) fn more_than_a_reason(word: &str) -> String {
    format!("only a `:` and a reason may follow `{word}(…)`")
}

pub(super) fn misplaced_for_file(comment: Span) -> Diagnostic {
    misplaced("this `allow-file` is inside an item", comment)
        .help("move it to the top of the file, or write `allow` to cover the next statement")
}

pub(super) fn misplaced_for_next(comment: Span) -> Diagnostic {
    misplaced("no item or statement follows this `allow`", comment).help("move it before the item or statement that it is about")
}

fn misplaced(message: &str, comment: Span) -> Diagnostic {
    Diagnostic::new(&MISPLACED_ALLOW, message).at(comment, "covers nothing here")
}

pub(super) fn forbidden(code: &Code, at: Span) -> Diagnostic {
    Diagnostic::new(&FORBIDDEN_ALLOW, format!("`{}` is an error of the compiler and cannot be allowed", code.name))
        .at(at, "")
        .help("fix the error, and remove the comment")
}

/// `comment` can be removed if the name is the only one in it.
pub(super) fn useless(name: &str, at: Span, comment: Option<Span>) -> Diagnostic {
    let finding = Diagnostic::new(&USELESS_ALLOW, format!("there is no `{name}` here to allow")).at(at, "");
    match comment {
        Some(span) => finding.fix("remove the comment", Applicability::Safe, vec![Edit { span, text: String::new() }]),
        None => finding.help("remove the name"),
    }
}
