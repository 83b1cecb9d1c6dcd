//! The type that Flyte infers where it has only a value: a default, an input of an execution, an output in the cache.
//!
//! A launch plan's defaults are literals without a type, so Admin infers one and asks whether it can be cast to the input's
//! (`flyteadmin/pkg/manager/impl/validation/validation.go`; `LiteralTypeForLiteral` of `flytepropeller/pkg/compiler/validators/utils.go`). What
//! is inferred for a list or a map is one type for all its elements; where they differ it is a union, which does not cast to any list, map or scalar.
//! The cache does the same with what it holds (`flytepropeller/pkg/controller/nodes/catalog/datacatalog/transformer.go`).
//! This does not concern the arguments of calls, which are compared element by element.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{TableType, Type, same_kind};
use crate::program::Const;

/// A value as far as its inferred type depends on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outline {
    /// A value without parts that Flyte looks into, by its type; the type of a file, folder or table has the format that the value itself has.
    Of(Type),
    /// A list with its elements.
    List(Vec<Outline>),
    /// A map with the values of its entries.
    Map(Vec<Outline>),
}

impl Outline {
    fn of(value: &Const) -> Self {
        Outline::Of(match value {
            Const::List(elements) => return Outline::List(elements.iter().map(Outline::of).collect()),
            Const::Map(entries) => return Outline::Map(entries.values().map(Outline::of).collect()),
            Const::None => Type::None,
            Const::Bool(_) => Type::Bool,
            Const::Int(_) => Type::Int,
            Const::Float(_) => Type::Float,
            Const::Str(_) => Type::Str,
            Const::Datetime(_) => Type::Datetime,
            Const::Duration(_) => Type::Duration,
            Const::Bytes(_) => Type::Bytes,
            Const::Struct(id, _) => Type::Struct(*id),
            Const::Enum(id, _) => Type::Enum(*id),
            Const::File(_) => Type::File(None),
            Const::Dir(_) => Type::Dir(None),
            Const::Table(_) => Type::Table(Arc::new(TableType::default())),
            Const::Json(_) => Type::Json,
            Const::Tuple(_) => Type::Unit,
        })
    }
}

/// An inferred type, as far as castability depends on it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Inferred {
    /// NONE: of `none`, and of the elements of an empty list or map.
    None,
    /// The type of a scalar, which is always the one that is declared at its place.
    Scalar,
    /// A file, folder or table, with its format.
    Stored(Option<Arc<str>>),
    /// The variant of a union by its position: a value of a union carries its type.
    Variant(usize),
    List(Box<Inferred>),
    Map(Box<Inferred>),
    Union(Vec<Inferred>),
}

/// Whether Flyte accepts the value as a default of type `ty`. A `none` is written without a union around it, as flytekit does.
pub fn is_default_castable(value: &Const, ty: &Type) -> bool {
    is_input_castable(&Outline::of(value), ty)
}

/// Whether Flyte starts an execution with the value for an input of type `ty`. A `none` is written without a union around it, as flytekit does.
pub fn is_input_castable(value: &Outline, ty: &Type) -> bool {
    match value {
        Outline::Of(Type::None) => casts(&Inferred::None, ty),
        _ => casts(&infer(value, ty), ty),
    }
}

/// Whether Flyte accepts every value of the type that our code makes, whatever it infers. The inferred types of maps, and of lists of lists, differ
/// where one of them is empty, so they may not be elements; lists of scalars are always lists, and a value of a union states its type.
pub fn is_always_castable(ty: &Type) -> bool {
    let (Type::List(element) | Type::Map(element)) = ty else { return true };
    match &**element {
        Type::Map(_) => false,
        Type::List(inner) => !matches!(**inner, Type::List(_) | Type::Map(_)),
        _ => true,
    }
}

/// Whether Flyte accepts every value of the type that an input can be given from outside, where files, folders and tables may differ in their formats, too.
pub fn is_always_input_castable(ty: &Type) -> bool {
    is_always_castable(ty) && !ty.any(&is_stored)
}

fn is_stored(ty: &Type) -> bool {
    matches!(ty, Type::File(_) | Type::Dir(_) | Type::Table(_))
}

/// The format of a type of files, folders or tables.
fn format(ty: &Type) -> Option<&Arc<str>> {
    match ty {
        Type::File(format) | Type::Dir(format) => format.as_ref(),
        Type::Table(table) => table.format.as_ref(),
        _ => None,
    }
}

/// The type that is inferred for a value of the declared type `ty`. What has no format of its own is written with the declared one.
fn infer(value: &Outline, ty: &Type) -> Inferred {
    match (ty, value) {
        (Type::Union(variants), _) => {
            let variant = variants.iter().position(|variant| is_of(value, variant)).unwrap_or_default();
            Inferred::Union(vec![Inferred::Variant(variant)])
        }
        (Type::List(element), Outline::List(elements)) => Inferred::List(Box::new(infer_all(elements, element))),
        (Type::Map(member), Outline::Map(entries)) => Inferred::Map(Box::new(infer_all(entries, member))),
        (Type::None, _) => Inferred::None,
        (_, Outline::Of(own)) if is_stored(ty) => Inferred::Stored(format(own).or(format(ty)).cloned()),
        _ => Inferred::Scalar,
    }
}

