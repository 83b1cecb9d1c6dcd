//! The `flightplan` binary: parse the command line, run the command, return its exit status.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    flightplan::cli::main()
}
