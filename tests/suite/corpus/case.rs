//! The cases: where they are, their files, and what they ask for.

use std::path::{Path, PathBuf};

use flightplan::project::{Linted, Memory, Session};
use serde::Deserialize;

/// The settings of a case, besides its sources.
const FILE: &str = "case.toml";

/// A folder of the corpus.
pub(super) struct Case {
    /// The name of the folder.
    pub name: String,
    /// The files by their paths below the folder, sorted.
    pub files: Vec<(String, String)>,
    /// What has a snapshot.
    pub lanes: Vec<Lane>,
    /// The calls of the lane of runs.
    pub runs: Vec<Run>,
}

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Lane {
    /// What the parser understood.
    Ast,
    /// What the checker understood.
    Program,
    /// The graphs of the workflows.
    Graph,
    /// The sources with all findings. A case without this lane must not have a finding.
    Messages,
    /// The outputs of its calls.
    Run,
}

impl Lane {
    /// The name of its snapshots.
    pub(super) fn name(self) -> &'static str {
        match self {
            Lane::Ast => "ast",
            Lane::Program => "program",
            Lane::Graph => "graph",
            Lane::Messages => "messages",
            Lane::Run => "run",
        }
    }
}

/// One call of a task or workflow of `main.fpl`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Run {
    /// Its name.
    pub call: String,
    /// The inputs.
    #[serde(default)]
    pub inputs: toml::Table,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    lanes: Vec<Lane>,
    #[serde(default, rename = "run")]
    runs: Vec<Run>,
}

impl Case {
    /// All cases, sorted by name.
    pub(super) fn all() -> Vec<Self> {
        let corpus = Path::new(super::ROOT).join("tests/corpus");
        let mut folders: Vec<PathBuf> = std::fs::read_dir(corpus).unwrap().map(|entry| entry.unwrap().path()).collect();
        folders.sort();
        folders.iter().map(|folder| Self::read(folder)).collect()
    }

    fn read(folder: &Path) -> Self {
        let mut files = Vec::new();
        let mut open = vec![folder.to_path_buf()];
        while let Some(path) = open.pop() {
            if path.is_dir() {
                open.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                files.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
        files.sort();
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let asked = match files.iter().position(|(path, _)| path == FILE) {
            Some(at) => toml::from_str(&files.remove(at).1).unwrap_or_else(|error| panic!("{name}/{FILE}: {error}")),
            None => Asked { lanes: vec![Lane::Messages], runs: Vec::new() },
        };
        assert_eq!(asked.lanes.contains(&Lane::Run), !asked.runs.is_empty(), "{name}/{FILE}: the lane `run` and `[[run]]` go together");
        Self { name, files, lanes: asked.lanes, runs: asked.runs }
    }

    /// Whether it has that lane.
    pub(super) fn has(&self, lane: Lane) -> bool {
        self.lanes.contains(&lane)
    }

    /// Checks all files as `lint` does.
    pub(super) fn check(&self) -> Session<Linted> {
        let memory = self.files.iter().fold(Memory::new(), |memory, (path, text)| memory.with(path, text.as_bytes()));
        let paths: Vec<PathBuf> = self.files.iter().map(|(path, _)| path.into()).filter(|path: &PathBuf| is_source(path)).collect();
        Session::open(&memory, &paths, &|_| {}, &()).map(|loaded| loaded.lint(&()))
    }
}

fn is_source(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "fpl")
}
