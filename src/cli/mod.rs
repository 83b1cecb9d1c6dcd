//! The command line: arguments, one file per command, which stream receives what, and exit statuses.
//!
//! Nothing else in the crate prints or exits. Results go to standard output, everything else to standard error; `output` is
//! the one place that writes.

mod arguments;
mod compile;
mod completions;
mod execute;
pub mod explain;
mod files;
mod findings;
mod lint;
mod open;
mod output;
mod progress;
mod report;
mod run;
mod stdin;
mod terminal;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::eval::secrets::masked_here;
use output::Streams;
use terminal::ColorWish;

/// What the exit status of the process means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExitStatus {
    /// Success; there may be warnings.
    Success = 0,
    /// The input has errors, or the workflow failed.
    Problems = 1,
    /// The command was called incorrectly: an unknown flag, a path that cannot be read, an invalid configuration.
    Usage = 2,
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        ExitCode::from(status as u8)
    }
}

/// A static workflow compiler for Flyte.
#[derive(Debug, Parser)]
#[command(name = "flightplan", version, about, max_term_width = 100, propagate_version = false)]
struct Cli {
    /// When to use colours: `auto` uses them on a terminal, unless NO_COLOR or CLICOLOR_FORCE says otherwise.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    color: ColorWish,

    #[command(subcommand)]
    command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
enum Command {
    Lint(lint::Args),
    Compile(Box<compile::Args>),
    Run(run::Args),
    Explain(explain::Args),
    Completions(completions::Args),
    #[command(hide = true)]
    Execute(Box<execute::Args>),
}

impl Command {
    fn run(&self, streams: &Streams) -> ExitStatus {
        match self {
            Command::Lint(args) => lint::run(args, streams),
            Command::Compile(args) => compile::run(args, streams),
            Command::Run(args) => run::run(args, streams),
            Command::Explain(args) => explain::run(args, streams),
            Command::Completions(args) => completions::run(args, streams),
            Command::Execute(args) => execute::run(args, streams),
        }
    }
}

/// Runs the process's command line and returns its exit status.
///
/// The work is done on a separate thread, whose stack is known to be large enough for the deepest syntax tree.
#[expect(clippy::disallowed_methods, reason = "the command line of the process")]
pub fn main() -> ExitCode {
    fail_beyond_the_limit_of_files();
    mask_panics();
    let work = || run(std::env::args_os().collect());
    let thread = std::thread::Builder::new().name("flightplan".to_owned()).stack_size(crate::parallel::STACK_BYTES).spawn(work);
    let finished = thread.map(std::thread::JoinHandle::join);
    match finished {
        Ok(Ok(status)) => status.into(),
        // A panic has printed its message; it is a bug of ours and says nothing about the input.
        Ok(Err(_)) => ExitCode::from(101),
        Err(_) => run(std::env::args_os().collect()).into(),
    }
}

/// The message of a panic may quote a value, which may contain a secret of the running task.
fn mask_panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| match masked_here(&panic.to_string()) {
        Some(text) => Streams::new(ColorWish::Never).note(&(text + "\n")),
        None => usual(panic),
    }));
}

/// A write beyond the allowed size of a file must fail with a message; by default it would end the process without one.
fn fail_beyond_the_limit_of_files() {
    #[cfg(unix)]
    {
        let seen = std::sync::Arc::default();
        // If it cannot be registered, such a write does end the process.
        let _registered = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, seen);
    }
}

/// Runs one command line.
fn run(arguments: Vec<OsString>) -> ExitStatus {
    let streams = Streams::new(terminal::color_wish(&arguments));
    match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli.command.run(&streams),
        Err(error) => streams.usage(&error),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_well_formed() {
        Cli::command().debug_assert();
    }
}
