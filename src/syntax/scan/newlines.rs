//! Which newlines end something.
//!
//! The innermost bracket decides: in `( )`, `[ ]` and the `{ }` of a value a newline is blank; in blocks, bodies and
//! option records it ends the statement or entry, unless the line cannot end there or the next one cannot begin.

use super::brackets::FrameKind;
use super::{Prev, Scanner, report};
use crate::syntax::token::{Class, ItemWord, TokenKind};

impl Scanner<'_> {
    /// At a `\n`: its meaning is known once the next token is read.
    pub(super) fn line_break(&mut self) {
        let at = self.pos;
        if self.line_bound > 0 {
            self.unclosed_interpolation(at);
        }
        self.newline.get_or_insert(at);
        self.pos = at + 1;
        self.line_start = at + 1;
    }

    /// The token at `next` begins: decides about the newline before it.
    pub(super) fn settle_newline(&mut self, next: usize) {
        let Some(at) = self.newline.take() else { return };
        let kind = self.frame_kind();
        if !kind.newlines_count() || self.prev == Prev::Start || self.goes_on(next) {
            return;
        }
        if self.byte(next) == b'{' && self.awaits_block() {
            return self.report_lone_brace(next);
        }
        if kind == FrameKind::Top {
            self.end_item();
            return;
        }
        if self.stack.len() == 2 && self.has_body {
            self.breaks.push(self.tokens.len() as u32);
        }
        self.push(at, at + 1, TokenKind::Newline);
        self.end_code_line(at);
        self.end_statement();
    }

    /// A line of code ends, if this is code.
    pub(super) fn end_code_line(&mut self, at: usize) {
        if self.has_body && self.frame_kind() == FrameKind::Block {
            self.line_ends.push(at as u32);
        }
    }

    /// A statement or entry ends: nothing of it reaches into the next.
    pub(super) fn end_statement(&mut self) {
        self.prev = Prev::Start;
        self.prefixes = 0;
        let frame = self.frame();
        let closures = std::mem::take(&mut frame.closures);
        frame.closure_open = false;
        frame.angle = false;
        frame.heads = 0;
        self.closures = self.closures.saturating_sub(closures);
    }

    /// Whether a head or a declaration is complete but for its block.
    fn awaits_block(&self) -> bool {
        let Some(frame) = self.stack.last() else { return false };
        let header = frame.kind == FrameKind::Top
            && !self.has_body
            && self.item.is_some_and(|item| {
                matches!(item.word, ItemWord::Struct | ItemWord::Enum | ItemWord::Fn | ItemWord::Task | ItemWord::Workflow | ItemWord::Test)
            });
        self.prev == Prev::Else || self.prev.ends_operand() && (frame.heads > 0 || header)
    }

    /// A `{` on a line of its own: reported, and read as if it were where it belongs.
    fn report_lone_brace(&mut self, next: usize) {
        let gap = self.span(self.last_end, next);
        let only_blanks = self.text.get(self.last_end..next).is_some_and(|text| text.trim().is_empty());
        self.report_mended(report::lone_brace(self.span(next, next + 1), gap.head(), only_blanks.then_some(gap)));
    }

    fn goes_on(&self, next: usize) -> bool {
        matches!(self.prev, Prev::Binary | Prev::Prefix | Prev::Dot | Prev::FatArrow) || self.continues_line(next)
    }

    /// Whether what is at `next` cannot begin a statement.
    fn continues_line(&self, next: usize) -> bool {
        let after = self.byte(next + 1);
        match self.byte(next) {
            b'.' | b'+' | b'*' | b'/' | b'%' | b'<' | b'>' => true,
            b'-' => after == b'>',
            b'=' => after == b'=' || after == b'>',
            b'!' => after == b'=',
            b'?' => after == b'?',
            b'a'..=b'z' => self.word_continues_line(next),
            _ => false,
        }
    }

    fn word_continues_line(&self, next: usize) -> bool {
        let end = self.word_end(next);
        match TokenKind::of_word(&self.text[next..end]) {
            TokenKind::And | TokenKind::Or | TokenKind::In | TokenKind::Else => true,
            TokenKind::Not => self.in_follows(end),
            // The two contextual words are also names: `after = 3`.
            TokenKind::With => self.next_visible(end) == b'{',
            TokenKind::After => {
                let byte = self.next_visible(end);
                let apart = matches!(self.byte(end), b' ' | b'\t');
                apart && (byte == b'`' || byte == b'_' || byte.is_ascii_alphabetic()) && !self.infix_word_follows(end)
            }
            _ => false,
        }
    }

    /// Whether the `in` of `not in` follows.
    pub(super) fn in_follows(&self, at: usize) -> bool {
        self.word_after(at) == TokenKind::In
    }

    /// The word after `at` and spaces.
    fn word_after(&self, mut at: usize) -> TokenKind {
        while matches!(self.byte(at), b' ' | b'\t') {
            at += 1;
        }
        TokenKind::of_word(&self.text[at..self.word_end(at)])
    }

    /// Whether `and`, `or`, `in` … follow: then the word before is a name.
    fn infix_word_follows(&self, at: usize) -> bool {
        let word = self.word_after(at);
        word.class() == Class::WordOperator || word == TokenKind::If
    }

    /// The line ends inside the braces of an `f"…"`.
    fn unclosed_interpolation(&mut self, at: usize) {
        while self.line_bound > 0 && self.stack.len() > 1 {
            let frame = *self.frame();
            if frame.kind.ends_with_line() && self.line_bound == 1 {
                let brace = self.span(frame.start, frame.start + 1);
                self.report(report::unclosed_interpolation(brace, self.span(at, at)));
            }
            self.pop_frame();
        }
        self.mark_broken();
        self.prev = Prev::Operand;
    }
}
