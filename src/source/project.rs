//! The requested files, their projects, and the names of their modules.
//!
//! A project's root is the folder that holds its configuration file; without one it is the file's own folder, or the
//! folder that was named. A module is named after its path below the root: `shared/pricing.fpl` is `shared.pricing`.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::Name;
use super::border::{Border, LeadsOut};
use super::fs::{FileKind, FileSystem, Found, ReadError, absolute, absolute_in, is_source};

/// Files of one project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Project {
    /// The root as it is shown: relative if the path that led to it was; empty for the current folder.
    pub root: PathBuf,
    /// Whether the root holds a configuration file.
    pub configured: bool,
    /// The requested files by module name, each once.
    pub files: BTreeMap<Name, SourcePath>,
}

/// Where a module is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SourcePath {
    /// The path as it is shown.
    pub path: PathBuf,
    /// The first part of the path below the root that is not an identifier, and so not part of a module's name.
    pub odd_part: Option<String>,
}

impl Project {
    /// The path at which a module of this project is expected.
    pub(crate) fn path_of(&self, module: &str) -> PathBuf {
        let mut path = self.root.clone();
        path.extend(module.split('.'));
        path.as_mut_os_string().push(".fpl");
        path
    }

    /// Adds a file to those requested, unless one of them has the same module name.
    pub(crate) fn add(&mut self, fs: &dyn FileSystem, path: &Path) {
        let (root, file) = (absolute(fs, &self.root), absolute(fs, path));
        let (module, odd_part) = module_name(file.strip_prefix(root).unwrap_or(path));
        self.files.entry(module).or_insert_with(|| SourcePath { path: path.to_owned(), odd_part });
    }

    /// Removes a file from those requested.
    pub(crate) fn remove(&mut self, fs: &dyn FileSystem, path: &Path) {
        let here = fs.current_dir();
        let file = absolute_in(&here, path);
        self.files.retain(|_, source| absolute_in(&here, &source.path) != file);
    }
}

/// Why a path gave no source file.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DiscoverError {
    /// The path does not exist or cannot be read.
    #[error(transparent)]
    Unreadable(ReadError),
    /// A file that is not named `.fpl`.
    #[error("`{path}` is not a source file", path = .0.display())]
    NotASource(PathBuf),
    /// A path that leads out of its project through a link.
    #[error("`{path}` leads out of the project", path = .0.display())]
    LeadsOut(PathBuf),
    /// A folder without sources.
    #[error("`{path}` holds no `.fpl` file", path = .0.display())]
    NoSources(PathBuf),
}

/// Finds the files that `paths` refer to (the project around the current folder if there are none), by project, in the order in
/// which the projects were met.
pub(crate) fn discover(fs: &dyn FileSystem, paths: &[PathBuf], config: &str) -> (Vec<Project>, Vec<DiscoverError>) {
    let mut search = Search { fs, config, roots: FxHashMap::default(), projects: Vec::new(), by_root: FxHashMap::default() };
    let mut errors = Vec::new();
    if paths.is_empty() {
        let here = search.root_above(Path::new("")).unwrap_or_default();
        search.folder(&here, &here, &mut errors);
    }
    for path in paths {
        let kind = fs.kind(path).map_err(|error| search.unreadable(path, error));
        let settled = kind.and_then(|kind| Ok((kind, search.settle(path, kind)?)));
        match settled {
            Ok((FileKind::Folder, path)) => search.folder(&path, &path, &mut errors),
            Ok((FileKind::File, path)) if is_source(&path) => {
                let folder = path.parent().unwrap_or(Path::new(""));
                search.file(&path, folder);
            }
            Ok((FileKind::File, path)) => errors.push(DiscoverError::NotASource(path)),
            Err(error) => errors.push(error),
        }
    }
    (search.projects, errors)
}

/// The state of [`discover`].
struct Search<'a> {
    fs: &'a dyn FileSystem,
    config: &'a str,
    /// The nearest root at or above each requested absolute folder.
    roots: FxHashMap<PathBuf, Option<PathBuf>>,
    projects: Vec<Project>,
    by_root: FxHashMap<PathBuf, usize>,
}

