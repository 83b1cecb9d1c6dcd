//! Arms and patterns of a `match` as other languages write them.

use super::super::phrase::Bound;
use super::super::place::Place;
use super::report;
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::token::Class;

/// `E::a`, in patterns and in values
pub(super) fn paths(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    if let Some(found) = type_arguments(place) {
        return Some(found);
    }
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

/// `f::<int>()`
fn type_arguments(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let first = [index, index.wrapping_sub(1)]
        .into_iter()
        .find(|at| place.token(*at) == ":" && place.token(at + 1) == ":" && place.token(at + 2) == "<")?;
    let end = (first..first + 20).find(|at| place.token(*at) == ">")?;
    Some(report::type_arguments(place.span_over(first..end + 1)))
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
    let pattern = place.source(first + 1..arrow(place, first)?);
    let pattern = if matches!(pattern, "default" | "else") { "_" } else { pattern };
    Some(report::case_arm(place.span_of(first), pattern, cases(place, place.opener()?)))
}

/// `switch (x) { case 1: … }`
pub(super) fn switch(place: &Place<'_>) -> Option<Diagnostic> {
    let candidates =
        [Some(place.index()), place.index().checked_sub(1), Some(place.statement()), place.opener().and_then(|open| open.checked_sub(1))];
    let word = candidates.into_iter().flatten().find(|at| matches!(place.token(*at), "switch" | "when") && place.starts_statement(*at))?;
    let end = place.operand_end(word + 1)?;
    if place.token(end) != "{" {
        return None;
    }
    let subject = place.bare(word + 1..end);
    let mut edits = vec![Edit { span: place.span_over(word..end), text: format!("match {subject}") }];
    edits.extend(cases(place, end));
    Some(report::switch(place.token(word), place.span_of(word), subject, edits))
}

/// The arrow or colon after the pattern of an arm that begins at `first`.
fn arrow(place: &Place<'_>, first: usize) -> Option<usize> {
    let line = (first + 1..first + 20).take_while(|at| place.class_of(*at) != Some(Class::Newline));
    line.into_iter().find(|at| matches!(place.token(*at), "=>" | "->" | ":"))
}

/// Edits that make arms of the `case`s in the braces opened at `open`.
fn cases(place: &Place<'_>, open: usize) -> Vec<Edit> {
    let Some(close) = place.closing(open) else { return Vec::new() };
    let mut edits = Vec::new();
    for at in place.outer(open + 1..close) {
        let word = place.token(at);
        let begins = at == open + 1 || place.first_on_line(at) || matches!(place.token(at - 1), "," | ";");
        let Some(arrow) = arrow(place, at).filter(|_| begins && matches!(word, "case" | "when" | "default" | "else")) else { continue };
        let pattern = place.source(at + 1..arrow);
        let text = if pattern.is_empty() || pattern == "default" { "_" } else { pattern };
        edits.push(Edit { span: place.span_over(at..arrow + 1), text: format!("{text} =>") });
    }
    edits
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
    if matches!(word, "Some" | "Ok" | "Err") && index == first + 1 && place.current() == "(" {
        let close = place.closing(index)?;
        return Some(report::wrapped_pattern(word, place.source(index + 1..close), subject, place.span_over(first..close + 1)));
    }
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
