//! Files, byte spans, line index, project root and module names.
//!
//! Everything behind this module speaks of text by [`Span`]; the text itself is looked up in the [`SourceMap`]
//! only where something is drawn.

pub mod border;
pub mod fs;
mod line_index;
pub mod project;
mod span;
mod walk;

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

pub use compact_str::CompactString as Name;
pub use line_index::{LineColumn, LineIndex};
pub use span::{FileId, Span, Spanned};

/// One file as it was read.
#[derive(Debug)]
pub struct SourceFile {
    /// Its id in the map.
    pub id: FileId,
    /// The path as the user gave it or as it was found below what the user gave: what reports show.
    pub path: PathBuf,
    /// The module's name: the path below the project root with dots (`shared.pricing`).
    pub module: Name,
    /// The text, without a byte order mark.
    pub text: Arc<str>,
    lines: OnceLock<LineIndex>,
}

impl SourceFile {
    /// The line index, made when it is first asked for.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// Line and column of a byte offset.
    pub fn line_column(&self, offset: u32) -> LineColumn {
        self.lines().line_column(&self.text, offset)
    }
}

/// The files of one session, by id.
#[derive(Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// A map without files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file and says its id. A byte order mark at the start of `text` is left out.
    pub fn add(&mut self, path: impl Into<PathBuf>, module: impl Into<Name>, text: impl Into<Arc<str>>) -> FileId {
        let id = FileId(self.files.len() as u32);
        let text: Arc<str> = text.into();
        let text = match text.strip_prefix('\u{feff}') {
            Some(rest) => Arc::from(rest),
            None => text,
        };
        self.files.push(SourceFile { id, path: path.into(), module: module.into(), text, lines: OnceLock::new() });
        id
    }

    /// The file with that id, which this map gave out.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// All files in the order in which they were added.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// The file at exactly this path.
    pub fn find(&self, path: &Path) -> Option<&SourceFile> {
        self.files.iter().find(|file| file.path == path)
    }

    /// The text under a span.
    pub fn text(&self, span: Span) -> &str {
        self.file(span.file).text.get(span.start as usize..span.end as usize).unwrap_or("")
    }
}
