//! Names, calls and assignments.

use super::marked_in_body;

#[test]
fn names_and_calls() {
    marked_in_body(
        r#"
        unknown
        ^^^^^^^ N001 cannot find `unknown`

        unknown(1)
        ^^^^^^^ N001 cannot find a function called `unknown`

        double
        ^^^^^^ T016 `double` is a `fn`, not a value

        Tier
        ^^^^ T016 `Tier` is an enum, not a value
        1

        xs.map(double).len()
               ^^^^^^ T016 `double` is a `fn`, not a value

        double()
        ^^^^^^^^ T101 `double` needs `a`

        double(1, 2)
                  ^ T101 `double` takes one argument, but got 2

        double(b: 1)
               ^ T101 `double` has no parameter `b`

        double(1, a: 2)
                  ^^^^ T101 `a` is given twice to `double`

        double(a: 1, 2)
                     ^ T101 an argument without a name comes after one with a name

        len(n)
        ^^^ T102 no overload of `len` accepts `int`

        xs.join(",").len()
           ^^^^ T102 `join` does not accept `[int]`, `str`

        sqrt(name)
             ^^^^ T001 `sqrt` expects `float` for `x`, but got `str`
        1

        [Line { price: 1 }].sort().len()
        ^^^^^^^^^^^^^^^^^^^^^^^^^^ T102 `sort` compares its values, and `Line` has no order

        Line(1.0)
        ^^^^ T103 `Line` is a struct, and cannot be called
        1

        n(1)
        ^ T103 `n` is a variable of type `int`, and cannot be called

        RATE(1)
        ^^^^ T103 `RATE` is a constant, and cannot be called

        name.uper().len()
             ^^^^ T104 cannot find a function called `uper` for a value of type `str`

        n.one()
          ^^^ T104 cannot find a function called `one` for a value of type `int`

        xs.append(1)
           ^^^^^^ T104 cannot find a function called `append` for a value of type `[int]`
        1

        flow(1)
        ^^^^ T105 `flow` is a workflow, and code cannot call it

        map one(xs)
        ^^^ T105 `map` makes a node, which is only possible in a workflow
        1

        one(n) with { retries: 1 }
                    ^^^^^^^^^^^^^^ T105 `with` overrides options of a node, which only workflows have

        one(a: each xs)
               ^^^^ T105 `each` can only be used in a `map`, which makes a node of a workflow

        secret("a/b").len()
               ^^^^^ T119 the task does not list the secret `a/b`

        env("X").len()
            ^^^ T119 the task does not list the variable `X`
        "#,
    );
}

#[test]
fn assignments() {
    marked_in_body(
        r#"
        n = 1
        ^ T106 cannot assign to `n`, which is not a `var`
        n

        let a = 1
        a += 1
        ^ T106 cannot assign to `a`, which is not a `var`
        a

        for i in xs { i = 1 }
                      ^ T106 cannot assign to `i`, which is not a `var`
        1

        RATE = 1.0
        ^^^^ T106 `RATE` is a constant, and cannot be assigned to
        1

        let r = rng(1)
        r.next_int(1, 2)
        ^ T106 `next_int` changes `r`, which is not a `var`

        let a = xs
        a[0] = 1
        ^ T106 cannot assign to `a`, which is not a `var`
        1

        var s = name
        s[0] = "x"
        ^ T107 cannot assign to a part of `str`
        1

        var a = 0
        let b = xs.map(|y| { a += y
                             ^ T108 a closure cannot change `a`, which is declared outside of it
            y })
        1

        var a = 0
        let b = xs.map(|y| y + a)
        a = 1
        ^ T108 `a` is changed after a closure used it
        b.len()

        missing = 1
        ^^^^^^^ N001 cannot find `missing`
        1

        let f = |y| y
                ^^^^^ T109 a closure can only be an argument of a builtin
        1

        xs.map(|a, b| a).len()
               ^^^^^^^^ T110 `map` expects a closure with one parameter, but this one has 2

        zip(xs, xs).map(|a, b| a).len()
                        ^^^^^^^^ T110 `map` expects a closure with one parameter, but this one has 2

        let a = 1
        let a = 2
            ^ T116 `a` is declared twice in this block
        a
        "#,
    );
}
