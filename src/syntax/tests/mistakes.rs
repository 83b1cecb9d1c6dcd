//! What is said about the mistakes that people make.

use super::{lines, read};
use crate::diagnostics::{Edit, Severity, codes, page::BAD};
use crate::syntax::ast::{Ident, Item, ItemKind, Stmt, StmtKind, TaskBody};

/// The findings about `text`, one a line.
fn findings(text: &str) -> Vec<String> {
    lines(text, &read(text).diagnostics)
}

/// The findings about the statement `text` in the body of a `fn`; columns count from its first character.
fn in_body(text: &str) -> Vec<String> {
    let whole = format!("fn f(a: int, xs: [int]) -> int {{\n{text}\n}}\n");
    findings(&whole).into_iter().map(|line| line.replacen(" 2:", " ", 1)).collect()
}

/// The text after the first fix.
fn fixed(text: &str) -> String {
    let fix = read(text).diagnostics.into_iter().find_map(|diagnostic| diagnostic.fix).expect("a fix");
    let mut edits: Vec<Edit> = fix.edits;
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    text
}

#[test]
fn a_mistake_of_a_page_is_reported_alone() {
    for code in codes::syntax::ALL {
        for example in code.page.examples(BAD) {
            let found: Vec<String> = example.iter().flat_map(|file| findings(&file.text)).collect();
            assert_eq!(found.len(), 1, "{code:?}: {found:?}");
        }
    }
}

#[test]
fn parameters_need_types() {
    assert_eq!(findings("task t(x) -> int { x }"), ["S032 1:8 parameter `x` has no type"]);
    assert_eq!(findings("task t(x: int, y = 3) { x }"), ["S032 1:16 parameter `y` has no type"]);
    assert_eq!(findings("task t(x int) { x }"), ["S032 1:9 `:` is missing after `x`"]);
    assert_eq!(findings("task t(int x) { x }"), ["S032 1:11 `:` is missing after `int`"]);
    assert_eq!(findings("task t(x: (int, str)) { x }"), ["S041 1:11 tuple types are not supported"]);
    assert_eq!(findings("struct A {\n    x int\n    y\n}"), ["S032 2:6 `:` is missing after `x`", "S032 3:5 field `y` has no type"]);
    assert_eq!(fixed("task t(x int) { x }"), "task t(x: int) { x }");
}

#[test]
fn types_of_other_languages() {
    assert_eq!(findings("task t(x: list[int]) { x }"), ["S041 1:11 invalid syntax for a type"]);
    assert_eq!(findings("task t() -> Dict[str, int] { x }"), ["S041 1:13 invalid syntax for a type"]);
    assert_eq!(findings("task t(x: Optional[int]) { x }"), ["S041 1:11 invalid syntax for a type"]);
    assert_eq!(findings("task t(x: int[]) { x }"), ["S041 1:11 invalid syntax for a type"]);
    assert_eq!(findings("task t(x: List<int>) { x }"), ["S041 1:11 invalid syntax for a type"]);
}

#[test]
fn arrows() {
    assert_eq!(fixed("task t(x: int) int { x }"), "task t(x: int) -> int { x }");
    assert_eq!(fixed("task t(x: int): int { x }"), "task t(x: int) -> int { x }");
    assert_eq!(fixed("task t(x: int) => int { x }"), "task t(x: int) -> int { x }");
    assert_eq!(in_body("match a { 1 -> 2 }"), ["S038 13 an arm of a `match` uses `=>`"]);
}

#[test]
fn a_block_begins_on_the_line_of_its_head() {
    let text = "task t(x: int) -> int\n{\n    if x > 1\n    {\n        1\n    }\n    else\n    {\n        2\n    }\n}";
    let expected = ["S039 2:1 a `{` cannot begin a line", "S039 4:5 a `{` cannot begin a line", "S039 8:5 a `{` cannot begin a line"];
    assert_eq!(findings(text), expected);
    assert!(matches!(read(text).value.items[0].kind, crate::syntax::ast::ItemKind::Task(_)), "the item is read all the same");
    assert_eq!(findings("task t() -> int"), ["S039 1:16 the body of this declaration is missing"]);
    assert_eq!(in_body("if a > 1:\n    return 1\n"), ["S039 9 blocks are written in braces"]);
}

#[test]
fn equals_and_colons() {
    assert_eq!(fixed("workflow w() { f(a=1) }"), "workflow w() { f(a: 1) }");
    assert_eq!(fixed("workflow w() { f(a = 1) }"), "workflow w() { f(a: 1) }");
    assert_eq!(in_body("let p = Point { x = 1 }"), ["S033 19 a field is written with `:`"]);
    assert_eq!(in_body("g(a) with { retries = 3 }"), ["S033 21 an option is written with `:`"]);
    assert_eq!(in_body("if a = 1 { 1 } else { 2 }"), ["S034 6 `=` assigns to a variable and is not allowed in an expression"]);
    assert_eq!(in_body("if (a = 1) { 1 } else { 2 }"), ["S034 7 `=` assigns to a variable and is not allowed in an expression"]);
    assert_eq!(in_body("while a = 1 { }"), ["S034 9 `=` assigns to a variable and is not allowed in an expression"]);
}

