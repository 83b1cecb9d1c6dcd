//! The `flightplan` binary: parse the command line, run the command, return its exit status.

#![forbid(unsafe_code)]

use std::process::ExitCode;

// Its functions replace those of the C library: the linker only has to see them.
#[cfg(all(target_arch = "x86_64", target_env = "musl"))]
use flightplan_memcpy as _;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    flightplan::main()
}
