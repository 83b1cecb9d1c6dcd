//! The error that a task attempt writes to `error.pb`.
//!
//! Mirrors `flyteidl/core/errors.proto`.

use serde::Serialize;

use super::ErrorKind;
use crate::flyteidl::{google, json};

/// The content of `error.pb`.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct ErrorDocument {
    /// What went wrong.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub error: Option<ContainerError>,
}

/// The error of one container.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct ContainerError {
    /// A short code that groups errors, such as `USER:ValueError`.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub code: String,
    /// What a person reads.
    #[prost(string, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub message: String,
    /// Whether a retry may help.
    #[prost(enumeration = "ContainerErrorKind", tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::enumeration::<ContainerErrorKind, _>")]
    pub kind: i32,
    /// Who is to blame.
    #[prost(enumeration = "ErrorKind", tag = "4")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::enumeration::<ErrorKind, _>")]
    pub origin: i32,
    /// When it happened; among the workers of a distributed task, the earliest error counts.
    #[prost(message, optional, tag = "5")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub timestamp: Option<google::Timestamp>,
    /// The worker of a distributed task that failed.
    #[prost(string, tag = "6")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub worker: String,
}

/// Whether another attempt may help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[repr(i32)]
pub enum ContainerErrorKind {
    /// No: the task fails at once.
    NonRecoverable = 0,
    /// Yes: the retries of the task are used.
    Recoverable = 1,
}
