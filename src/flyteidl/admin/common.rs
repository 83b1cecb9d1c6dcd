//! Parts that several of Admin's messages share.
//!
//! Mirrors `flyteidl/admin/common.proto`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::flyteidl::{core, json};

/// A message that is sent when an execution reaches a phase.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct Notification {
    /// The phases.
    #[prost(enumeration = "core::WorkflowExecutionPhase", repeated, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::enumerations::<core::WorkflowExecutionPhase, _>")]
    pub phases: Vec<i32>,
    /// How it is sent.
    #[prost(oneof = "NotificationKind", tags = "2, 3, 4")]
    #[serde(flatten)]
    pub r#type: Option<NotificationKind>,
}

/// How a [`Notification`] is sent.
#[derive(Clone, PartialEq, prost::Oneof, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NotificationKind {
    /// By mail.
    #[prost(message, tag = "2")]
    Email(EmailNotification),
    /// Through PagerDuty.
    #[prost(message, tag = "3")]
    PagerDuty(PagerDutyNotification),
    /// Through Slack.
    #[prost(message, tag = "4")]
    Slack(SlackNotification),
}

/// A notification by mail.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct EmailNotification {
    /// Who gets it.
    #[prost(string, repeated, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub recipients_email: Vec<String>,
    /// The template of its text.
    #[prost(string, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub template: String,
}

/// A notification through PagerDuty, sent as mail.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct PagerDutyNotification {
    /// The addresses of the services.
    #[prost(string, repeated, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub recipients_email: Vec<String>,
    /// The template of its text.
    #[prost(string, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub template: String,
}

/// A notification through Slack, sent as mail.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct SlackNotification {
    /// The addresses of the channels.
    #[prost(string, repeated, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub recipients_email: Vec<String>,
    /// The template of its text.
    #[prost(string, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub template: String,
}

/// Kubernetes labels that executions get.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct Labels {
    /// The labels.
    #[prost(btree_map = "string, string", tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub values: BTreeMap<String, String>,
}

/// Kubernetes annotations that executions get.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct Annotations {
    /// The annotations.
    #[prost(btree_map = "string, string", tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub values: BTreeMap<String, String>,
}

/// The identity of an execution. Deprecated in favour of a security context.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct AuthRole {
    /// A role of the cloud provider.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub assumable_iam_role: String,
    /// A Kubernetes service account.
    #[prost(string, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub kubernetes_service_account: String,
}

/// Where large outputs are kept.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct RawOutputDataConfig {
    /// The prefix, such as `s3://bucket/folder`.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub output_location_prefix: String,
}

/// Environment variables of an execution.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct Envs {
    /// The variables, in order.
    #[prost(message, repeated, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub values: Vec<core::KeyValuePair>,
}
