//! Changes of one file: what is kept, and that nothing differs from a fresh load, neither the findings nor the types and meanings of names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostics::render::concise;
use crate::source::fs::Memory;
use crate::source::{FileId, Span};
use crate::workspace::{Checked, Loaded, Session};

/// The strings of a project by path.
type Files = BTreeMap<String, String>;

fn files(texts: &[(&str, &str)]) -> Files {
    texts.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn memory(files: &Files) -> Memory {
    files.iter().fold(Memory::new(), |memory, (path, text)| memory.with(path, text.as_bytes()))
}

fn load(files: &Files, paths: &[&str]) -> Loaded {
    let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
    Session::open(&memory(files), &paths, &|_| {}, &()).workspaces.remove(0)
}

/// Everything that is found, as a user sees it.
fn found(loaded: Loaded) -> Vec<String> {
    findings(&loaded.lint(&()))
}

/// Everything that an editor shows: what is found, and of each name what it means and its type.
fn told(loaded: Loaded) -> Vec<String> {
    let checked = loaded.lint(&());
    findings(&checked).into_iter().chain(names(&checked)).collect()
}

/// The names of a project with their types and where they are declared.
fn names(checked: &Checked) -> Vec<String> {
    let (program, sources) = (checked.program(), checked.sources());
    let index = &program.index;
    let place = |span: Span| format!("{}:{}..{}", sources.file(span.file).path.display(), span.start, span.end);
    let mut spans: Vec<Span> = index.definitions().map(|(_, defined)| defined.span).collect();
    spans.extend(index.all_uses().iter().map(|used| used.span));
    spans.sort_by_key(|span| (sources.rank(span.file), *span));
    let shown = |span: Span| {
        let ty = index.ty(program, span).map_or("unknown".to_owned(), |ty| ty.display(program).to_string());
        let used = index.use_at(span).and_then(|used| used.definition);
        let declared = used.map_or(String::new(), |id| place(index.definition(index.origin(id)).span));
        format!("{} `{}`: {ty} {declared}", place(span), sources.text(span))
    };
    spans.into_iter().map(shown).collect()
}

fn findings(checked: &Checked) -> Vec<String> {
    checked
        .findings()
        .iter()
        .map(|finding| concise(checked.sources(), finding) + &finding.help.concat() + &finding.notes.concat())
        .collect()
}

/// The names of the modules, and where their trees are.
fn trees(loaded: &Loaded) -> BTreeMap<String, (FileId, usize)> {
    let tree = |unit: &Arc<super::super::loaded::Unit>| {
        let file = unit.file()?;
        Some((loaded.sources().file(file).module.to_string(), (file, Arc::as_ptr(unit).addr())))
    };
    loaded.units.iter().filter_map(tree).collect()
}

const MAIN: &str = "import lib.a.{one}\n\ntask t() -> int { one() }\n";
const A: &str = "import lib.b.{two}\n\nfn one() -> int { two() }\n";
const B: &str = "fn two() -> int { 2 }\n";

fn project() -> Files {
    files(&[("p/flightplan.toml", ""), ("p/main.fpl", MAIN), ("p/lib/a.fpl", A), ("p/lib/b.fpl", B)])
}

#[test]
fn only_the_changed_file_is_parsed_again() {
    let files = project();
    for paths in [&["p"][..], &["p/main.fpl"]] {
        let before = load(&files, paths);
        let (old, text) = (trees(&before), "fn two() -> int { \"\" }\n");
        let after = before.replace(&memory(&files), Path::new("p/lib/b.fpl"), text);
        let new = trees(&after);
        assert_eq!(old.keys().collect::<Vec<_>>(), new.keys().collect::<Vec<_>>());
        let parsed: Vec<&String> = new.keys().filter(|name| old[*name].1 != new[*name].1).collect();
        assert_eq!(parsed, ["lib.b"], "{paths:?}");
        assert!(new.iter().all(|(name, (file, _))| old[name].0 == *file), "a file has another id: {paths:?}");
        assert!(found(after).iter().any(|line| line.contains("b.fpl:1:19")), "{paths:?}");
        // The state before is as it was.
        assert_eq!(found(before), [""; 0], "{paths:?}");
    }
}

#[test]
fn a_file_may_be_named_in_another_way() {
    let before = load(&project(), &["p"]);
    let after = before.replace(&memory(&project()), Path::new("/p/lib/../main.fpl"), "const C = 1\n");
    assert_eq!(trees(&after).len(), 3);
    assert_eq!(found(after), [""; 0]);
}

#[test]
fn imports_are_followed_anew() {
    let mut files = project();
    let before = load(&files, &["p/main.fpl"]);
    let alone = before.replace(&memory(&files), Path::new("p/main.fpl"), "task t() -> int { 1 }\n");
    assert_eq!(trees(&alone).into_keys().collect::<Vec<_>>(), ["main"]);
    files.insert("p/c.fpl".to_owned(), "fn three() -> int { 3 }\n".to_owned());
    let other = alone.replace(&memory(&files), Path::new("p/main.fpl"), "import c.{three}\n\ntask t() -> int { three() }\n");
    assert_eq!(trees(&other).into_keys().collect::<Vec<_>>(), ["c", "main"]);
    assert_eq!(found(other), [""; 0]);
}

#[test]
fn a_file_that_leaves_and_comes_back_is_read_again() {
    let mut files = project();
    let before = load(&files, &["p"]);
    let b = files.remove("p/lib/b.fpl").unwrap();
    let without = before.remove(&memory(&files), Path::new("p/lib/b.fpl"));
    assert_eq!(trees(&without).into_keys().collect::<Vec<_>>(), ["lib.a", "main"]);
    assert!(found(without.remove(&memory(&files), Path::new("p/none.fpl")))[0].contains("lib.b"));
    let again = without.replace(&memory(&files), Path::new("p/lib/b.fpl"), b);
    assert_ne!(trees(&again)["lib.b"].0, trees(&before)["lib.b"].0, "an id is never used for another text");
    assert_eq!(found(again), [""; 0]);
}

#[test]
fn whatever_is_not_a_source_changes_nothing() {
    let before = load(&project(), &["p"]);
    let after = before.replace(&memory(&project()), Path::new("p/notes.txt"), "x");
    assert_eq!(trees(&after), trees(&before));
}

/// Every prefix of a string, as someone types it.
#[test]
fn while_a_file_is_typed_all_is_as_after_a_fresh_load() {
    let mut files = project();
    files.insert("p/types.fpl".to_owned(), "import main.{t}\n\nstruct S { x: int }\n\nfn unused() -> S { S { x: 1 } }\n".to_owned());
    let text = "import lib.b.{two}\nimport types.{S, unused}\n\n## Doc.\nworkflow w(x: int) -> int {\n    let y = t()\n    t()\n}\n\n\
                task t() -> int { # flightplan: allow(task-in-task)\n    let s = unused()\n    s.x + two()\n}\n";
    for paths in [&["p"][..], &["p/main.fpl"]] {
        let mut state = load(&files, paths);
        for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
            state = state.replace(&memory(&files), Path::new("p/main.fpl"), &text[..end]);
            let mut typed = files.clone();
            typed.insert("p/main.fpl".to_owned(), text[..end].to_owned());
            assert_eq!(told(state.replace(&memory(&files), Path::new("p/main.fpl"), &text[..end])), told(load(&typed, paths)), "{end}");
        }
    }
}

