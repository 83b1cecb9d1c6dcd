//! No part of a secret is in what a failure says or a log shows: every builtin with a secret at each place of every overload, and whatever
//! else of the language quotes a value.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use base64::Engine;

use super::Module;
use crate::check;
use crate::config::Settings;
use crate::diagnostics::Severity;
use crate::eval::{Code, Failure, FailureKind, Host, Machine, Memory, Provider, Secrets, Value};
use crate::program::builtins::{self, SigType, Signature};
use crate::source::{SourceMap, Span};
use crate::syntax;

/// How many consecutive characters of a secret may not be visible.
const WINDOW: usize = 6;

/// Knows one secret, and keeps what hosts write: the log without secrets.
#[derive(Default)]
struct Keeper {
    value: String,
    known: Secrets,
    log: Mutex<Vec<String>>,
}

impl Provider for Keeper {
    fn secret(&self, _name: &str) -> Result<String, String> {
        self.known.remember(&self.value);
        Ok(self.value.clone())
    }

    fn secrets(&self) -> Secrets {
        self.known.clone()
    }

    fn env(&self, name: &str) -> Result<String, String> {
        Err(format!("the environment variable `{name}` is not set"))
    }

    fn now(&self) -> i64 {
        0
    }
}

impl Host for Keeper {
    fn log(&self, message: &str, _span: Span) {
        self.log.lock().unwrap().push(self.known.masked(message));
    }
}

/// Secrets as they are in the world: short, long, of many lines, with characters that are escaped, of digits, of words beyond ASCII.
fn values() -> Vec<String> {
    let letters: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain("+/".chars()).collect();
    let mut state = 7_u64;
    let mut next = |alphabet: &[char], length: usize| -> String {
        let mut letter = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            alphabet[(state >> 33) as usize % alphabet.len()]
        };
        (0..length).map(|_| letter()).collect()
    };
    let awkward: Vec<char> = letters.iter().copied().chain("\"\\'{}[]%:,$ .*()\t\n\u{1}\u{202e}éß漢🔑".chars()).collect();
    let digits: Vec<char> = ('0'..='9').collect();
    let lines: Vec<String> = (0..20).map(|_| next(&letters, 64)).collect();
    let pem = format!("-----BEGIN KEY-----\n{}\nQx7w9z==\n-----END KEY-----", lines.join("\n"));
    let mut values = vec!["q7Z".to_owned(), "w4Kq".to_owned(), "漢字密".to_owned(), "%Q!9 x".to_owned(), pem.clone()];
    values.push(format!("{{\"type\": \"account\", \"private_key\": {}}}", serde_json::Value::from(pem)));
    values.extend([8, 13, 59, 60, 61, 127, 5000].map(|length| next(&letters, length)));
    values.extend([7, 40, 300, 5000].map(|length| format!("k{}k", next(&awkward, length))));
    values.push(next(&digits, 18));
    values
}

