//! Values as Flyte's literals, in the form that flytekit gives each type.

use std::collections::BTreeMap;

use super::{msgpack, types};
use crate::eval::{Json, Value};
use crate::flyteidl::core::{
    Binary, Blob, BlobDimensionality, BlobMetadata, Error, Literal, LiteralCollection, LiteralMap, LiteralValue, Primitive, PrimitiveValue,
    Scalar, ScalarValue, StructuredDataset, StructuredDatasetMetadata, Union, Void,
};
use crate::flyteidl::google;
use crate::program::Program;
use crate::program::Type;

/// A value that is not of its type, so that it has no literal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a value of type `{expected}` to write, but found {found}")]
pub struct WriteError {
    /// The type.
    pub expected: String,
    /// The value, described.
    pub found: &'static str,
}

/// The literal of a value of type `ty`. Unions are wrapped and carry the variant's tag.
///
/// # Errors
///
/// If the value is not of the type.
pub fn write(program: &Program, value: &Value, ty: &Type) -> Result<Literal, WriteError> {
    let literal = match (ty, value) {
        (Type::Union(variants), _) => {
            let variant = variant_of(value, variants).ok_or_else(|| mismatch(program, value, ty))?;
            let union = Union { value: Some(write(program, value, variant)?), r#type: Some(types::variant_type(program, variant)) };
            scalar(ScalarValue::Union(Box::new(union)))
        }
        (Type::List(element), Value::List(elements)) => {
            let literals = elements.iter().map(|member| write(program, &member, element)).collect::<Result<_, _>>()?;
            of(LiteralValue::Collection(LiteralCollection { literals }))
        }
        (Type::Map(member), Value::Map(entries)) => {
            let literals: BTreeMap<_, _> = entries
                .iter()
                .map(|(key, value)| Ok((key.as_str().to_owned(), write(program, value, member)?)))
                .collect::<Result<_, WriteError>>()?;
            of(LiteralValue::Map(LiteralMap { literals }))
        }
        (Type::Struct(_), Value::Struct(_)) | (Type::Json, Value::Json(_)) => {
            scalar(ScalarValue::Binary(msgpack::binary(program, value, ty)?))
        }
        (Type::Bytes, Value::Bytes(bytes)) => scalar(ScalarValue::Binary(Binary { value: bytes.to_vec(), tag: String::new() })),
        (Type::None, Value::None | Value::Json(Json::Null)) => none(),
        _ => return storage(program, value, ty),
    };
    Ok(literal)
}

/// Literals of files, folders, tables, errors and everything primitive.
fn storage(program: &Program, value: &Value, ty: &Type) -> Result<Literal, WriteError> {
    let blob = |blob: &crate::eval::value::Blob, format: Option<&str>, dimensionality| {
        let format = if blob.format.is_empty() { format } else { Some(blob.format.as_str()) };
        let metadata = BlobMetadata { r#type: Some(types::blob_type(format, dimensionality)) };
        scalar(ScalarValue::Blob(Blob { metadata: Some(metadata), uri: blob.uri.clone() }))
    };
    Ok(match (ty, value) {
        (Type::File(format), Value::File(file)) => blob(file, format.as_deref(), BlobDimensionality::Single),
        (Type::Dir(format), Value::Dir(dir)) => blob(dir, format.as_deref(), BlobDimensionality::Multipart),
        (Type::Table(table), Value::Table(at)) => {
            let mut dataset = types::dataset_type(program, table);
            if !at.format.is_empty() {
                dataset.format.clone_from(&at.format);
            }
            let metadata = Some(StructuredDatasetMetadata { structured_dataset_type: Some(dataset) });
            scalar(ScalarValue::StructuredDataset(StructuredDataset { uri: at.uri.clone(), metadata }))
        }
        (Type::Error, Value::Error(error)) => {
            scalar(ScalarValue::Error(Error { failed_node_id: error.failed_node.clone(), message: error.message.clone() }))
        }
        _ => primitive(primitive_value(program, value, ty)?),
    })
}

fn primitive_value(program: &Program, value: &Value, ty: &Type) -> Result<PrimitiveValue, WriteError> {
    Ok(match (ty, value) {
        (Type::Int, Value::Int(int)) => PrimitiveValue::Integer(*int),
        (Type::Float, Value::Float(float)) => PrimitiveValue::FloatValue(*float),
        (Type::Str, Value::Short(text)) => PrimitiveValue::StringValue(text.as_str().to_owned()),
        (Type::Str, Value::Str(text)) => PrimitiveValue::StringValue(text.as_str().to_owned()),
        (Type::Bool, Value::Bool(bool)) => PrimitiveValue::Boolean(*bool),
        (Type::Datetime, Value::Datetime(micros)) => PrimitiveValue::Datetime(timestamp(*micros)),
        (Type::Duration, Value::Duration(micros)) => PrimitiveValue::Duration(duration(*micros)),
        (Type::Enum(id), Value::Enum(found, variant)) if id == found => match program.enum_(*id).variants.get(*variant as usize) {
            Some(variant) => PrimitiveValue::StringValue(variant.value.to_string()),
            None => return Err(mismatch(program, value, ty)),
        },
        _ => return Err(mismatch(program, value, ty)),
    })
}

/// An instant as a message.
pub(super) fn timestamp(micros: i64) -> google::Timestamp {
    google::Timestamp { seconds: micros.div_euclid(1_000_000), nanos: (micros.rem_euclid(1_000_000) * 1000) as i32 }
}

/// A span of time as a message: seconds and nanoseconds have the same sign.
pub fn duration(micros: i64) -> google::Duration {
    google::Duration { seconds: micros / 1_000_000, nanos: (micros % 1_000_000 * 1000) as i32 }
}

/// The variant of a union that a value is of. The variants differ in kind, so there is at most one; JSON's `null` is `none` where there is that variant,
/// because within a struct the two look the same.
pub(super) fn variant_of<'a>(value: &Value, variants: &'a [Type]) -> Option<&'a Type> {
    let value = match value {
        Value::Json(Json::Null) if variants.contains(&Type::None) => &Value::None,
        other => other,
    };
    variants.iter().find(|variant| match (variant, value) {
        (Type::Struct(id), Value::Struct(found)) => *id == found.id,
        (Type::Enum(id), Value::Enum(found, _)) => id == found,
        (Type::None, Value::None)
        | (Type::Bool, Value::Bool(_))
        | (Type::Int, Value::Int(_))
        | (Type::Float, Value::Float(_))
        | (Type::Datetime, Value::Datetime(_))
        | (Type::Duration, Value::Duration(_))
        | (Type::Str, Value::Short(_) | Value::Str(_))
        | (Type::Bytes, Value::Bytes(_))
        | (Type::List(_), Value::List(_))
        | (Type::Map(_), Value::Map(_))
        | (Type::File(_), Value::File(_))
        | (Type::Dir(_), Value::Dir(_))
        | (Type::Table(_), Value::Table(_))
        | (Type::Json, Value::Json(_))
        | (Type::Error, Value::Error(_)) => true,
        _ => false,
    })
}

