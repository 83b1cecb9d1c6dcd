//! Services for running code in a container: the log of the pod, its secrets, its environment.

use std::sync::{Mutex, PoisonError};

use super::Surroundings;
use super::secrets::Secrets;
use crate::eval::{self, Host, Provider};
use crate::source::Span;

/// Lines of the log that a deck shows; the pod has them all.
const MOST_LINES: usize = 1000;

/// Their total size: a line may be as long as any string.
const MOST_BYTES: usize = 1 << 20;

/// The host of a task in a container.
pub(super) struct Container<'a> {
    pub(super) around: &'a Surroundings<'a>,
    pub(super) secrets: Secrets,
    /// The log of the code, for the deck.
    logged: Mutex<Vec<String>>,
}

impl<'a> Container<'a> {
    pub(super) fn new(around: &'a Surroundings<'a>) -> Self {
        Self { around, secrets: Secrets::default(), logged: Mutex::default() }
    }

    /// The first lines that code has logged.
    pub(super) fn logged(&self) -> Vec<String> {
        self.logged.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A string in which the secrets that were read are masked.
    pub(super) fn masked(&self, text: &str) -> String {
        self.secrets.known.masked(text)
    }
}

impl Provider for Container<'_> {
    fn secret(&self, name: &str) -> Result<String, String> {
        self.secrets.find(name, self.around.environment)
    }

    fn secrets(&self) -> eval::Secrets {
        self.secrets.known.clone()
    }

    fn env(&self, name: &str) -> Result<String, String> {
        (self.around.environment)(name).ok_or_else(|| format!("the environment variable `{name}` is not set"))
    }

    #[expect(clippy::disallowed_methods, reason = "the clock of the container")]
    fn now(&self) -> i64 {
        jiff::Timestamp::now().as_microsecond()
    }
}

impl Host for Container<'_> {
    fn log(&self, message: &str, _span: Span) {
        let line = self.masked(message);
        (self.around.log)(&line);
        let mut logged = self.logged.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes: usize = logged.iter().map(String::len).sum();
        if logged.len() < MOST_LINES && bytes + line.len() <= MOST_BYTES {
            logged.push(line);
        }
    }
}
