//! The extent of operands and expressions around a token, in an item that the grammar refuses: repairs are written with the user's own text.

use std::ops::Range;

use super::place::Place;
use crate::source::Span;
use crate::syntax::token::{Class, TokenKind};

/// What ends an expression on either side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    /// Whatever cannot be part of a value.
    Value,
    /// Also `and`, `or`, `not`, `in` and comparisons: the text of a sum.
    Sum,
}

impl Bound {
    /// Whether a token at the depth of the expression is not part of it.
    fn stops(self, kind: TokenKind, word: &str) -> bool {
        match kind.class() {
            Class::Open | Class::OpenBlock | Class::Close | Class::Newline | Class::Error => true,
            Class::Keyword => true,
            Class::WordOperator => self == Bound::Sum || kind == TokenKind::In,
            Class::Punctuation => kind != TokenKind::Dot,
            Class::Operator => {
                let assigns = word.ends_with('=') && !matches!(word, "==" | "!=" | "<=" | ">=");
                assigns || self == Bound::Sum && !matches!(word, "+" | "-" | "*" | "/" | "//" | "%" | "**")
            }
            Class::Contextual => kind == TokenKind::Assert,
            Class::Constant | Class::Name | Class::Number | Class::Text => false,
        }
    }
}

impl<'a> Place<'a> {
    /// The token that opens the bracket that the one at `close` closes.
    pub(super) fn opening(&self, close: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for index in (0..=close).rev() {
            match self.class_of(index)? {
                Class::Close => depth += 1,
                Class::Open | Class::OpenBlock => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Some(index);
            }
        }
        None
    }

    /// The token that closes the bracket that the one at `open` opens.
    pub(super) fn closing(&self, open: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for index in open.. {
            match self.class_of(index)? {
                Class::Open | Class::OpenBlock => depth += 1,
                Class::Close => depth = depth.checked_sub(1)?,
                _ => {}
            }
            if depth == 0 {
                return Some(index);
            }
        }
        None
    }

    /// The first token of the operand that ends with the token at `last`, with its calls, indices and fields.
    pub(super) fn operand_start(&self, last: usize) -> Option<usize> {
        let mut at = last;
        loop {
            match self.class_of(at)? {
                Class::Close => {
                    at = self.opening(at)?;
                    let before = at.checked_sub(1);
                    // An interpolated string is several pieces with braces between them.
                    if let Some(text) = before.filter(|before| self.class_of(*before) == Some(Class::Text) && self.glued(at)) {
                        at = text;
                        continue;
                    }
                    match before.filter(|before| self.glued(at) && self.ends_operand(*before)) {
                        Some(before) => {
                            at = before;
                            continue;
                        }
                        None if self.kind_of(at) == Some(TokenKind::BraceOpen) && before.is_some_and(|name| self.is_name(name)) => at -= 1,
                        None => {}
                    }
                }
                Class::Text if matches!(self.kind_of(at)?, TokenKind::MiddleText | TokenKind::LastText) => {
                    at = self.opening(at.checked_sub(1)?)?.checked_sub(1)?;
                    continue;
                }
                Class::Name | Class::Contextual | Class::Constant | Class::Number | Class::Text => {}
                _ => return None,
            }
            match at.checked_sub(2).filter(|_| self.token(at - 1) == ".") {
                Some(before) => at = before,
                None => return Some(at),
            }
        }
    }

    /// The index after the operand that begins at `first`, with its signs before it, and its calls, indices and fields.
    pub(super) fn operand_end(&self, first: usize) -> Option<usize> {
        let mut at = first;
        while matches!(self.token(at), "-" | "not") {
            at += 1;
        }
        at = match self.class_of(at)? {
            Class::Open | Class::OpenBlock => self.closing(at)? + 1,
            Class::Text => self.text_end(at)?,
            Class::Name | Class::Contextual | Class::Constant | Class::Number => at + 1,
            _ => return None,
        };
        loop {
            match self.kind_of(at) {
                Some(TokenKind::CallOpen | TokenKind::IndexOpen) => at = self.closing(at)? + 1,
                Some(TokenKind::Dot) if self.is_name(at + 1) => at += 2,
                _ => return Some(at),
            }
        }
    }

    /// The index after the string that begins at `at`.
    fn text_end(&self, at: usize) -> Option<usize> {
        let mut at = at;
        while matches!(self.kind_of(at)?, TokenKind::FirstText | TokenKind::MiddleText) {
            at = self.closing(at + 1)? + 1;
        }
        Some(at + 1)
    }

    /// The first token of the expression that ends before the token at `end`.
    pub(super) fn expr_start(&self, end: usize, bound: Bound) -> Option<usize> {
        let mut at = end;
        while let Some(before) = at.checked_sub(1) {
            let kind = self.kind_of(before)?;
            if kind.class() == Class::Close {
                at = self.opening(before)?;
            } else if matches!(kind, TokenKind::MiddleText | TokenKind::LastText) {
                at = self.operand_start(before)?;
            } else if bound.stops(kind, self.token(before)) {
                break;
            } else {
                at = before;
            }
        }
        (at < end).then_some(at)
    }