#[test]
fn words_of_other_languages() {
    assert_eq!(findings("def t(x: int) -> int:\n    return x\n"), ["S028 1:1 `def` is not a keyword"]);
    assert_eq!(in_body("if a == 1 { 1 } elif a == 2 { 2 } else { 3 }"), ["S028 17 `elif` is not a keyword"]);
    assert_eq!(in_body("let x = lambda y: y + 1"), ["S028 9 `lambda` is not a keyword"]);
    assert_eq!(in_body("let mut x = 1"), ["S028 5 `mut` is not a keyword"]);
    assert_eq!(in_body("raise Error"), ["S028 1 `raise` is not a keyword"]);
    assert_eq!(findings("from a import b\n"), ["S028 1:1 `from` is not a keyword"]);
    assert_eq!(findings("class A:\n    x: int\n"), ["S028 1:1 `class` is not a keyword"]);
    assert_eq!(in_body("let default = 3\ndefault + f(default: 1)"), [""; 0], "they are names all the same");
}

#[test]
fn operators_of_other_languages() {
    assert_eq!(fixed("fn f(a: bool) -> bool { !a }"), "fn f(a: bool) -> bool { not a }");
    let expected = ["S012 3 `&&` is written `and` here", "S012 6 `!` is written `not` here", "S012 9 `||` is written `or` here"];
    assert_eq!(in_body("a && !b || c"), expected);
    assert_eq!(in_body("a++"), ["S012 2 there is no `++` operator"]);
    assert_eq!(in_body("let z = a--"), ["S012 10 there is no `--` operator"]);
    assert_eq!(in_body("x := 3"), ["S012 3 there is no `:=` operator"]);
    assert_eq!(in_body("a === b"), ["S042 5 `=` cannot follow `==`"]);
    assert_eq!(in_body("f(*xs)"), ["S012 3 values cannot be spread"]);
    assert_eq!(in_body("let z = 1 if a else 2"), ["S020 11 a conditional expression starts with `if`"]);
    assert_eq!(in_body("let z = a ? 1 : 2"), ["S020 11 there is no `c ? a : b`"]);
    assert_eq!(in_body("a < b < c"), ["S017 7 comparisons cannot be chained"]);
    assert_eq!(in_body("a < b and b < c"), [""; 0]);
}

#[test]
fn comments_of_other_languages() {
    assert_eq!(in_body("// a comment"), ["S029 1 comments start with `#`"]);
    assert_eq!(in_body("let b = a  // a comment"), ["S029 12 comments start with `#`"]);
    assert_eq!(in_body("/* a comment */"), ["S029 1 comments start with `#`"]);
    assert_eq!(findings("// a module\n"), ["S029 1:1 comments start with `#`"]);
    assert_eq!(in_body("a // 2"), [""; 0]);
}

#[test]
fn reserved_words_are_no_names() {
    assert_eq!(in_body("let type = 4"), ["S030 5 `type` is a reserved word"]);
    assert_eq!(in_body("for in in xs { }"), ["S030 5 `in` is a reserved word"]);
    assert_eq!(in_body("g(type: 3)"), ["S030 3 `type` is a reserved word"]);
    assert_eq!(in_body("a.match"), ["S030 3 `match` is a reserved word"]);
    assert_eq!(findings("import shared.type.{x}"), ["S030 1:15 `type` is a reserved word"]);
    assert_eq!(findings("struct A {\n    type: int\n}"), ["S030 2:5 `type` is a reserved word"]);
    assert_eq!(findings("enum A { a, none }"), ["S030 1:13 `none` is a reserved word"]);
    assert_eq!(fixed("task f(task: int) { 1 }"), "task f(`task`: int) { 1 }");
}

#[test]
fn declarations_in_bodies() {
    assert_eq!(in_body("x: int = 3"), ["S035 1 `let` is missing before `x`"]);
    assert_eq!(in_body("let x"), ["S043 6 a declaration needs a value"]);
    assert_eq!(in_body("var y: int"), ["S043 11 a declaration needs a value"]);
    assert_eq!(in_body("let x = "), ["S043 8 expected a value after `=`"]);
    assert_eq!(in_body("  fn g() -> int { 1 }"), ["S047 3 `fn` is only allowed at the top level of a module"]);
    assert_eq!(in_body("let z = 3 +\nlet w = 2"), ["S042 11 expected a value after `+`"]);
    assert_eq!(in_body("let w = * 3"), ["S042 9 `*` cannot follow `=`"]);
    assert_eq!(in_body("f(a) = 3"), ["S021 1 cannot assign to this expression"]);
    assert_eq!(in_body("retrun a"), ["S001 1 no statement starts with `retrun`"]);
}

