//! The `flightplan` binary: parse the command line, run the command, return its exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    flightplan::cli::main()
}
