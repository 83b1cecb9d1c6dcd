//! Words, names in backticks and numbers.

use super::brackets::FrameKind;
use super::{Prev, Scanner, report};
use crate::syntax::token::{Class, Follower, ItemWord, TokenKind};

fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

impl<'t> Scanner<'t> {
    /// After the word that begins at `start`; `start` itself where none does.
    pub(super) fn word_end(&self, start: usize) -> usize {
        let rest = self.bytes.get(start..).unwrap_or_default();
        start + rest.iter().take_while(|byte| is_word_byte(**byte)).count()
    }

    pub(super) fn word(&mut self) {
        let start = self.pos;
        let end = self.word_end(start);
        let word: &'t str = &self.text[start..end];
        if self.string_prefix(start, end, word) {
            return;
        }
        let kind = TokenKind::of_word(word);
        if start == self.line_start || self.frame_kind() == FrameKind::Top {
            self.maybe_item(start, end, kind);
        }
        self.begin(start);
        if self.frame_kind() == FrameKind::Top {
            self.drop_modifiers(start, end, kind);
            self.top_word(start, end, kind);
        }
        let prev = self.classify(kind, end);
        let before = self.prev;
        let depends = kind.follower() != Follower::Any;
        self.end(start, end, if depends { TokenKind::Name } else { kind }, prev);
        self.pending_word = depends.then_some(kind);
        if prev == Prev::Prefix {
            self.count_prefix(start, before);
        } else if prev != Prev::Word {
            self.prefixes = 0;
        }
    }

    /// A token of the kind `next` begins at `start`: settles whether the word before it is a keyword or a name. Returns the kind that the
    /// token has then: a parenthesis after a keyword is not a call.
    pub(super) fn settle_word(&mut self, word: TokenKind, start: usize, next: TokenKind) -> TokenKind {
        let apart = self.last_end < start;
        let infix = next == TokenKind::Not && self.in_follows(self.word_end(start));
        if infix || !word.follower().admits(next, apart) {
            return next;
        }
        if let Some(last) = self.tokens.last_mut() {
            last.kind = word;
        }
        if next == TokenKind::CallOpen { TokenKind::ParenOpen } else { next }
    }

    /// Prefix operators in a row nest like brackets.
    pub(super) fn count_prefix(&mut self, start: usize, before: Prev) {
        self.prefixes = if before == Prev::Prefix { self.prefixes + 1 } else { 1 };
        self.note_depth(start);
    }

    /// `f"`, `r"`, `r#"` begin strings; other letters before a quote are reported.
    fn string_prefix(&mut self, start: usize, end: usize, word: &str) -> bool {
        let next = self.byte(end);
        match word {
            "f" if next == b'"' => self.interpolated(start, end),
            "r" if next == b'"' => self.raw_string(start, end, false),
            "r" if next == b'#' && self.byte(end + 1) == b'"' => self.raw_string(start, end, true),
            "b" | "B" | "u" | "U" | "F" | "R" | "rb" | "br" | "fr" | "rf" if next == b'"' => {
                self.begin(start);
                self.report_mended(report::string_prefix(word, self.span(start, end)));
                self.string(end);
            }
            _ if next == b'\'' => return self.single_quoted(start, end, word),
            _ => return false,
        }
        true
    }

    /// The effect of this word on the next token.
    fn classify(&mut self, word: TokenKind, end: usize) -> Prev {
        if self.prev == Prev::Dot {
            return Prev::Name;
        }
        if self.frame_kind() == FrameKind::Record && self.prev == Prev::Start {
            // The key of an option may be any word.
            return Prev::Name;
        }
        let operand_before = self.prev.ends_operand();
        match word {
            TokenKind::Not if !operand_before => Prev::Prefix,
            TokenKind::If | TokenKind::For if operand_before => Prev::Word,
            TokenKind::If | TokenKind::For | TokenKind::While | TokenKind::Match => {
                self.frame().heads += 1;
                Prev::Word
            }
            TokenKind::Else => Prev::Else,
            TokenKind::Break | TokenKind::Continue => Prev::Operand,
            TokenKind::With if operand_before && self.next_visible(end) == b'{' => Prev::With,
            _ => match word.class() {
                Class::WordOperator => Prev::Binary,
                Class::Constant => Prev::Operand,
                Class::Keyword => Prev::Word,
                _ => Prev::Name,
            },
        }
    }

