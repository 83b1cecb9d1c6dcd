//! The order of evaluation, and code that is skipped by leaving early.

use std::fmt::Write as _;

use super::{Module, all};
use crate::eval::display;

/// An expression with a hole for an `int` in each position that can hold one.
const POSITIONS: &[&str] = &[
    "[7, HOLE, 8]",
    "[[1], [HOLE], [2]]",
    "[HOLE for x in [1, 2]]",
    "[x for x in [1, 2] if x == HOLE]",
    "[[y for y in [x, HOLE]] for x in [1, 2]]",
    "{\"a\": 1, \"b\": HOLE}",
    "{f\"k{HOLE}\": 1}",
    "{\"k\": HOLE for x in [1, 2]}",
    "{f\"{HOLE}\": x for x in [1, 2]}",
    "(1, HOLE, \"t\")",
    "Pair { a: 1, b: [HOLE] }",
    "Pair { a: HOLE, b: [2] }",
    "f\"a{1}b{HOLE}c\"",
    "\"a\" + f\"{HOLE}\" + \"b\"",
    "[1] + [2, HOLE]",
    "[1] * HOLE",
    "2 * [HOLE]",
    "add(1, HOLE)",
    "add(HOLE, add(2, HOLE))",
    "add(b: HOLE, a: 1)",
    "max(1, HOLE)",
    "[1, 2, 3].slice(0, HOLE)",
    "[1, 2, 3][HOLE % 3]",
    "[[1, 2, 3]][0][HOLE % 3]",
    "[1, 2, 3][0:HOLE]",
    "[1, 2, 3][HOLE:]",
    "{\"k\": [1]}[if HOLE > 0 { \"k\" } else { \"k\" }]",
    "\"abcdef\"[HOLE % 6]",
    "1 + HOLE * 2",
    "HOLE - 1",
    "-HOLE",
    "not (HOLE == 1)",
    "1 < HOLE and HOLE < 9",
    "HOLE in [1, HOLE]",
    "float(HOLE) + 0.5",
    "maybe(0) ?? HOLE",
    "maybe(HOLE) ?? 1",
    "{\"a\": 1}.get(\"b\") ?? HOLE",
    "{\"a\": 1}.get(\"b\", HOLE)",
    "if HOLE > 0 { 1 } else { 2 }",
    "if true { [HOLE] } else { [2] }",
    "match HOLE { 1 => \"one\", n: int => str(n) }",
    "match 5 { k if k == HOLE => [1], _ => [HOLE] }",
    "[1, 2].fold([HOLE], |xs, x| xs + [x, x])",
    "[1, 2].scan([HOLE], |xs, x| [x, x])",
    "[1, 2].sort_by(|x| [x], descending: HOLE > 1)",
    "json({\"a\": [HOLE]})",
    "json_parse(\"[1, 2]\")[HOLE % 2]",
    "range(HOLE)",
    "[i + HOLE for i in range(HOLE, 9, HOLE)]",
    "[a + b for (a, b) in zip([HOLE], [HOLE])]",
    "[HOLE].enumerate()",
];

/// The result of a task, in the form of source text.
fn value_of(module: &Module, task: &str) -> String {
    let outputs = module.run(task, &[]).unwrap_or_else(|failure| panic!("{task}: {failure:?}"));
    display::literal(&outputs[0], module.code().names()).unwrap()
}

const ITEMS: &str = "struct Pair {\n    a: int\n    b: [int]\n}\nfn add(a: int, b: int) -> int { a + b }\nfn maybe(n: int) -> int? { if n > 2 { n } else { none } }\n";

/// The position with an `int` that leaves with `exit` if `n` is even.
fn filled(position: &str, exit: &str) -> String {
    position.replace("HOLE", &format!("(if n % 2 == 0 {{ {exit} }} else {{ n }})"))
}

