//! The type that an expression has as task code, for messages about code in the wrong place: nothing is reported, and nothing written down.

use super::scope::Info;
use super::{Checker, Frame, Want};
use crate::check::context::Context;
use crate::check::index::Recorder;
use crate::check::ty::{Hole, Ty};
use crate::diagnostics::Severity;
use crate::program::ty::Type;
use crate::source::{Name, Span};
use crate::syntax::ast;

/// The type of an expression in which `params` are variables; `None` if it would have an error.
pub(crate) fn type_as_code(cx: &Context<'_>, params: &[(Name, Span, Type)], value: &ast::Expr) -> Option<Type> {
    let index = Recorder::default();
    let mut checker = Checker::new(Context { index: &index, ..*cx }, None);
    checker.push_scope();
    for (name, span, ty) in params {
        let ty = checker.infer.lift(ty);
        checker.declare_local(name, ty, false, Info::param(*span));
    }
    checker.frames.push(Frame { result: Ty::Hole(Hole::Invalid), stated: true, stated_at: None, loops: Vec::new(), closure: None });
    let expr = checker.infer(value, Want::Any);
    checker.check_ordered();
    let expr = checker.finish_expr(expr);
    let broken = checker.incomplete
        || checker.infer.has_holes()
        || expr.ty.is_invalid()
        || checker.diagnostics.iter().any(|found| found.severity == Severity::Error);
    (!broken).then_some(expr.ty)
}