    /// Inside open brackets: a word that begins items, at the left edge, shows that a bracket is missing above.
    fn maybe_item(&mut self, start: usize, end: usize, word: TokenKind) {
        let at_edge = start == self.line_start;
        let top = self.frame_kind() == FrameKind::Top;
        if self.item.is_none() {
            return;
        }
        let follows = self.next_visible(end);
        let named = follows == b'`' || follows == b'_' || follows.is_ascii_alphabetic();
        let begins = match ItemWord::of(word) {
            ItemWord::Unknown => false,
            ItemWord::Test => at_edge && follows == b'"' && (!top || self.prev.ends_operand()),
            ItemWord::Launchplan => at_edge && named && (!top || self.prev.ends_operand()),
            _ if top => self.prev != Prev::Dot && (at_edge && named || self.ends_declaration() && !self.in_unknown()),
            _ => at_edge && named,
        };
        if begins {
            self.close_everything(start);
            self.newline = None;
            self.end_item();
        }
    }

    /// Whether a declaration may end before this word.
    fn ends_declaration(&self) -> bool {
        self.prev.ends_operand() || self.last_end > 0 && self.byte(self.last_end - 1) == b';'
    }

    fn in_unknown(&self) -> bool {
        self.item.is_some_and(|item| item.word == ItemWord::Unknown)
    }

    /// At the top level: the first word says what the item is.
    fn top_word(&mut self, start: usize, end: usize, word: TokenKind) {
        let text = self.bytes;
        let Some(item) = &mut self.item else { return };
        if item.start as usize == start {
            item.word = ItemWord::of(word);
        } else if item.word == ItemWord::Task && self.prev.ends_operand() {
            let next = text.get(end).copied().unwrap_or(0);
            if matches!(word, TokenKind::Container | TokenKind::Python | TokenKind::Plugin) && matches!(next, b' ' | b'\t' | b'{' | b'"') {
                self.record_body = true;
            }
        }
    }

    pub(super) fn number(&mut self) {
        let start = self.pos;
        self.begin(start);
        let mut at = start;
        while at < self.bytes.len() {
            let (byte, next) = (self.byte(at), self.byte(at + 1));
            let exponent = matches!(byte, b'e' | b'E') && matches!(next, b'+' | b'-') && self.byte(at + 2).is_ascii_digit();
            if exponent {
                at += 2;
            } else if is_word_byte(byte) || byte == b'.' && next.is_ascii_digit() {
                at += 1;
            } else {
                break;
            }
        }
        self.prefixes = 0;
        self.end(start, at, TokenKind::Number, Prev::Operand);
    }

    /// `` `any name` ``
    pub(super) fn backticks(&mut self) {
        let start = self.pos;
        self.begin(start);
        let end = self.bytes[start + 1..].iter().position(|byte| matches!(byte, b'`' | b'\n'));
        let close = end.filter(|length| self.byte(start + 1 + length) == b'`');
        self.prefixes = 0;
        if close.is_some_and(|length| self.is_template(start + 1, start + 1 + length)) {
            return self.interpolated_template(start);
        }
        match close {
            Some(0) => {
                self.mark_broken();
                self.report(report::empty_name(self.span(start, start + 2)));
                self.end(start, start + 2, TokenKind::Name, Prev::Name);
            }
            Some(length) => {
                let end = start + length + 2;
                self.check_text(start, end);
                self.end(start, end, TokenKind::Name, Prev::Name);
            }
            None => {
                let end = self.word_end(start + 1).max(start + 1);
                self.mark_broken();
                self.report(report::missing_backtick(self.span(start, end)));
                self.end(start, end, TokenKind::Name, Prev::Name);
            }
        }
    }
}
