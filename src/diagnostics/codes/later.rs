//! Family U: parts of the language that this version recognises and does not compile.

use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::source::Span;

/// A part of the language that this version does not compile.
pub static NOT_COMPILED_YET: Code = Code {
    id: "U001",
    name: "not-compiled-yet",
    severity: Severity::Error,
    summary: "a part of the language that this version does not compile",
    explanation: "\
The language has this construct and this version of the compiler only recognises it: the rest of the file is checked as if it stood there, \
and no artifact is written.

Not compiled yet are `launchplan` and `test` items, the task bodies `container`, `python`, `plugin` and `extern`, and in workflows branches \
(`if`), gates (`sleep`, `approve`, `await_input`) and `launch`.",
    bad: "test \"nothing to add\" {\n    assert add(a: 0, b: 0) == 0\n}\n\ntask add(a: int, b: int) -> int {\n    a + b\n}\n",
    good: "task add(a: int, b: int) -> int {\n    a + b\n}\n",
};

/// The finding that this version does not compile `what`, a word of the language.
pub fn not_compiled_yet(what: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&NOT_COMPILED_YET, format!("this version does not compile `{what}` yet"))
        .at(span, "recognised, but not compiled")
        .help("take it out to compile the rest")
}

/// Every code of this family, in order.
pub static ALL: &[&Code] = &[&NOT_COMPILED_YET];
