//! `flightplan run FILE NAME`: runs a workflow or a task on this machine.

mod command;
mod console;
mod inputs;
mod limits;
mod literals;
mod machine;
mod print;
mod types;

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::ValueEnum;

use super::ExitStatus;
use super::findings;
use super::open::{Opening, open};
use super::output::Streams;
use super::report;
use crate::diagnostics::{Severity, suggest};
use crate::engine::{Engine, Evaluator, Event, RunFailure, RunOutcome, Threads, ThreadsError, tasks_of};
use crate::eval::{Code, Memory, Value};
use crate::graph::Sound;
use crate::program::{Callee, Header, Interface, Program, TaskId, Variable, WorkflowId};
use crate::runtime::memory;
use crate::source::FileId;
use crate::workspace::{Checked, Stopwatch};
use command::Call;
use console::Console;
use machine::ThisMachine;

/// Run a workflow or a task locally, by Flyte's rules.
///
/// Inputs are flags after the name: `flightplan run FILE NAME --help` lists them with their types and defaults. The exit status
/// is 0 if the run succeeded, 1 if the program has errors or the run failed, and 2 if the command was called incorrectly.
#[derive(Debug, clap::Args)]
#[command(disable_help_flag = true, override_usage = "flightplan run [OPTIONS] <FILE> <NAME> [--INPUT <VALUE>]...")]
pub(super) struct Args {
    #[command(flatten)]
    options: Options,

    /// Print help; after FILE and NAME, the help of that workflow or task.
    #[arg(long, short)]
    help: bool,

    /// The file that declares the workflow or task.
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,

    /// The name of the workflow or task.
    #[arg(value_name = "NAME")]
    name: Option<String>,

    /// Its inputs, each as `--INPUT VALUE` or `--INPUT @FILE`.
    #[arg(value_name = "INPUTS", trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
    rest: Vec<OsString>,
}

/// How to run; these options may be given before FILE or among the inputs.
#[derive(Clone, Debug, Default, clap::Args)]
struct Options {
    /// Read inputs from a JSON or YAML file, or from standard input (`-`), that contains an object with the names of inputs; flags take precedence.
    #[arg(long, value_name = "FILE")]
    inputs: Option<PathBuf>,

    /// How to write outputs to standard output.
    #[arg(long, value_enum, value_name = "FORMAT")]
    output: Option<Output>,

    /// The number of threads that run nodes and elements; by default the number of cores.
    #[arg(long, value_name = "N")]
    jobs: Option<std::num::NonZeroUsize>,

    /// How long each task, or each element of a map, may take: `30s`, `1h30m`.
    #[arg(long, value_name = "DURATION", value_parser = limits::duration)]
    timeout: Option<Duration>,

    /// How much memory the values of each task, or of each element of a map, may take: `512Mi`, `2G`.
    #[arg(long, value_name = "SIZE", value_parser = limits::size)]
    memory: Option<u64>,

    /// Print time and memory of each stage to standard error.
    #[arg(long)]
    timings: bool,
}

impl Options {
    /// These, overridden by whatever `later` sets.
    fn with(self, later: Options) -> Options {
        Options {
            inputs: later.inputs.or(self.inputs),
            output: later.output.or(self.output),
            jobs: later.jobs.or(self.jobs),
            timeout: later.timeout.or(self.timeout),
            memory: later.memory.or(self.memory),
            timings: later.timings || self.timings,
        }
    }
}

/// How outputs are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Output {
    /// A single unnamed `str` as plain text, any other single output as JSON, several as a JSON object.
    #[default]
    Human,
    /// Always a JSON object with the names of the outputs, `{}` if there are none.
    Json,
    /// The inputs, and the outputs or the error, as Flyte literals in proto JSON.
    Literals,
}

/// Something that can be run, with everything that the command needs to know about it.
#[derive(Clone, Copy)]
struct Target<'a> {
    callee: Callee,
    header: &'a Header,
    interface: &'a Interface,
}

