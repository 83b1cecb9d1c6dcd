//! Whether Flyte starts an execution with a value: the rules for constants and defaults of a program apply to inputs too.

use super::InputError;
use crate::eval::Value;
use crate::eval::secrets::short;
use crate::eval::value::Blob;
use crate::program::Program;
use crate::program::Variable;
use crate::program::range::LONGEST_IN_WORKFLOW;
use crate::program::ty::{Outline, TableType, Type, is_always_input_castable, is_input_castable};

/// Why Flyte would not accept this value of an input, if so.
pub(super) fn check(program: &Program, input: &Variable, value: &Value) -> Option<InputError> {
    if let Some(path) = too_long(value, &input.ty, &input.name) {
        return Some(InputError::LongDuration { path });
    }
    // A `none` that Flyte could take for another variant is written as a value of the union.
    if matches!(value, Value::None) && input.ty.accepts_none() {
        return None;
    }
    if is_always_input_castable(&input.ty) || is_input_castable(&outline(value, true), &input.ty) {
        return None;
    }
    if let Some(error) = other_format(program, value, &input.ty, &input.name) {
        return Some(error);
    }
    let name = input.name.to_string();
    Some(match is_input_castable(&outline(value, false), &input.ty) {
        true => InputError::MixedFormats { name },
        false => InputError::Mixed { name, expected: input.ty.display(program).to_string() },
    })
}

/// The path to a duration that propeller could not read in the resource of the execution. Structs are packed, and their durations are numbers.
fn too_long(value: &Value, ty: &Type, path: &str) -> Option<String> {
    match (ty, value) {
        (_, Value::Duration(micros)) => (micros.saturating_abs() > LONGEST_IN_WORKFLOW).then(|| path.to_owned()),
        (Type::Union(variants), _) => variants.iter().find_map(|variant| too_long(value, variant, path)),
        (Type::List(element), Value::List(members)) if holds_durations(element) => {
            members.iter().enumerate().find_map(|(at, member)| too_long(&member, element, &format!("{path}[{at}]")))
        }
        (Type::Map(member), Value::Map(entries)) if holds_durations(member) => {
            entries.iter().find_map(|(key, entry)| too_long(entry, member, &format!("{path}[{:?}]", key.as_str())))
        }
        _ => None,
    }
}

fn holds_durations(ty: &Type) -> bool {
    ty.any(&|part| *part == Type::Duration)
}

/// The path to a file, folder or table whose format is not that of its type. A value of a union has its declared type, and structs are packed, so
/// Flyte does not compare formats there.
fn other_format(program: &Program, value: &Value, ty: &Type, path: &str) -> Option<InputError> {
    match (ty, value) {
        (Type::File(_) | Type::Dir(_) | Type::Table(_), Value::File(at) | Value::Dir(at) | Value::Table(at)) => {
            let fits = is_input_castable(&outline(value, true), ty);
            (!fits).then(|| InputError::Format {
                path: path.to_owned(),
                expected: ty.display(program).to_string(),
                format: short(&at.format),
            })
        }
        (Type::List(element), Value::List(members)) if holds_formats(element) => {
            members.iter().enumerate().find_map(|(at, member)| other_format(program, &member, element, &format!("{path}[{at}]")))
        }
        (Type::Map(member), Value::Map(entries)) if holds_formats(member) => {
            entries.iter().find_map(|(key, entry)| other_format(program, entry, member, &format!("{path}[{:?}]", key.as_str())))
        }
        _ => None,
    }
}

fn holds_formats(ty: &Type) -> bool {
    match ty {
        Type::File(format) | Type::Dir(format) => format.is_some(),
        Type::Table(table) => table.format.is_some(),
        Type::List(inner) | Type::Map(inner) => holds_formats(inner),
        _ => false,
    }
}

/// The part of a value that its inferred type depends on, with or without the formats of files, folders and tables.
fn outline(value: &Value, formats: bool) -> Outline {
    let format = |at: &Blob| (formats && !at.format.is_empty()).then(|| at.format.as_str().into());
    Outline::Of(match value {
        Value::List(members) => return Outline::List(members.iter().map(|member| outline(&member, formats)).collect()),
        Value::Map(entries) => return Outline::Map(entries.iter().map(|(_, entry)| outline(entry, formats)).collect()),
        Value::None | Value::Rng(_) => Type::None,
        Value::Bool(_) => Type::Bool,
        Value::Int(_) => Type::Int,
        Value::Float(_) => Type::Float,
        Value::Datetime(_) => Type::Datetime,
        Value::Duration(_) => Type::Duration,
        Value::Short(_) | Value::Str(_) | Value::Error(_) => Type::Str,
        Value::Bytes(_) => Type::Bytes,
        Value::Struct(of) => Type::Struct(of.id),
        Value::Enum(id, _) => Type::Enum(*id),
        Value::File(at) => Type::File(format(at)),
        Value::Dir(at) => Type::Dir(format(at)),
        Value::Table(at) => Type::Table(TableType { format: format(at), ..TableType::default() }.into()),
        Value::Json(_) => Type::Json,
        Value::Tuple(_) => Type::Unit,
    })
}
