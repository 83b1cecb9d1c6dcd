//! Assignments: what may be written to, and the way into it.

use super::facts::Fact;
use super::operators::meaning;
use super::path::Write;
use super::report::statement::PartAssigned;
use super::report::{Why, statement};
use super::{Checker, Want};
use crate::check::assign::Solver;
use crate::check::ty::{Block, Expr, Hole, Place, Stmt, StmtKind, Ty};
use crate::program::index::UseKind;
use crate::program::{ExprKind, LocalId, PlaceStep, SequenceKind};
use crate::source::Span;
use crate::syntax::ast::{self, BinaryOp};

/// `target op= value`
pub(super) struct Assignment<'s> {
    pub(super) target: &'s ast::Expr,
    pub(super) op: Option<BinaryOp>,
    pub(super) value: &'s ast::Expr,
    pub(super) span: Span,
}

/// What an assignment writes to.
struct Target {
    place: Place,
    /// The same as an expression, with what is known of it.
    read: Expr,
}

/// How the way into a place is taken.
struct Way {
    /// The assignment.
    span: Span,
    /// The value, unless it is combined with the one before.
    value: Option<Span>,
    /// Whether the place is read by an expression of its own before it is written to, which may compute no index a second time.
    is_read: bool,
    /// The statements that name the indices and keys in that case.
    named: Vec<Stmt>,
}

