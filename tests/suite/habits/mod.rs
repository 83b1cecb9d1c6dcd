//! Programs with one mistake each, of the habits that people bring along from Python, flytekit, Rust, TypeScript and YAML: `tests/habits/cases.jsonl`.
//!
//! A case does not ask for particular words or codes. It is answered well if there is a finding on its line, no second one follows from the
//! same mistake, the advice shows a way out, and nothing in it misleads. Every fix, of these cases and of the corpus, keeps the law of
//! fixes: applied by itself, a safe one removes its finding and brings no new error, and any other brings no new syntax error.

mod advice;
mod law;

use std::path::{Path, PathBuf};

use fancy_regex::Regex;
use flightplan::findings::{Diagnostic, Severity};
use flightplan::project::{Memory, Session, SourceMap};
use rayon::prelude::*;

/// Cases that are not answered well, each with the reason.
const KNOWN: &[(&str, &str)] = &[(
    "cascade/missing-arrow/task",
    "without `->` the task has no output for its callers, who are told so: what the body ends with is not its interface",
)];

/// One program.
#[derive(Debug, serde::Deserialize)]
struct Case {
    /// `group/kind/variant`.
    name: String,
    /// The whole module.
    program: String,
    /// The lines on any of which the finding may begin, counted from 1.
    #[serde(default)]
    line: Lines,
    /// `error`; `warning`, which may be an error too; or `clean`: nothing is reported.
    level: String,
    /// How many errors and warnings there may be in all.
    #[serde(default)]
    max_findings: usize,
    /// One of these is found in the advice, unless it quotes most of a line of `repaired`, or its fix leads there.
    #[serde(default)]
    way_out: Vec<String>,
    /// None of these is found in any message, label or advice.
    #[serde(default)]
    not: Vec<String>,
    /// The program as it was meant.
    repaired: Option<String>,
    /// Whether it is right as well to report nothing.
    #[serde(default)]
    or_clean: bool,
    /// Whether a clean program must have no notes either.
    #[serde(default)]
    quiet: bool,
}

#[derive(Debug, Default, serde::Deserialize)]
#[serde(untagged)]
enum Lines {
    One(u32),
    Any(Vec<u32>),
    /// A clean program has no such line.
    #[default]
    None,
}

impl Lines {
    fn has(&self, line: u32) -> bool {
        match self {
            Self::One(one) => *one == line,
            Self::Any(any) => any.contains(&line),
            Self::None => false,
        }
    }
}

/// What lint says of a module.
struct Linted {
    sources: SourceMap,
    findings: Vec<Diagnostic>,
}

impl Linted {
    fn of(text: &str) -> Self {
        let memory = Memory::new().with("main.fpl", text.as_bytes());
        let session = Session::open(&memory, &[PathBuf::from("main.fpl")], &|_| {}, &()).map(|loaded| loaded.lint(&()));
        let workspace = session.workspaces.first().expect("a module");
        Self { sources: workspace.sources().clone(), findings: workspace.findings().to_vec() }
    }

    fn line(&self, finding: &Diagnostic) -> u32 {
        finding.span().map_or(0, |span| self.sources.file(span.file).line_column(span.start).line)
    }

    fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.findings.iter().filter(|finding| finding.severity == Severity::Error)
    }
}

fn cases() -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/habits/cases.jsonl");
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

/// What a finding advises.
fn advice(finding: &Diagnostic) -> Vec<&str> {
    let fix = finding.fix.iter().flat_map(|fix| std::iter::once(&fix.title).chain(fix.edits.iter().map(|edit| &edit.text)));
    finding.help.iter().chain(&finding.notes).chain(fix).map(String::as_str).collect()
}

