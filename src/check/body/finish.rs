//! The end of a check: decided types go into the typed tree, and types that nothing decided are reported.

use std::collections::BTreeSet;

use super::Checker;
use super::infer::Open;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::types::TYPE_NOT_KNOWN;
use crate::program::ty::Type;
use crate::program::{Block, Body, Clause, Comprehension, Expr, ExprKind, PlaceStep, Stmt, StmtKind};
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

    fn block(&mut self, block: &mut Block) {
        for stmt in &mut block.stmts {
            self.stmt(stmt);
        }
        if let Some(value) = &mut block.value {
            self.expr(value);
        }
    }

    fn stmt(&mut self, stmt: &mut Stmt) {
        match &mut stmt.kind {
            StmtKind::Let(_, value) | StmtKind::Expr(value) => self.expr(value),
            StmtKind::Assign { place, value, .. } => {
                self.decide(&mut place.ty);
                for step in &mut place.steps {
                    if let PlaceStep::Index(index) | PlaceStep::Key(index) = step {
                        self.expr(index);
                    }
                }
                self.expr(value);
            }
            StmtKind::Return(value) => {
                if let Some(value) = value {
                    self.expr(value);
                }
            }
            StmtKind::While(condition, body) => {
                self.expr(condition);
                self.block(body);
            }
            StmtKind::For { iterable, body, .. } => {
                self.expr(iterable);
                self.block(body);
            }
            StmtKind::Break | StmtKind::Continue => {}
            StmtKind::Assert(condition, message, _) => {
                self.expr(condition);
                if let Some(message) = message {
                    self.expr(message);
                }
            }
        }
    }

    fn exprs<'e>(&mut self, exprs: impl IntoIterator<Item = &'e mut Expr>) {
        for expr in exprs {
            self.expr(expr);
        }
    }

    fn comprehension(&mut self, comprehension: &mut Comprehension) {
        self.exprs(&mut comprehension.key);
        self.expr(&mut comprehension.value);
        for clause in &mut comprehension.clauses {
            match clause {
                Clause::For(_, iterable, _) => self.expr(iterable),
                Clause::If(condition) => self.expr(condition),
            }
        }
    }

    fn expr(&mut self, expr: &mut Expr) {
        if !matches!(expr.ty, Type::Int | Type::Float | Type::Str | Type::Bool | Type::Unit) {
            self.decide(&mut expr.ty);
        }
        match &mut expr.kind {
            ExprKind::Const(_) | ExprKind::Global(_) | ExprKind::Local(_) | ExprKind::Invalid => {}
            ExprKind::Join(parts)
            | ExprKind::List(parts)
            | ExprKind::Tuple(parts)
            | ExprKind::Struct(_, parts)
            | ExprKind::CallFn(_, parts)
            | ExprKind::CallTask(_, parts)
            | ExprKind::Builtin(_, parts) => self.exprs(parts),
            ExprKind::Map(entries) => {
                for (key, value) in entries {
                    self.expr(key);
                    self.expr(value);
                }
            }
            ExprKind::Comprehension(comprehension) => self.comprehension(comprehension),
            ExprKind::Field(base, _) | ExprKind::Member(base, _) | ExprKind::Unary(_, base) | ExprKind::Widen(base) => self.expr(base),
            ExprKind::Index(base, index, _) => {
                self.expr(base);
                self.expr(index);
            }
            ExprKind::Slice(base, start, end, _) => {
                self.expr(base);
                self.exprs(start.as_deref_mut());
                self.exprs(end.as_deref_mut());
            }
            ExprKind::Closure(closure) => {
                self.decide(&mut closure.result);
                self.block(&mut closure.body);
            }
            ExprKind::Binary(_, _, left, right) => {
                self.expr(left);
                self.expr(right);
            }
            ExprKind::If(condition, then, otherwise) => {
                self.expr(condition);
                self.block(then);
                if let Some(otherwise) = otherwise {
                    self.block(otherwise);
                }
            }
            ExprKind::Match(subject, arms) => {
                self.expr(subject);
                for arm in arms {
                    self.exprs(&mut arm.guard);
                    self.block(&mut arm.body);
                }
            }
            ExprKind::Block(block) => self.block(block),
        }
    }
}
