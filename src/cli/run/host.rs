//! What running code may ask of this machine: the log on standard error, secrets and environment variables; and the progress
//! that a person sees meanwhile.

use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::output::Streams;
use crate::engine::{Progress, lock};
use crate::eval::Host;
use crate::source::Span;

/// How long a run may take in silence, and how often progress is shown then.
const PATIENCE: Duration = Duration::from_millis(500);
const INTERVAL: Duration = Duration::from_millis(100);

/// Where secrets are mounted by default (`flytepropeller/pkg/webhook/k8s_secrets.go`).
const SECRETS_FOLDER: &str = "/etc/flyte/secrets";

/// Shorter values are not masked: they would hide half of every text.
const SHORTEST_MASKED: usize = 3;

/// The host of a run on a terminal.
pub(super) struct Terminal<'a> {
    streams: &'a Streams,
    bar: ProgressBar,
    secrets: Mutex<Vec<String>>,
}

impl<'a> Terminal<'a> {
    /// A host that logs to standard error.
    pub(super) fn new(streams: &'a Streams) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        Self { streams, bar, secrets: Mutex::new(Vec::new()) }
    }

    /// A text in which the secrets that were read are masked.
    pub(super) fn masked(&self, text: &str) -> String {
        let secrets = lock(&self.secrets);
        secrets.iter().filter(|secret| secret.len() >= SHORTEST_MASKED).fold(text.to_owned(), |text, secret| text.replace(secret, "***"))
    }

    /// Runs `work`, showing `progress` to a person who has waited for half a second.
    pub(super) fn watched<T>(&self, progress: &Progress, work: impl FnOnce() -> T) -> T {
        if !self.streams.err.interactive {
            return work();
        }
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let watcher = scope.spawn(|| self.show(progress, &done));
            let result = work();
            done.store(true, Ordering::Release);
            watcher.thread().unpark();
            result
        })
    }

    fn show(&self, progress: &Progress, done: &AtomicBool) {
        std::thread::park_timeout(PATIENCE);
        if let Ok(style) = ProgressStyle::with_template("running {spinner} {msg}") {
            self.bar.set_style(style);
        }
        while !done.load(Ordering::Acquire) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            let (nodes, elements) = (progress.nodes.load(Ordering::Relaxed), progress.elements.load(Ordering::Relaxed));
            self.bar.set_message(format!("{nodes} nodes, {elements} elements of maps"));
            self.bar.tick();
            std::thread::park_timeout(INTERVAL);
        }
        self.bar.finish_and_clear();
    }
}

impl Host for Terminal<'_> {
    fn log(&self, message: &str, _span: Span) {
        let line = self.masked(message) + "\n";
        self.bar.suspend(|| self.streams.note(&line));
    }

    /// As flytekit looks secrets up: the environment with and without prefix, then the mounted file.
    fn secret(&self, name: &str) -> Result<String, String> {
        let (group, key) = name.split_once('/').unwrap_or(("", name));
        let joined = [group, key].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("_").to_uppercase();
        let prefix = std::env::var("FLYTE_SECRETS_ENV_PREFIX").unwrap_or_else(|_| "_FSEC_".to_owned());
        let variables = [format!("{prefix}{joined}"), joined];
        let folder = std::env::var("FLYTE_SECRETS_DEFAULT_DIR").unwrap_or_else(|_| SECRETS_FOLDER.to_owned());
        let file = PathBuf::from(folder).join(group.to_lowercase()).join(key.to_lowercase());
        let found = variables.iter().find_map(|variable| std::env::var(variable).ok()).or_else(|| std::fs::read_to_string(&file).ok());
        let Some(value) = found else {
            return Err(format!("the secret `{name}` is not there: set the variable `{}` or write the file `{}`", variables[0], file.display()));
        };
        let value = value.trim().to_owned();
        lock(&self.secrets).push(value.clone());
        Ok(value)
    }

    fn env(&self, name: &str) -> Result<String, String> {
        std::env::var(name).map_err(|_| format!("the environment variable `{name}` is not set"))
    }
}
