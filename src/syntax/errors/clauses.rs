//! Words and signs that a clause needs: `in` of a loop, `=>` of an arm and `=` of a declaration.

use super::place::Place;
use super::report;
use crate::diagnostics::{Applicability, Diagnostic};
use crate::syntax::token::{Class, TokenKind};

/// `for x of xs`
pub(super) fn for_loop(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let named = index >= 2 && place.before(2) == "for" && place.is_name(index - 1) && place.is_name(index);
    if !named {
        return None;
    }
    let other_word = place.begins_operand(index + 1) && place.class_of(index + 1) != Some(Class::OpenBlock);
    Some(report::missing_in(place.before(1), other_word.then(|| place.span()), place.end_of(index - 1)))
}

/// `0: "zero"` as an arm of a `match`.
pub(super) fn arm_colon(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    if !place.in_match() || index == place.statement() {
        return None;
    }
    let has_arrow = (place.statement()..place.part_end(index)).any(|at| place.token(at) == "=>");
    if has_arrow {
        return None;
    }
    let value = matches!(place.class(), Some(Class::Text | Class::Number | Class::Open | Class::OpenBlock));
    let colon = if place.current() == ":" {
        index
    } else if place.before(1) == ":" && value {
        index - 1
    } else {
        return None;
    };
    let span = place.span_of(colon);
    let text = if colon > 0 && place.glued(colon) { " =>" } else { "=>" };
    Some(report::arm_arrow(span, text, Applicability::Unsafe))
}

/// `let x 3`, `const A: int 3`
pub(super) fn missing_equals(place: &Place<'_>) -> Option<Diagnostic> {
    let (first, index) = (place.statement(), place.index());
    let declares = matches!(place.statement_word(), "let" | "var" | "const");
    let named = index >= first + 2 && (first..index).all(|at| place.token(at) != "=");
    if !declares || !named || !place.ends_operand(index - 1) || !place.begins_operand(index) || place.first_on_line(index) {
        return None;
    }
    let span = place.end_of(index - 1);
    let rest = (index..).take_while(|at| !matches!(place.kind_of(*at), None | Some(TokenKind::Newline)));
    if index == first + 2 && rest.into_iter().any(|at| place.token(at) == "=") {
        return Some(report::missing_colon(place.before(1), span));
    }
    Some(report::missing_equals(place.current(), span))
}

/// `.5`, `1.`
pub(super) fn bare_point(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let starts = |at: usize| place.token(at) == "." && place.kind_of(at + 1) == Some(TokenKind::Number) && place.glued(at + 1);
    let operand_before = index > 0 && place.ends_operand(index - 1);
    if starts(index) && !operand_before {
        let span = place.span().to(place.span_of(index + 1));
        return Some(report::missing_digits(span, "before", place.span().head()));
    }
    let point = [Some(index), index.checked_sub(1)]
        .into_iter()
        .flatten()
        .find(|at| place.token(*at) == "." && *at > 0 && place.kind_of(at - 1) == Some(TokenKind::Number) && place.glued(*at))?;
    let span = place.span_of(point - 1).to(place.span_of(point));
    Some(report::missing_digits(span, "after", place.end_of(point)))
}
