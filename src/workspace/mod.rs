//! The files open now, and what each stage made of them.
//!
//! A [`Session`] is one call's view of the file system: a [`Workspace`] for each project that the given paths belong to. A
//! workspace owns its texts, settings and stage results; nothing is global, so several can live beside each other.

mod bodies;
mod load;
mod roots;
mod timing;

use std::path::{Path, PathBuf};

use crate::check;
use crate::config::{self, Settings};
use crate::diagnostics::bounded::{KEPT, bound};
use crate::diagnostics::codes::project::{NO_SOURCES, NOT_A_SOURCE, UNREADABLE};
use crate::diagnostics::{self, Diagnostic, InDraft, Outcome, Severity};
use crate::emit::{self, Artifacts, EmitOptions, Version};
use crate::graph::{self, Graphs};
use crate::lint::{self, Levels, LintContext};
use crate::parallel::Workers;
use crate::program::Program;
use crate::source::fs::FileSystem;
use crate::source::project::{DiscoverError, discover};
use crate::source::{FileId, SourceMap};
use crate::syntax::ast::Module;

pub use load::reason;
pub use timing::{StageTime, Timings};

/// Who is told how far the work is.
pub trait Progress: Sync {
    /// A stage begins, with `total` steps; 0 if they cannot be counted.
    fn begin(&self, stage: &'static str, total: usize);

    /// A step is done.
    fn advance(&self);
}

/// What the sources are checked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal<'a> {
    /// To know all that is wrong: also what only shows in artifacts, which are made and thrown away.
    Lint,
    /// To run them here: no artifacts are made.
    Run,
    /// To have their artifacts.
    Artifacts(Ids<'a>),
}

/// Where artifacts are registered; what is absent is left to whoever registers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ids<'a> {
    /// The project.
    pub project: Option<&'a str>,
    /// The domain.
    pub domain: Option<&'a str>,
    /// The version.
    pub version: Version<'a>,
}

/// Nobody.
impl Progress for () {
    fn begin(&self, _: &'static str, _: usize) {}

    fn advance(&self) {}
}

/// What one call works on.
pub struct Session {
    /// One for each project.
    pub workspaces: Vec<Workspace>,
    /// What was wrong with the paths themselves.
    pub problems: Vec<Diagnostic>,
}

impl Session {
    /// Reads and parses the sources that `paths` mean (the project around the current folder if there are none), and all
    /// modules that they import. `adjust` lays the command line over each project's settings.
    pub fn open(fs: &dyn FileSystem, paths: &[PathBuf], adjust: &dyn Fn(&mut Settings), progress: &dyn Progress) -> Self {
        let (projects, errors) = discover(fs, paths, config::FILE_NAME);
        let workers = Workers::default();
        let open = |project| Workspace::open(fs, project, workers.clone(), adjust, progress);
        Self { workspaces: projects.into_iter().map(open).collect(), problems: errors.into_iter().map(unfound).collect() }
    }
}

/// The finding about a path that gave no file.
fn unfound(error: DiscoverError) -> Diagnostic {
    match error {
        DiscoverError::Unreadable(error) => {
            let message = format!("`{}` cannot be read: {}", error.path.display(), reason(&error.error));
            Diagnostic::new(&UNREADABLE, message)
        }
        DiscoverError::LeadsOut(path) => load::leads_out(&path),
        DiscoverError::NotASource(path) => Diagnostic::new(&NOT_A_SOURCE, format!("`{}` is not a source file", path.display()))
            .help("the name of a source file ends in `.fpl`"),
        DiscoverError::NoSources(path) => Diagnostic::new(&NO_SOURCES, format!("`{}` holds no `.fpl` file", path.display()))
            .help("hidden files and those that `.gitignore` names are left out of folders; name such a file itself"),
    }
}

/// One project: its texts, its settings, and what the stages made of them.
pub struct Workspace {
    root: PathBuf,
    roots: roots::Roots,
    sources: SourceMap,
    settings: Settings,
    levels: Levels,
    /// In the order of their files.
    modules: Vec<Module>,
    /// The files that were asked for, in order; the others were imported by them.
    chosen: Vec<FileId>,
    program: Program,
    graphs: Graphs,
    artifacts: Artifacts,
    raw: Vec<Diagnostic>,
    findings: Vec<Diagnostic>,
    timings: Timings,
    workers: Workers,
}

impl Workspace {
    /// The project's root as it is shown; empty for the current folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The texts; the spans of everything here belong to them.
    pub fn sources(&self) -> &SourceMap {
        &self.sources
    }

