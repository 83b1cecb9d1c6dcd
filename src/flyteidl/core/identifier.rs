//! Names of registered things.
//!
//! Mirrors `flyteidl/core/identifier.proto`.

use serde::Serialize;

use crate::flyteidl::json;

/// What kind of thing an [`Identifier`] names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[repr(i32)]
pub enum ResourceType {
    /// Not told; Flyte refuses it where an entity is registered.
    Unspecified = 0,
    /// A task.
    Task = 1,
    /// A workflow.
    Workflow = 2,
    /// A launch plan.
    LaunchPlan = 3,
    /// A data set of the catalog, which abstracts from the entity that writes it.
    Dataset = 4,
}

/// The full name of a task, workflow or launch plan: unique in a Flyte installation.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Message, Serialize)]
pub struct Identifier {
    /// The kind of the thing.
    #[prost(enumeration = "ResourceType", tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::enumeration::<ResourceType, _>")]
    pub resource_type: i32,
    /// The project it lives in; empty where registration fills it in.
    #[prost(string, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub project: String,
    /// The domain, such as `development`; empty where registration fills it in.
    #[prost(string, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub domain: String,
    /// The name, such as `module.function`.
    #[prost(string, tag = "4")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub name: String,
    /// The version; empty where registration fills it in.
    #[prost(string, tag = "5")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub version: String,
    /// The organisation; open-source Flyte leaves it empty.
    #[prost(string, tag = "6")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub org: String,
}
