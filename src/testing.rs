//! Findings as marks in source text, for the tests of every stage. Below a line of code are the findings that begin on it: carets under
//! the place, the code and the message.
//!
//! ```text
//! task t(x) -> int { x }
//!        ^ S032 parameter `x` has no type
//! ```

use crate::diagnostics::Diagnostic;
use crate::source::LineIndex;

/// Checks that a string has the findings that it is marked with, and no others.
#[track_caller]
pub(crate) fn check_marks(marked: &str, find: impl Fn(&str) -> Vec<Diagnostic>) {
    let marked = dedented(marked);
    let plain: Vec<&str> = marked.lines().filter(|line| !is_mark(line)).collect();
    let plain = plain.join("\n");
    let found = mark(&plain, find(&plain));
    assert!(found == marked, "the findings are\n\n{found}\n\nand not\n\n{marked}\n");
}

/// The same for several strings, separated by empty lines: each is checked on its own, within what `around` puts around it.
#[track_caller]
pub(crate) fn check_each_marked(marked: &str, around: impl Fn(&str) -> String, find: impl Fn(&str) -> Vec<Diagnostic>) {
    for text in dedented(marked).split("\n\n") {
        check_marks(&around(text), &find);
    }
}

/// A string with its findings as marks.
pub(crate) fn mark(text: &str, mut findings: Vec<Diagnostic>) -> String {
    findings.sort_by_key(|finding| (finding.span(), finding.code.id));
    let index = LineIndex::new(text);
    let mut marked: Vec<String> = text.lines().map(str::to_owned).collect();
    for finding in findings.iter().rev() {
        let span = finding.span().unwrap_or_default();
        let line = index.line_column(text, span.start).line as usize;
        let above = text[..span.start as usize].rsplit('\n').next().unwrap_or_default();
        let within = text[span.start as usize..span.end as usize].lines().next().unwrap_or_default();
        let carets = "^".repeat(within.chars().count().max(1));
        let gap = " ".repeat(above.chars().count());
        marked.insert(line.min(marked.len()), format!("{gap}{carets} {} {}", finding.code.id, finding.message));
    }
    marked.join("\n")
}

fn is_mark(line: &str) -> bool {
    line.trim_start().starts_with('^')
}

/// A string without the empty lines around it and without the indentation of its first line.
fn dedented(text: &str) -> String {
    let text = text.trim_start_matches('\n');
    let indent = text.len() - text.trim_start_matches(' ').len();
    let lines: Vec<&str> =
        text.lines().map(|line| line.get(indent..).filter(|_| line[..indent].trim().is_empty()).unwrap_or(line)).collect();
    let lines = if lines.last().is_some_and(|line| line.trim().is_empty()) { &lines[..lines.len() - 1] } else { &lines[..] };
    lines.join("\n")
}
