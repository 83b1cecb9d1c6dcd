//! What stands behind a comment: the items of a file and the statements of every block in it.

use crate::source::Span;
use crate::syntax::ast::Module;
use crate::syntax::walk;

/// A list of items or statements: where it stands, and where each of them does.
struct List {
    span: Span,
    entries: Vec<Span>,
}

/// Every list of a file.
pub(super) struct Targets {
    /// The imports and items, in order, with their doc comments.
    items: Vec<Span>,
    blocks: Vec<List>,
}

impl Targets {
    /// Gathers the lists of a module.
    pub(super) fn new(module: &Module) -> Self {
        let imports = module.imports.iter().map(|import| import.span);
        let items = module.items.iter().map(|item| item.doc.as_ref().map_or(item.span, |doc| doc.span.to(item.span)));
        let mut items: Vec<Span> = imports.chain(items).collect();
        items.sort();
        let mut blocks = Vec::new();
        walk::blocks(module, &mut |block| {
            blocks.push(List { span: block.span, entries: block.stmts.iter().map(|stmt| stmt.span).collect() });
        });
        Self { items, blocks }
    }

    /// The item or statement that follows a comment in the innermost list that holds the comment.
    pub(super) fn behind(&self, comment: Span) -> Option<Span> {
        let innermost = self.blocks.iter().filter(|list| list.span.contains(comment)).min_by_key(|list| list.span.len());
        let entries = match innermost {
            Some(list) => &list.entries,
            None if self.outside(comment) => &self.items,
            None => return None,
        };
        let inside = entries.iter().any(|entry| entry.start < comment.start && comment.end <= entry.end);
        if inside && innermost.is_some() {
            return None;
        }
        entries.iter().find(|entry| entry.start >= comment.end).copied()
    }

    /// Whether a comment stands between items. A comment among the lines of a doc comment counts as standing before the item.
    pub(super) fn outside(&self, comment: Span) -> bool {
        !self.items.iter().any(|item| item.contains(comment))
    }
}
