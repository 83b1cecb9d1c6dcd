//! Templates of expressions: text with typed holes, so that what the builtins take and give is a table and no code.
//!
//! A hole is `<TYPE>`, with capital letters for types that are open: `O` for one with an order, `C` for what `<` compares.
//! After the type stand marks: `~` for a tame value; `*` for a list of tame elements; `+` for a list with an element, `++`
//! with two; `=` for a value without parts. `<|T, U| TYPE>` is a closure, `<2..9>` a number of that range. A hole in front of
//! `.` or `[` takes an operand; others take what `@LEVEL` says, or anything.

use super::expr::ATOM;
use super::types::{Type, parse};

/// What is in a hole.
#[derive(Debug)]
pub(super) enum Hole {
    Value { ty: Type, tame: bool, simple: bool, elements: Elements, level: u8 },
    Closure { parameters: Vec<Type>, result: Type, tame: bool },
    Number(i64, i64),
}

/// A predicate on the elements of a list.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Elements {
    pub tame: bool,
    pub at_least: usize,
}

#[derive(Debug)]
pub(super) enum Part {
    Text(&'static str),
    Hole(Hole),
}

/// A template, the type of its result, and how tightly its outermost operator binds.
#[derive(Debug)]
pub(super) struct Template {
    pub result: Type,
    pub tame: bool,
    pub level: u8,
    pub parts: Vec<Part>,
}

impl Template {
    /// Reads a row of a table: the result, with `~` if it is tame and `@LEVEL` unless it is an operand; and the text.
    pub(super) fn new(result: &'static str, text: &'static str) -> Self {
        let (result, marks) = parse(result);
        let (marks, level) = leveled(marks, ATOM);
        let (mut parts, mut rest) = (Vec::new(), text);
        while let Some((before, hole, behind)) = next_hole(rest) {
            parts.push(Part::Text(before));
            parts.push(Part::Hole(Hole::new(hole, behind.starts_with(['.', '[']))));
            rest = behind;
        }
        parts.push(Part::Text(rest));
        Self { result, tame: marks.contains('~'), level, parts }
    }
}

impl Hole {
    fn new(text: &'static str, is_receiver: bool) -> Self {
        if let Some((parameters, result)) = text.strip_prefix('|').and_then(|text| text.split_once("| ")) {
            let (mut types, mut rest) = (Vec::new(), parameters);
            while !rest.is_empty() {
                let (ty, behind) = parse(rest);
                types.push(ty);
                rest = behind.strip_prefix(", ").unwrap_or(behind);
            }
            let (result, marks) = parse(result);
            return Hole::Closure { parameters: types, result, tame: marks.contains('~') };
        }
        if let Some((low, high)) = text.split_once("..")
            && let (Ok(low), Ok(high)) = (low.parse(), high.parse())
        {
            return Hole::Number(low, high);
        }
        let (ty, marks) = parse(text);
        let (marks, level) = leveled(marks, if is_receiver { ATOM } else { 0 });
        let elements = Elements { tame: marks.contains('*'), at_least: marks.matches('+').count() };
        Hole::Value { ty, tame: marks.contains('~'), simple: marks.contains('='), elements, level }
    }
}

/// Splits `@LEVEL` off the marks.
fn leveled(marks: &'static str, otherwise: u8) -> (&'static str, u8) {
    match marks.split_once('@') {
        Some((marks, level)) => (marks, level.parse().unwrap_or(otherwise)),
        None => (marks, otherwise),
    }
}

/// The text before the next hole, the hole, and what is after it. A `<` before a blank or `=` is an operator.
fn next_hole(text: &'static str) -> Option<(&'static str, &'static str, &'static str)> {
    let open = text.match_indices('<').map(|(at, _)| at).find(|at| !text[at + 1..].starts_with([' ', '=']))?;
    let close = open + text[open..].find('>')?;
    Some((&text[..open], &text[open + 1..close], &text[close + 1..]))
}
