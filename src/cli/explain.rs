//! `flightplan explain [CODE|NAME]`: the page of a finding, or the list of all findings.
//!
//! The pages are also the files of `docs/errors/`, so they are Markdown and the same everywhere.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::ExitStatus;
use super::findings::groups;
use super::output::Streams;
use super::report;
use crate::config;
use crate::diagnostics::page::{BAD, ExampleFile};
use crate::diagnostics::render::{Style, human};
use crate::diagnostics::{Availability, Code, Family, Status, codes, suggest};
use crate::source::SourceMap;
use crate::source::fs::Memory;
use crate::workspace::Session;

/// Explain a finding, or list all of them.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A code (`M102`) or a name (`task-in-mapped-task`); without one, all codes are listed.
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

/// Runs the command.
pub(super) fn run(args: &Args, streams: &Streams) -> ExitStatus {
    let Some(text) = &args.code else {
        return streams.result(&list(), ExitStatus::Success);
    };
    if let Some(code) = codes::find(text) {
        return streams.result(&page(code), ExitStatus::Success);
    }
    let near = suggest::nearest(text, codes::all().flat_map(|code| [code.id, code.name]));
    streams.refuse(&report::unknown_code(text, near))
}

/// Every code on a line of its own, by family.
fn list() -> String {
    let mut out = String::new();
    for family in families() {
        let separator = if out.is_empty() { "" } else { "\n" };
        let _infallible = writeln!(out, "{separator}{}: {}", family.letter(), family.title());
        for code in of_family(family) {
            let _infallible = writeln!(out, "  {}  {:<7}  {:<28}  {}", code.id, code.level.as_str(), code.name, code.summary());
        }
    }
    out
}

/// The families that have codes.
fn families() -> impl Iterator<Item = Family> {
    Family::ALL.into_iter().filter(|family| of_family(*family).next().is_some())
}

fn of_family(family: Family) -> impl Iterator<Item = &'static Code> {
    codes::all().filter(move |code| code.family == family)
}

/// The page of a code, as Markdown: its row of the table, its text, and after each example the report that it produces.
pub fn page(code: &'static Code) -> String {
    let mut out = format!("# {} {}\n\n*{}*: {}\n\n{}\n", code.id, code.name, code.level.as_str(), code.summary(), facts(code));
    for section in code.page.sections() {
        if !section.title.is_empty() {
            let _infallible = write!(out, "\n## {}\n", section.title);
        }
        let _infallible = write!(out, "\n{}\n", section.text);
        let report = if section.title == BAD { example(code, &section.files()) } else { String::new() };
        if !report.is_empty() {
            let _infallible = write!(out, "\n```text\n{}\n```\n", report.trim_end());
        }
    }
    out
}

/// A line that says since when the code exists, whether it has a fix, and whether it may be allowed.
fn facts(code: &Code) -> String {
    let status = match code.status {
        Status::Stable => "",
        Status::Preview => " In preview: it may still change.",
        Status::Deprecated => " Deprecated.",
    };
    let fix = match code.fix {
        Availability::Never => "",
        Availability::Sometimes => " A fix is sometimes available.",
        Availability::Always => " A fix is always available.",
    };
    let allowable = if code.allowable { " It can be allowed, although it is an error." } else { "" };
    format!("Since version {}.{status}{fix}{allowable}", code.since)
}

/// The table of all pages, as Markdown.
pub fn index() -> String {
    let mut out = "# Findings\n\nWhat `flightplan explain CODE` prints, for every code.\n".to_owned();
    for family in families() {
        let _infallible =
            write!(out, "\n## {}: {}\n\n| code | name | level | what |\n|---|---|---|---|\n", family.letter(), family.title());
        for code in of_family(family) {
            let (id, summary) = (code.id, code.summary().replace('|', "\\|"));
            let _infallible = writeln!(out, "| [{id}]({id}.md) | `{}` | {} | {summary} |", code.name, code.level.as_str());
        }
    }
    out
}

/// The reports of this code that the files of an example produce.
fn example(code: &Code, files: &[ExampleFile]) -> String {
    let memory = files.iter().fold(Memory::new(), |memory, file| memory.with(file.path, file.text.as_str()));
    let paths: Vec<PathBuf> =
        files.iter().map(|file| file.path.into()).filter(|path: &PathBuf| !path.ends_with(config::FILE_NAME)).collect();
    let session = Session::open(&memory, &paths, &|_| {}, &()).map(|loaded| loaded.lint(&()));
    let none = SourceMap::new();
    let reports = groups(&session, &none).into_iter().flat_map(|(sources, findings)| {
        let own = findings.iter().filter(|finding| finding.code == code);
        own.map(|finding| human(sources, finding, Style::default()))
    });
    reports.collect::<Vec<_>>().join("\n")
}