pub(super) fn mismatch(program: &Program, value: &Value, ty: &Type) -> WriteError {
    WriteError { expected: ty.display(program).to_string(), found: kind(value) }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::None => "`none`",
        Value::Bool(_) => "a `bool`",
        Value::Int(_) => "an `int`",
        Value::Float(_) => "a `float`",
        Value::Datetime(_) => "a `datetime`",
        Value::Duration(_) => "a `duration`",
        Value::Short(_) | Value::Str(_) => "a `str`",
        Value::Bytes(_) => "`bytes`",
        Value::List(_) => "a list",
        Value::Map(_) => "a map",
        Value::Struct(_) => "a struct",
        Value::Enum(..) => "an enum",
        Value::Tuple(_) => "a tuple",
        Value::File(_) => "a `file`",
        Value::Dir(_) => "a `dir`",
        Value::Table(_) => "a `table`",
        Value::Json(_) => "a `json`",
        Value::Error(_) => "an `error`",
        Value::Rng(_) => "a source of random numbers",
    }
}

fn of(value: LiteralValue) -> Literal {
    Literal { value: Some(value), ..Literal::default() }
}

fn scalar(value: ScalarValue) -> Literal {
    of(LiteralValue::Scalar(Scalar { value: Some(value) }))
}

fn primitive(value: PrimitiveValue) -> Literal {
    scalar(ScalarValue::Primitive(Primitive { value: Some(value) }))
}

/// `none` without a wrapper.
pub(super) fn none() -> Literal {
    scalar(ScalarValue::NoneType(Void {}))
}
