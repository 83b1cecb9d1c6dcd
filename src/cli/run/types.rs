//! The types of inputs, as the help of a workflow or task explains them.

use crate::eval::Value;
use crate::literal::input::allowed;
use crate::literal::print;
use crate::program::Program;
use crate::program::Variable;
use crate::program::ty::{EnumId, Type};

/// How a value is written, where that is not obvious from the name of its type.
pub(super) fn form(program: &Program, ty: &Type) -> Option<String> {
    match ty {
        Type::Enum(id) => Some(format!("one of {}", values(program, *id))),
        Type::Union(variants) => variants.iter().find_map(|variant| form(program, variant)),
        _ => allowed::example(ty).map(str::to_owned),
    }
}

fn values(program: &Program, id: EnumId) -> String {
    program.enum_(id).variants.iter().map(|variant| variant.value.as_str()).collect::<Vec<_>>().join(" | ")
}

/// A line for each enum and struct that the inputs consist of: the values of the one, the fields of the other.
pub(super) fn described(program: &Program, inputs: &[Variable]) -> Vec<String> {
    let mut open: Vec<&Type> = inputs.iter().map(|input| &input.ty).rev().collect();
    let mut seen: Vec<&Type> = Vec::new();
    let mut lines = Vec::new();
    while let Some(ty) = open.pop() {
        if matches!(ty, Type::Struct(_) | Type::Enum(_)) && seen.contains(&ty) {
            continue;
        }
        match ty {
            Type::Enum(id) => {
                lines.push(format!("  {}  {}", program.enum_(*id).header.name, values(program, *id)));
                seen.push(ty);
            }
            Type::Struct(id) => {
                let def = program.struct_(*id);
                let default = |value: &_| format!(" = {}", print::json(program, &Value::from_const(value)));
                let fields = def.fields.iter().map(|field| {
                    format!("{}: {}{}", field.name, field.ty.display(program), field.default.as_ref().map_or(String::new(), default))
                });
                lines.push(format!("  {}  {{ {} }}", def.header.name, fields.collect::<Vec<_>>().join(", ")));
                seen.push(ty);
                open.extend(def.fields.iter().map(|field| &field.ty).rev());
            }
            _ => open.extend(ty.members().iter().rev()),
        }
    }
    lines
}
