//! The wording of constant expressions without a value, and of computations with constants that fail.

use crate::check::fold::{Failure, Unknown};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::types::{CONSTANT_FAILS, NOT_CONSTANT};
use crate::source::Span;

fn message(failure: &Failure) -> String {
    match failure {
        Failure::Arith(error) => error.as_str().to_owned(),
        Failure::OutOfTime => "the result is out of the range of durations and dates".to_owned(),
        Failure::FractionalPower => "a fractional power of a negative number is not a number".to_owned(),
        Failure::FloatOverflow => "the result does not fit in a `float`".to_owned(),
        Failure::Datetime(why) => why.clone(),
        Failure::Index(index, length) => format!("index {index} is out of range: there are {length}"),
        Failure::Key(key) => format!("the map has no key `\"{key}\"`"),
    }
}

/// A computation in a body.
pub(in crate::check::body) fn always_fails(failure: &Failure, span: Span) -> Diagnostic {
    Diagnostic::new(&CONSTANT_FAILS, message(failure)).at(span, "this always fails")
}

/// A computation in a constant expression.
pub(in crate::check::body) fn fails(failure: &Failure, span: Span) -> Diagnostic {
    Diagnostic::new(&CONSTANT_FAILS, message(failure)).at(span, "computed at compile time")
}

pub(in crate::check::body) fn too_large(span: Span) -> Diagnostic {
    Diagnostic::new(&NOT_CONSTANT, "a constant can hold at most two million values and characters in total")
        .at(span, "this holds more")
        .help("compute it where it is used: a `fn` without parameters can return a value of any size")
}

pub(in crate::check::body) fn not_constant(unknown: Unknown, span: Span) -> Diagnostic {
    let what = match unknown {
        Unknown::Variable => "a variable",
        Unknown::Field => "a field of this value",
        Unknown::Member => "a member of this value",
        Unknown::Part => "a part of this value",
        Unknown::JsonPart => "a part of a JSON value",
        Unknown::Builtin => "a call of this builtin",
        Unknown::Fn => "a call of a `fn`",
        Unknown::Task => "a call of a task",
        Unknown::Operation => "this operation",
        Unknown::Comprehension => "a comprehension",
        Unknown::Closure => "a closure",
        Unknown::Condition => "this condition",
        Unknown::IfWithoutElse => "an `if` without `else`",
        Unknown::Match => "a `match`",
        Unknown::Statements => "a block with statements",
    };
    Diagnostic::new(&NOT_CONSTANT, format!("{what} is not known at compile time"))
        .at(span, "a constant is needed here")
        .help("constants are literals, other constants, operators on them, and conversions such as `datetime(\"…\")`: write the value out, or compute it in a task")
}
