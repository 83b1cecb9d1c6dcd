//! Positions in a program that was read from a payload.
//!
//! There is no source text in the container, and a payload must not change when a task is moved, commented or reformatted. So a position
//! is an item and the number of a line of code in it. To the evaluator, which knows spans alone, each item is a file of its own in which a
//! line is one byte long: [`Place::span`] and [`Place::of`] are the only places that know this.

use crate::program::Program;
use crate::program::{FnId, TaskId};
use crate::source::{FileId, Span};

/// An item whose code a payload holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemId {
    Task(TaskId),
    Fn(FnId),
}

/// A position in an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub item: ItemId,
    /// The line of code in its body, from 1 ([`crate::syntax::ast::Module::line_ends`]).
    pub line: u32,
}

impl Place {
    /// The place of a span of a program that was read from a payload.
    pub fn of(span: Span) -> Self {
        let number = span.file.0 / 2;
        let item = if span.file.0.is_multiple_of(2) { ItemId::Task(TaskId(number)) } else { ItemId::Fn(FnId(number)) };
        Self { item, line: span.start }
    }

    /// The span that has this place, in a program that is read from a payload.
    pub(super) fn span(self) -> Span {
        let file = match self.item {
            ItemId::Task(TaskId(number)) => number * 2,
            ItemId::Fn(FnId(number)) => number * 2 + 1,
        };
        Span::new(FileId(file), self.line, self.line)
    }
}

/// Finds the places of spans of source text within one item.
pub(super) struct Positions<'a> {
    /// Where lines of code end after the beginning of the item.
    line_ends: &'a [u32],
    declaration: Span,
    item: ItemId,
}

impl<'a> Positions<'a> {
    pub(super) fn new(program: &'a Program, declaration: Span, item: ItemId) -> Self {
        let module = program.modules.iter().find(|module| module.file == declaration.file);
        let line_ends = module.map_or(&[][..], |module| &module.line_ends);
        let before = line_ends.partition_point(|end| *end < declaration.start);
        Self { line_ends: &line_ends[before..], declaration, item }
    }

    /// The place of a span of the item; the first line for code from elsewhere.
    pub(super) fn place(&self, span: Span) -> Place {
        let line = if self.declaration.contains(span) { self.line_ends.partition_point(|end| *end < span.start).max(1) as u32 } else { 1 };
        Place { item: self.item, line }
    }
}
