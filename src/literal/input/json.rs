//! JSON as values, by type.

use std::fmt;
use triomphe::Arc;

use base64::Engine;
use serde_json::Value as Json;

use super::allowed::{allowed, fields};
use super::{InputError, shortened};
use crate::diagnostics::suggest;
use crate::eval::Value;
use crate::eval::value::{Blob, ErrorValue};
use crate::literal::{msgpack, text};
use crate::program::Program;
use crate::program::Type;
use crate::program::ty::{EnumId, StructId};

/// The path to a value; built on the stack, and only written if something is wrong.
pub(super) enum Path<'a> {
    Input(&'a str),
    Index(&'a Path<'a>, usize),
    Key(&'a Path<'a>, &'a str),
    Field(&'a Path<'a>, &'a str),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::Input(name) => f.write_str(name),
            Path::Index(outer, index) => write!(f, "{outer}[{index}]"),
            Path::Key(outer, key) => write!(f, "{outer}[{key:?}]"),
            Path::Field(outer, field) => write!(f, "{outer}.{field}"),
        }
    }
}

/// Reads `json` as a value of type `ty`.
pub(super) fn value(program: &Program, json: &Json, ty: &Type, path: &Path<'_>) -> Result<Value, InputError> {
    let wrong = || {
        let text = json.to_string();
        let allowed = allowed(program, ty, &text);
        InputError::Type { path: path.to_string(), expected: ty.display(program).to_string(), given: shortened(&text), allowed }
    };
    Ok(match (ty, json) {
        (Type::List(element), Json::Array(members)) => {
            let member = |(at, member)| value(program, member, element, &Path::Index(path, at));
            Value::list(members.iter().enumerate().map(member).collect::<Result<_, _>>()?)
        }
        (Type::Map(member), Json::Object(members)) => {
            let mut entries = Vec::with_capacity(members.len());
            for (key, entry) in members {
                entries.push((key.as_str(), value(program, entry, member, &Path::Key(path, key))?));
            }
            Value::map(entries)
        }
        (Type::Struct(id), Json::Object(members)) => struct_value(program, *id, members, path)?,
        (Type::Union(variants), _) => union(program, json, variants, path).unwrap_or_else(|| Err(wrong()))?,
        (Type::Json, Json::Object(_)) => Value::json(json).ok_or_else(wrong)?,
        _ => simple(program, json, ty).ok_or_else(wrong)?,
    })
}

/// Everything without parts of its own type.
fn simple(program: &Program, json: &Json, ty: &Type) -> Option<Value> {
    Some(match (ty, json) {
        (Type::None, Json::Null) => Value::None,
        (Type::Bool, Json::Bool(bool)) => Value::Bool(*bool),
        (Type::Int, Json::Number(number)) => {
            Value::Int(number.as_i64().or_else(|| msgpack::integral(number.as_f64().filter(|_| number.is_f64())?))?)
        }
        (Type::Float, Json::Number(number)) => Value::Float(number.as_f64()?),
        (Type::Float, Json::String(text)) => Value::Float(not_finite(text)?),
        (Type::Str, Json::String(text)) => Value::str(text.as_str()),
        (Type::Datetime, Json::String(text)) => Value::Datetime(text::parse_datetime(text)?),
        (Type::Duration, Json::String(text)) => Value::Duration(text::parse_duration(text)?),
        (Type::Bytes, Json::String(text)) => Value::bytes(base64::engine::general_purpose::STANDARD.decode(text).ok()?),
        (Type::Enum(id), Json::String(text)) => enum_value(program, *id, text)?,
        (Type::File(_), _) => Value::File(Arc::new(blob(json, "path")?)),
        (Type::Dir(_), _) => Value::Dir(Arc::new(blob(json, "path")?)),
        (Type::Table(_), _) => Value::Table(Arc::new(blob(json, "uri")?)),
        (Type::Error, Json::Object(members)) => {
            let text = |name: &str| members.get(name).and_then(Json::as_str).map(str::to_owned);
            Value::Error(Arc::new(ErrorValue { failed_node: text("failed_node")?, message: text("message")? }))
        }
        _ => return None,
    })
}

