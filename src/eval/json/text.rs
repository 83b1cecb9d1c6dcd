//! JSON text: read into a tree that is bounded while it grows, and written.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use super::object::Keys;
use super::zeros::NegativeZeros;
use super::{Json, ObjectBuilder};
use crate::eval::failure::{Fallible, Fault};
use crate::eval::meter;

/// Reads a value.
///
/// # Errors
/// If the text is not valid JSON, or the value takes more memory than is allowed.
pub(crate) fn parse(text: &str) -> Fallible<Json> {
    let mut reader = Reader { keys: Keys::default(), zeros: NegativeZeros::of(text), fault: None };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = Seed(&mut reader).deserialize(&mut deserializer).and_then(|json| deserializer.end().map(|()| json));
    match (read, reader.fault) {
        (_, Some(fault)) => Err(fault),
        (Ok(json), None) => Ok(json),
        (Err(error), None) => Err(Fault::value(format!("the string is not valid JSON: {error}"))),
    }
}

/// Writes a value: compact, or indented by a number of spaces for each level.
///
/// # Errors
/// If the text takes more memory than is allowed.
pub(crate) fn write(json: &Json, indent: Option<usize>) -> Fallible<String> {
    let mut out = Bounded { text: Vec::new(), most: usize::MAX, fault: None };
    let written = match indent {
        None => json.serialize(&mut serde_json::Serializer::new(&mut out)),
        Some(width) => {
            let indent = " ".repeat(width);
            let formatter = serde_json::ser::PrettyFormatter::with_indent(indent.as_bytes());
            json.serialize(&mut serde_json::Serializer::with_formatter(&mut out, formatter))
        }
    };
    match (out.fault, written) {
        (Some(fault), _) => Err(fault),
        (None, written) => {
            let text = written.map_err(|error| error.to_string());
            let text = text.and_then(|()| String::from_utf8(out.text).map_err(|error| error.to_string()));
            text.map_err(|error| Fault::value(format!("the value cannot be written as JSON: {error}")))
        }
    }
}

/// The first few hundred bytes of what [`write()`] returns, for messages.
///
/// # Errors
/// If there is no memory for them.
pub(crate) fn start(json: &Json) -> Fallible<String> {
    let mut out = Bounded { text: Vec::new(), most: SHOWN, fault: None };
    // It ends with an error if there is more, which is not needed.
    let _ = json.serialize(&mut serde_json::Serializer::new(&mut out));
    match out.fault {
        Some(fault) => Err(fault),
        None => Ok(String::from_utf8_lossy(&out.text).into_owned()),
    }
}

/// How many bytes a message needs at most.
const SHOWN: usize = 1 << 10;

/// State shared while a document is read, and why reading it was given up.
struct Reader<'t> {
    keys: Keys,
    zeros: NegativeZeros<'t>,
    fault: Option<Box<Fault>>,
}

impl Reader<'_> {
    /// The value, unless there is no memory for it.
    fn kept<E: Error>(&mut self, made: Fallible<Json>) -> Result<Json, E> {
        let made = made.and_then(|json| meter::worked(1).and_then(|()| meter::check()).map(|()| json));
        made.map_err(|fault| {
            self.fault = Some(fault);
            E::custom("")
        })
    }
}

struct Seed<'r, 't>(&'r mut Reader<'t>);

impl<'de> DeserializeSeed<'de> for Seed<'_, '_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_, '_> {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Json, E> {
        Ok(Json::Bool(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Int(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(i64::try_from(number).map_or(Json::Unsigned(number), Json::Int))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json, E> {
        let is_zero = number == 0.0 && number.is_sign_negative();
        Ok(if is_zero && self.0.zeros.next_is_int() { Json::Int(0) } else { Json::Float(number) })
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Json, E> {
        self.0.kept(meter::read(text.len()).and_then(|()| meter::room(text.len())).map(|()| Json::str(text)))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Json, E> {
        self.0.kept(Ok(Json::str(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Json, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = seq.next_element_seed(Seed(self.0))? {
            if members.len().is_multiple_of(1 << 10) {
                self.0.kept(meter::worked(1 << 10).map(|()| Json::Null))?;
            }
            if members.len() == members.capacity() {
                // The growing list is counted when it is complete.
                let grown = meter::room((members.len() + 4) * 2 * size_of::<Json>());
                self.0.kept(grown.map(|()| Json::Null))?;
            }
            members.push(member);
        }
        self.0.kept(Json::array(members))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut object = ObjectBuilder::with_capacity(0);
        while let Some(key) = map.next_key_seed(KeySeed(self.0))? {
            object.insert(key, map.next_value_seed(Seed(self.0))?);
            self.0.kept(Ok(Json::Null))?;
        }
        self.0.kept(object.finish())
    }
}

struct KeySeed<'r, 't>(&'r mut Reader<'t>);

impl<'de> DeserializeSeed<'de> for KeySeed<'_, '_> {
    type Value = triomphe::Arc<crate::eval::text::Text>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_, '_> {
    type Value = triomphe::Arc<crate::eval::text::Text>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.0.keys.get(key))
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Null => serializer.serialize_unit(),
            Json::Bool(truth) => serializer.serialize_bool(*truth),
            Json::Int(number) => serializer.serialize_i64(*number),
            Json::Unsigned(number) => serializer.serialize_u64(*number),
            Json::Float(number) => serializer.serialize_f64(*number),
            Json::Str(text) => serializer.serialize_str(text),
            Json::Array(array) => serializer.collect_seq(&array.members),
            Json::Object(object) => serializer.collect_map(object.iter().map(|(key, member)| (key.as_str(), member))),
        }
    }
}

/// Text that may not grow beyond the bounds.
struct Bounded {
    text: Vec<u8>,
    /// The number of bytes after which the rest is ignored.
    most: usize,
    fault: Option<Box<Fault>>,
}

impl std::io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.text.len() > self.most {
            return Err(std::io::ErrorKind::WriteZero.into());
        }
        let enough = bytes.len().min(self.most);
        let asked = meter::worked(1 + enough / 64).and_then(|()| meter::text_of(self.text.len() + enough));
        if let Err(fault) = asked {
            self.fault = Some(fault);
            return Err(std::io::ErrorKind::OutOfMemory.into());
        }
        self.text.extend_from_slice(bytes.get(..enough).unwrap_or_default());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
