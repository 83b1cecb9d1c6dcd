//! Reports for people, drawn by annotate-snippets, the renderer of rustc: the only place that uses it.
//!
//! It takes whole sources and the places in them. A report gets no more of a file than the lines that its labels and edits need, because a
//! file may have a hundred thousand lines, and a line a hundred thousand characters.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};

use super::legible::legible;
use super::wrap;
use super::{difference, labels};
use crate::diagnostics::{Diagnostic, Fix, Severity};
use crate::source::{FileId, SourceFile, SourceMap, Span};

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

/// Columns around the word `help` or `note` below a snippet, without those of the line numbers.
const AROUND_WORD: usize = 5;

/// Bytes of a line beyond which only what is close to its first label is drawn, and a fix shows only its title.
const LONGEST_LINE: usize = 400;

/// Bytes drawn before the first label of such a line, and from it on.
const CLOSE: (u32, u32) = (60, 140);

/// The finding as a report: level, code and message; a snippet for each file; help and notes; and the fix as a difference. It ends with a
/// newline.
pub fn human(sources: &SourceMap, finding: &Diagnostic, style: Style) -> String {
    let finding = &*legible(finding);
    let renderer = if style.color { Renderer::styled().hyperlink(false) } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Unicode).term_width(style.width);
    let mut groups = vec![report(sources, finding, style.width)];
    let lines = finding.fix.as_ref().filter(|fix| difference::is_long(sources, fix));
    groups.extend(finding.fix.as_ref().map(|fix| fixed(sources, fix, lines.is_none(), style.width)));
    let labels: Vec<&str> = finding.labels.iter().map(|label| label.text.as_str()).filter(|text| !text.is_empty()).collect();
    let report = labels::broken(&renderer.render(&groups), &labels, style.width);
    match lines.filter(|fix| !is_wide(sources, fix)) {
        Some(fix) => report + &difference::drawn(sources, fix, style),
        None => report,
    }
}