fn struct_value(program: &Program, id: StructId, members: &serde_json::Map<String, Json>, path: &Path<'_>) -> Result<Value, InputError> {
    let def = program.struct_(id);
    let struct_ = || def.header.name.to_string();
    let unknown = members.keys().find(|key| !def.fields.iter().any(|field| field.name == key.as_str()));
    if let Some(key) = unknown {
        let suggestion = suggest::nearest(key, def.fields.iter().map(|field| field.name.as_str())).map(str::to_owned);
        let fields = fields(program, id);
        return Err(InputError::UnknownField { path: path.to_string(), struct_: struct_(), field: key.clone(), fields, suggestion });
    }
    let mut fields = Vec::with_capacity(def.fields.len());
    for field in &def.fields {
        fields.push(match (members.get(field.name.as_str()), &field.default) {
            (Some(json), _) => value(program, json, &field.ty, &Path::Field(path, &field.name))?,
            (None, Some(default)) => Value::from_const(default),
            (None, None) => {
                return Err(InputError::MissingField {
                    path: path.to_string(),
                    struct_: struct_(),
                    field: field.name.to_string(),
                    expected: field.ty.display(program).to_string(),
                });
            }
        });
    }
    Ok(Value::of_struct(id, fields))
}

/// The variant that accepts the value: an exact one first, of those whose kind fits. `None` if no kind fits; if only one does, its own error
/// is more helpful.
fn union(program: &Program, json: &Json, variants: &[Type], path: &Path<'_>) -> Option<Result<Value, InputError>> {
    let mut candidates: Vec<&Type> = variants.iter().filter(|variant| fits(variant, json)).collect();
    candidates.sort_by_key(|variant| !exact(variant, json));
    let mut mistakes = Vec::new();
    for variant in &candidates {
        match value(program, json, variant, path) {
            Ok(value) => return Some(Ok(value)),
            Err(mistake) => mistakes.push(mistake),
        }
    }
    match mistakes.len() {
        1 if !matches!(json, Json::String(_)) => mistakes.pop().map(Err),
        _ => None,
    }
}

fn fits(variant: &Type, json: &Json) -> bool {
    match json {
        Json::Null => *variant == Type::None,
        Json::Bool(_) => *variant == Type::Bool,
        Json::Number(_) => matches!(variant, Type::Int | Type::Float),
        Json::Array(_) => matches!(variant, Type::List(_)),
        Json::Object(_) => !matches!(variant, Type::None | Type::Bool | Type::Int | Type::Float | Type::Str | Type::List(_)),
        Json::String(_) => {
            !matches!(variant, Type::None | Type::Bool | Type::Int | Type::List(_) | Type::Map(_) | Type::Struct(_) | Type::Json)
        }
    }
}

/// A string is a string before it is anything that is written as one; an integer is an integer before it is a float.
fn exact(variant: &Type, json: &Json) -> bool {
    match json {
        Json::Number(number) => (*variant == Type::Int) == (number.is_i64() || number.is_u64()),
        Json::String(_) => *variant == Type::Str,
        _ => true,
    }
}

/// The variant with this value, or with this name.
pub(super) fn enum_value(program: &Program, id: EnumId, text: &str) -> Option<Value> {
    let variants = &program.enum_(id).variants;
    let at =
        variants.iter().position(|variant| variant.value == text).or_else(|| variants.iter().position(|variant| variant.name == text))?;
    Some(Value::Enum(id, at as u32))
}

/// A float that is not a JSON number.
pub(super) fn not_finite(text: &str) -> Option<f64> {
    match text.to_ascii_lowercase().as_str() {
        "nan" => Some(f64::NAN),
        "inf" | "infinity" | "+inf" => Some(f64::INFINITY),
        "-inf" | "-infinity" => Some(f64::NEG_INFINITY),
        _ => None,
    }
}

/// A path or URL, or an object with one and a format.
fn blob(json: &Json, at: &str) -> Option<Blob> {
    match json {
        Json::String(uri) => Some(Blob { uri: uri.clone(), format: String::new() }),
        Json::Object(members) => {
            let uri = members.get(at)?.as_str()?.to_owned();
            let format = members.get("format").and_then(Json::as_str).unwrap_or_default().to_owned();
            Some(Blob { uri, format })
        }
        _ => None,
    }
}
