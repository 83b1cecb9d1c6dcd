//! What `src/lib.rs` names for users of the library has documentation. Everything else is ours, and has a comment where the name does not say it all; the
//! messages of `flyteidl`, which are public with every field, have the compiler's own lint.

use super::{files, read, root, stage};

/// The stages and names that `src/lib.rs` exports from them.
fn exported(library: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for exports in library.split("pub use crate::").skip(1) {
        let path = exports.split(';').next().unwrap();
        let stage = path.split("::").next().unwrap();
        let (_, last) = path.rsplit_once("::").unwrap();
        for name in last.trim_matches(['{', '}']).split(',') {
            let name = name.split(" as ").next().unwrap().trim();
            found.push((stage.to_owned(), name.to_owned()));
        }
    }
    found
}

/// Whether a line declares this name for everyone: by itself, or in a list of ids that a macro declares.
fn declares(line: &str, name: &str) -> bool {
    let kinds = ["struct", "enum", "trait", "fn", "type", "static", "const"];
    let declared = kinds.iter().find_map(|kind| line.strip_prefix("pub ")?.strip_prefix(kind)?.strip_prefix(' '));
    let is_name = |rest: &str| rest.strip_prefix(name).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'));
    declared.is_some_and(is_name) || line.strip_suffix(',') == Some(name)
}

/// Whether the lines before a declaration, without its attributes, end with documentation.
fn is_documented(before: &[&str]) -> bool {
    before.iter().rev().find(|line| !line.starts_with("#[")).is_some_and(|line| line.starts_with("///"))
}

#[test]
fn what_the_library_exports_has_documentation() {
    let exported = exported(&read(&root().join("src/lib.rs")));
    assert!(exported.len() > 60, "{exported:?}");
    let mut wrong = Vec::new();
    for (stage_of_it, name) in exported {
        let mut places = 0;
        for path in files("src", ".rs").into_iter().filter(|path| stage(path) == stage_of_it) {
            let text = read(&path);
            let lines: Vec<&str> = text.lines().map(str::trim).collect();
            for at in (0..lines.len()).filter(|at| declares(lines[*at], &name)) {
                // A name in a list without documentation is a use of it.
                let listed = !lines[at].starts_with("pub ");
                let documented = is_documented(&lines[..at]);
                places += usize::from(!listed || documented);
                if !listed && !documented {
                    wrong.push(format!("{}:{}: {}", super::shown(&path), at + 1, lines[at]));
                }
            }
        }
        if places == 0 {
            wrong.push(format!("`{name}` is declared nowhere in `src/{stage_of_it}`"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
