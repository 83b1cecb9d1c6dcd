//! Standard input as a source file.

use std::path::PathBuf;

use crate::source::fs::{Disk, FileSystem, Overlay, read_bounded};
use crate::source::project::LARGEST;

/// The path that stands for standard input, or for standard output.
pub(super) const DASH: &str = "-";

/// What standard input is called where no name is given.
pub(super) const DEFAULT_NAME: &str = "stdin.fpl";

/// The files that a command reads: the disk, with standard input laid over it as the file `name` if there is one.
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
