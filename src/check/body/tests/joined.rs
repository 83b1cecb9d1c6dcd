//! The type of values beside each other, each of which says a part of it.

use super::{marked_in_fn, type_of};

#[test]
fn parts_that_are_open_in_one_place_are_said_in_another() {
    let cases = [
        ("[(1, none), (none, 2)]", "[(int?, int?)]"),
        ("[[1], [none]]", "[[int?]]"),
        ("[{\"a\": 1}, {\"a\": none}]", "[{str: int?}]"),
        ("{\"x\": (1, none), \"y\": (none, 2)}", "{str: (int?, int?)}"),
        ("let c = true\nif c { (1, none) } else { (none, 2) }", "(int?, int?)"),
        ("let c = 1\nmatch c {\n1 => (1, none)\n_ => (none, 2)\n}", "(int?, int?)"),
        ("let c = true\nif c { [1] } else { [none] }", "[int?]"),
        ("let c = true\nif c { {\"a\": [1]} } else { {\"a\": [none]} }", "{str: [int?]}"),
        ("[(none, 1), (2, none), (3, 4)]", "[(int?, int?)]"),
        ("[([1], none), ([none], [2])]", "[([int?], [int]?)]"),
        ("[(\"a\", (1, none)), (\"b\", (none, 2))]", "[(str, (int?, int?))]"),
        ("[{\"a\": [1]}, {\"a\": [none]}, {\"b\": []}]", "[{str: [int?]}]"),
        ("[[(1, none)], [(none, 2)]]", "[[(int?, int?)]]"),
        ("[none, 1, none]", "[int?]"),
        ("[[none], [1], []]", "[[int?]]"),
        ("[(1, none)] + [(none, 2)]", "[(int?, int?)]"),
        ("[1, 2].map(|x| if x > 1 { (x, none) } else { (none, x) })", "[(int?, int?)]"),
        ("[[x, none] for x in [1]] + [[2]]", "[[int?]]"),
        ("[[1.5], [2]]", "[[float]]"),
    ];
    let wrong: Vec<_> =
        cases.iter().map(|(body, ty)| (*body, *ty, type_of("", body))).filter(|(_, ty, found)| found.as_deref() != Ok(*ty)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn values_of_different_types_are_still_refused() {
    marked_in_fn(
        "",
        r#"
        [(1, 2), (1, "a")]
                 ^^^^^^^^ T001 the other elements are `(int, int)`, but this one is `(int, str)`

        [(1, 2), (1, 2, 3)]
                 ^^^^^^^^^ T001 the other elements are `(int, int)`, but this one is `(int, int, int)`

        [[1], ["a"]]
              ^^^^^ T001 the other elements are `[int]`, but this one is `[str]`

        [{"a": 1}, [1]]
                   ^^^ T001 the other elements are `{str: int}`, but this one is `[int]`

        [(1, none), (none, "a"), (none, 2)]
                                 ^^^^^^^^^ T001 the other elements are `(int?, str?)`, but this one is `(none, int)`
        "#,
    );
}
