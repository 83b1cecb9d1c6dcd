//! Types, constants and code that are larger than the bounds.

use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::limits::REPEATED_CODE;
use crate::diagnostics::codes::types::CONSTANTS_SIZE;
use crate::diagnostics::codes::written_types::TYPE_SIZE;
use crate::source::Span;

/// A type that is inferred within a body. `excess` is what there is too much of, such as `has more than 5 parts`.
pub(crate) fn inferred_type(what: &str, excess: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&TYPE_SIZE, format!("the type of {what} {excess}"))
        .at(span, excess)
        .help("move the inner part into a `struct`: in code, it counts as one part whatever it contains")
}

pub(crate) fn alias(name: &str, excess: &str, span: Span) -> Diagnostic {
    declared_type(format!("the type `{name}` {excess}")).at(span, excess)
}

pub(crate) fn struct_type(name: &str, excess: &str, span: Span) -> Diagnostic {
    declared_type(format!("the struct `{name}` {excess}, including the structs that it contains")).at(span, excess)
}

/// `what` is an input, output, parameter or result.
pub(crate) fn interface_type(what: &str, excess: &str, span: Span) -> Diagnostic {
    declared_type(format!("the type of {what} {excess}")).at(span, excess)
}

/// `what`, which has `parts`, is where `most` is passed.
pub(crate) fn all_interfaces(most: usize, what: &str, parts: usize, span: Span) -> Diagnostic {
    declared_type(format!("the types of the interfaces of this program have more than {most} parts in total"))
        .at(span, format!("with {what}, which has {parts}"))
}

fn declared_type(message: String) -> Diagnostic {
    Diagnostic::new(&TYPE_SIZE, message)
        .help("keep the inner values in files, or use `json`, which counts as one part whatever it contains")
        .note("Flyte describes a type as the full tree of its parts, and repeats a struct wherever it is used")
}

/// `largest` is the size and place of the largest constant.
pub(crate) fn constants(most: usize, largest: Option<(usize, Span)>) -> Diagnostic {
    let found = Diagnostic::new(&CONSTANTS_SIZE, format!("the constants of this program have more than {most} parts in total"))
        .help("make large values in the body of a task, where they are computed when it runs, such as `[0] * 1000000`")
        .note("a constant counts again wherever it is used as an argument, or as the default of an argument that is left out");
    match largest {
        Some((size, span)) => found.at(span, format!("the largest of them: {size} parts")),
        None => found,
    }
}

/// `task`, which reaches `size` expressions, is the largest.
pub(crate) fn repeated_code(most: usize, task: &str, size: usize, span: Span) -> Diagnostic {
    Diagnostic::new(
        &REPEATED_CODE,
        format!("the tasks of this program repeat too much of each other's code: more than {most} expressions would be written"),
    )
    .at(span, format!("`{task}` alone reaches {size} of them"))
    .help(
        "let fewer tasks use the same long code: a task can use the result of another one as an input, and a large constant can be a file",
    )
    .note("the artifact of a task contains its code and everything that it calls")
}