/// Expressions of a type; those with `hot` hold the secret, which is the variable `s`.
fn expressions(ty: &SigType, hot: bool) -> Vec<String> {
    let list = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let inner = |ty: &SigType, form: &dyn Fn(&str) -> String| expressions(ty, hot).iter().map(|text| form(text)).collect::<Vec<_>>();
    match ty {
        SigType::Str | SigType::Var(_) if hot => {
            let longer = "(\"a long text before it, of forty characters.\" + s + \" and after it\")";
            list(&["s", "(s + \"\\n\")", "s[1:]", "(\"2\" + s)", "(\"{\" + s)", "(\"%Y\" + s)", "(\"(\" + s)", longer])
        }
        SigType::Str | SigType::Var(_) => list(&["\"a\"", "\"\"", "\"%Y\""]),
        SigType::Int if hot => list(&["int(s)", "len(s)"]),
        SigType::Int => list(&["1", "-1", "9223372036854775807"]),
        SigType::Float if hot => list(&["float(s)"]),
        SigType::Float => list(&["1.5", "-2.0"]),
        SigType::Bool if hot => list(&["bool(s)"]),
        SigType::Bool => list(&["true"]),
        SigType::Datetime if hot => list(&["datetime(s)"]),
        SigType::Datetime => list(&["datetime(2024, 1, 2)"]),
        SigType::Duration if hot => list(&["duration(s)"]),
        SigType::Duration => list(&["1h"]),
        SigType::Bytes if hot => list(&["s.encode()", "from_base64(s)", "from_hex(s)"]),
        SigType::Bytes => list(&["bytes([200, 1])"]),
        SigType::Json if hot => list(&["json(s)", "json({\"key\": s})", "json([1, s])", "json({s: 1})", "json_parse(s)", "json([s, [s]])"]),
        SigType::Json => list(&["json(1)", "json({\"a\": 1})"]),
        SigType::Rng => list(&["r"]),
        SigType::List(element) => inner(element, &|text| format!("[{text}]")),
        SigType::Map(element) if hot => [inner(element, &|text| format!("{{\"a\": {text}}}")), list(&["{s: \"a\"}"])].concat(),
        SigType::Map(element) => inner(element, &|text| format!("{{\"a\": {text}}}")),
        SigType::Optional(some) => inner(some, &|text| text.to_owned()),
        SigType::Tuple(members) => {
            let first = expressions(&members[0], hot);
            first.iter().map(|first| format!("({first}, {})", expressions(&members[1], hot)[0])).collect()
        }
        SigType::Closure(params, result) => {
            let names: Vec<String> = (0..params.len()).map(|at| format!("_x{at}")).collect();
            inner(result, &|text| format!("|{}| {text}", names.join(", ")))
        }
        // There is no expression of that type, and builtins that accept one do not fail.
        SigType::Error | SigType::Never | SigType::Unit => Vec::new(),
    }
}

/// Calls of an overload: each argument with the secret and the others without, and all with it; optional ones both ways.
fn calls(name: &str, signature: &Signature) -> Vec<String> {
    let params = &signature.params;
    let least = params.iter().filter(|param| !param.optional).count();
    let mut calls = Vec::new();
    for given in least..=params.len() {
        for hot in 0..=given {
            let choices: Vec<Vec<String>> = params[..given]
                .iter()
                .enumerate()
                .map(|(at, param)| match expressions(&param.ty, at == hot || hot == given) {
                    none if none.is_empty() => expressions(&param.ty, false),
                    some => some,
                })
                .collect();
            let most = choices.iter().map(Vec::len).max().unwrap_or_default();
            // Each expression of each argument with some of the others.
            for round in 0..most {
                for shift in 0..2 {
                    let pick = |(at, choices): (usize, &Vec<String>)| choices.get((round + at * shift) % choices.len().max(1)).cloned();
                    if let Some(arguments) = choices.iter().enumerate().map(pick).collect::<Option<Vec<_>>>() {
                        calls.push(format!("{name}({})", arguments.join(", ")));
                    }
                }
            }
        }
    }
    calls.sort();
    calls.dedup();
    calls
}

/// What else of the language says something of a value.
const OTHERS: [&str; 33] = [
    "E(s)",
    "[1][int(s)]",
    "{\"a\": 1}[s]",
    "{s: 1}[s + \"x\"]",
    "json({\"a\": 1})[s]",
    "json({s: 1})[\"no\"]",
    "json([s])[\"no\"]",
    "json({\"a\": {\"b\": s}})[\"a\"][\"b\"][\"c\"]",
    "json(s)[3]",
    "json_parse(s)[\"private_key\"].as_int()",
    "int(json_parse(s)[\"private_key\"].as_str())",
    "json_parse(\"[\\\"\" + s)[0]",
    "int(s.lines()[1])",
    "int(s.lines()[3])",
    "int(s.split(\" \")[1])",
    "int(s[2:50])",
    "int(s.chars().join(\"\"))",
    "int(s.trim())",
    "int(str([s]))",
    "int(str({\"k\": (1, s)}))",
    "int(json_dump(json(str([s]))))",
    "int(s.encode().base64())",
    "int((\"u:\" + s).encode().base64())",
    "int(s.encode().hex())",
    "bool(s.upper())",
    "int(s.lower())",
    "int(\"x\" * 45 + s.upper())",
    "int(\"x\" * 45 + s.lower())",
    "int(str(s.encode()))",
    "int(\"x\" * 30 + str([s.upper().encode()]))",
    "E(json_dump(json(s.encode().values())))",
    "float(P { name: s, more: [s] }.name)",
    "int(str(P { name: s, more: [s] }))",
];

