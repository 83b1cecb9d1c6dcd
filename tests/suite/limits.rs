//! The bounds of a run, from outside: code that would take all memory or time fails at its line, and nothing else does.

use std::time::{Duration, Instant};

use crate::support::{BINARY, Ran, Scratch};

const HUNGRY: &str = r#"
fn hoard(n: int) -> int {
    var xs: [str] = []
    while len(xs) >= 0 {
        xs += [f"text {n} {len(xs)}"]
    }
    len(xs)
}

task eat(n: int) -> int {
    if n % 2 == 0 { n } else { hoard(n) }
}

task spin(n: int) -> int with { retries: 5 } {
    var k = n
    while n % 2 == 1 { k = (k + 1) % 1000 }
    k
}

workflow eats(xs: [int]) -> [int?] { map eat(xs) with { min_success_ratio: 0.5 } }
workflow spins(xs: [int]) -> [int?] { map spin(xs) with { min_success_ratio: 0.5 } }
"#;

fn run(arguments: &[&str]) -> Ran {
    let scratch = Scratch::with(&[("flow.fpl", HUNGRY)]);
    let mut all = vec!["run", "flow.fpl"];
    all.extend(arguments);
    scratch.flightplan(&all)
}

#[test]
fn a_task_that_does_not_end_is_ended_at_its_line() {
    let started = Instant::now();
    let ran = run(&["spin", "--n", "1", "--timeout", "300ms"]);
    let report = ran.failure(1);
    assert!(report.contains("R007") && report.contains("within the 0.3 s that `--timeout` allows"), "{report}");
    assert!(report.contains("flow.fpl:16"), "{report}");
    // The bound is for all attempts, so that there is no second one.
    assert!(!report.contains("attempts"), "{report}");
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
    assert_eq!(run(&["spins", "--xs", "[1, 2, 3, 4]", "--timeout", "300ms"]).success(), "[null, 2, null, 4]");
}

#[test]
fn the_shorter_time_counts() {
    let source = "task t() -> int with { timeout: 200ms } { var n = 1\nwhile n > 0 { n = n % 7 + 1 }\nn }";
    let scratch = Scratch::with(&[("flow.fpl", source)]);
    let ran = scratch.flightplan(&["run", "flow.fpl", "t", "--timeout", "1h"]);
    assert!(ran.failure(1).contains("within its timeout of 0.2 s"), "{}", ran.stderr);
    let ran = scratch.flightplan(&["run", "flow.fpl", "t", "--timeout", "10ms"]);
    assert!(ran.failure(1).contains("`--timeout`"), "{}", ran.stderr);
}

/// Work that no jump sees: a comparison, a copy, a builtin.
#[test]
fn time_is_looked_at_in_long_operations_too() {
    for body in [
        "let xs = range(300000)\nvar n = 0\nwhile n >= 0 { if -1 in xs { n += 1 } }\nn",
        "var xs = range(300000)\nvar n = 0\nwhile n >= 0 {\nlet ys = xs\nxs[0] = n\nn = ys[0] % 2 }\nn",
        "var n = 0\nwhile n >= 0 { n = range(100000).sort_by(|x| -x)[0] % 2 }\nn",
        "let xs = [[range(1000)] * 1000] * 100000\nlet ys = [[range(1000)] * 1000] * 100000\nif xs == ys { 1 } else { 0 }",
    ] {
        let scratch = Scratch::with(&[("flow.fpl", &format!("task t() -> int {{\n{body}\n}}"))]);
        let started = Instant::now();
        let ran = scratch.flightplan(&["run", "flow.fpl", "t", "--timeout", "200ms"]);
        assert!(ran.failure(1).contains("R007"), "{body}\n{}", ran.stderr);
        assert!(started.elapsed() < Duration::from_secs(20), "{body}\n{:?}", started.elapsed());
    }
}

