//! The messages of `google.protobuf` that Flyte's are built of.
//!
//! Proto JSON has a form of its own for each of them, which their [`Serialize`] implementations write.

use std::collections::BTreeMap;
use std::fmt;

use serde::ser::{Error, Serialize, Serializer};

use super::json;

/// A span of time, with a sign.
#[derive(Clone, Copy, PartialEq, Eq, Hash, prost::Message)]
pub struct Duration {
    /// Whole seconds.
    #[prost(int64, tag = "1")]
    pub seconds: i64,
    /// Nanoseconds beyond them, of the same sign.
    #[prost(int32, tag = "2")]
    pub nanos: i32,
}

/// An instant, counted from the start of 1970 in UTC without leap seconds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, prost::Message)]
pub struct Timestamp {
    /// Whole seconds; negative before 1970.
    #[prost(int64, tag = "1")]
    pub seconds: i64,
    /// Nanoseconds that are counted forward from them.
    #[prost(int32, tag = "2")]
    pub nanos: i32,
}

/// A truth value that can be absent.
#[derive(Clone, Copy, PartialEq, Eq, Hash, prost::Message, serde::Serialize)]
#[serde(transparent)]
pub struct BoolValue {
    /// The value.
    #[prost(bool, tag = "1")]
    pub value: bool,
}

/// A JSON object.
#[derive(Clone, PartialEq, prost::Message, serde::Serialize)]
#[serde(transparent)]
pub struct Struct {
    /// Its members.
    #[prost(btree_map = "string, message", tag = "1")]
    pub fields: BTreeMap<String, Value>,
}

/// A JSON value.
#[derive(Clone, PartialEq, prost::Message)]
pub struct Value {
    /// The value; absent is an error of the writer, which is read as null.
    #[prost(oneof = "ValueKind", tags = "1, 2, 3, 4, 5, 6")]
    pub kind: Option<ValueKind>,
}

/// The alternatives of a [`Value`].
#[derive(Clone, PartialEq, prost::Oneof)]
pub enum ValueKind {
    /// Null.
    #[prost(enumeration = "NullValue", tag = "1")]
    NullValue(i32),
    /// A number; a 64-bit float even where JSON has an integer.
    #[prost(double, tag = "2")]
    NumberValue(f64),
    /// A string.
    #[prost(string, tag = "3")]
    StringValue(String),
    /// `true` or `false`.
    #[prost(bool, tag = "4")]
    BoolValue(bool),
    /// An object.
    #[prost(message, tag = "5")]
    StructValue(Struct),
    /// An array.
    #[prost(message, tag = "6")]
    ListValue(ListValue),
}

/// JSON's null.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration)]
#[repr(i32)]
pub enum NullValue {
    /// Null.
    NullValue = 0,
}

/// A JSON array.
#[derive(Clone, PartialEq, prost::Message, serde::Serialize)]
#[serde(transparent)]
pub struct ListValue {
    /// Its elements.
    #[prost(message, repeated, tag = "1")]
    pub values: Vec<Value>,
}

/// A message of any type.
///
/// Its JSON shows the bytes: to show the fields instead, one would have to know every type.
#[derive(Clone, PartialEq, Eq, Hash, prost::Message, serde::Serialize)]
pub struct Any {
    /// The type: what follows the last `/` is its full name.
    #[prost(string, tag = "1")]
    #[serde(rename = "@type")]
    pub type_url: String,
    /// The encoded message.
    #[prost(bytes = "vec", tag = "2")]
    #[serde(skip_serializing_if = "json::is_default", serialize_with = "json::bytes")]
    pub value: Vec<u8>,
}

const NANOS_PER_SECOND: i32 = 1_000_000_000;

/// The largest duration of proto JSON, in seconds: 10 000 years of 365.25 days.
const MAX_DURATION: u64 = 315_576_000_000;

const SECONDS_PER_DAY: i64 = 86_400;

/// The first second of the year 1 and the last one of the year 9999.
const TIMESTAMPS: std::ops::RangeInclusive<i64> = -62_135_596_800..=253_402_300_799;

impl Serialize for Duration {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mixed = self.seconds.signum() * i64::from(self.nanos.signum()) < 0;
        let nanos = self.nanos.unsigned_abs();
        if mixed || self.seconds.unsigned_abs() > MAX_DURATION || nanos >= NANOS_PER_SECOND.unsigned_abs() {
            return Err(S::Error::custom("a duration is out of range"));
        }
        let sign = if self.seconds < 0 || self.nanos < 0 { "-" } else { "" };
        serializer.collect_str(&format_args!("{sign}{}{}s", self.seconds.unsigned_abs(), Fraction(nanos)))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let out_of_range = || S::Error::custom("a timestamp is out of range");
        if !TIMESTAMPS.contains(&self.seconds) || !(0..NANOS_PER_SECOND).contains(&self.nanos) {
            return Err(out_of_range());
        }
        // jiff's own instants end some hours before the year 9999 does; its dates do not.
        let days = jiff::Span::new().try_days(self.seconds.div_euclid(SECONDS_PER_DAY)).map_err(S::Error::custom)?;
        let date = jiff::civil::Date::constant(1970, 1, 1).checked_add(days).map_err(S::Error::custom)?;
        let second = self.seconds.rem_euclid(SECONDS_PER_DAY);
        serializer.collect_str(&format_args!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}Z",
            date.year(),
            date.month(),
            date.day(),
            second / 3600,
            second / 60 % 60,
            second % 60,
            Fraction(self.nanos.unsigned_abs()),
        ))
    }
}

