//! Tasks, as they are registered.
//!
//! Mirrors `flyteidl/admin/task.proto`.

use serde::Serialize;

use super::DescriptionEntity;
use crate::flyteidl::{core, json};

/// A task, as it is registered.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct TaskSpec {
    /// The task.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub template: Option<core::TaskTemplate>,
    /// What people read about it.
    #[prost(message, optional, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub description: Option<DescriptionEntity>,
}
