//! Broken programs that users write, and the reports that they get: each is linted, rendered and kept as a snapshot.
//!
//! A program is a file of `tests/corpus/errors/`, or a folder of modules; of a folder all files are linted.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use flightplan::diagnostics::render::{Style, human};
use flightplan::diagnostics::{Diagnostic, Severity};
use flightplan::source::fs::Memory;
use flightplan::workspace::{Goal, Session};

/// What a user would see of some files: every finding as it is drawn without colour, 100 columns wide.
struct Seen {
    reports: String,
    findings: usize,
    errors: usize,
}

/// Checks files in memory as `lint` does.
fn check(files: &[(String, String)]) -> Session {
    let memory = files.iter().fold(Memory::new(), |memory, (path, text)| memory.with(path, text.as_bytes()));
    let paths: Vec<PathBuf> = files.iter().map(|(path, _)| path.into()).filter(|path: &PathBuf| is_source(path)).collect();
    let mut session = Session::open(&memory, &paths, &|_| {}, &());
    session.workspaces.iter_mut().for_each(|workspace| workspace.check(Goal::Lint, &()));
    session
}

/// What is found in the whole corpus.
pub(super) fn findings() -> Vec<Diagnostic> {
    let of_session = |session: Session| {
        let of_workspaces = session.workspaces.iter().flat_map(|workspace| workspace.findings().to_vec());
        session.problems.iter().cloned().chain(of_workspaces).collect::<Vec<_>>()
    };
    programs().iter().flat_map(|(_, path)| of_session(check(&files_of(path)))).collect()
}

/// Lints files in memory.
fn lint(files: &[(String, String)]) -> Seen {
    let session = check(files);
    let mut seen = Seen { reports: String::new(), findings: session.problems.len(), errors: 0 };
    for problem in &session.problems {
        let _infallible = writeln!(seen.reports, "{}", problem.message);
    }
    for workspace in &session.workspaces {
        for finding in workspace.findings() {
            seen.findings += 1;
            seen.errors += usize::from(finding.severity == Severity::Error);
            let report = human(workspace.sources(), finding, Style::default());
            assert!(finding.span().is_some(), "a finding of a source stands nowhere:\n{report}");
            assert!(!finding.message.ends_with('.'), "a message ends with a stop:\n{report}");
            let _infallible = writeln!(seen.reports, "{report}");
        }
    }
    seen
}

fn is_source(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "fpl")
}

/// The files of a program: itself, or those of its folder by their paths below it.
fn files_of(program: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut open = vec![program.to_path_buf()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("an entry").path()));
        } else {
            let base = if program.is_dir() { program } else { program.parent().expect("a folder above") };
            let name = path.strip_prefix(base).expect("below it").to_str().expect("a plain name").replace('\\', "/");
            files.push((name, std::fs::read_to_string(&path).expect("text")));
        }
    }
    files.sort();
    files
}

/// All programs of the corpus, by name.
fn programs() -> Vec<(String, PathBuf)> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/errors");
    let mut programs: Vec<(String, PathBuf)> = std::fs::read_dir(corpus)
        .expect("the corpus")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| (path.file_stem().and_then(|stem| stem.to_str()).expect("a plain name").to_owned(), path))
        .collect();
    programs.sort();
    programs
}

#[test]
fn broken_programs_get_the_reports_that_were_looked_at() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/errors"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let programs = programs();
    assert!(programs.len() >= 80, "only {} programs", programs.len());
    let mut silent = Vec::new();
    settings.bind(|| {
        for (name, path) in &programs {
            let files = files_of(path);
            let seen = lint(&files);
            if seen.findings == 0 {
                silent.push(name.clone());
            }
            let mut shown = String::new();
            for (file, text) in &files {
                let _infallible = writeln!(shown, "==> {file} <==\n{}\n", text.trim_end());
            }
            let _infallible = write!(shown, "==> lint <==\n{}", seen.reports.trim_end());
            insta::assert_snapshot!(name.as_str(), shown);
        }
    });
    assert!(silent.is_empty(), "nothing was found in {silent:?}");
}

#[test]
fn every_broken_program_is_broken() {
    // What lints and limits report is in the corpus too; those files say so by their first word.
    for (name, path) in programs() {
        if name.starts_with("lint_") {
            continue;
        }
        let seen = lint(&files_of(&path));
        assert!(seen.errors > 0, "{name} has no error:\n{}", seen.reports);
    }
}
