//! Payloads are read forever: the runs of those that were written by each version of the format, kept in `tests/payload/`.
//!
//! `FLIGHTPLAN_BLESS=1 cargo test payloads` adds what the file of the current version lacks. It never changes a line: a payload that
//! is in an artifact somewhere cannot be made again.

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flightplan::findings::Severity;
use flightplan::internals::eval::Machine;
use flightplan::internals::payload;
use flightplan::internals::payload::VERSION;
use flightplan::internals::program::builtins;
use flightplan::project::{Disk, Session};
use flightplan::run::{Code, NoHost, Value};
use rmpv::Value as Packed;
use serde::{Deserialize, Serialize};

use crate::support::Scratch;

/// A program whose one task gives the value of `body` as source text has it, and what it must give.
type Case = (&'static str, &'static str, &'static str);

/// Cases that the examples of the builtins leave out.
const CASES: &[Case] = &[
    ("", "let xs = [3, 1]\nvar out = 0\nfor x in xs { out += x }\nout", "4"),
    (
        "",
        r#"var out = ""
for k, v in {"b": 2, "a": 1} { out += f"{k}{v}" }
out"#,
        r#""a1b2""#,
    ),
    ("", "var n = 0\nwhile true {\n    n += 1\n    if n == 2 { continue }\n    if n > 3 { break }\n}\nn", "4"),
    (
        "struct P { x: int, tags: {str: [int]} = {} }",
        r#"var p = P { x: 1 }
p.tags["a"] = [5, 6]
p.tags["a"][1] *= 7
p.x -= 3
p.tags["a"][1] + p.x"#,
        "40",
    ),
    (
        r#"enum E { low, high = "HIGH" }"#,
        "let e = E.high\nlet n = match e { E.low => 1, E.high => 2 }\n(n, e == E.high, str(e))",
        r#"(2, true, "HIGH")"#,
    ),
    ("fn down(n: int) -> int { if n <= 0 { return 0 }\n    1 + down(n - 1) }", "down(5)", "5"),
    ("task inner(x: int) -> int { x * 2 }", "inner(4)", "8"),
    ("", "let (a, _) = (1, 2)\nlet pairs = [(x, y) for x in [1, 2] for y in [3] if x != 2]\n(a, pairs)", "(1, [(1, 3)])"),
    (
        "",
        r#"let m = {k: len(k) for k in ["a", "bb"]}
(m, {v: k for k, v in {"x": "y"}})"#,
        r#"({"a": 1, "bb": 2}, {"y": "x"})"#,
    ),
    ("", "[1, 2, 3].map(|x| x * 2).filter(|x| { x > 2 }).fold(0, |a, x| a + x)", "10"),
    ("", "let x: int? = none\nlet y: int? = 3\n(x ?? 7, match y { none => 0, n: int => n }, x.is_none())", "(7, 3, true)"),
    (
        "",
        r#"let u: int | str = "t"
match u { n: int => str(n), "t" | "s" => "text", _ => "other" }"#,
        r#""text""#,
    ),
    (
        "",
        r#"let (a, b, c) = (7, -7, 2.5)
assert a > b, "never"
(a // 2, b % 3, 2 ** a, a / 2, a + c, c - 1, c * 3, c ** 2, c // 2, c % 2)"#,
        "(3, 2, 128, 3.5, 9.5, 1.5, 7.5, 6.25, 1.0, 0.5)",
    ),
    (
        "",
        "let (n, x, d, t) = (2, 1.5, 2h, 1 < 2)\n(-n, -x, -d, not t, n - 1, n <= 2, x >= 2.0, x != 1.0)",
        "(-2, -1.5, -2h, false, 1, true, false, true)",
    ),
    (
        "",
        r#"let t = datetime("2024-01-01T00:00:00Z")
(t + 1h, 1h + t, t - 1d, t - t, t < t + 1s)"#,
        r#"(datetime("2024-01-01T01:00:00Z"), datetime("2024-01-01T01:00:00Z"), datetime("2023-12-31T00:00:00Z"), 0s, true)"#,
    ),
    (
        "",
        "let d = 90m\n(d + 30m, d - 30m, d * 2, 2 * d, d * 0.5, 0.5 * d, d / 30m, d / 2, d // 1h, d % 1h, d > 1h)",
        "(2h, 1h, 3h, 3h, 45m, 45m, 3.0, 45m, 1, 30m, true)",
    ),
    (
        "",
        r#"let s = "ab"
let l = [1]
let n = 2
(s + s, s * n, n * s, l + l, l * n, n * l, s < "b", "a" in s, 1 in l, "k" in {"k": 1}, 3 not in l)"#,
        r#"("abab", "abab", "abab", [1, 1], [1, 1], [1, 1], true, true, true, true, true)"#,
    ),
    (
        "",
        r#"let s = "abcd"
let l = [1, 2, 3]
let b = s.encode()
(s[1], s[-1], s[1:3], l[0], l[1:], l[:-1], b[0], b[1:2].len(), {"k": 5}["k"])"#,
        r#"("b", "d", "bc", 1, [2, 3], [1, 2], 97, 1, 5)"#,
    ),
    (
        "",
        r#"let j: json = {"a": [1, {"b": none}], "c": 1.5}
(j["a"][0], j["c"])"#,
        "(1, 1.5)",
    ),
    (
        "struct P { a: float, b: str? = none }\nconst K: [P] = [P { a: 1.0 }]",
        "let v = if K[0].b == none { K[0].a } else { 0.0 }\nlet t = v > 0.5\n(v, K == K, t or v > 2.0 and t, t != false)",
        "(1.0, true, true, true)",
    ),
    ("", "let (a, b) = match 1 { _ => { let c = 1\n    (c, [c, c]) } }\n(a, b)", "(1, [1, 1])"),
    (
        r#"const F: file = "s3://b/x"
const D: dir = "s3://b/d"
const T: table = "s3://b/t"
const R = datetime("2024-01-01T00:00:00Z")
const M = {"a": 1h}
const Y: float = 2"#,
        r#"(R.year(), M["a"] == 1h, Y, str([F]), str([D]), str([T]))"#,
        r#"(2024, true, 2.0, "[\"s3://b/x\"]", "[\"s3://b/d\"]", "[\"s3://b/t\"]")"#,
    ),
    (
        r#"enum E { low, high = "HIGH" }"#,
        r#"let word = "HI" + "GH"
E(word) == E.high"#,
        "true",
    ),
    ("task pair() -> (mean: int, spread: int) { (mean: 4, spread: 1) }", "let p = pair()\np.mean + p.spread", "5"),
    (
        "",
        r#"let e: error? = none
match e { none => "none", found: error => found.message() + found.failed_node() }"#,
        r#""none""#,
    ),
    (
        "",
        r#"(abs(-2h), clamp(2.5, 0.0, 1.0), divmod(7.5, 2), max(1.5, 2.5), min(1.5, 2.5), max("a", "b"), min("a", "b"), int(true), [1h, 30m].sum())"#,
        r#"(2h, 1.0, (3.0, 1.5), 2.5, 1.5, "b", "a", 1, 1h30m)"#,
    ),
    (
        "",
        r#"let b = "a".encode()
(crc32(b), md5(b), sha256(b))"#,
        r#"(3904355907, "0cc175b9c0f1b6a831c399e269772661", "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb")"#,
    ),
    (
        "",
        r#"let s = "2024-01-01T00:00:00Z"
(datetime(s) == from_timestamp(1704067200), format("a", ">3"))"#,
        r#"(true, "  a")"#,
    ),
    (
        "",
        r##"let j = json_parse(r#"{"a": [7], "b": 1}"#)
let first = json_parse("[7]").get(0)
(j.has("a"), j.keys(), len(j), j.get("z").is_none(), first.is_none())"##,
        r#"(true, ["a", "b"], 2, true, false)"#,
    ),
    (
        "",
        r#"([1].get(5, 7), [1].is_empty(), {"k": 1}.is_empty(), len({"k": 1}), zip([1], ["a"], [true]))"#,
        r#"(7, false, false, 1, [(1, "a", true)])"#,
    ),
    (
        "",
        "let x = [1.0, 2.0, 4.0]\n(x.mean(), x.median(), x.product(), x.pstddev(), x.pvariance(), x.stddev(), x.variance(), x.quantile(0.25))",
        "(2.3333333333333335, 2.0, 8.0, 1.247219128924647, 1.5555555555555556, 1.5275252316519468, 2.3333333333333335, 1.5)",
    ),
];

/// Code may read a secret and a variable.
const TASK: &str = "task golden() -> str with { secrets: [\"db/password\"], env: { REGION: \"eu\" } }";

/// A line of a golden file.
#[derive(Debug, Serialize, Deserialize)]
struct Golden {
    items: String,
    body: String,
    value: String,
    payload: Vec<String>,
}

fn path(version: u8) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/payload/version-{version}.jsonl"))
}

fn goldens(version: u8) -> Vec<Golden> {
    static BLESSED: std::sync::Once = std::sync::Once::new();
    if std::env::var_os("FLIGHTPLAN_BLESS").is_some() {
        BLESSED.call_once(bless);
    }
    read(version)
}

fn read(version: u8) -> Vec<Golden> {
    let text = std::fs::read_to_string(path(version)).unwrap_or_default();
    text.lines().map(|line| serde_json::from_str(line).expect("a line is a JSON object")).collect()
}

/// The payload of a case as this version writes it.
fn written(items: &str, body: &str) -> Vec<String> {
    let scratch = Scratch::with(&[("golden.fpl", &format!("{items}\nfn value() {{\n{body}\n}}\n{TASK} {{ str([value()]) }}\n"))]);
    let mut session = Session::open(&Disk, &[scratch.path("golden.fpl")], &|_| {}, &());
    let workspace = session.workspaces.remove(0).check(&());
    let errors: Vec<_> = workspace.findings().iter().filter(|finding| finding.severity == Severity::Error).cloned().collect();
    assert!(errors.is_empty(), "{items}\n{body}\n{errors:#?}");
    let program = workspace.sound().expect("it has no errors").program();
    let task = program.tasks.iter().position(|task| task.header.name == "golden").expect("the task is declared");
    payload::write(program, flightplan::project::TaskId(task as u32)).expect("a payload")
}

/// The value that a payload's task gives.
fn run(chunks: &[String]) -> String {
    let (program, task) = payload::read(chunks).expect("a payload that was once written is read");
    let code = Code::compile(program.sound().expect("it is sound"), [task]);
    let outputs = Machine::new(&code, NoHost).run(task, &[]).expect("a golden run succeeds");
    let Some(text) = outputs.first().and_then(Value::text) else { panic!("{outputs:?}") };
    text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).expect("a list of one").to_owned()
}

