//! The border of a project: the files that may be read for it, wherever its symbolic links lead.
//!
//! A pull request can contain a link to any file of the machine that checks it, and reports quote lines of the files they are about. So a path of a
//! project is followed only to where it really leads, and only as far as that is a file of the same kind inside of the project's folder.
//! Hidden files are left out there as they are everywhere: `.git/config` and `.env` are inside, too, and hold secrets.

use std::io;
use std::path::{Component, Path, PathBuf};

use super::fs::{FileKind, FileSystem, absolute};

/// A path does not stay inside of its border.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("it leads out of the project")]
pub(crate) struct LeadsOut;

impl LeadsOut {
    /// Whether an error says so.
    pub(crate) fn is(error: &io::Error) -> bool {
        error.get_ref().is_some_and(|inner| inner.is::<LeadsOut>())
    }

    fn error() -> io::Error {
        io::Error::new(io::ErrorKind::PermissionDenied, LeadsOut)
    }
}

/// A folder; files outside of it are not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Border {
    /// The absolute path, without resolving links.
    written: PathBuf,
    /// The path without links.
    real: PathBuf,
}

/// Where a path leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inside {
    /// The path without links.
    pub real: PathBuf,
    /// The same below the border.
    pub below: PathBuf,
    /// Whether a link led there.
    pub linked: bool,
}

impl Border {
    /// The border around a folder. For a folder that does not exist yet, as that of a new file in an editor, the existing part counts.
    pub fn around(fs: &dyn FileSystem, folder: &Path) -> Self {
        let written = absolute(fs, folder);
        let real = real_or_meant(fs, &written);
        Self { written, real }
    }

    /// The target of a path inside of the border.
    ///
    /// # Errors
    /// The system's error; [`LeadsOut`] where it leads over the border, to something hidden, to a file of another kind, or nowhere.
    pub fn follow(&self, fs: &dyn FileSystem, path: &Path) -> io::Result<Inside> {
        let real = fs.real(path).map_err(|error| match error.kind() {
            // The error does not reveal whether something exists outside either.
            io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied | io::ErrorKind::NotADirectory if fs.kind(path).is_ok() => {
                LeadsOut::error()
            }
            _ => error,
        })?;
        let below = real.strip_prefix(&self.real).map_err(|_| LeadsOut::error())?.to_owned();
        let written = absolute(fs, path);
        let linked = written.strip_prefix(&self.written) != Ok(&below);
        if linked && !(is_shown(&below) && (matches!(fs.kind(path), Ok(FileKind::Folder)) || same_kind(&written, &real))) {
            return Err(LeadsOut::error());
        }
        Ok(Inside { real, below, linked })
    }
}

/// The real path of something, or of the nearest folder above it that exists, with the rest as it is written.
pub(super) fn real_or_meant(fs: &dyn FileSystem, written: &Path) -> PathBuf {
    let real = |above: &Path| Some(fs.real(above).ok()?.join(written.strip_prefix(above).ok()?));
    written.ancestors().find_map(real).unwrap_or_else(|| written.to_owned())
}

/// Whether no part of a path is hidden except the name of a `.gitignore`.
fn is_shown(below: &Path) -> bool {
    let hidden = |part: Component<'_>| part.as_os_str().as_encoded_bytes().starts_with(b".");
    !below.components().any(|part| hidden(part) && part.as_os_str() != super::walk::IGNORE_FILE)
}

/// Whether a link leads to a file that could be in its place: `a.fpl` to `b.fpl`, `.gitignore` to another one.
fn same_kind(link: &Path, file: &Path) -> bool {
    match link.extension() {
        Some(extension) => file.extension() == Some(extension),
        None => file.file_name() == link.file_name(),
    }
}
