//! Values of options in the form of another language: `yes`, `"3"`, `"90 min"`, `80%`, a number of seconds, `timedelta(…)`.
//!
//! Each function gives the form that Flightplan has for what was written, if the meaning is plain.

use super::words;
use crate::check::context::{Context, Def};
use crate::program::ty::Type;
use crate::syntax::ast::{Arg, Expr, ExprKind, Ident, OptionEntry, OptionRecord, OptionValue};

/// A value in the form of the type that its option has.
pub(super) struct Form {
    /// What the option takes: `a number`.
    pub(super) wanted: &'static str,
    /// The value, as it is written here.
    pub(super) text: String,
    /// Whether it was a name, which may be one that options cannot use.
    pub(super) named: bool,
}

/// What a value that is not of the type was most likely meant to be.
pub(super) fn meant(cx: &Context<'_>, value: &Expr, ty: &Type) -> Option<Form> {
    let (wanted, text) = match ty {
        Type::Bool => ("a boolean", flag(cx, value)?.to_owned()),
        Type::Int => ("a whole number", whole(value)?),
        Type::Float => ("a number", number(value)?),
        Type::Duration => ("a duration", duration(cx, value)?),
        Type::Str => ("a string", quoted(cx, value)?),
        _ => return None,
    };
    Some(Form { wanted, text, named: ty == &Type::Str && matches!(value.kind(), ExprKind::Name(_)) })
}

/// The word in a value: a name that nothing declares, or a string.
fn word<'v>(cx: &Context<'_>, value: &'v Expr) -> Option<&'v str> {
    match value.kind() {
        ExprKind::Name(name) if cx.lookup(name).is_none() => Some(name.as_str()),
        ExprKind::Str(text) => Some(text),
        _ => None,
    }
}

fn flag(cx: &Context<'_>, value: &Expr) -> Option<&'static str> {
    if let ExprKind::Int(int @ 0..=1) = value.kind() {
        return Some(if *int == 1 { "true" } else { "false" });
    }
    match word(cx, value)?.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "y" | "enabled" | "1" => Some("true"),
        "false" | "no" | "off" | "n" | "disabled" | "0" => Some("false"),
        _ => None,
    }
}

fn whole(value: &Expr) -> Option<String> {
    match value.kind() {
        ExprKind::Str(text) => text.trim().parse::<i64>().ok().map(|int| int.to_string()),
        ExprKind::Float(float) if float.fract() == 0.0 && float.abs() < 1e9 => Some(format!("{float:.0}")),
        _ => None,
    }
}

fn number(value: &Expr) -> Option<String> {
    let ExprKind::Str(text) = value.kind() else { return None };
    let text = text.trim();
    match text.strip_suffix('%') {
        Some(percent) => share(percent.trim().parse().ok()?),
        None => text.parse::<f64>().ok().filter(|float| float.is_finite()).map(|float| format!("{float:?}")),
    }
}

/// A percentage as a share of one.
pub(super) fn share(percent: f64) -> Option<String> {
    (percent > 0.0 && percent <= 100.0).then(|| format!("{:?}", percent / 100.0))
}

fn quoted(cx: &Context<'_>, value: &Expr) -> Option<String> {
    match value.kind() {
        ExprKind::Int(int) => Some(format!("\"{int}\"")),
        ExprKind::Float(_) | ExprKind::Bool(_) => Some(format!("\"{}\"", cx.sources.text(value.span))),
        // A word without quotes, as in YAML, and not a misspelt constant.
        ExprKind::Name(name) if cx.lookup(name).is_none() && cx.nearest(name, |def| matches!(def, Def::Const(_))).is_none() => {
            Some(format!("\"{name}\""))
        }
        _ => None,
    }
}

/// The record that a class of flytekit, a struct or a list of `NAME=value` is, as the value of the option `of`.
pub(super) fn record(cx: &Context<'_>, of: &str, value: &OptionValue) -> Option<String> {
    let entries: Vec<String> = match value {
        OptionValue::Expr(value) => {
            let fields: Vec<(&Ident, &Expr)> = match value.kind() {
                ExprKind::Call { args, .. } => args.iter().map(|arg| Some((arg.name.as_ref()?, &arg.value))).collect::<Option<_>>()?,
                ExprKind::Struct { fields, .. } => fields.iter().map(|field| (&field.name, &field.value)).collect(),
                _ => return None,
            };
            let entry = |(key, value): (&Ident, &Expr)| {
                format!("{}: {}", words::meant_entry(of, &key.name, &[]).unwrap_or(&key.name), cx.sources.text(value.span))
            };
            fields.into_iter().map(entry).collect()
        }
        OptionValue::List(values, _) => {
            let pair = |value: &OptionValue| match value {
                OptionValue::Expr(value) => match value.kind() {
                    ExprKind::Str(text) => text.split_once('=').map(|(key, value)| format!("{}: {value:?}", key_text(key))),
                    _ => None,
                },
                OptionValue::Record(pair) => named_pair(cx, pair),
                OptionValue::Flag | OptionValue::List(..) => None,
            };
            values.iter().map(pair).collect::<Option<_>>()?
        }
        OptionValue::Flag | OptionValue::Record(_) => return None,
    };
    (!entries.is_empty()).then(|| format!("{{ {} }}", entries.join(", ")))
}

