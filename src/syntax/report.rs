//! The wording of files and items that are not read at all: a function for each message.

use std::path::Path;

use crate::diagnostics::{Diagnostic, codes::syntax as codes};
use crate::source::Span;

/// An item for which there is not enough stack.
pub(super) fn nested_too_deeply(item: Span) -> Diagnostic {
    Diagnostic::new(&codes::NESTED_TOO_DEEPLY, "this is nested too deeply").at(item, "in this declaration")
}

pub(super) fn too_large(path: &Path) -> Diagnostic {
    Diagnostic::new(&codes::NOT_TEXT, format!("`{}` is too large", path.display())).help("a module holds at most two gigabytes")
}

/// `zero` is the first zero byte of the file.
pub(super) fn not_text(path: &Path, zero: Span) -> Diagnostic {
    Diagnostic::new(&codes::NOT_TEXT, format!("`{}` is not a text file", path.display()))
        .at(zero, "a zero byte")
        .help("a module is UTF-8 text; was this file written as UTF-16, or is it no source?")
}
