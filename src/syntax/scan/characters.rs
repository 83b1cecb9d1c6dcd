//! Characters that are not allowed anywhere, that are invisible, or that mean something elsewhere.

use super::brackets::FrameKind;
use super::{Prev, Scanner, report};
use crate::diagnostics::{Diagnostic, codes::syntax as codes};
use crate::syntax::token::TokenKind;

/// Characters that change the direction in which text is drawn.
pub(crate) fn turns_text(character: char) -> bool {
    matches!(character, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{00ad}' | '\u{034f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200d}'
            | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// What was probably meant by this character.
fn look_alike(character: char) -> Option<(&'static str, &'static str)> {
    Some(match character {
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{00ab}' | '\u{00bb}' => ("a typographic quote", "\""),
        '\u{2018}' | '\u{2019}' | '\u{201a}' => ("a typographic quote", "\""),
        '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2014}' | '\u{2212}' => ("a dash", "-"),
        '\u{00d7}' | '\u{22c5}' => ("a multiplication sign", "*"),
        '\u{00f7}' => ("a division sign", "/"),
        '\u{2264}' => ("a mathematical sign", "<="),
        '\u{2265}' => ("a mathematical sign", ">="),
        '\u{2260}' => ("a mathematical sign", "!="),
        '\u{2192}' => ("an arrow", "->"),
        '\u{21d2}' => ("an arrow", "=>"),
        '\u{ff08}' => ("a full-width bracket", "("),
        '\u{ff09}' => ("a full-width bracket", ")"),
        '\u{ff0c}' => ("a full-width comma", ","),
        '\u{ff1a}' => ("a full-width colon", ":"),
        '\u{037e}' => ("a Greek question mark", ";"),
        '\u{2026}' => ("an ellipsis", "..."),
        _ => return None,
    })
}

/// Signs for `and`, `or` and `not` on one line are one mistake.
pub(super) fn merged(text: &str, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut result: Vec<Diagnostic> = Vec::with_capacity(found.len());
    for mut finding in found {
        let same_line = |earlier: &Diagnostic| {
            let (Some(first), Some(second)) = (earlier.span(), finding.span()) else { return false };
            text.get(first.end as usize..second.start as usize).is_some_and(|between| !between.contains('\n'))
        };
        match result.last_mut() {
            Some(earlier) if [earlier.code, finding.code] == [&codes::FOREIGN_OPERATOR; 2] && same_line(earlier) => {
                earlier.labels.append(&mut finding.labels);
                if let (Some(fix), Some(further)) = (&mut earlier.fix, &mut finding.fix) {
                    fix.title = "write `and`, `or`, `not`".into();
                    fix.edits.append(&mut further.edits);
                }
            }
            _ => result.push(finding),
        }
    }
    result
}

impl Scanner<'_> {
    pub(super) fn char_at(&self, at: usize) -> char {
        self.text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or('\u{fffd}')
    }

    /// Searches strings, names in backticks and comments for characters that could hide code or break a file.
    pub(super) fn check_text(&mut self, start: usize, end: usize) {
        let suspicious = |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n') || byte >= 0x7f;
        let mut at = start;
        while let Some(offset) = self.bytes[at..end].iter().position(|byte| suspicious(*byte)) {
            at += offset;
            let character = self.char_at(at);
            let length = character.len_utf8();
            if turns_text(character) {
                self.mended_with(&codes::BIDIRECTIONAL_TEXT, |this| report::turning(character, this.span(at, at + length)));
            } else if (character as u32) < 0x20 && !(character == '\r' && self.byte(at + 1) == b'\n') || character == '\u{7f}' {
                self.control(at, character);
            }
            at += length;
            if at >= end {
                break;
            }
        }
    }

    fn control(&mut self, at: usize, character: char) {
        self.mended_with(&codes::CONTROL_CHARACTER, |this| report::control(character, this.span(at, at + 1)));
    }

    /// A character outside of strings and comments that is not printable ASCII.
    pub(super) fn odd_character(&mut self) {
        let start = self.pos;
        self.begin(start);
        let character = self.char_at(start);
        let mut end = start + character.len_utf8();
        if character.is_ascii() {
            self.control(start, character);
        } else if turns_text(character) || is_invisible(character) || character.is_whitespace() {
            let span = self.span(start, end);
            self.mended_with(&codes::INVISIBLE_CHARACTER, |_| report::invisible(character, span));
        } else {
            end = self.foreign_character(start, character);
        }
        self.pos = end;
    }

    fn foreign_character(&mut self, start: usize, character: char) -> usize {
        if let Some(end) = self.typographic(start, character) {
            return end;
        }
        let mut end = start + character.len_utf8();
        let word = character.is_alphabetic() && look_alike(character).is_none();
        if word {
            let rest = &self.text[start..];
            end = start + rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        }
        self.report_with(&codes::STRAY_CHARACTER, |this| this.foreign(start, end, character, word));
        self.prev = Prev::Operand;
        end
    }

    fn foreign(&self, start: usize, end: usize, character: char, word: bool) -> Diagnostic {
        let span = self.span(start, end);
        match look_alike(character) {
            Some((what, ascii)) => report::look_alike(character, what, ascii, span),
            None if word => report::foreign_word(&self.text[start..end], span),
            None => report::stray(character, span),
        }
    }

    /// `||` between operands.
    pub(super) fn double_bar(&mut self) {
        let start = self.pos;
        self.report_operator(start, start + 2, "||", "or");
        self.end(start, start + 2, TokenKind::ForeignOr, Prev::Binary);
    }

    fn report_operator(&mut self, start: usize, end: usize, written: &str, meant: &str) {
        let span = self.span(start, end);
        let glued = |at: usize| self.byte(at).is_ascii_alphanumeric() || self.byte(at) == b'_';
        let before = if start > 0 && glued(start - 1) { " " } else { "" };
        let after = if glued(end) || written == "!" { " " } else { "" };
        let text = format!("{before}{meant}{after}");
        self.report_mended(report::foreign_operator(written, meant, span, &text));
    }

    /// An ASCII character that no token begins with. Where the grammar refuses it, the rules on habits say what was meant.
    pub(super) fn stray(&mut self, byte: u8) {
        let start = self.pos;
        if byte == b'@' && self.decorator() {
            return;
        }
        self.begin(start);
        let doubled = self.byte(start + 1) == byte;
        let operand_before = self.prev.ends_operand();
        let prev = match byte {
            b'&' if doubled && operand_before => {
                self.report_operator(start, start + 2, "&&", "and");
                return self.end(start, start + 2, TokenKind::ForeignAnd, Prev::Binary);
            }
            b'&' if self.reference(start) => return,
            b'!' if self.conversion(start) => return,
            b'!' if operand_before && self.last_end == start => Prev::Operand,
            b'!' => {
                self.report_operator(start, start + 1, "!", "not");
                return self.end(start, start + 1, TokenKind::ForeignNot, Prev::Prefix);
            }
            b'\\' if matches!(self.next_visible(start + 1), b'\n' | b'\r' | 0) => {
                self.report_mended(report::continued_line(self.span(start, start + 1)));
                self.pos = start + 1;
                return;
            }
            // A sign on its own ends its line; between operands it may be an operator.
            _ if operand_before => Prev::Binary,
            _ => Prev::Operand,
        };
        self.prefixes = 0;
        self.end(start, start + 1, TokenKind::Stray, prev);
    }

    /// `&str`, `&mut xs`, `&'a [int]`: the grammar refuses the sign, and the rules on mistakes know whether a type follows it.
    fn reference(&mut self, start: usize) -> bool {
        if self.prev.ends_operand() {
            return false;
        }
        let skip_blanks = |mut at: usize| {
            while matches!(self.byte(at), b' ' | b'\t') {
                at += 1;
            }
            at
        };
        let mut end = start + 1;
        if self.byte(end) == b'\'' {
            end = skip_blanks(self.word_end(end + 1));
        }
        let word = self.word_end(end);
        if self.text.get(end..word) == Some("mut") {
            end = skip_blanks(word);
        }
        let operand = self.byte(end).is_ascii_alphabetic() || matches!(self.byte(end), b'_' | b'[' | b'(' | b'"' | b'&');
        if operand {
            self.end(start, end, TokenKind::Stray, Prev::Prefix);
        }
        operand
    }

    /// `{x!r}`
    fn conversion(&mut self, start: usize) -> bool {
        let inside = matches!(self.frame_kind(), FrameKind::Interpolation { .. });
        if !inside || !matches!(self.byte(start + 1), b'r' | b's' | b'a') || !matches!(self.byte(start + 2), b'}' | b':') {
            return false;
        }
        self.report_mended(report::conversion(self.span(start, start + 2)));
        self.pos = start + 2;
        true
    }

    /// `@task(…)` on a line of its own above a declaration.
    fn decorator(&mut self) -> bool {
        let start = self.pos;
        let first = self.line_start + self.indent() == start;
        if !first || self.stack.len() != 1 {
            return false;
        }
        let end = self.word_end(start + 1);
        self.begin(start);
        self.end(start, end.max(start + 1), TokenKind::Stray, Prev::Operand);
        true
    }
}
