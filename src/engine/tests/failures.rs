//! Runs that fail, are retried, run out of time, or are cancelled.

use super::{Module, ints};
use crate::engine::{Evaluator, Event};
use crate::eval::{NoHost, Value};

#[test]
fn each_attempt_that_fails_is_an_event() {
    let module = Module::new(
        "task flaky(x: int) -> int with { retries: 2 } { fail_retryable(\"not yet\") }
         task broken(x: int) -> int with { retries: 2 } { fail(\"never\") }
         workflow w(x: int) -> int {
             let tried = flaky(x)
             tried
         }
         workflow v(x: int) -> int {
             let tried = broken(x)
             tried
         }",
    );
    assert_eq!(
        module.run("w", &[Value::Int(1)]).events,
        [
            "tried starts with (1)",
            "tried attempt 1: Retryable `not yet`, and again",
            "tried attempt 2: Retryable `not yet`, and again",
            "tried attempt 3: Retryable `not yet`",
            "tried fails in tried",
        ]
    );
    assert_eq!(
        module.run("v", &[Value::Int(1)]).events,
        ["tried starts with (1)", "tried attempt 1: User `never`", "tried fails in tried"]
    );
}

#[test]
fn what_depends_on_a_failure_has_no_events() {
    let module = Module::new(
        "task broken(x: int) -> int { fail(\"never\") }
         task double(x: int) -> int { x * 2 }
         workflow inner(x: int) -> int {
             let failing = broken(x)
             let beyond = double(x: failing)
             beyond
         }
         workflow w(x: int) -> int {
             let nested = inner(x)
             let beyond = double(x: nested)
             beyond
         }",
    );
    let run = module.run("w", &[Value::Int(1)]);
    assert_eq!(
        run.events,
        [
            "nested starts with (1)",
            "nested/failing starts with (1)",
            "nested/failing attempt 1: User `never`",
            "nested/failing fails in nested/failing",
            "nested fails in nested/failing",
        ]
    );
    assert_eq!(run.message(&module), "task `broken` failed: never");
}

#[test]
fn a_node_whose_inputs_lead_nowhere_is_only_done() {
    let module = Module::new(
        "task double(x: int) -> int { x * 2 }
         workflow w(xs: [int]) -> int {
             let third = double(x: xs[2])
             third
         }",
    );
    assert_eq!(module.run("w", &[ints([1])]).events, ["third fails in third"]);
}

#[test]
fn outputs_that_lead_nowhere_fail_the_call() {
    let module = Module::new(
        "task one() -> [int] { [1] }
         workflow inner() -> int {
             let list = one()
             list[1]
         }
         workflow w() -> int {
             let nested = inner()
             nested
         }",
    );
    let run = module.run("w", &[]);
    assert_eq!(run.events, ["nested starts with ()", "nested/list starts with ()", "nested/list returns ([1])", "nested fails in nested",]);
    let alone = module.run("inner", &[]);
    assert_eq!(alone.events, ["list starts with ()", "list returns ([1])"]);
    assert!(alone.outcome.is_err_and(|failure| failure.path.is_empty()));
}

/// All attempts of a node together have twice its timeout.
#[test]
fn an_attempt_that_outlives_its_timeout_is_retried_once() {
    let module = Module::new(
        "task endless(x: int) -> int with { timeout: 20ms, retries: 1 } {
             var n = x
             while true { n = (n + 1) % 7 }
             n
         }
         workflow w(x: int) -> int {
             let spun = endless(x)
             spun
         }",
    );
    assert_eq!(
        module.run("w", &[Value::Int(1)]).events,
        [
            "spun starts with (1)",
            "spun attempt 1: Timeout `the task did not end within its timeout of 0.02 s`, and again",
            "spun attempt 2: Timeout `the task did not end within its timeout of 0.02 s`",
            "spun fails in spun",
        ]
    );
}

#[test]
fn a_call_without_time_fails_what_runs_within() {
    let module = Module::new(
        "task endless(x: int) -> int with { retries: 9 } {
             var n = x
             while true { n = (n + 1) % 7 }
             n
         }
         workflow inner(x: int) -> int {
             let spun = endless(x)
             let beyond = endless(x: spun)
             beyond
         }
         workflow w(x: int) -> int {
             let hurried = inner(x) with { timeout: 20ms }
             hurried
         }",
    );
    let run = module.run("w", &[Value::Int(1)]);
    assert_eq!(
        run.events,
        [
            "hurried starts with (1)",
            "hurried/spun starts with (1)",
            "hurried/spun attempt 1: Timeout `the workflow call that runs the task did not end within its timeout of 0.02 s`",
            "hurried/spun fails in hurried/spun",
            "hurried fails in hurried/spun",
        ]
    );
    assert_eq!(run.message(&module), "the call of workflow `inner` did not end within its timeout of 0.02 s");
}

const ENDLESS: &str = "task endless(x: int) -> int with { retries: 3 } {
         log(\"begins\")
         var n = x
         while true { n = (n + 1) % 7 }
         n
     }
     task quick(x: int) -> int {
         log(\"quick\")
         x
     }
     workflow w(x: int) -> int {
         let spun = endless(x)
         quick(x: spun)
     }
     workflow v(xs: [int]) -> [int?] {
         let all = map quick(xs) with { min_successes: 0 }
         all
     }";

/// Runs until the first line of a log.
fn cancelled(name: &str, input: Value) -> Vec<String> {
    let module = Module::new(ENDLESS);
    let evaluator = Evaluator::new(&module.program, &module.code, &NoHost);
    let run = module.watched(1, &evaluator, name, &[input], &|event, token| {
        if matches!(event, Event::Log { .. }) {
            token.cancel();
        }
    });
    assert!(run.message(&module).ends_with("failed: the run was given up"), "{}", run.message(&module));
    run.events
}

#[test]
fn a_cancelled_run_ends_soon_and_is_not_retried() {
    assert_eq!(
        cancelled("w", Value::Int(1)),
        ["spun starts with (1)", "spun attempt 1 logs `begins`", "spun attempt 1: Cancelled `the run was given up`", "spun fails in spun",]
    );
}

#[test]
fn a_cancelled_map_fails_whatever_may_fail() {
    assert_eq!(
        cancelled("v", ints([7, 8, 9])),
        ["all starts with ([7 8 9])", "all[0] attempt 1 logs `quick`", "all[0..1] return (7)", "all fails in all"]
    );
}
