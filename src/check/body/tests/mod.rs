//! What is accepted with which type, and every finding, from source text.

use crate::check;
use crate::config::Settings;
use crate::diagnostics::{self, Diagnostic};
use crate::program::Program;
use crate::source::SourceMap;
use crate::syntax;

mod accepted;
mod findings;
mod joined;
mod narrowed;
mod pages;

/// The program of a module, and what was found in it.
fn analyse(text: &str) -> (Program, Vec<Diagnostic>, SourceMap) {
    let mut sources = SourceMap::new();
    let id = sources.add("test.fpl", "test", text);
    let parsed = syntax::parse(sources.file(id));
    let checked = check::check(&sources, &[parsed.value], &Settings::default());
    let mut found = parsed.diagnostics;
    found.extend(checked.diagnostics);
    diagnostics::sort(&sources, &mut found);
    (checked.value, found, sources)
}

/// The findings as short lines: code, text under the first label, message.
fn short(found: &[Diagnostic], sources: &SourceMap) -> Vec<String> {
    found
        .iter()
        .map(|found| {
            let text = found.span().map_or("", |span| sources.text(span));
            format!("{} {text:?} {}", found.code.id, found.message)
        })
        .collect()
}

/// The type of the value of a body, after declarations that it may use; the findings if there are any.
fn type_of(items: &str, body: &str) -> Result<String, Vec<String>> {
    let text = format!("{items}\nfn subject() {{\n{body}\n}}\n");
    let (program, found, sources) = analyse(&text);
    if !found.is_empty() {
        return Err(short(&found, &sources));
    }
    let subject = program.fns.iter().find(|def| def.header.name == "subject").expect("it is declared above");
    let typed = format!("{:?}", subject.body.as_ref().expect("nothing was found"));
    assert!(!typed.contains("Invalid"), "{body}\n{typed}");
    assert!(!subject.result.is_invalid(), "{body}");
    Ok(subject.result.display(&program).to_string())
}
