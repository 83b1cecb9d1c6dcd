//! What running code may ask of this machine: the log on standard error, secrets and environment variables.

use std::path::PathBuf;
use std::sync::Mutex;

use crate::cli::output::Streams;
use crate::cli::progress::Watch;
use crate::engine::lock;
use crate::eval::Host;
use crate::source::Span;

/// Where secrets are mounted by default (`flytepropeller/pkg/webhook/k8s_secrets.go`).
const SECRETS_FOLDER: &str = "/etc/flyte/secrets";

/// Shorter values are not masked: they would hide half of every text.
const SHORTEST_MASKED: usize = 3;

/// The host of a run on a terminal.
pub(super) struct Terminal<'a> {
    streams: &'a Streams,
    /// What a person sees meanwhile; lines of the log stand above it.
    pub(super) watch: Watch,
    secrets: Mutex<Vec<String>>,
}

impl<'a> Terminal<'a> {
    /// A host that logs to standard error.
    pub(super) fn new(streams: &'a Streams) -> Self {
        Self { streams, watch: Watch::new(streams), secrets: Mutex::new(Vec::new()) }
    }

    /// A text in which the secrets that were read are masked.
    pub(super) fn masked(&self, text: &str) -> String {
        let secrets = lock(&self.secrets);
        secrets.iter().filter(|secret| secret.len() >= SHORTEST_MASKED).fold(text.to_owned(), |text, secret| text.replace(secret, "***"))
    }
}

impl Host for Terminal<'_> {
    fn log(&self, message: &str, _span: Span) {
        let line = self.masked(message) + "\n";
        self.watch.above(|| self.streams.note(&line));
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
            return Err(format!(
                "the secret `{name}` is not there: set the variable `{}` or write the file `{}`",
                variables[0],
                file.display()
            ));
        };
        let value = value.trim().to_owned();
        lock(&self.secrets).push(value.clone());
        Ok(value)
    }

    fn env(&self, name: &str) -> Result<String, String> {
        std::env::var(name).map_err(|_| format!("the environment variable `{name}` is not set"))
    }
}
