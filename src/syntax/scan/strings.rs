//! Where strings end. What is in them is read later; only interpolated ones are entered, for their brackets.

use super::brackets::FrameKind;
use super::{Prev, Scanner, report};
use crate::syntax::token::{Class, ItemWord, Token, TokenKind};

/// How a string is quoted. Quotes of other languages are reported, and read like those of this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quotes {
    pub(super) quote: u8,
    /// There are three of them.
    pub(super) long: bool,
}

/// The braces of an interpolated string.
#[derive(Clone, Copy, Debug)]
struct Hole {
    brace: usize,
    quotes: Quotes,
}

impl Scanner<'_> {
    pub(super) fn is_long(&self, quote: usize) -> bool {
        let byte = self.byte(quote);
        self.byte(quote + 1) == byte && self.byte(quote + 2) == byte
    }

    /// `"…"` or `"""…"""` whose first quote is at `quote`.
    pub(super) fn string(&mut self, quote: usize) {
        self.pos = quote;
        self.begin(quote);
        if let Some(hole) = self.hole_left_open(quote) {
            return self.end_in_hole(quote, hole);
        }
        let long = self.is_long(quote);
        let from = if long { quote + 3 } else { quote + 1 };
        let end = self.text_end(from, Quotes { quote: b'"', long }, false);
        self.finish_text(quote, quote, from, end, long);
    }

    /// `r"…"` or `r#"…"#`; `start` is the `r`, `end` the byte after it.
    pub(super) fn raw_string(&mut self, start: usize, end: usize, hashed: bool) {
        self.begin(start);
        let from = if hashed { end + 2 } else { end + 1 };
        let mut at = from;
        while !matches!(self.bytes.get(at), None | Some(b'\n')) && !(self.byte(at) == b'"' && (!hashed || self.byte(at + 1) == b'#')) {
            at += 1;
        }
        if self.byte(at) == b'"' {
            let close_end = if hashed { at + 2 } else { at + 1 };
            self.check_text(start, close_end);
            self.end(start, close_end, TokenKind::RawString, Prev::Operand);
        } else {
            self.unterminated(start, start, at, false);
        }
        self.prefixes = 0;
    }

    /// `f"…"`; `start` is the `f`, `end` the quote.
    pub(super) fn interpolated(&mut self, start: usize, end: usize) {
        self.begin(start);
        self.prefixes = 0;
        let long = self.is_long(end);
        let quotes = Quotes { quote: self.byte(end), long };
        self.interpolated_piece(start, if long { end + 3 } else { end + 1 }, start, quotes);
    }

    /// A template in backticks that begins at `start`.
    pub(super) fn interpolated_template(&mut self, start: usize) {
        self.interpolated_piece(start, start + 1, start, Quotes { quote: b'`', long: false });
    }

    /// Continues after a `}` of the interpolated string that begins at `string`.
    pub(super) fn interpolated_text(&mut self, from: usize, string: usize, quotes: Quotes) {
        self.interpolated_piece(from, from, string, quotes);
    }

    /// The text from `from` to the next brace or the end, in the string that begins at `string`.
    fn interpolated_piece(&mut self, start: usize, from: usize, string: usize, quotes: Quotes) {
        let long = quotes.long;
        let mut at = from;
        loop {
            let Some(end) = self.text_end(at, quotes, true) else {
                let line_end = if long { self.bytes.len() } else { self.line_end(from) };
                self.unterminated(start, string, line_end, long);
                return;
            };
            match self.byte(end) {
                b'{' if self.byte(end + 1) == b'{' => at = end + 2,
                b'}' if self.byte(end + 1) == b'}' => at = end + 2,
                b'{' | b'$' => {
                    let brace = if self.byte(end) == b'$' { end + 1 } else { end };
                    self.check_text(start, end);
                    self.note_lines(start, end);
                    let piece = if start == string { TokenKind::FirstText } else { TokenKind::MiddleText };
                    self.end(start, end, piece, Prev::Start);
                    self.push_frame(FrameKind::Interpolation { quotes, string }, brace);
                    if !long {
                        self.line_bound += 1;
                    }
                    self.end(brace, brace + 1, TokenKind::HoleOpen, Prev::Start);
                    self.note_depth(brace);
                    return;
                }
                b'}' => {
                    self.report_mended(report::unmatched_in_string(self.span(end, end + 1)));
                    at = end + 1;
                }
                _ => {
                    let close = if long { end + 3 } else { end + 1 };
                    self.check_text(start, close);
                    self.note_lines(start, close);
                    let piece = if start == string { TokenKind::WholeText } else { TokenKind::LastText };
                    self.end(start, close, piece, Prev::Operand);
                    if quotes.quote != b'"' {
                        self.report_foreign_quotes(string, quotes);
                    }
                    return;
                }
            }
        }
    }

    /// The interpolation around a quote, if this is the quote of its string, so that its brace was not closed: within a long string, quotes that are
    /// long, too, and within another one, quotes that nothing closes.
    fn hole_left_open(&self, quote: usize) -> Option<Hole> {
        self.stack.iter().rev().find_map(|frame| match frame.kind {
            FrameKind::Interpolation { quotes, .. } => {
                let long = self.is_long(quote);
                let ends = quotes.quote == b'"' && long == quotes.long && (long || self.text_end(quote + 1, quotes, false).is_none());
                Some(ends.then_some(Hole { brace: frame.start, quotes }))
            }
            _ => None,
        })?
    }

    /// Where the value ends that is all there is in an interpolation, so that its `}` belongs after it. Words may be text, and strings what follows
    /// the string.
    fn value_in_hole(&self, hole: Hole) -> Option<usize> {
        let first = self.tokens.partition_point(|token| token.start as usize <= hole.brace);
        let inside = self.tokens.get(first..).unwrap_or_default();
        let is_plain = self.stack.last().is_some_and(|frame| frame.start == hole.brace) && self.prev.ends_operand();
        let is_text = |token: &Token| token.kind.class() == Class::Text && token.kind != TokenKind::Format;
        let words = |pair: &[Token]| pair.iter().all(|token| token.kind.is_word());
        (is_plain && !inside.iter().any(is_text) && !inside.windows(2).any(words)).then_some(self.last_end)
    }

    /// Ends an interpolated string whose brace was not closed before its last quote.
    fn end_in_hole(&mut self, quote: usize, hole: Hole) {
        let close = if hole.quotes.long { quote + 3 } else { quote + 1 };
        let value = self.value_in_hole(hole).map(|end| self.span(end, end));
        self.report(report::unclosed_hole(self.span(hole.brace, hole.brace + 1), self.span(quote, close), value));
        while self.stack.len() > 1 && self.frame().start > hole.brace {
            self.mark_broken();
            self.pop_frame();
        }
        self.pop_frame();
        self.prefixes = 0;
        self.end(quote, quote, TokenKind::BraceClose, Prev::Operand);
        self.end(quote, close, TokenKind::LastText, Prev::Operand);
    }

    /// The `:` of `{e:format}` was read: the format ends at the brace.
    pub(super) fn format(&mut self) {
        let start = self.pos;
        let rest = &self.bytes[start..];
        let length = rest.iter().position(|byte| matches!(byte, b'}' | b'\n' | b'"')).unwrap_or(rest.len());
        self.check_text(start, start + length);
        self.end(start, start + length, TokenKind::Format, Prev::Operand);
    }

    /// The closing quote, or a brace if those count. `None` if the string does not end.
    fn text_end(&self, from: usize, quotes: Quotes, braces: bool) -> Option<usize> {
        let Quotes { quote, long } = quotes;
        let template = quote == b'`';
        if long && self.long_is_open {
            return None;
        }
        let mut at = from;
        loop {
            match self.bytes.get(at)? {
                b'\\' if !long && self.byte(at + 1) == b'\n' => return None,
                b'\\' if self.byte(at + 1) == b'u' && self.byte(at + 2) == b'{' => at = self.code_point_end(at + 3),
                b'\\' => at += 2,
                byte if *byte == quote && (!long || self.is_long(at)) => return Some(at),
                b'$' if template && self.byte(at + 1) == b'{' => return Some(at),
                b'{' | b'}' if braces && !template => return Some(at),
                b'\n' if !long => return None,
                _ => at += 1,
            }
        }
    }

    /// The end of `\u{…}` whose digits begin at `digits`: its braces do not interpolate.
    fn code_point_end(&self, digits: usize) -> usize {
        let end = digits + self.bytes[digits..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        if self.byte(end) == b'}' { end + 1 } else { end }
    }

    fn finish_text(&mut self, start: usize, blamed: usize, from: usize, end: Option<usize>, long: bool) {
        self.prefixes = 0;
        match end {
            Some(end) => {
                let close = if long { end + 3 } else { end + 1 };
                self.check_text(start, close);
                self.note_lines(start, close);
                self.end(start, close, TokenKind::String, Prev::Operand);
            }
            None if !long && self.typographic_end(start, from) => {}
            None => {
                let line_end = if long { self.bytes.len() } else { self.line_end(from) };
                self.unterminated(start, blamed, line_end, long);
            }
        }
    }

    /// A string that spans several lines moves the start of the current line.
    pub(super) fn note_lines(&mut self, start: usize, end: usize) {
        if let Some(last) = self.bytes[start..end].iter().rposition(|byte| *byte == b'\n') {
            self.line_start = start + last + 1;
        }
    }

    fn unterminated(&mut self, start: usize, blamed: usize, line_end: usize, long: bool) {
        let quotes = if long { "\"\"\"" } else { "\"" };
        let inside = matches!(self.frame_kind(), FrameKind::Interpolation { .. });
        let shown = self.opening_end(blamed).min(self.bytes.len());
        self.mark_broken();
        self.report(report::unterminated(self.span(blamed, shown), quotes, inside));
        self.long_is_open |= long;
        let end = if long { self.resume(start + 1) } else { line_end };
        if end > start {
            self.end(start, end, TokenKind::String, Prev::Operand);
        }
        self.pos = end.max(self.pos);
        if long {
            self.line_start = end;
            self.swallowed = true;
        } else {
            // Brackets opened on this line were meant to be closed on it, in what now looks like text.
            while self.stack.len() > 1 && self.frame().start >= self.line_start && self.frame().start > 0 {
                self.pop_frame();
            }
            self.prev = Prev::Operand;
        }
    }

    fn opening_end(&self, start: usize) -> usize {
        let mut at = start;
        while matches!(self.byte(at), b'f' | b'r' | b'#' | b'"') && at < start + 4 {
            at += 1;
        }
        at
    }

    /// The next line that begins an item, after a string that swallowed the rest of the file.
    fn resume(&self, from: usize) -> usize {
        let mut at = from;
        while at < self.bytes.len() {
            at = (self.line_end(at) + 1).min(self.bytes.len());
            let end = self.word_end(at);
            let word = TokenKind::of_word(&self.text[at..end]);
            if word.is_reserved() && ItemWord::of(word) != ItemWord::Unknown && self.byte(end) == b' ' {
                return at;
            }
        }
        self.bytes.len()
    }
}
