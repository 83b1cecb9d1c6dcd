//! The threads that nodes and elements run on.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Deep sub-workflows and the tasks within them run on one stack. Only what is touched is ever committed.
const STACK_BYTES: usize = 64 << 20;

/// The threads of one run or several. They end when this is dropped.
pub struct Threads(rayon::ThreadPool);

/// Why there are no threads.
#[derive(Debug, thiserror::Error)]
#[error("cannot start {jobs} worker threads: {reason}")]
pub struct ThreadsError {
    jobs: usize,
    reason: rayon::ThreadPoolBuildError,
}

impl Threads {
    /// Starts `jobs` threads.
    ///
    /// # Errors
    /// If the system has no room for that many.
    pub fn start(jobs: usize) -> Result<Self, ThreadsError> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).stack_size(STACK_BYTES).build();
        pool.map(Threads).map_err(|reason| ThreadsError { jobs, reason })
    }

    /// Does `work` on these threads; what it spawns runs on them, too.
    pub(super) fn install<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        self.0.install(work)
    }
}

/// The content of a mutex, also after a panic of another holder: the guarded data is consistent after every statement.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
