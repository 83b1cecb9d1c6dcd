//! Declarations that take a value apart as other languages do, or declare several things at once: a declaration for each name is meant.

use std::ops::Range;

use super::super::place::Place;
use super::report;
use crate::diagnostics::Diagnostic;
use crate::syntax::token::{Class, TokenKind};

/// `let { a, b } = p`, `const [a, b] = xs`, `let P { a, b } = p`
pub(super) fn pattern(place: &Place<'_>) -> Option<Diagnostic> {
    let first = place.statement();
    if !matches!(place.token(first), "let" | "var" | "const") || place.index() > first + 3 {
        return None;
    }
    let named = usize::from(place.is_name(first + 1) && place.token(first + 2) == "{");
    let open = first + 1 + named;
    let close = matches!(place.token(open), "{" | "[").then(|| place.closing(open)).flatten()?;
    let equals = place.on_line(close).find(|at| place.token(*at) == "=")?;
    let end = place.part_end(equals + 1);
    let value = equals + 1 + usize::from(place.token(equals + 1) == "await")..end;
    let word = if place.token(first) == "var" { "var" } else { "let" };
    let entries = parts(place, open + 1..close);
    let text = if place.token(open) == "{" { fields(place, word, &entries, &value) } else { elements(place, word, &entries, &value) };
    let whole = place.span_over(first..end);
    Some(report::destructured(
        place.span_over(open..close + 1),
        whole,
        place.source(value),
        place.token(open),
        text,
        place.indentation(first),
    ))
}

/// The entries between brackets.
fn parts(place: &Place<'_>, inside: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = inside.start;
    for at in place.outer(inside.clone()).filter(|at| place.token(*at) == ",").chain([inside.end]) {
        if at > start {
            parts.push(start..at);
        }
        start = at + 1;
    }
    parts
}

/// A declaration for each field. `None` for a value that has no name to read them from, and for patterns within patterns.
fn fields(place: &Place<'_>, word: &str, entries: &[Range<usize>], value: &Range<usize>) -> Option<Vec<String>> {
    if !place.is_path(value.clone()) {
        return None;
    }
    let object = place.source(value.clone());
    let mut lines = Vec::new();
    for entry in entries {
        let (field, name) = match place.words(entry.start, entry.end).as_slice() {
            [".", "."] => continue,
            [name] => (*name, *name),
            [field, ":", name] => (*field, *name),
            _ => return None,
        };
        lines.push(format!("{word} {name} = {object}.{field}"));
    }
    (!lines.is_empty()).then_some(lines)
}

/// A declaration for each element; the results of a call are declared together.
fn elements(place: &Place<'_>, word: &str, entries: &[Range<usize>], value: &Range<usize>) -> Option<Vec<String>> {
    let names: Vec<&str> = entries.iter().map(|entry| place.source(entry.clone())).collect();
    if names.iter().any(|name| !name.chars().all(|c| c.is_alphanumeric() || c == '_')) {
        return None;
    }
    // `Promise.all([a(), b()])`
    let list = (value.start..value.end).find(|at| place.token(*at) == "[").filter(|list| matches!(place.token(list - 1), "=" | "("));
    if let Some(list) = list
        && (list == value.start || place.token(value.start) == "Promise")
    {
        let values = parts(place, list + 1..place.closing(list)?);
        let lines = names.iter().zip(&values).map(|(name, value)| format!("{word} {name} = {}", place.ours(value.clone())));
        return (values.len() == names.len()).then(|| lines.collect());
    }
    if !place.is_path(value.clone()) {
        let called = place.operand_end(value.start) == Some(value.end) && place.token(value.end - 1) == ")";
        return called.then(|| vec![format!("{word} ({}) = {}", names.join(", "), place.source(value.clone()))]);
    }
    let list = place.source(value.clone());
    let lines = names.iter().enumerate().filter(|(_, name)| **name != "_").map(|(at, name)| format!("{word} {name} = {list}[{at}]"));
    Some(lines.collect())
}

