//! Repairs of habits: what a fix writes, with the names of the program.

use super::{fixed, marked, marked_in_body};
use crate::syntax::tests::read;

/// Checks that the fix of the first mistake in a body writes what is expected, and that the result can be read.
#[track_caller]
fn repaired(body: &str, expected: &str) {
    let around = |body: &str| format!("fn f(a: int, o: str?, xs: [int]) -> int {{\n    {body}\n}}\n");
    let result = fixed(&around(body));
    assert_eq!(result, around(expected));
    assert!(read(&result).diagnostics.is_empty(), "{:?}", read(&result).diagnostics);
}

#[test]
fn choices_between_values() {
    repaired("let z = 1 if a > 2 else 0", "let z = if a > 2 { 1 } else { 0 }");
    repaired("g(1 if a else 2 if o else 3, 4)", "g(if a { 1 } else if o { 2 } else { 3 }, 4)");
    repaired("[x if x > 0 else 0 for x in xs]", "[if x > 0 { x } else { 0 } for x in xs]");
    repaired("return a > 2 and o ? 1 : (a + 1)", "return if a > 2 and o { 1 } else { a + 1 }");
    repaired("a ? 1 : o ? 2 : 3", "if a { 1 } else if o { 2 } else { 3 }");
    repaired("return a if a > 3", "if a > 3 { return a }");
    repaired("o ?: \"none\"", "o ?? \"none\"");
}

#[test]
fn values_that_may_be_missing() {
    repaired("let n = o?.trim().len() ?? 0", "let n = if o != none { o.trim().len() } else { 0 }");
    repaired("o is not None", "o != none");
    repaired("if let Some(text) = o { g(text, h.text) }", "if o != none { g(o, h.text) }");
    marked_in_body(
        "
        o! + 1
         ^ S012 there is no `!` after a value

        let x = f(a)?
                    ^ S012 there is no `?` after a value

        outer: for x in xs { break outer }
        ^^^^^^ S028 a loop has no name

        'outer: for x in xs { break 'outer }
        ^^^^^^^ S028 a loop has no name

        let n = loop { break a }
                ^^^^ S028 a loop has no value

        let Some(x) = o else { return 1 }
        ^^^^^^^^^^^ S028 `let` takes no pattern that may not match
        ",
    );
}

#[test]
fn ranges_of_numbers() {
    repaired("for i in 0..a { g(i) }", "for i in range(a) { g(i) }");
    repaired("for i in 1..=a - 1 { g(i) }", "for i in range(1, a - 1 + 1) { g(i) }");
    repaired("for i in (2..=9) { g(i) }", "for i in range(2, 10) { g(i) }");
    repaired("xs[1..3]", "xs[1:3]");
    repaired("match a { 90..100 => 1, _ => 2 }", "match a { _ if 90 <= a and a < 100 => 1, _ => 2 }");
}

#[test]
fn several_casts_are_one_repair() {
    repaired("let z = a as float / xs.len() as float", "let z = float(a) / float(xs.len())");
    repaired("let z = -a as i64", "let z = int(-a)");
    repaired("let z = (a + 1) as f64", "let z = float(a + 1)");
}

#[test]
fn values_that_end_the_task_where_they_are_missing() {
    repaired("let z = parse_int(o)? + 1", "let z = int(o) + 1");
    repaired("let z = xs.first()?", "let z = xs.first() ?? fail(\"no value of xs.first()\")");
    repaired("let z = m.get(\"a\")? + 1", "let z = (m.get(\"a\") ?? fail(\"no value of m.get('a')\")) + 1");
}

#[test]
fn functions_of_types_are_declared_outside() {
    let text = "struct LineItem { net: float }\nimpl LineItem {\n    fn gross(&self, rate: float) -> float {\n        self.net * rate\n    }\n\n    fn zero() -> Self { Self { net: 0.0 } }\n}\ntask t(item: LineItem) -> float { item.gross(1.5) }\n";
    let wanted = "struct LineItem { net: float }\nfn gross(line_item: LineItem, rate: float) -> float {\n    line_item.net * rate\n}\n\nfn zero() -> LineItem { LineItem { net: 0.0 } }\ntask t(item: LineItem) -> float { item.gross(1.5) }\n";
    assert_eq!(fixed(text), wanted);
}

