//! The types of a body while it is checked, and the code that has such types.
//!
//! Beside what a type of the program can be, they may be variables: for what literals and calls leave open until a later use decides it.
//! `body/infer.rs` makes them from declared types, and `body/finish.rs` turns them into types of the program at the end, so that no other stage
//! sees a variable.

use crate::program;
use crate::program::ty::{Invalid, Type};

/// Where nothing is known of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Hole {
    /// Something was reported. It fits everything.
    Invalid,
    /// A variable of the body.
    Var(u32),
}

impl From<Invalid> for Hole {
    fn from(_: Invalid) -> Self {
        Hole::Invalid
    }
}

/// A type that may have variables in it.
pub(super) type Ty = Type<Hole>;

/// Code with such types.
pub(super) type Expr = program::Expr<Ty>;
pub(super) type Block = program::Block<Ty>;
pub(super) type Stmt = program::Stmt<Ty>;
pub(super) type StmtKind = program::StmtKind<Ty>;
pub(super) type Place = program::Place<Ty>;
pub(super) type Arm = program::Arm<Ty>;
pub(super) type ArmTest = program::ArmTest<Ty>;
pub(super) type Clause = program::Clause<Ty>;
pub(super) type Local = program::Local<Ty>;
