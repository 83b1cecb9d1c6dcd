//! The parts of an item with a mistake that are kept.

use super::marked;
use crate::syntax::ast::{Ident, Item, ItemKind, Outputs, Stmt, StmtKind, TaskBody};
use crate::syntax::tests::read;

#[test]
fn one_broken_item_costs_only_itself() {
    let text =
        "fn f(a: int) -> int {\n    if a > 1 {\n        1\n    else {\n        2\n    }\n}\nfn g() -> int { 1 2 }\nfn h() -> int { 1 }\n";
    marked(
        "
        fn f(a: int) -> int {
            if a > 1 {
                     ^ S002 `{` is not closed
                1
            else {
                2
            }
        }
        fn g() -> int { 1 2 }
                         ^ S036 `2` cannot follow `1` on the same line
        fn h() -> int { 1 }
        ",
    );
    let names: Vec<_> = read(text).value.items.iter().map(|item| item.kind.name().map(|name| name.name.to_string())).collect();
    assert_eq!(names, [Some("f".to_owned()), Some("g".into()), Some("h".into())]);
}

#[test]
fn what_is_around_a_mistake_is_kept() {
    let text = "task f(a: int, b: str) -> int {\n    let x = a a\n    let y = 2\n    y\n}\n";
    let outcome = read(text);
    let [Item { kind: ItemKind::Task(task), .. }] = outcome.value.items.as_slice() else { panic!("no task: {:?}", outcome.value.items) };
    let TaskBody::Code(body) = &task.body else { panic!("no code") };
    assert_eq!(task.signature.params.len(), 2);
    let [Stmt { kind: StmtKind::Error(error), .. }, Stmt { kind: StmtKind::Let { .. }, .. }, Stmt { kind: StmtKind::Expr { .. }, .. }] =
        body.stmts.as_slice()
    else {
        panic!("other statements: {:?}", body.stmts)
    };
    let names = |idents: &[Ident]| idents.iter().map(|ident| ident.name.to_string()).collect::<Vec<_>>();
    assert_eq!((names(&error.declares), names(&error.mentions)), (vec!["x".to_owned()], vec!["x".into(), "a".into(), "a".into()]));
}

#[test]
fn the_head_of_an_item_is_kept_where_its_body_cannot_be_read() {
    let text = "fn f(a: int) -> int {\n    g(a\n}\n";
    let outcome = read(text);
    let [Item { kind: ItemKind::Fn(item), .. }] = outcome.value.items.as_slice() else { panic!("no fn: {:?}", outcome.value.items) };
    assert!(matches!(item.body.stmts.as_slice(), [Stmt { kind: StmtKind::Error(_), .. }]));
    assert_eq!(item.signature.params.len(), 1);
}

#[test]
fn a_header_is_read_as_its_findings_repair_it() {
    for text in [
        "task t(a: List[int], b: str) -> int { 1 }",
        "task t(a, b = 2) -> int { 1 }",
        "task t(a: int, b: str) int { 1 }",
        "task t(a: int, b: str): int { 1 }",
        "task t(a int, b: str) -> np.ndarray { 1 }",
    ] {
        let outcome = read(text);
        let [Item { kind: ItemKind::Task(task), .. }] = outcome.value.items.as_slice() else { panic!("no task: {text}") };
        let names: Vec<_> = task.signature.params.iter().map(|param| param.name.name.as_str()).collect();
        assert_eq!(names, ["a", "b"], "{text}");
        assert!(!matches!(task.signature.outputs, Outputs::None), "{text}");
        assert!(matches!(&task.body, TaskBody::Code(body) if body.stmts.len() == 1), "{text}");
    }
}

#[test]
fn an_import_with_a_mistake_keeps_its_names() {
    let outcome = read("import a.b.{x y}\n");
    let [Item { kind: ItemKind::Error(error), .. }] = outcome.value.items.as_slice() else { panic!("{:?}", outcome.value.items) };
    assert_eq!(error.names.iter().map(|name| name.name.to_string()).collect::<Vec<_>>(), ["x", "y"]);
}

#[test]
fn several_statements_of_one_item_are_reported() {
    marked(
        "
        fn f(a: int) -> int {
            let x
                 ^ S043 a declaration needs a value
            if a { y: int = 3 }
                   ^ S035 `let` is missing before `y`
            g (a)
              ^ S037 unexpected space before the `(` of a call
            a
        }
        ",
    );
}

#[test]
fn what_follows_from_a_missing_brace_is_not_reported() {
    marked(
        "
        fn f(prices: {str: float}) -> str {
            for name, price in prices
                                     ^ S001 the line ends too early
                g(name, price)
            }
            name
        }
        fn g() -> int { 1 }
        ",
    );
}

#[test]
fn the_names_that_a_damaged_statement_declares_stay_known() {
    let declares = |statement: &str| {
        let outcome = read(&format!("fn f() -> int {{\n    {statement}\n    1\n}}\n"));
        let [Item { kind: ItemKind::Fn(item), .. }] = outcome.value.items.as_slice() else { panic!("no fn: {statement}") };
        let Some(Stmt { kind: StmtKind::Error(error), .. }) = item.body.stmts.first() else { panic!("no mistake: {statement}") };
        error.declares.iter().map(|name| name.name.to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(declares("for name, price in prices"), "name price");
    assert_eq!(declares("let a, b = f()"), "a b");
    assert_eq!(declares("a, b := f()"), "a b");
    assert_eq!(declares("let c int = 3"), "c");
    assert_eq!(declares("int c = 3"), "c");
    assert_eq!(declares("c := 3"), "c");
    assert_eq!(declares("let (a b) = f()"), "a b");
    assert_eq!(declares("let (a, *b) = c"), "a b");
    assert_eq!(declares("with open(p) as h { }"), "h");
}
