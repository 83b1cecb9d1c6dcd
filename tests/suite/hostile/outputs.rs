//! Outputs that cannot be written, and calls that are ended midway: nothing half written stays.
#![cfg(unix)]

use std::process::{Command, Stdio};
use std::time::Duration;

use super::{call, leftovers};
use crate::support::{BINARY, Scratch, command};

const PROGRAM: &str = "task double(x: int) -> int { x * 2 }\n\nworkflow main(x: int) -> int { double(x) }\n";

/// Runs a line of shell in the folder, with the binary as `$0`.
fn shell(scratch: &Scratch, line: &str) -> (Option<i32>, String) {
    let output = Command::new("bash").args(["-c", line, BINARY]).current_dir(scratch.root()).output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_full_disk_is_said_and_leaves_nothing() {
    let scratch = Scratch::with(&[("a.fpl", PROGRAM)]);
    for line in [
        "$0 compile a.fpl --image a/b:c -o /dev/full",
        "$0 compile a.fpl --image a/b:c -o - >/dev/full",
        "$0 run a.fpl main --x 1 >/dev/full",
        "$0 explain >/dev/full",
        "$0 --help >/dev/full",
        // A limit on the size of files represents the disk.
        "ulimit -f 0; $0 compile a.fpl --image a/b:c -o a.tgz",
        "ulimit -f 0; $0 compile a.fpl --image a/b:c --format dir -o folder",
        "ulimit -f 0; $0 compile a.fpl --image a/b:c -o - >out",
    ] {
        let (status, words) = shell(&scratch, line);
        assert_eq!(status, Some(2), "{line}: {words}");
        assert!(words.contains("cannot be written") || words.contains("cannot be made"), "{line}: {words}");
        assert_eq!(leftovers(scratch.root()), Vec::<String>::new(), "{line}");
    }
    assert!(!scratch.path("a.tgz").exists() && !scratch.path("folder").exists());
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let errors = format!("task a() -> int {{\n{}}}\n", "    $\n".repeat(2_000));
    let scratch = Scratch::with(&[("a.fpl", PROGRAM), ("b.fpl", &errors)]);
    for line in [
        "set -o pipefail; $0 explain | head -1 >/dev/null",
        "set -o pipefail; $0 compile a.fpl --image a/b:c -o - | head -c 1 >/dev/null",
        "$0 run a.fpl main --x 1 >&-",
        "$0 lint a.fpl >&- 2>&- <&-",
    ] {
        let (status, words) = shell(&scratch, line);
        assert_eq!(status, Some(0), "{line}: {words}");
    }
    let (status, words) = shell(&scratch, "set -o pipefail; $0 lint --limit 2000 b.fpl | head -1 >/dev/null");
    assert_eq!(status, Some(1), "{words}");
}

#[test]
fn what_cannot_be_replaced_is_said() {
    let scratch = Scratch::with(&[("a.fpl", PROGRAM), ("folder/mine.txt", "")]);
    for (output, format) in [
        ("folder", "tgz"),
        ("folder", "dir"),
        ("a.fpl", "dir"),
        ("no/such/folder.tgz", "tgz"),
        ("a.fpl/x.tgz", "tgz"),
        ("/proc/flightplan.tgz", "tgz"),
        ("/proc/flightplan", "dir"),
        ("/dev/null", "dir"),
    ] {
        let ran = call(&scratch, &["compile", "a.fpl", "--image", "a/b:c", "--format", format, "-o", output]);
        let words = ran.failure(2);
        assert!(words.contains("error[P007]") && words.contains(output), "{output}: {words}");
        assert_eq!(leftovers(scratch.root()), Vec::<String>::new());
    }
    assert_eq!(std::fs::read_to_string(scratch.path("a.fpl")).unwrap(), PROGRAM);
    let long = format!("{}.tgz", "x".repeat(300));
    assert_eq!(call(&scratch, &["compile", "a.fpl", "--image", "a/b:c", "-o", &long]).status, 2);
}

#[test]
fn of_two_that_write_one_output_one_stays_whole() {
    let scratch = Scratch::with(&[("a.fpl", PROGRAM)]);
    for (format, output) in [("tgz", "out.tgz"), ("dir", "out")] {
        let arguments = ["compile", "a.fpl", "--image", "a/b:c", "--format", format, "-o", output];
        let several: Vec<_> = (0..8).map(|_| command(scratch.root(), &arguments).stderr(Stdio::piped()).spawn().unwrap()).collect();
        for child in several {
            let output = child.wait_with_output().unwrap();
            assert_eq!(output.status.code(), Some(0), "{format}: {}", String::from_utf8_lossy(&output.stderr));
        }
        assert_eq!(leftovers(scratch.root()), Vec::<String>::new());
        let alone = ["compile", "a.fpl", "--image", "a/b:c", "--format", format, "-o", "alone"];
        call(&scratch, &alone).success();
        let same = format!("diff -r {output} alone && rm -r alone");
        assert_eq!(shell(&scratch, &same).0, Some(0), "{format}");
    }
}

#[test]
fn a_call_that_is_ended_midway_leaves_nothing_half_written() {
    let tasks: String = (0..300).map(|at| format!("task t{at}(x: int) -> int {{ x + {at} }}\n\n")).collect();
    let scratch = Scratch::with(&[("a.fpl", &tasks)]);
    for signal in ["INT", "TERM"] {
        for (format, output) in [("tgz", "out.tgz"), ("dir", "out")] {
            for delay in (0..10).map(|step| Duration::from_millis(step * 40)) {
                let arguments = ["compile", "a.fpl", "--image", "a/b:c", "--format", format, "-o", output];
                let mut child = command(scratch.root(), &arguments).stderr(Stdio::null()).spawn().unwrap();
                std::thread::sleep(delay);
                let _gone = Command::new("kill").args(["-s", signal, &child.id().to_string()]).stderr(Stdio::null()).status();
                let _how = child.wait().unwrap();
                assert_eq!(leftovers(scratch.root()), Vec::<String>::new(), "{signal} after {delay:?}");
            }
        }
    }
}
