//! What binds to what, and what does not.

use super::{checked, marked_after, sound};

const TASKS: &str = "\
struct Point {
    x: float
    y: float
    tags: [str]
    note: str?
}

enum Tier { basic, gold }

task add(a: int, b: int) -> int { a + b }
task root(x: float) -> float { sqrt(x) }
task sum(xs: [int]) -> int { xs.sum() }
task origin() -> Point { Point { x: 0.0, y: 0.0, tags: [], note: none } }
task show(s: str) -> str { s }
task note(s: str) { log(s) }
task pair(a: int) -> (int, str) { (a, str(a)) }
task stats(xs: [float]) -> (mean: float, std: float) { (mean: xs.mean(), std: xs.stddev()) }
task maybe(x: int?) -> int { x ?? 0 }
task tier(t: Tier) -> str { str(t) }
task table(m: {str: [int]}) -> {str: [int]} { m }
task keep(p: Point) -> Point { p }
task any(j: json) -> json { j }

";

/// Checks workflows, separated by empty lines, that are marked with their findings.
#[track_caller]
fn marked(workflows: &str) {
    marked_after(TASKS, workflows);
}

#[test]
fn literals_take_the_expected_type() {
    marked(
        r#"
        workflow w() -> float {
            root(x: 6)
        }

        workflow w() -> str {
            tier(t: "gold")
        }

        workflow w() -> str {
            tier(t: Tier.basic)
        }

        workflow w() -> int {
            add(a: 60 * 60, b: -1)
        }

        workflow w() -> int {
            maybe(x: none)
        }

        workflow w() -> int {
            maybe()
        }

        workflow w() -> json {
            any(j: {"a": 1, "b": [true, "c"]})
        }
        "#,
    );
}

#[test]
fn names_may_be_of_constants_and_lists() {
    marked(
        "
        workflow w(x: int) -> int {
            let n = 5
            let xs = [n, x, add(a: x, b: n)]
            let s = sum(xs: xs)
            add(a: s, b: sum(xs: xs))
        }

        workflow w() -> float {
            let n = 5
            let a = add(a: n, b: 1)
            root(x: n) after a
        }

        workflow w() -> float {
            let n: int = 5
            root(x: n)
                    ^ W008 `root` expects `float` for `x`, but got `int`
        }
        ",
    );
}

#[test]
fn nodes_of_a_named_list_are_made_once() {
    let workflow = "workflow w(x: int) -> int {\n    let xs = [add(a: x, b: 1)]\n    add(a: sum(xs: xs), b: sum(xs: xs))\n}\n";
    let program = sound(&format!("{TASKS}{workflow}"));
    assert_eq!(program.workflows[0].nodes.len(), 4);
}

#[test]
fn ways_into_values_are_typed() {
    marked(
        r#"
        workflow w() -> float {
            let p = origin()
            root(x: p.x)
        }

        workflow w() -> str {
            let p = origin()
            show(s: p.tags[0])
        }

        workflow w() -> int {
            let m = table(m: {"a": [1]})
            add(a: m["a"][0], b: 1)
        }

        workflow w(p: Point) -> str {
            show(s: p.tags[0])
        }

        workflow w() -> float {
            let s = stats(xs: [1, 2])
            root(x: s.mean)
        }

        workflow w() -> int {
            let r = pair(a: 1)
            add(a: r.o0, b: 2)
        }

        workflow w() -> str {
            let p = origin()
            show(s: p.tags[-1])
                           ^^ W012 a workflow cannot count from the end of a list
        }

        workflow w() -> str {
            let p = origin()
            show(s: p.note.x)
                    ^^^^^^ W012 a workflow cannot look into an optional value
        }

        workflow w(j: json) -> json {
            any(j: j.a)
                   ^ W012 a workflow cannot look into a JSON value
        }

        workflow w(m: {str: [int]}) -> int {
            sum(xs: m.a)
                      ^ W012 `{str: [int]}` has keys, not fields
        }

        workflow w(xs: [int], i: int) -> int {
            add(a: xs[i], b: 1)
                      ^ W012 an index or key in a workflow must be constant
        }

        workflow w() -> str {
            let p = origin()
            show(s: p.tag)
                      ^^^ W011 the struct `Point` has no field `tag`
        }

        workflow w() -> float {
            let s = stats(xs: [1.0])
            root(x: s.men)
                      ^^^ W011 `stats` has no output `men`
        }
        "#,
    );
}