/// The one type of several values: an empty list among others does not count, and different types are a union.
fn infer_all(values: &[Outline], ty: &Type) -> Inferred {
    let mut types = BTreeSet::new();
    let mut empty = None;
    for value in values {
        let inferred = infer(value, ty);
        match value {
            Outline::List(elements) if elements.is_empty() && matches!(ty, Type::List(_)) => empty = Some(inferred),
            _ => {
                types.insert(inferred);
            }
        }
    }
    if types.is_empty() {
        return empty.unwrap_or(Inferred::None);
    }
    match types.len() {
        1 => types.pop_first().unwrap_or(Inferred::None),
        _ => union(types),
    }
}

/// Flyte's `buildMultipleTypeUnion`: lists of unions become one list of the union of all their variants.
fn union(types: BTreeSet<Inferred>) -> Inferred {
    let mut nested = false;
    let mut variants = Vec::new();
    for ty in types {
        match ty {
            Inferred::List(element) if matches!(*element, Inferred::Union(_)) => {
                nested = true;
                if let Inferred::Union(inner) = *element {
                    variants.extend(inner);
                }
            }
            other => variants.push(other),
        }
    }
    let union = Inferred::Union(variants);
    if nested { Inferred::List(Box::new(union)) } else { union }
}

/// `CastsFrom` of `flytepropeller/pkg/compiler/validators/typing.go`, for what is inferred for a value of the declared type.
fn casts(from: &Inferred, to: &Type) -> bool {
    match (from, to) {
        (Inferred::Union(from), Type::Union(to)) => {
            from.iter().all(|variant| to.iter().enumerate().any(|(position, to)| variant_casts(variant, position, to)))
        }
        (_, Type::Union(variants)) => variants.iter().filter(|variant| casts(from, variant)).count() == 1,
        // Tables are nullable in Flyte.
        (Inferred::None, Type::None | Type::Table(_)) => true,
        (Inferred::List(element) | Inferred::Map(element), Type::List(_) | Type::Map(_)) if is_same_container(from, to) => {
            let (Type::List(to) | Type::Map(to)) = to else { return false };
            **element == Inferred::None || casts(element, to)
        }
        // `blobTypeChecker` compares formats as they are, `structuredDatasetCastFromStructuredDataset` without case.
        (Inferred::Stored(own), Type::File(to) | Type::Dir(to)) => own.is_none() || to.is_none() || own == to,
        (Inferred::Stored(own), Type::Table(to)) => match (own, &to.format) {
            (Some(own), Some(to)) => own.eq_ignore_ascii_case(to),
            _ => true,
        },
        (Inferred::Scalar, to) => !matches!(to, Type::List(_) | Type::Map(_)),
        _ => false,
    }
}

/// Whether a variant of an inferred union casts to the variant at a position of the declared one. A value of a union is a union of its own
/// variant only, and Flyte looks into such a union.
fn variant_casts(variant: &Inferred, position: usize, to: &Type) -> bool {
    match variant {
        Inferred::Variant(own) => *own == position,
        Inferred::Union(single) if single.len() == 1 => variant_casts(&single[0], position, to),
        other => casts(other, to),
    }
}

fn is_same_container(from: &Inferred, to: &Type) -> bool {
    matches!((from, to), (Inferred::List(_), Type::List(_)) | (Inferred::Map(_), Type::Map(_)))
}

