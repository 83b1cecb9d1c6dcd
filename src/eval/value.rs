//! Values while code runs: 16 bytes, shared until written.

use triomphe::Arc;

use super::json::Json;
use super::list::List;
use super::map::Map;
use super::meter;
use super::row::Row;
use super::text::{Short, Text, TextRef};
use crate::program::Const;
use crate::program::ty::{EnumId, StructId};

/// A value. Large ones are shared and copied when they are written to while someone else holds them. Code compares them with
/// `equal`.
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// `none`, and the value of code without a value.
    #[default]
    None,
    Bool(bool),
    Int(i64),
    Float(f64),
    /// Microseconds since 1970-01-01T00:00:00Z.
    Datetime(i64),
    /// Microseconds.
    Duration(i64),
    /// Text of up to 14 bytes, the usual form.
    Short(Short),
    Str(Arc<Text>),
    Bytes(Arc<Bytes>),
    List(Arc<List>),
    /// A map; ascending keys.
    Map(Arc<Map>),
    Struct(Arc<StructValue>),
    Enum(EnumId, u32),
    Tuple(Arc<Row>),
    File(Arc<Blob>),
    Dir(Arc<Blob>),
    Table(Arc<Blob>),
    Json(Json),
    /// The value that a failure handler receives.
    Error(Arc<ErrorValue>),
    /// A seeded source of random numbers.
    Rng(Arc<Rng>),
}

/// A struct's fields in order.
#[derive(Clone, Debug)]
pub struct StructValue {
    /// The struct.
    pub id: StructId,
    pub fields: Row,
}

/// Bytes, counted by the meter.
#[derive(Debug)]
pub struct Bytes(Vec<u8>);

/// Where a file, folder or table is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blob {
    /// Path or URL.
    pub uri: String,
    /// Its format; empty if none.
    pub format: String,
}

/// What went wrong upstream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorValue {
    pub failed_node: String,
    pub message: String,
}

/// The state of a seeded source of random numbers.
#[derive(Clone, Debug)]
pub struct Rng {
    pub state: [u64; 4],
    /// Where it is.
    pub piece: meter::Piece,
}

impl Value {
    #[inline]
    pub fn str(text: impl AsRef<str> + Into<Text>) -> Value {
        match Short::try_from(text.as_ref()) {
            Ok(short) => Value::Short(short),
            Err(_) => Value::Str(Arc::new(text.into())),
        }
    }

    /// Text that is shared, as the key of a map.
    pub fn shared_str(text: &Arc<Text>) -> Value {
        match Short::try_from(text.as_str()) {
            Ok(short) => Value::Short(short),
            Err(_) => Value::Str(Arc::clone(text)),
        }
    }

    /// What it is if it is text.
    #[inline]
    pub fn text(&self) -> Option<TextRef<'_>> {
        match self {
            Value::Short(text) => Some(TextRef::Short(text)),
            Value::Str(text) => Some(TextRef::Long(text)),
            _ => None,
        }
    }

    pub fn list(elements: Vec<Value>) -> Value {
        Value::List(Arc::new(elements.into()))
    }

    pub fn tuple(members: Vec<Value>) -> Value {
        Value::Tuple(Arc::new(members.into()))
    }

    pub fn of_struct(id: StructId, fields: Vec<Value>) -> Value {
        Value::Struct(Arc::new(StructValue { id, fields: fields.into() }))
    }

    pub fn bytes(bytes: Vec<u8>) -> Value {
        Value::Bytes(Arc::new(bytes.into()))
    }

    /// A JSON value; `none` for one that nests deeper than code may make it.
    pub fn json(tree: &serde_json::Value) -> Option<Value> {
        Json::of_tree(tree).map(Value::Json)
    }

    /// A map of these entries; the last one with a key counts.
    pub fn map<K: Into<Text>>(entries: impl IntoIterator<Item = (K, Value)>) -> Value {
        Value::Map(Arc::new(entries.into_iter().map(|(key, value)| (Arc::new(key.into()), value)).collect()))
    }

    pub fn from_const(constant: &Const) -> Value {
        match constant {
            Const::None => Value::None,
            Const::Bool(value) => Value::Bool(*value),
            Const::Int(value) => Value::Int(*value),
            Const::Float(value) => Value::Float(*value),
            Const::Str(text) => Value::str(&**text),
            Const::Datetime(micros) => Value::Datetime(*micros),
            Const::Duration(micros) => Value::Duration(*micros),
            Const::Bytes(bytes) => Value::bytes(bytes.to_vec()),
            Const::List(elements) => Value::list(elements.iter().map(Value::from_const).collect()),
            Const::Map(entries) => Value::map(entries.iter().map(|(key, value)| (key.as_str(), Value::from_const(value)))),
            Const::Struct(id, fields) => Value::of_struct(*id, fields.iter().map(Value::from_const).collect()),
            Const::Enum(id, variant) => Value::Enum(*id, *variant),
            Const::File(uri) => Value::File(Blob::at(uri)),
            Const::Dir(uri) => Value::Dir(Blob::at(uri)),
            Const::Table(uri) => Value::Table(Blob::at(uri)),
            // A constant is written in source text, whose nesting is bounded too.
            Const::Json(json) => Value::Json(Json::of_tree(json).unwrap_or(Json::Null)),
            Const::Tuple(members) => Value::tuple(members.iter().map(Value::from_const).collect()),
        }
    }
}

impl Blob {
    fn at(uri: &str) -> Arc<Blob> {
        Arc::new(Blob { uri: uri.to_owned(), format: String::new() })
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        meter::piece(bytes.capacity());
        Self(bytes)
    }
}

impl Drop for Bytes {
    fn drop(&mut self) {
        meter::piece_freed(self.0.capacity());
    }
}

impl std::ops::Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

const _: () = assert!(size_of::<Value>() == 16);
