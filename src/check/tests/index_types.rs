//! The types that the index gives: `‹int|x›` marks an expression or a name that is an `int`, `‹-|f›` one without a type.

use super::index::Marked;
use crate::program::Program;
use crate::source::{FileId, Span};

fn check(text: &str) {
    let Marked { program, marks } = Marked::new(&[("m", text)]);
    for (expected, span) in marks {
        let ty = program.index.ty(&program, span).map_or("-".to_owned(), |ty| ty.display(&program).to_string());
        assert_eq!(ty, expected, "{}..{} of\n{text}", span.start, span.end);
    }
    assert_values(&program);
}

/// What a walk over everything finds is what is found at each place.
fn assert_values(program: &Program) {
    let values = program.index.values(program, Span::new(FileId(0), 0, u32::MAX));
    assert!(values.is_sorted_by(|(a, _), (b, _)| a < b));
    for (span, ty) in values {
        assert_eq!(program.index.ty(program, span), Some(ty), "{}..{}", span.start, span.end);
    }
}

#[test]
fn expressions_and_names_of_code() {
    check(
        "struct ‹Row|Row› { ‹int|n›: int }\nenum ‹Tier|Tier› { ‹Tier|gold› }\ntype ‹[Row]|Rows› = [Row]\nconst ‹float|K› = 1.5\n\
         fn ‹-|f›(‹Row|r›: Row, d: int = 3) -> int {\n    let ‹int|a› = ‹int|‹int|r.n› + 1›\n    var ‹[float]|xs› = []\n    ‹[float]|xs› += [K]\n    \
         let t = ‹str|f\"{‹int|a›}\"›\n    let h: float = ‹float|K› + 2.0\n    ‹int|xs.map(|‹float|x›| ‹float|x› * h).len()› + ‹int|f(r)› + t.len()\n}\n",
    );
}

#[test]
fn what_a_condition_says_is_known_of_a_name() {
    check("fn f(‹int?|x›: int?) -> int {\n    if ‹int?|x› != none { ‹int|x› } else { 0 }\n}\n");
}

#[test]
fn what_is_around_a_mistake() {
    check(
        "fn f(x: int) -> int {\n    let ‹int|a› = x + 1\n    let ‹-|b› = ‹-|gone(‹int|a›)›\n    let ‹str|c› = ‹str|str(‹int|a›)›\n    b\n}\n",
    );
}

#[test]
fn nodes_and_values_of_workflows() {
    check(
        "task t(a: int) -> (s: int, d: str) { (s: a, d: \"\") }\ntask u(n: int) -> int { n }\n\
         workflow w(‹int|x›: int, xs: [int]) -> [int] {\n    let ‹-|n› = t(a: ‹int|x›)\n    let ‹int|s› = ‹int|n.‹int|s››\n    \
         let ‹[int]|m› = ‹[int]|map u(n: each ‹[int]|xs›)›\n    let ‹int|v› = u(n: ‹int|s›)\n    u(n: v) after m\n    ‹[int]|m›\n}\n",
    );
}

/// A default that a call fills in has no place of its own.
#[test]
fn a_call_has_the_type_of_its_output() {
    check(
        "task t(a: int, b: str = \"\") -> float { 1.0 }\ntask u(a: str = \"\") { log(a) }\n\
         workflow w(x: int) -> float {\n    ‹-|u()›\n    ‹float|t(a: ‹int|x›)›\n}\n",
    );
}
