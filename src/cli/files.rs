//! Output files and folders, which are written completely or not at all: next to their target, to which they are then renamed.
//!
//! Half-written output is removed even if the process is told to end in the middle of it.

#![expect(clippy::disallowed_methods, reason = "writes the results of commands")]

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Why an output could not be written.
#[derive(Debug, thiserror::Error)]
#[error("`{path}` cannot be written: {error}", path = path.display())]
pub(super) struct WriteError {
    path: PathBuf,
    error: io::Error,
}

/// Writes a file completely or not at all: to a temporary file next to it, which is then renamed. Anything but a regular file (a
/// pipe, a device) is written to directly, and a link keeps its target.
///
/// # Errors
/// If the folder does not exist or cannot be written to, or `path` is a folder.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    write_whole(path, bytes).map_err(|error| WriteError { path: path.to_owned(), error })
}

fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if let Ok(metadata) = std::fs::metadata(&target) {
        if metadata.is_dir() {
            return Err(io::Error::other("it is a folder"));
        }
        if !metadata.is_file() {
            return std::fs::OpenOptions::new().write(true).open(&target)?.write_all(bytes);
        }
    }
    let half = Half::new();
    let folder = folder_of(&target)?;
    let mut file = half.begin(|| beside(folder), |file| Rescue::File(file.path().to_owned()))?;
    file.write_all(bytes)?;
    file.persist(&target).map_err(|error| error.error)?;
    Ok(())
}

/// The folder of a path, which has to exist.
fn folder_of(path: &Path) -> io::Result<&Path> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if folder.is_dir() { Ok(folder) } else { Err(io::Error::other(format!("the folder `{}` does not exist", folder.display()))) }
}

