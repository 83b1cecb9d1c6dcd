//! Maps: one list, one output, what is bound, zips, success criteria.

use super::{findings, sound};
use crate::program::Type;
use crate::program::{BindingKind, Const, Shape};

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

/// The mapped positions of the first node, and the type of its output.
fn mapped(head: &str, body: &str) -> (Vec<u32>, Type) {
    let program = sound(&source(head, body));
    let workflow = program.workflows.last().expect("there is one");
    let node = workflow.nodes.last().expect("there is one");
    match &node.shape {
        Shape::Map(map) => (map.each.clone(), node.outputs.first().cloned().unwrap_or(Type::Unit)),
        Shape::Call => panic!("{node:?}"),
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
    accepted("(xs: [int])", "map note(xs)");
    accepted("(xs: [int]) -> int", "sum(xs: map double(xs))");
    accepted("() -> [int]", "map double([1, 2])");
    accepted("(a: int) -> [int]", "map double([a, 2, double(x: a)])");
    accepted("(xs: [int]) -> [int]", "let m = map named(xs)\nm.twice");
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
    assert_eq!(
        said("(xs: [int]) -> [int]", "map double(xs) with { min_successes: 1 }"),
        ["W008 the output of workflow `w` is `[int]`, but got `[int?]`"]
    );
}

#[test]
fn zips_take_lists_of_equal_length() {
    assert_eq!(mapped("(xs: [int], ys: [int]) -> [int]", "map zip scale(x: each xs, by: each ys)").0, [0, 1]);
    accepted("(xs: [int]) -> [int]", "map zip scale(x: each xs, by: each [1, 2])");
    accepted("(x: [int], by: [int]) -> [int]", "map zip scale(each x, each by)");
    let wrong = |body: &str, wanted: &str| assert_eq!(said("(xs: [int], a: int)", body).last().map(String::as_str), Some(wanted), "{body}");
    wrong("map zip scale(x: each [1, a, 2], by: each [1, 2])\nsum(xs)", "M007 the lists of this `map zip` have different lengths: 3 and 2");
    wrong("map zip scale(x: each xs, by: a)", "M010 `map zip` has only one list");
    wrong(
        "map scale(x: each xs, by: each xs)\nlet b = double(a)",
        "M003 a map iterates over one list, but several arguments are marked `each`",
    );
}

#[test]
fn what_cannot_be_mapped_is_said() {
    let wrong = |body: &str, wanted: &str| {
        let found = said("(xs: [int], m: {str: int}, o: [int]?, a: int)", &format!("{body}\nlet z1x = double(a)"));
        let found: Vec<String> = found.into_iter().filter(|found| !found.starts_with("W023")).collect();
        assert_eq!(found, [wanted], "{body}");
    };
    wrong("map part(xs)", "M001 `part` is a workflow, and only tasks can be mapped");
    wrong("map dubble(xs)", "N001 there is no task `dubble`");
    wrong("map scale(x: xs, by: a)", "M002 this map of `scale` does not say which list to iterate over");
    wrong("map double(x: xs)", "M002 this map of `double` does not say which list to iterate over");
    wrong("map double(x: each m)", "M004 `each` needs a list, but this is `{str: int}`");
    wrong("map double(x: each o)", "M004 `each` needs a list, but this is `[int]?`");
    wrong("map double(x: each a)", "M004 `each` needs a list, but this is `int`");
    wrong("map label(prefix: each xs, item: a)", "W008 the map of `label` expects `[str]` for `prefix`, but got `[int]`");
    wrong("map scale(x: each xs, by: xs)", "W008 `scale` expects `int` for `by`, but got `[int]`");
    wrong("map scale(xs)", "M006 `scale` has 2 inputs, but this map binds only one");
    wrong("map scale(x: each xs)", "M006 the map of `scale` does not bind input `by`");
    wrong("double(x: each xs)", "M008 `each` is only allowed in a `map`");
    wrong("map double([1, 2]) with { min_successes: 3 }", "M009 `min_successes` is 3, but the list has only 2 elements");
}

#[test]
fn the_result_of_a_map_without_outputs_is_none() {
    assert_eq!(said("(xs: [int]) -> int", "sum(xs: map note(xs))"), ["W009 `note` returns no value"]);
}

#[test]
fn launch_plans_and_other_backends_come_later() {
    assert_eq!(said("(xs: [int])", "map launch nightly(xs)\nsum(xs)"), ["U001 this version does not compile `map launch` yet"]);
    assert_eq!(
        said("(xs: [int])", "map double(xs) with { backend: k8s_array }"),
        ["U001 this version does not compile `backend: k8s_array` yet"]
    );
}

#[test]
fn a_map_without_marks_is_one_finding() {
    let one = |body: &str| {
        let found = said("(zs: [int], a: int)", &format!("{body}\nlet later = double(a)"));
        let found: Vec<String> = found.into_iter().filter(|found| !found.starts_with("W023")).collect();
        assert_eq!(found.len(), 1, "{body}: {found:#?}");
        assert!(found[0].starts_with("M002"), "{found:#?}");
    };
    one("map scale(zs, by: 2)");
    one("map scale(by: 2, zs)");
    one("map zip scale(zs, zs)");
    one("map scale(zs, zs)");
    one("map double()");
}
