//! Interfaces: variables with types and descriptions.

use std::collections::BTreeMap;

use crate::flyteidl::core::{TypedInterface, Variable, VariableMap};
use crate::literal::types::literal_type;
use crate::program;
use crate::program::Program;
use crate::program::Type;

/// An interface as it is declared.
pub(super) fn interface(program: &Program, interface: &program::Interface) -> TypedInterface {
    let map = |variables: &[program::Variable]| {
        variables.iter().map(|declared| (declared.name.to_string(), variable(program, declared, &declared.ty))).collect()
    };
    of(map(&interface.inputs), map(&interface.outputs))
}

/// An interface of these variables; both maps are present even when they are empty.
pub(super) fn of(inputs: BTreeMap<String, Variable>, outputs: BTreeMap<String, Variable>) -> TypedInterface {
    TypedInterface { inputs: Some(VariableMap { variables: inputs }), outputs: Some(VariableMap { variables: outputs }) }
}

/// A variable of type `ty`, described by its documentation, or by its name as flytekit does.
pub(super) fn variable(program: &Program, declared: &program::Variable, ty: &Type) -> Variable {
    let description = declared.doc.as_deref().map(str::trim).filter(|doc| !doc.is_empty()).unwrap_or(&declared.name);
    Variable { r#type: Some(literal_type(program, ty)), description: description.to_owned(), ..Variable::default() }
}
