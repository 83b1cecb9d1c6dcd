//! Flyte's literals as values.
//!
//! Reading is lenient where Flyte itself changes the form: attribute access turns parts of structs into MessagePack of their own,
//! a value that is bound to an optional arrives without its wrapper, and a failed element of a map is `none` without a wrapper.

use std::fmt::Write;
use triomphe::Arc;

use super::msgpack;
use crate::eval::value::{Blob, ErrorValue};
use crate::eval::{Json, Value};
use crate::flyteidl::core::{
    BlobType, Literal, LiteralType, LiteralValue, Primitive, PrimitiveValue, Scalar, ScalarValue, StructuredDatasetType, Union,
};
use crate::flyteidl::google;
use crate::program::Program;
use crate::program::Type;
use crate::program::range::{is_datetime, is_duration};

/// A literal that is not a value of the type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected `{}`{}, but found {found}", expected, place(path))]
pub struct ReadError {
    /// The path to it: `[3].quantity`.
    pub path: String,
    /// The type that was expected there.
    pub expected: String,
    /// What was there.
    pub found: String,
}

fn place(path: &str) -> String {
    if path.is_empty() { String::new() } else { format!(" at `{path}`") }
}

impl ReadError {
    pub(super) fn new(program: &Program, ty: &Type, found: String) -> Self {
        Self { path: String::new(), expected: ty.display(program).to_string(), found }
    }

    pub(super) fn within_index(mut self, index: usize) -> Self {
        self.path.insert_str(0, &format!("[{index}]"));
        self
    }

    pub(super) fn within_key(mut self, key: &str) -> Self {
        self.path.insert_str(0, &format!("[{key:?}]"));
        self
    }

    pub(super) fn within_field(mut self, field: &str) -> Self {
        self.path.insert_str(0, &format!(".{field}"));
        self
    }
}

/// Reads a literal as a value of type `ty`.
///
/// # Errors
///
/// If it is not of the type, or if it is offloaded (`offloaded_metadata`) and was not fetched.
pub fn read(program: &Program, literal: &Literal, ty: &Type) -> Result<Value, ReadError> {
    let wrong = || ReadError::new(program, ty, described(literal));
    match (ty, &literal.value) {
        (_, Some(LiteralValue::Scalar(Scalar { value: Some(ScalarValue::Union(union)) }))) => {
            unwrapped(program, union, ty).unwrap_or_else(|| Err(wrong()))
        }
        (Type::Union(variants), Some(_)) => bare(program, literal, variants).ok_or_else(wrong),
        // A list that is a part of a struct has its members packed one by one, so that a map can iterate over them.
        (Type::Json, Some(LiteralValue::Collection(collection))) => {
            let members = collection.literals.iter().map(|member| match read(program, member, ty)? {
                Value::Json(json) => Ok(json),
                _ => Err(wrong()),
            });
            Json::array(members.collect::<Result<_, _>>()?).map(Value::Json).map_err(|_| wrong())
        }
        (Type::List(element), Some(LiteralValue::Collection(collection))) => {
            let member = |(at, member)| read(program, member, element).map_err(|error: ReadError| error.within_index(at));
            Ok(Value::list(collection.literals.iter().enumerate().map(member).collect::<Result<_, _>>()?))
        }
        (Type::Map(member), Some(LiteralValue::Map(map))) => {
            let mut entries = Vec::with_capacity(map.literals.len());
            for (key, value) in &map.literals {
                entries.push((key.as_str(), read(program, value, member).map_err(|error| error.within_key(key))?));
            }
            Ok(Value::map(entries))
        }
        (_, Some(LiteralValue::Scalar(Scalar { value: Some(scalar) }))) => read_scalar(program, scalar, ty).unwrap_or_else(|| Err(wrong())),
        _ => Err(wrong()),
    }
}

/// A wrapped union: the variant that carries the tag, else whichever takes the value.
fn unwrapped(program: &Program, union: &Union, ty: &Type) -> Option<Result<Value, ReadError>> {
    let value = union.value.as_ref()?;
    let tagged = union.r#type.as_ref().and_then(|found| tagged_variant(program, found, ty.variants()));
    match tagged {
        Some(variant) => Some(read(program, value, variant).map(|value| without_null(value, ty))),
        None => Some(read(program, value, ty)),
    }
}

/// `none` for the `null` of a `json?`: between tasks the two are one, because a part of a struct cannot tell them apart.
fn without_null(value: Value, ty: &Type) -> Value {
    match value {
        Value::Json(Json::Null) if ty.accepts_none() => Value::None,
        other => other,
    }
}

