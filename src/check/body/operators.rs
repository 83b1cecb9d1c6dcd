//! Operators that compute, and the logical ones.

use super::aggregate::constant_of;
use super::report::operator::{Meant, Operation};
use super::report::truth::Chosen;
use super::report::{self, Why};
use super::{Checker, Want};
use crate::check::assign::Solver;
use crate::check::fold;
use crate::check::ty::{Expr, Hole, Ty};
use crate::program::arith::ArithError;
use crate::program::builtins::{BuiltinOp, ConversionOp};
use crate::program::{BinaryOperands, Const, ExprKind, SequenceKind, UnaryOperand};
use crate::source::Span;
use crate::syntax::ast::{self, BinaryOp, UnaryOp};

/// What an operator does with two types: the kinds of its operands, and its result.
type Meaning = (BinaryOperands, Ty);

impl Checker<'_> {
    pub(super) fn unary(&mut self, op: UnaryOp, operand: &ast::Expr, span: Span) -> Expr {
        let operand = self.infer(operand, Want::Any);
        let ty = self.infer.shallow(&operand.ty);
        let (kind, result) = match (op, &ty) {
            (_, Ty::Hole(Hole::Invalid)) => return self.reported(span),
            (_, Ty::Never) => return self.leaves([operand], span),
            (_, Ty::Hole(Hole::Var(_))) => {
                self.not_known_yet(operand.span, &ty);
                return self.reported(span);
            }
            (UnaryOp::Neg, Ty::Int) => (UnaryOperand::NegInt, Ty::Int),
            (UnaryOp::Neg, Ty::Float) => (UnaryOperand::NegFloat, Ty::Float),
            (UnaryOp::Neg, Ty::Duration) => (UnaryOperand::NegDuration, Ty::Duration),
            (UnaryOp::Not, Ty::Bool) => (UnaryOperand::Not, Ty::Bool),
            _ => {
                self.report(report::operator::unary(op, &self.shown(&operand, &ty), span));
                return self.reported(span);
            }
        };
        if let ExprKind::Const(value) = &operand.kind {
            match fold::unary(kind, value) {
                Ok(Some(value)) => return self.constant(value, result, span),
                Ok(None) => {}
                Err(failure) => {
                    self.report(report::constant::always_fails(&failure, span));
                    return self.reported(span);
                }
            }
        }
        Expr { kind: ExprKind::Unary(kind, Box::new(operand)), ty: result, span }
    }

    pub(super) fn binary(&mut self, op: BinaryOp, op_span: Span, left: &ast::Expr, right: &ast::Expr, span: Span, want: Want<'_>) -> Expr {
        match op {
            BinaryOp::And | BinaryOp::Or => self.logical(op, op_span, left, right, span, want),
            BinaryOp::Coalesce => self.coalesce(left, right, span),
            BinaryOp::In | BinaryOp::NotIn => self.membership(op, op_span, left, right, span),
            BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge => {
                self.comparison(op, op_span, left, right, span)
            }
            BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div | BinaryOp::FloorDiv | BinaryOp::Mod | BinaryOp::Pow => {
                let lists = self.wanted(want).iter().any(|ty| matches!(ty, Ty::List(_)));
                let side = |expr: &ast::Expr| if lists && is_list_like(expr) { want } else { Want::Any };
                let (left_want, right_want) = (side(left), side(right));
                let left = self.infer(left, left_want);
                let right = self.infer(right, right_want);
                self.arithmetic(op, op_span, left, right, span)
            }
        }
    }

    fn logical(&mut self, op: BinaryOp, op_span: Span, left: &ast::Expr, right: &ast::Expr, span: Span, want: Want<'_>) -> Expr {
        let why = Why::Condition(if op == BinaryOp::And { "each side of `and`" } else { "each side of `or`" });
        let is_condition = want.ty().is_some_and(|ty| self.infer.shallow(ty) == Ty::Bool);
        let left = self.infer(left, if is_condition { Want::Type(&Ty::Bool, &why) } else { Want::Any });
        if !is_condition && self.is_value(&left) {
            return self.chosen(op, op_span, left, right, span);
        }
        if !is_condition && self.infer.zonk(&left.ty).is_invalid() {
            let facts = self.unknown_facts();
            let right = self.with_facts(facts, |this| this.infer(right, Want::Any));
            return if right.ty == Ty::Bool { self.reported_as(Ty::Bool, span) } else { self.reported(span) };
        }
        let left = self.coerce(left, &Ty::Bool, &why);
        let facts = self.facts_of(&left, op == BinaryOp::And);
        let right = self.with_facts(facts, |this| this.check(right, &Ty::Bool, &why));
        Expr { kind: ExprKind::Binary(op, BinaryOperands::Bool, Box::new(left), Box::new(right)), ty: Ty::Bool, span }
    }

    /// Whether an operand of `and` or `or` has a type, which is not `bool`.
    fn is_value(&self, operand: &Expr) -> bool {
        let ty = self.infer.zonk(&operand.ty);
        !matches!(operand.kind, ExprKind::Const(_)) && !ty.is_invalid() && !matches!(ty, Ty::Bool | Ty::Never | Ty::Unit)
    }

    /// `a or b` of something that is not a `bool`: a condition if the other side is one, and else a choice between two values.
    fn chosen(&mut self, op: BinaryOp, op_span: Span, left: Expr, right: &ast::Expr, span: Span) -> Expr {
        let quoted = self.quote(right.span).map(str::to_owned);
        let facts = self.unknown_facts();
        let right = self.with_facts(facts, |this| this.infer(right, Want::Any));
        let ty = self.infer.zonk(&left.ty);
        let shown = self.shown(&left, &ty);
        if self.infer.shallow(&right.ty) == Ty::Bool {
            let why = Why::Condition(if op == BinaryOp::And { "each side of `and`" } else { "each side of `or`" });
            self.mismatch(&left, &Ty::Bool, &why);
            return self.reported_as(Ty::Bool, span);
        }
        let chosen = Chosen { is_or: op == BinaryOp::Or, sign: op_span, left: &shown, right: quoted.as_deref(), whole: span };
        let found = match self.meant_by_default(&left) {
            Meant::Instead { code, fails } if chosen.is_or => report::truth::default_instead(&chosen, &code, fails),
            _ => report::truth::chosen(&chosen),
        };
        self.report(if self.cx.sources.text(span).starts_with('(') { report::truth::in_parentheses(found, span) } else { found });
        self.reported(span)
    }

    fn coalesce(&mut self, left: &ast::Expr, right: &ast::Expr, span: Span) -> Expr {
        let left = self.infer(left, Want::Any);
        self.coalesced_with(left, right, span, false)
    }

    /// `left ?? right`, where the left side was checked. `assigned` says that it is `left ??= right`.
    pub(super) fn coalesced_with(&mut self, left: Expr, right: &ast::Expr, span: Span, assigned: bool) -> Expr {
        let ty = self.infer.zonk(&left.ty);
        if ty == Ty::Never {
            self.infer(right, Want::Any);
            return self.leaves([left], span);
        }
        if !ty.accepts_none() && !matches!(ty, Ty::Hole(Hole::Var(_))) && !ty.is_invalid() {
            let meant = self.meant_by_default(&left);
            self.report(report::operator::never_none(&self.shown(&left, &ty), right.span, assigned, &meant));
        }
        let inner = ty.without_none();
        let why = Why::Other("the left side of `??`, where it is not `none`,");
        let right = self.infer(right, Want::Type(&ty, &why));
        let right = match self.adapt(right, &inner) {
            Ok(right) => right,
            Err(right) => match self.adapt(right, &Ty::optional(inner.clone())) {
                Ok(right) => {
                    let ty = Ty::optional(inner);
                    return self.coalesced(left, right, ty, span);
                }
                Err(right) => {
                    self.mismatch(&right, &inner, &why);
                    return self.reported(span);
                }
            },
        };
        self.coalesced(left, right, inner, span)
    }

    /// What is meant by a default for a value that is never `none`: what is `none` where the value fails.
    fn meant_by_default(&self, left: &Expr) -> Meant {
        if self.is_known(left) {
            return Meant::Known;
        }
        let quoted = |expr: &Expr| self.quote(expr.span).map(str::to_owned);
        match &left.kind {
            ExprKind::Index(base, index, kind) => {
                let fails = match kind {
                    SequenceKind::Map => "if the key is missing",
                    SequenceKind::List => "if there is no such element",
                    SequenceKind::Json => "if there is no such part",
                    SequenceKind::Str | SequenceKind::Bytes => return Meant::Unclear,
                };
                match (quoted(base), quoted(index)) {
                    (Some(base), Some(index)) => Meant::Instead { code: format!("{base}.get({index})"), fails },
                    _ => Meant::Unclear,
                }
            }
            ExprKind::Builtin(BuiltinOp::Conversion(op @ (ConversionOp::IntFromStr | ConversionOp::FloatFromStr)), args) => {
                let function = if *op == ConversionOp::IntFromStr { "parse_int" } else { "parse_float" };
                match args.as_slice() {
                    [text] => quoted(text).map_or(Meant::Unclear, |text| Meant::Instead {
                        code: format!("{function}({text})"),
                        fails: "if the string is not a number",
                    }),
                    _ => Meant::Unclear,
                }
            }
            _ => Meant::Unclear,
        }
    }

    fn coalesced(&self, left: Expr, right: Expr, ty: Ty, span: Span) -> Expr {
        let ty = if ty == Ty::None { right.ty.clone() } else { ty };
        Expr { kind: ExprKind::Binary(BinaryOp::Coalesce, BinaryOperands::Optional, Box::new(left), Box::new(right)), ty, span }
    }

    /// `left op right` for the operators that compute, with operands that were checked.
    pub(super) fn arithmetic(&mut self, op: BinaryOp, op_span: Span, left: Expr, right: Expr, span: Span) -> Expr {
        if self.is_left_by(&left, &right) {
            return self.leaves([left, right], span);
        }
        let Some((left, right, operands, ty)) = self.operands(op, op_span, left, right) else { return self.reported(span) };
        if let (ExprKind::Const(a), ExprKind::Const(b)) = (&left.kind, &right.kind)
            && is_scalar(a)
            && is_scalar(b)
        {
            match fold::binary(op, operands, a, b) {
                Ok(Some(value)) => return self.constant(value, ty, span),
                Ok(None) => {}
                Err(failure) => {
                    self.report(report::constant::always_fails(&failure, span));
                    return self.reported(span);
                }
            }
        } else if let Some(value) = constant_of(&right)
            && matches!(op, BinaryOp::Div | BinaryOp::FloorDiv | BinaryOp::Mod)
            && is_zero(&value)
        {
            self.report(report::constant::always_fails(&ArithError::DivisionByZero.into(), right.span));
        }
        Expr { kind: ExprKind::Binary(op, operands, Box::new(left), Box::new(right)), ty, span }
    }

    /// The operands, widened where need be, and what the operator does with them; `None` where it was reported.
    pub(super) fn operands(&mut self, op: BinaryOp, op_span: Span, left: Expr, right: Expr) -> Option<(Expr, Expr, BinaryOperands, Ty)> {
        let (a, b) = self.decided(&left, &right)?;
        if let Some((operands, ty)) = meaning(op, &a, &b) {
            let ty = match (&operands, &a, &b) {
                (BinaryOperands::List, Ty::List(x), Ty::List(y)) => match self.join_types(x, y) {
                    Some(element) => Ty::list(element),
                    None => {
                        self.mismatch(&right, &a, &Why::Other("the left side of `+`"));
                        return None;
                    }
                },
                _ => ty,
            };
            if operands == BinaryOperands::Float {
                return Some((widen(left, &a), widen(right, &b), operands, ty));
            }
            return Some((left, right, operands, ty));
        }
        self.operator_types(op, op_span, &left, &right, &a, &b);
        None
    }

    /// Whether one of two operands never gives a value.
    pub(super) fn is_left_by(&self, left: &Expr, right: &Expr) -> bool {
        left.ty == Ty::Never || (right.ty == Ty::Never && !left.ty.is_invalid())
    }

    /// The types of both operands; one that is still open becomes the other's. `None` where nothing can be said.
    pub(super) fn decided(&mut self, left: &Expr, right: &Expr) -> Option<(Ty, Ty)> {
        let (a, b) = (self.infer.shallow(&left.ty), self.infer.shallow(&right.ty));
        match (&a, &b) {
            (Ty::Hole(Hole::Invalid) | Ty::Never, _) | (_, Ty::Hole(Hole::Invalid) | Ty::Never) => None,
            (Ty::Hole(Hole::Var(_)), Ty::Hole(Hole::Var(_))) => {
                self.not_known_yet(left.span, &a);
                None
            }
            (Ty::Hole(Hole::Var(_)), _) => self.infer.fits(&a, &b).then(|| (b.clone(), b)),
            (_, Ty::Hole(Hole::Var(_))) => self.infer.fits(&b, &a).then(|| (a.clone(), a)),
            _ => Some((a, b)),
        }
    }

    /// An operator that does not apply to these types.
    pub(super) fn operator_types(&mut self, op: BinaryOp, op_span: Span, left: &Expr, right: &Expr, a: &Ty, b: &Ty) {
        if op == BinaryOp::Mod && *a == Ty::Str {
            let code = self.percent(left, right);
            return self.report(report::foreign::percent(op_span, left.span.to(right.span), code));
        }
        let operation = Operation { op, span: op_span, left: self.shown(left, a), right: self.shown(right, b) };
        let found = report::operator::binary(&operation);
        match (op, a, b) {
            (BinaryOp::Sub, Ty::List(_), Ty::List(_)) => self.report_of_sets(found, op, left.span, right.span),
            _ => self.report(found),
        }
    }
}

