//! Files as the compiler sees them: a small trait, so that everything after it can be tested without a disk.

#![expect(clippy::disallowed_methods, reason = "`Disk` is the file system that every stage reads through")]

use std::collections::BTreeMap;
use std::fs::{File, Metadata};
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

use super::border::{Border, real_or_meant};

/// The kind of entry at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Something whose bytes can be read.
    File,
    Folder,
}

/// A path and why it could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {error}", path = path.display())]
pub struct ReadError {
    pub path: PathBuf,
    pub error: io::Error,
}

/// Where source files are read from.
pub trait FileSystem: Sync {
    /// The folder that relative paths begin at; absolute.
    fn current_dir(&self) -> PathBuf;

    /// The kind of entry at `path`, after symbolic links; a dangling link counts as a file.
    ///
    /// # Errors
    /// The system's, such as a missing file.
    fn kind(&self, path: &Path) -> io::Result<FileKind>;

    /// The absolute path of `path`, without symbolic links.
    ///
    /// # Errors
    /// The system's, such as a missing file.
    fn real(&self, path: &Path) -> io::Result<PathBuf>;

    /// The bytes of a file inside of `border` of at most `most` bytes.
    ///
    /// # Errors
    /// The system's error; [`io::ErrorKind::FileTooLarge`] for a larger file, of which no more than that is read;
    /// `LeadsOut` where the path leads out of the border, of which nothing is read.
    fn read(&self, path: &Path, border: &Border, most: usize) -> io::Result<Vec<u8>>;

    /// The `.fpl` files below a folder of the project in `root`, sorted by path, without hidden ones and those that `.gitignore` files name, and
    /// what of the folder could not be read.
    fn sources(&self, folder: &Path, root: &Path) -> (Vec<Found>, Vec<ReadError>);
}

/// A source in a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    pub path: PathBuf,
    /// Whether it is a symbolic link.
    pub linked: bool,
}

/// Whether a path is named like a source file.
pub(crate) fn is_source(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "fpl")
}

/// The absolute form of a path, computed from the path alone: `.` and `..` are resolved, symbolic links are not.
pub(crate) fn absolute(fs: &dyn FileSystem, path: &Path) -> PathBuf {
    absolute_in(&fs.current_dir(), path)
}

/// As [`absolute`], for a path that begins at `folder` if it is relative.
pub(crate) fn absolute_in(folder: &Path, path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in folder.join(path).components() {
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

/// The bytes of a regular file, `most` of them at most: reading a pipe or a device might never end.
///
/// # Errors
/// The system's, as for [`FileSystem::read`]; also for what is not a regular file.
pub(crate) fn read_regular(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    read_same(path, std::fs::metadata(path)?, most)
}

/// Reads the file that was examined before: one that has replaced it since then is refused.
fn read_same(path: &Path, expected: Metadata, most: usize) -> io::Result<Vec<u8>> {
    if !expected.is_file() {
        let what = if expected.is_dir() { io::ErrorKind::IsADirectory.into() } else { io::Error::other("it is not a regular file") };
        return Err(what);
    }
    if expected.len() > most as u64 {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let file = File::open(path)?;
    let opened = file.metadata()?;
    if !is_same(&expected, &opened) {
        return Err(io::Error::other("it was replaced while it was read"));
    }
    read_bounded(file, opened.len(), most)
}

#[cfg(unix)]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn is_same(_: &Metadata, other: &Metadata) -> bool {
    other.is_file()
}

/// All bytes of a stream of at most `most` bytes; `expected` is the probable number.
///
/// # Errors
/// The system's error; [`io::ErrorKind::FileTooLarge`] for a longer stream, which is then read no further.
pub(crate) fn read_bounded(stream: impl io::Read, expected: u64, most: usize) -> io::Result<Vec<u8>> {
    let most = most as u64;
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(usize::try_from(expected.min(most)).unwrap_or(0))?;
    stream.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// The files of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl FileSystem for Disk {
    fn current_dir(&self) -> PathBuf {
        std::env::current_dir().unwrap_or_else(|_| PathBuf::from("/"))
    }

    fn kind(&self, path: &Path) -> io::Result<FileKind> {
        match std::fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => Ok(FileKind::Folder),
            Ok(_) => Ok(FileKind::File),
            // A dangling link exists nevertheless.
            Err(error) => std::fs::symlink_metadata(path).map(|_| FileKind::File).map_err(|_| error),
        }
    }

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        std::fs::canonicalize(if path.as_os_str().is_empty() { Path::new(".") } else { path })
    }

    fn read(&self, path: &Path, border: &Border, most: usize) -> io::Result<Vec<u8>> {
        let real = border.follow(self, path)?.real;
        read_same(&real, std::fs::symlink_metadata(&real)?, most)
    }

    fn sources(&self, folder: &Path, root: &Path) -> (Vec<Found>, Vec<ReadError>) {
        super::walk::sources(folder, if root.as_os_str().is_empty() { Path::new(".") } else { root })
    }
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

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        self.kind(path).map(|_| absolute(self, path))
    }

    fn read(&self, path: &Path, _: &Border, most: usize) -> io::Result<Vec<u8>> {
        let bytes = self.files.get(&absolute(self, path)).ok_or(io::ErrorKind::NotFound)?;
        if bytes.len() > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes.clone()) }
    }

    fn sources(&self, folder: &Path, _: &Path) -> (Vec<Found>, Vec<ReadError>) {
        let root = absolute(self, folder);
        let below = self.files.keys().filter_map(|file| file.strip_prefix(&root).ok());
        let hidden = |part: Component<'_>| part.as_os_str().to_string_lossy().starts_with('.');
        let shown = below.filter(|path| is_source(path) && !path.components().any(hidden));
        let folder = folder.strip_prefix(".").unwrap_or(folder);
        (shown.map(|path| Found { path: folder.join(path), linked: false }).collect(), Vec::new())
    }
}

