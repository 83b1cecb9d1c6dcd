//! Proto JSON: how messages are written for people and for tools that know no protobuf.
//!
//! The messages derive [`Serialize`]; here is what the derives cannot know. The rules are those of the proto3 JSON
//! mapping, with the protocol's own field names: a field at its default is left out, but a message that is present
//! and a member of a oneof that is set are shown; 64-bit integers and bytes are strings; enums are names, or numbers
//! where a newer protocol knows more names; floats that are not finite are strings.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::ser::{Serialize, SerializeSeq, Serializer};
use serde_json::Value;

/// The proto JSON of a message.
///
/// # Errors
///
/// If the message holds something that proto JSON has no form for: an instant outside of the years 1 to 9999, a
/// duration of more than about 10 000 years, either of them with impossible nanoseconds, or a number in a
/// [`Struct`](super::google::Struct) that is not finite.
pub fn to_json<M: Serialize>(message: &M) -> Result<Value, serde_json::Error> {
    serde_json::to_value(message)
}

/// Whether a field is at its default, so that it is left out.
pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Writes the name of an enum's value.
pub(super) fn enumeration<E, S>(value: &i32, serializer: S) -> Result<S::Ok, S::Error>
where
    E: TryFrom<i32> + Serialize,
    S: Serializer,
{
    EnumValue::<E>::from(*value).serialize(serializer)
}

/// Writes the names of an enum's values.
pub(super) fn enumerations<E, S>(values: &[i32], serializer: S) -> Result<S::Ok, S::Error>
where
    E: TryFrom<i32> + Serialize,
    S: Serializer,
{
    let mut names = serializer.serialize_seq(Some(values.len()))?;
    for value in values {
        names.serialize_element(&EnumValue::<E>::from(*value))?;
    }
    names.end()
}

/// A value of an enum as proto JSON shows it.
#[derive(serde::Serialize)]
#[serde(untagged)]
enum EnumValue<E> {
    Known(E),
    Unknown(i32),
}

impl<E: TryFrom<i32>> From<i32> for EnumValue<E> {
    fn from(value: i32) -> Self {
        E::try_from(value).map_or(Self::Unknown(value), Self::Known)
    }
}

/// Writes a 64-bit integer, which JSON readers would round, as a string.
pub(super) fn int64<S: Serializer>(value: &i64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

/// Writes a 64-bit integer, which JSON readers would round, as a string.
pub(super) fn uint64<S: Serializer>(value: &u64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

/// Writes bytes in base64.
pub(super) fn bytes<S: Serializer>(value: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&STANDARD.encode(value))
}

/// Writes a 64-bit float.
pub(super) fn double<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    if value.is_nan() {
        serializer.serialize_str("NaN")
    } else if value.is_infinite() {
        serializer.serialize_str(if *value > 0.0 { "Infinity" } else { "-Infinity" })
    } else {
        serializer.serialize_f64(*value)
    }
}

/// Writes a 32-bit float with the fewest digits that name it: 0.9, not the 0.8999999761581421 it widens to.
pub(super) fn float<S: Serializer>(value: &f32, serializer: S) -> Result<S::Ok, S::Error> {
    // Rust prints floats with the fewest digits, and what it prints can be parsed.
    let shortest = value.to_string().parse().unwrap_or_else(|_| f64::from(*value));
    double(&shortest, serializer)
}

#[cfg(test)]
mod tests {
    use super::to_json;
    use crate::flyteidl::admin::{ConcurrencyPolicy, LaunchPlanMetadata, Notification};
    use crate::flyteidl::core::{
        ArrayNode, Binary, Identifier, Literal, LiteralOffloadedMetadata, LiteralType, LiteralTypeKind, LiteralValue, NodeMetadata,
        Primitive, PrimitiveValue, RetryStrategy, SimpleType, SuccessCriteria, UnionInfo, WorkflowExecutionPhase,
    };
    use crate::flyteidl::google;
    use serde_json::{Value, json};

    fn shown<M: serde::Serialize>(message: &M) -> Value {
        to_json(message).unwrap()
    }

    #[test]
    fn defaults_are_left_out_and_present_messages_shown() {
        let metadata = NodeMetadata { retries: Some(RetryStrategy::default()), ..NodeMetadata::default() };
        assert_eq!(shown(&metadata), json!({"retries": {}}));
    }

