//! How code fails: the kind, the message, the line and the call trace.

use super::secrets::short;
use crate::program::arith::ArithError;
use crate::source::{Name, Span};

/// What kind of failure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FailureKind {
    /// `fail("…")`
    User,
    /// `fail_retryable("…")`: Flyte retries.
    Retryable,
    /// An `assert` that does not hold.
    Assertion,
    /// An `int`, `datetime` or `duration` beyond its range.
    Overflow,
    DivisionByZero,
    /// An index out of range.
    Index,
    /// A key that is not in the map or JSON object.
    Key,
    /// An argument that a builtin does not accept, or text that cannot be converted.
    Value,
    /// Calls without end.
    Recursion,
    /// A value beyond the size limit.
    Size,
    /// All values together exceed the memory limit.
    Memory,
    /// A missing secret or environment variable.
    Missing,
    /// The deadline of the attempt has passed: Flyte retries.
    Timeout,
    /// The run was given up from outside.
    Cancelled,
    /// The code has errors that the compiler reported, or was not made by this compiler.
    Invalid,
}

impl FailureKind {
    /// The code under which a container reports it to Flyte.
    pub fn code(self) -> &'static str {
        match self {
            FailureKind::User => "USER:Failed",
            FailureKind::Retryable => "USER:Retryable",
            FailureKind::Assertion => "USER:AssertionFailed",
            FailureKind::Overflow => "USER:Overflow",
            FailureKind::DivisionByZero => "USER:DivisionByZero",
            FailureKind::Index => "USER:IndexOutOfRange",
            FailureKind::Key => "USER:MissingKey",
            FailureKind::Value => "USER:InvalidValue",
            FailureKind::Recursion => "USER:RunawayRecursion",
            FailureKind::Size => "USER:TooLarge",
            FailureKind::Memory => "USER:OutOfMemory",
            FailureKind::Missing => "USER:NotProvided",
            FailureKind::Timeout => "USER:TimedOut",
            FailureKind::Cancelled => "USER:Cancelled",
            FailureKind::Invalid => "USER:InvalidCode",
        }
    }
}

/// A failed run of a task's code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub kind: FailureKind,
    /// One line in the user's terms.
    pub message: String,
    pub span: Span,
    /// The call trace, innermost first: the caller, and the place of the call.
    pub trace: Vec<(Name, Span)>,
}

impl Failure {
    /// Whether Flyte would retry.
    pub fn is_retryable(&self) -> bool {
        matches!(self.kind, FailureKind::Retryable | FailureKind::Timeout)
    }
}

/// A failure whose place is not known yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub kind: FailureKind,
    pub message: String,
}

/// The result of an operation: boxed, because failing is rare and results pass through every instruction.
pub(super) type Fallible<T> = Result<T, Box<Fault>>;

impl Fault {
    #[cold]
    pub fn new(kind: FailureKind, message: impl Into<String>) -> Box<Fault> {
        Box::new(Fault { kind, message: message.into() })
    }

    /// An argument or text that is not accepted.
    #[cold]
    pub fn value(message: impl Into<String>) -> Box<Fault> {
        Fault::new(FailureKind::Value, message)
    }

    /// A value beyond the size limit.
    #[cold]
    pub fn size(message: impl Into<String>) -> Box<Fault> {
        Fault::new(FailureKind::Size, message)
    }

    /// An index that is out of range.
    #[cold]
    pub fn index(index: i64, length: usize, what: &str, unit: &str) -> Box<Fault> {
        let plural = if length == 1 { "" } else { "s" };
        Fault::new(FailureKind::Index, format!("index {index} is out of range: the {what} has {length} {unit}{plural}"))
    }

    /// A key that is missing.
    #[cold]
    pub fn key(key: &str, what: &str) -> Box<Fault> {
        Fault::new(FailureKind::Key, format!("the {what} has no key `{}`", short(key)))
    }

    /// A value of a kind that the code does not expect: the code or an input is not what the compiler checked.
    #[cold]
    pub fn invalid(expected: &str) -> Box<Fault> {
        Fault::new(FailureKind::Invalid, format!("the code expects a value of type `{expected}`, but got another"))
    }

    /// An operation on numbers that has no result.
    #[cold]
    pub fn arith(error: ArithError, operation: impl FnOnce() -> String) -> Box<Fault> {
        let kind = match error {
            ArithError::Overflow => FailureKind::Overflow,
            ArithError::DivisionByZero => FailureKind::DivisionByZero,
            ArithError::NegativeExponent => FailureKind::Value,
        };
        Fault::new(kind, format!("{}: `{}`", error.as_str(), operation()))
    }
}