/// Statements that fail with what code says, or log it.
const SAID: [&str; 18] = [
    "fail(s)",
    "fail(f\"cannot connect with the token {s} to the host\")",
    "fail_retryable(f\"later with {s}\")",
    "fail(str([s, s + \"x\"]))",
    "fail(json_dump({\"k\": [s]}, 2))",
    "assert s == \"\", s",
    "assert s == \"\", f\"why {s}?\"",
    "log(s)",
    "log([s])",
    "log(P { name: s, more: [s] })",
    "log(json({s: [s]}))",
    "log(s.encode())",
    "log({\"key\": [(1, s.encode())]})",
    "fail(f\"bad key {s.encode()}\")",
    "log(f\"{s.encode().hex()} {s.encode().base64()}\")",
    "assert s == \"\", str((\"me:\" + s).encode())",
    "fail(s.upper().encode().hex() + s.lower())",
    "for line in s.lines() { log(line) }",
];

const ITEMS: &str = "enum E { a, b }\nstruct P { name: str, more: [str] }\n";

/// One task on each line.
fn source(bodies: &[(String, String)]) -> String {
    let start = "let s = secret(\"g/k\"); var r = rng(7); log(r.next_int(1, 2));";
    let tasks =
        bodies.iter().enumerate().map(|(at, (_, body))| format!("task t{at}() with {{ secrets: [\"g/k\"] }} {{ {start} {body} }}\n"));
    ITEMS.to_owned() + &tasks.collect::<String>()
}

/// The tasks that the compiler accepts.
fn accepted(bodies: &[(String, String)]) -> Vec<(String, String)> {
    let mut sources = SourceMap::new();
    let id = sources.add("test.fpl", "test", source(bodies).as_str());
    let parsed = syntax::parse(sources.file(id));
    let checked = check::check(&sources, &[parsed.value], &Settings::default());
    let found = parsed.diagnostics.iter().chain(&checked.diagnostics).filter(|found| found.severity == Severity::Error);
    let lines: BTreeSet<usize> =
        found.filter_map(|found| found.span()).map(|span| sources.file(id).line_column(span.start).line as usize).collect();
    let first = ITEMS.lines().count() + 1;
    bodies.iter().enumerate().filter(|(at, _)| !lines.contains(&(at + first))).map(|(_, body)| body.clone()).collect()
}

/// Characters without their case, where a row of them is long enough to be known in either.
fn caseless(text: &str, length: usize) -> Vec<char> {
    let folded = |c: char| if length < WINDOW { c } else { c.to_lowercase().next().unwrap_or(c) };
    text.chars().map(folded).collect()
}

/// The rows of characters of a secret that may not be seen.
fn rows(secret: &str, program: &str) -> BTreeSet<Vec<char>> {
    let length = WINDOW.min(secret.chars().count());
    let program = String::from_iter(caseless(program, length));
    let chars = caseless(secret, length);
    let rows = chars.windows(length).map(<[char]>::to_vec);
    rows.filter(|row| !program.contains(&String::from_iter(row))).collect()
}

/// The bytes of a secret as a list of numbers.
fn listed(secret: &str) -> String {
    secret.bytes().map(|byte| byte.to_string()).collect::<Vec<_>>().join(", ")
}

