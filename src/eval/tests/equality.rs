//! One equality: what compares, finds, counts and keeps values apart agrees with `==`, whatever types share a list.

use super::{all, value_with};

/// Types whose values a union may mix: values whose bits or strings are those of others, and how many pairs of them are equal.
const SCALARS: [(&str, &str, i64); 10] = [
    ("int", "0, 1, 1000000, 4607182418800017408, -9223372036854775808", 5),
    // Both zeros are equal, and NaN does not equal anything.
    ("float", "1.0, 0.0, -0.0, nan(), 5e-324", 6),
    ("bool", "true, false", 2),
    ("str", "\"1\", \"1s\", \"a text of more than 14 bytes\", \"\"", 4),
    ("datetime", "datetime(1970, 1, 1), datetime(1970, 1, 1, 0, 0, 1)", 2),
    ("duration", "0s, 1s", 2),
    ("bytes", "encode(\"1\"), encode(\"\")", 2),
    ("none", "none", 1),
    ("[float]", "[], [1.0], [nan()]", 2),
    ("{str: int}", "{}, {\"1\": 1}", 2),
];

#[test]
fn unique_in_and_their_kin_agree_with_equality_in_every_union() {
    for (a, of_a, pairs_a) in SCALARS {
        for (b, of_b, pairs_b) in SCALARS {
            if a == b {
                continue;
            }
            let (ty, only) = if a == "none" { (format!("{b}?"), b) } else { (format!("{a} | {b}"), a) };
            let narrow = if a == "none" { of_b } else { of_a };
            let items = format!(
                r#"
fn equal_pairs() -> int {{
    let xs: [{ty}] = [{of_a}, {of_b}]
    let narrow: [{only}] = [{narrow}]
    let some: [{ty}] = narrow
    var equal = 0
    for x in xs {{
        assert (x in some) == some.any(|y| x == y), "narrow"
        for y in xs {{
            let same = x == y
            if same {{ equal += 1 }}
            let one: [{ty}] = [y]
            let both: [{ty}] = [x, y]
            assert (x != y) != same, "!="
            assert both.unique().len() == (if same {{ 1 }} else {{ 2 }}), "unique"
            assert (x in one) == same and (x not in one) != same, "in"
            assert one.contains(x) == same, "contains"
            assert (one.index_of(x) == none) != same, "index_of"
            assert one.count(x) == (if same {{ 1 }} else {{ 0 }}), "count"
            assert ([x] == [y]) == same and ((x, 1) == (y, 1)) == same and ({{"k": x}} == {{"k": y}}) == same, "parts"
            assert [[x], [y]].unique().len() == (if same {{ 1 }} else {{ 2 }}), "unique lists"
            assert [(x, 1), (y, 1)].unique().len() == (if same {{ 1 }} else {{ 2 }}), "unique tuples"
        }}
    }}
    equal
}}
"#
            );
            assert_eq!(value_with(&items, "equal_pairs()"), (pairs_a + pairs_b).to_string(), "{ty}");
        }
    }
}

#[test]
fn a_value_with_nan_in_it_is_not_equal_to_itself() {
    let items = "struct Box { x: float }\n";
    for value in ["[nan()]", "(nan(), 1)", "{\"k\": nan()}", "Box { x: nan() }", "[[nan()]]", "[Box { x: nan() }]", "[nan(), none]"] {
        let body = format!("let x = {value}\nlet y = x\n[x == y, x != y, x in [y], [x].contains(y), [x, y].unique().len() == 1]");
        assert_eq!(value_with(items, &body), "[false, true, false, false, false]", "{value}");
    }
}

#[test]
fn keys_made_of_values_of_several_types_are_their_texts() {
    all(&[
        ("let xs: [int | float | bool] = [1, 1.0, true]\nxs.tally(|x| str(x))", "{\"1\": 1, \"1.0\": 1, \"true\": 1}"),
        ("let xs: [int | duration] = [1, 1s, 1]\nxs.group_by(|x| str(x))", "{\"1\": [1, 1], \"1s\": [1s]}"),
        ("let xs: [int?] = [2, none, 1]\n(xs.sort(), xs.min(), xs.max())", "([none, 1, 2], none, 2)"),
        (
            "[json(1) == json(1.0), json(true) == json(1), json(\"1\") == json(1), json_parse(\"null\") == json(0)]",
            "[false, false, false, false]",
        ),
    ]);
}
