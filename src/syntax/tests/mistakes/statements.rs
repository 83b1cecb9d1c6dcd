//! Mistakes in statements and expressions.

use super::{fixed, marked, marked_in_body};

#[test]
fn equals_and_colons() {
    assert_eq!(fixed("workflow w() { f(a=1) }"), "workflow w() { f(a: 1) }");
    assert_eq!(fixed("workflow w() { f(a = 1) }"), "workflow w() { f(a: 1) }");
    marked_in_body(
        "
        let p = Point { x = 1 }
                          ^ S033 a field is written with `:`

        g(a) with { retries = 3 }
                            ^ S033 an option is written with `:`

        if a = 1 { 1 } else { 2 }
             ^ S034 `=` assigns to a variable and is not allowed in an expression

        if (a = 1) { 1 } else { 2 }
              ^ S034 `=` assigns to a variable and is not allowed in an expression

        while a = 1 { }
                ^ S034 `=` assigns to a variable and is not allowed in an expression
        ",
    );
}

#[test]
fn separators_and_brackets_of_calls() {
    marked_in_body(
        "
        [1 2]
          ^ S036 a comma is missing before `2`

        g(a b)
           ^ S036 a comma is missing before `b`

        let y int = 3
             ^ S032 `:` is missing after `y`

        let y 3
             ^ S036 `=` is missing before `3`

        g (a)
          ^ S037 unexpected space before the `(` of a call

        xs [0]
           ^ S037 unexpected space before the `[` of an index

        ()
        ^^ S018 there is nothing between these parentheses

        xs[]
          ^^ S018 missing index

        xs[::2]
            ^ S048 a slice has no step
        ",
    );
}

#[test]
fn clauses_and_blocks() {
    marked_in_body(
        r#"
        g(f(a) with { retries: 3 })
               ^^^^ S044 `with` is only allowed directly after a node that is a statement

        each xs
        ^^^^ S044 `each` is only allowed before an argument of `map`

        else { 1 }
        ^^^^ S044 this `else` has no `if`

        match a { _ => {"a": 1} }
                       ^ S045 `{` after `=>` starts a block

        if a == Point { x: 1 } { 1 } else { 2 }
                ^^^^^^^ S045 a struct value in the head of `if`, `while`, `for` or `match` needs parentheses
        "#,
    );
}

#[test]
fn clauses_of_other_languages() {
    marked_in_body(
        "
        for (i = 0; i < 3; i++) { a }
        ^^^^^^^^^^^^^^^^^^^^^^^ S001 a `for` loop iterates over the elements of a list or map

        for x of xs { a }
              ^^ S036 `in` is missing after `x`

        for x xs { a }
             ^ S036 `in` is missing after `x`

        match a { 0: 1 }
                   ^ S038 an arm of a `match` uses `=>`

        match a { _: 1 }
                   ^ S038 an arm of a `match` uses `=>`

        try { a // 0 } except { 0 }
        ^^^ S028 an error cannot be caught

        let y = .5
                ^^ S023 a float needs digits before its point

        let y = 1.
                ^^ S023 a float needs digits after its point
        ",
    );
    marked(
        "
        task t() -> int with (retries: 3) { 1 }
                             ^ S045 options are written in braces
        ",
    );
    assert_eq!(fixed("const A: float = .5\n"), "const A: float = 0.5\n");
    assert_eq!(fixed("const A: float = 1.\n"), "const A: float = 1.0\n");
}
