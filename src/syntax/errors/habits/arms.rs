//! Arms and patterns of a `match` as other languages write them.

use super::super::phrase::Bound;
use super::super::place::Place;
use super::report;
use crate::diagnostics::Diagnostic;
use crate::syntax::token::Class;

/// `E::a`, in patterns and in values
pub(super) fn paths(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let first = [index, index.wrapping_sub(1)]
        .into_iter()
        .find(|at| place.token(*at) == ":" && place.token(at + 1) == ":" && place.glued(at + 1))?;
    if first == 0 || !place.is_name(first - 1) || !place.is_name(first + 2) {
        return None;
    }
    let start = place.operand_start(first - 1)?;
    let mut end = first + 3;
    while place.token(end) == ":" && place.token(end + 1) == ":" && place.is_name(end + 2) {
        end += 3;
    }
    let path = place.source(start..end);
    Some(report::path_colons(place.span_over(first..first + 2), place.span_over(start..end), &path.replace("::", ".")))
}

/// `else => x`, `default: x`, `case _: x`
pub(super) fn catch_all(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let word = [index, index.wrapping_sub(1)].into_iter().find(|at| matches!(place.token(*at), "else" | "default" | "otherwise"))?;
    let cased = place.token(word.wrapping_sub(1)) == "case";
    // A line that begins with `else` continues the one before it.
    let first = word == place.statement() || cased || place.first_on_line(word);
    let after = place.token(word + 1);
    if !place.in_match() || !first || !matches!(after, "=>" | "->" | ":") {
        return None;
    }
    let start = if cased { word - 1 } else { word };
    Some(report::catch_all(place.token(word), place.span_over(start..word + 1), place.span_over(start..word + 2)))
}

/// `case 1 => x`, `case 1: x`, `when 1 -> x`
pub(super) fn first_part(place: &Place<'_>) -> Option<Diagnostic> {
    let first = place.statement();
    if !place.in_match() || !matches!(place.token(first), "case" | "when") || place.index() > first + 8 || place.index() == first {
        return None;
    }
    let arrow = (first + 1..first + 20)
        .take_while(|at| place.class_of(*at) != Some(Class::Newline))
        .find(|at| matches!(place.token(*at), "=>" | "->" | ":"))?;
    let pattern = place.source(first + 1..arrow);
    let pattern = if matches!(pattern, "default" | "else") { "_" } else { pattern };
    Some(report::case_arm(place.span_of(first), pattern, place.span_over(first..arrow + 1)))
}

/// `1, 2 => x`, `1 or 2 => x`, `"a" || "b" => x`
pub(super) fn alternatives(place: &Place<'_>) -> Option<Diagnostic> {
    let (first, index) = (place.statement(), place.index());
    if !place.in_match() {
        return None;
    }
    if place.current() == ";" {
        return Some(report::arm_separator(place.span()));
    }
    let joined = |at: usize| matches!(place.token(at), "," | "or" | "||");
    let value =
        |at: usize| place.class_of(at).is_some_and(|class| matches!(class, Class::Number | Class::Text | Class::Name | Class::Constant));
    // A comma ends an arm, so the first values may be in entries of their own.
    let start = if place.current() == "," {
        first
    } else {
        (0..index)
            .rev()
            .find(|at| place.class_of(*at).is_some_and(|class| matches!(class, Class::OpenBlock | Class::Newline)))
            .map_or(first, |at| at + 1)
    };
    let mut end = start;
    while value(end) || joined(end) || place.token(end) == "." {
        end += 1;
    }
    if place.token(end) != "=>" || !(start..end).any(joined) || index > end {
        return None;
    }
    let mut pattern = String::new();
    for at in start..end {
        pattern += if joined(at) { " | " } else { place.token(at) };
    }
    Some(report::alternatives(place.span(), place.span_over(start..end), &pattern))
}

/// `Some(x) => e`, `Ok(x) => e`, `if c => e`, `> 3 => e`
pub(super) fn wrapped(place: &Place<'_>) -> Option<Diagnostic> {
    let first = place.statement();
    let head = place.match_head()?;
    let open = place.opener()?;
    let subject = place.source(head + 1..open);
    let (index, word) = (place.index(), place.token(first));
    if index == first && word == "if" {
        let arrow = place.expr_end(first + 1, Bound::Value).filter(|end| place.token(*end) == "=>")?;
        return Some(report::guard_alone(place.span(), place.source(first..arrow)));
    }
    if index == first && matches!(word, ">" | "<" | ">=" | "<=" | "==" | "!=") {
        let end = place.expr_end(first + 1, Bound::Sum).filter(|end| place.token(*end) == "=>")?;
        return Some(report::compared_pattern(place.span(), place.span_over(first..end), subject, place.source(first..end)));
    }
    None
}
