//! Workflows and their graphs.

use super::{Row, each, file};

const ADD: &str = "task add(a: int, b: int = 1) -> int { a + b }\ntask sum(xs: [int]) -> int { xs.sum() }\n";

const PARTS: &str = "struct M { a: int }\nstruct P { m: M }\ntask make(x: int) -> P { P { m: M { a: x } } }\ntask keep(m: M) -> M { m }\n";

fn workflow(body: &str) -> Vec<(String, String)> {
    file(format!("{ADD}workflow w(x: int, xs: [int]) -> int {{\n{body}\n}}\n"))
}

pub(super) fn rows() -> Vec<Row> {
    vec![
        Row {
            name: "nodes side by side",
            covers: &["node"],
            n: 800,
            status: 0,
            make: |n| {
                workflow(
                    &(each(n, "\n", |i| format!("let k{i} = add(a: x)"))
                        + &format!("\nsum(xs: [{}, sum(xs)])", each(n, ", ", |i| format!("k{i}")))),
                )
            },
        },
        Row {
            name: "a chain of nodes",
            covers: &[],
            n: 800,
            status: 0,
            make: |n| {
                workflow(
                    &("let k0 = add(a: sum(xs))\n".to_owned()
                        + &each(n, "\n", |i| format!("let k{} = add(a: k{i})", i + 1))
                        + &format!("\nadd(a: k{n}, b: x)")),
                )
            },
        },
        Row {
            name: "layers of nodes",
            covers: &[],
            n: 300,
            status: 0,
            make: |n| {
                workflow(
                    &("let a0 = add(a: x)\nlet b0 = sum(xs)\n".to_owned()
                        + &each(n, "\n", |i| format!("let a{0} = add(a: a{i}, b: b{i})\nlet b{0} = add(a: b{i}, b: a{i})", i + 1))
                        + &format!("\nadd(a: a{n}, b: b{n})")),
                )
            },
        },
        Row {
            name: "nodes within nodes",
            covers: &[],
            n: 30,
            status: 0,
            make: |n| workflow(&(each(n, "\n", |i| format!("let _k{i} = {}x{}", "add(a: ".repeat(40), ")".repeat(40))) + "\nsum(xs)")),
        },
        Row {
            name: "after",
            covers: &["after_tail", "tail"],
            n: 500,
            status: 0,
            make: |n| {
                workflow(
                    &("let k0 = add(a: x)\n".to_owned()
                        + &each(n, "\n", |i| format!("let k{} = add(a: x) after k{i}", i + 1))
                        + "\nsum(xs)"),
                )
            },
        },
        Row {
            name: "after many",
            covers: &[],
            n: 500,
            status: 0,
            make: |n| {
                workflow(
                    &(each(n, "\n", |i| format!("let k{i} = add(a: x)"))
                        + &format!("\nsum(xs) after {}", each(n, ", ", |i| format!("k{i}")))),
                )
            },
        },
        Row {
            name: "a circle",
            covers: &[],
            n: 500,
            status: 1,
            make: |n| workflow(&(each(n, "\n", |i| format!("let k{i} = add(a: x) after k{}", (i + 1) % n)) + "\nsum(xs)")),
        },
        Row {
            name: "options",
            covers: &["record", "option", "option_value", "option_list", "with_tail"],
            n: 800,
            status: 0,
            make: |n| {
                workflow(
                    &(each(n, "\n", |i| {
                        format!("let _k{i} = add(a: x) with {{ retries: 1, timeout: 5m, requests: {{ mem: \"300Mi\", cpu: \"1\" }} }}")
                    }) + "\nsum(xs)"),
                )
            },
        },
        Row {
            name: "variables of the environment",
            covers: &[],
            n: 800,
            status: 0,
            make: |n| file(format!("task t() -> int with {{ env: {{ {} }} }} {{ 1 }}", each(n, ", ", |i| format!("V{i}: \"x\"")))),
        },
        Row {
            name: "labels",
            covers: &[],
            n: 800,
            status: 0,
            make: |n| file(format!("task t() -> int with {{ secrets: [{}] }} {{ 1 }}", each(n, ", ", |i| format!("\"g/k{i}\"")))),
        },
        Row {
            name: "unknown options",
            covers: &[],
            n: 800,
            status: 1,
            make: |n| file(format!("task t() -> int with {{ {} }} {{ 1 }}", each(n, ", ", |i| format!("o{i}: [1, {{ a: 2 }}]")))),
        },
        Row {
            name: "names of outputs",
            covers: &[],
            n: 1_000,
            status: 0,
            make: |n| {
                let names = || each(n, ", ", |i| format!("o{i}"));
                file(format!(
                    "task t(x: int) -> ({}) {{ ({}) }}\ntask u(x: int) -> int {{ x }}\nworkflow w(x: int) -> int {{\nlet ({}) = t(x)\nu(x: o{})\n}}",
                    each(n, ", ", |i| format!("o{i}: int")),
                    each(n, ", ", |i| format!("o{i}: x")),
                    names(),
                    n - 1
                ))
            },
        },
        Row {
            name: "outputs of a node",
            covers: &[],
            n: 1_000,
            status: 0,
            make: |n| {
                file(format!(
                    "task t(x: int) -> ({}) {{ ({}) }}\ntask sum(xs: [int]) -> int {{ xs.sum() }}\nworkflow w(x: int) -> int {{\nlet r = t(x)\nsum(xs: [{}])\n}}",
                    each(n, ", ", |i| format!("o{i}: int")),
                    each(n, ", ", |i| format!("o{i}: x")),
                    each(n, ", ", |i| format!("r.o{i}"))
                ))
            },
        },
        Row {
            name: "outputs of a workflow",
            covers: &[],
            n: 1_000,
            status: 0,
            make: |n| {
                file(format!(
                    "{ADD}workflow w(x: int) -> ({}) {{\nlet n = add(a: x)\n({})\n}}",
                    each(n, ", ", |i| format!("o{i}: int")),
                    each(n, ", ", |i| format!("o{i}: n"))
                ))
            },
        },
        Row {
            name: "arguments of a node",
            covers: &[],
            n: 1_500,
            status: 0,
            make: |n| {
                file(format!(
                    "task t({}) -> int {{ p0 }}\nworkflow w(x: int) -> int {{ t({}) }}",
                    each(n, ", ", |i| format!("p{i}: int")),
                    each(n, ", ", |i| format!("p{}: x", n - 1 - i))
                ))
            },
        },
        Row {
            name: "arguments by variables",
            covers: &[],
            n: 1_000,
            status: 0,
            make: |n| {
                file(format!(
                    "task t({0}) -> int {{ p0 }}\nworkflow w({0}) -> int {{ t({1}) }}",
                    each(n, ", ", |i| format!("p{i}: int")),
                    each(n, ", ", |i| format!("p{}", n - 1 - i))
                ))
            },
        },
        Row {
            name: "arguments that are left out",
            covers: &[],
            n: 1_000,
            status: 0,
            make: |n| {
                file(format!("task t({}) -> int {{ p0 }}\nworkflow w() -> int {{ t() }}", each(n, ", ", |i| format!("p{i}: int = {i}"))))
            },
        },
        Row {
            name: "maps",
            covers: &[],
            n: 500,
            status: 0,
            make: |n| {
                workflow(
                    &(each(n, "\n", |i| format!("let _k{i} = map add(each xs, b: x) with {{ concurrency: {} }}", i + 1))
                        .replace("each xs", "a: each xs")
                        + "\nsum(xs)"),
                )
            },
        },
        Row {
            name: "maps over many lists",
            covers: &[],
            n: 500,
            status: 0,
            make: |n| {
                file(format!(
                    "task t({}) -> int {{ p0 }}\ntask sum(xs: [int]) -> int {{ xs.sum() }}\nworkflow w(xs: [int]) -> int {{\nlet ys = map zip t({})\nsum(xs: ys)\n}}",
                    each(n, ", ", |i| format!("p{i}: int")),
                    each(n, ", ", |i| format!("p{i}: each xs"))
                ))
            },
        },
        Row {
            name: "sub-workflows",
            covers: &[],
            n: 400,
            status: 0,
            make: |n| {
                file(
                    ADD.to_owned()
                        + "workflow v(x: int) -> int { add(a: x) }\nworkflow w(x: int) -> int {\n"
                        + &each(n, "\n", |i| format!("let _k{i} = v(x)"))
                        + "\nadd(a: x)\n}\n",
                )
            },
        },
        Row {
            name: "parts out of one sub-workflow",
            covers: &[],
            n: 400,
            status: 0,
            make: |n| {
                file(
                    PARTS.to_owned()
                        + "workflow w(x: int) -> M {\nlet p = make(x)\n"
                        + &each(n, "\n", |i| format!("let _k{i} = take(p)"))
                        + "\ntake(p)\n}\nworkflow take(p: P) -> M {\nlet _k = keep(p.m)\np.m\n}\n",
                )
            },
        },
        Row {
            name: "parts out of many sub-workflows",
            covers: &[],
            n: 300,
            status: 0,
            make: |n| {
                let take = |i| format!("workflow take{i}(p: P) -> M {{\nlet _k = keep(p.m)\np.m\n}}\n");
                file(
                    PARTS.to_owned()
                        + &each(n, "", take)
                        + "workflow w(x: int) -> M {\nlet p = make(x)\n"
                        + &each(n, "\n", |i| format!("let _k{i} = take{i}(p)"))
                        + "\nkeep(p.m)\n}\n",
                )
            },
        },
        Row {
            name: "parts in a chain of workflows",
            covers: &[],
            // Few, because the artifact of each workflow has all that it calls.
            n: 10,
            status: 0,
            make: |n| {
                file(
                    PARTS.to_owned()
                        + "workflow w0(m: M) -> M {\nlet _k = keep(m)\nm\n}\n"
                        + &each(n, "", |i| format!("workflow w{}(m: M) -> M {{ w{i}(m) }}\n", i + 1))
                        + &format!("workflow w(x: int) -> M {{\nlet p = make(x)\nw{n}(p.m)\n}}\n"),
                )
            },
        },
        Row {
            name: "a chain of workflows",
            covers: &[],
            n: 20,
            status: 0,
            make: |n| {
                file(
                    ADD.to_owned()
                        + "workflow w0(x: int) -> int { add(a: x) }\n"
                        + &each(n, "\n", |i| format!("workflow w{}(x: int) -> int {{ w{i}(x) }}", i + 1)),
                )
            },
        },
        Row {
            name: "a chain of workflows beyond the bound",
            covers: &[],
            n: 1_500,
            status: 1,
            make: |n| {
                file(
                    ADD.to_owned()
                        + "workflow w0(x: int) -> int { add(a: x) }\n"
                        + &each(n, "\n", |i| format!("workflow w{}(x: int) -> int {{ w{i}(x) }}", i + 1)),
                )
            },
        },
        Row {
            name: "names of lists in lists",
            covers: &[],
            n: 30,
            status: 1,
            make: |n| {
                workflow(
                    &("let l0 = [x, x]\n".to_owned()
                        + &each(n, "\n", |i| format!("let l{} = [l{i}, l{i}]", i + 1))
                        + &format!("\nsum(xs: l{n})")),
                )
            },
        },
        Row {
            name: "lists of nodes",
            covers: &[],
            n: 800,
            status: 0,
            make: |n| workflow(&format!("sum(xs: [{}, sum(xs)])", each(n, ", ", |_| "add(a: x)".to_owned()))),
        },
        Row {
            name: "ways into structs",
            covers: &["launch_node", "map_node"],
            n: 500,
            status: 1,
            make: |n| {
                file(format!(
                    "struct S {{ {} }}\ntask t(a: int) -> int {{ a }}\nworkflow w(s: S) -> int {{\n{}\nlaunch l(a: 1)\n}}",
                    each(n, ", ", |i| format!("f{i}: int")),
                    each(n, "\n", |i| format!("let _k{i} = t(a: s.f{i})"))
                ))
            },
        },
        Row {
            name: "workflows",
            covers: &[],
            n: 500,
            status: 0,
            make: |n| file(ADD.to_owned() + &each(n, "\n", |i| format!("workflow w{i}(x: int) -> int {{ add(a: x, b: {i}) }}"))),
        },
    ]
}
