//! The order of events that several threads emit.

use super::{Module, ints};
use crate::engine::Evaluator;
use crate::eval::{NoHost, Value};

#[test]
fn a_node_starts_after_its_upstreams_are_done() {
    let module = Module::new(
        "task double(x: int) -> int { x * 2 }
         task add(a: int, b: int) -> int { a + b }
         workflow diamond(x: int) -> int {
             let top = double(x)
             let left = double(x: top)
             let right = double(x: top)
             let bottom = add(a: left, b: right)
             bottom
         }
         workflow w(x: int) -> int {
             let first = diamond(x)
             let second = diamond(x)
             let sum = add(a: first, b: second)
             sum
         }",
    );
    let evaluator = Evaluator::new(&module.program, &module.code, &NoHost);
    for jobs in [1, 2, 8] {
        for _ in 0..20 {
            let run = module.run_on(jobs, &evaluator, "w", &[Value::Int(1)]);
            assert_eq!(run.output(), &Value::Int(16));
            assert_eq!(run.events.len(), 22, "{:#?}", run.events);
            let at =
                |line: &str| run.events.iter().position(|events| events == line).unwrap_or_else(|| panic!("{line}: {:#?}", run.events));
            for call in ["first", "second"] {
                let way = [
                    format!("{call} starts with (1)"),
                    format!("{call}/top starts with (1)"),
                    format!("{call}/top returns (2)"),
                    format!("{call}/left starts with (2)"),
                    format!("{call}/left returns (4)"),
                    format!("{call}/bottom starts with (4, 4)"),
                    format!("{call}/bottom returns (8)"),
                    format!("{call} returns (8)"),
                    "sum starts with (8, 8)".to_owned(),
                ];
                assert!(way.iter().map(|line| at(line)).is_sorted(), "{:#?}", run.events);
            }
        }
    }
}

#[test]
fn which_failure_is_reported_does_not_depend_on_the_threads() {
    let module = Module::new(
        "task slow(x: int) -> int {
             var n = 0
             while n < 200000 { n += 1 }
             fail(f\"slow {x}\")
         }
         task quick(x: int) -> int { fail(f\"quick {x}\") }
         workflow w(xs: [int]) -> int {
             let first = slow(x: xs[0])
             let second = quick(x: xs[1])
             second
         }",
    );
    let evaluator = Evaluator::new(&module.program, &module.code, &NoHost);
    for jobs in [1, 2, 8] {
        let run = module.run_on(jobs, &evaluator, "w", &[ints([1, 2])]);
        assert_eq!(run.message(&module), "task `slow` failed: slow 1", "{:#?}", run.events);
        assert!(run.events.contains(&"first fails in first".to_owned()), "{:#?}", run.events);
    }
}
