//! `after`: which nodes a node waits for without taking a value from them.

use super::{Meaning, Source, Wiring, report::statement};
use crate::diagnostics::suggest;
use crate::program::NodeRef;
use crate::program::index::UseKind;
use crate::syntax::ast::Ident;

impl Wiring<'_, '_> {
    /// Looks up the names in every `after`, now that all are known.
    pub(super) fn resolve_after(&mut self) {
        for (node, names) in std::mem::take(&mut self.waiting) {
            for name in names {
                if let Some(earlier) = self.waited_for(node, name) {
                    self.nodes[node.0 as usize].after.push((earlier, name.span));
                }
            }
        }
    }

    fn waited_for(&mut self, node: NodeRef, name: &Ident) -> Option<NodeRef> {
        let Some(local) = self.locals.get(&name.name) else {
            self.unknown_after(name);
            return None;
        };
        let declared = local.span;
        self.cx.index.used(name.span, declared, UseKind::Read);
        let span = name.span;
        let diagnostic = match &local.meaning {
            Meaning::Reported => return None,
            Meaning::Node(earlier) | Meaning::Output(earlier, _) if *earlier == node => statement::after_itself(&name.name, span, declared),
            Meaning::Node(earlier) | Meaning::Output(earlier, _) => return Some(*earlier),
            Meaning::Reference(reference) => match reference.source {
                Source::Output(earlier, _) if earlier != node => return Some(earlier),
                Source::Output(..) | Source::Input(_) => statement::after_value(&name.name, "a value", span, declared),
            },
            Meaning::Input(_) => statement::after_input(&name.name, span, declared),
            Meaning::Literal(..) => statement::after_value(&name.name, "a literal", span, declared),
        };
        self.report(diagnostic);
        None
    }

    fn unknown_after(&mut self, name: &Ident) {
        let is_node = |meaning: &Meaning<'_>| matches!(meaning, Meaning::Node(_) | Meaning::Output(..));
        let mut nodes: Vec<&str> = self.locals.iter().filter(|(_, local)| is_node(&local.meaning)).map(|(name, _)| name.as_str()).collect();
        nodes.sort_unstable();
        let near = suggest::nearest(&name.name, nodes.iter().copied());
        self.report(statement::after_unknown(&name.name, name.span, near, self.cx.lookup(&name.name).is_some()));
    }
}