impl Target<'_> {
    /// How it is called: its kind, its name and its inputs with their types.
    fn call(&self, program: &Program) -> String {
        let kind = match self.callee {
            Callee::Workflow(_) => "workflow",
            Callee::Task(_) => "task",
        };
        let optional = |input: &Variable| if input.default.is_some() || input.ty.accepts_none() { ("[", "]") } else { ("", "") };
        let inputs = self.interface.inputs.iter().map(|input| {
            let (open, close) = optional(input);
            format!(" {open}--{} <{}>{close}", command::dashed(&input.name), input.ty.display(program))
        });
        format!("{kind} {}{}", self.header.name, inputs.collect::<String>())
    }
}

/// Runs the command.
pub(super) fn run(args: &Args, streams: &Streams) -> ExitStatus {
    if let Some(help) = command::own_help().filter(|_| args.help && args.name.is_none()) {
        return streams.usage(&help);
    }
    let Some(file) = &args.file else { return streams.refuse(&report::missing_arguments()) };
    // A run is meant to produce outputs; notes are left to `lint` and `compile`.
    let opening = Opening { adjust: &|_| {}, step: &|loaded, progress| loaded.check(progress), least: Severity::Warning };
    let session = match open(std::slice::from_ref(file), &opening, streams) {
        Ok(session) => session,
        Err(status) => return status,
    };
    let Some(checked) = session.workspaces.first() else { return streams.refuse(&report::missing_arguments()) };
    let Some(name) = &args.name else {
        let declared: Vec<String> =
            targets(checked.program(), checked.loaded().chosen()).map(|target| target.call(checked.program())).collect();
        return streams.refuse(&report::missing_name(&file.display().to_string(), &declared));
    };
    let Some(sound) = checked.sound() else {
        streams.error(report::not_sound());
        return ExitStatus::Problems;
    };
    match prepare(args, name, checked, streams) {
        Err(status) => status,
        Ok((callee, options, inputs)) => {
            let mut run = Run { sound, checked, options: &options, streams, stopwatch: checked.stopwatch().clone() };
            let status = run.execute(callee, inputs);
            if options.timings {
                streams.note(&run.stopwatch.timings().to_string());
            }
            status
        }
    }
}

/// Finds what to run and reads its inputs. Mistakes and requests for help are answered here.
fn prepare(args: &Args, name: &str, checked: &Checked, streams: &Streams) -> Result<(Callee, Options, Vec<Value>), ExitStatus> {
    let program = checked.program();
    let target = find(program, checked.loaded().chosen(), name).map_err(|why| streams.refuse(&why))?;
    let title = args.file.as_deref().unwrap_or(std::path::Path::new("")).display().to_string();
    let call = Call { program, target, file: &title };
    let (flags, given) = match call.parse(&args.rest, args.help) {
        Ok(parsed) => parsed,
        Err(error) => return Err(streams.usage(&error)),
    };
    let options = args.options.clone().with(flags);
    match inputs::read(program, target.interface, options.inputs.as_deref(), &given) {
        Ok(values) => Ok((target.callee, options, values)),
        Err(problems) => {
            problems.iter().for_each(|problem| streams.error(problem));
            streams.note(&report::inputs_hint(&title, name));
            Err(ExitStatus::Usage)
        }
    }
}

/// The workflows and tasks of the chosen files.
fn targets<'a>(program: &'a Program, chosen: &[FileId]) -> impl Iterator<Item = Target<'a>> {
    let here = |header: &Header| chosen.contains(&header.span.file);
    let workflows = program.workflows.iter().enumerate().map(|(at, workflow)| Target {
        callee: Callee::Workflow(WorkflowId(at as u32)),
        header: &workflow.header,
        interface: &workflow.interface,
    });
    let tasks = program.tasks.iter().enumerate().map(|(at, task)| Target {
        callee: Callee::Task(TaskId(at as u32)),
        header: &task.header,
        interface: &task.interface,
    });
    workflows.chain(tasks).filter(move |target| here(target.header))
}

