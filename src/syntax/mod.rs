//! Text to AST: the scan that slices a file into items, pest on each of them, and the lowering of pest's pairs.
//!
//! Never fails: a broken item becomes an [`ast::ItemKind::Error`] and a diagnostic, and costs only itself.

pub mod ast;

mod errors;
mod grammar;
mod lower;
mod one_line;
mod parse;
mod scan;
pub mod walk;

pub use one_line::one_line;
pub use parse::parse;
pub use scan::turns_text;

#[cfg(test)]
mod tests;
