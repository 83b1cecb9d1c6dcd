//! YAML as JSON, with bounds, because a small document can expand to a huge one.
//!
//! An alias repeats the value of its anchor, so ten lines can mean gigabytes; and the parser visits every open bracket again for each token, so
//! open brackets cost the square of their number.

use serde::de::DeserializeSeed;
use serde_json::Value as Json;

use super::tree::{Room, Unread};

/// How many brackets may be open at once. Nesting has a lower bound, but that only counts brackets that are not in strings.
const MOST_OPEN: usize = 1_000;

/// How large a document may become: a multiple of its bytes, and a base for small ones.
const GROWTH: (usize, usize) = (16, 1 << 20);

const TOO_LARGE: &str = "its aliases make it more than 16 times as large as its text";

/// The value of a document; `null` for an empty one.
///
/// # Errors
/// What the parser says, or which bound is passed.
pub(super) fn read(text: &str) -> Result<Json, Unread> {
    if most_open(text) > MOST_OPEN {
        let reason = format!("more than {MOST_OPEN} brackets are open at once, which is the most that JSON allows");
        return Err(Unread { reason, line: None });
    }
    let room = Room::of(text.len().saturating_mul(GROWTH.0).saturating_add(GROWTH.1), TOO_LARGE);
    room.reader().deserialize(serde_norway::Deserializer::from_str(text)).map_err(|error| match error.location() {
        Some(at) => Unread::at(&error.to_string(), at.line(), at.column()),
        None => Unread { reason: error.to_string(), line: None },
    })
}

/// How many `[` and `{` are open at most, wherever they are.
fn most_open(text: &str) -> usize {
    let (mut open, mut most) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => {
                open += 1;
                most = most.max(open);
            }
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::read;

    #[test]
    fn every_kind_of_value_is_read_as_json_has_it() {
        let text = "a: 1\nb: [true, ~, -2, 1.5, 18446744073709551615]\nc: {d: text}\ne: &x [1]\nf: *x\ng: .inf\nh: -.INF\ni: .nan\n";
        let value = json!({
            "a": 1, "b": [true, null, -2, 1.5, 18_446_744_073_709_551_615_u64], "c": {"d": "text"}, "e": [1], "f": [1],
            "g": "inf", "h": "-inf", "i": "nan",
        });
        assert_eq!(read(text), Ok(value));
        assert_eq!(read(""), Ok(json!(null)));
        assert!(read("a: [").is_err());
    }

    #[test]
    fn a_key_occurs_once_in_an_object() {
        for (text, key) in [("x: 1\ny: 2\nx: 3\n", "x"), ("x:\n  i: 1\n  i: 2\n", "i"), ("x: [{a: {b: 1, 'b': 2}}]\n", "b")] {
            let error = read(text).unwrap_err();
            assert!(error.reason.contains(&format!("the key `{key}` is given twice")) && error.line.is_some(), "{error:?}");
        }
        assert!(read("x: {i: 1}\ny: {i: 2}\n").is_ok());
    }

    #[test]
    fn a_document_that_expands_to_a_much_larger_one_is_refused() {
        let text = format!("a: &a {}\nb: [{}]\n", "x".repeat(10_000), "*a,".repeat(10_000));
        let error = read(&text).unwrap_err();
        assert!(error.reason.contains("its aliases make it more than 16 times as large as its text"), "{error:?}");
        let laughs: String = (1..12).map(|n| format!("a{n}: &a{n} [{}]\n", format!("*a{},", n - 1).repeat(10))).collect();
        assert!(read(&format!("a0: &a0 1\n{laughs}")).is_err());
        let some = format!("a: &a {}\nb: [{}]\n", "x".repeat(10_000), "*a,".repeat(20));
        assert!(read(&some).is_ok());
    }

    #[test]
    fn brackets_without_end_are_refused_before_they_are_read() {
        let error = read(&format!("a: {}", "[".repeat(500_000))).unwrap_err();
        assert!(error.reason.starts_with("more than 1000 brackets"), "{error:?}");
        assert!(read(&format!("a: {}1{}", "[".repeat(100), "]".repeat(100))).is_ok());
        assert!(read(&format!("a: \"{}\"", "[".repeat(1_000))).is_ok());
    }
}
