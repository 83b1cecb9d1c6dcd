//! Operators and separators.

use super::brackets::FrameKind;
use super::{Prev, Scanner};
use crate::syntax::token::TokenKind;

impl Scanner<'_> {
    pub(super) fn punctuation(&mut self, byte: u8) {
        let start = self.pos;
        let next = self.byte(start + 1);
        match byte {
            b'\'' => return self.single_quotes(),
            b'\\' | b'^' | b'~' | b'@' | b'$' | b'&' => return self.stray(byte),
            b'!' if next != b'=' => return self.stray(byte),
            _ => {}
        }
        self.begin(start);
        let before = self.prev;
        let operand_before = before.ends_operand();
        if byte == b'|' {
            return self.bar(operand_before);
        }
        // The `>` of a type is a token of its own: `file<"csv">= x`.
        let length = if byte == b'>' && self.frame().angle { 1 } else { self.operator_length(byte, next) };
        let prev = match byte {
            b'-' if length == 1 && !operand_before => Prev::Prefix,
            b'=' if next == b'>' => Prev::FatArrow,
            b'.' => Prev::Dot,
            b'?' if length == 1 || self.is_optional_mark(start) => Prev::Operand,
            b'>' if self.frame().angle => {
                self.frame().angle = false;
                Prev::Operand
            }
            b';' | b',' => Prev::Start,
            _ => Prev::Binary,
        };
        if byte == b'<' && self.opens_type_arguments(start) {
            self.frame().angle = true;
        }
        // A comma ends an arm, not the first name in the head of a `for` or of a closure.
        if byte == b';' || byte == b',' && self.frame().heads == 0 && !self.frame().closure_open {
            self.end_code_line(start);
        }
        if byte == b';' {
            self.end_statement();
        } else if byte == b',' && !self.frame().closure_open {
            let closures = std::mem::take(&mut self.frame().closures);
            self.closures = self.closures.saturating_sub(closures);
        }
        let kind = TokenKind::of_sign(&self.text[start..start + length]);
        self.end(start, start + length, kind, prev);
        if prev == Prev::Prefix {
            self.count_prefix(start, before);
        } else {
            self.prefixes = 0;
        }
        if byte == b':' && matches!(self.frame_kind(), FrameKind::Interpolation { .. }) {
            self.format();
        }
    }

    fn operator_length(&self, byte: u8, next: u8) -> usize {
        let third = self.byte(self.pos + 2);
        match (byte, next) {
            (b'*', b'*') | (b'/', b'/') | (b'?', b'?') if third == b'=' && self.byte(self.pos + 3) != b'=' => 3,
            (b'*', b'*') | (b'/', b'/') | (b'?', b'?') | (b'-', b'>') | (b'=', b'>') => 2,
            (b'=' | b'!' | b'<' | b'>' | b'+' | b'-' | b'*' | b'/' | b'%', b'=') => 2,
            _ => 1,
        }
    }

    /// `|`: a closure's bar where an operand may begin, else the sign of unions and alternatives.
    fn bar(&mut self, operand_before: bool) {
        let start = self.pos;
        let frame = self.frame();
        let prev = if frame.closure_open {
            frame.closure_open = false;
            Prev::ClosureBar
        } else if operand_before {
            Prev::Binary
        } else {
            frame.closure_open = true;
            frame.closures += 1;
            self.closures += 1;
            Prev::Binary
        };
        if operand_before && prev == Prev::Binary && self.byte(start + 1) == b'|' {
            return self.double_bar();
        }
        self.end(start, start + 1, TokenKind::Bar, prev);
        self.prefixes = 0;
        if prev == Prev::Binary && !operand_before {
            self.note_depth(start);
        }
    }

    /// Whether the `<` at `start` belongs to `file`, `dir` or `table` and not to a comparison.
    fn opens_type_arguments(&self, start: usize) -> bool {
        let before = &self.bytes[..start];
        let typed = [&b"file"[..], b"dir", b"table"].iter().any(|word| {
            before.ends_with(word)
                && !before[..before.len() - word.len()].last().is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
        });
        typed && matches!(self.next_visible(start + 1), b'"' | b'{')
    }

    /// `T??`: the marks of an optional type, and not the operator, where nothing that could be its right side follows.
    fn is_optional_mark(&mut self, start: usize) -> bool {
        let glued = start.checked_sub(1).is_some_and(|at| !matches!(self.byte(at), b' ' | b'\t' | b'\n'));
        if self.marks_end < start {
            self.marks_end = start;
        }
        // The marks of one row are looked through once, and not again from each of them.
        while self.byte(self.marks_end) == b'?' {
            self.marks_end += 1;
        }
        glued
            && matches!(self.next_visible(self.marks_end), b'\n' | b'\r' | b'#' | b',' | b')' | b']' | b'}' | b'=' | b'{' | b'|' | b'>' | 0)
    }
}
