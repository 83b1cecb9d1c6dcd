//! The option `timeout` on a call of a workflow: all that the call runs shares the time, as under propeller.

use std::time::{Duration, Instant};

use crate::support::{Ran, Scratch};

const FLOW: &str = r#"
task slow(x: int) -> int {
    log(f"slow {x}")
    var n = 0
    while n < x { n += 1 }
    n
}

task again(x: int) -> int with { retries: 2000000000 } { fail_retryable(f"no {x}") }

task endless(x: int) -> int with { retries: 5, timeout: 1h } {
    while x > 0 { }
    x
}

workflow sub(x: int) -> int { slow(x) }
workflow patient(x: int) -> int { sub(x) with { timeout: 1h } }
workflow hasty(x: int) -> int { sub(x) with { timeout: 300ms } }
workflow retried(x: int) -> int { again(x) }
workflow kept(x: int) -> int { endless(x) }
workflow elements(xs: [int]) -> [int] { map slow(xs) }
workflow tolerant(xs: [int]) -> [int?] { map endless(xs) with { min_successes: 0 } }
workflow chain(x: int) -> int {
    let a = slow(x)
    let b = slow(x: a)
    let c = slow(x: b)
    let d = slow(x: c)
    let e = slow(x: d)
    let f = slow(x: e)
    let g = slow(x: f)
    let h = slow(x: g)
    slow(x: h)
}
workflow independent(x: int) -> int {
    slow(x)
    endless(x)
}

workflow of_a_task(x: int) -> int { sub(x) with { timeout: 300ms } }
workflow outer_first(x: int) -> int { patient(x) with { timeout: 300ms } }
workflow inner_first(x: int) -> int { hasty(x) with { timeout: 1h } }
workflow of_retries(x: int) -> int { retried(x) with { timeout: 300ms } }
workflow of_a_task_with_its_own(x: int) -> int { kept(x) with { timeout: 300ms } }
workflow of_a_map(xs: [int]) -> [int] { elements(xs) with { timeout: 300ms } }
workflow of_a_tolerant_map(xs: [int]) -> [int?] { tolerant(xs) with { timeout: 300ms } }
workflow of_a_chain(x: int) -> int { chain(x) with { timeout: 300ms } }
workflow of_branches(x: int) -> int { independent(x) with { timeout: 300ms } }
workflow of_none(x: int) -> int { sub(x) with { timeout: none } }
workflow complete(x: int) -> int with { failure_policy: fail_after_executable_nodes_complete } {
    let late = sub(x) with { timeout: 300ms }
    slow(x: 7)
    slow(x: late)
}
"#;

/// Far more rounds than there is time for.
const FOREVER: &str = "100000000000";

fn run(arguments: &[&str]) -> Ran {
    let scratch = Scratch::with(&[("flow.fpl", FLOW)]);
    scratch.flightplan(&[&["run", "flow.fpl"], arguments].concat())
}

/// Runs what has no time left and gives the report, once for one thread and once for several.
fn late(arguments: &[&str]) -> String {
    let mut report = String::new();
    for jobs in ["1", "4"] {
        let started = Instant::now();
        let ran = run(&[arguments, &["--jobs", jobs]].concat());
        report = ran.failure(1).to_owned();
        assert!(report.contains("R007") && report.contains("within its timeout of 0.3 s"), "{report}");
        assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
    }
    report
}

