//! The words of the format, and that documents stay what they are.

use std::collections::BTreeSet;

use rmpv::Value as Packed;

use super::Document;
use super::builtins::BuiltinOp;
use super::names::{BinaryOp, BinaryOperands, IterKind, OutputStyle, SecretMount, SequenceKind, UnaryOperand};
use crate::payload::{VERSION, canonical, decode, restored};

const VERSION_ONE: &str = include_str!("../../../tests/payload/version-1.txt");

/// The golden payloads of the current version.
fn goldens() -> Vec<String> {
    let path = format!("{}/tests/payload/version-{VERSION}.jsonl", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let goldens: Vec<String> = text
        .lines()
        .map(|line| {
            let golden: serde_json::Value = serde_json::from_str(line).unwrap();
            golden["payload"].as_array().unwrap().iter().filter_map(serde_json::Value::as_str).collect()
        })
        .collect();
    assert!(goldens.len() > 200, "{} payloads", goldens.len());
    goldens
}

#[test]
fn documents_are_written_as_they_were_read() {
    for payload in goldens().iter().map(String::as_str).chain([VERSION_ONE.trim()]) {
        let (_, body) = decode(payload).unwrap();
        let document: Document = rmp_serde::from_slice(&body).unwrap();
        assert!(rmp_serde::to_vec_named(&document).unwrap() == body, "{document:#?}");
    }
}

/// A document without the lines in it, which a program that was read from one has lost.
fn without_lines(document: &Document) -> Packed {
    fn clear(value: &mut Packed) {
        match value {
            Packed::Array(members) => members.iter_mut().for_each(clear),
            Packed::Map(entries) => entries.iter_mut().for_each(|(key, value)| match key.as_str() {
                Some("span") => *value = Packed::Nil,
                _ => clear(value),
            }),
            _ => {}
        }
    }
    let mut packed = rmpv::decode::read_value(&mut rmp_serde::to_vec_named(document).unwrap().as_slice()).unwrap();
    clear(&mut packed);
    packed
}

#[test]
fn the_program_in_a_document_has_that_document() {
    for payload in goldens() {
        let (version, body) = decode(&payload).unwrap();
        let document: Document = rmp_serde::from_slice(&body).unwrap();
        let before = without_lines(&document);
        let (program, task) = restored::program(document, version).unwrap();
        assert_eq!(without_lines(&canonical::document(program.sound().unwrap(), task).unwrap()), before);
    }
}

/// Every name that a payload may have where the program has an enum without fields, as a line of `tests/payload/names.txt`.
fn names() -> Vec<String> {
    let kinds = [
        ("OutputStyle", OutputStyle::NAMES),
        ("SecretMount", SecretMount::NAMES),
        ("IterKind", IterKind::NAMES),
        ("SequenceKind", SequenceKind::NAMES),
        ("UnaryOperand", UnaryOperand::NAMES),
        ("BinaryOp", BinaryOp::NAMES),
        ("BinaryOperands", BinaryOperands::NAMES),
        ("BuiltinOp", BuiltinOp::NAMES),
    ];
    kinds.iter().flat_map(|(kind, names)| names.iter().map(move |name| format!("{kind}::{name}"))).collect()
}

/// A name that was once written means the same forever; that it does is shown by the runs of the golden payloads.
#[test]
fn names_are_unique_and_none_is_lost() {
    let names = names();
    let unique: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    assert_eq!(unique.len(), names.len(), "two variants have one name");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/payload/names.txt");
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    let lost: Vec<&str> = kept.lines().filter(|name| !unique.contains(name)).collect();
    assert!(lost.is_empty(), "payloads that were written have these names: {lost:#?}");
    let new: Vec<&String> = names.iter().filter(|name| !kept.lines().any(|line| line == *name)).collect();
    if std::env::var_os("FLIGHTPLAN_BLESS").is_some() {
        let all = new.iter().fold(kept, |all, name| all + name + "\n");
        std::fs::write(path, all).unwrap();
    } else {
        assert!(new.is_empty(), "not in tests/payload/names.txt: FLIGHTPLAN_BLESS=1 cargo test payload\n{new:#?}");
    }
}
