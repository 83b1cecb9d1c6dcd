//! Values that are dropped: where that is a mistake, where it is not, and what is offered instead.

use super::{check_one, marked};
use crate::diagnostics::Fix;

/// The text after the fix of its only finding.
#[track_caller]
fn repaired(text: &str) -> String {
    let checked = check_one(text);
    let [finding] = checked.findings.as_slice() else { panic!("one finding is expected, and not {:#?}", checked.findings) };
    let Some(Fix { edits, .. }) = &finding.fix else { panic!("a fix is expected: {finding:#?}") };
    let mut text = text.to_owned();
    let mut edits = edits.clone();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    edits.iter().for_each(|edit| text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text));
    text
}

#[test]
fn calls_that_only_give_a_value() {
    marked(
        r#"
        task t(xs: [int], m: {str: int}, s: str) -> [int] {
            xs.sort()
            ^^^^^^^^^ T118 the value of this statement is never used
            m.merge({"a": 1})
            ^^^^^^^^^^^^^^^^^ T118 the value of this statement is never used
            for x in xs {
                log(x)
                s.upper()
                ^^^^^^^^^ T118 the value of this statement is never used
            }
            xs.map(|x| {
                s.trim()
                ^^^^^^^^ T118 the value of this statement is never used
                x
            })
        }

        task t(xs: [int]) -> [int] {
            log("this one is called for what it does")
            if len(xs) > 100 { fail("too many") }
            var r = rng(1)
            r.next_int(1, 6)
            xs.sort()
        }
        "#,
    );
}

#[test]
fn what_a_call_does_is_what_it_calls_does() {
    marked(
        r#"
        fn bumped(x: int) -> int { x + 1 }
        fn counted(n: int) -> int { if n > 0 { counted(n - 1) } else { 0 } }
        fn drawn(seed: int) -> int { var r = rng(seed)
            r.next_int(1, 6) }
        fn noted(x: int) -> int { log(x)
            x }
        fn through(x: int) -> int { noted(bumped(x)) }
        fn checked(x: int) -> int { assert x > 0
            x }
        task t(x: int) -> int {
            bumped(x)
            ^^^^^^^^^ T118 the value of this statement is never used
            counted(x)
            ^^^^^^^^^^ T118 the value of this statement is never used
            drawn(x)
            ^^^^^^^^ T118 the value of this statement is never used
            noted(x)
            through(x)
            checked(x)
            [1, 2].map(|y| through(y))
            [1, 2].map(|y| bumped(y))
            ^^^^^^^^^^^^^^^^^^^^^^^^^ T118 the value of this statement is never used
            noted(x) == 1
            ^^^^^^^^^^^^^ T118 the value of this statement is never used
            x
        }
        "#,
    );
}

#[test]
fn branches_that_have_values() {
    marked(
        r#"
        task t(n: int) -> str {
            if n > 100 { "big" }
                         ^^^^^ T118 the value of this statement is never used
            if n > 10 { "middle" } else { "small" }
        }

        task t(n: int) -> str {
            match n { 1 => "one", _ => "many" }
            ^^^^^^^ T118 the value of this `match` is never used
                           ~~~~~ T118 computed, but not used
                                       ~~~~~~ T118 computed, but not used
            if n > 10 { "large" } else if n > 5 { "middle" } else { "small" }
            ^^^^^^^^^ T118 the value of this `if` is never used
                        ~~~~~~~ T118 computed, but not used
                                                  ~~~~~~~~ T118 computed, but not used
            ""
        }

        task t(n: int) -> [int] {
            if n > 5 { [] }
                       ^^ T118 the value of this statement is never used
            match n { 1 => log("one"), _ => none }
                                            ^^^^ T118 the value of this arm is never used
            if n > 3 { log("many") } else { }
            match n { 1 => log("one"), _ => { } }
            [n]
        }
        "#,
    );
}

#[test]
fn the_fix_writes_what_was_meant() {
    let of = |before: &str, after: &str| {
        let around = |statement: &str| format!("task t(xs: [int]) -> [int] {{\n    var ys = xs\n    {statement}\n    ys\n}}\n");
        assert_eq!(repaired(&around(before)), around(after));
    };
    of("ys.sort()", "ys = ys.sort()");
    of("reverse(ys)", "ys = reverse(ys)");
    of("if len(xs) > 3 { xs }", "if len(xs) > 3 { return xs }");
    of("if len(xs) > 3 { ys.sort() }", "if len(xs) > 3 { ys = ys.sort() }");
    of("\"now to the result\"", "# now to the result");
    of("match len(xs) { 1 => log(\"one\"), _ => none }", "match len(xs) { 1 => log(\"one\"), _ => { } }");
}

#[test]
fn what_cannot_be_assigned_is_given_a_name() {
    let text = "task t(xs: [int]) -> [int] {\n    let ys = xs\n    ys.sort()\n    ys\n}\n";
    assert_eq!(check_one(text).helps(), ["T118 to end with this value, write `ys.sort()`"]);
    let text = "task t(xs: [int]) -> [int] {\n    xs.sort()\n    return xs\n}\n";
    assert_eq!(check_one(text).helps(), ["T118 to end with this value, write `return xs.sort()`"]);
    assert_eq!(repaired(text), "task t(xs: [int]) -> [int] {\n    return xs.sort()\n}\n");
    let help = "T118 give it a name, such as `let changed = ys.sort()`, and use that instead of `ys` after it; or remove it";
    let text = "task t(xs: [int]) -> int {\n    let ys = xs\n    ys.sort()\n    ys[0]\n}\n";
    assert_eq!(check_one(text).helps(), [help]);
    let captured =
        "task t(xs: [int]) -> [int] {\n    var ys = xs\n    ys = xs.map(|x| {\n        ys.sort()\n        x\n    })\n    ys\n}\n";
    assert_eq!(check_one(captured).helps(), [help]);
}

#[test]
fn a_string_in_a_branch_or_loop_is_a_value() {
    let text = "task t(xs: [int]) -> int {\n    for x in xs {\n        if x > 3 {\n            \"many\"\n        }\n    }\n    1\n}\n";
    let help =
        "T118 an `if` without `else` has no value: to use this one, assign it to a `var` that is declared before the `if`; or remove it";
    assert_eq!(check_one(text).helps(), [help]);
}

#[test]
fn a_chain_without_a_last_else_is_one_finding() {
    marked(
        r#"
        task t(x: int) -> int {
                          ~~~ T113 the result is declared as `int` here
            if x > 10 { 10 } else if x < 0 { 0 }
            ^^ T113 this `if` has no `else`, but `int` is expected on every path
        }
        "#,
    );
}
