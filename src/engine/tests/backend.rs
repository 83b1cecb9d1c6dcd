//! A backend other than the evaluator: the engine needs no code to run a task.

use std::sync::atomic::{AtomicU32, Ordering};

use super::Module;
use crate::engine::{Attempt, Backend, Reporter, Worker};
use crate::eval::{Failure, FailureKind, Value};
use crate::program::TaskId;
use crate::source::Span;

/// Fails the first attempts of all tasks together, and then returns the sum of the inputs.
struct Scripted {
    failures: AtomicU32,
}

struct Actor<'w> {
    script: &'w Scripted,
    reporter: &'w Reporter<'w>,
}

impl Backend for Scripted {
    fn worker<'w>(&'w self, _: TaskId, reporter: &'w Reporter<'w>) -> Box<dyn Worker + 'w> {
        Box::new(Actor { script: self, reporter })
    }
}

impl Worker for Actor<'_> {
    fn attempt(&mut self, attempt: Attempt, inputs: &[Value]) -> Result<Vec<Value>, Failure> {
        assert!(attempt.timeout.is_none());
        self.reporter.log(attempt, &format!("at {}", self.reporter.site(attempt)), Span::default());
        let fails = |left: u32| left.checked_sub(1);
        if self.script.failures.fetch_update(Ordering::Relaxed, Ordering::Relaxed, fails).is_ok() {
            return Err(Failure { kind: FailureKind::Retryable, message: "busy".to_owned(), span: Span::default(), trace: Vec::new() });
        }
        let numbers = inputs.iter().map(|input| if let Value::Int(number) = input { *number } else { 0 });
        Ok(vec![Value::Int(numbers.sum())])
    }
}

#[test]
fn a_backend_runs_what_the_engine_schedules() {
    let module = Module::new(
        "task add(a: int, b: int) -> int with { retries: 5 } { fail(\"not run\") }
         workflow w(x: int) -> int {
             let sum = add(a: x, b: 1)
             sum
         }
         workflow each(xs: [int]) -> [int] {
             let sums = map add(a: each xs, b: 1)
             sums
         }",
    );
    let run = module.run_on(1, &Scripted { failures: AtomicU32::new(1) }, "w", &[Value::Int(2)]);
    assert_eq!(
        run.events,
        [
            "sum starts with (2, 1)",
            "sum attempt 1 logs `at sum`",
            "sum attempt 1: Retryable `busy`, and again",
            "sum attempt 2 logs `at sum`",
            "sum returns (3)",
        ]
    );
    let run = module.run_on(1, &Scripted { failures: AtomicU32::new(1) }, "each", &[super::ints([2, 3])]);
    assert_eq!(
        run.events,
        [
            "sums starts with ([2 3], 1)",
            "sums[0] attempt 1 logs `at sums[0]`",
            "sums[0] attempt 1: Retryable `busy`, and again",
            "sums[0] attempt 2 logs `at sums[0]`",
            "sums[0..1] return (3)",
            "sums[1] attempt 1 logs `at sums[1]`",
            "sums[1..2] return (4)",
            "sums returns ([3 4])",
        ]
    );
}
