//! What is said of an import that leads nowhere: which folder is the root and why, and under which other root the module would exist.
//!
//! Without a `flightplan.toml` the root depends on what a call names, so a file can have another module name in another call.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use crate::config;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::names::UNKNOWN_MODULE;
use crate::source::fs::{FileKind, FileSystem, absolute};
use crate::source::project::{Project, parent};
use crate::source::{Name, Span};

/// How many folders above the root are looked at.
const LEVELS: usize = 16;

/// The root, and what imports mean under other ones.
#[derive(Default)]
pub(super) struct Roots {
    root: PathBuf,
    configured: bool,
    /// By the place of an import: the other root, and the file.
    elsewhere: FxHashMap<Span, (PathBuf, PathBuf)>,
}

impl Roots {
    pub(super) fn new(project: &Project) -> Self {
        Self { root: project.root.clone(), configured: project.configured, elsewhere: FxHashMap::default() }
    }

    /// Remembers where the module of an import would be found, which does not exist below this root.
    pub(super) fn missing(&mut self, fs: &dyn FileSystem, project: &Project, module: &Name, place: Span) {
        if self.configured {
            return;
        }
        let found = below(project, module).or_else(|| above(fs, project, module));
        self.elsewhere.extend(found.map(|found| (place, found)));
    }

    /// Adds what is known of roots to the findings on unknown modules.
    pub(super) fn explain(&self, findings: &mut [Diagnostic]) {
        for finding in findings.iter_mut().filter(|finding| finding.code == &UNKNOWN_MODULE) {
            let (root, name) = (shown(&self.root), config::FILE_NAME);
            finding.notes.push(match self.configured {
                true => format!("the root is `{root}`, which holds `{name}`"),
                false => format!(
                    "the root is `{root}`, the folder that was named or that of the file, because no `{name}` stands in it or above it"
                ),
            });
            if let Some((other, file)) = finding.span().and_then(|span| self.elsewhere.get(&span)) {
                let (other, file) = (shown(other), file.display());
                finding.help.push(format!(
                    "`{file}` is that module where `{other}` is the root: put a `{name}`, which may be empty, into `{other}`, and it is the root in every call"
                ));
            }
        }
    }
}

/// A folder as it is shown.
fn shown(folder: &Path) -> String {
    if folder.as_os_str().is_empty() { ".".to_owned() } else { folder.display().to_string() }
}

/// A file of the project whose name ends in the one that is looked for.
fn below(project: &Project, module: &Name) -> Option<(PathBuf, PathBuf)> {
    let end = format!(".{module}");
    let (_, source) = project.files.iter().find(|(name, _)| name.ends_with(&end))?;
    let root = source.path.ancestors().nth(module.split('.').count())?;
    Some((root.to_owned(), source.path.clone()))
}

/// A file that has the name from a folder above the root. It has to lie in the root or in the current folder: what is outside of both is no
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
