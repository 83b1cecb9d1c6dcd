//! Decorators of Python, and of TypeScript: what they say is an option here, or the word of the declaration.

use super::{options, report};
use crate::diagnostics::Diagnostic;
use crate::source::Span;
use crate::syntax::errors::place::Place;
use crate::syntax::token::{ItemWord, TokenKind};

/// `@task(cache=True)`
pub(super) struct Decorator<'a> {
    /// The last part of its name: `task`.
    pub(super) name: &'a str,
    /// The sign and the name.
    pub(super) span: Span,
    /// What its arguments are as options here.
    pub(super) options: Vec<(String, String)>,
}

/// The decorators that the tokens begin with, and the index after them.
pub(super) fn read<'a>(place: &Place<'a>) -> (Vec<Decorator<'a>>, usize) {
    let (mut decorators, mut at) = (Vec::new(), 0);
    while place.kind_of(at) == Some(TokenKind::Stray) && place.token(at).starts_with('@') {
        let first = at;
        let mut name = place.token(at).trim_start_matches('@');
        at += 1;
        while place.token(at) == "." {
            name = place.token(at + 1);
            at += 2;
        }
        let span = place.between(first, at - 1);
        let mut options = Vec::new();
        if place.token(at) == "("
            && let Some(close) = place.closing(at)
        {
            options = options::translated(place, at, close);
            at = close + 1;
        }
        while place.kind_of(at) == Some(TokenKind::Newline) {
            at += 1;
        }
        decorators.push(Decorator { name, span, options });
    }
    (decorators, at)
}

/// Decorators before a declaration of ours, or before nothing that is known.
pub(super) fn alone(place: &Place<'_>, decorators: &[Decorator<'_>], at: usize) -> (Diagnostic, u32) {
    let end = place.end_of(at.saturating_sub(1)).end;
    let span = decorators.first().map_or(place.span_of(0), |first| first.span);
    let options: Vec<String> =
        decorators.iter().flat_map(|decorator| &decorator.options).map(|(key, value)| format!("{key}: {value}")).collect();
    let is_item = place.kind_of(at).is_some_and(|kind| ItemWord::of(kind) != ItemWord::Unknown);
    // The blanks up to the declaration, or the rest of the line.
    let rest = place.text().get(end as usize..).unwrap_or("");
    let gap = rest.len() - rest.trim_start().len();
    let removed = Span { end: end + gap as u32, ..place.span_of(0) };
    (report::decorator(place.written(span), span, &options, is_item.then_some(removed)), end)
}
