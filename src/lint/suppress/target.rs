//! The code after a comment: the items of a file and the statements of every block in it.

use crate::source::Span;
use crate::syntax::ast::visit::{Visit, parts};
use crate::syntax::ast::{Block, Module};

/// A list of items or statements: where it is, and where each of them is.
struct List {
    span: Span,
    entries: Vec<Span>,
}

/// Every list of a file.
pub(super) struct Targets {
    /// The imports and items, in order, with their doc comments.
    items: Vec<Span>,
    /// In the order of their beginnings, each after the lists that contain it.
    blocks: Vec<List>,
    /// The block that contains each.
    around: Vec<Option<usize>>,
}

/// Gathers the statements of every block.
struct Blocks(Vec<List>);

impl<'a> Visit<'a> for Blocks {
    fn block(&mut self, block: &'a Block) {
        self.0.push(List { span: block.span, entries: block.stmts.iter().map(|stmt| stmt.span).collect() });
        parts::block(self, block);
    }
}

impl Targets {
    /// Gathers the lists of a module.
    pub(super) fn new(module: &Module) -> Self {
        let imports = module.imports.iter().map(|import| import.span);
        let items = module.items.iter().map(|item| item.doc.as_ref().map_or(item.span, |doc| doc.span.to(item.span)));
        let mut items: Vec<Span> = imports.chain(items).collect();
        items.sort();
        let mut lists = Blocks(Vec::new());
        module.items.iter().for_each(|item| lists.item(item));
        let mut blocks = lists.0;
        blocks.sort_by_key(|list: &List| (list.span.start, std::cmp::Reverse(list.span.end)));
        let mut around = Vec::with_capacity(blocks.len());
        let mut open: Vec<usize> = Vec::new();
        for (at, list) in blocks.iter().enumerate() {
            while open.last().is_some_and(|outer| blocks[*outer].span.end < list.span.end) {
                open.pop();
            }
            around.push(open.last().copied());
            open.push(at);
        }
        Self { items, blocks, around }
    }

    /// The item or statement that follows a comment in the innermost list that holds the comment.
    pub(super) fn after(&self, comment: Span) -> Option<Span> {
        let innermost = self.innermost(comment);
        let entries = match innermost {
            Some(list) => &list.entries,
            None if self.outside(comment) => &self.items,
            None => return None,
        };
        // Entries follow each other, so those before the comment end before it, except the last one.
        let before = entries.partition_point(|entry| entry.start < comment.start);
        let inside = entries[..before].last().is_some_and(|entry| comment.end <= entry.end);
        if inside && innermost.is_some() {
            return None;
        }
        let next = before + entries[before..].partition_point(|entry| entry.start < comment.end);
        entries.get(next).copied()
    }

    /// The smallest list that holds a comment.
    fn innermost(&self, comment: Span) -> Option<&List> {
        // Blocks are nested or disjoint, so one that begins before the comment and does not contain it is inside one that does, or in none.
        let mut at = self.blocks.partition_point(|list| list.span.start <= comment.start).checked_sub(1);
        while let Some(here) = at {
            if self.blocks[here].span.contains(comment) {
                return Some(&self.blocks[here]);
            }
            at = self.around[here];
        }
        None
    }

    /// Whether a comment is between items. A comment among the lines of a doc comment counts as being before the item.
    pub(super) fn outside(&self, comment: Span) -> bool {
        let before = self.items.partition_point(|item| item.start <= comment.start);
        !self.items[..before].last().is_some_and(|item| item.contains(comment))
    }
}
