//! Which values fit where: the subtype relation of code.
//!
//! A value knows what it is, so a fitting value needs no conversion: lists and maps are covariant, and a `T` is a `T?`. What a literal may
//! become (an `int` a `float`, a string an enum) does not depend on types alone and belongs to the check of literals. Between nodes of a workflow,
//! Flyte's own, narrower rules apply.

use crate::check::ty::{Hole, Ty};
use crate::program::ty::same_kind;

/// What knows the variables in types, and may decide them.
pub(super) trait Solver {
    /// `ty` with what is known of it at its head: no known variable, unions flat.
    fn shallow(&self, ty: &Ty) -> Ty;
    /// Decides that the variable is `ty`; `false` if it cannot be, because `ty` contains it.
    fn bind(&mut self, variable: u32, ty: &Ty) -> bool;
}

/// The solver of finished types.
struct Finished;

impl Solver for Finished {
    fn shallow(&self, ty: &Ty) -> Ty {
        ty.clone()
    }

    fn bind(&mut self, _variable: u32, _ty: &Ty) -> bool {
        true
    }
}

/// Whether every value of type `from` is a value of type `to`, in code.
pub(super) fn fits(from: &Ty, to: &Ty) -> bool {
    fits_with(&mut Finished, from, to)
}

/// Like [`fits`]; variables are decided in a way that makes it true, where there is one. After `false`, some may have been decided already.
pub(super) fn fits_with(solver: &mut impl Solver, from: &Ty, to: &Ty) -> bool {
    let (from, to) = (solver.shallow(from), solver.shallow(to));
    match (&from, &to) {
        // What would have decided it was reported.
        (Ty::Hole(Hole::Invalid), Ty::Hole(Hole::Var(variable))) | (Ty::Hole(Hole::Var(variable)), Ty::Hole(Hole::Invalid)) => {
            solver.bind(*variable, &Ty::Hole(Hole::Invalid))
        }
        (invalid @ Ty::Hole(Hole::Invalid), known) | (known, invalid @ Ty::Hole(Hole::Invalid)) => {
            known.members().iter().all(|part| fits_with(solver, part, invalid))
        }
        (Ty::Never, _) => true,
        (Ty::Hole(Hole::Var(a)), Ty::Hole(Hole::Var(b))) if a == b => true,
        (_, Ty::Union(members)) => fits_union(solver, &from, members),
        (Ty::Hole(Hole::Var(variable)), _) => solver.bind(*variable, &to),
        (_, Ty::Hole(Hole::Var(variable))) => solver.bind(*variable, &from),
        (Ty::Union(variants), _) => variants.iter().all(|variant| fits_with(solver, variant, &to)),
        (Ty::File(a), Ty::File(b)) | (Ty::Dir(a), Ty::Dir(b)) => a == b || a.is_none() || b.is_none(),
        (Ty::Table(a), Ty::Table(b)) => {
            let formats = a.format == b.format || a.format.is_none() || b.format.is_none();
            formats && (a.columns.is_empty() || b.columns.iter().all(|column| a.columns.contains(column)))
        }
        (Ty::List(a), Ty::List(b)) | (Ty::Map(a), Ty::Map(b)) => fits_with(solver, a, b),
        (Ty::Tuple(a), Ty::Tuple(b)) => a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| fits_with(solver, a, b)),
        _ => from == to,
    }
}

fn fits_union(solver: &mut impl Solver, from: &Ty, members: &[Ty]) -> bool {
    if members.contains(from) {
        return true;
    }
    match from {
        Ty::Union(variants) => {
            let (open, known): (Vec<&Ty>, Vec<&Ty>) = variants.iter().partition(|variant| is_open(variant));
            fits_variants(solver, &known, members)
                && open.into_iter().all(|variant| {
                    let rest: Vec<Ty> = members.iter().filter(|member| !variants.contains(member)).cloned().collect();
                    rest.is_empty() || fits_union(solver, variant, &rest)
                })
        }
        Ty::Hole(Hole::Var(variable)) => solver.bind(*variable, &Ty::union(members.iter().cloned())),
        _ => match members.iter().find(|member| same_kind(from, member)) {
            Some(member) => fits_with(solver, from, member),
            None => members.iter().any(|member| is_open(member) && fits_with(solver, from, member)),
        },
    }
}

