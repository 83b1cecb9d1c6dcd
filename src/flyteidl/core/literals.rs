//! Values, and the bindings that give them to nodes.
//!
//! Mirrors `flyteidl/core/literals.proto`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{BlobType, Error, LiteralType, OutputReference, SchemaType, StructuredDatasetType};
use crate::flyteidl::{google, json};

/// A value of a simple type.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct Primitive {
    /// The value.
    #[prost(oneof = "PrimitiveValue", tags = "1, 2, 3, 4, 5, 6")]
    #[serde(flatten)]
    pub value: Option<PrimitiveValue>,
}

/// The alternatives of a [`Primitive`].
#[derive(Clone, PartialEq, prost::Oneof, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PrimitiveValue {
    /// A 64-bit integer.
    #[prost(int64, tag = "1")]
    #[serde(serialize_with = "json::int64")]
    Integer(i64),
    /// A 64-bit float.
    #[prost(double, tag = "2")]
    #[serde(serialize_with = "json::double")]
    FloatValue(f64),
    /// Text.
    #[prost(string, tag = "3")]
    StringValue(String),
    /// `true` or `false`.
    #[prost(bool, tag = "4")]
    Boolean(bool),
    /// An instant.
    #[prost(message, tag = "5")]
    Datetime(google::Timestamp),
    /// A span of time.
    #[prost(message, tag = "6")]
    Duration(google::Duration),
}

/// The value of the type `NONE`.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct Void {}

/// A file or a directory in object storage.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct Blob {
    /// Its type.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub metadata: Option<BlobMetadata>,
    /// Where it is.
    #[prost(string, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub uri: String,
}

/// What is known of a [`Blob`].
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct BlobMetadata {
    /// Its type.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub r#type: Option<BlobType>,
}

/// Bytes whose tag tells the encoding.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct Binary {
    /// The bytes.
    #[prost(bytes = "vec", tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::bytes")]
    pub value: Vec<u8>,
    /// The encoding: `msgpack` from flytekit 1.14 on.
    #[prost(string, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub tag: String,
}

/// A table of the older kind, in object storage.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct Schema {
    /// Where it is.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub uri: String,
    /// Its columns.
    #[prost(message, optional, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub r#type: Option<SchemaType>,
}

/// A value with the variant that it belongs to.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct Union {
    /// The value.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub value: Option<Literal>,
    /// The variant, with its tag.
    #[prost(message, optional, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub r#type: Option<LiteralType>,
}

/// What is known of a [`StructuredDataset`].
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct StructuredDatasetMetadata {
    /// Its type.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub structured_dataset_type: Option<StructuredDatasetType>,
}

/// A table in object storage.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct StructuredDataset {
    /// Where it is.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub uri: String,
    /// Its type.
    #[prost(message, optional, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub metadata: Option<StructuredDatasetMetadata>,
}

/// A value that is neither a list nor a map of literals.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct Scalar {
    /// The value.
    #[prost(oneof = "ScalarValue", tags = "1, 2, 3, 4, 5, 6, 7, 8, 9")]
    #[serde(flatten)]
    pub value: Option<ScalarValue>,
}

/// The alternatives of a [`Scalar`].
#[derive(Clone, PartialEq, prost::Oneof, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ScalarValue {
    /// A value of a simple type.
    #[prost(message, tag = "1")]
    Primitive(Primitive),
    /// A file or a directory.
    #[prost(message, tag = "2")]
    Blob(Blob),
    /// Encoded bytes.
    #[prost(message, tag = "3")]
    Binary(Binary),
    /// A table of the older kind.
    #[prost(message, tag = "4")]
    Schema(Schema),
    /// No value.
    #[prost(message, tag = "5")]
    NoneType(Void),
    /// An error.
    #[prost(message, tag = "6")]
    Error(Error),
    /// A record in JSON's terms; flytekit wrote dataclasses so before 1.14.
    #[prost(message, tag = "7")]
    Generic(google::Struct),
    /// A table.
    #[prost(message, tag = "8")]
    StructuredDataset(StructuredDataset),
    /// A value with the variant it belongs to.
    #[prost(message, tag = "9")]
    Union(Box<Union>),
}