/// A part of a secret that occurs in a string.
fn seen(rows: &BTreeSet<Vec<char>>, text: &str) -> Option<String> {
    let length = rows.first().map_or(1, Vec::len);
    let chars = caseless(text, length);
    chars.windows(length).find(|row| rows.contains(*row)).map(String::from_iter)
}

fn hex(secret: &str) -> String {
    secret.bytes().map(|byte| format!("{byte:02x}")).collect()
}

fn base64(secret: &str) -> String {
    base64::engine::general_purpose::STANDARD_NO_PAD.encode(secret)
}

fn outcome(code: &Code, host: &Keeper, task: crate::program::TaskId) -> Result<Vec<Value>, Failure> {
    let mut machine = Machine::new(code, host);
    machine.set_memory(Memory { task: Some(64 << 20), process: None });
    machine.run(task, &[])
}

#[test]
fn no_builtin_shows_a_part_of_a_secret() {
    let mut bodies = Vec::new();
    // The names of secrets and variables are constants.
    for builtin in builtins::all().filter(|builtin| !["secret", "env"].contains(&builtin.name)) {
        for overload in builtin.overloads {
            let name = format!("{} {}", builtin.name, overload.signature);
            let calls = calls(builtin.name, &overload.signature);
            bodies.extend(calls.into_iter().map(|call| match overload.signature.result {
                SigType::Unit | SigType::Never => (name.clone(), call),
                _ => (name.clone(), format!("let _value = {call}")),
            }));
        }
    }
    bodies.extend(OTHERS.map(|call| (call.to_owned(), format!("let _value = {call}"))));
    bodies.extend(SAID.map(|statement| (statement.to_owned(), statement.to_owned())));
    let taken = accepted(&bodies);
    let names: BTreeSet<&String> = taken.iter().map(|(name, _)| name).collect();
    let without: Vec<&String> = bodies.iter().map(|(name, _)| name).filter(|name| !names.contains(name)).collect();
    assert!(without.is_empty(), "no call that compiles: {without:#?}");

    let program = source(&taken);
    let module = Module::new(&program);
    let code = module.code();
    let mut masked: BTreeMap<&str, usize> = BTreeMap::new();
    for (round, value) in values().into_iter().enumerate() {
        let rows = rows(&value, &program);
        let host = Keeper { value: value.clone(), ..Keeper::default() };
        for (at, (name, body)) in taken.iter().enumerate() {
            // Each value with a share of the calls, so that each call is made with several values; long ones take longer.
            let share = if value.len() > 100 { 12 } else { 3 };
            if at % share != round % share {
                continue;
            }
            let ran = outcome(&code, &host, module.task(&format!("t{at}")));
            let mut said = std::mem::take(&mut *host.log.lock().unwrap()).join("\n");
            // Parts of secrets that code logs are masked from a quarter of the secret on; quoted values are masked at once.
            if let Err(failure) = ran {
                let own = [FailureKind::User, FailureKind::Retryable, FailureKind::Assertion].contains(&failure.kind);
                if !own {
                    assert_eq!(seen(&rows, &failure.message), None, "{body}\n{}\n{value}", failure.message);
                }
                *masked.entry(name).or_default() += usize::from(failure.message.contains("***"));
                said += &failure.message;
            }
            for form in [value.clone(), listed(&value), listed(&value).replace(' ', ""), base64(&value), hex(&value)] {
                assert!(!said.contains(&form), "{body}\n{said}");
            }
        }
    }
    // The builtins that quote text when they fail, and what is beside them: if one is missing, its call does not fail any more.
    for name in ["int", "float", "bool", "from_base64", "from_hex", "datetime", "duration", "parse_datetime", "ord", "pad_left", "format"] {
        let count: usize = masked.iter().filter(|(known, _)| known.split(' ').next() == Some(name)).map(|(_, count)| count).sum();
        assert!(count > 0, "`{name}` never quoted the secret: {masked:#?}");
    }
}
