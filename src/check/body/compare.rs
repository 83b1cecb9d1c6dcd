//! Comparisons and membership: both sides have one type.

use super::report::Why;
use super::{Checker, Want};
use crate::check::assign::Solver;
use crate::check::ty::{Expr, Hole, Ty};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::types::{COMPARED_TYPES, OPERATOR_TYPES};
use crate::program::{BinaryOperands, ExprKind};
use crate::source::Span;
use crate::syntax::ast::{self, BinaryOp};

impl Checker<'_> {
    pub(super) fn comparison(&mut self, op: BinaryOp, op_span: Span, left: &ast::Expr, right: &ast::Expr, span: Span) -> Expr {
        let (left_ast, right_ast) = (left, right);
        let (left, right) = if is_literal(left) && !is_literal(right) {
            let right = self.infer(right, Want::Any);
            let left = self.infer_like(left, &right);
            (left, right)
        } else {
            let left = self.infer(left, Want::Any);
            let right = self.infer_like(right, &left);
            (left, right)
        };
        if self.is_left_by(&left, &right) {
            return self.leaves([left, right], span);
        }
        let Some((a, b)) = self.decided(&left, &right) else {
            let kind = ExprKind::Binary(op, BinaryOperands::Any, Box::new(left), Box::new(right));
            return Expr { kind, ty: Ty::Bool, span };
        };
        let equality = matches!(op, BinaryOp::Eq | BinaryOp::Ne);
        let (left, right, operands) = match (&a, &b) {
            (Ty::Int, Ty::Float) | (Ty::Float, Ty::Int) => {
                (super::operators::widen(left, &a), super::operators::widen(right, &b), BinaryOperands::Float)
            }
            _ if !self.comparable(&a, &b) => {
                self.compared_types(op, op_span, &left, &right, (left_ast, right_ast));
                return self.reported_as(Ty::Bool, span);
            }
            _ => match compared(&a, &b, equality) {
                Some(operands) => (left, right, operands),
                None => {
                    self.not_ordered(op, op_span, &left, &right, (&a, &b));
                    return self.reported_as(Ty::Bool, span);
                }
            },
        };
        Expr { kind: ExprKind::Binary(op, operands, Box::new(left), Box::new(right)), ty: Ty::Bool, span }
    }

    /// Whether a value can be of both types. A comparison with `none` decides nothing.
    fn comparable(&mut self, a: &Ty, b: &Ty) -> bool {
        match (a, b) {
            (Ty::None, other) | (other, Ty::None) => other.accepts_none(),
            _ => self.infer.fits(b, a) || self.infer.fits(a, b),
        }
    }

    /// Checks one side of a comparison; a literal takes the type of the other side.
    fn infer_like(&mut self, expr: &ast::Expr, other: &Expr) -> Expr {
        let ty = self.infer.zonk(&other.ty);
        let why = Why::Other("the other side of the comparison");
        let want = if is_literal(expr) { Want::Type(&ty, &why) } else { Want::Any };
        self.infer(expr, want)
    }

    fn compared_types(&mut self, op: BinaryOp, op_span: Span, left: &Expr, right: &Expr, asts: (&ast::Expr, &ast::Expr)) {
        let (a, b) = (self.infer.zonk(&left.ty), self.infer.zonk(&right.ty));
        if a.is_invalid() || b.is_invalid() {
            return;
        }
        // The parser reported comparisons that chain.
        let chained =
            [asts.0, asts.1].into_iter().any(|side| matches!(side.kind(), ast::ExprKind::Binary { op, .. } if is_comparison(*op)));
        if chained {
            return;
        }
        let (shown_a, shown_b) = (self.show(&a), self.show(&b));
        let sign = op.as_str();
        let literal_none = |ty: &Ty| {
            matches!(ty, Ty::None)
                || matches!(ty, Ty::Union(members) if members.iter().all(|m| matches!(m, Ty::None | Ty::Hole(Hole::Var(_)))))
        };
        let message = match (literal_none(&a), literal_none(&b)) {
            (false, true) => format!("a value of type `{shown_a}` is never `none`"),
            (true, false) => format!("a value of type `{shown_b}` is never `none`"),
            _ => format!("cannot compare `{shown_a}` with `{shown_b}` using `{sign}`"),
        };
        let mut found = Diagnostic::new(&COMPARED_TYPES, message)
            .at(op_span, "")
            .at(left.span, format!("this is `{shown_a}`"))
            .at(right.span, format!("this is `{shown_b}`"));
        let text = |expr: &Expr| self.quote(expr.span).unwrap_or("x").to_owned();
        found = match (&a, &b) {
            (Ty::Enum(id), Ty::Str) => found.help(format!(
                "`{}({})` converts a string to a variant, and fails on an unknown one",
                self.cx.program.enum_(*id).header.name,
                text(right)
            )),
            (Ty::Str, Ty::Enum(id)) => found.help(format!(
                "`{}({})` converts a string to a variant, and fails on an unknown one",
                self.cx.program.enum_(*id).header.name,
                text(left)
            )),
            (Ty::Str, Ty::Int | Ty::Float | Ty::Bool) => found.help(format!("convert the right side to a string: `str({})`", text(right))),
            (Ty::Int | Ty::Float | Ty::Bool, Ty::Str) => found.help(format!("convert the left side to a string: `str({})`", text(left))),
            (Ty::Json, _) | (_, Ty::Json) => {
                found.help("get the value out of the JSON value first: `.as_int()`, `.as_float()`, `.as_str()`")
            }
            _ => found,
        };
        self.report(found);
    }

    fn not_ordered(&mut self, op: BinaryOp, op_span: Span, left: &Expr, right: &Expr, types: (&Ty, &Ty)) {
        let (a, b) = types;
        if a.accepts_none() || b.accepts_none() {
            return self.operator_types(op, op_span, left, right, a, b);
        }
        let shown = self.show(a);
        let mut found = Diagnostic::new(&OPERATOR_TYPES, format!("values of type `{shown}` have no order, which `{}` needs", op.as_str()))
            .at(op_span, "")
            .at(left.span, format!("this is `{shown}`"))
            .at(right.span, format!("this is `{}`", self.show(b)));
        found = match a {
            Ty::Struct(_) => found.help("compare one of their fields"),
            Ty::Json => found.help("get the values out first: `.as_int()`, `.as_float()`, `.as_str()`"),
            _ => found.help("only numbers, strings, dates and durations have an order; use `==` or `!=` for anything else"),
        };
        self.report(found);
    }

    /// `x in ["a", "b"]`: the elements take the type of `x`.
    fn in_literal(&mut self, op: BinaryOp, left: &ast::Expr, right: &ast::Expr, span: Span) -> Expr {
        let left = self.infer(left, Want::Any);
        if left.ty == Ty::Never {
            self.infer(right, Want::Any);
            return self.leaves([left], span);
        }
        let ty = Ty::list(self.infer.zonk(&left.ty));
        let right = self.check(right, &ty, &Why::Other("the other side of `in`"));
        let kind = ExprKind::Binary(op, BinaryOperands::InList, Box::new(left), Box::new(right));
        Expr { kind, ty: Ty::Bool, span }
    }

    pub(super) fn membership(&mut self, op: BinaryOp, op_span: Span, left: &ast::Expr, right: &ast::Expr, span: Span) -> Expr {
        if matches!(right.kind(), ast::ExprKind::List(_)) && !is_literal(left) {
            return self.in_literal(op, left, right, span);
        }
        // The right side is checked first, and evaluated second.
        self.forget_assigned_in(left.span);
        let right = self.infer(right, Want::Any);
        let ty = self.infer.shallow(&right.ty);
        let (operands, left) = match &ty {
            Ty::Never => {
                let left = self.infer(left, Want::Any);
                return self.leaves([left, right], span);
            }
            Ty::List(element) => {
                let element = (**element).clone();
                (BinaryOperands::InList, self.check(left, &element, &Why::Other("an element of the list")))
            }
            Ty::Map(_) => (BinaryOperands::InMap, self.check(left, &Ty::Str, &Why::Other("a key of a map"))),
            Ty::Str => (BinaryOperands::InStr, self.check(left, &Ty::Str, &Why::Other("a part of a string"))),
            _ => {
                let left = self.infer(left, Want::Any);
                match &ty {
                    Ty::Hole(Hole::Invalid) => {}
                    Ty::Hole(Hole::Var(_)) => self.not_known_yet(right.span, &ty),
                    Ty::Json => {
                        let shown = self.quote(right.span).unwrap_or("j").to_owned();
                        let found = Diagnostic::new(&OPERATOR_TYPES, format!("`{}` cannot search a `json`", op.as_str()))
                            .at(op_span, "")
                            .at(right.span, "this is `json`")
                            .help(format!("to look for a key, write `{shown}.has(\"key\")`; to get a list, `{shown}.as_list()`"));
                        self.report(found);
                    }
                    _ => self.operator_types(op, op_span, &left, &right, &left.ty.clone(), &ty),
                }
                return self.reported_as(Ty::Bool, span);
            }
        };
        Expr { kind: ExprKind::Binary(op, operands, Box::new(left), Box::new(right)), ty: Ty::Bool, span }
    }
}

