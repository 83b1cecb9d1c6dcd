//! The two streams: the one place that writes to them.

use std::io::{self, Write};

use super::ExitStatus;
use super::report;
use super::terminal::{ColorWish, Terminal};

/// Standard output and standard error.
#[derive(Clone, Copy, Debug)]
pub(super) struct Streams {
    /// Where results go.
    pub(super) out: Terminal,
    /// Where everything else goes.
    pub(super) err: Terminal,
}

impl Streams {
    /// The process's streams.
    pub(super) fn new(wish: ColorWish) -> Self {
        Self { out: Terminal::stdout(wish), err: Terminal::stderr(wish) }
    }

    /// Writes a result and returns `status`. It is not an error if a reader that has seen enough closes the pipe; any other failure
    /// means that the command was called incorrectly.
    pub(super) fn result(&self, text: &str, status: ExitStatus) -> ExitStatus {
        match self.write(text.as_bytes()) {
            Err(error) => self.refuse(&report::result_unwritable(&error)),
            Ok(()) => status,
        }
    }

    /// Writes a result of any bytes; a closed pipe is not an error.
    pub(super) fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let mut stream = io::stdout().lock();
        match stream.write_all(bytes).and_then(|()| stream.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
            _ => Ok(()),
        }
    }

    /// Writes something other than a result. A failure is ignored, because there is nowhere left to report it.
    pub(super) fn note(&self, text: &str) {
        let _unread = io::stderr().lock().write_all(text.as_bytes());
    }

    /// Says why the command cannot do what it was called for.
    pub(super) fn refuse(&self, why: &str) -> ExitStatus {
        self.error(why);
        ExitStatus::Usage
    }

    /// Writes an error that is not a finding.
    pub(super) fn error(&self, what: &str) {
        self.note(&format!("error: {what}\n"));
    }

    /// Prints what clap has to say about refused arguments, `--help` and `--version`.
    pub(super) fn usage(&self, error: &clap::Error) -> ExitStatus {
        let text = error.render();
        if error.use_stderr() {
            self.note(&if self.err.color { text.ansi().to_string() } else { text.to_string() });
            ExitStatus::Usage
        } else {
            self.result(&if self.out.color { text.ansi().to_string() } else { text.to_string() }, ExitStatus::Success)
        }
    }
}
