//! Options as flytekit gives them, as arguments: what they are in `with { … }`.

use super::literal;
use crate::syntax::errors::place::Place;

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

/// Units of `timedelta` and of durations.
const UNITS: &[(&str, &str)] = &[("days", "d"), ("hours", "h"), ("minutes", "m"), ("seconds", "s"), ("milliseconds", "ms")];

/// The parts between the brackets at `open` and `close`, as ranges of tokens.
pub(in crate::syntax::errors) fn parts(place: &Place<'_>, open: usize, close: usize) -> Vec<(usize, usize)> {
    let (mut parts, mut start, mut depth) = (Vec::new(), open + 1, 0_usize);
    for at in open + 1..close {
        match place.token(at) {
            "(" | "[" | "{" | "<" => depth += 1,
            ")" | "]" | "}" | ">" => depth = depth.saturating_sub(1),
            "," if depth == 0 => {
                parts.push((start, at));
                start = at + 1;
            }
            _ => {}
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
        "timeout" => duration(&words),
        "requests" | "limits" => {
            let open = (start..end).find(|at| place.token(*at) == "(")?;
            resources(place, open, place.closing(open)?)
        }
        _ => literal(&words).or_else(|| (end > start).then(|| place.written(place.between(start, end - 1)).to_owned())).filter(|value| {
            // A name of the program's own, or a call of something unknown, is no value of an option.
            value.starts_with(|first: char| first == '"' || first == '{' || first == '-' || first.is_ascii_digit())
                || matches!(value.as_str(), "true" | "false" | "none")
        }),
    }
}

/// `timedelta(hours=1)`, `60`
fn duration(words: &[&str]) -> Option<String> {
    if let [seconds] = words
        && seconds.bytes().all(|byte| byte.is_ascii_digit())
    {
        return Some(format!("{seconds}s"));
    }
    let unit = words.iter().find_map(|word| UNITS.iter().find(|(name, _)| name == word))?;
    let number = words.iter().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    Some(format!("{number}{}", unit.1))
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
