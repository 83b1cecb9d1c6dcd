//! Statements and blocks.

use super::{Lower, Node, report};
use crate::source::Span;
use crate::syntax::ast::uses;
use crate::syntax::ast::{Block, ErrorStmt, Expr, ExprKind, Ident, NodeTail, Pattern, Stmt, StmtKind, TypeExpr};
use crate::syntax::grammar::Rule;

/// The free names of an expression.
fn names(expr: &Expr) -> Vec<Ident> {
    uses::of_expr(expr).into_iter().map(|used| Ident { name: used.name, span: used.span }).collect()
}

impl Lower<'_> {
    /// `{ … }`
    pub(super) fn block(&mut self, pair: Node<'_>) -> Block {
        let span = self.span(&pair);
        let parts = pair.into_inner();
        let mut stmts = Vec::with_capacity(parts.len());
        stmts.extend(parts.filter_map(|part| self.statement(part)));
        Block { stmts, span }
    }

    pub(super) fn statement(&mut self, pair: Node<'_>) -> Option<Stmt> {
        let span = self.span(&pair);
        let kind = match pair.as_rule() {
            Rule::let_stmt => self.let_stmt(pair)?,
            Rule::expr_stmt => self.expr_stmt(pair)?,
            Rule::return_stmt => self.return_stmt(pair),
            Rule::for_stmt => self.for_stmt(pair),
            Rule::while_stmt => self.while_stmt(pair)?,
            Rule::error => StmtKind::Error(self.replaced(span)),
            Rule::kw_break => StmtKind::Break,
            Rule::kw_continue => StmtKind::Continue,
            Rule::assert_stmt => self.assert_stmt(pair)?,
            _ => return None,
        };
        Some(Stmt { kind, span })
    }

    /// What recovery replaced at a place.
    pub(super) fn replaced(&mut self, span: Span) -> ErrorStmt {
        let found = self.errors.iter_mut().find(|(start, _)| *start == span.start);
        found.map(|(_, error)| std::mem::take(error)).unwrap_or_default()
    }

    fn let_stmt(&mut self, pair: Node<'_>) -> Option<StmtKind> {
        let mut mutable = false;
        let mut pattern: Option<Pattern> = None;
        let mut ty: Option<TypeExpr> = None;
        let mut value: Option<Expr> = None;
        let mut tail = NodeTail::default();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::kw_var => mutable = true,
                Rule::pattern => pattern = Some(self.pattern(part)),
                Rule::type_expr => ty = Some(self.type_expr(part)),
                Rule::expr => value = Some(self.expr(part)),
                _ => self.tail(part, &mut tail),
            }
        }
        Some(StmtKind::Let { mutable, pattern: pattern?, ty, value: value?, tail })
    }

    fn expr_stmt(&mut self, pair: Node<'_>) -> Option<StmtKind> {
        let mut inner = pair.into_inner();
        let first = self.expr(inner.next()?);
        let mut tail = NodeTail::default();
        let mut op = None;
        for part in inner {
            match part.as_rule() {
                Rule::assign_op => {
                    op = self.tokens.get(part.as_span().start()).and_then(|token| super::expr::assign_op(token.kind));
                }
                Rule::expr => {
                    let value = self.expr(part);
                    return Some(match self.check_target(&first) {
                        true => StmtKind::Assign { target: first, op, value },
                        // `(a, b) = …` was meant to declare them; a call declares nothing.
                        false if matches!(first.kind(), ExprKind::Tuple(_)) => {
                            StmtKind::Error(ErrorStmt { declares: names(&first), mentions: names(&value) })
                        }
                        false => {
                            let mentions = names(&first).into_iter().chain(names(&value)).collect();
                            StmtKind::Error(ErrorStmt { declares: Vec::new(), mentions })
                        }
                    });
                }
                _ => self.tail(part, &mut tail),
            }
        }
        Some(StmtKind::Expr { value: first, tail })
    }

    /// Only names and paths of fields and indices from one can be assigned to.
    fn check_target(&mut self, target: &Expr) -> bool {
        let mut place = target;
        loop {
            place = match (&place.written, place.kind()) {
                (ExprKind::Name(_), _) => return true,
                (_, ExprKind::Field { base, .. } | ExprKind::Index { base, .. }) => base,
                _ => break,
            };
        }
        self.report(report::assignment_target(target.kind(), target.span));
        false
    }

    fn return_stmt(&mut self, pair: Node<'_>) -> StmtKind {
        let mut value = None;
        let mut tail = NodeTail::default();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::expr => value = Some(self.expr(part)),
                _ => self.tail(part, &mut tail),
            }
        }
        StmtKind::Return { value, tail }
    }

    fn while_stmt(&mut self, pair: Node<'_>) -> Option<StmtKind> {
        let mut inner = pair.into_inner();
        let condition = self.expr(inner.next()?);
        let body = self.block(inner.next()?);
        Some(StmtKind::While { condition, body })
    }

    fn assert_stmt(&mut self, pair: Node<'_>) -> Option<StmtKind> {
        let mut inner = pair.into_inner().filter(|part| part.as_rule() == Rule::expr);
        let condition = self.expr(inner.next()?);
        let message = inner.next().map(|message| self.expr(message));
        Some(StmtKind::Assert { condition, message })
    }

    /// `with { … }` or `after a, b`, each once.
    fn tail(&mut self, pair: Node<'_>, tail: &mut NodeTail) {
        let span = self.span(&pair);
        if pair.as_rule() == Rule::with_tail {
            let record = self.with_record(pair);
            if let Some(first) = &tail.options {
                self.report(report::second_with(span, first.span));
            } else {
                tail.options = record;
            }
            return;
        }
        let names: Vec<Ident> = pair.into_inner().filter(|part| part.as_rule() == Rule::ident).map(|name| self.ident(&name)).collect();
        if let Some(first) = tail.after.first() {
            self.report(report::second_after(span, first.span));
        }
        tail.after.extend(names);
    }
}
