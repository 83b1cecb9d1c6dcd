//! Mistakes that habits of other languages bring along: each is one finding, with a repair that gives a sound program.

use super::analyse;
use crate::testing::check_each_marked;

const ITEMS: &str = "
struct Event { at: datetime, took: duration, tags: [str] }
enum Tier { basic, gold, top }
";

#[track_caller]
fn marked(tasks: &str) {
    check_each_marked(tasks, |task| format!("{ITEMS}{task}"), |text| analyse(text).1);
}

/// Applies the fix of the only finding of a program, and checks that the result has no findings.
#[track_caller]
fn repaired(task: &str, after: &str) {
    let text = format!("{ITEMS}{task}\n");
    let (_, found) = analyse(&text);
    let [finding] = found.as_slice() else { panic!("one finding is expected, and not {found:?}") };
    let fix = finding.fix.as_ref().unwrap_or_else(|| panic!("a fix is expected: {finding:?}"));
    let mut edits: Vec<_> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let mut result = text;
    for edit in edits {
        result.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    assert_eq!(result, format!("{ITEMS}{after}\n"));
    let (_, found) = analyse(&result);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_value_that_is_a_condition_becomes_a_test() {
    repaired(
        "task t(rows: [int]) -> int { if rows { 1 } else { 2 } }",
        "task t(rows: [int]) -> int { if not rows.is_empty() { 1 } else { 2 } }",
    );
    repaired("task t(left: int) -> int { if left { 1 } else { 2 } }", "task t(left: int) -> int { if left != 0 { 1 } else { 2 } }");
    repaired("task t(on: bool?) -> int { if on { 1 } else { 2 } }", "task t(on: bool?) -> int { if on ?? false { 1 } else { 2 } }");
    repaired("task t(word: str) -> bool { not word }", "task t(word: str) -> bool { word.is_empty() }");
    repaired("task t(wait: duration) -> bool { not (wait * 2) }", "task t(wait: duration) -> bool { (wait * 2) == 0s }");
    repaired(
        "task t(xs: [str]) -> [str] { xs.filter(|x| x.trim()) }",
        "task t(xs: [str]) -> [str] { xs.filter(|x| not x.trim().is_empty()) }",
    );
    repaired("task t(xs: [int], on: bool) -> bool { on and xs }", "task t(xs: [int], on: bool) -> bool { on and not xs.is_empty() }");
}

#[test]
fn or_and_and_of_values_choose_one() {
    repaired("task t(given: int?) -> int { given or 100 }", "task t(given: int?) -> int { given ?? 100 }");
    repaired("task t(name: str) -> str { name or \"x\" }", "task t(name: str) -> str { if name.is_empty() { \"x\" } else { name } }");
    marked(
        "
        task t(name: str?) -> str? { name and name.upper() }
                                     ^^^^ T001 each side of `and` must be `bool`, but this is `str?`
        ",
    );
}

#[test]
fn a_condition_that_was_reported_says_nothing() {
    marked(
        "
        task t(n: int?) -> int { if n { n + 1 } else { 0 } }
                                    ^ T001 a condition must be `bool`, but this is `int?`

        task t(n: int?, m: int?) -> int { (n or m) or 3 }
                                           ^ T001 each side of `or` must be `bool`, but this is `int?`

        task t(xs: [int]) -> bool { xs or false }
                                    ^^ T001 each side of `or` must be `bool`, but this is `[int]`
        ",
    );
    repaired("task t(n: int) -> str { \"n = \" + n }", "task t(n: int) -> str { \"n = \" + str(n) }");
}

#[test]
fn what_may_be_none_gets_a_default() {
    repaired("task t(m: {str: int}) -> int { m.get(\"a\") + 1 }", "task t(m: {str: int}) -> int { (m.get(\"a\") ?? 0) + 1 }");
    repaired("task t(xs: [int?]) -> [int] { xs }", "task t(xs: [int?]) -> [int] { [x for x in xs if x != none] }");
    repaired("task t(m: {str: int}) -> int { m[\"a\"] ?? 0 }", "task t(m: {str: int}) -> int { m.get(\"a\") ?? 0 }");
    repaired("task t(text: str) -> int { int(text) ?? 0 }", "task t(text: str) -> int { parse_int(text) ?? 0 }");
    repaired("task t(xs: [int]) -> bool { xs != none }", "task t(xs: [int]) -> bool { not xs.is_empty() }");
}

#[test]
fn a_value_of_another_type_is_converted() {
    let event = |at: &str, took: &str, tags: &str| {
        format!("task t(day: str, span: str) -> Event {{ Event {{ at: {at}, took: {took}, tags: {tags} }} }}")
    };
    let right = ["datetime(day)", "duration(span)", "[day]"];
    repaired(&event("day", right[1], right[2]), &event(right[0], right[1], right[2]));
    repaired(&event("\"2030-01-02\"", right[1], right[2]), &event("datetime(\"2030-01-02\")", right[1], right[2]));
    repaired(&event(right[0], "span", right[2]), &event(right[0], right[1], right[2]));
    repaired(&event(right[0], "\"90 minutes\"", right[2]), &event(right[0], "90m", right[2]));
    repaired(&event(right[0], right[1], "\"a\""), &event(right[0], right[1], "[\"a\"]"));
    repaired("task t(xs: [int]) -> int { xs[len(xs) / 2] }", "task t(xs: [int]) -> int { xs[len(xs) // 2] }");
    repaired("task t(xs: [int]) -> [str] { xs }", "task t(xs: [int]) -> [str] { xs.map(|x| str(x)) }");
    repaired("task t(took: duration) -> float { took }", "task t(took: duration) -> float { total_seconds(took) }");
}

#[test]
fn a_variable_is_declared_with_the_type_that_it_needs() {
    repaired(
        "task t(xs: [float]) -> float {\n    var all = 0\n    for x in xs { all += x }\n    all / 2\n}",
        "task t(xs: [float]) -> float {\n    var all = 0.0\n    for x in xs { all += x }\n    all / 2\n}",
    );
    repaired(
        "task t(n: int) -> float {\n    var left = n\n    left = 0.5\n    left\n}",
        "task t(n: int) -> float {\n    var left = float(n)\n    left = 0.5\n    left\n}",
    );
    repaired(
        "task t(xs: [int]) -> int? {\n    var best = 0\n    if xs.is_empty() { best = none }\n    best\n}",
        "task t(xs: [int]) -> int? {\n    var best: int? = 0\n    if xs.is_empty() { best = none }\n    best\n}",
    );
    repaired(
        "task t() -> [float] {\n    var parts = [0, 0]\n    parts[0] = 1.5\n    parts\n}",
        "task t() -> [float] {\n    var parts: [float] = [0, 0]\n    parts[0] = 1.5\n    parts\n}",
    );
}

#[test]
fn a_name_that_is_assigned_first_is_declared() {
    repaired("task t(n: int) -> int {\n    m = n * 2\n    m + m\n}", "task t(n: int) -> int {\n    let m = n * 2\n    m + m\n}");
    repaired(
        "task t(xs: [int]) -> int {\n    sum_of = 0\n    for x in xs { sum_of += x }\n    sum_of\n}",
        "task t(xs: [int]) -> int {\n    var sum_of = 0\n    for x in xs { sum_of += x }\n    sum_of\n}",
    );
    repaired(
        "task t(n: int) -> str {\n    if n > 3 {\n        word = \"big\"\n    } else {\n        word = \"small\"\n    }\n    word\n}",
        "task t(n: int) -> str {\n    var word = \"\"\n    if n > 3 {\n        word = \"big\"\n    } else {\n        word = \"small\"\n    }\n    word\n}",
    );
}

#[test]
fn a_name_is_not_known_after_its_block() {
    marked(
        "
        task t(n: int) -> int {
            if n > 10 {
                let rate = 2
            } else {
                let rate = 3
            }
            rate * n + rate
            ^^^^ N001 cannot find `rate` outside of the block that declares it
        }

        task t(xs: [int]) -> int {
            for x in xs { log(x) }
            x
            ^ N001 cannot find `x` outside of the block that declares it
        }
        ",
    );
}

#[test]
fn a_block_ends_with_the_value_that_it_names() {
    repaired("task t(a: int) -> int {\n    let b = a + 1\n}", "task t(a: int) -> int {\n    let b = a + 1\n    b\n}");
    repaired("task t(a: int) -> int { let b = a + 1 }", "task t(a: int) -> int { let b = a + 1; b }");
}

#[test]
fn variants_without_their_enum_are_one_finding() {
    repaired(
        "task t(tier: Tier) -> int {\n    match tier {\n        basic => 1\n        gold | top => 2\n    }\n}",
        "task t(tier: Tier) -> int {\n    match tier {\n        Tier.basic => 1\n        Tier.gold | Tier.top => 2\n    }\n}",
    );
    marked(
        "
        task t(tier: Tier) -> int {
            match tier {
                Tier.basc => 1
                     ^^^^ T008 the enum `Tier` has no variant `basc`
                Tier.gold => 2
            }
        }
        ",
    );
}

#[test]
fn a_string_is_made_anew() {
    repaired(
        "task t(word: str) -> str {\n    var w = word\n    w[0] = \"x\"\n    w\n}",
        "task t(word: str) -> str {\n    var w = word\n    w = w[:0] + \"x\" + w[1:]\n    w\n}",
    );
}