    /// The settings, with the command line laid over them.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The syntax trees, in the order of their files.
    pub fn modules(&self) -> &[Module] {
        &self.modules
    }

    /// The files that were asked for, without those that they import.
    pub fn chosen(&self) -> &[FileId] {
        &self.chosen
    }

    /// The typed program; empty before [`Workspace::check`].
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// The workflows' graphs; none before [`Workspace::check`].
    pub fn graphs(&self) -> &Graphs {
        &self.graphs
    }

    /// The messages for Flyte of the files that were asked for; none before [`Workspace::check`] for [`Goal::Artifacts`], and none
    /// with an error.
    pub fn artifacts(&self) -> &Artifacts {
        &self.artifacts
    }

    /// What is reported, in the order of the sources: after [`Workspace::check`], all of it.
    pub fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// Whether any finding is an error, so that there is nothing to emit or run.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// The time of each stage so far.
    pub fn timings(&self) -> &Timings {
        &self.timings
    }

    /// Times a further stage of this workspace, which may use the threads that the sources were read with.
    pub fn time<T: Send>(&mut self, stage: &'static str, work: impl FnOnce(&Self) -> T + Send) -> T {
        let watch = timing::Watch::start();
        let value = self.workers.install_if_started(|| work(self));
        watch.stop(stage, &mut self.timings);
        value
    }

    /// Runs the checks, graph building, the lint rules and (unless the goal is to run) emission, and settles what is reported.
    pub fn check(&mut self, goal: Goal<'_>, progress: &dyn Progress) {
        self.workers.clone().install_if_started(|| self.run_stages(goal, progress));
    }

    fn run_stages(&mut self, goal: Goal<'_>, progress: &dyn Progress) {
        let mut raw = std::mem::take(&mut self.raw);
        progress.begin("analyse", 0);
        let mut analysed = self.time("analyse", |this| check::check(&this.sources, &this.modules, &this.settings));
        self.roots.explain(&mut analysed.diagnostics);
        self.program = analysed.value;
        raw = joined(&self.sources, raw, analysed.diagnostics);
        progress.begin("graph", 0);
        let built = self.time("graph", |this| graph::build(&this.program, &this.settings));
        self.graphs = built.value;
        raw = joined(&self.sources, raw, built.diagnostics);
        progress.begin("lint", 0);
        let linted = self.time("lint", Self::lint);
        raw = joined(&self.sources, raw, linted);
        self.findings = self.settle(raw.clone(), false);
        // Artifacts are made of programs without errors only, and only then every stage had its look.
        if !self.has_errors() && goal != Goal::Run {
            progress.begin("emit", 0);
            raw.extend(self.emit(goal));
            self.findings = self.settle(raw, true);
        }
    }

    /// The findings of the lint rules, and of what the evaluator cannot hold.
    fn lint(&self) -> Vec<Diagnostic> {
        let found = lint::run(&LintContext {
            sources: &self.sources,
            modules: &self.modules.iter().collect::<Vec<_>>(),
            program: &self.program,
            graphs: &self.graphs,
            settings: &self.settings,
        });
        joined(&self.sources, found, bodies::check(&self.program))
    }

