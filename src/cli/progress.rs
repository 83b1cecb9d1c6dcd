//! A bar on standard error for work that takes longer than half a second, if it is a terminal.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::output::Streams;
use crate::workspace::Progress;

/// How long work may take before the bar appears.
const PATIENCE: Duration = Duration::from_millis(500);

/// The bar; it vanishes when this is dropped.
pub(super) struct Bar {
    bar: ProgressBar,
    waiting: Option<Waiting>,
}

/// The thread that waits to show the bar. Closing the channel tells it that there is nothing to show.
struct Waiting {
    done: Sender<()>,
    thread: JoinHandle<()>,
}

impl Bar {
    /// A bar for the work that begins now.
    pub(super) fn new(streams: &Streams) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if !streams.err.interactive {
            return Self { bar, waiting: None };
        }
        let (done, waits) = channel::<()>();
        let shown = bar.clone();
        let show = move || {
            if waits.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                shown.set_draw_target(ProgressDrawTarget::stderr());
                shown.enable_steady_tick(Duration::from_millis(100));
            }
        };
        let waiting = std::thread::Builder::new().spawn(show).ok().map(|thread| Waiting { done, thread });
        Self { bar, waiting }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some(Waiting { done, thread }) = self.waiting.take() {
            drop(done);
            let _panicked = thread.join();
        }
        self.bar.finish_and_clear();
    }
}

impl Progress for Bar {
    fn begin(&self, stage: &'static str, total: usize) {
        self.bar.reset();
        let template = if total > 0 { "{msg} {bar:30} {pos}/{len}" } else { "{msg} {spinner}" };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        self.bar.set_length(total as u64);
        self.bar.set_message(stage);
    }

    fn advance(&self) {
        self.bar.inc(1);
    }
}

/// How often the progress of a run is redrawn.
const INTERVAL: Duration = Duration::from_millis(100);

/// The progress of a run: how many nodes and elements have ended.
pub(super) struct Watch {
    bar: ProgressBar,
    interactive: bool,
    nodes: AtomicU64,
    elements: AtomicU64,
}

impl Watch {
    /// Nothing is shown yet.
    pub(super) fn new(streams: &Streams) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        Self { bar, interactive: streams.err.interactive, nodes: AtomicU64::new(0), elements: AtomicU64::new(0) }
    }

    /// Counts a node that has succeeded.
    pub(super) fn count_node(&self) {
        self.nodes.fetch_add(1, Ordering::Relaxed);
    }

    /// Counts elements of a map that have ended.
    pub(super) fn count_elements(&self, elements: u64) {
        self.elements.fetch_add(elements, Ordering::Relaxed);
    }

    /// Writes something that stays above the progress.
    pub(super) fn above(&self, write: impl FnOnce()) {
        self.bar.suspend(write);
    }

    /// Does `work`, and shows its progress after half a second.
    pub(super) fn during<T>(&self, work: impl FnOnce() -> T) -> T {
        if !self.interactive {
            return work();
        }
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let watcher = scope.spawn(|| self.show(&done));
            let result = work();
            done.store(true, Ordering::Release);
            watcher.thread().unpark();
            result
        })
    }

    fn show(&self, done: &AtomicBool) {
        std::thread::park_timeout(PATIENCE);
        if let Ok(style) = ProgressStyle::with_template("running {spinner} {msg}") {
            self.bar.set_style(style);
        }
        while !done.load(Ordering::Acquire) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            let (nodes, elements) = (self.nodes.load(Ordering::Relaxed), self.elements.load(Ordering::Relaxed));
            self.bar.set_message(format!("{nodes} nodes, {elements} elements of maps"));
            self.bar.tick();
            std::thread::park_timeout(INTERVAL);
        }
        self.bar.finish_and_clear();
    }
}
