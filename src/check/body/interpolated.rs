//! Strings without `f` that have variables in braces, as interpolated strings have.
//!
//! A string with any other brace is left alone: it is JSON, a pattern or the text of a program. So is one in a file that replaces what is in the braces.

use std::ops::Range;

use super::{Checker, report};
use crate::check::context::Def;
use crate::source::Span;

/// How long a string may be to be repeated in a help, in bytes.
const LONGEST: usize = 60;

impl Checker<'_> {
    /// Warns of a string literal all of whose braces hold expressions on variables and constants.
    pub(super) fn warn_of_braces(&mut self, string: Span) {
        let file = self.cx.sources.file(string.file);
        let text = self.cx.sources.text(string);
        if self.constant || !text.starts_with('"') || !text.contains('{') {
            return;
        }
        let Some(holes) = holes(text) else { return };
        let Some(first) = holes.first() else { return };
        let known = holes.iter().all(|hole| is_expression(hole.code, |name| self.names_a_value(name)));
        let replaced = || file.text.contains("replace") && holes.iter().any(|hole| file.text.contains(&format!("\"{{{}}}\"", hole.code)));
        if !known || replaced() {
            return;
        }
        let at = |start: usize, end: usize| Span::new(string.file, string.start + start as u32, string.start + end as u32);
        let signs: Vec<Span> = holes
            .iter()
            .flat_map(|hole| {
                let sign = hole.sign.then(|| at(hole.start - 1, hole.start));
                let conversion = conversion(hole.code).map(|range| at(hole.start + 1 + range.start, hole.start + 1 + range.end));
                [sign, conversion]
            })
            .flatten()
            .collect();
        let written = (text.len() <= LONGEST && !text.contains('\n')).then(|| {
            let mut written = format!("f{text}");
            signs.iter().rev().for_each(|sign| {
                written.replace_range((sign.start - string.start + 1) as usize..(sign.end - string.start + 1) as usize, "")
            });
            written
        });
        self.report(report::text::not_interpolated(string, &format!("{{{}}}", first.code), written.as_deref(), &signs));
    }

    fn names_a_value(&self, name: &str) -> bool {
        match self.local(name) {
            Some(_) => true,
            None => self.cx.lookup(name).is_some_and(|entry| matches!(entry.def, Def::Const(_))),
        }
    }
}

/// An opening brace, what is between it and its closing one, and whether another language's sign is before it.
struct Hole<'t> {
    start: usize,
    code: &'t str,
    sign: bool,
}

/// What a string has in braces; `None` if a brace is written twice, is not closed, or is within others.
fn holes(text: &str) -> Option<Vec<Hole<'_>>> {
    let mut holes = Vec::new();
    let mut from = 0;
    while let Some(next) = text[from..].find(['{', '}']) {
        let start = from + next;
        let end = start + 1 + text[start + 1..].find(['{', '}'])?;
        if !text[start..].starts_with('{') || !text[end..].starts_with('}') {
            return None;
        }
        let sign = text[..start].ends_with(['$', '#']);
        holes.push(Hole { start, code: &text[start + 1..end], sign });
        from = end + 1;
    }
    Some(holes)
}

/// Where Python's `!r` is in what a brace holds.
fn conversion(code: &str) -> Option<Range<usize>> {
    let value = code.split(':').next().unwrap_or(code).trim_end();
    let mark = value.len().checked_sub(2)?;
    matches!(value.get(mark..), Some("!r" | "!s" | "!a")).then_some(mark..mark + 2)
}

/// Whether code is an expression on values, with a format or without. `is_value` knows their names.
fn is_expression(code: &str, is_value: impl Fn(&str) -> bool) -> bool {
    let (code, format) = code.split_once(':').unwrap_or((code, ""));
    let code = conversion(code).map_or(code, |range| &code[..range.start]);
    let is_name = |char: char| char.is_alphanumeric() || char == '_';
    let ordinary = code.chars().all(|char| is_name(char) || " .+-*/%()[]".contains(char)) && !format.starts_with([' ', '"']);
    let mut named = false;
    let mut rest = code;
    while let Some(start) = rest.find(is_name) {
        let end = rest[start..].find(|char| !is_name(char)).map_or(rest.len(), |length| start + length);
        let (name, after) = (&rest[start..end], &rest[end..]);
        let part = rest[..start].ends_with('.') && named;
        if !part && !after.starts_with('(') && !name.starts_with(|char: char| char.is_ascii_digit()) {
            if !is_value(name) {
                return false;
            }
            named = true;
        }
        rest = after;
    }
    ordinary && named
}
