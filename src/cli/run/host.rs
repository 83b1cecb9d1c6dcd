//! What running code may ask of this machine: the log on standard error, secrets and environment variables.

use crate::cli::output::Streams;
use crate::cli::progress::Watch;
use crate::eval::Host;
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

    /// A text in which the secrets that were read are masked.
    pub(super) fn masked(&self, text: &str) -> String {
        self.secrets.masked(text)
    }
}

impl Host for Terminal<'_> {
    fn log(&self, message: &str, _span: Span) {
        let line = self.masked(message) + "\n";
        self.watch.above(|| self.streams.note(&line));
    }

    fn secret(&self, name: &str) -> Result<String, String> {
        self.secrets.find(name, &|name| std::env::var(name).ok())
    }

    fn env(&self, name: &str) -> Result<String, String> {
        std::env::var(name).map_err(|_| format!("the environment variable `{name}` is not set"))
    }
}
