//! One mistake, one finding: a program that is correct but for a missing token gets findings about its syntax, and no others.
//!
//! Lists and blocks are left whole: without one of its brackets `[int]` may be `int`, and without a brace one block is another. What is true of the
//! program as it was read may be said too: a hidden task and a hidden builtin are there however the rest is repaired.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use flightplan::project::{Memory, Session};

/// Findings that say what is there, and not what is missing.
const TRUE: [&str; 2] = ["Q101", "Q102"];

/// The code and message of every finding.
fn findings(text: &str) -> BTreeSet<(&'static str, String)> {
    let memory = Memory::new().with("a.fpl", text.as_bytes());
    let session = Session::open(&memory, &[PathBuf::from("a.fpl")], &|_| {}, &()).map(|loaded| loaded.lint(&()));
    session.workspaces.iter().flat_map(|workspace| workspace.findings()).map(|found| (found.code.id, found.message.clone())).collect()
}

/// The bytes of each token, roughly: words, strings, numbers, and characters of their own.
fn tokens(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = match first {
            '#' => rest.find('\n').unwrap_or(rest.len()),
            '"' => rest[1..].find('"').map_or(rest.len(), |end| end + 2),
            _ if first.is_alphanumeric() || first == '_' => {
                rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.')).unwrap_or(rest.len())
            }
            _ => first.len_utf8(),
        };
        if !first.is_whitespace() && first != '#' {
            tokens.push(at..at + length);
        }
        at += length;
    }
    tokens
}

/// Programs of one file that have no errors.
fn programs() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut open = ["examples", "tests/suite/recovery", "tests/ground-truth"].map(|folder| root.join(folder)).to_vec();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "fpl") {
            found.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
        }
    }
    found.sort();
    found
}

#[test]
fn a_missing_token_gives_findings_about_the_syntax_only() {
    let step: usize = std::env::var("FLIGHTPLAN_RECOVERY").ok().and_then(|step| step.parse().ok()).unwrap_or(13);
    let (mut broken, mut wrong) = (0, String::new());
    for (name, text) in programs() {
        let known = findings(&text);
        for token in tokens(&text).into_iter().step_by(step).filter(|token| !matches!(&text[token.clone()], "[" | "]" | "{" | "}")) {
            let damaged = format!("{} {}", &text[..token.start], &text[token.end..]);
            let found = findings(&damaged);
            if !found.iter().any(|(id, _)| id.starts_with('S')) {
                continue;
            }
            broken += 1;
            // A name that is gone is missed where it is used.
            let of_it = format!("`{}`", &text[token.clone()]);
            let others = found.iter().filter(|(id, message)| !id.starts_with('S') && !TRUE.contains(id) && !message.contains(&of_it));
            for (id, message) in others.filter(|found| !known.contains(found)) {
                let line = text[..token.start].lines().count();
                wrong += &format!("{name}:{line} without `{}`: {id} {message}\n", &text[token.clone()]);
            }
        }
    }
    assert!(broken > 100, "only {broken} programs were broken");
    assert!(wrong.is_empty(), "{broken} programs were broken, and these findings are consequences:\n{wrong}");
}

/// A name that nothing declares.
const UNKNOWN: &str = "nowhere_declared";

#[test]
fn an_unknown_name_gives_one_error() {
    let step: usize = std::env::var("FLIGHTPLAN_RECOVERY").ok().and_then(|step| step.parse().ok()).unwrap_or(13);
    let (mut broken, mut wrong) = (0, String::new());
    for (name, text) in programs() {
        let known = findings(&text);
        let is_name = |name: &str| name.starts_with(char::is_lowercase) && !name.contains('.');
        let words = tokens(&text).into_iter().filter(|token| is_name(&text[token.clone()]));
        for token in words.step_by(step) {
            let damaged = format!("{}{UNKNOWN}{}", &text[..token.start], &text[token.end..]);
            let found = findings(&damaged);
            let is_unknown = |(id, message): &&(&str, String)| id.starts_with('N') && message.contains(UNKNOWN);
            if found.iter().filter(is_unknown).count() != 1 || found.iter().any(|(id, _)| id.starts_with('S')) {
                continue;
            }
            broken += 1;
            let others = found.iter().filter(|found| !is_unknown(found)).filter(|(id, _)| !TRUE.contains(id));
            for (id, message) in others.filter(|found| !known.contains(found)) {
                let line = text[..token.start].lines().count();
                wrong += &format!("{name}:{line} with `{UNKNOWN}` for `{}`: {id} {message}\n", &text[token.clone()]);
            }
        }
    }
    assert!(broken > 50, "only {broken} programs were broken");
    assert!(wrong.is_empty(), "{broken} programs were broken, and these findings are consequences:\n{wrong}");
}

#[test]
fn an_empty_name_is_reported_once() {
    for text in ["task t(``: int) -> int { 1 }\n", "task ``(x: int) -> int { x }\n", "task t(x: ``) -> int { 1 }\n"] {
        let found: Vec<&str> = findings(text).into_iter().map(|(id, _)| id).collect();
        assert_eq!(found, ["S005"], "{text}");
    }
}
