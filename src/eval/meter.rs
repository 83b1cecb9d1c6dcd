//! The memory and time that code on this thread uses, and their limits.
//!
//! Values add their bytes here when they are made and subtract them when they are freed, so that a task which would need more memory than it
//! may have fails at the line that asks for it, long before the process is killed. The counts are thread-local because a value is
//! freed wherever its last reference ends, also deep within another value, where a counter could not be passed along; a task runs on one thread
//! from its start to its end, and it cannot free values that it did not make, because its caller holds them.
//!
//! The bytes are those that values request from the allocator, and its overhead for each piece: about the growth of the process.

use std::cell::Cell;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use super::failure::{FailureKind, Fallible, Fault};

/// The overhead of a piece of memory: the reference counts before it and the allocator's own.
const PIECE: usize = 32;

/// The most bytes of a string.
pub(super) const MAX_BYTES: usize = 1 << 30;

/// How much a thread may grow before it reports that to the others.
const STEP: i64 = 1 << 20;

/// How many steps of work are done without a clock check.
const HEAVY: u64 = 1 << 12;

/// How many bytes are read in a step; an element also counts as one step.
const BYTES_PER_STEP: usize = 64;

/// How much memory values may take, in bytes. `None` means no bound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// The limit of one run of a task.
    pub task: Option<u64>,
    /// The limit of all tasks of the process together, including their inputs and outputs.
    pub process: Option<u64>,
}

/// The clock that time limits are measured by; it never runs backwards.
pub(super) type Clock = fn() -> Instant;

/// How long a run of a task may take.
#[derive(Clone, Copy, Debug)]
pub struct Timeout {
    /// From its start on.
    pub after: Duration,
    /// The bound as it was given, which may be longer: earlier attempts used some of it.
    pub given: Duration,
    /// Who gave it.
    pub by: Bound,
    /// What it is measured by.
    pub clock: Clock,
}

/// What bounds the time of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Its own option `timeout`.
    Task,
    /// The option `timeout` of a workflow call that it runs in.
    Call,
    /// `--timeout`, for every task of a run.
    Run,
}

/// The bytes of all values of the process, as far as the threads have reported it.
static TOTAL: AtomicI64 = AtomicI64::new(0);

thread_local! {
    /// The bytes of values that were made on this thread, less those that were freed on it.
    static LIVE: Cell<i64> = const { Cell::new(0) };
    /// The number of live bytes at which the limits are checked again.
    static CEILING: Cell<i64> = const { Cell::new(i64::MAX) };
    /// What this thread has added to [`TOTAL`].
    static REPORTED: Cell<i64> = const { Cell::new(0) };
    /// The live bytes when the run began, and its bounds.
    static RUN: Cell<(i64, Memory)> = const { Cell::new((0, Memory { task: None, process: None })) };
    /// Steps of work outside of the code's jumps; see [`worked`].
    static WORK: Cell<u64> = const { Cell::new(0) };
    /// The number of steps at which the clock is checked again.
    static NEXT_LOOK: Cell<u64> = const { Cell::new(0) };
    /// When the run has to end.
    static DEADLINE: Cell<Option<(Instant, Timeout)>> = const { Cell::new(None) };
    /// Elements and bytes that were copied or moved because a value was written to or made from others; see [`copied`].
    static COPIED: Cell<u64> = const { Cell::new(0) };
}

/// The run of a task on this thread, which is bounded until this is dropped.
pub(super) struct Run(());

impl Run {
    /// Bounds what this thread does from now on.
    pub(super) fn begin(memory: Memory, timeout: Option<Timeout>) -> Run {
        report();
        RUN.set((LIVE.get(), memory));
        DEADLINE.set(timeout.and_then(|timeout| Some(((timeout.clock)().checked_add(timeout.after)?, timeout))));
        raise();
        Run(())
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        CEILING.set(i64::MAX);
        DEADLINE.set(None);
        report();
    }
}

/// A counter that belongs to a piece of memory.
#[derive(Debug)]
pub struct Piece(usize);

impl Piece {
    /// A piece of that size.
    pub fn new(bytes: usize) -> Piece {
        piece(bytes);
        Piece(bytes)
    }
}

impl Clone for Piece {
    fn clone(&self) -> Self {
        Piece::new(self.0)
    }
}

impl Drop for Piece {
    fn drop(&mut self) {
        piece_freed(self.0);
    }
}

/// Counts a new piece of memory.
#[inline(always)]
pub(super) fn piece(bytes: usize) {
    add(bytes + PIECE);
}

/// Counts a piece of memory that is freed.
#[inline(always)]
pub(super) fn piece_freed(bytes: usize) {
    remove(bytes + PIECE);
}

/// Counts bytes by which a piece has grown.
#[inline(always)]
pub(super) fn add(bytes: usize) {
    LIVE.set(LIVE.get() + bytes as i64);
}

/// Counts bytes that are freed.
#[inline(always)]
pub(super) fn remove(bytes: usize) {
    LIVE.set(LIVE.get() - bytes as i64);
}

/// Whether the memory used so far is within the bounds.
///
/// # Errors
/// If it is not.
#[inline(always)]
pub(super) fn check() -> Fallible<()> {
    if LIVE.get() > CEILING.get() { look(0) } else { Ok(()) }
}

/// Whether this many more bytes would be within the bounds: checked before large allocations.
///
/// # Errors
/// If they would not.
#[inline]
pub(super) fn room(bytes: usize) -> Fallible<()> {
    let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
    if LIVE.get().saturating_add(bytes) > CEILING.get() { look(bytes) } else { Ok(()) }
}

