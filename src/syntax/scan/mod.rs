//! One fast pass over the text before the grammar sees it.
//!
//! pest stops at the first error, has no depth limit, cannot ignore insignificant newlines, and is slow where it has to compare
//! letters. So this pass collects the comments, checks brackets, strings and characters, decides which newlines end something, and slices
//! the file into top-level items. The tokens that it returns are what the grammar reads, one character for each: the position of a
//! character is the index of its token.

mod brackets;
mod characters;
mod comments;
mod foreign_comments;
mod modifiers;
mod newlines;
mod punctuation;
mod quotes;
mod report;
mod strings;
mod words;

use std::ops::Range;

use crate::diagnostics::{Code, Diagnostic, bounded::Bounded};
use crate::source::{FileId, Span};
use crate::syntax::ast::Comment;
use crate::syntax::token::{ItemWord, Token, TokenKind};

use brackets::Frame;
pub(crate) use characters::turns_text;
pub(crate) use comments::DocBlock;
pub(in crate::syntax) use comments::is_doc;
pub(in crate::syntax) use report::{dangling_doc, loop_label};

/// Brackets, prefix operators and closures may nest this deep, because pest and later stages recurse.
pub(super) const MAX_NESTING: usize = 256;

/// The average length of a token with the blanks after it is rarely less.
const BYTES_OF_A_TOKEN: usize = 3;

/// The brackets that are distinguished; an item with more of them open at once was refused long before, and those beyond are only counted.
const MOST_FRAMES: usize = 64 * MAX_NESTING;

/// The result of scanning a file.
#[derive(Debug)]
pub(super) struct Scan {
    pub tokens: Vec<Token>,
    /// The top-level items in order.
    pub items: Vec<ItemSlice>,
    /// The newlines directly in the bodies of items, which end statements or entries: indices into `tokens`.
    pub breaks: Vec<u32>,
    /// Where a line of code ends: see [`crate::syntax::ast::Module::line_ends`].
    pub line_ends: Vec<u32>,
    /// Every comment in order.
    pub comments: Vec<Comment>,
    /// The doc comments with the token that they come before, in order.
    pub docs: Vec<DocBlock>,
    /// The `##!` lines at the top: indices into `comments`.
    pub module_doc: Option<(usize, usize)>,
    /// Mistakes with brackets, strings and characters.
    pub diagnostics: Vec<Diagnostic>,
}

/// One top-level item: the bytes from its first token to the end of its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ItemSlice {
    /// The first byte.
    pub start: u32,
    /// After the last byte.
    pub end: u32,
    /// The index of its first token.
    pub first: u32,
    /// The index after its last token.
    pub after: u32,
    /// The `{` of its body: an index into the tokens.
    pub body: Option<u32>,
    /// The word that it begins with.
    pub word: ItemWord,
    /// Brackets or strings do not close: the grammar must not see it.
    pub broken: bool,
    /// Something in it was reported already: another syntax error would be a consequence of it.
    pub reported: bool,
    /// How deep brackets, closures and prefix operators nest.
    pub depth: u32,
}

/// The last token, as far as the meaning of the next one depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Prev {
    /// Nothing: an item, a statement, an entry or a bracket begins.
    Start,
    Name,
    /// Another end of an operand: a literal, a closing bracket.
    Operand,
    /// A binary operator, `,`, `:`, `=` or `->`: the statement continues.
    Binary,
    /// `-` or `not` before its operand.
    Prefix,
    /// `.`
    Dot,
    /// A reserved word that an operand may follow.
    Word,
    Else,
    /// `=>`
    FatArrow,
    /// The bar after a closure's parameters.
    ClosureBar,
    /// `with` before its `{`
    With,
}

impl Prev {
    /// Whether an operand is complete, so that an operator or the end follows.
    fn ends_operand(self) -> bool {
        matches!(self, Prev::Name | Prev::Operand)
    }
}

impl ItemSlice {
    /// The indices of its tokens.
    pub(super) fn tokens(&self) -> Range<usize> {
        self.first as usize..self.after as usize
    }
}

