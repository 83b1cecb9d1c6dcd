//! The duration of each stage, and the memory that the process had needed by then.

#![expect(clippy::disallowed_methods, reason = "measures the stages for `--timings`; no result depends on it")]

use std::fmt;
use std::time::{Duration, Instant};

use crate::parallel::Workers;

/// One stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageTime {
    /// Its name.
    pub stage: &'static str,
    /// Its duration.
    pub wall: Duration,
    /// The most memory that the process had held when it ended, in bytes; where the system says so.
    pub peak: Option<u64>,
}

/// The stages in the order in which they ran. Shown as a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timings(Vec<StageTime>);

impl Timings {
    /// Adds a stage; an earlier stage of that name is extended.
    pub fn add(&mut self, time: StageTime) {
        match self.0.iter_mut().find(|known| known.stage == time.stage) {
            Some(known) => {
                known.wall += time.wall;
                known.peak = known.peak.max(time.peak);
            }
            None => self.0.push(time),
        }
    }

    /// Adds the stages of another workspace.
    pub fn extend(&mut self, other: &Timings) {
        other.0.iter().for_each(|time| self.add(*time));
    }

    pub fn stages(&self) -> &[StageTime] {
        &self.0
    }
}

impl fmt::Display for Timings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total: Duration = self.0.iter().map(|time| time.wall).sum();
        let peak = self.0.iter().filter_map(|time| time.peak).max();
        for time in self.0.iter().copied().chain([StageTime { stage: "total", wall: total, peak }]) {
            write!(f, "{:<8} {:>10.3} ms", time.stage, time.wall.as_secs_f64() * 1000.0)?;
            match time.peak {
                Some(peak) => writeln!(f, "  {:>8.1} MiB peak", peak as f64 / 1_048_576.0)?,
                None => writeln!(f)?,
            }
        }
        Ok(())
    }
}

/// Measures stages, and runs them in the threads with which the sources were read.
#[derive(Clone, Debug, Default)]
pub struct Stopwatch {
    pub(super) workers: Workers,
    timings: Timings,
}

impl Stopwatch {
    pub(super) fn new(workers: Workers) -> Self {
        Self { workers, timings: Timings::default() }
    }

    /// Runs a stage.
    pub fn time<T: Send>(&mut self, stage: &'static str, work: impl FnOnce() -> T + Send) -> T {
        let watch = Watch::start();
        let value = self.workers.install_if_started(work);
        self.stop(watch, stage);
        value
    }

    pub(super) fn stop(&mut self, watch: Watch, stage: &'static str) {
        self.timings.add(StageTime { stage, wall: watch.0.elapsed(), peak: peak() });
    }

    /// The stages so far.
    pub fn timings(&self) -> &Timings {
        &self.timings
    }
}

/// A stage that runs.
pub(super) struct Watch(Instant);

impl Watch {
    pub(super) fn start() -> Self {
        Self(Instant::now())
    }
}

/// The most memory that this process has held, as Linux counts it.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kib| kib * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_of_one_name_are_added_up() {
        let time = |stage, millis, peak| StageTime { stage, wall: Duration::from_millis(millis), peak: Some(peak) };
        let mut timings = Timings::default();
        timings.add(time("parse", 2, 10 << 20));
        timings.add(time("lint", 1, 12 << 20));
        timings.add(time("parse", 3, 11 << 20));
        assert_eq!(timings.stages(), [time("parse", 5, 11 << 20), time("lint", 1, 12 << 20)]);
        assert_eq!(
            timings.to_string(),
            "parse         5.000 ms      11.0 MiB peak\n\
             lint          1.000 ms      12.0 MiB peak\n\
             total         6.000 ms      12.0 MiB peak\n"
        );
    }
}
