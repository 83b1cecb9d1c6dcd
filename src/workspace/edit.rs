//! A project after one file has changed: what an editor needs between two keystrokes.
//!
//! Only the changed file is read and parsed. All others are shared with the state before, with the ids that they had, so spans in them stay
//! valid. Imports are followed again, because the change may add or remove some; a module that nothing imports any more is dropped.

use std::path::Path;
use std::sync::Arc;

use super::load::{Earlier, Loader};
use super::loaded::Loaded;
use crate::source::SourceMap;
use crate::source::fs::{FileSystem, Overlay, absolute, is_source};
use crate::source::project::Project;

impl Loaded {
    /// The project with `text` in the file at `path`. A source file that was not loaded before becomes one of the requested ones.
    ///
    /// Modules that are imported for the first time are read from `fs`. The configuration is not read again: after a change of
    /// `flightplan.toml`, which may move the root, a new [`Session`](super::Session) is needed.
    #[must_use]
    pub fn replace(&self, fs: &dyn FileSystem, path: &Path, text: impl Into<Vec<u8>>) -> Loaded {
        let fs = Overlay { below: fs, path: path.to_owned(), bytes: text.into() };
        let changed = absolute(&fs, path);
        let mut project = self.project.clone();
        if is_source(path) && !self.sources.files().iter().any(|file| absolute(&fs, &file.path) == changed) {
            project.add(&fs, path);
        }
        self.reload(&fs, project, &changed)
    }

    /// The project without the file at `path`, which `fs` no longer holds.
    #[must_use]
    pub fn remove(&self, fs: &dyn FileSystem, path: &Path) -> Loaded {
        let mut project = self.project.clone();
        project.remove(fs, path);
        self.reload(fs, project, &absolute(fs, path))
    }

    /// The files of `project`, where all but the one at the absolute path `changed` are as they were.
    fn reload(&self, fs: &dyn FileSystem, project: Project, changed: &Path) -> Loaded {
        let mut sources = SourceMap::after(&self.sources);
        if let Some(file) = self.configuration.file {
            sources.keep(Arc::clone(self.sources.shared(file)));
        }
        let earlier = Earlier::of(self, |path| absolute(fs, path) == changed);
        let loader = Loader::new(fs, project, sources, earlier, self.stopwatch.workers.clone(), &());
        loader.load(self.configuration.clone())
    }
}
