//! Descriptions for people.
//!
//! Mirrors `flyteidl/admin/description_entity.proto`.

use serde::Serialize;

use crate::flyteidl::{core, json};

/// The markup of a description.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration, Serialize)]
#[repr(i32)]
pub enum DescriptionFormat {
    /// Not told.
    #[serde(rename = "DESCRIPTION_FORMAT_UNKNOWN")]
    Unknown = 0,
    /// Markdown.
    #[serde(rename = "DESCRIPTION_FORMAT_MARKDOWN")]
    Markdown = 1,
    /// HTML.
    #[serde(rename = "DESCRIPTION_FORMAT_HTML")]
    Html = 2,
    /// reStructuredText.
    #[serde(rename = "DESCRIPTION_FORMAT_RST")]
    Rst = 3,
}

/// What people read about a task, workflow or launch plan.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct DescriptionEntity {
    /// The described thing.
    #[prost(message, optional, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub id: Option<core::Identifier>,
    /// One line.
    #[prost(string, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub short_description: String,
    /// All of it.
    #[prost(message, optional, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub long_description: Option<Description>,
    /// Where its source is.
    #[prost(message, optional, tag = "4")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub source_code: Option<SourceCode>,
    /// Words to find it by.
    #[prost(string, repeated, tag = "5")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub tags: Vec<String>,
}

/// A string, or where it is.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct Description {
    /// The text, or where it is.
    #[prost(oneof = "DescriptionContent", tags = "1, 2")]
    #[serde(flatten)]
    pub content: Option<DescriptionContent>,
    /// Its markup.
    #[prost(enumeration = "DescriptionFormat", tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::enumeration::<DescriptionFormat, _>")]
    pub format: i32,
    /// An icon to show beside it.
    #[prost(string, tag = "4")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub icon_link: String,
}

/// The text of a [`Description`], or where it is.
#[derive(Clone, PartialEq, prost::Oneof, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DescriptionContent {
    /// The text.
    #[prost(string, tag = "1")]
    Value(String),
    /// Where it is.
    #[prost(string, tag = "2")]
    Uri(String),
}

/// Where source is.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct SourceCode {
    /// The address.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub link: String,
}
