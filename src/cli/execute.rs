//! `flightplan execute`: what the container of a task runs in the cluster.

use crate::flyteidl::core::ContainerError;
use crate::runtime::{self, Call, Outcome, Surroundings};
use crate::source::Name;

use super::ExitStatus;
use super::output::Streams;

/// Run one attempt of a task in a container of the cluster.
///
/// The arguments are those that `flightplan compile` puts into the task's container, as filled in by propeller. Outputs are written
/// to `outputs.pb` below the output prefix, a failure to `error.pb`. The exit status is 0 if one of them was written, 1 if neither
/// could be written (or an error was, and FLYTE_FAIL_ON_ERROR is `true`), and 2 if the command was called incorrectly.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The document that contains the inputs.
    #[arg(long, value_name = "URI")]
    inputs: String,

    /// The folder for the outputs or the error.
    #[arg(long, value_name = "URI")]
    output_prefix: String,

    /// The folder for output files; task code does not write any.
    #[arg(long, value_name = "URI")]
    raw_output_data_prefix: Option<String>,

    /// The folder for checkpoints; task code does not keep any.
    #[arg(long, value_name = "URI")]
    checkpoint_path: Option<String>,

    /// The folder with the checkpoints of the previous attempt; task code does not keep any.
    #[arg(long, value_name = "URI")]
    prev_checkpoint: Option<String>,

    /// The registered name of the task.
    #[arg(long, value_name = "NAME")]
    task: String,

    /// Run a single element of a map, whose index is taken from the environment.
    #[arg(long)]
    mapped: bool,

    /// An input that every element receives as a whole.
    #[arg(long, value_name = "INPUT", requires = "mapped")]
    bound: Vec<Name>,

    /// Also write `deck.html`, which the console shows: inputs, outputs and log.
    #[arg(long)]
    deck: bool,

    /// A part of the task's code.
    #[arg(long, value_name = "TEXT", required = true)]
    payload: Vec<String>,
}

/// Runs the command.
pub(super) fn run(args: &Args, streams: &Streams) -> ExitStatus {
    end_on_termination();
    let call = Call {
        inputs: args.inputs.clone(),
        output_prefix: args.output_prefix.clone(),
        task: args.task.clone(),
        mapped: args.mapped.then(|| args.bound.clone()),
        deck: args.deck,
        payload: args.payload.clone(),
    };
    #[expect(clippy::disallowed_methods, reason = "the environment of the container")]
    let environment = |name: &str| std::env::var(name).ok();
    let log = |line: &str| streams.note(&format!("{line}\n"));
    let report = |error: &ContainerError| log(&format!("error[{}]: {}", error.code, error.message));
    match runtime::execute(&call, &Surroundings { environment: &environment, log: &log }) {
        Outcome::Succeeded => ExitStatus::Success,
        Outcome::Failed(error) => {
            report(&error);
            // Propeller does not read the document after any other status, but people who run containers by hand want one.
            let wished = environment("FLYTE_FAIL_ON_ERROR").is_some_and(|wish| wish.eq_ignore_ascii_case("true"));
            if wished { ExitStatus::Problems } else { ExitStatus::Success }
        }
        Outcome::Unreported { error, reason } => {
            error.iter().for_each(report);
            log(&format!("error: the result of the task cannot be reported: {reason}"));
            ExitStatus::Problems
        }
    }
}

/// As the first process of a container, this one would ignore SIGTERM, and the pod would linger until it is killed.
fn end_on_termination() {
    #[cfg(unix)]
    {
        use std::sync::Arc;
        use std::sync::atomic::AtomicBool;
        let always = Arc::new(AtomicBool::new(true));
        // If it cannot be registered the pod lingers, which is no reason not to run.
        let _registered = signal_hook::flag::register_conditional_shutdown(signal_hook::consts::SIGTERM, 143, always);
    }
}
