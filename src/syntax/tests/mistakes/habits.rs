//! Habits from other languages.

use super::{fixed, marked, marked_in_body};

#[test]
fn words_of_other_languages() {
    marked(
        "
        def t(x: int) -> int:
        ^^^ S028 `def` is not a keyword
            return x
        ",
    );
    marked_in_body(
        "
        if a == 1 { 1 } elif a == 2 { 2 } else { 3 }
                        ^^^^ S028 `elif` is not a keyword

        let x = lambda y: y + 1
                ^^^^^^ S028 `lambda` is not a keyword

        let mut x = 1
            ^^^ S028 `mut` is not a keyword

        raise Error
        ^^^^^ S028 `raise` is not a keyword
        ",
    );
    marked(
        "
        from a import b
        ^^^^ S040 an import lists the names that it imports: `import module.{name}`

        class A:
        ^^^^^ S028 `class` is not a keyword
            x: int
        ",
    );
    // They are names all the same.
    marked_in_body(
        "
        let default = 3
        default + f(default: 1)
        ",
    );
}

#[test]
fn operators_of_other_languages() {
    assert_eq!(fixed("fn f(a: bool) -> bool { !a }"), "fn f(a: bool) -> bool { not a }");
    marked_in_body(
        "
        a && !b || c
          ^^ S012 `&&` is written `and` here

        a++
         ^^ S012 there is no `++` operator

        let z = a--
                 ^^ S012 there is no `--` operator

        x := 3
          ^^ S012 there is no `:=` operator

        a === b
          ^^^ S012 `===` is written `==` here

        f(*xs)
          ^ S012 `xs` cannot be spread

        let z = 1 if a else 2
                  ^^ S020 a conditional expression starts with `if`

        let z = a ? 1 : 2
                  ^ S020 there is no `c ? a : b`

        a < b < c
              ^ S017 comparisons cannot be chained

        a < b and b < c
        ",
    );
}

#[test]
fn comments_of_other_languages() {
    marked_in_body(
        "
        // a comment
        ^^ S029 comments start with `#`

        let b = a  // a comment
                   ^^ S029 comments start with `#`

        /* a comment */
        ^^ S029 comments start with `#`
        ",
    );
    marked(
        "
        // a module
        ^^ S029 comments start with `#`
        ",
    );
    marked_in_body(
        "
        a // 2
        ",
    );
}

#[test]
fn reserved_words_are_no_names() {
    marked_in_body(
        "
        let type = 4
            ^^^^ S030 `type` is a reserved word

        for in in xs { }
            ^^ S030 `in` is a reserved word

        g(type: 3)
          ^^^^ S030 `type` is a reserved word

        a.match
          ^^^^^ S030 `match` is a reserved word
        ",
    );
    marked(
        "
        import shared.type.{x}
                      ^^^^ S030 `type` is a reserved word

        struct A {
            type: int
            ^^^^ S030 `type` is a reserved word
        }

        enum A { a, none }
                    ^^^^ S030 `none` is a reserved word
        ",
    );
    assert_eq!(fixed("task f(task: int) { 1 }"), "task f(`task`: int) { 1 }");
}
