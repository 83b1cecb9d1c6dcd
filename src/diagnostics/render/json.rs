//! Findings for programs: one JSON document of a versioned schema.
//!
//! ```json
//! {
//!   "version": 1,
//!   "findings": [{
//!     "code": "M102", "name": "task-in-mapped-task", "level": "error", "message": "…",
//!     "path": "a.fpl", "range": RANGE,
//!     "labels": [{"path": "a.fpl", "range": RANGE, "text": "…"}],
//!     "help": ["…"], "notes": ["…"],
//!     "fix": {"title": "…", "safe": true, "edits": [{"path": "a.fpl", "range": RANGE, "text": "…"}]}
//!   }],
//!   "omitted": {"errors": 0, "warnings": 0, "notes": 0},
//!   "summary": {"errors": 1, "warnings": 0, "notes": 0}
//! }
//! ```
//!
//! `RANGE` is `{"start": POSITION, "end": POSITION}`, `POSITION` is `{"line": 1, "column": 1, "offset": 0}`: lines and columns
//! begin at 1, columns count Unicode scalars, offsets count bytes of the text without its byte order mark; the end is
//! after the last character. `path` and `range` are those of the first label, `null` for a finding about no place; `fix` is `null`
//! where there is none. `omitted` counts the findings that are not among `findings`, `summary` all of them. Fields may be added within a version; removing or changing one makes a new version.

use serde::Serialize;

use super::Counts;
use super::legible::legible;
use crate::diagnostics::{Applicability, Diagnostic};
use crate::source::{SourceMap, Span};

/// The version of the schema that [`Document`] writes.
pub(crate) const SCHEMA_VERSION: u32 = 1;

/// The document, as it is filled from one or several source maps.
#[derive(Debug, Serialize)]
pub struct Document {
    version: u32,
    findings: Vec<Finding>,
    /// How many more there are of each level.
    omitted: Counts,
    summary: Counts,
}

#[derive(Debug, Serialize)]
struct Finding {
    code: &'static str,
    name: &'static str,
    level: &'static str,
    message: String,
    path: Option<String>,
    range: Option<Range>,
    labels: Vec<Text>,
    help: Vec<String>,
    notes: Vec<String>,
    fix: Option<Fix>,
}

#[derive(Debug, Serialize)]
struct Fix {
    title: String,
    safe: bool,
    edits: Vec<Text>,
}

#[derive(Debug, Serialize)]
struct Text {
    path: String,
    range: Range,
    text: String,
}

#[derive(Debug, Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Debug, Serialize)]
struct Position {
    line: u32,
    column: u32,
    offset: u32,
}

impl Default for Document {
    fn default() -> Self {
        Self { version: SCHEMA_VERSION, findings: Vec::new(), omitted: Counts::default(), summary: Counts::default() }
    }
}

impl Document {
    /// Adds findings whose spans belong to `sources`, and how many more there are.
    pub fn add<'d>(&mut self, sources: &SourceMap, findings: impl IntoIterator<Item = &'d Diagnostic>, omitted: Counts) {
        for finding in findings {
            self.findings.push(convert(sources, finding));
            *self.summary.level(finding.severity) += 1;
        }
        self.omitted = self.omitted.plus(omitted);
        self.summary = self.summary.plus(omitted);
    }

    /// The document as text, indented, with a newline at its end.
    ///
    /// # Errors
    /// serde_json's, none of which this data can cause.
    pub fn render(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }
}

fn convert(sources: &SourceMap, finding: &Diagnostic) -> Finding {
    let finding = &*legible(finding);
    let span = finding.span();
    Finding {
        code: finding.code.id,
        name: finding.code.name,
        level: finding.severity.as_str(),
        message: finding.message.clone(),
        path: span.map(|span| path(sources, span)),
        range: span.map(|span| range(sources, span)),
        labels: finding.labels.iter().map(|label| text(sources, label.span, &label.text)).collect(),
        help: finding.help.clone(),
        notes: finding.notes.clone(),
        fix: finding.fix.as_ref().map(|fix| Fix {
            title: fix.title.clone(),
            safe: fix.applicability == Applicability::Safe,
            edits: fix.edits.iter().map(|edit| text(sources, edit.span, &edit.text)).collect(),
        }),
    }
}

fn text(sources: &SourceMap, span: Span, text: &str) -> Text {
    Text { path: path(sources, span), range: range(sources, span), text: text.to_owned() }
}

fn path(sources: &SourceMap, span: Span) -> String {
    sources.file(span.file).path.display().to_string()
}

fn range(sources: &SourceMap, span: Span) -> Range {
    let position = |offset| {
        let at = sources.file(span.file).line_column(offset);
        Position { line: at.line, column: at.column, offset }
    };
    Range { start: position(span.start), end: position(span.end) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::codes::lints::UNUSED_VARIABLE;
    use crate::diagnostics::codes::project::UNREADABLE;
    use crate::diagnostics::{Edit, Severity};

    #[test]
    fn every_field_of_the_schema_is_written() {
        let mut sources = SourceMap::new();
        let file = sources.add("p/a.fpl", "a", "é = 1\nb\n");
        let span = Span::new(file, 7, 8);
        let finding = Diagnostic::new(&UNUSED_VARIABLE, "wrong")
            .at(span, "this")
            .help("do that")
            .note("because")
            .severity(Severity::Note)
            .fix("drop it", Applicability::Unsafe, vec![Edit { span, text: String::new() }]);
        let mut document = Document::default();
        document.add(&sources, &[finding, Diagnostic::new(&UNREADABLE, "gone")], Counts { warnings: 2, ..Counts::default() });
        let value: serde_json::Value = serde_json::from_str(&document.render().unwrap()).unwrap();
        let range = serde_json::json!({
            "start": {"line": 2, "column": 1, "offset": 7},
            "end": {"line": 2, "column": 2, "offset": 8},
        });
        assert_eq!(
            value,
            serde_json::json!({
                "version": 1,
                "findings": [
                    {
                        "code": "Q105", "name": "unused-variable", "level": "note", "message": "wrong",
                        "path": "p/a.fpl", "range": range,
                        "labels": [{"path": "p/a.fpl", "range": range, "text": "this"}],
                        "help": ["do that"], "notes": ["because"],
                        "fix": {"title": "drop it", "safe": false, "edits": [{"path": "p/a.fpl", "range": range, "text": ""}]},
                    },
                    {
                        "code": "P001", "name": "unreadable-path", "level": "error", "message": "gone",
                        "path": null, "range": null, "labels": [], "help": [], "notes": [], "fix": null,
                    },
                ],
                "omitted": {"errors": 0, "warnings": 2, "notes": 0},
                "summary": {"errors": 1, "warnings": 2, "notes": 1},
            })
        );
    }
}
