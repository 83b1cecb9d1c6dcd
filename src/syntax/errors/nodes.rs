//! Nodes as flytekit writes them: their order, their options, and maps.

use super::foreign::{parts, translated};
use super::place::Place;
use super::report;
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::token::{Class, ItemWord, TokenKind};

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
    let mut names = Vec::new();
    let mut from = start;
    for sign in signs.iter().copied().chain([end]) {
        let name = (sign == from + 1 && place.is_name(from)).then(|| place.token(from));
        names.push(name);
        from = sign + width;
    }
    if place.token(at) == "<" {
        names.reverse();
    }
    let known: Option<Vec<&str>> = names.into_iter().collect();
    let edits = known.as_ref().and_then(|names| ordered(place, start, end, names));
    let pair = known.as_ref().and_then(|names| Some((*names.first()?, *names.get(1)?)));
    Some(report::order(place.written(span), span, pair, edits))
}

/// Whether `>>`, `<<` or `->` is at a token.
fn is_order(place: &Place<'_>, at: usize) -> bool {
    let double = |sign: &str| place.token(at) == sign && place.token(at + 1) == sign && place.glued(at + 1);
    double(">") || double("<") || place.token(at) == "->"
}

/// The edits that say the order where the nodes are declared, and remove the statement.
fn ordered(place: &Place<'_>, start: usize, end: usize, names: &[&str]) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    for pair in names.windows(2) {
        let [before, after] = pair else { continue };
        let declared = (0..start).rev().find(|at| place.token(*at) == "let" && place.token(at + 1) == *after)?;
        let last = (declared..start).take_while(|at| place.kind_of(*at) != Some(TokenKind::Newline)).last()?;
        let has_tail = (declared..=last).any(|at| place.token(at) == "after");
        edits.push(Edit { span: place.end_of(last), text: if has_tail { format!(", {before}") } else { format!(" after {before}") } });
    }
    let gone = place.end_of(start.checked_sub(2)?).to(place.end_of(end - 1));
    // Where the node is declared directly before, both are one edit.
    match edits.iter_mut().find(|edit| edit.span.start == gone.start) {
        Some(edit) => edit.span = gone,
        None => edits.push(Edit { span: gone, text: String::new() }),
    }
    Some(edits)
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
            let end = (open..).find(|at| place.class_of(*at).is_none_or(|class| matches!(class, Class::OpenBlock | Class::Newline)))?;
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
