//! Work on all cores: the thread pool of a session, and parallel maps over lists.
//!
//! A small file is done before a second thread has started, so nothing here starts one on its own: code that expects much work
//! installs the pool, and everything below it spreads its lists over those threads. The threads have the stack that syntax
//! trees need, which those of rayon's own pool have not.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

/// A pool that is started when it is first needed. Clones share it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Workers(Arc<OnceLock<Option<ThreadPool>>>);

/// The stack of a thread that works on syntax trees: deep nesting is refused by a finding, long before this is used up.
pub const STACK_BYTES: usize = 64 * 1024 * 1024;

impl Workers {
    /// Does `work` in the pool, which is started for it.
    pub(crate) fn install<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        // If a thread cannot be started, there is one core fewer, and nothing else changes.
        let pool = self.0.get_or_init(|| ThreadPoolBuilder::new().stack_size(STACK_BYTES).build().ok());
        match pool {
            Some(pool) => pool.install(work),
            None => work(),
        }
    }

    /// Does `work` in the pool if that was started already.
    pub(crate) fn install_if_started<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        match self.0.get() {
            Some(Some(pool)) => pool.install(work),
            _ => work(),
        }
    }
}

/// The results of `work` for each item, in order: in the thread pool of the caller, if it is in one.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    match rayon::current_thread_index() {
        Some(_) => items.par_iter().map(work).collect(),
        None => items.iter().map(work).collect(),
    }
}

/// The number of small items that is worth a thread.
const LIGHT: usize = 128;

/// [`map`] for work of about a microsecond an item: fewer than some hundred items stay on one thread.
pub(crate) fn map_light<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    match rayon::current_thread_index() {
        Some(_) if items.len() >= 2 * LIGHT => items.par_iter().with_min_len(LIGHT).map(work).collect(),
        _ => items.iter().map(work).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_the_order_of_the_items_in_and_outside_of_a_pool() {
        let items: Vec<usize> = (0..10_000).collect();
        let doubled: Vec<usize> = items.iter().map(|item| item * 2).collect();
        assert_eq!(map(&items, |item| item * 2), doubled);
        let workers = Workers::default();
        assert_eq!(workers.install_if_started(rayon::current_thread_index), None);
        assert_eq!(workers.install(|| map(&items, |item| item * 2)), doubled);
        assert_eq!(workers.install(|| map_light(&items, |item| item * 2)), doubled);
        assert!(workers.clone().install_if_started(rayon::current_thread_index).is_some());
    }
}
