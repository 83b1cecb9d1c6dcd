//! Comments, and which token a doc comment comes before.

use super::{Scanner, report};
use crate::syntax::ast::Comment;

/// Lines of `##` without a blank line between them, and the token after them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DocBlock {
    /// Where the next token begins.
    pub token: u32,
    /// The first comment: an index into the table.
    pub first: usize,
    /// The last comment. Ordinary comments may lie between the two.
    pub last: usize,
}

/// The kind of a comment, decided by its first characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Plain,
    Doc,
    ModuleDoc,
}

/// Whether `text`, a comment, is a doc comment of an item.
pub(in crate::syntax) fn is_doc(text: &str) -> bool {
    kind(text) == Kind::Doc
}

fn kind(text: &str) -> Kind {
    match text.strip_prefix("##") {
        Some(rest) if rest.starts_with('!') => Kind::ModuleDoc,
        Some(rest) if !rest.starts_with('#') => Kind::Doc,
        _ => Kind::Plain,
    }
}

impl Scanner<'_> {
    pub(super) fn comment(&mut self) {
        let start = self.pos;
        let line_end = self.line_end(start);
        let end = if line_end > start && self.byte(line_end - 1) == b'\r' { line_end - 1 } else { line_end };
        let trailing = self.bytes[self.line_start.min(start)..start].iter().any(|byte| !matches!(byte, b' ' | b'\t'));
        let span = self.span(start, end);
        self.comments.push(Comment { span, trailing });
        let index = self.comments.len() - 1;
        self.check_text(start, end);
        match kind(&self.text[start..end]) {
            Kind::Plain => {}
            Kind::Doc if trailing => self.diagnostics.push(report::trailing_doc(span)),
            Kind::Doc => self.doc_line(index, start),
            Kind::ModuleDoc => self.module_doc_line(index),
        }
        self.pos = line_end;
    }

    fn doc_line(&mut self, index: usize, start: usize) {
        match &mut self.pending_doc {
            Some((_, last)) if Self::same_paragraph(self.text, self.comments[index - 1].span.end as usize, start) => *last = index,
            pending => {
                if let Some((first, last)) = pending.replace((index, index)) {
                    self.report_dangling(first, last);
                }
            }
        }
    }

    /// Whether there is no blank line between the end of one comment and the start of the next.
    fn same_paragraph(text: &str, end: usize, start: usize) -> bool {
        text.get(end..start).is_some_and(|between| between.bytes().filter(|byte| *byte == b'\n').count() <= 1)
    }

    fn module_doc_line(&mut self, index: usize) {
        let at_top = self.items.is_empty() && self.item.is_none() && self.pending_doc.is_none();
        match &mut self.module_doc {
            Some((_, last)) if at_top => *last = index,
            None if at_top => self.module_doc = Some((index, index)),
            _ => self.diagnostics.push(report::late_module_doc(self.comments[index].span)),
        }
    }

    /// The token at `token` begins: the doc comment above it is kept for the item that is declared there.
    pub(super) fn attach_doc(&mut self, token: usize) {
        if let Some((first, last)) = self.pending_doc.take() {
            self.docs.push(DocBlock { token: token as u32, first, last });
        }
    }

    pub(super) fn file_end_docs(&mut self) {
        if let Some((first, last)) = self.pending_doc.take() {
            self.report_dangling(first, last);
        }
    }

    fn report_dangling(&mut self, first: usize, last: usize) {
        let span = self.comments[first].span.to(self.comments[last].span);
        self.diagnostics.push(report::dangling_doc(span));
    }
}
