//! No way out of the binary shows a secret, whole or in part: reports, logs, decks, documents, of `run` and of `execute`.

use std::process::Output;

use base64::Engine;
use flightplan::flyteidl::admin::TaskSpec;
use flightplan::flyteidl::core::{
    ErrorDocument, Literal, LiteralMap, LiteralValue, Primitive, PrimitiveValue, Scalar, ScalarValue, TaskTarget,
};
use prost::Message;

use crate::support::{Scratch, command};

/// How many consecutive characters of a secret may not be visible.
const WINDOW: usize = 6;

const SOURCE: &str = r#"
enum E { a, b }

struct P { name: str, more: [str] }

## What `x` says, with a text that may hold the secret before it is read.
task t(x: int, given: str) -> str with { secrets: ["g/k"], deck: true } {
    if x == 0 {
        return str(int(given))
    }
    let s = secret("g/k")
    log(s)
    log(P { name: s, more: [s, f"<{s}>"] })
    for line in s.lines() {
        log(line)
    }
    match x {
        1 => from_base64(s + "\n").decode()
        2 => str(int(s))
        3 => str(datetime(s))
        4 => str(json({"key": s}).as_list())
        5 => str(E(s))
        6 => str(from_hex(s))
        7 => format(1, s)
        8 => fail(f"cannot connect with the token {s} to the host")
        9 => fail_retryable(json_dump({"key": [s]}))
        10 => str({"a": 1}[s])
        11 => str(json({"a": 1})[s])
        12 => str(parse_datetime("2024" + s, "%Y"))
        13 => str("a".regex_match("(" + s))
        14 => "a".pad_left(9, s)
        15 => fail(given)
        17 => fail(f"bad key {s.encode()}")
        18 => str(int("x" * 45 + s.upper() + s))
        _ => s
    }
}

task length(text: str) -> int {
    int(text)
}

fn deep(s: str, n: int) -> int {
    assert n > 0, f"no number in {s}"
    deep(s, n - 1)
}

task calls() -> int with { secrets: ["g/k"] } {
    deep(secret("g/k"), 3)
}

workflow failing(x: int, given: str) -> str { t(x: x, given: given) with { retries: 1 } }

## The secret reaches a task that does not read it.
workflow beside() -> int { length(text: t(x: 16, given: "")) }

workflow mapped() -> [int] {
    let texts = map t(x: each [16, 16], given: "")
    map length(texts)
}

workflow traced() -> int { calls() }
"#;

/// Secrets as they are in the world.
fn values() -> Vec<String> {
    let token = |length: usize| {
        let letters: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').collect();
        (0..length).map(|at| letters[(at * at * 31 + at * 7 + at / 5) % letters.len()]).collect::<String>()
    };
    let lines: Vec<String> = token(640).as_bytes().chunks(64).map(|line| String::from_utf8_lossy(line).into_owned()).collect();
    let key = format!("-----BEGIN KEY-----\n{}\nQx7w9z==\n-----END KEY-----", lines.join("\n"));
    let long_words: Vec<String> = token(5000).as_bytes().chunks(90).map(|word| String::from_utf8_lossy(word).into_owned()).collect();
    vec![
        "q7Z".to_owned(),
        "漢字密鑰🔑".to_owned(),
        token(61),
        format!("sk-{}", (1000..1031).map(|n| n.to_string()).collect::<String>()),
        format!("{{\"user\": \"q\\\\\", \"private_key\": {}}}", serde_json::Value::from(key.clone())),
        key,
        token(5000),
        long_words.join("- "),
        "a<b\"c&d'\\e\tf\u{202e}g".to_owned(),
    ]
}

