//! Statements of code.

use super::{Row, each, file, nested, task};

pub(super) fn rows() -> Vec<Row> {
    vec![
        Row {
            name: "variables",
            covers: &["let_stmt"],
            n: 4_000,
            status: 0,
            make: |n| task(&(each(n, "\n", |i| format!("let _v{i}: int = x")) + "\nx")),
        },
        Row {
            name: "variables that need each other",
            covers: &[],
            n: 3_000,
            status: 0,
            make: |n| task(&("let v0 = x\n".to_owned() + &each(n, "\n", |i| format!("let v{} = v{i} + 1", i + 1)) + &format!("\nv{n}"))),
        },
        Row {
            name: "unused variables",
            covers: &[],
            n: 2_000,
            status: 0,
            make: |n| task(&(each(n, "\n", |i| format!("let v{i} = x")) + "\nx")),
        },
        Row {
            name: "assignments",
            covers: &[],
            n: 3_000,
            status: 0,
            make: |n| task(&("var v = x\nvar w = [x]\n".to_owned() + &each(n, "\n", |i| format!("v += {i}\nw[0] = v")) + "\nv + w[0]")),
        },
        Row {
            name: "statements on one line",
            covers: &[],
            n: 4_000,
            status: 0,
            make: |n| task(&(each(n, "; ", |i| format!("let _v{i} = x")) + "; x")),
        },
        Row {
            name: "loops",
            covers: &["for_stmt", "while_stmt"],
            n: 1_500,
            status: 0,
            make: |n| {
                task(
                    &("var v = x\n".to_owned()
                        + &each(n, "\n", |i| format!("for a{i} in range(x) {{ v += a{i} }}\nwhile v > {i} {{ v -= 1\nbreak }}"))
                        + "\nv"),
                )
            },
        },
        Row {
            name: "nested loops",
            covers: &[],
            n: 40,
            status: 0,
            make: |n| task(&("var v = x\n".to_owned() + &each(n, "\n", |_| nested(40, "for a in range(x) { ", "v += 1", " }")) + "\nv")),
        },
        Row {
            name: "nested loops over what they change",
            covers: &[],
            n: 20,
            status: 0,
            make: |n| {
                task(
                    &("var v = [x]\n".to_owned()
                        + &each(n, "\n", |_| nested(30, "while v.len() > 1 { v += [1]\n", "v[0] = 1", " }"))
                        + "\nv[0]"),
                )
            },
        },
        Row {
            name: "patterns of loops",
            covers: &[],
            n: 800,
            status: 0,
            make: |n| {
                file(format!(
                    "task t(m: {{str: int}}) -> int {{\nvar v = 1\n{}\nv\n}}",
                    each(n, "\n", |_| "for _k, w in m { v += w }".to_owned())
                ))
            },
        },
        Row {
            name: "nested patterns",
            covers: &[],
            n: 30,
            status: 0,
            make: |n| {
                task(&(each(n, "\n", |_| format!("let {} = {}", nested(40, "(_, ", "_", ")"), nested(40, "(x, ", "x", ")"))) + "\nx"))
            },
        },
        Row {
            name: "assertions",
            covers: &["assert_stmt"],
            n: 3_000,
            status: 0,
            make: |n| task(&(each(n, "\n", |i| format!("assert x > {i}, \"m{i}\"")) + "\nx")),
        },
        Row {
            name: "returns",
            covers: &["return_stmt"],
            n: 2_000,
            status: 0,
            make: |n| task(&(each(n, "\n", |i| format!("if x == {i} {{ return {i} }}")) + "\nx")),
        },
        Row { name: "blank lines and blanks", covers: &[], n: 50_000, status: 0, make: |n| task(&("\n".repeat(n) + &" ".repeat(n) + "x")) },
        Row {
            name: "facts about optional values",
            covers: &[],
            n: 1_000,
            status: 0,
            make: |n| {
                file(format!("task t(x: int?) -> int {{\n{}\n1\n}}", each(n, "\n", |i| format!("if x != none and x > {i} {{ return x }}"))))
            },
        },
        Row {
            name: "facts that last",
            covers: &[],
            n: 1_000,
            status: 0,
            make: |n| {
                file(format!(
                    "task t({}) -> int {{\n{}\n1\n}}",
                    each(n, ", ", |i| format!("x{i}: int?")),
                    each(n, "\n", |i| format!("if x{i} == none {{ return 1 }}"))
                        + "\n"
                        + &each(n, "\n", |i| format!("let _v{i} = x{i} + 1"))
                ))
            },
        },
        Row {
            name: "names of a scope",
            covers: &[],
            n: 2_000,
            status: 0,
            make: |n| task(&(each(n, "\n", |i| format!("if x > {i} {{ let a = x\nlet b = a\nlet _c = b }}")) + "\nx")),
        },
    ]
}