#[test]
fn heads_of_loops() {
    repaired("for (let i = 0; i < xs.len(); i++) { g(i) }", "for i in range(xs.len()) { g(i) }");
    repaired("for i := 2; i <= a; i += 2 { g(i) }", "for i in range(2, a + 1, 2) { g(i) }");
    repaired("for (const x of xs) { g(x) }", "for x in xs { g(x) }");
    repaired("for i, x := range xs { g(x) }", "for i, x in enumerate(xs) { g(x) }");
}

#[test]
fn signs_for_bits_and_references() {
    repaired("a | 1 | 2", "bit_or(bit_or(a, 1), 2)");
    repaired("(a + 1) << 2", "shift_left(a + 1, 2)");
    repaired("a &= 7", "a = bit_and(a, 7)");
    repaired("2 * a ^ 2", "2 * a ** 2");
    repaired("(a > 1) & (a < 3)", "(a > 1) and (a < 3)");
    repaired("g(&mut xs)", "g(xs)");
    repaired("a <> 2", "a != 2");
    repaired("(a as f64) + 1.0", "(float(a)) + 1.0");
}

#[test]
fn macros() {
    repaired("println!(\"{} of {a:?}\", xs.len())", "log(f\"{xs.len()} of {a}\")");
    repaired("vec![0; a]", "[0 for _ in range(a)]");
    repaired("assert_eq!(a, 2)", "assert a == 2");
    repaired("panic!(\"no {}\", a)", "fail(f\"no {a}\")");
}

#[test]
fn closures_and_calls() {
    repaired("xs.map(x => x + 1)", "xs.map(|x| x + 1)");
    repaired("xs.fold(0, (s, x) => { return s + x; })", "xs.fold(0, |s, x| s + x)");
    repaired("xs.map(function (x) { return x + 1 })", "xs.map(|x| x + 1)");
    repaired("xs.map(lambda y: y * a)", "xs.map(|y| y * a)");
    repaired("sorted(xs, key=lambda x: -x)", "xs.sort_by(|x| -x)");
    repaired("sorted(xs+xs, key=lambda x: -x)", "(xs+xs).sort_by(|x| -x)");
    repaired("re.match(\"a\", o+o)", "(o+o).regex_match(\"a\")");
    repaired("re.match(\"a b\", o)", "o.regex_match(\"a b\")");
    repaired("sum(x * x for x in xs)", "sum([x * x for x in xs])");
    repaired("a in {1, 2}", "a in [1, 2]");
    repaired("[0; a]", "[0 for _ in range(a)]");
    repaired("[*xs, 4]", "xs + [4]");
    repaired("xs[::-1]", "xs.reverse()");
}

#[test]
fn several_values() {
    repaired("let q, r = divmod(a, 3)", "let (q, r) = divmod(a, 3)");
    repaired("return a, xs", "return (a, xs)");
    repaired("let (first, *rest) = xs", "let first = xs[0]\n    let rest = xs[1:]");
    marked_in_body(
        "
        let q, r = divmod(a, 3)
            ^^^^ S036 several names are declared in parentheses

        let t = divmod(a, 3)
        t.1
          ^ S001 the parts of a tuple have no numbers

        var p = 1
        var q = 2
        p, q = q, p
         ^ S001 an assignment has a single target
        ",
    );
}

#[test]
fn arms_of_other_languages() {
    repaired("match a {\n        1 => 2\n        else => 3\n    }", "match a {\n        1 => 2\n        _ => 3\n    }");
    repaired("match a {\n        case 1: 2\n        case _: 3\n    }", "match a {\n        1 => 2\n        _ => 3\n    }");
    repaired("switch (a) {\n        case 1: 2\n        default: 3\n    }", "match a {\n        1 => 2\n        _ => 3\n    }");
    repaired("match a { E::b => 1, _ => 2 }", "match a { E.b => 1, _ => 2 }");
    repaired("match a { 1, 2 => 1, _ => 2 }", "match a { 1 | 2 => 1, _ => 2 }");
    repaired("match a { 1 => 1; _ => 2 }", "match a { 1 => 1, _ => 2 }");
}

