//! A project after one file has changed: what an editor needs between two keystrokes.
//!
//! Only the changed file is read and parsed. All others are shared with the state before, with the ids that they had, so spans in them stay
//! valid. Imports are followed again, because the change may add or remove some; a module that nothing imports any more is dropped.

use std::path::Path;
use std::sync::Arc;

use super::load::{Earlier, Loader};
use super::loaded::Loaded;
use crate::source::fs::{FileSystem, Overlay, absolute_in, is_source};
use crate::source::project::Project;
use crate::source::{FileId, SourceMap};

impl Loaded {
    /// The project with `text` in the file at `path`. A source file that was not loaded before becomes one of the requested ones.
    ///
    /// Modules that are imported for the first time are read from `fs`. The configuration is not read again: after a change of
    /// `flightplan.toml`, which may move the root, a new [`Session`](super::Session) is needed.
    #[must_use]
    pub fn replace(&self, fs: &dyn FileSystem, path: &Path, text: impl Into<Vec<u8>>) -> Loaded {
        let fs = Overlay { below: fs, path: path.to_owned(), bytes: text.into() };
        let changed = self.file_at(&fs, path);
        let mut project = self.project.clone();
        if is_source(path) && changed.is_none() {
            project.add(&fs, path);
        }
        self.reload(&fs, project, changed)
    }

    /// The project without the file at `path`, which `fs` no longer holds.
    #[must_use]
    pub fn remove(&self, fs: &dyn FileSystem, path: &Path) -> Loaded {
        let mut project = self.project.clone();
        project.remove(fs, path);
        self.reload(fs, project, self.file_at(fs, path))
    }

    /// The file at a path, whichever way it is written.
    fn file_at(&self, fs: &dyn FileSystem, path: &Path) -> Option<FileId> {
        let here = fs.current_dir();
        let wanted = absolute_in(&here, path);
        let found = self.sources.files().iter().find(|file| absolute_in(&here, &file.path) == wanted);
        found.map(|file| file.id)
    }

    /// The files of `project`, where all but `changed` are as they were.
    fn reload(&self, fs: &dyn FileSystem, project: Project, changed: Option<FileId>) -> Loaded {
        let mut sources = SourceMap::after(&self.sources);
        if let Some(file) = self.configuration.file {
            sources.keep(Arc::clone(self.sources.shared(file)));
        }
        let earlier = Earlier::of(self, changed);
        let loader = Loader::new(fs, project, sources, earlier, self.stopwatch.workers.clone(), &());
        loader.load(self.configuration.clone())
    }
}
