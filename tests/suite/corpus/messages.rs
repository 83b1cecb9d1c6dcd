//! The lane of messages: the sources, and every finding as a terminal shows it, without colour and 100 columns wide.

use std::fmt::Write as _;

use flightplan::findings::{Diagnostic, Severity, Style, human};
use flightplan::project::{Linted, Session};

use super::case::{Case, Lane};

/// All findings of a session.
pub(super) fn findings(session: &Session<Linted>) -> Vec<Diagnostic> {
    let of_workspaces = session.workspaces.iter().flat_map(|workspace| workspace.findings());
    session.problems.iter().chain(of_workspaces).cloned().collect()
}

/// The sources of a case and the reports about them.
pub(super) fn rendered(case: &Case, session: &Session<Linted>) -> String {
    let mut shown = String::new();
    for (file, text) in &case.files {
        let _infallible = writeln!(shown, "==> {file} <==\n{}\n", text.trim_end());
    }
    let _infallible = writeln!(shown, "==> lint <==");
    for problem in &session.problems {
        let _infallible = writeln!(shown, "{}", problem.message);
    }
    for workspace in &session.workspaces {
        for finding in workspace.findings() {
            let report = human(workspace.sources(), finding, Style::default());
            assert!(finding.span().is_some(), "a finding about a source has no place:\n{report}");
            assert!(!finding.message.ends_with('.'), "a message ends with a full stop:\n{report}");
            let _infallible = writeln!(shown, "{report}");
        }
    }
    shown
}

#[test]
fn every_broken_program_is_broken() {
    for case in Case::all().iter().filter(|case| case.has(Lane::Messages)) {
        let findings = findings(&case.check());
        assert!(!findings.is_empty(), "nothing is found in {}", case.name);
        // The reports of lint rules are in the corpus too; the names of those cases say so.
        let broken = findings.iter().any(|finding| finding.severity == Severity::Error);
        assert!(broken || case.name.starts_with("lint_"), "{} has no error", case.name);
    }
}
