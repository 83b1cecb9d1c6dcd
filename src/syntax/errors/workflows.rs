//! Statements of a workflow as code and other tools write them: lists of a `map` without parentheses, blocks, pipes, closures, choices.
//!
//! These rules come before those on habits of code, whose repairs a workflow cannot have.

use super::foreign::parts;
use super::place::Place;
use super::{habits, records, report};
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::token::{Class, ItemWord, TokenKind};

/// Words between a task and its list in other languages.
const OVER: [&str; 7] = ["over", "in", "on", "across", "from", "to", "through"];

/// Methods of tasks that run them once.
const RUN: [&str; 7] = ["submit", "delay", "remote", "apply_async", "call", "invoke", "run"];

/// Methods of tasks that run them for each element.
const EACH: [&str; 3] = ["expand", "map", "starmap"];

/// Functions that wait for several nodes.
const TOGETHER: [&str; 6] = ["all", "allSettled", "gather", "join", "join_all", "parallel"];

fn in_body(place: &Place<'_>) -> bool {
    place.item == ItemWord::Workflow && place.opener().is_some() && !place.in_header(place.index())
}

/// `map f over xs`, `map f xs`, `map f(x) for x in xs`
pub(super) fn mapped(place: &Place<'_>) -> Option<Diagnostic> {
    let start = place.statement();
    let word = (start..=place.index()).rev().find(|at| place.kind_of(*at) == Some(TokenKind::Map) && place.is_name(at + 1))?;
    if !in_body(place) {
        return None;
    }
    let task = word + 1;
    let (list, end) = match place.token(task + 1) {
        "(" => {
            let close = place.closing(task + 1).filter(|close| place.token(close + 1) == "for")?;
            let element = place.token(close + 2);
            let end = place.operand_end(close + 4).filter(|_| place.token(close + 3) == "in")?;
            let list = place.source(close + 4..end);
            let argument = |(from, to): (usize, usize)| {
                let named = matches!(place.token(from + 1), ":" | "=");
                let value = if named { from + 2 } else { from };
                let is_element = to == value + 1 && place.token(value) == element;
                let name = if named { format!("{}: ", place.token(from)) } else { String::new() };
                if is_element {
                    format!("{name}{}{list}", if named { "each " } else { "" })
                } else {
                    format!("{name}{}", place.source(value..to))
                }
            };
            let arguments: Vec<String> = parts(place, task + 1, close).into_iter().map(argument).collect();
            (arguments.join(", "), end)
        }
        between => {
            let first = if OVER.contains(&between) { task + 2 } else { task + 1 };
            let end = place.operand_end(first).filter(|_| place.begins_operand(first))?;
            (place.source(first..end).to_owned(), end)
        }
    };
    let written = format!("map {}({list})", place.token(task));
    Some(report::list_of_a_map(place.span(), &written, place.span_over(word..end)))
}

/// `{ f(x) }` in the place of a value.
pub(super) fn block(place: &Place<'_>) -> Option<Diagnostic> {
    let open = place.opener().filter(|open| place.kind_of(*open) == Some(TokenKind::BraceOpen))?;
    let close = place.closing(open)?;
    let calls = place.token(close - 1) == ")" && place.operand_end(open + 1) == Some(close);
    let value = open == 0 || matches!(place.token(open - 1), "=" | "return" | "\n" | "{" | "else");
    if !in_body(place) || place.current() != "}" || !calls || !value {
        return None;
    }
    let edits = vec![
        Edit { span: place.span_of(open).to(place.span_of(open + 1).head()), text: String::new() },
        Edit { span: place.end_of(close - 1).to(place.span_of(close)), text: String::new() },
    ];
    Some(report::block_of_a_node(place.span_of(open), edits))
}

/// `load(d) | clean`, `load(d) |> clean`
pub(super) fn piped(place: &Place<'_>) -> Option<Diagnostic> {
    let at = [place.index(), place.index().wrapping_sub(1)].into_iter().find(|at| place.token(*at) == "|")?;
    if !in_body(place) || at == 0 || !place.ends_operand(at - 1) {
        return None;
    }
    let mut start = place.operand_start(at - 1)?;
    // The first value of a chain.
    while start > 1 && matches!(place.token(start - 1), "|") && place.ends_operand(start - 2) {
        start = place.operand_start(start - 2)?;
    }
    let (mut sign, mut written) = (at, place.source(start..at).to_owned());
    loop {
        let first = if place.token(sign + 1) == ">" { sign + 2 } else { sign + 1 };
        let end = place.operand_end(first).filter(|end| *end == first + 1 && place.is_name(first));
        let Some(end) = end else { return Some(report::pipe(place.span_of(at), None)) };
        written = format!("{}({written})", place.token(first));
        if place.token(end) != "|" {
            return Some(report::pipe(place.span_of(at), Some((&written, place.span_over(start..end)))));
        }
        sign = end;
    }
}

