//! Statements, branches, loops, closures and calls.

use super::{Module, all, value, value_with};
use crate::eval::Value;

#[test]
fn loops_go_through_ranges_lists_and_maps() {
    all(&[
        ("var s = 0\nfor i in range(5) { s += i }\ns", "10"),
        ("var s = 0\nfor i in range(2, 5) { s += i }\ns", "9"),
        ("var out: [int] = []\nfor i in range(10, 0, -3) { out += [i] }\nout", "[10, 7, 4, 1]"),
        ("var out: [int] = []\nfor i in range(0, 10, 4) { out += [i] }\nout", "[0, 4, 8]"),
        ("var out: [int] = []\nfor i in range(5, 5) { out += [i] }\nout", "[]"),
        ("var out: [int] = []\nfor i in range(9223372036854775806, 9223372036854775807) { out += [i] }\nout", "[9223372036854775806]"),
        ("var out: [int] = []\nfor i in range(9223372036854775800, 9223372036854775807, 5) { out += [i] }\nlen(out)", "2"),
        ("var out = \"\"\nfor s in [\"a\", \"b\"] { out += s }\nout", "\"ab\""),
        ("var out = \"\"\nfor k, v in {\"b\": 2, \"a\": 1} { out += f\"{k}{v}\" }\nout", "\"a1b2\""),
        ("var out = 0\nfor (i, x) in [10, 20].enumerate() { out += i * x }\nout", "20"),
        ("var out = 0\nfor (i, x) in [10, 20].enumerate(5) { out += i * x }\nout", "170"),
        ("var out = 0\nfor (a, b) in zip([1, 2, 3], [10, 20]) { out += a * b }\nout", "50"),
        ("var out = 0\nfor (a, b) in zip([1], [10, 20]) { out += a * b }\nout", "10"),
        ("var out = 0\nfor (a, (b, c)) in [(1, (2, 3)), (4, (5, 6))] { out += a * b * c }\nout", "126"),
        ("var n = 0\nwhile n < 10 { n += 3 }\nn", "12"),
        ("var n = 0\nwhile true { n += 1\nif n == 7 { break } }\nn", "7"),
        ("var s = 0\nfor i in range(10) { if i % 2 == 0 { continue }\ns += i }\ns", "25"),
        ("var s = 0\nfor i in range(3) { for j in range(3) { if j > i { break }\ns += 10 * i + j } }\ns", "84"),
        ("var n = 0\nvar rounds = 0\nwhile if n < 5 { n < 4 } else { false } { n += 1\nrounds += 1 }\nrounds", "4"),
    ]);
}

#[test]
fn branches_and_matches_have_values() {
    all(&[
        ("let x = 5\nif x > 3 { \"big\" } else if x > 1 { \"middle\" } else { \"small\" }", "\"big\""),
        ("let xs = [1, 2, 3]\nmatch xs.first() { none => -1, n: int => n * 10 }", "10"),
        ("let xs: [int] = []\nmatch xs.first() { none => -1, n: int => n * 10 }", "-1"),
        ("match \"b\" { \"a\" | \"b\" => 1, _ => 2 }", "1"),
        ("match 7 { 1 => \"one\", n: int if n > 5 => \"many\", _ => \"some\" }", "\"many\""),
        ("match 2.5 { 2.5 => true, _ => false }", "true"),
        ("let x: int | str = \"a\"\nmatch x { n: int => n, s: str => s.len() + 41 }", "42"),
        ("let x: int | str | none = none\nmatch x { n: int => 1, s: str => 2, none => 3 }", "3"),
        ("let x: int? = if 1 > 2 { 1 } else { none }\nx ?? 9", "9"),
        ("let x: str? = \"a\"\n(x ?? \"b\") + \"c\"", "\"ac\""),
        ("true and not false or false", "true"),
        ("var n = 0\nlet r = false and if true { n = 1\ntrue } else { true }\n(r, n)", "(false, 0)"),
        ("let a = [1, 2]\n1 in a and 3 not in a and \"k\" in {\"k\": 1} and \"lo\" in \"hello\"", "true"),
        ("[[1], [2]] == [[1], [2]] and {\"a\": [1.0]} != {\"a\": [2.0]}", "true"),
        ("(1, \"a\") == (1, \"a\") and not ([nan()] == [nan()])", "true"),
        ("\"abc\" < \"abd\" and \"Z\" < \"a\" and \"\" <= \"\" and \"b\" > \"a\" and \"b\" >= \"b\"", "true"),
    ]);
    let tier = "enum Tier { basic, gold = \"GOLD\" }";
    assert_eq!(value_with(tier, "match Tier(\"GOLD\") { Tier.gold => 1, Tier.basic => 2 }"), "1");
    assert_eq!(value_with(tier, "(Tier.gold, str(Tier.gold), Tier.basic == Tier.gold)"), "(Tier.gold, \"GOLD\", false)");
    assert_eq!(value_with(tier, "[Tier.gold, Tier.basic].sort()"), "[Tier.basic, Tier.gold]");
}

