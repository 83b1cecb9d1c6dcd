//! Types after resolution.

mod castable;
mod display;
mod inferred;
mod translate;

pub use castable::castable;
pub use inferred::{Outline, is_always_castable, is_always_input_castable, is_default_castable, is_input_castable};
pub use translate::Translate;

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
///
/// `H` is the placeholder for unknown types. In a program, which is what every stage but the checker sees, that is only [`Invalid`]. While a
/// body is checked it may also be a variable, in a type that only the checker has.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type<H = Invalid> {
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
    Bytes,
    /// Any JSON object as an input or output of a task; in task code any JSON value.
    Json,
    /// `none` and nothing else.
    None,
    /// The value that a failure handler receives.
    Error,
    /// A file, with its format.
    File(Option<Arc<str>>),
    /// A folder, with its format.
    Dir(Option<Arc<str>>),
    Table(Arc<TableType>),
    /// `[T]`
    List(Arc<Type<H>>),
    /// `{str: T}`
    Map(Arc<Type<H>>),
    /// `A | B`; `T?` is the union of `T` and `none`, in that order. Variants keep the order in which they are written.
    Union(Arc<[Type<H>]>),
    Struct(StructId),
    Enum(EnumId),
    /// Several values; only inside of task code and as the result of several outputs.
    Tuple(Arc<[Type<H>]>),
    /// A seeded source of random numbers; only inside of task code.
    Rng,
    /// The type of anything without a value: a task without outputs, a statement.
    Unit,
    /// The type of anything that leaves before it has a value: `fail("…")`, `return`.
    Never,
    /// The type is unknown.
    Hole(H),
}

/// The only hole in the types of a program: something was reported as an error, and nothing more is known. It fits everything, so that
/// nothing is reported twice.
///
/// It can occur wherever a program has a type: in declarations that have errors or use such declarations, in the nodes of broken workflows, and
/// in [invalid bodies](super::Body::invalid). What [`Body::sound`](super::Body::sound) returns has none, nor has anything else in a program
/// without errors, which is what is compiled, written to artifacts and run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Invalid;

/// Placeholders for what is unknown: [`Invalid`] at least.
pub trait Hole: Clone + PartialEq + From<Invalid> {}

impl<H: Clone + PartialEq + From<Invalid>> Hole for H {}

/// The columns and format of a table type.
///
/// Columns are always declared and never inferred, so their types have no variables even while a body is checked, and a table is shared between the
/// types of a body and those of its program. That is why it is not generic over holes, and why [`Type::parts`] is for types of a program alone.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct TableType {
    /// Columns in order; none given means any.
    pub columns: Vec<(Name, Type)>,
    /// The format; none given means any.
    pub format: Option<Arc<str>>,
}

impl<H> Type<H> {
    /// `[element]`
    pub fn list(element: Self) -> Self {
        Type::List(Arc::new(element))
    }

    /// `{str: value}`
    pub fn map(value: Self) -> Self {
        Type::Map(Arc::new(value))
    }

    /// The variants of a union; the type itself as the only one otherwise.
    pub fn variants(&self) -> &[Self] {
        match self {
            Type::Union(variants) => variants,
            other => std::slice::from_ref(other),
        }
    }

    /// The element type of a list.
    pub fn element(&self) -> Option<&Self> {
        match self {
            Type::List(element) => Some(element),
            _ => None,
        }
    }

    /// The types that it is made of, in the order in which they are written, except for [columns](Self::columns). The fields of a struct are
    /// not among them: the program knows them.
    pub fn members(&self) -> &[Self] {
        match self {
            Type::List(inner) | Type::Map(inner) => std::slice::from_ref(&**inner),
            Type::Union(members) | Type::Tuple(members) => members,
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
            | Type::Table(_)
            | Type::Struct(_)
            | Type::Enum(_)
            | Type::Rng
            | Type::Unit
            | Type::Never
            | Type::Hole(_) => &[],
        }
    }

    /// The columns of a table.
    pub fn columns(&self) -> &[(Name, Type)] {
        match self {
            Type::Table(table) => &table.columns,
            _ => &[],
        }
    }
}

impl<H: Hole> Type<H> {
    /// The union of `variants`: flattened, without repetition; a single one is itself.
    pub fn union(variants: impl IntoIterator<Item = Self>) -> Self {
        let mut flat: Vec<Self> = Vec::new();
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
    pub fn optional(inner: Self) -> Self {
        Type::union([inner, Type::None])
    }

    /// Whether `none` is a value of this type.
    pub fn accepts_none(&self) -> bool {
        match self {
            Type::None => true,
            Type::Hole(hole) => *hole == H::from(Invalid),
            Type::Union(variants) => variants.contains(&Type::None),
            _ => false,
        }
    }

    /// This type without `none`: `T` for `T?`, the other variants for a larger union, itself otherwise.
    pub fn without_none(&self) -> Self {
        match self {
            Type::Union(variants) => Type::union(variants.iter().filter(|v| **v != Type::None).cloned()),
            other => other.clone(),
        }
    }

    /// Whether something in it was already reported.
    pub fn is_invalid(&self) -> bool {
        match self {
            Type::Hole(hole) => *hole == H::from(Invalid),
            Type::Table(table) => table.columns.iter().any(|(_, ty)| ty.is_invalid()),
            _ => self.members().iter().any(Self::is_invalid),
        }
    }
}

impl Type {
    /// The types that it is made of, columns included, in the order in which they are written.
    pub fn parts(&self) -> impl Iterator<Item = &Type> {
        self.members().iter().chain(self.columns().iter().map(|(_, ty)| ty))
    }

    /// Whether `test` holds for the type or for one that it is made of, at any depth.
    pub fn any(&self, test: &impl Fn(&Type) -> bool) -> bool {
        test(self) || self.parts().any(|part| part.any(test))
    }
}

/// Whether two types are of one kind: a union has at most one variant of each.
pub fn same_kind<H>(a: &Type<H>, b: &Type<H>) -> bool {
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
        let once: Type = Type::optional(Type::Int);
        assert_eq!(Type::optional(once.clone()), once);
        assert_eq!(once.without_none(), Type::Int);
        assert!(once.accepts_none());
    }

    #[test]
    fn unions_are_flat_and_keep_the_written_order() {
        let inner: Type = Type::union([Type::Str, Type::None]);
        let outer = Type::union([Type::Int, inner, Type::Int]);
        assert_eq!(outer.variants(), [Type::Int, Type::Str, Type::None]);
    }
}
