//! JSON values.

use std::sync::Arc;

use base64::Engine;
use serde_json::Value as Json;

use super::{Args, World, optional};
use crate::analysis::builtins::BuiltinOp as Op;
use crate::eval::code::Names;
use crate::eval::failure::{FailureKind, Fallible, Fault};
use crate::eval::machine::access::position;
use crate::eval::number::{short, to_int};
use crate::eval::value::Value;
use crate::eval::{display, notation};

pub fn call(op: Op, args: &mut Args<'_>, world: &World<'_>) -> Option<Fallible<Value>> {
    Some(match op {
        Op::JsonOf => of(args.get(0), world.names).map(value),
        Op::JsonParse => args.text(0).and_then(|text| parse(text)),
        Op::JsonDump => of(args.get(0), world.names).and_then(|json| dump(&json, args)),
        Op::LenJson => json(args).and_then(length),
        Op::KeysJson => object(args).map(|entries| {
            let mut keys: Vec<&String> = entries.keys().collect();
            keys.sort();
            super::texts(keys.into_iter().map(String::as_str))
        }),
        Op::HasJson => args.text(1).and_then(|key| Ok(Value::Bool(object(args)?.contains_key(key.as_str())))),
        Op::GetJson => args.text(1).and_then(|key| Ok(optional(json(args)?.get(key.as_str()).cloned().map(value)))),
        Op::GetJsonAt => args.int(1).and_then(|at| Ok(optional(element(json(args)?, at).cloned().map(value)))),
        Op::JsonAt => args.text(1).and_then(|path| Ok(optional(at(json(args)?, path).cloned().map(value)))),
        Op::AsInt => json(args).and_then(|json| whole(json).map(Value::Int).ok_or_else(|| not(json, "a whole number of 64 bits"))),
        Op::AsFloat => json(args).and_then(|json| json.as_f64().map(Value::Float).ok_or_else(|| not(json, "a number"))),
        Op::AsStr => json(args).and_then(|json| json.as_str().map(Value::str).ok_or_else(|| not(json, "text"))),
        Op::AsBool => json(args).and_then(|json| json.as_bool().map(Value::Bool).ok_or_else(|| not(json, "a truth value"))),
        Op::AsList => json(args).and_then(|json| {
            let elements = json.as_array().ok_or_else(|| not(json, "a list"))?;
            Ok(Value::list(elements.iter().cloned().map(value).collect()))
        }),
        Op::AsMap => object(args).map(|entries| Value::map(entries.iter().map(|(key, json)| (key.as_str(), value(json.clone()))))),
        Op::IsNull => json(args).map(|json| Value::Bool(json.is_null())),
        _ => return None,
    })
}

fn value(json: Json) -> Value {
    Value::Json(Arc::new(json))
}

fn json<'a>(args: &'a Args<'_>) -> Fallible<&'a Json> {
    match args.get(0) {
        Value::Json(json) => Ok(json),
        _ => Err(Fault::invalid("json")),
    }
}

fn object<'a>(args: &'a Args<'_>) -> Fallible<&'a serde_json::Map<String, Json>> {
    let json = json(args)?;
    json.as_object().ok_or_else(|| not(json, "an object"))
}

/// A JSON value that is not what was asked for.
fn not(json: &Json, what: &str) -> Box<Fault> {
    Fault::value(format!("the JSON value is not {what}: `{}`", short(&json.to_string())))
}

fn length(json: &Json) -> Fallible<Value> {
    let length = match json {
        Json::Array(elements) => elements.len(),
        Json::Object(entries) => entries.len(),
        Json::String(text) => text.chars().count(),
        _ => return Err(not(json, "a list, an object or text")),
    };
    Ok(Value::Int(length as i64))
}

/// Whole numbers may have become floats on their way through a platform that knows nothing else.
fn whole(json: &Json) -> Option<i64> {
    json.as_i64().or_else(|| json.as_f64().filter(|float| float.fract() == 0.0).and_then(to_int))
}

