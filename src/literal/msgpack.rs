//! Structs and JSON objects in MessagePack, as flytekit's dataclasses have them: a map of the fields in the order of their
//! declaration, every field present, datetimes as ISO 8601 strings, durations as seconds, files as their paths.

use triomphe::Arc;

use rmpv::Value as Packed;

use super::read::ReadError;
use super::write::{WriteError, mismatch, variant_of};
use super::{schema, text};
use crate::eval::Value;
use crate::eval::json::{Json, ObjectBuilder};
use crate::eval::value::Blob;
use crate::flyteidl::core::Binary;
use crate::flyteidl::google;
use crate::program::Program;
use crate::program::Type;
use crate::program::range::is_duration;
use crate::program::ty::StructId;

/// The tag of a binary literal that holds MessagePack.
pub(super) const TAG: &str = "msgpack";

/// A value as a binary literal.
pub(super) fn binary(program: &Program, value: &Value, ty: &Type) -> Result<Binary, WriteError> {
    let packed = pack(program, value, ty)?;
    let mut bytes = Vec::new();
    rmpv::encode::write_value(&mut bytes, &packed).map_err(|_| mismatch(program, value, ty))?;
    Ok(Binary { value: bytes, tag: TAG.to_owned() })
}

fn pack(program: &Program, value: &Value, ty: &Type) -> Result<Packed, WriteError> {
    Ok(match (ty, value) {
        (Type::Union(variants), _) => {
            let variant = variant_of(value, variants).ok_or_else(|| mismatch(program, value, ty))?;
            pack(program, value, variant)?
        }
        (Type::None, Value::None | Value::Json(Json::Null)) => Packed::Nil,
        (Type::Bool, Value::Bool(bool)) => Packed::Boolean(*bool),
        (Type::Int, Value::Int(int)) => Packed::from(*int),
        (Type::Float, Value::Float(float)) => Packed::F64(*float),
        (Type::Str, Value::Short(text)) => Packed::from(text.as_str()),
        (Type::Str, Value::Str(text)) => Packed::from(text.as_str()),
        (Type::Datetime, Value::Datetime(micros)) => Packed::from(text::python_datetime(*micros)),
        (Type::Duration, Value::Duration(micros)) => Packed::F64(schema::seconds(*micros)),
        (Type::Bytes, Value::Bytes(bytes)) => Packed::Binary(bytes.to_vec()),
        (Type::Enum(id), Value::Enum(found, variant)) if id == found => match program.enum_(*id).variants.get(*variant as usize) {
            Some(variant) => Packed::from(variant.value.as_str()),
            None => return Err(mismatch(program, value, ty)),
        },
        (Type::List(element), Value::List(elements)) => {
            Packed::Array(elements.iter().map(|member| pack(program, &member, element)).collect::<Result<_, _>>()?)
        }
        (Type::Map(member), Value::Map(entries)) => {
            let entry =
                |(key, value): (&Arc<crate::eval::text::Text>, &Value)| Ok((Packed::from(key.as_str()), pack(program, value, member)?));
            Packed::Map(entries.iter().map(entry).collect::<Result<_, WriteError>>()?)
        }
        (Type::Struct(id), Value::Struct(found)) if *id == found.id => {
            let fields = program.struct_(*id).fields.iter().zip(&found.fields);
            let entry = |(field, value): (&crate::program::Field, &Value)| {
                Ok((Packed::from(field.name.as_str()), pack(program, value, &field.ty)?))
            };
            Packed::Map(fields.map(entry).collect::<Result<_, WriteError>>()?)
        }
        (Type::File(_), Value::File(at)) | (Type::Dir(_), Value::Dir(at)) => Packed::Map(vec![("path".into(), at.uri.as_str().into())]),
        (Type::Table(_), Value::Table(at)) => {
            Packed::Map(vec![("uri".into(), at.uri.as_str().into()), ("file_format".into(), at.format.as_str().into())])
        }
        (Type::Json, Value::Json(json)) => from_json(json),
        _ => return Err(mismatch(program, value, ty)),
    })
}

fn from_json(json: &Json) -> Packed {
    match json {
        Json::Null => Packed::Nil,
        Json::Bool(bool) => Packed::Boolean(*bool),
        Json::Int(int) => Packed::from(*int),
        Json::Unsigned(int) => Packed::from(*int),
        Json::Float(float) => Packed::F64(*float),
        Json::Str(text) => Packed::from(text.as_str()),
        Json::Array(array) => Packed::Array(array.iter().map(from_json).collect()),
        Json::Object(members) => Packed::Map(members.iter().map(|(key, value)| (Packed::from(key.as_str()), from_json(value))).collect()),
    }
}

