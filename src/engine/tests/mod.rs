//! The events of small workflows: the whole sequence on one thread, and the order that holds on several.

mod backend;
mod failures;
mod maps;
mod order;
mod success;

use std::sync::Mutex;

use super::{Backend, CancellationToken, Engine, Evaluator, Event, RunOutcome, Threads, threads::lock};
use crate::check;
use crate::config::Settings;
use crate::eval::{Code, NoHost, Value};
use crate::graph::{self, Graphs, Sound};
use crate::program::{Callee, Program, TaskId, WorkflowId};
use crate::source::SourceMap;
use crate::syntax;

/// A module without errors, ready to run.
struct Module {
    program: Program,
    graphs: Graphs,
    code: Code,
}

impl Module {
    fn new(text: &str) -> Module {
        let mut sources = SourceMap::new();
        let id = sources.add("test.fpl", "test", text);
        let parsed = syntax::parse(sources.file(id));
        let checked = check::check(&sources, &[parsed.value], &Settings::default());
        let built = graph::build(&checked.value, &Settings::default());
        let found = [parsed.diagnostics, checked.diagnostics, built.diagnostics].concat();
        assert!(found.is_empty(), "{found:#?}\n{text}");
        let code = Code::compile(checked.value.sound().expect("it is sound"), (0..checked.value.tasks.len() as u32).map(TaskId));
        Module { program: checked.value, graphs: built.value, code }
    }

    /// What is called `name`.
    fn callee(&self, name: &str) -> Callee {
        let workflow = self.program.workflows.iter().position(|workflow| workflow.header.name == name);
        let task = self.program.tasks.iter().position(|task| task.header.name == name);
        let workflow = workflow.map(|at| Callee::Workflow(WorkflowId(at as u32)));
        workflow.or(task.map(|at| Callee::Task(TaskId(at as u32)))).expect("it is declared")
    }

    /// Runs the evaluator on one thread.
    fn run(&self, name: &str, inputs: &[Value]) -> Run {
        self.run_on(1, &Evaluator::new(&self.program, &self.code, &NoHost), name, inputs)
    }

    fn run_on(&self, jobs: usize, backend: &dyn Backend, name: &str, inputs: &[Value]) -> Run {
        self.watched(jobs, backend, name, inputs, &|_, _| {})
    }

    /// Runs while `watch` sees each event and may cancel.
    fn watched(
        &self,
        jobs: usize,
        backend: &dyn Backend,
        name: &str,
        inputs: &[Value],
        watch: &(dyn Fn(&Event<'_>, &CancellationToken) + Sync),
    ) -> Run {
        let events = Mutex::new(Vec::new());
        let token = CancellationToken::default();
        let listener = |event: &Event<'_>| {
            lock(&events).push(shown(event));
            watch(event, &token);
        };
        let engine = Engine::new(Sound::of(&self.program, &self.graphs).expect("it is sound"), backend)
            .with_listener(&listener)
            .with_cancellation(token.clone());
        let outcome = engine.run(self.callee(name), inputs.to_vec(), &Threads::start(jobs).expect("threads"));
        Run { outcome, events: events.into_inner().expect("no listener panics") }
    }
}

/// How a run ended, and its events on one line each.
struct Run {
    outcome: RunOutcome,
    events: Vec<String>,
}

impl Run {
    /// The one output of a run that succeeded.
    fn output(&self) -> &Value {
        match self.outcome.as_deref() {
            Ok([value]) => value,
            other => panic!("{other:?}"),
        }
    }

    /// The message of a run that failed.
    fn message(&self, module: &Module) -> String {
        match &self.outcome {
            Ok(values) => panic!("{values:?}"),
            Err(failure) => failure.diagnostic(&module.program).message,
        }
    }
}

/// An event on one line; how long it took differs from run to run.
fn shown(event: &Event<'_>) -> String {
    match event {
        Event::NodeStarted { node, inputs } => format!("{node} starts with {}", list(inputs)),
        Event::NodeDone { node, outcome: Ok(outputs), .. } => format!("{node} returns {}", list(outputs)),
        Event::NodeDone { node, outcome: Err(failure), .. } => {
            let way: Vec<&str> = failure.path.iter().map(|site| site.node.as_str()).collect();
            format!("{node} fails in {}", way.join("/"))
        }
        Event::ElementsDone { node, elements, failed, outputs, .. } => {
            let columns: Vec<String> = outputs.iter().map(|column| list(column)).collect();
            let failed = if failed.is_empty() { String::new() } else { format!(" without {failed:?}") };
            format!("{node}[{}..{}] return {}{failed}", elements.start, elements.end, columns.join(", "))
        }
        Event::AttemptFailed { site, attempt, failure, retried, took } => {
            assert_eq!(took.is_none(), site.element.is_some(), "{site}");
            let end = if *retried { ", and again" } else { "" };
            format!("{site} attempt {attempt}: {:?} `{}`{end}", failure.kind, failure.message)
        }
        Event::Log { site, attempt, message, .. } => format!("{site} attempt {attempt} logs `{message}`"),
    }
}

fn list(values: &[Value]) -> String {
    let shown: Vec<String> = values.iter().map(|value| format!("{}", Shown(value))).collect();
    format!("({})", shown.join(", "))
}

/// The few kinds of values that these tests use.
struct Shown<'v>(&'v Value);

impl std::fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            Value::None => f.write_str("none"),
            Value::Int(number) => write!(f, "{number}"),
            Value::List(list) => {
                let parts: Vec<String> = (0..list.len()).filter_map(|at| list.get(at)).map(|value| Shown(&value).to_string()).collect();
                write!(f, "[{}]", parts.join(" "))
            }
            other => write!(f, "{other:?}"),
        }
    }
}

fn ints(numbers: impl IntoIterator<Item = i64>) -> Value {
    Value::list(numbers.into_iter().map(Value::Int).collect())
}
