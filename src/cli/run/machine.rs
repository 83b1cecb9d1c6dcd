//! What this machine provides to running code: secrets, environment variables, the current time.

use crate::cli::report;
use crate::eval::{self, Provider};
use crate::program::TaskOptions;
use crate::runtime::secrets::Secrets;

/// The machine that the command runs on.
#[derive(Default)]
pub(super) struct ThisMachine {
    secrets: Secrets,
}

impl ThisMachine {
    /// Reads the secrets of what is going to run, because any value may contain one before code reads it.
    pub(super) fn expect<'t>(&self, tasks: impl Iterator<Item = &'t TaskOptions>) {
        tasks.for_each(|task| self.secrets.expect(task, &variable));
    }

    /// A string in which the secrets are masked.
    pub(super) fn masked(&self, text: &str) -> String {
        self.secrets.known.masked(text)
    }
}

impl Provider for ThisMachine {
    fn secret(&self, name: &str) -> Result<String, String> {
        self.secrets.find(name, &variable)
    }

    fn secrets(&self) -> eval::Secrets {
        self.secrets.known.clone()
    }

    fn env(&self, name: &str) -> Result<String, String> {
        variable(name).ok_or_else(|| report::variable_not_set(name))
    }

    #[expect(clippy::disallowed_methods, reason = "the clock of this machine")]
    fn now(&self) -> i64 {
        jiff::Timestamp::now().as_microsecond()
    }
}

#[expect(clippy::disallowed_methods, reason = "the environment of this machine")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
