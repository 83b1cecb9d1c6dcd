//! What is accepted with which type, and every finding, from source text.

use crate::check;
use crate::config::Settings;
use crate::diagnostics::{self, Diagnostic};
use crate::program::Program;
use crate::source::SourceMap;
use crate::syntax;
use crate::testing::{check_each_marked, mark};

mod accepted;
mod branches;
mod calls;
mod foreign;
mod habits;
mod interpolated;
mod joined;
mod narrowed;
mod operators;
mod pages;
mod paths;
mod values;

const ITEMS: &str = r#"
struct Line { price: float, quantity: int = 1, note: str? = none }
enum Tier { basic, gold = "GOLD" }
const RATE: float = 0.5
const PATH: str = "s3://b/x.csv"
fn double(a: int) -> int { a * 2 }
fn halve(x: float, by: float = 2.0) -> float { x / by }
fn maybe(a: int) -> int? { if a > 0 { a } else { none } }
fn either(a: int) -> int | str { if a > 0 { a } else { "x" } }
task one(a: int) -> int { a + 1 }
task stats(xs: [float]) -> (mean: float, top: float) { (mean: xs.mean(), top: max(xs)) }
task quiet() { log("x") }
workflow flow(a: int) -> int { one(a) }
"#;

/// The program of a module, and what was found in it.
fn analyse(text: &str) -> (Program, Vec<Diagnostic>) {
    let mut sources = SourceMap::new();
    let id = sources.add("test.fpl", "test", text);
    let parsed = syntax::parse(sources.file(id));
    let checked = check::check(&sources, &[parsed.value], &Settings::default());
    let mut found = parsed.diagnostics;
    found.extend(checked.diagnostics);
    diagnostics::sort(&sources, &mut found);
    (checked.value, found)
}

/// Checks modules, separated by empty lines, that are marked with their findings.
#[track_caller]
fn marked(modules: &str) {
    check_each_marked(modules, str::to_owned, |text| analyse(text).1);
}

/// The same for bodies of a task, after the declarations that they may use.
#[track_caller]
fn marked_in_body(bodies: &str) {
    let head = "task t(n: int, x: float, xs: [int], name: str, m: {str: int}) -> int";
    check_each_marked(bodies, |body| format!("{ITEMS}{head} {{\n{body}\n}}\n"), |text| analyse(text).1);
}

/// The same for bodies of a `fn` without a stated result.
#[track_caller]
fn marked_in_fn(before: &str, bodies: &str) {
    check_each_marked(bodies, |body| format!("{before}fn subject() {{\n{body}\n}}\n"), |text| analyse(text).1);
}

/// The type of the value of a body, after declarations that it may use; the text with marks if there are any findings.
fn type_of(items: &str, body: &str) -> Result<String, String> {
    let text = format!("{items}\nfn subject() {{\n{body}\n}}\n");
    let (program, found) = analyse(&text);
    if !found.is_empty() {
        return Err(mark(&text, &found));
    }
    let subject = program.fns.iter().find(|def| def.header.name == "subject").expect("it is declared above");
    let typed = format!("{:?}", subject.body.as_ref().expect("nothing was found"));
    assert!(!typed.contains("Invalid"), "{body}\n{typed}");
    assert!(!subject.result.is_invalid(), "{body}");
    Ok(subject.result.display(&program).to_string())
}