#[test]
fn separators_and_brackets_of_calls() {
    assert_eq!(in_body("[1 2]"), ["S036 3 a comma is missing before `2`"]);
    assert_eq!(in_body("g(a b)"), ["S036 4 a comma is missing before `b`"]);
    assert_eq!(in_body("let y int = 3"), ["S032 6 `:` is missing after `y`"]);
    assert_eq!(in_body("let y 3"), ["S036 6 `=` is missing before `3`"]);
    assert_eq!(in_body("g (a)"), ["S037 3 unexpected space before the `(` of a call"]);
    assert_eq!(in_body("xs [0]"), ["S037 4 unexpected space before the `[` of an index"]);
    assert_eq!(in_body("()"), ["S018 1 there is nothing between these parentheses"]);
    assert_eq!(in_body("xs[]"), ["S018 3 missing index"]);
    assert_eq!(in_body("xs[::2]"), ["S048 5 a slice has no step"]);
}

#[test]
fn imports_have_one_form() {
    let message = "an import lists the names that it imports: `import module.{name}`";
    assert_eq!(findings("import a.b"), [format!("S040 1:11 {message}")]);
    assert_eq!(findings("import a.b.c as d"), [format!("S040 1:14 {message}")]);
    assert_eq!(findings("import a.b.*"), [format!("S040 1:12 {message}")]);
    assert_eq!(findings("import a"), [format!("S040 1:9 {message}")]);
}

#[test]
fn clauses_and_blocks() {
    assert_eq!(in_body("g(f(a) with { retries: 3 })"), ["S044 8 `with` is only allowed directly after a node that is a statement"]);
    assert_eq!(in_body("each xs"), ["S044 1 `each` is only allowed before an argument of `map`"]);
    assert_eq!(in_body("else { 1 }"), ["S044 1 this `else` has no `if`"]);
    assert_eq!(in_body("match a { _ => {\"a\": 1} }"), ["S045 16 `{` after `=>` starts a block"]);
    let head = "S045 9 a struct value in the head of `if`, `while`, `for` or `match` needs parentheses";
    assert_eq!(in_body("if a == Point { x: 1 } { 1 } else { 2 }")[0], head);
}

#[test]
fn the_top_level() {
    let outside = "only declarations are allowed at the top level of a module";
    assert_eq!(findings("let x = 3\nfoo(bar)\n"), [format!("S031 1:1 {outside}")]);
    assert_eq!(findings("worklfow w(a: int) -> int { f(a) }"), ["S031 1:1 no declaration starts with `worklfow`"]);
    assert_eq!(findings("task f() { }\n    foo()\n"), [format!("S031 2:5 {outside}")]);
    assert_eq!(findings("@task(cache=True)\ntask f(a: int) -> int { a }"), ["S015 1:1 `@task` is Python; there are no decorators"]);
}

