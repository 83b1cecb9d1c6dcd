//! The wording of constant expressions without a value, and of computations with constants that fail.

use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::types::{CONSTANT_FAILS, NOT_CONSTANT};
use crate::source::Span;

/// A computation in a body.
pub(in crate::check::body) fn always_fails(message: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CONSTANT_FAILS, message).at(span, "this always fails")
}

/// A computation in a constant expression.
pub(in crate::check::body) fn fails(message: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CONSTANT_FAILS, message).at(span, "computed at compile time")
}

pub(in crate::check::body) fn too_large(span: Span) -> Diagnostic {
    Diagnostic::new(&NOT_CONSTANT, "a constant can hold at most two million values and characters in total")
        .at(span, "this holds more")
        .help("compute it where it is used: a `fn` without parameters can return a value of any size")
}

/// `what` is only known when it runs, with its article.
pub(in crate::check::body) fn not_constant(what: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&NOT_CONSTANT, format!("{what} is not known at compile time"))
        .at(span, "a constant is needed here")
        .help("constants are literals, other constants, operators on them, and conversions such as `datetime(\"…\")`")
}
