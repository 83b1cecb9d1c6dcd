//! How code fails: kinds, messages, places, and the bounds that keep it from taking the process with it.

use std::time::{Duration, Instant};

use super::{Module, failure, subject};
use crate::eval::{Bound, Code, Failure, FailureKind, Host, Interrupt, Machine, NoHost, Provider, Timeout, Value};
use crate::source::Span;

#[test]
fn failures_name_what_is_wrong() {
    use FailureKind as K;
    for (body, kind, message) in [
        ("let n = range(3)\nn[3]", K::Index, "index 3 is out of range: the list has 3 elements"),
        ("let n = range(1)\nn[-2]", K::Index, "index -2 is out of range: the list has 1 element"),
        ("let s = \"ab\".lower()\ns[2]", K::Index, "index 2 is out of range: the string has 2 characters"),
        ("let m = {\"a\": len([1])}\nm[\"b\"]", K::Key, "the map has no key `b`"),
        ("var m = {\"a\": len([1])}\nm[\"b\"] += 1\nm", K::Key, "the map has no key `b`"),
        ("len([1]) // len(range(0))", K::DivisionByZero, "division by zero: `1 // 0`"),
        ("len([1]) % len(range(0))", K::DivisionByZero, "division by zero: `1 % 0`"),
        ("1.5 / float(len(range(0)))", K::DivisionByZero, "division by zero: `1.5 / 0.0`"),
        (
            "range(9223372036854775807, 9223372036854775807).len() + 9223372036854775807 + len([1])",
            K::Overflow,
            "the result does not fit in an `int` of 64 bits: `9223372036854775807 + 1`",
        ),
        ("3652500d + len([1]) * 1us", K::Overflow, "the result is longer than a `duration` can be, computed from `3652500d`"),
        ("(-2000000d) * (len([1]) + 1)", K::Overflow, "the result is longer than a `duration` can be, computed from `-2000000d`"),
        ("2000000d * (1.9 + len([1]))", K::Overflow, "the result is longer than a `duration` can be, computed from `2000000d`"),
        ("[3652500d, 1us].sum()", K::Overflow, "the sum is longer than a `duration` can be"),
        (
            "datetime(\"9999-12-31T00:00:00Z\") + len([1]) * 1d",
            K::Overflow,
            "the result is outside of the years 1 to 9999: `9999-12-31T00:00:00Z + 1d`",
        ),
        ("2 ** -len([1])", K::Value, "an `int` to a negative power is not an `int`: `2 ** -1`"),
        ("int(nan() + len([1]))", K::Value, "`nan` cannot become an `int`"),
        ("int(\"x\".upper())", K::Value, "`X` is not a valid 64-bit `int`"),
        ("bool(\"yes\".lower())", K::Value, "`yes` is neither `true` nor `false`"),
        ("let n = 2\nassert n > 3\nn", K::Assertion, "assertion failed: `n > 3`"),
        ("let n = 2\nassert n > 3, f\"n is {n}\"\nn", K::Assertion, "n is 2 (`assert n > 3`)"),
        ("if true { fail(\"no\" + \"pe\") } else { 1 }", K::User, "nope"),
        ("if true { fail_retryable(\"later\") } else { 1 }", K::Retryable, "later"),
        ("range(0).min()", K::Value, "`min` of an empty list"),
        ("\"a\".regex_match(\"(\".lower())", K::Value, "`(` is not a valid regular expression: unclosed group"),
        ("json_parse(\"[1\")[0].as_int()", K::Value, "the string is not valid JSON: EOF while parsing a list at line 1 column 2"),
        ("json_parse(\"[1]\")[0].as_str()", K::Value, "the JSON value is not a string: `1`"),
        ("range(1, 10, len(range(0)))", K::Value, "the step of a `range` is 0"),
        ("var n = 0\nfor i in range(1, 10, len(range(0))) { n += i }\nn", K::Value, "the step of a `range` is 0"),
        (
            "str(datetime(9999, 12, 31) + 1d * len([1]))",
            K::Overflow,
            "the result is outside of the years 1 to 9999: `9999-12-31T00:00:00Z + 1d`",
        ),
        (
            "range(1000000000000)",
            K::Size,
            "the list would have 1000000000000 elements; only a `range` in the head of a `for` may be this long",
        ),
        ("\"x\" * (len([1]) + 1000000000000)", K::Size, "the string would be longer than 1 GiB"),
        ("[0] * (len([1]) + 1000000000000)", K::Size, "the list would have more than 268435456 elements"),
        ("\"x\".pad_left(len([1]) + 1000000000000)", K::Size, "the string would be longer than 1 GiB"),
    ] {
        assert_eq!(failure(body), (kind, message.to_owned()), "{body}");
    }
}

