//! Imports: which module is meant, what it gives away, and modules that import each other in a circle.

use std::collections::BTreeMap;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use rustc_hash::FxHashMap;

use super::context::{Def, Entry, ModuleScope};
use super::cycle::shortest_cycle;
use super::index::Recorder;
use crate::diagnostics::codes::names::{DUPLICATE_NAME, IMPORT_CYCLE, PRIVATE_NAME, UNKNOWN_IMPORT, UNKNOWN_MODULE};
use crate::diagnostics::{Applicability, Diagnostic, Edit, suggest};
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
    fn new(sources: &SourceMap, modules: &[Module]) -> Self {
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
    modules: &[Module],
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
    modules: &'a [Module],
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
            // The circle of one module is reported, and the name means the item itself.
            return;
        }
        let def = match found {
            Some(entry) if declared.name.starts_with('_') => {
                self.private(declared, path, entry.span);
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
        let finding = Diagnostic::new(
            &DUPLICATE_NAME,
            if imported {
                format!("`{}` is imported twice", here.name)
            } else {
                format!("the import `{}` has the name of an item of this module", here.name)
            },
        );
        let what = if imported { "imported here before" } else { "declared here" };
        self.diagnostics.push(
            finding
                .at(here.span, "")
                .at(first.span, what)
                .help(format!("remove one of them, or give the import another name: `{} as …`", here.name)),
        );
        false
    }

    fn private(&mut self, declared: &Ident, path: &str, at: Span) {
        let public = declared.name.trim_start_matches('_');
        let mut finding = Diagnostic::new(&PRIVATE_NAME, format!("`{}` is private to the module `{path}`", declared.name))
            .at(declared.span, "cannot be imported")
            .at(at, "its name begins with `_`");
        if !public.is_empty() {
            finding = finding.help(format!("to use it in other modules, rename it to `{public}`"));
        }
        self.diagnostics.push(finding);
    }

    fn unknown(&mut self, from: usize, path: &str, declared: &Ident) {
        let finding = Diagnostic::new(&UNKNOWN_IMPORT, format!("the module `{path}` does not declare `{}`", declared.name))
            .at(declared.span, format!("not declared in `{path}`"));
        // What the module imports itself is given away by the module that declares it.
        let imports = self.modules[from].imports.iter();
        let passed = imports
            .flat_map(|import| import.names.iter().map(move |name| (import, name)))
            .find(|(_, name)| name.alias.as_ref().unwrap_or(&name.name).name == declared.name);
        if let Some((import, name)) = passed {
            let origin = dotted(import);
            self.diagnostics.push(
                finding
                    .at(name.name.span, format!("`{path}` itself imports it here"))
                    .help(format!("import it from where it is declared: `import {origin}.{{{}}}`", name.name.name)),
            );
            return;
        }
        let mut public: Vec<&str> = self.own[from].names.keys().map(Name::as_str).filter(|name| !name.starts_with('_')).collect();
        public.sort_unstable();
        self.diagnostics.push(match suggest::nearest(&declared.name, public.iter().copied()) {
            Some(near) => finding.help(format!("did you mean `{near}`?")).fix(
                format!("import `{near}`"),
                Applicability::Unsafe,
                vec![Edit { span: declared.span, text: near.to_owned() }],
            ),
            None if public.is_empty() => finding.help(format!("`{path}` declares nothing that others can import")),
            None => finding.help(format!("`{path}` declares {}", listed(&public))),
        });
    }

    /// Which folder is the root is not known here: the workspace adds it.
    fn unknown_module(&mut self, module: usize, import: &Import, path: &str, place: Span, directory: &Directory) {
        let finding = Diagnostic::new(&UNKNOWN_MODULE, format!("there is no module `{path}`")).at(place, "");
        let own = &self.sources.file(self.modules[module].file).module;
        let folder = own.rsplit_once('.').map_or(String::new(), |(folder, _)| format!("{folder}."));
        let neighbour = Name::from(format!("{folder}{path}"));
        let finding = if directory.find(&neighbour).is_some() {
            finding.help(format!("modules are named from the project's root: `{neighbour}`"))
        } else if let Some(near) = suggest::nearest(path, directory.names(module)) {
            finding.help(format!("did you mean `{near}`?"))
        } else {
            finding.help(format!("it would be the file `{}.fpl` in the project's root", path.replace('.', "/")))
        };
        self.diagnostics.push(finding);
        for name in &import.names {
            let here = name.alias.as_ref().unwrap_or(&name.name);
            if self.enter(module, here, Def::Reported) {
                self.index.import(here.span, None);
            }
        }
    }
}

/// Names for a sentence; the first few of many.
fn listed(names: &[&str]) -> String {
    const SHOWN: usize = 8;
    let mut shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    if names.len() > SHOWN {
        shown.push(format!("and {} more", names.len() - SHOWN));
    }
    shown.join(", ")
}

/// Reports each circle of imports once, at the import of the module that comes first.
fn report_cycles(sources: &SourceMap, modules: &[Module], graph: &DiGraph<usize, Span>, diagnostics: &mut Vec<Diagnostic>) {
    let name: FxHashMap<usize, &Name> = modules.iter().enumerate().map(|(at, module)| (at, &sources.file(module.file).module)).collect();
    for component in kosaraju_scc(graph) {
        let Some(cycle) = shortest_cycle(graph, &component) else { continue };
        let names: Vec<&str> = cycle.iter().map(|(at, _)| name[&graph[*at]].as_str()).collect();
        if let [only] = names.as_slice() {
            diagnostics.push(
                Diagnostic::new(&IMPORT_CYCLE, format!("the module `{only}` imports itself"))
                    .at(cycle[0].1, "this is the module's own name")
                    .help("remove the import: the items of a module can already use each other"),
            );
            continue;
        }
        let mut finding = Diagnostic::new(&IMPORT_CYCLE, format!("the modules {} import each other in a cycle", joined(&names)));
        for (at, (_, span)) in cycle.iter().enumerate() {
            finding = finding.at(*span, format!("`{}` imports `{}`", names[at], names[(at + 1) % names.len()]));
        }
        diagnostics.push(
            finding
                .note(format!("the cycle: {} → {}", names.join(" → "), names[0]))
                .help("move what they share into another module that imports none of them"),
        );
    }
}

/// `a`, `b` and `c`
fn joined(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => format!("`{only}`"),
        [init @ .., last] => {
            let init: Vec<String> = init.iter().map(|name| format!("`{name}`")).collect();
            format!("{} and `{last}`", init.join(", "))
        }
    }
}
