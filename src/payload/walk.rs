//! One walk over a body that visits every id, type and span in it, for the writer that renumbers them and the reader that checks
//! them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::program::Type;
use crate::program::ty::{EnumId, StructId, TableType};
use crate::program::{
    Arm, ArmTest, Block, Body, Clause, Closure, Comprehension, Const, ConstId, Expr, ExprKind, FnId, LocalId, LocalPattern, Place,
    PlaceStep, Stmt, StmtKind, TaskId,
};
use crate::source::Span;

/// What is done to each id and span. Every method gives what shall stand there instead.
pub(super) trait Visit {
    fn struct_(&mut self, id: StructId) -> StructId;
    fn enum_(&mut self, id: EnumId) -> EnumId;
    fn const_(&mut self, id: ConstId) -> ConstId;
    fn fn_(&mut self, id: FnId) -> FnId;
    fn task(&mut self, id: TaskId) -> TaskId;
    fn local(&mut self, id: LocalId);
    fn span(&mut self, span: Span) -> Span;
}

pub(super) fn ty(ty: &mut Type, visit: &mut impl Visit) {
    match ty {
        Type::Struct(id) => *id = visit.struct_(*id),
        Type::Enum(id) => *id = visit.enum_(*id),
        Type::List(inner) | Type::Map(inner) => {
            let mut changed = (**inner).clone();
            self::ty(&mut changed, visit);
            *inner = Arc::new(changed);
        }
        Type::Union(members) | Type::Tuple(members) => {
            let mut changed = members.to_vec();
            changed.iter_mut().for_each(|member| self::ty(member, visit));
            *members = changed.into();
        }
        Type::Table(table) => {
            let mut columns = table.columns.clone();
            columns.iter_mut().for_each(|(_, column)| self::ty(column, visit));
            *table = Arc::new(TableType { columns, format: table.format.clone() });
        }
        _ => {}
    }
}

pub(super) fn constant(value: &mut Const, visit: &mut impl Visit) {
    match value {
        Const::Struct(id, fields) => {
            *id = visit.struct_(*id);
            fields.iter_mut().for_each(|field| constant(field, visit));
        }
        Const::Enum(id, _) => *id = visit.enum_(*id),
        Const::List(members) | Const::Tuple(members) => members.iter_mut().for_each(|member| constant(member, visit)),
        Const::Map(members) => {
            let changed: BTreeMap<String, Const> = std::mem::take(members)
                .into_iter()
                .map(|(key, mut member)| {
                    constant(&mut member, visit);
                    (key, member)
                })
                .collect();
            *members = changed;
        }
        _ => {}
    }
}

pub(super) fn body(body: &mut Body, visit: &mut impl Visit) {
    for local in &mut body.locals {
        ty(&mut local.ty, visit);
    }
    block(&mut body.block, visit);
}

fn block(block: &mut Block, visit: &mut impl Visit) {
    for stmt in &mut block.stmts {
        self::stmt(stmt, visit);
    }
    if let Some(value) = &mut block.value {
        expr(value, visit);
    }
}

fn stmt(stmt: &mut Stmt, visit: &mut impl Visit) {
    stmt.span = visit.span(stmt.span);
    match &mut stmt.kind {
        StmtKind::Let(pattern, value) => {
            self::pattern(pattern, visit);
            expr(value, visit);
        }
        StmtKind::Assign { place, op: _, value } => {
            self::place(place, visit);
            expr(value, visit);
        }
        StmtKind::Expr(value) | StmtKind::Return(Some(value)) => expr(value, visit),
        StmtKind::While(condition, body) => {
            expr(condition, visit);
            block(body, visit);
        }
        StmtKind::For { pattern, iterable, kind: _, body } => {
            self::pattern(pattern, visit);
            expr(iterable, visit);
            block(body, visit);
        }
        StmtKind::Assert(condition, message, _) => {
            expr(condition, visit);
            if let Some(message) = message {
                expr(message, visit);
            }
        }
        StmtKind::Return(None) | StmtKind::Break | StmtKind::Continue => {}
    }
}

