//! Headers, fields, variants, struct values and nodes as other languages write them.

use super::{fixed, marked, read};
use crate::syntax::ast::ItemKind;

#[test]
fn headers_and_bodies() {
    marked(
        "
        task t(x: int) with { retries: 1 } -> float { 1.0 }
                       ^^^^^^^^^^^^^^^^^^^ S044 the options come after the output type

        task t(x: int) -> {
                         ^ S032 the output type after `->` is missing
            let y = x
            y
        }

        task t(x: int) -> int:
                             ^ S039 the body of a declaration is written in braces
            let y = x
            y

        struct P:
                ^ S039 the body of a declaration is written in braces
            a: int
            b: str

        fn f<T>(x: T) -> T { x }
            ^^^ S001 declarations have no type parameters

        task clean-up-rows(x: int) -> int { x }
             ^^^^^^^^^^^^^ S006 `clean-up-rows` is not a valid name
        ",
    );
    for (there, here) in [
        ("task t(x: int) with { retries: 1 } -> float { 1.0 }", "task t(x: int) -> float with { retries: 1 } { 1.0 }"),
        ("task t(x: int) -> int:\n    let y = x\n    y\n\nconst A = 1", "task t(x: int) -> int {\n    let y = x\n    y\n}\n\nconst A = 1"),
        ("struct P:\n    a: int\n    b: str\n", "struct P {\n    a: int\n    b: str\n}\n"),
        ("fn f(x: int) -> int = x + 1", "fn f(x: int) -> int { x + 1 }"),
        ("fn f(x: int) => x + 1", "fn f(x: int) { x + 1 }"),
        ("task t(n-rows: int) -> int { 1 }", "task t(n_rows: int) -> int { 1 }"),
        ("task t() -> int with (retries = 3, cache=\"1\") { 1 }", "task t() -> int with { retries: 3, cache: \"1\" } { 1 }"),
    ] {
        assert_eq!(fixed(there), here);
    }
}

#[test]
fn fields_and_variants() {
    for (there, here) in [
        ("struct A { a: int; b: str; }", "struct A { a: int, b: str, }"),
        ("struct A { pub a: int, b: str, pub c: int }", "struct A { a: int, b: str, c: int }"),
        ("struct A(a: int, b: string)", "struct A { a: int, b: str }"),
        ("struct A = { a: int }", "struct A { a: int }"),
        ("type A = { a: number, b?: string[] }", "struct A { a: float, b: [str]? = none }"),
        ("enum P { low = 1, high = 2 }", "enum P { low = \"1\", high = \"2\" }"),
        ("enum P {\n    low = auto()\n    high\n}", "enum P {\n    low\n    high\n}"),
        ("fn f(n: int) -> str { match n { 1 => \"a\"; _ => \"b\" } }", "fn f(n: int) -> str { match n { 1 => \"a\", _ => \"b\" } }"),
    ] {
        assert_eq!(fixed(there), here);
        assert_eq!(read(there).diagnostics.len(), 1, "{there}");
    }
    marked(
        "
        enum Shape {
            circle(float)
                  ^^^^^^^ S001 the variants of an enum hold no values
            square
        }
        ",
    );
}

#[test]
fn struct_values() {
    let decl = "struct P { x: int, y: int }\n";
    for (there, here) in [
        ("P1 { x, y: 0 }", "P1 { x: x, y: 0 }"),
        ("Po(x=1, y=None)", "Po { x: 1, y: none }"),
        ("Po { \"x\": 1, \"y\": 2 }", "Po { x: 1, y: 2 }"),
    ] {
        let around = |value: &str| format!("fn f(x: int) {{ {} }}", value.replace("P1", "Po"));
        assert_eq!(fixed(&around(there)), around(here));
    }
    let around = |value: &str| format!("{}fn f(p: Po) {{ {value} }}", decl.replace("P ", "Po "));
    assert_eq!(fixed(&around("Po { x: 3, ..p }")), around("Po { x: 3, y: p.y }"));
    assert_eq!(fixed(&around("Po { ...p, y: 3 }")), around("Po { x: p.x, y: 3 }"));
}

#[test]
fn nodes() {
    for (there, here) in [
        ("let a = f()\n    let b = g()\n    a >> b\n    b", "let a = f()\n    let b = g() after a\n    b"),
        ("let a = f()\n    let b = g()\n    b << a\n    b", "let a = f()\n    let b = g() after a\n    b"),
        (
            "f(n).with_overrides(retries=3, requests=Resources(cpu=\"1\", mem=\"2Gi\"))",
            "f(n) with { retries: 3, requests: { cpu: \"1\", mem: \"2Gi\" } }",
        ),
        ("map_task(f)(x=xs)", "map f(x: each xs)"),
        ("map_task(partial(f, y=1), concurrency=2)(x=xs)", "map f(x: each xs, y: 1) with { concurrency: 2 }"),
        ("f(n) with { requests: Resources(cpu=\"1\") }", "f(n) with { requests: { cpu: \"1\" } }"),
        ("f(n) with { requests: { mem: 2Gi } }", "f(n) with { requests: { mem: \"2Gi\" } }"),
        ("f(n) with { requests: { mem: 512MB } }", "f(n) with { requests: { mem: \"512M\" } }"),
    ] {
        let around = |body: &str| format!("workflow w(n: int, xs: [int]) {{\n    {body}\n}}");
        assert_eq!(fixed(&around(there)), around(here));
        assert_eq!(read(&around(there)).diagnostics.len(), 1, "{there}");
    }
}

#[test]
fn a_doc_string_is_no_statement() {
    let text = "task t(x: int) -> int {\n    \"\"\"Doubles.\"\"\"\n    x * 2\n}";
    assert_eq!(fixed(text), "## Doubles.\ntask t(x: int) -> int {\n    x * 2\n}");
    assert_eq!(read(text).diagnostics.len(), 1);
    // A string that is the result is none.
    let outcome = read("task t() -> str {\n    \"a\"\n}");
    assert!(outcome.diagnostics.is_empty() && matches!(outcome.value.items[0].kind, ItemKind::Task(_)));
}
