//! Strings that look like interpolated ones.

use super::{analyse, marked_in_fn};

#[test]
fn variables_in_braces_without_f() {
    marked_in_fn(
        "const RATE: float = 0.5\nstruct Box { size: int }\n",
        r#"
        let n = 3
        log("n is {n}")
            ^^^^^^^^^^ T120 this string is not interpolated: it has `{n}` as it is written
        log("{n + 1:>3} of ${n} at {RATE:.2f}")
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ T120 this string is not interpolated: it has `{n + 1:>3}` as it is written
        let box = Box { size: n }
        log("{box.size}, {str(n)}, {[n][0]}")
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ T120 this string is not interpolated: it has `{box.size}` as it is written
        for i in range(n) { log("row {i}") }
                                ^^^^^^^^^ T120 this string is not interpolated: it has `{i}` as it is written

        let n = 3
        log(f"{n} {{n}}")
        log("{}" + "{ n: 1 }" + "{{n}}" + "{other}" + "a{2,3}" + "{\"n\": 1}" + "{n" + "n}" + "{n} and {other}")
        log("{n: 1}")
        "#,
    );
}

#[test]
fn templates_are_left_alone() {
    let text = r#"
task letter(name: str) -> str {
    let template = "hello {name}"
    template.replace("{name}", name)
}
"#;
    assert_eq!(analyse(text).1, []);
}

#[test]
fn the_help_is_what_to_write() {
    let text = "task t(name: str) -> str { \"hello ${name}, {name}\" }\n";
    let found = analyse(text).1;
    assert_eq!(found[0].help, ["write `f\"hello {name}, {name}\"`"]);
    let edits = &found[0].fix.as_ref().expect("it has a fix").edits;
    let at: Vec<(u32, u32, &str)> = edits.iter().map(|edit| (edit.span.start, edit.span.end, edit.text.as_str())).collect();
    assert_eq!(at, [(27, 27, "f"), (34, 35, "")]);
}