/// Scans `text`.
pub(super) fn scan(file: FileId, text: &str) -> Scan {
    let mut scanner = Scanner::new(file, text);
    scanner.run();
    scanner.finish()
}

/// The state of the pass.
struct Scanner<'t> {
    file: FileId,
    text: &'t str,
    bytes: &'t [u8],
    pos: usize,
    /// A contextual word, the last token, which is a name unless what follows makes a keyword of it.
    pending_word: Option<TokenKind>,
    stack: Vec<Frame>,
    /// How many brackets are open beyond [`MOST_FRAMES`], of any kind.
    beyond: usize,
    /// How many of the open brackets are `(`, `[`, `{`.
    open_counts: [usize; 3],
    /// Open braces of interpolated strings that must end on their line.
    line_bound: usize,
    /// Closures that nest without a bracket between them, over all frames.
    closures: usize,
    prefixes: usize,
    prev: Prev,
    /// The end of the row of `?` that was examined last.
    marks_end: usize,
    last_end: usize,
    line_start: usize,
    /// The indentation of the line that begins at `.0`.
    line_indent: (usize, usize),
    newline: Option<usize>,
    item: Option<ItemSlice>,
    /// The item's body is an option record: `container`, `python`, `plugin`.
    record_body: bool,
    /// The item's body, its last part, has begun.
    has_body: bool,
    too_deep: bool,
    /// A `}` that by its indentation closes more than it does, with what it closes.
    suspect: Option<(usize, usize)>,
    /// A string of three quotes does not end: neither does any later one, so there is no need to look again.
    long_is_open: bool,
    /// Up to here no `'` closes another.
    unquoted_to: usize,
    /// A string swallowed text, so unclosed brackets after it say nothing.
    swallowed: bool,
    pending_doc: Option<(usize, usize)>,
    items: Vec<ItemSlice>,
    breaks: Vec<u32>,
    line_ends: Vec<u32>,
    comments: Vec<Comment>,
    docs: Vec<DocBlock>,
    module_doc: Option<(usize, usize)>,
    diagnostics: Bounded,
    tokens: Vec<Token>,
}

impl<'t> Scanner<'t> {
    fn new(file: FileId, text: &'t str) -> Self {
        Self {
            file,
            text,
            bytes: text.as_bytes(),
            pos: 0,
            pending_word: None,
            stack: vec![Frame::top()],
            beyond: 0,
            open_counts: [0; 3],
            line_bound: 0,
            closures: 0,
            prefixes: 0,
            prev: Prev::Start,
            marks_end: 0,
            last_end: 0,
            line_start: 0,
            line_indent: (usize::MAX, 0),
            newline: None,
            item: None,
            record_body: false,
            has_body: false,
            too_deep: false,
            suspect: None,
            long_is_open: false,
            unquoted_to: 0,
            swallowed: false,
            pending_doc: None,
            items: Vec::new(),
            breaks: Vec::new(),
            line_ends: Vec::new(),
            comments: Vec::new(),
            docs: Vec::new(),
            module_doc: None,
            diagnostics: Bounded::default(),
            tokens: Vec::with_capacity(text.len() / BYTES_OF_A_TOKEN),
        }
    }

    fn run(&mut self) {
        if self.text.starts_with("#!") {
            self.pos = self.line_end(0);
        }
        while let Some(&byte) = self.bytes.get(self.pos) {
            match byte {
                b' ' | b'\t' => self.pos += 1,
                b'\n' => self.line_break(),
                b'\r' if self.bytes.get(self.pos + 1) == Some(&b'\n') => self.pos += 1,
                b'#' => self.comment(),
                b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.word(),
                b'0'..=b'9' => self.number(),
                b'"' => self.string(self.pos),
                b'`' => self.backticks(),
                b'(' | b'[' | b'{' => self.open(byte),
                b')' | b']' | b'}' => self.close(byte),
                b'/' if matches!(self.byte(self.pos + 1), b'/' | b'*') && self.foreign_comment() => {}
                0..0x20 | 0x7f.. => self.odd_character(),
                _ => self.punctuation(byte),
            }
        }
    }

