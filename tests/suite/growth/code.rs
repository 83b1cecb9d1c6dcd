//! Expressions and matches of code.

use super::{Row, each, file, nested, task};

pub(super) fn rows() -> Vec<Row> {
    let mut rows = expressions();
    rows.extend(matches());
    rows
}

fn expressions() -> Vec<Row> {
    vec![
        Row {
            name: "a list",
            covers: &["list"],
            n: 8_000,
            status: 0,
            make: |n| task(&format!("let xs = [{}]\nxs[0]", each(n, ", ", |i| i.to_string()))),
        },
        Row {
            name: "a list of strings and optional values",
            covers: &[],
            n: 4_000,
            status: 0,
            make: |n| {
                task(&format!(
                    "let xs = [{}]\nxs.len()",
                    each(n, ", ", |i| if i % 2 == 0 { "none".to_owned() } else { format!("\"{i}\"") })
                ))
            },
        },
        Row {
            name: "a list of lists",
            covers: &[],
            n: 3_000,
            status: 0,
            make: |n| {
                task(&format!("let xs = [{}]\nxs.len()", each(n, ", ", |i| if i % 2 == 0 { "[]".to_owned() } else { "[[1]]".to_owned() })))
            },
        },
        Row {
            name: "a map",
            covers: &["map", "entry"],
            n: 4_000,
            status: 0,
            make: |n| task(&format!("let m = {{{}}}\nm.len()", each(n, ", ", |i| format!("\"k{i}\": {i}")))),
        },
        Row {
            name: "a json value",
            covers: &[],
            n: 3_000,
            status: 0,
            make: |n| task(&format!("let m: json = {{{}}}\n1", each(n, ", ", |i| format!("\"k{i}\": [{i}, \"a\", none]")))),
        },
        Row {
            name: "a tuple",
            covers: &["paren", "part", "pattern"],
            n: 2_000,
            status: 0,
            make: |n| task(&format!("let ({}) = ({})\nv0", each(n, ", ", |i| format!("v{i}")), each(n, ", ", |i| i.to_string()))),
        },
        Row {
            name: "parentheses",
            covers: &["operand", "head_operand", "value", "statements", "statement", "expr_stmt", "file_item", "item"],
            n: 300,
            status: 0,
            make: |n| task(&(each(n, "\n", |i| format!("let _v{i} = {}", nested(100, "(", "x", ")"))) + "\nx")),
        },
        Row {
            name: "nested lists",
            covers: &[],
            n: 200,
            status: 0,
            make: |n| task(&(each(n, "\n", |i| format!("let _v{i} = {}", nested(100, "[", "x", "]"))) + "\nx")),
        },
        Row {
            name: "nested maps",
            covers: &[],
            n: 200,
            status: 0,
            make: |n| task(&(each(n, "\n", |i| format!("let _v{i} = {}", nested(60, "{\"a\": ", "x", "}"))) + "\nx")),
        },
        Row { name: "a sum", covers: &["expr", "infix"], n: 60, status: 0, make: |n| task(&each(n, " + ", |i| i.to_string())) },
        Row {
            name: "sums",
            covers: &[],
            n: 300,
            status: 0,
            make: |n| task(&(each(n, "\n", |i| format!("let _v{i} = {}", each(60, " + ", |_| "x".to_owned()))) + "\nx")),
        },
        Row {
            name: "products and powers",
            covers: &[],
            n: 300,
            status: 0,
            make: |n| {
                task(&(each(n, "\n", |i| format!("let _v{i} = {} * 2 // 3 % 5 - -x ** 2", each(30, " * ", |_| "x".to_owned()))) + "\nx"))
            },
        },
        Row {
            name: "conditions",
            covers: &["prefix", "head"],
            n: 300,
            status: 0,
            make: |n| task(&(each(n, "\n", |i| format!("if {} and not x == {i} {{ }}", each(30, " or ", |i| format!("x > {i}")))) + "\nx")),
        },
        Row {
            name: "comparisons in a row",
            covers: &[],
            n: 500,
            status: 1,
            make: |n| task(&(each(n, "\n", |i| format!("let _v{i} = 1 < x < 3 < 4")) + "\nx")),
        },
        Row {
            name: "coalescing",
            covers: &[],
            n: 300,
            status: 0,
            make: |n| {
                file(format!(
                    "task t(x: int?) -> int {{\n{}\n1\n}}",
                    each(n, "\n", |i| format!("let _v{i} = {} ?? 1", each(30, " ?? ", |_| "x".to_owned())))
                ))
            },
        },
        Row {
            name: "signs",
            covers: &[],
            n: 300,
            status: 0,
            make: |n| task(&(each(n, "\n", |i| format!("let _v{i} = {}x", "- ".repeat(60))) + "\nx")),
        },
        Row {
            name: "calls in a row",
            covers: &["postfix", "call"],
            n: 300,
            status: 0,
            make: |n| task(&(each(n, "\n", |i| format!("let _v{i} = \"a\"{}", ".trim()".repeat(40))) + "\nx")),
        },
        Row {
            name: "indices in a row",
            covers: &["index"],
            n: 300,
            status: 0,
            make: |n| {
                file(format!(
                    "type D = {}\ntask t(d: D) -> int {{\n{}\n1\n}}",
                    nested(40, "[", "int", "]"),
                    each(n, "\n", |i| format!("let _v{i} = d{}", "[0]".repeat(40)))
                ))
            },
        },
        Row {
            name: "fields in a row",
            covers: &[],
            // Few, because Flyte's tree of the type has the square of them.
            n: 30,
            status: 0,
            make: |n| {
                file(
                    "struct S0 { a: int }\n".to_owned()
                        + &each(n - 1, "\n", |i| format!("struct S{} {{ a: S{i} }}", i + 1))
                        + &format!("\ntask t(s: S{}) -> int {{ s{} }}", n - 1, ".a".repeat(n)),
                )
            },
        },
        Row {
            name: "arguments",
            covers: &["arg", "args"],
            n: 3_000,
            status: 0,
            make: |n| task(&(each(n, "\n", |i| format!("let _v{i} = max(x, min({i}, x))")) + "\nx")),
        },
        Row {
            name: "arguments of one call",
            covers: &[],
            n: 2_000,
            status: 1,
            make: |n| task(&format!("max({})", each(n, ", ", |i| i.to_string()))),
        },
        Row {
            name: "nested calls",
            covers: &[],
            n: 150,
            status: 0,
            make: |n| task(&(each(n, "\n", |i| format!("let _v{i} = {}", nested(50, "max(1, ", "x", ")"))) + "\nx")),
        },
        Row {
            name: "nested calls of overloads",
            covers: &[],
            n: 40,
            status: 0,
            make: |n| task(&(each(n, "\n", |i| format!("let _v{i} = {}", nested(60, "abs(max(1, ", "x", "))"))) + "\nx")),
        },
        Row {
            name: "interpolated texts",
            covers: &["interpolated", "interpolation"],
            n: 3_000,
            status: 0,
            make: |n| task(&format!("let s = f\"{}\"\ns.len()", each(n, " ", |i| format!("{i} {{x}} {{x:05d}}")))),
        },
        Row {
            name: "nested interpolations",
            covers: &[],
            n: 200,
            status: 0,
            make: |n| task(&(each(n, "\n", |i| format!("let _v{i} = f\"a{{f'b'}}\"").replace("f'b'", "str(f\"b{x}\")")) + "\nx")),
        },
        Row {
            name: "long texts",
            covers: &[],
            n: 20_000,
            status: 0,
            make: |n| {
                task(&format!(
                    "let a = \"{}\"\nlet b = r\"{}\"\nlet c = \"\"\"\n{}\n\"\"\"\na.len() + b.len() + c.len()",
                    "a\\n\\u{e9}".repeat(n),
                    "x\\".repeat(n) + "y",
                    "  line\n".repeat(n)
                ))
            },
        },
        Row {
            name: "an if with many branches",
            covers: &["if_expr"],
            n: 400,
            status: 0,
            make: |n| task(&(each(n, " else ", |i| format!("if x == {i} {{ {i} }}")) + " else { 0 }")),
        },
        Row {
            name: "nested ifs",
            covers: &[],
            n: 60,
            status: 0,
            make: |n| task(&(each(n, "\n", |_| nested(40, "if x > 1 { ", "", " }")) + "\nx")),
        },
        Row {
            name: "nested ifs with values",
            covers: &[],
            n: 30,
            status: 0,
            make: |n| task(&(each(n, "\n", |i| format!("let _v{i} = {}", nested(60, "if x > 1 { 1 } else { ", "x", " }"))) + "\nx")),
        },
        Row {
            name: "comprehensions",
            covers: &["clause"],
            n: 1_000,
            status: 0,
            make: |n| {
                task(&(each(n, "\n", |i| format!("let _v{i} = [a + b for a in range(x) for b in range(a) if a > b if b > 1]")) + "\nx"))
            },
        },
        Row {
            name: "clauses",
            covers: &[],
            n: 60,
            status: 0,
            make: |n| task(&format!("let xs = [x {}]\nxs.len()", each(n, " ", |i| format!("for a{i} in range(x) if a{i} > 1")))),
        },
        Row {
            name: "nested comprehensions",
            covers: &[],
            n: 50,
            status: 0,
            make: |n| task(&(each(n, "\n", |i| format!("let _v{i} = {}", nested(30, "[", "x", " for a in range(x)]"))) + "\nx")),
        },
        Row {
            name: "closures",
            covers: &["closure", "closure_params"],
            n: 1_000,
            status: 0,
            make: |n| {
                task(&(each(n, "\n", |i| format!("let _v{i} = range(x).map(|a| a + {i}).filter(|a| a > 1).sort_by(|a| -a)")) + "\nx"))
            },
        },
        Row {
            name: "nested closures",
            covers: &[],
            n: 30,
            status: 0,
            make: |n| task(&(each(n, "\n", |i| format!("let _v{i} = {}", nested(20, "range(x).map(|a| ", "x", ")"))) + "\nx")),
        },
        Row {
            name: "nested closures with folds",
            covers: &[],
            n: 20,
            status: 0,
            make: |n| task(&(each(n, "\n", |i| format!("let _v{i} = {}", nested(16, "range(x).fold(0, |a, b| a + ", "x", ")"))) + "\nx")),
        },
        Row {
            name: "lists to be known later",
            covers: &[],
            n: 1_500,
            status: 0,
            make: |n| task(&(each(n, "\n", |i| format!("var v{i} = []")) + "\n" + &each(n, "\n", |i| format!("v{i} += [x]")) + "\nx")),
        },
        Row {
            name: "lists that are known together",
            covers: &[],
            n: 1_000,
            status: 0,
            make: |n| task(&("var v0 = []\n".to_owned() + &each(n, "\n", |i| format!("var v{} = v{i}", i + 1)) + "\nv0 += [x]\nx")),
        },
    ]
}

