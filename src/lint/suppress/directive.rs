//! Parses comments that are for Flightplan.

use crate::diagnostics::{Code, Diagnostic, codes};
use crate::lint::report;
use crate::source::{SourceMap, Span};
use crate::syntax::ast::Comment;

/// What a comment covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// What begins on its line.
    Line,
    /// The next item or statement.
    Next,
    File,
}

/// A comment that allows findings.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Directive {
    pub(super) reach: Reach,
    pub(super) names: Vec<Name>,
    /// How many names were written.
    pub(super) written: usize,
    /// The comment.
    pub(super) span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Name {
    pub(super) text: String,
    pub(super) span: Span,
    pub(super) code: Option<&'static Code>,
}

/// A comment that begins with `# flightplan:`.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Parsed {
    Directive(Directive),
    Malformed(Diagnostic),
}

/// The directive in a comment; `None` for any other comment.
pub(super) fn parse(sources: &SourceMap, comment: &Comment) -> Option<Parsed> {
    let text = sources.text(comment.span);
    let said = text.strip_prefix('#')?.trim_start().strip_prefix("flightplan:")?.trim();
    let malformed = |what: String| Some(Parsed::Malformed(report::malformed(what, comment.span)));
    let (word, rest) = said.split_at(said.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(said.len()));
    let reach = match word {
        "allow" if comment.trailing => Reach::Line,
        "allow" => Reach::Next,
        "allow-file" => Reach::File,
        "" => return malformed(report::no_directive()),
        _ => return malformed(report::unknown_directive(word)),
    };
    let inside = rest.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let Some((list, after)) = inside else {
        return malformed(report::no_names(word));
    };
    if !(after.is_empty() || after.trim_start().starts_with(':')) {
        return malformed(report::more_than_a_reason(word));
    }
    let offset_of = |part: &str| comment.span.start + (part.as_ptr() as usize - text.as_ptr() as usize) as u32;
    let names: Vec<Name> = list
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(|name| Name {
            text: name.to_owned(),
            span: Span { start: offset_of(name), end: offset_of(name) + name.len() as u32, ..comment.span },
            code: codes::find(name),
        })
        .collect();
    if names.is_empty() {
        return malformed(report::empty_names(word));
    }
    Some(Parsed::Directive(Directive { reach, written: names.len(), names, span: comment.span }))
}
