//! The JSON schema of a struct as mashumaro writes it for a dataclass: draft 2020-12, nested structs inline.
//!
//! Flyte compares the schemas of structs where they are bound to each other (`flytepropeller/pkg/compiler/validators/typing.go`), so a struct here connects to the
//! same dataclass there only if both say the same.

use serde_json::{Map, Value as Json, json};

use super::text;
use crate::program::Const;
use crate::program::Program;
use crate::program::Type;
use crate::program::ty::{Invalid, StructId};

/// The schema of a struct.
pub(super) fn of_struct(program: &Program, id: StructId) -> Map<String, Json> {
    let def = program.struct_(id);
    let mut properties = Map::new();
    let mut required = Vec::new();
    for field in &def.fields {
        let mut property = of_type(program, &field.ty);
        match &field.default {
            None => required.push(Json::from(field.name.as_str())),
            Some(default) => {
                if let Some(shown) = default_of(program, default) {
                    property.insert("default".to_owned(), shown);
                }
            }
        }
        properties.insert(field.name.to_string(), Json::Object(property));
    }
    let mut schema = Map::new();
    schema.insert("type".to_owned(), "object".into());
    schema.insert("title".to_owned(), def.header.name.as_str().into());
    schema.insert("properties".to_owned(), properties.into());
    schema.insert("additionalProperties".to_owned(), false.into());
    if !required.is_empty() {
        schema.insert("required".to_owned(), required.into());
    }
    schema
}

fn of_type(program: &Program, ty: &Type) -> Map<String, Json> {
    let schema = match ty {
        Type::Int => json!({"type": "integer"}),
        Type::Float => json!({"type": "number"}),
        Type::Str => json!({"type": "string"}),
        Type::Bool => json!({"type": "boolean"}),
        Type::Datetime => json!({"type": "string", "format": "date-time"}),
        Type::Duration => json!({"type": "number", "format": "time-delta"}),
        Type::Bytes => json!({"type": "string", "format": "base64"}),
        Type::Json => json!({"type": "object"}),
        Type::List(element) => json!({"type": "array", "items": of_type(program, element)}),
        Type::Map(value) => {
            json!({"type": "object", "additionalProperties": of_type(program, value), "propertyNames": {"type": "string"}})
        }
        Type::Union(variants) => {
            let variants: Vec<_> = variants.iter().map(|variant| of_type(program, variant)).collect();
            json!({"anyOf": variants})
        }
        Type::Struct(id) => return of_struct(program, *id),
        Type::Enum(id) => {
            let values: Vec<_> = program.enum_(*id).variants.iter().map(|variant| variant.value.as_str()).collect();
            json!({"enum": values})
        }
        Type::File(_) => flyte_type("FlyteFile", json!({"path": path_schema(), "metadata": metadata_schema()}), &["path"]),
        Type::Dir(_) => flyte_type("FlyteDirectory", json!({"path": path_schema()}), &["path"]),
        Type::Table(_) => {
            let text = json!({"anyOf": [{"type": "string"}, {"type": "null"}], "default": null});
            flyte_type("StructuredDataset", json!({"uri": text, "file_format": text}), &[])
        }
        Type::None => json!({"type": "null"}),
        Type::Error | Type::Tuple(_) | Type::Rng | Type::Unit | Type::Never | Type::Hole(Invalid) => json!({}),
    };
    match schema {
        Json::Object(members) => members,
        _ => Map::new(),
    }
}

fn path_schema() -> Json {
    json!({"anyOf": [{"type": "string"}, {"type": "string", "format": "path"}]})
}

fn metadata_schema() -> Json {
    let map = json!({"type": "object", "additionalProperties": {"type": "string"}, "propertyNames": {"type": "string"}});
    json!({"anyOf": [map, {"type": "null"}], "default": null})
}

fn flyte_type(title: &str, properties: Json, required: &[&str]) -> Json {
    let mut schema = json!({"type": "object", "title": title, "properties": properties, "additionalProperties": false});
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}

/// A default as the schema shows it; Python's dataclasses make mutable defaults in a factory, which a schema does not show.
fn default_of(program: &Program, default: &Const) -> Option<Json> {
    match default {
        Const::None => Some(Json::Null),
        Const::Bool(value) => Some((*value).into()),
        Const::Int(value) => Some((*value).into()),
        Const::Float(value) => serde_json::Number::from_f64(*value).map(Json::Number),
        Const::Str(value) => Some((&**value).into()),
        Const::Datetime(micros) => Some(text::python_datetime(*micros).into()),
        Const::Duration(micros) => Some(seconds(*micros).into()),
        Const::Enum(id, variant) => program.enum_(*id).variants.get(*variant as usize).map(|variant| variant.value.as_str().into()),
        Const::Bytes(_) | Const::List(_) | Const::Map(_) | Const::Struct(..) | Const::Tuple(_) | Const::Json(_) => None,
        Const::File(_) | Const::Dir(_) | Const::Table(_) => None,
    }
}

/// A duration as Python's `timedelta.total_seconds()` returns it: the float that is nearest to the quotient.
pub(super) fn seconds(micros: i64) -> f64 {
    if micros.unsigned_abs() < 1 << f64::MANTISSA_DIGITS {
        return micros as f64 / 1e6;
    }
    // The number of microseconds may not be a float itself, so a division would round twice. Parsing rounds once.
    let (sign, micros) = (if micros < 0 { "-" } else { "" }, micros.unsigned_abs());
    format!("{sign}{}.{:06}", micros / 1_000_000, micros % 1_000_000).parse().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::super::text::micros_of_seconds;
    use super::seconds;

    /// Computed by CPython 3.11: `timedelta(microseconds=n).total_seconds()`, and `timedelta(seconds=x)` back.
    #[test]
    fn spans_are_seconds_as_python_rounds_them() {
        for (micros, float) in [
            (63_715_520_512_183_323, 63_715_520_512.183_33),
            (-63_715_520_512_183_323, -63_715_520_512.183_33),
            (4_368_640_558_273_561, 4_368_640_558.273_561),
            (-1_500_000, -1.5),
            (1, 1e-6),
        ] {
            assert_eq!(seconds(micros), float, "{micros}");
        }
        for (float, micros) in [(4_368_640_558.273_561, 4_368_640_558_273_561), (-0.000_001_5, -2), (2.5e-6, 2), (1.000_000_5, 1_000_001)] {
            assert_eq!(micros_of_seconds(float), Some(micros), "{float}");
        }
        assert_eq!(micros_of_seconds(f64::NAN), None);
        assert_eq!(micros_of_seconds(1e300), None);
    }
}