#[test]
fn a_return_from_any_position_of_a_closure_is_its_value() {
    let mut text = ITEMS.to_owned();
    for (number, position) in POSITIONS.iter().enumerate() {
        let inner = filled(position, "return [0, n]");
        // The list around it, and the one in the closure, are built while the position is left.
        let _ = writeln!(
            text,
            "task t{number}() -> [[int]] {{\n    [1, 2, 3, 4].map(|n| {{\n        let made = {inner}\n        [1, n]\n    }})\n}}"
        );
    }
    let module = Module::new(&text);
    for (number, position) in POSITIONS.iter().enumerate() {
        let found = value_of(&module, &format!("t{number}"));
        assert_eq!(found, "[[1, 1], [0, 2], [1, 3], [0, 4]]", "{position}");
    }
}

#[test]
fn a_return_of_an_inner_closure_is_that_closures_value() {
    let text = format!(
        "{ITEMS}task t() -> [[[int]]] {{
    [1, 2].map(|n| [3, 4].map(|m| {{
        let made = [n, if m == 4 {{ return [m] }} else {{ m }}]
        made
    }}))
}}"
    );
    assert_eq!(value_of(&Module::new(&text), "t"), "[[[1, 3], [4]], [[2, 3], [4]]]");
    for (expression, expected) in [
        ("[1, 2].map(|x| [x, if x == 2 { return [0] } else { x }])", "[[1, 1], [0]]"),
        ("[[1], [2]].flat_map(|x| [x[0], if x[0] == 2 { return [0] } else { 5 }])", "[1, 5, 0]"),
        ("[1, 2, 3].filter(|x| [x, if x == 2 { return false } else { x }].len() == 2)", "[1, 3]"),
        ("[1, 2, 3].take_while(|x| [x, if x == 3 { return false } else { x }].len() == 2)", "[1, 2]"),
        ("[1, 2, 3].skip_while(|x| [x, if x == 2 { return false } else { x }].len() == 2)", "[2, 3]"),
        ("[1, 2, 3].partition(|x| [x, if x == 2 { return false } else { x }].len() == 2)", "([1, 3], [2])"),
        ("[1, 2].fold([9], |xs, x| xs + [x, if x == 2 { return [0] } else { x }])", "[0]"),
        ("[1, 2].scan([9], |xs, x| xs + [x, if x == 2 { return [0] } else { x }])", "[[9, 1, 1], [0]]"),
        ("[1, 2, 3].sort_by(|x| [x, if x == 3 { return [0] } else { x }])", "[3, 1, 2]"),
        ("[1, 2, 3].group_by(|x| f\"{[x, if x == 2 { return \"two\" } else { x }]}\")", "{\"[1, 1]\": [1], \"[3, 3]\": [3], \"two\": [2]}"),
        ("[1, 2, 3].tally(|x| f\"{[if x == 2 { return \"two\" } else { 1 }]}\")", "{\"[1]\": 2, \"two\": 1}"),
        ("{\"a\": 1, \"b\": 2}.map_values(|v| [v, if v == 2 { return [0] } else { v }])", "{\"a\": [1, 1], \"b\": [0]}"),
        ("{\"a\": 1, \"b\": 2}.filter(|k, v| [v, if v == 2 { return false } else { v }].len() == 2)", "{\"a\": 1}"),
        ("[1, 2].any(|x| [x, if x == 2 { return true } else { x }].len() == 3)", "true"),
        ("[1, 2].count(|x| [x, if x == 2 { return true } else { x }].len() == 3)", "1"),
        ("[1, 2].find(|x| [x, if x == 2 { return true } else { x }].len() == 3)", "2"),
    ] {
        // Once in a list that is being built, once in a list within one.
        assert_eq!(super::value(&format!("[[{expression}]]")), format!("[[{expected}]]"), "{expression}");
    }
}