#[test]
fn one_broken_item_costs_only_itself() {
    let text = "fn f(a: int) -> int {\n    if a > 1 {\n        1\n    else {\n        2\n    }\n}\n\nfn g() -> int { 1 2 }\n\nfn h() -> int { 1 }\n";
    let outcome = read(text);
    let expected = ["S002 2:14 `{` is not closed", "S036 9:18 `2` cannot follow `1` on the same line"];
    assert_eq!(lines(text, &outcome.diagnostics), expected);
    let names: Vec<_> = outcome.value.items.iter().map(|item| item.kind.name().map(|name| name.name.to_string())).collect();
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
fn an_import_with_a_mistake_keeps_its_names() {
    let outcome = read("import a.b.{x y}\n");
    let [Item { kind: ItemKind::Error(error), .. }] = outcome.value.items.as_slice() else { panic!("{:?}", outcome.value.items) };
    assert_eq!(error.names.iter().map(|name| name.name.to_string()).collect::<Vec<_>>(), ["x", "y"]);
}

#[test]
fn several_statements_of_one_item_are_reported() {
    let text = "fn f(a: int) -> int {\n    let x\n    if a { y: int = 3 }\n    g (a)\n    a\n}\n";
    let expected = [
        "S043 2:10 a declaration needs a value",
        "S035 3:12 `let` is missing before `y`",
        "S037 4:7 unexpected space before the `(` of a call",
    ];
    assert_eq!(findings(text), expected);
}

#[test]
fn strings_and_brackets_that_do_not_close() {
    let text = "fn f(a: int) -> int {\n    \"abc\n}\nfn h(a: int) -> int { g(\"abc) }\nfn i() -> int { 1 }\n";
    // The second one takes the bracket of its body with it.
    assert_eq!(findings(text), ["S005 2:5 this string is not closed", "S005 4:25 this string is not closed"]);
    assert_eq!(read(text).value.items.len(), 3);
    let long = "fn f() -> str {\n    \"\"\"abc\n}\n\nfn g() -> int { 1 }\n";
    assert_eq!(findings(long), ["S005 2:5 this string is not closed"]);
    assert_eq!(read(long).value.items.len(), 2);
    assert_eq!(in_body("f\"{a\""), ["S005 5 this string is not closed"]);
    assert_eq!(in_body("f\"{a + \n"), ["S005 3 the `{` in this string is not closed on its line"]);
    assert_eq!(in_body("`a"), ["S005 1 missing backtick after this name"]);
    assert_eq!(in_body("g(a))"), ["S003 5 unmatched `)`"]);
    assert_eq!(in_body("g(a]"), ["S003 4 `]` does not close `(`"]);
}

#[test]
fn characters() {
    assert_eq!(findings(""), [""; 0]);
    assert_eq!(findings("task a() { }\0"), ["S010 1:13 `test.fpl` is not a text file"]);
    assert_eq!(in_body("a \u{2013} b"), ["S006 3 `\u{2013}` is a dash"]);
    assert_eq!(in_body("größe"), ["S006 3 `öße` is not a valid name"]);
    assert_eq!(in_body("a +\u{a0}b"), ["S008 4 space U+00A0 outside of a string"]);
    assert_eq!(in_body("\"\u{202e}\""), ["S009 2 invisible character U+202E"]);
    assert_eq!(in_body("# \u{2066}"), ["S009 3 invisible character U+2066"]);
    assert_eq!(in_body("\"größe 👨‍👩‍👧\""), [""; 0]);
    assert_eq!(in_body("a \u{b}"), ["S007 3 control character U+000B in the text"]);
    assert_eq!(fixed("fn f() -> str { 'it\\'s' }"), "fn f() -> str { \"it's\" }");
}

#[test]
fn interpolation() {
    assert_eq!(in_body("f\"{}\""), ["S014 3 there is nothing between these braces"]);
    assert_eq!(in_body("f\"{a=}\""), ["S014 3 `{x=}` only exists in Python"]);
    assert_eq!(in_body("f\"{a!r}\""), ["S014 5 there are no conversions in an interpolated string"]);
    assert_eq!(in_body("f\"a } b\""), ["S014 5 unmatched `}` in an interpolated string"]);
}

#[test]
fn doc_comments_that_describe_nothing() {
    let text = "## One.\n\n## Two.\ntask f(a: int) -> int {\n    ## Three.\n    a ## Four.\n}\n## Five.\n";
    let expected = [
        "S016 1:1 this doc comment describes nothing",
        "S016 5:5 this doc comment describes nothing",
        "S016 6:7 this doc comment comes after what it should describe",
        "S016 8:1 this doc comment describes nothing",
    ];
    let outcome = read(text);
    assert_eq!(lines(text, &outcome.diagnostics), expected);
    assert!(outcome.diagnostics.iter().all(|found| found.severity == Severity::Warning));
    assert_eq!(outcome.value.items[0].doc.as_ref().map(|doc| doc.text.as_str()), Some("Two."));
}

#[test]
fn clauses_of_other_languages() {
    assert_eq!(in_body("for (i = 0; i < 3; i++) { a }"), ["S001 5 a `for` loop iterates over the elements of a list or map"]);
    assert_eq!(in_body("for x of xs { a }"), ["S036 7 `in` is missing after `x`"]);
    assert_eq!(in_body("for x xs { a }"), ["S036 6 `in` is missing after `x`"]);
    assert_eq!(in_body("match a { 0: 1 }"), ["S038 12 an arm of a `match` uses `=>`"]);
    assert_eq!(in_body("match a { _: 1 }"), ["S038 12 an arm of a `match` uses `=>`"]);
    assert_eq!(in_body("try { a // 0 } except { 0 }"), ["S028 1 `try` is not a keyword"]);
    assert_eq!(in_body("let y = .5"), ["S023 9 a float needs digits before its point"]);
    assert_eq!(in_body("let y = 1."), ["S023 9 a float needs digits after its point"]);
    assert_eq!(in_body("if a == P { x: 1 } { 1 } else { 2 }").len(), 1);
    assert_eq!(findings("task t() -> int with (retries: 3) { 1 }"), ["S045 1:22 options are written in braces"]);
    assert_eq!(fixed("const A: float = .5\n"), "const A: float = 0.5\n");
    assert_eq!(fixed("const A: float = 1.\n"), "const A: float = 1.0\n");
}
