//! `flightplan compile [PATHS]`: writes what is registered with Flyte.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::arguments::{Paths, Selections};
use super::files;
use super::findings;
use super::open::{Opening, open};
use super::output::Streams;
use super::report;
use super::{ExitStatus, stdin::DASH};
use crate::config::{Settings, Target};
use crate::diagnostics::Severity;
use crate::emit::{Artifacts, Message, Version, package};
use crate::program::image;
use crate::program::kubernetes::is_dns_label;
use crate::source::SourceMap;
use crate::workspace::{Checked, Ids};

/// The version that is replaced by a hash of the content.
const AUTO: &str = "auto";

/// Compile tasks and workflows to the artifacts that `flytectl register files` registers.
///
/// For a file, these are its own tasks and workflows and everything that they refer to; for a folder, everything in it.
/// Without `--project`, `--domain` and `--version`, the ids are left open, as `pyflyte package` does. With warnings alone, the
/// exit status is still 0.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    paths: Paths,

    /// Where to write the output: by default `flyte-package.tgz`, the folder `flyte-package`, or standard output for JSON.
    /// `-` is standard output.
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,

    /// The format of the output.
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    /// The image of every task that does not name one.
    #[arg(long, value_name = "IMAGE", value_parser = image)]
    image: Option<String>,

    /// The image in which code runs if neither the task nor `--image` names one.
    #[arg(long, value_name = "IMAGE", value_parser = image)]
    runtime_image: Option<String>,

    /// The platform that the artifacts are for.
    #[arg(long, value_name = "TARGET")]
    target: Option<Target>,

    /// The project of every id.
    #[arg(long, value_parser = label)]
    project: Option<String>,

    /// The domain of every id.
    #[arg(long, value_parser = label)]
    domain: Option<String>,

    /// The version of every id; `auto` is a hash of the content.
    #[arg(long, value_parser = version)]
    version: Option<String>,

    #[command(flatten)]
    selections: Selections,

    /// Print time and memory of each stage to standard error.
    #[arg(long)]
    timings: bool,
}

/// The maximum number of characters of a version, which is the width of Admin's database columns.
const LONGEST_VERSION: usize = 255;

fn image(text: &str) -> Result<String, String> {
    match image::problem(text) {
        None => Ok(text.to_owned()),
        Some(why) => Err(report::invalid_image(why)),
    }
}

/// A project or domain, or a placeholder to be filled in when the artifacts are registered.
fn label(text: &str) -> Result<String, String> {
    match is_dns_label(text) || (text.starts_with("{{") && text.ends_with("}}")) {
        true => Ok(text.to_owned()),
        false => Err(report::invalid_label()),
    }
}

fn version(text: &str) -> Result<String, String> {
    match text.trim().is_empty() || text.chars().count() > LONGEST_VERSION {
        true => Err(report::invalid_version(LONGEST_VERSION)),
        false => Ok(text.to_owned()),
    }
}

/// The format of the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// An archive, as `pyflyte package` writes it.
    #[default]
    Tgz,
    /// A folder with the same files.
    Dir,
    /// A single document with all messages in proto JSON.
    Json,
}

/// Runs the command.
pub(super) fn run(args: &Args, streams: &Streams) -> ExitStatus {
    if args.format == Format::Dir && args.path() == Path::new(DASH) {
        return streams.refuse(report::folder_as_output());
    }
    let opening = Opening {
        adjust: &|settings| args.apply(settings),
        step: &|loaded, progress| loaded.check(progress).emit(args.ids(), progress),
        least: Severity::Note,
    };
    let session = match open(&args.paths.paths, &opening, streams) {
        Ok(session) => session,
        Err(status) => return status,
    };
    let mut timings = findings::timings(&session);
    let status = match session.workspaces.as_slice() {
        [Ok(only)] if only.artifacts().entities.is_empty() => {
            streams.error(report::nothing_to_compile());
            ExitStatus::Problems
        }
        [Ok(only)] => {
            let mut stopwatch = only.checked().stopwatch().clone();
            let status = stopwatch.time("write", || args.write(only.artifacts(), streams));
            timings = stopwatch.timings().clone();
            status
        }
        [Err(_)] => {
            streams.error(report::not_sound());
            ExitStatus::Problems
        }
        several => {
            let projects = several.iter().map(<_ as AsRef<Checked>>::as_ref);
            streams.refuse(&report::several_projects(projects.map(|checked| checked.loaded().root())))
        }
    };
    if args.timings {
        streams.note(&timings.to_string());
    }
    status
}

