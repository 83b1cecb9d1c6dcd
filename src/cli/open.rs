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

/// Opens and checks the sources that `paths` mean, with the command line laid over each project's settings by `adjust`. Whatever
/// is found is written to standard error. The session is never freed: the process ends with the command, and to free trees node by
/// node takes a twentieth of the time of it all.
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
    // A run is asked for its outputs; what is merely worth knowing is for `lint` and `compile` to say.
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