/// Adds the cases that the file of the current version lacks.
fn bless() {
    let known: BTreeSet<(String, String)> = read(VERSION).into_iter().map(|golden| (golden.items, golden.body)).collect();
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path(VERSION)).expect("the file opens");
    let examples = builtins::all().flat_map(|builtin| builtin.examples).map(|(body, value)| ("", *body, *value));
    for (items, body, value) in CASES.iter().copied().chain(examples) {
        if !known.contains(&(items.to_owned(), body.to_owned())) {
            let golden = Golden { items: items.to_owned(), body: body.to_owned(), value: value.to_owned(), payload: written(items, body) };
            writeln!(file, "{}", serde_json::to_string(&golden).expect("JSON")).expect("the line is written");
        }
    }
}

#[test]
fn payloads_of_every_version_run_as_on_their_first_day() {
    let mut ran = 0;
    // Version 1 has one payload, which the unit tests read.
    for golden in (2..=VERSION).flat_map(goldens) {
        assert_eq!(run(&golden.payload), golden.value, "{}\n{}", golden.items, golden.body);
        ran += 1;
    }
    assert!(ran > 200, "{ran} payloads");
}

#[test]
fn every_case_has_a_payload_and_still_means_the_same() {
    let goldens = goldens(VERSION);
    let examples = builtins::all().flat_map(|builtin| builtin.examples).map(|(body, value)| ("", *body, *value));
    for (items, body, value) in CASES.iter().copied().chain(examples) {
        let golden = goldens.iter().find(|golden| (golden.items.as_str(), golden.body.as_str()) == (items, body));
        let golden = golden.unwrap_or_else(|| panic!("not in the golden file: FLIGHTPLAN_BLESS=1 cargo test payloads\n{items}\n{body}"));
        assert_eq!(golden.value, value, "{items}\n{body}");
        assert_eq!(run(&written(items, body)), value, "{items}\n{body}");
    }
}

