//! Names and imports, types, type checking and inference, constant folding; the typed program.

pub mod builtins;
pub mod context;
pub mod ty;
pub mod typed;

pub use ty::Type;
pub use typed::Program;
