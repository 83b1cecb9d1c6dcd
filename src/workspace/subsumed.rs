//! Findings that say less than another one: `=` for `:` in a call, where the call itself has to be written in another way.
//!
//! The syntax repairs the `=` and reads the call, so the checks look at what is called: a function of another language, say, is answered with
//! the whole call as it is written here, and a word about its arguments would be a second one about the same mistake.

use rustc_hash::FxHashSet;

use crate::diagnostics::codes::syntax::EQUALS_FOR_COLON;
use crate::diagnostics::{Diagnostic, Severity};
use crate::source::Span;
use crate::syntax::ast::visit::{Visit, parts};
use crate::syntax::ast::{Expr, ExprKind, Module};

/// Drops the findings about `=` in calls that other findings are about.
pub(super) fn drop_equals(modules: &[&Module], findings: &mut Vec<Diagnostic>) {
    let equals: Vec<Span> = findings.iter().filter(|found| found.code == &EQUALS_FOR_COLON).filter_map(Diagnostic::span).collect();
    if equals.is_empty() {
        return;
    }
    let others = findings.iter().filter(|found| found.code != &EQUALS_FOR_COLON && found.severity == Severity::Error);
    let mut calls = Calls { equals, errors: others.filter_map(Diagnostic::span).collect(), explained: FxHashSet::default() };
    for module in modules {
        if calls.equals.iter().any(|span| span.file == module.file) {
            module.items.iter().for_each(|item| calls.item(item));
        }
    }
    findings.retain(|found| found.code != &EQUALS_FOR_COLON || found.span().is_none_or(|span| !calls.explained.contains(&span)));
}

/// Looks for the calls that hold an `=`.
struct Calls {
    equals: Vec<Span>,
    /// The places of other errors.
    errors: Vec<Span>,
    /// The `=` of calls with another error.
    explained: FxHashSet<Span>,
}

impl<'a> Visit<'a> for Calls {
    fn expr(&mut self, expr: &'a Expr) {
        if let ExprKind::Call { callee, args } = expr.kind() {
            let is_about_call = |error: &Span| *error == expr.span || callee.span.contains(*error) && error.end == callee.span.end;
            if self.errors.iter().any(is_about_call) {
                for arg in args {
                    let Some(name) = &arg.name else { continue };
                    let sign = Span { end: arg.value.span.start, ..name.span.tail() };
                    self.explained.extend(self.equals.iter().filter(|equals| sign.contains(**equals)));
                }
            }
        }
        parts::expr(self, expr);
    }
}
