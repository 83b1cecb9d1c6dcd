//! Reports for people, drawn by miette: the only place that uses it.
//!
//! miette draws one source per report. A finding may have labels in several files, so the files of a finding are laid
//! one after another in one range of offsets ([`Files`]), and each file gets a snippet of its own.

use std::borrow::Cow;
use std::fmt;

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::legible::legible;
use super::wrap;
use crate::diagnostics::{Diagnostic, Severity};
use crate::source::{SourceFile, SourceMap, Span};

/// How reports are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether to colour.
    pub color: bool,
    /// The width in columns that text is wrapped to.
    pub width: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self { color: false, width: 100 }
    }
}

/// Lines shown before and after those of a label.
const CONTEXT: usize = 1;

/// Lines of a label beyond which only its first line is shown.
const LONGEST_LABEL: usize = 6;

/// Bytes of a line beyond which only a part around the first label is shown.
const LONGEST_LINE: usize = 400;

/// Bytes shown before the first label of such a line, and from it on.
const AROUND: (usize, usize) = (60, 140);

/// The finding as a report: level, code and name; the message; a snippet for each place; help, notes and the fix. It ends
/// with a newline.
pub fn human(sources: &SourceMap, finding: &Diagnostic, style: Style) -> String {
    let finding = &*legible(finding);
    let theme = if style.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false).with_width(style.width).with_context_lines(CONTEXT);
    let report = Report { finding, files: Files::new(sources, finding) };
    let mut out = String::new();
    if handler.render_report(&mut out, &report).is_err() {
        out = format!("{}\n", super::concise(sources, finding));
    }
    let help = finding.help.iter().map(|text| ("help", text));
    let notes = finding.notes.iter().map(|text| ("note", text));
    let fix = finding.fix.iter().map(|fix| ("fix", &fix.title));
    for (word, text) in help.chain(notes).chain(fix) {
        out.push_str(&footer(word, text, style));
    }
    out.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// A paragraph below the snippets.
fn footer(word: &str, text: &str, style: Style) -> String {
    let lead = format!("  {word}: ");
    let wrapped = wrap(text, &lead, style.width);
    if style.color {
        // The colour that miette gives to its own footers.
        let body = wrapped.strip_prefix(&lead).unwrap_or(&wrapped);
        format!("  \u{1b}[36m{word}: \u{1b}[0m{body}\n")
    } else {
        format!("{wrapped}\n")
    }
}

/// A finding in the form that miette draws.
#[derive(Debug)]
struct Report<'a> {
    finding: &'a Diagnostic,
    files: Files<'a>,
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.finding.message)
    }
}

impl std::error::Error for Report<'_> {}

impl miette::Diagnostic for Report<'_> {
    fn code<'s>(&'s self) -> Option<Box<dyn fmt::Display + 's>> {
        let finding = self.finding;
        Some(Box::new(format!("{}[{}] {}", finding.severity.as_str(), finding.code.id, finding.code.name)))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.finding.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.files)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        if self.finding.labels.is_empty() {
            return None;
        }
        Some(Box::new(self.finding.labels.iter().enumerate().map(|(number, label)| {
            let text = (!label.text.is_empty()).then(|| label.text.clone());
            let span = self.files.place(label.span);
            if number == 0 { LabeledSpan::new_primary_with_span(text, span) } else { LabeledSpan::new_with_span(text, span) }
        })))
    }
}

/// The files of one finding, one after another.
#[derive(Debug)]
struct Files<'a> {
    files: Vec<Shown<'a>>,
}

/// The part of one of them that labels and their context need.
#[derive(Debug)]
struct Shown<'a> {
    file: &'a SourceFile,
    /// Where the part begins in the common range.
    base: usize,
    /// Where it begins in the file: at the start of a line.
    from: usize,
    /// The printed text: without characters that would control the terminal.
    text: Cow<'a, str>,
}

impl<'a> Files<'a> {
    fn new(sources: &'a SourceMap, finding: &Diagnostic) -> Self {
        let mut files: Vec<Shown<'a>> = Vec::new();
        let mut base = 0;
        for label in &finding.labels {
            if files.iter().all(|shown| shown.file.id != label.span.file) {
                let file = sources.file(label.span.file);
                let shown = Shown::new(file, base, finding.labels.iter().map(|label| label.span).filter(|span| span.file == file.id));
                base += shown.text.len() + 1;
                files.push(shown);
            }
        }
        Self { files }
    }