/// `xs.map(x => f(x))`, `load(d).then(rows => clean(rows))`
pub(super) fn closure(place: &Place<'_>) -> Option<Diagnostic> {
    let arrow = place.index();
    let open = place.opener().filter(|open| place.token(*open) == "(" && *open > 2)?;
    if !in_body(place) || place.current() != "=>" || place.token(open - 2) != "." {
        return None;
    }
    let method = place.token(open - 1);
    let start = place.operand_start(open - 3)?;
    let receiver = place.source(start..open - 2);
    let param = place.token(if place.before(1) == ")" { arrow - 2 } else { arrow - 1 });
    let close = place.closing(open)?;
    let is_call = place.token(arrow + 2) == "(" && place.closing(arrow + 2) == Some(close - 1) && place.token(arrow + 3) == param;
    let written = (is_call && arrow + 5 == close).then(|| match method {
        "map" | "forEach" => format!("map {}({receiver})", place.token(arrow + 1)),
        _ => format!("{}({receiver})", place.token(arrow + 1)),
    });
    Some(report::closure_in_workflow(place.span(), written.as_deref(), place.span_over(start..close + 1)))
}

/// `a if c else b`, `c ? a : b`
pub(super) fn choice(place: &Place<'_>) -> Option<Diagnostic> {
    if !in_body(place) || !matches!(place.current(), "if" | "else" | "?") && place.before(1) != "?" {
        return None;
    }
    let found = habits::find(place)?;
    let written = &found.fix.as_ref()?.edits.first()?.text;
    let calls = written.contains('(');
    written.starts_with("if ").then(|| report::choice_in_workflow(found.span().unwrap_or(place.span()), written, calls))
}

/// `=` between brackets: a choice of flytekit's, a method of a task, a map, named outputs.
pub(super) fn equals(place: &Place<'_>) -> Option<Diagnostic> {
    let open = place.opener().filter(|open| in_body(place) && place.current() == "=" && place.token(*open) == "(")?;
    if let Some(word) = (place.statement_start()..open).find(|at| place.token(*at) == "conditional" && place.token(at + 1) == "(") {
        return Some(report::choice_of_flytekit(place.span_of(word)));
    }
    let close = place.closing(open)?;
    let values = records::named_values(place, open, close)?;
    let before = open.checked_sub(1)?;
    if !place.ends_operand(before) {
        let signs = parts(place, open, close).into_iter().map(|(start, _)| Edit { span: place.span_of(start + 1), text: ":".to_owned() });
        return Some(report::named_outputs(place.span(), place.before(1), signs.collect()));
    }
    let each = || values.iter().map(|value| value.replacen(": ", ": each ", 1)).collect::<Vec<_>>().join(", ");
    let zip = if values.len() > 1 { "zip " } else { "" };
    if place.token(before.wrapping_sub(1)) == "." && place.is_name(before.wrapping_sub(2)) {
        let (task, method) = (place.token(before - 2), place.token(before));
        let written = match method {
            _ if RUN.contains(&method) => format!("{task}({})", values.join(", ")),
            _ if EACH.contains(&method) => format!("map {zip}{task}({})", each()),
            _ => return None,
        };
        return Some(report::method_of_a_task(method, place.span_of(before), &written, place.between(before - 2, close)));
    }
    let maps = before > 1 && place.kind_of(before - 1) == Some(TokenKind::Map) && values.len() == 1;
    maps.then(|| report::list_of_a_map(place.span(), &format!("map {}({})", place.token(before), each()), place.between(before - 1, close)))
}

/// `let [a, b] = await Promise.all([f(x), g(x)])`, `a, b = await asyncio.gather(f(x), g(x))`
pub(super) fn gathered(place: &Place<'_>) -> Option<Diagnostic> {
    if !in_body(place) {
        return None;
    }
    let start = place.statement_start();
    let end = (start..).find(|at| place.kind_of(*at).is_none_or(|kind| kind == TokenKind::Newline) && place.closes_before(start, *at))?;
    let equals = place.outer(start..end).find(|at| place.token(*at) == "=")?;
    let call = (equals..end).find(|at| TOGETHER.contains(&place.token(*at)) && place.token(at + 1) == "(")?;
    let names: Vec<&str> =
        (start..equals).filter(|at| place.is_name(*at)).map(|at| place.token(at)).filter(|word| *word != "const").collect();
    let close = place.closing(call + 1).filter(|close| close + 1 == end)?;
    let mut calls = parts(place, call + 1, close);
    if let [(first, last)] = calls.as_slice()
        && place.token(*first) == "["
    {
        calls = parts(place, *first, last - 1);
    }
    if calls.len() != names.len() || names.len() < 2 {
        return None;
    }
    let lets: Vec<String> = names.iter().zip(calls).map(|(name, (from, to))| format!("let {name} = {}", place.source(from..to))).collect();
    let written = lets.join(&format!("\n{}", place.indentation(start)));
    Some(report::gathered(place.span_over(equals + 1..end), &lets, &written, place.span_over(start..end)))
}