fn pattern(pattern: &LocalPattern, visit: &mut impl Visit) {
    match pattern {
        LocalPattern::Ignore => {}
        LocalPattern::Local(local) => visit.local(*local),
        LocalPattern::Tuple(members) => members.iter().for_each(|member| self::pattern(member, visit)),
    }
}

fn place(place: &mut Place, visit: &mut impl Visit) {
    visit.local(place.local);
    ty(&mut place.ty, visit);
    for step in &mut place.steps {
        match step {
            PlaceStep::Field(_) => {}
            PlaceStep::Index(at) | PlaceStep::Key(at) => expr(at, visit),
        }
    }
}

fn exprs(exprs: &mut [Expr], visit: &mut impl Visit) {
    exprs.iter_mut().for_each(|member| expr(member, visit));
}

fn expr(expr: &mut Expr, visit: &mut impl Visit) {
    expr.span = visit.span(expr.span);
    ty(&mut expr.ty, visit);
    match &mut expr.kind {
        ExprKind::Const(value) => constant(value, visit),
        ExprKind::Global(id) => *id = visit.const_(*id),
        ExprKind::Local(local) => visit.local(*local),
        ExprKind::Invalid => {}
        ExprKind::Join(members) | ExprKind::List(members) | ExprKind::Tuple(members) | ExprKind::Builtin(_, members) => {
            exprs(members, visit)
        }
        ExprKind::Map(entries) => entries.iter_mut().for_each(|(key, value)| {
            self::expr(key, visit);
            self::expr(value, visit);
        }),
        ExprKind::Struct(id, fields) => {
            *id = visit.struct_(*id);
            exprs(fields, visit);
        }
        ExprKind::CallFn(id, args) => {
            *id = visit.fn_(*id);
            exprs(args, visit);
        }
        ExprKind::CallTask(id, args) => {
            *id = visit.task(*id);
            exprs(args, visit);
        }
        ExprKind::Comprehension(inner) => comprehension(inner, visit),
        ExprKind::Field(inner, _) | ExprKind::Member(inner, _) | ExprKind::Unary(_, inner) | ExprKind::Widen(inner) => {
            self::expr(inner, visit)
        }
        ExprKind::Index(left, right, _) | ExprKind::Binary(_, _, left, right) => {
            self::expr(left, visit);
            self::expr(right, visit);
        }
        ExprKind::Slice(inner, from, to, _) => {
            self::expr(inner, visit);
            for bound in [from, to].into_iter().flatten() {
                self::expr(bound, visit);
            }
        }
        ExprKind::Closure(inner) => closure(inner, visit),
        ExprKind::If(condition, then, otherwise) => {
            self::expr(condition, visit);
            block(then, visit);
            if let Some(otherwise) = otherwise {
                block(otherwise, visit);
            }
        }
        ExprKind::Match(subject, arms) => {
            self::expr(subject, visit);
            arms.iter_mut().for_each(|arm| self::arm(arm, visit));
        }
        ExprKind::Block(inner) => block(inner, visit),
    }
}

fn comprehension(inner: &mut Comprehension, visit: &mut impl Visit) {
    for clause in &mut inner.clauses {
        match clause {
            Clause::For(pattern, iterable, _) => {
                self::pattern(pattern, visit);
                expr(iterable, visit);
            }
            Clause::If(condition) => expr(condition, visit),
        }
    }
    if let Some(key) = &mut inner.key {
        expr(key, visit);
    }
    expr(&mut inner.value, visit);
}

fn closure(inner: &mut Closure, visit: &mut impl Visit) {
    inner.params.iter().for_each(|param| pattern(param, visit));
    ty(&mut inner.result, visit);
    block(&mut inner.body, visit);
}

fn arm(arm: &mut Arm, visit: &mut impl Visit) {
    for test in &mut arm.tests {
        match test {
            ArmTest::Always => {}
            ArmTest::Equals(value) => constant(value, visit),
            ArmTest::Is(variant) => ty(variant, visit),
        }
    }
    if let Some(local) = arm.binding {
        visit.local(local);
    }
    if let Some(guard) = &mut arm.guard {
        expr(guard, visit);
    }
    block(&mut arm.body, visit);
}
