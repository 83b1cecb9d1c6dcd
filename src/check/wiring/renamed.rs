//! A second `let` of a name in a workflow: another name for it, and for its uses.

use super::Wiring;
use crate::diagnostics::Edit;
use crate::source::{Name, Span};
use crate::syntax::ast::visit::{Visit, parts};
use crate::syntax::ast::{Expr, ExprKind, Ident, NodeTail, Pattern};

/// The uses of a name in statements.
struct Uses<'n> {
    name: &'n Name,
    found: Vec<Span>,
    /// Whether it is declared again.
    declared: bool,
}

impl<'a> Visit<'a> for Uses<'_> {
    fn expr(&mut self, expr: &'a Expr) {
        if matches!(expr.kind(), ExprKind::Name(name) if name == self.name) {
            self.found.push(expr.unparenthesized().span);
        }
        parts::expr(self, expr);
    }

    fn tail(&mut self, tail: &'a NodeTail) {
        self.found.extend(tail.after.iter().filter(|name| name.name == *self.name).map(|name| name.span));
        parts::tail(self, tail);
    }

    fn pattern(&mut self, pattern: &'a Pattern) {
        self.declared |= matches!(pattern, Pattern::Name(name) if name.name == *self.name);
        parts::pattern(self, pattern);
    }
}

impl Wiring<'_, '_> {
    /// The name and the edits that give it. `None` if it is not clear which uses mean which declaration.
    pub(super) fn renamed(&self, ident: &Ident) -> Option<(String, Vec<Edit>)> {
        let name = (2..10).map(|number| format!("{}{number}", ident.name)).find(|name| !self.locals.contains_key(name.as_str()))?;
        let stmts = &self.item.body.stmts;
        let at = stmts.iter().position(|stmt| stmt.span.start <= ident.span.start && ident.span.end <= stmt.span.end)?;
        let mut uses = Uses { name: &ident.name, found: vec![ident.span], declared: false };
        stmts[at + 1..].iter().for_each(|stmt| uses.stmt(stmt));
        let edits = uses.found.into_iter().map(|span| Edit { span, text: name.clone() }).collect();
        (!uses.declared).then_some((name, edits))
    }
}
