//! Conditions of branch nodes.
//!
//! Mirrors `flyteidl/core/condition.proto`.

use serde::Serialize;

use super::{Primitive, Scalar};
use crate::flyteidl::json;

/// A condition.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct BooleanExpression {
    /// The condition.
    #[prost(oneof = "BooleanExpressionKind", tags = "1, 2")]
    #[serde(flatten)]
    pub expr: Option<BooleanExpressionKind>,
}

/// The alternatives of a [`BooleanExpression`].
#[derive(Clone, PartialEq, prost::Oneof, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BooleanExpressionKind {
    /// Two conditions joined by `and` or `or`.
    #[prost(message, tag = "1")]
    Conjunction(Box<ConjunctionExpression>),
    /// A comparison.
    #[prost(message, tag = "2")]
    Comparison(Box<ComparisonExpression>),
}

/// Two conditions joined by `and` or `or`.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct ConjunctionExpression {
    /// What joins them.
    #[prost(enumeration = "LogicalOperator", tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::enumeration::<LogicalOperator, _>")]
    pub operator: i32,
    /// The left one.
    #[prost(message, optional, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub left_expression: Option<BooleanExpression>,
    /// The right one.
    #[prost(message, optional, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub right_expression: Option<BooleanExpression>,
}

/// What joins two conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[repr(i32)]
pub enum LogicalOperator {
    /// Both hold.
    And = 0,
    /// One holds.
    Or = 1,
}

/// Compares two operands.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct ComparisonExpression {
    /// The comparison.
    #[prost(enumeration = "ComparisonOperator", tag = "1")]
    #[serde(skip_serializing_if = "json::is_default")]
    #[serde(serialize_with = "json::enumeration::<ComparisonOperator, _>")]
    pub operator: i32,
    /// The left operand.
    #[prost(message, optional, tag = "2")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub left_value: Option<Operand>,
    /// The right operand.
    #[prost(message, optional, tag = "3")]
    #[serde(skip_serializing_if = "json::is_default")]
    pub right_value: Option<Operand>,
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[repr(i32)]
pub enum ComparisonOperator {
    /// Equal.
    Eq = 0,
    /// Not equal.
    Neq = 1,
    /// Greater than.
    Gt = 2,
    /// Greater than or equal.
    Gte = 3,
    /// Less than.
    Lt = 4,
    /// Less than or equal.
    Lte = 5,
}

/// One side of a comparison.
#[derive(Clone, PartialEq, prost::Message, Serialize)]
pub struct Operand {
    /// The operand.
    #[prost(oneof = "OperandValue", tags = "1, 2, 3")]
    #[serde(flatten)]
    pub val: Option<OperandValue>,
}

/// The alternatives of an [`Operand`].
#[derive(Clone, PartialEq, prost::Oneof, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OperandValue {
    /// A constant. Marked as deprecated, yet the only kind of constant that the backend's compiler
    /// accepts.
    #[prost(message, tag = "1")]
    Primitive(Primitive),
    /// An input of the branch node, by name.
    #[prost(string, tag = "2")]
    Var(String),
    /// A constant; the backend's compiler refuses it.
    #[prost(message, tag = "3")]
    Scalar(Scalar),
}