#[test]
fn loops_are_left_and_continued_from_any_position() {
    for (exit, expected) in [("break", "[[1], [1]]"), ("continue", "[[1, 3], [1, 3]]")] {
        let mut text = ITEMS.to_owned();
        for (number, position) in POSITIONS.iter().enumerate() {
            let inner = filled(position, exit);
            let _ = writeln!(
                text,
                "task t{number}() -> [[int]] {{\n    [1, 2].map(|x| {{\n        var seen: [int] = []\n        for n in [1, 2, 3, 4] {{\n            \
                 let made = {inner}\n            seen += [n]\n        }}\n        seen\n    }})\n}}"
            );
        }
        let module = Module::new(&text);
        for (number, position) in POSITIONS.iter().enumerate() {
            assert_eq!(value_of(&module, &format!("t{number}")), expected, "{exit} in {position}");
        }
    }
}

#[test]
fn the_head_of_a_loop_is_no_part_of_it() {
    let around = |head: &str| format!("var seen: [int] = []\nfor x in [1, 2] {{\nvar n = 0\n{head}\nseen += [x]\n}}\nseen");
    for (head, expected) in [
        ("while (if x == 1 { continue } else { n < 1 }) { n += 1 }", "[2]"),
        ("while (if x == 2 { break } else { n < 1 }) { n += 1 }", "[1]"),
        ("while n < (if x == 1 { continue } else { 1 }) { n += 1 }", "[2]"),
        ("for y in [1, if x == 1 { continue } else { 2 }] { n += y }", "[2]"),
        ("for y in range(if x == 2 { break } else { 2 }) { n += y }", "[1]"),
    ] {
        assert_eq!(super::value(&around(head)), expected, "{head}");
    }
}

/// An operand that never has a value leaves the code.
const LEAVING: &[&str] = &[
    "-HOLE",
    "not HOLE",
    "n + HOLE",
    "HOLE + n",
    "HOLE * 2.5",
    "n < HOLE",
    "HOLE == 1",
    "HOLE in [1]",
    "1 in HOLE",
    "HOLE.len()",
    "HOLE.upper().len()",
    "HOLE.a",
    "HOLE[0]",
    "[1, 2][HOLE]",
    "HOLE[1:]",
    "[1, 2][HOLE:]",
    "HOLE ?? 1",
    "maybe(1) ?? HOLE",
    "HOLE and true",
    "true and HOLE",
    "[n, HOLE]",
    "{\"k\": HOLE}",
    "(n, HOLE)",
    "Pair { a: HOLE, b: [] }",
    "add(n, HOLE)",
    "add(HOLE, n)",
    "str(HOLE)",
    "max(n, HOLE)",
    "f\"{HOLE}\"",
    "\"a\" + HOLE",
    "[1] + HOLE",
    "[x + HOLE for x in [1]]",
    "if HOLE { 1 } else { 2 }",
    "match HOLE { _ => 1 }",
    "json_parse(\"{}\")[HOLE]",
];

#[test]
fn an_operand_that_never_gives_a_value_leaves() {
    for operand in LEAVING {
        for hole in ["fail(\"left\")", "(if n > 0 { fail(\"left\") } else { fail(\"left\") })"] {
            let inner = operand.replace("HOLE", hole);
            for body in [format!("let made = {inner}\n5"), format!("log({inner})\n5"), format!("var x = 5\nx += {inner}\nx")] {
                // Values of another type are refused, which is not tested here.
                let text = format!("{ITEMS}fn body(n: int) -> int {{\n{body}\n}}\ntask t() -> int {{ body(1) }}");
                let Some(module) = Module::accepted(&text) else { continue };
                assert_eq!(module.run("t", &[]).map_err(|failure| failure.message), Err("left".to_owned()), "{body}");
            }
        }
        let returned = operand.replace("HOLE", "(if n > 0 { return 7 } else { return 7 })");
        let text = format!("{ITEMS}fn body(n: int) -> int {{\nlet made = {returned}\n5\n}}\ntask t() -> int {{ body(1) }}");
        let module = Module::new(&text);
        assert_eq!(value_of(&module, "t"), "7", "{operand}");
    }
}

