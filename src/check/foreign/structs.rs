//! Structs that are written as a call or a map.

use crate::program::ty::{StructId, Type};
use crate::program::{Program, StructDef};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind};

/// A value of a struct, written with braces.
pub(in crate::check) struct Written {
    pub(in crate::check) code: String,
    /// Whether every field that needs a value has one, and every value a field.
    pub(in crate::check) complete: bool,
}

/// The struct with these values: by name, or in the order of the fields. A field without a value is shown with `…`.
pub(in crate::check) fn written(def: &StructDef, name: &str, given: &[(Option<&str>, &str)]) -> Written {
    let mut complete = given.len() <= def.fields.len();
    let mut parts: Vec<String> = Vec::new();
    let mut filled: Vec<&str> = Vec::new();
    for (index, (field, value)) in given.iter().enumerate() {
        let field = match field {
            Some(field) => *field,
            None => def.fields.get(index).map_or("…", |field| field.name.as_str()),
        };
        complete &= def.fields.iter().any(|known| known.name == field) && !filled.contains(&field);
        filled.push(field);
        parts.push(format!("{field}: {value}"));
    }
    for field in def.fields.iter().filter(|field| field.default.is_none() && !filled.contains(&field.name.as_str())) {
        complete = false;
        parts.push(format!("{}: …", field.name));
    }
    let code = if parts.is_empty() { format!("{name} {{ }}") } else { format!("{name} {{ {} }}", parts.join(", ")) };
    Written { code, complete }
}

/// The struct that a map with these entries was meant to be, and within it those of its fields.
pub(in crate::check) fn from_map(program: &Program, id: StructId, entries: &[(Expr, Expr)], text: &dyn Fn(Span) -> String) -> Written {
    let def = program.struct_(id);
    let mut complete = true;
    let mut given: Vec<(Option<&str>, String)> = Vec::new();
    for (key, value) in entries {
        let ExprKind::Str(name) = key.kind() else {
            complete = false;
            continue;
        };
        let field = def.fields.iter().find(|field| field.name == name);
        let code = match (field.map(|field| &field.ty), value.kind()) {
            (Some(Type::Struct(inner)), ExprKind::Map(entries)) => {
                let inner = from_map(program, *inner, entries, text);
                complete &= inner.complete;
                inner.code
            }
            _ => text(value.span),
        };
        given.push((Some(name), code));
    }
    let given: Vec<(Option<&str>, &str)> = given.iter().map(|(name, code)| (*name, code.as_str())).collect();
    let written = written(def, &def.header.name, &given);
    Written { complete: complete && written.complete, ..written }
}
