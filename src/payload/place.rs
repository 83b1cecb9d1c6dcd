//! Positions in a payload.
//!
//! There is no source text in the container, and a position must not change when the task is moved within its file, so positions
//! are lines and columns counted from the line on which the item begins, packed into the offsets of a [`Span`].

use crate::analysis::typed::{FnId, TaskId};
use crate::source::{FileId, SourceMap, Span};

const COLUMN_BITS: u32 = 12;
const MAX_COLUMN: u32 = (1 << COLUMN_BITS) - 1;
const MAX_LINE: u32 = (1 << (32 - COLUMN_BITS)) - 1;

/// An item whose code a payload holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemId {
    /// A task.
    Task(TaskId),
    /// A helper.
    Fn(FnId),
}

impl ItemId {
    fn file(self) -> FileId {
        match self {
            ItemId::Task(TaskId(index)) => FileId(index * 2),
            ItemId::Fn(FnId(index)) => FileId(index * 2 + 1),
        }
    }
}

/// Where something stands in an item: as people count, from the line on which the item begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The item.
    pub item: ItemId,
    /// The line, from 1: the line of the item's first word.
    pub line: u32,
    /// The column in Unicode scalars, from 1.
    pub column: u32,
}

impl Place {
    /// The place at which a span of a program that was read from a payload begins.
    pub fn of(span: Span) -> Self {
        let index = span.file.0 / 2;
        let item = if span.file.0.is_multiple_of(2) { ItemId::Task(TaskId(index)) } else { ItemId::Fn(FnId(index)) };
        Self { item, line: (span.start >> COLUMN_BITS) + 1, column: span.start & MAX_COLUMN }
    }
}

/// Turns spans of source text into positions within one item.
pub(super) struct Positions<'a> {
    sources: &'a SourceMap,
    declaration: Span,
    item: ItemId,
}

impl<'a> Positions<'a> {
    pub(super) fn new(sources: &'a SourceMap, declaration: Span, item: ItemId) -> Self {
        Self { sources, declaration, item }
    }

    /// The position of a span of the item; the item's beginning for what comes from elsewhere.
    pub(super) fn relative(&self, span: Span) -> Span {
        if !self.declaration.contains(span) {
            return Span::new(self.item.file(), 1, 1);
        }
        let file = self.sources.file(span.file);
        let base = file.line_column(self.declaration.start).line;
        let packed = |offset| {
            let at = file.line_column(offset);
            (at.line.saturating_sub(base).min(MAX_LINE) << COLUMN_BITS) | at.column.min(MAX_COLUMN)
        };
        Span::new(self.item.file(), packed(span.start), packed(span.end))
    }
}