#[test]
fn a_failure_names_its_line_and_the_calls_that_led_there() {
    let module = Module::new(
        "fn inner(xs: [int], i: int) -> int { xs[i] }
         fn outer(xs: [int]) -> int {
             inner(xs, 1) + inner(xs, 5)
         }
         task t(xs: [int]) -> int { outer(xs) }",
    );
    let failed = module.run("t", &[Value::list(vec![Value::Int(1), Value::Int(2)])]).unwrap_err();
    assert_eq!(module.text(failed.span), "xs[i]");
    let trace: Vec<(&str, &str)> = failed.trace.iter().map(|(name, span)| (name.as_str(), module.text(*span))).collect();
    assert_eq!(trace, [("outer", "inner(xs, 5)"), ("t", "outer(xs)")]);
}

#[test]
fn runaway_recursion_is_an_error_and_the_machine_goes_on() {
    let module = Module::new(
        "fn down(n: int) -> int { down(n + 1) }
         fn deep(n: int) -> int { if n == 0 { 0 } else { 1 + deep(n - 1) } }
         task runaway() -> int { down(0) }
         task fine() -> int { deep(9990) }",
    );
    let code = module.code();
    let mut machine = Machine::new(&code, NoHost);
    for _ in 0..2 {
        let failed = machine.run(module.task("runaway"), &[]).unwrap_err();
        assert_eq!(failed.kind, FailureKind::Recursion);
        assert_eq!(failed.message, "runaway recursion: calls nest deeper than 10000");
        assert_eq!(machine.run(module.task("fine"), &[]).unwrap(), [Value::Int(9990)]);
    }
}

#[test]
fn a_timeout_ends_a_loop_and_can_be_retried() {
    let module = subject("", "var n = 0\nwhile n >= 0 { n = (n + 1) % 7 }\nn");
    let code = module.code();
    let mut machine = Machine::new(&code, NoHost);
    let time = Duration::from_millis(20);
    machine.set_timeout(Some(Timeout { after: time, given: time, by: Bound::Task, clock: Instant::now }));
    let failed = machine.run(module.task("subject"), &[]).unwrap_err();
    assert_eq!(failed.kind, FailureKind::Timeout);
    assert!(failed.is_retryable());
}

/// Each is a body, with `«` and `»` around the loop that does not end. What comes before the loop has ended.
const ENDLESS: [&str; 16] = [
    "log(\"before\")\n«while true {\n n += 1\n n -= 1\n}»\nn",
    "log(\"before\")\n«while true { }»\nn",
    "«while true { }»\nn",
    "log(\"before\")\n«while true { if n > 0 { continue } }»\nn",
    "log(\"before\")\n«while true { n = if n > 0 { 0 } else { 1 } }»\nn",
    "log(\"before\")\n«while true { match n {\n 0 => { n = 1 }\n _ => { n = 0 }\n} }»\nn",
    "log(\"before\")\n«while n < 10 { n = n % 7 }»\nn",
    "log(\"before\")\n«while [n].len() > 0 { n = n % 7 }»\nn",
    "log(\"before\")\n«for i in range(1000000000000000) { n = i % 7 }»\nn",
    "log(\"before\")\n«for i in range(1000000000000000, 0, -7) { n = i % 7 }»\nn",
    "log(\"before\")\nfor i in range(3) {\n log(i)\n «while true { n = i }»\n}\nn",
    "log(\"before\")\n«while true {\n for i in range(3) { n = i }\n}»\nn",
    "log(\"before\")\nlet m = if n == 0 {\n log(\"within\")\n «while true { n += 0 }»\n 1\n} else { 2 }\nm",
    "log(\"before\")\n«let xs = [i for i in range(1000000000000000) if i < 0]»\nlen(xs)",
    "log(\"before\")\nlet xs = [1, 2].map(|x| {\n log(x)\n var k = x\n «while true { k = x }»\n k\n})\nlen(xs)",
    "log(\"before\")\n«let xs = {str(i): i for i in range(1000000000000000) for j in range(9) if i + j < 0}»\nlen(xs)",
];

#[test]
fn a_timeout_points_into_the_loop() {
    for marked in ENDLESS {
        let text = format!("task subject() -> int {{\nvar n = 0\n{marked}\n}}\n");
        let start = text.find('«').unwrap();
        let end = text.find('»').unwrap() - '«'.len_utf8();
        let module = Module::new(&text.replace(['«', '»'], ""));
        let code = module.code();
        let mut machine = Machine::new(&code, NoHost);
        let time = Duration::from_millis(5);
        for _ in 0..3 {
            machine.set_timeout(Some(Timeout { after: time, given: time, by: Bound::Task, clock: Instant::now }));
            let failed = machine.run(module.task("subject"), &[]).unwrap_err();
            let (from, to) = (failed.span.start as usize, failed.span.end as usize);
            assert_eq!(failed.kind, FailureKind::Timeout);
            assert!(start <= from && from < to && to <= end, "`{}` in {marked}", module.text(failed.span));
        }
    }
}

