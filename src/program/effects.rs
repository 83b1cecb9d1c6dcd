//! The effects of evaluating code besides its value: it may assign, leave the code around it, fail, or be observable from outside.
//!
//! Operands are evaluated from left to right, and operands that `??` or a default does not need are not evaluated at all. The compiler of the evaluator departs
//! from that only where that cannot be observed, which the functions on expressions determine. Whether anything is lost with a value that is
//! dropped depends on what the code calls: [`Acting`] knows that of a whole program.

use rustc_hash::{FxHashMap, FxHashSet};

use super::builtins::{BuiltinOp, ImpliedOp, RunOp, TextOp};
use super::call_graph::CodeRef;
use super::visit::{Visit, parts};
use super::{BinaryOp, BinaryOperands, Block, Clause, Const, Expr, ExprKind, LocalId, PlaceStep, Program, Stmt, StmtKind, UnaryOperand};

/// Whether an expression certainly neither assigns nor leaves the code around it. It may fail.
pub(crate) fn is_plain(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Const(_) | ExprKind::Global(_) | ExprKind::Local(_) => true,
        ExprKind::Field(x, _) | ExprKind::Member(x, _) | ExprKind::Unary(_, x) | ExprKind::Widen(x) => is_plain(x),
        ExprKind::Index(x, y, _) | ExprKind::Binary(_, _, x, y) => is_plain(x) && is_plain(y),
        ExprKind::List(exprs)
        | ExprKind::Tuple(exprs)
        | ExprKind::Struct(_, exprs)
        | ExprKind::Join(exprs)
        | ExprKind::CallFn(_, exprs)
        | ExprKind::CallTask(_, exprs) => exprs.iter().all(is_plain),
        ExprKind::Builtin(op, exprs) => !op.changes_first() && exprs.iter().all(is_plain),
        ExprKind::Block(_)
        | ExprKind::Closure(_)
        | ExprKind::Comprehension(_)
        | ExprKind::If(..)
        | ExprKind::Invalid
        | ExprKind::Map(_)
        | ExprKind::Match(..)
        | ExprKind::Slice(..) => false,
    }
}

/// Whether an expression is plain and cannot fail or log either, so that it makes no difference when it is evaluated, or whether.
///
/// An `int` and a small constant may be added: the sum overflows only for numbers far beyond any index or length.
pub(crate) fn is_total(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Const(_) | ExprKind::Global(_) | ExprKind::Local(_) => true,
        ExprKind::Field(x, _) | ExprKind::Member(x, _) | ExprKind::Widen(x) => is_total(x),
        ExprKind::Unary(UnaryOperand::Not | UnaryOperand::NegFloat, x) => is_total(x),
        ExprKind::Builtin(
            BuiltinOp::Text(TextOp::LenList | TextOp::LenStr | TextOp::LenMap | TextOp::LenBytes) | BuiltinOp::Implied(ImpliedOp::Identity),
            args,
        ) => args.iter().all(is_total),
        ExprKind::Binary(op, operands, a, b) => {
            let infallible = match (operands, op) {
                (BinaryOperands::Int, BinaryOp::Add | BinaryOp::Sub) => is_small(a) || is_small(b),
                (BinaryOperands::Float, BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul) => true,
                (BinaryOperands::Int | BinaryOperands::Float | BinaryOperands::Bool, op) => op.is_comparison() || is_logical(*op),
                _ => false,
            };
            infallible && is_total(a) && is_total(b)
        }
        ExprKind::Block(_)
        | ExprKind::Builtin(..)
        | ExprKind::CallFn(..)
        | ExprKind::CallTask(..)
        | ExprKind::Closure(_)
        | ExprKind::Comprehension(_)
        | ExprKind::If(..)
        | ExprKind::Index(..)
        | ExprKind::Invalid
        | ExprKind::Join(_)
        | ExprKind::List(_)
        | ExprKind::Map(_)
        | ExprKind::Match(..)
        | ExprKind::Slice(..)
        | ExprKind::Struct(..)
        | ExprKind::Tuple(_)
        | ExprKind::Unary(UnaryOperand::NegInt | UnaryOperand::NegDuration, _) => false,
    }
}

fn is_small(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Const(Const::Int(value)) if i32::try_from(*value).is_ok())
}

fn is_logical(op: BinaryOp) -> bool {
    matches!(op, BinaryOp::And | BinaryOp::Or)
}

/// Whether an expression may assign to a variable.
pub(crate) fn may_assign(expr: &Expr, local: LocalId) -> bool {
    let all = |exprs: &[Expr]| exprs.iter().any(|expr| may_assign(expr, local));
    match &expr.kind {
        ExprKind::Const(_) | ExprKind::Global(_) | ExprKind::Local(_) | ExprKind::Invalid => false,
        ExprKind::Builtin(op, args) => {
            let changed = op.changes_first() && args.first().is_some_and(|first| matches!(first.kind, ExprKind::Local(id) if id == local));
            changed || all(args)
        }
        ExprKind::Join(exprs)
        | ExprKind::List(exprs)
        | ExprKind::Tuple(exprs)
        | ExprKind::Struct(_, exprs)
        | ExprKind::CallFn(_, exprs)
        | ExprKind::CallTask(_, exprs) => all(exprs),
        ExprKind::Map(entries) => entries.iter().any(|(key, value)| may_assign(key, local) || may_assign(value, local)),
        ExprKind::Comprehension(of) => {
            let clause = |clause: &Clause| match clause {
                Clause::For(_, iterable, _) => may_assign(iterable, local),
                Clause::If(condition) => may_assign(condition, local),
            };
            of.clauses.iter().any(clause) || of.key.iter().any(|key| may_assign(key, local)) || may_assign(&of.value, local)
        }
        ExprKind::Field(x, _) | ExprKind::Member(x, _) | ExprKind::Unary(_, x) | ExprKind::Widen(x) => may_assign(x, local),
        ExprKind::Index(x, y, _) | ExprKind::Binary(_, _, x, y) => may_assign(x, local) || may_assign(y, local),
        ExprKind::Slice(x, start, end, _) => may_assign(x, local) || start.iter().chain(end).any(|bound| may_assign(bound, local)),
        ExprKind::Closure(closure) => block_may_assign(&closure.body, local),
        ExprKind::If(condition, then, other) => {
            may_assign(condition, local) || block_may_assign(then, local) || other.iter().any(|other| block_may_assign(other, local))
        }
        ExprKind::Match(subject, arms) => {
            may_assign(subject, local)
                || arms.iter().any(|arm| arm.guard.iter().any(|guard| may_assign(guard, local)) || block_may_assign(&arm.body, local))
        }
        ExprKind::Block(block) => block_may_assign(block, local),
    }
}

