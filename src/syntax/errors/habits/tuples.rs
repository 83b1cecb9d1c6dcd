//! Several values at once, written without parentheses or taken by number.

use super::super::place::Place;
use super::report;
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::source::Span;
use crate::syntax::members;
use crate::syntax::token::{Class, TokenKind};

/// `parts.1`
pub(super) fn field(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let number = [index, index + 1]
        .into_iter()
        .find(|at| place.kind_of(*at) == Some(TokenKind::Number) && *at > 1 && place.token(at - 1) == "." && place.glued(*at))?;
    let digits = place.token(number);
    if !place.ends_operand(number - 2) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let start = place.operand_start(number - 2)?;
    let tuple = place.source(start..number - 1);
    let span = place.span_of(number);
    if let Some(edits) = named_members(place, tuple, digits, start) {
        return Some(report::tuple_parameter(tuple, span, edits));
    }
    let bound = declared_value(place, tuple);
    Some(report::tuple_field(tuple, digits, bound, span))
}

/// `|pair| pair.1`: the closure with names for the parts.
fn named_members(place: &Place<'_>, name: &str, digits: &str, used: usize) -> Option<(String, Vec<Edit>)> {
    let opener = place.opener()?;
    let open = (opener + 1..used).rev().find(|at| {
        place.token(*at) == "|"
            && place.token(at + 1) == name
            && place.token(at + 2) == "|"
            && matches!(place.token(at - 1), "(" | "," | ":")
    })?;
    let closure = place.span_over(open..place.part_end(open + 3));
    let text = place.written(closure);
    let count = digits.parse::<usize>().ok()?.max(1) + 1;
    let entries = place.source(opener.saturating_sub(6)..opener).contains("items");
    let changes = members::named(text, name, 1, count, entries && count == 2)?;
    let edits = changes.iter().map(|(start, end, text)| {
        let span = Span { start: closure.start + *start as u32, end: closure.start + *end as u32, ..closure };
        Edit { span, text: text.clone() }
    });
    Some((members::changed(text, &changes), edits.collect()))
}

/// The value that a `let` before the place gives to a name.
fn declared_value<'a>(place: &Place<'a>, name: &str) -> Option<&'a str> {
    let at = (1..place.index())
        .rev()
        .find(|at| place.token(*at) == name && matches!(place.token(at - 1), "let" | "var") && place.token(at + 1) == "=")?;
    Some(place.source(at + 2..place.part_end(at + 2)))
}

/// `let (first, *rest) = xs`, `first, *rest = xs`
pub(super) fn rest(place: &Place<'_>) -> Option<Diagnostic> {
    let start = statement(place)?;
    let declared = matches!(place.token(start), "let" | "var");
    let open = if declared { start + 1 } else { start };
    let equals = (open..open + 40).take_while(|at| place.kind_of(*at) != Some(TokenKind::Newline)).find(|at| place.token(*at) == "=")?;
    if place.index() > equals {
        return None;
    }
    let mut names: Vec<(&str, bool)> = Vec::new();
    let mut star = false;
    for at in open..equals {
        match place.token(at) {
            "*" | "..." => star = true,
            "." if place.token(at + 1) == "." || place.token(at - 1) == "." => star = true,
            "(" | ")" | "[" | "]" | "," => {}
            name if place.is_name(at) => names.push((name, std::mem::take(&mut star))),
            _ => return None,
        }
    }
    let starred = names.iter().position(|(_, star)| *star)?;
    let end = place.part_end(equals + 1);
    let list = place.source(equals + 1..end);
    let after = names.len() - starred - 1;
    let parts: Vec<String> = names
        .iter()
        .enumerate()
        .filter(|(_, (name, _))| *name != "_")
        .map(|(at, (name, star))| match star {
            true if after == 0 => format!("let {name} = {list}[{starred}:]"),
            true => format!("let {name} = {list}[{starred}:-{after}]"),
            false if at < starred => format!("let {name} = {list}[{at}]"),
            false => format!("let {name} = {list}[-{}]", names.len() - at),
        })
        .collect();
    let sign = (open..equals).find(|at| matches!(place.token(*at), "*" | "."))?;
    Some(report::rest_pattern(place.span_of(sign), place.span_over(start..end), &parts, place.indentation(start)))
}

