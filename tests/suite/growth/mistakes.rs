//! Programs that are wrong all over.

use super::{Row, each, file, task};

pub(super) fn rows() -> Vec<Row> {
    vec![
        Row {
            name: "unknown names",
            covers: &[],
            n: 1_000,
            status: 1,
            make: |n| task(&(each(n, "\n", |i| format!("let _v{i} = unknown{i}")) + "\nx")),
        },
        Row {
            name: "unknown names beside known ones",
            covers: &[],
            n: 1_000,
            status: 1,
            make: |n| {
                file(
                    each(n, "\n", |i| format!("const KNOWN{i} = {i}"))
                        + "\ntask t(x: int) -> int {\n"
                        + &each(n, "\n", |i| format!("let _v{i} = KNOWM{i}"))
                        + "\nx\n}",
                )
            },
        },
        Row {
            name: "unknown tasks",
            covers: &[],
            n: 1_000,
            status: 1,
            make: |n| {
                file(
                    each(n, "\n", |i| format!("task t{i}(x: int) -> int {{ x }}"))
                        + "\nworkflow w(x: int) -> int {\n"
                        + &each(n, "\n", |i| format!("let _v{i} = u{i}(x)"))
                        + "\nt0(x)\n}",
                )
            },
        },
        Row {
            name: "unknown inputs",
            covers: &[],
            n: 800,
            status: 1,
            make: |n| {
                file(format!(
                    "task t({}) -> int {{ p0 }}\nworkflow w(x: int) -> int {{ t({}) }}",
                    each(n, ", ", |i| format!("p{i}: int")),
                    each(n, ", ", |i| format!("q{i}: x"))
                ))
            },
        },
        Row {
            name: "unknown parameters",
            covers: &[],
            n: 800,
            status: 1,
            make: |n| {
                file(format!(
                    "fn f({}) -> int {{ p0 }}\ntask t(x: int) -> int {{ f({}) }}",
                    each(n, ", ", |i| format!("p{i}: int")),
                    each(n, ", ", |i| format!("q{i}: x"))
                ))
            },
        },
        Row {
            name: "unknown fields",
            covers: &[],
            n: 800,
            status: 1,
            make: |n| {
                file(format!(
                    "struct S {{ {} }}\ntask t(s: S) -> S {{ [{}]\nS {{ {} }} }}",
                    each(n, ", ", |i| format!("p{i}: int")),
                    each(n, ", ", |i| format!("s.q{i}")),
                    each(n, ", ", |i| format!("q{i}: 1"))
                ))
            },
        },
        Row {
            name: "missing inputs",
            covers: &[],
            n: 500,
            status: 1,
            make: |n| {
                file(format!(
                    "task t({}) -> int {{ p0 }}\nworkflow w(x: int) -> int {{\n{}\nt()\n}}",
                    each(n, ", ", |i| format!("p{i}: int")),
                    each(n, "\n", |i| format!("let _v{i} = t()"))
                ))
            },
        },
        Row {
            name: "missing parameters",
            covers: &[],
            n: 500,
            status: 1,
            make: |n| {
                file(format!(
                    "fn f({}) -> int {{ p0 }}\ntask t(x: int) -> int {{\n{}\nx\n}}",
                    each(n, ", ", |i| format!("p{i}: int")),
                    each(n, "\n", |i| format!("let _v{i} = f()"))
                ))
            },
        },
        Row {
            name: "missing fields",
            covers: &[],
            n: 500,
            status: 1,
            make: |n| {
                file(format!(
                    "struct S {{ {} }}\ntask t(x: int) -> int {{\n{}\nx\n}}",
                    each(n, ", ", |i| format!("p{i}: int")),
                    each(n, "\n", |i| format!("let _v{i} = S {{ }}"))
                ))
            },
        },
        Row {
            name: "missing outputs",
            covers: &[],
            n: 500,
            status: 1,
            make: |n| {
                file(format!(
                    "task t(x: int) -> ({}) {{\n{}\n(o0: x)\n}}",
                    each(n, ", ", |i| format!("o{i}: int")),
                    each(n, "\n", |_| "if x > 1 { return (o1: x) }".to_owned())
                ))
            },
        },
        Row {
            name: "large types that do not fit",
            covers: &[],
            n: 300,
            status: 1,
            make: |n| {
                file(format!(
                    "type T = table<{{{}}}>\ntask t(x: T) -> int {{\n{}\n1\n}}",
                    each(n, ", ", |i| format!("c{i}: int")),
                    each(n, "\n", |i| format!("let _v{i}: int = x"))
                ))
            },
        },
        Row {
            name: "large tuples that do not fit",
            covers: &[],
            n: 300,
            status: 1,
            make: |n| {
                task(&format!("let v = ({})\n{}\nx", each(n, ", ", |i| i.to_string()), each(n, "\n", |i| format!("let _v{i}: int = v"))))
            },
        },
        Row {
            name: "types that do not fit",
            covers: &[],
            n: 1_500,
            status: 1,
            make: |n| task(&(each(n, "\n", |i| format!("let _v{i}: str = x")) + "\nx")),
        },
        Row {
            name: "names that are declared twice",
            covers: &[],
            n: 2_000,
            status: 1,
            make: |n| file(each(n, "\n", |_| "const A = 1".to_owned()) + "\ntask t() -> int { 1 }"),
        },
        Row {
            name: "keys that stand twice",
            covers: &[],
            n: 2_000,
            status: 1,
            make: |n| task(&format!("let m = {{{}}}\nm.len()", each(n, ", ", |i| format!("\"k{}\": {i}", i % 3)))),
        },
        Row {
            name: "broken items",
            covers: &[],
            n: 1_500,
            status: 1,
            make: |n| file(each(n, "\n", |i| format!("task t{i}(x: ) -> {{ 1 }}")) + "\ntask t() -> int { 1 }"),
        },
        Row {
            name: "broken statements",
            covers: &[],
            n: 1_500,
            status: 1,
            make: |n| task(&(each(n, "\n", |i| format!("let v{i} = = x")) + "\nx")),
        },
        Row {
            name: "broken entries",
            covers: &[],
            n: 1_500,
            status: 1,
            make: |n| task(&format!("let v = [{}]\nx", each(n, ", ", |_| "x +".to_owned()))),
        },
        Row { name: "open brackets", covers: &[], n: 10_000, status: 1, make: |n| task(&"(".repeat(n)) },
        Row { name: "closed brackets", covers: &[], n: 10_000, status: 1, make: |n| task(&")".repeat(n)) },
        Row { name: "brackets that do not fit", covers: &[], n: 5_000, status: 1, make: |n| task(&"(]{)[}".repeat(n)) },
        Row { name: "open texts", covers: &[], n: 2_000, status: 1, make: |n| task(&each(n, "\n", |i| format!("let v{i} = \"abc"))) },
        Row {
            name: "odd characters",
            covers: &[],
            n: 5_000,
            status: 1,
            make: |n| task(&each(n, "\n", |_| "let § = ‘x’ \u{200b}$".to_owned())),
        },
        Row { name: "one line of operators", covers: &[], n: 5_000, status: 1, make: |n| task(&"+ * / == ".repeat(n)) },
        Row { name: "deep brackets", covers: &[], n: 3_000, status: 1, make: |n| task(&("[".repeat(n) + &"]".repeat(n))) },
        Row { name: "a long sum", covers: &[], n: 3_000, status: 1, make: |n| task(&each(n, " + ", |_| "x".to_owned())) },
        Row { name: "keywords", covers: &[], n: 5_000, status: 1, make: |n| file("task ".repeat(n)) },
        Row {
            name: "wrong directives",
            covers: &[],
            n: 1_500,
            status: 0,
            make: |n| file(each(n, "\n", |i| format!("# flightplan: allow(no-such-{i})\nconst A{i} = 1")) + "\ntask t() -> int { 1 }"),
        },
        Row {
            name: "imports of nothing",
            covers: &[],
            n: 800,
            status: 1,
            make: |n| file(each(n, "\n", |i| format!("import m{i}.{{a, b}}")) + "\ntask t() -> int { 1 }"),
        },
        Row {
            name: "imports of unknown names",
            covers: &[],
            n: 800,
            status: 1,
            make: |n| {
                vec![
                    ("b.fpl".to_owned(), each(n, "\n", |i| format!("const KNOWN{i:04} = 1"))),
                    ("a.fpl".to_owned(), each(n, "\n", |i| format!("import b.{{KNOWM{i:04}}}")) + "\ntask t() -> int { 1 }"),
                ]
            },
        },
        Row {
            name: "circles of modules",
            covers: &[],
            n: 100,
            status: 1,
            make: |n| {
                (0..n)
                    .map(|i| (format!("m{i}.fpl"), format!("import m{}.{{A as B}}\nconst A = 1\ntask t() -> int {{ B }}", (i + 1) % n)))
                    .collect()
            },
        },
        Row {
            name: "helpers in circles",
            covers: &[],
            n: 1_000,
            status: 1,
            make: |n| file(each(n, "\n", |i| format!("fn f{i}(a: int) {{ f{}(a) }}", (i + 1) % n)) + "\ntask t() -> int { f0(1) }"),
        },
        Row {
            name: "nodes in code",
            covers: &[],
            n: 800,
            status: 1,
            make: |n| task(&(each(n, "\n", |i| format!("let _v{i} = map f(each [1]) with {{ retries: 1 }} after x")) + "\nx")),
        },
    ]
}
