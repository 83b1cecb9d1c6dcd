//! Going through checked code: every expression, outer before inner, in the order of the text.

use super::{Arm, Block, Body, Clause, Expr, ExprKind, PlaceStep, Stmt, StmtKind};

/// What is called with each expression.
type Visit<'a, 'v> = &'v mut dyn FnMut(&'a Expr);

impl Body {
    /// Calls `visit` with every expression of the body.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Expr)) {
        block(&self.block, visit);
    }
}

impl Expr {
    /// Calls `visit` with this expression and every one in it.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Expr)) {
        visit(self);
        match &self.kind {
            ExprKind::Const(_) | ExprKind::Global(_) | ExprKind::Local(_) | ExprKind::Invalid => {}
            ExprKind::Join(parts) | ExprKind::List(parts) | ExprKind::Tuple(parts) | ExprKind::Struct(_, parts) => all(parts, visit),
            ExprKind::CallFn(_, args) | ExprKind::CallTask(_, args) | ExprKind::Builtin(_, args) => all(args, visit),
            ExprKind::Map(entries) => {
                for (key, value) in entries {
                    key.walk(visit);
                    value.walk(visit);
                }
            }
            ExprKind::Comprehension(of) => {
                for clause in &of.clauses {
                    match clause {
                        Clause::For(_, iterable, _) => iterable.walk(visit),
                        Clause::If(condition) => condition.walk(visit),
                    }
                }
                all(&of.key, visit);
                of.value.walk(visit);
            }
            ExprKind::Field(inner, _) | ExprKind::Member(inner, _) | ExprKind::Unary(_, inner) | ExprKind::Widen(inner) => {
                inner.walk(visit)
            }
            ExprKind::Index(base, index, _) => {
                base.walk(visit);
                index.walk(visit);
            }
            ExprKind::Slice(base, start, end, _) => {
                base.walk(visit);
                start.iter().chain(end).for_each(|bound| bound.walk(visit));
            }
            ExprKind::Closure(closure) => block(&closure.body, visit),
            ExprKind::Binary(_, _, left, right) => {
                left.walk(visit);
                right.walk(visit);
            }
            ExprKind::If(condition, then, otherwise) => {
                condition.walk(visit);
                block(then, visit);
                otherwise.iter().for_each(|otherwise| block(otherwise, visit));
            }
            ExprKind::Match(subject, arms) => {
                subject.walk(visit);
                arms.iter().for_each(|of| arm(of, visit));
            }
            ExprKind::Block(inner) => block(inner, visit),
        }
    }
}

fn all<'a>(exprs: impl IntoIterator<Item = &'a Expr>, visit: Visit<'a, '_>) {
    exprs.into_iter().for_each(|expr| expr.walk(visit));
}

fn arm<'a>(of: &'a Arm, visit: Visit<'a, '_>) {
    all(&of.guard, visit);
    block(&of.body, visit);
}

fn block<'a>(of: &'a Block, visit: Visit<'a, '_>) {
    of.stmts.iter().for_each(|of| stmt(of, visit));
    of.value.iter().for_each(|value| value.walk(visit));
}

fn stmt<'a>(of: &'a Stmt, visit: Visit<'a, '_>) {
    match &of.kind {
        StmtKind::Let(_, value) | StmtKind::Expr(value) => value.walk(visit),
        StmtKind::Assign { place, value, .. } => {
            for step in &place.steps {
                match step {
                    PlaceStep::Field(_) => {}
                    PlaceStep::Index(step) | PlaceStep::Key(step) => step.walk(visit),
                }
            }
            value.walk(visit);
        }
        StmtKind::Return(value) => all(value, visit),
        StmtKind::While(condition, body) => {
            condition.walk(visit);
            block(body, visit);
        }
        StmtKind::For { iterable, body, .. } => {
            iterable.walk(visit);
            block(body, visit);
        }
        StmtKind::Break | StmtKind::Continue => {}
        StmtKind::Assert(condition, message, _) => {
            condition.walk(visit);
            all(message, visit);
        }
    }
}