/// The words of a report, wherever its lines end.
fn words(report: &str) -> String {
    report.split(|c: char| c.is_whitespace() || c == '│').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[test]
fn what_a_call_runs_has_the_time_of_the_call() {
    let report = late(&["of_a_task", "--x", FOREVER]);
    assert!(report.contains("the call of workflow `sub` did not end within"), "{report}");
    // Where the code was, the node that ran it, the call, and its option.
    for place in ["flow.fpl:5:11", "`slow` was here", "run by node `n0` of `sub`", "run by node `n0` of `of_a_task`", "share this time"] {
        assert!(words(&report).contains(place), "{place}: {report}");
    }
    assert_eq!(run(&["of_a_task", "--x", "10"]).success(), "10");
    assert_eq!(run(&["of_none", "--x", "10"]).success(), "10");
}

#[test]
fn of_nested_calls_the_first_to_be_late_is_named() {
    assert!(late(&["outer_first", "--x", FOREVER]).contains("the call of workflow `patient`"));
    assert!(late(&["inner_first", "--x", FOREVER]).contains("the call of workflow `sub`"));
}

#[test]
fn retries_and_other_timeouts_give_no_more_time() {
    assert!(late(&["of_retries", "--x", "1"]).contains("the call of workflow `retried`"));
    let report = late(&["of_a_task_with_its_own", "--x", "1"]);
    assert!(report.contains("the call of workflow `kept`") && !report.contains("attempts"), "{report}");
    assert!(late(&["of_a_task", "--x", FOREVER, "--timeout", "1h"]).contains("the call of workflow `sub`"));
    assert!(run(&["of_a_task", "--x", FOREVER, "--timeout", "20ms"]).failure(1).contains("that `--timeout` allows"));
}

#[test]
fn the_elements_of_a_map_share_the_time() {
    let xs = format!("[{}]", ["30000000"; 3000].join(", "));
    let report = late(&["of_a_map", "--xs", &xs]);
    assert!(report.contains("the call of workflow `elements`"), "{report}");
    // A criterion lets elements fail, not the call.
    assert!(late(&["of_a_tolerant_map", "--xs", "[0, 1, 2]"]).contains("the call of workflow `tolerant`"));
    assert_eq!(run(&["of_a_tolerant_map", "--xs", "[0, 0]"]).success(), "[0, 0]");
}

#[test]
fn nodes_one_after_the_other_share_the_time() {
    // How many of them are reached depends on the machine.
    let report = late(&["of_a_chain", "--x", "300000000"]);
    assert!(report.contains("the call of workflow `chain`"), "{report}");
    assert!(!report.contains("`endless`"), "{report}");
    late(&["of_branches", "--x", FOREVER]);
}

#[test]
fn what_does_not_need_the_call_goes_on() {
    let report = late(&["complete", "--x", FOREVER]);
    assert!(report.contains("slow 7"), "{report}");
}

#[test]
fn the_failure_is_recorded_as_a_timeout() {
    let ran = run(&["of_a_task", "--x", FOREVER, "--output", "literals"]);
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains(r#""code":"USER:TimedOut""#), "{}", ran.stdout);
}

/// As propeller has it: a node has twice its timeout for all its attempts, however many it is allowed.
#[test]
fn retries_that_there_is_no_time_for_are_explained() {
    let source = "task t(x: int) -> int with { timeout: 200ms, retries: 9 } {\n    log(\"before\")\n    while true { }\n    x\n}\n\
                  workflow w(x: int) -> int { t(x) }\n";
    let scratch = Scratch::with(&[("flow.fpl", source)]);
    for arguments in [["t", "--x", "1"], ["w", "--x", "1"]] {
        let ran = scratch.flightplan(&[&["run", "flow.fpl"], &arguments[..]].concat());
        let report = ran.failure(1);
        let plain: String = report.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(plain.contains("`retries: 9` were not used up"), "{report}");
        assert!(plain.contains("twice the `timeout` of one, 0.4 s for a timeout of 0.2 s"), "{report}");
        assert!(report.contains("flow.fpl:3:"), "{report}");
    }
    let used = source.replace("retries: 9", "retries: 1");
    let scratch = Scratch::with(&[("flow.fpl", &used)]);
    let ran = scratch.flightplan(&["run", "flow.fpl", "t", "--x", "1"]);
    assert!(!ran.failure(1).contains("used up"), "{}", ran.stderr);
}

/// As propeller has it: it does not keep when an element of a map was queued, so each attempt has the whole timeout.
#[test]
fn the_attempts_of_an_element_do_not_share_the_time() {
    let source = "task t(x: int) -> int with { timeout: 100ms, retries: 4 } {\n    log(\"begins\")\n    while true { }\n    x\n}\n\
                  workflow w(xs: [int]) -> [int] { map t(xs) }\nworkflow v(xs: [int]) -> [int] { w(xs) with { timeout: 250ms } }\n";
    let scratch = Scratch::with(&[("flow.fpl", source)]);
    let ran = scratch.flightplan(&["run", "flow.fpl", "w", "--xs", "[1]"]);
    let report = ran.failure(1);
    assert_eq!(report.matches("begins").count(), 5, "{report}");
    assert!(words(report).contains("in each of 5 attempts"), "{report}");
    // The call around them bounds them all.
    assert!(scratch.flightplan(&["run", "flow.fpl", "v", "--xs", "[1]"]).failure(1).contains("the call of workflow `w`"));
}