/// The workflow or task of that name in the chosen files.
fn find<'a>(program: &'a Program, chosen: &[FileId], name: &str) -> Result<Target<'a>, String> {
    let all: Vec<Target<'a>> = targets(program, chosen).collect();
    if let Some(target) = all.iter().find(|target| target.header.name == name) {
        return Ok(*target);
    }
    let names: Vec<&str> = all.iter().map(|target| target.header.name.as_str()).collect();
    let near = suggest::nearest(name, names.iter().copied());
    Err(report::unknown_entity(name, near, &names))
}

/// A run of a program without errors.
struct Run<'a> {
    sound: Sound<'a>,
    checked: &'a Checked,
    options: &'a Options,
    streams: &'a Streams,
    stopwatch: Stopwatch,
}

impl Run<'_> {
    /// Runs a task or workflow and prints its outputs, or why it failed.
    fn execute(&mut self, callee: Callee, inputs: Vec<Value>) -> ExitStatus {
        let (program, streams) = (self.sound.program(), self.streams);
        let form = self.options.output.unwrap_or_default();
        let given = (form == Output::Literals).then(|| inputs.clone());
        let tasks = tasks_of(callee, &program);
        let machine = ThisMachine::default();
        machine.expect(tasks.iter().map(|task| &program.task(*task).options));
        let code = self.stopwatch.time("code", || Code::compile(program, tasks));
        let outcome = match self.run(callee, inputs, &code, &machine) {
            Ok(outcome) => outcome,
            Err(error) => return streams.refuse(&error.to_string()),
        };
        let status = match &outcome {
            Ok(_) => ExitStatus::Success,
            Err(failure) => {
                self.report(failure, &machine);
                ExitStatus::Problems
            }
        };
        let text = self.stopwatch.time("print", || {
            let interface = program.signature(callee).interface;
            match (&given, &outcome) {
                (Some(given), _) => literals::document(&program, interface, given, &outcome, &|text| machine.masked(text)),
                (None, Ok(values)) => Ok(print::outputs(&program, interface, values, form)),
                (None, Err(_)) => Ok(String::new()),
            }
        });
        match text {
            Ok(text) => streams.result(&text, status),
            Err(error) => {
                streams.error(&machine.masked(&error.to_string()));
                ExitStatus::Problems
            }
        }
    }

    fn run(&mut self, callee: Callee, inputs: Vec<Value>, code: &Code, machine: &ThisMachine) -> Result<RunOutcome, ThreadsError> {
        let jobs = self.options.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, usize::from);
        let memory = match self.options.memory {
            Some(task) => Memory { task: Some(task), process: None },
            None => Memory { task: None, process: memory::for_values() },
        };
        let threads = self.stopwatch.time("run", || Threads::start(jobs))?;
        let (sound, options, streams) = (self.sound, self.options, self.streams);
        Ok(self.stopwatch.time("run", || {
            let program = sound.program();
            let evaluator = Evaluator::new(&program, code, machine).with_memory(memory);
            let console = Console::new(streams, machine);
            let listener = |event: &Event<'_>| console.receive(event);
            let engine = Engine::new(sound, &evaluator).with_timeout(options.timeout).with_listener(&listener);
            console.during(|| engine.run(callee, inputs, &threads))
        }))
    }

    /// Reports why a run failed.
    fn report(&self, failure: &RunFailure, machine: &ThisMachine) {
        let mut finding = failure.diagnostic(self.checked.program());
        // Masked before long words are shortened and lines wrapped; the quoted source lines are masked afterwards.
        finding.reword(|text| machine.masked(text));
        let groups = [(self.checked.sources(), std::slice::from_ref(&finding))];
        self.streams.note(&machine.masked(&findings::reports(&groups, Severity::Note, findings::SHOWN, self.streams.err)));
        self.streams.note(&findings::explanation(&groups, Severity::Note));
    }
}