/// A single call of a builtin, which no jump interrupts, and comparisons that are one instruction.
#[test]
fn a_builtin_does_not_outlast_the_time() {
    for body in [
        "[[x] for x in range(200000)].unique().len()",
        "(\"A\" * 1000000).regex_replace(r\".*[^A-Z]|[A-Z]\", \"\").len()",
        "(\"A\" * 1000000).regex_find_all(r\".*[^A-Z]|[A-Z]\").len()",
        "(\"A\" * 1000000).regex_split(r\".*[^A-Z]|[A-Z]\").len()",
        "(\"a\" * 10000000).regex_groups(\"(a*)\" + \"()\" * 1000).len()",
        "let a = [0] * 1000000\n([a] * 1000000).sort().len()",
        "let a = \"x\" * 10000000\n([a] * 1000000).tally().len()",
        "let a = \"x\" * 10000000\nlet b = a + \"y\"\nvar n = 0\nwhile n >= 0 { if a + \"y\" == b { n = 1 } }\nn",
        "let m = {\"x\" * 10000000: 1}\nlet key = \"x\" * 10000000\nvar n = 0\nwhile n >= 0 { n = m[key] }\nn",
    ] {
        let scratch = Scratch::with(&[("flow.fpl", &format!("task t() -> int {{\n{body}\n}}"))]);
        let started = Instant::now();
        let ran = scratch.flightplan(&["run", "flow.fpl", "t", "--timeout", "300ms"]);
        let line = format!("flow.fpl:{}", if body.contains("while") { 5 } else { body.lines().count() + 1 });
        assert!(ran.failure(1).contains("R007") && ran.stderr.contains(&line), "{body}\n{}", ran.stderr);
        assert!(started.elapsed() < Duration::from_secs(20), "{body}\n{:?}", started.elapsed());
    }
}

/// Large results from small inputs: the memory is checked before it is allocated.
#[test]
fn a_builtin_asks_before_it_takes_memory() {
    for body in [
        "(\"a\" * 1000).regex_replace(\"(a*)\", \"$1\" * 10000000).len()",
        "datetime(2020, 1, 1).format(\"%c\" * 12000000).len()",
        "(\"\\u{390}\" * 25000000).upper().len()",
        "(\"a\" * 1000).regex_groups(\"(\" * 100 + \"a*\" + \")\" * 100 + \"()\" * 30000).len()",
        "let s = \"a\" * 10000000\nf\"{s}{s}{s}{s}{s}{s}{s}{s}{s}{s}{s}{s}{s}{s}{s}{s}\".len()",
    ] {
        let scratch = Scratch::with(&[("flow.fpl", &format!("task t() -> int {{\n{body}\n}}"))]);
        let ran = scratch.flightplan(&["run", "flow.fpl", "t", "--memory", "64Mi"]);
        assert!(ran.failure(1).contains("R006"), "{body}\n{}", ran.stderr);
        assert!(ran.stderr.contains(&format!("flow.fpl:{}", body.lines().count() + 1)), "{body}\n{}", ran.stderr);
    }
}

/// Without a bound of its own, the one of the process applies: here that of its address space.
#[cfg(target_os = "linux")]
#[test]
fn the_process_is_not_killed_for_want_of_memory() {
    let scratch = Scratch::with(&[("flow.fpl", HUNGRY)]);
    let call = format!("ulimit -v 1500000; exec '{}' run flow.fpl eats --xs '[1, 2, 3, 4]' --jobs 2", BINARY);
    let output = std::process::Command::new("sh").args(["-c", &call]).current_dir(scratch.root()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "[null, 2, null, 4]\n", "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_body_that_the_evaluator_cannot_hold_is_found_before_it_runs() {
    let parts = |n: usize| format!("fn one() -> int {{ 1 }}\n\ntask t() -> int {{ len(f\"{}\") }}\n", "{one()}".repeat(n));
    let scratch = Scratch::with(&[("large.fpl", &parts(70_000)), ("fits.fpl", &parts(60_000))]);
    for command in [&["lint", "large.fpl"][..], &["run", "large.fpl", "t"]] {
        let ran = scratch.flightplan(command);
        let report = format!("{}{}", ran.stdout, ran.stderr);
        assert!(ran.status != 0 && report.contains("L007") && report.contains("the body of `t`"), "{report}");
    }
    assert_eq!(scratch.flightplan(&["run", "fits.fpl", "t"]).success(), "60000");
}
