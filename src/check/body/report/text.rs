//! The wording of what is wrong with interpolated strings, formats, and patterns of regular expressions.

use super::Shown;
use super::none::{self, Place};
use crate::diagnostics::codes::types::{CONSTANT_FAILS, FORMAT_SPEC, NOT_INTERPOLATED};
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::program::replacement::Mistake;
use crate::source::Span;

/// A value of a type that has no form as a string.
pub(in crate::check::body) fn no_string_form(shown: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&FORMAT_SPEC, format!("`{shown}` cannot be converted to a string")).at(span, "this has no string form")
}

pub(in crate::check::body) fn no_format(value: &Shown, format: Span) -> Diagnostic {
    let shown = &value.shown;
    let found = Diagnostic::new(&FORMAT_SPEC, format!("`{shown}` does not accept a format; only numbers, strings and dates do"))
        .at(format, "this format")
        .at(value.span, format!("this is `{shown}`"));
    let text = value.text_or("x");
    if value.ty.accepts_none() {
        none::may_be_none(found, value, Place::Whole)
    } else {
        found.help(format!("convert it to a string first: `str({text})`"))
    }
}

/// A string without `f`: `hole` is what it has in braces, `written` how it is with `f`, if that is short, and `signs` the signs of other languages before the
/// braces.
pub(in crate::check::body) fn not_interpolated(string: Span, hole: &str, written: Option<&str>, signs: &[Span]) -> Diagnostic {
    let insert = Edit { span: string.head(), text: "f".to_owned() };
    let edits = std::iter::once(insert).chain(signs.iter().map(|span| Edit { span: *span, text: String::new() })).collect();
    Diagnostic::new(&NOT_INTERPOLATED, format!("this string is not interpolated: it has `{hole}` as it is written"))
        .at(string, "there is no `f` before it")
        .help(match written {
            Some(written) => format!("write `{written}`"),
            None => "write `f` before the string".to_owned(),
        })
        .fix("make it an interpolated string", Applicability::Unsafe, edits)
}

/// `why` is what the parser of formats says.
pub(in crate::check::body) fn format_not_valid(spec: &str, why: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&FORMAT_SPEC, format!("`{spec}` is not a valid format: {why}"))
        .at(span, "formats follow Python's format specification")
        .help("`.2f` writes two decimal places, `>8` pads on the left to a width of 8, `,` groups thousands, `%` writes a percentage")
}

pub(in crate::check::body) fn pattern_not_valid(error: &regex::Error, span: Span) -> Diagnostic {
    // Before its last line, the error draws the pattern.
    let message = error.to_string();
    let why = message.lines().last().unwrap_or_default().trim().trim_start_matches("error: ");
    Diagnostic::new(&CONSTANT_FAILS, format!("the regular expression is not valid: {why}"))
        .at(span, "this always fails")
        .help("patterns use Perl's syntax, without look-around and backreferences")
}

pub(in crate::check::body) fn replacement_not_valid(pattern: &regex::Regex, mistake: &Mistake<'_>, span: Span) -> Diagnostic {
    let message = match mistake.is_unknown {
        true => format!("the pattern has no group `{}`", mistake.written),
        false => format!("the group `{}` is not closed", mistake.written),
    };
    let names: Vec<String> = pattern.capture_names().flatten().map(|name| format!("`${{{name}}}`")).collect();
    let groups = match (pattern.captures_len() - 1, names.as_slice()) {
        (0, _) => "the pattern has no groups".to_owned(),
        (1, []) => "the pattern has one group, `$1`".to_owned(),
        (count, []) => format!("the pattern has {count} groups, `$1` to `${count}`"),
        (count, names) => format!("the pattern has the groups `$1` to `${count}`, and by name {}", names.join(", ")),
    };
    Diagnostic::new(&CONSTANT_FAILS, message)
        .at(span, "this always fails")
        .note(groups)
        .help("write `${1}0` to put a digit after a group, and `$$` for a dollar sign")
}
