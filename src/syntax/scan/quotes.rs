//! Strings in the quotes of other languages and of word processors: they are read as strings, so that only the quotes are reported.

use super::strings::Quotes;
use super::{Prev, Scanner, report};
use crate::diagnostics::{Applicability, Edit, codes::syntax as codes};
use crate::syntax::token::{Class, TokenKind};

/// Letters before a single quote, and what goes before the double one.
const PREFIXES: &[(&str, &str)] = &[("r", "r"), ("R", "r"), ("rb", "r"), ("br", "r"), ("u", ""), ("U", ""), ("b", ""), ("B", "")];

fn closes(open: char, character: char) -> bool {
    match open {
        '\u{2018}' | '\u{2019}' | '\u{201a}' => matches!(character, '\u{2018}' | '\u{2019}' | '\''),
        _ => matches!(character, '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{00ab}' | '\u{00bb}' | '"'),
    }
}

fn is_quote(character: char) -> bool {
    matches!(character, '\u{2018}'..='\u{201a}' | '\u{201c}'..='\u{201e}' | '\u{00ab}' | '\u{00bb}')
}

impl Scanner<'_> {
    /// The `'` that closes the string whose text begins at `from`, on the same line.
    fn single_close(&self, from: usize) -> Option<usize> {
        let mut at = self.unquoted_to.max(from);
        while at < self.bytes.len() && !matches!(self.byte(at), b'\'' | b'\n') {
            at += if self.byte(at) == b'\\' { 2 } else { 1 };
        }
        (self.byte(at) == b'\'' && self.text.get(from..at).is_some_and(|text| !text.contains('\n'))).then_some(at)
    }

    /// `'text'`, `'''text'''`
    pub(super) fn single_quotes(&mut self) {
        let start = self.pos;
        self.begin(start);
        if self.is_long(start) && self.long_single(start) {
            return;
        }
        if self.loop_label(start) {
            return;
        }
        let Some(at) = self.single_close(start + 1) else {
            let line_end = self.line_end(start);
            self.unquoted_to = line_end;
            self.mark_broken();
            self.report_with(&codes::SINGLE_QUOTES, |this| report::unpaired_quote(this.span(start, start + 1)));
            self.pos = start + 1;
            return;
        };
        let end = at + 1;
        self.report_mended(report::single_quotes("", &self.text[start + 1..at], self.span(start, end)));
        self.prefixes = 0;
        self.end(start, end, TokenKind::String, Prev::Operand);
    }

    /// `'outer: for x in xs`, and `break 'outer`, which is part of the same mistake; `false` if it is something else.
    fn loop_label(&mut self, start: usize) -> bool {
        let rest = self.text.get(start + 1..).unwrap_or_default();
        let name = rest.split(|char: char| !char.is_ascii_alphanumeric() && char != '_').next().unwrap_or_default();
        let before = self.text.get(..start).unwrap_or_default().trim_end_matches([' ', '\t']);
        let used = before.ends_with("break") || before.ends_with("continue");
        let after = rest.get(name.len()..).unwrap_or_default();
        let declares = after
            .strip_prefix(':')
            .is_some_and(|after| ["for ", "while ", "loop "].iter().any(|word| after.trim_start_matches([' ', '\t']).starts_with(word)));
        if name.is_empty() || !declares && !used {
            return false;
        }
        let end = start + 1 + name.len() + usize::from(declares);
        if declares {
            self.report_with(&codes::FOREIGN_KEYWORD, |this| report::loop_label(this.span(start, end)));
        }
        self.pos = end;
        true
    }

    fn long_single(&mut self, start: usize) -> bool {
        let rest = &self.text[start + 3..];
        let Some(length) = rest.find("'''") else { return false };
        let (text, close) = (&rest[..length], start + 3 + length);
        let mut edits =
            [self.span(start, start + 3), self.span(close, close + 3)].map(|span| Edit { span, text: "\"\"\"".into() }).to_vec();
        if text.ends_with('"') {
            edits.insert(1, Edit { span: self.span(close - 1, close), text: "\\\"".into() });
        }
        let certain = if text.contains(['\n', '"', '\\']) { Applicability::Unsafe } else { Applicability::Safe };
        self.report_mended(report::foreign_quotes(self.span(start, close + 3), certain, edits));
        self.note_lines(start, close + 3);
        self.prefixes = 0;
        self.end(start, close + 3, TokenKind::String, Prev::Operand);
        true
    }

    /// `f'…'`, `r'…'`: `false` if the word is not a prefix, or nothing closes the string.
    pub(super) fn single_quoted(&mut self, start: usize, end: usize, word: &str) -> bool {
        let Some(close) = self.single_close(end + 1) else { return false };
        if matches!(word, "f" | "F") && !self.is_long(end) {
            self.interpolated(start, end);
            return true;
        }
        let Some((_, prefix)) = PREFIXES.iter().find(|(foreign, _)| *foreign == word) else { return false };
        self.begin(start);
        self.report_mended(report::single_quotes(prefix, &self.text[end + 1..close], self.span(start, close + 1)));
        self.prefixes = 0;
        let (first, kind) = if *prefix == "r" && word == "r" { (start, TokenKind::RawString) } else { (end, TokenKind::String) };
        self.end(first, close + 1, kind, Prev::Operand);
        true
    }

    /// Whether the text between backticks is a template of JavaScript's.
    pub(super) fn is_template(&self, from: usize, to: usize) -> bool {
        self.text[from..to].contains("${")
    }

    /// The interpolated string that begins at `string` was read to its end: reports its quotes.
    pub(super) fn report_foreign_quotes(&mut self, string: usize, quotes: Quotes) {
        let template = quotes.quote == b'`';
        let opening = if template { 1 } else { 2 };
        let mut edits = vec![Edit { span: self.span(string, string + opening), text: "f\"".into() }];
        let first = self.tokens.iter().rposition(|token| token.start as usize == string).unwrap_or(0);
        let end = self.last_end;
        let mut depth = 0_usize;
        for token in self.tokens.get(first..).unwrap_or_default() {
            let (from, to) = (token.start as usize, token.end as usize);
            match token.kind.class() {
                Class::Open | Class::OpenBlock => {
                    if depth == 0 && template {
                        edits.push(Edit { span: self.span(from - 1, from), text: String::new() });
                    }
                    depth += 1;
                }
                Class::Close => depth = depth.saturating_sub(1),
                Class::Text if depth == 0 => {
                    let from = if from == string { from + opening } else { from };
                    let to = if to == end { to - 1 } else { to };
                    edits.extend(self.escaped(from, to, template));
                }
                _ => {}
            }
        }
        edits.push(Edit { span: self.span(end - 1, end), text: "\"".into() });
        let span = self.span(string, end);
        self.report_mended(if template { report::template(span, edits) } else { report::foreign_quotes(span, Applicability::Safe, edits) });
    }

    /// Edits for what has another meaning between double quotes, and for what no longer needs a backslash.
    fn escaped(&self, from: usize, to: usize, template: bool) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut at = from;
        while at < to {
            let (length, text) = match self.byte(at) {
                b'\\' if matches!(self.byte(at + 1), b'\'' | b'`') => (2, self.text.get(at + 1..at + 2)),
                b'\\' => (2, None),
                b'"' => (1, Some("\\\"")),
                b'{' if template => (1, Some("{{")),
                b'}' if template => (1, Some("}}")),
                _ => (1, None),
            };
            if let Some(text) = text {
                edits.push(Edit { span: self.span(at, at + length), text: text.into() });
            }
            at += length;
        }
        edits
    }

    /// A string in typographic quotes that closes on its line. Returns its end.
    pub(super) fn typographic(&mut self, start: usize, open: char) -> Option<usize> {
        if !is_quote(open) {
            return None;
        }
        let from = start + open.len_utf8();
        let line = self.text.get(from..self.line_end(start))?;
        let (length, close) = line.char_indices().find(|(_, character)| closes(open, *character))?;
        let to = from + length;
        let end = to + close.len_utf8();
        let mut edits = vec![Edit { span: self.span(start, from), text: "\"".into() }];
        edits.extend(self.escaped(from, to, false));
        edits.push(Edit { span: self.span(to, end), text: "\"".into() });
        self.report_mended(report::typographic(self.span(start, end), edits));
        self.prefixes = 0;
        self.end(start, end, TokenKind::String, Prev::Operand);
        Some(end)
    }

    /// The string that begins at `start` has a typographic quote at its end. `false` if it has not.
    pub(super) fn typographic_end(&mut self, start: usize, from: usize) -> bool {
        let line = &self.text[from..self.line_end(from)];
        let Some((length, close)) = line.char_indices().find(|(_, character)| is_quote(*character)) else { return false };
        let (to, end) = (from + length, from + length + close.len_utf8());
        let span = self.span(to, end);
        self.report_mended(report::typographic(span, vec![Edit { span, text: "\"".into() }]));
        self.prefixes = 0;
        self.end(start, end, TokenKind::String, Prev::Operand);
        true
    }
}
