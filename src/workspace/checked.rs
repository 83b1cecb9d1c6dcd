//! A project that was checked: its program, its graphs, and what was found so far.

use rustc_hash::FxHashSet;

use super::linted::Linted;
use super::loaded::Loaded;
use super::timing::Stopwatch;
use super::{Progress, report, subsumed};
use crate::check;
use crate::diagnostics::bounded::{KEPT, bound};
use crate::diagnostics::{self, Diagnostic, Severity};
use crate::eval;
use crate::graph::{self, Graphs, Sound};
use crate::lint::{self, LintContext};
use crate::program::Program;
use crate::source::{FileId, SourceMap};
use crate::syntax::ast::Module;

/// A project that was checked, with or without errors. What only shows in artifacts was not looked for yet.
pub struct Checked {
    loaded: Loaded,
    program: Program,
    graphs: Graphs,
    /// The findings, before levels and comments are applied: further ones can change what is said of comments.
    raw: Vec<Diagnostic>,
    findings: Vec<Diagnostic>,
    pub(super) stopwatch: Stopwatch,
}

impl Loaded {
    /// Checks the program, builds the graphs and applies the lint rules. Problems that only show in artifacts are not reported.
    pub fn check(self, progress: &dyn Progress) -> Checked {
        let workers = self.stopwatch.workers.clone();
        workers.install_if_started(|| Checked::new(self, progress))
    }
}

impl Checked {
    fn new(loaded: Loaded, progress: &dyn Progress) -> Self {
        let mut stopwatch = loaded.stopwatch.clone();
        let (sources, settings) = (loaded.sources(), loaded.settings());
        let modules: Vec<&Module> = loaded.modules().collect();
        progress.begin("analyse", 0);
        let mut checked = stopwatch.time("analyse", || check::check(sources, &modules, settings));
        loaded.roots.explain(&loaded.project, &mut checked.diagnostics);
        let program = checked.value;
        let mut raw = joined(sources, loaded.findings(), checked.diagnostics);
        subsumed::drop_signs(&modules, &mut raw);
        progress.begin("graph", 0);
        let built = stopwatch.time("graph", || graph::build(&program, settings));
        let graphs = built.value;
        let raw = joined(sources, raw, built.diagnostics);
        progress.begin("lint", 0);
        let linted = stopwatch.time("lint", || {
            let found = lint::run(&LintContext { sources, modules: &modules, program: &program, settings });
            joined(sources, found, eval::oversized(&program).into_iter().map(report::oversized_body).collect())
        });
        let raw = joined(sources, raw, linted);
        let findings = settle(&loaded, raw.clone(), false);
        Self { loaded, program, graphs, raw, findings, stopwatch }
    }

    /// The files, settings and syntax trees.
    pub fn loaded(&self) -> &Loaded {
        &self.loaded
    }

    /// The files, to which all spans refer.
    pub fn sources(&self) -> &SourceMap {
        self.loaded.sources()
    }

    /// The typed program. If there are errors, parts of it are missing.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// The graphs of the workflows. If there are errors, parts of them are missing.
    pub fn graphs(&self) -> &Graphs {
        &self.graphs
    }

    /// The reported findings, in the order of the sources.
    pub fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// Whether any finding is an error, so that there is nothing to emit or run.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// The program with its graphs as emission and runs need it, if no finding is an error.
    pub fn sound(&self) -> Option<Sound<'_>> {
        if self.has_errors() { None } else { Sound::of(&self.program, &self.graphs) }
    }

    /// The times of the stages so far. A copy of it measures further ones.
    pub fn stopwatch(&self) -> &Stopwatch {
        &self.stopwatch
    }

    /// The project with all findings, once artifacts, or a draft of them, were made, and this was `found`.
    pub(super) fn complete(mut self, found: Vec<Diagnostic>) -> Linted {
        let mut raw = std::mem::take(&mut self.raw);
        raw.extend(found);
        self.findings = settle(&self.loaded, raw, true);
        Linted::new(self)
    }
}

impl AsRef<Checked> for Checked {
    fn as_ref(&self) -> &Checked {
        self
    }
}

/// The findings of `raw` that are reported: only errors for modules that were only imported. `complete` is whether every stage has run.
fn settle(loaded: &Loaded, raw: Vec<Diagnostic>, complete: bool) -> Vec<Diagnostic> {
    let modules: Vec<&Module> = loaded.modules().collect();
    let mut findings = lint::finish(loaded.sources(), &modules, &loaded.configuration.levels, raw, complete);
    let mut imported: FxHashSet<FileId> = modules.iter().map(|module| module.file).collect();
    loaded.chosen().iter().for_each(|file| {
        imported.remove(file);
    });
    findings.retain(|finding| finding.severity == Severity::Error || !finding.span().is_some_and(|span| imported.contains(&span.file)));
    diagnostics::sort(loaded.sources(), &mut findings);
    findings
}

/// The findings so far and those of a further stage, as many as are worth keeping.
fn joined(sources: &SourceMap, mut findings: Vec<Diagnostic>, more: Vec<Diagnostic>) -> Vec<Diagnostic> {
    findings.extend(more);
    if findings.len() > KEPT {
        // The first in the order of the sources are kept.
        diagnostics::sort(sources, &mut findings);
    }
    bound(findings)
}