#[test]
fn blocks_with_colons() {
    repaired(
        "for x in xs:\n        if x > 3:\n            g(x)\n        elif x > 2: h(x)\n        else:\n            h(1)\n    a",
        "for x in xs {\n        if x > 3 {\n            g(x)\n        } else if x > 2 { h(x) }\n        else {\n            h(1)\n        }\n    }\n    a",
    );
    repaired("if (a > 3) return 1\n    else return 2", "if (a > 3) { return 1 }\n    else { return 2 }");
    marked_in_body(
        "
        try:
        ^^^ S028 an error cannot be caught
            n = int(o)
        except ValueError:
            n = 0

        with open(o) as h { g(h) }
        ^^^^^^^^^^^^ S028 the code of a task cannot open files
        ",
    );
}

#[test]
fn statements_of_other_languages() {
    repaired("raise ValueError(f\"bad {a}\")", "fail(f\"bad {a}\")");
    repaired("throw new Error(\"no\")", "fail(\"no\")");
    repaired("print a", "log(a)");
    repaired("del m[\"k\"]", "m = m.remove(\"k\")");
    repaired("let mut n = 1", "var n = 1");
    repaired("const n = 1", "let n = 1");
    repaired("int n = a;", "let n: int = a;");
    repaired("n := a + 1", "let n = a + 1");
    repaired("let my-name = a", "let my_name = a");
    repaired("\"a\" f\"b{a}\"", "\"a\" + f\"b{a}\"");
}

#[test]
fn quotes_of_other_languages() {
    repaired("g(f'{a}: \"{xs[0]}\"')", "g(f\"{a}: \\\"{xs[0]}\\\"\")");
    repaired("r'\\d+'", "r\"\\d+\"");
    repaired("'''a \"b\"'''", "\"\"\"a \"b\\\"\"\"\"");
    repaired("`x ${a} {y}`", "f\"x {a} {{y}}\"");
    repaired("g(\u{201c}a b\u{201d})", "g(\"a b\")");
}

#[test]
fn comments_of_other_languages_are_skipped() {
    assert_eq!(fixed("//! Prices.\n//! More.\n\ntask t() { 1 }\n"), "##! Prices.\n##! More.\n\ntask t() { 1 }\n");
    assert_eq!(fixed("/**\n * Adds.\n */\ntask t() { 1 }\n"), "## Adds.\ntask t() { 1 }\n");
    assert_eq!(fixed("\"\"\"Prices.\"\"\"\ntask t() { 1 }\n"), "##! Prices.\ntask t() { 1 }\n");
    marked(
        "
        fn f(a: int, rest: int) -> (half: int, rest: int) {
            let b = a
                // rest
            let s = a // len(\"two plain words\") + 1
            (half: a // 2, rest: b % 2)
        }
        ",
    );
}

#[test]
fn strings_of_options_get_quotes() {
    let task = |image: &str| format!("task t(a: int) -> int with {{ image: {image} }} {{ a }}\n");
    assert_eq!(fixed(&task("python:3.11")), task("\"python:3.11\""));
    assert_eq!(fixed(&task("ghcr.io/org/app:1.2")), task("\"ghcr.io/org/app:1.2\""));
}

#[test]
fn maps_that_are_spread_are_merged() {
    repaired("let z = {**a, **b}", "let z = a.merge(b)");
    repaired("let z = {...a, \"k\": g(1, 2), ...b, \"l\": 3}", "let z = a.merge({\"k\": g(1, 2)}).merge(b).merge({\"l\": 3})");
}

#[test]
fn calls_that_are_gathered_are_a_map() {
    let workflow = |value: &str| format!("workflow w(xs: [int]) -> [int] {{\n    let ys = {value}\n    ys\n}}\n");
    for value in ["await Promise.all(xs.map(x => f(x)))", "Promise.all(xs.map((x) => f(x)))", "await asyncio.gather(*[f(x) for x in xs])"] {
        assert_eq!(fixed(&workflow(value)), workflow("map f(xs)"), "{value}");
    }
}

#[test]
fn modules_that_are_imported_as_a_whole() {
    let program = |import: &str, of: &str| format!("import {import}\ntask t(a: float) -> float {{ {of}gross({of}net(a)) + {of}net(a) }}\n");
    for (import, of) in [("shared.tax", "tax."), ("shared.tax as t", "t."), ("tax", "tax.")] {
        let module = import.split(' ').next().unwrap_or_default();
        assert_eq!(fixed(&program(import, of)), program(&format!("{module}.{{gross, net}}"), ""), "{import}");
    }
}
