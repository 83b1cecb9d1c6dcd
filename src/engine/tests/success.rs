//! Runs that succeed.

use super::Module;
use crate::eval::Value;

#[test]
fn a_node_starts_with_its_inputs_and_ends_with_its_outputs() {
    let module = Module::new(
        "task double(x: int) -> int { x * 2 }
         task add(a: int, b: int) -> int { a + b }
         workflow w(x: int) -> int {
             let first = double(x)
             let second = add(a: first, b: 1)
             second
         }",
    );
    let run = module.run("w", &[Value::Int(3)]);
    assert_eq!(run.events, ["first starts with (3)", "first returns (6)", "second starts with (6, 1)", "second returns (7)"]);
    assert_eq!(run.output(), &Value::Int(7));
}

#[test]
fn a_task_by_itself_is_no_node() {
    let module = Module::new(
        "task t(x: int) -> int with { retries: 1 } {
             log(f\"x is {x}\")
             if x == 0 { fail_retryable(\"zero\") }
             x
         }",
    );
    assert_eq!(module.run("t", &[Value::Int(3)]).events, [" attempt 1 logs `x is 3`"]);
    assert_eq!(
        module.run("t", &[Value::Int(0)]).events,
        [" attempt 1 logs `x is 0`", " attempt 1: Retryable `zero`, and again", " attempt 2 logs `x is 0`", " attempt 2: Retryable `zero`",]
    );
}

#[test]
fn the_events_of_a_called_workflow_are_within_those_of_the_call() {
    let module = Module::new(
        "task double(x: int) -> int {
             log(\"here\")
             x * 2
         }
         workflow inner(x: int) -> int {
             let doubled = double(x)
             doubled
         }
         workflow outer(x: int) -> int {
             let once = inner(x)
             let twice = inner(x: once)
             twice
         }",
    );
    assert_eq!(
        module.run("outer", &[Value::Int(3)]).events,
        [
            "once starts with (3)",
            "once/doubled starts with (3)",
            "once/doubled attempt 1 logs `here`",
            "once/doubled returns (6)",
            "once returns (6)",
            "twice starts with (6)",
            "twice/doubled starts with (6)",
            "twice/doubled attempt 1 logs `here`",
            "twice/doubled returns (12)",
            "twice returns (12)",
        ]
    );
}

/// Local runs keep no cache: the option is for Flyte.
#[test]
fn a_cached_node_runs_like_any_other() {
    let module = Module::new(
        "task double(x: int) -> int with { cache: \"1\" } { x * 2 }
         workflow w(x: int) -> int {
             let first = double(x)
             let again = double(x) after first
             again
         }",
    );
    assert_eq!(
        module.run("w", &[Value::Int(3)]).events,
        ["first starts with (3)", "first returns (6)", "again starts with (3)", "again returns (6)"]
    );
}
