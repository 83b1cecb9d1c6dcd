//! Nodes: calls, their arguments, their order, names, results.

use super::{findings, sound};
use crate::program::{BindingKind, Const};

const TASKS: &str = "\
task one() -> int { 1 }
task double(a: int) -> int { a * 2 }
task add(a: int, b: int = 10, c: int? = none) -> int { a + b }
task note(a: int) { log(str(a)) }
task pair(a: int) -> (int, str) { (a, str(a)) }
task stats(xs: [int]) -> (mean: float, std: float) { (mean: 0.0, std: 0.0) }
";

fn source(head: &str, body: &str) -> String {
    format!("{TASKS}workflow w{head} {{\n{body}\n}}\n")
}

/// Codes and messages; the places are those of the rendered reports.
fn said(head: &str, body: &str) -> Vec<String> {
    let strip = |found: String| {
        let mut words = found.splitn(3, ' ');
        format!("{} {}", words.next().unwrap_or_default(), words.nth(1).unwrap_or_default())
    };
    findings(&source(head, body)).into_iter().map(strip).collect()
}

fn accepted(head: &str, body: &str) {
    assert_eq!(said(head, body), Vec::<String>::new(), "{body}");
}

fn callees(text: &str) -> Vec<String> {
    let program = sound(text);
    let workflow = program.workflows.last().expect("there is one");
    workflow.nodes.iter().map(|node| program.signature(node.callee).header.name.to_string()).collect()
}

#[test]
fn nested_nodes_are_made_before_their_consumer_in_written_order() {
    let text = source("() -> int", "add(b: double(a: one()), a: one()) with { retries: 2 }");
    assert_eq!(callees(&text), ["one", "double", "one", "add"]);
    let program = sound(&text);
    let nodes = &program.workflows[0].nodes;
    assert_eq!(nodes[3].options.retries, Some(2));
    assert!(nodes.iter().take(3).all(|node| node.options.retries.is_none()), "options are those of the statement's own node");
}

#[test]
fn defaults_and_optionals_are_filled_in() {
    let program = sound(&source("(a: int) -> int", "add(a: a)"));
    let inputs = &program.workflows[0].nodes[0].inputs;
    assert_eq!(inputs.len(), 3);
    assert!(matches!(inputs[0].kind, BindingKind::Input { index: 0, .. }));
    assert!(matches!(inputs[1].kind, BindingKind::Const(Const::Int(10))));
    assert!(matches!(inputs[2].kind, BindingKind::Const(Const::None)));
}

#[test]
fn a_name_is_left_out_only_without_doubt() {
    accepted("(x: int) -> int", "double(x)");
    accepted("(a: int, b: int) -> int", "add(a, b)");
    accepted("(a: int, b: int) -> int", "add(b, a: 1, c: a)");
    assert_eq!(said("(x: int) -> int", "add(x)"), ["W007 this argument of `add` needs a name"]);
    assert_eq!(said("() -> int", "one(1)"), ["W004 `one` has no inputs"]);
}

#[test]
fn arguments_are_checked_one_by_one() {
    assert_eq!(said("(x: int) -> int", "double(b: x)"), ["W004 `double` has no input `b`"]);
    assert_eq!(said("(x: int) -> int", "double(a: x, a: 1)"), ["W005 input `a` of `double` is bound twice"]);
    assert_eq!(said("() -> int", "add(b: 1)"), ["W006 the call of `add` does not bind input `a`"]);
    assert_eq!(said("() -> int", "doubel(a: 1)"), ["N001 there is no task or workflow `doubel`"]);
    assert_eq!(said("() -> int", "double(a: xs)"), ["N001 there is no value `xs`"]);
    assert_eq!(said("(x: int) -> int", "let y = double(a: x)\ny(a: x)"), ["W003 `y` is a value and cannot be called"]);
}

#[test]
fn what_was_reported_is_not_reported_again() {
    assert_eq!(said("() -> int", "let a = double(a: zzz)\nlet b = double(a: a)\nadd(a: a, b: b)").len(), 1);
    assert_eq!(said("() -> int", "let a = unknown(b: 1)\nlet b = double(a: a)\nadd(a: a, b: b)").len(), 1);
    assert_eq!(said("(x: int) -> int", "let y = x + 1\ndouble(a: y)").len(), 1);
}

#[test]
fn names_stand_for_one_thing() {
    assert_eq!(said("(x: int) -> int", "let x = double(a: 1)\nx"), ["W020 `x` is already an input of the workflow"]);
    assert_eq!(said("(x: int) -> int", "let y = double(a: x)\nlet y = double(a: y)\ny"), ["W020 `y` is defined twice"]);
    assert_eq!(
        said("(x: int) -> int", "let y = double(a: z)\nlet z = double(a: x)\nadd(a: y, b: z)"),
        ["W021 `z` is used before its `let`"]
    );
    accepted("(x: int) -> int", "let double = double(a: x)\nadd(a: double)");
}

#[test]
fn outputs_are_taken_apart_by_position() {
    accepted("() -> (int, str)", "let (a, b) = pair(a: 1)\n(a, b)");
    accepted("() -> str", "let (_, b) = pair(a: 1)\nb");
    accepted("() -> (int, str)", "let p = pair(a: 1)\nlet (a, b) = p\n(a, b)");
    assert_eq!(said("() -> int", "let (a, b, c) = pair(a: 1)\na"), ["W014 `pair` has 2 outputs, but is bound to 3 names"]);
    assert_eq!(said("() -> int", "let (a, b) = double(a: 1)\na"), ["W014 `double` has 1 output, but is bound to 2 names"]);
    assert_eq!(said("(x: int)", "let (a, b) = x\nnote(a: 1)"), ["W014 only the outputs of a node can be bound to several names"]);
    assert_eq!(
        said("() -> float", "let (std, m) = stats(xs: [1])\nstd"),
        ["W015 `std` is output 2 of `stats`, but is bound to output 1 here"]
    );
    assert_eq!(said("() -> int", "let p = pair(a: 1)\np"), ["W010 `pair` has 2 outputs, but one value is expected"]);
}

