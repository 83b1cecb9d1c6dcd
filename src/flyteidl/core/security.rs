//! Who a task runs as and which secrets it sees.
//!
//! Mirrors `flyteidl/core/security.proto`.

use serde::Serialize;

use crate::flyteidl::json;

/// The identity and the secrets of a task or an execution.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct SecurityContext {
    /// The identity.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub run_as: Option<Identity>,
    /// The secrets that are made visible.
    #[prost(message, repeated, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub secrets: Vec<Secret>,
    /// The tokens that are fetched and made visible.
    #[prost(message, repeated, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub tokens: Vec<OAuth2TokenRequest>,
}

/// The identity a pod runs with; the fields may be combined.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct Identity {
    /// A role of the cloud provider.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub iam_role: String,
    /// A Kubernetes service account.
    #[prost(string, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub k8s_service_account: String,
    /// A client of an OAuth2 identity provider.
    #[prost(message, optional, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub oauth2_client: Option<OAuth2Client>,
    /// The subject who launched the execution.
    #[prost(string, tag = "4")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub execution_identity: String,
}

/// A client registered with an OAuth2 identity provider.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct OAuth2Client {
    /// Its public name.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub client_id: String,
    /// Where its secret is kept.
    #[prost(message, optional, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub client_secret: Option<Secret>,
}

/// One secret and how the task sees it.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct Secret {
    /// The group of secrets: the name of the Kubernetes secret.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub group: String,
    /// The version of the group, for stores that keep versions.
    #[prost(string, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub group_version: String,
    /// The entry in the group; empty asks for the whole group.
    #[prost(string, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub key: String,
    /// How the task wants to read it.
    #[prost(enumeration = "MountType", tag = "4")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::enumeration::<MountType, _>")]
    pub mount_requirement: i32,
    /// The name of the environment variable that holds the value or the file's path.
    #[prost(string, tag = "5")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub env_var: String,
}

/// How a secret reaches the container.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[repr(i32)]
pub enum MountType {
    /// The platform chooses.
    Any = 0,
    /// As an environment variable.
    EnvVar = 1,
    /// As a file.
    File = 2,
}

/// A request for a token that is fetched before the task starts.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct OAuth2TokenRequest {
    /// The name the token is kept under.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub name: String,
    /// The grant.
    #[prost(enumeration = "OAuth2TokenRequestType", tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::enumeration::<OAuth2TokenRequestType, _>")]
    pub r#type: i32,
    /// The client that asks.
    #[prost(message, optional, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub client: Option<OAuth2Client>,
    /// Where the identity provider describes itself.
    #[prost(string, tag = "4")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub idp_discovery_endpoint: String,
    /// Where tokens are given out; goes before the discovered one.
    #[prost(string, tag = "5")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub token_endpoint: String,
}

/// The grant of an [`OAuth2TokenRequest`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[repr(i32)]
pub enum OAuth2TokenRequestType {
    /// Client credentials.
    ClientCredentials = 0,
}
