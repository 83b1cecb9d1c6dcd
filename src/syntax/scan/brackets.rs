//! The bracket stack: what each bracket is, whether brackets balance, and where to continue when they do not.

use super::report::{self, Evidence};
use super::strings::Quotes;
use super::{MAX_NESTING, MOST_FRAMES, Prev, Scanner};
use crate::diagnostics::codes::syntax as codes;
use crate::syntax::token::{Class, ItemWord, TokenKind};

/// One open bracket.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) kind: FrameKind,
    /// Where the bracket is.
    pub(super) start: usize,
    /// The indentation of its line.
    indent: usize,
    /// `if`, `while`, `for` and `match` whose `{` has not come yet.
    pub(super) heads: u32,
    /// Closures of this statement or element.
    pub(super) closures: usize,
    /// A closure's first bar was read.
    pub(super) closure_open: bool,
    /// The `<` of a type was read.
    pub(super) angle: bool,
}

/// The kind of a bracket, which decides the meaning of newlines in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FrameKind {
    /// None: the file itself.
    Top,
    /// `(`
    Paren,
    /// `[`
    List,
    /// `[` of an option's value: a `{` in it is a record.
    OptionList,
    /// The `{` of a map, a struct value, a type or an import.
    Value,
    /// The `{` of a block or a body.
    Block,
    /// The `{` of options.
    Record,
    /// The `{` of an interpolated string.
    Interpolation {
        /// How the string is quoted.
        quotes: Quotes,
        /// Where the string begins.
        string: usize,
    },
}

impl Frame {
    pub(super) fn top() -> Self {
        Self { kind: FrameKind::Top, start: 0, indent: 0, heads: 0, closures: 0, closure_open: false, angle: false }
    }
}

impl FrameKind {
    /// Whether a newline may end something here.
    pub(super) fn newlines_count(self) -> bool {
        matches!(self, FrameKind::Top | FrameKind::Block | FrameKind::Record)
    }

    /// Whether it is an interpolation that must end on its line.
    pub(super) fn ends_with_line(self) -> bool {
        matches!(self, FrameKind::Interpolation { quotes: Quotes { long: false, .. }, .. })
    }

    fn opener(self) -> u8 {
        match self {
            FrameKind::Top => b' ',
            FrameKind::Paren => b'(',
            FrameKind::List | FrameKind::OptionList => b'[',
            _ => b'{',
        }
    }
}

fn slot(opener: u8) -> usize {
    match opener {
        b'(' => 0,
        b'[' => 1,
        _ => 2,
    }
}