    /// Makes the artifacts and gives back what was found on the way.
    fn emit(&mut self, goal: Goal<'_>) -> Vec<Diagnostic> {
        let ids = if let Goal::Artifacts(ids) = goal { ids } else { Ids::default() };
        let Outcome { value, mut diagnostics } = self.time("emit", |this| {
            let options = EmitOptions {
                files: &this.chosen,
                settings: &this.settings,
                project: ids.project,
                domain: ids.domain,
                version: ids.version,
                draft: goal == Goal::Lint,
            };
            let emitted = emit::emit(&this.program, &this.graphs, &options);
            match options.draft && emitted.diagnostics.iter().any(|finding| finding.code.in_draft == InDraft::Estimated) {
                true => emit::emit(&this.program, &this.graphs, &EmitOptions { draft: false, ..options }),
                false => emitted,
            }
        });
        if goal == Goal::Lint {
            diagnostics.retain(|finding| finding.code.in_draft != InDraft::Moot);
        } else {
            self.artifacts = value;
        }
        diagnostics
    }

    /// What is reported of `raw`: in modules that were only imported, nothing but errors.
    fn settle(&self, raw: Vec<Diagnostic>, complete: bool) -> Vec<Diagnostic> {
        let modules: Vec<&Module> = self.modules.iter().collect();
        let mut findings = lint::finish(&self.sources, &modules, &self.levels, raw, complete);
        let is_module = |file: FileId| self.modules.binary_search_by_key(&file, |module| module.file).is_ok();
        let imported = |file: FileId| is_module(file) && self.chosen.binary_search(&file).is_err();
        findings.retain(|finding| finding.severity == Severity::Error || !finding.span().is_some_and(|span| imported(span.file)));
        diagnostics::sort(&self.sources, &mut findings);
        findings
    }
}

/// The findings so far and those of a further stage, as many as are worth keeping.
fn joined(sources: &SourceMap, mut findings: Vec<Diagnostic>, more: Vec<Diagnostic>) -> Vec<Diagnostic> {
    findings.extend(more);
    if findings.len() > KEPT {
        // The first in the order of the sources are kept.
        diagnostics::sort(sources, &mut findings);
    }
    bound(findings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::fs::Memory;

    fn open(files: &Memory, paths: &[&str]) -> Session {
        let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
        let mut session = Session::open(files, &paths, &|_| {}, &());
        session.workspaces.iter_mut().for_each(|workspace| workspace.check(Goal::Lint, &()));
        session
    }

    fn modules(workspace: &Workspace) -> Vec<&str> {
        workspace.modules().iter().map(|module| workspace.sources().file(module.file).module.as_str()).collect()
    }

    #[test]
    fn imports_are_followed_once_also_in_circles_and_outside_of_what_was_named() {
        let files = Memory::new()
            .with("p/flightplan.toml", "")
            .with("p/main.fpl", "import lib.a.{one}\nfn two() -> int { one() }\n")
            .with("p/lib/a.fpl", "import lib.b.{three}\nfn one() -> int { three() }\n")
            .with("p/lib/b.fpl", "import lib.a.{one}\nimport gone.{x}\nfn three() -> int { 3 }\n")
            .with("p/other.fpl", "fn four() -> int { 4 }\n");
        let session = open(&files, &["p/main.fpl"]);
        let [workspace] = session.workspaces.as_slice() else { panic!("one project") };
        assert_eq!(modules(workspace), ["main", "lib.a", "lib.b"]);
        let chosen: Vec<_> = workspace.chosen().iter().map(|file| workspace.sources().file(*file).path.clone()).collect();
        assert_eq!(chosen, [PathBuf::from("p/main.fpl")]);
    }

    #[test]
    fn modules_that_are_only_imported_are_not_linted() {
        let warned = "# flightplan: allow(no-such)\nfn one() -> int { 1 }\n";
        let files = Memory::new().with("a.fpl", warned).with("main.fpl", "import a.{one}\n\nfn two() -> int { one() }\n");
        assert_eq!(open(&files, &["main.fpl"]).workspaces[0].findings(), []);
        assert_eq!(open(&files, &["a.fpl"]).workspaces[0].findings().len(), 1);
    }

    #[test]
    fn errors_of_imported_modules_are_shown() {
        let files = Memory::new().with("a.fpl", "fn one( { 1 }\n").with("main.fpl", "import a.{one}\n\nfn two() -> int { one() }\n");
        assert!(open(&files, &["main.fpl"]).workspaces[0].has_errors());
    }

    #[test]
    fn each_project_has_its_own_settings() {
        let files = Memory::new()
            .with("a/flightplan.toml", "[limits]\nworkflow_nodes = 7\n")
            .with("a/x.fpl", "const C = 1\n")
            .with("b/y.fpl", "const C = 1\n");
        let session = open(&files, &["a", "b"]);
        let limits: Vec<_> = session.workspaces.iter().map(|workspace| workspace.settings().limits.workflow_nodes).collect();
        assert_eq!(limits, [Some(7), Some(100)]);
    }

    #[test]
    fn names_in_backticks_do_not_lead_out_of_the_project() {
        let files = Memory::new().with("secret.fpl", "const C = 1\n").with("p/main.fpl", "import `..`.secret.{C}\n");
        assert_eq!(modules(&open(&files, &["p/main.fpl"]).workspaces[0]), ["main"]);
    }

    /// What is said of the only error, an unknown module: notes, then ways out.
    fn said(files: &Memory, path: &str) -> Vec<String> {
        let session = open(files, &[path]);
        let [finding] = session.workspaces[0].findings() else { panic!("{:?}", session.workspaces[0].findings()) };
        assert_eq!(finding.code.id, "N002");
        finding.notes.iter().chain(&finding.help).cloned().collect()
    }

    #[test]
    fn an_unknown_module_says_what_the_root_is_and_where_the_file_stands() {
        let workflow = "import pkg.tasks.{t}\n\nworkflow w(n: int) -> int { t(n) }\n\nworkflow ws(ns: [int]) -> [int] { map t(ns) }\n";
        let files = Memory::new().with("src/pkg/tasks.fpl", "task t(n: int) -> int { n }\n").with("src/pkg/wf.fpl", workflow);
        assert_eq!(open(&files, &["src"]).workspaces[0].findings(), []);
        let text = said(&files, "src/pkg/wf.fpl").join("\n");
        assert!(text.contains("the root is `src/pkg`") && text.contains("no `flightplan.toml` stands"), "{text}");
        assert!(text.contains("`src/pkg/tasks.fpl` is that module where `src` is the root"), "{text}");
        let session = open(&files, &["."]);
        let text = session.workspaces[0].findings()[0].help.join("\n");
        assert!(text.contains("`src/pkg/tasks.fpl` is that module where `src` is the root"), "{text}");
        // With a configuration, every call has the same answer.
        let settled = files.with("src/flightplan.toml", "");
        for path in ["src", "src/pkg", "src/pkg/wf.fpl", "."] {
            assert_eq!(open(&settled, &[path]).workspaces[0].findings(), [], "{path}");
        }
    }

    #[test]
    fn a_neighbour_of_the_root_is_found_where_nothing_settles_the_root() {
        let caller = "import b.tasks.{t}\n\nfn f() -> int { t() }\n";
        let files = Memory::new().with("src/a/wf.fpl", caller).with("src/b/tasks.fpl", "fn t() -> int { 1 }\n");
        assert!(said(&files, "src/a/wf.fpl").join("\n").contains("`src/b/tasks.fpl` is that module where `src` is the root"));
        let files =
            Memory::new().with("src/flightplan.toml", "").with("src/wf.fpl", "import b.{t}\n\nfn f() -> int { t() }\n").with("b.fpl", "");
        let text = said(&files, "src/wf.fpl").join("\n");
        assert!(text.contains("the root is `src`, which holds `flightplan.toml`") && !text.contains("is that module"), "{text}");
    }
}
