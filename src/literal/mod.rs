//! Values and their forms outside of code: Flyte's literals, JSON and YAML documents, the arguments of command lines.
//!
//! | form | written by | read by |
//! |---|---|---|
//! | Flyte's types | [`types`] | |
//! | Flyte's literals | [`write()`] | [`read()`] |
//! | bindings of constants | [`binding`] | |
//! | JSON | [`mod@print`] | [`input`] |
//! | command-line arguments | | [`input`] |
//!
//! Writing is exact, in the form that flytekit gives each type; reading is lenient where Flyte itself changes the form of a value
//! on its way (attribute access, promises bound to optionals, failed elements of maps). [`Carrier`] says what a value is after both.

pub mod binding;
mod carried;
pub mod input;
mod msgpack;
pub mod print;
mod read;
mod schema;
pub use crate::eval::notation as text;
pub mod types;
pub mod write;

pub use carried::{Carrier, carried};
pub use read::{ReadError, read};
pub use write::{WriteError, write};

#[cfg(test)]
mod tests;
