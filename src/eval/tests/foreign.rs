//! What code of other languages is repaired to: its value is the one that it has there. The cases are in `foreign.txt`, `CODE => VALUE` on each line, with
//! statements before the value separated by `;;`; `nothing` says that there is nothing equal, so that words answer and no fix.

use super::Module;
use crate::check;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Severity};
use crate::eval::Value;
use crate::source::SourceMap;
use crate::syntax;

const CASES: &str = include_str!("foreign.txt");

const ITEMS: &str = r#"
struct P { a: int, b: str = "x" }
enum Tier { basic, gold = "GOLD" }
fn dbl(i: int) -> int { i * 2 }
fn is_big(i: int) -> bool { i > 1 }
"#;

const PARAMS: &str = r#"n: int = 7, x: float = 2.5, s: str = "hello world", xs: [int] = [3, 1, 2], fs: [float] = [1.5, 2.5],
    ss: [str] = ["b", "a", "b"], bs: [bool] = [true, false], xss: [[int]] = [[1, 2], [3, 4]], m: {str: int} = {"b": 1, "a": 2}, o: int? = 4,
    day: datetime = datetime("2024-02-28T12:30:45Z"), wait: duration = 1d2h30m15s, p: P = P { a: 1 }, tier: Tier = "GOLD""#;

fn errors(text: &str) -> Vec<Diagnostic> {
    let mut sources = SourceMap::new();
    let id = sources.add("test.fpl", "test", text);
    let parsed = syntax::parse(sources.file(id));
    let checked = check::check(&sources, &[parsed.value], &Settings::default());
    let mut found = parsed.diagnostics;
    found.extend(checked.diagnostics);
    found.retain(|found| found.severity != Severity::Note);
    found
}

/// The text with the fixes of all findings.
fn repaired(text: &str, found: &[Diagnostic]) -> String {
    let mut edits: Vec<_> = found.iter().filter_map(|found| found.fix.as_ref()).flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let apart = edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
    assert!(apart, "{text}: the fixes change the same code: {edits:#?}");
    edits.iter().rev().fold(text.to_owned(), |mut text, edit| {
        text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
        text
    })
}

/// What is wrong with the answer to one case.
fn wrong(code: &str, expected: &str) -> Option<String> {
    let parts: Vec<&str> = code.split(" ;; ").collect();
    let (value, statements) = parts.split_last()?;
    let statements: String = statements.iter().map(|statement| format!("    {statement}\n")).collect();
    let wanted = if expected == "nothing" { "1" } else { expected };
    let text = format!(
        "{ITEMS}fn value({PARAMS}) -> bool {{\n    var ys = xs\n    var mm = m\n{statements}    let value = {value}\n    [value] == [{wanted}]\n}}\ntask subject() -> bool {{ value() }}\n"
    );
    let found = errors(&text);
    let said: Vec<&str> = found.iter().map(|found| found.message.as_str()).collect();
    let [finding] = found.as_slice() else { return Some(format!("{} findings: {said:?}", found.len())) };
    if expected == "nothing" {
        return (finding.fix.is_some() || finding.help.is_empty()).then(|| format!("{finding:?}"));
    }
    let after = repaired(&text, &found);
    let left: Vec<String> = errors(&after).into_iter().map(|found| found.message).collect();
    if !left.is_empty() {
        return Some(format!("{left:?} is left"));
    }
    let outputs = Module::new(&after).run("subject", &[]);
    match outputs.as_deref() {
        Ok([Value::Bool(true)]) => None,
        other => Some(format!("{other:?}: {after}")),
    }
}

#[test]
fn the_repair_of_foreign_code_has_its_value() {
    let cases = CASES.lines().map(|line| line.rsplit_once(" => ").expect("a case has a value"));
    let wrong: Vec<String> = cases.filter_map(|(code, expected)| Some(format!("{code}: {}", wrong(code, expected)?))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
