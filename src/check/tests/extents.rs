//! Types that are too large to be described.

use std::fmt::Write as _;

use super::check_one;

/// `count` structs, each with two fields of the one before, and a task that takes the last.
fn doubling(count: usize) -> String {
    let mut text = "struct S0 {\n    a: int\n    b: int\n}\n".to_owned();
    for at in 1..count {
        let before = at - 1;
        let _ = write!(text, "struct S{at} {{\n    a: S{before}\n    b: S{before}\n}}\n");
    }
    let last = count - 1;
    let _ = writeln!(text, "task t(x: S{last}) -> int {{\n    x.a.b\n}}");
    text
}

/// The findings about sizes.
fn too_large(text: &str) -> Vec<String> {
    let mut found = check_one(text).labelled();
    found.retain(|found| found.starts_with("T307"));
    found
}

#[test]
fn structs_that_double_each_other_are_reported_once() {
    // The schema of S(k) has 2^(k+2) - 1 parts and its message 2^k * (6 + 4k): 47,104 for S10, 102,400 for S11.
    assert_eq!(check_one(&doubling(60)).labelled(), ["T307 S11"]);
}

#[test]
fn what_fits_is_checked_as_ever() {
    assert_eq!(check_one(&doubling(3)).labelled(), ["T001 x.a.b | int"]);
}

#[test]
fn aliases_that_double_each_other_are_reported_once() {
    let mut text = "type A0 = int\n".to_owned();
    for at in 1..60 {
        let before = at - 1;
        let _ = writeln!(text, "type A{at} = [A{before}] | {{str: A{before}}}");
    }
    text.push_str("task t(x: A59) -> int {\n    1\n}\n");
    assert_eq!(check_one(&text).labelled(), ["T307 A14"]);
}

#[test]
fn long_chains_of_structs_and_of_aliases_are_too_deep() {
    let mut text = "struct S0 {\n    a: int\n}\n".to_owned();
    for at in 1..20_000 {
        let _ = write!(text, "struct S{at} {{\n    a: S{before}\n}}\n", before = at - 1);
    }
    assert_eq!(check_one(&text).labelled(), ["T307 S255"]);
    let mut text = "type A0 = int\n".to_owned();
    for at in 1..20_000 {
        let _ = writeln!(text, "type A{at} = [A{before}]", before = at - 1);
    }
    assert_eq!(check_one(&text).labelled(), ["T307 A256"]);
}

#[test]
fn wide_structs_fit() {
    let fields: String = (0..5_000).map(|at| format!("    f{at}: int\n")).collect();
    assert_eq!(check_one(&format!("struct Wide {{\n{fields}}}\n")).labelled(), [""; 0]);
    let fields: String = (0..30_000).map(|at| format!("    f{at}: int\n")).collect();
    assert_eq!(check_one(&format!("struct Wide {{\n{fields}}}\n")).labelled(), ["T307 Wide"]);
}

#[test]
fn what_is_written_where_it_is_used_is_measured_too() {
    // Each S10 has 47,104 parts, each A13 32,765; two of either are too many.
    let structs = doubling(11);
    let text = format!("{structs}task u(x: S10 | [S10]) -> int {{\n    1\n}}\nfn f(x: int) -> (S10, S10) {{\n    fail(\"\")\n}}\n");
    assert_eq!(too_large(&text), ["T307 x", "T307 f"]);
    let mut text = "type A0 = int\n".to_owned();
    for at in 1..14 {
        let _ = writeln!(text, "type A{at} = [A{before}] | {{str: A{before}}}", before = at - 1);
    }
    text.push_str("struct S {\n    a: [A13]\n    b: [A13]\n}\nworkflow w(x: [A13] | {str: A13}) -> int {\n    t(x: 1)\n}\ntask t(x: int) -> [A13] {\n    []\n}\n");
    assert_eq!(too_large(&text), ["T307 S", "T307 x"]);
}

#[test]
fn types_that_are_found_out_within_bodies_are_bounded() {
    let lines = |first: &str, next: &dyn Fn(usize) -> String| -> String {
        let more: String = (0..40).map(|at| format!("    let a{} = {}\n", at + 1, next(at))).collect();
        format!("task t() -> int {{\n    let a0 = {first}\n{more}    1\n}}\n")
    };
    // 2^16 leaves are too many; each tuple adds one part.
    assert_eq!(too_large(&lines("(1, 2)", &|at| format!("(a{at}, a{at})"))), ["T307 a14"]);
    assert_eq!(too_large(&lines("(1, 2)", &|at| format!("zip([a{at}], [a{at}])[0]"))), ["T307 a14"]);
    let helpers: String = (0..20).map(|at| format!("fn f{}() {{ (f{at}(), f{at}()) }}\n", at + 1)).collect();
    let found = too_large(&format!("fn f0() {{ (1, 2) }}\n{helpers}task t() -> int {{\n    let (a, b) = f20()\n    1\n}}\n"));
    assert_eq!(found.len(), 1, "{found:?}");
    let chain = ".map(|a| (a, a))".repeat(30);
    assert_eq!(too_large(&format!("task t() -> int {{\n    [1]{chain}.len()\n}}\n")), ["T307 a"]);
    let deep: String = (0..300).map(|at| format!("    let a{} = [a{at}]\n", at + 1)).collect();
    assert_eq!(too_large(&format!("task t() -> int {{\n    let a0 = 1\n{deep}    1\n}}\n")), ["T307 a256"]);
}

#[test]
fn the_types_of_all_interfaces_are_bounded_together() {
    // Each S9 has 21,504 parts, so 24 of them are within half a million and 25 are not.
    let tasks: String = (0..40).map(|at| format!("task t{at}(x: S9) -> int {{\n    1\n}}\n")).collect();
    let found = too_large(&format!("{}{tasks}", doubling(10)));
    assert_eq!(found, ["T307 x"]);
}
