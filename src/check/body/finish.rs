//! The end of a check: the code gets the types that were decided, and those that nothing decided are reported.
//!
//! This is the only way from the types of this stage to those of a program.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::infer::Open;
use super::scope::Info;
use super::{Checker, report};
use crate::check::ty::{Block, Expr, Ty};
use crate::diagnostics::Severity;
use crate::program::builtins::{BuiltinOp, RunOp};
use crate::program::ty::{Invalid, Type};
use crate::program::{self, Body, Const, ExprKind, Local, Typing};
use crate::source::Span;

impl Checker<'_> {
    /// The body with all types decided.
    pub(super) fn finish_body(&mut self, block: Block) -> Body {
        if !self.incomplete && !self.infer.has_holes() && !self.diagnostics.iter().any(|found| found.severity == Severity::Error) {
            self.infer.leave_no_holes();
        }
        let locals = std::mem::take(&mut self.locals);
        let mut finish = Finish { checker: self, reported: BTreeSet::new() };
        let locals = locals.into_iter().map(|Local { name, ty, mutable }| Local { name, ty: finish.decide(&ty), mutable }).collect();
        Body { locals, block: block.with_types(&mut finish), invalid: false }
    }

    /// The keyword and the name of the variable that is declared with a value.
    pub(super) fn declared_with(&self, value: Span) -> Option<(&'static str, &str)> {
        let is_it = |info: &&Info| info.initial.is_some_and(|initial| initial.value == value);
        let info = self.infos.iter().find(is_it)?;
        let statement = info.stmt.map(|stmt| self.cx.sources.text(stmt)).unwrap_or_default();
        Some((if statement.starts_with("var") { "var" } else { "let" }, self.cx.sources.text(info.span)))
    }

    /// The expression with all types decided.
    pub(super) fn finish_expr(&mut self, expr: Expr) -> program::Expr {
        let mut finish = Finish { checker: self, reported: BTreeSet::new() };
        expr.with_types(&mut finish)
    }
}

struct Finish<'f, 'a> {
    checker: &'f mut Checker<'a>,
    reported: BTreeSet<Span>,
}

impl Typing<Ty, Type> for Finish<'_, '_> {
    fn of(&mut self, ty: Ty) -> Type {
        self.decide(&ty)
    }

    fn invalid(&mut self) -> ExprKind {
        if self.checker.infer.leaves_holes() {
            return ExprKind::Invalid;
        }
        let message = ExprKind::Const(Const::Str(Arc::from("this code is never reached")));
        let message = program::Expr { kind: message, ty: Type::Str, span: Span::default() };
        ExprKind::Builtin(BuiltinOp::Run(RunOp::Fail), vec![message])
    }
}

impl Finish<'_, '_> {
    fn decide(&mut self, ty: &Ty) -> Type {
        self.checker.infer.lower(ty).unwrap_or_else(|variables| {
            for variable in variables {
                if let Some((open, span)) = self.checker.infer.origin(variable) {
                    self.undecided(open, span);
                }
            }
            Type::Hole(Invalid)
        })
    }

    fn undecided(&mut self, open: Open, span: Span) {
        let broken = self.checker.diagnostics.iter().any(|found| found.severity == Severity::Error);
        if self.checker.is_missing_something() || !self.reported.insert(span) || (broken && matches!(open, Open::Call | Open::Result)) {
            return;
        }
        let found = report::value::type_not_decided(open, span, self.checker.declared_with(span));
        self.checker.report(found);
    }
}