/// The finding itself.
fn report<'a>(sources: &'a SourceMap, finding: &'a Diagnostic, width: usize) -> Group<'a> {
    let (level, word) = match finding.severity {
        Severity::Error => (Level::ERROR, "error"),
        Severity::Warning => (Level::WARNING, "warning"),
        Severity::Note => (Level::NOTE, "note"),
    };
    let lead = word.len() + finding.code.id.len() + "[]: ".len();
    let mut group =
        level.primary_title(wrapped(&finding.message, lead, width)).id(finding.code.id).elements(std::iter::empty::<Origin<'_>>());
    let mut beyond = Vec::new();
    for excerpt in Excerpt::of(sources, finding.labels.iter().map(|label| label.span)) {
        let mut annotations: Vec<Annotation<'_>> = Vec::new();
        for (number, label) in finding.labels.iter().enumerate().filter(|(_, label)| label.span.file == excerpt.file.id) {
            let kind = if number == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            let text = (!label.text.is_empty()).then_some(label.text.as_str());
            match excerpt.drawn(label.span) {
                Some(place) => annotations.push(kind.span(place).label(text)),
                None => beyond.extend(text.map(|text| placed(excerpt.file, label.span, text))),
            }
        }
        group = group.element(excerpt.snippet().annotations(annotations));
    }
    let last = finding.labels.iter().map(|label| sources.file(label.span.file).line_column(label.span.end).line).max();
    let digits = last.map_or(0, |line| line.to_string().len());
    let lead = |word: &str| word.len() + AROUND_WORD + digits;
    let help = finding.help.iter().map(|text| Level::HELP.message(wrapped(text, lead("help"), width)));
    let notes = beyond.iter().chain(&finding.notes).map(|text| Level::NOTE.message(wrapped(text, lead("note"), width)));
    group.elements(help.chain(notes))
}

/// A label that is not drawn, as a note.
fn placed(file: &SourceFile, span: Span, text: &str) -> String {
    let at = file.line_column(span.start);
    format!("{}:{}:{}: {text}", file.path.display(), at.line, at.column)
}

/// The title of a fix, and what it changes if it is drawn as a patch.
fn fixed<'a>(sources: &'a SourceMap, fix: &'a Fix, is_patch: bool, width: usize) -> Group<'a> {
    let title = Level::HELP.with_name("fix").secondary_title(wrapped(&fix.title, "fix: ".len(), width));
    if !is_patch || is_wide(sources, fix) {
        return title.elements(std::iter::empty::<Origin<'_>>());
    }
    title.elements(Excerpt::of(sources, fix.edits.iter().map(|edit| edit.span)).into_iter().map(|excerpt| {
        let edits = fix.edits.iter().filter(|edit| edit.span.file == excerpt.file.id);
        let patches: Vec<Patch<'_>> = edits.map(|edit| Patch::new(excerpt.place(edit.span), edit.text.as_str())).collect();
        excerpt.snippet().patches(patches)
    }))
}

/// Whether a fix changes a line that is too long to be drawn.
fn is_wide(sources: &SourceMap, fix: &Fix) -> bool {
    Excerpt::of(sources, fix.edits.iter().map(|edit| edit.span)).iter().any(Excerpt::is_wide)
}

/// Text after a word of `lead` columns, in lines of at most `width` columns.
fn wrapped(text: &str, lead: usize, width: usize) -> String {
    wrap(text, "", width.saturating_sub(lead))
}

/// The lines of one file that hold some places.
struct Excerpt<'a> {
    file: &'a SourceFile,
    /// The bytes of the lines.
    range: Range<usize>,
    /// The part of the file that labels are drawn in, if a line is long.
    close: Option<Range<u32>>,
}

impl<'a> Excerpt<'a> {
    /// The excerpts that hold all of the places, each file's in the order in which it is named first.
    fn of(sources: &'a SourceMap, places: impl Iterator<Item = Span> + Clone) -> Vec<Self> {
        let mut files: Vec<FileId> = Vec::new();
        for span in places.clone() {
            if !files.contains(&span.file) {
                files.push(span.file);
            }
        }
        let within = |id: FileId| places.clone().filter(move |span| span.file == id);
        files.into_iter().map(|id| Self::new(sources.file(id), within(id))).collect()
    }

    fn new(file: &'a SourceFile, places: impl Iterator<Item = Span> + Clone) -> Self {
        let lines = file.lines();
        let main = places.clone().next().unwrap_or_default().start;
        let first = places.clone().map(|span| span.start).min().unwrap_or(0);
        let last = places.map(|span| span.end).max().unwrap_or(0).max(first);
        let past = lines.line(last) + 1;
        let end = if past < lines.line_count() { lines.line_start(past) as usize } else { file.text.len() };
        let mut excerpt = Self { file, range: lines.line_start(lines.line(first)) as usize..end, close: None };
        if excerpt.is_wide() {
            let boundary = |at: u32| file.text.floor_char_boundary(at as usize) as u32;
            excerpt.close = Some(boundary(main.saturating_sub(CLOSE.0))..boundary(main.saturating_add(CLOSE.1)));
        }
        excerpt
    }

    fn text(&self) -> &'a str {
        self.file.text.get(self.range.clone()).unwrap_or("")
    }

    fn is_wide(&self) -> bool {
        self.text().lines().any(|line| line.len() > LONGEST_LINE)
    }

    /// A place in the file as a place in the excerpt.
    fn place(&self, span: Span) -> Range<usize> {
        let within = |at: u32| (at as usize).clamp(self.range.start, self.range.end) - self.range.start;
        within(span.start)..within(span.end.max(span.start))
    }

    /// The part of a place that is drawn, if any is.
    fn drawn(&self, span: Span) -> Option<Range<usize>> {
        let Some(close) = &self.close else { return Some(self.place(span)) };
        let (start, end) = (span.start.max(close.start), span.end.max(span.start).min(close.end));
        (start <= end).then(|| self.place(Span { start, end, ..span }))
    }

    fn snippet<T: Clone>(&self) -> Snippet<'a, T> {
        let line = self.file.line_column(self.range.start as u32).line as usize;
        Snippet::source(self.text()).line_start(line).path(Cow::from(self.file.path.display().to_string()))
    }
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
        assert!(report.contains("long.fpl:2:60005") && report.contains("2 │ ") && report.contains("wrong"), "{report}");
    }

    #[test]
    fn of_two_labels_far_apart_in_a_long_line_one_is_a_note() {
        let mut sources = SourceMap::new();
        let zeros = "0, ".repeat(20_000);
        sources.add("long.fpl", "long", format!("const A: [int] = [wrong, {zeros}right]\n"));
        let (wrong, right) = (spans(&sources, "wrong")[0], spans(&sources, "right")[0]);
        let report = draw(&sources, &Diagnostic::new(&MODULE_NAME, "message").at(wrong, "here").at(right, "and there"));
        assert!(report.len() < 1_000, "{} bytes", report.len());
        assert!(report.contains("━━━━━ here") && report.contains("note: long.fpl:1:60026: and there"), "{report}");
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
        assert_eq!(draw(&SourceMap::new(), &finding), "error[P005]: message\n │\n ╰ help: help\n");
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
            assert!(report.starts_with("error[P005]: message\n"), "{report}");
            assert_eq!(report.matches("label").count(), places.len(), "{report}");
        }
    }
}
