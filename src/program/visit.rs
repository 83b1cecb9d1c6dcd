//! The only walk over the blocks, statements and expressions of typed code: outer before inner, in the order of evaluation.
//!
//! A visitor overrides the functions for what it needs, and calls the function of the same name in [`parts`] to visit the parts. The walk that gives code
//! other types is in `with_types`.

use super::{Arm, ArmTest, Block, Body, Clause, Closure, Comprehension, Expr, ExprKind, Place, PlaceStep, Stmt, StmtKind, Type};

/// Looks at code whose types are `T`.
pub trait Visit<'a, T: 'a = Type> {
    fn block(&mut self, block: &'a Block<T>) {
        parts::block(self, block);
    }

    fn stmt(&mut self, stmt: &'a Stmt<T>) {
        parts::stmt(self, stmt);
    }

    fn expr(&mut self, expr: &'a Expr<T>) {
        parts::expr(self, expr);
    }

    /// The type of an expression, of an assignment's target, of the value of a closure, or of an arm's pattern.
    fn ty(&mut self, _ty: &'a T) {}
}

pub mod parts {
    //! Visits the parts of each construct.

    use super::*;

    /// The statements and the value of a block.
    pub fn block<'a, T: 'a>(visitor: &mut (impl Visit<'a, T> + ?Sized), block: &'a Block<T>) {
        let Block { stmts, value } = block;
        for part in stmts {
            visitor.stmt(part);
        }
        if let Some(value) = value {
            visitor.expr(value);
        }
    }

    /// The parts of a statement.
    pub fn stmt<'a, T: 'a>(visitor: &mut (impl Visit<'a, T> + ?Sized), stmt: &'a Stmt<T>) {
        let Stmt { kind, span: _ } = stmt;
        match kind {
            StmtKind::Let(_, value) | StmtKind::Expr(value) | StmtKind::Return(Some(value)) => visitor.expr(value),
            StmtKind::Assign { place, op: _, value } => {
                let Place { local: _, steps, ty } = place;
                visitor.ty(ty);
                for step in steps {
                    match step {
                        PlaceStep::Field(_) => {}
                        PlaceStep::Index(step) | PlaceStep::Key(step) => visitor.expr(step),
                    }
                }
                visitor.expr(value);
            }
            StmtKind::While(condition, body) => {
                visitor.expr(condition);
                visitor.block(body);
            }
            StmtKind::For { pattern: _, iterable, kind: _, body } => {
                visitor.expr(iterable);
                visitor.block(body);
            }
            StmtKind::Return(None) | StmtKind::Break | StmtKind::Continue => {}
            StmtKind::Assert(condition, message, _) => {
                visitor.expr(condition);
                if let Some(message) = message {
                    visitor.expr(message);
                }
            }
        }
    }

    /// The type and the parts of an expression.
    pub fn expr<'a, T: 'a>(visitor: &mut (impl Visit<'a, T> + ?Sized), expr: &'a Expr<T>) {
        let Expr { kind, ty, span: _ } = expr;
        visitor.ty(ty);
        match kind {
            ExprKind::Const(_) | ExprKind::Global(_) | ExprKind::Local(_) | ExprKind::Invalid => {}
            ExprKind::Join(parts)
            | ExprKind::List(parts)
            | ExprKind::Tuple(parts)
            | ExprKind::Struct(_, parts)
            | ExprKind::CallFn(_, parts)
            | ExprKind::CallTask(_, parts)
            | ExprKind::Builtin(_, parts) => {
                for part in parts {
                    visitor.expr(part);
                }
            }
            ExprKind::Map(entries) => {
                for (key, value) in entries {
                    visitor.expr(key);
                    visitor.expr(value);
                }
            }
            ExprKind::Comprehension(of) => comprehension(visitor, of),
            ExprKind::Field(inner, _) | ExprKind::Member(inner, _) | ExprKind::Unary(_, inner) | ExprKind::Widen(inner) => {
                visitor.expr(inner);
            }
            ExprKind::Index(left, right, _) | ExprKind::Binary(_, _, left, right) => {
                visitor.expr(left);
                visitor.expr(right);
            }
            ExprKind::Slice(base, start, end, _) => {
                visitor.expr(base);
                start.iter().chain(end).for_each(|bound| visitor.expr(bound));
            }
            ExprKind::Closure(closure) => {
                let Closure { params: _, body, result } = &**closure;
                visitor.ty(result);
                visitor.block(body);
            }
            ExprKind::If(condition, then, otherwise) => {
                visitor.expr(condition);
                visitor.block(then);
                if let Some(otherwise) = otherwise {
                    visitor.block(otherwise);
                }
            }
            ExprKind::Match(subject, arms) => {
                visitor.expr(subject);
                for of in arms {
                    arm(visitor, of);
                }
            }
            ExprKind::Block(inner) => visitor.block(inner),
        }
    }

    fn comprehension<'a, T: 'a>(visitor: &mut (impl Visit<'a, T> + ?Sized), comprehension: &'a Comprehension<T>) {
        let Comprehension { key, value, clauses } = comprehension;
        for clause in clauses {
            match clause {
                Clause::For(_, iterable, _) => visitor.expr(iterable),
                Clause::If(condition) => visitor.expr(condition),
            }
        }
        if let Some(key) = key {
            visitor.expr(key);
        }
        visitor.expr(value);
    }

    fn arm<'a, T: 'a>(visitor: &mut (impl Visit<'a, T> + ?Sized), arm: &'a Arm<T>) {
        let Arm { tests, binding: _, guard, body } = arm;
        for test in tests {
            match test {
                ArmTest::Is(ty) => visitor.ty(ty),
                ArmTest::Always | ArmTest::Equals(_) => {}
            }
        }
        if let Some(guard) = guard {
            visitor.expr(guard);
        }
        visitor.block(body);
    }
}

/// Calls a function with every expression.
struct Each<F>(F);

impl<'a, T: 'a, F: FnMut(&'a Expr<T>)> Visit<'a, T> for Each<F> {
    fn expr(&mut self, expr: &'a Expr<T>) {
        (self.0)(expr);
        parts::expr(self, expr);
    }
}

impl Body {
    /// Calls `visit` with every expression of the body.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Expr)) {
        Each(visit).block(&self.block);
    }
}

impl<T> Expr<T> {
    /// Calls `visit` with this expression and every one in it.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Expr<T>)) {
        Each(visit).expr(self);
    }
}
