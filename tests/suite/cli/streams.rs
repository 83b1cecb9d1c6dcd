//! Links, pipes, colours and sizes: what files cannot describe.

use std::process::Stdio;

use crate::support::{Ran, Scratch, command};

const CLEAN: &str = "task double(x: int) -> int { x * 2 }\n\nworkflow main(x: int) -> int { double(x) }\n";
const BROKEN: &str = "task half(x: int -> int { x // 2 }\n\ntask double(x: int) -> int { x * 2 }\n";

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_said_to_be_so() {
    let scratch = Scratch::with(&[("a.fpl", CLEAN)]);
    std::fs::create_dir(scratch.path("b.fpl")).unwrap();
    std::os::unix::fs::symlink("nowhere.fpl", scratch.path("c.fpl")).unwrap();
    let ran = scratch.flightplan(&["lint", "--format=concise"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (2, "error[P008] `c.fpl` does not lead to a file of the project\n"));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let scratch = Scratch::new();
    for number in 0..200 {
        scratch.write(&format!("m{number}.fpl"), BROKEN);
    }
    let mut child = command(scratch.root(), &["lint"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let ran = Ran::of(child.wait_with_output().unwrap());
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert!(!ran.stderr.contains("panic") && !ran.stderr.contains("pipe"), "{}", ran.stderr);
}

#[test]
fn a_folder_gives_its_findings_in_the_order_of_its_files() {
    let scratch =
        Scratch::with(&[("b.fpl", BROKEN), ("a/z.fpl", BROKEN), (".hidden.fpl", BROKEN), ("out/x.fpl", BROKEN), (".gitignore", "out\n")]);
    let ran = scratch.flightplan(&["lint", "--format=concise"]);
    let mut files: Vec<_> = ran.stdout.lines().filter_map(|line| line.split(':').next()).collect();
    files.dedup();
    assert_eq!(files, ["a/z.fpl", "b.fpl"]);
}

#[test]
fn timings_go_to_standard_error() {
    let scratch = Scratch::with(&[("a.fpl", CLEAN)]);
    let ran = scratch.flightplan(&["lint", "--timings", "--format=json"]);
    let stages: Vec<_> = ran.stderr.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(stages, ["read", "parse", "analyse", "graph", "lint", "emit", "total"], "{}", ran.stderr);
    assert!(serde_json::from_str::<serde_json::Value>(&ran.stdout).is_ok());
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
        let scratch = Scratch::new();
        scratch.write(name, bytes);
        let ran = scratch.flightplan(&["lint", name]);
        assert_eq!(ran.status, status, "{name}\n{}\n{}", ran.stdout, ran.stderr);
        assert!(!ran.stderr.contains("panicked"), "{name}\n{}", ran.stderr);
    }
}

#[test]
fn the_list_of_codes_is_complete() {
    let list = Scratch::new().flightplan(&["explain"]);
    for code in flightplan::findings::all_codes() {
        assert!(list.success().contains(code.id) && list.stdout.contains(code.name), "{} is missing", code.id);
    }
}

#[test]
fn completions_know_the_commands() {
    let scratch = Scratch::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(scratch.flightplan(&["completions", shell]).success().contains("explain"), "{shell}");
    }
}
