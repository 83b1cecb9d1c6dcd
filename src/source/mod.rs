//! Files, byte spans, line index, project root and module names.
//!
//! The later stages refer to text by [`Span`]; the text itself is looked up in the [`SourceMap`] only when it is shown.

pub(crate) mod border;
pub(crate) mod fs;
mod line_index;
pub(crate) mod project;
mod span;
mod walk;

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

pub(crate) use compact_str::CompactString as Name;
pub use line_index::{LineColumn, LineIndex};
pub(crate) use span::Spanned;
pub use span::{FileId, Span};

/// One file as it was read.
#[derive(Debug)]
pub struct SourceFile {
    /// Its id in the map.
    pub id: FileId,
    /// The path as the user gave it, or as it was found below that: the one that reports show.
    pub path: PathBuf,
    /// The module's name: the path below the project root with dots (`shared.pricing`).
    pub module: Name,
    /// The text, without a byte order mark.
    pub text: Arc<str>,
    lines: OnceLock<LineIndex>,
}

impl SourceFile {
    /// The line index, created on first use.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// Line and column of a byte offset.
    pub fn line_column(&self, offset: u32) -> LineColumn {
        self.lines().line_column(&self.text, offset)
    }
}

/// The files of one session, in the order in which they were loaded.
///
/// An id is a handle and does not imply this order: a map that is made [after](SourceMap::after) another one may have the same files in
/// another order, and spans in unchanged files stay valid. To order findings, use the [rank](SourceMap::rank) of a file.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<Arc<SourceFile>>,
    /// By id, the position in `files`; [`ABSENT`] for a file that only an earlier map had.
    ranks: Vec<u32>,
}

/// The rank of a file that is no longer part of the map.
const ABSENT: u32 = u32::MAX;

impl SourceMap {
    /// A map without files.
    pub fn new() -> Self {
        Self::default()
    }

    /// A map for a later state of the same project: without files, but new files never get an id that `earlier` used.
    #[must_use]
    pub fn after(earlier: &SourceMap) -> Self {
        Self { files: Vec::new(), ranks: vec![ABSENT; earlier.ranks.len()] }
    }

    /// Adds a file and returns its id. A byte order mark at the start of `text` is removed.
    pub fn add(&mut self, path: impl Into<PathBuf>, module: impl Into<Name>, text: impl Into<Arc<str>>) -> FileId {
        let id = FileId(self.ranks.len() as u32);
        self.ranks.push(ABSENT);
        self.put(id, path, module, text);
        id
    }

    /// Adds a file with a new text under the id that an earlier map gave it.
    pub fn put(&mut self, id: FileId, path: impl Into<PathBuf>, module: impl Into<Name>, text: impl Into<Arc<str>>) {
        let text: Arc<str> = text.into();
        let text = match text.strip_prefix('\u{feff}') {
            Some(rest) => Arc::from(rest),
            None => text,
        };
        self.keep(Arc::new(SourceFile { id, path: path.into(), module: module.into(), text, lines: OnceLock::new() }));
    }

    /// Adds a file of an earlier map as it is.
    pub fn keep(&mut self, file: Arc<SourceFile>) {
        self.ranks[file.id.0 as usize] = self.files.len() as u32;
        self.files.push(file);
    }

    /// The file with that id, which must be part of this map.
    pub fn file(&self, id: FileId) -> &SourceFile {
        self.shared(id)
    }

    /// That file, to be [kept](SourceMap::keep) by a later map.
    pub fn shared(&self, id: FileId) -> &Arc<SourceFile> {
        &self.files[self.rank(id) as usize]
    }

    /// The position of a file among all files.
    pub fn rank(&self, id: FileId) -> u32 {
        self.ranks[id.0 as usize]
    }

    /// All files in the order in which they were added.
    pub fn files(&self) -> &[Arc<SourceFile>] {
        &self.files
    }

    /// The file at exactly this path.
    pub fn find(&self, path: &Path) -> Option<&SourceFile> {
        self.files.iter().map(Arc::as_ref).find(|file| file.path == path)
    }

    /// The text under a span.
    pub fn text(&self, span: Span) -> &str {
        self.file(span.file).text.get(span.start as usize..span.end as usize).unwrap_or("")
    }
}
