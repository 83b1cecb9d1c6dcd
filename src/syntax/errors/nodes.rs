//! Nodes as flytekit writes them: their order, their options, and maps.

use super::foreign::{parts, translated};
use super::place::Place;
use super::report;
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::token::{Class, ItemWord, TokenKind};

/// `image: python:3.11`, as YAML has it
pub(super) fn unquoted_value(place: &Place<'_>) -> Option<Diagnostic> {
    let mut start = place.index();
    while start > 0 && place.glued(start) {
        start -= 1;
    }
    let key = start.checked_sub(2)?;
    let of_options = place.bracket() == "{" && matches!(place.before_bracket(1), "with" | ":");
    if !of_options || place.token(start - 1) != ":" || !place.is_name(key) || !place.is_name(start) {
        return None;
    }
    let ends =
        |at: usize| place.kind_of(at).is_none_or(|kind| matches!(kind, TokenKind::Comma | TokenKind::BraceClose | TokenKind::Newline));
    let end = (start + 1..).find(|at| ends(*at))?;
    let written = place.source(start..end);
    let is_scalar =
        written.contains([':', '/', '@']) && written.chars().all(|char| char.is_ascii_alphanumeric() || "._-:/@".contains(char));
    is_scalar.then(|| report::unquoted_value(place.token(key), written, place.span_over(start..end)))
}

/// `a >> b`, `a -> b` in a workflow
pub(super) fn order(place: &Place<'_>) -> Option<Diagnostic> {
    let at = [place.index(), place.index().wrapping_sub(1)].into_iter().find(|at| *at > 0 && is_order(place, *at))?;
    if place.item != ItemWord::Workflow || !place.in_block() {
        return None;
    }
    let start = place.statement();
    let end = (at..).find(|index| {
        place.kind_of(*index).is_none_or(|kind| matches!(kind, TokenKind::Newline | TokenKind::Semicolon | TokenKind::BraceClose))
    })?;
    let signs: Vec<usize> = (start..end).filter(|index| is_order(place, *index)).collect();
    let width = if place.token(at) == "->" { 1 } else { 2 };
    let span = place.between(at, at + width - 1);
    let mut steps = Vec::new();
    let mut from = start;
    for sign in signs.iter().copied().chain([end]) {
        steps.push((from, sign));
        from = sign + width;
    }
    if place.token(at) == "<" {
        steps.reverse();
    }
    let known: Option<Vec<Vec<&str>>> = steps.iter().map(|step| named(place, *step)).collect();
    let Some(known) = known else {
        let calls: Vec<&str> = steps.iter().map(|(from, to)| place.source(*from..*to)).collect();
        let plain = steps.iter().all(|(from, to)| place.is_name(*from) && place.operand_end(*from) == Some(*to) && *to > from + 1);
        return Some(report::order_of_calls(
            place.written(span),
            span,
            (plain && calls.len() <= 6).then(|| (in_row(&calls), place.indentation(start))),
            place.span_over(start..end),
        ));
    };
    let edits = ordered(place, start, end, &known);
    let pair = known.first().zip(known.get(1)).map(|(before, after)| (before.join(", "), after.first().copied().unwrap_or_default()));
    Some(report::order(place.written(span), span, pair.as_ref().map(|(before, after)| (before.as_str(), *after)), edits))
}

/// The names of a step: `a`, `[a, b]`
fn named<'a>(place: &Place<'a>, (from, to): (usize, usize)) -> Option<Vec<&'a str>> {
    if to == from + 1 {
        return place.is_name(from).then(|| vec![place.token(from)]);
    }
    let whole = matches!(place.token(from), "[" | "(") && place.closing(from) == Some(to - 1);
    let names = whole.then(|| parts(place, from, to - 1))?;
    names.into_iter().map(|(first, end)| (end == first + 1 && place.is_name(first)).then(|| place.token(first))).collect()
}

/// Calls that run one after another, as statements.
fn in_row(calls: &[&str]) -> Vec<String> {
    const NAMES: [&str; 6] = ["first", "second", "third", "fourth", "fifth", "sixth"];
    let last = calls.len().saturating_sub(1);
    let statement = |(at, call): (usize, &&str)| {
        let name = NAMES.get(at).copied().unwrap_or("next");
        let before = at.checked_sub(1).and_then(|before| NAMES.get(before)).map_or(String::new(), |before| format!(" after {before}"));
        if at < last { format!("let {name} = {call}{before}") } else { format!("{call}{before}") }
    };
    calls.iter().enumerate().map(statement).collect()
}

/// Whether `>>`, `<<` or `->` is at a token.
fn is_order(place: &Place<'_>, at: usize) -> bool {
    let double = |sign: &str| place.token(at) == sign && place.token(at + 1) == sign && place.glued(at + 1);
    double(">") || double("<") || place.token(at) == "->"
}

/// The edits that say the order where the nodes are declared, and remove the statement.
fn ordered(place: &Place<'_>, start: usize, end: usize, steps: &[Vec<&str>]) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    for pair in steps.windows(2) {
        let [before, after] = pair else { continue };
        let before = before.join(", ");
        for name in after {
            let (_, last, has_tail) = declared(place, start, name)?;
            edits.push(Edit { span: place.end_of(last), text: if has_tail { format!(", {before}") } else { format!(" after {before}") } });
        }
    }
    let gone = place.end_of(start.checked_sub(2)?).to(place.end_of(end - 1));
    // Where the node is declared directly before, both are one edit.
    match edits.iter_mut().find(|edit| edit.span.start == gone.start) {
        Some(edit) => edit.span = gone,
        None => edits.push(Edit { span: gone, text: String::new() }),
    }
    Some(edits)
}