fn block_may_assign(block: &Block, local: LocalId) -> bool {
    block.stmts.iter().any(|stmt| stmt_may_assign(stmt, local)) || block.value.iter().any(|value| may_assign(value, local))
}

fn stmt_may_assign(stmt: &Stmt, local: LocalId) -> bool {
    match &stmt.kind {
        StmtKind::Let(_, value) | StmtKind::Expr(value) => may_assign(value, local),
        StmtKind::Assign { place, value, .. } => {
            let step = |step: &PlaceStep| match step {
                PlaceStep::Field(_) => false,
                PlaceStep::Index(step) | PlaceStep::Key(step) => may_assign(step, local),
            };
            place.local == local || place.steps.iter().any(step) || may_assign(value, local)
        }
        StmtKind::Return(value) => value.iter().any(|value| may_assign(value, local)),
        StmtKind::While(condition, body) => may_assign(condition, local) || block_may_assign(body, local),
        StmtKind::For { iterable, body, .. } => may_assign(iterable, local) || block_may_assign(body, local),
        StmtKind::Break | StmtKind::Continue => false,
        StmtKind::Assert(condition, message, _) => may_assign(condition, local) || message.iter().any(|message| may_assign(message, local)),
    }
}

/// The `fn`s and tasks whose calls do more than give a value: they write to the log, or fail on purpose, themselves or in what they call.
///
/// That a division or an index may fail does not count, since code is not called for that. Neither does a change of a variable, which is always the code's own.
#[derive(Debug)]
pub(crate) struct Acting(FxHashSet<CodeRef>);

impl Acting {
    /// Those of a program. Code without a body may do anything.
    pub(crate) fn of(program: &Program) -> Self {
        let mut callers: FxHashMap<CodeRef, Vec<CodeRef>> = FxHashMap::default();
        let mut acting = FxHashSet::default();
        for code in program.all_code() {
            let Some(body) = code.body(program) else {
                acting.insert(code);
                continue;
            };
            let mut acts = Acts { callees: None, own: true, found: false };
            acts.block(&body.block);
            if acts.found {
                acting.insert(code);
            }
            body.walk(&mut |expr| {
                if let Some(callee) = expr.kind.called() {
                    callers.entry(callee).or_default().push(code);
                }
            });
        }
        let mut open: Vec<CodeRef> = acting.iter().copied().collect();
        while let Some(code) = open.pop() {
            let callers = callers.remove(&code).unwrap_or_default();
            open.extend(callers.into_iter().filter(|caller| acting.insert(*caller)));
        }
        Self(acting)
    }
}

/// Whether evaluating an expression does more than give a value. `acting` is asked for once the expression calls code.
pub(crate) fn has_effect<'a>(expr: &Expr, acting: &dyn Fn() -> &'a Acting) -> bool {
    let mut acts = Acts { callees: Some(acting), own: false, found: false };
    acts.expr(expr);
    acts.found
}

/// Looks for effects.
struct Acts<'c, 'a> {
    /// What calls of code do; without it, they are left out.
    callees: Option<&'c dyn Fn() -> &'a Acting>,
    /// Whether the variables are those of the code itself, and a jump leaves nothing else.
    own: bool,
    found: bool,
}

impl<'e> Visit<'e> for Acts<'_, '_> {
    fn stmt(&mut self, stmt: &'e Stmt) {
        self.found |= match stmt.kind {
            StmtKind::Assert(..) => true,
            StmtKind::Assign { .. } | StmtKind::Return(_) | StmtKind::Break | StmtKind::Continue => !self.own,
            StmtKind::Let(..) | StmtKind::Expr(_) | StmtKind::While(..) | StmtKind::For { .. } => false,
        };
        if !self.found {
            parts::stmt(self, stmt);
        }
    }

    fn expr(&mut self, expr: &'e Expr) {
        self.found |= match &expr.kind {
            ExprKind::Builtin(BuiltinOp::Run(RunOp::Log | RunOp::Fail | RunOp::FailRetryable), _) | ExprKind::Invalid => true,
            ExprKind::Builtin(op, _) => op.changes_first() && !self.own,
            _ => expr.kind.called().zip(self.callees).is_some_and(|(code, acting)| acting().0.contains(&code)),
        };
        if self.found {
            return;
        }
        // A closure cannot change the variables around it, and `return` in it only ends a call of it.
        let own = self.own;
        self.own |= matches!(expr.kind, ExprKind::Closure(_));
        parts::expr(self, expr);
        self.own = own;
    }
}
