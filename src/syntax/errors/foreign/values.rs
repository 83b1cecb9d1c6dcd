//! What other languages allow at the top level beside declarations: values of the module, doc strings, the main program.

use super::{block_end, reads, report, ty_of};
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::source::Span;
use crate::syntax::errors::place::Place;
use crate::syntax::foreign_types::{self, Meant};
use crate::syntax::token::{Class, TokenKind};

/// Words that begin a value of the module.
const WORDS: &[&str] = &["let", "var", "val", "final", "static", "auto", "local", "export"];

pub(super) fn declaration(place: &Place<'_>, at: usize) -> Option<(Diagnostic, u32)> {
    if matches!(place.kind_of(at), Some(TokenKind::String | TokenKind::RawString)) {
        return doc_string(place, at);
    }
    if place.token(at) == "if" && place.token(at + 1) == "__name__" {
        let colon = (at..at + 10).find(|index| place.token(*index) == ":")?;
        return Some((report::main_program(place.span_of(at)), block_end(place.text(), place.span_of(at).start, place.end_of(colon).end)));
    }
    constant(place, at)
}

/// `"""What the module is for."""`
fn doc_string(place: &Place<'_>, at: usize) -> Option<(Diagnostic, u32)> {
    let alone = place.kind_of(at + 1).is_none() || place.first_on_line(at + 1);
    let span = place.span_of(at);
    let is_first = place.text().get(..span.start as usize)?.lines().all(|line| line.trim().is_empty() || line.starts_with('#'));
    alone.then(|| (report::doc_string(span, place.written(span), is_first), span.end))
}

/// `LIMIT = 3`, `x: int = 3`, `let x = 3`
fn constant(place: &Place<'_>, at: usize) -> Option<(Diagnostic, u32)> {
    let word = WORDS.contains(&place.token(at)) && place.kind_of(at + 1).is_some_and(TokenKind::is_word);
    let name = at + usize::from(word) + usize::from(word && place.token(at + 1) == "mut");
    if !place.is_name(name) || !matches!(place.token(name + 1), "=" | ":") {
        return None;
    }
    let equals = (name + 1..name + 60)
        .take_while(|index| *index == name + 1 || !place.first_on_line(*index))
        .find(|index| place.token(*index) == "=")?;
    let end = value_end(place, equals + 1);
    if end == equals + 1 {
        return None;
    }
    let last = place.end_of(end - 1).end;
    let span = place.span_of(if word { at } else { name });
    let words = place.words(equals + 1, end);
    let named = place.token(name);
    if let Some((Meant::Type(ty), read)) = foreign_types::meant(&words)
        && read == words.len()
        && words.iter().any(|word| matches!(*word, "[" | "<"))
        && words.first().is_some_and(|first| *first != "[" && *first != "{")
    {
        let whole = Span { end: last, ..place.span_of(at) };
        return Some((report::alias(span, named, &ty, Edit { span: whole, text: format!("type {named} = {ty}") }), last));
    }
    let edits = constant_edits(place, at, name, equals, end);
    let fix = edits.map(|(edits, written)| {
        let literal = (equals + 1..end).all(|index| !matches!(place.class_of(index), Some(Class::Name | Class::Contextual)));
        (edits, written, if literal { Applicability::Safe } else { Applicability::Unsafe })
    });
    Some((report::constant(span, named, fix), last))
}

/// The index after a value: at the first token of a line, outside of brackets.
fn value_end(place: &Place<'_>, start: usize) -> usize {
    let mut depth = 0_usize;
    let mut at = start;
    while let Some(class) = place.class_of(at) {
        if depth == 0 && at > start && (place.first_on_line(at) || place.token(at) == ";") {
            break;
        }
        match class {
            Class::Open | Class::OpenBlock => depth += 1,
            Class::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    at
}

/// The edits that make a constant of a value, and the constant. `None` if it is computed by calls, or cannot be read here.
fn constant_edits(place: &Place<'_>, at: usize, name: usize, equals: usize, end: usize) -> Option<(Vec<Edit>, String)> {
    let calls = (equals + 1..end).any(|index| place.kind_of(index) == Some(TokenKind::CallOpen));
    if calls {
        return None;
    }
    let first = place.span_of(at);
    let before = if at == name { first.head() } else { Span { end: place.span_of(name).start, ..first } };
    let mut edits = vec![Edit { span: before, text: "const ".to_owned() }];
    if place.token(name + 1) == ":" {
        let ty = ty_of(&place.words(name + 2, equals)).filter(|ty| ty != "…")?;
        let span = place.between(name + 2, equals - 1);
        if place.written(span) != ty {
            edits.push(Edit { span, text: ty });
        }
    }
    for index in equals + 1..end {
        let here = match place.token(index) {
            "True" => "true".to_owned(),
            "False" => "false".to_owned(),
            "None" | "null" | "nil" => "none".to_owned(),
            text if text.starts_with('\'') && !text.contains('"') => format!("\"{}\"", text.trim_matches('\'')),
            _ => continue,
        };
        edits.push(Edit { span: place.span_of(index), text: here });
    }
    let whole = Span { end: place.end_of(end - 1).end, ..first };
    let mut text = place.written(whole).to_owned();
    for edit in edits.iter().rev() {
        let range = (edit.span.start - whole.start) as usize..(edit.span.end - whole.start) as usize;
        text.replace_range(range, &edit.text);
    }
    reads(&text).then_some((edits, text))
}
