//! Branches, and what a body ends with.

use super::{marked, marked_in_body};

#[test]
fn branches_and_ends() {
    marked_in_body(
        r#"
        match maybe(n) { y: int => y }
        ^^^^^ T111 this `match` does not cover `none`

        match either(n) { y: int => y }
        ^^^^^ T111 this `match` does not cover `_: str`

        match Tier.gold { Tier.gold => 1 }
        ^^^^^ T111 this `match` does not cover `Tier.basic`

        match true { true => 1 }
        ^^^^^ T111 this `match` does not cover `false`

        match n { 1 => 1 }
        ^^^^^ T111 this `match` does not cover `_`

        match n { 1 => 1, y if y > 1 => 2 }
        ^^^^^ T111 this `match` does not cover `_`

        match n { "a" => 1, _ => 2 }
                  ^^^ T112 the matched value is `int`, which is never a `str`

        match n { none => 1, _ => 2 }
                  ^^^^ T112 the matched value is `int`, which is never `none`

        match n { y: str => 1, _ => 2 }
                  ^^^^^^ T112 the matched value is `int`, which is never a `str`

        match Tier.gold { gold => 1 }
                          ^^^^ T112 `gold` matches every value: it is a new name, not the variant

        match maybe(n) { none | y: int => 1 }
                                ^ T112 a pattern with alternatives cannot bind a name

        match n { _ => 1, 2 => 2 }
                          ^ T117 this arm can never be reached

        match Tier.gold { Tier.gold => 1, Tier.basic => 2, _ => 3 }
                                                           ^ T117 this arm can never be reached

        if n > 0 { 1 }
        ^^ T113 this `if` has no `else`, but `int` is expected on every path

        let a = n
        ^^^^^^^^^ T113 the body must end with a value of type `int`

        for y in xs { }
        ^^^^^^^^^^^^^^^ T113 the body must end with a value of type `int`

        break
        ^^^^^ T115 `break` outside of a loop
        1

        for y in xs { let z = xs.map(|a| { continue
                                           ^^^^^^^^ T115 `continue` outside of a loop
                1 }) }
        1

        n == 1
        ^^^^^^ T118 the value of this statement is never used
        n

        xs.len()
        ^^^^^^^^ T118 the value of this statement is never used
        n

        (a: 1, b: 2)
        ^^^^^^^^^^^^ T114 the outputs of the task have no names
        "#,
    );
}

#[test]
fn results_of_tasks() {
    marked(
        r#"
        task t() -> (a: int, b: int) { (1, 2) }
                                       ^^^^^^ T114 the outputs have names, but are returned without them

        task t() -> (a: int, b: int) { (a: 1) }
                                       ^^^^^^ T114 the result is missing `b`

        task t() -> (a: int, b: int) { (a: 1, c: 2) }
                                              ^ T114 the task has no output `c`

        task t() -> (a: int, b: int) { (b: 2, a: 1) }

        task t() -> (int, int) { (a: 1, b: 2) }
                                 ^^^^^^^^^^^^ T114 the outputs of the task have no names

        task t() -> (int, float) { (1, 2) }

        task t() -> (a: int) { 1 }

        task t() -> (a: int) { (a: 1) }

        task t(n: int) { n }
                         ^ T001 no result is declared, but the body ends with a value of type `int`

        task t(n: int) { return n }
                                ^ T001 no result is declared, but a value of type `int` is returned

        task t(n: int) { if n > 0 { return }
            log(n) }

        task t(n: int) -> int { if n > 0 { return 1 }
            fail("no") }

        task t(n: int) -> int { while true { if n > 0 { return 1 } } }

        task t(n: int) -> int | str { if n > 0 { 1 } else { "a" } }

        fn f(n: int) { if n > 0 { return 1 } }
                                             ^ T113 a `return` returns `int`, but the body may end without a value
        task t() -> int { f(1) }
        "#,
    );
}
