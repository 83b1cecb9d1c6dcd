//! Launch plans: a workflow with inputs, a schedule and settings.
//!
//! Mirrors `flyteidl/admin/launch_plan.proto`.

use serde::Serialize;

use super::{Annotations, AuthRole, ClusterAssignment, Envs, Labels, Notification, RawOutputDataConfig, Schedule};
use crate::flyteidl::{core, google, json};

/// A launch plan, as it is registered.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct LaunchPlan {
    /// Its name.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub id: Option<core::Identifier>,
    /// What it launches and how.
    #[prost(message, optional, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub spec: Option<LaunchPlanSpec>,
    /// What Admin knows of it; empty in what is registered.
    #[prost(message, optional, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub closure: Option<LaunchPlanClosure>,
}

/// What a launch plan launches and how.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct LaunchPlanSpec {
    /// The workflow.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub workflow_id: Option<core::Identifier>,
    /// Schedule and notifications.
    #[prost(message, optional, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub entity_metadata: Option<LaunchPlanMetadata>,
    /// The inputs that a caller may or must give.
    #[prost(message, optional, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub default_inputs: Option<core::ParameterMap>,
    /// The inputs that a caller cannot change.
    #[prost(message, optional, tag = "4")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub fixed_inputs: Option<core::LiteralMap>,
    /// A role of the cloud provider. Deprecated in favour of `security_context`.
    #[prost(string, tag = "5")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub role: String,
    /// Kubernetes labels of its executions.
    #[prost(message, optional, tag = "6")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub labels: Option<Labels>,
    /// Kubernetes annotations of its executions.
    #[prost(message, optional, tag = "7")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub annotations: Option<Annotations>,
    /// The identity. Deprecated in favour of `security_context`.
    #[prost(message, optional, tag = "8")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub auth: Option<Auth>,
    /// The identity. Deprecated in favour of `security_context`.
    #[prost(message, optional, tag = "9")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub auth_role: Option<AuthRole>,
    /// Identity and secrets.
    #[prost(message, optional, tag = "10")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub security_context: Option<core::SecurityContext>,
    /// How long an execution may wait.
    #[prost(message, optional, tag = "16")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub quality_of_service: Option<core::QualityOfService>,
    /// Where large outputs are kept.
    #[prost(message, optional, tag = "17")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub raw_output_data_config: Option<RawOutputDataConfig>,
    /// How many nodes run at a time; 0 leaves it to the platform.
    #[prost(int32, tag = "18")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub max_parallelism: i32,
    /// Whether nodes may run on machines that can be preempted; absent leaves it to the workflow.
    #[prost(message, optional, tag = "19")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub interruptible: Option<google::BoolValue>,
    /// Whether cached results are computed again and replaced.
    #[prost(bool, tag = "20")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub overwrite_cache: bool,
    /// Environment variables of its tasks.
    #[prost(message, optional, tag = "21")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub envs: Option<Envs>,
    /// Execution environments of its nodes.
    #[prost(message, repeated, tag = "22")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub execution_env_assignments: Vec<core::ExecutionEnvAssignment>,
    /// The clusters that may run it.
    #[prost(message, optional, tag = "23")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub cluster_assignment: Option<ClusterAssignment>,
    /// How many of its executions may run at a time.
    #[prost(message, optional, tag = "24")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub concurrency_policy: Option<ConcurrencyPolicy>,
}

/// When a launch plan launches by itself and who is told.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct LaunchPlanMetadata {
    /// The schedule.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub schedule: Option<Schedule>,
    /// The notifications.
    #[prost(message, repeated, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub notifications: Vec<Notification>,
    /// Further conditions, which open-source Flyte does not read.
    #[prost(message, optional, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub launch_conditions: Option<google::Any>,
}

/// The identity of a launch plan. Deprecated in favour of a security context.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct Auth {
    /// A role of the cloud provider.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub assumable_iam_role: String,
    /// A Kubernetes service account.
    #[prost(string, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub kubernetes_service_account: String,
}

/// How many executions of a launch plan may run at a time.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct ConcurrencyPolicy {
    /// The number.
    #[prost(int32, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub max: i32,
    /// What happens to one too many.
    #[prost(enumeration = "ConcurrencyLimitBehavior", tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::enumeration::<ConcurrencyLimitBehavior, _>")]
    pub behavior: i32,
}

/// What happens to an execution beyond the limit of a [`ConcurrencyPolicy`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration, Serialize)]
#[repr(i32)]
pub enum ConcurrencyLimitBehavior {
    /// Not told.
    #[serde(rename = "CONCURRENCY_LIMIT_BEHAVIOR_UNSPECIFIED")]
    Unspecified = 0,
    /// It is not made.
    #[serde(rename = "CONCURRENCY_LIMIT_BEHAVIOR_SKIP")]
    Skip = 1,
}

/// Whether the schedule of a launch plan is at work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[repr(i32)]
pub enum LaunchPlanState {
    /// It is not.
    Inactive = 0,
    /// It is.
    Active = 1,
}

/// What Admin knows of a launch plan.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct LaunchPlanClosure {
    /// Whether its schedule is at work.
    #[prost(enumeration = "LaunchPlanState", tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::enumeration::<LaunchPlanState, _>")]
    pub state: i32,
    /// The inputs it expects.
    #[prost(message, optional, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub expected_inputs: Option<core::ParameterMap>,
    /// The outputs it gives.
    #[prost(message, optional, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub expected_outputs: Option<core::VariableMap>,
    /// When it was registered.
    #[prost(message, optional, tag = "4")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub created_at: Option<google::Timestamp>,
    /// When its state changed last.
    #[prost(message, optional, tag = "5")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub updated_at: Option<google::Timestamp>,
}