/// A value.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct Literal {
    /// The value.
    #[prost(oneof = "LiteralValue", tags = "1, 2, 3, 8")]
    #[serde(flatten)]
    pub value: Option<LiteralValue>,
    /// A hash that represents the value in cache keys; empty means that the value itself is hashed.
    #[prost(string, tag = "4")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub hash: String,
    /// Free metadata, such as the format of a file.
    #[prost(btree_map = "string, string", tag = "5")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub metadata: BTreeMap<String, String>,
}

/// The alternatives of a [`Literal`].
#[derive(Clone, PartialEq, prost::Oneof, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LiteralValue {
    /// One value.
    #[prost(message, tag = "1")]
    Scalar(Scalar),
    /// A list.
    #[prost(message, tag = "2")]
    Collection(LiteralCollection),
    /// A map by string.
    #[prost(message, tag = "3")]
    Map(LiteralMap),
    /// A value too large to be carried along: where it is kept.
    #[prost(message, tag = "8")]
    OffloadedMetadata(Box<LiteralOffloadedMetadata>),
}

/// Where a value is kept that is too large to be carried along.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct LiteralOffloadedMetadata {
    /// Where the serialised literal is.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub uri: String,
    /// Its size in bytes.
    #[prost(uint64, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::uint64")]
    pub size_bytes: u64,
    /// Its type.
    #[prost(message, optional, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub inferred_type: Option<LiteralType>,
}

/// A list of values.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct LiteralCollection {
    /// The elements, in order.
    #[prost(message, repeated, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub literals: Vec<Literal>,
}

/// Values by name: inputs, outputs, and maps. Also the content of `inputs.pb` and `outputs.pb`.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct LiteralMap {
    /// The values.
    #[prost(btree_map = "string, message", tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub literals: BTreeMap<String, Literal>,
}

/// A list with elements that are bound one by one.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct BindingDataCollection {
    /// The elements, in order.
    #[prost(message, repeated, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub bindings: Vec<BindingData>,
}

/// A map with values that are bound one by one.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct BindingDataMap {
    /// The values.
    #[prost(btree_map = "string, message", tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub bindings: BTreeMap<String, BindingData>,
}

/// The variant that a bound value is meant for.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct UnionInfo {
    /// The variant.
    #[prost(message, optional, tag = "1")]
    #[serde(rename = "targetType")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub target_type: Option<LiteralType>,
}

/// Where an input's value comes from.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct BindingData {
    /// The source.
    #[prost(oneof = "BindingValue", tags = "1, 2, 3, 4, 6")]
    #[serde(flatten)]
    pub value: Option<BindingValue>,
    /// The variant that the value is meant for, where the input is a union.
    #[prost(message, optional, tag = "5")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub union: Option<Box<UnionInfo>>,
}

/// The alternatives of [`BindingData`].
#[derive(Clone, PartialEq, prost::Oneof, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BindingValue {
    /// A constant.
    #[prost(message, tag = "1")]
    Scalar(Box<Scalar>),
    /// A list of bindings.
    #[prost(message, tag = "2")]
    Collection(BindingDataCollection),
    /// An output of another node or an input of the workflow.
    #[prost(message, tag = "3")]
    Promise(OutputReference),
    /// A map of bindings.
    #[prost(message, tag = "4")]
    Map(BindingDataMap),
    /// A constant that is kept elsewhere.
    #[prost(message, tag = "6")]
    OffloadedMetadata(Box<LiteralOffloadedMetadata>),
}

/// Gives one input (or one output of a workflow) its value.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct Binding {
    /// The name of the input or output.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub var: String,
    /// Where the value comes from.
    #[prost(message, optional, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub binding: Option<BindingData>,
}

/// A pair of strings, such as an environment variable.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct KeyValuePair {
    /// The name.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub key: String,
    /// The value.
    #[prost(string, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub value: String,
}

/// How often a task is retried.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct RetryStrategy {
    /// Attempts after the first that failed with a recoverable error; interruptions have a budget
    /// of their own.
    #[prost(uint32, tag = "5")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub retries: u32,
}
