//! JSON values.

use std::borrow::Borrow;

use triomphe::Arc;

use super::{Args, World, optional};
use crate::eval::code::Names;
use crate::eval::failure::{FailureKind, Fallible, Fault};
use crate::eval::json::{self, Json, Object, ObjectBuilder};
use crate::eval::machine::element::position;
use crate::eval::map::Map;
use crate::eval::number::{short, to_int};
use crate::eval::value::Value;
use crate::eval::{display, meter, notation, order};
use crate::program::builtins::JsonOp as Op;

pub(super) fn call(op: Op, args: &mut Args<'_>, world: &World<'_>) -> Fallible<Value> {
    match op {
        Op::JsonOf => of(args.get(0), world.names).map(Value::Json),
        Op::JsonParse => args.text(0).and_then(json::parse).map(Value::Json),
        Op::JsonDump => of(args.get(0), world.names).and_then(|json| dump(&json, args)),
        Op::JsonAt => args.text(1).and_then(|path| Ok(optional(at(json(args)?, path).cloned().map(Value::Json)))),
        Op::AsInt => json(args).and_then(|json| whole(json).map(Value::Int).ok_or_else(|| not(json, "a whole number of 64 bits"))),
        Op::AsFloat => json(args).and_then(|json| json.as_f64().map(Value::Float).ok_or_else(|| not(json, "a number"))),
        Op::AsStr => json(args).and_then(|json| match json {
            Json::Str(text) => Ok(Value::shared_str(text)),
            _ => Err(not(json, "a string")),
        }),
        Op::AsBool => json(args).and_then(|json| match json {
            Json::Bool(truth) => Ok(Value::Bool(*truth)),
            _ => Err(not(json, "a truth value")),
        }),
        Op::AsList => json(args).and_then(|json| {
            let elements = json.as_array().ok_or_else(|| not(json, "a list"))?;
            super::list(elements.iter().cloned().map(Value::Json))
        }),
        Op::AsMap => object(args).and_then(map),
        Op::IsNull => json(args).map(|json| Value::Bool(matches!(json, Json::Null))),
    }
}

/// `j.keys()`
pub(super) fn keys(args: &Args<'_>) -> Fallible<Value> {
    let object = object(args)?;
    meter::room(object.len() * size_of::<usize>() * 3)?;
    let keys = order::sorted_by_text(object.iter().map(|(key, _)| key).collect(), |key| key)?;
    super::list(keys.into_iter().map(Value::shared_str))
}

/// `j.has(key)`
pub(super) fn has(args: &Args<'_>) -> Fallible<Value> {
    args.text(1).and_then(|key| Ok(Value::Bool(object(args)?.get(key).is_some())))
}

/// `j.get(key)`
pub(super) fn get(args: &Args<'_>) -> Fallible<Value> {
    args.text(1).and_then(|key| Ok(optional(member(json(args)?, key).cloned().map(Value::Json))))
}

/// `j.get(index)`
pub(super) fn get_at(args: &Args<'_>) -> Fallible<Value> {
    args.int(1).and_then(|at| Ok(optional(element(json(args)?, at).cloned().map(Value::Json))))
}

fn map(object: &Object) -> Fallible<Value> {
    let mut map = Map::new();
    for (key, json) in object.iter() {
        meter::worked(1)?;
        meter::read(key.len())?;
        map.insert(Arc::clone(key), Value::Json(json.clone()));
        meter::check()?;
    }
    Ok(Value::Map(Arc::new(map)))
}

fn json<'a>(args: &'a Args<'_>) -> Fallible<&'a Json> {
    match args.get(0) {
        Value::Json(json) => Ok(json),
        _ => Err(Fault::invalid("json")),
    }
}

fn object<'a>(args: &'a Args<'_>) -> Fallible<&'a Object> {
    let json = json(args)?;
    json.as_object().ok_or_else(|| not(json, "an object"))
}

/// A JSON value of another kind than requested.
fn not(json: &Json, what: &str) -> Box<Fault> {
    Fault::value(format!("the JSON value is not {what}: `{}`", shown(json)))
}

/// `len(j)`
pub(super) fn length(args: &Args<'_>) -> Fallible<Value> {
    let json = json(args)?;
    let length = match (json, json.as_array()) {
        (_, Some(elements)) => elements.len(),
        (Json::Object(object), _) => object.len(),
        (Json::Str(text), _) => text.scalars(),
        _ => return Err(not(json, "a list, an object or a string")),
    };
    Ok(Value::Int(length as i64))
}

