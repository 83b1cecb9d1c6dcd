//! Items, their parts, and modules.

use super::{Row, each, file, task};

pub(super) fn rows() -> Vec<Row> {
    vec![
        Row {
            name: "constants",
            covers: &["statement_end"],
            n: 4_000,
            status: 0,
            make: |n| file(each(n, "\n", |i| format!("const A{i} = {i}")) + "\ntask t() -> int { 1 }"),
        },
        Row {
            name: "structs",
            covers: &[],
            n: 3_000,
            status: 0,
            make: |n| file(each(n, "\n", |i| format!("struct S{i} {{ a: int, b: str = \"x\" }}")) + "\ntask t() -> int { 1 }"),
        },
        Row {
            name: "structs in structs",
            covers: &[],
            n: 60,
            status: 0,
            make: |n| {
                file(
                    "struct S0 { a: int }\n".to_owned()
                        + &each(n - 1, "\n", |i| format!("struct S{} {{ a: S{i} }}", i + 1))
                        + "\ntask t() -> int { 1 }",
                )
            },
        },
        Row {
            name: "fields",
            covers: &["struct_item", "entry_end", "field_init", "fields"],
            n: 2_000,
            status: 0,
            make: |n| {
                file(format!(
                    "struct S {{ {} }}\ntask t(x: int) -> S {{ S {{ {} }} }}",
                    each(n, ", ", |i| format!("f{i}: int")),
                    each(n, ", ", |i| format!("f{i}: x"))
                ))
            },
        },
        Row {
            name: "fields that are read",
            covers: &["field"],
            n: 2_000,
            status: 0,
            make: |n| {
                file(format!(
                    "struct S {{ {} }}\ntask t(s: S) -> int {{ [{}].sum() }}",
                    each(n, ", ", |i| format!("f{i}: int")),
                    each(n, ", ", |i| format!("s.f{i}"))
                ))
            },
        },
        Row {
            name: "defaults of fields",
            covers: &[],
            n: 2_000,
            status: 0,
            make: |n| file(format!("struct S {{ {} }}\ntask t() -> S {{ S {{ }} }}", each(n, ", ", |i| format!("f{i}: int = {i}")))),
        },
        Row {
            name: "enums",
            covers: &[],
            n: 3_000,
            status: 0,
            make: |n| file(each(n, "\n", |i| format!("enum E{i} {{ a, b = \"B\" }}")) + "\ntask t() -> int { 1 }"),
        },
        Row {
            name: "variants",
            covers: &["enum_item"],
            n: 2_000,
            status: 0,
            make: |n| {
                file(format!(
                    "enum E {{ {} }}\ntask t(e: E) -> int {{ match e {{ {} }} }}",
                    each(n, ", ", |i| format!("v{i}")),
                    each(n, ", ", |i| format!("E.v{i} => {i}"))
                ))
            },
        },
        Row {
            name: "aliases",
            covers: &[],
            n: 4_000,
            status: 0,
            make: |n| file(each(n, "\n", |i| format!("type T{i} = [int]")) + "\ntask t() -> int { 1 }"),
        },
        Row {
            name: "aliases of aliases",
            covers: &[],
            n: 3_000,
            status: 0,
            make: |n| {
                file("type T0 = [int]\n".to_owned() + &each(n, "\n", |i| format!("type T{} = T{i}", i + 1)) + "\ntask t() -> int { 1 }")
            },
        },
        Row {
            name: "aliases that double",
            covers: &[],
            n: 100,
            status: 1,
            make: |n| {
                file(
                    "type T0 = {str: int}\n".to_owned()
                        + &each(n, "\n", |i| format!("struct T{} {{ a: T{i}, b: T{i} }}", i + 1))
                        + "\ntask t() -> int { 1 }",
                )
            },
        },
        Row {
            name: "helpers",
            covers: &["block"],
            n: 3_000,
            status: 0,
            make: |n| file(each(n, "\n", |i| format!("fn f{i}(a: int) -> int {{ a + {i} }}")) + "\ntask t() -> int { f0(a: 1) }"),
        },
        Row {
            name: "helpers that call each other",
            covers: &[],
            n: 2_000,
            status: 0,
            make: |n| {
                file(
                    "fn f0(a: int) -> int { a }\n".to_owned()
                        + &each(n, "\n", |i| format!("fn f{}(a: int) -> int {{ f{i}(a) }}", i + 1))
                        + &format!("\ntask t() -> int {{ f{n}(1) }}"),
                )
            },
        },
        Row {
            name: "helpers without types of results",
            covers: &[],
            n: 2_000,
            status: 0,
            make: |n| {
                file(
                    format!("fn f{n}(a: int) {{ a }}\n")
                        + &each(n, "\n", |i| format!("fn f{i}(a: int) {{ f{}(a) }}", i + 1))
                        + "\ntask t() -> int { f0(1) }",
                )
            },
        },
        Row {
            name: "tasks",
            covers: &[],
            n: 1_500,
            status: 0,
            make: |n| file(each(n, "\n", |i| format!("task t{i}(a: int) -> int {{ a }}"))),
        },
        Row {
            name: "workflows named like the one around a task",
            covers: &[],
            n: 1_000,
            status: 0,
            make: |n| {
                let workflow = |i| format!("workflow w{i}(x: int) -> int with {{ name: \".flytegen.none{i}\" }} {{ t0(x) }}");
                file(each(n, "\n", |i| format!("task t{i}(x: int) -> int {{ x }}")) + "\n" + &each(n, "\n", workflow))
            },
        },
        Row {
            name: "tasks that share helpers beyond the bound",
            covers: &[],
            n: 3_000,
            status: 1,
            make: |n| {
                file(
                    each(n, "\n", |i| {
                        format!("fn f{i}(a: int) -> int {{ {} }}", if i == 0 { "a".to_owned() } else { format!("f{}(a)", i - 1) })
                    }) + "\n"
                        + &each(n, "\n", |i| format!("task t{i}(a: int) -> int {{ f{}(a) }}", n - 1)),
                )
            },
        },
        Row {
            name: "parameters",
            covers: &["signature", "param", "type_expr"],
            n: 2_000,
            status: 0,
            make: |n| {
                file(format!(
                    "fn f({}) -> int {{ p0 }}\ntask t(x: int) -> int {{ f({}) }}",
                    each(n, ", ", |i| format!("p{i}: int")),
                    each(n, ", ", |i| format!("p{i}: x"))
                ))
            },
        },
        Row {
            name: "outputs",
            covers: &["output_tuple"],
            n: 1_500,
            status: 0,
            make: |n| {
                file(format!(
                    "task t(x: int) -> ({}) {{ ({}) }}",
                    each(n, ", ", |i| format!("o{i}: int")),
                    each(n, ", ", |i| format!("o{i}: x"))
                ))
            },
        },
        Row {
            name: "outputs by position",
            covers: &[],
            n: 1_500,
            status: 0,
            make: |n| {
                file(format!("task t(x: int) -> ({}) {{ ({}) }}", each(n, ", ", |_| "int".to_owned()), each(n, ", ", |_| "x".to_owned())))
            },
        },
        Row {
            name: "docs",
            covers: &[],
            n: 10_000,
            status: 0,
            make: |n| file(each(n, "\n", |i| format!("## line {i}")) + "\ntask t() -> int { 1 }"),
        },
        Row {
            name: "comments",
            covers: &[],
            n: 10_000,
            status: 0,
            make: |n| file(each(n, "\n", |i| format!("# line {i}")) + "\ntask t() -> int { 1 }"),
        },
        Row {
            name: "allow comments of items",
            covers: &[],
            n: 2_500,
            status: 0,
            make: |n| {
                file(
                    each(n, "\n", |i| format!("# flightplan: allow(shadowed-builtin): x\nfn f{i}(range: int) -> int {{ range }}"))
                        + "\ntask t() -> int { 1 }",
                )
            },
        },
        Row {
            name: "allow comments of statements",
            covers: &[],
            n: 2_500,
            status: 0,
            make: |n| {
                task(
                    &(each(n, "\n", |i| {
                        format!(
                            "# flightplan: allow(unused-variable): x\nlet v{i} = x\nif x > {i} {{ let w{i} = 1 # flightplan: allow(unused-variable)\n }}"
                        )
                    }) + "\nx"),
                )
            },
        },
        Row {
            name: "allow comments of one item",
            covers: &[],
            n: 2_500,
            status: 0,
            make: |n| {
                file(
                    each(n, "\n", |i| format!("# flightplan: allow(unused-variable): {i}"))
                        + &format!("\ntask t(x: int) -> int {{\n{}\nx\n}}", each(n, "\n", |i| format!("let v{i} = x"))),
                )
            },
        },
        Row {
            name: "imports of many names",
            covers: &["import_item"],
            n: 2_000,
            status: 0,
            make: |n| {
                vec![
                    ("b.fpl".to_owned(), each(n, "\n", |i| format!("const A{i} = {i}"))),
                    (
                        "a.fpl".to_owned(),
                        format!(
                            "import b.{{{}}}\ntask t() -> int {{ [{}].sum() }}",
                            each(n, ", ", |i| format!("A{i}")),
                            each(n, ", ", |i| format!("A{i}"))
                        ),
                    ),
                ]
            },
        },
        Row {
            name: "imports of one name each",
            covers: &[],
            n: 2_000,
            status: 0,
            make: |n| {
                vec![
                    ("b.fpl".to_owned(), each(n, "\n", |i| format!("const A{i} = {i}"))),
                    (
                        "a.fpl".to_owned(),
                        format!(
                            "{}\ntask t() -> int {{ [{}].sum() }}",
                            each(n, "\n", |i| format!("import b.{{A{i}}}")),
                            each(n, ", ", |i| format!("A{i}"))
                        ),
                    ),
                ]
            },
        },
        Row {
            name: "unused imports",
            covers: &[],
            n: 1_000,
            status: 0,
            make: |n| {
                vec![
                    ("b.fpl".to_owned(), each(n, "\n", |i| format!("const A{i} = {i}"))),
                    (
                        "a.fpl".to_owned(),
                        format!(
                            "{}\nimport b.{{{}}}\ntask t() -> int {{ 1 }}",
                            each(n / 2, "\n", |i| format!("import b.{{A{i}}}")),
                            each(n / 2, ", ", |i| format!("A{}", n / 2 + i))
                        ),
                    ),
                ]
            },
        },
        Row {
            name: "a chain of modules",
            covers: &[],
            n: 250,
            status: 0,
            make: |n| {
                let import =
                    |i: usize| if i == 0 { "const A = 1".to_owned() } else { format!("import m{}.{{A as B}}\nconst A = B + 1", i - 1) };
                (0..n).map(|i| (format!("m{i}.fpl"), import(i) + &format!("\ntask t{i}() -> int {{ A }}"))).collect()
            },
        },
        Row {
            name: "diamonds of modules",
            covers: &[],
            n: 200,
            status: 0,
            make: |n| {
                let import = |i: usize| {
                    if i < 2 {
                        "const A = 1".to_owned()
                    } else {
                        format!("import m{}.{{A as B}}\nimport m{}.{{A as C}}\nconst A = (B + C) % 7", i - 1, i - 2)
                    }
                };
                (0..n).map(|i| (format!("m{i}.fpl"), import(i) + "\ntask t() -> int { A }")).collect()
            },
        },
        Row {
            name: "one path of many parts",
            covers: &[],
            n: 2_000,
            status: 1,
            make: |n| file(format!("import {}.{{x}}\ntask t() -> int {{ x }}", each(n, ".", |i| format!("a{i}")))),
        },
        Row {
            name: "launch plans and tests",
            covers: &["test_item"],
            n: 1_000,
            status: 1,
            make: |n| {
                file(each(n, "\n", |i| {
                    format!(
                        "launchplan l{i} for w {{ schedule: \"x\", a: [1, {{ b: 2 }}] }}\ntest \"t{i}\" {{ mock f(a) {{ 1 }}\nlet x = 1 }}"
                    )
                }))
            },
        },
        Row {
            name: "statements of a test",
            covers: &[],
            n: 2_000,
            status: 1,
            make: |n| file(format!("test \"t\" {{\n{}\n}}", each(n, "\n", |i| format!("mock f{i}(a: 1) {{ 1 }}")))),
        },
        Row {
            name: "columns",
            covers: &["type_arg", "type_args", "columns", "column", "type_term", "name_type"],
            n: 1_000,
            status: 0,
            make: |n| file(format!("task t(x: table<{{{}}}, \"csv\">) -> int {{ 1 }}", each(n, ", ", |i| format!("c{i}: int")))),
        },
        Row {
            name: "a union",
            covers: &[],
            n: 2_000,
            status: 0,
            make: |n| file(format!("task t(x: {}) -> int {{ 1 }}", each(n, " | ", |i| ["int", "str", "[int]"][i % 3].to_owned()))),
        },
        Row {
            name: "a union of structs",
            covers: &[],
            n: 500,
            status: 1,
            make: |n| {
                file(
                    each(n, "\n", |i| format!("struct S{i} {{ a: int }}"))
                        + &format!("\ntask t(x: {}) -> int {{ 1 }}", each(n, " | ", |i| format!("S{i}"))),
                )
            },
        },
        Row {
            name: "optional of optional",
            covers: &[],
            n: 2_000,
            status: 0,
            make: |n| file(format!("task t(x: int{}) -> int {{ 1 }}", each(n, "", |_| "?".to_owned()))),
        },
        Row {
            name: "nested types",
            covers: &["list_type", "map_type"],
            n: 500,
            status: 0,
            make: |n| {
                let deep = |d: usize| "[".repeat(d) + "{str: int}" + &"]".repeat(d);
                file(each(n, "\n", |i| format!("type T{i} = {}", deep(40))) + "\ntask t() -> int { 1 }")
            },
        },
        Row {
            name: "nested unions",
            covers: &[],
            n: 60,
            status: 0,
            make: |n| {
                file(
                    "type T0 = int | str\n".to_owned()
                        + &each(n, "\n", |i| format!("type T{} = T{i} | [T{i}]?", i + 1).replace(&format!("[T{i}]"), "[int]"))
                        + "\ntask t() -> int { 1 }",
                )
            },
        },
    ]
}
