//! Comments of other languages, where they can be nothing else: `//` and `/* … */` between items, and in the body of a `struct` or an `enum`.
//!
//! In code, `//` may be a division, so there the rules on mistakes decide.

use super::brackets::FrameKind;
use super::{Scanner, report};
use crate::diagnostics::Edit;
use crate::syntax::ast::Comment;
use crate::syntax::token::{ItemWord, TokenKind};

impl Scanner<'_> {
    /// At a `/`: reads a comment of another language, and those on the lines after it.
    pub(super) fn foreign_comment(&mut self) -> bool {
        let start = self.pos;
        if !matches!(self.byte(start + 1), b'/' | b'*') || !self.comments_here(start) {
            return false;
        }
        let mut edits = Vec::new();
        let shown = self.span(start, start + 2);
        while self.byte(self.pos) == b'/' && matches!(self.byte(self.pos + 1), b'/' | b'*') {
            let at = self.pos;
            let end = if self.byte(at + 1) == b'/' { self.line_end(at) } else { self.block_comment_end(at) };
            edits.extend(self.as_comment(at, end));
            let trailing = self.text.get(self.line_start.min(at)..at).is_some_and(|before| !before.trim().is_empty());
            self.comments.push(Comment { span: self.span(at, end), trailing });
            self.check_text(at, end);
            self.pos = end;
            let rest = self.text.get(end..).unwrap_or("");
            let blanks = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
            let lines = rest.get(..blanks).map_or(0, |between| between.matches('\n').count());
            if lines != 1 || !matches!(self.bytes.get(end + blanks..end + blanks + 2), Some(b"//" | b"/*")) {
                break;
            }
            let newline = rest.find('\n').unwrap_or(0);
            self.newline.get_or_insert(end + newline);
            self.line_start = end + newline + 1;
            self.pos = end + blanks;
        }
        self.report_mended(report::foreign_comment(shown, edits));
        true
    }

    /// Whether `//` cannot divide at this place.
    fn comments_here(&self, start: usize) -> bool {
        let before = self.text.get(self.line_start.min(start)..start).unwrap_or("");
        let first = before.trim().is_empty();
        let after_body = self.has_body && self.tokens.last().is_some_and(|last| last.kind == TokenKind::BraceClose);
        let fields = self.stack.len() == 2 && self.item.is_some_and(|item| matches!(item.word, ItemWord::Struct | ItemWord::Enum));
        match self.frame_kind() {
            FrameKind::Top => first || after_body,
            FrameKind::Block if fields => first || !before.contains('='),
            _ => false,
        }
    }

    fn block_comment_end(&self, at: usize) -> usize {
        self.text.get(at + 2..).and_then(|rest| rest.find("*/")).map_or_else(|| self.line_end(at), |length| at + length + 4)
    }

    /// The edits that make a comment of this language.
    fn as_comment(&self, at: usize, end: usize) -> Vec<Edit> {
        let text = self.text.get(at..end).unwrap_or("");
        let at_top = self.items.is_empty() && self.item.is_none();
        let sign = match self.byte(at + 2) {
            b'!' if at_top => "##!",
            b'/' | b'!' => "##",
            b'*' if self.byte(at + 1) == b'*' && self.byte(at + 3) != b'/' => "##",
            _ => "#",
        };
        if self.byte(at + 1) == b'/' {
            let length = 2 + usize::from(matches!(self.byte(at + 2), b'/' | b'!'));
            return vec![Edit { span: self.span(at, at + length), text: sign.to_owned() }];
        }
        let inner = text.trim_start_matches(['/', '*', '!']).trim_end_matches(['/', '*']);
        let lines = inner.lines().map(|line| line.trim().trim_start_matches('*').trim()).filter(|line| !line.is_empty());
        let lines: Vec<String> = lines.map(|line| format!("{sign} {line}")).collect();
        vec![Edit { span: self.span(at, end), text: lines.join("\n") }]
    }
}
