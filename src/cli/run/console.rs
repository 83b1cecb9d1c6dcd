//! What a user sees during a run: the log and the progress.

use super::machine::ThisMachine;
use crate::cli::output::Streams;
use crate::cli::progress::Watch;
use crate::engine::Event;

/// Shows the events of a run on standard error.
pub(super) struct Console<'a> {
    streams: &'a Streams,
    machine: &'a ThisMachine,
    watch: Watch,
}

impl<'a> Console<'a> {
    /// A console that masks the secrets of `machine`.
    pub(super) fn new(streams: &'a Streams, machine: &'a ThisMachine) -> Self {
        Self { streams, machine, watch: Watch::new(streams) }
    }

    /// Does `work`, receives its events, and shows its progress in the meantime.
    pub(super) fn during<T>(&self, work: impl FnOnce() -> T) -> T {
        self.watch.during(work)
    }

    /// Shows or counts what an event says.
    pub(super) fn receive(&self, event: &Event<'_>) {
        match event {
            Event::Log { message, .. } => {
                let line = self.machine.masked(message) + "\n";
                self.watch.above(|| self.streams.note(&line));
            }
            Event::NodeDone { outcome: Ok(_), .. } => self.watch.count_node(),
            Event::ElementsDone { elements, .. } => self.watch.count_elements(elements.end - elements.start),
            // How a run failed, and after how many attempts, is reported at its end.
            Event::NodeStarted { .. } | Event::NodeDone { outcome: Err(_), .. } | Event::AttemptFailed { .. } => {}
        }
    }
}
