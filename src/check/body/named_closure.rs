//! `let scale = |v| v * by`: a closure that gets a name. Closures are not values here: where only builtins get it, it is written there.

use super::Checker;
use super::report::call as report;
use crate::diagnostics::Edit;
use crate::source::{Name, Span};
use crate::syntax::ast::visit::{Visit, parts};
use crate::syntax::ast::{Arg, Closure, Expr, ExprKind, Pattern, Stmt, StmtKind};

/// A variable whose value is a closure, and where it is used.
struct Named<'a> {
    /// The place of the closure.
    closure: Span,
    name: Option<&'a Name>,
    stmt: Option<Span>,
    /// The arguments that are the variable.
    given: Vec<Span>,
    /// Its calls.
    called: Vec<&'a [Arg]>,
    /// Other uses.
    others: usize,
}

impl Named<'_> {
    fn is_name(&self, expr: &Expr) -> bool {
        matches!(expr.kind(), ExprKind::Name(name) if self.name == Some(name))
    }
}

impl<'a> Visit<'a> for Named<'a> {
    fn stmt(&mut self, stmt: &'a Stmt) {
        if let StmtKind::Let { pattern: Pattern::Name(name), value, .. } = &stmt.kind
            && value.span == self.closure
        {
            (self.name, self.stmt) = (Some(&name.name), Some(stmt.span));
        }
        parts::stmt(self, stmt);
    }

    fn expr(&mut self, expr: &'a Expr) {
        if let ExprKind::Call { callee, args } = expr.kind() {
            if self.is_name(callee) {
                self.called.push(args);
            } else {
                self.expr(callee);
            }
            for arg in args {
                if self.is_name(&arg.value) {
                    self.given.push(arg.value.span);
                } else {
                    self.expr(&arg.value);
                }
            }
            return;
        }
        if self.is_name(expr) {
            self.others += 1;
        }
        parts::expr(self, expr);
    }
}

impl Checker<'_> {
    /// Reports a closure that is not an argument of a builtin.
    pub(super) fn misplaced_closure(&mut self, closure: &Closure, span: Span) {
        let mut named = Named { closure: span, name: None, stmt: None, given: Vec::new(), called: Vec::new(), others: 0 };
        if let Some(code) = self.code {
            named.block(code);
        }
        let code = self.cx.sources.text(span);
        let found = match (named.name, named.stmt) {
            (Some(name), Some(stmt)) if named.called.is_empty() && named.others == 0 && !named.given.is_empty() => {
                let uses = named.given.iter().map(|given| Edit { span: *given, text: code.to_owned() });
                let edits = [Edit { span: self.line_of(stmt), text: String::new() }].into_iter().chain(uses).collect();
                report::closure_in_variable(span, name, code, edits)
            }
            (Some(name), _) if !named.called.is_empty() => {
                let params: Vec<&str> = closure.params.iter().map(|param| self.cx.sources.text(param.span())).collect();
                report::closure_called(span, name, &params, self.cx.sources.text(closure.body.span))
            }
            _ => report::closure_misplaced(span),
        };
        self.report(found);
    }

    /// A statement with the rest of its line, if nothing else is on it.
    fn line_of(&self, stmt: Span) -> Span {
        let text = &self.cx.sources.file(stmt.file).text;
        let after = text.get(stmt.end as usize..).unwrap_or_default();
        match (self.indent_of(stmt), after.strip_prefix('\n')) {
            (Some(indent), Some(_)) => Span { start: stmt.start - indent.len() as u32, end: stmt.end + 1, ..stmt },
            _ => stmt,
        }
    }
}
