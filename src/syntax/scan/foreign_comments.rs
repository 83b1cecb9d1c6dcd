//! Comments of other languages, where nothing else can be meant. They are skipped, so that only they are reported.

use super::{Scanner, report};
use crate::diagnostics::Edit;
use crate::syntax::token::TokenKind;

impl Scanner<'_> {
    /// `// text`, `/// text`, `//! text`, `/* text */`. `false` if it may be a division.
    pub(super) fn foreign_comment(&mut self) -> bool {
        match self.byte(self.pos + 1) {
            b'/' if self.is_comment(self.pos) => self.slash_comments(),
            b'*' => self.star_comment(),
            _ => return false,
        }
        true
    }

    fn is_comment(&self, start: usize) -> bool {
        let rest = self.text.get(start + 2..self.line_end(start)).unwrap_or("");
        // Within a row of comments, a line may be empty.
        let further = start > self.pos && rest.trim().is_empty();
        rest.starts_with(['/', '!']) || self.item.is_none() || further || is_prose(rest)
    }

    /// The comment and those on the lines directly after it.
    fn slash_comments(&mut self) {
        let start = self.pos;
        let mut edits = Vec::new();
        let mut at = start;
        let mut last = start;
        while self.bytes.get(at..at + 2) == Some(b"//") && self.is_comment(at) {
            let end = self.line_end(at);
            edits.push(self.mark(at));
            last = end;
            let next = end + 1;
            let blanks = self.bytes.get(next..).unwrap_or_default().iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            at = next + blanks;
            if at > self.bytes.len() {
                break;
            }
        }
        self.diagnostics.push(report::slash_comment(self.span(start, start + 2), edits));
        self.skip(last);
    }

    /// What goes in the place of the sign at `at`.
    fn mark(&self, at: usize) -> Edit {
        let (length, text) = match self.byte(at + 2) {
            b'!' if self.items.is_empty() && self.item.is_none() => (3, "##!"),
            b'/' if self.stack.len() == 1 && self.byte(at + 3) != b'/' => (3, "##"),
            b'!' | b'/' => (3, "#"),
            _ => (2, "#"),
        };
        Edit { span: self.span(at, at + length), text: text.into() }
    }

    /// Skips what was reported. Line breaks in it count as they do elsewhere.
    fn skip(&mut self, end: usize) {
        if let Some(length) = self.bytes[self.pos..end].iter().rposition(|byte| *byte == b'\n') {
            if let Some(first) = self.bytes[self.pos..end].iter().position(|byte| *byte == b'\n') {
                self.newline.get_or_insert(self.pos + first);
            }
            self.line_start = self.pos + length + 1;
        }
        self.pos = end;
    }

    fn star_comment(&mut self) {
        let start = self.pos;
        let close = self.text.get(start + 2..).and_then(|rest| rest.find("*/"));
        let end = close.map_or_else(|| self.line_end(start), |length| start + 2 + length + 2);
        let line_end = self.line_end(end);
        let alone = close.is_some() && self.text.get(end..line_end).is_some_and(|rest| rest.trim().is_empty());
        let edit = alone.then(|| Edit { span: self.span(start, end), text: self.hashed(start, end) });
        self.diagnostics.push(report::star_comment(self.span(start, start + 2), edit));
        self.skip(end);
    }

    /// The text between `/*` and `*/` as lines of `#`, or of `##` if it is written as documentation of an item.
    fn hashed(&self, start: usize, end: usize) -> String {
        let written = self.text.get(start..end).unwrap_or("");
        let documents = written.starts_with("/**") && self.stack.len() == 1 && self.item.is_none_or(|_| self.newline.is_some());
        let mark = if documents { "##" } else { "#" };
        let indent = self.text.get(self.line_start..start).map_or("", |before| if before.trim().is_empty() { before } else { "" });
        let inner = written.trim_start_matches(['/', '*']).trim_end_matches(['/', '*']);
        let lines: Vec<String> = inner
            .lines()
            .map(|line| line.trim().trim_start_matches('*').trim())
            .enumerate()
            .filter(|(at, line)| !line.is_empty() || *at > 0 && *at + 1 < inner.lines().count())
            .map(|(_, line)| if line.is_empty() { mark.to_owned() } else { format!("{mark} {line}") })
            .collect();
        lines.join(&format!("\n{indent}"))
    }
}

/// Whether text after `//` is not the right side of a division: it has two words side by side before any string.
fn is_prose(text: &str) -> bool {
    let code = text.split(['"', '#']).next().unwrap_or("");
    let words: Vec<&str> = code.split_whitespace().collect();
    let is_word = |word: &str| {
        let plain = word.starts_with(|c: char| c.is_alphabetic()) && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '\'' | '_'));
        plain && TokenKind::of_word(word) == TokenKind::Name
    };
    words.windows(2).any(|pair| matches!(pair, [first, second] if is_word(first) && is_word(second)))
}
