//! The projects that are open, as values: each step consumes the one before and owns what it made.
//!
//! A [`Session`] is one call's view of the file system, with a workspace for each project that the given paths belong to. A workspace is at first
//! [`Loaded`]; `check` makes it [`Checked`], and `emit` makes that [`Emitted`], or [`Linted`] if there are errors; `lint` makes it `Linted` without
//! artifacts. So there is no program before it was checked, findings that may not be all of them have another type than those that are, and
//! [`Checked::sound`] is the only way to what can be emitted or run. An editor goes back from any of them to the `Loaded` and
//! [replaces](Loaded::replace) a file in it. Nothing is global, so several sessions can exist side by side.

mod checked;
mod edit;
mod emitted;
mod linted;
mod load;
mod loaded;
mod report;
mod roots;
mod subsumed;
#[cfg(test)]
mod tests;
mod timing;

use std::path::PathBuf;

use crate::config::{self, Settings};
use crate::diagnostics::Diagnostic;
use crate::parallel::Workers;
use crate::source::fs::FileSystem;
use crate::source::project::{DiscoverError, discover};

pub use checked::Checked;
pub use emitted::{Emitted, Ids};
pub use linted::Linted;
pub use loaded::Loaded;
pub(crate) use report::reason;
pub use timing::{StageTime, Stopwatch, Timings};

/// Receives progress updates.
pub trait Progress: Sync {
    /// A stage begins, with `total` steps; 0 if they cannot be counted.
    fn begin(&self, stage: &'static str, total: usize);

    /// A step is done.
    fn advance(&self);
}

/// Ignores all updates.
impl Progress for () {
    fn begin(&self, _: &'static str, _: usize) {}

    fn advance(&self) {}
}

/// What one call works on.
pub struct Session<W = Loaded> {
    /// One for each project.
    pub workspaces: Vec<W>,
    /// Problems with the paths themselves.
    pub problems: Vec<Diagnostic>,
}

impl Session {
    /// Reads and parses the sources that `paths` refer to (the project around the current folder if there are none), and all
    /// modules that they import. `adjust` overrides the settings of each project.
    pub fn open(fs: &dyn FileSystem, paths: &[PathBuf], adjust: &dyn Fn(&mut Settings), progress: &dyn Progress) -> Self {
        let (projects, errors) = discover(fs, paths, config::FILE_NAME);
        let workers = Workers::default();
        let open = |project| load::open(fs, project, workers.clone(), adjust, progress);
        Self { workspaces: projects.into_iter().map(open).collect(), problems: errors.into_iter().map(undiscovered).collect() }
    }
}

impl<W> Session<W> {
    /// The session after the next step of each workspace.
    pub fn map<V>(self, step: impl FnMut(W) -> V) -> Session<V> {
        Session { workspaces: self.workspaces.into_iter().map(step).collect(), problems: self.problems }
    }
}

fn undiscovered(error: DiscoverError) -> Diagnostic {
    match error {
        DiscoverError::Unreadable(error) => report::unreadable(&error.path, &error.error),
        DiscoverError::LeadsOut(path) => report::leads_out(&path),
        DiscoverError::NotASource(path) => report::not_a_source(&path),
        DiscoverError::NoSources(path) => report::no_sources(&path),
    }
}