/// Another file system with the bytes of one file in its place: the content of an editor or a pipe.
pub struct Overlay<'a> {
    /// All other files.
    pub below: &'a dyn FileSystem,
    /// The path of the file.
    pub path: PathBuf,
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

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        let written = absolute(self, path);
        match (self.covers(path), written.parent(), written.file_name()) {
            (true, Some(folder), Some(name)) => Ok(real_or_meant(self.below, folder).join(name)),
            _ => self.below.real(path),
        }
    }

    fn read(&self, path: &Path, border: &Border, most: usize) -> io::Result<Vec<u8>> {
        match self.covers(path) {
            true if self.bytes.len() > most => Err(io::ErrorKind::FileTooLarge.into()),
            true => Ok(self.bytes.clone()),
            false => self.below.read(path, border, most),
        }
    }

    fn sources(&self, folder: &Path, root: &Path) -> (Vec<Found>, Vec<ReadError>) {
        self.below.sources(folder, root)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(fs: &dyn FileSystem, folder: &Path) -> Vec<String> {
        let (files, errors) = fs.sources(folder, folder);
        assert!(errors.is_empty(), "{errors:?}");
        files.iter().map(|file| file.path.strip_prefix(folder).unwrap_or(&file.path).display().to_string()).collect()
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
    fn links_in_cycles_do_no_harm_and_linked_files_are_marked() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.fpl"), "").unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).unwrap();
        std::os::unix::fs::symlink("a.fpl", folder.path().join("b.fpl")).unwrap();
        assert_eq!(found(&Disk, folder.path()), ["a.fpl", "b.fpl"]);
        assert!(Disk.sources(folder.path(), folder.path()).0[1].linked);
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_whose_gitignore_cannot_be_read_to_its_end_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["good", "bad"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
            std::fs::write(folder.path().join(name).join("a.fpl"), "").unwrap();
        }
        std::fs::write(folder.path().join("bad/.gitignore"), "#".repeat(1024 * 1024 + 1)).unwrap();
        let (files, errors) = Disk.sources(folder.path(), folder.path());
        assert_eq!(files, [Found { path: folder.path().join("good/a.fpl"), linked: false }]);
        assert_eq!(errors.len(), 1);
        assert!(errors[0].to_string().ends_with("bad/.gitignore: it is larger than 1 MiB"), "{}", errors[0]);
        assert_eq!(Disk.sources(&folder.path().join("bad"), folder.path()).1.len(), 1);
    }

    #[test]
    fn a_stream_is_read_up_to_its_bound_and_no_further() {
        assert_eq!(read_bounded(&b"abc"[..], 0, 3).unwrap(), b"abc");
        assert_eq!(read_bounded(io::repeat(0), u64::MAX, 1_000).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }

    #[cfg(unix)]
    #[test]
    fn only_regular_files_are_read() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read_regular(folder.path(), 9).unwrap_err().kind(), io::ErrorKind::IsADirectory);
        let error = read_regular(Path::new("/dev/zero"), 9).unwrap_err();
        assert_eq!(error.to_string(), "it is not a regular file");
        std::fs::write(folder.path().join("a"), "0123456789").unwrap();
        assert_eq!(read_regular(&folder.path().join("a"), 9).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(read_regular(&folder.path().join("a"), 10).unwrap().len(), 10);
    }

    #[test]
    fn memory_answers_as_the_disk_does() {
        let fs = Memory::new().with("p/a.fpl", "x").with("p/.h/b.fpl", "").with("p/c.txt", "").with("/p/d/e.fpl", "");
        assert_eq!(found(&fs, Path::new("p")), ["a.fpl", "d/e.fpl"]);
        assert_eq!(fs.kind(Path::new("p/d")).unwrap(), FileKind::Folder);
        assert_eq!(fs.kind(Path::new("./p/../p/a.fpl")).unwrap(), FileKind::File);
        assert_eq!(fs.read(Path::new("p/a.fpl"), &Border::around(&fs, Path::new("")), 1).unwrap(), b"x");
        assert_eq!(fs.read(Path::new("p/a.fpl"), &Border::around(&fs, Path::new("")), 0).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(fs.kind(Path::new("q")).unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[test]
    fn an_overlay_covers_one_file() {
        let below = Memory::new().with("a.fpl", "old").with("b.fpl", "b");
        let fs = Overlay { below: &below, path: "a.fpl".into(), bytes: b"new".to_vec() };
        assert_eq!(fs.read(Path::new("./a.fpl"), &Border::around(&fs, Path::new("")), 3).unwrap(), b"new");
        assert_eq!(fs.read(Path::new("b.fpl"), &Border::around(&fs, Path::new("")), 1).unwrap(), b"b");
    }
}
