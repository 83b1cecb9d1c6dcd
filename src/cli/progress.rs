//! A bar on standard error for work that takes longer than half a second, if a person looks.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::output::Streams;
use crate::workspace::Progress;

/// How long work may take in silence.
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
