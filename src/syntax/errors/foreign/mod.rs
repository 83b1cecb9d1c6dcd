//! Declarations as other languages write them: functions, classes, imports, values of a module, doc strings.
//!
//! The scan cannot slice them, because they have no word of ours to begin with and often no braces. So a rule here gets the tokens from where such a
//! declaration begins, finds out where it ends, and writes it as it is written here, with the names and types of the user. What is inside is
//! part of the same mistake.

mod decorators;
mod functions;
mod imports;
mod options;
mod records;
mod report;
mod values;

pub(super) use functions::ty_of;
pub(super) use imports::{is_foreign_module, removal, written as written_import};
pub(super) use options::{parts, resources, translated};
pub(super) use records::{Body, Fields};
pub(super) use report::foreign_import;

use std::ops::Range;

use super::place::Place;
use crate::diagnostics::Diagnostic;
use crate::source::FileId;
use crate::syntax::scan::{self, ItemSlice};
use crate::syntax::token::{ItemWord, Token};

/// The tokens that are looked at from the beginning of a declaration.
const MOST_TOKENS: usize = 4000;

/// A declaration of another language.
pub(in crate::syntax) struct Foreign {
    /// What to say of it.
    pub(in crate::syntax) finding: Diagnostic,
    /// The byte after it.
    pub(in crate::syntax) end: u32,
    /// The tokens of the file among which are the names that it declares.
    pub(in crate::syntax) names: Vec<Range<usize>>,
}

/// Words before a declaration that have no meaning here.
const MODIFIERS: &[&str] = &[
    "pub",
    "public",
    "private",
    "protected",
    "export",
    "default",
    "static",
    "async",
    "abstract",
    "final",
    "inline",
    "unsafe",
    "override",
    "open",
    "data",
    "sealed",
    "internal",
    "declare",
];

/// The declaration of another language that begins with a slice; `tokens` are those of the file. `None` if it looks like none.
pub(in crate::syntax) fn declaration(file: FileId, text: &str, slice: &ItemSlice, tokens: &[Token]) -> Option<Foreign> {
    let first = slice.first as usize;
    let tokens = tokens.get(first..tokens.len().min(first + MOST_TOKENS))?;
    let place = Place::new(file, text, tokens, ItemWord::Unknown, 0);
    let (decorators, at) = decorators::read(&place);
    let mut word = at;
    while MODIFIERS.contains(&place.token(word)) && place.kind_of(word + 1).is_some_and(|kind| kind.is_word()) {
        word += 1;
    }
    let declared = first + word..tokens.len().min(word + 3) + first;
    let foreign = |(finding, end): (Diagnostic, u32)| Foreign { finding, end, names: vec![declared.clone()] };
    let with_methods = |(finding, end): (Diagnostic, u32)| {
        let inside = (word..tokens.len()).take_while(|at| tokens[*at].end <= end);
        let methods = inside.filter(|at| records::METHODS.contains(&place.token(*at))).map(|at| first + at + 1..first + at + 2);
        Foreign { finding, end, names: [declared.clone()].into_iter().chain(methods).collect() }
    };
    let imported = |(finding, end): (Diagnostic, u32)| {
        let length = tokens.iter().take_while(|token| token.end <= end).count();
        Foreign { finding, end, names: std::iter::once(first..first + length).collect() }
    };
    functions::declaration(&place, &decorators, word)
        .map(foreign)
        .or_else(|| records::declaration(&place, &decorators, word).map(with_methods))
        .or_else(|| imports::declaration(&place, word).map(imported))
        .or_else(|| values::declaration(&place, at).map(foreign))
        .or_else(|| decorators.first().map(|_| Foreign { names: Vec::new(), ..foreign(decorators::alone(&place, &decorators, at)) }))
}

/// Whether a text can be read, so that a fix that results in it leads into no other syntax error.
pub(super) fn reads(text: &str) -> bool {
    let scan = scan::scan(FileId::default(), text);
    let whole = |item: &ItemSlice| {
        let tokens = scan.tokens.get(item.tokens()).unwrap_or_default();
        !item.broken && super::furthest::position(tokens.iter().map(|token| token.kind)).is_none()
    };
    scan.diagnostics.is_empty() && scan.items.iter().all(whole)
}

/// The byte after the block that belongs to the line of `header`, by indentation. The block begins after the byte `from`.
pub(super) fn block_end(text: &str, header: u32, from: u32) -> u32 {
    let indentation = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let start = text.get(..header as usize).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let outer = text.get(start..).map_or(0, indentation);
    let line_end = |from: usize| text.get(from..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| from + at);
    let mut end = line_end(from as usize);
    let mut at = end;
    while at < text.len() {
        let next = line_end(at + 1);
        let line = text.get(at + 1..next).unwrap_or("");
        if !line.trim().is_empty() {
            if indentation(line) <= outer {
                break;
            }
            end = next;
        }
        at = next;
    }
    end as u32
}

/// A value of another language, as it is written here. `None` if it is more than a literal.
pub(super) fn literal(words: &[&str]) -> Option<String> {
    match words {
        [] => None,
        ["True" | "true"] => Some("true".to_owned()),
        ["False" | "false"] => Some("false".to_owned()),
        ["None" | "null" | "nil" | "undefined"] => Some("none".to_owned()),
        ["[", "]"] => Some("[]".to_owned()),
        ["{", "}"] => Some("{}".to_owned()),
        ["-", number] if number.starts_with(|c: char| c.is_ascii_digit()) => Some(format!("-{number}")),
        [number] if number.starts_with(|c: char| c.is_ascii_digit()) => Some((*number).to_owned()),
        [text] if text.starts_with('"') => Some((*text).to_owned()),
        [text] if text.starts_with('\'') && !text.contains(['"', '\\']) => Some(format!("\"{}\"", text.trim_matches('\''))),
        _ => None,
    }
}

/// The type of a literal.
pub(super) fn type_of_literal(literal: &str) -> Option<&'static str> {
    match literal {
        "true" | "false" => Some("bool"),
        _ if literal.starts_with('"') => Some("str"),
        _ if literal.starts_with(|c: char| c.is_ascii_digit() || c == '-') => {
            Some(if literal.contains(['.', 'e', 'E']) && !literal.starts_with("0x") { "float" } else { "int" })
        }
        _ => None,
    }
}
