//! Arguments of calls.

use super::super::place::Place;
use super::{closures, report};
use crate::diagnostics::Diagnostic;
use crate::syntax::members;

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
    let closure = match place.token(value) {
        "lambda" => closures::written(place, value)?.0,
        _ => place.source(value..place.part_end(value)).to_owned(),
    };
    let close = place.closing(open)?;
    let (mut order, mut default) = (String::new(), None);
    for at in place.outer(open + 1..close).filter(|at| matches!(place.token(at + 1), "=" | ":")) {
        let given = place.source(at + 2..place.part_end(at + 2));
        match place.token(at) {
            "reverse" if matches!(given, "True" | "true") => order = ", descending: true".to_owned(),
            "reverse" if !matches!(given, "False" | "false") => order = format!(", descending: {given}"),
            "default" => default = Some(given),
            _ => {}
        }
    }
    let list = listed(&list);
    let (list, closure) = keyed(&list, closure);
    let text = format!("{list}.{builtin}({closure}{order})");
    let text = match default {
        Some(default) => format!("if {list}.is_empty() {{ {default} }} else {{ {text} }}"),
        None => text,
    };
    Some(report::sort_key(place.token(name), builtin, place.span_of(key), place.span_over(start..close + 1), text))
}

/// A list of Python as a list here.
fn listed(list: &str) -> String {
    let inside =
        |name: &str| list.strip_prefix(name)?.strip_prefix('(')?.strip_suffix(')').filter(|inside| !inside.contains(['(', ')', ' ']));
    match (inside("set"), inside("list")) {
        (Some(inside), _) => format!("{inside}.unique()"),
        (None, Some(inside)) => inside.to_owned(),
        (None, None) => list.to_owned(),
    }
}

/// The list and the closure of a key, which Python writes as a function of any form.
fn keyed(list: &str, key: String) -> (String, String) {
    let is_word = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if let Some((param, body)) = key.strip_prefix('|').and_then(|rest| rest.split_once('|')) {
        let pairs = list.ends_with(".items()") || list.ends_with(".enumerate()") || list.starts_with("enumerate(");
        let changes =
            (pairs && is_word(param) && !body.is_empty()).then(|| members::named(&key, param, 1, 2, list.ends_with(".items()"))).flatten();
        return (list.to_owned(), changes.map_or(key.clone(), |changes| members::changed(&key, &changes)));
    }
    let taken = |name: &str| key.rsplit('.').next()?.strip_prefix(name)?.strip_prefix("(\"")?.strip_suffix("\")");
    if let Some(map) = key.strip_suffix(".get") {
        let whole = list.strip_suffix(".keys()").unwrap_or(list);
        if whole == map && is_word(map) {
            return (format!("{map}.keys()"), format!("|key| {map}[key]"));
        }
    }
    let closure = match key.strip_prefix("str.") {
        Some("casefold") => "|x| x.lower()".to_owned(),
        Some("strip") => "|x| x.trim()".to_owned(),
        Some(method) if is_word(method) => format!("|x| x.{method}()"),
        Some(_) | None => match (taken("itemgetter"), taken("attrgetter")) {
            (Some(name), _) => format!("|x| x[\"{name}\"]"),
            (None, Some(name)) if is_word(name) => format!("|x| x.{name}"),
            (None, _) if is_word(&key) => format!("|x| {key}(x)"),
            (None, _) => key,
        },
    };
    (list.to_owned(), closure)
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
