//! Findings that say less than another one: a sign of another language, where more than the sign has to be written in another way.
//!
//! The syntax repairs the sign and reads the rest, so the checks look at it: a function of another language, say, is answered with the whole call
//! as it is written here, and a word about its `=` would be a second one about the same mistake.

use rustc_hash::FxHashSet;

use crate::diagnostics::codes::syntax::{EQUALS_FOR_COLON, FOREIGN_OPERATOR};
use crate::diagnostics::{Diagnostic, Severity};
use crate::source::Span;
use crate::syntax::ast::visit::{Visit, parts};
use crate::syntax::ast::{Expr, ExprKind, Module};

/// Whether a finding is about a sign that the syntax repaired.
fn is_about_sign(found: &Diagnostic) -> bool {
    found.code == &EQUALS_FOR_COLON || found.code == &FOREIGN_OPERATOR
}

/// Drops the findings about signs where another one is about what they are part of.
pub(super) fn drop_signs(modules: &[&Module], findings: &mut Vec<Diagnostic>) {
    let signs: Vec<Span> = findings.iter().filter(|found| is_about_sign(found)).filter_map(Diagnostic::span).collect();
    if signs.is_empty() {
        return;
    }
    let others = || findings.iter().filter(|found| !is_about_sign(found) && found.severity == Severity::Error);
    let replaced: Vec<Span> = others().filter_map(|found| found.fix.as_ref()).flat_map(|fix| &fix.edits).map(|edit| edit.span).collect();
    let explained = signs.iter().copied().filter(|sign| replaced.iter().any(|edit| edit.contains(*sign))).collect();
    let mut calls = Calls { errors: others().filter_map(Diagnostic::span).collect(), signs, explained };
    for module in modules {
        if calls.signs.iter().any(|span| span.file == module.file) {
            module.items.iter().for_each(|item| calls.item(item));
        }
    }
    findings.retain(|found| !is_about_sign(found) || found.span().is_none_or(|span| !calls.explained.contains(&span)));
}

/// Looks for the calls whose arguments have such a sign.
struct Calls {
    /// The signs of findings.
    signs: Vec<Span>,
    /// The places of other errors.
    errors: Vec<Span>,
    /// The signs of which another error says more.
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
                    self.explained.extend(self.signs.iter().filter(|written| sign.contains(**written)));
                }
            }
        }
        parts::expr(self, expr);
    }
}
