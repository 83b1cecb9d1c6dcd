//! Findings on a stream, and what they mean for the exit status.

use clap::ValueEnum;

use super::ExitStatus;
use super::terminal::Terminal;
use crate::diagnostics::render::{Counts, Document, Style, concise, human};
use crate::diagnostics::{Diagnostic, Severity, Subject};
use crate::source::{FileId, SourceMap};
use crate::workspace::{Checked, Session, Timings};

/// How findings are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Reports with source lines, for people.
    #[default]
    Human,
    /// One line per finding: `PATH:LINE:COLUMN: LEVEL[CODE] message`.
    Concise,
    /// A JSON document with a versioned schema.
    Json,
}

/// All findings of a session, with the sources that their spans belong to. Findings that do not concern a file come first.
pub(super) fn groups<'a, W: AsRef<Checked>>(session: &'a Session<W>, none: &'a SourceMap) -> Vec<(&'a SourceMap, &'a [Diagnostic])> {
    let own = std::iter::once((none, session.problems.as_slice()));
    own.chain(session.workspaces.iter().map(AsRef::as_ref).map(|checked| (checked.sources(), checked.findings()))).collect()
}

/// How many findings of each level are shown per file by default.
pub(super) const SHOWN: usize = 100;

/// Writes findings as one string: for each level, the first `limit` of each file. The second string is for standard error: how many more
/// there are, if the format has no place for that.
pub(super) fn render(groups: &[(&SourceMap, &[Diagnostic])], format: Format, limit: usize, terminal: Terminal) -> (String, String) {
    match format {
        Format::Human => (reports(groups, Severity::Note, limit, terminal), String::new()),
        Format::Concise => {
            let (mut lines, mut beyond) = (String::new(), String::new());
            for file in files(groups, limit) {
                file.shown.iter().for_each(|finding| lines += &(concise(file.sources, finding) + "\n"));
                beyond += &file.beyond();
            }
            (lines, beyond)
        }
        Format::Json => {
            let mut document = Document::default();
            for file in files(groups, limit) {
                document.add(file.sources, file.shown, file.omitted);
            }
            (document.render().unwrap_or_default(), String::new())
        }
    }
}

/// The reports of the findings with at least the level `least`: for each level, the first `limit` of each file, and how many more there are.
pub(super) fn reports(groups: &[(&SourceMap, &[Diagnostic])], least: Severity, limit: usize, terminal: Terminal) -> String {
    let style = Style { color: terminal.color, width: terminal.width };
    let mut out = String::new();
    for mut file in files(groups, limit) {
        file.shown.retain(|finding| finding.severity >= least);
        for level in [Severity::Note, Severity::Warning].into_iter().filter(|level| *level < least) {
            *file.omitted.level(level) = 0;
        }
        file.shown.iter().for_each(|finding| out += &(human(file.sources, finding, style) + "\n"));
        out += &file.beyond();
    }
    out
}

/// What is shown of one file's findings, and how many more there are.
struct OfFile<'a> {
    sources: &'a SourceMap,
    file: Option<FileId>,
    shown: Vec<&'a Diagnostic>,
    omitted: Counts,
}

impl OfFile<'_> {
    /// A line that says how many more there are; empty if all are shown.
    fn beyond(&self) -> String {
        if self.omitted == Counts::default() {
            return String::new();
        }
        let place = self.file.map_or(String::new(), |file| format!(" in `{}`", self.sources.file(file).path.display()));
        format!("and {} more{place}\n", self.omitted)
    }
}

/// The findings grouped by file; they are already in that order.
fn files<'a>(groups: &[(&'a SourceMap, &'a [Diagnostic])], limit: usize) -> Vec<OfFile<'a>> {
    let file = |finding: &Diagnostic| finding.span().map(|span| span.file);
    let of_group = |(sources, findings): &(&'a SourceMap, &'a [Diagnostic])| {
        let sources = *sources;
        findings
            .chunk_by(move |one, other| file(one) == file(other))
            .map(move |findings| OfFile::new(sources, findings, limit))
            .collect::<Vec<_>>()
    };
    groups.iter().flat_map(of_group).collect()
}

impl<'a> OfFile<'a> {
    /// The first `limit` of each level of one file's findings.
    fn new(sources: &'a SourceMap, findings: &'a [Diagnostic], limit: usize) -> Self {
        let (mut shown, mut kept, mut omitted) = (Vec::new(), Counts::default(), Counts::default());
        for finding in findings {
            let count = kept.level(finding.severity);
            let fits = *count < limit;
            *count += usize::from(fits);
            shown.extend(fits.then_some(finding));
            *omitted.level(finding.severity) += finding.further + usize::from(!fits);
        }
        let file = findings.first().and_then(Diagnostic::span).map(|span| span.file);
        Self { sources, file, shown, omitted }
    }
}

/// How many findings there are.
pub(super) fn counts(groups: &[(&SourceMap, &[Diagnostic])]) -> Counts {
    Counts::of(groups.iter().flat_map(|(_, findings)| findings.iter()))
}

/// The last line of a report: the command that explains the codes in it. Empty if there are no findings.
pub(super) fn explanation(groups: &[(&SourceMap, &[Diagnostic])], least: Severity) -> String {
    let all = groups.iter().flat_map(|(_, findings)| findings.iter()).filter(|finding| finding.severity >= least);
    let mut codes: Vec<&'static str> = Vec::new();
    for finding in all {
        if !codes.contains(&finding.code.id) {
            codes.push(finding.code.id);
        }
    }
    super::report::explanation(&codes)
}

/// The exit status that findings require: only errors require one, which depends on where the mistake is.
pub(super) fn status(groups: &[(&SourceMap, &[Diagnostic])]) -> ExitStatus {
    let status = |finding: &Diagnostic| match (finding.severity, finding.code.subject) {
        (Severity::Error, Subject::Invocation) => ExitStatus::Usage,
        (Severity::Error, Subject::Program) => ExitStatus::Problems,
        (Severity::Warning | Severity::Note, _) => ExitStatus::Success,
    };
    groups.iter().flat_map(|(_, findings)| findings.iter()).map(status).max().unwrap_or(ExitStatus::Success)
}

/// The times of all projects together, as a table.
pub(super) fn timings<W: AsRef<Checked>>(session: &Session<W>) -> Timings {
    let mut all = Timings::default();
    session.workspaces.iter().for_each(|workspace| all.extend(workspace.as_ref().stopwatch().timings()));
    all
}
