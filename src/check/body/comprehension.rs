//! Comprehensions, and what `for` iterates over.

use super::report::{Why, statement};
use super::scope::Info;
use super::{Checker, Want};
use crate::check::assign::Solver;
use crate::check::ty::{Clause, Expr, Hole, Ty};
use crate::program::{Comprehension, ExprKind, IterKind, LocalPattern};
use crate::source::Span;
use crate::syntax::ast::{self, ComprehensionClause, Pattern};

impl Checker<'_> {
    /// `[e for x in xs if c]`, `{k: v for x in xs}`
    pub(super) fn comprehension(&mut self, written: &ast::Comprehension, span: Span, want: Want<'_>) -> Expr {
        let wanted = self.wanted(want);
        let element = wanted.iter().find_map(|ty| match (ty, written.key.is_some()) {
            (Ty::List(inner), false) | (Ty::Map(inner), true) => Some((**inner).clone()),
            _ => None,
        });
        self.forget_assigned_in(span);
        let facts = self.facts.len();
        let scopes = self.scopes.len();
        let mut clauses = Vec::with_capacity(written.clauses.len());
        for clause in &written.clauses {
            clauses.push(match clause {
                ComprehensionClause::For { pattern, iterable } => {
                    let iterable = self.infer(iterable, Want::Any);
                    self.push_scope();
                    let (pattern, kind) = self.iteration(pattern, &iterable);
                    Clause::For(pattern, iterable, kind)
                }
                ComprehensionClause::If(condition) => {
                    let condition = self.check(condition, &Ty::Bool, &Why::Condition("a condition"));
                    let holding = self.facts_of(&condition, true);
                    self.facts.extend(holding);
                    Clause::If(condition)
                }
            });
        }
        let key = written.key.as_ref().map(|key| self.check(key, &Ty::Str, &Why::Other("a key of a map")));
        let open = |this: &Self, ty: &Ty| matches!(this.infer.shallow(ty), Ty::Hole(Hole::Var(_)));
        let value = match element.filter(|ty| !open(self, ty)) {
            Some(element) if matches!(want, Want::Hint(_)) => self.hinted(&written.value, &element),
            Some(element) => {
                let value = self.check(&written.value, &element, &Why::Other("an element"));
                Expr { ty: if value.ty == Ty::Hole(Hole::Invalid) { Ty::Hole(Hole::Invalid) } else { element }, ..value }
            }
            None => self.infer(&written.value, Want::Any),
        };
        if value.ty == Ty::Unit {
            self.nothing(value.span, None);
        }
        while self.scopes.len() > scopes {
            self.pop_scope();
        }
        self.facts.truncate(facts);
        let ty = if key.is_some() { Ty::map(value.ty.clone()) } else { Ty::list(value.ty.clone()) };
        Expr { kind: ExprKind::Comprehension(Box::new(Comprehension { key, value, clauses })), ty, span }
    }

    /// What the rounds of a loop name, in the scope of the loop.
    pub(super) fn iteration(&mut self, pattern: &Pattern, iterable: &Expr) -> (LocalPattern, IterKind) {
        let make = |span: Span| Info::pattern(span);
        let ty = self.infer.shallow(&iterable.ty);
        match &ty {
            Ty::List(element) => {
                let several = matches!(pattern, Pattern::Tuple(..));
                let element = self.infer.shallow(element);
                if several && !matches!(element, Ty::Tuple(_) | Ty::Hole(_) | Ty::Never) {
                    let text = self.quote(iterable.span).unwrap_or("xs").to_owned();
                    let (element, shown) = (self.show(&element), self.show(&ty));
                    self.report(statement::element_not_split(pattern.span(), &element, iterable.span, &shown, &text));
                    return (self.pattern(pattern, &Ty::Hole(Hole::Invalid), false, &make), IterKind::List);
                }
                (self.pattern(pattern, &element, false, &make), IterKind::List)
            }
            Ty::Map(value) => {
                let entry = Ty::Tuple([Ty::Str, (**value).clone()].into());
                if let Pattern::Name(name) = pattern {
                    let text = self.quote(iterable.span).unwrap_or("m").to_owned();
                    self.report(statement::map_needs_two_names(name, iterable.span, &self.show(&ty), &text));
                    return (self.pattern(pattern, &Ty::Hole(Hole::Invalid), false, &make), IterKind::Map);
                }
                (self.pattern(pattern, &entry, false, &make), IterKind::Map)
            }
            _ => {
                self.not_iterable(iterable, &ty);
                (self.pattern(pattern, &Ty::Hole(Hole::Invalid), false, &make), IterKind::List)
            }
        }
    }

    fn not_iterable(&mut self, iterable: &Expr, ty: &Ty) {
        match ty {
            Ty::Hole(Hole::Invalid) | Ty::Never => return,
            Ty::Hole(Hole::Var(_)) => return self.not_known_yet(iterable.span, ty),
            _ => {}
        }
        let shown = self.show(ty);
        let text = self.quote(iterable.span).unwrap_or("x").to_owned();
        self.report(statement::not_iterable(iterable.span, ty, &shown, &text));
    }
}