fn closer(opener: u8) -> u8 {
    match opener {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}

fn close_token(byte: u8) -> TokenKind {
    match byte {
        b')' => TokenKind::ParenClose,
        b']' => TokenKind::ListClose,
        _ => TokenKind::BraceClose,
    }
}

impl Scanner<'_> {
    pub(super) fn frame(&mut self) -> &mut Frame {
        if self.stack.is_empty() {
            self.stack.push(Frame::top());
        }
        let last = self.stack.len() - 1;
        &mut self.stack[last]
    }

    pub(super) fn frame_kind(&self) -> FrameKind {
        self.stack.last().map_or(FrameKind::Top, |frame| frame.kind)
    }

    pub(super) fn open(&mut self, byte: u8) {
        let start = self.pos;
        self.begin(start);
        if self.stack.len() > MOST_FRAMES {
            self.beyond += 1;
            return self.end(start, start + 1, self.bracket(byte, FrameKind::Value, start), Prev::Start);
        }
        let kind = match byte {
            b'(' => FrameKind::Paren,
            b'[' => match self.frame_kind() {
                FrameKind::Record | FrameKind::OptionList if !self.prev.ends_operand() => FrameKind::OptionList,
                _ => FrameKind::List,
            },
            _ => self.brace_kind(start),
        };
        let token = self.bracket(byte, kind, start);
        if self.stack.len() == 1 && self.prev != Prev::With && token.class() == Class::OpenBlock {
            self.has_body = true;
            let at = self.tokens.len() as u32;
            self.item.iter_mut().for_each(|item| item.body = Some(at));
        }
        self.push_frame(kind, start);
        self.end_code_line(start);
        self.prefixes = 0;
        self.end(start, start + 1, token, Prev::Start);
        self.note_depth(start);
    }

    /// The token of an opening bracket: directly after an operand it is a call's or an index's.
    fn bracket(&self, byte: u8, kind: FrameKind, start: usize) -> TokenKind {
        let glued = self.last_end == start && self.prev.ends_operand();
        match (byte, kind) {
            (b'(', _) if glued => TokenKind::CallOpen,
            (b'(', _) => TokenKind::ParenOpen,
            (b'[', _) if glued => TokenKind::IndexOpen,
            (b'[', _) => TokenKind::ListOpen,
            (_, FrameKind::Block) => TokenKind::BlockOpen,
            (_, FrameKind::Record) => TokenKind::RecordOpen,
            _ => TokenKind::BraceOpen,
        }
    }

    pub(super) fn push_frame(&mut self, kind: FrameKind, start: usize) {
        let indent = self.indent();
        self.open_counts[slot(kind.opener())] += 1;
        self.stack.push(Frame { kind, start, indent, ..Frame::top() });
    }

    /// How far the current line is indented.
    pub(super) fn indent(&mut self) -> usize {
        if self.line_indent.0 != self.line_start {
            let line = self.bytes.get(self.line_start..).unwrap_or_default();
            let blanks = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            self.line_indent = (self.line_start, blanks);
        }
        self.line_indent.1
    }

    /// The construct that the `{` at this place begins.
    fn brace_kind(&mut self, start: usize) -> FrameKind {
        let prev = self.prev;
        let kind = self.frame_kind();
        match prev {
            Prev::With => return FrameKind::Record,
            Prev::Else | Prev::FatArrow | Prev::ClosureBar => return FrameKind::Block,
            _ => {}
        }
        if prev.ends_operand() && self.frame().heads > 0 {
            self.frame().heads -= 1;
            return FrameKind::Block;
        }
        match kind {
            FrameKind::Top => self.top_brace_kind(start),
            FrameKind::Record | FrameKind::OptionList if !prev.ends_operand() => FrameKind::Record,
            FrameKind::Block if prev == Prev::Operand => FrameKind::Block,
            _ => FrameKind::Value,
        }
    }

    fn top_brace_kind(&self, start: usize) -> FrameKind {
        let word = self.item.map_or(ItemWord::Unknown, |item| item.word);
        match word {
            ItemWord::Import | ItemWord::Const | ItemWord::Type => FrameKind::Value,
            _ if !self.prev.ends_operand() && !self.ends_foreign_type(start) => FrameKind::Value,
            ItemWord::Launchplan => FrameKind::Record,
            ItemWord::Task if self.record_body => FrameKind::Record,
            _ => FrameKind::Block,
        }
    }

    /// Whether a body begins after `-> Vec<int>`, or where the type after the `->` is missing.
    fn ends_foreign_type(&self, start: usize) -> bool {
        match self.tokens.last().map(|token| token.kind) {
            Some(TokenKind::Greater) => true,
            Some(TokenKind::Arrow) => matches!(self.next_visible(start + 1), b'\n' | b'\r' | b'#'),
            _ => false,
        }
    }

    pub(super) fn close(&mut self, byte: u8) {
        let start = self.pos;
        let first_on_line = self.newline.is_some();
        if self.stack.len() > 1 {
            // A newline before a closing bracket ends nothing that the bracket does not end.
            self.newline = None;
        }
        self.begin(start);
        if self.beyond > 0 {
            self.beyond -= 1;
            return self.end(start, start + 1, close_token(byte), Prev::Operand);
        }
        let opener = match byte {
            b')' => b'(',
            b']' => b'[',
            _ => b'{',
        };
        let inner = *self.frame();
        if self.open_counts[slot(opener)] == 0 && matches!(inner.kind, FrameKind::Paren | FrameKind::List) && inner.start >= self.line_start
        {
            self.report_confused(start, byte);
            self.pop_frame();
            return self.end(start, start + 1, close_token(closer(inner.kind.opener())), Prev::Operand);
        }
        if self.open_counts[slot(opener)] == 0 {
            self.report_extra(start, byte);
            self.pos = start + 1;
            return;
        }
        let mut reported = false;
        while self.stack.len() > 1 && self.frame_kind().opener() != opener {
            if !reported {
                self.report_mismatch(start, byte);
                reported = true;
            }
            self.pop_frame();
        }
        let frame = *self.frame();
        if byte == b'}' && first_on_line && self.suspect.is_none() && self.indent() < frame.indent {
            self.suspect = Some((frame.start, start));
        }
        if self.prev != Prev::Start {
            self.end_code_line(start);
        }
        self.pop_frame();
        self.prefixes = 0;
        self.end(start, start + 1, close_token(byte), Prev::Operand);
        if let FrameKind::Interpolation { quotes, string } = frame.kind {
            self.interpolated_text(start + 1, string, quotes);
        }
    }

    pub(super) fn pop_frame(&mut self) {
        if let Some(frame) = self.stack.pop() {
            let count = &mut self.open_counts[slot(frame.kind.opener())];
            *count = count.saturating_sub(1);
            self.closures = self.closures.saturating_sub(frame.closures);
            if frame.kind.ends_with_line() {
                self.line_bound = self.line_bound.saturating_sub(1);
            }
        }
    }

    fn report_extra(&mut self, start: usize, byte: u8) {
        self.mark_broken();
        self.report_with(&codes::UNMATCHED_BRACKET, |this| report::unmatched(byte as char, this.span(start, start + 1)));
    }

    /// `g(a]`: one bracket is closed by another.
    fn report_confused(&mut self, start: usize, byte: u8) {
        let frame = *self.frame();
        let (opener, wanted) = (frame.kind.opener() as char, closer(frame.kind.opener()) as char);
        let open = self.span(frame.start, frame.start + 1);
        self.report_mended(report::confused(opener, open, byte as char, self.span(start, start + 1), wanted));
    }

    fn report_mismatch(&mut self, start: usize, byte: u8) {
        let frame = *self.frame();
        let opener = frame.kind.opener();
        self.mark_broken();
        let open = self.span(frame.start, frame.start + 1);
        let diagnostic = report::closed_early(opener as char, open, closer(opener) as char, byte as char, self.span(start, start + 1));
        self.report(diagnostic);
    }

    /// At the end of the text, or where a new item begins: what is open is not closed.
    pub(super) fn close_everything(&mut self, at: usize) {
        if self.stack.len() <= 1 {
            return;
        }
        self.mark_broken();
        if self.swallowed {
            self.stack.truncate(1);
            return;
        }
        let frame = *self.frame();
        let opener = frame.kind.opener() as char;
        let wanted = closer(frame.kind.opener()) as char;
        let blamed = match self.suspect {
            Some((suspect, end)) if opener == '{' => Some((suspect, end)),
            _ => None,
        };
        let start = blamed.map_or(frame.start, |(suspect, _)| suspect);
        let evidence = match blamed {
            Some((_, end)) => Evidence::Indentation(self.span(end, end + 1)),
            None if at < self.bytes.len() => Evidence::Declaration(self.span(at, self.word_end(at))),
            None => Evidence::End,
        };
        self.report(report::unclosed(opener, self.span(start, start + 1), wanted, evidence, self.stack.len() - 1));
        while self.stack.len() > 1 {
            self.pop_frame();
        }
    }

    pub(super) fn report_depth(&mut self, start: usize) {
        let end = self.word_end(start).max(start + 1);
        self.report(report::nested_too_deeply(self.span(start, end.min(self.bytes.len())), MAX_NESTING));
    }
}
