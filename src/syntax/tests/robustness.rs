//! Whatever the text is: no panic, no overflow, and time in proportion.

use proptest::prelude::*;

use super::examples::{EVERYTHING, PRICING};
use super::{lines, read};
use crate::syntax::token::TokenKind;

/// Reads `text` in a thread with as little stack as tests and workers have.
fn in_small_stack(text: String) -> Vec<String> {
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    let handle = thread.spawn(move || {
        let outcome = read(&text);
        lines(&text, &outcome.diagnostics)
    });
    handle.expect("a thread").join().expect("no panic")
}

fn body(text: &str) -> String {
    format!("fn f(a: int) -> int {{\n    {text}\n}}\n")
}

#[test]
fn brackets_within_the_limit_are_read() {
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("{\"a\": ", "}"),
        ("f(", ")"),
        ("x[", "]"),
        ("if a { ", " } else { 1 }"),
        ("match a { _ => {", "} }"),
        ("|x| ", ""),
    ] {
        let levels = if open.starts_with("match") { 120 } else { 250 };
        let text = body(&format!("{}1{}", open.repeat(levels), close.repeat(levels)));
        assert_eq!(in_small_stack(text), [""; 0], "{open}");
    }
    assert_eq!(in_small_stack(body(&format!("{}a", "not ".repeat(250)))), [""; 0]);
    assert_eq!(in_small_stack(format!("type T = {}int{}", "[".repeat(250), "]".repeat(250))), [""; 0]);
    assert_eq!(in_small_stack(body(&format!("f\"{}1{}\"", "{f\"".repeat(100), "\"}".repeat(100)))), [""; 0]);
}

#[test]
fn a_long_chain_of_conditions_is_one_finding() {
    let chain = |arms: usize| {
        let middle: String = (1..arms).map(|at| format!(" else if a == {at} {{ {at} }}")).collect();
        body(&format!("if a == 0 {{ 0 }}{middle} else {{ -1 }}"))
    };
    assert_eq!(in_small_stack(chain(256)), [""; 0]);
    let findings = in_small_stack(chain(20_000));
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(findings[0].contains("S004"), "{findings:?}");
}

#[test]
fn deep_nesting_is_one_finding() {
    let many = 50_000;
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("{", "}"),
        ("f(", ")"),
        ("if a { ", " }"),
        ("|x| ", ""),
        ("not ", ""),
        ("- ", ""),
        ("-", ""),
        ("f\"{", "}\""),
    ] {
        let text = body(&format!("{}1{}", open.repeat(many), close.repeat(many)));
        let found = in_small_stack(text);
        assert_eq!(found.len(), 1, "{open}: {:?}", &found[..found.len().min(3)]);
        assert!(found[0].contains("nested too deeply"), "{open}: {found:?}");
    }
    let types = format!("type T = {}int{}", "[".repeat(many), "]".repeat(many));
    assert!(in_small_stack(types)[0].contains("nested too deeply"));
}

#[test]
fn long_chains_are_one_finding() {
    let many = 100_000;
    for chain in [
        "a + ".repeat(many) + "a",
        "a ** ".repeat(many / 5) + "a",
        "a".to_owned() + &".f()".repeat(many / 5),
        "a".to_owned() + &"[0]".repeat(many / 5),
    ] {
        let found = in_small_stack(body(&chain));
        assert_eq!(found.len(), 1, "{:?}", &found[..found.len().min(3)]);
        assert!(found[0].contains("nested too deeply"), "{found:?}");
    }
    assert_eq!(in_small_stack(body(&("a + ".repeat(400) + "a"))), [""; 0]);
    let branches = format!("{}{{ 1 }}", "if a { 1 } else ".repeat(2_000));
    assert_eq!(in_small_stack(body(&branches)), [""; 0], "a chain of `else if` is flat");
}

#[test]
fn unclosed_brackets_without_end() {
    for text in ["(", "[", "{", "f\"{", "`", "\"", "\"\"\"", "'", ")", "]", "}", "|", "|x", "<", "@", "&&", "//", "\\", "r#\""] {
        read(&text.repeat(20_000));
        read(&body(&text.repeat(2_000)));
    }
}

#[test]
fn spans_lie_in_the_text() {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..100 {
        let mut bytes = EVERYTHING.as_bytes().to_vec();
        for _ in 0..3 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let at = (state % bytes.len() as u64) as usize;
            if state & 256 == 0 {
                bytes.remove(at);
            } else {
                bytes[at] = b"(){}[]\"\n|:=,.#`'x1-"[(state >> 32) as usize % 19];
            }
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let outcome = read(&text);
        for label in outcome.diagnostics.iter().flat_map(|found| &found.labels) {
            assert!(text.get(label.span.start as usize..label.span.end as usize).is_some(), "{text}\n{label:?}");
        }
    }
}

/// Every token that is written in one way, some of those that are not, and text that is between tokens.
fn any_token() -> Vec<&'static str> {
    const OTHERS: [&str; 18] =
        ["x", "Y", "1", "2h", "1.5", "\"s\"", "f\"{", "}\"", "\"", "\"\"\"", "r\"", "\n", "# c\n", "## d\n", " ", "`a b`", "é", "@"];
    TokenKind::ALL.iter().filter_map(|kind| kind.written()).chain(OTHERS).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text(text in "\\PC*") {
        read(&text);
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_row_of_tokens(tokens in prop::collection::vec(prop::sample::select(any_token()), 0..60)) {
        read(&tokens.concat());
        read(&tokens.join(" "));
        read(&body(&tokens.join(" ")));
    }

    #[test]
    fn any_mutation_of_an_example(at in 0usize..3000, length in 0usize..40, insert in "[(){}\\[\\]\"|:=,.#`\n a-z0-9-]{0,5}") {
        let mut text = if at % 2 == 0 { EVERYTHING.to_owned() } else { PRICING.to_owned() };
        let start = at.min(text.len());
        let end = (start + length).min(text.len());
        if text.is_char_boundary(start) && text.is_char_boundary(end) {
            text.replace_range(start..end, &insert);
            read(&text);
        }
    }
}
