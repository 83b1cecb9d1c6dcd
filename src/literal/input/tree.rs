//! Documents as trees of JSON. A duplicate key of an object is an error at its line: parsers of JSON and YAML keep one of the two, but not all of
//! them the same one.

use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value as Json};

use crate::eval::json::NegativeZeros;
use crate::eval::secrets::short;

/// The cost of a value besides its text.
const NODE: usize = 16;

/// Why a document cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unread {
    /// What is wrong with it, with the column where that is known.
    pub(super) reason: String,
    /// The line, counted from 1.
    pub(super) line: Option<usize>,
}

impl Unread {
    /// The error of a parser, whose text ends with its place.
    pub(super) fn at(error: &str, line: usize, column: usize) -> Self {
        let reason = error.strip_suffix(&format!(" at line {line} column {column}"));
        Self { reason: reason.map_or(error.to_owned(), |reason| format!("{reason} at column {column}")), line: Some(line) }
    }
}

/// Reads JSON.
///
/// # Errors
/// What is wrong with it, and where.
pub(super) fn json(text: &str) -> Result<Json, Unread> {
    let room = Room { zeros: Some(RefCell::new(NegativeZeros::of(text))), ..Room::of(usize::MAX, "") };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = room.reader().deserialize(&mut deserializer);
    read.and_then(|value| deserializer.end().map(|()| value)).map_err(|error| Unread::at(&error.to_string(), error.line(), error.column()))
}

/// What a document may grow to while it is read.
pub(super) struct Room<'t> {
    left: Cell<usize>,
    too_large: &'static str,
    /// The budget of a JSON document.
    zeros: Option<RefCell<NegativeZeros<'t>>>,
}

impl<'t> Room<'t> {
    /// A number of bytes, and the error for a document that needs more.
    pub(super) fn of(bytes: usize, too_large: &'static str) -> Self {
        Self { left: Cell::new(bytes), too_large, zeros: None }
    }

    /// Reads a value if it is within the budget.
    pub(super) fn reader(&self) -> Reader<'_, 't> {
        Reader { room: self }
    }

    fn take<E: Error>(&self, bytes: usize) -> Result<(), E> {
        let left = self.left.get().checked_sub(bytes + NODE).ok_or_else(|| E::custom(self.too_large))?;
        self.left.set(left);
        Ok(())
    }
}

/// Reads one value.
#[derive(Clone, Copy)]
pub(super) struct Reader<'r, 't> {
    room: &'r Room<'t>,
}

impl Reader<'_, '_> {
    fn with<E: Error>(self, bytes: usize, value: Json) -> Result<Json, E> {
        self.room.take(bytes).map(|()| value)
    }
}

/// A key that an object does not have yet. The error is raised for the key itself, so that the parser says where it is.
struct NewKey<'o>(&'o Map<String, Json>);

impl<'de> DeserializeSeed<'de> for NewKey<'_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for NewKey<'_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<String, E> {
        match self.0.contains_key(key) {
            true => Err(E::custom(format!("the key `{}` is given twice", short(key)))),
            false => Ok(key.to_owned()),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_, '_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_, '_> {
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
        if value == 0.0 && value.is_sign_negative() && self.room.zeros.as_ref().is_some_and(|zeros| zeros.borrow_mut().next_is_int()) {
            return self.with(0, 0.into());
        }
        // What is not a JSON number is written as a string.
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
        self.room.take(text.len())?;
        Ok(Json::String(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut members: A) -> Result<Json, A::Error> {
        self.room.take(0)?;
        let mut list = Vec::new();
        while let Some(member) = members.next_element_seed(self)? {
            list.push(member);
        }
        Ok(Json::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Json, A::Error> {
        self.room.take(0)?;
        let mut object = Map::new();
        while let Some(key) = members.next_key_seed(NewKey(&object))? {
            self.room.take(key.len())?;
            object.insert(key, members.next_value_seed(self)?);
        }
        Ok(Json::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_read_to_its_end() {
        let text = r#"{"a": [1, -2, 1.5, -0, -0.0, true, null, "x"], "b": {"a": 18446744073709551615}}"#;
        let Ok(Json::Object(read)) = json(text) else { panic!("an object") };
        assert_eq!(read["a"].to_string(), r#"[1,-2,1.5,0,-0.0,true,null,"x"]"#);
        assert!(read["a"][3].is_i64() && read["a"][4].is_f64());
        for wrong in ["", "{", "[1,]", "1 2", "NaN", "1e999"] {
            assert!(json(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_key_occurs_once_in_an_object() {
        let error = json("{\"x\": {\"i\": 1,\n \"i\": 2}}").unwrap_err();
        assert_eq!(error, Unread { reason: "the key `i` is given twice at column 4".to_owned(), line: Some(2) });
        assert!(json(r#"[{"a": 1, "\u0061": 2}]"#).is_err());
        assert!(json(r#"{"a": {"a": 1}, "b": {"a": 1}}"#).is_ok());
    }
}
