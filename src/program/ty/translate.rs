//! The same type with other holes: how a declared type becomes one of a body that is checked, and how it comes back.

use std::sync::Arc;

use super::Type;

/// Translates the holes of a type, and keeps shared parts shared: a type is a tree in which few parts may be used very often.
pub trait Translate<H, G> {
    fn hole(&mut self, hole: &H) -> Type<G>;
    /// Translates the inner type of a list or map.
    fn inner(&mut self, inner: &Arc<Type<H>>) -> Arc<Type<G>>;
    /// Translates the variants of a union or the members of a tuple.
    fn members(&mut self, members: &Arc<[Type<H>]>) -> Arc<[Type<G>]>;
}

impl<H> Type<H> {
    /// This type with the holes and parts that `into` makes of its own.
    pub fn translated<G>(&self, into: &mut impl Translate<H, G>) -> Type<G> {
        match self {
            Type::Int => Type::Int,
            Type::Float => Type::Float,
            Type::Str => Type::Str,
            Type::Bool => Type::Bool,
            Type::Datetime => Type::Datetime,
            Type::Duration => Type::Duration,
            Type::Bytes => Type::Bytes,
            Type::Json => Type::Json,
            Type::None => Type::None,
            Type::Error => Type::Error,
            Type::File(format) => Type::File(format.clone()),
            Type::Dir(format) => Type::Dir(format.clone()),
            Type::Table(table) => Type::Table(Arc::clone(table)),
            Type::List(inner) => Type::List(into.inner(inner)),
            Type::Map(inner) => Type::Map(into.inner(inner)),
            Type::Union(variants) => Type::Union(into.members(variants)),
            Type::Struct(id) => Type::Struct(*id),
            Type::Enum(id) => Type::Enum(*id),
            Type::Tuple(members) => Type::Tuple(into.members(members)),
            Type::Rng => Type::Rng,
            Type::Unit => Type::Unit,
            Type::Never => Type::Never,
            Type::Hole(hole) => into.hole(hole),
        }
    }
}
