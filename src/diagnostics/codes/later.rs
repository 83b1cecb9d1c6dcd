//! Parts of the language that this version recognises but does not compile.

use super::codes;
use crate::diagnostics::Diagnostic;
use crate::source::Span;

codes! {
    NOT_COMPILED_YET: "U001" "not-compiled-yet" Later Error since "0.1.0" { fix: Sometimes };
}

/// The finding that this version does not compile `what`, a word of the language.
pub(crate) fn not_compiled_yet(what: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&NOT_COMPILED_YET, format!("this version does not compile `{what}` yet"))
        .at(span, "recognised, but not compiled")
        .help("remove it to compile the rest")
}
