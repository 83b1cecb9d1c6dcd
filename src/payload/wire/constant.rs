//! Constants.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Wire;
use super::ids::{EnumId, StructId};
use crate::payload::canonical::{Missing, Writer};
use crate::payload::restored::{Dangling, Reader};
use crate::program;

/// A value that is known at compile time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::payload) enum Const {
    None,
    Bool(bool),
    Int(i64),
    Float(f64),
    Str(Arc<str>),
    /// In microseconds since 1970-01-01T00:00:00Z.
    Datetime(i64),
    /// In microseconds.
    Duration(i64),
    Bytes(Arc<[u8]>),
    List(Vec<Const>),
    Map(BTreeMap<String, Const>),
    /// All fields in order.
    Struct(StructId, Vec<Const>),
    /// A variant by its position.
    Enum(EnumId, u32),
    File(Arc<str>),
    Dir(Arc<str>),
    Table(Arc<str>),
    Json(serde_json::Value),
    Tuple(Vec<Const>),
}

impl Wire for Const {
    type Program = program::Const;

    fn write(value: &program::Const, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        Ok(match value {
            program::Const::None => Self::None,
            program::Const::Bool(value) => Self::Bool(*value),
            program::Const::Int(value) => Self::Int(*value),
            program::Const::Float(value) => Self::Float(*value),
            program::Const::Str(value) => Self::Str(value.clone()),
            program::Const::Datetime(micros) => Self::Datetime(*micros),
            program::Const::Duration(micros) => Self::Duration(*micros),
            program::Const::Bytes(value) => Self::Bytes(value.clone()),
            program::Const::List(elements) => Self::List(Wire::write(elements, writer)?),
            program::Const::Map(entries) => {
                let entry = |(key, value): (&String, _)| Ok((key.clone(), Wire::write(value, writer)?));
                Self::Map(entries.iter().map(entry).collect::<Result<_, Missing>>()?)
            }
            program::Const::Struct(id, fields) => Self::Struct(Wire::write(id, writer)?, Wire::write(fields, writer)?),
            program::Const::Enum(id, variant) => Self::Enum(Wire::write(id, writer)?, *variant),
            program::Const::File(path) => Self::File(path.clone()),
            program::Const::Dir(path) => Self::Dir(path.clone()),
            program::Const::Table(path) => Self::Table(path.clone()),
            program::Const::Json(value) => Self::Json(value.clone()),
            program::Const::Tuple(members) => Self::Tuple(Wire::write(members, writer)?),
        })
    }

    fn read(self, reader: &Reader) -> Result<program::Const, Dangling> {
        Ok(match self {
            Self::None => program::Const::None,
            Self::Bool(value) => program::Const::Bool(value),
            Self::Int(value) => program::Const::Int(value),
            Self::Float(value) => program::Const::Float(value),
            Self::Str(value) => program::Const::Str(value),
            Self::Datetime(micros) => program::Const::Datetime(micros),
            Self::Duration(micros) => program::Const::Duration(micros),
            Self::Bytes(value) => program::Const::Bytes(value),
            Self::List(elements) => program::Const::List(elements.read(reader)?),
            Self::Map(entries) => {
                let entry = |(key, value): (String, Self)| Ok((key, value.read(reader)?));
                program::Const::Map(entries.into_iter().map(entry).collect::<Result<_, _>>()?)
            }
            Self::Struct(id, fields) => program::Const::Struct(id.read(reader)?, fields.read(reader)?),
            Self::Enum(id, variant) => program::Const::Enum(id.read(reader)?, variant),
            Self::File(path) => program::Const::File(path),
            Self::Dir(path) => program::Const::Dir(path),
            Self::Table(path) => program::Const::Table(path),
            Self::Json(value) => program::Const::Json(value),
            Self::Tuple(members) => program::Const::Tuple(members.read(reader)?),
        })
    }
}
