//! The task language: compiled form, values, builtins.

pub mod value;

pub use value::Value;
