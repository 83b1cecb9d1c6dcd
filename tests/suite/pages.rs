//! The pages of findings: their examples do what they say, the table tells the truth about them, and `docs/errors` is what `explain` prints.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use flightplan::findings::{Availability, Code, Diagnostic, Severity, Style, all_codes, human};
use flightplan::internals::cli::explain;
use flightplan::internals::diagnostics::page::{BAD, ExampleFile, GOOD};
use flightplan::project::{Memory, Session, SourceMap};

/// Set to write `docs/errors` instead of comparing it.
const UPDATE: &str = "FLIGHTPLAN_BLESS";

/// Characters that a reader does not see as what they are.
fn is_hidden(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The findings in the files of an example, each with its report.
fn lint(example: &[ExampleFile]) -> Vec<(Diagnostic, String)> {
    let files = example.iter().fold(Memory::new(), |files, file| files.with(file.path, file.text.as_str()));
    let paths: Vec<PathBuf> =
        example.iter().map(|file| file.path.into()).filter(|path: &PathBuf| !path.ends_with("flightplan.toml")).collect();
    let session = Session::open(&files, &paths, &|_| {}, &()).map(|loaded| loaded.lint(&()));
    let none = SourceMap::new();
    let problems = session.problems.iter().map(|finding| (&none, finding));
    let of_workspaces =
        session.workspaces.iter().flat_map(|workspace| workspace.findings().iter().map(|finding| (workspace.sources(), finding)));
    problems.chain(of_workspaces).map(|(sources, finding)| (finding.clone(), human(sources, finding, Style::default()))).collect()
}

/// Every example under a heading, with what is found in it.
fn examples(title: &str) -> Vec<(&'static Code, Vec<(Diagnostic, String)>)> {
    all_codes().flat_map(|code| code.page.examples(title).into_iter().map(move |example| (code, lint(&example)))).collect()
}

fn reports(findings: &[(Diagnostic, String)]) -> String {
    findings.iter().map(|(_, report)| report.as_str()).collect()
}

#[test]
fn bad_examples_give_their_finding() {
    let silent: Vec<_> = examples(BAD)
        .into_iter()
        .filter(|(code, findings)| findings.iter().all(|(finding, _)| finding.code != *code))
        .map(|(code, findings)| format!("{code:?} gives instead:\n{}", reports(&findings)))
        .collect();
    assert!(silent.is_empty(), "{} examples do not give their finding\n{}", silent.len(), silent.join("\n"));
}

#[test]
fn bad_examples_give_no_other_error() {
    let loud: Vec<_> = examples(BAD)
        .into_iter()
        .filter(|(code, findings)| findings.iter().any(|(finding, _)| finding.code != *code && finding.severity == Severity::Error))
        .map(|(code, findings)| format!("{code:?} gives:\n{}", reports(&findings)))
        .collect();
    assert!(loud.is_empty(), "{} examples give other errors\n{}", loud.len(), loud.join("\n"));
}

#[test]
fn good_examples_are_clean() {
    let loud: Vec<_> = examples(GOOD)
        .into_iter()
        .filter(|(_, findings)| !findings.is_empty())
        .map(|(code, findings)| format!("{code:?} gives:\n{}", reports(&findings)))
        .collect();
    assert!(loud.is_empty(), "{} examples to use instead are not clean\n{}", loud.len(), loud.join("\n"));
}

#[test]
fn pages_are_well_formed() {
    let mut wrong = Vec::new();
    for code in all_codes() {
        let (text, sections) = (code.page.source(), code.page.sections());
        let titles: Vec<&str> = sections.iter().map(|section| section.title).collect();
        let mut check = |holds: bool, what: &str| {
            if !holds {
                wrong.push(format!("{code:?}: {what}"));
            }
        };
        check(text.starts_with("# ") && text.ends_with('\n'), "begins with a heading and ends with a newline");
        check(!code.summary().is_empty() && !code.summary().ends_with('.'), "the heading is the summary, without a full stop");
        check(!sections[0].text.is_empty(), "says what the finding means");
        check(titles.contains(&BAD) == titles.contains(&GOOD), "has examples of both kinds, or none");
        check(titles[1..].iter().all(|title| [BAD, GOOD].contains(title)), "has no other sections");
        check(text.lines().filter(|line| line.starts_with("```")).count() % 2 == 0, "closes its fences");
        check(!text.contains(is_hidden), "writes characters that cannot be seen as `⟨U+0007⟩`");
        check(text.lines().all(|line| line.trim_end() == line), "has no blanks at the ends of lines");
        let prose = sections[0].text;
        check(!prose.contains("; - ") && !prose.contains(": - "), "begins each entry of a list on a line of its own");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_page_belongs_to_a_code() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diagnostics/codes/pages");
    let found: BTreeSet<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    let wanted: BTreeSet<String> = all_codes().map(|code| format!("{}.md", code.id)).collect();
    assert_eq!(found, wanted);
}

/// The findings of all examples, and of the corpus of broken programs.
fn all_findings() -> Vec<Diagnostic> {
    let of_examples = [BAD, GOOD].into_iter().flat_map(examples).flat_map(|(_, findings)| findings).map(|(finding, _)| finding);
    of_examples.chain(super::corpus::findings()).collect()
}

#[test]
fn the_table_tells_the_truth_about_fixes() {
    let mut seen: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for finding in all_findings() {
        let (fixed, unfixed) = seen.entry(finding.code.id).or_default();
        if finding.fix.is_some() { *fixed += 1 } else { *unfixed += 1 }
    }
    let mut wrong = Vec::new();
    for code in all_codes() {
        let said = match seen.get(code.id) {
            None => continue,
            Some((0, _)) => Availability::Never,
            Some((_, 0)) => Availability::Always,
            Some(_) => Availability::Sometimes,
        };
        // The examples need not show both what has a fix and what has none.
        let fits = said == code.fix || (code.fix == Availability::Sometimes && said == Availability::Always);
        if !fits {
            wrong.push(format!("{code:?}: the table says {:?}, and what was found says {said:?}", code.fix));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
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
        // Quoted source lines keep their spaces, whatever they are.
        assert!(!text.contains(|c| c != '\u{a0}' && is_hidden(c)), "docs/errors/{name} has characters that cannot be seen");
    }
}
