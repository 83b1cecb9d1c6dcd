//! Reading and parsing: the files that were asked for, then, wave by wave, the modules that they import.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use super::roots::Roots;
use super::timing::Watch;
use super::{Progress, Timings, Workspace};
use crate::config::{self, Settings};
use crate::diagnostics::codes::project::{LEADS_OUT, LINKED_MODULE, MODULE_NAME, NOT_TEXT, TOO_LARGE, UNREADABLE};
use crate::diagnostics::{Diagnostic, Outcome, sort};
use crate::emit::Artifacts;
use crate::graph::Graphs;
use crate::lint::Levels;
use crate::parallel::{self, Workers};
use crate::program::Program;
use crate::source::border::{Border, LeadsOut};
use crate::source::fs::{FileKind, FileSystem};
use crate::source::project::{Project, SourcePath, TextError, module_of, read_text};
use crate::source::{FileId, Name, SourceMap, Span};
use crate::syntax::{self, ast};

/// Bytes of text that one thread has read before others have started.
const SMALL: usize = 16 * 1024;

impl Workspace {
    /// Reads the project's configuration, its files, and what they import.
    pub(super) fn open(
        fs: &dyn FileSystem,
        project: Project,
        workers: Workers,
        adjust: &dyn Fn(&mut Settings),
        progress: &dyn Progress,
    ) -> Self {
        let mut loader = Loader::new(fs, &project, &workers, progress);
        let mut settings = loader.settings();
        adjust(&mut settings);
        let (levels, problems) = Levels::new(&settings);
        loader.raw.extend(problems);
        loader.load();
        let Loader { sources, modules, raw, timings, chosen, roots, .. } = loader;
        let mut findings = raw.clone();
        sort(&sources, &mut findings);
        Self {
            root: project.root,
            roots,
            sources,
            settings,
            levels,
            modules,
            chosen,
            program: Program::default(),
            graphs: Graphs::default(),
            artifacts: Artifacts::default(),
            raw,
            findings,
            timings,
            workers,
        }
    }
}

/// The state of [`Workspace::open`].
struct Loader<'a> {
    fs: &'a dyn FileSystem,
    project: &'a Project,
    border: Border,
    workers: &'a Workers,
    progress: &'a dyn Progress,
    sources: SourceMap,
    modules: Vec<ast::Module>,
    chosen: Vec<FileId>,
    raw: Vec<Diagnostic>,
    timings: Timings,
    roots: Roots,
}

impl<'a> Loader<'a> {
    fn new(fs: &'a dyn FileSystem, project: &'a Project, workers: &'a Workers, progress: &'a dyn Progress) -> Self {
        Self {
            fs,
            project,
            border: Border::around(fs, &project.root),
            workers,
            progress,
            sources: SourceMap::new(),
            modules: Vec::new(),
            chosen: Vec::new(),
            raw: Vec::new(),
            timings: Timings::default(),
            roots: Roots::new(project),
        }
    }

    /// The project's own settings.
    fn settings(&mut self) -> Settings {
        if !self.project.configured {
            return Settings::default();
        }
        let source = SourcePath { path: self.project.root.join(config::FILE_NAME), odd_part: None };
        let Some(id) = self.read(&Name::default(), &source) else {
            return Settings::default();
        };
        let Outcome { value, diagnostics } = config::read(self.sources.file(id));
        self.raw.extend(diagnostics);
        value
    }

    /// Reads and parses the files, then what they import, until nothing new is met.
    fn load(&mut self) {
        let mut seen: BTreeSet<Name> = self.project.files.keys().cloned().collect();
        let mut wave: BTreeMap<Name, SourcePath> = self.project.files.clone();
        let mut first = true;
        while !wave.is_empty() {
            let watch = Watch::start();
            let files: Vec<FileId> = wave.iter().filter_map(|(module, source)| self.read(module, source)).collect();
            watch.stop("read", &mut self.timings);
            if std::mem::take(&mut first) {
                self.chosen.clone_from(&files);
            }
            let before = self.modules.len();
            self.parse(&files);
            wave = self.imports(before, &mut seen);
        }
    }