/// The output contains no part of the secret that the program does not contain itself.
fn assert_hidden(secret: &str, said: &str, what: &str) {
    let length = WINDOW.min(secret.chars().count());
    // Secrets of that length are known in capital and small letters.
    let folded = |c: char| if length < WINDOW { c } else { c.to_lowercase().next().unwrap_or(c) };
    let [chars, text, source] = [secret, said, SOURCE].map(|text| text.chars().map(folded).collect::<Vec<char>>());
    let rows: std::collections::HashSet<&[char]> = chars.windows(length).collect();
    let seen = text.windows(length).find(|row| rows.contains(*row) && !source.windows(length).any(|own| own == *row));
    assert_eq!(seen.map(String::from_iter), None, "{what} shows a part of {secret}\n{said}");
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn run_shows_no_part_of_a_secret() {
    let scratch = Scratch::with(&[("flow.fpl", SOURCE)]);
    for secret in values() {
        let run = |arguments: &[&str]| {
            let mut all = vec!["run", "flow.fpl"];
            all.extend(arguments);
            let output = command(scratch.root(), &all).env("_FSEC_G_K", &secret).output().expect("the binary starts");
            assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", said(&output));
            output
        };
        for x in (0..=15).chain([17, 18]) {
            let x = x.to_string();
            // User input is shortened after masking, and is known to be the secret.
            let output =
                run(&["failing", "--x", &x, "--given", &format!("the {secret} of it"), "--color", ["never", "always"][x.len() % 2]]);
            assert_hidden(&secret, &said(&output), &format!("run {x}"));
            assert!(said(&output).contains("***"), "{x}: {}", said(&output));
        }
        for name in ["beside", "mapped", "traced"] {
            let output = run(&[name]);
            assert_hidden(&secret, &said(&output), name);
            assert!(said(&output).contains("***"), "{name}: {}", said(&output));
        }
        for x in ["2", "8", "15"] {
            let output = run(&["failing", "--x", x, "--given", &secret, "--output", "literals"]);
            let document = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(serde_json::from_str::<serde_json::Value>(&document).is_ok(), "{document}");
            assert!(document.contains("***"), "{document}");
            assert_hidden(&secret, &document, "the document");
        }
    }
}

/// The arguments of the one task `t`, with the templates filled in.
fn arguments(scratch: &Scratch) -> Vec<String> {
    let members = std::fs::read_dir(scratch.path("package")).unwrap().map(|entry| entry.unwrap().path());
    let specs = members
        .filter(|path| path.file_name().unwrap().to_string_lossy().ends_with("_1.pb"))
        .map(|path| TaskSpec::decode(std::fs::read(path).unwrap().as_slice()).unwrap());
    let template = specs.filter_map(|spec| spec.template).find(|template| template.id.as_ref().unwrap().name == "flow.t").unwrap();
    let Some(TaskTarget::Container(container)) = template.target else { panic!("`t` runs in no container") };
    let filled = |argument: String| match argument.as_str() {
        "{{.input}}" => scratch.path("inputs.pb").display().to_string(),
        "{{.outputPrefix}}" => scratch.path("out").display().to_string(),
        _ => argument,
    };
    container.args.into_iter().map(filled).collect()
}

fn literal(value: PrimitiveValue) -> Literal {
    let scalar = Scalar { value: Some(ScalarValue::Primitive(Primitive { value: Some(value) })) };
    Literal { value: Some(LiteralValue::Scalar(scalar)), ..Literal::default() }
}

#[test]
fn execute_shows_no_part_of_a_secret() {
    let scratch = Scratch::with(&[("flow.fpl", SOURCE)]);
    assert_eq!(scratch.flightplan(&["compile", "flow.fpl", "--format", "dir", "-o", "package"]).status, 0);
    let arguments = arguments(&scratch);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    for secret in values() {
        // The last of them succeeds; one input has another type than the program says.
        for x in 0..=19 {
            let first = if x == 19 { literal(PrimitiveValue::StringValue(secret.clone())) } else { literal(PrimitiveValue::Integer(x)) };
            let given = literal(PrimitiveValue::StringValue(format!("the {secret} of it")));
            let inputs = LiteralMap { literals: [("x".to_owned(), first), ("given".to_owned(), given)].into() };
            scratch.write("inputs.pb", inputs.encode_to_vec());
            let _absent = std::fs::remove_dir_all(scratch.path("out"));
            let mut execute = command(scratch.root(), &arguments);
            let output = execute.env("_FSEC_G_K", &secret).output().expect("the binary starts");
            assert_hidden(&secret, &said(&output), &format!("the log of {x}"));
            if x != 19 {
                let page = std::fs::read_to_string(scratch.path("out/deck.html")).unwrap();
                assert!(page.contains("***"), "{x}: {page}");
                assert_hidden(&secret, &page, &format!("the deck of {x}"));
                assert_hidden(&secret, &unescaped(&page), &format!("the deck of {x}"));
            }
            if x != 16 {
                let document = ErrorDocument::decode(std::fs::read(scratch.path("out/error.pb")).unwrap().as_slice()).unwrap();
                let message = document.error.unwrap().message;
                assert!(message.contains("***"), "{x}: {message}");
                assert_hidden(&secret, &message, &format!("the error of {x}"));
                let encoded = base64::engine::general_purpose::STANDARD.encode(&secret);
                assert!(!message.contains(&encoded), "{message}");
                let listed = secret.bytes().map(|byte| byte.to_string()).collect::<Vec<_>>().join(", ");
                assert!(!message.contains(&listed), "{message}");
            }
        }
    }
}

/// The text of a page as a browser shows it.
fn unescaped(page: &str) -> String {
    page.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
