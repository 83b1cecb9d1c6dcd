//! Nodes: calls, their arguments, their order, names, results.

use super::{marked_after, sound};
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

/// Checks workflows, separated by empty lines, that are marked with their findings.
#[track_caller]
fn marked(workflows: &str) {
    marked_after(TASKS, workflows);
}

fn callees(text: &str) -> Vec<String> {
    let program = sound(text);
    let workflow = program.workflows.last().expect("there is one");
    workflow.nodes.iter().map(|node| program.signature(node.callee()).header.name.to_string()).collect()
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
    marked(
        "
        workflow w(x: int) -> int {
            double(x)
        }

        workflow w(a: int, b: int) -> int {
            add(a, b)
        }

        workflow w(a: int, b: int) -> int {
            add(b, a: 1, c: a)
        }

        workflow w(x: int) -> int {
            add(x)
                ^ W007 this argument of `add` needs a name
        }

        workflow w(a: int, b: int) -> int {
            add(aa, b)
                ^^ N001 there is no value `aa`
        }

        workflow w() -> int {
            one(1)
                ^ W004 `one` has no inputs
        }
        ",
    );
}

#[test]
fn arguments_are_checked_one_by_one() {
    marked(
        "
        workflow w(x: int) -> int {
            double(b: x)
                   ^ W004 `double` has no input `b`
        }

        workflow w(x: int) -> int {
            double(a: x, a: 1)
                         ^^^^ W005 input `a` of `double` is bound twice
        }

        workflow w() -> int {
            add(b: 1)
            ^^^^^^^^^ W006 the call of `add` does not bind input `a`
        }

        workflow w() -> int {
            doubel(a: 1)
            ^^^^^^ N001 there is no task or workflow `doubel`
        }

        workflow w() -> int {
            double(a: xs)
                      ^^ N001 there is no value `xs`
        }

        workflow w(x: int) -> int {
            let y = double(a: x)
            y(a: x)
            ^ W003 `y` is a value and cannot be called
        }
        ",
    );
}

#[test]
fn what_was_reported_is_not_reported_again() {
    marked(
        "
        workflow w() -> int {
            let a = double(a: zzz)
                              ^^^ N001 there is no value `zzz`
            let b = double(a: a)
            add(a: a, b: b)
        }

        workflow w() -> int {
            let a = unknown(b: 1)
                    ^^^^^^^ N001 there is no task or workflow `unknown`
            let b = double(a: a)
            add(a: a, b: b)
        }

        workflow w(x: int) -> int {
            let y = x + 1
                      ^ W001 `+` is not allowed in a workflow, which connects nodes and computes nothing
            double(a: y)
        }
        ",
    );
}

#[test]
fn a_name_means_one_thing() {
    marked(
        "
        workflow w(x: int) -> int {
            let x = double(a: 1)
                ^ W020 `x` is already an input of the workflow
            x
        }

        workflow w(x: int) -> int {
            let y = double(a: x)
            let y = double(a: y)
                ^ W020 `y` is defined twice
            y
        }

        workflow w(x: int) -> int {
            let y = double(a: z)
                              ^ W021 `z` is used before its `let`
            let z = double(a: x)
            add(a: y, b: z)
        }

        workflow w(x: int) -> int {
            let y = double(a: z)
                              ^ W021 `y` and `z` depend on each other
            let z = add(a: y, b: x)
            z
        }

        workflow w(x: int) -> int {
            let y = add(a: y, b: x)
                           ^ W021 `y` is used in its own `let`
            y
        }

        workflow w(x: int) -> int {
            let double = double(a: x)
            add(a: double)
        }
        ",
    );
}

#[test]
fn outputs_are_taken_apart_by_position() {
    marked(
        "
        workflow w() -> (int, str) {
            let (a, b) = pair(a: 1)
            (a, b)
        }

        workflow w() -> str {
            let (_, b) = pair(a: 1)
            b
        }

        workflow w() -> (int, str) {
            let p = pair(a: 1)
            let (a, b) = p
            (a, b)
        }

        workflow w() -> int {
            let (a, b, c) = pair(a: 1)
                ^^^^^^^^^ W014 `pair` has 2 outputs, but is bound to 3 names
            a
        }

        workflow w() -> int {
            let (a, b) = double(a: 1)
                ^^^^^^ W014 `double` has 1 output, but is bound to 2 names
            a
        }

        workflow w(x: int) {
            let (a, b) = x
                ^^^^^^ W014 only the outputs of a node can be bound to several names
            note(a: 1)
        }

        workflow w() -> float {
            let (std, m) = stats(xs: [1])
                 ^^^ W015 `std` is output 2 of `stats`, but is bound to output 1 here
            std
        }

        workflow w() -> int {
            let p = pair(a: 1)
            p
            ^ W010 `pair` has 2 outputs, but one value is expected
        }
        ",
    );
}

