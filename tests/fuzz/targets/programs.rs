//! Programs: text that is arbitrary, nearly right or right, through every stage from the scan to a run.

use std::path::PathBuf;
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

use flightplan::artifacts::{Emitted, Ids, Message};
use flightplan::findings::{Counts, Diagnostic, Document, Severity, Style, concise, human};
use flightplan::flyteidl::admin::{LaunchPlan, TaskSpec, WorkflowSpec};
use flightplan::flyteidl::core::TaskTarget;
use flightplan::internals::{payload, syntax};
use flightplan::project::{
    Checked, Interface, Linted, Loaded, Memory, Program, Session, Settings, Sound, SourceMap, Span, TaskId, WorkflowId,
};
use flightplan::run::{Callee, CancellationToken, Code, Engine, FailureKind, Host, Interrupt, Provider, Threads, Value};
use flightplan::{artifacts, run};
use prost::Message as _;

use super::values;
use crate::fuzz::corpus::Corpus;
use crate::fuzz::mutate;
use crate::fuzz::sequential::{Evaluator, Failed};
use crate::generator;
use crate::generator::dice::Dice;

/// The time limit of all runs of one program; a run that does not end is given up and not compared.
const PATIENCE: Duration = Duration::from_millis(400);

/// How many tasks and workflows of one program are run.
const MOST_RUNS: usize = 6;

/// A short text: a part of a mutated program, words, or bytes.
pub(super) fn small(corpus: &Corpus, dice: &mut Dice) -> Vec<u8> {
    match dice.below(10) {
        0 => mutate::any_bytes(dice, 200),
        1 | 2 => mutate::words(corpus, dice).into_bytes(),
        _ => {
            let program = if dice.chance(20) { corpus.generated(dice) } else { dice.pick(&corpus.programs).as_str().into() };
            let lines: Vec<&str> = program.split_inclusive('\n').collect();
            let first = dice.below(lines.len());
            let last = (first + 1 + dice.below(24)).min(lines.len());
            mutate::text(corpus, dice, &lines[first..last].concat()).into_bytes()
        }
    }
}

/// A string of any kind: bytes, words, damaged programs.
pub(super) fn any(corpus: &Corpus, dice: &mut Dice) -> Vec<u8> {
    match dice.below(20) {
        0 => mutate::any_bytes(dice, 400),
        1 => mutate::words(corpus, dice).into_bytes(),
        2 => {
            let mut bytes = dice.pick(&corpus.programs).clone().into_bytes();
            mutate::bytes(dice, &mut bytes);
            bytes
        }
        3..=12 => {
            let program = dice.pick(&corpus.programs);
            mutate::text(corpus, dice, program).into_bytes()
        }
        _ => {
            let program = corpus.generated(dice);
            mutate::text(corpus, dice, &program).into_bytes()
        }
    }
}

/// A program with one small change, or none: often still a program.
pub(super) fn nearly_right(corpus: &Corpus, dice: &mut Dice) -> Vec<u8> {
    let program = if dice.chance(60) { corpus.generated(dice) } else { dice.pick(&corpus.programs).as_str().into() };
    match dice.below(5) {
        0 => program.as_bytes().to_vec(),
        _ => mutate::once(corpus, dice, &program).into_bytes(),
    }
}

/// The seed and size of a generated program.
pub(super) fn seed(_: &Corpus, dice: &mut Dice) -> Vec<u8> {
    // Half of the programs are small; the largest have the most in them.
    let size = if dice.chance(50) { dice.below(6) } else { dice.below(40) };
    let seed = dice.below(usize::MAX);
    format!("{seed} {size}").into_bytes()
}

/// Parsing never fails, and its findings lie in the text.
///
/// # Errors
/// What does not hold.
pub(super) fn parses(input: &[u8]) -> Result<bool, String> {
    let text = String::from_utf8_lossy(input);
    let mut sources = SourceMap::new();
    let id = sources.add("a.fpl", "a", &*text);
    let outcome = syntax::parse(sources.file(id));
    are_inside(&sources, &outcome.diagnostics)?;
    // It is for expressions; but no text may break it.
    drop(syntax::one_line(&text));
    Ok(outcome.diagnostics.is_empty())
}

/// Linting never fails, and every finding can be drawn.
///
/// # Errors
/// What does not hold.
pub(super) fn is_checked(input: &[u8]) -> Result<bool, String> {
    let Some(workspace) = linted(input) else { return Ok(false) };
    let sources = workspace.sources();
    are_inside(sources, workspace.findings())?;
    for finding in workspace.findings() {
        let line = concise(sources, finding);
        if !line.starts_with("a.fpl:") || line.contains('\n') {
            return Err(format!("this is no line of a report: {line:?}"));
        }
        if !human(sources, finding, Style::default()).contains(finding.code.id) {
            return Err(format!("a report without its code: {line}"));
        }
    }
    let mut document = Document::default();
    document.add(sources, workspace.findings(), Counts::default());
    document.render().map_err(|error| error.to_string())?;
    Ok(!workspace.has_errors())
}

