//! Values that Flyte packs must be distinguishable by their form: MessagePack keeps values without their types. That holds for what is in a struct, and
//! for a part of one on its way to a task.

use super::Program;
use super::ty::{Type, same_kind};

/// The form of a variant in MessagePack.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Packed {
    None,
    Number,
    Text,
    /// A map with any keys.
    Map,
    /// A map with `path`.
    File,
    /// A map with `uri`.
    Table,
    /// Anything at all.
    Json,
    /// A form that no other variant shares.
    Alone,
}

impl Packed {
    fn of(program: &Program, ty: &Type) -> Packed {
        match ty {
            Type::None => Packed::None,
            Type::Float | Type::Duration => Packed::Number,
            Type::Str | Type::Datetime => Packed::Text,
            // The variants of an enum are known, so it is like a date only if one of them is one.
            Type::Enum(id) if program.enum_(*id).variants.iter().any(|variant| is_date(&variant.value)) => Packed::Text,
            Type::Struct(_) | Type::Map(_) => Packed::Map,
            Type::File(_) | Type::Dir(_) => Packed::File,
            Type::Table(_) => Packed::Table,
            Type::Json => Packed::Json,
            _ => Packed::Alone,
        }
    }

    fn clashes(self, other: Packed) -> bool {
        let is_map = |packed| matches!(packed, Packed::Map | Packed::File | Packed::Table);
        match (self, other) {
            // JSON has a `null`, which is `none` in a `json?`.
            (Packed::Json, other) | (other, Packed::Json) => other != Packed::None,
            (Packed::Map, other) | (other, Packed::Map) => is_map(other),
            (Packed::Alone | Packed::None, _) => false,
            (one, other) => one == other,
        }
    }
}

/// Whether a string may be read as an instant: it begins with a year.
fn is_date(text: &str) -> bool {
    text.trim().trim_start_matches(['+', '-']).starts_with(|first: char| first.is_ascii_digit())
}

/// Two variants of a union within `to` that cannot be distinguished in a value of type `from` once it has been packed and has no tag.
pub(crate) fn lost<'t>(program: &Program, from: &Type, to: &'t Type) -> Option<(&'t Type, &'t Type)> {
    match (from, to) {
        (_, Type::Union(variants)) => from.variants().iter().find_map(|variant| {
            let own = variants.iter().find(|other| same_kind(variant, other))?;
            let packed = Packed::of(program, own);
            let other = variants.iter().find(|other| *other != own && packed.clashes(Packed::of(program, other)));
            other.map(|other| (own, other)).or_else(|| lost(program, variant, own))
        }),
        (Type::List(from), Type::List(to)) | (Type::Map(from), Type::Map(to)) => lost(program, from, to),
        _ => None,
    }
}

/// The first two variants of a union within the type of a field that cannot be distinguished. Structs within it have fields of their own.
pub(crate) fn clash<'t>(program: &Program, ty: &'t Type) -> Option<(&'t Type, &'t Type)> {
    match ty {
        Type::List(inner) | Type::Map(inner) => clash(program, inner),
        Type::Union(variants) => {
            let kinded: Vec<(&Type, Packed)> = variants.iter().map(|variant| (variant, Packed::of(program, variant))).collect();
            let found = kinded.iter().enumerate().find_map(|(at, (second, kind))| {
                let (first, _) = kinded[..at].iter().find(|(_, other)| other.clashes(*kind))?;
                Some((*first, *second))
            });
            found.or_else(|| variants.iter().find_map(|variant| clash(program, variant)))
        }
        _ => None,
    }
}
