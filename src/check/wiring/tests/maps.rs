//! Maps: one list, one output, what is bound, zips, success criteria.

use super::{checked, marked_after, sound};
use crate::program::Type;
use crate::program::{BindingKind, Const, Shape};
use crate::testing::check_each_marked;

const TASKS: &str = "\
task double(x: int) -> int { x * 2 }
task scale(x: int, by: int) -> int { x * by }
task shift(x: int, by: int = 1) -> int { x + by }
task label(prefix: str, item: int) -> str { f\"{prefix}{item}\" }
task note(x: int) { log(str(x)) }
task maybe(x: int) -> int? { x }
task named(x: int) -> (twice: int) { (twice: x * 2) }
task sum(xs: [int]) -> int { xs.sum() }
task lists(xs: [int], by: int) -> int { xs.len() * by }
workflow part(x: int) -> int { double(x) }
";

fn source(head: &str, body: &str) -> String {
    format!("{TASKS}workflow w{head} {{\n{body}\n}}\n")
}

/// Checks workflows, separated by empty lines, that are marked with their findings.
#[track_caller]
fn marked(workflows: &str) {
    marked_after(TASKS, workflows);
}

/// The same for statements of a workflow that has another node.
#[track_caller]
fn marked_in_workflow(statements: &str) {
    let head = format!("{TASKS}workflow w(xs: [int], m: {{str: int}}, o: [int]?, a: int) {{\n    let other = double(a)\n");
    check_each_marked(statements, |statement| format!("{head}{statement}\n}}\n"), |text| checked(text).1);
}

/// The mapped positions of the first node, and the type of its output.
fn mapped(head: &str, body: &str) -> (Vec<u32>, Type) {
    let program = sound(&source(head, body));
    let workflow = program.workflows.last().expect("there is one");
    let node = workflow.nodes.last().expect("there is one");
    match &node.shape {
        Shape::Map(map) => (map.each.clone(), node.outputs.first().cloned().unwrap_or(Type::Unit)),
        Shape::Call(_) => panic!("{node:?}"),
    }
}

#[test]
fn one_list_is_mapped_and_the_others_are_bound() {
    assert_eq!(mapped("(xs: [int]) -> [int]", "map double(xs)"), (vec![0], Type::list(Type::Int)));
    assert_eq!(mapped("(xs: [int]) -> [int]", "map double(x: each xs)").0, [0]);
    assert_eq!(mapped("(xs: [int]) -> [int]", "map scale(x: each xs, by: 2)").0, [0]);
    assert_eq!(mapped("(xs: [int]) -> [str]", "map label(prefix: \"#\", item: each xs)"), (vec![1], Type::list(Type::Str)));
    assert_eq!(mapped("(xss: [[int]]) -> [int]", "map lists(xs: each xss, by: 1)").0, [0]);
    assert_eq!(mapped("(xs: [int], ks: [int]) -> [int]", "map lists(xs, by: each ks)").0, [1]);
    marked(
        "
        workflow w(xs: [int]) {
            map note(xs)
        }

        workflow w(xs: [int]) -> int {
            sum(xs: map double(xs))
        }

        workflow w() -> [int] {
            map double([1, 2])
        }

        workflow w(a: int) -> [int] {
            map double([a, 2, double(x: a)])
        }

        workflow w(xs: [int]) -> [int] {
            let m = map named(xs)
            m.twice
        }
        ",
    );
}

#[test]
fn defaults_of_a_mapped_task_are_bound() {
    let program = sound(&source("(xs: [int]) -> [int]", "map shift(xs)"));
    let node = &program.workflows[1].nodes[0];
    assert!(matches!(node.inputs[0].kind, BindingKind::Input { .. }));
    assert_eq!(node.inputs[0].ty, Type::list(Type::Int));
    assert!(matches!(node.inputs[1].kind, BindingKind::Const(Const::Int(1))));
}

#[test]
fn a_tolerant_map_gives_optionals() {
    let maybe = Type::list(Type::optional(Type::Int));
    assert_eq!(mapped("(xs: [int]) -> [int?]", "map double(xs) with { min_success_ratio: 0.5 }").1, maybe);
    assert_eq!(mapped("(xs: [int]) -> [int?]", "map double(xs) with { min_successes: 1 }").1, maybe);
    assert_eq!(mapped("(xs: [int]) -> [int]", "map double(xs) with { min_success_ratio: 1.0 }").1, Type::list(Type::Int));
    assert_eq!(mapped("(xs: [int]) -> [int?]", "map maybe(xs) with { min_successes: 1 }").1, maybe);
    marked(
        "
        workflow w(xs: [int]) -> [int] {
            map double(xs) with { min_successes: 1 }
            ^^^^^^^^^^^^^^ W008 the output of workflow `w` is `[int]`, but got `[int?]`
        }
        ",
    );
}

#[test]
fn zips_take_lists_of_equal_length() {
    assert_eq!(mapped("(xs: [int], ys: [int]) -> [int]", "map zip scale(x: each xs, by: each ys)").0, [0, 1]);
    marked(
        "
        workflow w(xs: [int]) -> [int] {
            map zip scale(x: each xs, by: each [1, 2])
        }

        workflow w(x: [int], by: [int]) -> [int] {
            map zip scale(each x, each by)
        }

        workflow w(xs: [int], a: int) {
            map zip scale(x: each [1, a, 2], by: each [1, 2])
                                                      ^^^^^^ M007 the lists of this `map zip` have different lengths: 3 and 2
            sum(xs)
        }

        workflow w(xs: [int], a: int) {
            map zip scale(x: each xs, by: a)
                ^^^ M010 `map zip` has only one list
        }

        workflow w(xs: [int], a: int) {
            map scale(x: each xs, by: each xs)
                                      ^^^^ M003 a map iterates over one list, but several arguments are marked `each`
            let b = double(a)
        }
        ",
    );
}

#[test]
fn what_cannot_be_mapped_is_said() {
    marked_in_workflow(
        "
        map part(xs)
            ^^^^ M001 `part` is a workflow, and only tasks can be mapped

        map dubble(xs)
            ^^^^^^ N001 there is no task `dubble`

        map scale(x: xs, by: a)
        ^^^^^^^^^ M002 this map of `scale` does not say which list to iterate over

        map double(x: xs)
        ^^^^^^^^^^ M002 this map of `double` does not say which list to iterate over

        map double(x: each m)
                      ^^^^^^ M004 `each` needs a list, but this is `{str: int}`

        map double(x: each o)
                      ^^^^^^ M004 `each` needs a list, but this is `[int]?`

        map double(x: each a)
                      ^^^^^^ M004 `each` needs a list, but this is `int`

        map label(prefix: each xs, item: a)
                               ^^ W008 the map of `label` expects `[str]` for `prefix`, but got `[int]`

        map scale(x: each xs, by: xs)
                                  ^^ W008 `scale` expects `int` for `by`, but got `[int]`

        map scale(xs)
                  ^^ M006 `scale` has 2 inputs, but this map binds only one

        map scale(x: each xs)
        ^^^^^^^^^^^^^^^^^^^^^ M006 the map of `scale` does not bind input `by`

        double(x: each xs)
                  ^^^^ M008 `each` is only allowed in a `map`

        map double([1, 2]) with { min_successes: 3 }
                                  ^^^^^^^^^^^^^^^^ M009 `min_successes` is 3, but the list has only 2 elements
        ",
    );
}

#[test]
fn the_result_of_a_map_without_outputs_is_none() {
    marked(
        "
        workflow w(xs: [int]) -> int {
            sum(xs: map note(xs))
                    ^^^^^^^^^^^^ W009 `note` returns no value
        }
        ",
    );
}

#[test]
fn launch_plans_and_other_backends_come_later() {
    marked(
        "
        workflow w(xs: [int]) {
            map launch nightly(xs)
            ^^^^^^^^^^ U001 this version does not compile `map launch` yet
            sum(xs)
        }

        workflow w(xs: [int]) {
            map double(xs) with { backend: k8s_array }
                                  ^^^^^^^^^^^^^^^^^^ U001 this version does not compile `backend: k8s_array` yet
        }
        ",
    );
}

#[test]
fn a_map_without_marks_is_one_finding() {
    marked_in_workflow(
        "
        map scale(xs, by: 2)
        ^^^^^^^^^ M002 this map of `scale` does not say which list to iterate over

        map scale(by: 2, xs)
        ^^^^^^^^^ M002 this map of `scale` does not say which list to iterate over

        map zip scale(xs, xs)
        ^^^^^^^^^^^^^ M002 this map of `scale` does not say which list to iterate over

        map scale(xs, xs)
        ^^^^^^^^^ M002 this map of `scale` does not say which list to iterate over

        map double()
        ^^^^^^^^^^ M002 this map of `double` does not say which list to iterate over
        ",
    );
}
