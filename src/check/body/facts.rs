//! What conditions say of variables and of paths into them: `x != none`, `p.weight != none`, as long as nothing on the path is assigned.
//!
//! A fact holds to the end of its block. An assignment takes it away for good, in the blocks around it too. Where code runs again, in loops and
//! comprehensions, an assignment further down comes before what is further up: so what is assigned anywhere in them is not known in them from
//! before. Of branches each begins with what was known before all of them, and what any of them takes away is not known after them, unless it
//! never gets there.

use super::Checker;
use super::path::{Path, Write};
use crate::check::assign::Solver;
use crate::check::ty::{Expr, Hole, Ty};
use crate::program::builtins::{BuiltinOp, MapOp};
use crate::program::{Const, ExprKind, LocalId, UnaryOperand};
use crate::source::{Name, Span};
use crate::syntax::ast::visit::{Visit, parts};
use crate::syntax::ast::{self, BinaryOp};

/// What is known, later facts before earlier ones.
pub(super) type Facts = Vec<Fact>;

/// What is known of the value of a path.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fact {
    of: Subject,
    /// Its type; nothing if no more is known than where it is declared.
    ty: Option<Ty>,
}

#[derive(Clone, Debug, PartialEq)]
enum Subject {
    Path(Path),
    /// Every path into a value: a condition that was reported may have looked at it.
    Parts,
}

impl Fact {
    pub(super) fn new(path: Path, ty: Ty) -> Self {
        Self { of: Subject::Path(path), ty: Some(ty) }
    }

    fn is_changed_by(&self, id: LocalId, into: &[Option<Name>]) -> bool {
        matches!(&self.of, Subject::Path(path) if path.is_changed_by(id, into))
    }
}

/// Branches that are being checked.
pub(super) struct Branches {
    /// What was known before; nothing if no branch can change that.
    before: Option<Facts>,
    /// What is known at the ends that are reached.
    ends: Vec<Facts>,
}

/// The assignments of a body, in the order of the text.
pub(super) fn assignments(body: &ast::Block) -> Vec<Write> {
    let mut found = Assignments(Vec::new());
    found.block(body);
    // The clauses of a comprehension are visited before its value, which is written before them.
    found.0.sort_by_key(|write| write.start);
    found.0
}

struct Assignments(Vec<Write>);

impl<'a> Visit<'a> for Assignments {
    fn stmt(&mut self, stmt: &'a ast::Stmt) {
        if let ast::StmtKind::Assign { target, .. } = &stmt.kind {
            self.0.extend(Write::to(target, stmt.span.start));
        }
        parts::stmt(self, stmt);
    }
}

