//! Checks of code: the bodies of tasks and `fn`s, and constant expressions.

use super::context::Context;
use super::ty::Type;
use super::typed::{Body, Const, TaskDef, Variable};
use crate::diagnostics::Diagnostic;
use crate::syntax::ast;

/// Checks the body of a `fn` whose first locals are `params`. `result` is the stated result (nothing is [`Type::Unit`]); `None` asks for the
/// type that the body has, which is given back. The body is `None` where something of it was reported.
pub fn check_body(
    _cx: &Context<'_>,
    _params: &[Variable],
    result: Option<&Type>,
    _block: &ast::Block,
    _diagnostics: &mut Vec<Diagnostic>,
) -> (Option<Body>, Type) {
    (None, result.cloned().unwrap_or(Type::Unknown))
}

/// Checks the body of a task: its values against the outputs, by name where they have names, and what it reads of the environment against
/// the options. `None` where something of it was reported.
pub fn check_task_body(_cx: &Context<'_>, _task: &TaskDef, _block: &ast::Block, _diagnostics: &mut Vec<Diagnostic>) -> Option<Body> {
    None
}

/// Folds a constant expression that must have the type `expected`; `None` where it was reported.
pub fn check_constant(_cx: &Context<'_>, _value: &ast::Expr, _expected: &Type, _diagnostics: &mut Vec<Diagnostic>) -> Option<Const> {
    None
}

/// Folds a constant expression and finds its type; `None` where it was reported.
pub fn infer_constant(_cx: &Context<'_>, _value: &ast::Expr, _diagnostics: &mut Vec<Diagnostic>) -> Option<(Const, Type)> {
    None
}