/// Code after a value that is never made is checked, and compiled, but does not run.
#[test]
fn code_that_is_never_reached_can_be_anything() {
    for body in [
        "let a = fail(\"left\")\nlet b = -a\nb + n",
        "let (a, b) = fail(\"left\")\na * b",
        "var x = fail(\"left\")\nx = 5\nx += 1\nx.a[0]",
        "for a in fail(\"left\") {\nlog(a + 1)\n}\n5",
        "let xs = [a.b for a in fail(\"left\")]\nlet ys = xs.map(|x| -x)\nys.len()",
        "match fail(\"left\") {\nnone => 1,\na => a + n,\n}",
        "let f = fail(\"left\").map(|a| a.b.c)\n5",
    ] {
        let text = format!("fn body(n: int) -> int {{\n{body}\n}}\ntask t() -> int {{ body(1) }}");
        let module = Module::new(&text);
        assert_eq!(module.run("t", &[]).map_err(|failure| failure.message), Err("left".to_owned()), "{body}");
    }
}

#[test]
fn a_loop_without_end_ends_where_a_break_is() {
    for inside in [
        "log(if n > 2 { break } else { n })",
        "let x = add(n, if n > 2 { break } else { 1 })",
        "let x = [n, if n > 2 { break } else { 1 }]",
        "if (if n > 2 { break } else { false }) { n += 0 }",
        "match (if n > 2 { break } else { n }) { _ => log(n) }",
        "match n { k if (if k > 2 { break } else { false }) => log(n), _ => log(n) }",
        "assert n < 9, f\"{n}\"\nassert (if n > 2 { break } else { true })",
        "xs[if n > 2 { break } else { 0 }] = n",
        "for y in [1, if n > 2 { break } else { 2 }] { log(y) }",
        "while (if n > 2 { break } else { false }) { log(n) }",
    ] {
        let text = format!(
            "{ITEMS}fn f(c: int) -> int {{\nvar n = 0\nvar xs = [0]\nwhile true {{\nn += 1\n{inside}\n}}\nn + xs.len()\n}}\ntask t() -> int {{ f(77) }}"
        );
        assert_eq!(value_of(&Module::new(&text), "t"), "4", "{inside}");
        // Without a value after it the body does not fit its result.
        let text = text.replace("\nn + xs.len()", "");
        assert!(Module::accepted(&text).is_none(), "{inside}");
    }
}

#[test]
fn assignments_whose_value_leaves_change_nothing() {
    for statement in [
        "x = EXIT",
        "x += EXIT",
        "xs = [1, EXIT]",
        "xs += [9, EXIT]",
        "xs += [EXIT]",
        "xs *= EXIT",
        "xs[0] = EXIT",
        "xs[0] += EXIT",
        "xs[EXIT] = 5",
        "s += f\"a{EXIT}\"",
        "m[\"k\"] = [1, EXIT]",
        "m[\"k\"] += [1, EXIT]",
        "m[f\"{EXIT}\"] = [1]",
        "p.b = [EXIT]",
        "p.b += [8, EXIT]",
        "p.b[0] += EXIT",
        "p = Pair { a: 5, b: [EXIT] }",
        "g[0][EXIT] = 7",
        "g[0] += [6, EXIT]",
    ] {
        let inner = statement.replace("EXIT", "(if n > 0 { continue } else { 1 })");
        let text = format!(
            "{ITEMS}fn t(n: int) -> str {{
    var x = 1
    var xs = [1, 2]
    var s = \"s\"
    var m = {{\"k\": [1]}}
    var p = Pair {{ a: 1, b: [2] }}
    var g = [[1], [2]]
    for round in [1, 2] {{
        {inner}
    }}
    f\"{{x}} {{xs}} {{s}} {{m}} {{p}} {{g}}\"
}}
task u() -> str {{ t(1) }}"
        );
        let expected = "\"1 [1, 2] s {\\\"k\\\": [1]} Pair { a: 1, b: [2] } [[1], [2]]\"";
        assert_eq!(value_of(&Module::new(&text), "u"), expected, "{statement}");
    }
}

