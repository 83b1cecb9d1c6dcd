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
pub mod json;
pub mod list;
mod machine;
pub mod map;
mod meter;
pub mod notation;
mod number;
mod order;
mod pattern;
mod pieces;
mod random;
mod row;
pub mod secrets;
mod sort;
mod strptime;
pub mod text;
mod time;
pub mod value;

pub use code::Code;
pub use compile::oversized;
pub use display::literal as display_literal;
pub use failure::{Failure, FailureKind};
pub use host::{Host, Interrupt, NoHost, Provider};
pub use json::Json;
pub use list::List;
pub use machine::Machine;
pub use meter::{Bound, Memory, Timeout, report as report_memory};
pub use secrets::Secrets;
pub use value::Value;

#[cfg(test)]
mod tests;
