//! The house rules that a machine can hold: module comments, sizes, the direction of the stages, where snapshots live, that
//! the field's crates do the field's work, and that messages and comments are in plain English.

mod documented;
mod paths;
mod product;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use product::product;

/// Modules that do not depend on any stage and may be used by all: the machine and not the program.
const BELOW: &[&str] = &["parallel"];

/// The files of the crate itself, which do not belong to a stage.
const CRATE: &[&str] = &["lib", "internals", "main"];

const LONGEST_FILE: usize = 500;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder with an ending, sorted.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        let Ok(entries) = std::fs::read_dir(folder) else { return };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                walk(&path, found);
            } else {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), &mut found);
    found.retain(|path| path.to_string_lossy().ends_with(ending));
    found.sort();
    found
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// Whether a file is compiled for tests only.
fn is_test(path: &Path) -> bool {
    let below = path.strip_prefix(root()).unwrap_or(path);
    below.components().any(|part| ["tests", "tests.rs", "testing.rs"].iter().any(|name| part.as_os_str() == *name))
}

/// The stage that a file belongs to: the folder or file below `src/`.
fn stage(path: &Path) -> String {
    let below = path.strip_prefix(root().join("src")).unwrap_or(path);
    let first = below.components().next().unwrap().as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The top-level modules of the crate that a text names as `crate::…`.
fn used(text: &str) -> BTreeSet<String> {
    let name = |rest: &str| rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect::<String>();
    text.match_indices("crate::").map(|(at, path)| name(&text[at + path.len()..])).filter(|name| !name.is_empty()).collect()
}

#[test]
fn every_module_says_what_it_owns() {
    let without: Vec<_> =
        files("src", ".rs").into_iter().chain(files("tests", ".rs")).filter(|path| !read(path).starts_with("//!")).collect();
    assert!(without.is_empty(), "these do not begin with `//!`: {without:#?}");
}

#[test]
fn files_are_short_enough_to_be_read() {
    let long: Vec<_> = files("src", ".rs")
        .into_iter()
        .chain(files("tests", ".rs"))
        .map(|path| (shown(&path), read(&path).lines().count()))
        .filter(|(_, lines)| *lines > LONGEST_FILE)
        .collect();
    assert!(long.is_empty(), "over {LONGEST_FILE} lines: {long:#?}");
}

/// What each stage may use of the crate, besides itself, as the table of `docs/architecture.md` says; nothing for those that may use all.
fn may_use(table: &str) -> BTreeMap<&str, Option<Vec<&str>>> {
    table
        .lines()
        .filter_map(|line| {
            let (stage, rest) = line.strip_prefix("| `src/")?.split_once('`')?;
            let used = rest.trim_end_matches('|').rsplit('|').next()?.trim();
            let used = (!used.starts_with("all")).then(|| used.split(", ").filter(|name| !name.is_empty()).collect());
            Some((stage.trim_end_matches(".rs"), used))
        })
        .collect()
}

#[test]
fn stages_know_only_stages_before_them() {
    let table = read(&root().join("docs/architecture.md"));
    let rules = may_use(&table);
    assert!(rules.len() > 15, "the table of docs/architecture.md has another form: {rules:#?}");
    let mut wrong = Vec::new();
    for path in files("src", ".rs").into_iter().filter(|path| !is_test(path)) {
        let stage = stage(&path);
        if CRATE.contains(&stage.as_str()) {
            continue;
        }
        let Some(allowed) = rules.get(stage.as_str()) else {
            wrong.push(format!("{}: `{stage}` has no row in the table of docs/architecture.md", shown(&path)));
            continue;
        };
        let Some(allowed) = allowed else { continue };
        let used = used(&product(&read(&path)));
        let known = |name: &str| name == stage || allowed.contains(&name) || BELOW.contains(&name);
        let beyond = used.iter().filter(|name| !known(name));
        wrong.extend(beyond.map(|name| format!("{}: uses `{name}`", shown(&path))));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A row of the table that no file needs is a hole in it.
#[test]
fn the_table_of_stages_allows_nothing_that_is_not_used() {
    let table = read(&root().join("docs/architecture.md"));
    let mut idle = Vec::new();
    for (stage, allowed) in may_use(&table) {
        let all: Vec<PathBuf> = files("src", ".rs").into_iter().filter(|path| !is_test(path) && self::stage(path) == stage).collect();
        if all.is_empty() {
            idle.push(format!("`src/{stage}` is gone"));
        }
        let used: BTreeSet<String> = all.iter().flat_map(|path| used(&product(&read(path)))).collect();
        idle.extend(
            allowed.into_iter().flatten().filter(|name| !used.contains(*name)).map(|name| format!("`{stage}` does not use `{name}`")),
        );
    }
    assert!(idle.is_empty(), "{idle:#?}");
}

#[test]
fn snapshots_live_in_one_folder() {
    let astray: Vec<_> =
        files("src", ".snap").into_iter().chain(files("tests", ".snap")).chain(files("", ".snap.new")).map(|path| shown(&path)).collect();
    let astray: Vec<_> = astray.into_iter().filter(|path| !path.starts_with("target")).collect();
    assert!(astray.is_empty(), "{astray:#?}");
    for path in files("snapshots", ".snap") {
        let text = read(&path);
        let source = text.lines().find_map(|line| line.strip_prefix("source: ")).unwrap_or_default();
        assert!(root().join(source).is_file(), "{}: its test `{source}` is gone", shown(&path));
    }
}

#[test]
fn nothing_that_a_tool_leaves_behind_is_committed() {
    // A copy of the sources without git, such as the context of an image, has nothing to ask.
    let listed = std::process::Command::new("git").args(["ls-files"]).current_dir(root()).output();
    let Some(listed) = listed.ok().filter(|listed| listed.status.success()) else { return };
    let names = String::from_utf8_lossy(&listed.stdout);
    let is_left_behind = |name: &&str| name.split('/').any(|part| part == "__pycache__") || name.ends_with(".pyc");
    let left: Vec<_> = names.lines().filter(is_left_behind).collect();
    assert!(left.is_empty(), "{left:#?}");
}

/// Which files of the product name `needle`.
fn naming(needle: &str) -> Vec<String> {
    files("src", ".rs").iter().filter(|path| product(&read(path)).contains(needle)).map(|path| shown(path)).collect()
}

#[test]
fn the_crates_of_the_field_do_their_work() {
    let used_below = |needle: &str, folder: &str| {
        let files = naming(needle);
        assert!(files.iter().any(|file| file.starts_with(folder)), "nothing below {folder} uses {needle}: {files:?}");
    };
    used_below("pest_derive::Parser", "src/syntax");
    used_below("petgraph::", "src/graph");
    used_below("prost::Message", "src/flyteidl");
    used_below("clap::Args", "src/cli");
    used_below("derive(Debug, Parser)", "src/cli");
    used_below("serde_json::", "src/diagnostics/render");
    used_below("toml::", "src/config");
    used_below("annotate_snippets::", "src/diagnostics/render/human.rs");
}

#[test]
fn what_a_crate_is_for_is_done_in_one_place() {
    assert_eq!(naming("annotate_snippets"), ["src/diagnostics/render/human.rs"]);
    let only = |needle: &str, folders: &[&str]| {
        let astray: Vec<_> = naming(needle).into_iter().filter(|file| !folders.iter().any(|folder| file.starts_with(folder))).collect();
        assert!(astray.is_empty(), "{needle}: {astray:?}");
    };
    only("pest::", &["src/syntax"]);
    only("clap::", &["src/cli"]);
    only("toml::", &["src/config"]);
    only("prost::", &["src/flyteidl", "src/emit", "src/literal", "src/runtime"]);
    only("object_store::", &["src/runtime/storage.rs"]);
    only("tokio::", &["src/runtime/storage.rs"]);
    // What is written down has a type of its own beside the place where it is written; the stages hand each other types without a format.
    only(
        "Serialize",
        &[
            "src/payload/wire",
            "src/flyteidl",
            "src/emit/cluster/",
            "src/emit/package.rs",
            "src/diagnostics/render",
            "src/cli",
            "src/eval/json",
        ],
    );
    only("Deserialize", &["src/payload/wire", "src/config", "src/eval/json", "src/literal/input"]);
    only("std::process::exit", &[]);
    only("stdout()", &["src/cli/output.rs", "src/cli/terminal.rs"]);
    only("stderr()", &["src/cli/output.rs", "src/cli/terminal.rs", "src/cli/progress.rs"]);
}

#[test]
fn dependencies_have_their_reasons() {
    let manifest = read(&root().join("Cargo.toml"));
    let tables = manifest.split("\n[").filter(|table| table.starts_with("dependencies]") || table.starts_with("dev-dependencies]"));
    for table in tables {
        let mut reason = false;
        for line in table.lines().skip(1).filter(|line| !line.trim().is_empty()) {
            assert!(line.starts_with('#') || reason, "no reason above `{line}`");
            reason = true;
        }
    }
}

#[test]
fn every_instruction_that_is_compiled_is_run_in_one_place() {
    let named = |file: &Path| -> BTreeSet<String> {
        let text = read(file);
        let word = |rest: &str| rest.chars().take_while(char::is_ascii_alphanumeric).collect::<String>();
        text.split("Instr::").skip(1).map(word).filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase())).collect()
    };
    let compiled: BTreeSet<String> = files("src/eval/compile", ".rs").iter().flat_map(|file| named(file)).collect();
    assert!(compiled.len() > 80, "{compiled:?}");
    let run: Vec<BTreeSet<String>> = files("src/eval/machine", ".rs").iter().map(|file| named(file)).collect();
    let places = |name: &String| run.iter().filter(|names| names.contains(name)).count();
    let astray: Vec<_> = compiled.iter().filter(|name| places(name) != 1).collect();
    assert!(astray.is_empty(), "not run, or in two places: {astray:?}");
}

/// The places of findings besides files that are named `report.rs` and folders that are named `report`: a lint rule says its own message, and one message
/// belongs to every stage.
const MESSAGES: &[&str] = &["src/lint/rules/", "src/diagnostics/codes/later.rs"];

#[test]
fn messages_are_made_where_they_can_be_read_together() {
    let reports = |file: &str| file.ends_with("/report.rs") || file.contains("/report/");
    let allowed = |file: &str| MESSAGES.iter().any(|place| file.starts_with(place));
    let astray: Vec<_> = naming("Diagnostic::new(").into_iter().filter(|file| !reports(file) && !allowed(file)).collect();
    let astray: Vec<_> = astray.into_iter().filter(|file| !is_test(&root().join(file))).collect();
    assert!(astray.is_empty(), "a function in a `report.rs` makes the finding, and the logic calls it: {astray:#?}");
}

/// Words that no message uses, because plain English has another word there; the list grows.
const STILTED: &[&str] = &[
    "behind",
    "gives back",
    "give back",
    "given back",
    "nobody",
    "stand",
    "stands",
    "in a circle",
    "the circle:",
    "belong into",
    "belongs into",
    "tried again",
    "so many",
    "way of calls",
    "while compiling",
    "gone through",
    "is no `",
    "` is no",
    "that is no",
    "it is no",
    "this is no",
    "texts",
];

/// Words that no comment uses, besides those of messages.
const STILTED_IN_COMMENTS: &[&str] =
    &["anew", "for ever", "gave back", "giving back", "goes through", "lies", "shall", "somebody", "stood", "whoever"];

/// The comments of a source file: lines of their own, and those after code.
fn comments(text: &str) -> impl Iterator<Item = &str> {
    let after_code = |line| str::split_once(line, "; // ").map(|(_, comment)| comment);
    text.lines().filter_map(move |line| line.trim_start().strip_prefix("//").or_else(|| after_code(line)))
}

/// The string literals of a text, in its order.
fn literals(text: &str) -> Vec<String> {
    let text = text.replace(r#"'"'"#, "");
    let mut found = Vec::new();
    let mut chars = text.chars();
    while chars.any(|c| c == '"') {
        let mut literal = String::new();
        while let Some(c) = chars.next().filter(|c| *c != '"') {
            literal.push(c);
            if c == '\\' {
                literal.extend(chars.next());
            }
        }
        found.push(literal);
    }
    found
}

/// Whether a text has these words, not only as a part of others.
fn has_words(text: &str, words: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(words).any(|(at, _)| {
        let before = words.starts_with(inside) && text[..at].ends_with(inside);
        let after = words.ends_with(inside) && text[at + words.len()..].starts_with(inside);
        !before && !after
    })
}

#[test]
fn messages_are_in_plain_english() {
    let mut wrong = Vec::new();
    for path in files("src", ".rs").into_iter().filter(|path| !is_test(path)) {
        let shown = shown(&path);
        for literal in literals(&product(&read(&path))) {
            for words in STILTED.iter().filter(|words| !literal.contains("there is no `") && has_words(&literal, words)) {
                wrong.push(format!("{shown}: `{words}` in {literal:?}"));
            }
        }
    }
    for builtin in flightplan::internals::program::builtins::all() {
        wrong.extend(STILTED.iter().filter(|words| has_words(builtin.doc, words)).map(|words| format!("`{}`: `{words}`", builtin.name)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn comments_are_in_plain_english() {
    let mut wrong = Vec::new();
    for path in files("src", ".rs") {
        let shown = shown(&path);
        for comment in comments(&read(&path)) {
            // Both are plain: "there is no `x`", "is no longer".
            let text = comment.to_lowercase().replace("there is no `", "").replace("is no longer", "");
            let stilted = STILTED.iter().chain(STILTED_IN_COMMENTS).filter(|words| has_words(&text, words));
            wrong.extend(stilted.map(|words| format!("{shown}: `{words}` in {comment:?}")));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The lines of a page outside of its blocks of code.
fn prose(page: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    page.lines().filter(move |line| {
        let is_fence = line.trim_start().starts_with("```");
        inside ^= is_fence;
        !inside && !is_fence
    })
}

#[test]
fn pages_are_in_plain_english() {
    let mut wrong = Vec::new();
    for path in ["README.md", "CONTRIBUTING.md"].map(|page| root().join(page)).into_iter().chain(files("docs", ".md")) {
        for line in prose(&read(&path)) {
            // These are plain: "there is no list", "is no longer".
            let text = line.to_lowercase();
            let text =
                ["there is no", "there are no", "is no longer", "are no longer"].iter().fold(text, |text, plain| text.replace(plain, ""));
            let stilted = STILTED.iter().chain(STILTED_IN_COMMENTS).chain(&["is no", "are no"]).filter(|words| has_words(&text, words));
            wrong.extend(stilted.map(|words| format!("{}: `{words}` in {line:?}", shown(&path))));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
