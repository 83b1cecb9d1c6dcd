//! What the language document says of workflows, rule by rule.

mod foreign;
mod iterations;
mod maps;
mod nodes;
mod subworkflows;
mod values;

use crate::check;
use crate::config::Settings;
use crate::diagnostics::Diagnostic;
use crate::program::Program;
use crate::source::SourceMap;
use crate::testing::{check_each_marked, mark};
use crate::{graph, syntax};

/// Reads, checks and lowers one module.
pub(super) fn checked(text: &str) -> (Program, Vec<Diagnostic>) {
    let mut sources = SourceMap::new();
    let id = sources.add("test.fpl", "test", text);
    let module = syntax::parse(sources.file(id));
    assert!(module.diagnostics.is_empty(), "{text}\n{:?}", module.diagnostics);
    let settings = Settings::default();
    let checked = check::check(&sources, &[module.value], &settings);
    let mut diagnostics = checked.diagnostics;
    diagnostics.extend(graph::build(&checked.value, &settings).diagnostics);
    crate::diagnostics::sort(&sources, &mut diagnostics);
    (checked.value, diagnostics)
}

/// Checks workflows, separated by empty lines and each after the same declarations, that are marked with their findings.
#[track_caller]
pub(super) fn marked_after(declarations: &str, workflows: &str) {
    check_each_marked(workflows, |workflow| format!("{declarations}{workflow}\n"), |text| checked(text).1);
}

/// The program of a text without findings.
pub(super) fn sound(text: &str) -> Program {
    let (program, diagnostics) = checked(text);
    assert!(diagnostics.is_empty(), "{}", mark(text, &diagnostics));
    program
}
