//! Options as flytekit gives them, as arguments: what they are in `with { … }`.

use super::literal;
use crate::syntax::errors::place::Place;
use crate::syntax::token::Class;

/// Options of flytekit and their names here.
const NAMES: &[(&str, &str)] = &[
    ("retries", "retries"),
    ("timeout", "timeout"),
    ("interruptible", "interruptible"),
    ("cache_version", "cache"),
    ("cache_serialize", "cache_serialize"),
    ("container_image", "image"),
    ("image", "image"),
    ("requests", "requests"),
    ("limits", "limits"),
    ("environment", "env"),
    ("env", "env"),
    ("name", "name"),
    ("node_name", "name"),
    ("deprecated", "deprecated"),
    ("enable_deck", "deck"),
    ("concurrency", "concurrency"),
    ("min_success_ratio", "min_success_ratio"),
    ("min_successes", "min_successes"),
    ("accelerator", "accelerator"),
];

/// The arguments between the brackets at `open` and `close`, as ranges of tokens.
pub(in crate::syntax::errors) fn parts(place: &Place<'_>, open: usize, close: usize) -> Vec<(usize, usize)> {
    split(place, open, close, |_| 0)
}

/// The parameters between the brackets at `open` and `close`, in whose types angle brackets are brackets too.
pub(super) fn parameters(place: &Place<'_>, open: usize, close: usize) -> Vec<(usize, usize)> {
    split(place, open, close, |sign| match sign {
        "<" => 1,
        ">" => -1,
        _ => 0,
    })
}

fn split(place: &Place<'_>, open: usize, close: usize, nests: impl Fn(&str) -> i32) -> Vec<(usize, usize)> {
    let (mut parts, mut start, mut depth) = (Vec::new(), open + 1, 0);
    for at in open + 1..close {
        depth += match place.class_of(at) {
            Some(Class::Open | Class::OpenBlock) => 1,
            Some(Class::Close) => -1,
            _ => nests(place.token(at)),
        };
        if place.token(at) == "," && depth <= 0 {
            parts.push((start, at));
            start = at + 1;
        }
    }
    if start < close {
        parts.push((start, close));
    }
    parts
}

/// The arguments `key=value` between two brackets that are options here, with their values.
pub(in crate::syntax::errors) fn translated(place: &Place<'_>, open: usize, close: usize) -> Vec<(String, String)> {
    let mut options: Vec<(String, String)> = Vec::new();
    let mut cached = false;
    for (start, end) in parts(place, open, close) {
        if !matches!(place.token(start + 1), "=" | ":") {
            continue;
        }
        let key = place.token(start);
        let words = place.words(start + 2, end);
        cached |= key == "cache" && words == ["True"];
        let Some((_, here)) = NAMES.iter().find(|(there, _)| *there == key) else { continue };
        if let Some(value) = value(place, here, start + 2, end) {
            options.push(((*here).to_owned(), value));
        }
    }
    if cached && options.iter().all(|(key, _)| key != "cache") {
        options.push(("cache".to_owned(), "\"1\"".to_owned()));
    }
    options
}

fn value(place: &Place<'_>, key: &str, start: usize, end: usize) -> Option<String> {
    let words = place.words(start, end);
    match key {
        "timeout" => duration(place, start, end),
        "requests" | "limits" => {
            let open = (start..end).find(|at| place.token(*at) == "(")?;
            resources(place, open, place.closing(open)?)
        }
        _ => literal(&words).or_else(|| (end > start).then(|| place.written(place.between(start, end - 1)).to_owned())).filter(|value| {
            // A name of the program's own, or a call of something unknown, is not a value of an option.
            value.starts_with(|first: char| first == '"' || first == '{' || first == '-' || first.is_ascii_digit())
                || matches!(value.as_str(), "true" | "false" | "none")
        }),
    }
}

/// `timedelta(hours=1, minutes=30)`, `60`
fn duration(place: &Place<'_>, start: usize, end: usize) -> Option<String> {
    if end == start + 1 {
        let seconds = place.token(start);
        return seconds.bytes().all(|byte| byte.is_ascii_digit()).then(|| format!("{seconds}s"));
    }
    let open = (start..end).find(|at| place.token(*at) == "(")?;
    let close = place.closing(open)?;
    let arguments: Vec<(&str, &str)> = parts(place, open, close)
        .into_iter()
        .filter(|(start, _)| matches!(place.token(start + 1), "=" | ":"))
        .map(|(start, end)| (place.token(start), place.source(start + 2..end)))
        .collect();
    super::super::options::duration(&arguments)
}

/// `Resources(cpu="1", mem="1Gi")`, as a record.
pub(in crate::syntax::errors) fn resources(place: &Place<'_>, open: usize, close: usize) -> Option<String> {
    let mut entries = Vec::new();
    for (start, end) in parts(place, open, close) {
        let key = match place.token(start) {
            "ephemeral_storage" => "ephemeral",
            "memory" => "mem",
            key => key,
        };
        let value = literal(&place.words(start + 2, end)).filter(|_| matches!(place.token(start + 1), "=" | ":"))?;
        let quoted = key != "gpu" && value.starts_with(|c: char| c.is_ascii_digit());
        entries.push(if quoted { format!("{key}: \"{value}\"") } else { format!("{key}: {value}") });
    }
    (!entries.is_empty()).then(|| format!("{{ {} }}", entries.join(", ")))
}
