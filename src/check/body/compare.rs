//! Comparisons and membership: both sides have one type.

use super::report::operator::Operation;
use super::report::{self, Why};
use super::{Checker, Want};
use crate::check::assign::Solver;
use crate::check::foreign::{Advice, Code};
use crate::check::ty::{Expr, Hole, Ty};
use crate::program::builtins::{BuiltinOp, ListOp, TextOp};
use crate::program::{BinaryOperands, Const, ExprKind};
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
        if self.tests_search((op, op_span), (left_ast, &left), (right_ast, &right), span) {
            return self.reported_as(Ty::Bool, span);
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

    /// Whether a comparison asks for the result of a search as another language does, which was reported then.
    fn tests_search(&mut self, op: (BinaryOp, Span), left: (&ast::Expr, &Expr), right: (&ast::Expr, &Expr), span: Span) -> bool {
        if matches!(op.0, BinaryOp::Eq | BinaryOp::Ne) && self.is_repaired_set(left.1.span) && self.is_repaired_set(right.1.span) {
            self.report_of_sets(report::operator::sets_compared(op.1), op.0, left.1.span, right.1.span);
            return true;
        }
        let Some(code) = self.search_tested(op.0, left, right) else { return false };
        let found = report::operator::search_tested(&code, &self.shown(left.1, &left.1.ty), op.1);
        self.report_repaired(found, &Advice::test(code), span);
        true
    }

    /// `s.find(part) >= 0` and the like, which ask whether the part is there: how that is written. Comparisons with `-1` that compile are left to a lint.
    fn search_tested(&self, op: BinaryOp, left: (&ast::Expr, &Expr), right: (&ast::Expr, &Expr)) -> Option<String> {
        let limit = |side: &Expr| match side.kind {
            ExprKind::Const(Const::Int(limit @ (-1 | 0))) => Some(limit),
            _ => None,
        };
        let (search, limit, op) = match (limit(left.1), limit(right.1)) {
            (None, Some(limit)) => (left, limit, op),
            (Some(limit), None) => (right, limit, mirrored(op)),
            (Some(_), Some(_)) | (None, None) => return None,
        };
        let is_there = match (op, limit) {
            (BinaryOp::Eq, -1) | (BinaryOp::Lt, 0) | (BinaryOp::Le, -1) => false,
            (BinaryOp::Ne, -1) | (BinaryOp::Ge, 0) | (BinaryOp::Gt, -1) => true,
            _ => return None,
        };
        let ast::ExprKind::Call { callee, args } = search.0.kind() else { return None };
        let (ast::ExprKind::Field { base, .. }, [arg]) = (callee.kind(), args.as_slice()) else { return None };
        let is_ours = matches!(
            search.1.kind,
            ExprKind::Builtin(BuiltinOp::Text(TextOp::FindStr | TextOp::RfindStr) | BuiltinOp::List(ListOp::IndexOf), _)
        );
        let equality = matches!(op, BinaryOp::Eq | BinaryOp::Ne);
        if !(is_ours && !equality || self.is_repaired_search(search.1.span)) {
            return None;
        }
        let operand = |expr: &ast::Expr| Code::new(&self.repaired_text(expr.span)).operand(false);
        let (whole, part) = (operand(base), operand(&arg.value));
        Some(match (&arg.value.kind(), is_there) {
            (ast::ExprKind::Closure(_), true) => format!("{whole}.any{part}"),
            (ast::ExprKind::Closure(_), false) => format!("not {whole}.any{part}"),
            (_, true) => format!("{part} in {whole}"),
            (_, false) => format!("{part} not in {whole}"),
        })
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
            [asts.0, asts.1].into_iter().any(|side| matches!(side.kind(), ast::ExprKind::Binary { op, .. } if op.is_comparison()));
        if chained {
            return;
        }
        let operation = Operation { op, span: op_span, left: self.shown(left, &a), right: self.shown(right, &b) };
        let known = self.is_known(left) || self.is_known(right);
        self.report(report::operator::compared(&operation, self.cx.program, known));
    }

    fn not_ordered(&mut self, op: BinaryOp, op_span: Span, left: &Expr, right: &Expr, types: (&Ty, &Ty)) {
        let (a, b) = types;
        if a.accepts_none() || b.accepts_none() {
            return self.operator_types(op, op_span, left, right, a, b);
        }
        let operation = Operation { op, span: op_span, left: self.shown(left, a), right: self.shown(right, b) };
        self.report(report::operator::no_order(&operation));
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
        let right_written = right;
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
                    Ty::Tuple(_) if matches!(right_written.kind(), ast::ExprKind::Tuple(_)) => {
                        let members = self.cx.sources.text(right.span);
                        self.report(report::operator::search_in_tuple(op, members, right.span));
                    }
                    Ty::Json => {
                        self.report(report::operator::search_in_json(op, op_span, &self.shown(&right, &ty)));
                    }
                    _ => self.operator_types(op, op_span, &left, &right, &left.ty.clone(), &ty),
                }
                return self.reported_as(Ty::Bool, span);
            }
        };
        Expr { kind: ExprKind::Binary(op, operands, Box::new(left), Box::new(right)), ty: Ty::Bool, span }
    }
}

/// The operator with its sides exchanged.
fn mirrored(op: BinaryOp) -> BinaryOp {
    match op {
        BinaryOp::Lt => BinaryOp::Gt,
        BinaryOp::Le => BinaryOp::Ge,
        BinaryOp::Gt => BinaryOp::Lt,
        BinaryOp::Ge => BinaryOp::Le,
        other => other,
    }
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
