//! What code may ask of the world around it.

use super::secrets::Secrets;
use crate::source::Span;

/// Why a run is given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interrupt {
    /// Nobody wants the result any more.
    Cancelled,
}

/// The surroundings of running code. Shared by all threads.
pub trait Host: Sync {
    /// Takes a line of `log(…)`.
    fn log(&self, message: &str, span: Span);

    /// The secret `group/key`.
    ///
    /// # Errors
    /// Why there is none, for the user.
    fn secret(&self, name: &str) -> Result<String, String>;

    /// The secrets that are known, to be masked in messages: those that were read, and those that tasks say they will read.
    fn secrets(&self) -> Secrets {
        Secrets::default()
    }

    /// The environment variable.
    ///
    /// # Errors
    /// Why there is none, for the user.
    fn env(&self, name: &str) -> Result<String, String>;

    /// The present instant in microseconds since 1970-01-01T00:00:00Z.
    fn now(&self) -> i64 {
        jiff::Timestamp::now().as_microsecond()
    }

    /// Asked every few thousand loop rounds and calls: whether to give up.
    fn interrupted(&self) -> Option<Interrupt> {
        None
    }
}

/// A host that has nothing and takes no log.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoHost;

impl Host for NoHost {
    fn log(&self, _message: &str, _span: Span) {}

    fn secret(&self, name: &str) -> Result<String, String> {
        Err(format!("the secret `{name}` is not provided"))
    }

    fn env(&self, name: &str) -> Result<String, String> {
        Err(format!("the environment variable `{name}` is not set"))
    }
}
