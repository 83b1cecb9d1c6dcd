//! Types after resolution.

mod castable;
mod display;
mod inferred;

pub use castable::castable;
pub use inferred::{Outline, is_always_castable, is_always_input_castable, is_default_castable, is_input_castable};

use std::sync::Arc;

use crate::source::Name;

/// A struct of the [`Program`](super::Program).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StructId(pub u32);

/// An enum of the [`Program`](super::Program).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EnumId(pub u32);

/// A resolved type. Aliases are gone; unions are flat, without repetition, and have two variants or more.
///
/// A value of a union type carries no tag of its own: the language allows only unions whose variants differ in kind, so
/// that the value itself says which variant it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// 64-bit signed integer.
    Int,
    /// 64-bit IEEE float.
    Float,
    /// Unicode text.
    Str,
    /// `true` or `false`.
    Bool,
    /// A UTC instant in microseconds.
    Datetime,
    /// A span of time in microseconds.
    Duration,
    /// Bytes.
    Bytes,
    /// Any JSON object at the border of a task; inside of task code any JSON value.
    Json,
    /// `none` and nothing else.
    None,
    /// What a failure handler receives.
    Error,
    /// A file, with its format.
    File(Option<Arc<str>>),
    /// A folder, with its format.
    Dir(Option<Arc<str>>),
    /// A table.
    Table(Arc<TableType>),
    /// `[T]`
    List(Arc<Type>),
    /// `{str: T}`
    Map(Arc<Type>),
    /// `A | B`; `T?` is the union of `T` and `none`, in that order. Variants stand in the order in which they were written.
    Union(Arc<[Type]>),
    /// A struct.
    Struct(StructId),
    /// An enum.
    Enum(EnumId),
    /// Several values; only inside of task code and as the result of several outputs.
    Tuple(Arc<[Type]>),
    /// A seeded source of random numbers; only inside of task code.
    Rng,
    /// The type of what has no value: a task without outputs, a statement.
    Unit,
    /// The type of what never gives a value: `fail("…")`, `return`.
    Never,
    /// The type of something that was already reported. Fits everything, so that nothing is reported twice.
    Unknown,
    /// A type to be found out, while a body is checked. Never leaves the checker.
    Infer(u32),
}

/// The columns and format of a table type.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct TableType {
    /// Columns in order; none given means any.
    pub columns: Vec<(Name, Type)>,
    /// The format; none given means any.
    pub format: Option<Arc<str>>,
}

impl Type {
    /// `[element]`
    pub fn list(element: Type) -> Type {
        Type::List(Arc::new(element))
    }

    /// `{str: value}`
    pub fn map(value: Type) -> Type {
        Type::Map(Arc::new(value))
    }

    /// The union of `variants`: flattened, without repetition; a single one is itself.
    pub fn union(variants: impl IntoIterator<Item = Type>) -> Type {
        let mut flat: Vec<Type> = Vec::new();
        for variant in variants {
            let members = match &variant {
                Type::Union(members) => members.to_vec(),
                _ => vec![variant],
            };
            for member in members {
                if !flat.contains(&member) {
                    flat.push(member);
                }
            }
        }
        match flat.len() {
            1 => flat.remove(0),
            _ => Type::Union(flat.into()),
        }
    }

    /// `T?`
    pub fn optional(inner: Type) -> Type {
        Type::union([inner, Type::None])
    }

    /// Whether `none` is a value of this type.
    pub fn accepts_none(&self) -> bool {
        match self {
            Type::None | Type::Unknown => true,
            Type::Union(variants) => variants.contains(&Type::None),
            _ => false,
        }
    }

    /// This type without `none`: `T` for `T?`, the other variants for a larger union, itself otherwise.
    pub fn without_none(&self) -> Type {
        match self {
            Type::Union(variants) => Type::union(variants.iter().filter(|v| **v != Type::None).cloned()),
            other => other.clone(),
        }
    }

    /// The variants of a union; the type itself as the only one otherwise.
    pub fn variants(&self) -> &[Type] {
        match self {
            Type::Union(variants) => variants,
            other => std::slice::from_ref(other),
        }
    }

    /// The element type of a list.
    pub fn element(&self) -> Option<&Type> {
        match self {
            Type::List(element) => Some(element),
            _ => None,
        }
    }

    /// The types that it is made of, in the order in which they are written. The fields of a struct are not among them: the program knows them.
    pub fn parts(&self) -> impl Iterator<Item = &Type> {
        let (members, columns): (&[Type], &[(Name, Type)]) = match self {
            Type::List(inner) | Type::Map(inner) => (std::slice::from_ref(&**inner), &[]),
            Type::Union(members) | Type::Tuple(members) => (members, &[]),
            Type::Table(table) => (&[], &table.columns),
            Type::Int
            | Type::Float
            | Type::Str
            | Type::Bool
            | Type::Datetime
            | Type::Duration
            | Type::Bytes
            | Type::Json
            | Type::None
            | Type::Error
            | Type::File(_)
            | Type::Dir(_)
            | Type::Struct(_)
            | Type::Enum(_)
            | Type::Rng
            | Type::Unit
            | Type::Never
            | Type::Unknown
            | Type::Infer(_) => (&[], &[]),
        };
        members.iter().chain(columns.iter().map(|(_, ty)| ty))
    }

    /// Whether `test` holds for the type or for one that it is made of, at any depth.
    pub fn any(&self, test: &impl Fn(&Type) -> bool) -> bool {
        test(self) || self.parts().any(|part| part.any(test))
    }

    /// Whether something in it was already reported.
    pub fn is_unknown(&self) -> bool {
        self.any(&|ty| *ty == Type::Unknown)
    }
}

/// Whether two types are of one kind: a union has at most one variant of each.
pub fn same_kind(a: &Type, b: &Type) -> bool {
    match (a, b) {
        (Type::Struct(a), Type::Struct(b)) => a == b,
        (Type::Enum(a), Type::Enum(b)) => a == b,
        _ => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_optional_of_an_optional_is_an_optional() {
        let once = Type::optional(Type::Int);
        assert_eq!(Type::optional(once.clone()), once);
        assert_eq!(once.without_none(), Type::Int);
        assert!(once.accepts_none());
    }

    #[test]
    fn unions_are_flat_and_keep_the_written_order() {
        let inner = Type::union([Type::Str, Type::None]);
        let outer = Type::union([Type::Int, inner, Type::Int]);
        assert_eq!(outer.variants(), [Type::Int, Type::Str, Type::None]);
    }
}