/// The first and the last token of the `let` of a name before `start`, and whether it has an `after`.
fn declared(place: &Place<'_>, start: usize, name: &str) -> Option<(usize, usize, bool)> {
    let first = (0..start).rev().find(|at| place.token(*at) == "let" && place.token(at + 1) == name)?;
    let last = place.part_end(first).checked_sub(1)?;
    Some((first, last, (first..=last).any(|at| place.token(at) == "after")))
}

/// `train(rows).with_overrides(retries=3)`
pub(super) fn overrides(place: &Place<'_>) -> Option<Diagnostic> {
    let name = (1..place.index()).rev().find(|at| place.token(*at) == "with_overrides" && place.token(at - 1) == ".")?;
    let open = Some(name + 1).filter(|open| place.token(*open) == "(")?;
    let close = place.closing(open).filter(|close| *close >= place.index())?;
    let options = translated(place, open, close);
    let written: Vec<String> = options.iter().map(|(key, value)| format!("{key}: {value}")).collect();
    let span = place.between(name - 1, close);
    let record = format!("with {{ {} }}", written.join(", "));
    let ends =
        place.kind_of(close + 1).is_none_or(|kind| matches!(kind, TokenKind::Newline | TokenKind::Semicolon | TokenKind::BraceClose));
    let whole = !written.is_empty() && written.len() == parts(place, open, close).len();
    // `a.with_overrides(…)` belongs to the `let` of `a`.
    if name == place.statement() + 2
        && place.is_name(name - 2)
        && let Some((_, last, false)) = declared(place, place.statement(), place.token(name - 2))
    {
        let gone = place.end_of(place.statement().checked_sub(2)?).to(place.span_of(close));
        let edits = match place.end_of(last).start == gone.start {
            true => vec![Edit { span: gone, text: format!(" {record}") }],
            false => vec![Edit { span: place.end_of(last), text: format!(" {record}") }, Edit { span: gone, text: String::new() }],
        };
        return Some(report::overrides_of_a_name(span, place.token(name - 2), &record, (ends && whole).then_some(edits)));
    }
    Some(report::overrides(span, if written.is_empty() { "with { … }" } else { &record }, ends && whole))
}

/// `map_task(predict)(x=xs)`
pub(super) fn map_task(place: &Place<'_>) -> Option<Diagnostic> {
    let start = (0..place.index())
        .rev()
        .find(|at| matches!(place.token(*at), "map_task" | "array_node_map_task" | "arraynode") && place.token(at + 1) == "(")?;
    let first_close = place.closing(start + 1)?;
    let given = parts(place, start + 1, first_close);
    let (mut task, mut bound) = (None, Vec::new());
    if let Some((from, to)) = given.first().copied() {
        let partial = (from..to).find(|at| place.token(*at) == "partial" && place.token(at + 1) == "(");
        match partial {
            Some(partial) => {
                let inner = parts(place, partial + 1, place.closing(partial + 1)?);
                task = inner.first().map(|(from, _)| place.token(*from));
                bound = inner.get(1..)?.to_vec();
            }
            None => task = (to == from + 1).then(|| place.token(from)),
        }
    }
    let task = task?;
    let open = first_close + 1;
    let close = if place.token(open) == "(" { place.closing(open)? } else { first_close };
    if place.index() > close {
        return None;
    }
    let argument = |each: &str, (from, to): (usize, usize)| {
        let named = place.token(from + 1) == "=" && to > from + 2;
        let value = place.written(place.between(if named { from + 2 } else { from }, to - 1));
        if named { format!("{}: {each}{value}", place.token(from)) } else { format!("{each}{value}") }
    };
    let each = if close > first_close { parts(place, open, close) } else { Vec::new() };
    let arguments: Vec<String> =
        each.into_iter().map(|part| argument("each ", part)).chain(bound.into_iter().map(|part| argument("", part))).collect();
    let options = translated(place, start + 1, first_close);
    let options: Vec<String> = options.iter().map(|(key, value)| format!("{key}: {value}")).collect();
    let with = if options.is_empty() { String::new() } else { format!(" with {{ {} }}", options.join(", ")) };
    let arguments = if arguments.is_empty() { "…".to_owned() } else { arguments.join(", ") };
    let written = format!("map {task}({arguments}){with}");
    let first = if place.token(start.wrapping_sub(1)) == "." { start - 2 } else { start };
    Some(report::map_task(place.token(start), place.span_of(start), place.between(first, close), &written))
}

/// `with (retries: 3)`, `with retries=3`
pub(super) fn option_braces(place: &Place<'_>) -> Option<Diagnostic> {
    if place.before(1) != "with" || matches!(place.current(), "{" | "" | "\n") || place.statement_word() == "with" {
        return None;
    }
    let open = place.index();
    let (first, last) = match place.current() {
        "(" => (open + 1, place.closing(open)?),
        _ => {
            let line = place.part_end(open);
            let end = place.outer(open..line).find(|at| place.class_of(*at) == Some(Class::OpenBlock)).unwrap_or(line);
            (open, end)
        }
    };
    let options = (first < last).then(|| named_options(place, first, last)).flatten();
    let written = options.as_ref().map_or("{ key: value }".to_owned(), |options| format!("{{ {} }}", options.join(", ")));
    let whole = if place.current() == "(" { place.between(open, last) } else { place.between(open, last.max(open + 1) - 1) };
    Some(report::options_without_braces(place.span(), &written, options.is_some().then_some(whole)))
}

fn named_options(place: &Place<'_>, first: usize, last: usize) -> Option<Vec<String>> {
    super::records::named_values(place, first - 1, last)
}
