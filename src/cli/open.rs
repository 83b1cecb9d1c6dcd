//! Opening sources for commands that need them without errors: `compile`, `run`.

use std::mem::ManuallyDrop;
use std::path::PathBuf;

use super::ExitStatus;
use super::output::Streams;
use super::progress::Bar;
use super::report;
use crate::config::Settings;
use crate::diagnostics::Severity;
use crate::source::SourceMap;
use crate::source::fs::Disk;
use crate::workspace::{Goal, Session};

/// Opens and checks the sources that `paths` refer to; `adjust` overrides each project's settings with the command line. All findings
/// are written to standard error. The session is never freed: the process ends with the command, and freeing trees node by node
/// would take a twentieth of the total time.
///
/// # Errors
/// The exit status to end with, if any finding is an error.
pub(super) fn checked(
    paths: &[PathBuf],
    goal: Goal<'_>,
    adjust: &dyn Fn(&mut Settings),
    streams: &Streams,
) -> Result<ManuallyDrop<Session>, ExitStatus> {
    let bar = Bar::new(streams);
    let mut session = ManuallyDrop::new(Session::open(&Disk, paths, adjust, &bar));
    session.workspaces.iter_mut().for_each(|workspace| workspace.check(goal, &bar));
    drop(bar);
    let none = SourceMap::new();
    let groups = report::groups(&session, &none);
    // A run is meant to produce outputs; notes are left to `lint` and `compile`.
    let least = if goal == Goal::Run { Severity::Warning } else { Severity::Note };
    streams.note(&report::reports(&groups, least, report::SHOWN, streams.err));
    match report::status(&groups) {
        ExitStatus::Success => Ok(session),
        status => {
            streams.note(&format!("{}\n", report::counts(&groups)));
            Err(status)
        }
    }
}