/// The document of a payload.
fn document(chunks: &[String]) -> Packed {
    let deflated = URL_SAFE_NO_PAD.decode(chunks.concat()).expect("base64");
    let mut inflated = Vec::new();
    flate2::read::DeflateDecoder::new(deflated.as_slice()).read_to_end(&mut inflated).expect("it inflates");
    // `FPL`, the version, the digest.
    rmpv::decode::read_value(&mut &inflated[36..]).expect("MessagePack")
}

/// Notes which variants stand in a document: those of operands by their place.
fn variants(value: &Packed, found: &mut BTreeSet<String>) {
    let text = |value: &Packed| value.as_str().unwrap_or_default().to_owned();
    match value {
        Packed::String(_) => drop(found.insert(text(value))),
        Packed::Array(members) => members.iter().for_each(|member| variants(member, found)),
        Packed::Map(entries) => {
            for (key, value) in entries {
                let key = text(key);
                let places: &[(usize, &str)] = match key.as_str() {
                    "Binary" => &[(0, "BinaryOp"), (1, "BinaryOperands")],
                    "Unary" => &[(0, "UnaryOperand")],
                    "Index" => &[(2, "SequenceKind")],
                    "Builtin" => &[(0, "BuiltinOp")],
                    _ => &[],
                };
                for (at, kind) in places {
                    found.extend(value.as_array().and_then(|members| members.get(*at)).map(|member| format!("{kind}::{}", text(member))));
                }
                found.insert(key);
                variants(value, found);
            }
        }
        _ => {}
    }
}