    #[test]
    fn set_oneof_members_are_shown_even_at_their_default() {
        let metadata = NodeMetadata { interruptible: Some(false), ..NodeMetadata::default() };
        assert_eq!(shown(&metadata), json!({"interruptible": false}));
        let none = LiteralType { r#type: Some(LiteralTypeKind::Simple(0)), ..LiteralType::default() };
        assert_eq!(shown(&none), json!({"simple": "NONE"}));
        let array = ArrayNode { parallelism: Some(0), success_criteria: Some(SuccessCriteria::MinSuccesses(0)), ..ArrayNode::default() };
        assert_eq!(shown(&array), json!({"parallelism": 0, "min_successes": 0}));
    }

    #[test]
    fn wide_integers_are_strings_and_narrow_ones_numbers() {
        let integer = |n| Primitive { value: Some(PrimitiveValue::Integer(n)) };
        assert_eq!(shown(&integer(i64::MIN)), json!({"integer": "-9223372036854775808"}));
        assert_eq!(shown(&integer(0)), json!({"integer": "0"}));
        let offloaded = LiteralOffloadedMetadata { size_bytes: u64::MAX, ..LiteralOffloadedMetadata::default() };
        let literal = Literal { value: Some(LiteralValue::OffloadedMetadata(Box::new(offloaded))), ..Literal::default() };
        assert_eq!(shown(&literal), json!({"offloaded_metadata": {"size_bytes": "18446744073709551615"}}));
        assert_eq!(shown(&ConcurrencyPolicy { max: -1, behavior: 0 }), json!({"max": -1}));
    }

    #[test]
    fn enums_are_names_and_unknown_ones_numbers() {
        let of = |resource_type| Identifier { resource_type, ..Identifier::default() };
        assert_eq!(shown(&of(3)), json!({"resource_type": "LAUNCH_PLAN"}));
        assert_eq!(shown(&of(77)), json!({"resource_type": 77}));
        assert_eq!(shown(&ConcurrencyPolicy { max: 0, behavior: 1 }), json!({"behavior": "CONCURRENCY_LIMIT_BEHAVIOR_SKIP"}));
        let phases = vec![WorkflowExecutionPhase::TimedOut.into(), 99];
        assert_eq!(shown(&Notification { phases, r#type: None }), json!({"phases": ["TIMED_OUT", 99]}));
    }

    #[test]
    fn bytes_are_base64_of_the_standard_alphabet() {
        let binary = Binary { value: vec![0xfb, 0xff, 0xfe, 0x00], tag: String::new() };
        assert_eq!(shown(&binary), json!({"value": "+//+AA=="}));
    }

    #[test]
    fn floats_keep_their_own_precision() {
        let ratio = |r| ArrayNode { success_criteria: Some(SuccessCriteria::MinSuccessRatio(r)), ..ArrayNode::default() };
        assert_eq!(shown(&ratio(0.9)), json!({"min_success_ratio": 0.9}));
        assert_eq!(shown(&ratio(1.0)), json!({"min_success_ratio": 1.0}));
        let float = |x| Primitive { value: Some(PrimitiveValue::FloatValue(x)) };
        assert_eq!(shown(&float(f64::NAN)), json!({"float_value": "NaN"}));
        assert_eq!(shown(&float(f64::INFINITY)), json!({"float_value": "Infinity"}));
        assert_eq!(shown(&float(f64::NEG_INFINITY)), json!({"float_value": "-Infinity"}));
        assert_eq!(shown(&ratio(f32::NEG_INFINITY)), json!({"min_success_ratio": "-Infinity"}));
    }

    #[test]
    fn the_one_field_in_camel_case_keeps_its_name() {
        let integer = LiteralType { r#type: Some(LiteralTypeKind::Simple(SimpleType::Integer.into())), ..LiteralType::default() };
        assert_eq!(shown(&UnionInfo { target_type: Some(integer) }), json!({"targetType": {"simple": "INTEGER"}}));
    }

    #[test]
    fn an_any_is_shown_with_its_bytes() {
        let any = google::Any { type_url: "example.com/x.Y".to_owned(), value: vec![1] };
        let metadata = LaunchPlanMetadata { launch_conditions: Some(any), ..LaunchPlanMetadata::default() };
        assert_eq!(shown(&metadata), json!({"launch_conditions": {"@type": "example.com/x.Y", "value": "AQ=="}}));
    }
}
