//! Constants in the bindings of a workflow, and as defaults.

use std::collections::BTreeMap;

use super::write::{self, WriteError, write};
use crate::eval::Value;
use crate::flyteidl::core::{BindingData, BindingDataCollection, BindingDataMap, BindingValue, Literal, LiteralValue};
use crate::program::Const;
use crate::program::Program;
use crate::program::Type;
use crate::program::ty::is_default_castable;

/// The literal of a constant of type `ty`.
///
/// # Errors
///
/// If the constant is not of the type.
pub(crate) fn literal(program: &Program, constant: &Const, ty: &Type) -> Result<Literal, WriteError> {
    write(program, &Value::from_const(constant), ty)
}

/// The default of a launch plan's parameter. flytekit sends `none` without its wrapper, which names the variant. If `none` fits another variant
/// too, such as a table, Flyte only accepts it with the wrapper.
///
/// # Errors
///
/// If the constant is not of the type.
pub(crate) fn default(program: &Program, constant: &Const, ty: &Type) -> Result<Literal, WriteError> {
    match constant {
        Const::None if is_default_castable(constant, ty) => Ok(write::none()),
        _ => literal(program, constant, ty),
    }
}

/// The binding of a constant: lists and maps become collections, without a union's wrapper, and everything else a scalar.
///
/// # Errors
///
/// If the constant is not of the type.
pub(crate) fn constant(program: &Program, constant: &Const, ty: &Type) -> Result<BindingData, WriteError> {
    let variants = ty.variants();
    let element = || variants.iter().find_map(Type::element);
    let member = || variants.iter().find_map(|variant| if let Type::Map(member) = variant { Some(&**member) } else { None });
    let value = match constant {
        Const::List(elements) if element().is_some() => {
            let element = element().unwrap_or(&Type::None);
            let bindings = elements.iter().map(|value| self::constant(program, value, element)).collect::<Result<_, _>>()?;
            BindingValue::Collection(BindingDataCollection { bindings })
        }
        Const::Map(entries) if member().is_some() => {
            let member = member().unwrap_or(&Type::None);
            let bindings: BTreeMap<_, _> = entries
                .iter()
                .map(|(key, value)| Ok((key.clone(), self::constant(program, value, member)?)))
                .collect::<Result<_, WriteError>>()?;
            BindingValue::Map(BindingDataMap { bindings })
        }
        _ => return literal(program, constant, ty).map(of_literal),
    };
    Ok(BindingData { value: Some(value), union: None })
}

/// A literal in the form of a binding.
pub(crate) fn of_literal(literal: Literal) -> BindingData {
    let value = literal.value.map(|value| match value {
        LiteralValue::Scalar(scalar) => BindingValue::Scalar(Box::new(scalar)),
        LiteralValue::Collection(collection) => {
            BindingValue::Collection(BindingDataCollection { bindings: collection.literals.into_iter().map(of_literal).collect() })
        }
        LiteralValue::Map(map) => {
            BindingValue::Map(BindingDataMap { bindings: map.literals.into_iter().map(|(key, value)| (key, of_literal(value))).collect() })
        }
        LiteralValue::OffloadedMetadata(metadata) => BindingValue::OffloadedMetadata(metadata),
    });
    BindingData { value, union: None }
}
