//! `flightplan explain [CODE|NAME]`: the page of a finding, or the list of all.
//!
//! The pages are also the files of `docs/errors/`, so they are Markdown and the same everywhere.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::ExitStatus;
use super::output::Streams;
use crate::diagnostics::render::{Style, human};
use crate::diagnostics::{Code, suggest};
use crate::lint::{FAMILIES, all_codes, find_code};
use crate::source::fs::Memory;
use crate::workspace::{Goal, Session};

/// Explain a finding, or list all of them.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A code (`M102`) or a name (`task-in-mapped-task`); without it, the list.
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

/// Runs the command.
pub(super) fn run(args: &Args, streams: &Streams) -> ExitStatus {
    let Some(text) = &args.code else {
        return streams.result(&list(), ExitStatus::Success);
    };
    if let Some(code) = find_code(text) {
        return streams.result(&page(code), ExitStatus::Success);
    }
    let mut message = format!("error: no finding has the code or name `{text}`\n");
    message += &match suggest::nearest(text, all_codes().flat_map(|code| [code.id, code.name])) {
        Some(near) => format!("  help: did you mean `{near}`?\n"),
        None => "  help: `flightplan explain` prints the list\n".to_owned(),
    };
    streams.note(&message);
    ExitStatus::Usage
}

/// Every code on a line, by family.
fn list() -> String {
    let mut out = String::new();
    for (letter, title) in FAMILIES {
        let mut codes = all_codes().filter(|code| code.id.starts_with(letter)).peekable();
        if codes.peek().is_none() {
            continue;
        }
        let separator = if out.is_empty() { "" } else { "\n" };
        let _infallible = writeln!(out, "{separator}{letter}: {title}");
        for Code { id, name, severity, summary, .. } in codes {
            let _infallible = writeln!(out, "  {id}  {:<7}  {name:<28}  {summary}", severity.as_str());
        }
    }
    out
}

/// The page of a code, as Markdown: what it means, a module that gives it with the report, and the module repaired.
pub fn page(code: &'static Code) -> String {
    let Code { id, name, severity, summary, explanation, bad, good } = code;
    let mut out = format!("# {id} {name}\n\n*{}*: {summary}\n\n{}\n", severity.as_str(), explanation.trim());
    if !bad.is_empty() {
        let _infallible = write!(out, "\n## Example\n\n```fpl\n{}\n```\n", bad.trim_end());
        let report = example_report(code);
        if !report.is_empty() {
            let _infallible = write!(out, "\n```text\n{}\n```\n", report.trim_end());
        }
        let _infallible = write!(out, "\n## Repaired\n\n```fpl\n{}\n```\n", good.trim_end());
    }
    out
}

/// The table of all pages, as Markdown.
pub fn index() -> String {
    let mut out = "# Findings\n\nWhat `flightplan explain CODE` prints, for every code.\n".to_owned();
    for (letter, title) in FAMILIES {
        let mut codes = all_codes().filter(|code| code.id.starts_with(letter)).peekable();
        if codes.peek().is_none() {
            continue;
        }
        let _infallible = write!(out, "\n## {letter}: {title}\n\n| code | name | level | what |\n|---|---|---|---|\n");
        for Code { id, name, severity, summary, .. } in codes {
            let summary = summary.replace('|', "\\|");
            let _infallible = writeln!(out, "| [{id}]({id}.md) | `{name}` | {} | {summary} |", severity.as_str());
        }
    }
    out
}

/// The reports of a code's own kind that its bad example gives.
fn example_report(code: &Code) -> String {
    let files = Memory::new().with("example.fpl", code.bad);
    let mut session = Session::open(&files, &[PathBuf::from("example.fpl")], &|_| {}, &());
    session.workspaces.iter_mut().for_each(|workspace| workspace.check(Goal::Lint, &()));
    let reports = session.workspaces.iter().flat_map(|workspace| {
        let own = workspace.findings().iter().filter(|finding| finding.code == code);
        own.map(|finding| human(workspace.sources(), finding, Style::default()))
    });
    reports.collect::<Vec<_>>().join("\n")
}