fn matches() -> Vec<Row> {
    vec![
        Row {
            name: "arms",
            covers: &["match_expr", "arm"],
            n: 4_000,
            status: 0,
            make: |n| task(&format!("match x {{ {}, _ => 1 }}", each(n, ", ", |i| format!("{i} => {i}")))),
        },
        Row {
            name: "arms of texts",
            covers: &[],
            n: 4_000,
            status: 0,
            make: |n| file(format!("task t(x: str) -> int {{ match x {{ {}, _ => 1 }} }}", each(n, ", ", |i| format!("\"k{i}\" => {i}")))),
        },
        Row {
            name: "arms of floats",
            covers: &[],
            n: 3_000,
            status: 0,
            make: |n| file(format!("task t(x: float) -> int {{ match x {{ {}, _ => 1 }} }}", each(n, ", ", |i| format!("{i}.5 => {i}")))),
        },
        Row {
            name: "arms with alternatives",
            covers: &["match_pattern", "match_atom"],
            n: 4_000,
            status: 0,
            make: |n| task(&format!("match x {{ {} => 1, _ => 2 }}", each(n, " | ", |i| i.to_string()))),
        },
        Row {
            name: "arms with guards",
            covers: &[],
            n: 2_000,
            status: 0,
            make: |n| task(&format!("match x {{ {}, _ => 1 }}", each(n, ", ", |i| format!("a if a == {i} => {i}")))),
        },
        Row {
            name: "arms that return",
            covers: &["arm_statement"],
            n: 2_000,
            status: 0,
            make: |n| task(&format!("match x {{ {}, _ => {{ }} }}\nx", each(n, ", ", |i| format!("{i} => return {i}")))),
        },
        Row {
            name: "arms that are never reached",
            covers: &[],
            n: 1_500,
            status: 0,
            make: |n| task(&format!("match x {{ {}, _ => 1 }}", each(n, ", ", |i| format!("{} => {i}", i % 10)))),
        },
        Row {
            name: "arms that are missing",
            covers: &[],
            n: 1_500,
            status: 1,
            make: |n| {
                file(format!(
                    "enum E {{ {} }}\ntask t(e: E) -> int {{ {} }}",
                    each(n, ", ", |i| format!("v{i}")),
                    each(10, "\n", |_| "let _v = match e { E.v0 => 1 }".to_owned()) + "\n1"
                ))
            },
        },
        Row {
            name: "nested matches",
            covers: &[],
            n: 30,
            status: 0,
            make: |n| task(&(each(n, "\n", |i| format!("let _v{i} = {}", nested(40, "match x { 1 => 2, _ => ", "x", " }"))) + "\nx")),
        },
        Row {
            name: "matches of unions",
            covers: &[],
            n: 500,
            status: 0,
            make: |n| {
                file(format!(
                    "task t(x: int | str | [int] | bool | none) -> int {{\n{}\n1\n}}",
                    each(n, "\n", |i| format!("let _v{i} = match x {{ a: int | bool => 1, b: str => 2, none => 3, c: [int] => c.len() }}"))
                ))
            },
        },
    ]
}
