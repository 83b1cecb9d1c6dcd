//! A project that was read and parsed.

use std::path::Path;
use std::sync::Arc;

use super::roots::Roots;
use super::timing::Stopwatch;
use crate::config::Settings;
use crate::diagnostics::Diagnostic;
use crate::lint::Levels;
use crate::source::project::Project;
use crate::source::{FileId, SourceMap};
use crate::syntax::ast::Module;

/// One project: its files as they were read and parsed, and its settings. Their meaning is not known yet.
pub struct Loaded {
    pub(super) project: Project,
    pub(super) sources: SourceMap,
    pub(super) configuration: Configuration,
    /// In the order in which they were loaded.
    pub(super) units: Vec<Arc<Unit>>,
    pub(super) chosen: Vec<FileId>,
    /// Problems with the paths of imports.
    pub(super) imports: Vec<Diagnostic>,
    pub(super) roots: Roots,
    pub(super) stopwatch: Stopwatch,
}

/// The settings of `flightplan.toml` and the command line.
#[derive(Clone, Default)]
pub(super) struct Configuration {
    pub(super) file: Option<FileId>,
    pub(super) settings: Settings,
    pub(super) levels: Levels,
    pub(super) findings: Vec<Diagnostic>,
}

/// A file of the project. States of the project before and after a change of other files share it.
pub(super) struct Unit {
    /// Absent if the file is not text or could not be read.
    pub(super) module: Option<Module>,
    /// The findings from reading and parsing it.
    pub(super) findings: Vec<Diagnostic>,
}

impl Unit {
    /// The file, if it was parsed.
    pub(super) fn file(&self) -> Option<FileId> {
        self.module.as_ref().map(|module| module.file)
    }
}

impl Loaded {
    /// The project's root as it is shown; empty for the current folder.
    pub fn root(&self) -> &Path {
        &self.project.root
    }

    /// The files, to which all spans refer.
    pub fn sources(&self) -> &SourceMap {
        &self.sources
    }

    /// The settings of the project, overridden by the command line.
    pub fn settings(&self) -> &Settings {
        &self.configuration.settings
    }

    /// The syntax trees, in the order in which their files were loaded.
    pub fn modules(&self) -> impl Iterator<Item = &Module> {
        self.units.iter().filter_map(|unit| unit.module.as_ref())
    }

    /// The requested files, without those that they import.
    pub fn chosen(&self) -> &[FileId] {
        &self.chosen
    }

    /// The findings so far, before levels and comments are applied.
    pub(super) fn findings(&self) -> Vec<Diagnostic> {
        let of_files = self.units.iter().flat_map(|unit| &unit.findings);
        self.configuration.findings.iter().chain(of_files).chain(&self.imports).cloned().collect()
    }
}
