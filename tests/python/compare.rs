//! Task code in the machine and in CPython: writes a line of JSON for each program, with its translation and what the machine gave, for
//! `check.py` to run and compare. See `run`.

#[path = "../generator/mod.rs"]
mod generator;
#[allow(dead_code, reason = "here the reference only says what ends soon enough")]
#[path = "../reference/mod.rs"]
mod reference;
mod translate;

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Mutex;

use clap::Parser;
use flightplan::internals::eval::Machine;
use flightplan::project::{Checked, Memory, Session, Settings, Span, TaskId};
use flightplan::run::{Code, FailureKind, Host, NoHost, Provider};
use generator::mischief::{self, Flavour};
use reference::bridge::{from_machine, to_machine};
use reference::value::Val;
use reference::{Reference, inputs};

/// Writes programs, their translations into Python, and the machine's results for them.
#[derive(Debug, Parser)]
struct Arguments {
    /// The seed of the programs.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many modules of thirty tasks there are.
    #[arg(long, default_value_t = 100)]
    modules: u64,
}

fn main() -> std::io::Result<()> {
    let arguments = Arguments::parse();
    let work = move || -> std::io::Result<()> {
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        for number in 0..arguments.modules {
            let source = mischief::module(arguments.seed.wrapping_mul(1_000_003).wrapping_add(number), 30, Flavour::Plain);
            for line in module(&source, number) {
                writeln!(out, "{line}")?;
            }
        }
        out.flush()
    };
    // As the commands do it.
    let thread = std::thread::Builder::new().stack_size(flightplan::internals::parallel::STACK_BYTES).spawn(work)?;
    thread.join().unwrap_or_else(|_| Err(std::io::Error::other("a module broke something")))
}

/// The lines of a module's programs.
fn module(source: &str, number: u64) -> Vec<serde_json::Value> {
    let Some(workspace) = checked(source) else { return Vec::new() };
    let Some(sound) = workspace.sound() else { return Vec::new() };
    let program = workspace.program();
    let code = Code::compile(sound.program(), (0..program.tasks.len()).map(|at| TaskId(at as u32)));
    let mut reference = Reference::new(program);
    let mut lines = Vec::new();
    for at in 0..program.tasks.len() {
        let id = TaskId(at as u32);
        let Some(translated) = translate::task(program, id) else { continue };
        for run in 0..2 {
            // Runs that take too long are not compared.
            let Some(inputs) = inputs::of(program, id, run).filter(|inputs| reference.run(id, inputs).is_some()) else { continue };
            let host = Listening::default();
            let values: Vec<_> = inputs.iter().map(to_machine).collect();
            let expected = match Machine::new(&code, &host).run(id, &values) {
                Ok(outputs) => {
                    let outputs: Vec<Val> = outputs.iter().map(from_machine).collect();
                    let text = if let [single] = outputs.as_slice() { python(single) } else { python(&Val::Tuple(outputs)) };
                    ["ok".to_owned(), text]
                }
                Err(failure) => {
                    let is_worded = matches!(failure.kind, FailureKind::User | FailureKind::Retryable | FailureKind::Assertion);
                    [format!("{:?}", failure.kind), if is_worded { failure.message } else { String::new() }]
                }
            };
            let header = program.task(id).header.item;
            lines.push(serde_json::json!({
                "name": format!("module {number}, {}, run {run}", program.task(id).header.name),
                "text": workspace.sources().text(header),
                "source": translated,
                "inputs": python(&Val::Tuple(inputs)),
                "expected": expected,
                "log": host.log.into_inner().unwrap_or_default(),
            }));
        }
    }
    lines
}

fn checked(source: &str) -> Option<Checked> {
    let files = Memory::new().with("a.fpl", source.as_bytes());
    let adjust = |settings: &mut Settings| settings.image = Some("example/runtime:v1".to_owned());
    let mut session = Session::open(&files, &[PathBuf::from("a.fpl")], &adjust, &());
    Some(session.workspaces.pop()?.check(&()))
}

/// A value as Python writes it. Values that Python does not have are never compared.
fn python(value: &Val) -> String {
    let all = |parts: &[Val]| parts.iter().map(python).collect::<Vec<_>>().join(", ");
    match value {
        Val::Bool(truth) => if *truth { "True" } else { "False" }.to_owned(),
        Val::Int(number) => number.to_string(),
        Val::Float(number) => format!("float(\"{number:e}\")"),
        Val::Str(text) => translate::quoted(text),
        Val::List(parts) | Val::Struct(_, parts) => format!("[{}]", all(parts)),
        Val::Tuple(parts) => format!("({},)", all(parts)),
        Val::Map(entries) => {
            let entries: Vec<_> = entries.iter().map(|(key, value)| format!("{}: {}", translate::quoted(key), python(value))).collect();
            format!("{{{}}}", entries.join(", "))
        }
        Val::Enum(id, variant) => format!("(\"enum\", {id}, {variant})"),
        _ => "None".to_owned(),
    }
}

/// A host that keeps the log.
#[derive(Default)]
struct Listening {
    log: Mutex<Vec<String>>,
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
}
