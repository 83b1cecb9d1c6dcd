//! The meaning of newlines.

use super::module;
use crate::syntax::ast::{ItemKind, Stmt, TaskBody};

/// The statements of a task body.
pub(super) fn body(text: &str) -> Vec<Stmt> {
    let module = module(&format!("task t() {{\n{text}\n}}\n"));
    let Some(ItemKind::Task(task)) = module.items.into_iter().next().map(|item| item.kind) else { panic!("no task") };
    let TaskBody::Code(block) = task.body else { panic!("no code") };
    block.stmts
}

fn count(text: &str) -> usize {
    body(text).len()
}

#[test]
fn a_newline_ends_a_statement() {
    assert_eq!(count("a\nb"), 2);
    assert_eq!(count("\n\na\n\n\n# comment\nb # comment\n\n"), 2);
    assert_eq!(count("a; b;\nc"), 3);
    assert_eq!(count("a;;b"), 2);
    assert_eq!(count(""), 0);
}

#[test]
fn a_line_goes_on_after_an_operator() {
    for operator in ["+", "-", "*", "/", "//", "%", "**", "==", "!=", "<", "<=", ">", ">=", "??", "and", "or", "in", "not in"] {
        assert_eq!(count(&format!("let x = a {operator}\n  b")), 1, "{operator}");
        assert_eq!(count(&format!("let x = a {operator} # comment\n\n# comment\n  b")), 1, "{operator}");
    }
    assert_eq!(count("let x =\n  3"), 1);
    assert_eq!(count("let x:\n int =\n 3"), 1);
    assert_eq!(count("x +=\n  3"), 1);
    assert_eq!(count("assert a,\n  \"message\""), 1);
}

#[test]
fn a_line_goes_on_before_what_cannot_begin_one() {
    for operator in ["+", "*", "/", "//", "%", "**", "==", "!=", "<", "<=", ">", ">=", "??", "and", "or", "in", "not in"] {
        assert_eq!(count(&format!("let x = a\n  {operator} b")), 1, "{operator}");
    }
    assert_eq!(count("let x = xs\n  .map(f)\n  # comment\n  .len()"), 1);
    assert_eq!(count("let x = f(a)\n  with { retries: 1 }\n  after b, c"), 1);
    assert_eq!(count("if a { 1 }\nelse if b { 2 }\nelse { 3 }"), 1);
}

#[test]
fn a_line_that_may_begin_a_statement_does() {
    assert_eq!(count("a\n-b"), 2);
    assert_eq!(count("a\n(b)"), 2);
    assert_eq!(count("a\n[b]"), 2);
    assert_eq!(count("a\n{\"k\": b}"), 2);
    assert_eq!(count("a\nnot b"), 2);
    assert_eq!(count("a\nwith = 3\nafter = 4\nafter(x)\nwith"), 5);
}

#[test]
fn newlines_in_the_brackets_of_a_value_are_blank() {
    assert_eq!(count("f(\n  a\n  ,\n  b\n)\n[\n  1,\n  2\n]\n{\n \"a\": 1,\n}\nPoint {\n  x: 1\n}"), 4);
    assert_eq!(count("let x = (a\n  - b\n  + c\n)"), 1);
    assert_eq!(count("let x = (\n  a\n  -\n  b\n)"), 1);
}

#[test]
fn a_block_in_brackets_has_lines_again() {
    let statements = body("xs.map(|x| {\n  let y = x\n  y\n})");
    assert_eq!(statements.len(), 1);
    assert_eq!(count("f(if a {\n  b\n  c\n} else {\n  d\n})"), 1);
    assert_eq!(count("f([match a {\n  1 => b\n  _ => c\n}])"), 1);
    assert_eq!(count("let m = match a {\n  1 => {\n    b\n    c\n  }\n  2 =>\n    d\n  _ => e\n}"), 1);
}

#[test]
fn comprehensions_have_no_blocks() {
    assert_eq!(count("let x = [a\n  for a in xs\n  if a\n  for b in a\n]\nlet y = {a: b\n for a in xs if {\"x\": 1} == a}"), 2);
    assert_eq!(count("for x in [y for y in ys if y] {\n  a\n}"), 1);
    assert_eq!(count("for x in {\"a\": 1} {\n  a\n  b\n}"), 1);
    assert_eq!(count("[if a {\n b\n} else {\n c\n} for a in xs]"), 1);
}

#[test]
fn types_at_the_end_of_a_line_end_it() {
    let module = module(
        "struct A {\n  a: file<\"csv\">\n  b: table<{a: int}>\n  c: int??\n  d: int?\n  e: {str: int}\n  f: int |\n    str\n  g: [int]\n}\n",
    );
    let ItemKind::Struct(item) = &module.items[0].kind else { panic!("no struct") };
    assert_eq!(item.fields.len(), 7);
}

#[test]
fn entries_end_with_a_comma_or_a_line() {
    let entries = |record: &str| {
        let module = module(&format!("task t() with {record} {{ }}"));
        let ItemKind::Task(task) = &module.items[0].kind else { panic!("no task") };
        task.options.as_ref().map_or(0, |options| options.entries.len())
    };
    assert_eq!(entries("{ a: 1, b: 2 }"), 2);
    assert_eq!(entries("{\n a: 1\n b: 2,\n c: 3\n}"), 3);
    assert_eq!(entries("{ a\n b: [\n {x: 1\n y: 2},\n \"z\"]\n c: {\n d\n type: 1\n if: 2\n}\n \"e\": f({\n\"k\": 1})\n}"), 4);
    assert_eq!(entries("{}"), 0);
}

#[test]
fn headers_go_on_over_lines() {
    assert_eq!(module("task t(\n a: int\n)\n -> int\n with { a: 1 } { 1 }\ntask u() -> {str: int} { 1 }").items.len(), 2);
    assert_eq!(module("const A = 1 +\n  2\nconst B = f(\n1)\nconst C = 3; const D = 4\n").items.len(), 4);
    assert_eq!(module("fn f() { 1 } fn g() { 2 }").items.len(), 2);
}

#[test]
fn strings_hold_their_newlines() {
    assert_eq!(count("let a = \"\"\"\nx\ny\n\"\"\"\nlet b = f\"\"\"\n{\n  a\n}\n\"\"\"\nb"), 3);
}
