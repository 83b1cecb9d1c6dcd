//! What the language document says of workflows, rule by rule.

mod maps;
mod nodes;
mod values;

use crate::check;
use crate::config::Settings;
use crate::diagnostics::Diagnostic;
use crate::program::Program;
use crate::source::{LineIndex, SourceMap};
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

/// The findings as `W001 2:5 message`.
pub(super) fn findings(text: &str) -> Vec<String> {
    let lines = LineIndex::new(text);
    checked(text)
        .1
        .iter()
        .map(|found| {
            let at = found.span().map(|span| lines.line_column(text, span.start));
            let at = at.map_or(String::new(), |at| format!("{}:{} ", at.line, at.column));
            format!("{} {at}{}", found.code.id, found.message)
        })
        .collect()
}

/// The program of a text without findings.
pub(super) fn sound(text: &str) -> Program {
    let (program, diagnostics) = checked(text);
    assert!(diagnostics.is_empty(), "{text}\n{:#?}", findings(text));
    program
}
