//! A second evaluator of task code, for comparison: it walks the typed program, and shares nothing with the machine. Values are plain
//! enums that are copied, variables are slots, and `return`, `break` and `continue` are errors that travel up to what they end. Nothing is
//! fused, specialised or fast.
//!
//! It answers as the documents of the language and Python do. What it cannot answer in reasonable time or space it gives up
//! ([`Stop::GiveUp`]), and so it does for the builtins that have no answer of their own here:
//!
//! | builtin | why |
//! |---|---|
//! | `parse_datetime` | compared with CPython's `strptime` in `tests/numbers` |
//! | `variance`, `stddev` and their kin | they are rounded once, from fractions: `tests/numbers` has Python's |
//! | `secret`, `env`, `now` | what they give comes from outside |
//! | `message`, `failed_node` | no `error` reaches a task in this version |
//!
//! | part | owns |
//! |---|---|
//! | [`value`] | values, their equality and their order |
//! | [`show`] | values as text |
//! | [`evaluate`] | expressions |
//! | [`statements`] | statements, places, patterns and loops |
//! | [`operators`] | operators between values |
//! | [`builtins`] | the builtins |
//! | [`calendar`] | dates and spans of time |
//! | [`format`] | Python's format specifications |
//! | [`exact`] | sums and quotients that are rounded once |
//! | [`inputs`] | inputs for tasks |
//! | [`bridge`] | values of the machine as values of this evaluator, and back |

#![allow(clippy::expect_used, reason = "what the checker promises is taken for granted; where it is not so, the test has to end")]

pub(crate) mod bridge;
mod builtins;
mod calendar;
mod evaluate;
mod exact;
mod format;
pub(crate) mod inputs;
mod operators;
mod show;
mod statements;
pub(crate) mod value;

use flightplan::project::{Program, Span, TaskId};
use value::Val;

/// How many expressions a run may evaluate.
const FUEL: u64 = 100_000;

/// How many elements, entries or bytes a value may have.
const LARGEST: usize = 20_000;

/// What kind of failure it is; the names are those of the machine's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    User,
    Retryable,
    Assertion,
    Overflow,
    DivisionByZero,
    Index,
    Key,
    Value,
}

/// Why an operation has no result, before its place is known.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// A failure of the task.
    Kind(Kind, String),
    /// It would take too long, or is left out.
    GiveUp,
}

impl Fault {
    /// A failure whose words are the machine's own affair.
    pub(crate) fn of(kind: Kind) -> Fault {
        Fault::Kind(kind, String::new())
    }
}

/// A failed run.
#[derive(Clone, Debug)]
pub(crate) struct Failed {
    pub kind: Kind,
    /// Its message, where the language specifies it.
    pub message: String,
    pub span: Span,
}

/// Why an evaluation did not come to its end.
#[derive(Debug)]
pub(crate) enum Stop {
    Return(Val),
    Break,
    Continue,
    Fail(Failed),
    GiveUp,
}

/// The result of an evaluation.
pub(crate) type Ended<T> = Result<T, Stop>;

/// How a run ended: its outputs or its failure, and the lines of its log. `None` if it was given up.
pub(crate) struct Outcome {
    pub result: Result<Vec<Val>, Failed>,
    pub log: Vec<String>,
}

/// The variables of a call.
pub(crate) type Slots = Vec<Option<Val>>;

/// An evaluator of one program.
pub(crate) struct Reference<'p> {
    program: &'p Program,
    log: Vec<String>,
    fuel: u64,
}

impl<'p> Reference<'p> {
    pub(crate) fn new(program: &'p Program) -> Self {
        Self { program, log: Vec::new(), fuel: 0 }
    }

    /// Runs a task.
    pub(crate) fn run(&mut self, task: TaskId, inputs: &[Val]) -> Option<Outcome> {
        self.log.clear();
        self.fuel = FUEL;
        let definition = self.program.task(task);
        let body = definition.body.as_ref()?;
        let result = match self.call(body, inputs.to_vec()) {
            Ok(value) => Ok(match (definition.interface.outputs.len(), value) {
                (0, _) => Vec::new(),
                (1, value) => vec![value],
                (_, Val::Tuple(members)) => members,
                (_, other) => vec![other],
            }),
            Err(Stop::Fail(failed)) => Err(failed),
            Err(Stop::GiveUp) => return None,
            Err(stop) => unreachable!("{stop:?} leaves a task"),
        };
        Some(Outcome { result, log: std::mem::take(&mut self.log) })
    }

    fn burn(&mut self, amount: u64) -> Ended<()> {
        self.fuel = self.fuel.checked_sub(amount).ok_or(Stop::GiveUp)?;
        Ok(())
    }
}

/// Gives a fault its place.
fn placed<T>(result: Result<T, Fault>, span: Span) -> Ended<T> {
    result.map_err(|fault| match fault {
        Fault::Kind(kind, message) => Stop::Fail(Failed { kind, message, span }),
        Fault::GiveUp => Stop::GiveUp,
    })
}

/// Everything is bounded.
fn bounded(size: usize) -> Result<(), Fault> {
    if size > LARGEST { Err(Fault::GiveUp) } else { Ok(()) }
}
