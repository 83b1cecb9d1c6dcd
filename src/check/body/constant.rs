//! Constant expressions: values of constants, defaults and options, and calls in bodies whose value is known at compile time.

use super::report::{self, Why};
use super::{Checker, Frame, Want};
use crate::check::context::Context;
use crate::check::fold::{self, Stop};
use crate::check::ty::{Expr, Hole, Ty};
use crate::diagnostics::{Diagnostic, Severity};
use crate::program::builtins::{BuiltinOp, TimeOp};
use crate::program::ty::Type;
use crate::program::{self, Const, ExprKind};
use crate::source::Span;
use crate::syntax::ast;

/// Folds a constant expression that must have the type `expected`; `None` where it was reported.
pub(crate) fn check_constant(cx: &Context<'_>, value: &ast::Expr, expected: &Type, diagnostics: &mut Vec<Diagnostic>) -> Option<Const> {
    let why = Why::Constant;
    constant(cx, value, Some((expected, &why)), diagnostics).map(|(value, _)| value)
}

/// Folds a constant expression and finds its type; `None` where it was reported.
pub(crate) fn infer_constant(cx: &Context<'_>, value: &ast::Expr, diagnostics: &mut Vec<Diagnostic>) -> Option<(Const, Type)> {
    constant(cx, value, None, diagnostics)
}

/// Reports what is wrong with a constant whose type was to be said by something that is reported.
pub(crate) fn look_at_constant(cx: &Context<'_>, value: &ast::Expr, diagnostics: &mut Vec<Diagnostic>) {
    let mut checker = Checker::new(*cx, None);
    checker.incomplete = true;
    checker.in_constant(value, None);
    diagnostics.append(&mut checker.diagnostics);
}

fn constant(
    cx: &Context<'_>,
    value: &ast::Expr,
    expected: Option<(&Type, &Why<'_>)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Const, Type)> {
    let mut checker = Checker::new(*cx, None);
    let expr = checker.in_constant(value, expected);
    let broken = checker.incomplete || checker.diagnostics.iter().any(|found| found.severity == Severity::Error) || expr.ty.is_invalid();
    let folded = if broken { None } else { checker.folded(&expr) };
    diagnostics.append(&mut checker.diagnostics);
    folded.map(|folded| (folded, expr.ty))
}

impl Checker<'_> {
    /// Checks an expression in which only constants are known.
    fn in_constant(&mut self, value: &ast::Expr, expected: Option<(&Type, &Why<'_>)>) -> program::Expr {
        self.constant = true;
        self.push_scope();
        self.frames.push(Frame { result: Ty::Hole(Hole::Invalid), stated: true, stated_at: None, loops: Vec::new(), closure: None });
        let expr = match expected {
            Some((expected, why)) => {
                let expected = self.infer.lift(expected);
                self.check(value, &expected, why)
            }
            None => self.infer(value, Want::Any),
        };
        self.check_ordered();
        self.finish_expr(expr)
    }

    fn folded(&mut self, expr: &program::Expr) -> Option<Const> {
        let found = match fold::fold(self.cx.program, expr) {
            Ok(value) => return Some(value),
            Err(Stop::Reported) => return None,
            Err(Stop::Fails(span, failure)) => report::constant::fails(&failure, span),
            Err(Stop::TooLarge(span)) => report::constant::too_large(span),
            Err(Stop::NotConstant(span, unknown)) => report::constant::not_constant(unknown, span),
        };
        self.report(found);
        None
    }

    /// The default of what was left out.
    pub(super) fn left_out(&mut self, default: &Const, ty: &Type, span: Span) -> Expr {
        let ty = self.infer.lift(ty);
        if self.cx.program.volume.keep(default, 1) { self.constant(default.clone(), ty, span) } else { self.reported(span) }
    }

    /// A call of a builtin; a conversion of a literal is done now.
    pub(super) fn fold_call(&mut self, op: BuiltinOp, args: Vec<Expr>, ty: Ty, span: Span) -> Expr {
        if op == BuiltinOp::Time(TimeOp::DatetimeFromStr)
            && let [Expr { kind: ExprKind::Const(text), span: at, .. }] = args.as_slice()
        {
            match fold::call(op, std::slice::from_ref(text)) {
                Ok(Some(value)) => return self.constant(value, ty, span),
                Ok(None) => {}
                Err(failure) => {
                    self.report(report::constant::always_fails(&failure, *at));
                    return self.reported(span);
                }
            }
        }
        self.builtin_expr(op, args, ty, span)
    }
}
