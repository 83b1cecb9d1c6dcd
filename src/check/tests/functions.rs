//! `fn`s that state no result, and recursion.

use super::{check_one, marked};
use crate::program::Type;
use crate::testing::unmarked;

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
    marked(
        "
        fn a(x: int) { if x < 1 { 0 } else { b(x - 1) } }
           ^ N013 `a` calls itself through other `fn`s, but does not declare its result
                                             ~ N013 `a` calls `b`, whose result is not known yet
        fn b(x: int) { a(x) }
                       ~ N013 `b` calls `a`, whose result is not known yet

        fn a(x: int) -> int { if x < 1 { 0 } else { b(x - 1) } }
        fn b(x: int) { a(x) }

        fn a(x: int) { a(x) }
           ^ N013 `a` calls itself, but does not declare its result
                       ~ N013 it calls itself here, where the result is not known yet
        ",
    );
}

#[test]
fn a_method_of_a_builtins_name_is_no_recursion() {
    let checked = check_one("fn len(xs: [int]) { xs.len() + 1 }\nfn sum(xs: [int]) { xs.len() }\n");
    assert_eq!(checked.labelled(), [""; 0]);
    assert_eq!(checked.program.fns[0].result, Type::Int);
}

#[test]
fn a_variable_of_the_own_name_is_no_recursion() {
    marked(
        "
        fn total(xs: [int]) {
            let total = xs.sum()
            total
        }
        ",
    );
}

#[test]
fn workflows_that_reach_themselves_are_reported_once() {
    let text = "
        task t(a: int) -> int { a }
        workflow a(x: int) -> int {
            b(x)
            ^^^^ N014 the workflow `a` calls itself through `b`, `c`
        }
        workflow b(x: int) -> int {
            c(x: t(a: x))
            ~~~~~~~~~~~~~ N014 `b` calls `c`
        }
        workflow c(x: int) -> int {
            a(x)
            ~~~~ N014 `c` calls `a`
        }
        workflow d(x: int) -> int {
            a(x)
        }
        ";
    marked(text);
    let broken: Vec<bool> = check_one(&unmarked(text)).program.workflows.iter().map(|workflow| workflow.broken).collect();
    assert_eq!(broken, [true, true, true, false]);
}
