//! Findings, by code and the text of their first label.

use super::analyse;

const ITEMS: &str = r#"
struct Line { price: float, quantity: int = 1, note: str? = none }
enum Tier { basic, gold = "GOLD" }
const RATE: float = 0.5
const PATH: str = "s3://b/x.csv"
fn double(a: int) -> int { a * 2 }
fn halve(x: float, by: float = 2.0) -> float { x / by }
fn maybe(a: int) -> int? { if a > 0 { a } else { none } }
fn either(a: int) -> int | str { if a > 0 { a } else { "x" } }
task one(a: int) -> int { a + 1 }
task stats(xs: [float]) -> (mean: float, top: float) { (mean: xs.mean(), top: max(xs)) }
task quiet() { log("x") }
workflow flow(a: int) -> int { one(a) }
"#;

/// Checks bodies of a task `t(n: int, x: float, xs: [int], name: str, m: {str: int}) -> int`: what is found, as `CODE text` in their order.
fn table(cases: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (body, expected) in cases {
        let text = format!("{ITEMS}\ntask t(n: int, x: float, xs: [int], name: str, m: {{str: int}}) -> int {{\n{body}\n}}\n");
        let (_, found, sources) = analyse(&text);
        let got: Vec<String> =
            found.iter().map(|found| format!("{} {}", found.code.id, found.span().map_or("", |span| sources.text(span).trim()))).collect();
        if got != *expected {
            let messages: Vec<&str> = found.iter().map(|found| found.message.as_str()).collect();
            wrong.push(format!("{body}\n  expected {expected:?}\n  found    {got:?}\n  {messages:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Checks whole modules.
fn modules(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        let (_, found, sources) = analyse(text);
        let got: Vec<String> =
            found.iter().map(|found| format!("{} {}", found.code.id, found.span().map_or("", |span| sources.text(span).trim()))).collect();
        assert_eq!(got, *expected, "{text}\n{found:#?}");
    }
}

/// The form of a builtin, and with it the result, hangs on the argument.
#[test]
fn an_unknown_argument_gives_an_unknown_result() {
    table(&[
        ("let y: str = abs(oops)\n1", &["N001 oops"]),
        ("let y: str = max(oops, oops2)\n1", &["N001 oops", "N001 oops2"]),
        ("let y: [str] = [oops].sort()\ny.len()", &["N001 oops"]),
        ("let y: str = round(oops)\ny.len()", &["N001 oops"]),
        ("str(oops) + 1", &["N001 oops", "T003 +"]),
    ]);
}

#[test]
fn values_of_the_wrong_type() {
    table(&[
        ("let y: float = n\n1", &["T001 n"]),
        ("halve(n)\n1", &["T001 n"]),
        ("\"x\"", &["T001 \"x\""]),
        ("return x", &["T001 x"]),
        ("Line { price: n }.quantity", &["T001 n"]),
        ("var a = 1\na = 1.5\na", &["T001 1.5"]),
        ("var a = 1\na += 1.5\na", &["T001 1.5"]),
        ("var a = 1\na /= 2\na", &["T001 2"]),
        ("let y: [str] = [1, \"a\", 2]\n1", &["T001 1", "T001 2"]),
        ("maybe(1)", &["T001 maybe(1)"]),
        ("if n { 1 } else { 2 }", &["T001 n"]),
        ("[1, \"a\"].len()", &["T001 \"a\""]),
        ("let y = if n > 0 { 1 } else { name }\n1", &["T001 name"]),
        ("xs[name]", &["T001 name"]),
        ("m[1]", &["T001 1"]),
        ("let y = log(name)\n1", &["T113 log(name)"]),
        ("let y = if n > 0 { 1 }\n1", &["T113 if n > 0 { 1 }"]),
        ("return", &["T113 return"]),
        ("let j: json = {\"a\": 1h}\n1", &["T001 1h"]),
    ]);
}

#[test]
fn types_that_nothing_says() {
    table(&[
        ("let y = []\n1", &["T002 []"]),
        ("let y = {}\n1", &["T002 {}"]),
        ("let y = none\n1", &["T002 none"]),
        ("let y = []\ny.len()", &["T002 []"]),
        ("let y = []\ny[0].upper()\n1", &["T002 y[0]"]),
    ]);
}

#[test]
fn operators() {
    table(&[
        ("n + name", &["T003 +"]),
        ("-name\n1", &["T003 name"]),
        ("let y = not n\n1", &["T003 n"]),
        ("maybe(1) + 1", &["T003 +"]),
        ("xs + 1\n1", &["T003 +"]),
        ("let y = n == name\n1", &["T004 =="]),
        ("let y = Tier.gold == name\n1", &["T004 =="]),
        ("let y = Tier.gold == \"golden\"\n1", &["T008 \"golden\""]),
        ("let y = 1 < n < 3\n1", &["S017 <"]),
        ("let y = n == none\n1", &["T004 =="]),
        ("let y = Line { price: 1 } < Line { price: 2 }\n1", &["T003 <"]),
        ("let y = n in name\n1", &["T001 n"]),
        ("let y = name in n\n1", &["T003 in"]),
        ("n ?? 1", &["T005 n"]),
        ("maybe(1) ?? name", &["T001 name"]),
        ("9223372036854775807 + 1", &["T014 9223372036854775807 + 1"]),
        ("n // 0", &["T014 0"]),
        ("let y = x / 0.0\n1", &["T014 0.0"]),
        ("2 ** -1", &["T014 2 ** -1"]),
        ("let y = datetime(\"tomorrow\")\n1", &["T014 \"tomorrow\""]),
        ("let y = name.regex_match(\"(\")\n1", &["T014 \"(\""]),
    ]);
}

#[test]
fn ways_into_values() {
    table(&[
        ("Line { price: 1 }.prize\n1", &["T006 prize"]),
        ("n.price", &["T006 price"]),
        ("xs.len", &["T006 len"]),
        ("Line { prize: 1.0 }.quantity", &["T006 prize"]),
        ("Line { quantity: 1 }.quantity", &["T007 Line"]),
        ("Line { price: 1, price: 2 }.quantity", &["T007 price"]),
        ("Tier.silver\n1", &["T008 silver"]),
        ("Tier(\"gold\")\n1", &["T008 \"gold\""]),
        ("n[0]", &["T009 n"]),
        ("maybe(1)[0]", &["T009 maybe(1)"]),
        ("for i in n { }\n1", &["T010 n"]),
        ("for k in m { }\n1", &["T010 k"]),
        ("for c in name { }\n1", &["T010 name"]),
        ("let (a, b) = n\n1", &["T011 (a, b)"]),
        ("let (a, b, c) = (1, 2)\n1", &["T011 (a, b, c)"]),
        ("let (top, mean) = stats([x])\n1", &["T011 top", "T011 mean"]),
        ("{\"a\": 1, \"a\": 2}.len()", &["T012 \"a\""]),
    ]);
}

#[test]
fn formats() {
    table(&[
        ("f\"{name:.2f}\".len()", &["T013 .2f"]),
        ("f\"{n:.2}\".len()", &["T013 .2"]),
        ("f\"{x:d}\".len()", &["T013 d"]),
        ("f\"{xs:>3}\".len()", &["T013 >3"]),
        ("f\"{maybe(1):>3}\".len()", &["T013 >3"]),
        ("f\"{unknown}\".len()", &["N001 unknown"]),
    ]);
}

#[test]
fn names_and_calls() {
    table(&[
        ("unknown", &["N001 unknown"]),
        ("unknown(1)", &["N001 unknown"]),
        ("double", &["T016 double"]),
        ("Tier\n1", &["T016 Tier"]),
        ("xs.map(double).len()", &["T016 double"]),
        ("double()", &["T101 double()"]),
        ("double(1, 2)", &["T101 2"]),
        ("double(b: 1)", &["T101 b"]),
        ("double(1, a: 2)", &["T101 a: 2"]),
        ("double(a: 1, 2)", &["T101 2"]),
        ("len(n)", &["T102 len"]),
        ("xs.join(\",\").len()", &["T102 join"]),
        ("sqrt(name)\n1", &["T001 name"]),
        ("[Line { price: 1 }].sort().len()", &["T102 [Line { price: 1 }].sort()"]),
        ("Line(1.0)\n1", &["T103 Line"]),
        ("n(1)", &["T103 n"]),
        ("RATE(1)", &["T103 RATE"]),
        ("name.uper().len()", &["T104 uper"]),
        ("n.one()", &["T104 one"]),
        ("xs.append(1)\n1", &["T104 append"]),
        ("flow(1)", &["T105 flow"]),
        ("map one(xs)\n1", &["T105 map"]),
        ("one(n) with { retries: 1 }", &["T105 { retries: 1 }"]),
        ("one(a: each xs)", &["T105 each"]),
        ("secret(\"a/b\").len()", &["T119 \"a/b\""]),
        ("env(\"X\").len()", &["T119 \"X\""]),
    ]);
}

#[test]
fn assignments() {
    table(&[
        ("n = 1\nn", &["T106 n"]),
        ("let a = 1\na += 1\na", &["T106 a"]),
        ("for i in xs { i = 1 }\n1", &["T106 i"]),
        ("RATE = 1.0\n1", &["T106 RATE"]),
        ("let r = rng(1)\nr.next_int(1, 2)", &["T106 r"]),
        ("let a = xs\na[0] = 1\n1", &["T106 a"]),
        ("var s = name\ns[0] = \"x\"\n1", &["T107 s"]),
        ("var a = 0\nlet b = xs.map(|y| { a += y\n y })\n1", &["T108 a"]),
        ("var a = 0\nlet b = xs.map(|y| y + a)\na = 1\nb.len()", &["T108 a"]),
        ("missing = 1\n1", &["N001 missing"]),
        ("let f = |y| y\n1", &["T109 |y| y"]),
        ("xs.map(|a, b| a).len()", &["T110 |a, b| a"]),
        ("zip(xs, xs).map(|a, b| a).len()", &["T110 |a, b| a"]),
        ("let a = 1\nlet a = 2\na", &["T116 a"]),
    ]);
}

#[test]
fn branches_and_ends() {
    table(&[
        ("match maybe(n) { y: int => y }", &["T111 match"]),
        ("match either(n) { y: int => y }", &["T111 match"]),
        ("match Tier.gold { Tier.gold => 1 }", &["T111 match"]),
        ("match true { true => 1 }", &["T111 match"]),
        ("match n { 1 => 1 }", &["T111 match"]),
        ("match n { 1 => 1, y if y > 1 => 2 }", &["T111 match"]),
        ("match n { \"a\" => 1, _ => 2 }", &["T112 \"a\""]),
        ("match n { none => 1, _ => 2 }", &["T112 none"]),
        ("match n { y: str => 1, _ => 2 }", &["T112 y: str"]),
        ("match Tier.gold { gold => 1 }", &["T112 gold"]),
        ("match maybe(n) { none | y: int => 1 }", &["T112 y"]),
        ("match n { _ => 1, 2 => 2 }", &["T117 2"]),
        ("match Tier.gold { Tier.gold => 1, Tier.basic => 2, _ => 3 }", &["T117 _"]),
        ("if n > 0 { 1 }", &["T113 if"]),
        ("let a = n", &["T113 let a = n"]),
        ("for y in xs { }", &["T113 for y in xs { }"]),
        ("break\n1", &["T115 break"]),
        ("for y in xs { let z = xs.map(|a| { continue\n 1 }) }\n1", &["T115 continue"]),
        ("n == 1\nn", &["T118 n == 1"]),
        ("xs.len()\nn", &[]),
        ("(a: 1, b: 2)", &["T114 (a: 1, b: 2)"]),
    ]);
}

#[test]
fn results_of_tasks() {
    modules(&[
        ("task t() -> (a: int, b: int) { (1, 2) }", &["T114 (1, 2)"]),
        ("task t() -> (a: int, b: int) { (a: 1) }", &["T114 (a: 1)"]),
        ("task t() -> (a: int, b: int) { (a: 1, c: 2) }", &["T114 c"]),
        ("task t() -> (a: int, b: int) { (b: 2, a: 1) }", &[]),
        ("task t() -> (int, int) { (a: 1, b: 2) }", &["T114 (a: 1, b: 2)"]),
        ("task t() -> (int, float) { (1, 2) }", &[]),
        ("task t() -> (a: int) { 1 }", &[]),
        ("task t() -> (a: int) { (a: 1) }", &[]),
        ("task t(n: int) { n }", &["T001 n"]),
        ("task t(n: int) { return n }", &["T001 n"]),
        ("task t(n: int) { if n > 0 { return }\nlog(n) }", &[]),
        ("task t(n: int) -> int { if n > 0 { return 1 }\nfail(\"no\") }", &[]),
        ("task t(n: int) -> int { while true { if n > 0 { return 1 } } }", &[]),
        ("task t(n: int) -> int | str { if n > 0 { 1 } else { \"a\" } }", &[]),
        ("fn f(n: int) { if n > 0 { return 1 } }\ntask t() -> int { f(1) }", &["T113 }"]),
    ]);
}

#[test]
fn constants() {
    modules(&[
        ("const A: int = 1 / 2", &["T001 1 / 2"]),
        ("const A: float = 1 / 0", &["T014 1 / 0"]),
        ("fn f() -> int { 1 }\nconst A: int = f()", &["T015 f()"]),
        ("const A: [int] = [x for x in [1]]", &["T015 [x for x in [1]]"]),
        ("const A: int = [1, 2][5]", &["T014 [1, 2][5]"]),
        ("const A: datetime = datetime(\"2030-01-01T00:00:00Z\") + 1d", &[]),
        ("const A: str = \"a\" + \"b\" * 2", &[]),
        ("const P: str = \"s3://b/x\"\ntask t(f: file = P) -> file { f }", &[]),
        ("enum E { a, b }\nconst A: E = \"b\"\nconst B: [E] = [E.a, \"b\"]", &[]),
        ("struct S { a: int = 1, b: float }\nconst A: S = S { b: 2 }\nconst B: float = A.b * 2", &[]),
        ("const A: json = {\"a\": [1, none]}", &[]),
        ("task t(a: int, b: int = a) -> int { a + b }", &["N001 a"]),
        ("const A = 3\nconst B = A ** 2\ntask t(n: int = B) -> int { n }", &[]),
    ]);
}