/// `{ name: "LEVEL", value: "debug" }` as an entry of a record, as Kubernetes lists variables.
fn named_pair(cx: &Context<'_>, pair: &OptionRecord) -> Option<String> {
    let of = |names: &[&str]| {
        let entry = pair.entries.iter().find(|entry| names.contains(&entry.key.name.to_ascii_lowercase().as_str()))?;
        match &entry.value {
            OptionValue::Expr(value) => Some(value),
            OptionValue::Flag | OptionValue::List(..) | OptionValue::Record(_) => None,
        }
    };
    let name = word(cx, of(&["name", "key"])?)?;
    let value = of(&["value"]).filter(|_| pair.entries.len() == 2)?;
    let value = quoted(cx, value).unwrap_or_else(|| cx.sources.text(value.span).to_owned());
    Some(format!("{}: {value}", key_text(name)))
}

/// The key of an entry, in quotes if it is not a word.
fn key_text(key: &str) -> String {
    let is_word = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') && !key.starts_with(|c: char| c.is_ascii_digit());
    if is_word { key.to_owned() } else { format!("{key:?}") }
}

/// The entry of a record that is the whole value here, `retries: { limit: 3 }`, and whether the record has others.
pub(super) fn inner(cx: &Context<'_>, option: &str, record: &OptionRecord) -> Option<(String, bool)> {
    fn value(entry: &OptionEntry) -> Option<&Expr> {
        match &entry.value {
            OptionValue::Expr(value) => Some(value),
            OptionValue::Flag | OptionValue::List(..) | OptionValue::Record(_) => None,
        }
    }
    if option == "timeout" {
        let parts = record
            .entries
            .iter()
            .map(|entry| Some((cx.sources.text(value(entry)?.span).to_owned(), entry.key.name.to_ascii_lowercase().to_string())));
        return Some((joined(parts.collect::<Option<Vec<_>>>()?)?, false));
    }
    let entry = record.entries.iter().find(|entry| words::is_whole(option, &entry.key.name))?;
    let value = value(entry)?;
    let attempts = words::counts_the_first(&entry.key.name);
    let ty = match option {
        "retries" | "concurrency" => Type::Int,
        _ => Type::Str,
    };
    let text = match value.kind() {
        ExprKind::Int(int) if attempts => (int - 1).max(0).to_string(),
        _ => meant(cx, value, &ty).map_or_else(|| cx.sources.text(value.span).to_owned(), |form| form.text),
    };
    Some((text, record.entries.len() > 1))
}

/// `secrets: { PASSWORD: "db/password" }` as a list, as other tools give secrets to variables; also a record of a single secret.
pub(super) fn secrets(cx: &Context<'_>, record: &OptionRecord) -> Option<String> {
    if record.entries.iter().any(|entry| entry.key.name == "key") {
        return Some(format!("[{}]", cx.sources.text(record.span)));
    }
    let secret = |entry: &OptionEntry| {
        let (group, key) = string(entry)?.split_once('/')?;
        Some(format!("{{ group: {group:?}, key: {key:?}, mount: env, env_var: {:?} }}", entry.key.name.as_str()))
    };
    let listed: Vec<String> = record.entries.iter().map(secret).collect::<Option<_>>()?;
    (!listed.is_empty()).then(|| format!("[{}]", listed.join(", ")))
}

/// The secret that a variable of Kubernetes gets: `{ secretKeyRef: { name: "db", key: "password" } }`, also within `valueFrom`.
pub(super) fn secret_reference(record: &OptionRecord) -> Option<(&str, &str)> {
    fn of<'r>(record: &'r OptionRecord, name: &str) -> Option<&'r str> {
        string(record.entries.iter().find(|entry| entry.key.name == name)?)
    }
    for entry in &record.entries {
        let OptionValue::Record(inner) = &entry.value else { continue };
        if words::is_secret_reference(&entry.key.name) {
            return Some((of(inner, "name")?, of(inner, "key")?));
        }
        if let Some(found) = secret_reference(inner) {
            return Some(found);
        }
    }
    None
}

