//! The cases: where they are, and their files.

use std::path::{Path, PathBuf};

use flightplan::source::fs::Memory;
use flightplan::workspace::{Goal, Session};

/// A folder of the corpus.
pub struct Case {
    /// The name of the folder.
    pub name: String,
    /// The files by their paths below the folder, sorted.
    pub files: Vec<(String, String)>,
}

impl Case {
    /// All cases, sorted by name.
    pub fn all() -> Vec<Self> {
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
        Self { name: folder.file_name().unwrap().to_str().unwrap().to_owned(), files }
    }

    /// Checks all files as `lint` does.
    pub fn check(&self) -> Session {
        let memory = self.files.iter().fold(Memory::new(), |memory, (path, text)| memory.with(path, text.as_bytes()));
        let paths: Vec<PathBuf> = self.files.iter().map(|(path, _)| path.into()).filter(|path: &PathBuf| is_source(path)).collect();
        let mut session = Session::open(&memory, &paths, &|_| {}, &());
        session.workspaces.iter_mut().for_each(|workspace| workspace.check(Goal::Lint, &()));
        session
    }
}

fn is_source(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "fpl")
}
