//! The events of maps and of their elements.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::{Module, ints};
use crate::engine::threads::lock;
use crate::engine::{Evaluator, Event};
use crate::eval::{NoHost, Value};

const MAPS: &str = "task even(x: int) -> int with { retries: 1 } {
         if x % 2 != 0 { fail_retryable(\"odd\") }
         log(str(x))
         x * 10
     }
     workflow all(xs: [int]) -> [int] {
         let tens = map even(xs)
         tens
     }
     workflow two(xs: [int]) -> [int?] {
         let tens = map even(xs) with { min_successes: 2 }
         tens
     }";

#[test]
fn elements_that_fail_leave_none_in_a_tolerant_map() {
    let run = Module::new(MAPS).run("two", &[ints([2, 3, 4])]);
    assert_eq!(
        run.events,
        [
            "tens starts with ([2 3 4])",
            "tens[0] attempt 1 logs `2`",
            "tens[0..1] return (20)",
            "tens[1] attempt 1: Retryable `odd`, and again",
            "tens[1] attempt 2: Retryable `odd`",
            "tens[1..2] return (none) without [1]",
            "tens[2] attempt 1 logs `4`",
            "tens[2..3] return (40)",
            "tens returns ([20 none 40])",
        ]
    );
}

#[test]
fn a_map_ends_with_the_element_that_loses_the_criterion() {
    let run = Module::new(MAPS).run("all", &[ints([2, 3, 4])]);
    assert_eq!(
        run.events,
        [
            "tens starts with ([2 3 4])",
            "tens[0] attempt 1 logs `2`",
            "tens[0..1] return (20)",
            "tens[1] attempt 1: Retryable `odd`, and again",
            "tens[1] attempt 2: Retryable `odd`",
            "tens[1..2] return (none) without [1]",
            "tens fails in tens",
        ]
    );
}

#[test]
fn a_criterion_that_cannot_be_met_fails_before_any_element() {
    let run = Module::new(MAPS).run("two", &[ints([2])]);
    assert_eq!(run.events, ["tens starts with ([2])", "tens fails in tens"]);
    let run = Module::new(MAPS).run("all", &[ints([])]);
    assert_eq!(run.events, ["tens starts with ([])", "tens returns ([])"]);
}

#[test]
fn neighbours_share_an_event() {
    let module = Module::new(
        "task double(x: int) -> int { if x == 33 { fail(\"33\") } else { x * 2 } }
         workflow w(xs: [int]) -> [int?] {
             let doubled = map double(xs) with { min_success_ratio: 0.5 }
             doubled
         }",
    );
    let run = module.run("w", &[ints(0..64)]);
    assert_eq!(run.events.len(), 1 + 16 + 1 + 1, "{:#?}", run.events);
    assert_eq!(run.events[1], "doubled[0..4] return (0, 2, 4, 6)");
    assert_eq!(run.events[9..11], ["doubled[33] attempt 1: User `33`", "doubled[32..36] return (64, none, 68, 70) without [33]"]);
}

/// Whatever the threads do, each element is part of one event, and a large map has few.
#[test]
fn every_element_is_part_of_one_event() {
    const LENGTH: i64 = 100_000;
    let module = Module::new(
        "task double(x: int) -> int { x * 2 }
         workflow w(xs: [int]) -> [int] {
             let doubled = map double(xs)
             doubled
         }",
    );
    let evaluator = Evaluator::new(&module.program, &module.code, &NoHost);
    let (events, ranges) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let run = module.watched(4, &evaluator, "w", &[ints(0..LENGTH)], &|event, _| {
        events.fetch_add(1, Ordering::Relaxed);
        if let Event::ElementsDone { elements, outputs, .. } = event {
            assert_eq!(outputs[0][0], Value::Int(elements.start as i64 * 2));
            assert_eq!(outputs[0].len() as u64, elements.end - elements.start);
            lock(&ranges).push(elements.clone());
        }
    });
    assert_eq!(run.output(), &ints((0..LENGTH).map(|x| x * 2)));
    let mut ranges = ranges.into_inner().expect("no listener panics");
    ranges.sort_by_key(|range| range.start);
    let whole = ranges.windows(2).all(|pair| pair[0].end == pair[1].start);
    assert!(whole && ranges.first().is_some_and(|range| range.start == 0) && ranges.last().is_some_and(|range| range.end == LENGTH as u64));
    assert!(events.into_inner() < 100);
}

/// The failures that a criterion tolerates are counted and not searched, however many they are.
#[test]
fn many_failures_take_no_longer_than_few() {
    const LENGTH: i64 = 200_000;
    let module = Module::new(
        "task odd(x: int) -> int { if x % 2 == 0 { fail(\"even\") } else { x } }
         workflow w(xs: [int]) -> [int?] {
             let odds = map odd(xs) with { min_success_ratio: 0.5 }
             odds
         }",
    );
    let evaluator = Evaluator::new(&module.program, &module.code, &NoHost);
    let began = Instant::now();
    assert!(module.run_on(2, &evaluator, "w", &[ints(0..LENGTH)]).outcome.is_ok());
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    let run = module.run_on(2, &evaluator, "w", &[ints((0..LENGTH).map(|x| x / 2 * 2))]);
    assert!(run.message(&module).starts_with("100001 of 200000 elements failed"), "{}", run.message(&module));
}
