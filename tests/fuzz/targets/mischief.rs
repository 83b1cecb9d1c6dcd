//! Task code in the machine and in the reference evaluator: the same outputs, log lines and failures, at the same line.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use flightplan::internals::eval::Machine;
use flightplan::project::{Checked, Span, TaskId};
use flightplan::run::{Code, Failure, FailureKind, Host, Interrupt, NoHost, Provider};

use super::programs::{checked, sound};
use crate::fuzz::corpus::Corpus;
use crate::generator::dice::Dice;
use crate::generator::mischief::{self, Flavour};
use crate::reference::bridge::{from_machine, to_machine};
use crate::reference::value::Val;
use crate::reference::{Failed, Kind, Outcome, Reference, inputs};

/// How many tasks a module has: checking one costs more than running it.
const TASKS: usize = 30;

/// How many runs of each task there are.
const RUNS: u64 = 2;

/// How often a run may ask whether to continue before it is given up.
const PATIENCE: u32 = 100;

/// A module of tasks.
pub(super) fn module(_: &Corpus, dice: &mut Dice) -> Vec<u8> {
    mischief::module(dice.below(usize::MAX) as u64, TASKS, Flavour::Any).into_bytes()
}

/// Both evaluators agree on every task.
///
/// # Errors
/// On which they do not.
pub(super) fn agree(input: &[u8]) -> Result<bool, String> {
    let Some(workspace) = checked(input) else { return Ok(false) };
    let Some(sound) = sound(&workspace)? else { return Ok(false) };
    let program = workspace.program();
    let code = Code::compile(sound.program(), (0..program.tasks.len()).map(|at| TaskId(at as u32)));
    let mut reference = Reference::new(program);
    for at in 0..program.tasks.len() {
        for run in 0..RUNS {
            let Some(inputs) = inputs::of(program, TaskId(at as u32), run) else { continue };
            let Some(expected) = reference.run(TaskId(at as u32), &inputs) else { continue };
            compared(&workspace, &code, TaskId(at as u32), &inputs, &expected)?;
        }
    }
    Ok(true)
}

fn compared(workspace: &Checked, code: &Code, task: TaskId, inputs: &[Val], expected: &Outcome) -> Result<(), String> {
    let host = Listening::default();
    let values: Vec<_> = inputs.iter().map(to_machine).collect();
    let ended = Machine::new(code, &host).run(task, &values);
    if let Err(Failure { kind: FailureKind::Cancelled | FailureKind::Size | FailureKind::Memory, .. }) = ended {
        return Ok(());
    }
    let log = host.log.into_inner().unwrap_or_default();
    let line = |span: Span| {
        let before = workspace.sources().file(span.file).text.get(..span.start as usize).unwrap_or_default();
        before.bytes().filter(|byte| *byte == b'\n').count() + 1
    };
    let outputs = ended.as_ref().map(|outputs| outputs.iter().map(from_machine).collect::<Vec<_>>());
    let same = match (&outputs, &expected.result) {
        (Ok(outputs), Ok(expected)) => {
            outputs.len() == expected.len() && outputs.iter().zip(expected).all(|(output, expected)| output.is(expected))
        }
        (Err(failure), Err(expected)) => is_the_same(failure, expected) && line(failure.span) == line(expected.span),
        _ => false,
    };
    if same && log == expected.log {
        return Ok(());
    }
    let name = &workspace.program().task(task).header.name;
    let ours = match &outputs {
        Ok(outputs) => format!("{outputs:?}"),
        Err(failure) => format!("{:?} at line {}: {}", failure.kind, line(failure.span), failure.message),
    };
    let theirs = match &expected.result {
        Ok(outputs) => format!("{outputs:?}"),
        Err(failure) => format!("{:?} at line {}: {}", failure.kind, line(failure.span), failure.message),
    };
    let logs = if log == expected.log {
        String::new()
    } else {
        format!("\nlog of the machine   {log:?}\nlog of the reference {:?}", expected.log)
    };
    Err(format!("{name} with {inputs:?}\nmachine   {ours}\nreference {theirs}{logs}"))
}

/// Messages of `fail` and `assert` are the user's; all others are the machine's own.
fn is_the_same(failure: &Failure, expected: &Failed) -> bool {
    let kind = match expected.kind {
        Kind::User => FailureKind::User,
        Kind::Retryable => FailureKind::Retryable,
        Kind::Assertion => FailureKind::Assertion,
        Kind::Overflow => FailureKind::Overflow,
        Kind::DivisionByZero => FailureKind::DivisionByZero,
        Kind::Index => FailureKind::Index,
        Kind::Key => FailureKind::Key,
        Kind::Value => FailureKind::Value,
    };
    let is_worded = matches!(expected.kind, Kind::User | Kind::Retryable | Kind::Assertion);
    failure.kind == kind && (!is_worded || failure.message == expected.message)
}

/// A host that keeps the log, and gives up by a count and not by a clock.
#[derive(Default)]
struct Listening {
    log: Mutex<Vec<String>>,
    asked: AtomicU32,
}

impl Provider for Listening {
    fn secret(&self, name: &str) -> Result<String, String> {
        NoHost.secret(name)
    }

    fn env(&self, name: &str) -> Result<String, String> {
        NoHost.env(name)
    }

    fn now(&self) -> i64 {
        NoHost.now()
    }
}

impl Host for Listening {
    fn log(&self, message: &str, _: Span) {
        if let Ok(mut log) = self.log.lock() {
            log.push(message.to_owned());
        }
    }

    fn interrupted(&self) -> Option<Interrupt> {
        (self.asked.fetch_add(1, Ordering::Relaxed) > PATIENCE).then_some(Interrupt::Cancelled)
    }
}
