//! Workflows, as they are registered.
//!
//! Mirrors `flyteidl/admin/workflow.proto`.

use serde::Serialize;

use super::DescriptionEntity;
use crate::flyteidl::{core, json};

/// A workflow, as it is registered.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct WorkflowSpec {
    /// The workflow.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub template: Option<core::WorkflowTemplate>,
    /// Every workflow that it runs as a part of itself, at any depth.
    #[prost(message, repeated, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub sub_workflows: Vec<core::WorkflowTemplate>,
    /// What people read about it.
    #[prost(message, optional, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub description: Option<DescriptionEntity>,
}