impl Args {
    fn apply(&self, settings: &mut Settings) {
        self.selections.apply(settings);
        if self.image.is_some() {
            settings.image.clone_from(&self.image);
        }
        if self.runtime_image.is_some() {
            settings.runtime_image.clone_from(&self.runtime_image);
        }
        if let Some(target) = self.target {
            settings.target = target;
        }
    }

    /// What the ids of the artifacts hold.
    fn ids(&self) -> Ids<'_> {
        let version = match self.version.as_deref() {
            None => Version::Open,
            Some(AUTO) => Version::Content,
            Some(version) => Version::Named(version),
        };
        Ids { project: self.project.as_deref(), domain: self.domain.as_deref(), version }
    }

    /// Where the artifacts go.
    fn path(&self) -> &Path {
        let default = match self.format {
            Format::Tgz => "flyte-package.tgz",
            Format::Dir => "flyte-package",
            Format::Json => DASH,
        };
        self.output.as_deref().unwrap_or(Path::new(default))
    }

    /// Writes the artifacts completely or not at all. A link at the default path may come with the sources, and could lead out of them.
    #[expect(clippy::disallowed_methods, reason = "checks whether it would write through a link")]
    fn write(&self, artifacts: &Artifacts, streams: &Streams) -> ExitStatus {
        let path = self.path();
        let written = match self.format {
            _ if self.output.is_none() && path.is_symlink() => Err(report::output_is_a_link(path)),
            Format::Dir => files::write_folder(path, &package::files(artifacts), package::is_artifact).map_err(|error| error.to_string()),
            Format::Tgz => archive(artifacts).and_then(|bytes| write_bytes(path, &bytes, streams)),
            Format::Json => package::to_json(artifacts)
                .map_err(|error| report::no_json(&error))
                .and_then(|text| write_bytes(path, text.as_bytes(), streams)),
        };
        match written {
            Ok(()) => {
                if path != Path::new(DASH) {
                    streams.note(&format!("{} in `{}`\n", count(artifacts), path.display()));
                }
                ExitStatus::Success
            }
            Err(reason) => {
                let (sources, finding) = (SourceMap::new(), [report::unwritable(reason)]);
                let groups = [(&sources, finding.as_slice())];
                streams.note(&findings::reports(&groups, Severity::Error, findings::SHOWN, streams.err));
                streams.note(&findings::explanation(&groups, Severity::Error));
                ExitStatus::Usage
            }
        }
    }
}

fn archive(artifacts: &Artifacts) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    package::write_tgz(artifacts, &mut bytes).map_err(|error| report::no_archive(&error))?;
    Ok(bytes)
}

fn write_bytes(path: &Path, bytes: &[u8], streams: &Streams) -> Result<(), String> {
    if path == Path::new(DASH) {
        return streams.write(bytes).map_err(|error| report::stdout_unwritable(&error));
    }
    files::write_file(path, bytes).map_err(|error| error.to_string())
}

/// How many entities of each kind there are: `2 tasks, 1 workflow, 1 launch plan`.
fn count(artifacts: &Artifacts) -> String {
    let of = |kind: fn(&Message) -> bool| artifacts.entities.iter().filter(|entity| kind(&entity.message)).count();
    let parts = [
        (of(|message| matches!(message, Message::Task(_))), "task"),
        (of(|message| matches!(message, Message::Workflow(_))), "workflow"),
        (of(|message| matches!(message, Message::LaunchPlan(_))), "launch plan"),
    ];
    let said = parts.iter().map(|(count, word)| format!("{count} {word}{}", if *count == 1 { "" } else { "s" }));
    said.collect::<Vec<_>>().join(", ")
}