/// The string that an entry has as its value.
pub(super) fn string(entry: &OptionEntry) -> Option<&str> {
    match &entry.value {
        OptionValue::Expr(value) => match value.kind() {
            ExprKind::Str(text) => Some(text.as_str()),
            _ => None,
        },
        OptionValue::Flag | OptionValue::List(..) | OptionValue::Record(_) => None,
    }
}

/// Units of durations by all their names, in descending order.
const UNITS: [(&str, &[&str]); 6] = [
    ("d", &["d", "day", "days"]),
    ("h", &["h", "hr", "hrs", "hour", "hours"]),
    ("m", &["m", "min", "mins", "minute", "minutes"]),
    ("s", &["s", "sec", "secs", "second", "seconds"]),
    ("ms", &["ms", "msec", "millis", "millisecond", "milliseconds"]),
    ("us", &["us", "µs", "usec", "micros", "microsecond", "microseconds"]),
];

fn duration(cx: &Context<'_>, value: &Expr) -> Option<String> {
    match value.kind() {
        // flytekit's numbers are seconds.
        ExprKind::Int(int) if *int > 0 => Some(format!("{int}s")),
        ExprKind::Float(float) if *float > 0.0 => Some(format!("{float}s")),
        ExprKind::Str(text) => spelled(text),
        ExprKind::Call { callee, args } => match callee.kind() {
            ExprKind::Name(name) if name == "timedelta" || name == "Duration" => of_arguments(cx, args),
            ExprKind::Field { name, .. } if name.name == "timedelta" => of_arguments(cx, args),
            _ => None,
        },
        _ => None,
    }
}

/// `timedelta(hours: 1, minutes: 30)`
fn of_arguments(cx: &Context<'_>, args: &[Arg]) -> Option<String> {
    let parts = args.iter().map(|arg| {
        let number = matches!(arg.value.kind(), ExprKind::Int(_) | ExprKind::Float(_)).then(|| cx.sources.text(arg.value.span))?;
        Some((number.to_owned(), arg.name.as_ref()?.name.to_string()))
    });
    joined(parts.collect::<Option<Vec<_>>>()?)
}

/// `"1h30m"`, `"90 min"`, `"1:30:00"`, `"PT1H"`, `"600"`
fn spelled(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_lowercase();
    if text.contains(':') {
        let parts: Vec<&str> = text.split(':').collect();
        let units: &[&str] = if parts.len() == 3 { &["h", "m", "s"] } else { &["m", "s"] };
        let digits =
            parts.len() == units.len() && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
        let parts = parts
            .iter()
            .zip(units)
            .filter_map(|(part, unit)| Some((part.parse::<u32>().ok().filter(|n| *n > 0)?.to_string(), (*unit).to_owned())));
        return if digits { joined(parts.collect()) } else { None };
    }
    let mut rest = text.strip_prefix("pt").unwrap_or(&text);
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let (number, after) = rest.split_at(digits);
        let after = after.trim_start();
        let letters = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
        let (unit, after) = after.split_at(letters);
        parts.push((number.to_owned(), if unit.is_empty() { "s".to_owned() } else { unit.to_owned() }));
        rest = after.trim_start_matches([' ', ',']);
    }
    joined(parts)
}

/// Numbers with units in descending order, as one literal.
fn joined(parts: Vec<(String, String)>) -> Option<String> {
    let mut found: Vec<(usize, String)> = Vec::with_capacity(parts.len());
    let last = parts.len().checked_sub(1)?;
    for (index, (number, unit)) in parts.into_iter().enumerate() {
        let at = UNITS.iter().position(|(_, names)| names.contains(&unit.as_str()))?;
        let plain = number.parse::<f64>().is_ok() && number.starts_with(|c: char| c.is_ascii_digit()) && !number.ends_with('.');
        let fraction = number.contains('.') && index < last;
        if !plain || fraction || found.last().is_some_and(|(before, _)| *before >= at) {
            return None;
        }
        found.push((at, number));
    }
    Some(found.into_iter().map(|(at, number)| format!("{number}{}", UNITS[at].0)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_of_other_languages_are_read() {
        for (text, meant) in [
            ("90m", "90m"),
            ("30 min", "30m"),
            ("1 hour, 30 minutes", "1h30m"),
            ("PT1H30M", "1h30m"),
            ("01:30:00", "1h30m"),
            ("600", "600s"),
            ("1.5h", "1.5h"),
        ] {
            assert_eq!(spelled(text).as_deref(), Some(meant), "{text}");
        }
        for text in ["", "soon", "5 parsecs", "m5", "1:xx"] {
            assert_eq!(spelled(text), None, "{text}");
        }
    }
}
