//! Why an expression has no value at compile time, as data: the findings say it in words.

use std::sync::Arc;

use crate::program::arith::ArithError;
use crate::source::Span;

/// Why an expression has no value at compile time.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Stop {
    /// It fails whenever it is computed: where, and why.
    Fails(Span, Failure),
    /// A part of it is only known when it runs: where, and what that part is.
    NotConstant(Span, Unknown),
    /// It is larger than a constant may be.
    TooLarge(Span),
    /// It needs something with an error.
    Reported,
}

/// Why a computation with constants fails whenever it runs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Failure {
    Arith(ArithError),
    /// A duration or date that Flyte has no form for.
    OutOfTime,
    /// A fractional power of a negative number.
    FractionalPower,
    /// A result that is too large for a `float`.
    FloatOverflow,
    /// A string that is not a date and time, and what its parser says.
    Datetime(String),
    /// An index out of range, and the number of elements.
    Index(i64, usize),
    /// A key that a map does not have.
    Key(Arc<str>),
}

impl From<ArithError> for Failure {
    fn from(error: ArithError) -> Self {
        Failure::Arith(error)
    }
}

/// What is only known when it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unknown {
    Variable,
    Field,
    Member,
    /// An element or slice of a value.
    Part,
    JsonPart,
    /// A call of a builtin.
    Builtin,
    /// A call of a `fn`.
    Fn,
    /// A call of a task.
    Task,
    Operation,
    Comprehension,
    Closure,
    Condition,
    IfWithoutElse,
    Match,
    /// A block with statements.
    Statements,
}