/// Whole numbers may have become floats on their way through a platform that only has floats.
fn whole(json: &Json) -> Option<i64> {
    match json {
        Json::Int(number) => Some(*number),
        Json::Float(float) if float.fract() == 0.0 => to_int(*float),
        _ => None,
    }
}

fn member<'a>(json: &'a Json, key: &str) -> Option<&'a Json> {
    json.as_object()?.get(key)
}

fn element(json: &Json, index: i64) -> Option<&Json> {
    let elements = json.as_array()?;
    elements.get(position(index, elements.len()))
}

fn at<'a>(json: &'a Json, path: &str) -> Option<&'a Json> {
    let step = |json: &'a Json, key: &str| match json {
        Json::Object(object) => object.get(key),
        Json::Array(_) => element(json, key.parse().ok()?),
        _ => None,
    };
    if path.is_empty() { Some(json) } else { path.split('.').try_fold(json, step) }
}

/// `j[a][b]`
pub(super) fn path(args: &Args<'_>) -> Fallible<Value> {
    let mut at = json(args)?;
    for index in 1..args.len() {
        at = match (args.get(index), at) {
            (Value::Short(_) | Value::Str(_), Json::Object(object)) => {
                let key = args.text(index)?;
                meter::read(key.len())?;
                object.get(key).ok_or_else(|| Fault::key(key, "JSON object"))?
            }
            (Value::Int(position), Json::Array(_)) => element(at, *position).ok_or_else(|| {
                let length = at.as_array().map_or(0, <[Json]>::len);
                Fault::index(*position, length, "JSON list", "element")
            })?,
            (Value::Short(_) | Value::Str(_), _) => {
                let key = args.text(index)?;
                return Err(Fault::new(FailureKind::Key, format!("`{}` is not a key of the JSON value `{}`", short(key), shown(at))));
            }
            (_, _) => return Err(not(at, "a list")),
        };
    }
    Ok(Value::Json(at.clone()))
}

/// The beginning of a value's text, for a message.
fn shown(json: &Json) -> String {
    json::start(json).map_or_else(|_| "…".to_owned(), |text| short(&text))
}

fn dump(json: &Json, args: &Args<'_>) -> Fallible<Value> {
    let indent = if args.has(1) { Some(usize::try_from(args.int(1)?).unwrap_or_default().min(32)) } else { None };
    json::write(json, indent).map(Value::str)
}

fn of(value: &Value, names: &Names) -> Fallible<Json> {
    meter::worked(1)?;
    meter::check()?;
    Ok(match value {
        Value::None => Json::Null,
        Value::Bool(truth) => Json::Bool(*truth),
        Value::Int(number) => Json::Int(*number),
        Value::Float(float) if float.is_finite() => Json::Float(*float),
        Value::Float(float) => return Err(Fault::value(format!("JSON has no number for `{}`", notation::float(*float)))),
        Value::Short(text) => Json::str(text.as_str()),
        Value::Str(text) => Json::Str(Arc::clone(text)),
        Value::Bytes(bytes) => Json::str(super::bytes::to_base64(bytes)?),
        Value::List(values) => array(values.iter(), names)?,
        Value::Tuple(values) => array(values.iter(), names)?,
        Value::Map(map) => {
            let mut object = ObjectBuilder::with_room(map.len())?;
            for (key, value) in map.ordered()? {
                object.insert(Arc::clone(key), of(value, names)?);
            }
            object.finish()?
        }
        Value::Struct(value) => {
            let fields = names.structs.get(value.id.0 as usize).map(|(_, fields)| fields.as_slice()).unwrap_or_default();
            let mut object = ObjectBuilder::with_capacity(fields.len());
            for (name, value) in fields.iter().zip(&value.fields) {
                object.insert(Arc::new(name.as_str().into()), of(value, names)?);
            }
            object.finish()?
        }
        Value::Json(json) => json.clone(),
        Value::Error(error) => Json::str(error.message.as_str()),
        Value::Rng(_) => return Err(Fault::value("a generator of random numbers cannot become JSON")),
        Value::Duration(micros) => Json::str(notation::duration(*micros)),
        other => Json::str(display::text(other, names)?),
    })
}

fn array(values: impl ExactSizeIterator<Item: Borrow<Value>>, names: &Names) -> Fallible<Json> {
    meter::room(values.len() * size_of::<Json>())?;
    values.map(|value| of(value.borrow(), names)).collect::<Fallible<_>>().and_then(Json::array)
}
