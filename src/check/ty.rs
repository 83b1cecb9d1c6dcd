//! The types of a body while it is checked, and the code that has such types.
//!
//! Beside what a type of the program can be, they may be variables: for what literals and calls leave open until a later use decides it.
//! `body/infer.rs` makes them from declared types, and `body/finish.rs` turns them into types of the program at the end, so that no other stage
//! sees a variable.

use crate::program;
use crate::program::ty::{Invalid, Type};

/// Where nothing is known of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hole {
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
pub type Ty = Type<Hole>;

/// Code with such types.
pub type Expr = program::Expr<Ty>;
pub type Block = program::Block<Ty>;
pub type Stmt = program::Stmt<Ty>;
pub type StmtKind = program::StmtKind<Ty>;
pub type Place = program::Place<Ty>;
pub type Arm = program::Arm<Ty>;
pub type ArmTest = program::ArmTest<Ty>;
pub type Clause = program::Clause<Ty>;
pub type Local = program::Local<Ty>;
