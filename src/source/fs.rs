//! Files as the compiler sees them: a small trait, so that everything behind it can be tested without a disk.

use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Something whose bytes can be read.
    File,
    /// A folder.
    Folder,
}

/// A path and why it could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {error}", path = path.display())]
pub struct ReadError {
    /// The path.
    pub path: PathBuf,
    /// The reason.
    pub error: io::Error,
}

/// Where source files are read from.
pub trait FileSystem: Sync {
    /// The folder that relative paths begin at; absolute.
    fn current_dir(&self) -> PathBuf;

    /// What stands at `path`, behind symbolic links.
    ///
    /// # Errors
    /// The system's, such as that nothing stands there.
    fn kind(&self, path: &Path) -> io::Result<FileKind>;

    /// The bytes of a file.
    ///
    /// # Errors
    /// The system's.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// The `.fpl` files below a folder, sorted by path, without hidden ones and those that `.gitignore` files name, and what
    /// of the folder could not be read.
    fn sources(&self, folder: &Path) -> (Vec<PathBuf>, Vec<ReadError>);
}

/// Whether a path is named like a source file.
pub fn is_source(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "fpl")
}

/// The absolute form of a path by its letters alone: `.` and `..` are resolved, symbolic links are not.
pub fn absolute(fs: &dyn FileSystem, path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in fs.current_dir().join(path).components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

/// The files of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl FileSystem for Disk {
    fn current_dir(&self) -> PathBuf {
        std::env::current_dir().unwrap_or_else(|_| PathBuf::from("/"))
    }

    fn kind(&self, path: &Path) -> io::Result<FileKind> {
        let metadata = std::fs::metadata(path)?;
        Ok(if metadata.is_dir() { FileKind::Folder } else { FileKind::File })
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        // A pipe would be waited for without end.
        if !std::fs::metadata(path)?.is_file() {
            return Err(io::Error::other("it is no regular file"));
        }
        std::fs::read(path)
    }

    fn sources(&self, folder: &Path) -> (Vec<PathBuf>, Vec<ReadError>) {
        // What is found depends on the folder alone: neither on the user's own git settings nor on whether it is a
        // repository. Linked folders are not entered, so links cannot lead in circles.
        let walk = WalkBuilder::new(folder).ignore(false).git_global(false).git_exclude(false).require_git(false).build();
        let (mut files, mut errors) = (Vec::new(), Vec::new());
        for entry in walk {
            match entry {
                Ok(entry) => {
                    let path = entry.path();
                    if is_source(path) && !path.is_dir() {
                        files.push(path.strip_prefix("./").unwrap_or(path).to_owned());
                    }
                }
                Err(error) => errors.push(read_error(folder, error)),
            }
        }
        files.sort();
        (files, errors)
    }
}

/// The path and the reason in the walker's error.
fn read_error(folder: &Path, error: ignore::Error) -> ReadError {
    let mut path = folder.to_owned();
    let mut inner = &error;
    loop {
        match inner {
            ignore::Error::WithPath { path: at, err } => {
                path.clone_from(at);
                inner = err;
            }
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => inner = err,
            _ => break,
        }
    }
    let text = inner.to_string();
    let error = error.into_io_error().unwrap_or_else(|| io::Error::other(text));
    ReadError { path, error }
}

/// Files in memory, below `/`, which is also the current folder: for tests, and for the examples of `explain` pages.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl Memory {
    /// No files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    #[must_use]
    pub fn with(mut self, path: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) -> Self {
        let path = absolute(&self, path.as_ref());
        self.files.insert(path, bytes.into());
        self
    }
}

impl FileSystem for Memory {
    fn current_dir(&self) -> PathBuf {
        PathBuf::from("/")
    }

