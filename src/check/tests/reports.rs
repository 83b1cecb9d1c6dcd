//! The findings as they are shown.

use super::check;
use crate::diagnostics::render::{Style, human};

/// Compares all findings of some modules, as people see them, with a snapshot.
fn shown(name: &str, modules: &[(&str, &str)]) {
    let checked = check(modules);
    let style = Style { color: false, ..Style::default() };
    let text: Vec<String> = checked.findings.iter().map(|finding| human(&checked.sources, finding, style)).collect();
    insta::with_settings!({ snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"), omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, text.join("\n"));
    });
}

#[test]
fn imports() {
    let a = "import b.{x, Row}\nimport shared.pricing.{discont, _hidden, y}\nimport shared.pricig.{foo}\nimport b.{x as w, x}\n\n\
             fn f() -> int { x() }\n";
    let b = "import c.{z}\n\nfn x() -> int { z() }\n";
    let c = "import b.{x}\n\nfn z() -> int { x() }\n";
    let pricing = "import b.{x as y}\n\nfn discount(a: float) -> float { a }\n\nfn _hidden(a: int) -> int { a }\n";
    shown("check_imports", &[("a", a), ("b", b), ("c", c), ("shared.pricing", pricing)]);
}

#[test]
fn declarations() {
    let text = "\
type A = [B]
type B = {str: A}

struct error { a: str }

struct P { q: Q?, name: str, name: int }
struct Q { ps: [P] }

enum Tier { basic, gold = \"basic\" }

task t1(a: string, a: int, b: {int: str}, c: [int] | [str], d: file<\".csv\">) -> (m: Fit) {
    Fit { m: 1 }
}

struct Fit { m: int }

fn t1(n: int) -> int { n }

const W: int = H + 1
const H: int = W + 1

launchplan nightly for t1 { }

task u(`a b`: t1) -> Fitt { fail(\"no\") }

fn two() -> (a: int, b: int) { (1, 2) }
";
    shown("check_declarations", &[("m", text)]);
}

#[test]
fn recursion() {
    let text = "\
task t(a: int) -> int { a }

fn depth(n: int) { if n < 1 { 0 } else { deeper(n) } }
fn deeper(n: int) { depth(n - 1) }

workflow first(x: int) -> int {
    second(x)
}

workflow second(x: int) -> int {
    let more = t(a: x)
    first(x: more)
}
";
    shown("check_recursion", &[("m", text)]);
}