#[test]
fn edges_convert_nothing() {
    marked(
        "
        workflow w(i: int) -> float {
            root(x: i)
                    ^ W008 `root` expects `float` for `x`, but got `int`
        }

        workflow w(i: int?) -> int {
            add(a: i, b: 1)
                   ^ W008 `add` expects `int` for `a`, but got `int?`
        }

        workflow w(i: int) -> int {
            maybe(x: i)
        }

        workflow w(s: str) -> str {
            tier(t: s)
                    ^ W008 `tier` expects `Tier` for `t`, but got `str`
        }

        workflow w(i: int) -> str {
            add(a: i, b: 1)
            ^^^^^^^^^^^^^^^ W008 the output of workflow `w` is `str`, but got `int`
        }

        workflow w(xs: [int]) -> int {
            add(a: xs, b: 1)
                   ^^ W008 `add` expects `int` for `a`, but got `[int]`
        }

        workflow w(x: int) -> int {
            add(a: [x], b: 1)
                   ^^^ W008 `add` expects `int` for `a`, but got a list
        }
        ",
    );
}

#[test]
fn computing_is_for_tasks() {
    marked(
        r#"
        workflow w(x: int) -> int {
            add(a: x + 1, b: 2)
                     ^ W001 `+` is not allowed in a workflow, which connects nodes and computes nothing
        }

        workflow w(s: str) -> str {
            show(s: f"<{s}>")
                    ^^^^^^^^ W001 an interpolated string is not allowed in a workflow, which connects nodes and computes nothing
        }

        workflow w(xs: [int]) -> int {
            sum(xs: xs[1:])
                    ^^^^^^ W001 a slice is not allowed in a workflow, which connects nodes and computes nothing
        }

        workflow w(xs: [int]) -> int {
            sum(xs: xs.sort())
                       ^^^^ W001 a call of `.sort` is not allowed in a workflow, which connects nodes and computes nothing
        }

        workflow w(xs: [int]) -> int {
            add(a: len(xs), b: 1)
                   ^^^ W003 a call of the builtin `len` is not allowed in a workflow, which connects nodes and computes nothing
        }

        workflow w(xs: [int]) -> int {
            sum(xs: [x + 1 for x in xs])
                    ^^^^^^^^^^^^^^^^^^^ W001 a comprehension is not allowed in a workflow, which connects nodes and computes nothing
        }

        workflow w(x: float) -> Point {
            keep(p: Point { x: x, y: 0.0, tags: [], note: none })
                               ^ W013 a workflow cannot build a value of the struct `Point`
        }
        "#,
    );
}

#[test]
fn later_parts_are_one_finding_each() {
    marked(
        r#"
        workflow w(x: int) -> int {
            let y = if x > 1 { add(a: x, b: 1) } else { add(a: x, b: 2) }
                    ^^ U001 this version does not compile `if` in a workflow yet
            add(a: y, b: 1)
        }

        workflow w(x: int) -> int {
            let t = sleep(10s)
                    ^^^^^ U001 this version does not compile `sleep` yet
            add(a: x, b: 1) after t
        }

        workflow w(x: int) -> int {
            let ok = approve("n", x)
                     ^^^^^^^ U001 this version does not compile `approve` yet
            add(a: ok, b: 1)
        }

        workflow w(x: int) -> int {
            let t: int = await_input("n", timeout: 1h)
                         ^^^^^^^^^^^ U001 this version does not compile `await_input` yet
            add(a: t, b: x)
        }
        "#,
    );
}

#[test]
fn lists_of_lists_end_before_memory_does() {
    // Thirty doublings are a value of 2^30 parts.
    let mut body = "let a0 = [x, x]\n".to_owned();
    for at in 1..30 {
        body += &format!("let a{at} = [a{0}, a{0}]\n", at - 1);
    }
    let ty = format!("{}int{}", "[".repeat(30), "]".repeat(30));
    let text = format!("task deep(xs: {ty}) -> int {{ 1 }}\nworkflow w(x: int) -> int {{\n{body}deep(xs: a29)\n}}\n");
    let (_, found) = checked(&text);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].message.contains("more than 1000000 parts"), "{found:#?}");
}