    /// The index after the expression that begins at `start`.
    pub(super) fn expr_end(&self, start: usize, bound: Bound) -> Option<usize> {
        let mut at = start;
        while let Some(kind) = self.kind_of(at) {
            let opens = matches!(kind, TokenKind::ParenOpen | TokenKind::CallOpen | TokenKind::ListOpen | TokenKind::IndexOpen);
            if opens || kind == TokenKind::BraceOpen {
                at = self.closing(at)? + 1;
            } else if kind == TokenKind::FirstText {
                at = self.text_end(at)?;
            } else if bound.stops(kind, self.token(at)) {
                break;
            } else {
                at += 1;
            }
        }
        (at > start).then_some(at)
    }

    /// The end of the statement, entry or element from `start` on: where it is followed by a line break, a separator or a closing bracket.
    pub(super) fn part_end(&self, start: usize) -> usize {
        let mut depth = 0_usize;
        let mut at = start;
        while let Some(class) = self.class_of(at) {
            match class {
                Class::Open | Class::OpenBlock => depth += 1,
                Class::Close if depth == 0 => break,
                Class::Close => depth -= 1,
                Class::Newline if depth == 0 => break,
                Class::Punctuation if depth == 0 && matches!(self.token(at), "," | ";") => break,
                _ => {}
            }
            at += 1;
        }
        at
    }

    /// The tokens of a range that are not within brackets in it.
    pub(super) fn outer(&self, range: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        let mut depth = 0_usize;
        range.filter(move |index| {
            let class = self.class_of(*index);
            if class == Some(Class::Close) {
                depth = depth.saturating_sub(1);
            }
            let outer = depth == 0;
            if matches!(class, Some(Class::Open | Class::OpenBlock)) {
                depth += 1;
            }
            outer
        })
    }

    /// Where the tokens of a range are in the text.
    pub(super) fn span_over(&self, range: Range<usize>) -> Span {
        self.span_of(range.start).to(self.span_of(range.end.saturating_sub(1).max(range.start)))
    }

    /// The tokens of a range as they are written.
    pub(super) fn source(&self, range: Range<usize>) -> &'a str {
        if range.is_empty() { "" } else { self.written(self.span_over(range)) }
    }

    /// The tokens of a range as they are written here: with the words, signs and quotes of this language.
    pub(super) fn ours(&self, range: Range<usize>) -> String {
        let mut text = String::new();
        let mut at = range.start;
        while at < range.end {
            if at > range.start {
                text += self.written(self.end_of(at - 1).to(self.span_of(at).head()));
            }
            let word = self.token(at);
            let glued = |next: &str| self.token(at + 1) == next && self.glued(at + 1);
            let (here, read) = match (self.kind_of(at), word) {
                (Some(TokenKind::Name), "None" | "null" | "nil" | "undefined") => ("none", 1),
                (Some(TokenKind::Name), "True") => ("true", 1),
                (Some(TokenKind::Name), "False") => ("false", 1),
                (Some(TokenKind::Name), "is") if at > range.start && self.ends_operand(at - 1) => match self.token(at + 1) {
                    "not" => ("!=", 2),
                    _ => ("==", 1),
                },
                (_, "==" | "!=") if glued("=") => (word, 2),
                (Some(TokenKind::ForeignAnd), _) => ("and", 1),
                (Some(TokenKind::ForeignOr), _) => ("or", 1),
                (Some(TokenKind::ForeignNot), _) => ("not ", 1),
                (Some(TokenKind::String), quoted) if quoted.starts_with('\'') && !quoted.contains(['"', '\\']) => {
                    text += &format!("\"{}\"", quoted.trim_matches('\''));
                    ("", 1)
                }
                (_, word) => (word, 1),
            };
            text += here;
            at += read;
        }
        text
    }

    /// The value between the parentheses if there is nothing else, or all of it, as it is written here.
    pub(super) fn bare_ours(&self, range: Range<usize>) -> String {
        self.ours(self.unwrapped(range))
    }

    /// Whether the range is a name, or a field of one: writing it twice does nothing twice.
    pub(super) fn is_path(&self, range: Range<usize>) -> bool {
        !range.is_empty() && range.clone().all(|at| self.is_name(at) || self.token(at) == ".")
    }

    /// The value between the parentheses if there is nothing else, or all of it.
    pub(super) fn bare(&self, range: Range<usize>) -> &'a str {
        self.source(self.unwrapped(range))
    }

    fn unwrapped(&self, range: Range<usize>) -> Range<usize> {
        let wraps = self.token(range.start) == "(" && range.len() > 2 && self.closing(range.start) == Some(range.end - 1);
        if wraps { range.start + 1..range.end - 1 } else { range }
    }
}
