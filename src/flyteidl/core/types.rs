//! Types of values: what an interface promises.
//!
//! Mirrors `flyteidl/core/types.proto`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::flyteidl::{google, json};

/// A type that needs no further description.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[repr(i32)]
pub enum SimpleType {
    /// The type of `None`.
    None = 0,
    /// A 64-bit integer.
    Integer = 1,
    /// A 64-bit float.
    Float = 2,
    /// Unicode text.
    String = 3,
    /// `true` or `false`.
    Boolean = 4,
    /// An instant.
    Datetime = 5,
    /// A span of time.
    Duration = 6,
    /// Bytes with a tag; flytekit uses MessagePack.
    Binary = 7,
    /// An error.
    Error = 8,
    /// A record: flytekit's dataclasses, dicts and pydantic models.
    Struct = 9,
}

/// The columns of a [`Schema`](super::Schema), the forerunner of structured datasets.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct SchemaType {
    /// The columns, in order; none means any.
    #[prost(message, repeated, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub columns: Vec<SchemaColumn>,
}

/// One column of a [`SchemaType`].
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct SchemaColumn {
    /// Its name.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub name: String,
    /// Its type.
    #[prost(enumeration = "SchemaColumnType", tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::enumeration::<SchemaColumnType, _>")]
    pub r#type: i32,
}

/// The type of a [`SchemaColumn`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[repr(i32)]
pub enum SchemaColumnType {
    /// A 64-bit integer.
    Integer = 0,
    /// A 64-bit float.
    Float = 1,
    /// Unicode text.
    String = 2,
    /// `true` or `false`.
    Boolean = 3,
    /// An instant.
    Datetime = 4,
    /// A span of time.
    Duration = 5,
}

/// The type of a table that is kept in object storage.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct StructuredDatasetType {
    /// The columns, in order; none means any.
    #[prost(message, repeated, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub columns: Vec<DatasetColumn>,
    /// The storage format, such as `parquet`; empty means any.
    #[prost(string, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub format: String,
    /// The format of `external_schema_bytes`, such as `arrow`.
    #[prost(string, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub external_schema_type: String,
    /// A schema of the storage format's own.
    #[prost(bytes = "vec", tag = "4")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::bytes")]
    pub external_schema_bytes: Vec<u8>,
}

/// One column of a [`StructuredDatasetType`].
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct DatasetColumn {
    /// Its name; flytekit writes nested ones with dots.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub name: String,
    /// Its type.
    #[prost(message, optional, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub literal_type: Option<LiteralType>,
}

/// The type of a file or a directory.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct BlobType {
    /// The format, such as `csv`; empty means any.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub format: String,
    /// A file or a directory.
    #[prost(enumeration = "BlobDimensionality", tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::enumeration::<BlobDimensionality, _>")]
    pub dimensionality: i32,
}

/// How many objects a blob is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[repr(i32)]
pub enum BlobDimensionality {
    /// One object: a file.
    Single = 0,
    /// A prefix with many objects: a directory.
    Multipart = 1,
}

/// A string out of a fixed list.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct EnumType {
    /// The allowed values, in order.
    #[prost(string, repeated, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub values: Vec<String>,
}

/// A value of one of several types; `Optional` is one with `NONE`.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct UnionType {
    /// The alternatives; their [`TypeStructure::tag`]s tell them apart.
    #[prost(message, repeated, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub variants: Vec<LiteralType>,
}

/// A hint that tells types apart where the protocol's type alone does not.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct TypeStructure {
    /// The name of the SDK's reader and writer of the type; it tells the variants of a union apart.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub tag: String,
    /// The types of a dataclass's fields, by name.
    #[prost(btree_map = "string, message", tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub dataclass_type: BTreeMap<String, LiteralType>,
}

/// Free annotations of a type, which Flyte itself ignores.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct TypeAnnotation {
    /// The annotations.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub annotations: Option<google::Struct>,
}

/// A type: the promise a literal keeps.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct LiteralType {
    /// The type itself.
    #[prost(oneof = "LiteralTypeKind", tags = "1, 2, 3, 4, 5, 7, 8, 10")]
    #[serde(flatten)]
    pub r#type: Option<LiteralTypeKind>,
    /// Facts beside the type: the JSON schema of a record, which Flyte compares where both sides
    /// have one.
    #[prost(message, optional, tag = "6")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub metadata: Option<google::Struct>,
    /// Free annotations.
    #[prost(message, optional, tag = "9")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub annotation: Option<TypeAnnotation>,
    /// What tells it apart from types that look the same on the wire.
    #[prost(message, optional, tag = "11")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub structure: Option<TypeStructure>,
}

/// The alternatives of a [`LiteralType`].
#[derive(Clone, PartialEq, prost::Oneof, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LiteralTypeKind {
    /// A type without parameters.
    #[prost(enumeration = "SimpleType", tag = "1")]
    #[serde(serialize_with = "json::enumeration::<SimpleType, _>")]
    Simple(i32),
    /// A schema, the forerunner of structured datasets.
    #[prost(message, tag = "2")]
    Schema(SchemaType),
    /// A list of one type.
    #[prost(message, tag = "3")]
    CollectionType(Box<LiteralType>),
    /// A map from strings to one type.
    #[prost(message, tag = "4")]
    MapValueType(Box<LiteralType>),
    /// A file or a directory.
    #[prost(message, tag = "5")]
    Blob(BlobType),
    /// A string out of a fixed list.
    #[prost(message, tag = "7")]
    EnumType(EnumType),
    /// A table.
    #[prost(message, tag = "8")]
    StructuredDatasetType(StructuredDatasetType),
    /// One of several types.
    #[prost(message, tag = "10")]
    UnionType(UnionType),
}

/// A promise: an output of a node, or a part of it.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct OutputReference {
    /// The node; empty (or `start-node`) for an input of the workflow.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub node_id: String,
    /// The name of the output.
    #[prost(string, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub var: String,
    /// The way into the value: fields and indexes, outermost first.
    #[prost(message, repeated, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub attr_path: Vec<PromiseAttribute>,
}

/// One step of [`OutputReference::attr_path`].
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct PromiseAttribute {
    /// The step.
    #[prost(oneof = "PromiseAttributeValue", tags = "1, 2")]
    #[serde(flatten)]
    pub value: Option<PromiseAttributeValue>,
}

/// The alternatives of a [`PromiseAttribute`].
#[derive(Clone, PartialEq, prost::Oneof, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PromiseAttributeValue {
    /// A field or a key.
    #[prost(string, tag = "1")]
    StringValue(String),
    /// An index.
    #[prost(int32, tag = "2")]
    IntValue(i32),
}

/// An error as a value: what the failure node and the `else_fail` of a conditional carry.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct Error {
    /// The node that failed.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub failed_node_id: String,
    /// What went wrong.
    #[prost(string, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub message: String,
}
