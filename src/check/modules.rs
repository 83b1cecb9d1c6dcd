//! Imports: which module is meant, what can be imported from it, and modules that import each other in a cycle.

use std::collections::BTreeMap;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use rustc_hash::FxHashMap;

use super::context::{Def, Entry, ModuleScope};
use super::cycle::shortest_cycle;
use super::index::Recorder;
use super::report::cycles;
use super::report::imports::{self as report, Missing};
use crate::diagnostics::{Diagnostic, suggest};
use crate::program::index::UseKind;
use crate::source::{Name, SourceMap, Span};
use crate::syntax::ast::{Ident, Import, ImportName, Module};

/// A name that a module imports.
pub(super) struct Link {
    /// The importing module.
    pub module: usize,
    /// The name there.
    pub name: Name,
    /// The module that declares it.
    pub from: usize,
    /// The name there.
    pub declared: Name,
}

/// The modules of the project by name; of two files with one name the first counts.
struct Directory {
    by_name: BTreeMap<Name, usize>,
}

impl Directory {
    fn new(sources: &SourceMap, modules: &[&Module]) -> Self {
        let mut by_name = BTreeMap::new();
        for (at, module) in modules.iter().enumerate() {
            by_name.entry(sources.file(module.file).module.clone()).or_insert(at);
        }
        Self { by_name }
    }

    /// The module of that name.
    fn find(&self, name: &Name) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// The names of all other modules that `importer` can name.
    fn names(&self, importer: usize) -> impl Iterator<Item = &str> {
        self.by_name.iter().filter(move |(_, module)| **module != importer).map(|(name, _)| name.as_str())
    }
}

