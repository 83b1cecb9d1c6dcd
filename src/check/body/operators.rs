//! Operators that compute, and the logical ones.

use super::aggregate::constant_of;
use super::report::Why;
use super::{Checker, Want};
use crate::check::assign::Solver;
use crate::check::fold;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::types::{NEVER_NONE, OPERATOR_TYPES};
use crate::program::ty::Type;
use crate::program::{BinaryOperands, Const, Expr, ExprKind, UnaryOperand};
use crate::source::Span;
use crate::syntax::ast::{self, BinaryOp, UnaryOp};

/// What an operator does with two types: the kinds of its operands, and its result.
type Meaning = (BinaryOperands, Type);

impl Checker<'_> {
    pub(super) fn unary(&mut self, op: UnaryOp, operand: &ast::Expr, span: Span) -> Expr {
        let operand = self.infer(operand, Want::Any);
        let ty = self.infer.shallow(&operand.ty);
        let (kind, result) = match (op, &ty) {
            (_, Type::Unknown) => return self.reported(span),
            (_, Type::Never) => return self.leaves([operand], span),
            (_, Type::Infer(_)) => {
                self.not_known_yet(operand.span, &ty);
                return self.reported(span);
            }
            (UnaryOp::Neg, Type::Int) => (UnaryOperand::NegInt, Type::Int),
            (UnaryOp::Neg, Type::Float) => (UnaryOperand::NegFloat, Type::Float),
            (UnaryOp::Neg, Type::Duration) => (UnaryOperand::NegDuration, Type::Duration),
            (UnaryOp::Not, Type::Bool) => (UnaryOperand::Not, Type::Bool),
            _ => {
                self.unary_types(op, &operand, &ty);
                return self.reported(span);
            }
        };
        if let ExprKind::Const(value) = &operand.kind {
            match fold::unary(kind, value) {
                Ok(Some(value)) => return self.constant(value, result, span),
                Ok(None) => {}
                Err(message) => {
                    self.constant_fails(span, &message);
                    return self.reported(span);
                }
            }
        }
        Expr { kind: ExprKind::Unary(kind, Box::new(operand)), ty: result, span }
    }

    fn unary_types(&mut self, op: UnaryOp, operand: &Expr, ty: &Type) {
        let shown = self.show(ty);
        let text = self.quote(operand.span).unwrap_or("x").to_owned();
        let (sign, wants) = match op {
            UnaryOp::Neg => ("-", "a number or a duration"),
            UnaryOp::Not => ("not", "a `bool`"),
        };
        let mut found = Diagnostic::new(&OPERATOR_TYPES, format!("`{sign}` needs {wants}, not `{shown}`"))
            .at(operand.span, format!("this is `{shown}`"));
        found = match (op, ty) {
            (_, Type::Union(_)) => found.help(format!("it may be `none`: get the value with `if {text} != none {{ … }}`, `??` or `match`")),
            (UnaryOp::Not, Type::List(_) | Type::Map(_) | Type::Str) => {
                found.help(format!("to check whether it is empty, write `{text}.is_empty()`"))
            }
            (UnaryOp::Not, Type::Int | Type::Float) => found.help(format!("compare it: `{text} == 0`")),
            _ => found,
        };
        self.report(found);
    }

    pub(super) fn binary(&mut self, op: BinaryOp, op_span: Span, left: &ast::Expr, right: &ast::Expr, span: Span, want: Want<'_>) -> Expr {
        match op {
            BinaryOp::And | BinaryOp::Or => self.logical(op, left, right, span),
            BinaryOp::Coalesce => self.coalesce(left, right, span),
            BinaryOp::In | BinaryOp::NotIn => self.membership(op, op_span, left, right, span),
            BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge => {
                self.comparison(op, op_span, left, right, span)
            }
            BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div | BinaryOp::FloorDiv | BinaryOp::Mod | BinaryOp::Pow => {
                let lists = self.wanted(want).iter().any(|ty| matches!(ty, Type::List(_)));
                let side = |expr: &ast::Expr| if lists && is_list_like(expr) { want } else { Want::Any };
                let (left_want, right_want) = (side(left), side(right));
                let left = self.infer(left, left_want);
                let right = self.infer(right, right_want);
                self.arithmetic(op, op_span, left, right, span)
            }
        }
    }

    fn logical(&mut self, op: BinaryOp, left: &ast::Expr, right: &ast::Expr, span: Span) -> Expr {
        let why = Why::Other(if op == BinaryOp::And { "each side of `and`" } else { "each side of `or`" });
        let left = self.check(left, &Type::Bool, &why);
        let facts = self.facts_of(&left, op == BinaryOp::And);
        let right = self.with_facts(facts, |this| this.check(right, &Type::Bool, &why));
        Expr { kind: ExprKind::Binary(op, BinaryOperands::Bool, Box::new(left), Box::new(right)), ty: Type::Bool, span }
    }

    fn coalesce(&mut self, left: &ast::Expr, right: &ast::Expr, span: Span) -> Expr {
        let left = self.infer(left, Want::Any);
        let ty = self.infer.zonk(&left.ty);
        if ty == Type::Never {
            self.infer(right, Want::Any);
            return self.leaves([left], span);
        }
        if !ty.accepts_none() && !matches!(ty, Type::Infer(_)) && !ty.is_unknown() {
            let shown = self.show(&ty);
            let found = Diagnostic::new(&NEVER_NONE, format!("the left side of `??` is never `none`: it is `{shown}`"))
                .at(left.span, format!("this is `{shown}`"))
                .at(right.span, "this is never used")
                .help("remove the `??` and what follows it");
            self.report(found);
        }
        let inner = ty.without_none();
        let why = Why::Other("the left side of `??`, where it is not `none`,");
        let right = self.infer(right, Want::Type(&ty, &why));
        let right = match self.adapt(right, &inner) {
            Ok(right) => right,
            Err(right) => match self.adapt(right, &Type::optional(inner.clone())) {
                Ok(right) => {
                    let ty = Type::optional(inner);
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

    fn coalesced(&self, left: Expr, right: Expr, ty: Type, span: Span) -> Expr {
        let ty = if ty == Type::None { right.ty.clone() } else { ty };
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
                Err(message) => {
                    self.constant_fails(span, &message);
                    return self.reported(span);
                }
            }
        } else if let Some(value) = constant_of(&right)
            && matches!(op, BinaryOp::Div | BinaryOp::FloorDiv | BinaryOp::Mod)
            && is_zero(&value)
        {
            self.constant_fails(right.span, "division by zero");
        }
        Expr { kind: ExprKind::Binary(op, operands, Box::new(left), Box::new(right)), ty, span }
    }

    /// The operands, widened where need be, and what the operator does with them; `None` where it was reported.
    pub(super) fn operands(&mut self, op: BinaryOp, op_span: Span, left: Expr, right: Expr) -> Option<(Expr, Expr, BinaryOperands, Type)> {
        let (a, b) = self.decided(&left, &right)?;
        if let Some((operands, ty)) = meaning(op, &a, &b) {
            let ty = match (&operands, &a, &b) {
                (BinaryOperands::List, Type::List(x), Type::List(y)) => match self.join_types(x, y) {
                    Some(element) => Type::list(element),
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
        left.ty == Type::Never || (right.ty == Type::Never && !left.ty.is_unknown())
    }

    /// The types of both operands; one that is still open becomes the other's. `None` where nothing can be said.
    pub(super) fn decided(&mut self, left: &Expr, right: &Expr) -> Option<(Type, Type)> {
        let (a, b) = (self.infer.shallow(&left.ty), self.infer.shallow(&right.ty));
        match (&a, &b) {
            (Type::Unknown | Type::Never, _) | (_, Type::Unknown | Type::Never) => None,
            (Type::Infer(_), Type::Infer(_)) => {
                self.not_known_yet(left.span, &a);
                None
            }
            (Type::Infer(_), _) => self.infer.fits(&a, &b).then(|| (b.clone(), b)),
            (_, Type::Infer(_)) => self.infer.fits(&b, &a).then(|| (a.clone(), a)),
            _ => Some((a, b)),
        }
    }

    /// An operator that does not apply to these types.
    pub(super) fn operator_types(&mut self, op: BinaryOp, op_span: Span, left: &Expr, right: &Expr, a: &Type, b: &Type) {
        let (shown_a, shown_b) = (self.show(a), self.show(b));
        let sign = op.as_str();
        let message = if shown_a == shown_b {
            format!("cannot use `{sign}` with two values of type `{shown_a}`")
        } else {
            format!("cannot use `{sign}` with `{shown_a}` and `{shown_b}`")
        };
        let mut found = Diagnostic::new(&OPERATOR_TYPES, message)
            .at(op_span, "")
            .at(left.span, format!("this is `{shown_a}`"))
            .at(right.span, format!("this is `{shown_b}`"));
        let text = |expr: &Expr| self.quote(expr.span).unwrap_or("x").to_owned();
        let (text_a, text_b) = (text(left), text(right));
        let optional = [(a, &text_a), (b, &text_b)].into_iter().find(|(ty, _)| ty.accepts_none());
        if let Some((_, text)) = optional {
            found =
                found.help(format!("`{text}` may be `none`: give a default with `{text} ?? …`, or check first with `if {text} != none`"));
        } else {
            found = match (op, a, b) {
                (BinaryOp::Add, Type::Str, _) => {
                    found.help(format!("convert the right side to a string, `str({text_b})`, or write `f\"{{…}}\"`"))
                }
                (BinaryOp::Add, _, Type::Str) => {
                    found.help(format!("convert the left side to a string, `str({text_a})`, or write `f\"{{…}}\"`"))
                }
                (BinaryOp::Add, Type::List(_), _) => found.help(format!("to add an element to a list, put it in a list: `+ [{text_b}]`")),
                (BinaryOp::Add, Type::Map(_), Type::Map(_)) => found.help(format!("to join two maps, write `{text_a}.merge({text_b})`")),
                (BinaryOp::Add | BinaryOp::Sub, Type::Datetime | Type::Duration, Type::Int | Type::Float) => {
                    found.help(format!("to make a duration of a number of seconds, write `{text_b} * 1s`"))
                }
                (BinaryOp::Add, Type::Datetime, Type::Datetime) => found.help("instants can be subtracted with `-`, but not added"),
                (_, Type::Union(_), _) | (_, _, Type::Union(_)) => found.help("use `match`, with an arm for each type"),
                (BinaryOp::Mul, Type::Str | Type::List(_), Type::Float) => {
                    found.help(format!("it can only be repeated a whole number of times: `int({text_b})`"))
                }
                (_, Type::Json, _) | (_, _, Type::Json) => {
                    found.help("get the value out of the JSON value first: `.as_int()`, `.as_float()`, `.as_str()`")
                }
                (_, Type::Str, Type::Int | Type::Float) => {
                    found.help(format!("to convert the string to a number, write `int({text_a})` or `float({text_a})`"))
                }
                (_, Type::Int | Type::Float, Type::Str) => {
                    found.help(format!("to convert the string to a number, write `int({text_b})` or `float({text_b})`"))
                }
                (_, Type::Bool, _) => found.help(format!("to use a `bool` as a number, write `int({text_a})`")),
                (_, _, Type::Bool) => found.help(format!("to use a `bool` as a number, write `int({text_b})`")),
                _ => found,
            };
        }
        self.report(found);
    }
}

/// The operand as a `float`.
pub(super) fn widen(expr: Expr, ty: &Type) -> Expr {
    if *ty != Type::Int {
        return expr;
    }
    let span = expr.span;
    match expr.kind {
        ExprKind::Const(Const::Int(value)) => Expr { kind: ExprKind::Const(Const::Float(value as f64)), ty: Type::Float, span },
        _ => Expr { kind: ExprKind::Widen(Box::new(expr)), ty: Type::Float, span },
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
pub(super) fn meaning(op: BinaryOp, a: &Type, b: &Type) -> Option<Meaning> {
    use BinaryOp::{Add, Div, FloorDiv, Mod, Mul, Sub};
    use BinaryOperands as By;
    use Type::{Datetime, Duration, Float, Int, List, Str};
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