/// Compiling gives the same bytes twice; they decode, and encode to themselves; and every payload in them can be read.
///
/// # Errors
/// What does not hold.
pub(super) fn compiles(input: &[u8]) -> Result<bool, String> {
    let Some(first) = emitted(input) else { return Ok(false) };
    let artifacts = first.artifacts();
    let Some(again) = emitted(input) else { return Err("compiled once, but not twice".to_owned()) };
    if artifacts::files(artifacts) != artifacts::files(again.artifacts()) {
        return Err("compiling twice gives other bytes".to_owned());
    }
    for entity in &artifacts.entities {
        let bytes = entity.message.encode();
        let again = match &entity.message {
            Message::Task(_) => TaskSpec::decode(bytes.as_slice()).map(|message| message.encode_to_vec()),
            Message::Workflow(_) => WorkflowSpec::decode(bytes.as_slice()).map(|message| message.encode_to_vec()),
            Message::LaunchPlan(_) => LaunchPlan::decode(bytes.as_slice()).map(|message| message.encode_to_vec()),
        };
        if again != Ok(bytes) {
            return Err(format!("the message of `{}` does not encode to itself", entity.name));
        }
        if let Message::Task(spec) = &entity.message {
            reads_its_payload(spec).map_err(|problem| format!("`{}`: {problem}", entity.name))?;
        }
    }
    artifacts::to_json(artifacts).map_err(|error| error.to_string())?;
    Ok(true)
}

/// A container that is given the payload gets code of it.
fn reads_its_payload(spec: &TaskSpec) -> Result<(), String> {
    let chunks = payload_of(spec);
    if chunks.is_empty() {
        return Ok(());
    }
    let (program, task) = payload::read(&chunks).map_err(|error| error.to_string())?;
    let sound = program.sound().ok_or("its payload is not sound")?;
    if Code::compile(sound, [task]).has(task) { Ok(()) } else { Err("its payload has no code".to_owned()) }
}

/// The chunks of the payload in a task's arguments.
pub(super) fn payload_of(spec: &TaskSpec) -> Vec<String> {
    let target = spec.template.as_ref().and_then(|template| template.target.as_ref());
    let Some(TaskTarget::Container(container)) = target else { return Vec::new() };
    container.args.iter().filter_map(|argument| argument.strip_prefix("--payload=")).map(str::to_owned).collect()
}

/// The engine gives what a plain evaluation gives, and no run of a program without errors ends in a mistake of ours.
///
/// # Errors
/// What does not hold.
pub(super) fn runs(input: &[u8]) -> Result<bool, String> {
    let Some(workspace) = checked(input) else { return Ok(false) };
    let Some(sound) = sound(&workspace)? else { return Ok(false) };
    let program = workspace.program();
    let code = Code::compile(sound.program(), (0..program.tasks.len()).map(|at| TaskId(at as u32)));
    let mut dice = Dice::new(input.len() as u64);
    let workflows = (0..program.workflows.len()).map(|at| Callee::Workflow(WorkflowId(at as u32)));
    let tasks = (0..program.tasks.len()).map(|at| Callee::Task(TaskId(at as u32)));
    let host = Patient { until: Instant::now() + PATIENCE };
    for callee in workflows.chain(tasks).take(MOST_RUNS) {
        let interface = match callee {
            Callee::Workflow(id) => &program.workflow(id).interface,
            Callee::Task(id) => &program.task(id).interface,
        };
        let Some(inputs) = inputs(program, interface, &mut dice) else { continue };
        agree(sound, &code, &host, callee, inputs)?;
    }
    Ok(true)
}

/// Values for every input; nothing if there is a type without values.
fn inputs(program: &Program, interface: &Interface, dice: &mut Dice) -> Option<Vec<Value>> {
    let value = |input: &flightplan::project::Variable| match &input.default {
        Some(default) if dice.chance(30) => Some(Value::from_const(default)),
        _ => values::any(program, &input.ty, dice),
    };
    interface.inputs.iter().map(value).collect()
}

fn agree(sound: Sound<'_>, code: &Code, host: &Patient, callee: Callee, inputs: Vec<Value>) -> Result<(), String> {
    let program = sound.program().program();
    let plain = Evaluator { program, code, host }.run(callee, &inputs);
    let (evaluator, token) = (run::Evaluator::new(program, code, host), CancellationToken::default());
    let engine = Engine::new(sound, &evaluator).with_cancellation(token.clone());
    let threads = Threads::start(2).map_err(|error| error.to_string())?;
    let ran = host.cancelling(&token, || engine.run(callee, inputs.clone(), &threads));
    if let Err(failure) = &ran {
        failure.diagnostic(program);
    }
    let ran = ran.as_ref().map_err(Failed::from);
    for failure in [plain.as_ref().err(), ran.as_ref().err()].into_iter().flatten().flat_map(|failed| failed.reason.failures()) {
        match failure.kind {
            FailureKind::Invalid => return Err(format!("{callee:?} of a program without errors ends in: {}", failure.message)),
            // The patience is over, of one of them.
            FailureKind::Cancelled => return Ok(()),
            _ => {}
        }
    }
    let same = match (&plain, &ran) {
        (Ok(plain), Ok(ran)) => values::are_same(plain, ran),
        (Err(plain), Err(ran)) => plain == ran,
        _ => false,
    };
    if same { Ok(()) } else { Err(format!("{callee:?} with {inputs:?}: the engine gives\n{ran:?}\nand a plain evaluation\n{plain:?}")) }
}

