//! The `flightplan` binary: parse the command line, run the command, return its exit status.

#[cfg(all(target_arch = "x86_64", any(target_env = "musl", test)))]
mod memcpy;

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    flightplan::cli::main()
}
