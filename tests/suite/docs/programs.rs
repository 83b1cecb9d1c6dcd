//! Every program of the documentation is compiled, and every result that it states is what a run gives.

use std::fmt::Write as _;

use super::blocks::{Fenced, fenced};
use super::text;
use crate::support::Scratch;

/// The files whose programs are held.
const PAGES: &[&str] = &["README.md", "docs/language.md", "docs/commands.md", "docs/configuration.md"];

#[test]
fn every_program_of_the_documentation_does_what_it_says() {
    let mut problems = String::new();
    let mut programs = 0;
    for page in PAGES {
        for block in fenced(&text(page)) {
            let mut words = block.info.split_whitespace();
            if words.next() != Some("fpl") {
                continue;
            }
            programs += 1;
            let found = match words.next() {
                None => module(&block, &[("flow.fpl".to_owned(), block.text.clone())]),
                Some("files") => module(&block, &block.files()),
                Some("error") => broken(&block, words.next()),
                Some("checks") => checks(&block),
                Some(other) => Some(format!("no kind of program is called `{other}`")),
            };
            if let Some(problem) = found {
                let _infallible = writeln!(problems, "---- {page}:{}\n{problem}", block.line);
            }
        }
    }
    assert!(programs >= 50, "only {programs} programs were found");
    assert!(problems.is_empty(), "{problems}");
}

/// Lints modules and makes the runs that the block states; says what is wrong.
fn module(block: &Fenced, files: &[(String, String)]) -> Option<String> {
    let scratch = Scratch::new();
    if files.len() > 1 {
        scratch.write("flightplan.toml", "");
    }
    for (path, content) in files {
        scratch.write(path, content);
    }
    let (main, _) = files.last()?;
    let linted = scratch.flightplan(&["lint", main]);
    if linted.status != 0 {
        return Some(linted.stdout + &linted.stderr);
    }
    let mut problems = String::new();
    for run in block.runs() {
        let mut arguments = vec!["run", main.as_str()];
        arguments.extend(run.arguments.iter().map(String::as_str));
        let ran = scratch.flightplan(&arguments);
        let as_stated = match &run.result {
            Ok(printed) => ran.status == 0 && ran.stdout.strip_suffix('\n').unwrap_or(&ran.stdout) == printed,
            Err(part) => ran.status != 0 && ran.stderr.contains(part.as_str()),
        };
        if !as_stated {
            let _infallible =
                writeln!(problems, "{:?} states {:?} and gave {}\n{}{}", run.arguments, run.result, ran.status, ran.stdout, ran.stderr);
        }
    }
    (!problems.is_empty()).then_some(problems)
}

/// Lints a module that must have an error, of `code` if one is given.
fn broken(block: &Fenced, code: Option<&str>) -> Option<String> {
    let scratch = Scratch::with(&[("flow.fpl", &block.text)]);
    let linted = scratch.flightplan(&["lint", "--format", "concise", "flow.fpl"]);
    let wanted = code.map_or_else(|| "error[".to_owned(), |code| format!("error[{code}]"));
    let as_stated = linted.status == 1 && linted.stdout.contains(&wanted);
    (!as_stated).then(|| format!("`{wanted}` is missing in\n{}{}", linted.stdout, linted.stderr))
}

/// Compiles statements and compares the values that they state.
fn checks(block: &Fenced) -> Option<String> {
    let source = block.checks();
    let scratch = Scratch::with(&[("flow.fpl", &source)]);
    let ran = scratch.flightplan(&["run", "flow.fpl", "check"]);
    (ran.status != 0).then(|| ran.stdout + &ran.stderr)
}