fn element(json: &Json, index: i64) -> Option<&Json> {
    let elements = json.as_array()?;
    elements.get(position(index, elements.len()))
}

fn at<'a>(json: &'a Json, path: &str) -> Option<&'a Json> {
    let step = |json: &'a Json, key: &str| match json {
        Json::Object(entries) => entries.get(key),
        Json::Array(_) => element(json, key.parse().ok()?),
        _ => None,
    };
    if path.is_empty() { Some(json) } else { path.split('.').try_fold(json, step) }
}

/// `j[a][b]`
pub fn path(args: &Args<'_>) -> Fallible<Value> {
    let mut at = json(args)?;
    for index in 1..args.len() {
        at = match (args.get(index), at) {
            (Value::Str(key), Json::Object(entries)) => entries.get(key.as_str()).ok_or_else(|| Fault::key(key, "JSON object"))?,
            (Value::Int(position), Json::Array(elements)) => {
                element(at, *position).ok_or_else(|| Fault::index(*position, elements.len(), "JSON list", "element"))?
            }
            (Value::Str(key), _) => {
                return Err(Fault::new(FailureKind::Key, format!("`{key}` is no key of the JSON value `{}`", short(&at.to_string()))));
            }
            (_, _) => return Err(not(at, "a list")),
        };
    }
    Ok(value(at.clone()))
}

fn parse(text: &str) -> Fallible<Value> {
    serde_json::from_str(text).map(value).map_err(|error| Fault::value(format!("the text is no JSON: {error}")))
}

fn dump(json: &Json, args: &Args<'_>) -> Fallible<Value> {
    if !args.has(1) {
        return Ok(Value::str(json.to_string()));
    }
    let width = usize::try_from(args.int(1)?).unwrap_or_default().min(32);
    let indent = " ".repeat(width);
    let mut out = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(indent.as_bytes());
    let mut serializer = serde_json::Serializer::with_formatter(&mut out, formatter);
    let written = serde::Serialize::serialize(json, &mut serializer).map_err(|error| error.to_string());
    let text = written.and_then(|()| String::from_utf8(out).map_err(|error| error.to_string()));
    text.map(Value::str).map_err(|error| Fault::value(format!("the value cannot be written as JSON: {error}")))
}

/// A value as JSON.
fn of(value: &Value, names: &Names) -> Fallible<Json> {
    let list = |values: &[Value]| values.iter().map(|value| of(value, names)).collect::<Fallible<Vec<Json>>>().map(Json::Array);
    Ok(match value {
        Value::None => Json::Null,
        Value::Bool(truth) => Json::Bool(*truth),
        Value::Int(number) => Json::from(*number),
        Value::Float(float) => serde_json::Number::from_f64(*float)
            .map(Json::Number)
            .ok_or_else(|| Fault::value(format!("JSON has no number for `{}`", notation::float(*float))))?,
        Value::Bytes(bytes) => Json::String(base64::engine::general_purpose::STANDARD.encode(bytes.as_slice())),
        Value::List(values) | Value::Tuple(values) => list(values)?,
        Value::Map(map) => {
            let entries = map.iter().map(|(key, value)| Ok((key.to_string(), of(value, names)?)));
            Json::Object(entries.collect::<Fallible<_>>()?)
        }
        Value::Struct(value) => {
            let fields = names.structs.get(value.id.0 as usize).map(|(_, fields)| fields.as_slice()).unwrap_or_default();
            let entries = fields.iter().zip(&value.fields).map(|(name, value)| Ok((name.to_string(), of(value, names)?)));
            Json::Object(entries.collect::<Fallible<_>>()?)
        }
        Value::Json(json) => Json::clone(json),
        Value::Error(error) => Json::String(error.message.clone()),
        Value::Rng(_) => return Err(Fault::value("a generator of random numbers cannot become JSON")),
        other => Json::String(match other {
            Value::Duration(micros) => notation::duration(*micros),
            other => display::text(other, names),
        }),
    })
}
