//! Mistakes in declarations, types and imports.

use super::{fixed, marked, marked_in_body};
use crate::diagnostics::Severity;
use crate::syntax::tests::read;
use crate::testing::check_marks;

#[test]
fn parameters_need_types() {
    marked(
        "
        task t(x) -> int { x }
               ^ S032 parameter `x` has no type

        task t(x: int, y = 3) { x }
                       ^ S032 parameter `y` has no type

        task t(x int) { x }
                ^ S032 `:` is missing after `x`

        task t(int x) { x }
                  ^ S032 `:` is missing after `int`

        task t(x: (int, str)) { x }
                  ^^^^^^^^^^ S041 tuple types are not supported

        struct A {
            x int
             ^ S032 `:` is missing after `x`
            y
            ^ S032 field `y` has no type
        }
        ",
    );
    assert_eq!(fixed("task t(x int) { x }"), "task t(x: int) { x }");
}

#[test]
fn types_of_other_languages() {
    marked(
        "
        task t(x: list[int]) { x }
                  ^^^^^^^^^ S041 there is no type `list[int]`

        task t() -> Dict[str, int] { x }
                    ^^^^^^^^^^^^^^ S041 there is no type `Dict[str, int]`

        task t(x: Optional[int], y: np.ndarray) { x }
                  ^^^^^^^^^^^^^ S041 there is no type `Optional[int]`
                                    ^^^^^^^^^^ S041 there is no type `np.ndarray`

        task t(x: int[]) { x }
                  ^^^^^ S041 there is no type `int[]`

        task t(x: List<int>) { x }
                  ^^^^^^^^^ S041 there is no type `List<int>`

        task t(x: &str, y: &mut [int]) { x }
                  ^^^^ S041 there is no type `&str`
                           ^^^^^^^^^^ S041 there is no type `&mut [int]`

        type Rows = Vec<Option<f64>>
                    ^^^^^^^^^^^^^^^^ S041 there is no type `Vec<Option<f64>>`

        struct A {
            points: [(float, float)]
                    ^^^^^^^^^^^^^^^^ S041 tuple types are not supported
            names: string[]
                   ^^^^^^^^ S041 there is no type `string[]`
        }

        task t(x: Callable[[int], str]) -> Promise<void> { x }
                  ^^^^^^^^^^^^^^^^^^^^ S041 there is no type `Callable[[int], str]`
                                           ^^^^^^^^^^^^^ S041 what returns nothing has no output type
        ",
    );
    for (written, meant) in [
        ("task t(x: Dict[str, List[int]]) { x }", "task t(x: {str: [int]}) { x }"),
        ("task t(x: &mut Vec<int>) { x }", "task t(x: [int]) { x }"),
        ("task t(x: int) -> Tuple[int, str] { x }", "task t(x: int) -> (int, str) { x }"),
        ("task t(x: int) -> Promise<void> { x }", "task t(x: int) { x }"),
        ("struct A { x: datetime.datetime }", "struct A { x: datetime }"),
        ("const A: List[float] = [1.0]", "const A: [float] = [1.0]"),
    ] {
        assert_eq!(fixed(written), meant);
    }
}

#[test]
fn arrows() {
    assert_eq!(fixed("task t(x: int) int { x }"), "task t(x: int) -> int { x }");
    assert_eq!(fixed("task t(x: int): int { x }"), "task t(x: int) -> int { x }");
    assert_eq!(fixed("task t(x: int) => int { x }"), "task t(x: int) -> int { x }");
    marked_in_body(
        "
        match a { 1 -> 2 }
                    ^^ S038 an arm of a `match` uses `=>`
        ",
    );
}

#[test]
fn a_block_begins_on_the_line_of_its_head() {
    let text = "task t(x: int) -> int\n{\n    if x > 1\n    {\n        1\n    }\n    else\n    {\n        2\n    }\n}";
    marked(
        "
        task t(x: int) -> int
        {
        ^ S039 a `{` cannot begin a line
            if x > 1
            {
            ^ S039 a `{` cannot begin a line
                1
            }
            else
            {
            ^ S039 a `{` cannot begin a line
                2
            }
        }
        ",
    );
    assert!(matches!(read(text).value.items[0].kind, crate::syntax::ast::ItemKind::Task(_)), "the item is read all the same");
    marked(
        "
        task t() -> int
                       ^ S039 the body of this declaration is missing
        ",
    );
    marked_in_body(
        "
        if a > 1:
                ^ S039 blocks are written in braces
            return 1
        ",
    );
}

#[test]
fn imports_have_one_form() {
    marked(
        "
        import a.b
                  ^ S040 an import lists the names that it imports: `import module.{name}`

        import a.b.c as d
                     ^^ S040 an import lists the names that it imports: `import module.{name}`

        import a.b.*
                   ^ S040 an import lists the names that it imports: `import module.{name}`

        import a
                ^ S040 an import lists the names that it imports: `import module.{name}`
        ",
    );
}

#[test]
fn the_top_level() {
    marked(
        "
        let x = 3
        ^^^ S031 only declarations are allowed at the top level of a module
        foo(bar)

        worklfow w(a: int) -> int { f(a) }
        ^^^^^^^^ S031 no declaration starts with `worklfow`

        task f() { }
            foo()
            ^^^ S031 only declarations are allowed at the top level of a module

        @task(cache=True)
        ^^^^^ S015 `@task` is Python; there are no decorators
        task f(a: int) -> int { a }
        ",
    );
}

#[test]
fn declarations_in_bodies() {
    marked_in_body(
        "
        x: int = 3
        ^ S035 `let` is missing before `x`

        let x
             ^ S043 a declaration needs a value

        var y: int
                  ^ S043 a declaration needs a value

        let x =\x20
               ^ S043 expected a value after `=`

        a
          fn g() -> int { 1 }
          ^^ S047 `fn` is only allowed at the top level of a module

        let z = 3 +
                  ^ S042 expected a value after `+`
        let w = 2

        let w = * 3
                ^ S042 `*` cannot follow `=`

        f(a) = 3
        ^^^^ S021 cannot assign to this expression

        retrun a
        ^^^^^^ S001 no statement starts with `retrun`
        ",
    );
}

#[test]
fn doc_comments_that_describe_nothing() {
    let text = "## One.\n\n## Two.\ntask f(a: int) -> int {\n    ## Three.\n    a ## Four.\n}\n## Five.\n";
    let outcome = read(text);
    check_marks(
        "
        ## One.
        ^^^^^^^ S016 this doc comment describes nothing

        ## Two.
        task f(a: int) -> int {
            ## Three.
            ^^^^^^^^^ S016 this doc comment describes nothing
            a ## Four.
              ^^^^^^^^ S016 this doc comment comes after what it should describe
        }
        ## Five.
        ^^^^^^^^ S016 this doc comment describes nothing
        ",
        |text| read(text).diagnostics,
    );
    assert!(outcome.diagnostics.iter().all(|found| found.severity == Severity::Warning));
    assert_eq!(outcome.value.items[0].doc.as_ref().map(|doc| doc.text.as_str()), Some("Two."));
}