/// Whether a value is of a variant. The variants of a union differ in kind.
fn is_of(value: &Outline, variant: &Type) -> bool {
    match value {
        Outline::Of(ty) => same_kind(ty, variant),
        Outline::List(_) => matches!(variant, Type::List(_)),
        Outline::Map(_) => matches!(variant, Type::Map(_)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(elements: impl IntoIterator<Item = Const>) -> Const {
        Const::List(elements.into_iter().collect())
    }

    fn map<const N: usize>(entries: [(&str, Const); N]) -> Const {
        Const::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }

    fn one() -> Const {
        Const::Int(1)
    }

    fn maybe() -> Type {
        Type::optional(Type::Int)
    }

    fn lists(depth: usize, element: Type) -> Type {
        (0..depth).fold(element, |ty, _| Type::list(ty))
    }

    /// Each was judged by Flyte's own `LiteralTypeForLiteral` and `AreTypesCastable`.
    #[test]
    fn different_parts_are_no_type() {
        let either = Type::union([Type::Int, Type::Str]);
        let word = Const::Str("x".into());
        for (ty, value) in [
            (Type::list(Type::map(Type::Int)), list([map([]), map([("c", one())])])),
            (Type::map(Type::map(Type::Int)), map([("a", map([])), ("b", map([("c", one())]))])),
            (Type::list(Type::map(lists(1, Type::Int))), list([map([]), map([("a", list([]))])])),
            (lists(3, Type::Int), list([list([]), list([list([])]), list([list([one()])])])),
            (Type::list(Type::map(maybe())), list([map([("a", one())]), map([("a", Const::None)])])),
            (Type::map(Type::map(maybe())), map([("x", map([("a", one())])), ("y", map([("a", Const::None)]))])),
            (Type::list(Type::map(either)), list([map([("a", one())]), map([("b", word)])])),
            (lists(3, maybe()), list([list([list([one()])]), list([list([Const::None])])])),
            (Type::list(Type::map(lists(1, maybe()))), list([map([("a", list([one(), Const::None]))]), map([])])),
        ] {
            assert!(!is_default_castable(&value, &ty), "{value:?}");
        }
    }

    #[test]
    fn equal_parts_and_unions_in_lists_are_one() {
        for (ty, value) in [
            (Type::Int, one()),
            (maybe(), one()),
            (lists(2, Type::Int), list([list([]), list([one()])])),
            (lists(2, Type::Int), list([])),
            (lists(2, maybe()), list([list([one()]), list([Const::None]), list([])])),
            (lists(1, maybe()), list([one(), Const::None])),
            (Type::map(maybe()), map([("a", one()), ("b", Const::None)])),
            (Type::map(lists(1, Type::Int)), map([("a", list([one()])), ("b", list([]))])),
            (
                Type::map(lists(1, maybe())),
                map([("a", list([Const::None, one()])), ("b", list([one(), Const::None])), ("c", list([one()]))]),
            ),
            (Type::optional(Type::list(Type::map(Type::Int))), list([map([]), map([("c", one())])])),
            (Type::list(Type::Table(Default::default())), list([Const::Table("a".into()), Const::Table("b".into())])),
        ] {
            assert!(is_default_castable(&value, &ty), "{value:?}");
        }
    }

    /// All types with that many layers around `int` and `int?`.
    fn types(layers: usize) -> Vec<Type> {
        if layers == 0 {
            return vec![Type::Int, maybe()];
        }
        let inner = types(layers - 1);
        let layer = |ty: &Type| [Type::list(ty.clone()), Type::map(ty.clone()), Type::optional(ty.clone()), ty.clone()];
        inner.iter().flat_map(layer).collect()
    }

    /// Values of a type that differ wherever they can: empty, each alone, and all together.
    fn values(ty: &Type) -> Vec<Const> {
        let entries = |values: &[Const]| Const::Map(values.iter().enumerate().map(|(at, value)| (at.to_string(), value.clone())).collect());
        let groups = |inner: &Type| {
            let all = values(inner);
            let alone: Vec<_> = all.iter().map(|value| vec![value.clone()]).collect();
            alone.into_iter().chain([Vec::new(), all])
        };
        match ty {
            Type::List(inner) => groups(inner).map(list).collect(),
            Type::Map(inner) => groups(inner).map(|group| entries(&group)).collect(),
            Type::Union(variants) => variants.iter().flat_map(values).collect(),
            Type::None => vec![Const::None],
            _ => vec![one()],
        }
    }

    #[test]
    fn types_of_which_every_value_casts_are_known() {
        for ty in types(4) {
            let refused = values(&ty).into_iter().find(|value| !is_default_castable(value, &ty));
            assert_eq!(is_always_castable(&ty), refused.is_none(), "{ty:?}: {refused:?}");
        }
    }

    #[test]
    fn a_bare_none_fits_one_variant_only() {
        let table = Type::Table(Default::default());
        assert!(is_default_castable(&Const::None, &maybe()) && is_default_castable(&Const::None, &Type::None));
        assert!(!is_default_castable(&Const::None, &Type::optional(table)));
        assert!(is_default_castable(&Const::None, &Type::optional(Type::list(Type::Int))));
    }

    /// Elements with different formats are a union to Flyte, which casts to no file; in a union the value carries the declared type.
    #[test]
    fn formats_are_compared_where_flyte_infers_them() {
        let file = |format: &str| Type::File((!format.is_empty()).then(|| format.into()));
        let [csv, txt, any] = ["csv", "txt", ""].map(file);
        let [a, b, c] = [&csv, &txt, &any].map(|ty| Outline::Of(ty.clone()));
        let lists = |elements: &[&Outline]| Outline::List(elements.iter().map(|element| (*element).clone()).collect());
        let both = lists(&[&a, &b]);
        for (value, ty, fits) in [
            (a.clone(), csv.clone(), true),
            (b.clone(), csv.clone(), false),
            (c.clone(), csv.clone(), true),
            (b.clone(), any.clone(), true),
            (b, Type::optional(csv.clone()), true),
            (lists(&[&a, &c]), Type::list(csv), true),
            (lists(&[&a, &c]), Type::list(any.clone()), false),
            (lists(&[&a, &a]), Type::list(any.clone()), true),
            (both.clone(), Type::list(any.clone()), false),
            (both.clone(), Type::list(Type::optional(any.clone())), true),
            (lists(&[&both, &both]), Type::list(Type::list(any)), false),
        ] {
            assert_eq!(is_input_castable(&value, &ty), fits, "{value:?} as {ty:?}");
            assert!(fits || !is_always_input_castable(&ty), "{ty:?}");
        }
    }
}