    /// A span in the common range; long ones are cut to their first line.
    fn place(&self, span: Span) -> SourceSpan {
        let Some(shown) = self.files.iter().find(|shown| shown.file.id == span.file) else {
            return (0, 0).into();
        };
        let limit = shown.text.len();
        let start = (span.start as usize).saturating_sub(shown.from).min(limit);
        let mut end = (span.end as usize).saturating_sub(shown.from).clamp(start, limit);
        let inside = shown.text.get(start..end).unwrap_or("");
        if inside.lines().count() > LONGEST_LABEL {
            end = start + inside.lines().next().map_or(0, |line| line.trim_end().len());
        }
        (shown.base + start, end - start).into()
    }

    /// The file that holds a span of the common range, and the span's place in the file.
    fn resolve(&self, span: &SourceSpan) -> Option<(&Shown<'a>, usize, usize)> {
        let shown = self.files.iter().rev().find(|shown| shown.base <= span.offset())?;
        let start = span.offset() - shown.base;
        let end = start + span.len();
        (end <= shown.text.len()).then_some((shown, start + shown.from, end + shown.from))
    }
}

impl<'a> Shown<'a> {
    /// The lines of `file` from the first to the last label, and [`CONTEXT`] lines around them.
    fn new(file: &'a SourceFile, base: usize, labels: impl Iterator<Item = Span> + Clone) -> Self {
        let lines = file.lines();
        let first = labels.clone().map(|span| span.start).min().unwrap_or(0);
        let last = labels.clone().map(|span| span.end.max(span.start)).max().unwrap_or(0);
        let from = lines.line_start(lines.line(first).saturating_sub(CONTEXT)) as usize;
        let past = lines.line(last) + CONTEXT + 1;
        let to = if past < lines.line_count() { lines.line_start(past) as usize } else { file.text.len() };
        let long = file.text.get(from..to).is_some_and(|part| part.lines().any(|line| line.len() > LONGEST_LINE));
        let (from, to) = if long { excerpt(&file.text, labels.clone().next().unwrap_or_default().start as usize) } else { (from, to) };
        let mut text = printable(file.text.get(from..to).unwrap_or(""));
        // miette draws nothing after the last character, so one more is added where a label needs it.
        if labels.clone().any(|span| span.start as usize >= file.text.len()) {
            text.to_mut().push(' ');
        }
        Self { file, base, from, text }
    }
}

/// The part of a long line around an offset.
fn excerpt(text: &str, at: usize) -> (usize, usize) {
    let boundary = |offset: usize| text.floor_char_boundary(offset);
    let at = boundary(at);
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    (boundary(at.saturating_sub(AROUND.0).max(start)), boundary((at + AROUND.1).min(end)))
}

impl SourceCode for Files<'_> {
    fn read_span<'s>(&'s self, span: &SourceSpan, before: usize, after: usize) -> Result<Box<dyn SpanContents<'s> + 's>, MietteError> {
        let (shown, start, end) = self.resolve(span).ok_or(MietteError::OutOfBounds)?;
        let lines = shown.file.lines();
        let first = lines.line(start as u32);
        let last = lines.line((end.max(start + 1) - 1) as u32);
        let from_line = first.saturating_sub(before);
        let (from, column) = if before == 0 {
            (start, shown.file.line_column(start as u32).column as usize - 1)
        } else {
            (lines.line_start(from_line) as usize, 0)
        };
        let past = last + after + 1;
        let end_of_part = shown.from + shown.text.len();
        let to = if past < lines.line_count() { (lines.line_start(past) as usize).min(end_of_part) } else { end_of_part };
        // A part of a long line begins within it.
        let (from, from_line, column) = if from < shown.from {
            let place = shown.file.line_column(shown.from as u32);
            (shown.from, place.line as usize - 1, place.column as usize - 1)
        } else {
            (from, from_line, column)
        };
        let part = (from - shown.from)..(to.max(from) - shown.from);
        let data = shown.text.as_bytes().get(part).ok_or(MietteError::OutOfBounds)?;
        let whole: SourceSpan = (shown.base + from - shown.from, data.len()).into();
        let line_count = (past.min(lines.line_count())).saturating_sub(from_line);
        let line = if before == 0 { first } else { from_line };
        Ok(Box::new(MietteSpanContents::new_named(shown.file.path.display().to_string(), data, whole, line, column, line_count)))
    }
}

