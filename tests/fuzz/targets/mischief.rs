//! Task code in the machine and in the reference evaluator: the same outputs, log lines and failures, at the same line.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use flightplan::analysis::Program;
use flightplan::analysis::ty::Type;
use flightplan::analysis::typed::TaskId;
use flightplan::diagnostics::Severity;
use flightplan::diagnostics::render::concise;
use flightplan::eval::{Code, Failure, FailureKind, Host, Interrupt, Machine, NoHost};
use flightplan::source::Span;
use flightplan::workspace::{Goal, Workspace};

use super::programs::checked;
use crate::fuzz::corpus::Corpus;
use crate::generator::dice::Dice;
use crate::generator::mischief;
use crate::reference::bridge::{from_machine, to_machine};
use crate::reference::value::{Json, Val};
use crate::reference::{Failed, Kind, Outcome, Reference};

/// How many tasks a module has: checking one costs more than running it.
const TASKS: usize = 30;

/// How many runs of each task there are.
const RUNS: u64 = 2;

/// How often a run may ask whether to go on before it is given up.
const PATIENCE: u32 = 100;

/// A module of tasks.
pub fn module(_: &Corpus, dice: &mut Dice) -> Vec<u8> {
    mischief::module(dice.below(usize::MAX) as u64, TASKS).into_bytes()
}

/// Both evaluators agree on every task.
///
/// # Errors
/// On which they do not.
pub fn agree(input: &[u8]) -> Result<bool, String> {
    let Some(workspace) = checked(input, Goal::Run) else { return Ok(false) };
    if workspace.has_errors() {
        let errors = workspace.findings().iter().filter(|finding| finding.severity == Severity::Error);
        let shown: Vec<_> = errors.take(3).map(|finding| concise(workspace.sources(), finding)).collect();
        return Err(format!("mischief has errors:\n{}", shown.join("\n")));
    }
    let program = workspace.program();
    let code = Code::compile(program, (0..program.tasks.len()).map(|at| TaskId(at as u32)));
    let mut reference = Reference::new(program);
    for at in 0..program.tasks.len() {
        for run in 0..RUNS {
            let Some(inputs) = inputs(program, TaskId(at as u32), run) else { continue };
            let Some(expected) = reference.run(TaskId(at as u32), &inputs) else { continue };
            compared(&workspace, &code, TaskId(at as u32), &inputs, &expected)?;
        }
    }
    Ok(true)
}

fn compared(workspace: &Workspace, code: &Code, task: TaskId, inputs: &[Val], expected: &Outcome) -> Result<(), String> {
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

impl Host for Listening {
    fn log(&self, message: &str, _: Span) {
        if let Ok(mut log) = self.log.lock() {
            log.push(message.to_owned());
        }
    }

    fn secret(&self, name: &str) -> Result<String, String> {
        NoHost.secret(name)
    }

    fn env(&self, name: &str) -> Result<String, String> {
        NoHost.env(name)
    }

    fn interrupted(&self) -> Option<Interrupt> {
        (self.asked.fetch_add(1, Ordering::Relaxed) > PATIENCE).then_some(Interrupt::Cancelled)
    }
}

/// Inputs of a task; nothing if it has one that has no values here.
fn inputs(program: &Program, task: TaskId, run: u64) -> Option<Vec<Val>> {
    let mut dice = Dice::new(u64::from(task.0) * RUNS + run);
    program.task(task).interface.inputs.iter().map(|input| value(program, &input.ty, &mut dice)).collect()
}

fn value(program: &Program, ty: &Type, dice: &mut Dice) -> Option<Val> {
    Some(match ty {
        Type::Int if dice.chance(4) => Val::Int(*dice.pick(&[i64::MAX, i64::MIN, 1 << 53])),
        Type::Int => Val::Int(dice.between(-3, 9)),
        Type::Float => Val::Float(*dice.pick(&[0.0, -0.0, 1.0, 1.5, -2.25, 0.1, 3.0, 1e22, f64::NAN, f64::INFINITY])),
        Type::Str => Val::Str((*dice.pick(&["", "a", "b", "c", "ab", "x y", "12", "é", "k1", "a,b"])).to_owned()),
        Type::Bool => Val::Bool(dice.chance(50)),
        Type::Datetime => Val::Datetime(*dice.pick(&[0, 1_709_209_815_250_000, -1, 951_782_400_000_000])),
        Type::Duration => Val::Duration(*dice.pick(&[0, 1, 1_000_000, 5_400_000_000, -172_800_000_000])),
        Type::Bytes => Val::Bytes(dice.pick(&[&b""[..], b"ab", b"\xff\x00"]).to_vec()),
        Type::Json => Val::Json(json(dice, 2)),
        Type::None => Val::None,
        Type::List(item) => Val::List((0..dice.below(5)).map(|_| value(program, item, dice)).collect::<Option<_>>()?),
        Type::Map(item) => {
            let mut entries = BTreeMap::new();
            for _ in 0..dice.below(4) {
                entries.insert((*dice.pick(&["a", "b", "c", "k1", ""])).to_owned(), value(program, item, dice)?);
            }
            Val::Map(entries)
        }
        Type::Union(variants) => value(program, &variants[dice.below(variants.len())], dice)?,
        Type::Struct(id) => {
            let fields = program.struct_(*id).fields.iter().map(|field| value(program, &field.ty, dice));
            Val::Struct(id.0, fields.collect::<Option<_>>()?)
        }
        Type::Enum(id) => Val::Enum(id.0, dice.below(program.enum_(*id).variants.len()) as u32),
        _ => return None,
    })
}

fn json(dice: &mut Dice, depth: usize) -> Json {
    match dice.below(if depth == 0 { 5 } else { 8 }) {
        0 => Json::Null,
        1 => Json::Bool(dice.chance(50)),
        2 => Json::Int(dice.between(-3, 9)),
        3 => Json::Float(2.5),
        4 => Json::Str("a".to_owned()),
        5 => Json::List((0..dice.below(3)).map(|_| json(dice, depth - 1)).collect()),
        _ => Json::Object(["a", "b"].iter().take(dice.below(3)).map(|key| ((*key).to_owned(), json(dice, depth - 1))).collect()),
    }
}
