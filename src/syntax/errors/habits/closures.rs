//! Closures of other languages.

use std::ops::Range;

use super::super::phrase::Bound;
use super::super::place::Place;
use super::report;
use crate::diagnostics::Diagnostic;
use crate::syntax::token::TokenKind;

/// `lambda x: x + 1`
pub(super) fn lambda(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let word = [index, index.wrapping_sub(1), place.statement()]
        .into_iter()
        .find(|at| place.token(*at) == "lambda" && place.token(at + 1) != "=")?;
    let closure = written(place, word);
    let span = place.span_of(word);
    Some(report::lambda(span, closure.map(|(text, end)| (place.span_over(word..end), text))))
}

/// The closure that a `lambda` at an index is, with the index after it.
pub(super) fn written(place: &Place<'_>, word: usize) -> Option<(String, usize)> {
    let colon = (word + 1..word + 40).find(|at| place.token(*at) == ":")?;
    let params = word + 1..colon;
    let plain = params.clone().all(|at| place.is_name(at) || place.token(at) == ",");
    let end = place.expr_end(colon + 1, Bound::Value)?;
    (plain && !params.is_empty() && place.token(end) != "if")
        .then(|| (format!("|{}| {}", place.source(params), place.source(colon + 1..end)), end))
}

/// `x => x + 1`, `(x, y) => x + y`, `x -> x + 1`
pub(super) fn arrow(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    if !matches!(place.current(), "=>" | "->") || index == 0 || place.opener().is_none() || place.in_match() {
        return None;
    }
    let params = if place.is_name(index - 1) {
        index - 1..index
    } else if place.before(1) == ")" {
        place.opening(index - 1)? + 1..index - 1
    } else {
        return None;
    };
    let first = if place.before(1) == ")" { params.start - 1 } else { params.start };
    if first == place.statement() && place.in_block() {
        return None;
    }
    let names = parameters(place, params)?;
    let span = place.span();
    let body = index + 1..place.part_end(index + 1);
    Some(report::closure(span, (place.span_over(first..body.end), format!("|{names}| {}", expression(place, body)))))
}

/// The names of parameters, without their types.
fn parameters(place: &Place<'_>, range: Range<usize>) -> Option<String> {
    let mut names = Vec::new();
    let mut begins = true;
    for at in place.outer(range) {
        match place.token(at) {
            "," => begins = true,
            word if begins => {
                if !place.is_name(at) {
                    return None;
                }
                names.push(word);
                begins = false;
            }
            _ => {}
        }
    }
    Some(names.join(", "))
}

/// The body of a closure; a block that only returns something is that.
fn expression<'a>(place: &Place<'a>, body: Range<usize>) -> &'a str {
    let block = place.token(body.start) == "{" && place.closing(body.start) == Some(body.end - 1);
    if block && place.token(body.start + 1) == "return" {
        let inside = body.start + 2..body.end - 1;
        let last = if place.token(inside.end - 1) == ";" { inside.end - 1 } else { inside.end };
        if (inside.start..last).all(|at| !matches!(place.kind_of(at), Some(TokenKind::Newline | TokenKind::Semicolon))) {
            return place.source(inside.start..last);
        }
    }
    place.source(body)
}

/// `fn(x) { x + 1 }`, `function (x) { return x }`, `func(x int) int { … }`
pub(super) fn function(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let candidates = [
        Some(index),
        index.checked_sub(1),
        place.opener().and_then(|open| open.checked_sub(1)),
        place.opener().and_then(|open| open.checked_sub(2)),
    ];
    let word = candidates
        .into_iter()
        .flatten()
        .find(|at| matches!(place.token(*at), "fn" | "function" | "func" | "def") && place.token(at + 1) == "(")?;
    if word == 0 {
        return None;
    }
    let close = place.closing(word + 1)?;
    let names = parameters(place, word + 2..close)?;
    let span = place.span_of(word);
    let types = (close + 1..close + 8).find(|at| place.token(*at) == "{").filter(|_| place.token(close + 1) != "{");
    let start = types.unwrap_or(close + 1);
    let body = start..place.part_end(start);
    if body.is_empty() {
        return None;
    }
    Some(report::closure(span, (place.span_over(word..body.end), format!("|{names}| {}", expression(place, body)))))
}
