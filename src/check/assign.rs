//! Which values fit where: the subtype relation of code.
//!
//! Values are values and know what they are, so a fitting value needs no conversion: lists and maps are covariant, a `T` is a `T?`. What a
//! literal may become (an `int` a `float`, text an enum) is no matter of types and lives with the check of literals. Between nodes of a
//! workflow Flyte's own, narrower rules hold.

use crate::program::Type;
use crate::program::ty::same_kind;

/// What knows, and may decide, the types that are still to be found out.
pub trait Solver {
    /// `ty` with what is known of it at its head: no known variable, unions flat.
    fn shallow(&self, ty: &Type) -> Type;
    /// Decides that the variable is `ty`; `false` if it cannot be, because `ty` contains it.
    fn bind(&mut self, variable: u32, ty: &Type) -> bool;
}

/// The solver of finished types.
struct Finished;

impl Solver for Finished {
    fn shallow(&self, ty: &Type) -> Type {
        ty.clone()
    }

    fn bind(&mut self, _variable: u32, _ty: &Type) -> bool {
        true
    }
}

/// Whether every value of type `from` is a value of type `to`, in code.
pub fn fits(from: &Type, to: &Type) -> bool {
    fits_with(&mut Finished, from, to)
}

/// Like [`fits`]; types that are still to be found out become such that it holds, where that can be. After `false` some may have been
/// decided already.
pub fn fits_with(solver: &mut impl Solver, from: &Type, to: &Type) -> bool {
    let (from, to) = (solver.shallow(from), solver.shallow(to));
    match (&from, &to) {
        // What would have decided it was reported.
        (Type::Unknown, Type::Infer(variable)) | (Type::Infer(variable), Type::Unknown) => solver.bind(*variable, &Type::Unknown),
        (Type::Unknown | Type::Never, _) | (_, Type::Unknown) => true,
        (Type::Infer(a), Type::Infer(b)) if a == b => true,
        (_, Type::Union(members)) => fits_union(solver, &from, members),
        (Type::Infer(variable), _) => solver.bind(*variable, &to),
        (_, Type::Infer(variable)) => solver.bind(*variable, &from),
        (Type::Union(variants), _) => variants.iter().all(|variant| fits_with(solver, variant, &to)),
        (Type::File(a), Type::File(b)) | (Type::Dir(a), Type::Dir(b)) => a == b || a.is_none() || b.is_none(),
        (Type::Table(a), Type::Table(b)) => {
            let formats = a.format == b.format || a.format.is_none() || b.format.is_none();
            formats && (a.columns.is_empty() || b.columns.iter().all(|column| a.columns.contains(column)))
        }
        (Type::List(a), Type::List(b)) | (Type::Map(a), Type::Map(b)) => fits_with(solver, a, b),
        (Type::Tuple(a), Type::Tuple(b)) => a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| fits_with(solver, a, b)),
        _ => from == to,
    }
}

fn fits_union(solver: &mut impl Solver, from: &Type, members: &[Type]) -> bool {
    if members.contains(from) {
        return true;
    }
    match from {
        Type::Union(variants) => {
            let (open, known): (Vec<&Type>, Vec<&Type>) = variants.iter().partition(|variant| is_open(variant));
            fits_variants(solver, &known, members)
                && open.into_iter().all(|variant| {
                    let rest: Vec<Type> = members.iter().filter(|member| !variants.contains(member)).cloned().collect();
                    rest.is_empty() || fits_union(solver, variant, &rest)
                })
        }
        Type::Infer(variable) => solver.bind(*variable, &Type::union(members.iter().cloned())),
        _ => match members.iter().find(|member| same_kind(from, member)) {
            Some(member) => fits_with(solver, from, member),
            None => members.iter().any(|member| is_open(member) && fits_with(solver, from, member)),
        },
    }
}