#[test]
fn results_have_the_shape_of_the_outputs() {
    accepted("() -> (int, str)", "pair(a: 1)");
    accepted("() -> (int, str)", "return pair(a: 1)");
    accepted("() -> (mean: float, std: float)", "stats(xs: [1])");
    accepted("() -> (a: int, b: int)", "let x = one()\n(b: x, a: 2)");
    accepted("() -> (a: int)", "one()");
    accepted("() -> (a: int)", "(a: one())");
    accepted("()", "one()");
    accepted("()", "let x = one()\nreturn");
    let wrong = |head: &str, body: &str, wanted: &str| assert_eq!(said(head, body), [wanted], "{body}");
    wrong("() -> (int, str)", "let p = one()\n(p, \"a\", 1)", "W016 workflow `w` has 2 outputs, but 3 values are returned");
    wrong("() -> (a: int, b: int)", "let x = one()\n(x, x)", "W016 the outputs of workflow `w` have names, and must be returned by name");
    wrong("() -> (a: int, b: int)", "let x = one()\n(a: x)", "W016 the result is missing the output `b`");
    wrong("() -> (a: int, b: int)", "let x = one()\n(a: x, c: x, b: x)", "W016 workflow `w` has no output `c`");
    wrong("() -> (a: int, b: int)", "let x = one()\n(a: x, a: x, b: x)", "W016 output `a` is returned twice");
    wrong("() -> (int, int)", "let x = one()\n(a: x, b: x)", "W016 the outputs of workflow `w` have no names");
    wrong("() -> (mean: float, spread: float)", "stats(xs: [1])", "W016 `stats` and workflow `w` have outputs of different names");
    wrong("() -> (int, int)", "one()", "W016 workflow `w` has 2 outputs, but `one` has 1");
    wrong("() -> (int, str)", "let p = one()\nlet q = 5\nq", "W016 workflow `w` has 2 outputs, but 1 value is returned");
    wrong("() -> int", "let x = one()", "W017 workflow `w` does not return its output");
    wrong("() -> int", "let x = one()\nreturn", "W017 workflow `w` does not return its output");
    wrong("() -> int", "note(a: 1)", "W009 `note` returns no value");
    wrong("()", "let x = one()\nreturn x", "W019 workflow `w` has no outputs, but returns a value");
    wrong("()", "return pair(a: 1)", "W019 workflow `w` has no outputs, but returns `(int, str)`");
    wrong("()", "", "W018 workflow `w` has no nodes");
    wrong("(x: int) -> int", "x", "W018 workflow `w` has no nodes");
}

#[test]
fn after_names_nodes_wherever_they_stand() {
    let program = sound(&source("()", "note(a: 1) after last\nlet last = note(a: 2)"));
    assert_eq!(program.workflows[0].nodes[0].after.len(), 1);
    accepted("()", "let (a, b) = pair(a: 1)\nnote(a: 2) after a");
    let wrong = |body: &str, wanted: &str| assert_eq!(said("(x: int)", body), [wanted], "{body}");
    wrong("note(a: x) after x", "W022 `x` is an input of the workflow, not a node");
    wrong("let n = note(a: x) after n", "W022 `n` cannot wait for itself");
    wrong("let nod = note(a: x)\nnote(a: 1) after node", "W022 there is no node `node`");
    wrong("let k = 5\nnote(a: x) after k", "W022 `k` is a literal, not a node");
    wrong("let a = note(a: x) after b\nlet b = note(a: x) after a", "W102 nodes wait for each other in a cycle: `a` before `b` before `a`");
}

#[test]
fn code_is_said_to_be_code() {
    let codes = |body: &str| {
        said("(x: int, xs: [int])", body).iter().map(|found| found.split(' ').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(codes("for y in xs {\n note(a: y)\n}\nnote(a: x)"), ["W002"]);
    assert_eq!(codes("while true {\n note(a: x)\n}"), ["W002"]);
    assert_eq!(codes("var y = double(a: x)\nnote(a: y)"), ["W002"]);
    assert_eq!(codes("let y = double(a: x)\ny = 5\nnote(a: y)"), ["W002"]);
    assert_eq!(codes("assert x > 0\nnote(a: x)"), ["W002"]);
    assert_eq!(codes("log(\"a\")\nnote(a: x)"), ["W003"]);
    assert_eq!(codes("x\nnote(a: x)\nnote(a: 1)\nlet z = map note(xs)"), ["W026"]);
}

#[test]
fn a_sub_workflow_is_a_node() {
    let text = format!("{TASKS}workflow part(a: int, b: int = 2) -> int {{ add(a, b) }}\nworkflow w() -> int {{ part(a: 1) }}\n");
    assert_eq!(callees(&text), ["part"]);
}

#[test]
fn thousands_of_nodes_are_wired_quickly() {
    let body: Vec<String> = (1..20_000).map(|at| format!("let x{at} = double(a: x{})", at - 1)).collect();
    let text = source("(x0: int) -> int", &format!("{}\nx19999", body.join("\n")));
    let began = std::time::Instant::now();
    let (program, _) = super::checked(&text);
    assert_eq!(program.workflows[0].nodes.len(), 19_999);
    assert!(began.elapsed().as_secs() < 30, "{:?}", began.elapsed());
}
