//! Values are values: what one name does to a value shows under no other.

use super::{Module, all, value_with};
use crate::eval::{Value, meter};

#[test]
fn a_copy_does_not_see_later_changes() {
    all(&[
        ("var a = [1, 2]\nlet b = a\na[0] = 9\n(a, b)", "([9, 2], [1, 2])"),
        ("var a = [1, 2]\nvar b = a\nb += [3]\na[1] = 0\n(a, b)", "([1, 0], [1, 2, 3])"),
        ("var a = [[1], [2]]\nlet row = a[0]\na[0][0] = 9\n(a, row)", "([[9], [2]], [1])"),
        ("var a = [[1], [2]]\nvar row = a[0]\nrow[0] = 9\n(a, row)", "([[1], [2]], [9])"),
        ("var m = {\"k\": [1]}\nlet n = m\nm[\"k\"] += [2]\n(m, n)", "({\"k\": [1, 2]}, {\"k\": [1]})"),
        ("var s = \"a\"\nlet t = s\ns += \"b\"\n(s, t)", "(\"ab\", \"a\")"),
        ("var xs = [0] * 3\nvar g = [xs] * 2\ng[0][0] = 1\nxs[1] = 5\n(g, xs)", "([[1, 0, 0], [0, 0, 0]], [0, 5, 0])"),
        ("var xs = [1, 2, 3]\nvar out: [int] = []\nfor x in xs { xs += [x]\nout += [x] }\n(xs, out)", "([1, 2, 3, 1, 2, 3], [1, 2, 3])"),
        ("var m = {\"a\": 1}\nfor k, v in m { m[k + k] = v }\nm", "{\"a\": 1, \"aa\": 1}"),
        ("var a = (1, [2])\nlet (n, xs) = a\na = (3, [4])\n(n, xs)", "(1, [2])"),
        ("var a = [3, 1]\nlet b = a.sort()\nlet c = a.reverse()\na += [0]\n(a, b, c)", "([3, 1, 0], [1, 3], [1, 3])"),
        ("var r = rng(1)\nvar s = r\nlet a = r.next_int(0, 1000000)\nlet b = s.next_int(0, 1000000)\na == b", "true"),
        ("let xs = [5]\nvar ys = xs\nys[0] = 6\nlet zs = xs + [1]\n(xs, ys, zs)", "([5], [6], [5, 1])"),
        ("var a = [1]\nlet f = [2, 3].map(|x| a.len() + x)\nf", "[3, 4]"),
    ]);
}

#[test]
fn callees_and_callers_share_nothing() {
    let items = "
        fn grown(xs: [int]) -> [int] { var ys = xs\nys += [0]\nys[0] = 9\nys }
        fn emptied(m: {str: int}) -> {str: int} { var n = m\nn[\"new\"] = 1\nn }
        struct S { xs: [int] }
        fn changed(s: S) -> S { var t = s\nt.xs[0] = 7\nt }
    ";
    for (body, expected) in [
        ("let a = [1]\nlet b = grown(a)\n(a, b)", "([1], [9, 0])"),
        ("let a = [1]\nlet b = grown(grown(a))\n(a, b)", "([1], [9, 0, 0])"),
        ("let a = {\"x\": 1}\nlet b = emptied(a)\n(a.len(), b.len())", "(1, 2)"),
        ("let a = S { xs: [1] }\nlet b = changed(a)\n(a, b)", "(S { xs: [1] }, S { xs: [7] })"),
        ("let a = S { xs: [1] }\nlet all = [a, changed(a), a]\nall.map(|s| s.xs[0])", "[1, 7, 1]"),
    ] {
        assert_eq!(value_with(items, body), expected, "{body}");
    }
}

#[test]
fn inputs_and_constants_stay_as_they_are() {
    let module = Module::new(
        "const BASE: [int] = [1, 2]
         task change(xs: [int]) -> [int] { var ys = xs\nys[0] = 100\nvar zs = BASE\nzs += ys\nzs }",
    );
    let code = module.code();
    let mut machine = crate::eval::Machine::new(&code, crate::eval::NoHost);
    let input = Value::list(vec![Value::Int(7)]);
    for _ in 0..2 {
        let outputs = machine.run(module.task("change"), std::slice::from_ref(&input)).unwrap();
        assert_eq!(outputs, [Value::list([1, 2, 100].map(Value::Int).to_vec())]);
        assert_eq!(input, Value::list(vec![Value::Int(7)]));
    }
}

#[test]
fn operands_keep_the_value_that_they_had_when_they_were_read() {
    all(&[
        ("var n = 1\nn + if true { n = 5\nn } else { 0 }", "6"),
        ("var xs = [1]\nxs[if true { xs = [7, 8]\n0 } else { 0 }]", "1"),
        ("var n = 2\nlet m = [n, if true { n = 3\nn } else { 0 }, n]\nm", "[2, 3, 3]"),
        ("var s = \"a\"\ns + if true { s = \"b\"\ns } else { \"\" } + s", "\"abb\""),
    ]);
}

#[test]
fn a_list_that_changes_its_form_changes_for_its_owner_alone() {
    let items = "struct Held { xs: [int?] }";
    for (body, expected) in [
        ("var xs: [int?] = [1]\nxs[0] = none\nxs += [2]\nxs", "[none, 2]"),
        ("var xs: [int?] = [1, 2]\nlet ys = xs\nxs[1] = none\n(xs, ys)", "([1, none], [1, 2])"),
        ("var xs: [int | str] = [1, 2]\nlet ys = xs\nxs += [\"a\"]\nxs[0] = \"b\"\n(xs, ys)", "([\"b\", 2, \"a\"], [1, 2])"),
        ("var h = Held { xs: [1, 2] }\nlet g = h\nh.xs[0] = none\nh.xs += [none]\n(h.xs, g.xs)", "([none, 2, none], [1, 2])"),
        (
            "var m: {str: [bool?]} = {\"k\": [true, false]}\nlet n = m\nm[\"k\"][1] = none\nm[\"k\"] += [true]\n(m, n)",
            "({\"k\": [true, none, true]}, {\"k\": [true, false]})",
        ),
        ("var g: [[float?]] = [[0.5], [1.5]]\nlet row = g[0]\ng[0][0] = none\ng[1] += [none]\n(g, row)", "([[none], [1.5, none]], [0.5])"),
        (
            "var flags = [true] * 3\nlet old = flags\nflags[-1] = false\nflags += [true, false]\n(flags, old)",
            "([true, true, false, true, false], [true, true, true])",
        ),
        (
            "let xs: [int?] = [none, 1, 2]\nvar tail = xs[1:]\ntail[0] = none\n(xs, tail, xs[1:] == [1, 2], xs.skip(3) + [7])",
            "([none, 1, 2], [none, 2], true, [7])",
        ),
        (
            "let xs: [float?] = [0.0, none, -0.0, 1.0]\n(xs.unique(), [2, 1, 2].unique(), [true, true].unique(), [\"a\", \"a\"].unique())",
            "([0.0, none, 1.0], [2, 1], [true], [\"a\"])",
        ),
    ] {
        let before = meter::live();
        assert_eq!(value_with(items, body), expected, "{body}");
        assert_eq!(meter::live(), before, "{body}: something is still counted");
    }
}
