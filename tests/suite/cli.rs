//! The command line from outside: exit statuses, streams, formats, files.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A call of the binary in a folder, with nothing of the caller's environment that speaks of colour.
fn flightplan(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_flightplan"));
    command.current_dir(folder).args(arguments);
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM"] {
        command.env_remove(name);
    }
    command
}

/// What a call gave.
pub(super) struct Said {
    pub(super) status: i32,
    pub(super) out: String,
    pub(super) err: String,
}

fn said(output: &Output) -> Said {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Said { status: output.status.code().unwrap(), out: text(&output.stdout), err: text(&output.stderr) }
}

pub(super) fn run(folder: &Path, arguments: &[&str]) -> Said {
    said(&flightplan(folder, arguments).output().unwrap())
}

fn piped(folder: &Path, arguments: &[&str], input: &[u8]) -> Said {
    let mut child = flightplan(folder, arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    said(&child.wait_with_output().unwrap())
}

/// A folder with files.
pub(super) fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

const CLEAN: &str = "task double(x: int) -> int { x * 2 }\n\nworkflow main(x: int) -> int { double(x) }\n";
const BROKEN: &str = "task half(x: int -> int { x // 2 }\n\ntask double(x: int) -> int { x * 2 }\n";
const WARNED: &str = "# flightplan: allow(no-such): never was\ntask double(x: int) -> int { x * 2 }\n";

#[test]
fn clean_sources_give_nothing_and_status_0() {
    let folder = folder(&[("a.fpl", CLEAN)]);
    for format in ["human", "concise"] {
        let said = run(folder.path(), &["lint", "a.fpl", "--format", format]);
        assert_eq!((said.status, said.out.as_str()), (0, ""), "{}", said.err);
    }
}

#[test]
fn errors_give_status_1_and_a_line_each_on_standard_output() {
    let folder = folder(&[("shop/a.fpl", BROKEN)]);
    let said = run(folder.path(), &["lint", "shop", "--format", "concise"]);
    assert_eq!(said.status, 1);
    assert_eq!(said.err, "");
    for line in said.out.lines() {
        assert!(line.starts_with("shop/a.fpl:1:") && line.contains(": error[S"), "{line}");
    }
    assert!(!said.out.is_empty());
}

#[test]
fn warnings_leave_status_0_unless_they_are_denied() {
    let folder = folder(&[("a.fpl", WARNED)]);
    let line = "a.fpl:1:21: warning[Q901] no finding has the name `no-such`\n";
    let said = run(folder.path(), &["lint", "--format=concise", "a.fpl"]);
    assert_eq!((said.status, said.out.as_str()), (0, line));
    let said = run(folder.path(), &["lint", "--format=concise", "a.fpl", "--deny", "unknown-allow"]);
    assert_eq!((said.status, said.out), (1, line.replace("warning", "error")));
    for hides in ["--allow=Q901", "--ignore=Q", "--select=L,Q903"] {
        let said = run(folder.path(), &["lint", "--format=concise", "a.fpl", hides]);
        assert_eq!((said.status, said.out.as_str()), (0, ""), "{hides}");
    }
}

#[test]
fn the_configuration_sets_levels_and_flags_win() {
    let folder = folder(&[("a.fpl", WARNED), ("flightplan.toml", "[lint]\ndeny = [\"Q901\"]\n")]);
    assert_eq!(run(folder.path(), &["lint"]).status, 1);
    assert_eq!(run(folder.path(), &["lint", "--warn", "q901"]).status, 0);
}

#[test]
fn what_is_wrong_with_the_call_gives_status_2() {
    let folder = folder(&[
        ("a.fpl", CLEAN),
        ("notes.txt", ""),
        ("empty/x.txt", ""),
        ("bad/flightplan.toml", "[limits]\nx = 1\n"),
        ("bad/b.fpl", CLEAN),
    ]);
    std::fs::write(folder.path().join("binary.fpl"), [0x7f, b'E', b'L', b'F', 0xff, 0xfe]).unwrap();
    for (arguments, code) in [
        (&["lint", "gone.fpl", "a.fpl"][..], "P001"),
        (&["lint", "binary.fpl"], "P002"),
        (&["lint", "empty"], "P003"),
        (&["lint", "notes.txt"], "P004"),
        (&["lint", "bad"], "P102"),
        (&["lint", "a.fpl", "--deny", "no-such"], "P104"),
        (&["lint", "a.fpl", "--allow", "unreadable-path"], "P105"),
    ] {
        let said = run(folder.path(), arguments);
        assert_eq!(said.status, 2, "{arguments:?}\n{}", said.out);
        assert!(said.out.contains(&format!("error[{code}]")), "{arguments:?}\n{}", said.out);
    }
    for arguments in [
        &["lint", "--no-such-flag"][..],
        &["no-such-command"],
        &["lint", "--format", "sarif"],
        &[],
        &["lint", "-", "a.fpl"],
        &["explain", "X1"],
    ] {
        let said = run(folder.path(), arguments);
        assert_eq!((said.status, said.out.as_str()), (2, ""), "{arguments:?}");
        assert!(!said.err.is_empty());
    }
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_said_to_be_so() {
    let folder = folder(&[("a.fpl", CLEAN)]);
    std::fs::create_dir(folder.path().join("b.fpl")).unwrap();
    std::os::unix::fs::symlink("nowhere.fpl", folder.path().join("c.fpl")).unwrap();
    let said = run(folder.path(), &["lint", "--format=concise"]);
    assert_eq!((said.status, said.out.as_str()), (2, "error[P008] `c.fpl` leads to no file of the project\n"));
}

#[test]
fn json_is_one_document_and_nothing_else() {
    let folder = folder(&[("a.fpl", BROKEN), ("b.fpl", CLEAN)]);
    let said = run(folder.path(), &["lint", "--format", "json"]);
    assert_eq!((said.status, said.err.as_str()), (1, ""));
    let document: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(document["version"], 1);
    let findings = document["findings"].as_array().unwrap();
    assert_eq!(document["summary"]["errors"], findings.len());
    assert_eq!((&findings[0]["path"], &findings[0]["level"]), (&"a.fpl".into(), &"error".into()));
    assert_eq!(findings[0]["range"]["start"]["line"], 1);
}

#[test]
fn standard_input_is_a_file_of_the_given_name() {
    let folder = folder(&[("shop/flightplan.toml", ""), ("shop/shared/p.fpl", "fn two() -> int { 2 }\n")]);
    let said = piped(folder.path(), &["lint", "--format=concise", "-"], BROKEN.as_bytes());
    assert_eq!(said.status, 1);
    assert!(said.out.starts_with("stdin.fpl:1:"), "{}", said.out);
    let source = "import shared.p.{two}\n\ntask f(x: int -> int { two() }\n";
    let said = piped(folder.path(), &["lint", "--format=concise", "-", "--stdin-name", "shop/main.fpl"], source.as_bytes());
    assert!(said.out.starts_with("shop/main.fpl:3:"), "{}", said.out);
    assert_eq!(run(folder.path(), &["lint", "shop", "--stdin-name", "x.fpl"]).status, 2);
}

#[test]
fn colour_is_for_terminals_and_those_who_ask() {
    let folder = folder(&[("a.fpl", BROKEN)]);
    let colored = |said: &Said| said.out.contains('\u{1b}');
    assert!(!colored(&run(folder.path(), &["lint"])));
    assert!(colored(&run(folder.path(), &["lint", "--color=always"])));
    let forced = flightplan(folder.path(), &["lint"]).env("CLICOLOR_FORCE", "1").output().unwrap();
    assert!(colored(&said(&forced)));
    let silenced = flightplan(folder.path(), &["lint"]).env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1").output().unwrap();
    assert!(!colored(&said(&silenced)));
    let never = flightplan(folder.path(), &["lint", "--color", "never"]).env("CLICOLOR_FORCE", "1").output().unwrap();
    assert!(!colored(&said(&never)));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = folder(&[]);
    for number in 0..200 {
        std::fs::write(folder.path().join(format!("m{number}.fpl")), BROKEN).unwrap();
    }
    let mut child = flightplan(folder.path(), &["lint"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    let said = said(&output);
    assert_eq!(said.status, 1, "{}", said.err);
    assert!(!said.err.contains("panic") && !said.err.contains("pipe"), "{}", said.err);
}

#[test]
fn a_folder_gives_its_findings_in_the_order_of_its_files() {
    let folder = folder(&[("b.fpl", BROKEN), ("a/z.fpl", BROKEN), (".hidden.fpl", BROKEN), ("out/x.fpl", BROKEN), (".gitignore", "out\n")]);
    let said = run(folder.path(), &["lint", "--format=concise"]);
    let mut files: Vec<_> = said.out.lines().filter_map(|line| line.split(':').next()).collect();
    files.dedup();
    assert_eq!(files, ["a/z.fpl", "b.fpl"]);
}

#[test]
fn a_module_needs_a_name() {
    let folder = folder(&[("data-prep.fpl", CLEAN)]);
    let said = run(folder.path(), &["lint", "--format=concise"]);
    assert_eq!(said.status, 1);
    assert_eq!(said.out, "data-prep.fpl:1:1: error[P005] `data-prep` cannot be a part of a module's name\n");
}

#[test]
fn statistics_count_the_codes() {
    let folder = folder(&[("a.fpl", WARNED), ("b.fpl", WARNED)]);
    let said = run(folder.path(), &["lint", "--statistics"]);
    assert_eq!((said.status, said.out.as_str()), (0, "     2  warning[Q901] unknown-allow\n"));
    let said = run(folder.path(), &["lint", "--statistics", "--format=json"]);
    let document: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(document["statistics"], serde_json::json!([{"code": "Q901", "name": "unknown-allow", "level": "warning", "count": 2}]));
}

#[test]
fn timings_go_to_standard_error() {
    let folder = folder(&[("a.fpl", CLEAN)]);
    let said = run(folder.path(), &["lint", "--timings", "--format=json"]);
    let stages: Vec<_> = said.err.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(stages, ["read", "parse", "analyse", "graph", "lint", "emit", "total"], "{}", said.err);
    assert!(serde_json::from_str::<serde_json::Value>(&said.out).is_ok());
}

#[test]
fn strange_files_are_read_or_refused_in_words() {
    let deep = format!("task f() -> int {{ {}1{} }}\n", "(".repeat(100_000), ")".repeat(100_000));
    let cases: [(&str, Vec<u8>, i32); 6] = [
        ("empty.fpl", Vec::new(), 0),
        ("bom.fpl", format!("\u{feff}{CLEAN}").into_bytes(), 0),
        ("crlf.fpl", CLEAN.replace('\n', "\r\n").into_bytes(), 0),
        ("deep.fpl", deep.into_bytes(), 1),
        ("nul.fpl", b"task f(\0) { }\n".to_vec(), 1),
        ("latin.fpl", b"# caf\xe9\n".to_vec(), 2),
    ];
    for (name, bytes, status) in cases {
        let folder = folder(&[]);
        std::fs::write(folder.path().join(name), bytes).unwrap();
        let said = run(folder.path(), &["lint", name]);
        assert_eq!(said.status, status, "{name}\n{}\n{}", said.out, said.err);
        assert!(!said.err.contains("panicked"), "{name}\n{}", said.err);
    }
}

#[test]
fn explain_prints_pages_and_the_list() {
    let folder = folder(&[]);
    let list = run(folder.path(), &["explain"]);
    assert!(list.status == 0 && list.out.contains("Q903") && list.out.contains("useless-allow"), "{}", list.out);
    let (by_code, by_name) = (run(folder.path(), &["explain", "q903"]), run(folder.path(), &["explain", "useless-allow"]));
    assert_eq!((by_code.status, &by_code.out), (0, &by_name.out));
    assert!(by_code.out.starts_with("# Q903 useless-allow\n") && by_code.out.contains("warning[Q903]"), "{}", by_code.out);
    let unknown = run(folder.path(), &["explain", "useles-allow"]);
    assert!(unknown.status == 2 && unknown.err.contains("did you mean `useless-allow`?"), "{}", unknown.err);
}

#[test]
fn completions_know_the_commands() {
    let folder = folder(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let said = run(folder.path(), &["completions", shell]);
        assert!(said.status == 0 && said.out.contains("explain"), "{shell}");
    }
}

#[test]
fn help_and_version_are_results() {
    let folder = folder(&[]);
    for arguments in [&["--help"][..], &["lint", "--help"], &["--version"]] {
        let said = run(folder.path(), arguments);
        assert_eq!((said.status, said.err.as_str()), (0, ""), "{arguments:?}");
        assert!(!said.out.is_empty());
    }
}