/// Recursions without a jump, and one whose constants come before its code because a loop uses them.
#[test]
fn a_timeout_points_into_a_recursion() {
    for functions in [
        "fn even(n: int) -> int { if n == 0 { 0 } else { odd(n - 1) + odd(n - 1) } }
         fn odd(n: int) -> int { if n == 0 { 1 } else { even(n - 1) + even(n - 1) } }",
        "fn even(n: int) -> int { [n].map(|x| if x == 0 { 0 } else { even(x - 1) + even(x - 1) })[0] }",
        "fn even(n: int) -> int {
             if n < 0 { for i in range(n) { if i == 77777777777 { log(1234567890123) } } }
             if n == 0 { 0 } else { even(n - 1) + even(n - 1) }
         }",
    ] {
        let task = "task subject() -> int {\nlog(\"before\")\neven(200)\n}\n";
        let module = Module::new(&format!("\n{functions}\n{task}"));
        let code = module.code();
        let mut machine = Machine::new(&code, NoHost);
        for micros in [2000, 2500, 3000, 3500] {
            // On a busy machine so short a time may pass before the call: then it gets more.
            let is_within = |times: u64| {
                let time = Duration::from_micros(micros * times);
                machine.set_timeout(Some(Timeout { after: time, given: time, by: Bound::Task, clock: Instant::now }));
                let failed = machine.run(module.task("subject"), &[]).unwrap_err();
                assert_eq!(failed.kind, FailureKind::Timeout);
                let (from, to) = (failed.span.start as usize, failed.span.end as usize);
                1 <= from && from < to && to <= functions.len() + 1
            };
            assert!([1, 10, 100].into_iter().any(is_within), "{functions}");
        }
    }
}

/// A host that gives up, knows one secret, and keeps the log.
#[derive(Default)]
struct Recording {
    log: std::sync::Mutex<Vec<String>>,
    gives_up: bool,
}

impl Provider for Recording {
    fn secret(&self, name: &str) -> Result<String, String> {
        if name == "db/password" { Ok("hunter2".to_owned()) } else { Err(format!("no `{name}`")) }
    }

    fn env(&self, name: &str) -> Result<String, String> {
        Ok(format!("${name}"))
    }

    fn now(&self) -> i64 {
        0
    }
}

impl Host for Recording {
    fn log(&self, message: &str, _span: Span) {
        self.log.lock().unwrap().push(message.to_owned());
    }

    fn interrupted(&self) -> Option<Interrupt> {
        self.gives_up.then_some(Interrupt::Cancelled)
    }
}

fn run_with(host: &Recording, text: &str) -> Result<Vec<Value>, Failure> {
    let module = Module::new(text);
    let code: Code = module.code();
    Machine::new(&code, host).run(module.task("t"), &[])
}

#[test]
fn the_host_logs_and_gives_secrets() {
    let host = Recording::default();
    let text = "task t() -> str with { secrets: [\"db/password\"], env: { REGION: \"eu\" } } {
        log(\"plain\")
        log([1.0])
        secret(\"db/password\") + env(\"REGION\")
    }";
    assert_eq!(run_with(&host, text).unwrap(), [Value::str("hunter2$REGION")]);
    assert_eq!(*host.log.lock().unwrap(), ["plain", "[1.0]"]);
}

#[test]
fn a_host_that_gives_up_ends_loops_and_recursion() {
    let host = Recording { gives_up: true, ..Recording::default() };
    for text in [
        "task t() -> int { var n = 0\nwhile true { n = (n + 1) % 9 }\nn }",
        "task t() -> int { var n = 0\nfor i in range(1000000000000) { n = (n + i) % 9 }\nn }",
        "fn f(n: int) -> int { if n == 0 { 0 } else { f(n - 1) + f(n - 1) } }\ntask t() -> int { f(60) }",
    ] {
        assert_eq!(run_with(&host, text).unwrap_err().kind, FailureKind::Cancelled, "{text}");
    }
}

#[test]
fn inputs_of_the_wrong_kind_are_an_error() {
    let module = Module::new("task t(a: int, xs: [int]) -> int { a + xs[0] }");
    for inputs in [
        vec![],
        vec![Value::str("x"), Value::list(vec![])],
        vec![Value::Int(1), Value::Int(2)],
        vec![Value::Int(1), Value::list(vec![Value::None])],
    ] {
        assert_eq!(module.run("t", &inputs).unwrap_err().kind, FailureKind::Invalid, "{inputs:?}");
    }
}

#[test]
fn deeply_nested_code_runs() {
    let calls = format!("{}1{}", "inc(".repeat(200), ")".repeat(200));
    assert_eq!(super::value_with("fn inc(n: int) -> int { n + 1 }", &calls), "201");
    let lists = format!("{}1{}", "[".repeat(100), "]".repeat(100));
    assert_eq!(super::value(&lists), lists);
    let branches = format!("let n = 1\n{}7{}", "if n > 0 { ".repeat(100), " } else { 0 }".repeat(100));
    assert_eq!(super::value(&branches), "7");
    let sum = format!("let n = 1\n{}n", "n + ".repeat(200));
    assert_eq!(super::value(&sum), "201");
}