/// Surroundings without anything in them, which give up when time is over.
struct Patient {
    until: Instant,
}

impl Patient {
    /// Does `work`, and cancels it when time is over.
    fn cancelling<T>(&self, token: &CancellationToken, work: impl FnOnce() -> T) -> T {
        std::thread::scope(|scope| {
            let (done, waits) = std::sync::mpsc::channel::<()>();
            let left = self.until.saturating_duration_since(Instant::now());
            scope.spawn(move || {
                if waits.recv_timeout(left) == Err(RecvTimeoutError::Timeout) {
                    token.cancel();
                }
            });
            let result = work();
            drop(done);
            result
        })
    }
}

impl Provider for Patient {
    fn secret(&self, name: &str) -> Result<String, String> {
        Ok(format!("the secret {name}"))
    }

    fn env(&self, name: &str) -> Result<String, String> {
        Err(format!("there is no {name}"))
    }

    fn now(&self) -> i64 {
        0
    }
}

impl Host for Patient {
    fn log(&self, _: &str, _: Span) {}

    fn interrupted(&self) -> Option<Interrupt> {
        (Instant::now() > self.until).then_some(Interrupt::Cancelled)
    }
}

/// A generated program has no errors, compiles, and runs as it says it does.
///
/// # Errors
/// What does not hold.
pub(super) fn is_well_typed(input: &[u8]) -> Result<bool, String> {
    let numbers: Vec<u64> = String::from_utf8_lossy(input).split(' ').filter_map(|number| number.parse().ok()).collect();
    let [seed, size] = numbers.as_slice() else { return Ok(false) };
    let made = generator::program(*seed, u32::try_from(*size).unwrap_or(0).min(generator::LARGEST));
    let source = made.source.as_bytes();
    if !compiles(source)? {
        let workspace = linted(source);
        let findings = workspace.as_ref().map_or(&[][..], |linted| linted.findings());
        let worst = findings.iter().max_by_key(|finding| finding.severity);
        let shown = worst.and_then(|finding| Some(concise(workspace.as_ref()?.sources(), finding)));
        return Err(format!("a generated program has errors: {}", shown.unwrap_or_default()));
    }
    runs(source)
}

/// The parts of a program that can be run, if it has no errors.
///
/// # Errors
/// If it has none and is not sound.
pub(super) fn sound(workspace: &Checked) -> Result<Option<Sound<'_>>, String> {
    match workspace.sound() {
        None if !workspace.has_errors() => Err("a program without errors is not sound".to_owned()),
        sound => Ok(sound),
    }
}

/// The one workspace of a string, checked; nothing if the text could not even be read.
pub(super) fn checked(input: &[u8]) -> Option<Checked> {
    Some(loaded(input)?.check(&()))
}

/// As [`checked`], with everything that is found.
fn linted(input: &[u8]) -> Option<Linted> {
    Some(loaded(input)?.lint(&()))
}

/// As [`checked`], with the artifacts; nothing if there are errors.
pub(super) fn emitted(input: &[u8]) -> Option<Emitted> {
    checked(input)?.emit(Ids::default(), &()).ok()
}

fn loaded(input: &[u8]) -> Option<Loaded> {
    let files = Memory::new().with("a.fpl", input);
    let adjust = |settings: &mut Settings| settings.image = Some("example/runtime:v1".to_owned());
    Session::open(&files, &[PathBuf::from("a.fpl")], &adjust, &()).workspaces.pop()
}

/// Every place of every finding is a part of its file's text.
///
/// # Errors
/// The first place that is none.
pub(super) fn are_inside(sources: &SourceMap, findings: &[Diagnostic]) -> Result<(), String> {
    for finding in findings {
        let labels = finding.labels.iter().map(|label| label.span);
        let edits = finding.fix.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
        for span in labels.chain(edits) {
            if sources.file(span.file).text.get(span.start as usize..span.end as usize).is_none() {
                return Err(format!(
                    "{} `{}` is at {}..{}, which is no part of the text",
                    finding.code.id, finding.message, span.start, span.end
                ));
            }
        }
        let is_error = finding.severity == Severity::Error;
        if is_error && finding.message.is_empty() {
            return Err(format!("{} says nothing", finding.code.id));
        }
    }
    Ok(())
}
