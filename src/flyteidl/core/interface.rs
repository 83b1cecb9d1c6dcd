//! Inputs and outputs of tasks, workflows and launch plans.
//!
//! Mirrors `flyteidl/core/interface.proto`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{ArtifactId, ArtifactQuery, ArtifactTag, Literal, LiteralType};
use crate::flyteidl::json;

/// The inputs and outputs of a task or workflow.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct TypedInterface {
    /// The inputs by name.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub inputs: Option<VariableMap>,
    /// The outputs by name.
    #[prost(message, optional, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub outputs: Option<VariableMap>,
}

/// Variables by name.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct VariableMap {
    /// The variables.
    #[prost(btree_map = "string, message", tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub variables: BTreeMap<String, Variable>,
}

/// One input or output.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct Variable {
    /// Its type.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub r#type: Option<LiteralType>,
    /// What it is for; flytekit repeats the name where nothing is said.
    #[prost(string, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub description: String,
    /// The artifact that the output creates, as far as it is known before the run.
    #[prost(message, optional, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub artifact_partial_id: Option<ArtifactId>,
    /// The tag that the artifact gets.
    #[prost(message, optional, tag = "4")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub artifact_tag: Option<ArtifactTag>,
}

/// The inputs of a launch plan by name.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct ParameterMap {
    /// The inputs.
    #[prost(btree_map = "string, message", tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub parameters: BTreeMap<String, Parameter>,
}

/// An input of a launch plan: a variable and what happens if it is left out.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct Parameter {
    /// The variable.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub var: Option<Variable>,
    /// What happens if it is left out.
    #[prost(oneof = "ParameterBehavior", tags = "2, 3, 4, 5")]
    #[serde(flatten)]
    pub behavior: Option<ParameterBehavior>,
}

/// What happens if a [`Parameter`] is left out.
#[derive(Clone, PartialEq, prost::Oneof, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ParameterBehavior {
    /// This value is used.
    #[prost(message, tag = "2")]
    Default(Box<Literal>),
    /// The caller must give it (where true).
    #[prost(bool, tag = "3")]
    Required(bool),
    /// The newest artifact that matches is used.
    #[prost(message, tag = "4")]
    ArtifactQuery(ArtifactQuery),
    /// This artifact is used.
    #[prost(message, tag = "5")]
    ArtifactId(ArtifactId),
}
