//! Task code in a workflow: what it is, and how it becomes a task.

use super::report::{misplaced as report, statement};
use super::{Meaning, Wiring};
use crate::diagnostics::Code;
use crate::diagnostics::codes::workflow::{CALL_OF_CODE, COMPUTATION};
use crate::program::builtins;
use crate::program::ty::Type;
use crate::source::{Name, Span};
use crate::syntax::ast::uses::{self, UseKind};
use crate::syntax::ast::{BinaryOp, Expr, ExprKind, Stmt, StmtKind, UnaryOp};

/// The longest code that is repeated in a help, in bytes.
const LONGEST_EXAMPLE: usize = 60;

impl Wiring<'_, '_> {
    /// Reports an expression that would have to be computed.
    pub(super) fn misplaced_computation(&mut self, expr: &Expr) {
        let (code, what, place) = described(expr);
        let mut diagnostic = report::computation(code, &what, place);
        let used = self.used_values(expr);
        if let Some((name, span, ty)) = used.first()
            && !place.contains(*span)
        {
            let ty = ty.as_ref().map(|ty| self.show(ty));
            diagnostic = diagnostic.at(*span, report::origin(name, self.origin(name), ty.as_deref()));
        }
        let diagnostic = match (self.as_map(expr), self.written_to_log(expr)) {
            (Some(map), _) => report::write_map(diagnostic, expr.span, &map),
            (None, Some(text)) => diagnostic.help(report::log_in_task(text)),
            (None, None) => diagnostic.help(self.example(expr, &used).unwrap_or_else(|| report::MOVE_INTO_TASK.to_owned())),
        };
        self.report(diagnostic);
    }

    /// The values that an expression uses, each once, with their types.
    fn used_values(&self, expr: &Expr) -> Vec<(Name, Span, Option<Type>)> {
        let mut found: Vec<(Name, Span, Option<Type>)> = Vec::new();
        for used in uses::of_expr(expr) {
            let Some(local) = self.locals.get(&used.name) else { continue };
            if used.kind == UseKind::Value && !found.iter().any(|(name, ..)| *name == used.name) {
                found.push((used.name.clone(), used.span, self.type_of(&local.meaning)));
            }
        }
        found
    }

    /// What a call of `log` writes, as it is written here.
    fn written_to_log(&self, expr: &Expr) -> Option<&str> {
        let ExprKind::Call { callee, args } = expr.kind() else { return None };
        match (callee.kind(), args.as_slice()) {
            (ExprKind::Name(name), [only]) if name == "log" => Some(self.short(only.span)),
            _ => None,
        }
    }

    fn origin(&self, name: &Name) -> &'static str {
        match self.locals.get(name).map(|local| &local.meaning) {
            Some(Meaning::Input(_)) => "an input",
            Some(Meaning::Node(_) | Meaning::Output(..)) => "a node's output",
            Some(Meaning::Reference(_) | Meaning::Literal(..) | Meaning::Reported) | None => "a value",
        }
    }

    /// A help with a task that computes the expression; `None` if its types are not known or it is too long.
    fn example(&self, expr: &Expr, used: &[(Name, Span, Option<Type>)]) -> Option<String> {
        let code = self.cx.sources.text(expr.span);
        if code.len() > LONGEST_EXAMPLE || code.contains('\n') || used.is_empty() || has_calls(self, expr) {
            return None;
        }
        let params: Option<Vec<String>> = used.iter().map(|(name, _, ty)| Some(format!("{name}: {}", self.show(ty.as_ref()?)))).collect();
        let result = self.show(&result_type(expr, used.first().and_then(|(_, _, ty)| ty.as_ref()))?);
        let args: Vec<String> = used.iter().map(|(name, ..)| format!("{name}: {name}")).collect();
        Some(report::move_into_task(&params?.join(", "), &result, code, &args.join(", ")))
    }

    /// Reports a statement that only task code has.
    pub(super) fn misplaced_statement(&mut self, stmt: &Stmt) {
        let word = match &stmt.kind {
            StmtKind::For { .. } => {
                let word = Span { end: stmt.span.start + 3, ..stmt.span };
                let found = statement::loop_or_check("for", word, self.loop_as_map(stmt).as_deref(), stmt.span);
                return self.report(found);
            }
            StmtKind::While { .. } => "while",
            StmtKind::Break => "break",
            StmtKind::Continue => "continue",
            StmtKind::Assert { .. } => "assert",
            StmtKind::Assign { target, value, .. } => {
                let (target, value) = (target.span, self.short(value.span));
                return self.report(statement::assignment(target, value));
            }
            StmtKind::Let { .. } | StmtKind::Expr { .. } | StmtKind::Return { .. } | StmtKind::Error(_) => return,
        };
        let place = Span { end: stmt.span.start + word.len() as u32, ..stmt.span };
        self.report(statement::loop_or_check(word, place, None, stmt.span));
    }
}

/// The code of the finding, what the expression does, and where to point.
fn described(expr: &Expr) -> (&'static Code, String, Span) {
    let (what, place) = match expr.kind() {
        ExprKind::Binary { op, op_span, .. } => (format!("`{}`", op.as_str()), *op_span),
        ExprKind::Unary { op: UnaryOp::Neg, .. } => ("`-`".to_owned(), Span { end: expr.span.start + 1, ..expr.span }),
        ExprKind::Unary { op: UnaryOp::Not, .. } => ("`not`".to_owned(), Span { end: expr.span.start + 3, ..expr.span }),
        ExprKind::FString(_) => ("an interpolated string".to_owned(), expr.span),
        ExprKind::Slice { .. } => ("a slice".to_owned(), expr.span),
        ExprKind::ListComprehension(_) | ExprKind::MapComprehension(_) => ("a comprehension".to_owned(), expr.span),
        ExprKind::Closure(_) => ("a closure".to_owned(), expr.span),
        ExprKind::Call { callee, .. } => match callee.kind() {
            ExprKind::Field { name, .. } => (format!("a call of `.{}`", name.name), name.span),
            ExprKind::Name(name) => {
                let builtin = if builtins::find(name).is_some() { "the builtin " } else { "" };
                return (&CALL_OF_CODE, format!("a call of {builtin}`{name}`"), callee.span);
            }
            _ => ("a call".to_owned(), callee.span),
        },
        _ => ("an expression".to_owned(), expr.span),
    };
    (&COMPUTATION, what, place)
}

/// Whether an expression calls something that is not a builtin: as it is written, it would not be task code.
fn has_calls(wiring: &Wiring<'_, '_>, expr: &Expr) -> bool {
    uses::of_expr(expr).iter().any(|used| used.kind == UseKind::Call && wiring.cx.lookup(&used.name).is_some())
}

fn result_type(expr: &Expr, first: Option<&Type>) -> Option<Type> {
    match expr.kind() {
        ExprKind::FString(_) => Some(Type::Str),
        ExprKind::Unary { op: UnaryOp::Not, .. } => Some(Type::Bool),
        ExprKind::Slice { base: operand, .. } | ExprKind::Unary { op: UnaryOp::Neg, operand } => {
            first.filter(|_| matches!(operand.kind(), ExprKind::Name(_))).cloned()
        }
        ExprKind::Binary { op, .. } => match op {
            BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge => Some(Type::Bool),
            BinaryOp::And | BinaryOp::Or | BinaryOp::In | BinaryOp::NotIn => Some(Type::Bool),
            BinaryOp::Div => Some(Type::Float),
            BinaryOp::Coalesce => first.map(Type::without_none),
            _ => first.filter(|ty| matches!(ty, Type::Int | Type::Float | Type::Str)).cloned(),
        },
        _ => None,
    }
}
