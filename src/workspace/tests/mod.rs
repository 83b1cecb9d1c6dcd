//! The loaded files, their findings, and the hints about roots.

mod edits;

use std::path::PathBuf;

use super::{Checked, Linted, Session};
use crate::source::fs::Memory;

fn open(files: &Memory, paths: &[&str]) -> Session<Linted> {
    let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
    Session::open(files, &paths, &|_| {}, &()).map(|loaded| loaded.lint(&()))
}

fn modules(workspace: &Checked) -> Vec<&str> {
    workspace.loaded().modules().map(|module| workspace.sources().file(module.file).module.as_str()).collect()
}

#[test]
fn imports_are_followed_once_also_in_cycles_and_outside_of_what_was_named() {
    let files = Memory::new()
        .with("p/flightplan.toml", "")
        .with("p/main.fpl", "import lib.a.{one}\nfn two() -> int { one() }\n")
        .with("p/lib/a.fpl", "import lib.b.{three}\nfn one() -> int { three() }\n")
        .with("p/lib/b.fpl", "import lib.a.{one}\nimport gone.{x}\nfn three() -> int { 3 }\n")
        .with("p/other.fpl", "fn four() -> int { 4 }\n");
    let session = open(&files, &["p/main.fpl"]);
    let [workspace] = session.workspaces.as_slice() else { panic!("one project") };
    assert_eq!(modules(workspace), ["main", "lib.a", "lib.b"]);
    let chosen: Vec<_> = workspace.loaded().chosen().iter().map(|file| workspace.sources().file(*file).path.clone()).collect();
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
    let limits: Vec<_> = session.workspaces.iter().map(|workspace| workspace.loaded().settings().limits.workflow_nodes).collect();
    assert_eq!(limits, [Some(7), Some(100)]);
}

#[test]
fn names_in_backticks_do_not_lead_out_of_the_project() {
    let files = Memory::new().with("secret.fpl", "const C = 1\n").with("p/main.fpl", "import `..`.secret.{C}\n");
    assert_eq!(modules(&open(&files, &["p/main.fpl"]).workspaces[0]), ["main"]);
}

/// The text of the only error, an unknown module: notes, then ways out.
fn said(files: &Memory, path: &str) -> Vec<String> {
    let session = open(files, &[path]);
    let [finding] = session.workspaces[0].findings() else { panic!("{:?}", session.workspaces[0].findings()) };
    assert_eq!(finding.code.id, "N002");
    finding.notes.iter().chain(&finding.help).cloned().collect()
}

#[test]
fn an_unknown_module_says_what_the_root_is_and_where_the_file_is() {
    let workflow = "import pkg.tasks.{t}\n\nworkflow w(n: int) -> int { t(n) }\n\nworkflow ws(ns: [int]) -> [int] { map t(ns) }\n";
    let files = Memory::new().with("src/pkg/tasks.fpl", "task t(n: int) -> int { n }\n").with("src/pkg/wf.fpl", workflow);
    assert_eq!(open(&files, &["src"]).workspaces[0].findings(), []);
    let text = said(&files, "src/pkg/wf.fpl").join("\n");
    assert!(text.contains("the root is `src/pkg`") && text.contains("contains a `flightplan.toml`"), "{text}");
    assert!(text.contains("`src/pkg/tasks.fpl` would be that module if the root were `src`"), "{text}");
    let session = open(&files, &["."]);
    let text = session.workspaces[0].findings()[0].help.join("\n");
    assert!(text.contains("`src/pkg/tasks.fpl` would be that module if the root were `src`"), "{text}");
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
    assert!(said(&files, "src/a/wf.fpl").join("\n").contains("`src/b/tasks.fpl` would be that module if the root were `src`"));
    let files =
        Memory::new().with("src/flightplan.toml", "").with("src/wf.fpl", "import b.{t}\n\nfn f() -> int { t() }\n").with("b.fpl", "");
    let text = said(&files, "src/wf.fpl").join("\n");
    assert!(text.contains("the root is `src`, which contains `flightplan.toml`") && !text.contains("would be that module"), "{text}");
}
