//! Imports of modules that do not exist: which folder is the root and why, and under which other root the module would exist.
//!
//! Without a `flightplan.toml` the root depends on what a call names, so a file can have another module name in another call.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::report;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::names::UNKNOWN_MODULE;
use crate::source::fs::{FileKind, FileSystem, absolute};
use crate::source::project::{Project, parent};
use crate::source::{Name, Span};

/// How many folders above the root are examined.
const LEVELS: usize = 16;

/// What imports would refer to under other roots.
#[derive(Default)]
pub(super) struct Roots {
    /// By the place of an import: the other root, and the file.
    elsewhere: FxHashMap<Span, (PathBuf, PathBuf)>,
}

impl Roots {
    /// Looks for the module of an import that does not exist below the root of the project.
    pub(super) fn missing(&mut self, fs: &dyn FileSystem, project: &Project, module: &Name, place: Span) {
        if project.configured {
            return;
        }
        let found = below(project, module).or_else(|| above(fs, project, module));
        self.elsewhere.extend(found.map(|found| (place, found)));
    }

    /// Adds facts about roots to the findings on unknown modules.
    pub(super) fn explain(&self, project: &Project, findings: &mut [Diagnostic]) {
        for finding in findings.iter_mut().filter(|finding| finding.code == &UNKNOWN_MODULE) {
            let root = shown(&project.root);
            finding.notes.push(match project.configured {
                true => report::root_of_configuration(&root),
                false => report::root_by_default(&root),
            });
            if let Some((other, file)) = finding.span().and_then(|span| self.elsewhere.get(&span)) {
                finding.help.push(report::another_root(file, &shown(other)));
            }
        }
    }
}

fn shown(folder: &Path) -> String {
    if folder.as_os_str().is_empty() { ".".to_owned() } else { folder.display().to_string() }
}

/// A file of the project whose name ends in the wanted one.
fn below(project: &Project, module: &Name) -> Option<(PathBuf, PathBuf)> {
    let end = format!(".{module}");
    let (_, source) = project.files.iter().find(|(name, _)| name.ends_with(&end))?;
    let root = source.path.ancestors().nth(module.split('.').count())?;
    Some((root.to_owned(), source.path.clone()))
}

/// A file that has the name from a folder above the root. It has to be in the root or in the current folder: what is outside of both is not the
/// business of this call.
fn above(fs: &dyn FileSystem, project: &Project, module: &Name) -> Option<(PathBuf, PathBuf)> {
    let (here, root) = (fs.current_dir(), absolute(fs, &project.root));
    let mut folder = project.root.clone();
    for _ in 0..LEVELS {
        folder = parent(&folder);
        let mut file = folder.clone();
        file.extend(module.split('.'));
        file.as_mut_os_string().push(".fpl");
        let inside = absolute(fs, &file).starts_with(&root) || absolute(fs, &folder).starts_with(&here);
        if inside && matches!(fs.kind(&file), Ok(FileKind::File)) {
            return Some((folder, file));
        }
    }
    None
}