/// `let a = 1, b = 2`
pub(super) fn several(place: &Place<'_>) -> Option<Diagnostic> {
    let comma = place.index();
    if place.current() != "," || !place.in_block() || !place.is_name(comma + 1) {
        return None;
    }
    let start =
        (0..comma).rev().find(|at| place.class_of(*at).is_some_and(|class| matches!(class, Class::Newline | Class::OpenBlock)))? + 1;
    let word = match place.token(start) {
        "let" | "const" => "let",
        "var" => "var",
        _ => return None,
    };
    let end = place.on_line(start).last()? + 1;
    let end = if place.token(end - 1) == ";" { end - 1 } else { end };
    let mut lines = Vec::new();
    for part in parts(place, start + 1..end) {
        let declares = place.is_name(part.start) && matches!(place.token(part.start + 1), "=" | ":");
        lines.push(declares.then(|| format!("{word} {}", place.ours(part)))?);
    }
    (lines.len() > 1).then(|| report::one_by_one(place.span(), place.span_over(start..end), &lines, place.indentation(start)))
}

/// `a = b = 0`
pub(super) fn chained(place: &Place<'_>) -> Option<Diagnostic> {
    let second = place.index();
    let first = place.statement();
    let declares = usize::from(matches!(place.token(first), "let" | "var" | "const"));
    if place.current() != "=" || !place.in_block() || place.in_declaration() || second < first + declares + 3 {
        return None;
    }
    let end = place.part_end(second);
    let mut targets = Vec::new();
    let mut from = first + declares;
    for at in place.outer(from..end).filter(|at| place.token(*at) == "=") {
        targets.push(place.is_path(from..at).then(|| place.source(from..at))?);
        from = at + 1;
    }
    let value = place.ours(from..end);
    let certain = (from..end).all(|at| matches!(place.class_of(at), Some(Class::Number | Class::Text | Class::Constant | Class::Name)));
    let word = match place.token(first) {
        "var" => "var ",
        _ if declares == 1 => "let ",
        _ if targets.iter().any(|target| target.contains('.') || place.is_declared(target)) => "",
        _ if targets.iter().any(|target| place.is_assigned_after(end, target)) => "var ",
        _ => "let ",
    };
    let mut lines: Vec<String> = targets.iter().map(|target| format!("{word}{target} = {value}")).collect();
    // What is computed is computed once.
    if !certain && let Some((last, rest)) = targets.split_last() {
        lines = vec![format!("{word}{last} = {value}")];
        lines.extend(rest.iter().rev().map(|target| format!("{word}{target} = {last}")));
    }
    Some(report::chained(place.span(), place.span_over(first..end), &lines, place.indentation(first)))
}

/// `let rate: float` that is assigned later
pub(super) fn later(place: &Place<'_>) -> Option<Diagnostic> {
    let first = place.statement();
    let colon = first + 2;
    let declares = matches!(place.token(first), "let" | "var" | "const") && place.is_name(first + 1) && place.token(colon) == ":";
    let end = super::super::types::type_end(place, colon + 1);
    if !declares || !place.in_block() || place.index() != end || !place.is_end() || end == colon + 1 {
        return None;
    }
    let ty = super::super::foreign::ty_of(&place.words(colon + 1, end))
        .filter(|ty| ty != "…")
        .unwrap_or_else(|| place.source(colon + 1..end).into());
    let initial = match ty.as_str() {
        "int" => "0",
        "float" => "0.0",
        "str" => "\"\"",
        "bool" => "false",
        ty if ty.ends_with('?') => "none",
        ty if ty.starts_with('[') => "[]",
        ty if ty.starts_with('{') => "{}",
        _ => "…",
    };
    let name = place.token(first + 1);
    let text = format!("var {name}: {ty} = {initial}");
    let close = place.opener().and_then(|open| place.closing(open)).unwrap_or(end);
    let branches = (end..close).find(|at| place.token(*at) == "if" && place.first_on_line(*at)).is_some_and(|word| {
        let assigned = (word..close).filter(|at| place.token(*at) == name && place.token(at + 1) == "=").count();
        assigned > 1 && (word..close).any(|at| place.kind_of(at) == Some(TokenKind::Else))
    });
    Some(report::declared_later(name, place.end_of(end - 1), place.span_over(first..end), &text, branches))
}