/// The operand as a `float`.
pub(super) fn widen(expr: Expr, ty: &Ty) -> Expr {
    if *ty != Ty::Int {
        return expr;
    }
    let span = expr.span;
    match expr.kind {
        ExprKind::Const(Const::Int(value)) => Expr { kind: ExprKind::Const(Const::Float(value as f64)), ty: Ty::Float, span },
        _ => Expr { kind: ExprKind::Widen(Box::new(expr)), ty: Ty::Float, span },
    }
}

fn is_list_like(expr: &ast::Expr) -> bool {
    match expr.kind() {
        ast::ExprKind::List(_) | ast::ExprKind::ListComprehension(_) => true,
        ast::ExprKind::Binary { op: BinaryOp::Add, left, right, .. } => is_list_like(left) || is_list_like(right),
        _ => false,
    }
}

fn is_scalar(value: &Const) -> bool {
    matches!(value, Const::Int(_) | Const::Float(_) | Const::Duration(_) | Const::Datetime(_))
}

fn is_zero(value: &Const) -> bool {
    matches!(value, Const::Int(0) | Const::Duration(0)) || matches!(value, Const::Float(value) if *value == 0.0)
}

/// What an operator does with operands of these types. The element type of joined lists is found by the caller.
pub(super) fn meaning(op: BinaryOp, a: &Ty, b: &Ty) -> Option<Meaning> {
    use crate::program::Type::{Datetime, Duration, Float, Int, List, Str};
    use BinaryOp::{Add, Div, FloorDiv, Mod, Mul, Sub};
    use BinaryOperands as By;
    Some(match (op, a, b) {
        (Div, Int, Int) => (By::Int, Float),
        (_, Int, Int) => (By::Int, Int),
        (_, Int | Float, Int | Float) => (By::Float, Float),
        (Add, Str, Str) => (By::Str, Str),
        (Add, List(_), List(_)) => (By::List, a.clone()),
        (Mul, Str, Int) => (By::StrInt, Str),
        (Mul, Int, Str) => (By::IntStr, Str),
        (Mul, List(_), Int) => (By::ListInt, a.clone()),
        (Mul, Int, List(_)) => (By::IntList, b.clone()),
        (Add | Sub | Mod, Duration, Duration) => (By::Duration, Duration),
        (Div, Duration, Duration) => (By::Duration, Float),
        (FloorDiv, Duration, Duration) => (By::Duration, Int),
        (Mul | Div | FloorDiv, Duration, Int) => (By::DurationInt, Duration),
        (Mul, Int, Duration) => (By::IntDuration, Duration),
        (Mul | Div, Duration, Float) => (By::DurationFloat, Duration),
        (Mul, Float, Duration) => (By::FloatDuration, Duration),
        (Sub, Datetime, Datetime) => (By::Datetime, Duration),
        (Add | Sub, Datetime, Duration) => (By::DatetimeDuration, Datetime),
        (Add, Duration, Datetime) => (By::DurationDatetime, Datetime),
        _ => return None,
    })
}
