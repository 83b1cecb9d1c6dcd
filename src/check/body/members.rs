//! Tuples that a `let` names and whose members are read by position, as elsewhere: the `let` takes them apart, and each member has a name from then
//! on. The parameters of closures are the business of `syntax/members.rs`, because other languages write them there.

use super::Checker;
use super::scope::Origin;
use crate::check::ty::{Expr, Hole, Ty};
use crate::diagnostics::Edit;
use crate::program::ExprKind;
use crate::source::Span;
use crate::syntax::ast;
use crate::syntax::ast::visit::{Visit, parts};

/// A variable that is a tuple, with what to write instead.
pub(super) struct Apart {
    /// The pattern that names the members, such as `(key, value)`.
    pub(super) pattern: String,
    /// Where the variable is named.
    pub(super) named: Span,
    /// The pattern in place of the name, and the members in place of each use. `None` if it is also used as a whole.
    pub(super) edits: Option<Vec<Edit>>,
}

/// How a variable is used.
struct Uses<'n> {
    name: &'n str,
    /// Where it is known.
    within: Span,
    /// Reads of a member: the place, and which.
    positions: Vec<(Span, usize)>,
    /// Whether it is used in another way.
    whole: bool,
}

impl<'a> Visit<'a> for Uses<'_> {
    fn expr(&mut self, expr: &'a ast::Expr) {
        let is_it = |expr: &ast::Expr| matches!(expr.kind(), ast::ExprKind::Name(name) if name == self.name);
        if self.within.contains(expr.span) {
            if let ast::ExprKind::Index { base, index } = expr.kind()
                && let ast::ExprKind::Int(position) = index.kind()
                && is_it(base)
            {
                return self.positions.push((expr.span, usize::try_from(*position).unwrap_or(usize::MAX)));
            }
            self.whole |= is_it(expr);
        }
        parts::expr(self, expr);
    }
}

impl Checker<'_> {
    /// How the variable `base`, a tuple of these types, is taken apart. Nothing is said of its further uses.
    pub(super) fn taken_apart(&mut self, base: &Expr, types: &[Ty]) -> Option<Apart> {
        let ExprKind::Local(id) = base.kind else { return None };
        let names: &[&str] = match types {
            [Ty::Str, _] => &["key", "value"],
            _ => &["first", "second", "third", "fourth", "fifth"],
        };
        let names = names
            .get(..types.len())
            .filter(|names| names.iter().all(|name| self.local(name).is_none() && self.cx.lookup(name).is_none()))?;
        let (name, info) = (self.local_def(id).name.clone(), self.info(id));
        let (named, code) = (info.span, self.code?);
        let within = match info.origin {
            Origin::Let => Span { start: info.stmt?.end, ..code.span },
            Origin::Param | Origin::Member | Origin::Pattern => return None,
        };
        let mut uses = Uses { name: &name, within, positions: Vec::new(), whole: false };
        uses.block(code);
        let pattern = format!("({})", names.join(", "));
        let reads = uses.positions.iter().map(|(span, at)| Some(Edit { span: *span, text: (*names.get(*at)?).to_owned() }));
        let edits: Option<Vec<Edit>> = [Some(Edit { span: named, text: pattern.clone() })].into_iter().chain(reads).collect();
        self.locals.get_mut(id.0 as usize)?.ty = Ty::Hole(Hole::Invalid);
        Some(Apart { pattern, named, edits: edits.filter(|_| !uses.whole && within.contains(base.span)) })
    }
}
