//! One process of the fuzzer: it works through the targets in turn until time is over.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::findings::{self, MOST_BYTES};
use crate::fuzz::corpus::Corpus;
use crate::state::{State, StateFile};
use crate::{Arguments, MEMORY, say};

/// How long a target is worked on before it is the next one's turn.
const TURN: Duration = Duration::from_millis(500);

/// How much of the processors' time the work on one input may take. Inputs are small: a hundredth of it does.
const LONGEST: Duration = Duration::from_secs(20);

/// The wall-clock limit, which other work on the machine may exceed: this is for processes that wait forever.
const LONGEST_WAIT: Duration = Duration::from_secs(600);

/// How many similar findings are kept.
const KEPT: u32 = 3;

/// Works until time is over, from where the state says that an earlier process of this job stopped.
///
/// # Errors
/// If the corpus cannot be read, or a file cannot be written.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let [number, path] = arguments.job.as_slice() else { return Err("a job has a number and a file".to_owned()) };
    let number: u64 = number.parse().map_err(|_| "the number of a job is a number")?;
    let path = PathBuf::from(path);
    let corpus = Corpus::read().map_err(|error| error.to_string())?;
    let mut state = State::read(&path).unwrap_or_else(|_| State::new());
    let file = StateFile::open(&path).map_err(|error| error.to_string())?;
    let jobs = arguments.job_count() as u64;
    let targets = arguments.targets()?;
    let places = targets.iter().map(|target| crate::fuzz::TARGETS.iter().position(|other| other.name == target.name).unwrap_or_default());
    let turns: Vec<_> = targets.iter().copied().zip(places).collect();
    findings::watch_panics();
    let watch = Arc::new(Watch { start: Instant::now(), since: AtomicU64::new(IDLE) });
    watch.begin(&path.with_extension("reason"))?;
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let until = Instant::now() + arguments.duration();
    'all: loop {
        for (target, place) in &turns {
            let turn = Instant::now();
            while turn.elapsed() < TURN {
                if Instant::now() >= until {
                    break 'all;
                }
                let input_number = state.counts[*place].begun * jobs + number;
                state.current = Some(*place);
                state.counts[*place].begun += 1;
                file.write(&state).map_err(|error| error.to_string())?;
                let input = target.numbered(&corpus, arguments.seed, input_number);
                watch.since.store(watch.now(), Ordering::Relaxed);
                let held = findings::examine(target, &input);
                watch.since.store(IDLE, Ordering::Relaxed);
                match held {
                    Ok(accepted) => state.counts[*place].accepted += u64::from(accepted),
                    Err(reason) => {
                        state.counts[*place].broke += 1;
                        let alike = seen.entry(format!("{}{}", target.name, findings::alike(&reason))).or_default();
                        *alike += 1;
                        if *alike <= KEPT {
                            findings::keep(&arguments.findings, target, &input, &reason)?;
                        }
                    }
                }
            }
            state.counts[*place].milliseconds += turn.elapsed().as_millis() as u64;
        }
    }
    state.current = None;
    file.write(&state).map_err(|error| error.to_string())?;
    Ok(ExitCode::SUCCESS)
}

/// Nothing is being worked on.
const IDLE: u64 = u64::MAX;

/// Ends the process when an input takes too long or too much, or when the result is no longer wanted.
struct Watch {
    start: Instant,
    /// Since when the present input is worked on, in milliseconds after the start.
    since: AtomicU64,
}

impl Watch {
    fn now(&self) -> u64 {
        self.start.elapsed().as_millis() as u64
    }

    fn begin(self: &Arc<Self>, reason: &Path) -> Result<(), String> {
        let (watch, reason) = (Arc::clone(self), reason.to_owned());
        let parent = std::os::unix::process::parent_id();
        let thread = std::thread::Builder::new().name("watch".to_owned()).spawn(move || {
            let (mut working_since, mut worked_before) = (IDLE, Duration::ZERO);
            loop {
                std::thread::sleep(Duration::from_millis(20));
                if std::os::unix::process::parent_id() != parent {
                    std::process::exit(1);
                }
                let since = watch.since.load(Ordering::Relaxed);
                let worked = processor_time();
                if since != working_since {
                    (working_since, worked_before) = (since, worked);
                }
                let waited = Duration::from_millis(watch.now().saturating_sub(since));
                let why = if since != IDLE && (worked.saturating_sub(worked_before) > LONGEST || waited > LONGEST_WAIT) {
                    format!("the work on this input did not end within {} s", LONGEST.as_secs())
                } else if MEMORY.current_usage() > 3 * MOST_BYTES {
                    format!("the work on this input took more than {} MiB", (3 * MOST_BYTES) >> 20)
                } else {
                    continue;
                };
                if let Err(error) = std::fs::write(&reason, why) {
                    say(&format!("{}: {error}", reason.display()));
                }
                std::process::abort();
            }
        });
        thread.map(drop).map_err(|error| error.to_string())
    }
}

/// The processor time of all threads of this process, by `/proc`; `None` if there is none.
fn processor_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // After the name, which may hold anything: the 14th and 15th field of all, in hundredths of a second.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    Duration::from_millis(fields.filter_map(|field| field.parse::<u64>().ok()).sum::<u64>() * 10)
}
