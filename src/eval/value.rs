//! Values while code runs: 16 bytes, shared until written.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::analysis::ty::{EnumId, StructId};

/// A value. Large ones are shared and copied when they are written to while somebody else holds them.
#[derive(Clone, Debug)]
pub enum Value {
    /// `none`, and the value of what has none.
    None,
    /// A bool.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A float.
    Float(f64),
    /// Microseconds since 1970-01-01T00:00:00Z.
    Datetime(i64),
    /// Microseconds.
    Duration(i64),
    /// Text.
    Str(Arc<String>),
    /// Bytes.
    Bytes(Arc<Vec<u8>>),
    /// A list.
    List(Arc<Vec<Value>>),
    /// A map; ascending keys.
    Map(Arc<BTreeMap<Arc<String>, Value>>),
    /// A struct.
    Struct(Arc<StructValue>),
    /// An enum's variant.
    Enum(EnumId, u32),
    /// Several values.
    Tuple(Arc<Vec<Value>>),
    /// A file.
    File(Arc<Blob>),
    /// A folder.
    Dir(Arc<Blob>),
    /// A table.
    Table(Arc<Blob>),
    /// A JSON value.
    Json(Arc<serde_json::Value>),
    /// What a failure handler receives.
    Error(Arc<ErrorValue>),
    /// A seeded source of random numbers.
    Rng(Arc<Rng>),
}

/// A struct's fields in order.
#[derive(Clone, Debug)]
pub struct StructValue {
    /// The struct.
    pub id: StructId,
    /// Its fields.
    pub fields: Vec<Value>,
}

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
    /// The node that failed.
    pub failed_node: String,
    /// Its message.
    pub message: String,
}

/// The state of a seeded source of random numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rng {
    /// The state.
    pub state: [u64; 4],
}

impl Value {
    /// Text.
    pub fn str(text: impl Into<String>) -> Value {
        Value::Str(Arc::new(text.into()))
    }

    /// A list.
    pub fn list(elements: Vec<Value>) -> Value {
        Value::List(Arc::new(elements))
    }
}