impl Search<'_> {
    /// Takes all sources of a folder; `fallback` is the root of those without a configuration above them.
    fn folder(&mut self, folder: &Path, fallback: &Path, errors: &mut Vec<DiscoverError>) {
        let walked = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let root = self.root_above(folder).unwrap_or_else(|| fallback.to_owned());
        let (files, unreadable) = self.fs.sources(walked, &root);
        if files.is_empty() && unreadable.is_empty() {
            errors.push(DiscoverError::NoSources(walked.to_owned()));
        }
        errors.extend(unreadable.into_iter().map(|ReadError { path, error }| self.unreadable(&path, error)));
        let here = self.fs.current_dir();
        for Found { path: file, linked } in files {
            let folder = file.parent().unwrap_or(Path::new(""));
            let root = if linked { self.root_above(folder).unwrap_or_else(|| fallback.to_owned()) } else { PathBuf::new() };
            let file = match if linked { self.within(&file, &root) } else { Ok(file) } {
                Ok(file) => file,
                Err(error) => {
                    errors.push(error);
                    continue;
                }
            };
            // A project that is found from a folder inside of it has files here, too.
            let key = absolute(self.fs, &file);
            let file = if file.starts_with("..") { key.strip_prefix(&here).map_or(file.clone(), Path::to_owned) } else { file };
            self.file(&file, fallback);
        }
    }

    /// The path of the named file without links on the way. A path below the current folder stays in the project around that, because a
    /// pull request may have put a link there; of any other path, all but its last part is trusted.
    fn settle(&mut self, path: &Path, kind: FileKind) -> Result<PathBuf, DiscoverError> {
        if kind == FileKind::File && !is_source(path) {
            return Ok(path.to_owned());
        }
        let here = absolute(self.fs, path).starts_with(self.fs.current_dir());
        let folder = match (here, kind) {
            (true, _) => Path::new(""),
            (false, FileKind::Folder) => path,
            (false, FileKind::File) => path.parent().unwrap_or(Path::new("")),
        };
        let root = self.root_above(folder).unwrap_or_else(|| folder.to_owned());
        self.within(path, &root)
    }

    /// The path of a file inside of a root, without links on the way, so that one file has one name.
    fn within(&self, path: &Path, root: &Path) -> Result<PathBuf, DiscoverError> {
        match Border::around(self.fs, root).follow(self.fs, path) {
            Ok(inside) if inside.linked => Ok(root.join(inside.below)),
            Ok(_) => Ok(path.to_owned()),
            Err(error) => Err(self.unreadable(path, error)),
        }
    }

    fn unreadable(&self, path: &Path, error: io::Error) -> DiscoverError {
        match LeadsOut::is(&error) {
            true => DiscoverError::LeadsOut(path.to_owned()),
            false => DiscoverError::Unreadable(ReadError { path: path.to_owned(), error }),
        }
    }

    /// Takes one file.
    fn file(&mut self, path: &Path, fallback: &Path) {
        let folder = path.parent().unwrap_or(Path::new(""));
        let (root, configured) = match self.root_above(folder) {
            Some(root) => (root, true),
            None => (fallback.strip_prefix(".").unwrap_or(fallback).to_owned(), false),
        };
        let next = self.projects.len();
        let at = *self.by_root.entry(absolute(self.fs, &root)).or_insert(next);
        if at == next {
            self.projects.push(Project { root, configured, files: BTreeMap::new() });
        }
        if let Some(project) = self.projects.get_mut(at) {
            project.add(self.fs, path);
        }
    }

    /// The nearest folder, from `folder` upwards, that holds a configuration.
    fn root_above(&mut self, folder: &Path) -> Option<PathBuf> {
        let key = absolute(self.fs, folder);
        if let Some(known) = self.roots.get(&key) {
            return known.clone();
        }
        let mut shown = folder.to_owned();
        let mut found = None;
        for _ in key.ancestors() {
            if matches!(self.fs.kind(&shown.join(self.config)), Ok(FileKind::File)) {
                found = Some(shown);
                break;
            }
            shown = parent(&shown);
        }
        self.roots.insert(key, found.clone());
        found
    }
}

/// The folder above a folder, in the same style of path.
pub(crate) fn parent(folder: &Path) -> PathBuf {
    match folder.file_name() {
        Some(_) => folder.parent().unwrap_or(Path::new("")).to_owned(),
        None if folder.has_root() && folder.parent().is_none() => folder.to_owned(),
        None if folder == Path::new(".") => PathBuf::from(".."),
        None => folder.join(".."),
    }
}

/// The name of the module at a path below its root, and the first part of it that is not an identifier.
fn module_name(below: &Path) -> (Name, Option<String>) {
    let identifier = |part: &str| {
        let mut chars = part.chars();
        chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_') && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    let stem = below.with_extension("");
    let parts: Vec<String> = stem.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    let odd = parts.iter().find(|part| !identifier(part)).cloned();
    (Name::from(parts.join(".")), odd)
}

/// The name of the module at a path below its root.
pub(crate) fn module_of(below: &Path) -> Name {
    module_name(below).0
}

/// Why the bytes of a file are not source text.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TextError {
    /// The system's reason.
    #[error(transparent)]
    Io(io::Error),
    /// More bytes than an offset can address.
    #[error("more than 64 MiB")]
    TooLarge,
    /// The path leads out of its project.
    #[error(transparent)]
    LeadsOut(LeadsOut),
    #[error("not UTF-8")]
    NotUtf8 {
        /// The text before the first invalid byte.
        before: String,
        byte: u8,
    },
}

/// Bytes of the largest source file.
pub(crate) const LARGEST: usize = 64 * 1024 * 1024;

