//! Arguments of calls.

use super::super::place::Place;
use super::{closures, report};
use crate::diagnostics::Diagnostic;

/// Functions with a `key` in Python, and the builtins that take one.
const KEYED: &[(&str, &str)] = &[("sorted", "sort_by"), ("sort", "sort_by"), ("max", "max_by"), ("min", "min_by")];

/// `sorted(xs, key=lambda x: …)`, `xs.sort(key=len, reverse=True)`
pub(super) fn sort_key(place: &Place<'_>) -> Option<Diagnostic> {
    let open = place.opener()?;
    let name = open.checked_sub(1)?;
    let (_, builtin) = KEYED.iter().find(|(foreign, _)| *foreign == place.token(name))?;
    let key = (open + 1..place.closing(open)?).find(|at| place.token(*at) == "key" && matches!(place.token(at + 1), "=" | ":"))?;
    let method = name > 1 && place.token(name - 1) == ".";
    let (start, list) = if method {
        let start = place.operand_start(name - 2)?;
        (start, place.source(start..name - 1).to_owned())
    } else {
        let end = place.part_end(open + 1);
        let list = place.source(open + 1..end);
        (name, if place.operand_end(open + 1) == Some(end) { list.to_owned() } else { format!("({list})") })
    };
    let value = key + 2;
    let (closure, end) = match place.token(value) {
        "lambda" => closures::written(place, value)?,
        _ => {
            let end = place.part_end(value);
            let text = place.source(value..end);
            (if place.is_name(value) && end == value + 1 { format!("|x| {text}(x)") } else { text.to_owned() }, end)
        }
    };
    let close = place.closing(open)?;
    let descending = (end..close).any(|at| place.token(at) == "reverse" && matches!(place.token(at + 2), "True" | "true"));
    let order = if descending { ", descending: true" } else { "" };
    let text = format!("{list}.{builtin}({closure}{order})");
    Some(report::sort_key(place.token(name), builtin, place.span_of(key), place.span_over(start..close + 1), text))
}

/// `sum(x for x in xs)`, `(x for x in xs)`, `{x for x in xs}`
pub(super) fn generator(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let open = place.opener()?;
    if place.current() != "for" || index == 0 || !place.ends_operand(index - 1) || place.in_block() {
        return None;
    }
    let close = place.closing(open)?;
    let whole = place.span_over(open..close + 1);
    let inside = place.source(open + 1..close);
    let called = open > 0 && place.glued(open) && place.ends_operand(open - 1);
    match place.bracket() {
        "(" if called => {
            let end = place.part_end(index);
            let element = place.statement()..end;
            Some(report::generator(place.span(), place.span_over(element.clone()), &format!("[{}]", place.source(element))))
        }
        "(" => Some(report::generator(place.span(), whole, &format!("[{inside}]"))),
        "{" => Some(report::set(place.span_of(open), whole, inside, true)),
        _ => None,
    }
}
