//! What running code may ask of this machine: the log on standard error, secrets and environment variables.

use crate::cli::output::Streams;
use crate::cli::progress::Watch;
use crate::eval::{self, Host, Provider};
use crate::program::TaskOptions;
use crate::runtime::secrets::Secrets;
use crate::source::Span;

/// The host of a run on a terminal.
pub(super) struct Terminal<'a> {
    streams: &'a Streams,
    /// What a person sees meanwhile; lines of the log stand above it.
    pub(super) watch: Watch,
    secrets: Secrets,
}

impl<'a> Terminal<'a> {
    /// A host that logs to standard error.
    pub(super) fn new(streams: &'a Streams) -> Self {
        Self { streams, watch: Watch::new(streams), secrets: Secrets::default() }
    }

    /// Reads the secrets of what is going to run, for any value may hold one before it is read.
    pub(super) fn expect<'t>(&self, tasks: impl Iterator<Item = &'t TaskOptions>) {
        tasks.for_each(|task| self.secrets.expect(task, &variable));
    }

    /// A text in which the secrets are masked.
    pub(super) fn masked(&self, text: &str) -> String {
        self.secrets.known.masked(text)
    }
}

impl Provider for Terminal<'_> {
    fn secret(&self, name: &str) -> Result<String, String> {
        self.secrets.find(name, &variable)
    }

    fn secrets(&self) -> eval::Secrets {
        self.secrets.known.clone()
    }

    fn env(&self, name: &str) -> Result<String, String> {
        std::env::var(name).map_err(|_| format!("the environment variable `{name}` is not set"))
    }

    fn now(&self) -> i64 {
        jiff::Timestamp::now().as_microsecond()
    }
}

impl Host for Terminal<'_> {
    fn log(&self, message: &str, _span: Span) {
        let line = self.masked(message) + "\n";
        self.watch.above(|| self.streams.note(&line));
    }
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
