//! The statements of the language document about syntax, construct by construct.

mod alphabet;
mod examples;
mod mistakes;
mod newlines;
mod robustness;
mod shapes;
mod written;

use crate::diagnostics::{Diagnostic, Outcome};
use crate::source::SourceMap;
use crate::syntax::ast::Module;

pub(super) fn read(text: &str) -> Outcome<Module> {
    let mut map = SourceMap::new();
    let id = map.add("test.fpl", "test", text);
    super::parse(map.file(id))
}

/// The module of a string without mistakes.
pub(super) fn module(text: &str) -> Module {
    let outcome = read(text);
    assert!(outcome.diagnostics.is_empty(), "{}\n{}", text, lines(text, &outcome.diagnostics).join("\n"));
    outcome.value
}

/// `S001 2:5 message`, in order of place.
pub(super) fn lines(text: &str, diagnostics: &[Diagnostic]) -> Vec<String> {
    let index = crate::source::LineIndex::new(text);
    let mut sources = SourceMap::new();
    sources.add("test.fpl", "test", text);
    let mut diagnostics = diagnostics.to_vec();
    crate::diagnostics::sort(&sources, &mut diagnostics);
    diagnostics
        .iter()
        .map(|diagnostic| {
            let at = diagnostic.span().map(|span| index.line_column(text, span.start));
            let at = at.map_or(String::new(), |at| format!("{}:{} ", at.line, at.column));
            format!("{} {at}{}", diagnostic.code.id, diagnostic.message)
        })
        .collect()
}
