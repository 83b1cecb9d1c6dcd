//! Artifacts: named, versioned values that launch plans can ask for. Open-source Flyte carries the
//! messages along.
//!
//! Mirrors `flyteidl/core/artifact_id.proto`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::flyteidl::{google, json};

/// The name of an artifact.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct ArtifactKey {
    /// Its project.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub project: String,
    /// Its domain.
    #[prost(string, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub domain: String,
    /// Its name.
    #[prost(string, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub name: String,
    /// Its organisation.
    #[prost(string, tag = "4")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub org: String,
}

/// One artifact, or a pattern of artifacts where fields are empty.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct ArtifactId {
    /// Its name.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub artifact_key: Option<ArtifactKey>,
    /// Its version.
    #[prost(string, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub version: String,
    /// Its partitions.
    #[prost(message, optional, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub partitions: Option<Partitions>,
    /// Its partition in time; apart from the others, because it has a granularity.
    #[prost(message, optional, tag = "4")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub time_partition: Option<TimePartition>,
}

/// Partitions by name.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct Partitions {
    /// The values that pick a part.
    #[prost(btree_map = "string, message", tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub value: BTreeMap<String, LabelValue>,
}

/// The value of a partition, or where it comes from.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct LabelValue {
    /// The value.
    #[prost(oneof = "LabelValueKind", tags = "1, 2, 3, 4, 5")]
    #[serde(flatten)]
    pub value: Option<LabelValueKind>,
}

/// The alternatives of a [`LabelValue`].
#[derive(Clone, PartialEq, prost::Oneof, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LabelValueKind {
    /// Fixed text.
    #[prost(string, tag = "1")]
    StaticValue(String),
    /// An instant.
    #[prost(message, tag = "2")]
    TimeValue(google::Timestamp),
    /// Taken from the artifact that triggered the launch.
    #[prost(message, tag = "3")]
    TriggeredBinding(ArtifactBindingData),
    /// Taken from an input.
    #[prost(message, tag = "4")]
    InputBinding(InputBindingData),
    /// Told by the task while it runs.
    #[prost(message, tag = "5")]
    RuntimeBinding(RuntimeBinding),
}

/// Takes a partition from the artifact that triggered the launch.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct ArtifactBindingData {
    /// Which partition.
    #[prost(oneof = "PartitionData", tags = "5, 6")]
    #[serde(flatten)]
    pub partition_data: Option<PartitionData>,
    /// How an instant is moved first.
    #[prost(message, optional, tag = "7")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub time_transform: Option<TimeTransform>,
}

/// Which partition an [`ArtifactBindingData`] reads.
#[derive(Clone, PartialEq, prost::Oneof, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PartitionData {
    /// The one of this name.
    #[prost(string, tag = "5")]
    PartitionKey(String),
    /// The one in time (where true).
    #[prost(bool, tag = "6")]
    BindToTimePartition(bool),
}

/// Moves an instant.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct TimeTransform {
    /// By how much: an ISO 8601 duration.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub transform: String,
    /// In which direction.
    #[prost(enumeration = "TimeOperator", tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::enumeration::<TimeOperator, _>")]
    pub op: i32,
}

/// The direction of a [`TimeTransform`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[repr(i32)]
pub enum TimeOperator {
    /// Back.
    Minus = 0,
    /// Ahead.
    Plus = 1,
}

/// Takes a partition from an input.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct InputBindingData {
    /// The name of the input.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub var: String,
}

/// Says that the task tells the partition while it runs.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct RuntimeBinding {}

/// A partition in time.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct TimePartition {
    /// The instant, or where it comes from.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub value: Option<LabelValue>,
    /// How coarse it is.
    #[prost(enumeration = "Granularity", tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::enumeration::<Granularity, _>")]
    pub granularity: i32,
}

/// How coarse a [`TimePartition`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[repr(i32)]
pub enum Granularity {
    /// Not told: a day.
    Unset = 0,
    /// By minute.
    Minute = 1,
    /// By hour.
    Hour = 2,
    /// By day.
    Day = 3,
    /// By month.
    Month = 4,
}

/// A name that moves from one version of an artifact to the next.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct ArtifactTag {
    /// The artifact.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub artifact_key: Option<ArtifactKey>,
    /// The tag.
    #[prost(message, optional, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub value: Option<LabelValue>,
}

/// Picks an artifact when a launch plan is launched.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct ArtifactQuery {
    /// How it picks.
    #[prost(oneof = "ArtifactQueryIdentifier", tags = "1, 2, 3, 4")]
    #[serde(flatten)]
    pub identifier: Option<ArtifactQueryIdentifier>,
}

/// How an [`ArtifactQuery`] picks.
#[derive(Clone, PartialEq, prost::Oneof, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ArtifactQueryIdentifier {
    /// By name, version and partitions.
    #[prost(message, tag = "1")]
    ArtifactId(ArtifactId),
    /// By tag.
    #[prost(message, tag = "2")]
    ArtifactTag(ArtifactTag),
    /// By address.
    #[prost(string, tag = "3")]
    Uri(String),
    /// The one that triggered the launch, or a partition of it.
    #[prost(message, tag = "4")]
    Binding(ArtifactBindingData),
}
