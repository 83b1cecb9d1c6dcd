//! What is known of a path into a value: as long as nothing on it is assigned.

use super::{analyse, type_of};
use crate::testing::check_each_marked;

const ITEMS: &str = "
struct Sender { name: str?, discount: float? }
struct Parcel { weight: int?, count: int, sender: Sender?, sizes: [int?] }
const SAMPLE: Parcel = Parcel { weight: 3, count: 1, sender: none, sizes: [] }
const KEY: str = \"a\"
const SAMPLE_NAME: str = \"ann\"
task both() -> (low: int?, high: int?) { (low: 1, high: none) }
fn parcel() -> Parcel { SAMPLE }
";

/// What every body begins with.
const BEGIN: &str = "let p = parcel()\nvar q = parcel()\nlet xs = p.sizes\nlet m = {\"a\": p.weight}\nvar i = 0\nlet k = 1\n";

#[test]
fn a_path_is_known_as_long_as_nothing_on_it_is_assigned() {
    for body in [
        "if p.weight != none { p.weight + 1 } else { 0 }",
        "if p.weight == none { return 0 }\np.weight + 1",
        "assert p.weight != none\n[1].map(|x| x + p.weight).len()",
        "[p.weight != none and p.weight > 1, p.weight == none or p.weight > 1].len()",
        "if (p.weight) != none { p.weight + 1 } else { 0 }",
        "if p.weight.is_none() { return 0 }\np.weight + 1",
        "if not is_none(xs[0]) and xs[0] > 1 { xs[0] + 1 } else { 0 }",
        "if p.sender != none and p.sender.discount != none { p.sender.discount + 1.0 } else { 0.0 }",
        "if p.sender == none or p.sender.discount == none { return 0.0 }\np.sender.discount * 2.0",
        "if xs[0] != none { xs[0] + 1 } else { 0 }",
        "if xs[-1] == none { return 0 }\nxs[-1] + 1",
        "if xs[k] != none { xs[k] + 1 } else { 0 }",
        "if xs[i] != none { xs[i] + 1 } else { 0 }",
        "if p.sizes[0] != none { p.sizes[0] + 1 } else { 0 }",
        "if m[\"a\"] != none { m[\"a\"] + 1 } else { 0 }",
        "if m[KEY] != none { m[KEY] + 1 } else { 0 }",
        "if SAMPLE.weight != none { SAMPLE.weight + 1 } else { 0 }",
        "let b = both()\nif b.low != none { b.low + 1 } else { 0 }",
        "match p.weight {\nnone => 0\n_ => p.weight + 1\n}",
        // A parcel that is a `var`.
        "if q.weight == none { return 0 }\nq.weight + 1",
        "while q.weight != none {\nlet w = q.weight + 1\nif w > 3 { break }\nq.weight = w\n}\n0",
        "if q.weight == none { return 0 }\nq.count = 3\nq.count += 1\nq.weight + 1",
        "if q.weight == none { return 0 }\nq.sizes = []\nq.sizes += [none]\nq.weight + 1",
        "if q.weight == none { return 0 }\nfor j in range(3) { q.count += q.weight }\nq.weight + 1",
        "if q.weight == none { return 0 }\nq.weight += 4\n0",
        "if q.sender == none { return 0 }\nq.sender.name = none\nq.sender.discount = 2.0\n1",
        "if q.sender == none or q.sender.discount == none { return 0.0 }\nq.sender.discount *= 2.0\n1.0",
        "if xs[i] == none { return 0 }\nvar n = 0\nn += xs[i]\ni += 1\nn",
        // What `??=` gives is known.
        "var n: int? = none\nn ??= k\nn + 1",
        "q.weight ??= 3\nq.weight + 1",
        "q.sizes[0] ??= 3\nq.sizes[0] + 1",
        "var n = none\nn ??= 3\nn + 1",
        // Another one of the same name.
        "if q.weight == none { return 0 }\nif k > 0 {\nvar q = parcel()\nlog(q.count)\n}\nq.weight + 1",
    ] {
        let found = type_of(ITEMS, &format!("{BEGIN}{body}"));
        assert!(found.is_ok(), "{found:?}");
    }
}

#[test]
fn a_path_that_may_be_assigned_before_is_not_known() {
    let around = |body: &str| format!("{ITEMS}fn subject() {{\n{BEGIN}{body}\n}}\n");
    check_each_marked(
        "
        if q.weight == none { return 0 }
        q = parcel()
        q.weight + 1
                 ^ T003 cannot use `+` with `int?` and `int`

        if q.weight == none { return 0 }
        q.weight = p.weight
        q.weight + 1
                 ^ T003 cannot use `+` with `int?` and `int`

        if q.weight == none { return 0 }
        for j in range(3) {
            let w = q.weight + 1
                             ^ T003 cannot use `+` with `int?` and `int`
            if w > 1 { q.weight = none }
        }
        q.weight + 1
                 ^ T003 cannot use `+` with `int?` and `int`

        if q.sender == none or q.sender.discount == none { return 0.0 }
        q.sender = p.sender
        q.sender.discount + 1.0
                 ^^^^^^^^ T006 a value of type `Sender?` has no field `discount`

        if q.sizes[0] == none { return 0 }
        q.sizes[-2] = none
        q.sizes[0] + 1
                   ^ T003 cannot use `+` with `int?` and `int`

        if q.sizes[i] == none { return 0 }
        i += 1
        q.sizes[i] + 1
                   ^ T003 cannot use `+` with `int?` and `int`

        if q.sizes[0] == none { return 0 }
        q.sizes += [none]
        q.sizes[0] + 1
                   ^ T003 cannot use `+` with `int?` and `int`

        if q.weight != none and (if k > 0 { q.weight = none
            true } else { true }) { q.weight + 1 } else { 0 }
                                             ^ T003 cannot use `+` with `int?` and `int`

        if q.weight == none { return 0 }
        let z = (if k > 0 { q = p
            1 } else { 1 }) + q.weight
                            ^ T003 cannot use `+` with `int` and `int?`
        z

        if q.sender == none { return 0 }
        q.sender.name = (if k > 0 { q.sender = none
                 ^^^^ T006 a value of type `Sender?` has no field `name`
            SAMPLE_NAME } else { SAMPLE_NAME })
        0

        if xs[0] == none { return 0 }
        xs[1] + 1
              ^ T003 cannot use `+` with `int?` and `int`

        # A call may return something else.
        if parcel().weight == none { return 0 }
        parcel().weight + 1
                        ^ T003 cannot use `+` with `int?` and `int`

        # `??=` leaves open what the value leaves open.
        q.weight ??= p.weight
        q.weight + 1
                 ^ T003 cannot use `+` with `int?` and `int`
        ",
        around,
        |text| analyse(text).1,
    );
}

#[test]
fn a_condition_with_an_error_says_nothing_of_a_path() {
    let around = |body: &str| format!("{ITEMS}fn subject() {{\n{BEGIN}{body}\n}}\n");
    check_each_marked(
        "
        if p.weight != none and fits(p) { p.weight + 1 } else { 0 }
                                ^^^^ N001 cannot find a function called `fits`
        ",
        around,
        |text| analyse(text).1,
    );
}
