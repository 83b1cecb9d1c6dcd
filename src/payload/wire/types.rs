//! Types.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Wire;
use super::ids::{EnumId, StructId};
use crate::payload::canonical::{Missing, Writer};
use crate::payload::restored::{Dangling, Reader};
use crate::program;
use crate::source::Name;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::payload) enum Type {
    Int,
    Float,
    Str,
    Bool,
    Datetime,
    Duration,
    Bytes,
    Json,
    None,
    Error,
    File(Option<Arc<str>>),
    Dir(Option<Arc<str>>),
    Table(Box<TableType>),
    List(Box<Type>),
    Map(Box<Type>),
    Union(Box<[Type]>),
    Struct(StructId),
    Enum(EnumId),
    Tuple(Box<[Type]>),
    Rng,
    Unit,
    Never,
}

/// The columns and the format of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::payload) struct TableType {
    columns: Vec<(Name, Type)>,
    format: Option<Arc<str>>,
}

impl Wire for Type {
    type Program = program::Type;

    fn write(ty: &program::Type, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        let mut all =
            |members: &[program::Type]| members.iter().map(|member| Self::write(member, writer)).collect::<Result<Box<[_]>, Missing>>();
        Ok(match ty {
            program::Type::Int => Self::Int,
            program::Type::Float => Self::Float,
            program::Type::Str => Self::Str,
            program::Type::Bool => Self::Bool,
            program::Type::Datetime => Self::Datetime,
            program::Type::Duration => Self::Duration,
            program::Type::Bytes => Self::Bytes,
            program::Type::Json => Self::Json,
            program::Type::None => Self::None,
            program::Type::Error => Self::Error,
            program::Type::File(format) => Self::File(format.clone()),
            program::Type::Dir(format) => Self::Dir(format.clone()),
            program::Type::Table(table) => Self::Table(Box::new(Wire::write(&**table, writer)?)),
            program::Type::List(element) => Self::List(Box::new(Wire::write(&**element, writer)?)),
            program::Type::Map(value) => Self::Map(Box::new(Wire::write(&**value, writer)?)),
            program::Type::Union(variants) => Self::Union(all(variants)?),
            program::Type::Struct(id) => Self::Struct(Wire::write(id, writer)?),
            program::Type::Enum(id) => Self::Enum(Wire::write(id, writer)?),
            program::Type::Tuple(members) => Self::Tuple(all(members)?),
            program::Type::Rng => Self::Rng,
            program::Type::Unit => Self::Unit,
            program::Type::Never => Self::Never,
            program::Type::Hole(program::ty::Invalid) => return Err(Missing),
        })
    }

    fn read(self, reader: &Reader) -> Result<program::Type, Dangling> {
        Ok(match self {
            Self::Int => program::Type::Int,
            Self::Float => program::Type::Float,
            Self::Str => program::Type::Str,
            Self::Bool => program::Type::Bool,
            Self::Datetime => program::Type::Datetime,
            Self::Duration => program::Type::Duration,
            Self::Bytes => program::Type::Bytes,
            Self::Json => program::Type::Json,
            Self::None => program::Type::None,
            Self::Error => program::Type::Error,
            Self::File(format) => program::Type::File(format),
            Self::Dir(format) => program::Type::Dir(format),
            Self::Table(table) => program::Type::Table(Arc::new((*table).read(reader)?)),
            Self::List(element) => program::Type::List(Arc::new((*element).read(reader)?)),
            Self::Map(value) => program::Type::Map(Arc::new((*value).read(reader)?)),
            Self::Union(variants) => program::Type::Union(Vec::from(variants).read(reader)?.into()),
            Self::Struct(id) => program::Type::Struct(id.read(reader)?),
            Self::Enum(id) => program::Type::Enum(id.read(reader)?),
            Self::Tuple(members) => program::Type::Tuple(Vec::from(members).read(reader)?.into()),
            Self::Rng => program::Type::Rng,
            Self::Unit => program::Type::Unit,
            Self::Never => program::Type::Never,
        })
    }
}

impl Wire for TableType {
    type Program = program::ty::TableType;

    fn write(table: &Self::Program, writer: &mut Writer<'_>) -> Result<Self, Missing> {
        let program::ty::TableType { columns, format } = table;
        Ok(Self { columns: Wire::write(columns, writer)?, format: format.clone() })
    }

    fn read(self, reader: &Reader) -> Result<Self::Program, Dangling> {
        Ok(program::ty::TableType { columns: self.columns.read(reader)?, format: self.format })
    }
}
