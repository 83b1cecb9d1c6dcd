//! The reference evaluator itself: it answers as the documentation of the builtins says, and most of the mischief that it is asked about
//! is a program.

use flightplan::findings::{Severity, concise};
use flightplan::project::{Checked, Session, TaskId};
use rayon::prelude::*;

use crate::fuzz::repository;
use crate::generator::mischief::{self, Flavour};
use crate::reference::Reference;
use crate::reference::value::Val;

fn checked(source: &str) -> Checked {
    let files = flightplan::project::Memory::new().with("a.fpl", source.as_bytes());
    let mut session = Session::open(&files, &["a.fpl".into()], &|_| {}, &());
    session.workspaces.pop().expect("a workspace").check(&())
}

/// The examples of a page, `- `x` is `y``, each as a task that compares both.
fn examples(page: &str) -> String {
    let mut source = String::new();
    for (at, example) in page.split("\n- `").skip(1).enumerate() {
        let Some((left, right)) = example.split_once("` is `") else { continue };
        let Some((right, _)) = right.split_once("`\n") else { continue };
        let (before, value) = left.rsplit_once('\n').unwrap_or(("", left));
        // Builtins that need an option of a task, read the clock, or cannot be written as an expression.
        if ["now()", "secret(", "env(", "-inf()"].iter().any(|left_out| value.contains(left_out)) {
            continue;
        }
        source += &format!("task t{at}() -> bool {{\n{before}\nlet found = {value}\nfound == {right}\n}}\n");
    }
    source
}

#[test]
fn the_examples_of_builtins_hold_in_the_reference() {
    let page = std::fs::read_to_string(repository("docs/builtins.md")).expect("the page");
    let source = examples(&page);
    let workspace = checked(&source);
    let errors = workspace.findings().iter().filter(|finding| finding.severity == Severity::Error);
    let errors: Vec<String> = errors.map(|finding| concise(workspace.sources(), finding)).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    let program = workspace.program();
    assert!(program.tasks.len() > 190, "there are {} examples", program.tasks.len());
    let mut reference = Reference::new(program);
    let mut wrong = Vec::new();
    for at in 0..program.tasks.len() {
        // Its documentation lists what it leaves out.
        let Some(outcome) = reference.run(TaskId(at as u32), &[]) else {
            wrong.push(format!("given up: {}", workspace.sources().text(program.tasks[at].header.item)));
            continue;
        };
        if !matches!(outcome.result.as_deref(), Ok([Val::Bool(true)])) {
            wrong.push(format!("{:?}: {}", outcome.result, workspace.sources().text(program.tasks[at].header.item)));
        }
    }
    wrong.retain(|example| {
        !(example.starts_with("given up")
            && ["parse_datetime", "variance", "stddev", "regex_replace"].iter().any(|name| example.contains(name)))
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn mischief_is_well_typed() {
    let accepted =
        |flavour: Flavour| (0..8u64).into_par_iter().filter(|seed| !checked(&mischief::module(*seed, 30, flavour)).has_errors()).count();
    assert!(accepted(Flavour::Any) >= 5);
    assert!(accepted(Flavour::Plain) >= 5);
}
