//! Constants: a few lines that double one another, and all that they are written into.

use super::{Row, each, file};

/// Constants that double: the last one is a list of 2^`times` elements.
fn doubled(times: usize) -> String {
    "const A0 = [1]\n".to_owned() + &each(times, "\n", |i| format!("const A{} = A{i} + A{i}", i + 1)) + "\n"
}

pub(super) fn rows() -> Vec<Row> {
    vec![
        Row {
            name: "constants of constants",
            covers: &[],
            n: 3_000,
            status: 0,
            make: |n| {
                file(
                    "const A0 = 1\n".to_owned()
                        + &each(n, "\n", |i| format!("const A{} = A{i} + 1", i + 1))
                        + &format!("\ntask t() -> int {{ A{n} }}"),
                )
            },
        },
        Row {
            name: "a constant circle",
            covers: &[],
            n: 1_500,
            status: 1,
            make: |n| file(each(n, "\n", |i| format!("const A{i} = A{} + 1", (i + 1) % n)) + "\ntask t() -> int { A0 }"),
        },
        Row {
            name: "doubled constants",
            covers: &[],
            n: 100,
            status: 1,
            make: |n| file(doubled(20) + &each(n, "\n", |i| format!("const B{i} = A20 + [{i}]")) + "\ntask t() -> int { 1 }"),
        },
        Row {
            name: "uses in nodes",
            covers: &[],
            n: 100,
            status: 1,
            make: |n| {
                file(
                    doubled(20)
                        + "task t(x: [int]) -> int { 1 }\nworkflow w() -> int {\n"
                        + &each(n, "\n", |i| format!("let _p{i} = t(x: A20)"))
                        + "\nt(x: [1])\n}",
                )
            },
        },
        Row {
            name: "uses in workflows",
            covers: &[],
            n: 100,
            status: 1,
            make: |n| {
                file(
                    doubled(16) + "task t(x: [int]) -> int { 1 }\n" + &each(n, "\n", |i| format!("workflow w{i}() -> int {{ t(x: A16) }}")),
                )
            },
        },
        Row {
            name: "defaults of fields",
            covers: &[],
            n: 100,
            status: 1,
            make: |n| {
                file(doubled(20) + &format!("struct S {{ {} }}\ntask t() -> int {{ 1 }}", each(n, ", ", |i| format!("f{i}: [int] = A20"))))
            },
        },
        Row {
            name: "defaults of parameters",
            covers: &[],
            n: 100,
            status: 1,
            make: |n| {
                file(
                    doubled(20)
                        + &format!("fn t({}) -> int {{ 1 }}\ntask u() -> int {{ 1 }}", each(n, ", ", |i| format!("f{i}: [int] = A20"))),
                )
            },
        },
        Row {
            name: "defaults of inputs",
            covers: &[],
            n: 100,
            status: 1,
            make: |n| {
                file(
                    doubled(16)
                        + "task t(x: [int]) -> int { 1 }\n"
                        + &each(n, "\n", |i| format!("workflow w{i}(x: [int] = A16) -> int {{ t(x) }}")),
                )
            },
        },
        Row {
            name: "arguments that are left out in code",
            covers: &[],
            n: 100,
            status: 1,
            make: |n| {
                file(
                    doubled(18)
                        + "fn f(x: [int] = A18) -> int { 1 }\ntask t() -> int {\n"
                        + &each(n, "\n", |i| format!("let _v{i} = f()"))
                        + "\n1\n}",
                )
            },
        },
        Row {
            name: "arguments that are left out in nodes",
            covers: &[],
            n: 100,
            status: 1,
            make: |n| {
                file(
                    doubled(16)
                        + "task t(x: [int] = A16) -> int { 1 }\nworkflow w() -> int {\n"
                        + &each(n, "\n", |i| format!("let _p{i} = t()"))
                        + "\nt()\n}",
                )
            },
        },
        Row {
            name: "fields that are left out",
            covers: &[],
            n: 100,
            status: 1,
            make: |n| {
                file(
                    doubled(18)
                        + "struct S { f: [int] = A18 }\ntask t() -> int {\n"
                        + &each(n, "\n", |i| format!("let _v{i} = S {{ }}"))
                        + "\n1\n}",
                )
            },
        },
        Row {
            name: "tasks that reach a constant",
            covers: &[],
            n: 100,
            status: 1,
            make: |n| file(doubled(18) + &each(n, "\n", |i| format!("task t{i}() -> int {{ A18[0] }}"))),
        },
        Row {
            name: "comparisons of constants",
            covers: &[],
            n: 200,
            status: 1,
            make: |n| file(doubled(18) + &each(n, "\n", |i| format!("const B{i} = A18 == A18")) + "\ntask t() -> int { 1 }"),
        },
        Row {
            name: "lengths of constants",
            covers: &[],
            n: 200,
            status: 1,
            make: |n| file(doubled(18) + &each(n, "\n", |i| format!("const B{i} = len(A18) + len(A18)")) + "\ntask t() -> int { 1 }"),
        },
        Row {
            name: "constants in options",
            covers: &[],
            n: 200,
            status: 1,
            make: |n| {
                file(
                    "const T0 = \"0123456789abcdef\"\n".to_owned()
                        + &each(16, "\n", |i| format!("const T{} = T{i} + T{i}", i + 1))
                        + "\n"
                        + &each(n, "\n", |i| format!("task t{i}() -> int with {{ image: T16 }} {{ 1 }}")),
                )
            },
        },
        Row {
            name: "copies of sub-workflows with constants",
            covers: &[],
            n: 40,
            status: 1,
            make: |n| {
                file(
                    doubled(12)
                        + "task t(x: [int]) -> int { 1 }\nworkflow w0() -> int { t(x: A12) }\n"
                        + &each(20 * n, "\n", |i| format!("workflow w{}() -> int {{ w{i}() }}", i + 1)),
                )
            },
        },
    ]
}
