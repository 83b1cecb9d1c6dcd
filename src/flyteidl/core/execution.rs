//! Phases, errors and service levels of executions.
//!
//! Mirrors `flyteidl/core/execution.proto`.

use serde::Serialize;

use crate::flyteidl::{google, json};

/// The phase of a workflow's execution, as notifications name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[repr(i32)]
pub enum WorkflowExecutionPhase {
    /// Not known yet.
    Undefined = 0,
    /// Accepted, not started.
    Queued = 1,
    /// Nodes are running.
    Running = 2,
    /// Outputs are being gathered.
    Succeeding = 3,
    /// Ended well.
    Succeeded = 4,
    /// A node failed; the failure policy and the failure node are at work.
    Failing = 5,
    /// Ended in an error.
    Failed = 6,
    /// Ended by a person or by Admin.
    Aborted = 7,
    /// Ended by its deadline.
    TimedOut = 8,
    /// Nodes are being ended.
    Aborting = 9,
}

/// Who is to blame for an error; it decides which retry budget pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[repr(i32)]
pub enum ErrorKind {
    /// Not told.
    Unknown = 0,
    /// The task's code.
    User = 1,
    /// The platform, such as a lost node.
    System = 2,
}

/// A named service level, whose meaning the installation configures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[repr(i32)]
pub enum QualityOfServiceTier {
    /// Not told: the default of the installation.
    Undefined = 0,
    /// The least queueing.
    High = 1,
    /// Some queueing.
    Medium = 2,
    /// The most queueing.
    Low = 3,
}

/// How long a workflow may wait in a queue.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct QualityOfService {
    /// The level or the budget.
    #[prost(oneof = "QualityOfServiceDesignation", tags = "1, 2")]
    #[serde(flatten)]
    pub designation: Option<QualityOfServiceDesignation>,
}

/// How a [`QualityOfService`] is told.
#[derive(Clone, PartialEq, prost::Oneof, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum QualityOfServiceDesignation {
    /// A named level.
    #[prost(enumeration = "QualityOfServiceTier", tag = "1")]
    #[serde(serialize_with = "json::enumeration::<QualityOfServiceTier, _>")]
    Tier(i32),
    /// The budget itself.
    #[prost(message, tag = "2")]
    Spec(QualityOfServiceSpec),
}

/// A queueing budget.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct QualityOfServiceSpec {
    /// How long the execution may wait before it starts.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub queueing_budget: Option<google::Duration>,
}