/// Whether each of the variants is one of the members. Those that none of the known members takes become the open one together: so
/// `int | str | none` is a `T?`.
fn fits_variants(solver: &mut impl Solver, variants: &[&Type], members: &[Type]) -> bool {
    let is_known = |variant: &Type| members.iter().any(|member| !is_open(member) && same_kind(variant, member));
    let (known, rest): (Vec<&Type>, Vec<&Type>) = variants.iter().partition(|variant| is_known(variant));
    known.into_iter().all(|variant| fits_union(solver, variant, members))
        && (rest.is_empty() || {
            let rest = Type::union(rest.into_iter().cloned());
            members.iter().any(|member| is_open(member) && fits_with(solver, &rest, member))
        })
}

/// Whether a type is still to be found out.
fn is_open(ty: &Type) -> bool {
    matches!(ty, Type::Infer(_))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::program::ty::TableType;

    /// A solver that knows one variable.
    #[derive(Default)]
    struct One(Option<Type>);

    impl Solver for One {
        fn shallow(&self, ty: &Type) -> Type {
            match (ty, &self.0) {
                (Type::Infer(_), Some(known)) => known.clone(),
                _ => ty.clone(),
            }
        }

        fn bind(&mut self, _variable: u32, ty: &Type) -> bool {
            self.0 = Some(ty.clone());
            true
        }
    }

    #[test]
    fn variants_without_a_place_become_an_open_one_together() {
        let maybe = Type::Union([Type::Infer(0), Type::None].into());
        let mut solver = One::default();
        assert!(fits_with(&mut solver, &union(&[Type::Int, Type::Str, Type::None]), &maybe));
        assert_eq!(solver.0, Some(union(&[Type::Int, Type::Str])));
    }

    fn union(types: &[Type]) -> Type {
        Type::union(types.iter().cloned())
    }

    #[test]
    fn optionals_and_unions_take_their_variants() {
        let maybe = Type::optional(Type::Int);
        assert!(fits(&Type::Int, &maybe) && fits(&Type::None, &maybe) && fits(&maybe, &maybe));
        assert!(!fits(&maybe, &Type::Int) && !fits(&Type::Float, &maybe));
        let wide = union(&[Type::Str, Type::Int, Type::None]);
        assert!(fits(&maybe, &wide) && !fits(&wide, &maybe));
    }

    #[test]
    fn lists_maps_and_tuples_are_covariant() {
        let maybe = Type::optional(Type::Int);
        assert!(fits(&Type::list(Type::Int), &Type::list(maybe.clone())));
        assert!(!fits(&Type::list(maybe.clone()), &Type::list(Type::Int)));
        assert!(fits(&Type::map(Type::Int), &Type::map(maybe)));
        let pair = |a: Type, b: Type| Type::Tuple([a, b].into());
        assert!(fits(&pair(Type::Int, Type::Str), &pair(Type::Int, Type::optional(Type::Str))));
        assert!(!fits(&pair(Type::Int, Type::Str), &Type::Tuple([Type::Int].into())));
        assert!(fits(&Type::list(Type::Int), &union(&[Type::Str, Type::list(Type::Int)])));
    }

    #[test]
    fn an_int_is_no_float() {
        assert!(!fits(&Type::Int, &Type::Float));
    }

    #[test]
    fn a_format_is_demanded_only_where_both_sides_have_one() {
        let csv = Type::File(Some(Arc::from("csv")));
        assert!(fits(&csv, &Type::File(None)) && fits(&Type::File(None), &csv));
        assert!(!fits(&csv, &Type::File(Some(Arc::from("png")))));
        let columns = |names: &[&str]| {
            let columns = names.iter().map(|name| ((*name).into(), Type::Int)).collect();
            Type::Table(Arc::new(TableType { columns, format: None }))
        };
        assert!(fits(&columns(&["a", "b"]), &columns(&["a"])) && fits(&columns(&[]), &columns(&["a"])));
        assert!(!fits(&columns(&["a"]), &columns(&["b"])));
    }

    #[test]
    fn what_was_reported_and_what_never_is_fit_everywhere() {
        assert!(fits(&Type::Unknown, &Type::Int) && fits(&Type::Int, &Type::Unknown) && fits(&Type::Never, &Type::Str));
    }
}
