//! `after`: which nodes a node waits for without taking a value from them.

use super::{Meaning, Source, Wiring};
use crate::diagnostics::codes::workflow::AFTER;
use crate::diagnostics::{Diagnostic, suggest};
use crate::program::NodeRef;
use crate::program::index::UseKind;
use crate::syntax::ast::Ident;

impl Wiring<'_, '_> {
    /// Looks up the names behind every `after`, now that all are known.
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
        let finding = |message: String, label: &str, what: &str| Diagnostic::new(&AFTER, message).at(name.span, label).at(declared, what);
        let diagnostic = match &local.meaning {
            Meaning::Reported => return None,
            Meaning::Node(earlier) | Meaning::Output(earlier, _) if *earlier == node => {
                finding(format!("`{}` cannot wait for itself", name.name), "the node that this `after` belongs to", "it is this one")
                    .help("name another node, or remove the `after`")
            }
            Meaning::Node(earlier) | Meaning::Output(earlier, _) => return Some(*earlier),
            Meaning::Reference(reference) => match reference.source {
                Source::Output(earlier, _) if earlier != node => return Some(earlier),
                _ => finding(format!("`{}` is a value, not a node", name.name), "nothing to wait for", "named here")
                    .help("`after` names nodes by their `let`"),
            },
            Meaning::Input(_) => finding(
                format!("`{}` is an input of the workflow, not a node", name.name),
                "inputs are there from the start",
                "declared here",
            )
            .help("remove it: a node that uses an input need not wait for it"),
            Meaning::Literal(..) => {
                finding(format!("`{}` is a constant or a list, not a node", name.name), "nothing to wait for", "named here")
                    .help("`after` names nodes by their `let`")
            }
        };
        self.report(diagnostic);
        None
    }

    fn unknown_after(&mut self, name: &Ident) {
        let diagnostic =
            Diagnostic::new(&AFTER, format!("no `let` of this workflow is named `{}`", name.name)).at(name.span, "no node of this name");
        let is_node = |meaning: &Meaning<'_>| matches!(meaning, Meaning::Node(_) | Meaning::Output(..));
        let mut nodes: Vec<&str> = self.locals.iter().filter(|(_, local)| is_node(&local.meaning)).map(|(name, _)| name.as_str()).collect();
        nodes.sort_unstable();
        let near = suggest::nearest(&name.name, nodes.iter().copied());
        let diagnostic = match near {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None if self.cx.lookup(&name.name).is_some() => {
                diagnostic.help(format!("name the node that calls it: `let x = {}(…)`, then `after x`", name.name))
            }
            None => diagnostic.help("give the node a name with `let`, also where it has no outputs"),
        };
        self.report(diagnostic);
    }
}
