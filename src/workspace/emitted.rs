//! A project with its artifacts, or with a draft of them for findings that only show there.

use super::Progress;
use super::checked::Checked;
use super::loaded::Loaded;
use crate::diagnostics::{Diagnostic, InDraft, Outcome};
use crate::emit::{self, Artifacts, EmitOptions, Version};
use crate::graph::Sound;

/// Where artifacts are registered; what is absent is left open until they are registered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ids<'a> {
    /// The project.
    pub project: Option<&'a str>,
    /// The domain.
    pub domain: Option<&'a str>,
    /// The version.
    pub version: Version<'a>,
}

/// A project that was checked, and its artifacts.
pub struct Emitted {
    checked: Checked,
    artifacts: Option<Artifacts>,
}

impl Loaded {
    /// Reports everything that is wrong, also what only shows in artifacts, of which a draft is made.
    pub fn lint(self, progress: &dyn Progress) -> Checked {
        let mut checked = self.check(progress);
        let mut stopwatch = checked.stopwatch.clone();
        if let Some(sound) = checked.sound() {
            progress.begin("emit", 0);
            let found = stopwatch.time("emit", || draft(sound, checked.loaded()));
            checked.complete(found);
        }
        checked.stopwatch = stopwatch;
        checked
    }
}

impl Checked {
    /// Makes the artifacts of the requested files, if there are no errors.
    pub fn emit(mut self, ids: Ids<'_>, progress: &dyn Progress) -> Emitted {
        let mut stopwatch = self.stopwatch.clone();
        let mut artifacts = None;
        if let Some(sound) = self.sound() {
            progress.begin("emit", 0);
            let options = options(self.loaded(), ids, false);
            let emitted = stopwatch.time("emit", || emit::emit(sound, &options));
            self.complete(emitted.diagnostics);
            artifacts = (!self.has_errors()).then_some(emitted.value);
        }
        self.stopwatch = stopwatch;
        Emitted { checked: self, artifacts }
    }
}

impl Emitted {
    /// The checked project; its findings are complete.
    pub fn checked(&self) -> &Checked {
        &self.checked
    }

    /// The messages for Flyte; absent if any finding is an error.
    pub fn artifacts(&self) -> Option<&Artifacts> {
        self.artifacts.as_ref()
    }
}

impl AsRef<Checked> for Emitted {
    fn as_ref(&self) -> &Checked {
        &self.checked
    }
}

fn options<'a>(loaded: &'a Loaded, ids: Ids<'a>, draft: bool) -> EmitOptions<'a> {
    EmitOptions {
        files: loaded.chosen(),
        settings: loaded.settings(),
        project: ids.project,
        domain: ids.domain,
        version: ids.version,
        draft,
    }
}

/// The findings of a draft. Only if a size is near its limit is everything made in full.
fn draft(sound: Sound<'_>, loaded: &Loaded) -> Vec<Diagnostic> {
    let Outcome { mut diagnostics, .. } = emit::emit(sound, &options(loaded, Ids::default(), true));
    if diagnostics.iter().any(|finding| finding.code.in_draft == InDraft::Estimated) {
        diagnostics = emit::emit(sound, &options(loaded, Ids::default(), false)).diagnostics;
    }
    diagnostics.retain(|finding| finding.code.in_draft != InDraft::Moot);
    diagnostics
}
