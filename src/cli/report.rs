//! Findings on a stream, and what they mean for the exit status.

use clap::ValueEnum;

use super::ExitStatus;
use super::terminal::Terminal;
use crate::diagnostics::codes::project::{MODULE_NAME, TOO_LARGE};
use crate::diagnostics::render::{Counts, Document, Style, concise, human};
use crate::diagnostics::{Diagnostic, Severity};
use crate::source::SourceMap;
use crate::workspace::{Session, Timings};

/// How findings are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Reports with the source lines, for people.
    #[default]
    Human,
    /// One line a finding: `PATH:LINE:COLUMN: LEVEL[CODE] message`.
    Concise,
    /// One document of a versioned schema.
    Json,
}

/// All findings of a session, with the texts that their spans belong to. Findings about no file come first.
pub(super) fn groups<'a>(session: &'a Session, none: &'a SourceMap) -> Vec<(&'a SourceMap, &'a [Diagnostic])> {
    let own = std::iter::once((none, session.problems.as_slice()));
    own.chain(session.workspaces.iter().map(|workspace| (workspace.sources(), workspace.findings()))).collect()
}

/// Writes findings as one text.
pub(super) fn render(groups: &[(&SourceMap, &[Diagnostic])], format: Format, terminal: Terminal) -> String {
    match format {
        Format::Human => reports(groups, Severity::Note, terminal),
        Format::Concise => each(groups, |sources, finding| concise(sources, finding) + "\n"),
        Format::Json => {
            let mut document = Document::default();
            groups.iter().for_each(|(sources, findings)| document.add(sources, findings));
            document.render().unwrap_or_default()
        }
    }
}

/// The reports of all findings that are no less than `least`.
pub(super) fn reports(groups: &[(&SourceMap, &[Diagnostic])], least: Severity, terminal: Terminal) -> String {
    let style = Style { color: terminal.color, width: terminal.width };
    each(groups, |sources, finding| match finding.severity >= least {
        true => human(sources, finding, style) + "\n",
        false => String::new(),
    })
}

fn each(groups: &[(&SourceMap, &[Diagnostic])], write: impl Fn(&SourceMap, &Diagnostic) -> String) -> String {
    groups.iter().flat_map(|(sources, findings)| findings.iter().map(|finding| write(sources, finding))).collect()
}

/// How many findings there are.
pub(super) fn counts(groups: &[(&SourceMap, &[Diagnostic])]) -> Counts {
    Counts::of(groups.iter().flat_map(|(_, findings)| findings.iter()))
}

/// The exit status that findings ask for. Errors about the call (paths, configuration) are of the call; errors in the sources
/// are problems of the input; warnings and notes are none.
pub(super) fn status(groups: &[(&SourceMap, &[Diagnostic])]) -> ExitStatus {
    let status = |finding: &Diagnostic| match finding.severity {
        Severity::Error if is_call(finding) => ExitStatus::Usage,
        Severity::Error => ExitStatus::Problems,
        Severity::Warning | Severity::Note => ExitStatus::Success,
    };
    groups.iter().flat_map(|(_, findings)| findings.iter()).map(status).max().unwrap_or(ExitStatus::Success)
}

/// Whether a finding is about the call and not about what stands in a source.
fn is_call(finding: &Diagnostic) -> bool {
    finding.code.id.starts_with('P') && finding.code != &MODULE_NAME && finding.code != &TOO_LARGE
}

/// The times of all projects together, as a table.
pub(super) fn timings(session: &Session) -> String {
    let mut all = Timings::default();
    session.workspaces.iter().for_each(|workspace| all.extend(workspace.timings()));
    all.to_string()
}
