//! What binds to what, and what does not.

use super::findings;

/// A workflow of this body over a few tasks.
fn workflow(head: &str, body: &str) -> String {
    let tasks = "\
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
    format!("{tasks}\nworkflow w{head} {{\n{body}\n}}\n")
}

/// The messages of the findings of such a workflow.
fn messages(head: &str, body: &str) -> Vec<String> {
    let messages = findings(&workflow(head, body)).into_iter();
    messages.map(|found| found.splitn(3, ' ').nth(2).unwrap_or_default().to_owned()).collect()
}

fn accepted(head: &str, body: &str) {
    assert_eq!(messages(head, body), Vec::<String>::new(), "{body}");
}

#[test]
fn literals_take_the_expected_type() {
    accepted("() -> float", "root(x: 6)");
    accepted("() -> str", "tier(t: \"gold\")");
    accepted("() -> str", "tier(t: Tier.basic)");
    accepted("() -> int", "add(a: 60 * 60, b: -1)");
    accepted("() -> int", "maybe(x: none)");
    accepted("() -> int", "maybe()");
    accepted("() -> json", "any(j: {\"a\": 1, \"b\": [true, \"c\"]})");
}

#[test]
fn names_may_stand_for_constants_and_lists() {
    accepted("(x: int) -> int", "let n = 5\nlet xs = [n, x, add(a: x, b: n)]\nlet s = sum(xs: xs)\nadd(a: s, b: sum(xs: xs))");
    accepted("() -> float", "let n = 5\nlet a = add(a: n, b: 1)\nroot(x: n) after a");
    assert_eq!(messages("() -> float", "let n: int = 5\nroot(x: n)"), ["`root` expects `float` for `x`, but got `int`"]);
}

#[test]
fn nodes_of_a_named_list_are_made_once() {
    let (program, found) = super::checked(&workflow("(x: int) -> int", "let xs = [add(a: x, b: 1)]\nadd(a: sum(xs: xs), b: sum(xs: xs))"));
    assert!(found.is_empty(), "{found:#?}");
    assert_eq!(program.workflows[0].nodes.len(), 4);
}

#[test]
fn ways_into_values_are_typed() {
    accepted("() -> float", "let p = origin()\nroot(x: p.x)");
    accepted("() -> str", "let p = origin()\nshow(s: p.tags[0])");
    accepted("() -> int", "let m = table(m: {\"a\": [1]})\nadd(a: m[\"a\"][0], b: 1)");
    accepted("(p: Point) -> str", "show(s: p.tags[0])");
    accepted("() -> float", "let s = stats(xs: [1, 2])\nroot(x: s.mean)");
    accepted("() -> int", "let r = pair(a: 1)\nadd(a: r.o0, b: 2)");
    let into = |head, body: &str| messages(head, body).remove(0);
    assert_eq!(into("() -> str", "let p = origin()\nshow(s: p.tags[-1])"), "a workflow cannot count from the end of a list");
    assert_eq!(into("() -> str", "let p = origin()\nshow(s: p.note.x)"), "a workflow cannot look into an optional value");
    assert_eq!(into("(j: json) -> json", "any(j: j.a)"), "a workflow cannot look into a JSON value");
    assert_eq!(into("(m: {str: [int]}) -> int", "sum(xs: m.a)"), "`{str: [int]}` has keys, not fields");
    assert_eq!(into("(xs: [int], i: int) -> int", "add(a: xs[i], b: 1)"), "an index or key in a workflow must be constant");
    assert_eq!(into("() -> str", "let p = origin()\nshow(s: p.tag)"), "the struct `Point` has no field `tag`");
    assert_eq!(into("() -> float", "let s = stats(xs: [1.0])\nroot(x: s.men)"), "`stats` has no output `men`");
}

#[test]
fn edges_convert_nothing() {
    let edge = |head, body: &str| messages(head, body);
    assert_eq!(edge("(i: int) -> float", "root(x: i)"), ["`root` expects `float` for `x`, but got `int`"]);
    assert_eq!(edge("(i: int?) -> int", "add(a: i, b: 1)"), ["`add` expects `int` for `a`, but got `int?`"]);
    accepted("(i: int) -> int", "maybe(x: i)");
    assert_eq!(edge("(s: str) -> str", "tier(t: s)"), ["`tier` expects `Tier` for `t`, but got `str`"]);
    assert_eq!(edge("(i: int) -> str", "add(a: i, b: 1)"), ["the output of workflow `w` is `str`, but got `int`"]);
    assert_eq!(edge("(xs: [int]) -> int", "add(a: xs, b: 1)"), ["`add` expects `int` for `a`, but got `[int]`"]);
    assert_eq!(edge("(x: int) -> int", "add(a: [x], b: 1)"), ["`add` expects `int` for `a`, but got a list"]);
}

#[test]
fn computing_is_for_tasks() {
    let one = |head, body: &str| {
        let mut found = messages(head, body);
        assert_eq!(found.len(), 1, "{found:#?}");
        found.remove(0)
    };
    assert_eq!(
        one("(x: int) -> int", "add(a: x + 1, b: 2)"),
        "`+` is not allowed in a workflow, which connects nodes and computes nothing"
    );
    assert_eq!(
        one("(s: str) -> str", "show(s: f\"<{s}>\")"),
        "an interpolated string is not allowed in a workflow, which connects nodes and computes nothing"
    );
    assert_eq!(
        one("(xs: [int]) -> int", "sum(xs: xs[1:])"),
        "a slice is not allowed in a workflow, which connects nodes and computes nothing"
    );
    assert_eq!(
        one("(xs: [int]) -> int", "sum(xs: xs.sort())"),
        "a call of `.sort` is not allowed in a workflow, which connects nodes and computes nothing"
    );
    assert_eq!(
        one("(xs: [int]) -> int", "add(a: len(xs), b: 1)"),
        "a call of the builtin `len` is not allowed in a workflow, which connects nodes and computes nothing"
    );
    assert_eq!(
        one("(xs: [int]) -> int", "sum(xs: [x + 1 for x in xs])"),
        "a comprehension is not allowed in a workflow, which connects nodes and computes nothing"
    );
    assert_eq!(
        one("(x: float) -> Point", "keep(p: Point { x: x, y: 0.0, tags: [], note: none })"),
        "a workflow cannot build a value of the struct `Point`"
    );
}

#[test]
fn later_parts_are_one_finding_each() {
    let codes = |body: &str| findings(&workflow("(x: int) -> int", body)).iter().map(|found| found[..4].to_owned()).collect::<Vec<_>>();
    assert_eq!(codes("let y = if x > 1 { add(a: x, b: 1) } else { add(a: x, b: 2) }\nadd(a: y, b: 1)"), ["U001"]);
    assert_eq!(codes("let t = sleep(10s)\nadd(a: x, b: 1) after t"), ["U001"]);
    assert_eq!(codes("let ok = approve(\"n\", x)\nadd(a: ok, b: 1)"), ["U001"]);
    assert_eq!(codes("let t: int = await_input(\"n\", timeout: 1h)\nadd(a: t, b: x)"), ["U001"]);
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
    let found = findings(&text);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].contains("more than 1000000 parts"), "{found:#?}");
}