/// Whether a string that is being written, and is not counted yet, is within the bounds.
///
/// # Errors
/// If it is not.
#[inline]
pub(super) fn text(text: &(impl AsRef<[u8]> + ?Sized)) -> Fallible<()> {
    text_of(text.as_ref().len())
}

/// Whether a string of this size, which is about to be made, would be within the bounds.
///
/// # Errors
/// If it would not.
#[inline]
pub(super) fn text_of(bytes: usize) -> Fallible<()> {
    if bytes > MAX_BYTES {
        return Err(Fault::size("the string would be longer than 1 GiB"));
    }
    room(bytes)
}

/// Counts steps of work that builtins and instructions do on their own: an element that is read, or [`BYTES_PER_STEP`] bytes. Code that reads
/// something long calls this every few thousand steps, so that a run always ends in time.
///
/// # Errors
/// If the run has lasted too long.
#[inline(always)]
pub(super) fn worked(steps: usize) -> Fallible<()> {
    let work = WORK.get().wrapping_add(steps as u64);
    WORK.set(work);
    if work >= NEXT_LOOK.get() { looked(work) } else { Ok(()) }
}

#[cold]
fn looked(work: u64) -> Fallible<()> {
    NEXT_LOOK.set(work.saturating_add(HEAVY));
    in_time()
}

/// Counts bytes that are read or copied.
///
/// # Errors
/// If the run has lasted too long.
#[inline(always)]
pub(super) fn read(bytes: usize) -> Fallible<()> {
    if bytes < BYTES_PER_STEP { Ok(()) } else { worked(bytes / BYTES_PER_STEP) }
}

/// Counts a write or an operation that copies this many elements or KiB.
///
/// # Errors
/// If the run has lasted too long.
#[inline]
pub(super) fn copied(count: usize) -> Fallible<()> {
    COPIED.set(COPIED.get() + count as u64);
    worked(count)
}

/// Whether the run may continue.
///
/// # Errors
/// If it has lasted too long.
#[inline]
pub(super) fn in_time() -> Fallible<()> {
    match DEADLINE.get() {
        None => Ok(()),
        Some((deadline, timeout)) => before(deadline, timeout),
    }
}

#[cold]
fn before(deadline: Instant, timeout: Timeout) -> Fallible<()> {
    if (timeout.clock)() < deadline { Ok(()) } else { Err(Fault::new(FailureKind::Timeout, timeout.to_string())) }
}

impl std::fmt::Display for Timeout {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let seconds = self.given.as_secs_f64();
        match self.by {
            Bound::Task => write!(f, "the task did not end within its timeout of {seconds} s"),
            Bound::Call => write!(f, "the workflow call that runs the task did not end within its timeout of {seconds} s"),
            Bound::Run => write!(f, "the task did not end within the {seconds} s that `--timeout` allows"),
        }
    }
}

/// The most bytes that the run may use, if that is bounded.
pub(super) fn bound() -> Option<u64> {
    let (_, memory) = RUN.get();
    memory.task.into_iter().chain(memory.process).min()
}

/// Compares with the bounds, and reports this thread's memory to the others.
#[cold]
fn look(more: i64) -> Fallible<()> {
    in_time()?;
    let (start, memory) = RUN.get();
    let wanted = LIVE.get().saturating_add(more);
    let exceeds = |bytes: i64, bound: Option<u64>| bound.filter(|bound| u64::try_from(bytes).is_ok_and(|bytes| bytes > *bound));
    if let Some(bound) = exceeds(wanted - start, memory.task) {
        let bound = size(bound);
        return Err(Fault::new(
            FailureKind::Memory,
            format!("the values of the task would take more memory than the {bound} that are allowed"),
        ));
    }
    report();
    if let Some(bound) = exceeds(TOTAL.load(Ordering::Relaxed).saturating_add(more), memory.process) {
        let bound = size(bound);
        let message = format!("the values of all running tasks would take more memory than the {bound} that are allowed for this process");
        return Err(Fault::new(FailureKind::Memory, message));
    }
    raise();
    Ok(())
}

/// Sets the ceiling at which the limits are checked next.
fn raise() {
    let (start, memory) = RUN.get();
    let of_task = memory.task.map_or(i64::MAX, |bytes| start.saturating_add_unsigned(bytes));
    let of_process = memory.process.map_or(i64::MAX, |_| LIVE.get().saturating_add(STEP));
    CEILING.set(of_task.min(of_process));
}

/// Adds this thread's memory to the total, if it has changed much.
pub(crate) fn report() {
    let live = LIVE.get();
    let change = live - REPORTED.get();
    if change.abs() >= STEP / 4 {
        TOTAL.fetch_add(change, Ordering::Relaxed);
        REPORTED.set(live);
    }
}

/// Bytes as people write them: `512 MiB`.
pub(super) fn size(bytes: u64) -> String {
    let mut size = bytes as f64;
    let mut unit = "bytes";
    for next in ["KiB", "MiB", "GiB", "TiB"] {
        if size < 1024.0 {
            break;
        }
        size /= 1024.0;
        unit = next;
    }
    // One digit after the point, and none for a whole number.
    format!("{} {unit}", (size * 10.0).round() / 10.0)
}

/// For tests: the bytes of the values on this thread.
#[cfg(test)]
pub(super) fn live() -> i64 {
    LIVE.get()
}

/// For tests: the steps of work on this thread since the last call.
#[cfg(test)]
pub(super) fn take_work() -> u64 {
    NEXT_LOOK.set(0);
    WORK.replace(0)
}

/// For tests: the elements and bytes that were copied on this thread since the last call.
#[cfg(test)]
pub(super) fn take_copied() -> u64 {
    COPIED.replace(0)
}
