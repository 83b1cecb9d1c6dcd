//! Operators of other languages, between values and before them.

use super::super::phrase::Bound;
use super::super::place::Place;
use super::report;
use crate::diagnostics::Diagnostic;
use crate::syntax::token::TokenKind;

/// Comparisons of other languages, in the two tokens as which they are read.
const COMPARISONS: &[(&str, &str, &str)] =
    &[("==", "=", "=="), ("!=", "=", "!="), ("<", ">", "!="), ("=", "<", "<="), ("=", "~", "=="), ("~", "=", "!=")];

/// `a === b`, `a <> b`
pub(super) fn comparison(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    if matches!(place.statement_word(), "if" | "while" | "assert" | "else") && place.current() == "=>" {
        return Some(report::comparison("=>", place.span(), ">="));
    }
    let first = [index, index.wrapping_sub(1)].into_iter().find_map(|at| {
        let (.., meant) = COMPARISONS.iter().find(|(first, second, _)| place.token(at) == *first && place.token(at + 1) == *second)?;
        (place.glued(at + 1) && at > 0 && place.ends_operand(at - 1)).then_some((at, *meant))
    });
    let (at, meant) = first?;
    let span = place.span_over(at..at + 2);
    Some(report::comparison(place.written(span), span, meant))
}

/// Words for the absence of a value.
const NOTHING: &[&str] = &["None", "null", "nil", "NULL", "undefined", "nullptr", "Null", "Nil", "none"];

/// `x is None`, `x is not y`, `x instanceof str`
pub(super) fn is(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let word = [index, index.wrapping_sub(1)].into_iter().find(|at| matches!(place.token(*at), "is" | "isnt" | "instanceof"))?;
    if word == 0 || !place.ends_operand(word - 1) || place.first_on_line(word) {
        return None;
    }
    let negated = place.token(word + 1) == "not" || place.token(word) == "isnt";
    let value = if place.token(word + 1) == "not" { word + 2 } else { word + 1 };
    let signs = place.span_over(word..value);
    let (subject, tested) = (place.operand_start(word - 1).map_or("", |start| place.source(start..word)), place.token(value));
    let meant = if negated { "!=" } else { "==" };
    if place.is_name(value) && NOTHING.contains(&tested) || place.kind_of(value) == Some(TokenKind::None) {
        return Some(report::is_none(place.written(signs), subject, meant, signs.to(place.span_of(value))));
    }
    let typed = place.token(word) == "instanceof" || matches!(tested, "int" | "float" | "str" | "bool" | "string" | "String" | "Int");
    if typed && place.is_name(value) {
        return Some(report::type_test(place.written(signs), subject, tested, signs));
    }
    Some(report::comparison(place.written(signs), signs, meant))
}

/// `x++`
pub(super) fn increment(place: &Place<'_>) -> Option<Diagnostic> {
    let second = [place.index(), place.index() + 1, place.index().wrapping_sub(1)].into_iter().find(|index| {
        let sign = place.token(*index);
        matches!(sign, "+" | "-") && *index > 1 && place.token(index - 1) == sign && place.glued(*index) && place.ends_operand(index - 2)
    })?;
    let sign = place.token(second);
    if place.begins_operand(second + 1) && !place.first_on_line(second + 1) {
        return None;
    }
    let span = place.span_of(second - 1).to(place.span_of(second));
    let target = place.operand_start(second - 2).map_or(place.token(second - 2), |start| place.source(start..second - 1));
    let alone = place.operand_start(second - 2) == Some(place.statement());
    Some(report::increment(target, sign, span, alone))
}

/// `x := 3`
pub(super) fn walrus(place: &Place<'_>) -> Option<Diagnostic> {
    let colon = [place.index(), place.index().wrapping_sub(1)].into_iter().find(|index| place.token(*index) == ":")?;
    if colon == 0 || place.token(colon + 1) != "=" || !place.glued(colon + 1) || place.in_params() {
        return None;
    }
    let sign = place.span_of(colon).to(place.span_of(colon + 1));
    let first = place.statement();
    let value = place.source(colon + 2..place.part_end(colon + 2));
    if place.in_block() && first + 1 == colon && place.is_name(first) {
        let declared = is_variable(place, place.token(first));
        return Some(report::walrus_statement(place.token(first), value, place.span_of(first).head(), sign, declared));
    }
    let end = place.expr_end(colon + 2, Bound::Value)?;
    Some(report::walrus(place.token(colon - 1), place.source(colon + 2..end), sign))
}

/// Whether the item declares a variable of this name before the place.
pub(super) fn is_variable(place: &Place<'_>, name: &str) -> bool {
    (1..place.index()).any(|at| place.token(at) == name && matches!(place.token(at - 1), "var"))
}

/// `*args`, `**options`, `...`
pub(super) fn spread(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let star = place.current();
    let first = matches!(place.before(1), "(" | "," | "[" | "{") || place.before(1) == "\n";
    let dots = star == "." && place.after(1) == ".";
    let before_dots = place.before(1) == "." && star == "." && index > 1;
    let at = if before_dots { index - 1 } else { index };
    if !(matches!(star, "*" | "**") && first || dots || before_dots) {
        return None;
    }
    let sign = if dots || before_dots { at..at + (at..at + 3).take_while(|dot| place.token(*dot) == ".").count() } else { at..at + 1 };
    let (value, end) = match place.operand_end(sign.end) {
        Some(end) => (place.source(sign.end..end), end),
        None => ("", sign.end),
    };
    let span = place.span_over(sign.clone());
    if place.in_params() {
        return Some(report::spread_parameter(span));
    }
    let open = place.opener()?;
    let rest = place
        .closing(open)
        .filter(|close| at == open + 1 && place.token(end) == "," && end + 1 < *close)
        .map(|close| place.source(end + 1..close));
    Some(match (place.bracket(), rest) {
        ("[", Some(rest)) => report::spread_list(value, rest, span, place.span_over(open..place.closing(open)? + 1)),
        ("{", Some(rest)) if !place.in_block() && open > 0 && !place.is_name(open - 1) => {
            report::spread_map(value, rest, span, place.span_over(open..place.closing(open)? + 1))
        }
        ("[", None) => report::spread(value, span, "join lists with `+`"),
        ("(", _) => report::spread(value, span, "pass the arguments one by one"),
        _ => report::spread(value, span, "join lists with `a + b` and maps with `a.merge(b)`"),
    })
}

/// `$x`, `\`: a character that no token begins with.
pub(super) fn stray(place: &Place<'_>) -> Option<Diagnostic> {
    if place.kind() != Some(TokenKind::Stray) {
        return None;
    }
    Some(report::stray(place.current(), place.token(place.index() + 1), place.span()))
}