#[test]
fn compound_assignments_compute_with_what_their_place_held() {
    all(&[
        ("var x = 1\nx += if true { x = 10\n3 } else { 4 }\nx", "4"),
        ("var x = 1.5\nx *= if true { x = 10.0\n2.0 } else { 4.0 }\nx", "3.0"),
        ("var xs = [1, 2]\nxs += [if true { xs = [9]\n3 } else { 4 }]\nxs", "[1, 2, 3]"),
        ("var xs = [1, 2]\nxs += if true { xs = [9]\n[3, 4] } else { [4] }\nxs", "[1, 2, 3, 4]"),
        ("var s = \"a\"\ns += if true { s = \"b\"\n\"c\" } else { \"d\" }\ns", "\"ac\""),
        ("var s = \"a\"\ns += \"c\" + if true { s = \"b\"\n\"d\" } else { \"e\" }\ns", "\"acd\""),
        ("var s = \"a\"\ns *= if true { s = \"b\"\n2 } else { 3 }\ns", "\"aa\""),
        ("var ys = [1, 2]\nys *= if true { ys = [9]\n2 } else { 3 }\nys", "[1, 2, 1, 2]"),
        ("var xs = [1, 2]\nxs[0] += if true { xs[0] = 10\n5 } else { 6 }\nxs", "[6, 2]"),
        ("var xs = [1, 2]\nxs[0] += if true { xs = [7, 8, 9]\n5 } else { 6 }\nxs", "[6, 8, 9]"),
        ("var m = {\"a\": 1}\nm[\"a\"] += if true { m[\"a\"] = 10\n5 } else { 6 }\nm", "{\"a\": 6}"),
        ("var m = {\"a\": [1]}\nm[\"a\"] += if true { m[\"a\"] = [10]\n[5] } else { [6] }\nm", "{\"a\": [1, 5]}"),
        ("var m = {\"a\": \"x\"}\nm[\"a\"] *= if true { m[\"a\"] = \"y\"\n2 } else { 3 }\nm", "{\"a\": \"xx\"}"),
        ("var g = [[1], [2]]\ng[0][0] += if true { g[0][0] = 10\n5 } else { 6 }\ng", "[[6], [2]]"),
        ("var i = 0\nvar xs = [1, 2]\nxs[i] += if true { i = 1\n5 } else { 6 }\nxs", "[6, 2]"),
        ("var xs = [1]\nxs += [len(xs), len(xs)]\nxs", "[1, 1, 1]"),
    ]);
}

