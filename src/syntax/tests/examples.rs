//! Whole modules that must be read without a finding.

use super::module;
use crate::syntax::ast::ItemKind;

pub(super) const PRICING: &str = r#"##! Pricing: the map-task patterns.

## One line of an order.
struct MapInput {
    quantity: float
    price: float
    shipping: float = 0.0
}

## Adds two and writes the number out.
task a_mappable_task(a: int) -> str {
    let inc = a + 2
    str(inc)
}

task coalesce(b: [str]) -> str {
    b.join("")
}

## Maps over `a`, then reduces.
workflow my_map_workflow(a: [int]) -> str {
    let mapped_out = map a_mappable_task(a) with {
        requests: { mem: "300Mi" }
        limits: { mem: "500Mi" }
        retries: 1
    }
    coalesce(mapped_out)
}

task prepare_map_inputs(list_q: [float], p: float, s: float) -> [MapInput] {
    [MapInput { quantity: q, price: p, shipping: s } for q in list_q]
}

task mappable_task(input: MapInput) -> float {
    input.quantity * input.price * input.shipping
}

workflow multiple_workflow(list_q: [float], p: float, s: float) -> [float] {
    let prepared = prepare_map_inputs(list_q, p, s)
    map mappable_task(prepared)
}
"#;

pub(super) const EVERYTHING: &str = r##"#!/usr/bin/env flightplan
##! Top.
##! Second line.

import shared.pricing.{MapInput, prepare as prep}
import a.{
    b,
    c as d,
}

const REGION: str = "eu-west-1"
const LIMITS = {"a": 1, "b": [1, 2]}
const P = Point { x: 1, y: -2 }
const WAIT = 1h30m   # trailing
type Prices = {str: float}
type Any = int | str |
    none

struct Point {
    ## The abscissa.
    x: int
    y: int = -1, z: file<"csv">
    t: table<{a: int, "b.c": str}>
    u: int??
    `type`: [str?], after: int
    with: int
}

struct Empty {}

enum Tier { basic, gold = "GOLD" }
enum Color {
    ## Like blood.
    red
    green
}

fn upperhalf(a: int) -> int { a // 2 + 1 }
fn fact(n: int) -> int { if n <= 1 { 1 } else { n * fact(n - 1) } }

task stats(
    ## The numbers.
    xs: [float],
    err: error? = none,
)
    -> (mean: float, std: float)
    with {
        retries: 3, timeout: 1h
        interruptible
        secrets: ["a/b", { group: "g", key: "k" }]
        env: {
            "A": "b"
            type: "x"
        }
        image: REGION
    } {
    var total = 0.0
    for i, x in xs.enumerate() {
        if x < 0 and not (x == -1) or x not in [1, 2] { continue }
        total += x * 2 ** -1
        xs[0].a["k"] -= 1
    }
    while total > 1_000 { total //= 10 ; break }
    let a = if total > 1 {
        1
    } else if total < -1 {
        2
    } else { 3 }
    let label = match tier {
        Tier.gold | Tier.basic => "x"
        n: int => { str(n) }
        none => return none
        "a" | "b" if a > 1 => "c", -1 => "neg"
        _ => fail("no")
    }
    let s = f"n = {a:.2f} {{braces}} {m["k"]} {f"{a}{b}"} \{x\}"
    let t = f"""
        a {
            a
            + 1 # comment
        } "quoted" ""
        """
    let m = {
        "a": 1,
        "b": 2
    }
    let q = xs
        .map(|x| x + 1)
        .filter(|(a, b)| { a > b })
        .fold(0, |acc, x| acc
            + x)
    let z = a +
        b
        * c
        and d
        not in e
    let sliced = xs[1:][:2][a:b][-1]
    let c = {k: v for k, v in m if v > 1 for z in v}
    let e = [x for x in xs]
    let r = r"\d+" + r#"a"b"# + """x"""
    assert a > 1, "message"
    assert (a)
    let (mean, (x, _)) = (a, (b, 1))
    let y = x ?? 3
    let d = -2d + 1.5s - 250us
    let n = none
    let f = file("x")
    let g: int? = none
    (mean: mean, std: 0.5)
}

task raw(x: int) -> str container {
    image: "alpine"
    command: ["sh", "-c", "echo ${x}"]
}
task py(x: int) -> str with { cache: "v1" } python "a.b:c"
task py2(x: int) -> str python "a.b:c" { type: "spark", config: {a: 1} }
task plug() plugin "snowflake" { sql: "select 1" }
task ext(a: int) extern "p:d:n@v"
workflow wext(a: int) -> str extern "p:d:n@v"

workflow wf(a: int, b: [int]) -> (int, str)
with { failure_policy: fail_after_executable_nodes_complete, interruptible, on_failure: cleanup, tags: ["a"] } {
    let (x, y) = stats(a: a, b: mul(a: 3, b: 2))
    let m = map zip f(a: each b, c: each [1, 2], p: 3) after x, y
    let l = launch nightly(a: 1)
        with { retries: 1 }
        after m
    let k = map launch nightly(b)
    let map = 3
    let r = if x > 1 and y == "a" {
        f(x)
    } else if y == "b" { g(x) }
    else {
        fail("why")
    }
    approve("name", x, timeout: 1h)
    sleep(10s)
    let t: str = await_input("name", timeout: 1h)
    return (m, t)
}

launchplan nightly for wf {
    schedule: cron("0 2 * * *")
    inputs: { a: 3 }
    notify: [email(["a@b.c"], on: [failed, timed_out])]
}
launchplan plain for wf
launchplan theirs(a: int) -> str extern "p:d:n@v"

test "an empty list gives an empty string" {
    assert my_map_workflow(a: []) == ""
}
test "mock" {
    mock a_mappable_task(a) { f"<{a}>" }
    let x = 1
    assert x == 1
}
"##;

#[test]
fn the_example_of_the_language_document() {
    let module = module(PRICING);
    assert_eq!(module.items.len(), 7);
    assert_eq!(module.doc.as_ref().map(|doc| doc.text.as_str()), Some("Pricing: the map-task patterns."));
    assert_eq!(module.items[0].doc.as_ref().map(|doc| doc.text.as_str()), Some("One line of an order."));
    assert_eq!(module.items[3].kind.name().map(|name| name.name.as_str()), Some("my_map_workflow"));
}

#[test]
fn a_module_with_every_construct() {
    let module = module(EVERYTHING);
    assert_eq!(module.imports.len(), 2);
    assert!(module.items.iter().all(|item| !matches!(item.kind, ItemKind::Error(_))));
}

#[test]
fn windows_line_ends_change_nothing() {
    let unix = module(EVERYTHING);
    let windows = module(&EVERYTHING.replace('\n', "\r\n"));
    assert_eq!(unix.items.len(), windows.items.len());
}
