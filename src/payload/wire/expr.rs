//! Expressions.

use serde::{Deserialize, Serialize};

use super::Wire;
use super::builtins::BuiltinOp;
use super::constant::Const;
use super::ids::{ConstId, FnId, LocalId, StructId, TaskId};
use super::names::{BinaryOp, BinaryOperands, IterKind, SequenceKind, UnaryOperand};
use super::pattern::{Arm, LocalPattern};
use super::position::Position;
use super::stmt::Block;
use super::types::Type;
use crate::payload::canonical::{Missing, Writer};
use crate::payload::restored::{Dangling, Reader};
use crate::program;

/// An expression, its type and its position.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::payload) struct Expr {
    kind: ExprKind,
    ty: Type,
    span: Position,
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::payload) enum ExprKind {
    Const(Const),
    Global(ConstId),
    Local(LocalId),
    Join(Vec<Expr>),
    List(Vec<Expr>),
    Map(Vec<(Expr, Expr)>),
    Tuple(Vec<Expr>),
    Struct(StructId, Vec<Expr>),
    Comprehension(Box<Comprehension>),
    Field(Box<Expr>, u32),
    Member(Box<Expr>, u32),
    Index(Box<Expr>, Box<Expr>, SequenceKind),
    Slice(Box<Expr>, Option<Box<Expr>>, Option<Box<Expr>>, SequenceKind),
    CallFn(FnId, Vec<Expr>),
    CallTask(TaskId, Vec<Expr>),
    Builtin(BuiltinOp, Vec<Expr>),
    Closure(Box<Closure>),
    Unary(UnaryOperand, Box<Expr>),
    Binary(BinaryOp, BinaryOperands, Box<Expr>, Box<Expr>),
    Widen(Box<Expr>),
    If(Box<Expr>, Block, Option<Block>),
    Match(Box<Expr>, Vec<Arm>),
    Block(Block),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::payload) struct Comprehension {
    key: Option<Expr>,
    value: Expr,
    clauses: Vec<Clause>,
}

/// A clause of a comprehension.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::payload) enum Clause {
    For(LocalPattern, Expr, IterKind),
    If(Expr),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::payload) struct Closure {
    params: Vec<LocalPattern>,
    body: Block,
    result: Type,
}

impl Wire for Expr {
    type Program = program::Expr;

    fn write(expr: &Self::Program, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        let program::Expr { kind, ty, span } = expr;
        Ok(Self { ty: Wire::write(ty, writer)?, kind: Wire::write(kind, writer)?, span: Wire::write(span, writer)? })
    }

    fn read(self, reader: &Reader) -> Result<Self::Program, Dangling> {
        Ok(program::Expr { kind: self.kind.read(reader)?, ty: self.ty.read(reader)?, span: self.span.read(reader)? })
    }
}

impl Wire for ExprKind {
    type Program = program::ExprKind;

    fn write(kind: &Self::Program, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        use program::ExprKind as Theirs;
        Ok(match kind {
            Theirs::Const(value) => Self::Const(Wire::write(value, writer)?),
            Theirs::Global(id) => Self::Global(Wire::write(id, writer)?),
            Theirs::Local(id) => Self::Local(Wire::write(id, writer)?),
            Theirs::Join(parts) => Self::Join(Wire::write(parts, writer)?),
            Theirs::List(elements) => Self::List(Wire::write(elements, writer)?),
            Theirs::Map(entries) => Self::Map(Wire::write(entries, writer)?),
            Theirs::Tuple(members) => Self::Tuple(Wire::write(members, writer)?),
            Theirs::Struct(id, fields) => Self::Struct(Wire::write(id, writer)?, Wire::write(fields, writer)?),
            Theirs::Comprehension(inner) => Self::Comprehension(Wire::write(inner, writer)?),
            Theirs::Field(base, at) => Self::Field(Wire::write(base, writer)?, *at),
            Theirs::Member(base, at) => Self::Member(Wire::write(base, writer)?, *at),
            Theirs::Index(base, at, of) => Self::Index(Wire::write(base, writer)?, Wire::write(at, writer)?, Wire::write(of, writer)?),
            Theirs::Slice(base, from, to, of) => {
                Self::Slice(Wire::write(base, writer)?, Wire::write(from, writer)?, Wire::write(to, writer)?, Wire::write(of, writer)?)
            }
            Theirs::CallFn(id, args) => Self::CallFn(Wire::write(id, writer)?, Wire::write(args, writer)?),
            Theirs::CallTask(id, args) => Self::CallTask(Wire::write(id, writer)?, Wire::write(args, writer)?),
            Theirs::Builtin(op, args) => Self::Builtin(Wire::write(op, writer)?, Wire::write(args, writer)?),
            Theirs::Closure(inner) => Self::Closure(Wire::write(inner, writer)?),
            Theirs::Unary(op, value) => Self::Unary(Wire::write(op, writer)?, Wire::write(value, writer)?),
            Theirs::Binary(op, of, left, right) => {
                Self::Binary(Wire::write(op, writer)?, Wire::write(of, writer)?, Wire::write(left, writer)?, Wire::write(right, writer)?)
            }
            Theirs::Widen(value) => Self::Widen(Wire::write(value, writer)?),
            Theirs::If(condition, then, otherwise) => {
                Self::If(Wire::write(condition, writer)?, Wire::write(then, writer)?, Wire::write(otherwise, writer)?)
            }
            Theirs::Match(subject, arms) => Self::Match(Wire::write(subject, writer)?, Wire::write(arms, writer)?),
            Theirs::Block(block) => Self::Block(Wire::write(block, writer)?),
            Theirs::Invalid => return Err(Missing),
        })
    }

