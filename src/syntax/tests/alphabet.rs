//! The grammar reads one character for each token, and the table of tokens says which: the two agree, and the legend at the head of the
//! grammar is made from the table.

use std::collections::BTreeSet;
use std::path::Path;

use crate::syntax::token::{Class, TokenKind};

const GRAMMAR: &str = include_str!("../../../grammar/flightplan.pest");
const BEGIN: &str = "// Legend\n";
const END: &str = "// End of the legend\n";

fn shown(code: u8) -> String {
    match code {
        b'\n' => "\\n".to_owned(),
        _ => char::from(code).to_string(),
    }
}

/// Items side by side, in comments of at most a hundred columns.
fn wrapped(items: impl Iterator<Item = String>) -> String {
    let mut lines = vec![String::from("//  ")];
    for item in items {
        if lines.last().is_some_and(|line| line.len() + item.len() > 98) {
            lines.push(String::from("//  "));
        }
        if let Some(line) = lines.last_mut() {
            *line += &format!(" {item}");
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned() + "\n").collect()
}

/// A line for each character, with the tokens of it; what is its own character alone comes first, on one line.
fn listed(kinds: &[TokenKind]) -> String {
    let mut codes: Vec<u8> = kinds.iter().map(|kind| kind.code()).collect();
    codes.dedup();
    let of = |code: u8| kinds.iter().filter(|kind| kind.code() == code).map(|kind| described(*kind)).collect::<Vec<_>>();
    let (own, others): (Vec<u8>, Vec<u8>) = codes.into_iter().partition(|code| of(*code) == [shown(*code)]);
    let themselves = if own.is_empty() { String::new() } else { wrapped(own.into_iter().map(shown)) };
    let line = |code: u8| format!("//   {:<3} {}\n", shown(code), of(code).join("  "));
    themselves + &others.into_iter().map(line).collect::<String>()
}

fn described(kind: TokenKind) -> String {
    match (kind.written(), kind.purpose()) {
        (Some(written), "") => written.to_owned(),
        (Some(written), purpose) => format!("{written} {purpose}"),
        (None, purpose) => purpose.to_owned(),
    }
}

fn legend() -> String {
    let of = |wanted: &dyn Fn(TokenKind) -> bool| TokenKind::ALL.iter().copied().filter(|kind| wanted(*kind)).collect::<Vec<_>>();
    let words = |kinds: Vec<TokenKind>| wrapped(kinds.into_iter().map(|kind| format!("{} {} ", shown(kind.code()), described(kind))));
    let bracket = |kind: TokenKind| matches!(kind.class(), Class::Open | Class::OpenBlock | Class::Close);
    [
        BEGIN.to_owned(),
        "//\n// Made from the table in src/syntax/token.rs by `FLIGHTPLAN_BLESS=1 cargo test --lib alphabet`.\n".to_owned(),
        "//\n// Reserved words:\n".to_owned(),
        words(of(&|kind| kind.is_reserved())),
        "// Words that are keywords only in places:\n".to_owned(),
        words(of(&|kind| kind.class() == Class::Contextual)),
        "// Signs; the last three are reported, and read as `and`, `or` and `not`:\n".to_owned(),
        listed(&of(&TokenKind::is_sign)),
        "// Brackets:\n".to_owned(),
        listed(&of(&bracket)),
        "// All else:\n".to_owned(),
        listed(&of(&|kind| kind.written().is_none())),
        "//\n".to_owned(),
        END.to_owned(),
    ]
    .concat()
}

#[test]
fn the_legend_of_the_grammar_is_current() {
    let (before, rest) = GRAMMAR.split_once(BEGIN).expect("the legend begins");
    let (written, after) = rest.split_once(END).expect("the legend ends");
    if std::env::var_os("FLIGHTPLAN_BLESS").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar/flightplan.pest");
        return std::fs::write(path, [before, &legend(), after].concat()).unwrap();
    }
    assert_eq!([BEGIN, written, END].concat(), legend(), "run `FLIGHTPLAN_BLESS=1 cargo test --lib alphabet`");
}

