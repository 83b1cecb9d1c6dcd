//! Long-lived environments that tasks may run in.
//!
//! Mirrors `flyteidl/core/execution_envs.proto`.

use serde::Serialize;

use crate::flyteidl::{google, json};

/// Sends nodes of a workflow to an execution environment.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct ExecutionEnvAssignment {
    /// The nodes that are sent there.
    #[prost(string, repeated, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub node_ids: Vec<String>,
    /// The task type that is sent there.
    #[prost(string, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub task_type: String,
    /// The environment.
    #[prost(message, optional, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub execution_env: Option<ExecutionEnv>,
}

/// An environment that lives longer than one task.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct ExecutionEnv {
    /// Its name.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub name: String,
    /// Its type, which the plugin that serves it understands.
    #[prost(string, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub r#type: String,
    /// The running environment, or how to make one.
    #[prost(oneof = "ExecutionEnvironment", tags = "3, 4")]
    #[serde(flatten)]
    pub environment: Option<ExecutionEnvironment>,
    /// Its version.
    #[prost(string, tag = "5")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub version: String,
}

/// Whether an [`ExecutionEnv`] is there or is to be made.
#[derive(Clone, PartialEq, prost::Oneof, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ExecutionEnvironment {
    /// One that runs: how to reach it.
    #[prost(message, tag = "3")]
    Extant(google::Struct),
    /// One to start: how to make it.
    #[prost(message, tag = "4")]
    Spec(google::Struct),
}
