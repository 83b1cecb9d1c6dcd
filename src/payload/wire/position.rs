//! Positions: an item of the document and a line of its code.

use serde::{Deserialize, Serialize};

use super::Wire;
use crate::payload::SOURCE_POSITIONS;
use crate::payload::canonical::{Missing, Writer};
use crate::payload::place::{ItemId, Place};
use crate::payload::restored::{Dangling, Reader};
use crate::program;
use crate::source::Span;

/// A position. The names of its fields are those of a span, which the first version of the format wrote.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::payload) struct Position {
    #[serde(rename = "file")]
    item: Item,
    /// The line of code. Version 1 has the line of the source text, counted from the one on which the item begins, and a column in the
    /// lower twelve bits.
    #[serde(rename = "start")]
    line: u32,
    /// The end of the span in version 1, the same line again since version 2.
    #[serde(rename = "end")]
    end: u32,
}

/// An item: twice its number for a task, one more for a helper.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
struct Item(u32);

impl From<ItemId> for Item {
    fn from(item: ItemId) -> Self {
        match item {
            ItemId::Task(program::TaskId(number)) => Self(number * 2),
            ItemId::Fn(program::FnId(number)) => Self(number * 2 + 1),
        }
    }
}

impl From<Item> for ItemId {
    fn from(Item(item): Item) -> Self {
        let number = item / 2;
        if item.is_multiple_of(2) { ItemId::Task(program::TaskId(number)) } else { ItemId::Fn(program::FnId(number)) }
    }
}

impl Wire for Position {
    type Program = Span;

    /// [`Missing`] outside of code, which has no positions.
    fn write(span: &Span, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        let Place { item, line } = writer.positions.as_ref().ok_or(Missing)?.place(*span);
        Ok(Self { item: item.into(), line, end: line })
    }

    fn read(self, reader: &Reader) -> Result<Span, Dangling> {
        let line = if reader.version <= SOURCE_POSITIONS { (self.line >> 12).max(1) } else { self.line };
        Ok(Place { item: self.item.into(), line }.span())
    }
}