/// A temporary file with the permissions of any other new file.
fn beside(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".flightplan-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Writes a folder of files completely or not at all: to a temporary folder next to it, which is then renamed. An existing
/// folder is replaced if it contains nothing but files that `ours` recognises as former outputs.
///
/// # Errors
/// If the parent folder cannot be written to, or something else at `path` would be lost.
pub(super) fn write_folder(path: &Path, files: &[(String, Vec<u8>)], ours: fn(&Path) -> bool) -> Result<(), WriteError> {
    write_all(path, files, ours).map_err(|error| WriteError { path: path.to_owned(), error })
}

fn write_all(path: &Path, files: &[(String, Vec<u8>)], ours: fn(&Path) -> bool) -> io::Result<()> {
    refuse_to_lose(path, ours)?;
    let half = Half::new();
    let folder = folder_of(path)?;
    let parts = half.begin(
        || tempfile::Builder::new().prefix(".flightplan-").tempdir_in(folder),
        |parts| Rescue::Folder { parts: parts.path().to_owned(), place: path.to_owned() },
    )?;
    let fresh = parts.path().join("new");
    half.undisturbed(|| std::fs::create_dir(&fresh))?;
    for (name, bytes) in files {
        let file = fresh.join(name);
        half.undisturbed(|| {
            if let Some(folder) = file.parent() {
                std::fs::create_dir_all(folder)?;
            }
            std::fs::write(&file, bytes)
        })?;
    }
    half.undisturbed(|| put_in_place(path, parts.path(), &fresh, ours))
}

/// Only former outputs may be lost.
fn refuse_to_lose(path: &Path, ours: fn(&Path) -> bool) -> io::Result<()> {
    // Another process may remove it between two of these checks.
    let entries = match std::fs::metadata(path).map(|metadata| metadata.is_dir()) {
        Ok(true) => std::fs::read_dir(path),
        Ok(false) => Err(io::Error::other("it is not a folder")),
        Err(error) => Err(error),
    };
    let entries = match entries {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() || !ours(&entry.path()) {
            let name = entry.file_name();
            return Err(io::Error::other(format!("it contains `{}`, which would be lost", name.display())));
        }
    }
    Ok(())
}

/// How often others may move their output to the target while this one is being moved there.
const TURNS: usize = 1_000;

/// Moves whatever is at `path` into `parts`, and `fresh` to `path`. Another process may do the same at the same time: then the complete
/// output of the last one remains.
fn put_in_place(path: &Path, parts: &Path, fresh: &Path, ours: fn(&Path) -> bool) -> io::Result<()> {
    let mut last = None;
    for turn in 0..TURNS {
        match std::fs::rename(path, parts.join(OLD)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        match std::fs::rename(fresh, path) {
            Ok(()) => return Ok(()),
            Err(error) if matches!(error.kind(), io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::AlreadyExists) => {
                // Another process has put its output there, and what it replaced is no longer needed.
                refuse_to_lose(path, ours)?;
                let _none = std::fs::rename(parts.join(OLD), parts.join(turn.to_string()));
                last = Some(error);
            }
            Err(error) => {
                let _none = std::fs::rename(parts.join(OLD), path);
                return Err(error);
            }
        }
    }
    Err(last.unwrap_or_else(|| io::ErrorKind::AlreadyExists.into()))
}

/// The name, among the parts of a folder, of what it replaces.
const OLD: &str = "old";

/// What has to be undone if the process ends now.
#[derive(Debug)]
enum Rescue {
    /// A file without its name.
    File(PathBuf),
    /// A folder without its name, and its target, whose former folder may be among the parts.
    Folder { parts: PathBuf, place: PathBuf },
}

impl Rescue {
    fn undo(&self) {
        // There is no one left to report a failure to.
        let _failed = match self {
            Rescue::File(path) => std::fs::remove_file(path),
            Rescue::Folder { parts, place } => {
                let _new_or_none = std::fs::rename(parts.join(OLD), place);
                std::fs::remove_dir_all(parts)
            }
        };
    }
}

/// Something half written. While it exists, Ctrl-C and SIGTERM still end the process, but remove it first.
struct Half {
    rescue: Arc<Mutex<Option<Rescue>>>,
}

impl Half {
    /// Nothing so far; whatever is added is watched from the start.
    fn new() -> Self {
        let rescue = Arc::default();
        #[cfg(unix)]
        watch_over(Arc::clone(&rescue));
        Self { rescue }
    }

    /// Creates its first part and records how to undo that, with no moment in between at which the process could end.
    fn begin<T>(&self, make: impl FnOnce() -> io::Result<T>, rescue: impl FnOnce(&T) -> Rescue) -> io::Result<T> {
        let mut held = self.rescue.lock().unwrap_or_else(PoisonError::into_inner);
        let made = make()?;
        *held = Some(rescue(&made));
        Ok(made)
    }

    /// Does a step of it before or after what a signal undoes, never at the same time: a folder that is being written to cannot be removed.
    fn undisturbed<T>(&self, step: impl FnOnce() -> T) -> T {
        let _held = self.rescue.lock().unwrap_or_else(PoisonError::into_inner);
        step()
    }
}

impl Drop for Half {
    fn drop(&mut self) {
        self.rescue.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}

/// Waits for signals on a thread of its own until the process ends. If that is not possible, something half written may remain,
/// which is no reason not to write.
#[cfg(unix)]
fn watch_over(rescue: Arc<Mutex<Option<Rescue>>>) {
    use signal_hook::consts::{SIGINT, SIGTERM};
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM]) else { return };
    let wait = move || {
        for signal in &mut signals {
            let half = rescue.lock().unwrap_or_else(PoisonError::into_inner);
            half.iter().for_each(Rescue::undo);
            let _ended = signal_hook::low_level::emulate_default_handler(signal);
        }
    };
    let _detached = std::thread::Builder::new().name("signals".to_owned()).spawn(wait);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    fn is_pb(path: &Path) -> bool {
        path.extension().is_some_and(|extension| extension == "pb")
    }

    #[test]
    fn a_file_is_replaced_and_nothing_stays_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.tgz");
        write_file(&path, b"one").unwrap();
        write_file(&path, b"two").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert_eq!(names(folder.path()), ["out.tgz"]);
    }

    #[test]
    fn what_cannot_be_written_leaves_everything_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let error = write_file(folder.path(), b"x").unwrap_err();
        assert!(error.to_string().ends_with("it is a folder"), "{error}");
        assert!(write_file(&folder.path().join("no/such/out"), b"x").is_err());
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_keeps_its_target() {
        let folder = tempfile::tempdir().unwrap();
        let (target, link) = (folder.path().join("target"), folder.path().join("link"));
        std::fs::write(&target, "old").unwrap();
        std::os::unix::fs::symlink("target", &link).unwrap();
        write_file(&link, b"new").unwrap();
        assert_eq!(std::fs::read(&target).unwrap(), b"new");
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    }

    #[test]
    fn of_several_that_write_one_folder_the_last_ones_stays_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out");
        std::thread::scope(|scope| {
            for writer in 0..4 {
                let path = &path;
                scope.spawn(move || {
                    let files: Vec<_> = (0..8).map(|name| (format!("{name}.pb"), vec![writer; 100])).collect();
                    for _ in 0..10 {
                        write_folder(path, &files, is_pb).unwrap();
                    }
                });
            }
        });
        assert_eq!(names(folder.path()), ["out"]);
        assert_eq!(names(&path).len(), 8);
        let contents: Vec<_> = names(&path).iter().map(|name| std::fs::read(path.join(name)).unwrap()).collect();
        assert!(contents.iter().all(|content| *content == contents[0]));
    }

    #[test]
    fn what_is_undone_midway_gives_the_former_folder_back() {
        let folder = tempfile::tempdir().unwrap();
        let (parts, place) = (folder.path().join("parts"), folder.path().join("out"));
        std::fs::create_dir_all(parts.join(OLD)).unwrap();
        std::fs::write(parts.join(OLD).join("a.pb"), "former").unwrap();
        Rescue::Folder { parts, place: place.clone() }.undo();
        assert_eq!(names(folder.path()), ["out"]);
        assert_eq!(names(&place), ["a.pb"]);
    }

    #[test]
    fn a_folder_replaces_former_outputs_only() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out");
        write_folder(&path, &[("a.pb".to_owned(), b"1".to_vec()), ("b.pb".to_owned(), b"2".to_vec())], is_pb).unwrap();
        write_folder(&path, &[("c.pb".to_owned(), b"3".to_vec())], is_pb).unwrap();
        assert_eq!(names(&path), ["c.pb"]);
        std::fs::write(path.join("notes.txt"), "mine").unwrap();
        let error = write_folder(&path, &[], is_pb).unwrap_err();
        assert!(error.to_string().contains("`notes.txt`"), "{error}");
        assert_eq!(names(&path), ["c.pb", "notes.txt"]);
        assert_eq!(names(folder.path()), ["out"]);
    }
}
