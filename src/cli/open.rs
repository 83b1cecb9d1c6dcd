//! Opening sources for commands that need them without errors: `compile`, `run`.

use std::mem::ManuallyDrop;
use std::path::PathBuf;

use super::ExitStatus;
use super::findings;
use super::output::Streams;
use super::progress::Bar;
use crate::config::Settings;
use crate::diagnostics::Severity;
use crate::source::SourceMap;
use crate::source::fs::Disk;
use crate::workspace::{Checked, Loaded, Progress, Session};

/// What a command does with sources before it reports their findings.
pub(super) struct Opening<'a, W> {
    /// Overrides each project's settings with the command line.
    pub(super) adjust: &'a dyn Fn(&mut Settings),
    /// Checks a project, and perhaps more.
    pub(super) step: &'a dyn Fn(Loaded, &dyn Progress) -> W,
    /// Findings below this level are not shown.
    pub(super) least: Severity,
}

/// Opens the sources that `paths` refer to. All findings are written to standard error. The session is never freed: the process ends with the
/// command, and freeing trees node by node would take a twentieth of the total time.
///
/// # Errors
/// The exit status to end with, if any finding is an error.
pub(super) fn open<W: AsRef<Checked>>(
    paths: &[PathBuf],
    opening: &Opening<'_, W>,
    streams: &Streams,
) -> Result<ManuallyDrop<Session<W>>, ExitStatus> {
    let bar = Bar::new(streams);
    let session = Session::open(&Disk, paths, opening.adjust, &bar).map(|loaded| (opening.step)(loaded, &bar));
    let session = ManuallyDrop::new(session);
    drop(bar);
    let none = SourceMap::new();
    let groups = findings::groups(&session, &none);
    streams.note(&findings::reports(&groups, opening.least, findings::SHOWN, streams.err));
    match findings::status(&groups) {
        ExitStatus::Success => Ok(session),
        status => {
            streams.note(&format!("{}\n", findings::counts(&groups)));
            streams.note(&findings::explanation(&groups, opening.least));
            Err(status)
        }
    }
}
