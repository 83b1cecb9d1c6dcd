//! The index of names against the syntax trees, for every program here: whatever a name of a correct program represents is known, and the same as what
//! the scopes of the syntax say; and in any program definitions and uses agree with each other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use flightplan::internals::program::index::DefinitionKind;
use flightplan::internals::program::{Index, OutputStyle, builtins};
use flightplan::internals::syntax::ast::uses::UseKind;
use flightplan::internals::syntax::ast::visit::{Visit, parts};
use flightplan::internals::syntax::ast::{
    Expr, ExprKind, Ident, Item, ItemKind, MatchPattern, MatchPatternKind, OptionEntry, OptionRecord, OptionValue, Param, uses,
};
use flightplan::project::{Checked, Memory, Program, Session, SourceMap, Span};

use crate::generator::numbered;

/// The projects under some folders: a single file, or a folder of files that belong together.
fn projects() -> BTreeMap<PathBuf, Vec<(String, String)>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut projects: BTreeMap<PathBuf, Vec<(String, String)>> = BTreeMap::new();
    let mut open: Vec<(PathBuf, Option<PathBuf>)> = Vec::new();
    for folder in ["examples", "tests/suite/recovery", "tests/ground-truth", "tests/corpus"] {
        open.push((root.join(folder), None));
    }
    while let Some((path, project)) = open.pop() {
        if path.is_dir() {
            let entries: Vec<PathBuf> = std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()).collect();
            let project = project.or_else(|| entries.iter().any(|entry| entry.ends_with("flightplan.toml")).then(|| path.clone()));
            open.extend(entries.into_iter().map(|entry| (entry, project.clone())));
        } else if path.extension().is_some_and(|extension| extension == "fpl") {
            let project = project.unwrap_or_else(|| path.parent().unwrap().to_owned());
            let name = path.strip_prefix(&project).unwrap().display().to_string();
            let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
            projects.entry(project).or_default().push((name, text));
        }
    }
    projects
}

fn checked(files: &[(String, String)]) -> Checked {
    // It says where the root of the project is.
    let memory = files.iter().fold(Memory::new().with("flightplan.toml", ""), |memory, (name, text)| memory.with(name, text.as_bytes()));
    let paths: Vec<PathBuf> = files.iter().map(|(name, _)| PathBuf::from(name)).collect();
    let mut session = Session::open(&memory, &paths, &|_| {}, &());
    assert_eq!(session.workspaces.len(), 1, "{paths:?}");
    session.workspaces.remove(0).check(&())
}

/// The two directions of the index agree, and no place is there twice.
fn assert_consistent(index: &Index) {
    let places: BTreeSet<Span> = index.definitions().map(|(_, definition)| definition.span).collect();
    assert_eq!(places.len(), index.definitions().count(), "a place defines one thing");
    let mut listed = 0;
    for (id, definition) in index.definitions() {
        assert_eq!(index.defined_at(definition.span), Some(id));
        let spans: Vec<Span> = index.uses(id).map(|used| used.span).collect();
        assert!(spans.is_sorted(), "{spans:?}");
        assert!(index.uses(id).all(|used| used.definition == Some(id)));
        listed += spans.len();
        let origin = index.definition(index.origin(id)).kind;
        assert!(!matches!(origin, DefinitionKind::Import(Some(_))), "an import leads to what is declared");
    }
    assert!(index.all_uses().is_sorted_by_key(|used| used.span));
    assert_eq!(listed, index.all_uses().iter().filter(|used| used.definition.is_some()).count(), "each use is listed at its definition");
}

/// One walk over the items of a file finds what is found at each of its places.
fn assert_values(workspace: &Checked) {
    let (program, sources) = (workspace.program(), workspace.sources());
    for file in sources.files() {
        let values = program.index.values(program, Span::new(file.id, 0, u32::MAX));
        assert!(values.is_sorted_by(|(a, _), (b, _)| a < b), "{}", file.path.display());
        // To ask for each is quadratic in the length of a workflow.
        for (span, ty) in values.iter().step_by(values.len() / 500 + 1) {
            assert_eq!(program.index.ty(program, *span), Some(*ty), "`{}` of {}", sources.text(*span), file.path.display());
        }
    }
}

/// The name at a place.
fn name(sources: &SourceMap, span: Span) -> String {
    sources.text(span).trim_matches('`').to_owned()
}

/// The named parts of a tree, by the syntax alone.
#[derive(Default)]
struct Names {
    /// Names that define something.
    definitions: Vec<Span>,
    /// Names that only a type can tell the meaning of.
    by_type: Vec<Span>,
    /// Names of arguments, which may be those of a builtin.
    arguments: Vec<Span>,
    /// Words of options that are not names.
    words: BTreeSet<Span>,
}

impl Names {
    fn words(&mut self, entry: &OptionEntry) {
        if let OptionValue::Expr(value) = &entry.value
            && let ExprKind::Name(_) = value.kind()
        {
            self.words.insert(value.unparenthesized().span);
        }
    }
}

impl<'a> Visit<'a> for Names {
    fn item(&mut self, item: &'a Item) {
        self.definitions.extend(item.kind.name().map(|name| name.span));
        if let ItemKind::Enum(item) = &item.kind {
            self.definitions.extend(item.variants.iter().map(|variant| variant.name.span));
        }
        parts::item(self, item);
    }