    fn read(self, reader: &Reader) -> Result<Self::Program, Dangling> {
        use program::ExprKind as Theirs;
        Ok(match self {
            Self::Const(value) => Theirs::Const(value.read(reader)?),
            Self::Global(id) => Theirs::Global(id.read(reader)?),
            Self::Local(id) => Theirs::Local(id.read(reader)?),
            Self::Join(parts) => Theirs::Join(parts.read(reader)?),
            Self::List(elements) => Theirs::List(elements.read(reader)?),
            Self::Map(entries) => Theirs::Map(entries.read(reader)?),
            Self::Tuple(members) => Theirs::Tuple(members.read(reader)?),
            Self::Struct(id, fields) => Theirs::Struct(id.read(reader)?, fields.read(reader)?),
            Self::Comprehension(inner) => Theirs::Comprehension(inner.read(reader)?),
            Self::Field(base, at) => Theirs::Field(base.read(reader)?, at),
            Self::Member(base, at) => Theirs::Member(base.read(reader)?, at),
            Self::Index(base, at, of) => Theirs::Index(base.read(reader)?, at.read(reader)?, of.into()),
            Self::Slice(base, from, to, of) => Theirs::Slice(base.read(reader)?, from.read(reader)?, to.read(reader)?, of.into()),
            Self::CallFn(id, args) => Theirs::CallFn(id.read(reader)?, args.read(reader)?),
            Self::CallTask(id, args) => Theirs::CallTask(id.read(reader)?, args.read(reader)?),
            Self::Builtin(op, args) => Theirs::Builtin(op.into(), args.read(reader)?),
            Self::Closure(inner) => Theirs::Closure(inner.read(reader)?),
            Self::Unary(op, value) => Theirs::Unary(op.into(), value.read(reader)?),
            Self::Binary(op, of, left, right) => Theirs::Binary(op.into(), of.into(), left.read(reader)?, right.read(reader)?),
            Self::Widen(value) => Theirs::Widen(value.read(reader)?),
            Self::If(condition, then, otherwise) => Theirs::If(condition.read(reader)?, then.read(reader)?, otherwise.read(reader)?),
            Self::Match(subject, arms) => Theirs::Match(subject.read(reader)?, arms.read(reader)?),
            Self::Block(block) => Theirs::Block(block.read(reader)?),
        })
    }
}

impl Wire for Comprehension {
    type Program = program::Comprehension;

    fn write(inner: &Self::Program, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        let program::Comprehension { key, value, clauses } = inner;
        Ok(Self { clauses: Wire::write(clauses, writer)?, key: Wire::write(key, writer)?, value: Wire::write(value, writer)? })
    }

    fn read(self, reader: &Reader) -> Result<Self::Program, Dangling> {
        Ok(program::Comprehension { key: self.key.read(reader)?, value: self.value.read(reader)?, clauses: self.clauses.read(reader)? })
    }
}

impl Wire for Clause {
    type Program = program::Clause;

    fn write(clause: &Self::Program, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        Ok(match clause {
            program::Clause::For(pattern, iterable, kind) => {
                Self::For(Wire::write(pattern, writer)?, Wire::write(iterable, writer)?, Wire::write(kind, writer)?)
            }
            program::Clause::If(condition) => Self::If(Wire::write(condition, writer)?),
        })
    }

    fn read(self, reader: &Reader) -> Result<Self::Program, Dangling> {
        Ok(match self {
            Self::For(pattern, iterable, kind) => program::Clause::For(pattern.read(reader)?, iterable.read(reader)?, kind.into()),
            Self::If(condition) => program::Clause::If(condition.read(reader)?),
        })
    }
}

impl Wire for Closure {
    type Program = program::Closure;

    fn write(closure: &Self::Program, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        let program::Closure { params, body, result } = closure;
        Ok(Self { params: Wire::write(params, writer)?, result: Wire::write(result, writer)?, body: Wire::write(body, writer)? })
    }

    fn read(self, reader: &Reader) -> Result<Self::Program, Dangling> {
        Ok(program::Closure { params: self.params.read(reader)?, body: self.body.read(reader)?, result: self.result.read(reader)? })
    }
}
