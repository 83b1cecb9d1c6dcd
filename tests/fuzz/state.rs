//! The state of a job, in a file of numbers that outlives it.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::FileExt as _;
use std::path::Path;

use crate::fuzz::TARGETS;

/// The work done on one target.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// How many inputs were begun: the number of the next one.
    pub begun: u64,
    /// How many were accepted, in the sense of the target.
    pub accepted: u64,
    /// How many broke something.
    pub broke: u64,
    /// Milliseconds that they took.
    pub milliseconds: u64,
}

/// The state of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct State {
    /// The target that is worked on, by its position; none between inputs.
    pub current: Option<usize>,
    /// By the position of the target.
    pub counts: Vec<Counts>,
}

const FIELDS: usize = 4;
const BYTES: usize = 8 * (1 + FIELDS * TARGETS.len());
const NOTHING: u64 = u64::MAX;

impl State {
    /// Nothing done.
    pub(crate) fn new() -> Self {
        Self { current: None, counts: vec![Counts::default(); TARGETS.len()] }
    }

    /// What a file says.
    ///
    /// # Errors
    /// If it cannot be read.
    pub(crate) fn read(path: &Path) -> io::Result<Self> {
        let bytes = std::fs::read(path)?;
        let words: Vec<u64> = bytes.chunks_exact(8).filter_map(|word| word.try_into().ok().map(u64::from_le_bytes)).collect();
        let mut state = Self::new();
        let [current, rest @ ..] = words.as_slice() else { return Ok(state) };
        state.current = usize::try_from(*current).ok().filter(|at| *at < TARGETS.len());
        for (counts, words) in state.counts.iter_mut().zip(rest.chunks_exact(FIELDS)) {
            *counts = Counts { begun: words[0], accepted: words[1], broke: words[2], milliseconds: words[3] };
        }
        Ok(state)
    }

    /// Adds what another job did.
    pub(crate) fn add(&mut self, other: &State) {
        for (mine, theirs) in self.counts.iter_mut().zip(&other.counts) {
            mine.begun += theirs.begun;
            mine.accepted += theirs.accepted;
            mine.broke += theirs.broke;
            mine.milliseconds += theirs.milliseconds;
        }
    }
}

/// The file of a state. The system keeps what is written, whatever becomes of the process.
pub(crate) struct StateFile(File);

impl StateFile {
    /// Opens or makes the file.
    ///
    /// # Errors
    /// If that cannot be done.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        OpenOptions::new().write(true).create(true).truncate(false).open(path).map(Self)
    }

    /// Writes the state.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(crate) fn write(&self, state: &State) -> io::Result<()> {
        let mut bytes = Vec::with_capacity(BYTES);
        bytes.extend(state.current.map_or(NOTHING, |at| at as u64).to_le_bytes());
        for counts in &state.counts {
            for word in [counts.begun, counts.accepted, counts.broke, counts.milliseconds] {
                bytes.extend(word.to_le_bytes());
            }
        }
        self.0.write_all_at(&bytes, 0)
    }
}