fn tagged_variant<'a>(program: &Program, found: &LiteralType, variants: &'a [Type]) -> Option<&'a Type> {
    let tag = &found.structure.as_ref()?.tag;
    let mut tagged = variants.iter().filter(|variant| super::types::tag(variant) == tag);
    let first = tagged.next()?;
    // `json` and maps share a tag.
    match tagged.next() {
        None => Some(first),
        Some(second) => [first, second].into_iter().find(|variant| super::types::literal_type(program, variant).r#type == found.r#type),
    }
}

/// A value of a union without its wrapper. MessagePack says itself what it contains, as within a struct; outside of structs only a `json` is packed,
/// so a union with that variant reads it as one. Other literals are read as the first variant that accepts them exactly, else as the first that
/// accepts them at all, `json` last.
fn bare(program: &Program, literal: &Literal, variants: &[Type]) -> Option<Value> {
    let exact = match &literal.value {
        Some(LiteralValue::Scalar(Scalar { value: Some(ScalarValue::Binary(binary)) })) if binary.tag == msgpack::TAG => {
            let packed = msgpack::unpack(&binary.value)?;
            let json = msgpack::exact(variants, &[Type::Json]).filter(|_| !packed.is_nil());
            let read = |variant| msgpack::value(program, &packed, variant).ok();
            return json.and_then(read).or_else(|| msgpack::variant(program, &packed, variants));
        }
        Some(LiteralValue::Scalar(Scalar { value: Some(ScalarValue::Primitive(Primitive { value: Some(primitive) })) })) => match primitive
        {
            PrimitiveValue::Integer(_) => msgpack::exact(variants, &[Type::Int]),
            PrimitiveValue::FloatValue(_) => msgpack::exact(variants, &[Type::Float, Type::Duration]),
            PrimitiveValue::StringValue(_) => msgpack::exact(variants, &[Type::Str]),
            _ => None,
        },
        _ => None,
    };
    msgpack::tried(exact, variants).find_map(|variant| read(program, literal, variant).ok())
}

