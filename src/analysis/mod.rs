//! Names and imports, types, type checking and inference, constant folding; the typed program.

pub mod arith;
pub mod body;
pub mod builtins;
pub mod context;
pub mod options;
pub mod ty;
pub mod typed;
pub mod wiring;

pub use ty::Type;
pub use typed::Program;
