//! Whether Flyte starts an execution with a value: what holds of constants and defaults in a program holds of inputs too.

use super::InputError;
use crate::analysis::Program;
use crate::analysis::range::LONGEST_IN_WORKFLOW;
use crate::analysis::ty::{Type, is_always_castable, is_default_castable};
use crate::analysis::typed::{Const, Variable};
use crate::eval::Value;

/// Why Flyte would not take this value of an input, if it would not.
pub(super) fn check(program: &Program, input: &Variable, value: &Value) -> Option<InputError> {
    if let Some(path) = too_long(value, &input.ty, &input.name) {
        return Some(InputError::LongDuration { path });
    }
    let fits = is_always_castable(&input.ty) || is_default_castable(&outline(value), &input.ty);
    (!fits).then(|| InputError::Mixed { name: input.name.to_string(), expected: input.ty.display(program).to_string() })
}

/// The way to a duration that propeller could not read in the resource of the execution. Structs are packed: their durations are numbers.
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
    match ty {
        Type::Duration => true,
        Type::List(inner) | Type::Map(inner) => holds_durations(inner),
        Type::Union(variants) => variants.iter().any(holds_durations),
        _ => false,
    }
}

/// A value as far as its inferred type depends on it: lists, maps, and of everything else the kind.
fn outline(value: &Value) -> Const {
    match value {
        Value::None | Value::Rng(_) => Const::None,
        Value::Bool(bool) => Const::Bool(*bool),
        Value::Int(int) => Const::Int(*int),
        Value::Float(float) => Const::Float(*float),
        Value::Datetime(micros) => Const::Datetime(*micros),
        Value::Duration(micros) => Const::Duration(*micros),
        Value::Short(_) | Value::Str(_) | Value::Error(_) => Const::Str("".into()),
        Value::Bytes(_) => Const::Bytes([].into()),
        Value::List(members) => Const::List(members.iter().map(|member| outline(&member)).collect()),
        Value::Map(entries) => Const::Map(entries.iter().map(|(key, entry)| (key.as_str().to_owned(), outline(entry))).collect()),
        Value::Struct(of) => Const::Struct(of.id, Vec::new()),
        Value::Enum(id, variant) => Const::Enum(*id, *variant),
        Value::File(_) => Const::File("".into()),
        Value::Dir(_) => Const::Dir("".into()),
        Value::Table(_) => Const::Table("".into()),
        Value::Json(_) => Const::Json(serde_json::Value::Null),
        Value::Tuple(members) => Const::Tuple(members.iter().map(outline).collect()),
    }
}
