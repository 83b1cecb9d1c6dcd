//! YAML as JSON, with bounds: a small document can stand for an endless one.
//!
//! An alias repeats what its anchor holds, so ten lines can mean gigabytes; and the parser looks at every open bracket again for each token,
//! so that brackets without end cost the square of their number.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value as Json};

/// Brackets that may stand open. Nesting is bounded far below, but only where brackets are read, and not where they are text.
const MOST_OPEN: usize = 1_000;

/// What a document may grow to: a multiple of its bytes, and a base for small ones.
const GROWTH: (usize, usize) = (16, 1 << 20);

/// What a value costs beside its text.
const NODE: usize = 16;

/// The value of a document; `null` for an empty one.
///
/// # Errors
/// What the parser says, or which bound was met.
pub(super) fn read(text: &str) -> Result<Json, String> {
    if most_open(text) > MOST_OPEN {
        return Err(format!("more than {MOST_OPEN} brackets are open at once; JSON takes text with so many"));
    }
    let room = Cell::new(text.len().saturating_mul(GROWTH.0).saturating_add(GROWTH.1));
    Bounded { room: &room }.deserialize(serde_norway::Deserializer::from_str(text)).map_err(|error| error.to_string())
}

/// How many `[` and `{` are open at most, wherever they stand.
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

/// Reads a value as long as there is room for it.
#[derive(Clone, Copy)]
struct Bounded<'r> {
    room: &'r Cell<usize>,
}

impl Bounded<'_> {
    fn take<E: Error>(self, bytes: usize) -> Result<(), E> {
        match self.room.get().checked_sub(bytes + NODE) {
            Some(left) => {
                self.room.set(left);
                Ok(())
            }
            None => Err(E::custom(format!("its aliases make it more than {} times as large as its text", GROWTH.0))),
        }
    }

    fn with<E: Error>(self, bytes: usize, value: Json) -> Result<Json, E> {
        self.take(bytes).map(|()| value)
    }
}

impl<'de> DeserializeSeed<'de> for Bounded<'_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Bounded<'_> {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON has too")
    }

    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        self.with(0, Json::Null)
    }

    /// An empty document.
    fn visit_none<E: Error>(self) -> Result<Json, E> {
        self.visit_unit()
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Json, E> {
        self.with(0, Json::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Json, E> {
        self.with(0, value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Json, E> {
        self.with(0, value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Json, E> {
        // What JSON has no number for is text there.
        let not_finite = if value.is_nan() {
            "nan"
        } else if value > 0.0 {
            "inf"
        } else {
            "-inf"
        };
        self.with(0, Number::from_f64(value).map_or_else(|| Json::String(not_finite.to_owned()), Json::Number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Json, E> {
        self.take(text.len())?;
        Ok(Json::String(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut members: A) -> Result<Json, A::Error> {
        self.take(0)?;
        let mut list = Vec::new();
        while let Some(member) = members.next_element_seed(self)? {
            list.push(member);
        }
        Ok(Json::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Json, A::Error> {
        self.take(0)?;
        let mut object = Map::new();
        while let Some(key) = members.next_key::<String>()? {
            self.take(key.len())?;
            object.insert(key, members.next_value_seed(self)?);
        }
        Ok(Json::Object(object))
    }
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
    fn a_document_that_stands_for_a_much_larger_one_is_refused() {
        let text = format!("a: &a {}\nb: [{}]\n", "x".repeat(10_000), "*a,".repeat(10_000));
        let error = read(&text).unwrap_err();
        assert!(error.contains("its aliases make it more than 16 times as large as its text"), "{error}");
        let laughs: String = (1..12).map(|n| format!("a{n}: &a{n} [{}]\n", format!("*a{},", n - 1).repeat(10))).collect();
        assert!(read(&format!("a0: &a0 1\n{laughs}")).is_err());
        let some = format!("a: &a {}\nb: [{}]\n", "x".repeat(10_000), "*a,".repeat(20));
        assert!(read(&some).is_ok());
    }

    #[test]
    fn brackets_without_end_are_refused_before_they_are_read() {
        let error = read(&format!("a: {}", "[".repeat(500_000))).unwrap_err();
        assert!(error.starts_with("more than 1000 brackets"), "{error}");
        assert!(read(&format!("a: {}1{}", "[".repeat(100), "]".repeat(100))).is_ok());
        assert!(read(&format!("a: \"{}\"", "[".repeat(1_000))).is_ok());
    }
}
