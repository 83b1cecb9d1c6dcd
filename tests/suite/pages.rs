//! The pages of findings: their examples do what they say, and `docs/errors` is what `explain` prints.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use flightplan::cli::explain;
use flightplan::diagnostics::render::{Style, human};
use flightplan::diagnostics::{Code, Severity};
use flightplan::lint::all_codes;
use flightplan::source::fs::Memory;
use flightplan::workspace::{Goal, Session};

/// Set to write `docs/errors` instead of comparing it.
const UPDATE: &str = "FLIGHTPLAN_BLESS";

/// The codes that linting a module gives, whether any finding is an error, and the reports.
fn lint(text: &str) -> (BTreeSet<&'static str>, bool, String) {
    let files = Memory::new().with("example.fpl", text);
    let mut session = Session::open(&files, &[PathBuf::from("example.fpl")], &|_| {}, &());
    assert!(session.problems.is_empty());
    let mut all = (BTreeSet::new(), false, String::new());
    for workspace in &mut session.workspaces {
        workspace.check(Goal::Lint, &());
        for finding in workspace.findings() {
            all.0.insert(finding.code.id);
            all.1 |= finding.severity == Severity::Error;
            all.2 += &human(workspace.sources(), finding, Style::default());
        }
    }
    all
}

fn with_examples() -> impl Iterator<Item = &'static Code> {
    all_codes().filter(|code| !code.bad.is_empty())
}

#[test]
fn bad_examples_give_their_finding() {
    let silent: Vec<_> = with_examples()
        .map(|code| (code, lint(code.bad)))
        .filter(|(code, (ids, _, _))| !ids.contains(code.id))
        .map(|(code, (_, _, reports))| format!("{} {} gives instead:\n{reports}", code.id, code.name))
        .collect();
    assert!(silent.is_empty(), "{} examples do not give their finding\n{}", silent.len(), silent.join("\n"));
}

#[test]
fn good_examples_compile_without_it() {
    let loud: Vec<_> = with_examples()
        .map(|code| (code, lint(code.good)))
        .filter(|(code, (ids, errors, _))| ids.contains(code.id) || *errors)
        .map(|(code, (_, _, reports))| format!("{} {} gives:\n{reports}", code.id, code.name))
        .collect();
    assert!(loud.is_empty(), "{} repaired examples are not clean\n{}", loud.len(), loud.join("\n"));
}

#[test]
fn the_documentation_is_what_explain_prints() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/errors");
    let mut wanted: BTreeMap<String, String> = all_codes().map(|code| (format!("{}.md", code.id), explain::page(code))).collect();
    wanted.insert("README.md".to_owned(), explain::index());
    if std::env::var_os(UPDATE).is_some() {
        let _absent = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        for (name, text) in &wanted {
            std::fs::write(folder.join(name), text).unwrap();
        }
    }
    let found: BTreeMap<String, String> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("docs/errors: {error}"))
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap()))
        .collect();
    let names = |pages: &BTreeMap<String, String>| pages.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&found), names(&wanted), "run this test with {UPDATE}=1");
    for (name, text) in &wanted {
        assert!(found.get(name) == Some(text), "docs/errors/{name} is old: run this test with {UPDATE}=1");
    }
}
