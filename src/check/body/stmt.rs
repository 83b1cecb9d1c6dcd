//! Statements.

use super::place::Assignment;
use super::report::{Why, statement};
use super::scope::{Info, Initial};
use super::{Checker, Want};
use crate::check::assign::Solver;
use crate::check::resolve::resolve_type;
use crate::check::ty::{Expr, Hole, Stmt, StmtKind, Ty};
use crate::program::{BinaryOperands, Const, ExprKind, LocalPattern};
use crate::source::{Name, Span};
use crate::syntax::ast::{self, BinaryOp, NodeTail, Pattern, TypeExpr};

/// The operands of a `/` of two `int`s.
fn division(value: &Expr) -> Option<(Span, Span)> {
    match &value.kind {
        ExprKind::Binary(BinaryOp::Div, BinaryOperands::Int, left, right) => Some((left.span, right.span)),
        _ => None,
    }
}

impl Checker<'_> {
    /// A statement, and whether nothing after it is reached.
    pub(super) fn statement(&mut self, stmt: &ast::Stmt) -> (Stmt, bool) {
        let (kind, never) = match &stmt.kind {
            ast::StmtKind::Let { mutable, pattern, ty, value, tail } => {
                self.stray_tail(tail);
                self.let_stmt(*mutable, pattern, ty.as_ref(), value, stmt.span)
            }
            ast::StmtKind::Assign { target, op, value } => self.assign(&Assignment { target, op: *op, value, span: stmt.span }),
            ast::StmtKind::Expr { value, tail } => {
                self.stray_tail(tail);
                let value = self.dropped(value);
                let never = value.ty == Ty::Never;
                (StmtKind::Expr(value), never)
            }
            ast::StmtKind::Return { value, tail } => {
                self.stray_tail(tail);
                (StmtKind::Return(self.return_value(value.as_ref(), stmt.span)), true)
            }
            ast::StmtKind::While { condition, body } => {
                self.forget_assigned_in(stmt.span);
                self.while_stmt(condition, body)
            }
            ast::StmtKind::For { pattern, iterable, body } => (self.for_stmt(pattern, iterable, body), false),
            ast::StmtKind::Error(error) => self.error_stmt(error, stmt.span),
            ast::StmtKind::Break => self.jump("break", StmtKind::Break, stmt.span),
            ast::StmtKind::Continue => self.jump("continue", StmtKind::Continue, stmt.span),
            ast::StmtKind::Assert { condition, message } => {
                let text = crate::syntax::one_line(self.cx.sources.text(condition.span));
                let checked = self.check(condition, &Ty::Bool, &Why::Condition("the condition of `assert`"));
                let message = message.as_ref().map(|message| self.check(message, &Ty::Str, &Why::Other("the message of `assert`")));
                let facts = self.facts_of(&checked, true);
                self.facts.extend(facts);
                (StmtKind::Assert(checked, message, Name::from(text)), false)
            }
        };
        (Stmt { kind, span: stmt.span }, never)
    }

    /// An expression whose value is dropped. The type of an empty one is that of the result, of which it is most likely a part.
    fn dropped(&mut self, value: &ast::Expr) -> Expr {
        let result = self.frames.last().map_or(Ty::Unit, |frame| self.infer.shallow(&frame.result));
        match (value.kind(), &result) {
            (ast::ExprKind::None, _) => Expr { kind: ExprKind::Const(Const::None), ty: Ty::None, span: value.span },
            (ast::ExprKind::List(elements), Ty::List(_)) if elements.is_empty() => self.check(value, &result, &Why::Other("the value")),
            (ast::ExprKind::Map(entries), Ty::Map(_)) if entries.is_empty() => self.check(value, &result, &Why::Other("the value")),
            _ => self.infer(value, Want::Nothing),
        }
    }

    /// `with` and `after` following an expression of task code.
    pub(super) fn stray_tail(&mut self, tail: &NodeTail) {
        if let Some(options) = &tail.options {
            self.report(statement::options_in_code(options.span));
        }
        if let Some(first) = tail.after.first() {
            self.report(statement::order_in_code(first.span));
        }
    }

    /// A statement with a syntax error: it may declare and assign what it names, and it may leave the block.
    fn error_stmt(&mut self, error: &ast::ErrorStmt, span: Span) -> (StmtKind, bool) {
        self.incomplete = true;
        self.cx.index.skip();
        for name in &error.mentions {
            for id in self.names.get(&name.name).cloned().unwrap_or_default() {
                self.forget(id, &[]);
            }
        }
        for name in &error.declares {
            self.declare_local(&name.name, Ty::Hole(Hole::Invalid), true, Info::statement(name.span, span));
        }
        (StmtKind::Expr(self.reported(span)), true)
    }

    fn let_stmt(&mut self, mutable: bool, pattern: &Pattern, ty: Option<&TypeExpr>, value: &ast::Expr, span: Span) -> (StmtKind, bool) {
        let value = match ty {
            Some(written) => {
                let ty = self.written_type(written);
                let name = match pattern {
                    Pattern::Name(name) => name.name.as_str(),
                    _ => "the value",
                };
                let value = self.check(value, &ty, &Why::Declared(name, written.span));
                let ty = if value.ty == Ty::Never { Ty::Never } else { ty };
                let initial = Initial { ty: Some(written.span), value: value.span, division: None };
                return self.bind_let(mutable, pattern, &ty, value, span, initial);
            }
            None => self.infer(value, Want::Any),
        };
        if value.ty == Ty::Unit {
            self.nothing(value.span, None);
        }
        let ty = if value.ty == Ty::Unit { Ty::Hole(Hole::Invalid) } else { value.ty.clone() };
        let initial = Initial { ty: None, value: value.span, division: division(&value) };
        self.bind_let(mutable, pattern, &ty, value, span, initial)
    }

    /// The type that is written in a body.
    pub(super) fn written_type(&mut self, written: &TypeExpr) -> Ty {
        let ty = resolve_type(&self.cx, written, &mut self.diagnostics);
        self.infer.lift(&ty)
    }

    fn bind_let(&mut self, mutable: bool, pattern: &Pattern, ty: &Ty, value: Expr, span: Span, initial: Initial) -> (StmtKind, bool) {
        self.output_positions(pattern, &value);
        let never = value.ty == Ty::Never;
        let declared = if never { Ty::Hole(Hole::Invalid) } else { ty.clone() };
        let outputs = self.outputs_held_by(&value).map(|(task, _)| task);
        let info = if let Pattern::Tuple(..) = pattern { Info::member } else { Info::statement };
        let bound = self.pattern(pattern, &declared, mutable, &|name| info(name, span));
        if let LocalPattern::Local(id) = bound {
            let info = self.info_mut(id);
            info.initial = Some(initial);
            info.outputs = outputs.filter(|_| !mutable);
        }
        (StmtKind::Let(bound, value), never)
    }

    fn while_stmt(&mut self, condition: &ast::Expr, body: &ast::Block) -> (StmtKind, bool) {
        let condition = self.check(condition, &Ty::Bool, &Why::Condition("a condition"));
        let facts = self.facts_of(&condition, true);
        self.enter_loop();
        let (body, _) = self.with_facts(facts, |this| this.block(body, Want::Nothing));
        let left = self.leave_loop();
        let forever = matches!(condition.kind, ExprKind::Const(Const::Bool(true))) && !left;
        (StmtKind::While(condition, body), forever)
    }

    fn for_stmt(&mut self, pattern: &Pattern, iterable: &ast::Expr, body: &ast::Block) -> StmtKind {
        let iterable = self.infer(iterable, Want::Any);
        self.push_scope();
        let (pattern, kind) = self.iteration(pattern, &iterable);
        self.forget_assigned_in(body.span);
        self.enter_loop();
        let (body, _) = self.block(body, Want::Nothing);
        self.leave_loop();
        self.pop_scope();
        StmtKind::For { pattern, iterable, kind, body }
    }

    fn enter_loop(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.loops.push(false);
        }
    }

    /// Whether a `break` leaves the loop.
    fn leave_loop(&mut self) -> bool {
        self.frames.last_mut().and_then(|frame| frame.loops.pop()).unwrap_or_default()
    }

    fn jump(&mut self, word: &str, kind: StmtKind, span: Span) -> (StmtKind, bool) {
        if let (StmtKind::Break, Some(left)) = (&kind, self.frames.last_mut().and_then(|frame| frame.loops.last_mut())) {
            *left = true;
        }
        let frame = self.frames.last();
        if frame.is_none_or(|frame| frame.loops.is_empty()) {
            self.report(statement::outside_of_loop(word, span, frame.and_then(|frame| frame.closure)));
        }
        (kind, true)
    }
}
