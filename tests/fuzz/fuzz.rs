//! The fuzzer: `cargo run --profile fuzz --example fuzz -- --target all --seconds 300 --seed 1`.
//!
//! It runs on stable Rust and needs no tool besides cargo. Each job is a process of its own, because an input may end a process: by a stack that
//! is used up, by memory, by a loop without end. What it was working on is in a file then, and the next process continues after it.

#[path = "mod.rs"]
mod fuzz;
#[path = "../generator/mod.rs"]
mod generator;
#[path = "../reference/mod.rs"]
mod reference;

mod findings;
mod job;
mod state;
mod supervisor;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use fuzz::{TARGETS, Target};

/// All memory is counted, so that an input that uses too much is found.
#[global_allocator]
static MEMORY: peak_alloc::PeakAlloc = peak_alloc::PeakAlloc;

/// Throw millions of inputs at every stage of Flightplan and say which ones break what must hold.
///
/// The exit status is 0 if nothing was found, 1 if something was, 2 if the call is wrong, and 130 if the run was interrupted.
#[derive(Clone, Debug, Parser)]
struct Arguments {
    /// The targets: `all`, or one of the targets, which `--list` shows; may be given several times.
    #[arg(long, value_name = "NAME", default_value = "all")]
    target: Vec<String>,
    /// How long to continue, all targets together; they share the time.
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    seconds: u64,
    /// The seed of the inputs: the same seed gives the same inputs.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// How many processes work; as many as there are cores by default.
    #[arg(long, value_name = "N")]
    jobs: Option<std::num::NonZeroUsize>,
    /// The folder that inputs are written to which broke something.
    #[arg(long, value_name = "DIR", default_value = "target/fuzz-findings")]
    findings: PathBuf,
    /// Show the targets.
    #[arg(long)]
    list: bool,
    /// Examine these inputs only; the name of the folder that holds one is that of its target.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    replay: Vec<PathBuf>,
    /// Make an input smaller as long as it breaks something, and write it beside the file.
    #[arg(long, value_name = "FILE")]
    shrink: Option<PathBuf>,
    /// A process of the fuzzer: its number, and the file with its state.
    #[arg(long, hide = true, num_args = 2, value_names = ["N", "FILE"])]
    job: Vec<String>,
}

impl Arguments {
    fn targets(&self) -> Result<Vec<&'static Target>, String> {
        if self.target.iter().any(|name| name == "all") {
            return Ok(TARGETS.iter().collect());
        }
        let find = |name: &String| fuzz::target(name).ok_or_else(|| format!("there is no target `{name}`: --list shows them"));
        self.target.iter().map(find).collect()
    }

    fn duration(&self) -> Duration {
        Duration::from_secs(self.seconds)
    }

    fn job_count(&self) -> usize {
        self.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, usize::from)
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let status = match &arguments {
        Arguments { list: true, .. } => Ok(list()),
        Arguments { replay, .. } if !replay.is_empty() => on_a_large_stack(|| findings::replay(replay)),
        Arguments { shrink: Some(file), .. } => on_a_large_stack(|| findings::shrink(file)),
        Arguments { job, .. } if !job.is_empty() => on_a_large_stack(|| job::run(&arguments)),
        _ => supervisor::run(&arguments),
    };
    status.unwrap_or_else(|problem| {
        let _nobody_left_to_tell = writeln!(std::io::stderr(), "error: {problem}");
        ExitCode::from(2)
    })
}

fn list() -> ExitCode {
    TARGETS.iter().for_each(|target| say(&format!("{:<10} {}", target.name, target.about)));
    ExitCode::SUCCESS
}

/// As the commands do it: the depth of what is read is bounded for this stack.
fn on_a_large_stack<T: Send>(work: impl FnOnce() -> Result<T, String> + Send) -> Result<T, String> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(flightplan::internals::parallel::STACK_BYTES).spawn_scoped(scope, work);
        let ended = thread.map_err(|error| error.to_string())?.join();
        ended.unwrap_or_else(|_| Err("the fuzzer itself is broken".to_owned()))
    })
}

/// Prints a line; it does not matter if the reader is gone.
fn say(line: &str) {
    let _nobody_reads = writeln!(std::io::stdout(), "{line}");
}
