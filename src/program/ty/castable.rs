//! Which outputs bind to which inputs: the rule of the edges of a workflow.
//!
//! Everything that holds here is accepted by `AreTypesCastable` of `flytepropeller/pkg/compiler/validators/typing.go`. The rule is narrower
//! where Flyte's compiler accepts what fails when it runs: it does not compare the dimension of blobs (a file for a folder), and accepts a
//! struct for any other one that has its fields, any JSON object for a struct, and a string for an enum. The language converts nothing between
//! nodes, so a value keeps its type on the way.

use super::{Invalid, TableType, Type};

/// Whether an output of type `from` may be bound to an input of type `to`.
pub fn castable(from: &Type, to: &Type) -> bool {
    match (from, to) {
        (Type::Hole(Invalid), _) | (_, Type::Hole(Invalid)) => true,
        (Type::Union(variants), Type::Union(_)) => variants.iter().all(|variant| castable(variant, to)),
        (_, Type::Union(variants)) => variants.iter().filter(|variant| castable(from, variant)).count() == 1,
        (Type::File(a), Type::File(b)) | (Type::Dir(a), Type::Dir(b)) => a.is_none() || b.is_none() || a == b,
        (Type::Table(a), Type::Table(b)) => tables(a, b),
        (Type::List(a), Type::List(b)) | (Type::Map(a), Type::Map(b)) => castable(a, b),
        _ => from == to,
    }
}

/// Formats are equal apart from case, or one is missing; and the requested columns exist.
fn tables(from: &TableType, to: &TableType) -> bool {
    let formats = match (&from.format, &to.format) {
        (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
        _ => true,
    };
    let has = |name: &str, ty: &Type| from.columns.iter().any(|(known, from)| known == name && castable(from, ty));
    formats && (from.columns.is_empty() || to.columns.iter().all(|(name, ty)| has(name, ty)))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::program::ty::{EnumId, StructId};

    fn file(format: &str) -> Type {
        Type::File(Some(Arc::from(format)))
    }

    fn table(columns: &[&str], format: Option<&str>) -> Type {
        let columns = columns.iter().map(|name| ((*name).into(), Type::Int)).collect();
        Type::Table(Arc::new(TableType { columns, format: format.map(Arc::from) }))
    }

    #[test]
    fn nothing_is_converted() {
        for (from, to) in [
            (Type::Int, Type::Float),
            (Type::Float, Type::Int),
            (Type::Str, Type::Enum(EnumId(0))),
            (Type::Enum(EnumId(0)), Type::Str),
            (Type::Struct(StructId(0)), Type::Json),
            (Type::Struct(StructId(0)), Type::Struct(StructId(1))),
            (Type::File(None), Type::Dir(None)),
            (Type::list(Type::Int), Type::list(Type::Float)),
            (Type::Int, Type::list(Type::Int)),
        ] {
            assert!(!castable(&from, &to), "{from:?} to {to:?}");
            assert!(castable(&from, &from) && castable(&to, &to));
        }
    }

    #[test]
    fn a_variant_fits_its_unions_and_not_the_other_way() {
        let maybe = Type::optional(Type::Int);
        assert!(castable(&Type::Int, &maybe) && castable(&Type::None, &maybe));
        assert!(!castable(&maybe, &Type::Int) && !castable(&Type::Float, &maybe));
        assert!(castable(&Type::list(Type::Int), &Type::list(maybe.clone())));
        assert!(!castable(&Type::list(maybe.clone()), &Type::list(Type::Int)));
        let wide = Type::union([Type::Str, Type::None, Type::Int]);
        assert!(castable(&maybe, &wide) && !castable(&wide, &maybe), "in any order");
        let lists = Type::union([Type::list(maybe), Type::None]);
        assert!(castable(&Type::optional(Type::list(Type::Int)), &lists));
    }

    #[test]
    fn formats_and_columns_must_not_contradict() {
        assert!(castable(&file("csv"), &Type::File(None)) && castable(&Type::File(None), &file("csv")));
        assert!(!castable(&file("csv"), &file("png")) && !castable(&file("csv"), &file("CSV")));
        assert!(castable(&table(&["a", "b"], Some("CSV")), &table(&["b"], Some("csv"))));
        assert!(castable(&table(&[], None), &table(&["b"], None)));
        assert!(!castable(&table(&["a"], None), &table(&["b"], None)));
        assert!(!castable(&table(&[], Some("csv")), &table(&[], Some("parquet"))));
    }

    #[test]
    fn what_was_reported_fits() {
        assert!(castable(&Type::Hole(Invalid), &Type::Int) && castable(&Type::list(Type::Int), &Type::list(Type::Hole(Invalid))));
    }
}