/// Adds every module's imports to its scope.
pub(super) fn link(
    sources: &SourceMap,
    modules: &[&Module],
    scopes: &mut [ModuleScope],
    index: &Recorder,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Link> {
    let directory = Directory::new(sources, modules);
    let own: Vec<ModuleScope> = scopes.to_vec();
    let mut linker = Linker { sources, modules, own: &own, scopes, links: Vec::new(), index, diagnostics };
    let mut graph: DiGraph<usize, Span> = DiGraph::new();
    (0..modules.len()).for_each(|at| {
        graph.add_node(at);
    });
    for (at, module) in modules.iter().enumerate() {
        for import in &module.imports {
            let Some((first, last)) = import.path.first().zip(import.path.last()) else { continue };
            let place = first.span.to(last.span);
            let dotted = dotted(import);
            match directory.find(&dotted) {
                Some(from) => {
                    graph.add_edge(NodeIndex::new(at), NodeIndex::new(from), place);
                    index.used(place, Span::new(modules[from].file, 0, 0), UseKind::Import);
                    import.names.iter().for_each(|name| linker.import(at, from, &dotted, name));
                }
                None => linker.unknown_module(at, import, &dotted, place, &directory),
            }
        }
    }
    let links = linker.links;
    report_cycles(sources, modules, &graph, diagnostics);
    links
}

fn dotted(import: &Import) -> Name {
    Name::from(import.path.iter().map(|part| part.name.as_str()).collect::<Vec<_>>().join("."))
}

struct Linker<'a, 'd> {
    sources: &'a SourceMap,
    modules: &'a [&'a Module],
    /// The names that each module declares itself.
    own: &'a [ModuleScope],
    scopes: &'d mut [ModuleScope],
    links: Vec<Link>,
    index: &'d Recorder,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl Linker<'_, '_> {
    /// Takes one name from a module.
    fn import(&mut self, module: usize, from: usize, path: &str, import: &ImportName) {
        let here = import.alias.as_ref().unwrap_or(&import.name);
        let declared = &import.name;
        let found = self.own[from].names.get(&declared.name);
        found.iter().for_each(|entry| self.index.used(declared.span, entry.span, UseKind::Import));
        if from == module {
            // That a module imports itself is reported, and the name means the item itself.
            return;
        }
        let def = match found {
            Some(entry) if declared.name.starts_with('_') => {
                self.diagnostics.push(report::private(&declared.name, path, declared.span, entry.span));
                Def::Reported
            }
            Some(entry) => entry.def.clone(),
            None => {
                self.unknown(from, path, declared);
                Def::Reported
            }
        };
        let known = def != Def::Reported;
        if !self.enter(module, here, def) {
            return;
        }
        self.index.import(here.span, found.map(|entry| entry.span));
        if known {
            let link = Link { module, name: here.name.clone(), from, declared: declared.name.clone() };
            self.links.push(link);
        }
    }

    /// Enters a name into a scope; an item or an earlier import of that name keeps it.
    fn enter(&mut self, module: usize, here: &Ident, def: Def) -> bool {
        let Some(first) = self.scopes[module].names.get(&here.name) else {
            self.scopes[module].names.insert(here.name.clone(), Entry { def, span: here.span });
            return true;
        };
        if first.def == Def::Reported && !self.modules[module].imports.iter().any(|import| import.span.contains(first.span)) {
            // A declaration that could not be read may have another name.
            self.scopes[module].names.insert(here.name.clone(), Entry { def, span: here.span });
            return true;
        }
        let imported = self.modules[module].imports.iter().any(|import| import.span.contains(first.span));
        self.diagnostics.push(report::name_taken(&here.name, here.span, first.span, imported));
        false
    }

    fn unknown(&mut self, from: usize, path: &str, declared: &Ident) {
        // A name that the module imports can be imported from the module that declares it.
        let imports = self.modules[from].imports.iter();
        let passed = imports
            .flat_map(|import| import.names.iter().map(move |name| (import, name)))
            .find(|(_, name)| name.alias.as_ref().unwrap_or(&name.name).name == declared.name);
        if let Some((import, name)) = passed {
            let origin = dotted(import);
            let passed = (origin.as_str(), name.name.name.as_str(), name.name.span);
            self.diagnostics.push(report::passed_on(&declared.name, path, declared.span, passed));
            return;
        }
        let mut public: Vec<&str> = self.own[from].names.keys().map(Name::as_str).filter(|name| !name.starts_with('_')).collect();
        public.sort_unstable();
        let near = suggest::nearest(&declared.name, public.iter().copied());
        self.diagnostics.push(report::not_declared(&declared.name, path, declared.span, &public, near));
    }

    fn unknown_module(&mut self, module: usize, import: &Import, path: &str, place: Span, directory: &Directory) {
        let own = &self.sources.file(self.modules[module].file).module;
        let folder = own.rsplit_once('.').map_or(String::new(), |(folder, _)| format!("{folder}."));
        let neighbour = Name::from(format!("{folder}{path}"));
        let why = if directory.find(&neighbour).is_some() {
            Missing::Neighbour(&neighbour)
        } else {
            suggest::nearest(path, directory.names(module)).map_or(Missing::Unknown, Missing::Near)
        };
        self.diagnostics.push(report::unknown_module(path, place, &why));
        for name in &import.names {
            let here = name.alias.as_ref().unwrap_or(&name.name);
            if self.enter(module, here, Def::Reported) {
                self.index.import(here.span, None);
            }
        }
    }
}

/// Reports each cycle of imports once, at the import of the module that comes first.
fn report_cycles(sources: &SourceMap, modules: &[&Module], graph: &DiGraph<usize, Span>, diagnostics: &mut Vec<Diagnostic>) {
    let name: FxHashMap<usize, &Name> = modules.iter().enumerate().map(|(at, module)| (at, &sources.file(module.file).module)).collect();
    for component in kosaraju_scc(graph) {
        let Some(cycle) = shortest_cycle(graph, &component) else { continue };
        let steps: Vec<(&str, Span)> = cycle.iter().map(|(at, span)| (name[&graph[*at]].as_str(), *span)).collect();
        diagnostics.push(cycles::import(&steps));
    }
}
