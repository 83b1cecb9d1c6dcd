//! Findings as marks in source text, for the tests of every stage. Below a line of code are the findings that begin on it: carets under
//! the place, the code and the message.
//!
//! ```text
//! task t(x) -> int { x }
//!        ^ S032 parameter `x` has no type
//! ```

use crate::diagnostics::Diagnostic;
use crate::source::{LineIndex, Span};

/// Checks that a string has the findings that it is marked with, and no others.
#[track_caller]
pub(crate) fn check_marks(marked: &str, find: impl Fn(&str) -> Vec<Diagnostic>) {
    compare(marked, find, mark);
}

/// The same for several strings, separated by empty lines: each is checked on its own, within what `around` puts around it.
#[track_caller]
pub(crate) fn check_each_marked(marked: &str, around: impl Fn(&str) -> String, find: impl Fn(&str) -> Vec<Diagnostic>) {
    for text in dedented(marked).split("\n\n") {
        check_marks(&around(text), &find);
    }
}

/// The same with every label of the findings: those after the first are marked with tildes, and their code and text.
#[track_caller]
pub(crate) fn check_each_labelled(marked: &str, around: impl Fn(&str) -> String, find: impl Fn(&str) -> Vec<Diagnostic>) {
    for text in dedented(marked).split("\n\n") {
        compare(&around(text), &find, mark_labels);
    }
}

#[track_caller]
fn compare(marked: &str, find: impl Fn(&str) -> Vec<Diagnostic>, mark: fn(&str, &[Diagnostic]) -> String) {
    let marked = dedented(marked);
    let plain = unmarked(&marked);
    let found = mark(&plain, &find(&plain));
    assert!(found == marked, "the findings are\n\n{found}\n\nand not\n\n{marked}\n");
}

/// A string with its findings as marks.
pub(crate) fn mark(text: &str, findings: &[Diagnostic]) -> String {
    let marks = findings.iter().map(|finding| (finding.span().unwrap_or_default(), finding.code.id, '^', &finding.message));
    with_marks(text, marks.collect())
}

fn mark_labels(text: &str, findings: &[Diagnostic]) -> String {
    let mut marks = Vec::new();
    for finding in findings {
        let labels = finding.labels.iter().enumerate().filter(|(_, label)| Some(label.span.file) == finding.span().map(|span| span.file));
        marks.extend(labels.map(|(at, label)| match at {
            0 => (label.span, finding.code.id, '^', &finding.message),
            _ => (label.span, finding.code.id, '~', &label.text),
        }));
    }
    with_marks(text, marks)
}

/// A string with marks, each of which has a place, a code, a sign and what is said there.
fn with_marks(text: &str, mut marks: Vec<(Span, &'static str, char, &String)>) -> String {
    marks.sort();
    let index = LineIndex::new(text);
    let mut marked: Vec<String> = text.lines().map(str::to_owned).collect();
    for (span, code, sign, said) in marks.into_iter().rev() {
        let line = index.line_column(text, span.start).line as usize;
        let above = text[..span.start as usize].rsplit('\n').next().unwrap_or_default();
        let within = text[span.start as usize..span.end as usize].lines().next().unwrap_or_default();
        let signs = String::from(sign).repeat(within.chars().count().max(1));
        let gap = " ".repeat(above.chars().count());
        marked.insert(line.min(marked.len()), format!("{gap}{signs} {code} {}", on_one_line(said)));
    }
    marked.join("\n")
}

/// A message with escapes for control characters, such as those of a name that it quotes.
fn on_one_line(message: &str) -> String {
    message.chars().map(|char| if char.is_control() { char.escape_default().to_string() } else { char.to_string() }).collect()
}

/// A string without its marks.
pub(crate) fn unmarked(marked: &str) -> String {
    let marked = dedented(marked);
    let plain: Vec<&str> = marked.lines().filter(|line| !is_mark(line)).collect();
    plain.join("\n")
}

fn is_mark(line: &str) -> bool {
    line.trim_start().starts_with(['^', '~'])
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
