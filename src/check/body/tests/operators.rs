//! Operators and constants.

use super::{marked, marked_in_body};

#[test]
fn operators() {
    marked_in_body(
        r#"
        n + name
          ^ T003 cannot use `+` with `int` and `str`

        -name
         ^^^^ T003 `-` needs a number or a duration, not `str`
        1

        let y = not n
                    ^ T003 `not` needs a `bool`, not `int`
        1

        maybe(1) + 1
                 ^ T003 cannot use `+` with `int?` and `int`

        xs + 1
           ^ T003 cannot use `+` with `[int]` and `int`
        1

        let y = n == name
                  ^^ T004 cannot compare `int` with `str` using `==`
        1

        let y = Tier.gold == name
                          ^^ T004 cannot compare `Tier` with `str` using `==`
        1

        let y = Tier.gold == "golden"
                             ^^^^^^^^ T008 `golden` is not a value of the enum `Tier`
        1

        let y = 1 < n < 3
                      ^ S017 comparisons cannot be chained
        1

        let y = n == none
                  ^^ T004 a value of type `int` is never `none`
        1

        let y = Line { price: 1 } < Line { price: 2 }
                                  ^ T003 values of type `Line` have no order, which `<` needs
        1

        let y = n in name
                ^ T001 a part of a string must be `str`, but this is `int`
        1

        let y = name in n
                     ^^ T003 cannot use `in` with `str` and `int`
        1

        n ?? 1
        ^ T005 the left side of `??` is never `none`: it is `int`

        maybe(1) ?? name
                    ^^^^ T001 the left side of `??`, where it is not `none`, must be `int`, but this is `str`

        9223372036854775807 + 1
        ^^^^^^^^^^^^^^^^^^^^^^^ T014 the result does not fit in an `int` of 64 bits

        n // 0
             ^ T014 division by zero

        let y = x / 0.0
                    ^^^ T014 division by zero
        1

        2 ** -1
        ^^^^^^^ T014 an `int` to a negative power is not an `int`

        let y = datetime("tomorrow")
                         ^^^^^^^^^^ T014 `"tomorrow"` is not a date and time in RFC 3339, such as `"2030-01-02T00:00:00Z"`
        1

        let y = name.regex_match("(")
                                 ^^^ T014 the regular expression is not valid: unclosed group
        1
        "#,
    );
}

#[test]
fn constants() {
    marked(
        r#"
        const A: int = 1 / 2
                       ^^^^^ T001 expected `int`, but this is `float`

        const A: float = 1 / 0
                         ^^^^^ T014 division by zero

        fn f() -> int { 1 }
        const A: int = f()
                       ^^^ T015 a call of a `fn` is not known at compile time

        const A: [int] = [x for x in [1]]
                         ^^^^^^^^^^^^^^^^ T015 a comprehension is not known at compile time

        const A: int = [1, 2][5]
                       ^^^^^^^^^ T014 index 5 is out of range: there are 2

        const A: datetime = datetime("2030-01-01T00:00:00Z") + 1d

        const A: str = "a" + "b" * 2

        const P: str = "s3://b/x"
        task t(f: file = P) -> file { f }

        enum E { a, b }
        const A: E = "b"
        const B: [E] = [E.a, "b"]

        struct S { a: int = 1, b: float }
        const A: S = S { b: 2 }
        const B: float = A.b * 2

        const A: json = {"a": [1, none]}

        task t(a: int, b: int = a) -> int { a + b }
                                ^ N001 cannot find `a`

        const A = 3
        const B = A ** 2
        task t(n: int = B) -> int { n }
        "#,
    );
}