/// The first token of the statement, with the separators in it.
fn statement(place: &Place<'_>) -> Option<usize> {
    let mut at = place.index();
    while let Some(before) = at.checked_sub(1) {
        let opens = place.class_of(before) == Some(Class::OpenBlock);
        if opens || matches!(place.kind_of(before), Some(TokenKind::Newline | TokenKind::Semicolon)) {
            return Some(at);
        }
        at = before;
    }
    None
}

/// `let a, b = f()`, `a, b = b, a`, `a, b := f()`
pub(super) fn names(place: &Place<'_>) -> Option<Diagnostic> {
    let comma = place.index();
    if place.current() != "," || !place.in_block() || place.in_declaration() || place.in_match() {
        return None;
    }
    let start = statement(place)?;
    let declared = matches!(place.token(start), "let" | "var");
    let first = if declared { start + 1 } else { start };
    let end = (first..).find(|at| {
        !(place.is_name(*at) || matches!(place.token(*at), "," | "." | "[" | "]") || place.kind_of(*at) == Some(TokenKind::Number))
    })?;
    let colon = place.token(end) == ":" && place.token(end + 1) == "=";
    let equals = if colon { end + 1 } else { end };
    if place.token(equals) != "=" || end < first + 3 || comma > end {
        return None;
    }
    let targets = place.source(first..end);
    let names: Vec<&str> = targets.split(',').map(str::trim).collect();
    let value = equals + 1..line_end(place, equals + 1);
    let several = place.outer(value.clone()).any(|at| place.token(at) == ",");
    let plain = names.iter().all(|name| name.chars().all(|c| c.is_alphanumeric() || c == '_'));
    let known = !declared && !colon && names.iter().any(|name| !plain || place.is_declared(name));
    let text = if several { format!("({})", place.source(value.clone())) } else { place.source(value.clone()).to_owned() };
    if known {
        let values: Vec<&str> = place.source(value).split(',').map(str::trim).collect();
        return Some(report::several_targets(place.span(), place.span_over(start..end), &names, &values));
    }
    let changes = names.iter().any(|name| place.is_assigned_after(value.end, name));
    let word = match declared {
        true => place.token(start),
        false if changes => "var",
        false => "let",
    };
    let mut edits = Vec::new();
    if declared {
        edits.push(Edit { span: place.span_of(first).head(), text: "(".into() });
        edits.push(Edit { span: place.end_of(end - 1), text: ")".into() });
    } else {
        edits.push(Edit { span: place.span_over(start..equals + 1), text: format!("{word} ({targets}) =") });
    }
    if several {
        edits.push(Edit { span: place.span_over(value.clone()), text: text.clone() });
    }
    let certain = if several || !declared { Applicability::Unsafe } else { Applicability::Safe };
    Some(report::several_names(place.span_over(first..end), &format!("{word} ({targets}) = {text}"), certain, edits))
}

/// `return a, b`, and `a, b` as the result
pub(super) fn values(place: &Place<'_>) -> Option<Diagnostic> {
    let comma = place.index();
    if place.current() != ","
        || !place.in_block()
        || place.in_declaration()
        || place.in_match()
        || !place.ends_operand(comma.checked_sub(1)?)
    {
        return None;
    }
    let start = statement(place)?;
    let returns = place.token(start) == "return";
    let first = if returns { start + 1 } else { start };
    let assigned = (first..comma).find(|at| place.token(*at) == "=");
    let first = assigned.map_or(first, |equals| equals + 1);
    let end = line_end(place, comma);
    if !returns && assigned.is_none() && matches!(place.class_of(first), Some(Class::Keyword))
        || end == comma + 1
        || matches!(place.token(start), "assert" | "for")
    {
        return None;
    }
    Some(report::several_values(place.span(), place.span_over(first..end), place.source(first..end)))
}

/// Where the line of a statement ends, commas included.
fn line_end(place: &Place<'_>, from: usize) -> usize {
    let mut at = place.part_end(from);
    while place.token(at) == "," {
        at = place.part_end(at + 1);
    }
    at
}