/// Decodes the bytes of a binary literal.
pub(super) fn unpack(bytes: &[u8]) -> Option<Packed> {
    let mut rest = bytes;
    let packed = rmpv::decode::read_value(&mut rest).ok()?;
    rest.is_empty().then_some(packed)
}

/// The same tree for the older form of structs, in which every number is a float.
pub(super) fn from_generic(value: google::Value) -> Packed {
    use google::ValueKind;
    match value.kind {
        None | Some(ValueKind::NullValue(_)) => Packed::Nil,
        Some(ValueKind::NumberValue(number)) => Packed::F64(number),
        Some(ValueKind::StringValue(text)) => Packed::from(text),
        Some(ValueKind::BoolValue(bool)) => Packed::Boolean(bool),
        Some(ValueKind::StructValue(object)) => {
            Packed::Map(object.fields.into_iter().map(|(key, value)| (Packed::from(key), from_generic(value))).collect())
        }
        Some(ValueKind::ListValue(list)) => Packed::Array(list.values.into_iter().map(from_generic).collect()),
    }
}

/// Reads a value of type `ty` from MessagePack. Unknown fields are ignored, and missing ones take their default.
pub(super) fn value(program: &Program, packed: &Packed, ty: &Type) -> Result<Value, ReadError> {
    let wrong = || ReadError::new(program, ty, described(packed));
    Ok(match (ty, packed) {
        (Type::Union(variants), _) => return variant(program, packed, variants).ok_or_else(wrong),
        (Type::None, Packed::Nil) => Value::None,
        (Type::Bool, Packed::Boolean(bool)) => Value::Bool(*bool),
        (Type::Int, Packed::Integer(int)) => Value::Int(int.as_i64().ok_or_else(wrong)?),
        (Type::Int, Packed::F64(float)) => Value::Int(integral(*float).ok_or_else(wrong)?),
        (Type::Float, Packed::F64(float)) => Value::Float(*float),
        (Type::Float, Packed::F32(float)) => Value::Float(f64::from(*float)),
        (Type::Float, Packed::Integer(int)) => Value::Float(int.as_f64().ok_or_else(wrong)?),
        (Type::Str, Packed::String(_)) => Value::str(packed.as_str().ok_or_else(wrong)?),
        (Type::Datetime, Packed::String(_)) => Value::Datetime(packed.as_str().and_then(text::parse_datetime).ok_or_else(wrong)?),
        (Type::Duration, Packed::F64(_) | Packed::F32(_) | Packed::Integer(_)) => {
            Value::Duration(micros(packed.as_f64().ok_or_else(wrong)?).ok_or_else(wrong)?)
        }
        (Type::Duration, Packed::String(_)) => Value::Duration(packed.as_str().and_then(text::parse_duration).ok_or_else(wrong)?),
        (Type::Bytes, Packed::Binary(bytes)) => Value::bytes(bytes.clone()),
        (Type::Enum(id), Packed::String(_)) => {
            let variants = &program.enum_(*id).variants;
            let at = packed.as_str().and_then(|text| variants.iter().position(|variant| variant.value == text));
            Value::Enum(*id, at.ok_or_else(wrong)? as u32)
        }
        (Type::List(element), Packed::Array(members)) => {
            let member = |(at, member)| value(program, member, element).map_err(|error| error.within_index(at));
            Value::list(members.iter().enumerate().map(member).collect::<Result<_, _>>()?)
        }
        (Type::Map(member), Packed::Map(entries)) => {
            let mut values = Vec::with_capacity(entries.len());
            for (key, entry) in entries {
                let key = key.as_str().ok_or_else(wrong)?;
                values.push((key, value(program, entry, member).map_err(|error| error.within_key(key))?));
            }
            Value::map(values)
        }
        (Type::Struct(id), Packed::Map(entries)) => struct_value(program, *id, entries)?,
        (Type::File(_), _) => Value::File(Arc::new(blob(packed, "path", "format").ok_or_else(wrong)?)),
        (Type::Dir(_), _) => Value::Dir(Arc::new(blob(packed, "path", "format").ok_or_else(wrong)?)),
        (Type::Table(_), _) => Value::Table(Arc::new(blob(packed, "uri", "file_format").ok_or_else(wrong)?)),
        (Type::Json, _) => Value::Json(to_json(packed).ok_or_else(wrong)?),
        _ => return Err(wrong()),
    })
}