    fn param(&mut self, param: &'a Param) {
        self.definitions.push(param.name.span);
        parts::param(self, param);
    }

    fn options(&mut self, record: &'a OptionRecord) {
        record.entries.iter().for_each(|entry| self.words(entry));
        parts::options(self, record);
    }

    fn declared(&mut self, name: &'a Ident) {
        self.definitions.push(name.span);
    }

    fn match_pattern(&mut self, pattern: &'a MatchPattern) {
        if let MatchPatternKind::Variant { variant, .. } = &pattern.kind {
            self.by_type.push(variant.span);
        }
        parts::match_pattern(self, pattern);
    }

    fn expr(&mut self, expr: &'a Expr) {
        match &expr.written {
            ExprKind::Field { name, .. } => self.by_type.push(name.span),
            ExprKind::Struct { fields, .. } | ExprKind::NamedTuple(fields) => {
                self.by_type.extend(fields.iter().map(|field| field.name.span))
            }
            ExprKind::Call { args, .. } => self.arguments.extend(args.iter().filter_map(|arg| arg.name.as_ref()).map(|name| name.span)),
            ExprKind::MapNode(node) => self.by_type.extend(node.args.iter().filter_map(|arg| arg.name.as_ref()).map(|name| name.span)),
            _ => {}
        }
        parts::expr(self, expr);
    }
}

/// Whether a use has the name of what it is of, or of the import or position through which it is.
fn same_name(sources: &SourceMap, program: &Program, used: Span, definition: Span) -> bool {
    let (used, declared) = (name(sources, used), name(sources, definition));
    // The outputs without names are `o0`, `o1` and so on.
    let unnamed = |style: OutputStyle| style == OutputStyle::Positional;
    let positional =
        program.tasks.iter().any(|task| unnamed(task.interface.style)) || program.workflows.iter().any(|def| unnamed(def.interface.style));
    used == declared || (positional && used.starts_with('o'))
}

/// Every name of the items is what the syntax says that it is.
fn assert_complete(workspace: &Checked) {
    let (program, sources) = (workspace.program(), workspace.sources());
    let index = &program.index;
    assert!(index.all_uses().windows(2).all(|pair| pair[0].span != pair[1].span), "a name means one thing");
    let is_type = |kind| matches!(kind, DefinitionKind::Struct(_) | DefinitionKind::Enum(_) | DefinitionKind::Alias);
    let types: BTreeSet<String> =
        index.definitions().filter(|(_, found)| is_type(found.kind)).map(|(_, found)| name(sources, found.span)).collect();
    for item in workspace.loaded().modules().flat_map(|module| &module.items) {
        let mut names = Names::default();
        names.item(item);
        let at = |span: Span| format!("`{}` in\n{}", name(sources, span), sources.text(item.span));
        for span in &names.definitions {
            assert!(index.defined_at(*span).is_some(), "not defined: {}", at(*span));
        }
        for span in &names.by_type {
            assert!(index.use_at(*span).is_some(), "not found by its type: {}", at(*span));
        }
        for span in &names.arguments {
            let found = index.use_at(*span).is_some();
            assert!(
                found
                    || builtins::all().any(|builtin| builtin.overloads.iter().any(|overload| overload
                        .signature
                        .params
                        .iter()
                        .any(|param| param.name == name(sources, *span)))),
                "{}",
                at(*span)
            );
        }
        let found = uses::of_item(item);
        for used in found.uses.iter().filter(|used| !names.words.contains(&used.span)) {
            if used.kind == UseKind::Type && index.use_at(used.span).is_none() {
                assert!(!types.contains(used.name.as_str()), "not resolved: {}", at(used.span));
                continue;
            }
            let Some(known) = index.use_at(used.span) else { panic!("not resolved: {}", at(used.span)) };
            let definition = known.definition.map(|id| index.definition(id).span);
            if used.variable.is_some() {
                assert_eq!(definition, used.variable, "another variable: {}", at(used.span));
            } else if let Some(definition) = definition {
                assert!(same_name(sources, program, used.span, definition), "{}", at(used.span));
            } else {
                assert!(builtins::find(&used.name).is_some(), "{}", at(used.span));
            }
        }
    }
}

#[test]
fn every_name_of_a_correct_program_is_known() {
    let mut complete = 0;
    for (project, files) in projects() {
        let workspace = checked(&files);
        assert_consistent(&workspace.program().index);
        assert_values(&workspace);
        if !workspace.has_errors() {
            println!("{}", project.display());
            assert_complete(&workspace);
            complete += 1;
        }
        // A folder of files that do not belong together has errors in some of them.
        for file in files.iter().filter(|_| workspace.has_errors()) {
            let alone = checked(std::slice::from_ref(file));
            assert_consistent(&alone.program().index);
            assert_values(&alone);
            if !alone.has_errors() {
                println!("{}/{}", project.display(), file.0);
                assert_complete(&alone);
                complete += 1;
            }
        }
    }
    assert!(complete > 20, "only {complete} programs without errors");
}

#[test]
fn every_name_of_a_generated_program_is_known() {
    for at in 0..40 {
        let made = numbered(1, at, 40);
        let workspace = checked(&[("a.fpl".to_owned(), made.source)]);
        assert_consistent(&workspace.program().index);
        assert_values(&workspace);
        assert_complete(&workspace);
    }
}