fn is_comparison(op: BinaryOp) -> bool {
    matches!(op, BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge)
}

/// Whether an expression is a literal, which takes the type that is expected of it.
fn is_literal(expr: &ast::Expr) -> bool {
    use ast::ExprKind::{Bool, Duration, Float, Int, List, Map, None, Str};
    matches!(expr.kind(), Int(_) | Float(_) | Str(_) | Duration(_) | Bool(_) | None | List(_) | Map(_))
}

/// The kind of operands of a comparison of values that fit each other.
fn compared(a: &Ty, b: &Ty, equality: bool) -> Option<BinaryOperands> {
    Some(match (a, b) {
        (Ty::Int, Ty::Int) => BinaryOperands::Int,
        (Ty::Float, Ty::Float) => BinaryOperands::Float,
        (Ty::Str, Ty::Str) => BinaryOperands::Str,
        (Ty::Datetime, Ty::Datetime) => BinaryOperands::Datetime,
        (Ty::Duration, Ty::Duration) => BinaryOperands::Duration,
        (Ty::Bool, Ty::Bool) if equality => BinaryOperands::Bool,
        (Ty::Rng | Ty::Unit, _) | (_, Ty::Rng | Ty::Unit) => return None,
        _ if equality => BinaryOperands::Any,
        _ => return None,
    })
}