impl Checker<'_> {
    /// An assignment, and whether nothing after it is reached.
    pub(super) fn assign(&mut self, assignment: &Assignment<'_>) -> (StmtKind, bool) {
        let Assignment { target, op, value, span } = *assignment;
        if let ast::ExprKind::Name(name) = target.kind()
            && self.is_undeclared(name)
        {
            let value = self.infer(value, Want::Any);
            let ty = self.infer.zonk(&value.ty);
            self.assigned_undeclared(assignment, name, &ty);
            return (StmtKind::Expr(value), false);
        }
        let mut way = Way { span, value: op.is_none().then_some(value.span), is_read: op == Some(BinaryOp::Coalesce), named: Vec::new() };
        let text = self.quote(target.span).unwrap_or("the place").to_owned();
        let Some(Target { place, read }) = self.place(target, &mut way) else {
            self.infer(value, Want::Any);
            return (StmtKind::Expr(self.reported(span)), false);
        };
        let declared = self.info(place.local).span;
        let why = Why::Assigned(&text, declared);
        let Some(op) = op else {
            let value = self.check(value, &place.ty, &why);
            let never = value.ty == Ty::Never;
            self.assigned_to(target, place.local);
            return (StmtKind::Assign { place, op: None, value }, never);
        };
        if op == BinaryOp::Coalesce {
            return self.assign_default(assignment, Target { place, read }, way.named, &why);
        }
        if read.ty != place.ty && self.path_of(&read).is_some() {
            return self.assign_known(assignment, Target { place, read }, op, &why);
        }
        self.assign_by(assignment, op, place, &why)
    }

    /// `x op= value` for the operators that compute.
    fn assign_by(&mut self, of: &Assignment<'_>, op: BinaryOp, place: Place, why: &Why<'_>) -> (StmtKind, bool) {
        let stand_in = Expr { kind: ExprKind::Local(place.local), ty: place.ty.clone(), span: of.target.span };
        let lists = matches!(self.infer.shallow(&place.ty), Ty::List(_));
        let value =
            if lists && op == BinaryOp::Add { self.infer(of.value, Want::Type(&place.ty, why)) } else { self.infer(of.value, Want::Any) };
        let never = value.ty == Ty::Never;
        let sign = self.sign(of, &value);
        if never && !place.ty.is_invalid() {
            let ty = self.infer.shallow(&place.ty);
            let op = meaning(op, &ty, &ty).map(|(operands, _)| (op, operands));
            return (StmtKind::Assign { place, op, value }, true);
        }
        let Some((left, value, operands, result)) = self.operands(op, sign, stand_in, value) else {
            return (StmtKind::Expr(self.reported(of.span)), never);
        };
        let widened = matches!(left.kind, ExprKind::Widen(_));
        if !self.infer.fits(&result, &place.ty) || widened {
            let stand_in = Expr { ty: result, ..self.reported(value.span) };
            self.mismatch(&stand_in, &place.ty, why);
        }
        self.assigned_to(of.target, place.local);
        (StmtKind::Assign { place, op: Some((op, operands)), value }, never)
    }

    /// `x op= value` of an optional that is known not to be `none`: `x = x op value`.
    fn assign_known(&mut self, of: &Assignment<'_>, target: Target, op: BinaryOp, why: &Why<'_>) -> (StmtKind, bool) {
        let Target { place, read } = target;
        let right = self.infer(of.value, Want::Any);
        let never = right.ty == Ty::Never;
        let sign = self.sign(of, &right);
        let value = self.arithmetic(op, sign, read, right, of.span);
        let value = self.coerce(value, &place.ty, why);
        self.assigned_to(of.target, place.local);
        (StmtKind::Assign { place, op: None, value }, never)
    }

    /// `x ??= value`: `x = x ?? value`.
    fn assign_default(&mut self, of: &Assignment<'_>, target: Target, mut named: Vec<Stmt>, why: &Why<'_>) -> (StmtKind, bool) {
        let Target { place, read } = target;
        let path = self.path_of(&read);
        let value = self.coalesced_with(read, of.value, of.span, true);
        let value = self.coerce(value, &place.ty, why);
        self.assigned_to(of.target, place.local);
        let known = self.infer.shallow(&value.ty);
        if let Some(path) = path
            && place.ty.accepts_none()
            && !known.accepts_none()
        {
            self.facts.push(Fact::new(path, known));
        }
        let assigned = StmtKind::Assign { place, op: None, value };
        if named.is_empty() {
            return (assigned, false);
        }
        named.push(Stmt { kind: assigned, span: of.span });
        let block = ExprKind::Block(Block { stmts: named, value: None });
        (StmtKind::Expr(Expr { kind: block, ty: Ty::Unit, span: of.span }), false)
    }

    /// Where the operator of an assignment is written.
    fn sign(&self, of: &Assignment<'_>, value: &Expr) -> Span {
        self.trimmed(Span::new(of.span.file, of.target.span.end, value.span.start.max(of.target.span.end)))
    }

    /// The value of a target is another one now. What is known of it still holds after a part of it was written to.
    fn assigned_to(&mut self, target: &ast::Expr, local: LocalId) {
        if let Some(write) = Write::to(target, target.span.start) {
            self.forget(local, &write.into);
        }
    }

    /// A span without the blanks around its text.
    fn trimmed(&self, span: Span) -> Span {
        let text = self.cx.sources.text(span);
        let start = (text.len() - text.trim_start().len()) as u32;
        let end = text.trim_end().len() as u32;
        if start >= end { span } else { Span::new(span.file, span.start + start, span.start + end) }
    }

    /// What an assignment writes to; `None` where it was reported.
    fn place(&mut self, target: &ast::Expr, way: &mut Way) -> Option<Target> {
        match target.kind() {
            ast::ExprKind::Name(name) => {
                let Some(id) = self.local(name) else {
                    self.no_variable(name, target.span);
                    return None;
                };
                self.cx.index.used(target.unparenthesized().span, self.info(id).span, UseKind::Write);
                let declared = self.local_def(id).ty.clone();
                let known = self.fact(id).unwrap_or(&declared).clone();
                self.assignable(id, target.span).then(|| Target {
                    place: Place { local: id, steps: Vec::new(), ty: declared },
                    read: Expr { kind: ExprKind::Local(id), ty: known, span: target.span },
                })
            }
            ast::ExprKind::Field { base, name } => {
                let Target { place, read } = self.place_within(base, way)?;
                let field = self.field_of(read, name, target.span);
                match field.kind {
                    ExprKind::Field(_, position) => {
                        Some(Target { place: step(place, PlaceStep::Field(position), field.ty.clone()), read: self.narrowed(field) })
                    }
                    _ => None,
                }
            }
            ast::ExprKind::Index { base, index } => {
                let base = self.place_within(base, way)?;
                self.place_index(base, target.span, index, way)
            }
            // The parser reported a target that is not a path.
            _ => None,
        }
    }

    /// What a path begins with. What is known of it holds until the assignment writes, unless its value assigns that before.
    fn place_within(&mut self, base: &ast::Expr, way: &mut Way) -> Option<Target> {
        let mut target = self.place(base, way)?;
        if self.path_of(&target.read).is_none_or(|path| self.is_assigned_in(&path, way.span)) {
            target.read.ty.clone_from(&target.place.ty);
        }
        Some(target)
    }

    fn place_index(&mut self, target: Target, span: Span, index: &ast::Expr, way: &mut Way) -> Option<Target> {
        let Target { place, read } = target;
        let ty = self.infer.shallow(&read.ty);
        let (kind, element) = match &ty {
            Ty::List(element) => (SequenceKind::List, (**element).clone()),
            Ty::Map(value) => (SequenceKind::Map, (**value).clone()),
            Ty::Hole(Hole::Invalid) => return None,
            Ty::Hole(Hole::Var(_)) => {
                self.not_known_yet(read.span, &ty);
                return None;
            }
            _ => {
                self.infer(index, Want::Any);
                self.cx.index.used(read.span, self.info(place.local).span, UseKind::Read);
                let quoted = |span| self.quote(span);
                let part = PartAssigned { index: quoted(index.span), value: way.value.and_then(quoted), statement: way.span };
                self.report(statement::part_not_assignable(&self.shown(&read, &ty), &part));
                return None;
            }
        };
        let (wanted, why) = match kind {
            SequenceKind::Map => (Ty::Str, "a key of a map"),
            SequenceKind::List | SequenceKind::Str | SequenceKind::Bytes | SequenceKind::Json => (Ty::Int, "a position"),
        };
        let index = self.check(index, &wanted, &Why::Other(why));
        let index = if way.is_read { self.evaluated_once(index, &mut way.named) } else { index };
        let read = Expr { kind: ExprKind::Index(Box::new(read), Box::new(index.clone()), kind), ty: element.clone(), span };
        let index = if kind == SequenceKind::Map { PlaceStep::Key(index) } else { PlaceStep::Index(index) };
        Some(Target { place: step(place, index, element), read: self.narrowed(read) })
    }

    fn no_variable(&mut self, name: &crate::source::Name, span: Span) {
        let Some(entry) = self.cx.lookup(name) else {
            return self.unknown_name(name, span);
        };
        if entry.def == crate::check::context::Def::Reported {
            return;
        }
        self.report(statement::not_a_variable(name, entry.def.kind(), span, entry.span));
    }

    fn assignable(&mut self, id: LocalId, span: Span) -> bool {
        if !self.local_def(id).mutable {
            self.fixed(id, span, None);
            return false;
        }
        if self.is_outer(id) {
            self.outer_changed(id, span);
            return false;
        }
        if let Some(captured) = self.info(id).captured {
            self.captured_changed(id, span, captured);
        }
        true
    }

    /// A closure that writes to a variable around it.
    pub(super) fn outer_changed(&mut self, id: LocalId, span: Span) {
        let name = self.local_def(id).name.clone();
        let closure = self.frames.last().and_then(|frame| frame.closure);
        self.report(statement::outer_changed(&name, span, self.info(id).span, closure));
    }

    /// A variable that is written to after a closure that uses it.
    pub(super) fn captured_changed(&mut self, id: LocalId, span: Span, captured: Span) {
        let name = self.local_def(id).name.clone();
        self.report(statement::captured_changed(&name, span, captured));
    }
}

fn step(mut place: Place, step: PlaceStep<Ty>, ty: Ty) -> Place {
    place.steps.push(step);
    Place { ty, ..place }
}
