//! Bodies, blocks and statements.

use serde::{Deserialize, Serialize};

use super::Wire;
use super::expr::Expr;
use super::names::{BinaryOp, BinaryOperands, IterKind};
use super::pattern::{LocalPattern, Place};
use super::position::Position;
use super::types::Type;
use crate::payload::canonical::{Missing, Writer};
use crate::payload::restored::{Dangling, Reader};
use crate::program;
use crate::source::Name;

/// The code of a task or helper. The first locals are the parameters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::payload) struct Body {
    locals: Vec<Local>,
    block: Block,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::payload) struct Local {
    name: Name,
    ty: Type,
    mutable: bool,
}

/// Statements and a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::payload) struct Block {
    stmts: Vec<Stmt>,
    value: Option<Box<Expr>>,
}

/// A statement and its position.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::payload) struct Stmt {
    kind: StmtKind,
    span: Position,
}

/// What a statement does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::payload) enum StmtKind {
    Let(LocalPattern, Expr),
    Assign { place: Place, op: Option<(BinaryOp, BinaryOperands)>, value: Expr },
    Expr(Expr),
    Return(Option<Expr>),
    While(Expr, Block),
    For { pattern: LocalPattern, iterable: Expr, kind: IterKind, body: Block },
    Break,
    Continue,
    Assert(Expr, Option<Expr>, Name),
}

impl Body {
    /// The body of an item with that many parameters.
    pub(super) fn of(self, params: usize, reader: &Reader) -> Result<program::Body, Dangling> {
        if params <= self.locals.len() { self.read(reader) } else { Err(Dangling) }
    }
}

impl Wire for Body {
    type Program = program::Body;

    fn write(body: &Self::Program, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        let program::Body { locals, block, invalid: _ } = body.sound().ok_or(Missing)?;
        Ok(Self { locals: Wire::write(locals, writer)?, block: Wire::write(block, writer)? })
    }

    fn read(self, reader: &Reader) -> Result<Self::Program, Dangling> {
        let reader = &Reader { locals: self.locals.len(), ..*reader };
        Ok(program::Body { locals: self.locals.read(reader)?, block: self.block.read(reader)?, invalid: false })
    }
}

impl Wire for Local {
    type Program = program::Local;

    fn write(local: &Self::Program, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        let program::Local { name, ty, mutable } = local;
        Ok(Self { name: name.clone(), ty: Wire::write(ty, writer)?, mutable: *mutable })
    }

    fn read(self, reader: &Reader) -> Result<Self::Program, Dangling> {
        Ok(program::Local { name: self.name, ty: self.ty.read(reader)?, mutable: self.mutable })
    }
}

impl Wire for Block {
    type Program = program::Block;

    fn write(block: &Self::Program, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        let program::Block { stmts, value } = block;
        Ok(Self { stmts: Wire::write(stmts, writer)?, value: Wire::write(value, writer)? })
    }

    fn read(self, reader: &Reader) -> Result<Self::Program, Dangling> {
        Ok(program::Block { stmts: self.stmts.read(reader)?, value: self.value.read(reader)? })
    }
}

impl Wire for Stmt {
    type Program = program::Stmt;

    fn write(stmt: &Self::Program, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        let program::Stmt { kind, span } = stmt;
        Ok(Self { kind: Wire::write(kind, writer)?, span: Wire::write(span, writer)? })
    }

    fn read(self, reader: &Reader) -> Result<Self::Program, Dangling> {
        Ok(program::Stmt { kind: self.kind.read(reader)?, span: self.span.read(reader)? })
    }
}

impl Wire for StmtKind {
    type Program = program::StmtKind;

    fn write(kind: &Self::Program, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        Ok(match kind {
            program::StmtKind::Let(pattern, value) => Self::Let(Wire::write(pattern, writer)?, Wire::write(value, writer)?),
            program::StmtKind::Assign { place, op, value } => {
                Self::Assign { place: Wire::write(place, writer)?, op: Wire::write(op, writer)?, value: Wire::write(value, writer)? }
            }
            program::StmtKind::Expr(value) => Self::Expr(Wire::write(value, writer)?),
            program::StmtKind::Return(value) => Self::Return(Wire::write(value, writer)?),
            program::StmtKind::While(condition, body) => Self::While(Wire::write(condition, writer)?, Wire::write(body, writer)?),
            program::StmtKind::For { pattern, iterable, kind, body } => Self::For {
                pattern: Wire::write(pattern, writer)?,
                iterable: Wire::write(iterable, writer)?,
                kind: Wire::write(kind, writer)?,
                body: Wire::write(body, writer)?,
            },
            program::StmtKind::Break => Self::Break,
            program::StmtKind::Continue => Self::Continue,
            program::StmtKind::Assert(condition, message, text) => {
                Self::Assert(Wire::write(condition, writer)?, Wire::write(message, writer)?, text.clone())
            }
        })
    }

    fn read(self, reader: &Reader) -> Result<Self::Program, Dangling> {
        Ok(match self {
            Self::Let(pattern, value) => program::StmtKind::Let(pattern.read(reader)?, value.read(reader)?),
            Self::Assign { place, op, value } => {
                program::StmtKind::Assign { place: place.read(reader)?, op: op.read(reader)?, value: value.read(reader)? }
            }
            Self::Expr(value) => program::StmtKind::Expr(value.read(reader)?),
            Self::Return(value) => program::StmtKind::Return(value.read(reader)?),
            Self::While(condition, body) => program::StmtKind::While(condition.read(reader)?, body.read(reader)?),
            Self::For { pattern, iterable, kind, body } => program::StmtKind::For {
                pattern: pattern.read(reader)?,
                iterable: iterable.read(reader)?,
                kind: kind.read(reader)?,
                body: body.read(reader)?,
            },
            Self::Break => program::StmtKind::Break,
            Self::Continue => program::StmtKind::Continue,
            Self::Assert(condition, message, text) => program::StmtKind::Assert(condition.read(reader)?, message.read(reader)?, text),
        })
    }
}
