//! Map tasks of the older kind, which run as one task of type `container_array`.
//!
//! Mirrors `flyteidl/plugins/array_job.proto`.

use serde::Serialize;

use crate::flyteidl::json;

/// What [`TaskTemplate::custom`](crate::flyteidl::core::TaskTemplate::custom) holds for a
/// `container_array` task.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct ArrayJob {
    /// How many elements run at a time; 0 means no limit.
    #[prost(int64, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::int64")]
    pub parallelism: i64,
    /// The number of elements; layout version 1 reads it from the inputs.
    #[prost(int64, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::int64")]
    pub size: i64,
    /// How many elements must succeed.
    #[prost(oneof = "ArrayJobSuccessCriteria", tags = "3, 4")]
    #[serde(flatten)]
    pub success_criteria: Option<ArrayJobSuccessCriteria>,
}

/// How many elements must succeed for an [`ArrayJob`] to succeed. Absent means that none has to.
#[derive(Clone, PartialEq, prost::Oneof, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ArrayJobSuccessCriteria {
    /// This many; layout version 1 ignores it.
    #[prost(int64, tag = "3")]
    #[serde(serialize_with = "json::int64")]
    MinSuccesses(i64),
    /// This part. The backend uses the ceiling of this 32-bit float times the number of elements.
    #[prost(float, tag = "4")]
    #[serde(serialize_with = "json::float")]
    MinSuccessRatio(f32),
}
