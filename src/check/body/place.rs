//! Assignments: what may be written to, and the way into it.

use super::operators::meaning;
use super::report::{Why, statement};
use super::{Checker, Want};
use crate::check::assign::Solver;
use crate::check::ty::{Expr, Hole, Place, StmtKind, Ty};
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

impl Checker<'_> {
    /// An assignment, and whether nothing after it is reached.
    pub(super) fn assign(&mut self, assignment: &Assignment<'_>) -> (StmtKind, bool) {
        let Assignment { target, op, value, span } = *assignment;
        let mut place = self.place(target, span);
        if let Some(place) = place.as_mut().filter(|place| place.steps.is_empty()) {
            // What is known of the value before says nothing of the one to come.
            place.ty.clone_from(&self.local_def(place.local).ty);
        }
        let text = self.quote(target.span).unwrap_or("the place").to_owned();
        let Some(place) = place else {
            let value = self.infer(value, Want::Any);
            return (StmtKind::Expr(value), false);
        };
        let declared = self.info(place.local).span;
        let why = Why::Assigned(&text, declared);
        let Some(op) = op else {
            let value = self.check(value, &place.ty, &why);
            let never = value.ty == Ty::Never;
            self.assigned_to(&place);
            return (StmtKind::Assign { place, op: None, value }, never);
        };
        if place.steps.is_empty()
            && let Some(known) = self.fact(place.local).filter(|known| **known != place.ty).cloned()
        {
            return self.assign_known(assignment, place, known, op, &why);
        }
        let stand_in = Expr { kind: ExprKind::Local(place.local), ty: place.ty.clone(), span: target.span };
        let lists = matches!(self.infer.shallow(&place.ty), Ty::List(_));
        let value =
            if lists && op == BinaryOp::Add { self.infer(value, Want::Type(&place.ty, &why)) } else { self.infer(value, Want::Any) };
        let never = value.ty == Ty::Never;
        let sign = Span::new(span.file, target.span.end, value.span.start.max(target.span.end));
        let sign = self.trimmed(sign);
        if never && !place.ty.is_invalid() {
            let ty = self.infer.shallow(&place.ty);
            let op = meaning(op, &ty, &ty).map(|(operands, _)| (op, operands));
            return (StmtKind::Assign { place, op, value }, true);
        }
        let Some((left, value, operands, result)) = self.operands(op, sign, stand_in, value) else {
            return (StmtKind::Expr(self.reported(span)), never);
        };
        let widened = matches!(left.kind, ExprKind::Widen(_));
        if !self.infer.fits(&result, &place.ty) || widened {
            let stand_in = Expr { ty: result, ..self.reported(value.span) };
            self.mismatch(&stand_in, &place.ty, &why);
        }
        self.assigned_to(&place);
        (StmtKind::Assign { place, op: Some((op, operands)), value }, never)
    }

    /// `x op= value` of an optional that is known not to be `none`: `x = x op value`.
    fn assign_known(&mut self, of: &Assignment<'_>, place: Place, known: Ty, op: BinaryOp, why: &Why<'_>) -> (StmtKind, bool) {
        let left = Expr { kind: ExprKind::Local(place.local), ty: known, span: of.target.span };
        let right = self.infer(of.value, Want::Any);
        let never = right.ty == Ty::Never;
        let sign = self.trimmed(Span::new(of.span.file, of.target.span.end, right.span.start.max(of.target.span.end)));
        let value = self.arithmetic(op, sign, left, right, of.span);
        let value = self.coerce(value, &place.ty, why);
        self.assigned_to(&place);
        (StmtKind::Assign { place, op: None, value }, never)
    }

    /// A variable has another value now. What is known of it still holds after a part of it was written to.
    fn assigned_to(&mut self, place: &Place) {
        if place.steps.is_empty() {
            self.forget(place.local);
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
    ///
    /// What is known of the variable holds until the assignment in `around` writes, unless that assigns the variable itself before.
    fn place(&mut self, target: &ast::Expr, around: Span) -> Option<Place> {
        match target.kind() {
            ast::ExprKind::Name(name) => {
                let Some(id) = self.local(name) else {
                    self.no_variable(name, target.span);
                    return None;
                };
                self.cx.index.used(target.unparenthesized().span, self.info(id).span, UseKind::Write);
                self.assignable(id, target.span).then(|| Place {
                    local: id,
                    steps: Vec::new(),
                    ty: self.fact(id).unwrap_or(&self.local_def(id).ty).clone(),
                })
            }
            ast::ExprKind::Field { base, name } => {
                let place = self.place_within(base, around)?;
                let stand_in = Expr { kind: ExprKind::Local(place.local), ty: place.ty.clone(), span: base.span };
                let field = self.field_of(stand_in, name, target.span);
                match field.kind {
                    ExprKind::Field(_, position) => Some(step(place, PlaceStep::Field(position), field.ty)),
                    _ => None,
                }
            }
            ast::ExprKind::Index { base, index } => {
                let place = self.place_within(base, around)?;
                self.place_index(place, base, index)
            }
            // The parser reported a target that is not a path.
            _ => None,
        }
    }

    /// What a path begins with.
    fn place_within(&mut self, base: &ast::Expr, around: Span) -> Option<Place> {
        let mut place = self.place(base, around)?;
        if place.steps.is_empty() && self.is_assigned_in(place.local, around) {
            place.ty.clone_from(&self.local_def(place.local).ty);
        }
        Some(place)
    }

    fn place_index(&mut self, place: Place, base: &ast::Expr, index: &ast::Expr) -> Option<Place> {
        let ty = self.infer.shallow(&place.ty);
        let (kind, element) = match &ty {
            Ty::List(element) => (SequenceKind::List, (**element).clone()),
            Ty::Map(value) => (SequenceKind::Map, (**value).clone()),
            Ty::Hole(Hole::Invalid) => return None,
            Ty::Hole(Hole::Var(_)) => {
                self.not_known_yet(base.span, &ty);
                return None;
            }
            _ => {
                self.infer(index, Want::Any);
                let shown = self.show(&ty);
                self.report(statement::part_not_assignable(base.span, &ty, &shown));
                return None;
            }
        };
        Some(if kind == SequenceKind::List {
            let index = self.check(index, &Ty::Int, &Why::Other("a position"));
            step(place, PlaceStep::Index(index), element)
        } else {
            let key = self.check(index, &Ty::Str, &Why::Other("a key of a map"));
            step(place, PlaceStep::Key(key), element)
        })
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

    /// A variable that is written to and was not declared with `var`. `by` is the builtin that writes to it, if it is not assigned to.
    pub(super) fn fixed(&mut self, id: LocalId, span: Span, by: Option<&str>) {
        let info = self.info(id).clone();
        let name = self.local_def(id).name.clone();
        self.report(statement::fixed(&name, by, span, &info));
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
