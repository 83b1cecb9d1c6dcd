//! Bodies that the evaluator cannot hold.

use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::limits::BODY_SIZE;
use crate::eval;
use crate::program::Program;

/// A finding on each task and `fn` with such a body.
pub(super) fn check(program: &Program) -> Vec<Diagnostic> {
    let finding = |header: &crate::program::Header| {
        let message = format!("the body of `{}` has more variables and intermediate values than the evaluator can hold", header.name);
        Diagnostic::new(&BODY_SIZE, message)
            .at(header.span, "about 65,000 fit")
            .help("move parts of it into `fn`s, each of which has room of its own; or make the values in a loop")
    };
    eval::oversized(program).into_iter().map(finding).collect()
}
