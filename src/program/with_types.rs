//! Code with other types: turns a body that is being checked into one of a program.

use super::{Arm, ArmTest, Block, Clause, Closure, Comprehension, Expr, ExprKind, Place, PlaceStep, Stmt, StmtKind};

/// What code with other types becomes.
pub trait Typing<T, U> {
    /// The new type for an old one.
    fn of(&mut self, ty: T) -> U;

    /// What takes the place of [`ExprKind::Invalid`].
    fn invalid(&mut self) -> ExprKind<U>;
}

impl<T> Block<T> {
    /// This block with its types translated by `ty`. They are visited outer before inner, in the order of evaluation.
    pub fn with_types<U>(self, ty: &mut impl Typing<T, U>) -> Block<U> {
        Block { stmts: all(self.stmts, |stmt| stmt.with_types(ty)), value: boxed(self.value, ty) }
    }
}

impl<T> Stmt<T> {
    fn with_types<U>(self, ty: &mut impl Typing<T, U>) -> Stmt<U> {
        let kind = match self.kind {
            StmtKind::Let(pattern, value) => StmtKind::Let(pattern, value.with_types(ty)),
            StmtKind::Assign { place, op, value } => StmtKind::Assign { place: place.with_types(ty), op, value: value.with_types(ty) },
            StmtKind::Expr(value) => StmtKind::Expr(value.with_types(ty)),
            StmtKind::Return(value) => StmtKind::Return(value.map(|value| value.with_types(ty))),
            StmtKind::While(condition, body) => StmtKind::While(condition.with_types(ty), body.with_types(ty)),
            StmtKind::For { pattern, iterable, kind, body } => {
                StmtKind::For { pattern, iterable: iterable.with_types(ty), kind, body: body.with_types(ty) }
            }
            StmtKind::Break => StmtKind::Break,
            StmtKind::Continue => StmtKind::Continue,
            StmtKind::Assert(condition, message, text) => {
                StmtKind::Assert(condition.with_types(ty), message.map(|message| message.with_types(ty)), text)
            }
        };
        Stmt { kind, span: self.span }
    }
}

impl<T> Place<T> {
    fn with_types<U>(self, ty: &mut impl Typing<T, U>) -> Place<U> {
        let own = ty.of(self.ty);
        let steps = all(self.steps, |step| match step {
            PlaceStep::Field(position) => PlaceStep::Field(position),
            PlaceStep::Index(index) => PlaceStep::Index(index.with_types(ty)),
            PlaceStep::Key(key) => PlaceStep::Key(key.with_types(ty)),
        });
        Place { local: self.local, steps, ty: own }
    }
}

impl<T> Expr<T> {
    /// This expression with its types translated by `ty`. They are visited outer before inner, in the order of evaluation.
    pub fn with_types<U>(self, ty: &mut impl Typing<T, U>) -> Expr<U> {
        Expr { ty: ty.of(self.ty), kind: self.kind.with_types(ty), span: self.span }
    }
}

impl<T> ExprKind<T> {
    fn with_types<U>(self, ty: &mut impl Typing<T, U>) -> ExprKind<U> {
        match self {
            ExprKind::Const(value) => ExprKind::Const(value),
            ExprKind::Global(id) => ExprKind::Global(id),
            ExprKind::Local(id) => ExprKind::Local(id),
            ExprKind::Join(parts) => ExprKind::Join(exprs(parts, ty)),
            ExprKind::List(elements) => ExprKind::List(exprs(elements, ty)),
            ExprKind::Map(entries) => ExprKind::Map(all(entries, |(key, value)| (key.with_types(ty), value.with_types(ty)))),
            ExprKind::Tuple(members) => ExprKind::Tuple(exprs(members, ty)),
            ExprKind::Struct(id, fields) => ExprKind::Struct(id, exprs(fields, ty)),
            ExprKind::Comprehension(of) => ExprKind::Comprehension(Box::new(of.with_types(ty))),
            ExprKind::Field(base, position) => ExprKind::Field(one(*base, ty), position),
            ExprKind::Member(base, position) => ExprKind::Member(one(*base, ty), position),
            ExprKind::Index(base, index, kind) => ExprKind::Index(one(*base, ty), one(*index, ty), kind),
            ExprKind::Slice(base, start, end, kind) => ExprKind::Slice(one(*base, ty), boxed(start, ty), boxed(end, ty), kind),
            ExprKind::CallFn(id, args) => ExprKind::CallFn(id, exprs(args, ty)),
            ExprKind::CallTask(id, args) => ExprKind::CallTask(id, exprs(args, ty)),
            ExprKind::Builtin(op, args) => ExprKind::Builtin(op, exprs(args, ty)),
            ExprKind::Closure(closure) => ExprKind::Closure(Box::new(closure.with_types(ty))),
            ExprKind::Unary(op, operand) => ExprKind::Unary(op, one(*operand, ty)),
            ExprKind::Binary(op, operands, left, right) => ExprKind::Binary(op, operands, one(*left, ty), one(*right, ty)),
            ExprKind::Widen(inner) => ExprKind::Widen(one(*inner, ty)),
            ExprKind::If(condition, then, otherwise) => {
                ExprKind::If(one(*condition, ty), then.with_types(ty), otherwise.map(|otherwise| otherwise.with_types(ty)))
            }
            ExprKind::Match(subject, arms) => ExprKind::Match(one(*subject, ty), all(arms, |arm| arm.with_types(ty))),
            ExprKind::Block(block) => ExprKind::Block(block.with_types(ty)),
            ExprKind::Invalid => ty.invalid(),
        }
    }
}

impl<T> Comprehension<T> {
    fn with_types<U>(self, ty: &mut impl Typing<T, U>) -> Comprehension<U> {
        let clauses = all(self.clauses, |clause| match clause {
            Clause::For(pattern, iterable, kind) => Clause::For(pattern, iterable.with_types(ty), kind),
            Clause::If(condition) => Clause::If(condition.with_types(ty)),
        });
        Comprehension { clauses, key: self.key.map(|key| key.with_types(ty)), value: self.value.with_types(ty) }
    }
}

impl<T> Closure<T> {
    fn with_types<U>(self, ty: &mut impl Typing<T, U>) -> Closure<U> {
        Closure { params: self.params, result: ty.of(self.result), body: self.body.with_types(ty) }
    }
}

impl<T> Arm<T> {
    fn with_types<U>(self, ty: &mut impl Typing<T, U>) -> Arm<U> {
        let tests = all(self.tests, |test| match test {
            ArmTest::Always => ArmTest::Always,
            ArmTest::Equals(value) => ArmTest::Equals(value),
            ArmTest::Is(variant) => ArmTest::Is(ty.of(variant)),
        });
        let guard = self.guard.map(|guard| guard.with_types(ty));
        Arm { tests, binding: self.binding, guard, body: self.body.with_types(ty) }
    }
}

fn all<A, B>(parts: Vec<A>, part: impl FnMut(A) -> B) -> Vec<B> {
    parts.into_iter().map(part).collect()
}

fn exprs<T, U>(parts: Vec<Expr<T>>, ty: &mut impl Typing<T, U>) -> Vec<Expr<U>> {
    all(parts, |part| part.with_types(ty))
}

fn one<T, U>(expr: Expr<T>, ty: &mut impl Typing<T, U>) -> Box<Expr<U>> {
    Box::new(expr.with_types(ty))
}

fn boxed<T, U>(expr: Option<Box<Expr<T>>>, ty: &mut impl Typing<T, U>) -> Option<Box<Expr<U>>> {
    expr.map(|expr| one(*expr, ty))
}
