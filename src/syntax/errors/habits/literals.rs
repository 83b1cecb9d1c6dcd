//! Literals and conversions of other languages: sets, strings side by side, casts.

use super::super::place::Place;
use super::report;
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::token::{Class, TokenKind};

/// `{1, 2, 3}`
pub(super) fn set(place: &Place<'_>) -> Option<Diagnostic> {
    let open = place.opener()?;
    let index = place.index();
    let separates = place.current() == "," || place.current() == "}" && index > open + 1;
    let first = place.statement() == open + 1;
    let named = open > 0 && place.is_name(open - 1);
    let text = open > 0 && place.class_of(open - 1) == Some(Class::Text) && place.glued(open);
    if place.kind_of(open) != Some(TokenKind::BraceOpen)
        || !separates
        || !first
        || named
        || text
        || !place.ends_operand(index.checked_sub(1)?)
    {
        return None;
    }
    let close = place.closing(open)?;
    // `{ x, y }` after `let` takes a struct apart.
    if matches!(place.before_bracket(1), "let" | "var" | "for") {
        return None;
    }
    let tested = place.before_bracket(1) == "in";
    Some(report::set(place.span_of(open), place.span_over(open..close + 1), place.source(open + 1..close), !tested))
}

/// `[0; n]`
pub(super) fn repeated(place: &Place<'_>) -> Option<Diagnostic> {
    let (open, index) = (place.opener()?, place.index());
    if place.current() != ";" || place.token(open) != "[" || index == open + 1 {
        return None;
    }
    let close = place.closing(open)?;
    let (value, count) = (place.source(open + 1..index), place.source(index + 1..close));
    (!count.is_empty())
        .then(|| report::repeated(place.span(), place.span_over(open..close + 1), &format!("[{value} for _ in range({count})]")))
}

/// `"a" "b"`
pub(super) fn adjacent(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let begins = |kind| matches!(kind, TokenKind::String | TokenKind::RawString | TokenKind::WholeText | TokenKind::FirstText);
    let ends = |kind| matches!(kind, TokenKind::String | TokenKind::RawString | TokenKind::WholeText | TokenKind::LastText);
    let (before, here) = (place.kind_of(index.checked_sub(1)?)?, place.kind()?);
    (ends(before) && begins(here)).then(|| report::adjacent_strings(place.span(), place.end_of(index - 1)))
}

/// Types of other languages, and the builtin that converts to what they are here.
const CASTS: &[(&str, &[&str])] = &[
    (
        "int",
        &[
            "int", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize", "long", "Int", "integer",
            "Integer",
        ],
    ),
    ("float", &["float", "f32", "f64", "double", "Float", "number", "Double", "float64", "float32"]),
    ("str", &["str", "string", "String", "Str", "text"]),
    ("bool", &["bool", "boolean", "Boolean", "Bool"]),
];

fn conversion(word: &str) -> Option<&'static str> {
    CASTS.iter().find(|(_, types)| types.contains(&word)).map(|(builtin, _)| *builtin)
}

/// `n as float`, `(float) n`
pub(super) fn cast(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    if place.current() == "as" && index > 0 && place.ends_operand(index - 1) && place.is_name(index + 1) {
        let start = cast_value(place, index)?;
        let value = place.bare(start..index);
        let span = place.span_over(index..index + 2);
        let casts: Option<Vec<Edit>> = casts_of_line(place).into_iter().map(|at| cast_edit(place, at)).collect();
        let call = conversion(place.after(1)).map(|builtin| format!("{builtin}({value})"));
        let edits = casts.filter(|edits| edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        let edits = edits.or_else(|| Some(vec![cast_edit(place, index)?])).unwrap_or_default();
        return Some(report::cast(place.written(span), span, edits, call, value));
    }
    let open = index.checked_sub(3)?;
    let parenthesized = place.token(open) == "(" && place.before(1) == ")" && place.kind_of(open) == Some(TokenKind::ParenOpen);
    let builtin = conversion(place.before(2)).filter(|_| parenthesized)?;
    let end = place.operand_end(index)?;
    let call = format!("{builtin}({})", place.bare(index..end));
    let span = place.span_over(open..index);
    let edits = vec![Edit { span: place.span_over(open..end), text: call.clone() }];
    Some(report::cast(place.written(span), span, edits, Some(call), place.source(index..end)))
}

/// Where the value before `as` starts.
fn cast_value(place: &Place<'_>, word: usize) -> Option<usize> {
    let start = place.operand_start(word.checked_sub(1)?)?;
    let signed = start > 0 && place.token(start - 1) == "-" && !(start > 1 && place.ends_operand(start - 2));
    Some(if signed { start - 1 } else { start })
}

/// The words `as` from the place to the end of its line.
fn casts_of_line(place: &Place<'_>) -> Vec<usize> {
    let is_cast = |at: &usize| place.token(*at) == "as" && place.ends_operand(at - 1) && place.is_name(at + 1);
    place.on_line(place.index()).filter(is_cast).collect()
}

/// `float(n)` for `n as float`.
fn cast_edit(place: &Place<'_>, word: usize) -> Option<Edit> {
    let start = cast_value(place, word)?;
    let builtin = conversion(place.token(word + 1))?;
    Some(Edit { span: place.span_over(start..word + 2), text: format!("{builtin}({})", place.bare(start..word)) })
}

/// `xs[::2]`, `xs[::-1]`
pub(super) fn slice_step(place: &Place<'_>) -> Option<Diagnostic> {
    let open = place.opener().filter(|open| *open > 0 && place.bracket() == "[" && place.ends_operand(open - 1))?;
    if place.current() != ":" {
        return None;
    }
    let start = place.operand_start(open - 1)?;
    let object = place.source(start..open);
    let close = place.closing(open)?;
    let mut parts = vec![""; 1];
    let mut from = open + 1;
    for at in place.outer(open + 1..close).filter(|at| place.token(*at) == ":").chain([close]) {
        parts.push(place.source(from..at));
        from = at + 1;
    }
    let text = match parts.as_slice() {
        ["", "", "", "-1"] => Some(format!("{object}.reverse()")),
        ["", first, last, step] if !step.starts_with('-') && !step.is_empty() => {
            let (first, end) = (if first.is_empty() { "0" } else { first }, format!("{object}.len()"));
            let last = if last.is_empty() { &end } else { *last };
            Some(format!("[{object}[i] for i in range({first}, {last}, {step})]"))
        }
        _ => None,
    };
    Some(report::slice_step(place.span(), text.map(|text| (place.span_over(start..close + 1), text))))
}

/// `int x = 3`
pub(super) fn typed_first(place: &Place<'_>) -> Option<Diagnostic> {
    let first = place.statement();
    let declares =
        place.in_block() && place.index() == first + 1 && place.is_name(first) && place.is_name(first + 1) && place.token(first + 2) == "=";
    let builtin = conversion(place.token(first)).filter(|_| declares)?;
    let name = place.after(0);
    Some(report::type_before_name(builtin, name, place.span_of(first), place.span_over(first..first + 2)))
}
