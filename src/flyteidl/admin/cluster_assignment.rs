//! Where executions run.
//!
//! Mirrors `flyteidl/admin/cluster_assignment.proto`.

use serde::Serialize;

use crate::flyteidl::json;

/// The clusters that may run an execution.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct ClusterAssignment {
    /// The pool of clusters.
    #[prost(string, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub cluster_pool_name: String,
}
