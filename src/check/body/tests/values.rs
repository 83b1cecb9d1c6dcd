//! Values of the wrong type, and what is asked of a value that does not have it.

use super::marked_in_body;

/// The form of a builtin, and with it the result, depends on the argument.
#[test]
fn an_unknown_argument_gives_an_unknown_result() {
    marked_in_body(
        "
        let y: str = abs(oops)
                         ^^^^ N001 cannot find `oops`
        1

        let y: str = max(oops, oops2)
                         ^^^^ N001 cannot find `oops`
                               ^^^^^ N001 cannot find `oops2`
        1

        let y: [str] = [oops].sort()
                        ^^^^ N001 cannot find `oops`
        y.len()

        let y: str = round(oops)
                           ^^^^ N001 cannot find `oops`
        y.len()

        str(oops) + 1
            ^^^^ N001 cannot find `oops`
                  ^ T003 cannot use `+` with `str` and `int`
        ",
    );
}

#[test]
fn values_of_the_wrong_type() {
    marked_in_body(
        r#"
        let y: float = n
                       ^ T001 `y` is declared as `float`, but its value is `int`
        1

        halve(n)
              ^ T001 `halve` expects `float` for `x`, but got `int`
        1

        "x"
        ^^^ T001 the result is `int`, but the value returned is `str`

        return x
               ^ T001 the result is `int`, but the value returned is `float`

        Line { price: n }.quantity
                      ^ T001 the field `price` of `Line` is `float`, but got `int`

        var a = 1
        a = 1.5
            ^^^ T001 `a` is `int`, but is assigned `float`
        a

        var a = 1
        a += 1.5
             ^^^ T001 `a` is `int`, but is assigned `float`
        a

        var a = 1
        a /= 2
             ^ T001 `a` is `int`, but is assigned `float`
        a

        let y: [str] = [1, "a", 2]
                        ^ T001 an element must be `str`, but this is `int`
                                ^ T001 an element must be `str`, but this is `int`
        1

        maybe(1)
        ^^^^^^^^ T001 the result is `int`, but the value returned is `int?`

        if n { 1 } else { 2 }
           ^ T001 a condition must be `bool`, but this is `int`

        [1, "a"].len()
            ^^^ T001 the other elements are `int`, but this one is `str`

        let y = if n > 0 { 1 } else { name }
                                      ^^^^ T001 the other branch is `int`, but this one is `str`
        1

        xs[name]
           ^^^^ T001 a position must be `int`, but this is `str`

        m[1]
          ^ T001 a key of a map must be `str`, but this is `int`

        let y = log(name)
                ^^^^^^^^^ T113 this call returns no value
        1

        let y = if n > 0 { 1 }
                ^^^^^^^^^^^^^^ T113 this `if` has no `else`, so it has no value
        1

        return
        ^^^^^^ T113 this `return` has no value, but `int` is expected

        let j: json = {"a": 1h}
                            ^^ T001 a part of a JSON value must be `json`, but this is `duration`
        1
        "#,
    );
}

#[test]
fn types_that_nothing_says() {
    marked_in_body(
        "
        let y = []
                ^^ T002 cannot infer the type of the elements of this list
        1

        let y = {}
                ^^ T002 cannot infer the type of the values of this map
        1

        let y = none
                ^^^^ T002 cannot infer the type of this `none`
        1

        let y = []
                ^^ T002 cannot infer the type of the elements of this list
        y.len()

        let y = []
        y[0].upper()
        ^^^^ T002 the type of this value is not known here
        1
        ",
    );
}

#[test]
fn ways_into_values() {
    marked_in_body(
        r#"
        Line { price: 1 }.prize
                          ^^^^^ T006 the struct `Line` has no field `prize`
        1

        n.price
          ^^^^^ T006 a value of type `int` has no field `price`

        xs.len
           ^^^ T006 a value of type `[int]` has no field `len`

        Line { prize: 1.0 }.quantity
               ^^^^^ T006 the struct `Line` has no field `prize`

        Line { quantity: 1 }.quantity
        ^^^^ T007 this `Line` is missing the field `price`

        Line { price: 1, price: 2 }.quantity
                         ^^^^^ T007 the field `price` is given twice

        Tier.silver
             ^^^^^^ T008 the enum `Tier` has no variant `silver`
        1

        Tier("gold")
             ^^^^^^ T008 `gold` is not a value of the enum `Tier`
        1

        n[0]
        ^ T009 a value of type `int` cannot be indexed

        maybe(1)[0]
        ^^^^^^^^ T009 a value of type `int?` cannot be indexed

        for i in n { }
                 ^ T010 `int` cannot be iterated
        1

        for k in m { }
            ^ T010 a map is iterated as pairs of a key and a value
        1

        for c in name { }
                 ^^^^ T010 `str` cannot be iterated
        1

        let (a, b) = n
            ^^^^^^ T011 cannot split `int`, which is not a tuple, into 2 names
        1

        let (a, b, c) = (1, 2)
            ^^^^^^^^^ T011 3 names for a tuple of 2
        1

        let (top, mean) = stats([x])
             ^^^ T011 `top` is output 2 of the task, but is used here for output 1
                  ^^^^ T011 `mean` is output 1 of the task, but is used here for output 2
        1

        {"a": 1, "a": 2}.len()
                 ^^^ T012 the key `"a"` appears twice in this map
        "#,
    );
}

#[test]
fn formats() {
    marked_in_body(
        r#"
        f"{name:.2f}".len()
                ^^^ T013 `.2f` is not a valid format: `f` is for numbers, and this is a string

        f"{n:.2}".len()
             ^^ T013 `.2` is not a valid format: whole numbers have no precision; `.2f` writes one with decimal places

        f"{x:d}".len()
             ^ T013 `d` is not a valid format: `d` is for whole numbers, and this is a `float`

        f"{xs:>3}".len()
              ^^ T013 `[int]` does not accept a format; only numbers, strings and dates do

        f"{maybe(1):>3}".len()
                    ^^ T013 `int?` does not accept a format; only numbers, strings and dates do

        f"{unknown}".len()
           ^^^^^^^ N001 cannot find `unknown`
        "#,
    );
}