#[test]
fn operands_and_arguments_are_evaluated_from_left_to_right() {
    let one = |name: &str| format!("(if true {{ seen += \"{name}\"\n1 }} else {{ 2 }})");
    let text = |name: &str| format!("(if true {{ seen += \"{name}\"\n\"k\" }} else {{ \"l\" }})");
    for expression in [
        format!("{} * [{}]", one("a"), one("b")),
        format!("{} * {}", one("a"), text("b")),
        format!("{} * {}", text("a"), one("b")),
        format!("add({}, {})", one("a"), one("b")),
        format!("add(b: {}, a: {})", one("a"), one("b")),
        format!("Pair {{ b: [{}], a: {} }}", one("a"), one("b")),
        format!("\"x,y\".split(limit: {}, separator: {})", one("a"), text("b")),
        format!("[{}].fold({}, |x, y| x + y)", one("a"), one("b")),
        format!("range({}).fold({}, |x, y| x + y)", one("a"), one("b")),
        format!("[3, 1, {}].sort_by(|x| x, descending: {} == 1)", one("a"), one("b")),
        format!("{{\"k\": [{}, 2]}}[{}]", one("a"), text("b")),
        format!("[[{}, 2]][0][{}]", one("a"), one("b")),
        format!("[[1, 2], [1, 2]][{}][{}]", one("a"), one("b")),
        format!("\"abc\".replace({}, {})", text("a"), text("b")),
        format!("datetime(2024, 1, 1, second: {}, hour: {})", one("a"), one("b")),
        format!("rng(1).next_int({}, {})", one("a"), one("b")).replace("rng(1)", "r"),
        format!("r.next_int(high: {} + 9, low: {})", one("a"), one("b")),
        format!("[1, 2, 3][{}:{}]", one("a"), one("b")),
        format!("f\"\"\"{{{}}}{{{}}}\"\"\"", one("a"), one("b")),
        format!("{{{}: {}}}", text("a"), one("b")),
        format!("{{\"a\": 1}}.get({}, {})", text("a"), one("b")),
        format!("{} < {}", one("a"), one("b")),
        format!("{} in [{}]", one("a"), one("b")),
        format!("[x + y for x in [{}] for y in [{}]]", one("a"), one("b")),
    ] {
        let program = format!(
            "{ITEMS}task t() -> str {{\n    var seen = \"\"\n    var r = rng(1)\n    assert r.next_int(1, 2) > 0\n    let made = {expression}\n    seen\n}}"
        );
        assert_eq!(value_of(&Module::new(&program), "t"), "\"ab\"", "{expression}");
    }
}

#[test]
fn what_fails_first_is_what_is_reported() {
    let fails = |body: &str| Module::new(&format!("{ITEMS}task t() -> str {{\n{body}\n}}")).run("t", &[]).unwrap_err().message;
    let named = Module::new(&format!("{ITEMS}task t() -> (a: int, b: int) {{ (b: [1][5], a: 1 // add(0, 0)) }}"));
    assert!(named.run("t", &[]).unwrap_err().message.contains("index"));
    for (body, expected) in [
        ("str([[1]][5 + add(0, 0)][1 // add(0, 0)])", "index"),
        ("str([[1]][5][1 // add(0, 0)])", "index"),
        ("str({\"a\": [1]}[\"b\"][1 // add(0, 0)])", "no key"),
        ("str(json_parse(\"{}\")[\"b\"][1 // add(0, 0)])", "no key"),
        ("var xs = [1]\nxs[5] += 1 // add(0, 0)\nstr(xs)", "index"),
        ("var m = {\"a\": 1}\nm[\"b\"] += 1 // add(0, 0)\nstr(m)", "no key"),
        ("var m = {\"a\": [1]}\nm[\"b\"] += [1 // add(0, 0)]\nstr(m)", "no key"),
        ("var g = [[1]]\ng[0][7] += 1 // add(0, 0)\nstr(g)", "index"),
        ("str([1 // add(0, 0)].fold([1][5], |x, y| x + y))", "division"),
        ("str(range(0, 5, add(0, 0)).fold([1][5], |x, y| x + y))", "step"),
        ("str([1].sort_by(|x| [1][5], descending: 1 // add(0, 0) == 1))", "division"),
        ("str(1 // add(0, 0) * [[1][5]])", "division"),
    ] {
        let message = fails(body);
        assert!(message.contains(expected), "{body}: {message}");
    }
}

