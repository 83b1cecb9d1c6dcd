//! The passes over declarations and the whole program, from source text to findings.

mod declarations;
mod dropped;
mod extents;
mod functions;
mod imports;
mod index;
mod index_types;
mod reports;

use crate::config::Settings;
use crate::diagnostics::{self, Diagnostic};
use crate::program::Program;
use crate::source::SourceMap;
use crate::syntax::parse;
use crate::testing::check_each_labelled;

/// What became of some modules.
struct Checked {
    sources: SourceMap,
    program: Program,
    findings: Vec<Diagnostic>,
}

impl Checked {
    /// Each finding with its code and every labelled text, the primary one first: "N005 a | a".
    fn labelled(&self) -> Vec<String> {
        let labels =
            |finding: &Diagnostic| finding.labels.iter().map(|label| self.sources.text(label.span)).collect::<Vec<_>>().join(" | ");
        self.findings.iter().map(|finding| format!("{} {}", finding.code.id, labels(finding))).collect()
    }

    /// Each finding with its code and its first help.
    fn helps(&self) -> Vec<String> {
        let first = |finding: &Diagnostic| finding.help.first().cloned().unwrap_or_default();
        self.findings.iter().map(|finding| format!("{} {}", finding.code.id, first(finding))).collect()
    }
}

/// Checks modules that can be parsed; the name of a module is its path with dots.
fn check(modules: &[(&str, &str)]) -> Checked {
    check_with(modules, &Settings::default())
}

fn check_with(modules: &[(&str, &str)], settings: &Settings) -> Checked {
    let mut sources = SourceMap::new();
    for (name, text) in modules {
        sources.add(format!("{}.fpl", name.replace('.', "/")), *name, *text);
    }
    let parsed: Vec<_> = sources
        .files()
        .iter()
        .map(|file| {
            let parsed = parse(file);
            assert_eq!(parsed.diagnostics, []);
            parsed.value
        })
        .collect();
    let outcome = super::check(&sources, &parsed, settings);
    let mut findings = outcome.diagnostics;
    diagnostics::sort(&sources, &mut findings);
    Checked { sources, program: outcome.value, findings }
}

/// Checks one module.
fn check_one(text: &str) -> Checked {
    check(&[("m", text)])
}

/// Checks modules, separated by empty lines, that are marked with their findings and all labels of these.
#[track_caller]
fn marked(modules: &str) {
    check_each_labelled(modules, str::to_owned, |text| check_one(text).findings);
}
