//! Text: interpolation, slices, printing.

use super::{all, value_with};

#[test]
fn interpolation_formats_its_parts() {
    all(&[
        ("let n = 7\nlet x = 2.5\nf\"{n} {x} {n + x:.2f} {n:>4}|{{}}\"", "\"7 2.5 9.50    7|{}\""),
        ("let s = \"ab\"\nf\"{s:>5}{s:^6}{s:.1}\"", "\"   ab  ab  a\""),
        ("let x: int? = none\nf\"{[1.0, 2.5]} {true} {x} {(1, \"a\")}\"", "\"[1.0, 2.5] true none (1, \\\"a\\\")\""),
        ("let xs = [1, 2]\nf\"{len(xs)}: {xs.map(|x| f\"<{x}>\").join(\"\")}\"", "\"2: <1><2>\""),
        ("let n = 255\nf\"{n:#x} {n:08b} {1234567.891:,.1f} {0.256:.1%}\"", "\"0xff 11111111 1,234,567.9 25.6%\""),
    ]);
}

#[test]
fn slices_clamp_and_count_scalars() {
    all(&[
        (
            "let s = \"añ🛫d\"\n(s[1], s[-1], s[1:3], s[:2], s[2:], s[-2:], s[5:], s[3:1])",
            "(\"ñ\", \"d\", \"ñ🛫\", \"añ\", \"🛫d\", \"🛫d\", \"\", \"\")",
        ),
        (
            "let xs = [0, 1, 2, 3]\n(xs[1:3], xs[:-1], xs[-10:2], xs[2:99], xs[:], xs[3:1])",
            "([1, 2], [0, 1, 2], [0, 1], [2, 3], [0, 1, 2, 3], [])",
        ),
        ("let b = encode(\"hé\")\n(b[0], b[1:].len(), b[-1])", "(104, 2, 169)"),
        ("\"a\" + \"b\" * 3 + 2 * \"c\"", "\"abbbcc\""),
    ]);
}

#[test]
fn values_print_as_source_text() {
    let items = "struct P { x: float\nname: str }\nenum E { a, b = \"B\" }";
    for (body, expected) in [
        ("P { x: 1.0, name: \"q\\\"\" }", "P { x: 1.0, name: \"q\\\"\" }"),
        ("str(P { x: 1e16, name: \"\" })", "\"P { x: 1e+16, name: \\\"\\\" }\""),
        ("{\"k\": [E.a, E.b]}", "{\"k\": [E.a, E.b]}"),
        ("(str(E.b), f\"{E.b}\", E(\"B\") == E.b)", "(\"B\", \"B\", true)"),
        ("(1.0, -0.0, 1e-5, 123456789.0, inf(), 0.1 + 0.2)", "(1.0, -0.0, 1e-05, 123456789.0, inf, 0.30000000000000004)"),
        ("(1h30m, 2d, 1.5s, 0s, -90s)", "(1h30m, 2d, 1s500ms, 0s, -1m30s)"),
        ("json_parse(\"[1, null]\")", "[1,null]"),
        ("encode(\"a\")", "bytes([97])"),
    ] {
        assert_eq!(value_with(items, body), expected, "{body}");
    }
}
