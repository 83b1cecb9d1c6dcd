//! Words and signs that a clause needs: `in` of a loop, `=>` of an arm, `=` of a declaration, the braces of `with`.

use super::place::Place;
use crate::diagnostics::{Applicability, Diagnostic, Edit, codes::syntax as codes};
use crate::syntax::scan::TokenKind;

/// `for (i = 0; i < 3; i++)`, `for x of xs`
pub(super) fn for_loop(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    if place.bracket() == "(" && place.before_bracket(1) == "for" && matches!(place.current(), "=" | ";" | ",") {
        let span = place.opener().map_or(place.span(), |open| place.span_of(open)).to(place.span());
        return Some(
            Diagnostic::new(&codes::UNEXPECTED, "a `for` names the elements of a list or map")
                .at(span, "no counting loop")
                .help("count with `for i in range(3) { … }`, and with `while c { … }` where the end depends on the data"),
        );
    }
    let named = index >= 2 && place.before(2) == "for" && place.is_name(index - 1) && place.is_name(index);
    if !named {
        return None;
    }
    let (span, said) = (place.span(), format!("`in` is missing behind `{}`", place.before(1)));
    let diagnostic = Diagnostic::new(&codes::MISSING_SEPARATOR, said);
    Some(if place.begins_operand(index + 1) && place.kind_of(index + 1) != Some(TokenKind::OpenBlock) {
        diagnostic.at(span, "write `in`").fix("write `in`", Applicability::Unsafe, vec![Edit { span, text: "in".into() }])
    } else {
        diagnostic.at(place.end_of(index - 1), "`in` goes here").fix(
            "add `in`",
            Applicability::Unsafe,
            vec![Edit { span: place.end_of(index - 1), text: " in".into() }],
        )
    })
}

/// `0: "zero"` as an arm of a `match`.
pub(super) fn arm_colon(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    if !in_match(place) || index == place.statement() {
        return None;
    }
    let value = matches!(place.kind(), Some(TokenKind::Text | TokenKind::Number | TokenKind::Open | TokenKind::OpenBlock));
    let colon = if place.current() == ":" {
        index
    } else if place.before(1) == ":" && value {
        index - 1
    } else {
        return None;
    };
    let span = place.span_of(colon);
    let text = if colon > 0 && place.glued(colon) { " =>" } else { "=>" };
    Some(Diagnostic::new(&codes::MISSING_ARROW, "an arm of `match` is written with `=>`").at(span, "write `=>`").fix(
        "write `=>`",
        Applicability::Unsafe,
        vec![Edit { span, text: text.into() }],
    ))
}

/// Whether the bracket around the place is that of a `match`.
fn in_match(place: &Place<'_>) -> bool {
    let Some(open) = place.opener().filter(|_| place.in_block()) else { return false };
    let before = (0..open).rev();
    let head = before.take_while(|index| !matches!(place.kind_of(*index), Some(TokenKind::Newline | TokenKind::OpenBlock)));
    head.map(|index| place.token(index)).any(|token| token == "match")
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
        return Some(
            Diagnostic::new(&codes::MISSING_TYPE, format!("a `:` is missing behind `{}`", place.before(1))).at(span, "`:` goes here").fix(
                "add the `:`",
                Applicability::Unsafe,
                vec![Edit { span, text: ":".into() }],
            ),
        );
    }
    Some(Diagnostic::new(&codes::MISSING_SEPARATOR, format!("`=` is missing before `{}`", place.current())).at(span, "`=` goes here").fix(
        "add `=`",
        Applicability::Unsafe,
        vec![Edit { span, text: " =".into() }],
    ))
}

/// `.5`, `1.`
pub(super) fn bare_point(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let starts = |at: usize| place.token(at) == "." && place.kind_of(at + 1) == Some(TokenKind::Number) && place.glued(at + 1);
    let operand_before = index > 0 && place.ends_operand(index - 1);
    if starts(index) && !operand_before {
        let span = place.span().to(place.span_of(index + 1));
        return Some(digits_missing(span, "before", Edit { span: place.span().head(), text: "0".into() }));
    }
    let point = [Some(index), index.checked_sub(1)]
        .into_iter()
        .flatten()
        .find(|at| place.token(*at) == "." && *at > 0 && place.kind_of(at - 1) == Some(TokenKind::Number) && place.glued(*at))?;
    let span = place.span_of(point - 1).to(place.span_of(point));
    Some(digits_missing(span, "behind", Edit { span: place.end_of(point), text: "0".into() }))
}

fn digits_missing(span: crate::source::Span, side: &str, edit: Edit) -> Diagnostic {
    Diagnostic::new(&codes::MALFORMED_NUMBER, format!("a float has digits {side} its point"))
        .at(span, "no number")
        .help("write `0.5`, `1.0`")
        .fix("add a `0`", Applicability::Safe, vec![edit])
}

/// `with (retries: 3)`, `with retries: 3`
pub(super) fn option_braces(place: &Place<'_>) -> Option<Diagnostic> {
    if place.before(1) != "with" || matches!(place.current(), "{" | "" | "\n") {
        return None;
    }
    Some(
        Diagnostic::new(&codes::BLOCK_OR_VALUE, "options stand in braces")
            .at(place.span(), "`{` goes here")
            .help("write `with { key: value }`"),
    )
}
