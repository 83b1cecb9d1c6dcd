//! What advice quotes can be written in a program.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{Linted, law};

/// The pieces of code in backticks.
pub(super) fn quoted(words: &str) -> impl Iterator<Item = &str> {
    words.lines().flat_map(|line| line.split('`').skip(1).step_by(2)).filter(|code| !code.is_empty())
}

/// Where a piece of code may belong: `@` is the piece.
const PLACES: [&str; 21] = [
    "@",
    "fn f() { @ }",
    "fn f() { @\n }",
    "fn f() { @ { x } }",
    "fn f() { if c { x } @ { x } }",
    "fn f() { if c { x } @ if c { x } }",
    "fn f() { for x in @ { x } }",
    "fn f() { match x { @ } }",
    "fn f() { match x { @ => x } }",
    "fn f() { if @ { x } }",
    "fn f() { g(@) }",
    "fn f() { f\"@\" }",
    "fn f() { f\"{x:@}\" }",
    "fn f() { P { @ } }",
    "fn f() { x @ }",
    "fn f() { x @ y }",
    "type T = @",
    "struct P { @ }",
    "enum E { @ }",
    "task t(@) { x }",
    "task t() @ { x }",
];

/// Where an option may belong.
const OPTIONS: [&str; 2] = ["task t() with { @ } { x }", "task t() with { x: { @ } } { x }"];

/// What may be written for `…`.
const ANYTHING: [&str; 3] = ["x", "x: x", ""];

/// What is not code of a whole kind: brackets and separators, commands, files, settings, directives and names of codes.
fn is_something_else(code: &str) -> bool {
    let signs = ["(", ")", "[", "]", "{", "}", ",", "->", "\"\"\"", "\\u{202e}"];
    if signs.contains(&code) || flightplan::findings::find_code(code).is_some() {
        return true;
    }
    let words = ["flightplan ", "pyflyte", "flytectl ", "--", "# flightplan:", "[", "##"];
    words.iter().any(|word| code.starts_with(word))
        || code.contains('/')
        || [".toml", ".fpl", ".json", ".yaml"].iter().any(|end| code.ends_with(end))
}

/// Whether the code can be read somewhere.
fn is_readable(code: &str) -> bool {
    let written = ANYTHING.map(|anything| code.replace('…', anything));
    let texts = PLACES.iter().chain(&OPTIONS).flat_map(|place| written.iter().map(|code| place.replace('@', code)));
    texts.into_iter().any(|text| Linted::of(&text).findings.iter().all(|finding| !finding.code.id.starts_with('S')))
}

#[test]
fn code_in_advice_can_be_read() {
    let pieces: BTreeSet<(String, String)> = law::programs()
        .par_iter()
        .flat_map_iter(|(name, text, _)| {
            let linted = Linted::of(text);
            let help = linted.findings.iter().flat_map(|finding| finding.help.iter().map(|help| (finding.code.id, help)));
            let pieces = help.flat_map(|(code, help)| quoted(help).map(move |piece| (piece.to_owned(), code)));
            pieces.map(|(piece, code)| (piece, format!("{code} {name}"))).collect::<Vec<_>>()
        })
        .collect();
    let mut seen = BTreeSet::new();
    let pieces: Vec<_> = pieces.into_iter().filter(|(piece, _)| seen.insert(piece.clone())).collect();
    let wrong: Vec<String> = pieces
        .par_iter()
        .filter(|(piece, _)| !is_something_else(piece) && !is_readable(piece))
        .map(|(piece, place)| format!("{place}: `{piece}`"))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), pieces.len(), wrong.join("\n"));
}
