//! The end of a check: decided types go into the typed tree, and types that nothing decided are reported.

use std::collections::BTreeSet;

use super::Checker;
use super::infer::Open;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::types::TYPE_NOT_KNOWN;
use crate::program::ty::Type;
use crate::program::visit::VisitMut;
use crate::program::{Block, Body, Expr};
use crate::source::Span;

impl Checker<'_> {
    /// The typed body with all types decided.
    pub(super) fn finish_body(&mut self, mut block: Block) -> Body {
        let mut locals = std::mem::take(&mut self.locals);
        let mut open = Finish { checker: self, reported: BTreeSet::new() };
        for local in &mut locals {
            open.decide(&mut local.ty);
        }
        open.block(&mut block);
        Body { locals, block, invalid: false }
    }

    /// The typed expression with all types decided.
    pub(super) fn finish_expr(&mut self, expr: &mut Expr) {
        Finish { checker: self, reported: BTreeSet::new() }.expr(expr);
    }
}

struct Finish<'f, 'a> {
    checker: &'f mut Checker<'a>,
    reported: BTreeSet<Span>,
}

impl Finish<'_, '_> {
    fn decide(&mut self, ty: &mut Type) {
        let decided = self.checker.infer.zonk(ty);
        let mut variables = Vec::new();
        self.checker.infer.open(&decided, &mut variables);
        for variable in &variables {
            if let Some((open, span)) = self.checker.infer.origin(*variable) {
                self.undecided(open, span);
            }
        }
        *ty = if variables.is_empty() { decided } else { Type::Unknown };
    }

    fn undecided(&mut self, open: Open, span: Span) {
        let broken = self.checker.diagnostics.iter().any(|found| found.severity == crate::diagnostics::Severity::Error);
        if self.checker.is_missing_something() || !self.reported.insert(span) || (broken && matches!(open, Open::Call | Open::Result)) {
            return;
        }
        let (message, label, help) = match open {
            Open::List => {
                ("cannot infer the type of the elements of this list", "the empty list", "declare its type: `let xs: [int] = []`")
            }
            Open::Map => ("cannot infer the type of the values of this map", "the empty map", "declare its type: `let m: {str: int} = {}`"),
            Open::None => ("cannot infer the type of this `none`", "only `none`", "declare its type: `let x: int? = none`"),
            Open::Call => {
                ("cannot infer the type of the result of this call", "called here", "declare the type of the variable: `let x: int? = …`")
            }
            Open::Result => ("cannot infer the type of the result of this body", "this body", "declare the type of the result: `-> int`"),
        };
        self.checker.diagnostics.push(Diagnostic::new(&TYPE_NOT_KNOWN, message).at(span, label).help(help));
    }
}

impl VisitMut for Finish<'_, '_> {
    fn ty(&mut self, ty: &mut Type) {
        if !matches!(ty, Type::Int | Type::Float | Type::Str | Type::Bool | Type::Unit) {
            self.decide(ty);
        }
    }
}