/// `await Promise.all(xs.map(x => f(x)))`, `asyncio.gather(*[f(x) for x in xs])`
pub(super) fn gathered_map(place: &Place<'_>) -> Option<Diagnostic> {
    if !in_body(place) {
        return None;
    }
    let start = place.statement_start();
    let call = place.on_line(start).find(|at| TOGETHER.contains(&place.token(*at)) && place.token(at + 1) == "(")?;
    let close = place.closing(call + 1)?;
    let first = if place.token(call + 2) == "*" { call + 3 } else { call + 2 };
    let (list, element, task) = if place.token(first) == "[" {
        let word = (first..close).find(|at| place.token(*at) == "for" && place.token(at + 2) == "in")?;
        (place.source(word + 3..place.closing(first)?), place.token(word + 1), first + 1)
    } else {
        let map = (first..close).find(|at| place.token(*at) == "map" && place.token(at - 1) == "." && place.token(at + 1) == "(")?;
        let arrow = (map + 2..close).find(|at| place.token(*at) == "=>" || place.token(*at) == "|" && *at > map + 2)?;
        let element = (map + 2..arrow).map(|at| place.token(at)).find(|word| !matches!(*word, "(" | ")" | "|" | "async"))?;
        (place.source(first..map - 1), element, arrow + 1)
    };
    let task = if place.token(task) == "await" { task + 1 } else { task };
    let plain = place.is_name(task) && place.token(task + 1) == "(" && place.token(task + 2) == element && place.token(task + 3) == ")";
    if !plain {
        return None;
    }
    let runtime = call.checked_sub(2).filter(|_| place.token(call - 1) == ".").unwrap_or(call);
    let from = runtime.checked_sub(1).filter(|before| place.token(*before) == "await").unwrap_or(runtime);
    let written = format!("map {}({list})", place.token(task));
    let edit = Edit { span: place.span_over(from..close + 1), text: written.clone() };
    Some(report::gathered_map(place.span_over(runtime..call + 1), &written, edit))
}

/// `f(x) { retries: 3 }`, `with { retries: 3 } f(x)`
pub(super) fn bare_options(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    if !in_body(place) || index == 0 {
        return None;
    }
    if place.current() == "{" && place.before(1) == ")" && place.is_name(index + 1) && matches!(place.token(index + 2), ":" | "=") {
        let close = place.closing(index)?;
        let written = format!("with {{ {} }}", records::named_values(place, index, close)?.join(", "));
        return Some(report::options_without_with(
            place.span(),
            &written,
            vec![Edit { span: place.between(index, close), text: written.clone() }],
        ));
    }
    let start = place.statement();
    let close = place.closing(start + 1).filter(|close| place.token(start) == "with" && close + 1 == index)?;
    let end = place.operand_end(index)?;
    let options = place.source(start..close + 1);
    let written = format!("{} {options}", place.source(index..end));
    Some(report::options_before_node(place.span_over(start..close + 1), &written, place.span_over(start..end)))
}

/// `app.kubernetes.io/name: "x"`, `cost-center: "x"` among options
pub(super) fn option_key(place: &Place<'_>) -> Option<Diagnostic> {
    let (first, index) = (place.statement(), place.index());
    if !matches!(place.current(), "-" | "." | "/" | "//") || index <= first || !super::options::in_options(place, first) {
        return None;
    }
    let mut end = index;
    while place.glued(end) && !matches!(place.class_of(end), None | Some(Class::Newline | Class::Close)) && place.token(end) != ":" {
        end += 1;
    }
    let glued = (first + 1..end).all(|at| place.glued(at)) && place.class_of(first) != Some(Class::Text);
    (glued && place.token(end) == ":").then(|| report::quoted_key(place.source(first..end), place.span_over(first..end)))
}

/// `resources:` and its entries on lines of their own, as in YAML
pub(super) fn indented_record(place: &Place<'_>) -> Option<Diagnostic> {
    let key = place.index().checked_sub(3)?;
    let nested = place.current() == ":" && place.token(key + 1) == ":" && place.first_on_line(key + 2);
    if !nested || !place.is_name(key) || !super::options::in_options(place, key) {
        return None;
    }
    Some(report::indented_record(place.token(key), place.before(1), place.span_of(key + 1), place.span_of(key + 2)))
}

impl Place<'_> {
    /// Where the statement begins that holds the place, outside of all brackets in it.
    fn statement_start(&self) -> usize {
        let block = (0..self.index())
            .rev()
            .find(|at| self.class_of(*at) == Some(Class::OpenBlock) && self.closing(*at).is_none_or(|close| close >= self.index()));
        let from = block.map_or(0, |block| block + 1);
        let mut start = from;
        for at in self.outer(from..self.index()) {
            if matches!(self.kind_of(at), Some(TokenKind::Newline | TokenKind::Semicolon)) {
                start = at + 1;
            }
        }
        start
    }

    /// Whether every bracket that opens between two tokens is closed there, too.
    fn closes_before(&self, start: usize, end: usize) -> bool {
        (start..end)
            .filter(|at| matches!(self.class_of(*at), Some(Class::Open | Class::OpenBlock)))
            .all(|at| self.closing(at).is_some_and(|close| close < end))
    }
}
