//! What is known of a `var`: as long as it is not assigned on any way that leads there.

use super::{analyse, marked_in_fn, type_of};
use crate::testing::check_each_marked;

const ITEMS: &str = "struct Box { size: int }\nfn maybe(a: int) -> int? { if a > 0 { a } else { none } }\n";

/// What every body begins with.
const BEGIN: &str = "var y = maybe(1)\nlet c = maybe(2) == none\n";

#[test]
fn a_var_is_known_as_long_as_it_is_not_assigned() {
    for body in [
        "if y == none { return 0 }\ny + 1",
        "assert y != none\ny + 1",
        "if y != none { y + 1 } else { 0 }",
        "[y != none and y > 0, y == none or y > 0].len()",
        "[y + x for x in [1, 2] if y != none].len()",
        "if y == none { return 0 }\n[1].map(|x| x + y).len()",
        "if y == none { return 0 }\nvar t = 0\nfor i in range(3) { t += y }\nwhile t < y { t += y }\nt + y",
        // Assigned on a way that does not lead here.
        "if y == none {\ny = none\nreturn 0\n}\ny + 1",
        "if y == none { return 0 }\nif c {\ny = none\nreturn 1\n}\ny + 1",
        "if y == none { return 0 }\nlet z = if c {\ny = none\n0\n} else { y + 1 }\nz",
        "if y == none { return 0 }\nlet z = match c {\ntrue => {\ny = none\n0\n}\nfalse => y + 1\n}\nz",
        // Known again after it was asked again.
        "if y == none { return 0 }\ny = maybe(3)\nassert y != none\ny + 1",
        "if y == none { return 0 }\nfor i in range(3) {\ny = maybe(i)\nif y == none { continue }\nlet z = y + 1\nlog(z)\n}\n0",
        "while y != none {\nlet z = y + 1\ny = maybe(z)\n}\n0",
        // Compound assignments read before they write.
        "if y == none { return 0 }\ny += 1\ny ?? 0",
        // An inner variable of the same name is another one.
        "if y == none { return 0 }\nif c {\nvar y = maybe(4)\ny = none\nlog(y)\n}\ny + 1",
    ] {
        let found = type_of(ITEMS, &format!("{BEGIN}{body}"));
        assert!(found.is_ok(), "{found:?}");
    }
}

#[test]
fn a_var_that_may_be_assigned_before_is_not_known() {
    let around = |body: &str| format!("{ITEMS}fn subject() {{\n{BEGIN}{body}\n}}\n");
    check_each_marked(
        "
        y + 1
          ^ T003 cannot use `+` with `int?` and `int`

        if y == none { return 0 }
        y = maybe(3)
        y + 1
          ^ T003 cannot use `+` with `int?` and `int`

        if y == none { return 0 }
        y += 1
        y + 1
          ^ T003 cannot use `+` with `int?` and `int`

        if y == none { return 0 }
        if c { y = none }
        y + 1
          ^ T003 cannot use `+` with `int?` and `int`

        if y == none { return 0 }
        if c { log(1) } else { y = none }
        y + 1
          ^ T003 cannot use `+` with `int?` and `int`

        if y == none { return 0 }
        if c { if c { if c { y = none } } }
        y + 1
          ^ T003 cannot use `+` with `int?` and `int`

        if y == none { return 0 }
        match c {
            true => { y = none }
            false => log(1)
        }
        y + 1
          ^ T003 cannot use `+` with `int?` and `int`

        if y == none { return 0 }
        let k = match c {
            true if (if c { y = none
                false } else { true }) => { return 0 }
            _ => 1
        }
        y + k
          ^ T003 cannot use `+` with `int?` and `int`

        # The next round of a loop begins with what the last one left.
        if y == none { return 0 }
        for i in range(3) {
            let z = y + 1
                      ^ T003 cannot use `+` with `int?` and `int`
            y = maybe(z)
        }
        0

        if y == none { return 0 }
        while y > 0 { y = maybe(1) }
                ^ T003 cannot use `>` with `int?` and `int`
        0

        if y == none { return 0 }
        for i in range(3) {
            for j in range(3) { log(y + 1) }
                                      ^ T003 cannot use `+` with `int?` and `int`
            if c { y = none }
        }
        0

        if y == none { return 0 }
        for i in range(3) {
            if c {
                y = none
                break
            }
        }
        y + 1
          ^ T003 cannot use `+` with `int?` and `int`

        if y == none { return 0 }
        for i in range(3) {
            if c {
                y = none
                continue
            }
        }
        y + 1
          ^ T003 cannot use `+` with `int?` and `int`

        if y == none { return 0 }
        while true {
            if c {
                y = none
                break
            }
        }
        y + 1
          ^ T003 cannot use `+` with `int?` and `int`

        if y == none { return 0 }
        let zs = [if c { y = none
            0 } else { y + 1 } for i in range(3)]
                         ^ T003 cannot use `+` with `int?` and `int`
        zs.len()

        if y == none { return 0 }
        let zs = [y + (if c { y = none
                    ^ T003 cannot use `+` with `int?` and `int`
            0 } else { 1 }) for i in range(3)]
        zs.len()

        # The condition itself assigns what it has tested.
        if y != none and (if c { y = none
            true } else { true }) { y + 1 } else { 0 }
                                      ^ T003 cannot use `+` with `int?` and `int`

        let b = y != none and (if c { y = none
            true } else { true }) and y > 0
                                        ^ T003 cannot use `>` with `int?` and `int`
        if b { 1 } else { 0 }

        assert y != none and (if c { y = none
            true } else { true })
        y + 1
          ^ T003 cannot use `+` with `int?` and `int`

        if y == none { return 0 }
        let z = (if c { y = none
            1 } else { 1 }) + y
                            ^ T003 cannot use `+` with `int` and `int?`
        z

        while y != none {
            y = maybe(1)
            log(y + 1)
                  ^ T003 cannot use `+` with `int?` and `int`
        }
        0
        ",
        around,
        |text| analyse(text).1,
    );
}

#[test]
fn parts_of_a_known_var_can_be_written_to() {
    let items = "struct Box { size: int }\nfn box(a: int) -> Box? { if a > 0 { Box { size: a } } else { none } }\n";
    let body = "var b = box(1)\nif b == none { return 0 }\nb.size = 3\nb.size += 4\nb.size";
    assert_eq!(type_of(items, body).as_deref(), Ok("int"));
    marked_in_fn(
        items,
        "
        var b = box(1)
        if b == none { return 0 }
        b = box(2)
        b.size = 3
          ^^^^ T006 a value of type `Box?` has no field `size`
        b.size
          ^^^^ T006 a value of type `Box?` has no field `size`
        ",
    );
}
