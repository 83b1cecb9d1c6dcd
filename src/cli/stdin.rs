//! Standard input as a source file.

use std::path::PathBuf;

use crate::source::fs::{Disk, FileSystem, Overlay, read_bounded};
use crate::source::project::LARGEST;

/// The path that means standard input or standard output.
pub(super) const DASH: &str = "-";

/// The name of standard input if none is given.
pub(super) const DEFAULT_NAME: &str = "stdin.fpl";

/// The files that a command reads: the disk, where standard input, if there is one, takes the place of the file `name`.
///
/// # Errors
/// If standard input cannot be read, or has more bytes than a source file.
pub(super) fn files(name: Option<PathBuf>) -> std::io::Result<Box<dyn FileSystem>> {
    static DISK: Disk = Disk;
    let Some(path) = name else {
        return Ok(Box::new(Disk));
    };
    let bytes = read_bounded(std::io::stdin().lock(), 0, LARGEST)?;
    Ok(Box::new(Overlay { below: &DISK, path, bytes }))
}
