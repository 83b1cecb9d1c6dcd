//! The services that code may use, and where its log goes.
//!
//! Nothing here falls back to the machine that it runs on: the caller provides secrets, variables and the time.

use super::secrets::Secrets;
use crate::source::Span;

/// Why a run is given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interrupt {
    /// The result is no longer wanted.
    Cancelled,
}

/// Services for code, whichever task runs.
pub trait Provider {
    /// The secret `group/key`.
    ///
    /// # Errors
    /// Returns why there is none, for the user.
    fn secret(&self, name: &str) -> Result<String, String>;

    /// The secrets that are known, to be masked in messages: those that were read, and those that tasks say they will read.
    fn secrets(&self) -> Secrets {
        Secrets::default()
    }

    /// The environment variable.
    ///
    /// # Errors
    /// Returns why there is none, for the user.
    fn env(&self, name: &str) -> Result<String, String>;

    /// The present instant in microseconds since 1970-01-01T00:00:00Z.
    fn now(&self) -> i64;
}

/// The surroundings of running code: its services, the reader of its log, and what may stop it.
pub trait Host: Provider {
    /// Receives a line of `log(…)`.
    fn log(&self, message: &str, span: Span);

    /// Checked every few thousand loop rounds and calls: whether to give up.
    fn interrupted(&self) -> Option<Interrupt> {
        None
    }
}

/// A host without services that drops the log. Its clock is fixed to the beginning of 2024.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoHost;

impl Provider for NoHost {
    fn secret(&self, name: &str) -> Result<String, String> {
        Err(format!("the secret `{name}` is not provided"))
    }

    fn env(&self, name: &str) -> Result<String, String> {
        Err(format!("the environment variable `{name}` is not set"))
    }

    fn now(&self) -> i64 {
        1_704_067_200_000_000
    }
}

impl Host for NoHost {
    fn log(&self, _message: &str, _span: Span) {}
}

impl<T: Provider + ?Sized> Provider for &T {
    fn secret(&self, name: &str) -> Result<String, String> {
        (**self).secret(name)
    }

    fn secrets(&self) -> Secrets {
        (**self).secrets()
    }

    fn env(&self, name: &str) -> Result<String, String> {
        (**self).env(name)
    }

    fn now(&self) -> i64 {
        (**self).now()
    }
}

impl<T: Host + ?Sized> Host for &T {
    fn log(&self, message: &str, span: Span) {
        (**self).log(message, span);
    }

    fn interrupted(&self) -> Option<Interrupt> {
        (**self).interrupted()
    }
}
