//! The behaviour of code, from source text: against the language document, Python, and the cost that a Python user expects.

mod builtins;
mod control;
mod costs;
mod equality;
mod failures;
mod foreign;
mod memory;
mod order;
mod python;
mod secrets;
mod sharing;
mod text;

use crate::check;
use crate::config::Settings;
use crate::diagnostics::{self, Severity};
use crate::eval::{Code, Failure, FailureKind, Machine, NoHost, Value};
use crate::program::Program;
use crate::program::TaskId;
use crate::source::{SourceMap, Span};
use crate::syntax;

/// A module that was checked without errors.
struct Module {
    sources: SourceMap,
    program: Program,
}

impl Module {
    fn new(text: &str) -> Module {
        match Module::checked(text) {
            Ok(module) => module,
            Err(report) => panic!("{report:#?}\n{text}"),
        }
    }

    /// The module, if it has no errors.
    fn accepted(text: &str) -> Option<Module> {
        Module::checked(text).ok()
    }

    fn checked(text: &str) -> Result<Module, Vec<String>> {
        let mut sources = SourceMap::new();
        let id = sources.add("test.fpl", "test", text);
        let parsed = syntax::parse(sources.file(id));
        let checked = check::check(&sources, &[parsed.value], &Settings::default());
        let mut found = parsed.diagnostics;
        found.extend(checked.diagnostics);
        diagnostics::sort(&sources, &mut found);
        found.retain(|found| found.severity == Severity::Error);
        let report: Vec<String> = found
            .iter()
            .map(|found| format!("{}: {} at `{}`", found.code.id, found.message, found.span().map_or("", |span| sources.text(span))))
            .collect();
        if report.is_empty() { Ok(Module { sources, program: checked.value }) } else { Err(report) }
    }

    fn task(&self, name: &str) -> TaskId {
        let index = self.program.tasks.iter().position(|task| task.header.name == name).expect("the task is declared");
        TaskId(index as u32)
    }

    fn code(&self) -> Code {
        Code::compile(self.program.sound().expect("no error was reported"), (0..self.program.tasks.len() as u32).map(TaskId))
    }

    fn run(&self, name: &str, inputs: &[Value]) -> Result<Vec<Value>, Failure> {
        let code = self.code();
        Machine::new(&code, NoHost).run(self.task(name), inputs)
    }

    fn text(&self, span: Span) -> &str {
        self.sources.text(span)
    }
}

/// Bodies may read a secret and a variable.
const SUBJECT: &str = "task subject() -> str with { secrets: [\"db/password\"], env: { REGION: \"eu\" } }";

/// A module whose task `subject` gives the value of a body as source text has it, in a list.
fn subject(items: &str, body: &str) -> Module {
    Module::new(&format!("{items}\nfn value() {{\n{body}\n}}\n{SUBJECT} {{ str([value()]) }}\n"))
}

fn outcome(items: &str, body: &str) -> Result<String, Failure> {
    let outputs = subject(items, body).run("subject", &[])?;
    match outputs.first().and_then(Value::text) {
        Some(text) => Ok(text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).expect("a list of one").to_owned()),
        None => panic!("{outputs:?}"),
    }
}

/// The value of a body, as source text has it, after items that it may use.
fn value_with(items: &str, body: &str) -> String {
    match outcome(items, body) {
        Ok(text) => text,
        Err(failure) => panic!("{failure:?}\n{items}\n{body}"),
    }
}

/// The value of a body, as source text has it.
fn value(body: &str) -> String {
    value_with("", body)
}

/// The failure of a body: the kind and the message.
fn failure(body: &str) -> (FailureKind, String) {
    match outcome("", body) {
        Ok(text) => panic!("`{body}` gives {text}"),
        Err(failure) => (failure.kind, failure.message),
    }
}

/// Checks bodies and the values that they give.
fn all(cases: &[(&str, &str)]) {
    for (body, expected) in cases {
        assert_eq!(value(body), *expected, "{body}");
    }
}
