//! Blocks that begin with a colon, as in Python.

use super::super::place::Place;
use super::report;
use crate::diagnostics::{Diagnostic, Edit};
use crate::source::Span;
use crate::syntax::token::Class;

/// The words that begin such a block.
const HEADS: &[&str] = &["if", "elif", "else", "for", "while", "match", "try", "except", "finally", "with"];

/// `with open(path) as f { … }`
pub(super) fn file_block(place: &Place<'_>) -> Option<Diagnostic> {
    let candidates =
        [Some(place.statement()), place.opener().and_then(|open| open.checked_sub(2)), Some(place.index()), place.index().checked_sub(1)];
    let word = candidates.into_iter().flatten().find(|at| place.token(*at) == "with" && place.starts_statement(*at))?;
    let end = place.operand_end(word + 1)?;
    let opens = place.token(word + 1) == "open" || place.source(word + 1..end).contains("open(");
    let named = place.token(end) == "as";
    if !opens && !named {
        return None;
    }
    let span = place.span_over(word..end);
    Some(if opens { report::opened_file(span) } else { report::with_block(span) })
}

/// `if c:`, `for x in xs:`, `else:`
pub(super) fn colons(place: &Place<'_>) -> Option<Diagnostic> {
    let colon = place.index();
    let head = matches!(place.statement_word(), "if" | "while" | "for" | "match" | "else" | "elif") || place.before(1) == "else";
    if place.current() != ":" || !head || colon == place.statement() || place.in_declaration() || !place.in_block() {
        return None;
    }
    let lines = Lines::around(place)?;
    Some(report::colon_block(place.span(), lines.edits()))
}

/// `if (c) return x`, `while (c) n -= 1`
pub(super) fn unbraced(place: &Place<'_>) -> Option<Diagnostic> {
    let index = place.index();
    let head = place.statement();
    let word = matches!(place.token(head), "if" | "while" | "for") && place.in_block() && index > head + 1;
    let begins = place.begins_operand(index) || matches!(place.current(), "return" | "break" | "continue" | "fail");
    if !word || place.before(1) != ")" || !begins || place.current() == "(" || place.class() == Some(Class::OpenBlock) || place.glued(index)
    {
        return None;
    }
    let end = place.part_end(index);
    let mut edits = Vec::new();
    let mut from = index;
    for at in place.outer(index..end).filter(|at| place.token(*at) == "else").chain([end]) {
        let nested = place.token(from) == "if";
        if at > from && !nested && place.class_of(from) != Some(Class::OpenBlock) {
            edits.push(Edit { span: place.span_of(from).head(), text: "{ ".into() });
            edits.push(Edit { span: place.end_of(at - 1), text: " }".into() });
        }
        from = at + 1;
    }
    Some(report::unbraced(place.span(), edits))
}

/// The lines of the body in which the block is.
struct Lines<'a> {
    file_start: u32,
    place: &'a Place<'a>,
    text: &'a str,
}

impl<'a> Lines<'a> {
    /// From the line of the statement to the end of the block around it.
    fn around(place: &'a Place<'a>) -> Option<Self> {
        let open = place.opener()?;
        let close = place.closing(open)?;
        let first = place.span_of(place.statement());
        let span = first.head().to(place.span_of(close).head());
        Some(Self { file_start: span.start, place, text: place.written(span) })
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let file = self.place.span().file;
        Span::new(file, self.file_start + start as u32, self.file_start + end as u32)
    }

    /// Braces in place of the colons and around what is indented after them. None if lines are not indented as they would have to be.
    fn edits(&self) -> Option<Vec<Edit>> {
        let mut edits = Vec::new();
        // The indentation of the heads whose blocks are open.
        let mut open: Vec<&str> = Vec::new();
        let mut last_end = 0;
        let mut at = 0;
        let first_indent = self.place.indentation(self.place.statement());
        for line in self.text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let code = code_of(line);
            let trimmed = code.trim();
            if trimmed.is_empty() {
                continue;
            }
            let indent = if start == 0 { first_indent } else { &line[..line.len() - line.trim_start_matches([' ', '\t']).len()] };
            let word = trimmed.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
            let continues = matches!(word, "elif" | "else") && open.last() == Some(&indent);
            let mut joined = false;
            while open.last().is_some_and(|head| head.len() >= indent.len()) {
                let head = open.pop()?;
                if continues && head == indent {
                    let word_at = start + (line.len() - line.trim_start().len());
                    let word_end = if word == "elif" { word_at + 4 } else { word_at };
                    let text = if word == "elif" { format!("\n{head}}} else if") } else { format!("\n{head}}} ") };
                    edits.push(Edit { span: self.span(last_end, word_end), text });
                    joined = true;
                    break;
                }
                edits.push(Edit { span: self.span(last_end, last_end), text: format!("\n{head}}}") });
            }
            if word == "elif" && !joined {
                return None;
            }
            let code_start = start + (line.len() - line.trim_start().len());
            let code_end = code_start + trimmed.len();
            if HEADS.contains(&word)
                && let Some((colon, rest)) = head_colon(trimmed)
            {
                if rest.is_empty() {
                    edits.push(Edit { span: self.span(code_start + colon, code_end), text: " {".into() });
                    open.push(indent);
                } else {
                    edits.push(Edit { span: self.span(code_start + colon, code_end), text: format!(" {{ {rest} }}") });
                }
            }
            last_end = code_end;
        }
        for head in open.into_iter().rev() {
            edits.push(Edit { span: self.span(last_end, last_end), text: format!("\n{head}}}") });
        }
        merged(edits)
    }
}

/// Insertions at one place become one, in their order. None if edits overlap.
fn merged(edits: Vec<Edit>) -> Option<Vec<Edit>> {
    let mut result: Vec<Edit> = Vec::new();
    for edit in edits {
        match result.last_mut() {
            Some(last) if last.span == edit.span && edit.span.is_empty() => last.text += &edit.text,
            // The end of one block and what joins the next line to it.
            Some(last) if last.span.is_empty() && last.span.end == edit.span.start => {
                last.span = last.span.to(edit.span);
                last.text += &edit.text;
            }
            Some(last) if edit.span.start < last.span.end => return None,
            _ => result.push(edit),
        }
    }
    Some(result)
}

/// A line without its comment.
fn code_of(line: &str) -> &str {
    let mut quoted = false;
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'#' if !quoted => return &line[..at],
            _ => {}
        }
    }
    line
}

/// The colon that ends the head of a block, and what follows it on the line.
fn head_colon(line: &str) -> Option<(usize, &str)> {
    let mut depth = 0_i32;
    let mut quoted = false;
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth -= 1,
            b':' if depth == 0 => return Some((at, line[at + 1..].trim())),
            _ => {}
        }
    }
    None
}
