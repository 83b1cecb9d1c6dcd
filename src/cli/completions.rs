//! `flightplan completions SHELL`: a script that completes commands and flags.

use clap::CommandFactory;
use clap_complete::Shell;

use super::output::Streams;
use super::{Cli, ExitStatus};

/// Print a completion script for a shell.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The shell to print a script for.
    #[arg(value_enum)]
    shell: Shell,
}

/// Runs the command.
pub(super) fn run(args: &Args, streams: &Streams) -> ExitStatus {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "flightplan", &mut script);
    streams.result(&String::from_utf8_lossy(&script), ExitStatus::Success)
}
