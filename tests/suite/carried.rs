//! Values that pass from one task to another in a local run, and into it: the same as in a cluster.

use crate::support::{Ran, Scratch};

fn run(source: &str, arguments: &[&str]) -> Ran {
    let scratch = Scratch::with(&[("flow.fpl", source)]);
    let mut all = vec!["run", "flow.fpl"];
    all.extend(arguments);
    scratch.flightplan(&all)
}

/// With `x` from a file, where a file may be a path with a format.
fn run_with(source: &str, name: &str, x: &str) -> Ran {
    let inputs = format!("{{\"x\": {x}}}");
    Scratch::with(&[("flow.fpl", source), ("in.json", &inputs)]).flightplan(&["run", "flow.fpl", name, "--inputs", "in.json"])
}

/// What Admin and propeller would refuse: `LiteralTypeForLiteral` finds no type, and Go reads no longer durations.
#[test]
fn inputs_with_which_flyte_starts_nothing_are_refused() {
    let source = r#"
struct Held { m: [{str: int}], d: duration }
task maps(x: [{str: int}]) -> int { len(x) }
task lists(x: [[[int]]]) -> int { len(x) }
task nested(x: {str: {str: int?}}) -> int { len(x) }
task span(x: duration) -> str { str(x) }
task spans(x: {str: [duration | int]}) -> str { str(x) }
task held(x: Held) -> str { f"{len(x.m)} {x.d}" }
task late(x: duration = 200000d) -> str { str(x) }
workflow w(x: [{str: int}]) -> int { maps(x) }
"#;
    let mixed = "Flyte finds no single type in the value of `x`";
    let refused: &[(&[&str], &str)] = &[
        (&["maps", "--x", r#"[{}, {"a": 1}]"#], mixed),
        (&["w", "--x", r#"[{}, {"a": 1}]"#], mixed),
        (&["lists", "--x", "[[[]], [[1]]]"], mixed),
        (&["nested", "--x", r#"{"a": {"k": 1}, "b": {"k": null}}"#], mixed),
        (&["span", "--x", "200000d"], "the duration `x` is longer"),
        (&["span", "--x", "-106752d"], "the duration `x` is longer"),
        (&["spans", "--x", r#"{"k": [1, "106752d"]}"#], "the duration `x[\"k\"][1]` is longer"),
        (&["late"], "the duration `x` is longer"),
    ];
    for (arguments, why) in refused {
        let ran = run(source, arguments);
        let report = ran.failure(2);
        assert!(report.contains(why), "{arguments:?}:\n{report}");
    }
    let taken: &[(&[&str], &str)] = &[
        (&["maps", "--x", r#"[{"b": 2}, {"a": 1}]"#], "2"),
        (&["maps", "--x", "[{}, {}]"], "2"),
        (&["lists", "--x", "[[[1]], [[1]]]"], "2"),
        (&["span", "--x", "106751d"], "106751d"),
        (&["held", "--x", r#"{"m": [{}, {"a": 1}], "d": "200000d"}"#], "2 200000d"),
    ];
    for (arguments, result) in taken {
        assert_eq!(run(source, arguments).success(), *result, "{arguments:?}");
    }
}

/// `blobTypeChecker` and `structuredDatasetCastFromStructuredDataset` compare formats, and `literalTypeForLiterals` makes a union of different ones. A value
/// of a union carries its declared type, and Flyte does not look into structs.
#[test]
fn formats_with_which_flyte_starts_nothing_are_refused() {
    let source = r#"
struct Held { f: file<"csv"> }
task one(x: file<"csv">) -> int { 1 }
task two(x: table<"csv">) -> int { 2 }
task three(x: dir<"a">) -> int { 3 }
task four(x: [file]) -> int { len(x) }
task five(x: {str: table}) -> int { len(x) }
task six(x: [[file]]) -> int { len(x) }
task seven(x: {str: [dir<"a">]}) -> int { len(x) }
task eight(x: file<"csv">?) -> int { 8 }
task nine(x: [file?]) -> int { len(x) }
task ten(x: Held) -> int { 10 }
workflow w(x: file<"csv">) -> int { one(x) }
"#;
    let [txt, b, none] = [r#"{"path": "s3://b/k", "format": "txt"}"#, r#"{"path": "s3://b/k", "format": "b"}"#, r#""s3://b/l""#];
    let [csv, upper, parquet] = ["csv", "CSV", "parquet"].map(|format| format!(r#"{{"uri": "s3://b/k", "format": "{format}"}}"#));
    let path = r#"{"path": "s3://b/k", "format": "csv"}"#;
    let mixed = "different formats have different types";
    let refused: [(&str, String, &str); 10] = [
        ("one", txt.to_owned(), "its format is given as `txt`"),
        ("w", txt.to_owned(), "its format is given as `txt`"),
        ("one", path.replace("csv", "CSV"), "its format is given as `CSV`"),
        ("two", parquet.clone(), "its format is given as `parquet`"),
        ("three", b.to_owned(), "`x` has the type `dir<\"a\">`, but its format is given as `b`"),
        ("four", format!("[{txt}, {none}]"), mixed),
        ("five", format!(r#"{{"a": {parquet}, "b": {none}}}"#), mixed),
        ("five", format!(r#"{{"a": {csv}, "b": {upper}}}"#), mixed),
        ("six", format!("[[{txt}], [{none}]]"), mixed),
        ("seven", format!(r#"{{"k": [{none}, {b}]}}"#), "`x[\"k\"][1]` has the type"),
    ];
    for (name, given, why) in refused {
        let ran = run_with(source, name, &given);
        let report = ran.failure(2).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(report.contains(why), "{name} {given}:\n{report}");
    }
    let taken: [(&str, String, &str); 11] = [
        ("one", path.to_owned(), "1"),
        ("one", none.to_owned(), "1"),
        ("two", upper, "2"),
        ("four", format!("[{txt}, {txt}]"), "2"),
        ("four", format!("[{none}, {none}]"), "2"),
        ("five", format!(r#"{{"a": {parquet}, "b": {parquet}}}"#), "2"),
        ("six", format!("[[{txt}], [], [{txt}]]"), "3"),
        ("seven", format!(r#"{{"k": [{none}, {{"path": "s3://b/k", "format": "a"}}]}}"#), "1"),
        ("eight", txt.to_owned(), "8"),
        ("nine", format!("[{txt}, {none}, null]"), "3"),
        ("ten", format!(r#"{{"f": {txt}}}"#), "10"),
    ];
    for (name, given, result) in taken {
        assert_eq!(run_with(source, name, &given).success(), result, "{name} {given}");
    }
}

/// A struct is MessagePack: its nil is `none` and `null`, and its spans are floats of seconds.
#[test]
fn a_run_hands_on_what_the_cluster_would() {
    let source = r#"
struct Held { j: json?, d: duration, f: file<"csv"> }
task made(text: str) -> Held { Held { j: json_parse(text), d: 1000000d + 1us, f: "s3://b/a.csv" } }
task own(text: str) -> json? { json_parse(text) }
task exact() -> [duration] { [1000000d + 1us] }
task seen(x: Held) -> str { f"{x.j == none} {x.d}" }
task none_at_all(x: json?) -> bool { x == none }
task first(x: [duration]) -> str { str(x[0]) }
workflow whole(text: str) -> str { seen(x: made(text)) }
workflow part(text: str) -> bool { none_at_all(x: made(text).j) }
workflow alone(text: str) -> bool { none_at_all(x: own(text)) }
workflow long() -> str { first(x: exact()) }
"#;
    for (arguments, result) in [
        (["whole", "--text", "null"], "true 1000000d"),
        (["whole", "--text", "[]"], "false 1000000d"),
        (["part", "--text", "null"], "true"),
        (["part", "--text", "0"], "false"),
        (["alone", "--text", "null"], "true"),
        (["alone", "--text", "[null]"], "false"),
    ] {
        assert_eq!(run(source, &arguments).success(), result, "{arguments:?}");
    }
    assert_eq!(run(source, &["long"]).success(), "1000000d1us");
}

#[test]
fn keys_of_json_ascend_whatever_order_they_came_in() {
    let source = r#"
task dumped(j: json) -> str { json_dump(j) }
task shown(j: json) -> str { str(j) }
task made() -> json { {"z": {"b": 1, "a": 2}, "a": [3]} }
workflow w() -> str { dumped(j: made()) }
"#;
    let given = r#"{"ü": 1, "z": 2, "Z": 3, "": {"b": 1, "a": 2}, "10": 4, "9": 5}"#;
    let sorted = r#"{"":{"a":2,"b":1},"10":4,"9":5,"Z":3,"z":2,"ü":1}"#;
    assert_eq!(run(source, &["dumped", "--j", given]).success(), sorted);
    assert_eq!(run(source, &["shown", "--j", given]).success(), sorted);
    assert_eq!(run(source, &["w"]).success(), r#"{"a":[3],"z":{"a":2,"b":1}}"#);
    assert_eq!(run(source, &["made"]).success(), r#"{"a": [3], "z": {"a": 2, "b": 1}}"#);
}
