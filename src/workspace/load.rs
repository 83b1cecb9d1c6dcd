//! Reading and parsing: the requested files, then, in waves, the modules that they import.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::loaded::{Configuration, Loaded, Unit};
use super::roots::Roots;
use super::timing::{Stopwatch, Watch};
use super::{Progress, report};
use crate::config::{self, Settings};
use crate::diagnostics::{Diagnostic, Outcome};
use crate::lint::Levels;
use crate::parallel::{self, Workers};
use crate::source::border::{Border, LeadsOut};
use crate::source::fs::{FileKind, FileSystem};
use crate::source::project::{Project, SourcePath, TextError, read_text};
use crate::source::{FileId, Name, SourceFile, SourceMap};
use crate::syntax::{self, ast};

/// Bytes of text that one thread has read before others have started.
const SMALL: usize = 16 * 1024;

/// Reads the configuration of a project, its files, and what they import. `adjust` overrides the settings.
pub(super) fn open(
    fs: &dyn FileSystem,
    project: Project,
    workers: Workers,
    adjust: &dyn Fn(&mut Settings),
    progress: &dyn Progress,
) -> Loaded {
    let mut loader = Loader::new(fs, project, SourceMap::new(), Earlier::default(), workers, progress);
    let configuration = loader.configuration(adjust);
    loader.load(configuration)
}

/// The parts of an earlier state of the project that a load keeps.
#[derive(Default)]
pub(super) struct Earlier<'a> {
    /// All files by their paths; a file that is read again keeps its id.
    files: FxHashMap<&'a Path, &'a Arc<SourceFile>>,
    /// The files that have not changed.
    units: FxHashMap<FileId, &'a Arc<Unit>>,
}

impl<'a> Earlier<'a> {
    /// Everything of `loaded` except the file that has `changed`.
    pub(super) fn of(loaded: &'a Loaded, changed: Option<FileId>) -> Self {
        let files = loaded.sources.files().iter().map(|file| (file.path.as_path(), file)).collect();
        let with_file = loaded.units.iter().filter_map(|unit| Some((unit.file()?, unit)));
        let units = with_file.filter(|(file, _)| Some(*file) != changed).collect();
        Self { files, units }
    }

    /// The file at a path, if it has not changed.
    fn unit(&self, path: &Path) -> Option<(&'a Arc<SourceFile>, &'a Arc<Unit>)> {
        let file = *self.files.get(path)?;
        Some((file, *self.units.get(&file.id)?))
    }
}

/// The state of a load.
pub(super) struct Loader<'a> {
    fs: &'a dyn FileSystem,
    project: Project,
    border: Border,
    progress: &'a dyn Progress,
    earlier: Earlier<'a>,
    sources: SourceMap,
    units: Vec<Arc<Unit>>,
    imports: Vec<Diagnostic>,
    roots: Roots,
    stopwatch: Stopwatch,
}

/// A file as it was read.
struct Read {
    /// Its id, unless it could not be read at all.
    file: Option<FileId>,
    /// Whether it is text, which can be parsed.
    is_text: bool,
    findings: Vec<Diagnostic>,
}

/// A file of a wave.
enum Piece {
    Kept(Arc<Unit>),
    Read(Read),
}

impl<'a> Loader<'a> {
    pub(super) fn new(
        fs: &'a dyn FileSystem,
        project: Project,
        sources: SourceMap,
        earlier: Earlier<'a>,
        workers: Workers,
        progress: &'a dyn Progress,
    ) -> Self {
        Self {
            fs,
            border: Border::around(fs, &project.root),
            project,
            progress,
            earlier,
            sources,
            units: Vec::new(),
            imports: Vec::new(),
            roots: Roots::default(),
            stopwatch: Stopwatch::new(workers),
        }
    }

    /// Reads the project's configuration.
    fn configuration(&mut self, adjust: &dyn Fn(&mut Settings)) -> Configuration {
        let mut configuration = Configuration::default();
        if self.project.configured {
            let path = self.project.root.join(config::FILE_NAME);
            let Read { file, is_text, findings } = self.read(&Name::default(), &SourcePath { path, odd_part: None });
            configuration.findings = findings;
            configuration.file = file;
            if let (Some(file), true) = (file, is_text) {
                let Outcome { value, diagnostics } = config::read(self.sources.file(file));
                configuration.settings = value;
                configuration.findings.extend(diagnostics);
            }
        }
        adjust(&mut configuration.settings);
        let (levels, problems) = Levels::new(&configuration.settings);
        configuration.levels = levels;
        configuration.findings.extend(problems);
        configuration
    }

    /// Reads and parses the requested files, then what they import, until no import names a new module.
    pub(super) fn load(mut self, configuration: Configuration) -> Loaded {
        let mut seen: BTreeSet<Name> = self.project.files.keys().cloned().collect();
        let first = self.wave(&self.project.files.clone());
        let chosen = first.iter().filter_map(|unit| unit.file()).collect();
        let mut units = first;
        while !units.is_empty() {
            let imported = self.imported(&units, &mut seen);
            self.units.append(&mut units);
            units = self.wave(&imported);
        }
        let Self { project, sources, units, imports, roots, stopwatch, .. } = self;
        Loaded { project, sources, configuration, units, chosen, imports, roots, stopwatch }
    }