/// `None` where the kind does not fit.
fn read_scalar(program: &Program, scalar: &ScalarValue, ty: &Type) -> Option<Result<Value, ReadError>> {
    let value = match (ty, scalar) {
        (_, ScalarValue::Primitive(Primitive { value: Some(primitive) })) => read_primitive(program, primitive, ty)?,
        (Type::None, ScalarValue::NoneType(_)) => Value::None,
        (Type::Bytes, ScalarValue::Binary(binary)) if binary.tag != msgpack::TAG => Value::bytes(binary.value.clone()),
        (_, ScalarValue::Binary(binary)) if binary.tag == msgpack::TAG => {
            return Some(msgpack::value(program, &msgpack::unpack(&binary.value)?, ty));
        }
        (Type::Struct(_) | Type::Json, ScalarValue::Generic(object)) => {
            let object = google::Value { kind: Some(google::ValueKind::StructValue(object.clone())) };
            return Some(msgpack::value(program, &msgpack::from_generic(object), ty));
        }
        (Type::File(_), ScalarValue::Blob(blob)) => {
            Value::File(Arc::new(located(&blob.uri, blob_format(blob.metadata.as_ref()?.r#type.as_ref()))))
        }
        (Type::Dir(_), ScalarValue::Blob(blob)) => {
            Value::Dir(Arc::new(located(&blob.uri, blob_format(blob.metadata.as_ref()?.r#type.as_ref()))))
        }
        (Type::Table(_), ScalarValue::StructuredDataset(dataset)) => {
            let found = dataset.metadata.as_ref().and_then(|metadata| metadata.structured_dataset_type.as_ref());
            Value::Table(Arc::new(located(&dataset.uri, dataset_format(found))))
        }
        (Type::Error, ScalarValue::Error(error)) => {
            Value::Error(Arc::new(ErrorValue { failed_node: error.failed_node_id.clone(), message: error.message.clone() }))
        }
        _ => return None,
    };
    Some(Ok(value))
}

fn read_primitive(program: &Program, primitive: &PrimitiveValue, ty: &Type) -> Option<Value> {
    Some(match (ty, primitive) {
        (Type::Int, PrimitiveValue::Integer(int)) => Value::Int(*int),
        (Type::Int, PrimitiveValue::FloatValue(float)) => Value::Int(msgpack::integral(*float)?),
        (Type::Float, PrimitiveValue::FloatValue(float)) => Value::Float(*float),
        (Type::Float, PrimitiveValue::Integer(int)) => Value::Float(*int as f64),
        (Type::Bool, PrimitiveValue::Boolean(bool)) => Value::Bool(*bool),
        (Type::Str, PrimitiveValue::StringValue(text)) => Value::str(text.as_str()),
        (Type::Enum(id), PrimitiveValue::StringValue(text)) => {
            let at = program.enum_(*id).variants.iter().position(|variant| variant.value == text.as_str())?;
            Value::Enum(*id, at as u32)
        }
        // Parts of a struct have the form that MessagePack gave them (`flytepropeller/pkg/controller/nodes/attr_path_resolver.go`).
        (Type::Datetime, PrimitiveValue::StringValue(text)) => Value::Datetime(super::text::parse_datetime(text)?),
        (Type::Duration, PrimitiveValue::FloatValue(seconds)) => Value::Duration(msgpack::micros(*seconds)?),
        (Type::Duration, PrimitiveValue::Integer(seconds)) => Value::Duration(span(*seconds, 0)?),
        (Type::Datetime, PrimitiveValue::Datetime(at)) => Value::Datetime(micros(at.seconds, at.nanos).filter(|at| is_datetime(*at))?),
        (Type::Duration, PrimitiveValue::Duration(time)) => Value::Duration(span(time.seconds, time.nanos)?),
        (Type::Json, PrimitiveValue::Boolean(bool)) => Value::Json(Json::Bool(*bool)),
        (Type::Json, PrimitiveValue::Integer(int)) => Value::Json(Json::Int(*int)),
        (Type::Json, PrimitiveValue::FloatValue(float)) => Value::Json(msgpack::json_number(*float)?),
        (Type::Json, PrimitiveValue::StringValue(text)) => Value::Json(Json::str(text.as_str())),
        _ => return None,
    })
}

fn span(seconds: i64, nanos: i32) -> Option<i64> {
    micros(seconds, nanos).filter(|span| is_duration(*span))
}

fn micros(seconds: i64, nanos: i32) -> Option<i64> {
    seconds.checked_mul(1_000_000)?.checked_add(i64::from(nanos) / 1000)
}

fn located(uri: &str, format: &str) -> Blob {
    Blob { uri: uri.to_owned(), format: format.to_owned() }
}

fn blob_format(found: Option<&BlobType>) -> &str {
    found.map_or("", |found| found.format.as_str())
}

fn dataset_format(found: Option<&StructuredDatasetType>) -> &str {
    found.map_or("", |found| found.format.as_str())
}

fn described(literal: &Literal) -> String {
    let kind = match &literal.value {
        None => "nothing",
        Some(LiteralValue::Collection(_)) => "a list",
        Some(LiteralValue::Map(_)) => "a map",
        Some(LiteralValue::OffloadedMetadata(_)) => "a value that lies in another file",
        Some(LiteralValue::Scalar(scalar)) => match &scalar.value {
            None => "nothing",
            Some(ScalarValue::Primitive(Primitive { value: Some(primitive) })) => return primitive_text(primitive),
            Some(ScalarValue::Primitive(_)) => "nothing",
            Some(ScalarValue::Blob(_)) => "a file or folder",
            Some(ScalarValue::Binary(_)) => "packed bytes",
            Some(ScalarValue::Schema(_)) => "a schema",
            Some(ScalarValue::NoneType(_)) => "none",
            Some(ScalarValue::Error(_)) => "an error",
            Some(ScalarValue::Generic(_)) => "a JSON object",
            Some(ScalarValue::StructuredDataset(_)) => "a table",
            Some(ScalarValue::Union(_)) => "a union",
        },
    };
    kind.to_owned()
}

fn primitive_text(primitive: &PrimitiveValue) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = match primitive {
        PrimitiveValue::Integer(int) => write!(text, "the integer `{int}`"),
        PrimitiveValue::FloatValue(float) => write!(text, "the float `{}`", super::text::float(*float)),
        PrimitiveValue::StringValue(string) => write!(text, "the text {}", super::input::shortened(&format!("{string:?}"))),
        PrimitiveValue::Boolean(bool) => write!(text, "`{bool}`"),
        PrimitiveValue::Datetime(at) => write!(text, "an instant of {} seconds", at.seconds),
        PrimitiveValue::Duration(span) => write!(text, "a span of {} seconds", span.seconds),
    };
    text
}