fn struct_value(program: &Program, id: StructId, entries: &[(Packed, Packed)]) -> Result<Value, ReadError> {
    let mut fields = Vec::new();
    for field in &program.struct_(id).fields {
        let found = entries.iter().find(|(key, _)| key.as_str() == Some(field.name.as_str()));
        fields.push(match (found, &field.default) {
            (Some((_, packed)), _) => value(program, packed, &field.ty).map_err(|error| error.within_field(&field.name))?,
            (None, Some(default)) => Value::from_const(default),
            (None, None) => return Err(ReadError::new(program, &field.ty, "nothing".to_owned()).within_field(&field.name)),
        });
    }
    Ok(Value::of_struct(id, fields))
}

/// The first of these types that is a variant.
pub(super) fn exact<'a>(variants: &'a [Type], wanted: &[Type]) -> Option<&'a Type> {
    wanted.iter().find_map(|wanted| variants.iter().find(|variant| *variant == wanted))
}

/// The variants in the order in which they are tried: the exact one, then those that only accept values of their own kind. An enum accepts
/// its own strings and a datetime any, a struct its own fields and a map any, and `json` everything.
pub(super) fn tried<'a>(exact: Option<&'a Type>, variants: &'a [Type]) -> impl Iterator<Item = &'a Type> {
    let rank = |variant: &Type| match variant {
        Type::Json => 3,
        Type::Map(_) => 2,
        Type::File(_) | Type::Dir(_) | Type::Table(_) | Type::Datetime => 1,
        _ => 0,
    };
    let ranked = (0..=3).flat_map(move |wanted| variants.iter().filter(move |variant| rank(variant) == wanted));
    exact.into_iter().chain(ranked)
}

/// The first variant that accepts it; an exact one before a `float` accepts an integer.
pub(super) fn variant(program: &Program, packed: &Packed, variants: &[Type]) -> Option<Value> {
    let exact = match packed {
        Packed::Nil => exact(variants, &[Type::None]),
        Packed::Integer(_) => exact(variants, &[Type::Int]),
        Packed::F64(_) => exact(variants, &[Type::Float, Type::Duration]),
        Packed::String(_) => exact(variants, &[Type::Str]),
        _ => None,
    };
    tried(exact, variants).find_map(|variant| value(program, packed, variant).ok())
}

fn blob(packed: &Packed, at: &str, format: &str) -> Option<Blob> {
    let text = |name: &str| match packed {
        Packed::Map(entries) => entries.iter().find(|(key, _)| key.as_str() == Some(name)).and_then(|(_, value)| value.as_str()),
        _ => None,
    };
    let uri = packed.as_str().or_else(|| text(at))?;
    Some(Blob { uri: uri.to_owned(), format: text(format).unwrap_or_default().to_owned() })
}

fn to_json(packed: &Packed) -> Option<Json> {
    Some(match packed {
        Packed::Nil => Json::Null,
        Packed::Boolean(bool) => Json::Bool(*bool),
        Packed::Integer(int) => int.as_i64().map(Json::Int).or_else(|| int.as_u64().map(Json::Unsigned))?,
        Packed::F32(number) => json_number(f64::from(*number))?,
        Packed::F64(number) => json_number(*number)?,
        Packed::String(text) => Json::str(text.as_str()?),
        Packed::Array(members) => Json::array(members.iter().map(to_json).collect::<Option<_>>()?).ok()?,
        Packed::Map(entries) => {
            let mut object = ObjectBuilder::with_capacity(entries.len());
            for (key, value) in entries {
                object.insert(Arc::new(key.as_str()?.into()), to_json(value)?);
            }
            object.finish().ok()?
        }
        Packed::Binary(_) | Packed::Ext(..) => return None,
    })
}

/// JSON numbers are finite.
pub(super) fn json_number(float: f64) -> Option<Json> {
    float.is_finite().then_some(Json::Float(float))
}

/// The float as an integer, if it is one.
pub(super) fn integral(float: f64) -> Option<i64> {
    // 2^63 itself is a float and not an `int`.
    (float.trunc() == float && (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&float)).then_some(float as i64)
}

/// The microseconds of a duration, which MessagePack keeps in seconds.
pub(super) fn micros(seconds: f64) -> Option<i64> {
    text::micros_of_seconds(seconds).filter(|micros| is_duration(*micros))
}

fn described(packed: &Packed) -> String {
    super::input::shortened(&packed.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_has_no_number_that_is_not_finite() {
        for number in [Packed::F64(f64::NAN), Packed::F64(f64::INFINITY), Packed::F32(f32::NEG_INFINITY)] {
            assert_eq!(to_json(&Packed::Array(vec![Packed::Map(vec![("x".into(), number)])])), None);
        }
        assert_eq!(to_json(&Packed::F64(-0.5)), Some(Json::Float(-0.5)));
    }
}
