//! The one place that writes: the two streams, and files that are written whole or not at all.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::ExitStatus;
use super::terminal::{ColorWish, Terminal};

/// Standard output and standard error.
#[derive(Clone, Copy, Debug)]
pub(super) struct Streams {
    /// Where results go.
    pub(super) out: Terminal,
    /// Where everything else goes.
    pub(super) err: Terminal,
}

impl Streams {
    /// The process's streams.
    pub(super) fn new(wish: ColorWish) -> Self {
        Self { out: Terminal::stdout(wish), err: Terminal::stderr(wish) }
    }

    /// Writes a result and gives back `status`. A reader that has seen enough and closed the pipe is no error; any other
    /// failure is one of the call.
    pub(super) fn result(&self, text: &str, status: ExitStatus) -> ExitStatus {
        match self.write(text.as_bytes()) {
            Err(error) => {
                self.note(&format!("error: the result cannot be written to standard output: {error}\n"));
                ExitStatus::Usage
            }
            Ok(()) => status,
        }
    }

    /// Writes a result of any bytes; a closed pipe is no error.
    pub(super) fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let mut stream = io::stdout().lock();
        match stream.write_all(bytes).and_then(|()| stream.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
            _ => Ok(()),
        }
    }

    /// Writes something that is no result. If nobody can read it, nobody can be told.
    pub(super) fn note(&self, text: &str) {
        let _unread = io::stderr().lock().write_all(text.as_bytes());
    }

    /// Answers what clap refused, or `--help` and `--version`, which it answers itself.
    pub(super) fn usage(&self, error: &clap::Error) -> ExitStatus {
        let text = error.render();
        if error.use_stderr() {
            self.note(&if self.err.color { text.ansi().to_string() } else { text.to_string() });
            ExitStatus::Usage
        } else {
            self.result(&if self.out.color { text.ansi().to_string() } else { text.to_string() }, ExitStatus::Success)
        }
    }
}

/// Why an output could not be written.
#[derive(Debug, thiserror::Error)]
#[error("`{path}` cannot be written: {error}", path = path.display())]
pub(super) struct WriteError {
    path: PathBuf,
    error: io::Error,
}

/// Writes a file whole or not at all: to a temporary file beside it, which is then renamed. What is no regular file (a pipe,
/// a device) is written to as it is, and a link keeps pointing where it does.
///
/// # Errors
/// If the folder does not exist or cannot be written to, or a folder stands at `path`.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    write_whole(path, bytes).map_err(|error| WriteError { path: path.to_owned(), error })
}

fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if let Ok(metadata) = std::fs::metadata(&target) {
        if metadata.is_dir() {
            return Err(io::Error::other("a folder stands there"));
        }
        if !metadata.is_file() {
            return std::fs::OpenOptions::new().write(true).open(&target)?.write_all(bytes);
        }
    }
    let mut file = beside(folder_of(&target)?)?;
    file.write_all(bytes)?;
    file.persist(&target).map_err(|error| error.error)?;
    Ok(())
}

/// The folder that a path lies in, which has to exist.
fn folder_of(path: &Path) -> io::Result<&Path> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if folder.is_dir() { Ok(folder) } else { Err(io::Error::other(format!("there is no folder `{}`", folder.display()))) }
}

/// A temporary file with the permissions of any other new file.
fn beside(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".flightplan-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Writes a folder of files whole or not at all: to a temporary folder beside it, which is then renamed. A folder that
/// stands there is replaced if all that it holds are files that `ours` knows as former outputs.
///
/// # Errors
/// If the folder above cannot be written to, or what stands at `path` would be lost.
pub(super) fn write_folder(path: &Path, files: &[(String, Vec<u8>)], ours: fn(&Path) -> bool) -> Result<(), WriteError> {
    write_all(path, files, ours).map_err(|error| WriteError { path: path.to_owned(), error })
}

fn write_all(path: &Path, files: &[(String, Vec<u8>)], ours: fn(&Path) -> bool) -> io::Result<()> {
    let old = std::fs::symlink_metadata(path).is_ok();
    if old {
        if !path.is_dir() {
            return Err(io::Error::other("something that is no folder stands there"));
        }
        for entry in std::fs::read_dir(path)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() || !ours(&entry.path()) {
                let name = entry.file_name();
                return Err(io::Error::other(format!("`{}`, which stands in it, would be lost", name.display())));
            }
        }
    }
    let parts = tempfile::Builder::new().prefix(".flightplan-").tempdir_in(folder_of(path)?)?;
    let fresh = parts.path().join("new");
    std::fs::create_dir(&fresh)?;
    for (name, bytes) in files {
        let file = fresh.join(name);
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(file, bytes)?;
    }
    if old {
        std::fs::rename(path, parts.path().join("old"))?;
    }
    if let Err(error) = std::fs::rename(&fresh, path) {
        if old {
            std::fs::rename(parts.path().join("old"), path)?;
        }
        return Err(error);
    }
    Ok(())
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
        assert!(error.to_string().ends_with("a folder stands there"), "{error}");
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
