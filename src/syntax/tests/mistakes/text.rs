//! Mistakes in strings, brackets and characters.

use super::{fixed, marked, marked_in_body};
use crate::syntax::tests::read;
use crate::testing::check_marks;

#[test]
fn strings_and_brackets_that_do_not_close() {
    let text = "fn f(a: int) -> int {\n    \"abc\n}\nfn h(a: int) -> int { g(\"abc) }\nfn i() -> int { 1 }\n";
    // The second one consumes the bracket of its body.
    marked(
        r#"
        fn f(a: int) -> int {
            "abc
            ^ S005 this string is not closed
        }
        fn h(a: int) -> int { g("abc) }
                                ^ S005 this string is not closed
        fn i() -> int { 1 }
        "#,
    );
    assert_eq!(read(text).value.items.len(), 3);
    let long = "fn f() -> str {\n    \"\"\"abc\n}\n\nfn g() -> int { 1 }\n";
    check_marks(
        r#"
        fn f() -> str {
            """abc
            ^^^ S005 this string is not closed
        }

        fn g() -> int { 1 }
        "#,
        |text| read(text).diagnostics,
    );
    assert_eq!(read(long).value.items.len(), 2);
    marked_in_body(
        "
        f\"{a\"
          ^ S014 the `{` in this string is not closed

        f\"{g(a\"
          ^ S014 the `{` in this string is not closed

        f\"{a +\x20
          ^ S005 the `{` in this string is not closed on its line

        `a
        ^^ S005 missing backtick after this name

        g(a))
            ^ S003 unmatched `)`

        g(a]
           ^ S003 `]` does not close `(`
        ",
    );
}

#[test]
fn characters() {
    marked("");
    marked("task a() { }\0\n            ^ S010 `test.fpl` is not a text file");
    marked_in_body(
        "
        a \u{2013} b
          ^ S006 `\u{2013}` is a dash

        größe
          ^^^ S006 `öße` is not a valid name

        a +\u{a0}b
           ^ S008 space U+00A0 outside of a string

        \"\u{202e}\"
         ^ S009 invisible character U+202E

        # \u{2066}
          ^ S009 invisible character U+2066

        \"größe \u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}\"
        ",
    );
    marked_in_body("a \u{b}\n  ^ S007 control character U+000B in the text");
    assert_eq!(fixed("fn f() -> str { 'it\\'s' }"), "fn f() -> str { \"it's\" }");
}

#[test]
fn interpolation() {
    marked_in_body(
        r#"
        f"{}"
          ^^ S014 there is nothing between these braces

        f"{a=}"
          ^^^ S014 `{x=}` only exists in Python

        f"{a!r}"
            ^^ S014 there are no conversions in an interpolated string

        f"a } b"
            ^ S014 unmatched `}` in an interpolated string
        "#,
    );
}
