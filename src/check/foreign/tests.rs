//! The tables themselves: what a row says is written here is code of this language that compiles.

use super::*;
use crate::check;
use crate::config::Settings;
use crate::diagnostics::Severity;
use crate::source::{FileId, SourceMap};
use crate::syntax;

/// Code for a place, its kind, and the parameter that declares it, if any.
type Sample = (&'static str, Kind, &'static str);

const SAMPLES: &[Sample] = &[
    ("i", Kind::Int, "i: int"),
    ("x", Kind::Float, "x: float"),
    ("s", Kind::Str, "s: str"),
    ("xs", Kind::List(Element::Int), "xs: [int]"),
    ("fs", Kind::List(Element::Float), "fs: [float]"),
    ("ss", Kind::List(Element::Str), "ss: [str]"),
    ("bs", Kind::List(Element::Bool), "bs: [bool]"),
    ("xss", Kind::List(Element::List), "xss: [[int]]"),
    ("m", Kind::Map, "m: {str: int}"),
    ("|v| v > 0", Kind::Closure(1), ""),
    ("|v| v", Kind::Closure(1), ""),
    ("|v| str(v)", Kind::Closure(1), ""),
    ("|v| [v]", Kind::Closure(1), ""),
    ("|v| parse_int(str(v))", Kind::Closure(1), ""),
    ("|a, b| a", Kind::Closure(2), ""),
    ("at", Kind::Datetime, "at: datetime"),
    ("wait", Kind::Duration, "wait: duration"),
    ("data", Kind::Bytes, "data: bytes"),
    ("j", Kind::Json, "j: json"),
    ("maybe", Kind::Optional, "maybe: int?"),
    ("mayhap", Kind::Optional, "mayhap: str?"),
    ("true", Kind::Bool, ""),
    ("7", Kind::Int, ""),
    ("\"day\"", Kind::Str, ""),
    ("point", Kind::Struct, "point: Point"),
    ("tier", Kind::Enum, "tier: Tier"),
    ("f", Kind::File, "f: file"),
    ("int", Kind::Word, ""),
    ("e", Kind::Error, "e: error"),
    ("r", Kind::Rng, ""),
    ("zip(ss, xs)", Kind::List(Element::Tuple), ""),
];

/// The kinds of the places of a row, by number; those that it does not name have none.
fn places(row: &Row) -> Vec<(usize, Option<&'static str>)> {
    let mut found: Vec<(usize, Option<&str>)> = Vec::new();
    for param in row.theirs.split_once('(').map_or("", |(_, params)| params).trim_end_matches(')').split(", ") {
        let place = param.rsplit_once(": ").map_or(param, |(_, place)| place);
        let Some(place) = place.strip_prefix('$') else { continue };
        let (number, kind) = place.split_once(':').map_or((place, None), |(number, kind)| (number, Some(kind)));
        if let Ok(number) = number.parse() {
            found.push((number, kind));
        }
    }
    found
}

/// The call that a row is about, with samples for its arguments.
fn call(row: &Row, receiver: Option<&Sample>, args: &[(usize, &Sample)], statement: bool) -> Use {
    let given =
        |sample: &Sample, name: Option<&str>| Given { name: name.map(str::to_owned), code: Code::new(sample.0), kind: sample.1, ty: None };
    let mut used = Use { receiver: receiver.map(|sample| given(sample, None)), args: Vec::new(), statement };
    for param in
        row.theirs.split_once('(').map_or("", |(_, params)| params).trim_end_matches(')').split(", ").filter(|param| !param.is_empty())
    {
        let (name, place) = match param.starts_with('$') {
            true => (None, param),
            false => param.split_once(": ").map_or((None, param), |(names, place)| (names.split('|').next(), place)),
        };
        let number = place.strip_prefix('$').and_then(|place| place.split(':').next()?.parse::<usize>().ok());
        let sample = number.and_then(|number| args.iter().find(|(known, _)| *known == number)).map(|(_, sample)| **sample);
        match (place, sample) {
            ("..." | "$:", _) => {}
            ("$*", _) => {
                let alike = args.first().map_or(&SAMPLES[0], |(_, sample)| *sample);
                let alike = if matches!(alike.1, Kind::List(_)) { &SAMPLES[0] } else { alike };
                used.args.extend([given(alike, None), given(alike, None)]);
            }
            (_, Some(sample)) => used.args.push(given(&sample, name)),
            (literal, None) => {
                used.args.push(Given { name: name.map(str::to_owned), code: Code::new(literal), kind: Kind::Unknown, ty: None })
            }
        }
    }
    used
}

