//! Other entries in place of files, and files that change.
#![cfg(unix)]

use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use super::{call, shown};
use crate::support::{Scratch, command};

const CLEAN: &str = "task double(x: int) -> int { x * 2 }\n\nworkflow main(x: int) -> int { double(x) }\n";

fn pipe(scratch: &Scratch, name: &str) {
    assert!(Command::new("mkfifo").arg(scratch.path(name)).status().unwrap().success());
}

#[test]
fn pipes_and_devices_are_not_read_and_not_waited_for() {
    let scratch = Scratch::with(&[("a.fpl", CLEAN), ("pipes/b.fpl", CLEAN), ("ignored/c.fpl", CLEAN), ("endless/d.fpl", CLEAN)]);
    pipe(&scratch, "pipe.fpl");
    symlink("/dev/zero", scratch.path("zero.json")).unwrap();
    pipe(&scratch, "pipe.yaml");
    pipe(&scratch, "pipes/flightplan.toml");
    pipe(&scratch, "ignored/.gitignore");
    pipe(&scratch, "endless/.gitignore");
    for path in ["pipe.fpl", "pipes", "ignored", "endless", "."] {
        let ran = call(&scratch, &["lint", "--format", "concise", path]);
        assert_eq!(ran.status, 2, "{path}");
        assert!(ran.stdout.contains("cannot be read: it is not a regular file"), "{path}: {}", ran.stdout);
    }
    for (path, words) in [("zero.json", "is a symbolic link to a file outside"), ("pipe.yaml", "cannot be read: it is not a regular file")]
    {
        let ran = call(&scratch, &["run", "--inputs", path, "a.fpl", "double"]);
        assert!(ran.failure(2).contains(words), "{path}: {}", ran.stderr);
    }
    assert!(call(&scratch, &["lint", "--format", "concise", "/dev/zero"]).stdout.contains("P004"));
}

#[test]
fn standard_input_is_read_up_to_the_limit_of_a_file() {
    let scratch = Scratch::new();
    let zeros = std::fs::File::open("/dev/zero").unwrap();
    let output = command(scratch.root(), &["lint", "-"]).stdin(zeros).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "error: standard input cannot be read: it is larger than 64 MiB\n");
}

#[test]
fn links_in_cycles_end() {
    let scratch = Scratch::with(&[("p/a.fpl", CLEAN)]);
    symlink(".", scratch.path("p/self")).unwrap();
    symlink("..", scratch.path("p/up")).unwrap();
    symlink("loop.fpl", scratch.path("p/loop.fpl")).unwrap();
    let ran = call(&scratch, &["lint", "--format", "concise", "p"]);
    assert_eq!((ran.status, ran.stdout.lines().count()), (2, 1), "{}", ran.stdout);
    assert!(ran.stdout.contains("error[P001] `p/loop.fpl` cannot be read"), "{}", ran.stdout);
}

#[test]
fn names_that_are_no_text_or_very_long_are_said_as_far_as_they_can_be() {
    let scratch = Scratch::with(&[("a.fpl", CLEAN)]);
    let odd = scratch.root().join(std::ffi::OsStr::from_bytes(b"b\xff\xfe.fpl"));
    if std::fs::write(&odd, CLEAN).is_ok() {
        let ran = call(&scratch, &["lint", "--format", "concise"]);
        assert!(ran.status == 1 && ran.stdout.contains("P005"), "{}", ran.stdout);
        std::fs::remove_file(odd).unwrap();
    }
    let deep = format!("{}a.fpl", "d/".repeat(1_500));
    let ran = call(&scratch, &["lint", "--format", "concise", &deep]);
    assert!(ran.status == 2 && ran.stdout.contains("P001"), "{}", shown(&ran.stdout));
    let long = format!("{}.fpl", "x".repeat(5_000));
    assert_eq!(call(&scratch, &["lint", "--format", "concise", &long]).status, 2);
    assert_eq!(call(&scratch, &["lint", "--format", "concise", "a.fpl\u{0}"].map(|text| text.trim_end_matches('\0'))).status, 0);
}

#[test]
fn files_that_change_while_they_are_read_give_an_answer_all_the_same() {
    let scratch = Scratch::new();
    let write = |at: usize, text: &str| drop(scratch.write(&format!("m{at}.fpl"), text));
    (0..20).for_each(|at| write(at, CLEAN));
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut step = 0_usize;
            while !done.load(Ordering::Relaxed) {
                let path = scratch.path(&format!("m{}.fpl", step % 20));
                match step % 3 {
                    0 => drop(std::fs::remove_file(path)),
                    1 => drop(std::fs::write(path, &CLEAN[..step % CLEAN.len()])),
                    _ => drop(std::fs::write(path, CLEAN.repeat(step % 50))),
                }
                step += 1;
            }
        });
        for _ in 0..15 {
            call(&scratch, &["lint", "--format", "concise"]);
        }
        done.store(true, Ordering::Relaxed);
    });
}

#[test]
fn neither_a_home_nor_an_environment_is_needed() {
    let scratch = Scratch::with(&[("a.fpl", CLEAN)]);
    let calls: [&[&str]; 3] =
        [&["lint", "a.fpl"], &["compile", "a.fpl", "-o", "a.tgz", "--image", "a/b:c"], &["run", "a.fpl", "main", "--x", "4"]];
    for arguments in calls {
        let output = command(scratch.root(), arguments).env_clear().stdin(Stdio::null()).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}
