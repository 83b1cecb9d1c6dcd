//! The process that people see: it starts the jobs, keeps the inputs that ended one, and counts.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, ExitStatus};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::findings;
use crate::fuzz::TARGETS;
use crate::fuzz::corpus::Corpus;
use crate::state::{Counts, State};
use crate::{Arguments, say};

/// How often the jobs are checked.
const PAUSE: Duration = Duration::from_millis(100);

/// How often it is told how far the run is.
const REPORT: Duration = Duration::from_secs(60);

/// How often a job may die before something else must be wrong.
const MOST_DEATHS: u32 = 50;

/// A job, and the process that works on it.
struct Job {
    number: usize,
    state: PathBuf,
    process: Option<Child>,
    deaths: u32,
}

/// Runs the jobs until time is over, or someone interrupts.
///
/// # Errors
/// If a job cannot be started, or a file not be read or written.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    arguments.targets()?;
    let corpus = Corpus::read().map_err(|error| error.to_string())?;
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stop)).map_err(|error| error.to_string())?;
    }
    let until = Instant::now() + arguments.duration();
    let job = |number| Job { number, state: folder.path().join(format!("{number}.state")), process: None, deaths: 0 };
    let mut jobs: Vec<Job> = (0..arguments.job_count()).map(job).collect();
    for job in &mut jobs {
        job.start(arguments, until)?;
    }
    let mut report = Instant::now() + REPORT;
    let mut died = 0;
    while jobs.iter().any(|job| job.process.is_some()) && !stop.load(Ordering::Relaxed) {
        std::thread::sleep(PAUSE);
        for job in &mut jobs {
            died += u32::from(job.look_after(arguments, &corpus, until)?);
        }
        if Instant::now() > report {
            report += REPORT;
            say(&line(&total(&jobs).counts.iter().fold(Counts::default(), plus)));
        }
    }
    for process in jobs.iter_mut().filter_map(|job| job.process.as_mut()) {
        // It may have ended on its own, or by the same signal.
        let _ended = process.kill();
        process.wait().map_err(|error| error.to_string())?;
    }
    let total = total(&jobs);
    say(&table(&total));
    let broke = total.counts.iter().any(|counts| counts.broke > 0) || died > 0;
    Ok(match stop.load(Ordering::Relaxed) {
        true => ExitCode::from(130),
        false => ExitCode::from(u8::from(broke)),
    })
}

impl Job {
    fn start(&mut self, arguments: &Arguments, until: Instant) -> Result<(), String> {
        let left = until.saturating_duration_since(Instant::now()).as_secs();
        let mut command = Command::new(std::env::current_exe().map_err(|error| error.to_string())?);
        for target in &arguments.target {
            command.args(["--target", target]);
        }
        command.args(["--seconds", &left.to_string(), "--seed", &arguments.seed.to_string()]);
        command.args(["--jobs", &arguments.job_count().to_string()]).arg("--findings").arg(&arguments.findings);
        command.args(["--job", &self.number.to_string()]).arg(&self.state);
        self.process = Some(command.spawn().map_err(|error| error.to_string())?);
        Ok(())
    }

    /// Whether the process died; what it died of is kept, and another continues.
    fn look_after(&mut self, arguments: &Arguments, corpus: &Corpus, until: Instant) -> Result<bool, String> {
        let Some(process) = self.process.as_mut() else { return Ok(false) };
        let Some(status) = process.try_wait().map_err(|error| error.to_string())? else { return Ok(false) };
        self.process = None;
        if status.success() {
            return Ok(false);
        }
        self.deaths += 1;
        let state = State::read(&self.state).map_err(|error| format!("job {} ended with {status}: {error}", self.number))?;
        let place = state.current.ok_or_else(|| format!("job {} ended with {status} between two inputs", self.number))?;
        let target = &TARGETS[place];
        let number = (state.counts[place].begun - 1) * arguments.job_count() as u64 + self.number as u64;
        let input = target.numbered(corpus, arguments.seed, number);
        findings::keep(&arguments.findings, target, &input, &reason(&self.state, status))?;
        if self.deaths >= MOST_DEATHS {
            return Err(format!("job {} died {MOST_DEATHS} times", self.number));
        }
        if Instant::now() < until {
            self.start(arguments, until)?;
        }
        Ok(true)
    }
}

/// Why a process ended that was not meant to.
fn reason(state: &Path, status: ExitStatus) -> String {
    let file = state.with_extension("reason");
    let said = std::fs::read_to_string(&file).ok();
    // The next death has a reason of its own.
    let _absent = std::fs::remove_file(&file);
    said.unwrap_or_else(|| format!("the process ended with {status}: its stack was used up, or it was ended from outside"))
}

fn total(jobs: &[Job]) -> State {
    let mut total = State::new();
    jobs.iter().filter_map(|job| State::read(&job.state).ok()).for_each(|state| total.add(&state));
    total
}

fn plus(mut sum: Counts, counts: &Counts) -> Counts {
    sum.begun += counts.begun;
    sum.accepted += counts.accepted;
    sum.broke += counts.broke;
    sum.milliseconds += counts.milliseconds;
    sum
}

fn line(counts: &Counts) -> String {
    let rate = counts.begun * 1000 / counts.milliseconds.max(1);
    format!(
        "{:>10} inputs, {:>9} accepted, {:>3} broke something, {rate:>6} a second and core",
        counts.begun, counts.accepted, counts.broke
    )
}

fn table(total: &State) -> String {
    let rows = TARGETS.iter().zip(&total.counts).filter(|(_, counts)| counts.begun > 0);
    let mut out: String = rows.map(|(target, counts)| format!("{:<10} {}\n", target.name, line(counts))).collect();
    out += &format!("{:<10} {}", "all", line(&total.counts.iter().fold(Counts::default(), plus)));
    out
}