#[test]
fn results_have_the_shape_of_the_outputs() {
    marked(
        r#"
        workflow w() -> (int, str) {
            pair(a: 1)
        }

        workflow w() -> (int, str) {
            return pair(a: 1)
        }

        workflow w() -> (mean: float, std: float) {
            stats(xs: [1])
        }

        workflow w() -> (a: int, b: int) {
            let x = one()
            (b: x, a: 2)
        }

        workflow w() -> (a: int) {
            one()
        }

        workflow w() -> (a: int) {
            (a: one())
        }

        workflow w() {
            one()
        }

        workflow w() {
            let x = one()
            return
        }

        workflow w() -> (int, str) {
            let p = one()
            (p, "a", 1)
            ^^^^^^^^^^^ W016 workflow `w` has 2 outputs, but 3 values are returned
        }

        workflow w() -> (a: int, b: int) {
            let x = one()
            (x, x)
            ^^^^^^ W016 the outputs of workflow `w` have names, and must be returned by name
        }

        workflow w() -> (a: int, b: int) {
            let x = one()
            (a: x)
            ^^^^^^ W016 the result is missing the output `b`
        }

        workflow w() -> (a: int, b: int) {
            let x = one()
            (a: x, c: x, b: x)
                   ^ W016 workflow `w` has no output `c`
        }

        workflow w() -> (a: int, b: int) {
            let x = one()
            (a: x, a: x, b: x)
                   ^ W016 output `a` is returned twice
        }

        workflow w() -> (int, int) {
            let x = one()
            (a: x, b: x)
            ^^^^^^^^^^^^ W016 the outputs of workflow `w` have no names
        }

        workflow w() -> (mean: float, spread: float) {
            stats(xs: [1])
            ^^^^^^^^^^^^^^ W016 `stats` and workflow `w` have outputs of different names
        }

        workflow w() -> (int, int) {
            one()
            ^^^^^ W016 workflow `w` has 2 outputs, but `one` has 1
        }

        workflow w() -> (int, str) {
            let p = one()
            let q = 5
            q
            ^ W016 workflow `w` has 2 outputs, but 1 value is returned
        }

        workflow w() -> int {
            let x = one()
        }
        ^ W017 workflow `w` does not return its output

        workflow w() -> int {
            let x = one()
            return
        }
        ^ W017 workflow `w` does not return its output

        workflow w() -> int {
            note(a: 1)
            ^^^^^^^^^^ W009 `note` returns no value
        }

        workflow w() {
            let x = one()
            return x
                   ^ W019 workflow `w` has no outputs, but returns a value
        }

        workflow w() {
            return pair(a: 1)
                   ^^^^^^^^^^ W019 workflow `w` has no outputs, but returns `(int, str)`
        }

        workflow w() {
                 ^ W018 workflow `w` has no nodes
        }

        workflow w(x: int) -> int {
                 ^ W018 workflow `w` has no nodes
            x
        }
        "#,
    );
}

#[test]
fn after_names_nodes_wherever_they_stand() {
    let program = sound(&source("()", "note(a: 1) after last\nlet last = note(a: 2)"));
    assert_eq!(program.workflows[0].nodes[0].after.len(), 1);
    marked(
        "
        workflow w() {
            let (a, b) = pair(a: 1)
            note(a: 2) after a
        }

        workflow w(x: int) {
            note(a: x) after x
                             ^ W022 `x` is an input of the workflow, not a node
        }

        workflow w(x: int) {
            let n = note(a: x) after n
                                     ^ W022 `n` cannot wait for itself
        }

        workflow w(x: int) {
            let nod = note(a: x)
            note(a: 1) after node
                             ^^^^ W022 there is no node `node`
        }

        workflow w(x: int) {
            let k = 5
            note(a: x) after k
                             ^ W022 `k` is a literal, not a node
        }

        workflow w(x: int) {
            let a = note(a: x) after b
            let b = note(a: x) after a
                                     ^ W102 nodes wait for each other in a cycle: `a` before `b` before `a`
        }
        ",
    );
}

#[test]
fn code_is_said_to_be_code() {
    marked(
        r#"
        workflow w(x: int, xs: [int]) {
            for y in xs {
            ^^^ W002 `for` is only allowed in task code
                note(a: y)
            }
            note(a: x)
        }

        workflow w(x: int, xs: [int]) {
            while true {
            ^^^^^ W002 `while` is only allowed in task code
                note(a: x)
            }
        }

        workflow w(x: int, xs: [int]) {
            var y = double(a: x)
            ^^^ W002 `var` is only allowed in task code
            note(a: y)
        }

        workflow w(x: int, xs: [int]) {
            let y = double(a: x)
            y = 5
            ^ W002 assignment is only allowed in task code
            note(a: y)
        }

        workflow w(x: int, xs: [int]) {
            assert x > 0
            ^^^^^^ W002 `assert` is only allowed in task code
            note(a: x)
        }

        workflow w(x: int, xs: [int]) {
            log("a")
            ^^^ W003 a call of the builtin `log` is not allowed in a workflow, which connects nodes and computes nothing
            note(a: x)
        }

        workflow w(x: int, xs: [int]) {
            x
            ^ W026 this value is never used
            note(a: x)
            note(a: 1)
            let z = map note(xs)
        }
        "#,
    );
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
