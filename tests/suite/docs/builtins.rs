//! `docs/builtins.md` is generated from the table of builtins; `FLIGHTPLAN_BLESS=1 cargo test builtins_page` regenerates it.

use std::fmt::Write as _;

use flightplan::internals::program::builtins;

use super::{repository, text};

const PAGE: &str = "docs/builtins.md";

const INTRODUCTION: &str = "\
# Builtins

The functions that [task code](language.md#task-code) can call without an import. `x.f(y)` is `f(x, y)`: `xs.sort()` and `sort(xs)` are the same call.
A test evaluates every example.

In the types, `T`, `U` and `K` mean any type, and `where T: ordered` a type whose values have an order (numbers, strings, `bool`, dates, durations, enums, and lists,
tuples and optionals of these), `|T| -> U` for a [closure](language.md#closures), and a `?` after a parameter's name means that it may be left out. If there are several lines,
the first one that fits is called; an `int` is accepted as a `float`. `var rng` is a `var` of the caller, which the call changes. Where a builtin \"fails\", the task ends with an error at that line.
";

#[test]
fn the_builtins_page_is_the_table() {
    let page = page();
    if std::env::var_os("FLIGHTPLAN_BLESS").is_some() {
        std::fs::write(repository(PAGE), &page).expect("the page is written");
    }
    assert!(text(PAGE) == page, "{PAGE} is out of date: regenerate it with FLIGHTPLAN_BLESS=1 cargo test builtins_page");
}

/// The page as Markdown.
fn page() -> String {
    let mut out = INTRODUCTION.to_owned();
    let mut groups: Vec<&str> = Vec::new();
    for builtin in builtins::all() {
        if groups.last() != Some(&builtin.group) {
            groups.push(builtin.group);
        }
    }
    out += "\n";
    for group in &groups {
        let names: Vec<String> = of(group).map(|builtin| format!("[{0}](#{0})", builtin.name)).collect();
        let _infallible = writeln!(out, "- **{group}**: {}", names.join(" "));
    }
    for group in &groups {
        let _infallible = writeln!(out, "\n## {group}");
        for builtin in of(group) {
            let _infallible = write!(out, "\n### {}\n\n```text\n", builtin.name);
            for overload in builtin.overloads {
                let _infallible = writeln!(out, "{}{}", builtin.name, overload.signature);
            }
            let _infallible = write!(out, "```\n\n{}\n\n", builtin.doc);
            for (code, value) in builtin.examples {
                let _infallible = writeln!(out, "- {} is {}", quoted(code), quoted(value));
            }
        }
    }
    out
}

fn of(group: &str) -> impl Iterator<Item = &'static builtins::Builtin> {
    builtins::all().filter(move |builtin| builtin.group == group)
}

/// Code in a line of Markdown.
fn quoted(code: &str) -> String {
    if code.contains('`') { format!("`` {code} ``") } else { format!("`{code}`") }
}
