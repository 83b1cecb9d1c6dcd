//! Folded constants.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::program::ty::{EnumId, StructId};

/// A value that is known at compile time. Its type is always kept next to it.
#[derive(Clone, Debug, PartialEq)]
pub enum Const {
    None,
    Bool(bool),
    Int(i64),
    Float(f64),
    Str(Arc<str>),
    /// An instant in microseconds since 1970-01-01T00:00:00Z.
    Datetime(i64),
    /// A span of time in microseconds.
    Duration(i64),
    Bytes(Arc<[u8]>),
    List(Vec<Const>),
    /// A map; ascending keys.
    Map(BTreeMap<String, Const>),
    /// A struct: all fields in order.
    Struct(StructId, Vec<Const>),
    /// An enum's variant by its position.
    Enum(EnumId, u32),
    /// A file by its path or URL.
    File(Arc<str>),
    /// A folder by its path or URL.
    Dir(Arc<str>),
    /// A table by its path or URL.
    Table(Arc<str>),
    Json(serde_json::Value),
    /// Several values; only inside of code.
    Tuple(Vec<Const>),
}