/// The text with every character that would control a terminal, or change the direction of text, replaced by as many
/// question marks as it has bytes.
fn printable(text: &str) -> Cow<'_, str> {
    let hidden = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.chars().any(hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if hidden(c) { out.extend(std::iter::repeat_n('?', c.len_utf8())) } else { out.push(c) }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::codes::project::MODULE_NAME;

    fn draw(sources: &SourceMap, finding: &Diagnostic) -> String {
        human(sources, finding, Style { color: false, width: 80 })
    }

    fn snapshot(name: &str, report: &str) {
        insta::with_settings!({ snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"), omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name, report);
        });
    }

    fn spans(sources: &SourceMap, text: &str) -> Vec<Span> {
        let found = |file: &std::sync::Arc<SourceFile>| {
            let at = |start: usize| Span::new(file.id, start as u32, (start + text.len()) as u32);
            file.text.match_indices(text).map(|(start, _)| at(start)).collect::<Vec<_>>()
        };
        sources.files().iter().flat_map(found).collect()
    }

    #[test]
    fn labels_in_two_files_are_two_snippets() {
        let mut sources = SourceMap::new();
        sources.add("shop/main.fpl", "main", "import prices.{low}\n\ntask a(x: int) -> int {\n    low(x)\n}\n");
        sources.add("shop/prices.fpl", "prices", "## Doc.\ntask low(y: int) -> int { y }\n");
        let low = spans(&sources, "low");
        let finding = Diagnostic::new(&MODULE_NAME, "task `a` calls the task `low`")
            .at(low[1], "called here")
            .at(low[2], "`low` is a task")
            .at(low[0], "")
            .help("make `low` a `fn`, so that it becomes a part of every task that uses it and is never scheduled by itself")
            .note("`a` calls `low`");
        snapshot("render_two_files", &draw(&sources, &finding));
    }

    #[test]
    fn of_a_long_line_only_the_part_around_the_finding_is_drawn() {
        let mut sources = SourceMap::new();
        let zeros = "0, ".repeat(20_000);
        sources.add("long.fpl", "long", format!("const A: [int] = [\n    {zeros}wrong, {zeros}\n]\n"));
        let finding = Diagnostic::new(&MODULE_NAME, "`wrong` is unknown").at(spans(&sources, "wrong")[0], "here");
        let report = draw(&sources, &finding);
        assert!(report.len() < 1_000, "{} bytes", report.len());
        assert!(report.contains("long.fpl:2:60005") && report.contains(" 2 │ ") && report.contains("wrong"), "{report}");
    }

    #[test]
    fn places_at_the_edges_are_drawn() {
        let mut sources = SourceMap::new();
        let empty = sources.add("empty.fpl", "empty", "");
        let crlf = sources.add("crlf.fpl", "crlf", "a\r\n\tbé c\r\nlast");
        let steered = sources.add("steered.fpl", "steered", "x\u{1b}[31m\u{202e}y\n");
        let report = |span| draw(&sources, &Diagnostic::new(&MODULE_NAME, "message").at(span, "here"));
        let reports = [
            report(Span::new(empty, 0, 0)),
            report(Span::new(crlf, 4, 7)),
            report(Span::new(crlf, 8, 9)),
            report(Span::new(crlf, 15, 15)),
            report(Span::new(crlf, 1, 1)),
            report(Span::new(steered, 9, 10)),
            report(Span::new(steered, 11, 11)),
        ];
        snapshot("render_edges", &reports.join("\n"));
    }

    #[test]
    fn long_places_are_cut_to_their_first_line() {
        let mut sources = SourceMap::new();
        let text = format!("task long() {{\n{}}}\n", "    x\n".repeat(40));
        let file = sources.add("long.fpl", "long", text.as_str());
        let report = draw(&sources, &Diagnostic::new(&MODULE_NAME, "message").at(Span::new(file, 0, text.len() as u32 - 1), "here"));
        assert!(report.lines().count() < 12, "{report}");
        assert!(report.contains("task long() {"), "{report}");
    }

    #[test]
    fn a_finding_without_places_has_no_snippet() {
        let finding = Diagnostic::new(&MODULE_NAME, "message").help("help");
        assert_eq!(draw(&SourceMap::new(), &finding), "error[P005] bad-module-name\n\n  × message\n  help: help\n");
    }

    proptest::proptest! {
        #[test]
        fn any_places_in_any_text_are_drawn(
            texts in proptest::collection::vec("[a-c\\n\\r\\té\u{202e}\u{1b}→ ]{0,40}", 1..3),
            places in proptest::collection::vec((0..3_usize, 0..60_u32, 0..60_u32), 0..5),
            width in 20..120_usize,
        ) {
            let mut sources = SourceMap::new();
            let ids: Vec<_> = texts.iter().map(|text| sources.add("a.fpl", "a", text.as_str())).collect();
            let finding = places.iter().fold(Diagnostic::new(&MODULE_NAME, "message"), |finding, (file, one, other)| {
                let id = ids[file % ids.len()];
                let text = &sources.file(id).text;
                let floor = |at: u32| (0..=(at as usize).min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0) as u32;
                finding.at(Span::new(id, floor(*one.min(other)), floor(*one.max(other))), "label")
            });
            let report = human(&sources, &finding, Style { color: false, width });
            assert!(report.starts_with("error[P005] bad-module-name\n") && report.contains("message"), "{report}");
            assert_eq!(report.matches("── label").count(), places.len(), "{report}");
        }
    }
}