    fn finish(mut self) -> Scan {
        self.close_everything(self.bytes.len());
        self.end_item();
        self.file_end_docs();
        Scan {
            tokens: self.tokens,
            items: self.items,
            breaks: self.breaks,
            line_ends: self.line_ends,
            comments: self.comments,
            docs: self.docs,
            module_doc: self.module_doc,
            diagnostics: characters::merged(self.text, self.diagnostics.into_vec()),
        }
    }

    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    fn line_end(&self, from: usize) -> usize {
        self.bytes[from..].iter().position(|byte| *byte == b'\n').map_or(self.bytes.len(), |at| from + at)
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, start as u32, end as u32)
    }

    /// The first byte after `at` that is not a space or tab.
    fn next_visible(&self, mut at: usize) -> u8 {
        while matches!(self.byte(at), b' ' | b'\t') {
            at += 1;
        }
        self.byte(at)
    }

    /// Every token begins here: the newline before it gets its meaning, and an item begins where none is open.
    fn begin(&mut self, start: usize) {
        if self.newline.is_some() {
            self.settle_newline(start);
        }
        if self.pending_doc.is_some() {
            self.attach_doc(start);
        }
        if self.item.is_none() {
            self.begin_item(start);
        }
    }

    /// Every token ends here.
    fn end(&mut self, start: usize, end: usize, kind: TokenKind, prev: Prev) {
        self.push(start, end, kind);
        self.prev = prev;
        self.last_end = end;
        self.pos = end;
    }

    fn push(&mut self, start: usize, end: usize, kind: TokenKind) {
        let kind = match self.pending_word.take() {
            Some(word) => self.settle_word(word, start, kind),
            None => kind,
        };
        self.tokens.push(Token { kind, start: start as u32, end: end as u32 });
    }

    fn begin_item(&mut self, start: usize) {
        let (start, first) = (start as u32, self.tokens.len() as u32);
        let word = ItemWord::Unknown;
        self.item = Some(ItemSlice { start, end: start, first, after: first, body: None, word, broken: false, reported: false, depth: 0 });
        self.record_body = false;
        self.has_body = false;
        self.too_deep = false;
        self.suspect = None;
        self.swallowed = false;
    }

    fn end_item(&mut self) {
        if let Some(mut item) = self.item.take() {
            item.end = self.last_end.max(item.start as usize) as u32;
            item.after = self.tokens.len() as u32;
            self.items.push(item);
        }
        self.pending_word = None;
        self.prev = Prev::Start;
        self.closures = 0;
        self.prefixes = 0;
        self.stack.truncate(1);
        self.beyond = 0;
        self.open_counts = [0; 3];
        self.line_bound = 0;
        if let Some(top) = self.stack.last_mut() {
            *top = Frame::top();
        }
    }

    /// Reports something; the item that holds it needs no further syntax error.
    fn report(&mut self, diagnostic: Diagnostic) {
        if let Some(item) = &mut self.item {
            item.reported = true;
        }
        self.diagnostics.push(diagnostic);
    }

    /// Reports something that does not keep the grammar from reading the item.
    fn report_mended(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// As [`Self::report`], for findings that may occur at every byte: those that would not be kept are not made.
    fn report_with(&mut self, code: &'static Code, make: impl FnOnce(&Self) -> Diagnostic) {
        if let Some(item) = &mut self.item {
            item.reported = true;
        }
        self.mended_with(code, make);
    }

    /// As [`Self::report_mended`], for findings that may occur at every byte: those that would not be kept are not made.
    fn mended_with(&mut self, code: &'static Code, make: impl FnOnce(&Self) -> Diagnostic) {
        if !self.diagnostics.is_full(code) {
            let diagnostic = make(self);
            self.diagnostics.push(diagnostic);
        }
    }

    fn mark_broken(&mut self) {
        if let Some(item) = &mut self.item {
            item.broken = true;
        }
    }

    fn note_depth(&mut self, start: usize) {
        let depth = self.stack.len() - 1 + self.closures + self.prefixes;
        let Some(item) = &mut self.item else { return };
        item.depth = item.depth.max(depth as u32);
        if depth > MAX_NESTING {
            item.broken = true;
            if !self.too_deep {
                self.too_deep = true;
                self.report_depth(start);
            }
        }
    }
}
