//! Positions in a payload.
//!
//! There is no source text in the container, and a payload must not change when a task is moved, commented or laid out anew. So a position
//! is the number of a line of code in the item's body, packed into the offsets of a [`Span`].

use crate::program::Program;
use crate::program::{FnId, TaskId};
use crate::source::{FileId, Span};

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

/// Where something stands in an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The item.
    pub item: ItemId,
    /// The line of code in its body, from 1 ([`crate::syntax::ast::Module::line_ends`]).
    pub line: u32,
}

impl Place {
    /// The place of a span of a program that was read from a payload.
    pub fn of(span: Span) -> Self {
        let index = span.file.0 / 2;
        let item = if span.file.0.is_multiple_of(2) { ItemId::Task(TaskId(index)) } else { ItemId::Fn(FnId(index)) };
        Self { item, line: span.start }
    }
}

/// Turns spans of source text into positions within one item.
pub(super) struct Positions<'a> {
    /// Where lines of code end behind the beginning of the item.
    line_ends: &'a [u32],
    declaration: Span,
    item: ItemId,
}

impl<'a> Positions<'a> {
    pub(super) fn new(program: &'a Program, declaration: Span, item: ItemId) -> Self {
        let module = program.modules.binary_search_by_key(&declaration.file, |module| module.file);
        let line_ends = module.ok().and_then(|at| program.modules.get(at)).map_or(&[][..], |module| &module.line_ends);
        let before = line_ends.partition_point(|end| *end < declaration.start);
        Self { line_ends: &line_ends[before..], declaration, item }
    }

    /// The position of a span of the item; the first line for what comes from elsewhere.
    pub(super) fn relative(&self, span: Span) -> Span {
        let line = if self.declaration.contains(span) { self.line_ends.partition_point(|end| *end < span.start).max(1) as u32 } else { 1 };
        Span::new(self.item.file(), line, line)
    }
}