/// The first of these patterns that is found, with what it finds.
fn matched(patterns: &[String], text: &str) -> Option<String> {
    patterns.iter().find_map(|pattern| {
        let regex = Regex::new(&format!("(?i){pattern}")).unwrap_or_else(|error| panic!("{pattern}: {error}"));
        regex.find(text).unwrap().map(|found| found.as_str().to_owned())
    })
}

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Whether the advice shows a way out.
fn shows(case: &Case, findings: &[&Diagnostic]) -> bool {
    let words = findings.iter().flat_map(|finding| advice(finding)).collect::<Vec<_>>().join("\n");
    if matched(&case.way_out, &words).is_some() {
        return true;
    }
    let Some(repaired) = &case.repaired else { return false };
    let old: Vec<String> = case.program.lines().map(bare).collect();
    let new: Vec<String> = repaired.lines().map(bare).filter(|line| !old.contains(line)).collect();
    let quoted =
        advice::quoted(&words).map(bare).filter(|code| !code.is_empty() && !bare(&case.program).contains(code)).collect::<Vec<_>>();
    if quoted.iter().any(|code| new.iter().any(|line| line.contains(code) && 2 * code.len() >= line.len())) {
        return true;
    }
    let fixes: Vec<_> = findings.iter().filter_map(|finding| finding.fix.as_ref()).map(|fix| fix.edits.clone()).collect();
    let together = fixes.concat();
    let results = fixes.into_iter().chain([together]).filter_map(|edits| law::applied(&case.program, &edits));
    results.map(|result| bare(&result)).any(|result| result == bare(repaired))
}

/// What is wrong with the answer to a case.
fn judge(case: &Case) -> Vec<String> {
    let linted = Linted::of(&case.program);
    let grave: Vec<&Diagnostic> = linted.findings.iter().filter(|finding| finding.severity > Severity::Note).collect();
    let brief = |findings: &[&Diagnostic]| {
        findings
            .iter()
            .map(|finding| format!("{}:{} {}", finding.code.id, linted.line(finding), finding.message))
            .collect::<Vec<_>>()
            .join("; ")
    };
    if case.level == "clean" {
        let false_ones: Vec<&Diagnostic> =
            linted.findings.iter().filter(|finding| case.quiet || finding.severity > Severity::Note).collect();
        return if false_ones.is_empty() { Vec::new() } else { vec![format!("false: {}", brief(&false_ones))] };
    }
    if case.or_clean && grave.is_empty() {
        return Vec::new();
    }
    let mut wrong = Vec::new();
    let counts = |finding: &Diagnostic| case.level == "warning" || finding.severity == Severity::Error;
    let hits: Vec<&Diagnostic> = grave.iter().copied().filter(|finding| counts(finding) && case.line.has(linted.line(finding))).collect();
    if hits.is_empty() {
        wrong.push(format!("nothing on line {:?}, but: {}", case.line, brief(&grave)));
    } else if !shows(case, &hits) {
        wrong.push(format!("no way out: {}", brief(&hits)));
    }
    if grave.len() > case.max_findings {
        wrong.push(format!("more than {}: {}", case.max_findings, brief(&grave)));
    }
    let labels = |finding: &'_ Diagnostic| finding.labels.iter().map(|label| label.text.clone()).collect::<Vec<_>>().join("\n");
    let told = |finding: &&Diagnostic| [finding.message.clone(), labels(finding), advice(finding).join("\n")].join("\n");
    if let Some(words) = matched(&case.not, &grave.iter().map(told).collect::<Vec<_>>().join("\n")) {
        wrong.push(format!("misleads: {words}"));
    }
    if let Some(repaired) = &case.repaired {
        let left = Linted::of(repaired);
        let same = |finding: &Diagnostic| finding.severity == Severity::Warning && hits.iter().any(|hit| hit.code == finding.code);
        let bad = left.findings.iter().find(|finding| finding.severity == Severity::Error || same(finding));
        wrong.extend(bad.map(|finding| format!("the repaired program has {}: {}", finding.code.id, finding.message)));
    }
    wrong
}

#[test]
fn habits_are_answered_well() {
    let cases = cases();
    assert_eq!(cases.len(), 218);
    let judged: Vec<(&Case, Vec<String>)> = cases.par_iter().map(|case| (case, judge(case))).collect();
    let is_known = |case: &Case| KNOWN.iter().any(|(name, _)| *name == case.name);
    let wrong: Vec<String> = judged
        .iter()
        .filter(|(case, wrong)| wrong.is_empty() == is_known(case))
        .map(|(case, wrong)| {
            format!("{}: {}", case.name, if wrong.is_empty() { "answered well, but listed".to_owned() } else { wrong.join("; ") })
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