/// The errors of code as a statement, or as a value.
fn errors(code: &str, statement: bool) -> Vec<String> {
    let params: Vec<&str> = SAMPLES.iter().map(|sample| sample.2).filter(|param| !param.is_empty() && !param.ends_with("error")).collect();
    let vars: String = ["xs", "m", "ss", "xss"].iter().map(|name| format!("    var {name} = {name}_\n")).collect();
    let params = params
        .join(", ")
        .replace("xs: [int]", "xs_: [int]")
        .replace("m: {", "m_: {")
        .replace("ss: [str]", "ss_: [str]")
        .replace("xss: [[", "xss_: [[");
    let body = if statement { code.to_owned() } else { format!("log(str({code}))") };
    let text = format!(
        "struct Point {{ east: float }}\nenum Tier {{ basic, gold }}\ntask t({params}) with {{ env: {{ day: \"\" }} }} {{\n    var r = rng(7)\n{vars}    {body}\n}}\n"
    );
    let mut sources = SourceMap::new();
    sources.add("m.fpl", "m", text.as_str());
    let parsed = syntax::parse(sources.file(FileId(0)));
    let mut found = parsed.diagnostics;
    found.extend(check::check(&sources, &[parsed.value], &Settings::default()).diagnostics);
    found.retain(|finding| finding.severity == Severity::Error);
    found.into_iter().map(|finding| format!("{} {}", finding.code.id, finding.message)).collect()
}

/// Whether the right side of a row compiles with some arguments that its left side takes; otherwise one attempt.
fn compiles(row: &Row, receivers: &[Option<&Sample>]) -> Result<(), String> {
    let names = row.theirs.split('(').next().unwrap_or_default();
    let name = names.split('|').next().unwrap_or_default();
    let places = places(row);
    // Of three places each has only the samples that are named most often.
    let few = places.len() > 2;
    let fitting = move |kind: Option<&'static str>| {
        SAMPLES.iter().filter(move |sample| match kind {
            None => !few || ["i", "s", "xs", "ss", "m", "|v| v > 0", "|v| v", "|a, b| a", "true"].contains(&sample.0),
            Some("whole") => sample.0 == "7",
            Some("text") => sample.0 == "\"day\"",
            Some(kind) => sample.1.is(kind),
        })
    };
    let mut combinations: Vec<Vec<(usize, &'static Sample)>> = vec![Vec::new()];
    for (number, kind) in &places {
        combinations = combinations
            .iter()
            .flat_map(|before| fitting(*kind).map(|sample| [before.as_slice(), &[(*number, sample)]].concat()))
            .collect();
    }
    let mut attempt = format!("`{}` takes none of the samples", row.theirs);
    for (receiver, args) in receivers.iter().flat_map(|receiver| combinations.iter().map(move |args| (receiver, args))) {
        let statement = row.is_statement();
        let used = call(row, *receiver, args, statement);
        let Some(advice) = find(std::slice::from_ref(row), name, &used) else { continue };
        // What an empty list or map holds is said elsewhere.
        let Some(code) = advice.code.filter(|code| code != "[]" && code != "{}") else { return Ok(()) };
        let found = errors(&code, statement || code.starts_with("log(") || code.starts_with("fail("));
        if found.is_empty() {
            return Ok(());
        }
        attempt = format!("`{}`: `{code}`: {found:?}", row.theirs);
    }
    Err(attempt)
}

fn receivers(kind: Kind) -> Vec<Option<&'static Sample>> {
    let alike = |known: Kind| matches!((known, kind), (Kind::List(_), Kind::List(_))) || known == kind;
    SAMPLES.iter().filter(|sample| alike(sample.1)).map(Some).collect()
}

const KINDS: &[Kind] = &[
    Kind::Str,
    Kind::List(Element::Int),
    Kind::Map,
    Kind::Optional,
    Kind::Int,
    Kind::Datetime,
    Kind::Duration,
    Kind::Json,
    Kind::Bytes,
    Kind::Enum,
    Kind::Struct,
    Kind::File,
    Kind::Rng,
];

#[test]
fn what_functions_are_here_compiles() {
    let rows = functions::TABLES.iter().chain([&numbers::FUNCTIONS]).copied().flatten();
    let wrong: Vec<String> = rows.filter_map(|row| compiles(row, &[None]).err()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_members_of_modules_are_here_compiles() {
    let wrong: Vec<String> = modules::rows().filter_map(|row| compiles(row, &[None]).err()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_methods_and_fields_are_here_compiles() {
    let mut wrong = Vec::new();
    for kind in KINDS {
        for row in methods::of(*kind).iter().chain(fields::of(*kind)).copied().flatten() {
            wrong.extend(compiles(row, &receivers(*kind)).err().map(|attempt| format!("{kind:?} {attempt}")));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn rows_ask_for_kinds_that_there_are() {
    let mut rows: Vec<&Row> = functions::TABLES.iter().chain([&numbers::FUNCTIONS]).copied().flatten().chain(modules::rows()).collect();
    rows.extend(KINDS.iter().flat_map(|kind| methods::of(*kind).iter().chain(fields::of(*kind)).copied().flatten()));
    for row in rows {
        for (_, kind) in places(row) {
            assert!(kind.is_none_or(|kind| kind::ASKED.contains(&kind)), "{}", row.theirs);
        }
        assert!(!row.ours.is_empty() || !row.why.is_empty(), "{}", row.theirs);
    }
}
