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

pub(crate) mod binding;
mod carried;
pub mod input;
mod msgpack;
pub(crate) mod print;
mod read;
mod schema;
pub(crate) use crate::eval::notation as text;
pub(crate) mod types;
pub mod write;

pub(crate) use carried::Carrier;
pub use carried::carried;
pub(crate) use read::ReadError;
pub use read::read;
pub(crate) use write::WriteError;
pub use write::write;

#[cfg(test)]
mod tests;
