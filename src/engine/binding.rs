//! Evaluates bindings once everything that they refer to has run.

use std::borrow::Cow;

use super::failure::Cause;
use crate::eval::value::StructValue;
use crate::eval::{Json, Value};
use crate::program::Type;
use crate::program::{Binding, BindingKind, NodeRef, PathStep, Program, is_packed_anew};

/// What bindings refer to.
pub(super) trait BoundValues {
    /// The workflow's input at that position.
    fn input(&self, index: u32) -> &Value;
    /// The output of a node that has succeeded.
    fn output(&self, node: NodeRef, output: u32) -> &Value;
}

/// The value of a binding.
///
/// # Errors
/// [`Cause::Path`] if a path meets a missing key or an index out of range.
pub(super) fn resolve(program: &Program, bound: &impl BoundValues, binding: &Binding) -> Result<Value, Cause> {
    match &binding.kind {
        BindingKind::Const(value) => Ok(Value::from_const(value)),
        BindingKind::Input { index, path, ty } => follow(program, bound.input(*index), path, ty, binding),
        BindingKind::Output { node, output, path, ty } => follow(program, bound.output(*node, *output), path, ty, binding),
        BindingKind::List(elements) => {
            let values: Result<Vec<Value>, Cause> = elements.iter().map(|element| resolve(program, bound, element)).collect();
            Ok(Value::list(values?))
        }
        BindingKind::Map(entries) => {
            let values = entries.iter().map(|(key, entry)| Ok((key.as_str(), resolve(program, bound, entry)?)));
            Ok(Value::map(values.collect::<Result<Vec<_>, Cause>>()?))
        }
    }
}

fn follow(program: &Program, value: &Value, path: &[PathStep], ty: &Type, binding: &Binding) -> Result<Value, Cause> {
    let mut at = Cow::Borrowed(value);
    for step in path {
        let next = match (step, &at) {
            (PathStep::Field(name), Cow::Borrowed(Value::Struct(fields))) => field(program, fields, name).map(Cow::Borrowed),
            (PathStep::Key(key), Cow::Borrowed(Value::Map(map))) => map.get(key).map(Cow::Borrowed),
            (PathStep::Index(index), Cow::Borrowed(Value::List(list))) => usize::try_from(*index).ok().and_then(|index| list.get(index)),
            // Elements that a list cannot lend are scalars, which have no parts.
            _ => None,
        };
        at = next.ok_or_else(|| Cause::Path { step: step.clone(), length: length(&at), span: binding.span })?;
    }
    match at.as_ref() {
        // Flyte's integers are signed 64-bit numbers, and a numeric part is converted to one.
        Value::Json(Json::Unsigned(number)) if is_packed_anew(path, ty) => Err(Cause::PartTooLarge { number: *number, span: binding.span }),
        _ => Ok(at.into_owned()),
    }
}

fn field<'v>(program: &Program, value: &'v StructValue, name: &str) -> Option<&'v Value> {
    let position = program.struct_(value.id).fields.iter().position(|field| field.name == name)?;
    value.fields.get(position)
}

fn length(value: &Value) -> Option<usize> {
    match value {
        Value::List(list) => Some(list.len()),
        _ => None,
    }
}
