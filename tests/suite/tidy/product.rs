//! What of a source file is compiled into the product: without comments, and without each item that is for tests only.
//!
//! Such an item can be anywhere in a file, and all that follows it belongs to the product again.

const FOR_TESTS: &str = "#[cfg(test)]";

/// The part of a source file that is compiled into the product, without comments.
pub(super) fn product(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(FOR_TESTS) {
        code += before;
        rest = after_item(after);
    }
    code += rest;
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// What follows the item at the head of a text: after its `;`, or after the block that ends it.
fn after_item(text: &str) -> &str {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        at += literal_or_comment(rest).unwrap_or(first.len_utf8());
        match first {
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        // The members of a list of `use` end with a brace, too.
        let is_end = first == ';' || (first == '}' && !text[at..].starts_with(';'));
        if depth == 0 && is_end {
            break;
        }
    }
    &text[at..]
}

/// How many bytes the string, character or comment at the head of a text has, whose brackets mean nothing. `None` if there is none.
fn literal_or_comment(text: &str) -> Option<usize> {
    let until = |opening: usize, end: &str| text[opening..].find(end).map_or(text.len(), |at| opening + at + end.len());
    if text.starts_with("//") {
        return Some(until(2, "\n"));
    }
    if let Some(raw) = text.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            return Some(until(hashes + 2, &format!("\"{}", "#".repeat(hashes))));
        }
    }
    // After a quote without one to close it comes the name of a lifetime.
    let is_character = text.starts_with("'\\") || text.strip_prefix('\'').is_some_and(|rest| rest.chars().nth(1) == Some('\''));
    let quote = text.chars().next().filter(|first| *first == '"' || (*first == '\'' && is_character))?;
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        if c == quote {
            return Some(at + 1);
        }
        if c == '\\' {
            chars.next();
        }
    }
    Some(text.len())
}

#[test]
fn what_follows_an_item_for_tests_is_product() {
    let of = |item: &str| product(&format!("before();\n#[cfg(test)]\n{item}\nafter();\n"));
    let items = [
        "mod tests;",
        "use a::{b, c};",
        "pub(super) fn take<'a>(x: &'a str) -> u64 {\n    work()\n}",
        "#[path = \"a.rs\"]\nmod tests {\n    fn f() {\n        g(\"}\", '}', '\\'', r#\"\"}\"#); // }\n    }\n}",
        "impl Name {\n    const ALL: [u8; 2] = [1, 2];\n}",
        "static ALL: [u8; 2] = [1, 2];",
    ];
    for item in items {
        assert_eq!(of(item), "before();\n\nafter();", "{item}");
    }
}

#[test]
fn comments_are_not_product() {
    assert_eq!(product("//! Head.\nfn f() {} // stays with its line\n    // goes\n"), "fn f() {} // stays with its line");
}