#[test]
fn the_right_side_of_coalesce_is_evaluated_only_if_needed() {
    for (ty, value, other) in [
        ("int", "1", "2"),
        ("float", "1.5", "2.5"),
        ("bool", "true", "false"),
        ("duration", "1s", "2s"),
        ("datetime", "datetime(\"2030-01-02\")", "datetime(\"2031-01-02\")"),
        ("str", "\"a\"", "\"b\""),
        ("[int]", "[1]", "[2]"),
    ] {
        let text = format!(
            "fn boom() -> {ty} {{ fail(\"evaluated\") }}
fn deep(n: int, m: {{str: {ty}}}) -> {ty} {{ m.get(str(n)) ?? deep(n - 1, m) }}
task present() -> bool {{
    let m = {{\"a\": {value}}}
    m.get(\"a\") ?? boom() == {value}
}}
task absent() -> bool {{
    let m = {{\"a\": {value}}}
    (m.get(\"b\") ?? {other}) == {other}
}}
task recursive() -> bool {{ deep(9, {{\"3\": {value}}}) == {value} }}
task optional() -> bool {{
    let m: {{str: {ty}?}} = {{\"a\": none}}
    (m.get(\"a\") ?? {other}) == {other} and m.get(\"a\", {other}) == none and (m.get(\"b\") ?? {other}) == {other}
}}
task given() -> bool {{
    let m: {{str: {ty}?}} = {{\"a\": {value}}}
    (m.get(\"a\") ?? boom()) == {value}
}}
task loose() -> bool {{
    let m = {{\"a\": {value}}}
    let found = m.get(\"a\")
    (found ?? boom()) == {value}
}}
"
        )
        .replace("?? boom() ==", "?? boom()) ==")
        .replace("    m.get(\"a\") ?? boom())", "    (m.get(\"a\") ?? boom())");
        let module = Module::new(&text);
        for task in ["present", "absent", "recursive", "optional", "given", "loose"] {
            assert_eq!(value_of(&module, task), "true", "{task} of {ty}");
        }
    }
    all(&[
        ("var m = {\"a\": 1}\nlet z = m.len() - 1\nm[\"a\"] = (m.get(\"a\") ?? 1 // z) + 1\nm[\"a\"]", "2"),
        ("var m: {str: int?} = {\"a\": none}\nm[\"a\"] = (m.get(\"a\") ?? 4) + 1\nm[\"a\"] ?? 0", "5"),
        ("var m: {str: int} = {}\nfor k in [\"a\", \"b\", \"a\"] { m[k] = (m.get(k) ?? 0) + 1 }\nm", "{\"a\": 2, \"b\": 1}"),
    ]);
}

#[test]
fn results_of_calls_keep_their_type_where_an_optional_is_wanted() {
    let items = "fn f() -> float { 1.5 }\nfn t() -> datetime { datetime(\"2030-01-02T00:00:00Z\") }\nfn d() -> duration { 90s }\nfn b() -> bool { true }\n";
    let one = |ty: &str, call: &str, expected: &str| {
        for (made, expected) in [
            (format!("let xs: [{ty}?] = [{call} for i in [1]]\nxs"), format!("[{expected}]")),
            (format!("let xs: [{ty}?] = [{call}]\nxs"), format!("[{expected}]")),
            (format!("let xs: [{ty}?] = [1].map(|x| {call})\nxs"), format!("[{expected}]")),
            (format!("let m: {{str: {ty}?}} = {{\"k\": {call} for i in [1]}}\nm"), format!("{{\"k\": {expected}}}")),
            (format!("let x: {ty}? = {call}\nx"), expected.to_owned()),
            (format!("let x: {ty}? = if true {{ {call} }} else {{ none }}\nx"), expected.to_owned()),
            (format!("let p: ({ty}?, int) = ({call}, 1)\np"), format!("({expected}, 1)")),
        ] {
            if Module::accepted(&format!("{items}fn value() {{\n{made}\n}}")).is_some() {
                assert_eq!(super::value_with(items, &made), expected, "{made}");
            }
        }
    };
    one("float", "f()", "1.5");
    one("datetime", "t()", "datetime(\"2030-01-02T00:00:00Z\")");
    one("duration", "d()", "1m30s");
    one("bool", "b()", "true");
    one("int", "7 + 0", "7");
}
