//! The sources below a folder of the disk: found as git would find them, by `.gitignore` files, but every file is opened here, so that none of them leads
//! out of the project.
//!
//! The result depends on the folder alone: neither on the user's own settings of git nor on files that git keeps beside the sources.

#![expect(clippy::disallowed_methods, reason = "walks the real folders for `Disk`")]

use std::ffi::OsStr;
use std::fs::FileType;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::border::Border;
use super::fs::{Disk, FileSystem as _, Found, ReadError, is_source};

/// The name of a file of patterns.
pub(super) const IGNORE_FILE: &str = ".gitignore";

/// Bytes of the largest file of patterns.
const LARGEST_IGNORE: usize = 1024 * 1024;

/// The sources below `folder` of the project in `root`, sorted by path, and what could not be read.
pub(super) fn sources(folder: &Path, root: &Path) -> (Vec<Found>, Vec<ReadError>) {
    let mut walk = Walk { found: Vec::new(), errors: Vec::new() };
    match std::fs::canonicalize(folder) {
        Ok(real) => {
            if let Some(rules) = walk.above(&real, root) {
                walk.folder(folder, real, rules, root);
            }
        }
        Err(error) => walk.errors.push(ReadError { path: folder.to_owned(), error }),
    }
    walk.found.sort_by(|one, other| one.path.cmp(&other.path));
    (walk.found, walk.errors)
}

/// The patterns of a folder and of those above it.
struct Rules {
    own: Gitignore,
    above: Option<Arc<Rules>>,
}

impl Rules {
    /// Whether a path is left out: the nearest pattern that matches decides.
    fn leave_out(rules: Option<&Arc<Rules>>, path: &Path, is_folder: bool) -> bool {
        let mut next = rules;
        while let Some(rules) = next {
            match rules.own.matched(path, is_folder) {
                Match::Ignore(_) => return true,
                Match::Whitelist(_) => return false,
                Match::None => next = rules.above.as_ref(),
            }
        }
        false
    }
}

/// A folder to search: its shown path, its path without links, and the patterns that apply in it.
type Folder = (PathBuf, PathBuf, Option<Arc<Rules>>);

/// The state of [`sources`].
struct Walk {
    found: Vec<Found>,
    errors: Vec<ReadError>,
}

impl Walk {
    /// The patterns that apply in a folder: those of the repository around the project, or of the project where there is none. `None` where
    /// one of their files must not be read.
    fn above(&mut self, real: &Path, root: &Path) -> Option<Option<Arc<Rules>>> {
        let project = std::fs::canonicalize(root).unwrap_or_else(|_| real.to_owned());
        let is_repository = |folder: &&Path| std::fs::symlink_metadata(folder.join(".git")).is_ok();
        let top = project.ancestors().find(is_repository).unwrap_or(&project).to_owned();
        let border = Border::around(&Disk, &top);
        let mut between: Vec<&Path> = real.ancestors().skip(1).take_while(|folder| folder.starts_with(&top)).collect();
        between.reverse();
        between.into_iter().try_fold(None, |above, folder| self.rules(folder, folder, above, &border))
    }

    /// Searches a folder and those below it.
    fn folder(&mut self, shown: &Path, real: PathBuf, rules: Option<Arc<Rules>>, root: &Path) {
        let border = Border::around(&Disk, root);
        let mut open: Vec<Folder> = vec![(shown.to_owned(), real, rules)];
        while let Some((shown, real, above)) = open.pop() {
            let Some(rules) = self.rules(&shown, &real, above, &border) else { continue };
            match std::fs::read_dir(&shown) {
                Ok(entries) => {
                    for entry in entries {
                        match entry.and_then(|entry| Ok((entry.file_name(), entry.file_type()?))) {
                            Ok((name, kind)) => self.entry((&shown, &real, rules.as_ref()), &name, kind, &mut open),
                            Err(error) => self.errors.push(ReadError { path: shown.clone(), error }),
                        }
                    }
                }
                Err(error) => self.errors.push(ReadError { path: shown, error }),
            }
        }
    }

    /// Collects the entries of a folder. Linked folders are not entered.
    fn entry(&mut self, folder: (&Path, &Path, Option<&Arc<Rules>>), name: &OsStr, kind: FileType, open: &mut Vec<Folder>) {
        let (shown, real, rules) = folder;
        if name.as_encoded_bytes().starts_with(b".") || !(kind.is_dir() || is_source(Path::new(name))) {
            return;
        }
        let (path, real) = (shown.join(name), real.join(name));
        if Rules::leave_out(rules, &real, kind.is_dir()) {
            return;
        }
        if kind.is_dir() {
            open.push((path, real, rules.cloned()));
        } else if !(kind.is_symlink() && path.is_dir()) {
            let path = path.strip_prefix("./").map(Path::to_owned).unwrap_or(path);
            self.found.push(Found { path, linked: kind.is_symlink() });
        }
    }

    /// The patterns of a folder with those above it. `None` where its file must not be read; that is reported.
    fn rules(&mut self, shown: &Path, real: &Path, above: Option<Arc<Rules>>, border: &Border) -> Option<Option<Arc<Rules>>> {
        let path = shown.join(IGNORE_FILE);
        match std::fs::symlink_metadata(&path) {
            Ok(metadata) if !metadata.is_dir() => {}
            _ => return Some(above),
        }
        match Disk.read(&path, border, LARGEST_IGNORE) {
            Ok(bytes) => {
                let text = String::from_utf8_lossy(&bytes);
                let mut builder = GitignoreBuilder::new(real);
                for line in text.strip_prefix('\u{feff}').unwrap_or(&text).lines() {
                    // A pattern that cannot be read matches nothing, as for git.
                    let _unread = builder.add_line(None, line);
                }
                let own = builder.build().ok();
                Some(own.map_or(above.clone(), |own| Some(Arc::new(Rules { own, above }))))
            }
            Err(error) => {
                let error = match error.kind() {
                    io::ErrorKind::FileTooLarge => io::Error::other("it is larger than 1 MiB"),
                    _ => error,
                };
                self.errors.push(ReadError { path, error });
                None
            }
        }
    }
}