    /// The files of a wave, in their order: read and parsed, or kept as they were.
    fn wave(&mut self, wave: &BTreeMap<Name, SourcePath>) -> Vec<Arc<Unit>> {
        if wave.is_empty() {
            return Vec::new();
        }
        let watch = Watch::start();
        let pieces: Vec<Piece> = wave.iter().map(|(module, source)| self.piece(module, source)).collect();
        self.stopwatch.stop(watch, "read");
        let text = |piece: &Piece| match piece {
            Piece::Read(Read { file, is_text: true, .. }) => *file,
            Piece::Read(_) | Piece::Kept(_) => None,
        };
        let texts: Vec<FileId> = pieces.iter().filter_map(text).collect();
        let mut parsed = self.parse(&texts).into_iter();
        let unit = |piece: Piece| match piece {
            Piece::Kept(unit) => unit,
            Piece::Read(Read { is_text, mut findings, .. }) => {
                let outcome = if is_text { parsed.next() } else { None };
                let module = outcome.map(|Outcome { value, diagnostics }| {
                    findings.extend(diagnostics);
                    value
                });
                Arc::new(Unit { module, findings })
            }
        };
        pieces.into_iter().map(unit).collect()
    }

    fn piece(&mut self, module: &Name, source: &SourcePath) -> Piece {
        match self.earlier.unit(&source.path) {
            Some((file, unit)) => {
                self.sources.keep(Arc::clone(file));
                Piece::Kept(Arc::clone(unit))
            }
            None => Piece::Read(self.read(module, source)),
        }
    }

    /// Reads one file into the map. Of a file that is not text the beginning is kept, so that the report has a place.
    fn read(&mut self, module: &Name, source: &SourcePath) -> Read {
        let SourcePath { path, odd_part } = source;
        let (text, unread) = match read_text(self.fs, path, &self.border) {
            Ok(text) => {
                let file = self.add(path, module, text);
                let findings = odd_part.iter().map(|part| report::odd_part(part, file)).collect();
                return Read { file: Some(file), is_text: true, findings };
            }
            Err(TextError::Io(error)) => {
                return Read { file: None, is_text: false, findings: vec![report::unreadable(path, &error)] };
            }
            Err(TextError::NotUtf8 { before, byte }) => (before, Unread::NotUtf8(byte)),
            Err(TextError::LeadsOut(_)) => (String::new(), Unread::LeadsOut),
            Err(TextError::TooLarge) => (String::new(), Unread::TooLarge),
        };
        let file = self.add(path, module, text);
        let finding = match unread {
            Unread::LeadsOut => report::leads_out_unread(path, file),
            Unread::TooLarge => report::too_large(path, file),
            Unread::NotUtf8(byte) => {
                let end = u32::try_from(self.sources.file(file).text.len()).unwrap_or(u32::MAX);
                report::not_text(path, file, end, byte)
            }
        };
        Read { file: Some(file), is_text: false, findings: vec![finding] }
    }

    fn add(&mut self, path: &Path, module: &Name, text: String) -> FileId {
        match self.earlier.files.get(path) {
            Some(earlier) => {
                self.sources.put(earlier.id, path, module.clone(), text);
                earlier.id
            }
            None => self.sources.add(path, module.clone(), text),
        }
    }

    /// Parses files, on all cores if it is worth it.
    fn parse(&mut self, files: &[FileId]) -> Vec<Outcome<ast::Module>> {
        let watch = Watch::start();
        self.progress.begin("parse", files.len());
        let (sources, progress) = (&self.sources, self.progress);
        let parse = |id: &FileId| {
            let outcome = syntax::parse(sources.file(*id));
            progress.advance();
            outcome
        };
        let bytes: usize = files.iter().map(|id| sources.file(*id).text.len()).sum();
        let all = || parallel::map(files, parse);
        let outcomes = if bytes > SMALL { self.stopwatch.workers.install(all) } else { all() };
        self.stopwatch.stop(watch, "parse");
        outcomes
    }

    /// The modules that `units` import, that exist, and that no earlier import named. A link is not a module, so that one file has one name.
    fn imported(&mut self, units: &[Arc<Unit>], seen: &mut BTreeSet<Name>) -> BTreeMap<Name, SourcePath> {
        let mut wave = BTreeMap::new();
        let modules = units.iter().filter_map(|unit| unit.module.as_ref());
        for import in modules.flat_map(|module| &module.imports) {
            let module = dotted(&import.path);
            let (Some(first), Some(last)) = (import.path.first(), import.path.last()) else { continue };
            if seen.contains(&module) || !is_path(&import.path) {
                continue;
            }
            let at = first.span.to(last.span);
            let path: PathBuf = self.project.path_of(&module);
            if self.earlier.unit(&path).is_none() {
                if !matches!(self.fs.kind(&path), Ok(FileKind::File)) {
                    self.roots.missing(self.fs, &self.project, &module, at);
                    continue;
                }
                let refused = match self.border.follow(self.fs, &path) {
                    Ok(inside) if inside.linked => Some(report::linked(&path, &inside.below, at)),
                    Err(error) if LeadsOut::is(&error) => Some(report::leads_out_at_import(&path, at)),
                    Ok(_) | Err(_) => None,
                };
                if let Some(finding) = refused {
                    self.imports.push(finding);
                    seen.insert(module);
                    continue;
                }
            }
            seen.insert(module.clone());
            wave.insert(module, SourcePath { path, odd_part: None });
        }
        wave
    }
}

/// Why a file is not text.
enum Unread {
    LeadsOut,
    TooLarge,
    /// The first byte that is not UTF-8.
    NotUtf8(u8),
}

/// The name of an imported module.
fn dotted(path: &[ast::Ident]) -> Name {
    let parts: Vec<&str> = path.iter().map(|part| part.name.as_str()).collect();
    Name::from(parts.join("."))
}

/// Whether the parts of an import can be parts of a path; names in backticks can hold anything.
fn is_path(path: &[ast::Ident]) -> bool {
    path.iter().all(|part| Path::new(part.name.as_str()).components().count() == 1 && !part.name.contains(['.', '/', '\\', '\0']))
}