/// An added file gets a later id than the files that it comes before.
#[test]
fn names_have_their_types_after_a_file_is_added_before_others() {
    let mut files = project();
    let mut state = load(&files, &["p"]);
    let added = "fn zero(x: int) -> float {\n    let y = x + 1\n    y * 0.5\n}\n\ntask early(s: str) -> [str] {\n    let t = s + \"!\"\n    [t]\n}\n\n\
                 workflow w(s: str) -> [str] {\n    let r = early(s: s)\n    r\n}\n";
    for path in ["p/k.fpl", "p/a.fpl", "p/z.fpl"] {
        files.insert(path.to_owned(), added.to_owned());
        state = state.replace(&memory(&files), Path::new(path), added);
        let checked = state.replace(&memory(&files), Path::new("not-a-source"), "").lint(&());
        assert_eq!(names(&checked), names(&load(&files, &["p"]).lint(&())));
        let (sources, index) = (checked.sources(), &checked.program().index);
        let typed = |name: &str| {
            let at = index
                .definitions()
                .find(|(_, found)| sources.text(found.span) == name && sources.file(found.span.file).path == Path::new(path));
            index.ty(checked.program(), at.unwrap().1.span).map(|ty| ty.display(checked.program()).to_string())
        };
        let types = ["y", "t", "r"].map(typed);
        assert_eq!(types.each_ref().map(Option::as_deref), [Some("int"), Some("str"), Some("[str]")], "{path}");
    }
}

