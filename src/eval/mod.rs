//! The task language: compiled form, values, builtins.
//!
//! [`Code::compile`] turns the typed bodies of tasks into instructions of a register machine; a [`Machine`] per thread runs them. What code
//! may ask of the world around it is a [`Host`].

mod builtins;
mod case;
mod code;
mod compile;
mod display;
mod encodings;
mod equal;
mod exact;
mod failure;
mod format;
mod host;
pub(crate) mod json;
pub(crate) mod list;
mod machine;
pub(crate) mod map;
mod meter;
pub(crate) mod notation;
mod number;
mod order;
mod pattern;
mod pieces;
mod random;
mod row;
pub(crate) mod secrets;
mod sort;
mod strptime;
pub(crate) mod text;
mod time;
pub mod value;

pub use code::Code;
pub(crate) use compile::oversized;
pub use display::literal as display_literal;
pub use failure::{Failure, FailureKind};
pub use host::{Host, Interrupt, NoHost, Provider};
pub use json::Json;
pub(crate) use list::List;
pub use machine::Machine;
pub(crate) use meter::report as report_memory;
pub use meter::{Bound, Memory, Timeout};
pub(crate) use secrets::Secrets;
pub use value::Value;

#[cfg(test)]
mod tests;
