//! A project with its artifacts.

use super::Progress;
use super::checked::Checked;
use super::linted::Linted;
use super::loaded::Loaded;
use crate::diagnostics::Outcome;
use crate::emit::{self, Artifacts, EmitOptions, Version};

/// Where artifacts are registered; what is absent is left open until they are registered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ids<'a> {
    pub project: Option<&'a str>,
    pub domain: Option<&'a str>,
    pub version: Version<'a>,
}

/// A project without errors, and its artifacts.
pub struct Emitted {
    linted: Linted,
    artifacts: Artifacts,
}

impl Checked {
    /// Makes the artifacts of the requested files.
    ///
    /// # Errors
    /// If any finding is an error: the project with all its findings.
    pub fn emit(mut self, ids: Ids<'_>, progress: &dyn Progress) -> Result<Emitted, Box<Linted>> {
        let mut stopwatch = self.stopwatch.clone();
        let Some(sound) = self.sound() else { return Err(Box::new(Linted::new(self))) };
        progress.begin("emit", 0);
        let options = options(self.loaded(), ids, false);
        let Outcome { value: artifacts, diagnostics } = stopwatch.time("emit", || emit::emit(sound, &options));
        self.stopwatch = stopwatch;
        let linted = self.complete(diagnostics);
        if linted.has_errors() { Err(Box::new(linted)) } else { Ok(Emitted { linted, artifacts }) }
    }
}

impl Emitted {
    /// The checked project; it has no errors.
    pub fn checked(&self) -> &Linted {
        &self.linted
    }

    /// The messages for Flyte.
    pub fn artifacts(&self) -> &Artifacts {
        &self.artifacts
    }
}

impl AsRef<Checked> for Emitted {
    fn as_ref(&self) -> &Checked {
        &self.linted
    }
}

/// Whether there are artifacts or not, there is a checked project.
impl AsRef<Checked> for Result<Emitted, Box<Linted>> {
    fn as_ref(&self) -> &Checked {
        match self {
            Ok(emitted) => emitted.as_ref(),
            Err(linted) => linted,
        }
    }
}

/// What an emission of the requested files depends on.
pub(super) fn options<'a>(loaded: &'a Loaded, ids: Ids<'a>, draft: bool) -> EmitOptions<'a> {
    EmitOptions {
        files: loaded.chosen(),
        settings: loaded.settings(),
        project: ids.project,
        domain: ids.domain,
        version: ids.version,
        draft,
    }
}