    fn kind(&self, path: &Path) -> io::Result<FileKind> {
        let path = absolute(self, path);
        if self.files.contains_key(&path) {
            Ok(FileKind::File)
        } else if self.files.keys().any(|file| file.starts_with(&path)) {
            Ok(FileKind::Folder)
        } else {
            Err(io::ErrorKind::NotFound.into())
        }
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.files.get(&absolute(self, path)).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn sources(&self, folder: &Path) -> (Vec<PathBuf>, Vec<ReadError>) {
        let root = absolute(self, folder);
        let below = self.files.keys().filter_map(|file| file.strip_prefix(&root).ok());
        let hidden = |part: Component<'_>| part.as_os_str().to_string_lossy().starts_with('.');
        let shown = below.filter(|path| is_source(path) && !path.components().any(hidden));
        let folder = folder.strip_prefix(".").unwrap_or(folder);
        (shown.map(|path| folder.join(path)).collect(), Vec::new())
    }
}

/// Another file system with the bytes of one file in its place: what an editor or a pipe holds.
pub struct Overlay<'a> {
    /// All other files.
    pub below: &'a dyn FileSystem,
    /// The path of the file.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Overlay<'_> {
    fn covers(&self, path: &Path) -> bool {
        absolute(self, path) == absolute(self, &self.path)
    }
}

impl FileSystem for Overlay<'_> {
    fn current_dir(&self) -> PathBuf {
        self.below.current_dir()
    }

    fn kind(&self, path: &Path) -> io::Result<FileKind> {
        if self.covers(path) { Ok(FileKind::File) } else { self.below.kind(path) }
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        if self.covers(path) { Ok(self.bytes.clone()) } else { self.below.read(path) }
    }

    fn sources(&self, folder: &Path) -> (Vec<PathBuf>, Vec<ReadError>) {
        self.below.sources(folder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(fs: &dyn FileSystem, folder: &Path) -> Vec<String> {
        let (files, errors) = fs.sources(folder);
        assert!(errors.is_empty(), "{errors:?}");
        files.iter().map(|file| file.strip_prefix(folder).unwrap_or(file).display().to_string()).collect()
    }

    #[test]
    fn a_folder_gives_its_sources_sorted_without_hidden_and_ignored_ones() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write("b.fpl", "");
        write("a/z.fpl", "");
        write("a/notes.txt", "");
        write(".hidden/x.fpl", "");
        write("build/out.fpl", "");
        write(".gitignore", "build/\n");
        assert_eq!(found(&Disk, folder.path()), ["a/z.fpl", "b.fpl"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_in_circles_do_no_harm_and_linked_files_are_read() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.fpl"), "").unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).unwrap();
        std::os::unix::fs::symlink("a.fpl", folder.path().join("b.fpl")).unwrap();
        assert_eq!(found(&Disk, folder.path()), ["a.fpl", "b.fpl"]);
    }

    #[test]
    fn memory_answers_as_the_disk_does() {
        let fs = Memory::new().with("p/a.fpl", "x").with("p/.h/b.fpl", "").with("p/c.txt", "").with("/p/d/e.fpl", "");
        assert_eq!(found(&fs, Path::new("p")), ["a.fpl", "d/e.fpl"]);
        assert_eq!(fs.kind(Path::new("p/d")).unwrap(), FileKind::Folder);
        assert_eq!(fs.kind(Path::new("./p/../p/a.fpl")).unwrap(), FileKind::File);
        assert_eq!(fs.read(Path::new("p/a.fpl")).unwrap(), b"x");
        assert_eq!(fs.kind(Path::new("q")).unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[test]
    fn an_overlay_covers_one_file() {
        let below = Memory::new().with("a.fpl", "old").with("b.fpl", "b");
        let fs = Overlay { below: &below, path: "a.fpl".into(), bytes: b"new".to_vec() };
        assert_eq!(fs.read(Path::new("./a.fpl")).unwrap(), b"new");
        assert_eq!(fs.read(Path::new("b.fpl")).unwrap(), b"b");
    }
}