#[test]
fn comprehensions_nest_and_filter() {
    all(&[
        ("[x * x for x in range(5) if x % 2 == 1]", "[1, 9]"),
        ("[(i, j) for i in range(3) for j in range(i) if i + j > 1]", "[(2, 0), (2, 1)]"),
        ("{str(x): x for x in [3, 1]}", "{\"1\": 1, \"3\": 3}"),
        ("[k for k, v in {\"b\": 1, \"a\": 2} if v > 1]", "[\"a\"]"),
        ("[[i * j for j in range(3)] for i in range(2)]", "[[0, 0, 0], [0, 1, 2]]"),
        ("[i + x for (i, x) in [0.5, 1.5].enumerate()]", "[0.5, 2.5]"),
    ]);
}

#[test]
fn closures_see_the_variables_around_them() {
    all(&[
        ("let k = 10\n[1, 2].map(|x| x * k)", "[10, 20]"),
        ("range(4).map(|i| range(i).map(|j| i * j).sum())", "[0, 0, 2, 9]"),
        ("[3, 1, 2].map(|x| { let y = x + 1\ny * y })", "[16, 4, 9]"),
        ("[1, 2, 3].fold(\"\", |s, x| s + str(x))", "\"123\""),
        ("[1, 2, 3].fold((0, 1), |acc, x| { let (s, p) = acc\n(s + x, p * x) })", "(6, 6)"),
        ("[1, 2, 3, 4].scan(1, |p, x| p * x)", "[1, 2, 6, 24]"),
        ("[\"b\", \"a\"].scan(\"\", |s, x| s + x)", "[\"b\", \"ba\"]"),
        ("[5, 3, 8].filter(|x| { if x > 4 { return true }\nfalse })", "[5, 8]"),
        ("{\"a\": 1, \"b\": 2}.map_values(|v| v + 0.5)", "{\"a\": 1.5, \"b\": 2.5}"),
        ("[(1, \"a\"), (2, \"b\")].map(|(n, s)| s.repeat(n))", "[\"a\", \"bb\"]"),
        ("[1, 2, 3, 4].partition(|x| x % 2 == 0)", "([2, 4], [1, 3])"),
        ("zip([1, 2], [3, 4]).filter(|(a, b)| a * b > 3)", "[(2, 4)]"),
        ("[1, 5, 2, 8].skip_while(|x| x < 4).take_while(|x| x != 8)", "[5, 2]"),
        ("range(100).find(|x| x * x > 50)", "8"),
        ("range(10).any(|x| x == 9) and range(10).all(|x| x < 10) and not [1].any(|x| x > 1)", "true"),
        ("range(10).count(|x| x % 3 == 0)", "4"),
        ("[\"bb\", \"a\", \"cc\"].sort_by(|s| (s.len(), s), descending: true)", "[\"cc\", \"bb\", \"a\"]"),
        ("[[1, 2], [3]].flat_map(|xs| xs.map(|x| -x))", "[-1, -2, -3]"),
        ("[\"x\", \"yy\"].max_by(|s| s.len())", "\"yy\""),
    ]);
    let point = "struct P { x: float\ny: float }";
    assert_eq!(value_with(point, "[P { x: 2.0, y: 0.0 }, P { x: 1.0, y: 5.0 }].sort_by(|p| p.x).map(|p| p.y)"), "[5.0, 0.0]");
    assert_eq!(value_with(point, "[P { x: 2.0, y: 0.5 }, P { x: 1.0, y: 5.0 }].fold(0.0, |s, p| s + p.x * p.y)"), "6.0");
}

