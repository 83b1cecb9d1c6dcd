//! Types of accepted code.

use super::type_of;

const ITEMS: &str = r#"
struct Line { price: float, quantity: int = 1, note: str? = none }
enum Tier { basic, gold = "GOLD" }
const RATE: float = 0.5
const NAMES: [str] = ["a", "b"]
fn double(a: int) -> int { a * 2 }
fn cost(line: Line, tax: float = 0.2) -> float { line.price * (1 + tax) }
fn maybe(a: int) -> int? { if a > 0 { a } else { none } }
fn either(a: int) -> int | str { if a > 0 { a } else { "x" } }
task one(a: int) -> int { a + 1 }
task stats(xs: [float]) -> (mean: float, top: float) { (mean: xs.mean(), top: max(xs)) }
"#;

fn table(cases: &[(&str, &str)]) {
    let wrong: Vec<_> =
        cases.iter().map(|(body, ty)| (*body, *ty, type_of(ITEMS, body))).filter(|(_, ty, found)| found.as_deref() != Ok(*ty)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn operators() {
    table(&[
        ("1 + 2", "int"),
        ("1 / 2", "float"),
        ("1 + 2.0", "float"),
        ("7 // 2", "int"),
        ("2 ** 10", "int"),
        ("\"a\" + \"b\"", "str"),
        ("\"a\" * 3", "str"),
        ("[1] + [2]", "[int]"),
        ("[0] * 3", "[int]"),
        ("3 * 1h", "duration"),
        ("1h * 1.5", "duration"),
        ("1h / 30m", "float"),
        ("1h // 7m", "int"),
        ("datetime(\"2030-01-02T00:00:00Z\") + 1d", "datetime"),
        ("datetime(\"2030-01-02T00:00:00Z\") - datetime(\"2030-01-01T00:00:00Z\")", "duration"),
        ("1 < 2.5 and not (\"a\" == \"b\")", "bool"),
        ("1 in [1, 2]", "bool"),
        ("\"k\" not in {\"k\": 1}", "bool"),
        ("maybe(1) ?? 0", "int"),
        ("maybe(1) ?? maybe(2)", "int?"),
        ("maybe(1) ?? (if true { 1 } else { 3 })", "int"),
        ("maybe(1) ?? (if true { 1 } else if false { 2 } else { maybe(3) })", "int?"),
        ("maybe(1) ?? (if true { 1 } else { none })", "int?"),
        ("maybe(1) ?? (match 1 { 1 => 2, _ => { if true { 3 } else { 4 } } })", "int"),
        ("maybe(1) ?? (if true { 1 } else { fail(\"x\") })", "int"),
        ("[(1, \"a\")].first() ?? (if true { (1, \"b\") } else { (3, \"c\") })", "(int, str)"),
        ("[1.5].first() ?? (if true { 1 } else { 2 })", "float"),
        ("let x: int? = if true { 1 } else { 2 }\nx", "int?"),
        ("-double(2)", "int"),
        ("Tier.gold == \"GOLD\"", "bool"),
    ]);
}

#[test]
fn literals_and_later_uses() {
    table(&[
        ("let x: float = 1\nx", "float"),
        ("let xs: [float] = [1, 2]\nxs", "[float]"),
        ("[1, 2.5]", "[float]"),
        ("[1, none]", "[int?]"),
        ("var xs = []\nxs += [\"a\"]\nxs", "[str]"),
        ("var m = {}\nm[\"a\"] = 1\nm", "{str: int}"),
        ("var m = {}\nfor n in NAMES { m[n] = (m.get(n) ?? 0) + 1 }\nm", "{str: int}"),
        ("var best = none\nfor x in [1, 2] { best = x }\nbest", "int?"),
        ("var best = none\nfor x in [1, 2] { if best == none or x > (best ?? 0) { best = x } }\nbest", "int?"),
        ("let t: Tier = \"GOLD\"\nt", "Tier"),
        ("let j: json = {\"a\": 1, \"b\": [1.5, \"x\", none]}\nj", "json"),
        ("let n = 3\nlet j: json = {\"a\": n}\nj[\"a\"]", "json"),
        ("let f: file = \"s3://b/x.csv\"\nf", "file"),
        ("let u: int | str = \"x\"\nu", "int | str"),
        ("var xss = [[]]\nxss[0] += [1]\nxss", "[[int]]"),
        ("Line { price: 2 }", "Line"),
        ("Line { price: 2, note: \"x\" }.note", "str?"),
        ("Tier(\"GOLD\")", "Tier"),
        ("RATE", "float"),
    ]);
}

#[test]
fn calls_and_methods() {
    table(&[
        ("double(2)", "int"),
        ("2.double()", "int"),
        ("cost(Line { price: 1.0 }, tax: 0.1)", "float"),
        ("Line { price: 1.0 }.cost()", "float"),
        ("one(a: 2)", "int"),
        ("let (m, t) = stats([1.0])\nm + t", "float"),
        ("stats([1.0]).top", "float"),
        ("let s = stats([1.0])\ns.mean", "float"),
        ("[1, 2].map(|x| x * 1.5)", "[float]"),
        ("[1, 2].filter(|x| x > 1).len()", "int"),
        ("NAMES.enumerate().map(|(i, n)| f\"{i}{n}\")", "[str]"),
        ("[1, 2].fold(0, |sum, x| sum + x)", "int"),
        ("[1, 2].fold([], |all, x| all + [x])", "[int]"),
        ("max(1, 2.5)", "float"),
        ("sqrt(4)", "float"),
        ("let n = 4\nsqrt(n)", "float"),
        ("NAMES.first()", "str?"),
        ("let m: int | str | none = none\nis_none(m)", "bool"),
        ("[either(1)].first().is_none()", "bool"),
        ("NAMES.sort_by(|n| n.len(), descending: true)", "[str]"),
        ("zip([1], [\"a\"])", "[(int, str)]"),
        ("\"a,b\".split(\",\")", "[str]"),
        ("range(3).map(|i| { let j = i * 2\n j + 1 })", "[int]"),
        ("[Tier.gold].contains(\"basic\")", "bool"),
    ]);
}

#[test]
fn branches_and_matches() {
    table(&[
        ("if 1 < 2 { 1 } else { 2 }", "int"),
        ("if 1 < 2 { 1 } else { 2.5 }", "float"),
        ("if 1 < 2 { 1 } else if 2 < 3 { 3 } else { none }", "int?"),
        ("if 1 < 2 { 1 } else { fail(\"no\") }", "int"),
        ("match Tier.gold { Tier.gold => 1, Tier.basic => 2 }", "int"),
        ("match maybe(1) { none => 0, x => x + 1 }", "int"),
        ("match either(1) { n: int => n, s: str => s.len() }", "int"),
        ("match 3 { 1 | 2 => \"few\", n if n > 10 => \"many\", _ => \"some\" }", "str"),
        ("match true { true => 1, false => 0 }", "int"),
        ("let x = maybe(1)\nif x != none { x + 1 } else { 0 }", "int"),
        ("let x = maybe(1)\nif x == none { return 0 }\nx + 1", "int"),
        ("let x = maybe(1)\nx != none and x > 3", "bool"),
        ("let x = maybe(1)\nx == none or x > 3", "bool"),
        ("let x = maybe(1)\nassert x != none\nx + 1", "int"),
        ("[x for x in [maybe(1)] if x != none]", "[int]"),
        ("while true { return 3 }", "int"),
    ]);
}

#[test]
fn the_rest() {
    table(&[
        ("[x * 2 for x in range(3) if x > 1]", "[int]"),
        ("{k: v + 1 for k, v in {\"a\": 1}}", "{str: int}"),
        ("[a + b for a in [1] for b in [2.5]]", "[float]"),
        ("f\"{1:>5} {2.5:.1f} {\"x\"} {3:.2f}\"", "str"),
        ("\"abc\"[1:]", "str"),
        ("\"abc\"[-1]", "str"),
        ("var xs = [[1]]\nxs[0][0] += 2\nxs[-1]", "[int]"),
        ("var l = Line { price: 1 }\nl.quantity += 1\nl.price = 2\nl", "Line"),
        ("var total = 0.0\nfor n in [1, 2] { total += n }\ntotal", "float"),
        ("var r = rng(3)\nr.next_int(1, 6)", "int"),
        ("let `for` = 1\n`for`", "int"),
        ("json_parse(\"1\").as_int()", "int"),
        ("let days = 3\ndays * 24h", "duration"),
    ]);
}
