//! Text to AST: the table of [`token`]s, the scan that slices a file into items, pest on each of them, and the lowering of pest's pairs.
//!
//! Never fails: a mistake becomes a diagnostic, and costs the statement around it ([`ast::StmtKind::Error`]), the body, or, where even the head
//! of the item cannot be read, the item ([`ast::ItemKind::Error`]).

pub mod ast;

mod errors;
pub(crate) mod foreign_types;
mod grammar;
pub mod layout;
mod lower;
pub(crate) mod members;
mod one_line;
mod parse;
mod recover;
mod repair;
mod report;
mod scan;
pub mod token;

pub use one_line::one_line;
pub use parse::parse;
pub(crate) use scan::turns_text;

#[cfg(test)]
mod tests;