/// Whether each of the variants is one of the members. Those that none of the known members takes become the open one together: so
/// `int | str | none` is a `T?`.
fn fits_variants(solver: &mut impl Solver, variants: &[&Ty], members: &[Ty]) -> bool {
    let is_known = |variant: &Ty| members.iter().any(|member| !is_open(member) && same_kind(variant, member));
    let (known, rest): (Vec<&Ty>, Vec<&Ty>) = variants.iter().partition(|variant| is_known(variant));
    known.into_iter().all(|variant| fits_union(solver, variant, members))
        && (rest.is_empty() || {
            let rest = Ty::union(rest.into_iter().cloned());
            members.iter().any(|member| is_open(member) && fits_with(solver, &rest, member))
        })
}

/// Whether a type is a variable.
fn is_open(ty: &Ty) -> bool {
    matches!(ty, Ty::Hole(Hole::Var(_)))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::program::ty::{TableType, Type};

    /// A solver that knows one variable.
    #[derive(Default)]
    struct One(Option<Ty>);

    impl Solver for One {
        fn shallow(&self, ty: &Ty) -> Ty {
            match (ty, &self.0) {
                (Ty::Hole(Hole::Var(_)), Some(known)) => known.clone(),
                _ => ty.clone(),
            }
        }

        fn bind(&mut self, _variable: u32, ty: &Ty) -> bool {
            self.0 = Some(ty.clone());
            true
        }
    }

    #[test]
    fn variants_without_a_place_become_an_open_one_together() {
        let maybe = Ty::Union([Ty::Hole(Hole::Var(0)), Ty::None].into());
        let mut solver = One::default();
        assert!(fits_with(&mut solver, &union(&[Ty::Int, Ty::Str, Ty::None]), &maybe));
        assert_eq!(solver.0, Some(union(&[Ty::Int, Ty::Str])));
    }

    fn union(types: &[Ty]) -> Ty {
        Ty::union(types.iter().cloned())
    }

    #[test]
    fn optionals_and_unions_take_their_variants() {
        let maybe = Ty::optional(Ty::Int);
        assert!(fits(&Ty::Int, &maybe) && fits(&Ty::None, &maybe) && fits(&maybe, &maybe));
        assert!(!fits(&maybe, &Ty::Int) && !fits(&Ty::Float, &maybe));
        let wide = union(&[Ty::Str, Ty::Int, Ty::None]);
        assert!(fits(&maybe, &wide) && !fits(&wide, &maybe));
    }

    #[test]
    fn lists_maps_and_tuples_are_covariant() {
        let maybe = Ty::optional(Ty::Int);
        assert!(fits(&Ty::list(Ty::Int), &Ty::list(maybe.clone())));
        assert!(!fits(&Ty::list(maybe.clone()), &Ty::list(Ty::Int)));
        assert!(fits(&Ty::map(Ty::Int), &Ty::map(maybe)));
        let pair = |a: Ty, b: Ty| Ty::Tuple([a, b].into());
        assert!(fits(&pair(Ty::Int, Ty::Str), &pair(Ty::Int, Ty::optional(Ty::Str))));
        assert!(!fits(&pair(Ty::Int, Ty::Str), &Ty::Tuple([Ty::Int].into())));
        assert!(fits(&Ty::list(Ty::Int), &union(&[Ty::Str, Ty::list(Ty::Int)])));
    }

    #[test]
    fn an_int_is_no_float() {
        assert!(!fits(&Ty::Int, &Ty::Float));
    }

    #[test]
    fn a_format_is_demanded_only_where_both_sides_have_one() {
        let csv = Ty::File(Some(Arc::from("csv")));
        assert!(fits(&csv, &Ty::File(None)) && fits(&Ty::File(None), &csv));
        assert!(!fits(&csv, &Ty::File(Some(Arc::from("png")))));
        let columns = |names: &[&str]| {
            let columns = names.iter().map(|name| ((*name).into(), Type::Int)).collect();
            Ty::Table(Arc::new(TableType { columns, format: None }))
        };
        assert!(fits(&columns(&["a", "b"]), &columns(&["a"])) && fits(&columns(&[]), &columns(&["a"])));
        assert!(!fits(&columns(&["a"]), &columns(&["b"])));
    }

    #[test]
    fn what_was_reported_and_what_never_is_fit_everywhere() {
        assert!(fits(&Ty::Hole(Hole::Invalid), &Ty::Int) && fits(&Ty::Int, &Ty::Hole(Hole::Invalid)) && fits(&Ty::Never, &Ty::Str));
    }
}
