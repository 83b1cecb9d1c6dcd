//! Closures that compare two elements for sorting: here a closure makes the key of one element.

use super::{Advice, Kind, Use, template::Code};

/// Methods that sort by comparing two elements.
const SORTS: &[&str] = &["sort", "sort_by", "toSorted", "sorted", "sort_unstable_by", "sortedWith", "sort_with"];

/// Methods that compare an element with another one.
const COMPARES: &[&str] = &[".cmp(", ".partial_cmp(", ".total_cmp(", ".localeCompare(", ".compareTo("];

/// `xs.sort(|a, b| b.price - a.price)`
pub(super) fn sorted(name: &str, used: &Use) -> Option<Advice> {
    let (receiver, [given]) = (used.receiver.as_ref()?, used.args.as_slice()) else { return None };
    if !SORTS.contains(&name) || given.kind != Kind::Closure(2) || !matches!(receiver.kind, Kind::List(_)) {
        return None;
    }
    let (params, body) = given.code.text.strip_prefix('|')?.split_once('|')?;
    let (first, second) = params.split_once(',')?;
    let (first, second) = (first.trim(), second.trim());
    let (left, right) = sides(body.trim())?;
    let descending = has_word(left, second);
    let (own, other) = if descending { (second, first) } else { (first, second) };
    if !has_word(left, own) || has_word(left, other) || replaced(left, own, other) != right {
        return None;
    }
    let key = (left != own).then(|| format!("|{own}| {left}"));
    let written = |receiver: &Code, short: bool| {
        let receiver = receiver.operand(short);
        match (&key, descending) {
            (None, false) => format!("{receiver}.sort()"),
            (None, true) => format!("{receiver}.sort(descending: true)"),
            (Some(key), false) => format!("{receiver}.sort_by({key})"),
            (Some(key), true) => format!("{receiver}.sort_by({key}, descending: true)"),
        }
    };
    let assigned = |short: bool| {
        let sorted = written(&receiver.code, short);
        if used.statement { format!("{} = {sorted}", receiver.code.text) } else { sorted }
    };
    Some(Advice {
        code: Some(assigned(false)),
        shown: assigned(true),
        assigns: used.statement,
        ours: "$0.sort()".to_owned(),
        ..Advice::default()
    })
}

/// The two values that a body compares.
fn sides(body: &str) -> Option<(&str, &str)> {
    if let Some((left, right)) = body.split_once(" - ") {
        return Some((left.trim(), right.trim()));
    }
    COMPARES.iter().find_map(|compare| {
        let (left, rest) = body.split_once(compare)?;
        let (right, after) = rest.split_once(')')?;
        matches!(after, "" | ".unwrap()").then(|| (left, right.trim_start_matches('&')))
    })
}

fn is_word(char: char) -> bool {
    char.is_ascii_alphanumeric() || char == '_'
}

fn has_word(text: &str, word: &str) -> bool {
    text.split(|char| !is_word(char)).any(|part| part == word)
}

/// A text with one name in place of another at its start.
fn replaced(text: &str, name: &str, other: &str) -> String {
    match text.strip_prefix(name) {
        Some(rest) if !rest.starts_with(is_word) => format!("{other}{rest}"),
        _ => text.to_owned(),
    }
}
