//! `flightplan lint [PATHS]`: reports every compile error and every lint.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::arguments::{Paths, Selections};
use super::findings::{self, Format};
use super::output::Streams;
use super::progress::Bar;
use super::report;
use super::{ExitStatus, stdin};
use crate::diagnostics::bounded::KEPT;
use crate::diagnostics::render::{Counts, SCHEMA_VERSION};
use crate::diagnostics::{Diagnostic, Severity};
use crate::source::SourceMap;
use crate::workspace::{Linted, Session};

/// Report every compile error and every lint.
///
/// The exit status is 0 if there is nothing worse than a warning, 1 if there are errors, and 2 if the command was called
/// incorrectly. `--deny` turns warnings into errors.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    paths: Paths,

    /// How to write findings to standard output.
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    #[command(flatten)]
    selections: Selections,

    /// Show at most this many findings of each level per file; further ones are only counted.
    #[arg(long, value_name = "N", default_value_t = findings::SHOWN, value_parser = limit)]
    limit: usize,

    /// Count the findings of each code instead of showing them.
    #[arg(long)]
    statistics: bool,

    /// The path to assume for standard input (the path `-`); it determines the module's name and what its imports refer to.
    #[arg(long, value_name = "PATH")]
    stdin_name: Option<PathBuf>,

    /// Print time and memory of each stage to standard error.
    #[arg(long)]
    timings: bool,
}

/// At least one, and at most as many as are kept.
fn limit(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(limit) if (1..=KEPT).contains(&limit) => Ok(limit),
        _ => Err(report::invalid_limit(KEPT)),
    }
}

/// Runs the command.
pub(super) fn run(args: &Args, streams: &Streams) -> ExitStatus {
    let dash = args.paths.paths.iter().any(|path| path == Path::new(stdin::DASH));
    if dash && args.paths.paths.len() > 1 {
        return streams.refuse(report::stdin_among_paths());
    }
    if args.stdin_name.is_some() && !dash {
        return streams.refuse(report::stdin_name_without_stdin());
    }
    let name = dash.then(|| args.stdin_name.clone().unwrap_or_else(|| stdin::DEFAULT_NAME.into()));
    let paths: Vec<PathBuf> = name.iter().cloned().collect();
    let files = match stdin::files(name) {
        Ok(files) => files,
        Err(error) => return streams.refuse(&report::stdin_unreadable(&error)),
    };
    let bar = Bar::new(streams);
    let paths = if dash { &paths } else { &args.paths.paths };
    // Never freed, as everywhere: the process ends with the command.
    let loaded = Session::open(files.as_ref(), paths, &|settings| args.selections.apply(settings), &bar);
    let session = ManuallyDrop::new(loaded.map(|loaded| loaded.lint(&bar)));
    drop(bar);
    show(args, streams, &session)
}

/// Writes the findings, or how many there are.
fn show(args: &Args, streams: &Streams, session: &Session<Linted>) -> ExitStatus {
    let none = SourceMap::new();
    let groups = findings::groups(session, &none);
    let (text, beyond) = match args.statistics {
        true => (statistics(&groups, args.format), String::new()),
        false => findings::render(&groups, args.format, args.limit, streams.out),
    };
    let status = streams.result(&text, findings::status(&groups));
    streams.note(&beyond);
    if args.format == Format::Human {
        let files: usize = session.workspaces.iter().map(|workspace| workspace.loaded().modules().count()).sum();
        streams.note(&format!("{}{}\n", findings::counts(&groups), report::in_files(files)));
        if !args.statistics {
            streams.note(&findings::explanation(&groups, Severity::Note));
        }
    }
    if args.timings {
        streams.note(&findings::timings(session).to_string());
    }
    status
}

/// How often a code was found, at one level.
#[derive(Debug, Serialize)]
struct Statistic {
    code: &'static str,
    name: &'static str,
    level: &'static str,
    count: usize,
}

/// The statistics as JSON.
#[derive(Debug, Serialize)]
struct Statistics {
    version: u32,
    statistics: Vec<Statistic>,
    summary: Counts,
}

/// A line for each code, the most frequent first.
fn statistics(groups: &[(&SourceMap, &[Diagnostic])], format: Format) -> String {
    let mut counted: BTreeMap<(&'static str, &'static str, Severity), usize> = BTreeMap::new();
    for finding in groups.iter().flat_map(|(_, findings)| findings.iter()) {
        *counted.entry((finding.code.id, finding.code.name, finding.severity)).or_default() += 1 + finding.further;
    }
    let statistic = |((code, name, level), count): ((&'static str, &'static str, Severity), usize)| Statistic {
        code,
        name,
        level: level.as_str(),
        count,
    };
    let mut statistics: Vec<Statistic> = counted.into_iter().map(statistic).collect();
    statistics.sort_by_key(|statistic| std::cmp::Reverse(statistic.count));
    if format == Format::Json {
        let document = Statistics { version: SCHEMA_VERSION, statistics, summary: findings::counts(groups) };
        return serde_json::to_string_pretty(&document).unwrap_or_default() + "\n";
    }
    statistics.iter().fold(String::new(), |mut out, Statistic { code, name, level, count }| {
        let _infallible = writeln!(out, "{count:>6}  {level}[{code}] {name}");
        out
    })
}
