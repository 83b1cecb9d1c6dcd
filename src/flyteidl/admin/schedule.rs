//! When launch plans launch by themselves.
//!
//! Mirrors `flyteidl/admin/schedule.proto`.

use serde::Serialize;

use crate::flyteidl::json;

/// The unit of a [`FixedRate`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[repr(i32)]
pub enum FixedRateUnit {
    /// Minutes.
    Minute = 0,
    /// Hours.
    Hour = 1,
    /// Days.
    Day = 2,
}

/// Every so often.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct FixedRate {
    /// How many units lie between two launches.
    #[prost(uint32, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub value: u32,
    /// The unit.
    #[prost(enumeration = "FixedRateUnit", tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::enumeration::<FixedRateUnit, _>")]
    pub unit: i32,
}

/// At times that a cron expression names.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct CronSchedule {
    /// Five fields of cron, or an alias such as `@daily`.
    #[prost(string, tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub schedule: String,
    /// An ISO 8601 duration that the scheduled time is moved by.
    #[prost(string, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub offset: String,
}

/// When a launch plan launches by itself.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct Schedule {
    /// The rule.
    #[prost(oneof = "ScheduleExpression", tags = "1, 2, 4")]
    #[serde(flatten)]
    pub schedule_expression: Option<ScheduleExpression>,
    /// The input that gets the scheduled time; empty if none does.
    #[prost(string, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub kickoff_time_input_arg: String,
}

/// The alternatives of a [`Schedule`].
#[derive(Clone, PartialEq, prost::Oneof, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ScheduleExpression {
    /// An AWS cron expression. Deprecated in favour of `cron_schedule`.
    #[prost(string, tag = "1")]
    CronExpression(String),
    /// Every so often.
    #[prost(message, tag = "2")]
    Rate(FixedRate),
    /// At times that a cron expression names.
    #[prost(message, tag = "4")]
    CronSchedule(CronSchedule),
}
