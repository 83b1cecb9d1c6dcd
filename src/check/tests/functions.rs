//! `fn`s that state no result, and recursion.

use super::check_one;
use crate::program::Type;

#[test]
fn a_result_that_is_not_stated_is_found_after_those_that_it_needs() {
    let checked = check_one("fn a(x: int) { b(x) }\nfn b(x: int) { c(x) + 1.5 }\nfn c(x: int) { x * 2 }\n");
    assert_eq!(checked.labelled(), [""; 0]);
    let results: Vec<&Type> = checked.program.fns.iter().map(|def| &def.result).collect();
    assert_eq!(results, [&Type::Float, &Type::Float, &Type::Int]);
    assert!(checked.program.fns.iter().all(|def| def.body.is_some()));
}

#[test]
fn recursion_needs_one_stated_result_on_the_way_round() {
    assert_eq!(check_one("fn a(x: int) { if x < 1 { 0 } else { b(x - 1) } }\nfn b(x: int) { a(x) }\n").labelled(), ["N013 a | b | a"]);
    assert_eq!(check_one("fn a(x: int) -> int { if x < 1 { 0 } else { b(x - 1) } }\nfn b(x: int) { a(x) }\n").labelled(), [""; 0]);
    assert_eq!(check_one("fn a(x: int) { a(x) }\n").labelled(), ["N013 a | a"]);
}

#[test]
fn a_method_of_a_builtins_name_is_no_recursion() {
    let checked = check_one("fn len(xs: [int]) { xs.len() + 1 }\nfn sum(xs: [int]) { xs.len() }\n");
    assert_eq!(checked.labelled(), [""; 0]);
    assert_eq!(checked.program.fns[0].result, Type::Int);
}

#[test]
fn a_variable_of_the_own_name_is_no_recursion() {
    assert_eq!(check_one("fn total(xs: [int]) {\n    let total = xs.sum()\n    total\n}\n").labelled(), [""; 0]);
}

#[test]
fn workflows_that_reach_themselves_are_reported_once() {
    let checked = check_one(
        "task t(a: int) -> int { a }\nworkflow a(x: int) -> int {\n    b(x)\n}\nworkflow b(x: int) -> int {\n    c(x: t(a: x))\n}\n\
         workflow c(x: int) -> int {\n    a(x)\n}\nworkflow d(x: int) -> int {\n    a(x)\n}\n",
    );
    assert_eq!(checked.labelled(), ["N014 b(x) | c(x: t(a: x)) | a(x)"]);
    let broken: Vec<bool> = checked.program.workflows.iter().map(|workflow| workflow.broken).collect();
    assert_eq!(broken, [true, true, true, false]);
}