    /// Reads one file into the map. What cannot be read is reported; a file that is no text is kept as far as it is one, so
    /// that the report has a place, but not parsed.
    fn read(&mut self, module: &Name, source: &SourcePath) -> Option<FileId> {
        let SourcePath { path, odd_part } = source;
        let shown = path.display();
        match read_text(self.fs, path, &self.border) {
            Ok(text) => {
                let id = self.sources.add(path, module.clone(), text);
                if let Some(part) = odd_part {
                    self.raw.push(
                        Diagnostic::new(&MODULE_NAME, format!("`{part}` cannot be a part of a module's name"))
                            .at(Span::new(id, 0, 0), "the name of this module comes from its path")
                            .help("rename the file or folder: letters, digits and `_`, not a digit first"),
                    );
                }
                Some(id)
            }
            Err(TextError::Io(error)) => {
                self.raw.push(Diagnostic::new(&UNREADABLE, format!("`{shown}` cannot be read: {}", reason(&error))));
                None
            }
            Err(TextError::LeadsOut(_)) => {
                let id = self.sources.add(path, module.clone(), "");
                self.raw.push(leads_out(path).at(Span::new(id, 0, 0), "nothing of it was read"));
                None
            }
            Err(TextError::TooLarge) => {
                let id = self.sources.add(path, module.clone(), "");
                self.raw.push(Diagnostic::new(&TOO_LARGE, format!("`{shown}` is larger than 64 MiB")).at(Span::new(id, 0, 0), ""));
                None
            }
            Err(TextError::NotUtf8 { before, byte }) => {
                let end = u32::try_from(before.strip_prefix('\u{feff}').unwrap_or(&before).len()).unwrap_or(u32::MAX);
                let id = self.sources.add(path, module.clone(), before);
                self.raw.push(
                    Diagnostic::new(&NOT_TEXT, format!("`{shown}` is not UTF-8 text"))
                        .at(Span::new(id, end, end), format!("the byte 0x{byte:02X} stands here"))
                        .help("save the file as UTF-8, or remove it if it is not a source file"),
                );
                None
            }
        }
    }

    /// Parses files, on all cores if it is worth it.
    fn parse(&mut self, files: &[FileId]) {
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
        let outcomes: Vec<Outcome<ast::Module>> = if bytes > SMALL { self.workers.install(all) } else { all() };
        for outcome in outcomes {
            self.modules.push(outcome.value);
            self.raw.extend(outcome.diagnostics);
        }
        watch.stop("parse", &mut self.timings);
    }

    /// The modules that are imported, exist, and were not met before. A link has no module of its own, so that one file has one name.
    fn imports(&mut self, before: usize, seen: &mut BTreeSet<Name>) -> BTreeMap<Name, SourcePath> {
        let mut wave = BTreeMap::new();
        let modules = self.modules.get(before..).unwrap_or_default();
        for import in modules.iter().flat_map(|module| &module.imports) {
            let module = dotted(&import.path);
            if seen.contains(&module) || !is_path(&import.path) {
                continue;
            }
            let path: PathBuf = self.project.path_of(&module);
            let at = import.path.first().zip(import.path.last()).map(|(first, last)| first.span.to(last.span));
            if !matches!(self.fs.kind(&path), Ok(FileKind::File)) {
                if let Some(at) = at {
                    self.roots.missing(self.fs, self.project, &module, at);
                }
                continue;
            }
            match self.border.follow(self.fs, &path) {
                Ok(inside) if inside.linked => self.raw.extend(at.map(|at| linked(&path, &inside.below).at(at, "a link is imported here"))),
                Err(error) if LeadsOut::is(&error) => self.raw.extend(at.map(|at| leads_out(&path).at(at, "it is imported here"))),
                _ => drop(wave.insert(module.clone(), SourcePath { path, odd_part: None })),
            }
            seen.insert(module);
        }
        wave
    }
}

/// The finding on a path that a link leads out of the project.
pub(super) fn leads_out(path: &Path) -> Diagnostic {
    Diagnostic::new(&LEADS_OUT, format!("`{}` leads to no file of the project", path.display()))
        .help("put the file itself there: a link may lead to a file of the same kind inside the project's folder that is not hidden, and nowhere else")
}

/// The finding on an import of a link.
fn linked(path: &Path, below: &Path) -> Diagnostic {
    Diagnostic::new(&LINKED_MODULE, format!("`{}` is a link to the module in `{}`", path.display(), below.display()))
        .help(format!("import it as `{}`", module_of(below)))
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

/// The system's reason in our words where they are plainer.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => "permission is denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::FileTooLarge => "it is larger than 64 MiB".to_owned(),
        _ => error.to_string(),
    }
}
