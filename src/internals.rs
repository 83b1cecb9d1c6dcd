//! What only this repository's own tests, benches and generators use. It can change in any version.
//!
//! The stages are private, and what neither `lib.rs` nor this file names can be seen only inside of the crate. So every public name is in these two
//! files. What formatter and language server will use is here too while only tests use it.

pub mod check {
    pub use crate::check::check;
}

pub mod cli {
    pub use crate::cli::explain;
}

pub mod config {
    pub use crate::config::read;
}

pub mod diagnostics {
    pub use crate::diagnostics::page;
}

pub mod emit {
    pub use crate::emit::{EmitOptions, emit};
}

pub mod eval {
    pub use crate::eval::value;
    pub use crate::eval::{Bound, Json, Machine, Memory, display_literal};
}

pub mod graph {
    pub use crate::graph::{Edge, Effective, Vertex, WorkflowGraph, build, end, start};
}

pub mod literal {
    pub use crate::literal::{carried, input, read, write};
}

pub mod parallel {
    pub use crate::parallel::STACK_BYTES;
}

pub mod payload {
    pub use crate::payload::{ItemId, Place, VERSION, read, write};
}

pub mod program {
    pub use crate::program::{
        Accelerator, Arm, ArmTest, BinaryOperands, Binding, BindingKind, Block, Body, Callee, Clause, Closure, Comprehension, Const,
        ConstDef, EnumDef, Expr, ExprKind, FnDef, FnId, Index, IterKind, LocalId, LocalPattern, MapBackend, MapOptions, MapShape, Node,
        NodeOptions, NodeRef, OutputStyle, Partition, PathStep, Place, PlaceStep, ResourceSet, Resources, Secret, SecretMount,
        SequenceKind, Shape, SharedMemory, Stmt, StmtKind, StructDef, SuccessCriterion, TaskOptions, UnaryOperand, WorkflowOptions,
        builtins, index, is_packed_anew, ty, visit,
    };
}

pub mod syntax {
    pub use crate::syntax::{ast, layout, one_line, parse, token};
}
