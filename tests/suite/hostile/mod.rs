//! Input that means harm, through the binary as a user would meet it: it is answered with a status and words, soon, and in memory that
//! grows with the input and no faster.

mod border;
mod files;
mod inputs;
mod outputs;
mod text;

use std::path::Path;
use std::time::{Duration, Instant};

use super::support::{Ran, Scratch};

/// A call that must end on its own. Quadratic time would mean hours, so the bound can be one that a build without optimisation meets also
/// on a busy machine.
fn call(scratch: &Scratch, arguments: &[&str]) -> Ran {
    let start = Instant::now();
    let ran = scratch.flightplan(arguments);
    assert!(start.elapsed() < Duration::from_secs(300), "{arguments:?} took {:?}", start.elapsed());
    assert!((0..=2).contains(&ran.status), "{arguments:?} ended with {}\n{}", ran.status, shown(&ran.stderr));
    assert!(!ran.stderr.contains("panicked"), "{arguments:?}\n{}", shown(&ran.stderr));
    ran
}

/// The start of a string, for messages of tests.
fn shown(text: &str) -> &str {
    &text[..text.floor_char_boundary(2_000)]
}

/// The findings of one file as lines, and the peak of memory in MiB.
fn lint(scratch: &Scratch, file: &str) -> (Ran, f64) {
    let ran = call(scratch, &["lint", "--format", "concise", "--timings", file]);
    let peak = ran.stderr.lines().find(|line| line.starts_with("total")).and_then(|line| line.split_whitespace().nth(3));
    let peak = peak.and_then(|peak| peak.parse().ok()).unwrap_or(0.0);
    (ran, peak)
}

/// The remains of an unfinished output.
fn leftovers(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with(".flightplan-")).collect()
}