#[test]
fn functions_call_each_other_and_return_early() {
    let items = "
        fn fib(n: int) -> int { if n < 2 { n } else { fib(n - 1) + fib(n - 2) } }
        fn even(n: int) -> bool { if n == 0 { return true }\nodd(n - 1) }
        fn odd(n: int) -> bool { if n == 0 { return false }\neven(n - 1) }
        fn divide(a: int, b: int) -> (int, int) { (a // b, a % b) }
        fn half(x: float) { x / 2 }
        fn join(xs: [str], sep: str) { xs.join(sep) }
        fn first_big(xs: [int]) -> int? { for x in xs { if x > 10 { return x } }\nnone }
        const LIMIT: int = 40
    ";
    for (body, expected) in [
        ("fib(20)", "6765"),
        ("even(101)", "false"),
        ("let (q, r) = divide(17, 5)\nq * 100 + r", "302"),
        ("half(3)", "1.5"),
        ("[\"a\", \"b\"].join(\"-\") + join([\"c\"], \"-\")", "\"a-bc\""),
        ("first_big([1, 20, 30])", "20"),
        ("first_big([1]) ?? LIMIT", "40"),
        ("fib(fib(6)) + fib(fib(5))", "26"),
    ] {
        assert_eq!(value_with(items, body), expected, "{body}");
    }
}

#[test]
fn tasks_take_inputs_and_give_outputs() {
    let module = Module::new(
        "struct In { q: float\np: float = 2.0 }
         task nothing(a: int) { log(a) }
         task one(a: int, b: str) -> str { b.repeat(a) }
         task two(x: float) -> (half: float, twice: float) { (half: x / 2, twice: x * 2) }
         task inner(i: In) -> float { i.q * i.p }
         task outer(xs: [float]) -> [float] { [inner(i: In { q: x }) for x in xs] }
         task maybe(x: int?) -> int { x ?? 7 }",
    );
    assert_eq!(module.run("nothing", &[Value::Int(1)]).unwrap(), []);
    assert_eq!(module.run("one", &[Value::Int(2), Value::str("ab")]).unwrap(), [Value::str("abab")]);
    assert_eq!(module.run("two", &[Value::Float(3.0)]).unwrap(), [Value::Float(1.5), Value::Float(6.0)]);
    let xs = Value::list(vec![Value::Float(1.5), Value::Float(4.0)]);
    assert_eq!(module.run("outer", &[xs]).unwrap(), [Value::list(vec![Value::Float(3.0), Value::Float(8.0)])]);
    assert_eq!(module.run("maybe", &[Value::None]).unwrap(), [Value::Int(7)]);
    assert_eq!(module.run("maybe", &[Value::Int(3)]).unwrap(), [Value::Int(3)]);
}

#[test]
fn places_are_written_through_any_path() {
    let items = "struct Leg { miles: int\ntags: [str] }\nstruct Trip { legs: [Leg]\ntotals: {str: int} }";
    let trip = "var t = Trip { legs: [Leg { miles: 1, tags: [] }, Leg { miles: 2, tags: [\"x\"] }], totals: {\"a\": 1} }\n";
    for (change, show, expected) in [
        ("t.legs[1].miles = 9", "t.legs.map(|l| l.miles)", "[1, 9]"),
        ("t.legs[-1].miles += 5", "t.legs.map(|l| l.miles)", "[1, 7]"),
        ("t.legs[0].tags += [\"new\"]", "t.legs.map(|l| l.tags)", "[[\"new\"], [\"x\"]]"),
        ("t.legs[1].tags[0] += \"yz\"", "t.legs[1].tags", "[\"xyz\"]"),
        ("t.totals[\"b\"] = 2", "t.totals", "{\"a\": 1, \"b\": 2}"),
        ("t.totals[\"a\"] *= 7", "t.totals", "{\"a\": 7}"),
        ("t.legs = []", "len(t.legs)", "0"),
    ] {
        assert_eq!(value_with(items, &format!("{trip}{change}\n{show}")), expected, "{change}");
    }
    all(&[
        ("var g = [[0, 0], [0, 0]]\ng[0][1] = 5\ng[1][0] += 2\ng", "[[0, 5], [2, 0]]"),
        ("var m = {\"a\": [1]}\nm[\"a\"] += [2]\nm[\"b\"] = []\nm", "{\"a\": [1, 2], \"b\": []}"),
        ("var m: {str: int} = {}\nfor w in [\"x\", \"y\", \"x\"] { m[w] = m.get(w, 0) + 1 }\nm", "{\"x\": 2, \"y\": 1}"),
        ("var m: {str: int} = {}\nfor w in [\"x\", \"y\", \"x\"] { m[w] = (m.get(w) ?? 0) + 1 }\nm", "{\"x\": 2, \"y\": 1}"),
        ("var m = {\"a\": 1.5}\nm[\"a\"] += 1\nm[\"a\"] /= 2\nm", "{\"a\": 1.25}"),
        ("var xs = [1, 2, 3]\nxs[0] += 1\nxs[1] -= 1\nxs[2] **= 2\nxs[-1] //= 2\nxs", "[2, 1, 4]"),
        ("var xs = [1]\nxs += xs\nxs += xs + [7]\nxs", "[1, 1, 1, 1, 7]"),
        ("var xs = [1]\nxs += [len(xs), len(xs)]\nxs", "[1, 1, 1]"),
        ("var s = \"ab\"\ns += s\ns *= 2\ns", "\"abababab\""),
        ("var xs = [1, 2]\nxs = [xs[1], xs[0]]\nxs", "[2, 1]"),
        ("var a = 1\nvar b = 2\nlet (x, y) = (b, a)\na = x\nb = y\n(a, b)", "(2, 1)"),
        ("var d = 1h\nd += 30m\nd *= 2\nd", "3h"),
        ("var x = 1.5\nx //= 1\nx -= 3\nx", "-2.0"),
    ]);
}

#[test]
fn dates_and_durations_compute() {
    let noon = "let t = datetime(\"2024-02-29T12:00:00Z\")\n";
    for (body, expected) in [
        ("str(t + 1h30m)", "\"2024-02-29T13:30:00Z\""),
        ("str(1d + t - 12h)", "\"2024-03-01T00:00:00Z\""),
        ("t - datetime(\"2024-02-28T12:00:00Z\")", "1d"),
        ("t < t + 1us and t == t and t.max(t + 1s) > t", "true"),
        ("(3 * 1h, 1h * 0.5, 1h / 4, 1h // 7, 90m / 1h, 90m // 1h, 100m % 1h, -1h)", "(3h, 30m, 15m, 8m34s285ms714us, 1.5, 1, 40m, -1h)"),
        ("[1h, 30m].sum() + abs(-5m)", "1h35m"),
        ("f\"{t} {1h} {t:%H:%M}\"", "\"2024-02-29T12:00:00Z 1h 12:00\""),
    ] {
        assert_eq!(value(&format!("{noon}{body}")), expected, "{body}");
    }
}

#[test]
fn json_is_reached_through_paths() {
    let j = "let j = json_parse(r#\"{\"a\": [1, {\"b\": \"x\"}], \"n\": null, \"f\": 2.5, \"t\": true}\"#)\n";
    for (body, expected) in [
        ("j[\"a\"][1][\"b\"].as_str()", "\"x\""),
        ("j[\"a\"][-2].as_int() + j[\"f\"].as_float()", "3.5"),
        ("j.keys()", "[\"a\", \"f\", \"n\", \"t\"]"),
        ("(j.has(\"a\"), j.get(\"zz\").is_none(), j[\"n\"].is_null(), j[\"t\"].as_bool())", "(true, true, true, true)"),
        ("j.at(\"a.1.b\") == j[\"a\"][1][\"b\"]", "true"),
        ("json_dump(j[\"a\"])", "\"[1,{\\\"b\\\":\\\"x\\\"}]\""),
        ("json_dump({\"k\": [1]}, 2).lines()", "[\"{\", \"  \\\"k\\\": [\", \"    1\", \"  ]\", \"}\"]"),
        ("j[\"a\"].as_list().map(|x| json_dump(x))", "[\"1\", \"{\\\"b\\\":\\\"x\\\"}\"]"),
        ("json_parse(\"7.0\").as_int()", "7"),
    ] {
        assert_eq!(value(&format!("{j}{body}")), expected, "{body}");
    }
}