/// The characters and ranges in the rules of the grammar, with the rule of each.
fn literals() -> Vec<(String, BTreeSet<u8>)> {
    let mut found = Vec::new();
    let mut rule = String::new();
    for line in GRAMMAR.lines().filter(|line| !line.starts_with("//")) {
        if let Some((name, _)) = line.split_once('=').filter(|(name, _)| name.starts_with(|first: char| first.is_ascii_lowercase())) {
            rule = name.trim().to_owned();
        }
        let mut rest = line;
        while let Some(at) = rest.find(['"', '\'']) {
            let quote = rest[at..].chars().next().unwrap();
            let (literal, after) = rest[at + 1..].split_once(quote).expect("a literal ends on its line");
            let one = |literal: &str| match literal.replace("\\n", "\n").as_bytes() {
                [code] => *code,
                other => panic!("{other:?} is not one character"),
            };
            let (codes, after) = match after.strip_prefix("..'") {
                Some(to) => {
                    let (to, after) = to.split_once('\'').expect("a range has an end");
                    ((one(literal)..=one(to)).collect(), after)
                }
                None => (BTreeSet::from([one(literal)]), after),
            };
            found.push((rule.clone(), codes));
            rest = after;
        }
    }
    found
}

fn codes(wanted: impl Fn(TokenKind) -> bool) -> BTreeSet<u8> {
    TokenKind::ALL.iter().filter(|kind| wanted(**kind)).map(|kind| kind.code()).collect()
}

#[test]
fn the_grammar_and_the_table_have_the_same_alphabet() {
    let used: BTreeSet<u8> = literals().into_iter().flat_map(|(_, codes)| codes).collect();
    assert_eq!(used, codes(|kind| kind != TokenKind::Stray));
}

#[test]
fn words_have_the_characters_of_their_rules() {
    let words: Vec<TokenKind> = TokenKind::ALL.iter().copied().filter(|kind| kind.is_word() && *kind != TokenKind::Name).collect();
    let rules: BTreeSet<(String, u8)> = literals()
        .into_iter()
        .filter_map(|(rule, codes)| Some((rule.strip_prefix("kw_")?.to_owned(), codes.into_iter().next()?)))
        .chain([("and".to_owned(), TokenKind::And.code()), ("or".to_owned(), TokenKind::Or.code())])
        .collect();
    let table = words.iter().map(|kind| (kind.written().unwrap().to_owned(), kind.code())).collect();
    assert_eq!(rules, table);
}

#[test]
fn names_and_keys_are_ranges_of_the_table() {
    let of_rule =
        |wanted: &str| -> BTreeSet<u8> { literals().into_iter().filter(|(rule, _)| rule == wanted).flat_map(|(_, codes)| codes).collect() };
    assert_eq!(of_rule("ident"), codes(TokenKind::is_name));
    assert_eq!(of_rule("option_word"), codes(TokenKind::is_word));
}

#[test]
fn words_and_signs_are_found_as_they_are_written() {
    for kind in TokenKind::ALL.iter().copied() {
        let Some(written) = kind.written() else { continue };
        if kind.is_word() {
            assert_eq!(TokenKind::of_word(written), kind);
        } else if kind.is_sign() {
            assert_eq!(TokenKind::of_sign(written), kind);
        }
    }
}

#[test]
fn the_document_lists_the_reserved_words() {
    let text = include_str!("../../../docs/language.md");
    let (_, rest) = text.split_once("The only reserved words are\n\n```text\n").expect("the list begins");
    let (list, _) = rest.split_once("```").expect("the list ends");
    let reserved = TokenKind::ALL.iter().filter(|kind| kind.is_reserved()).filter_map(|kind| kind.written());
    assert_eq!(list.split_whitespace().collect::<Vec<_>>(), reserved.collect::<Vec<_>>());
}