/// The part of a second after the point, with none, 3, 6 or 9 digits.
struct Fraction(u32);

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 => Ok(()),
            n if n % 1_000_000 == 0 => write!(f, ".{:03}", n / 1_000_000),
            n if n % 1_000 == 0 => write!(f, ".{:06}", n / 1_000),
            n => write!(f, ".{n:09}"),
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.kind {
            None | Some(ValueKind::NullValue(_)) => serializer.serialize_unit(),
            Some(ValueKind::NumberValue(number)) if number.is_finite() => serializer.serialize_f64(*number),
            Some(ValueKind::NumberValue(_)) => Err(S::Error::custom("a number that is not finite has no JSON")),
            Some(ValueKind::StringValue(text)) => serializer.serialize_str(text),
            Some(ValueKind::BoolValue(value)) => serializer.serialize_bool(*value),
            Some(ValueKind::StructValue(object)) => object.serialize(serializer),
            Some(ValueKind::ListValue(array)) => array.serialize(serializer),
        }
    }
}

impl From<serde_json::Value> for Value {
    fn from(value: serde_json::Value) -> Self {
        use serde_json::Value as Json;
        let kind = match value {
            Json::Null => ValueKind::NullValue(NullValue::NullValue.into()),
            Json::Bool(value) => ValueKind::BoolValue(value),
            // Only a build of serde_json with arbitrary precision has numbers that are not floats.
            Json::Number(number) => ValueKind::NumberValue(number.as_f64().unwrap_or(f64::NAN)),
            Json::String(text) => ValueKind::StringValue(text),
            Json::Array(values) => ValueKind::ListValue(ListValue { values: values.into_iter().map(Self::from).collect() }),
            Json::Object(members) => ValueKind::StructValue(members.into()),
        };
        Self { kind: Some(kind) }
    }
}

impl From<serde_json::Map<String, serde_json::Value>> for Struct {
    fn from(members: serde_json::Map<String, serde_json::Value>) -> Self {
        Self { fields: members.into_iter().map(|(name, value)| (name, value.into())).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::{BoolValue, Duration, Struct, Timestamp, Value, ValueKind};
    use crate::flyteidl::json::to_json;
    use serde_json::json;

    fn duration(seconds: i64, nanos: i32) -> Option<String> {
        to_json(&Duration { seconds, nanos }).ok().map(|json| json.as_str().unwrap().to_owned())
    }

    fn timestamp(seconds: i64, nanos: i32) -> Option<String> {
        to_json(&Timestamp { seconds, nanos }).ok().map(|json| json.as_str().unwrap().to_owned())
    }

    #[test]
    fn durations_are_seconds_with_a_sign_and_a_fraction() {
        let shown = |seconds, nanos| duration(seconds, nanos).unwrap();
        assert_eq!(shown(0, 0), "0s");
        assert_eq!(shown(300, 0), "300s");
        assert_eq!(shown(-1, -500_000_000), "-1.500s");
        assert_eq!(shown(0, -1), "-0.000000001s");
        assert_eq!(shown(3600, 5_000_000), "3600.005s");
        assert_eq!(shown(1, 250), "1.000000250s");
        assert_eq!(shown(1, 250_000), "1.000250s");
        assert_eq!(shown(315_576_000_000, 0), "315576000000s");
    }

    #[test]
    fn durations_that_proto_json_lacks_are_errors() {
        for (seconds, nanos) in [(1, -1), (-1, 1), (0, 1_000_000_000), (0, i32::MIN), (315_576_000_001, 0), (i64::MIN, 0)] {
            assert_eq!(duration(seconds, nanos), None, "{seconds} {nanos}");
        }
    }

    #[test]
    fn timestamps_are_rfc_3339_in_utc() {
        let shown = |seconds, nanos| timestamp(seconds, nanos).unwrap();
        assert_eq!(shown(0, 0), "1970-01-01T00:00:00Z");
        assert_eq!(shown(-1, 999_000_000), "1969-12-31T23:59:59.999Z");
        assert_eq!(shown(951_782_400, 0), "2000-02-29T00:00:00Z");
        assert_eq!(shown(-62_135_596_800, 0), "0001-01-01T00:00:00Z");
        assert_eq!(shown(253_402_300_799, 999_999_999), "9999-12-31T23:59:59.999999999Z");
    }

    #[test]
    fn timestamps_that_proto_json_lacks_are_errors() {
        for (seconds, nanos) in [(-62_135_596_801, 0), (253_402_300_800, 0), (0, -1), (0, 1_000_000_000), (i64::MAX, 0), (i64::MIN, 0)] {
            assert_eq!(timestamp(seconds, nanos), None, "{seconds} {nanos}");
        }
    }

    #[test]
    fn json_goes_into_a_struct_and_back_with_floats_for_numbers() {
        let document = json!({"b": [1.5, "x", null, true, {}], "a": {"n": -3.0}});
        let serde_json::Value::Object(members) = document.clone() else { unreachable!() };
        assert_eq!(to_json(&Struct::from(members)).unwrap(), document);
        assert_eq!(to_json(&Value::from(json!(7))).unwrap(), json!(7.0));
    }

    #[test]
    fn values_without_json_are_errors_and_absent_ones_null() {
        let number = |x| Value { kind: Some(ValueKind::NumberValue(x)) };
        assert!(to_json(&number(f64::NAN)).is_err());
        assert!(to_json(&number(f64::INFINITY)).is_err());
        assert_eq!(to_json(&Value::default()).unwrap(), json!(null));
    }

    #[test]
    fn wrappers_are_bare_values() {
        assert_eq!(to_json(&BoolValue { value: false }).unwrap(), json!(false));
    }
}
