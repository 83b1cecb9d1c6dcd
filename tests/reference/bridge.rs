//! Values of the machine as values of this evaluator, and back: the inputs go one way and the outputs the other.

use std::collections::BTreeMap;

use flightplan::internals::program::ty::{EnumId, StructId};
use flightplan::run::Value;

use super::value::{Json, Val};

/// The machine's value.
pub(crate) fn to_machine(value: &Val) -> Value {
    let all = |members: &[Val]| members.iter().map(to_machine).collect();
    match value {
        Val::None | Val::Address(_) | Val::Rng(_) => Value::None,
        Val::Bool(value) => Value::Bool(*value),
        Val::Int(value) => Value::Int(*value),
        Val::Float(value) => Value::Float(*value),
        Val::Str(text) => Value::str(text.as_str()),
        Val::Datetime(micros) => Value::Datetime(*micros),
        Val::Duration(micros) => Value::Duration(*micros),
        Val::Bytes(bytes) => Value::bytes(bytes.clone()),
        Val::List(elements) => Value::list(all(elements)),
        Val::Tuple(members) => Value::tuple(all(members)),
        Val::Map(entries) => Value::map(entries.iter().map(|(key, value)| (key.as_str(), to_machine(value)))),
        Val::Struct(id, fields) => Value::of_struct(StructId(*id), all(fields)),
        Val::Enum(id, variant) => Value::Enum(EnumId(*id), *variant),
        Val::Json(json) => Value::json(&json.tree()).unwrap_or(Value::None),
    }
}

/// What the machine's value is.
pub(crate) fn from_machine(value: &Value) -> Val {
    match value {
        Value::None => Val::None,
        Value::Bool(value) => Val::Bool(*value),
        Value::Int(value) => Val::Int(*value),
        Value::Float(value) => Val::Float(*value),
        Value::Datetime(micros) => Val::Datetime(*micros),
        Value::Duration(micros) => Val::Duration(*micros),
        Value::Short(_) | Value::Str(_) => Val::Str(value.text().map(|text| text.to_string()).unwrap_or_default()),
        Value::Bytes(bytes) => Val::Bytes(bytes.to_vec()),
        Value::List(elements) => Val::List(elements.iter().map(|element| from_machine(&element)).collect()),
        Value::Tuple(members) => Val::Tuple(members.iter().map(from_machine).collect()),
        Value::Map(entries) => {
            let entries: BTreeMap<String, Val> = entries.unordered().map(|(key, value)| (key.to_string(), from_machine(value))).collect();
            Val::Map(entries)
        }
        Value::Struct(value) => Val::Struct(value.id.0, value.fields.iter().map(from_machine).collect()),
        Value::Enum(id, variant) => Val::Enum(id.0, *variant),
        Value::File(blob) | Value::Dir(blob) | Value::Table(blob) => Val::Address(blob.uri.clone()),
        Value::Json(json) => Val::Json(Json::of(&json.to_tree())),
        Value::Error(error) => Val::Str(error.message.clone()),
        Value::Rng(rng) => Val::Rng(rng.state),
    }
}