/// The variants of an enum in a source file.
fn declared(file: &str, name: &str) -> Vec<String> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let parsed = syn::parse_file(&std::fs::read_to_string(path).expect("a source file")).expect("Rust");
    let of = |item: &syn::Item| match item {
        syn::Item::Enum(found) if found.ident == name => Some(found.variants.iter().map(|variant| variant.ident.to_string()).collect()),
        _ => None,
    };
    parsed.items.iter().find_map(of).unwrap_or_else(|| panic!("{file} has no enum `{name}`"))
}

#[test]
fn every_kind_of_code_is_in_a_payload_that_is_kept() {
    let mut found = BTreeSet::new();
    goldens(VERSION).iter().for_each(|golden| variants(&document(&golden.payload), &mut found));
    let mut missing = Vec::new();
    let wire = [
        ("stmt", "StmtKind"),
        ("pattern", "LocalPattern"),
        ("pattern", "PlaceStep"),
        ("pattern", "ArmTest"),
        ("expr", "ExprKind"),
        ("expr", "Clause"),
    ];
    for (file, name) in wire {
        let variants = declared(&format!("src/payload/wire/{file}.rs"), name);
        missing.extend(variants.into_iter().filter(|variant| !found.contains(variant)).map(|variant| format!("{name}::{variant}")));
    }
    // A unit test keeps this list.
    let names = include_str!("../payload/names.txt").lines();
    let placed = |name: &&str| {
        ["BinaryOp", "BinaryOperands", "UnaryOperand", "SequenceKind", "BuiltinOp"]
            .iter()
            .any(|kind| name.starts_with(&format!("{kind}::")))
    };
    missing.extend(names.filter(placed).filter(|name| !found.contains(*name)).map(str::to_owned));
    // The checker makes none of these.
    missing.retain(|name| name != "ExprKind::Block" && name != "BuiltinOp::RepeatList");
    missing.sort();
    missing.dedup();
    assert!(missing.is_empty(), "no golden payload has {missing:#?}");
}