/// Of several constants that are equally large, the first one is shown: by the order of the files, not by the age of their ids.
#[test]
fn the_largest_constant_does_not_depend_on_the_order_of_edits() {
    let large = |name: &str| {
        let doubled = ["B", "C", "D", "E"].into_iter().zip(["A", "B", "C", "D"]);
        let lines = doubled.map(|(to, from)| format!("const {to}{name} = {from}{name} + {from}{name}\n"));
        format!("const A{name} = [0] * 65536\n{}", lines.collect::<String>())
    };
    let mut files = files(&[("p/flightplan.toml", ""), ("p/a.fpl", &large("a")), ("p/c.fpl", &large("c"))]);
    let before = load(&files, &["p"]);
    files.insert("p/b.fpl".to_owned(), large("b"));
    let after = found(before.replace(&memory(&files), Path::new("p/b.fpl"), large("b")));
    // Constants that are past the bound have no value. Those of `a` are.
    assert!(after.len() == 1 && after[0].starts_with("p/b.fpl:5:7: error[T017]"), "{after:#?}");
    assert_eq!(after, found(load(&files, &["p"])));
}

/// The cases of the corpus with several files.
fn corpus() -> Vec<Files> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let folders = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let mut projects: Vec<Files> = folders.map(|folder| below(&folder)).filter(|files| files.len() > 1).collect();
    projects.sort();
    projects
}

fn below(folder: &Path) -> Files {
    let mut files = Files::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            files.extend(below(&path).into_iter().map(|(below, text)| (format!("{name}/{below}"), text)));
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            files.insert(name, text);
        }
    }
    files
}

/// An edit: which file, and what becomes of it.
#[derive(Clone, Debug)]
enum Edit {
    /// Bytes between two fractions of the text are removed.
    Cut(usize, u8, u8),
    /// The text of another file is written there.
    Copy(usize, usize),
    /// The file is removed.
    Remove(usize),
    /// A file is added that has the text of another one.
    Add(usize),
}

fn edits() -> impl proptest::strategy::Strategy<Value = Vec<Edit>> {
    use proptest::prelude::*;
    let edit = prop_oneof![
        4 => (any::<usize>(), any::<u8>(), any::<u8>()).prop_map(|(file, from, to)| Edit::Cut(file, from, to)),
        2 => (any::<usize>(), any::<usize>()).prop_map(|(file, other)| Edit::Copy(file, other)),
        1 => any::<usize>().prop_map(Edit::Remove),
        1 => any::<usize>().prop_map(Edit::Add),
    ];
    proptest::collection::vec(edit, 1..6)
}

/// Applies an edit to the strings, and to the state of the project.
fn apply(edit: &Edit, files: &mut Files, state: &Loaded) -> Option<Loaded> {
    let names: Vec<String> = files.keys().filter(|name| name.ends_with(".fpl")).cloned().collect();
    let name = |at: usize| names.get(at % names.len().max(1)).cloned();
    let boundary = |text: &str, fraction: u8| {
        let at = text.len() * usize::from(fraction) / 255;
        (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
    };
    let (path, text) = match edit {
        Edit::Cut(file, from, to) => {
            let (path, (from, to)) = (name(*file)?, (from.min(to), from.max(to)));
            let mut text = files[&path].clone();
            text.replace_range(boundary(&text, *from)..boundary(&text, *to), "");
            (path, text)
        }
        Edit::Copy(file, other) => (name(*file)?, files[&name(*other)?].clone()),
        Edit::Add(other) => ("added.fpl".to_owned(), files[&name(*other)?].clone()),
        Edit::Remove(file) => {
            let path = name(*file)?;
            files.remove(&path);
            return Some(state.remove(&memory(files), Path::new(&path)));
        }
    };
    files.insert(path.clone(), text.clone());
    // The files differ only in the edited text.
    Some(state.replace(&memory(files), Path::new(&path), text))
}

#[test]
fn after_edits_of_the_corpus_all_is_as_after_a_fresh_load() {
    use proptest::prelude::*;
    let corpus = corpus();
    assert!(corpus.len() > 5, "the corpus has no folders");
    let config = ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(project in 0..corpus.len(), edits in edits())| {
        let mut files = corpus[project].clone();
        let mut state = load(&files, &["."]);
        for edit in &edits {
            let Some(next) = apply(edit, &mut files, &state) else { break };
            state = next;
            // Without a source there is nothing to load.
            if !files.keys().any(|name| name.ends_with(".fpl")) {
                break;
            }
            let again = state.replace(&memory(&files), Path::new("not-a-source"), "");
            prop_assert_eq!(told(again), told(load(&files, &["."])));
        }
    });
}

#[test]
fn without_errors_there_is_something_sound() {
    let sound = load(&project(), &["p"]).check(&());
    assert!(!sound.has_errors() && sound.sound().is_some());
    for files in corpus() {
        let checked = load(&files, &["."]).lint(&());
        assert_eq!(checked.has_errors(), checked.sound().is_none(), "{files:?}");
    }
}