impl Checker<'_> {
    /// What is known of a variable's type.
    pub(super) fn fact(&self, id: LocalId) -> Option<&Ty> {
        let fact = self.facts.iter().rev().find(|fact| matches!(&fact.of, Subject::Path(path) if path.is_variable(id)));
        fact.and_then(|fact| fact.ty.as_ref())
    }

    /// A part of a value with the type that is known of it.
    pub(super) fn narrowed(&self, part: Expr) -> Expr {
        if self.facts.is_empty() || !matches!(self.infer.shallow(&part.ty), Ty::Union(_)) {
            return part;
        }
        let path = self.path_of(&part);
        let says = |fact: &&Fact| match &fact.of {
            Subject::Path(of) => Some(of) == path.as_ref(),
            Subject::Parts => true,
        };
        match self.facts.iter().rev().find(says).and_then(|fact| fact.ty.clone()) {
            Some(ty) => Expr { ty, ..part },
            None => part,
        }
    }

    /// Whether a condition says that a value is not `none`.
    pub(super) fn is_known(&self, value: &Expr) -> bool {
        let path = self.path_of(value);
        path.is_some_and(|path| {
            self.facts.iter().rev().find(|fact| fact.of == Subject::Path(path.clone())).is_some_and(|fact| fact.ty.is_some())
        })
    }

    /// What is known of variables and paths where `condition` is `holds`.
    pub(super) fn facts_of(&self, condition: &Expr, holds: bool) -> Facts {
        if self.is_invalid(condition) {
            return self.unknown_facts();
        }
        let mut facts = Vec::new();
        self.collect_facts(condition, holds, &mut facts);
        // A condition may hold blocks, and those assign what it has looked at.
        facts.retain(|(path, _)| !self.is_assigned_in(path, condition.span));
        facts.into_iter().map(|(path, ty)| Fact::new(path, ty)).collect()
    }

    /// Whether something in a condition was reported.
    fn is_invalid(&self, condition: &Expr) -> bool {
        let mut found = false;
        if !self.diagnostics.is_empty() || self.incomplete {
            condition.walk(&mut |expr| found |= matches!(expr.kind, ExprKind::Invalid) || expr.ty == Ty::Hole(Hole::Invalid));
        }
        found
    }

    /// Facts after a condition that may have looked at anything: of what may be `none` it is not known whether it is.
    pub(super) fn unknown_facts(&self) -> Facts {
        let unknown = Some(Ty::Hole(Hole::Invalid));
        let optional = self.locals.iter().enumerate().filter(|(_, local)| local.ty.accepts_none());
        let variables = optional.map(|(at, _)| Subject::Path(Path::variable(LocalId(at as u32))));
        variables.chain([Subject::Parts]).map(|of| Fact { of, ty: unknown.clone() }).collect()
    }

    fn collect_facts(&self, condition: &Expr, holds: bool, facts: &mut Vec<(Path, Ty)>) {
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
            ExprKind::Builtin(BuiltinOp::Map(MapOp::IsNone), args) => {
                if let Some((path, ty)) = args.first().and_then(|subject| Some((self.path_of(subject)?, &subject.ty))) {
                    let ty = self.infer.zonk(ty);
                    facts.push((path, if holds { Ty::None } else { ty.without_none() }));
                }
            }
            ExprKind::Binary(op @ (BinaryOp::Eq | BinaryOp::Ne), _, left, right) => {
                let none = |side: &Expr| matches!(side.kind, ExprKind::Const(Const::None));
                let subject = match (none(left), none(right)) {
                    (false, true) => left,
                    (true, false) => right,
                    _ => return,
                };
                if let Some(path) = self.path_of(subject) {
                    let is_none = (*op == BinaryOp::Eq) == holds;
                    let ty = self.infer.zonk(&subject.ty);
                    facts.push((path, if is_none { Ty::None } else { ty.without_none() }));
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

    /// Nothing is known any more of what an assignment `into` a variable may change.
    pub(super) fn forget(&mut self, id: LocalId, into: &[Option<Name>]) {
        for fact in self.facts.iter_mut().filter(|fact| fact.is_changed_by(id, into)) {
            fact.ty = None;
        }
    }

    /// Nothing is known any more of what is assigned somewhere in code that runs again.
    pub(super) fn forget_assigned_in(&mut self, span: Span) {
        if self.facts.is_empty() {
            return;
        }
        for write in self.assigned_in(span).to_vec() {
            // An inner variable of the same name is taken for the outer one.
            for id in self.names.get(&write.name).cloned().unwrap_or_default() {
                self.forget(id, &write.into);
            }
        }
    }

    fn assigned_in(&self, span: Span) -> &[Write] {
        let place = |offset: u32| self.assigned.partition_point(|write| write.start < offset);
        self.assigned.get(place(span.start)..place(span.end)).unwrap_or_default()
    }

    pub(super) fn is_assigned_in(&self, path: &Path, span: Span) -> bool {
        path.locals().any(|id| {
            let local = self.local_def(id);
            let changes = |write: &Write| write.name == local.name && path.is_changed_by(id, &write.into);
            local.mutable && self.assigned_in(span).iter().any(changes)
        })
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
        for (at, fact) in self.facts.iter_mut().enumerate() {
            let known = before.get(at);
            if ends.iter().any(|end| end.get(at) != known) {
                fact.ty = None;
            }
        }
    }
}
