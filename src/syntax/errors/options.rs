//! Values of options as flytekit's classes: `Resources(cpu="1")`, `timedelta(minutes=30)`, `Secret(group="g", key="k")`.
//!
//! Their named arguments have `=`, so the grammar refuses them; the classes that parse are known to the check of options.

use super::place::Place;
use super::report;
use crate::diagnostics::Diagnostic;
use crate::syntax::token::{Class, TokenKind};

/// What a call of a class is as the value of an option.
#[derive(Clone, Copy)]
enum Form {
    /// A record with the arguments as its entries.
    Record,
    /// A duration, with the arguments as its parts.
    Duration,
    /// The value of this argument.
    Argument(&'static str),
}

/// Classes of flytekit, of Python's standard library and of Kubernetes' client.
const CLASSES: &[(&str, Form)] = &[
    ("Resources", Form::Record),
    ("V1ResourceRequirements", Form::Record),
    ("ResourceRequirements", Form::Record),
    ("Secret", Form::Record),
    ("dict", Form::Record),
    ("timedelta", Form::Duration),
    ("Cache", Form::Argument("version")),
    ("ImageSpec", Form::Argument("name")),
    ("PodTemplate", Form::Argument("name")),
    ("GPUAccelerator", Form::Argument("device")),
];

/// Arguments that have another name here.
const ENTRIES: &[(&str, &str)] = &[("memory", "mem"), ("ephemeral_storage", "ephemeral"), ("mount_requirement", "mount")];

/// `with { requests: Resources(cpu="1", mem="1Gi") }`
pub(super) fn class(place: &Place<'_>) -> Option<Diagnostic> {
    let open = place.opener().filter(|_| place.bracket() == "(" && place.current() == "=")?;
    let name = open.checked_sub(1).filter(|name| place.is_name(*name) && in_options(place, *name))?;
    let form = CLASSES.iter().find(|(class, _)| *class == place.token(name)).map(|(_, form)| *form)?;
    let (arguments, close) = arguments(place, open)?;
    let text = match form {
        Form::Record => {
            let entry = |(key, value): &(&str, &str)| {
                let key = ENTRIES.iter().find(|(other, _)| other == key).map_or(*key, |(_, entry)| entry);
                format!("{key}: {value}")
            };
            format!("{{ {} }}", arguments.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        Form::Duration => duration(&arguments)?,
        Form::Argument(wanted) => arguments.iter().find(|(key, _)| *key == wanted)?.1.to_owned(),
    };
    // `datetime.timedelta(…)`
    let mut first = name;
    while first >= 2 && place.token(first - 1) == "." && place.is_name(first - 2) {
        first -= 2;
    }
    let key = first.checked_sub(2).filter(|_| place.token(first - 1) == ":");
    let whole = place.span_of(first).to(place.span_of(close));
    let option = key.map(|key| place.token(key));
    // flytekit's `resources` are both sets.
    if let (Some("resources"), Some(key)) = (option, key) {
        let text = format!("requests: {text}");
        return Some(report::class_of_an_option(place.token(name), place.span_of(key).to(whole), None, &text));
    }
    Some(report::class_of_an_option(place.token(name), whole, option, &text))
}

/// Whether the token is in the braces of `with`.
pub(super) fn in_options(place: &Place<'_>, token: usize) -> bool {
    let mut depth = 0_usize;
    for index in (0..token).rev() {
        match place.class_of(index) {
            Some(Class::Close) => depth += 1,
            Some(Class::Open | Class::OpenBlock) if depth > 0 => depth -= 1,
            Some(Class::OpenBlock) if index > 0 && place.token(index - 1) == "with" => return true,
            Some(Class::Open | Class::OpenBlock) if place.token(index) == "(" => return false,
            _ => {}
        }
    }
    false
}

/// The named arguments of the call whose `(` is at `open`, and the index of its `)`.
fn arguments<'a>(place: &Place<'a>, open: usize) -> Option<(Vec<(&'a str, &'a str)>, usize)> {
    let mut found = Vec::new();
    let mut index = open + 1;
    while place.token(index) != ")" {
        if place.kind_of(index) == Some(TokenKind::Newline) {
            index += 1;
            continue;
        }
        let key = Some(index).filter(|key| place.is_name(*key) && matches!(place.token(key + 1), "=" | ":"))?;
        let (mut end, mut depth) = (key + 2, 0_usize);
        while depth > 0 || !matches!(place.token(end), "," | ")") {
            match place.class_of(end)? {
                Class::Open | Class::OpenBlock => depth += 1,
                Class::Close => depth = depth.checked_sub(1)?,
                _ => {}
            }
            end += 1;
        }
        if end == key + 2 {
            return None;
        }
        found.push((place.token(key), place.written(place.span_of(key + 2).to(place.span_of(end - 1)))));
        index = if place.token(end) == "," { end + 1 } else { end };
    }
    Some((found, index))
}

/// `timedelta(hours=1, minutes=30)` as `1h30m`.
pub(super) fn duration(arguments: &[(&str, &str)]) -> Option<String> {
    const UNITS: [(&str, &str); 6] =
        [("days", "d"), ("hours", "h"), ("minutes", "m"), ("seconds", "s"), ("milliseconds", "ms"), ("microseconds", "us")];
    let known = arguments.iter().all(|(key, value)| {
        UNITS.iter().any(|(unit, _)| unit == key) && !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit())
    });
    let parts = UNITS.iter().filter_map(|(unit, short)| {
        let (_, value) = arguments.iter().find(|(key, _)| key == unit)?;
        Some(format!("{value}{short}"))
    });
    let text: String = parts.collect();
    (known && !text.is_empty()).then_some(text)
}
