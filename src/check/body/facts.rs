//! What conditions say about variables: `x != none`, as long as `x` is not assigned.
//!
//! A fact holds to the end of its block. An assignment takes it away for good, in the blocks around it too. Where code runs again, in loops and
//! comprehensions, an assignment further down comes before what is further up: so what is assigned anywhere in them is not known in them from
//! before. Of branches each begins with what was known before all of them, and what any of them takes away is not known after them, unless it
//! never gets there.

use super::Checker;
use crate::check::ty::{Expr, Hole, Ty};
use crate::program::{Const, ExprKind, LocalId, UnaryOperand};
use crate::source::{Name, Span};
use crate::syntax::ast::visit::{Visit, parts};
use crate::syntax::ast::{self, BinaryOp};

/// Facts about variables, later ones before earlier ones.
pub(super) type Facts = Vec<(LocalId, Ty)>;

/// Branches that are being checked.
pub(super) struct Branches {
    /// What was known before; nothing if no branch can change that.
    before: Option<Facts>,
    /// What is known at the ends that are reached.
    ends: Vec<Facts>,
}

/// Where variables are assigned as a whole, in the order of the text.
pub(super) fn assignments(body: &ast::Block) -> Vec<(u32, Name)> {
    let mut found = Assignments(Vec::new());
    found.block(body);
    // The clauses of a comprehension are visited before its value, which is written before them.
    found.0.sort_unstable_by_key(|(start, _)| *start);
    found.0
}

struct Assignments(Vec<(u32, Name)>);

impl<'a> Visit<'a> for Assignments {
    fn stmt(&mut self, stmt: &'a ast::Stmt) {
        if let ast::StmtKind::Assign { target, .. } = &stmt.kind
            && let ast::ExprKind::Name(name) = target.kind()
        {
            self.0.push((stmt.span.start, name.clone()));
        }
        parts::stmt(self, stmt);
    }
}

impl Checker<'_> {
    /// What is known of a variable's type.
    pub(super) fn fact(&self, id: LocalId) -> Option<&Ty> {
        self.facts.iter().rev().find(|(local, _)| *local == id).map(|(_, ty)| ty)
    }

    /// What is known of variables where `condition` is `holds`.
    pub(super) fn facts_of(&self, condition: &Expr, holds: bool) -> Facts {
        if self.is_invalid(condition) {
            return self.unknown_facts();
        }
        let mut facts = Vec::new();
        self.collect_facts(condition, holds, &mut facts);
        // A condition may hold blocks, and those assign what it has looked at.
        facts.retain(|(id, _)| !self.is_assigned_in(*id, condition.span));
        facts
    }

    /// Whether something in a condition was reported.
    fn is_invalid(&self, condition: &Expr) -> bool {
        let mut found = false;
        if !self.diagnostics.is_empty() || self.incomplete {
            condition.walk(&mut |expr| found |= matches!(expr.kind, ExprKind::Invalid));
        }
        found
    }

    /// Facts after a condition that may have looked at any variable: of those that may be `none` it is not known whether they are.
    fn unknown_facts(&self) -> Facts {
        let optional = self.locals.iter().enumerate().filter(|(_, local)| local.ty.accepts_none());
        optional.map(|(at, _)| (LocalId(at as u32), Ty::Hole(Hole::Invalid))).collect()
    }

    fn collect_facts(&self, condition: &Expr, holds: bool, facts: &mut Facts) {
        match &condition.kind {
            ExprKind::Unary(UnaryOperand::Not, inner) => self.collect_facts(inner, !holds, facts),
            ExprKind::Binary(BinaryOp::And, _, left, right) if holds => {
                self.collect_facts(left, holds, facts);
                self.collect_facts(right, holds, facts);
            }
            ExprKind::Binary(BinaryOp::Or, _, left, right) if !holds => {
                self.collect_facts(left, holds, facts);
                self.collect_facts(right, holds, facts);
            }
            ExprKind::Binary(op @ (BinaryOp::Eq | BinaryOp::Ne), _, left, right) => {
                let none = |side: &Expr| matches!(side.kind, ExprKind::Const(Const::None));
                let subject = match (none(left), none(right)) {
                    (false, true) => left,
                    (true, false) => right,
                    _ => return,
                };
                if let ExprKind::Local(id) = subject.kind {
                    let is_none = (*op == BinaryOp::Eq) == holds;
                    let ty = self.infer.zonk(&subject.ty);
                    facts.push((id, if is_none { Ty::None } else { ty.without_none() }));
                }
            }
            _ => {}
        }
    }

    /// Runs `check` where `facts` hold.
    pub(super) fn with_facts<T>(&mut self, facts: Facts, check: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.facts.len();
        self.facts.extend(facts);
        let value = check(self);
        self.facts.truncate(before);
        value
    }

    /// Nothing is known any more of a variable that is assigned.
    pub(super) fn forget(&mut self, id: LocalId) {
        let declared = &self.locals[id.0 as usize].ty;
        for (_, ty) in self.facts.iter_mut().filter(|(local, _)| *local == id) {
            ty.clone_from(declared);
        }
    }

    /// Nothing is known any more of what is assigned somewhere in code that runs again.
    pub(super) fn forget_assigned_in(&mut self, span: Span) {
        if self.facts.is_empty() {
            return;
        }
        let names: Vec<Name> = self.assigned_in(span).iter().map(|(_, name)| name.clone()).collect();
        for name in names {
            // An inner variable of the same name is taken for the outer one.
            for id in self.names.get(&name).cloned().unwrap_or_default() {
                self.forget(id);
            }
        }
    }

    fn assigned_in(&self, span: Span) -> &[(u32, Name)] {
        let place = |offset: u32| self.assigned.partition_point(|(start, _)| *start < offset);
        self.assigned.get(place(span.start)..place(span.end)).unwrap_or_default()
    }

    pub(super) fn is_assigned_in(&self, id: LocalId, span: Span) -> bool {
        let local = self.local_def(id);
        local.mutable && self.assigned_in(span).iter().any(|(_, name)| *name == local.name)
    }

    /// Begins branches that lie in `span`.
    pub(super) fn branches(&self, span: Span) -> Branches {
        let changes = !self.facts.is_empty() && !self.assigned_in(span).is_empty();
        Branches { before: changes.then(|| self.facts.clone()), ends: Vec::new() }
    }

    /// Ends a branch, and goes back to where the next one begins.
    pub(super) fn branch_ends(&mut self, branches: &mut Branches, ty: &Ty) {
        if let Some(before) = &branches.before {
            let end = std::mem::replace(&mut self.facts, before.clone());
            if *ty != Ty::Never {
                branches.ends.push(end);
            }
        }
    }

    /// Goes on after branches with what is known at the ends of all.
    pub(super) fn join_branches(&mut self, branches: Branches) {
        let Branches { before: Some(before), ends } = branches else { return };
        for (at, (id, ty)) in self.facts.iter_mut().enumerate() {
            let known = before.get(at);
            if ends.iter().any(|end| end.get(at) != known) {
                ty.clone_from(&self.locals[id.0 as usize].ty);
            }
        }
    }
}
