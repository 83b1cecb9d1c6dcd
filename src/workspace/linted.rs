//! A project of which everything was found.

use std::ops::Deref;

use super::Progress;
use super::checked::Checked;
use super::emitted::{Ids, options};
use super::loaded::Loaded;
use crate::diagnostics::{Diagnostic, InDraft, Outcome};
use crate::emit;
use crate::graph::Sound;

/// A checked project to whose findings nothing can be added: artifacts, or a draft of them, were made, or errors keep them from being made.
pub struct Linted {
    checked: Checked,
}

impl Loaded {
    /// Reports everything that is wrong, also what only shows in artifacts, of which a draft is made.
    pub fn lint(self, progress: &dyn Progress) -> Linted {
        let mut checked = self.check(progress);
        let mut stopwatch = checked.stopwatch.clone();
        let Some(sound) = checked.sound() else { return Linted { checked } };
        progress.begin("emit", 0);
        let found = stopwatch.time("emit", || draft(sound, checked.loaded()));
        checked.stopwatch = stopwatch;
        checked.complete(found)
    }
}

impl Linted {
    /// `checked`, whose findings are all that there are.
    pub(super) fn new(checked: Checked) -> Self {
        Self { checked }
    }
}

impl Deref for Linted {
    type Target = Checked;

    fn deref(&self) -> &Checked {
        &self.checked
    }
}

impl AsRef<Checked> for Linted {
    fn as_ref(&self) -> &Checked {
        &self.checked
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
