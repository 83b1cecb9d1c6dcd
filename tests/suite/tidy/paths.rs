//! A file that a page, a comment or a test names is there: pages and comments outlive the files that they speak of.

use std::path::Path;

use super::{files, read, root, shown};

/// What is not part of a path.
fn separates(c: char) -> bool {
    !(c.is_ascii_alphanumeric() || "/_.-".contains(c))
}

/// The paths of Rust files in a text, written from the root: `src/a/b.rs`.
fn from_root(text: &str) -> impl Iterator<Item = &str> {
    text.split(separates).map(|path| path.trim_end_matches('.')).filter(|path| path.starts_with("src/") && path.ends_with(".rs"))
}

/// The folders of the sources in a text: `src/a/`.
fn folders(text: &str) -> impl Iterator<Item = &str> {
    text.split(separates).filter(|path| path.starts_with("src/") && path.ends_with('/'))
}

/// The paths of Rust files in backticks, written from the root, from `src/` or from where they are named.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').filter(|path| path.contains('/') && path.ends_with(".rs") && !path.contains(separates))
}

/// What a file names and is not there.
fn gone(path: &Path, text: &str) -> Vec<String> {
    let exists = |name: &str| root().join(name).exists();
    let beside = path.parent().unwrap_or(path);
    let mut gone: Vec<&str> = from_root(text).filter(|name| !exists(name)).collect();
    gone.extend(quoted(text).filter(|name| !exists(name) && !root().join("src").join(name).exists() && !beside.join(name).exists()));
    // In other pages, `src/` is a folder of a user.
    if ["CONTRIBUTING.md", "docs/architecture.md"].iter().any(|page| path == root().join(page)) {
        gone.extend(folders(text).filter(|name| !exists(name)));
    }
    gone.into_iter().map(|name| format!("{}: `{name}`", shown(path))).collect()
}

#[test]
fn files_that_are_named_exist() {
    let pages = ["README.md", "CONTRIBUTING.md"].map(|page| root().join(page));
    let sources = ["src", "tests", "benches"].into_iter().flat_map(|folder| files(folder, ".rs"));
    let all = pages.into_iter().chain(files("docs", ".md")).chain(files("tests", ".md")).chain(sources);
    // The paths of this file are examples.
    let gone: Vec<String> = all.filter(|path| *path != root().join(file!())).flat_map(|path| gone(&path, &read(&path))).collect();
    assert!(gone.is_empty(), "{gone:#?}");
}

#[test]
fn paths_are_found_in_text() {
    let text = "See `src/a/b.rs`, (src/c.rs) and src/d.rs. In `src/e/` is `f/g.rs`; `h.rs` could be anywhere.";
    assert_eq!(from_root(text).collect::<Vec<_>>(), ["src/a/b.rs", "src/c.rs", "src/d.rs"]);
    assert_eq!(folders(text).collect::<Vec<_>>(), ["src/e/"]);
    assert_eq!(quoted(text).collect::<Vec<_>>(), ["src/a/b.rs", "f/g.rs"]);
}