/// Reads a file of a project.
///
/// # Errors
/// If it cannot be read, is outside of the project, is too large or is not UTF-8.
pub(crate) fn read_text(fs: &dyn FileSystem, path: &Path, border: &Border) -> Result<String, TextError> {
    let bytes = fs.read(path, border, LARGEST).map_err(|error| match error.kind() {
        _ if LeadsOut::is(&error) => TextError::LeadsOut(LeadsOut),
        io::ErrorKind::FileTooLarge => TextError::TooLarge,
        _ => TextError::Io(error),
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let bytes = error.into_bytes();
        let before = String::from_utf8_lossy(&bytes[..valid]).into_owned();
        TextError::NotUtf8 { before, byte: bytes.get(valid).copied().unwrap_or(0) }
    })
}

#[cfg(test)]
mod tests {
    use super::super::fs::Memory;
    use super::*;

    const CONFIG: &str = "flightplan.toml";

    fn projects(fs: &Memory, paths: &[&str]) -> Vec<(String, Vec<(String, String)>)> {
        let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
        let (projects, errors) = discover(fs, &paths, CONFIG);
        assert!(errors.is_empty(), "{errors:?}");
        let files = |project: &Project| {
            project.files.iter().map(|(module, source)| (module.to_string(), source.path.display().to_string())).collect()
        };
        projects.iter().map(|project| (project.root.display().to_string(), files(project))).collect()
    }

    fn pair(a: &str, b: &str) -> (String, String) {
        (a.to_owned(), b.to_owned())
    }

    #[test]
    fn the_folder_of_the_configuration_is_the_root() {
        let fs = Memory::new().with("shop/flightplan.toml", "").with("shop/shared/pricing.fpl", "").with("shop/main.fpl", "");
        assert_eq!(
            projects(&fs, &["shop/shared/pricing.fpl", "shop/main.fpl", "shop/./main.fpl"]),
            [("shop".to_owned(), vec![pair("main", "shop/main.fpl"), pair("shared.pricing", "shop/shared/pricing.fpl")])]
        );
    }

    #[test]
    fn without_configuration_a_file_lies_in_its_root_and_a_folder_is_one() {
        let fs = Memory::new().with("a/b/c.fpl", "");
        assert_eq!(projects(&fs, &["a/b/c.fpl"]), [("a/b".to_owned(), vec![pair("c", "a/b/c.fpl")])]);
        assert_eq!(projects(&fs, &["a"]), [("a".to_owned(), vec![pair("b.c", "a/b/c.fpl")])]);
        assert_eq!(projects(&fs, &["."]), [(String::new(), vec![pair("a.b.c", "a/b/c.fpl")])]);
        assert_eq!(projects(&fs, &[]), [(String::new(), vec![pair("a.b.c", "a/b/c.fpl")])]);
    }

    #[test]
    fn projects_inside_of_a_folder_stay_apart() {
        let fs = Memory::new().with("ex/one.fpl", "").with("ex/shop/flightplan.toml", "").with("ex/shop/lib/two.fpl", "");
        assert_eq!(
            projects(&fs, &["ex"]),
            [("ex".to_owned(), vec![pair("one", "ex/one.fpl")]), ("ex/shop".to_owned(), vec![pair("lib.two", "ex/shop/lib/two.fpl")]),]
        );
    }

    #[test]
    fn what_cannot_be_taken_is_said() {
        let fs = Memory::new().with("a/notes.txt", "").with("b.fpl", "");
        let paths = ["gone.fpl", "a/notes.txt", "a", "b.fpl"].map(PathBuf::from);
        let (projects, errors) = discover(&fs, &paths, CONFIG);
        assert_eq!(projects.len(), 1);
        assert!(matches!(errors.as_slice(), [DiscoverError::Unreadable(_), DiscoverError::NotASource(_), DiscoverError::NoSources(_)]));
    }

    #[test]
    fn parents_are_written_as_the_path_was() {
        let above = |path: &str| parent(Path::new(path)).display().to_string();
        assert_eq!(["a/b", "a", "", "..", ".", "/a", "/"].map(above), ["a", "", "..", "../..", "..", "/", "/"]);
    }

    #[test]
    fn names_of_modules_are_identifiers_with_dots() {
        let name = |path: &str| {
            let (name, odd) = module_name(Path::new(path));
            (name.to_string(), odd)
        };
        assert_eq!(name("shared/pricing_2.fpl"), ("shared.pricing_2".to_owned(), None));
        assert_eq!(name("shared/data-prep.fpl"), ("shared.data-prep".to_owned(), Some("data-prep".to_owned())));
        assert_eq!(name("2x.fpl"), ("2x".to_owned(), Some("2x".to_owned())));
        assert_eq!(name("a.b.fpl"), ("a.b".to_owned(), Some("a.b".to_owned())));
    }

    #[test]
    fn modules_are_looked_for_below_the_root() {
        let project = Project { root: "shop".into(), configured: true, files: BTreeMap::new() };
        assert_eq!(project.path_of("shared.pricing"), Path::new("shop/shared/pricing.fpl"));
    }
}
