//! Declared types as types of a body, and the types of a body as types of the program.
//!
//! A declared type may be large, and may contain one part very often: it is one tree in memory, and used wherever it is named. So what is shared
//! before is shared after, and each part is translated once per body.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::check::ty::{Hole, Ty};
use crate::program::ty::{Invalid, Translate, Type};

/// What shared parts became, by their address. It holds both, so that no address is used again.
#[derive(Debug)]
struct Known<A: ?Sized, B: ?Sized>(FxHashMap<usize, (Arc<A>, Arc<B>)>);

impl<A: ?Sized, B: ?Sized> Default for Known<A, B> {
    fn default() -> Self {
        Self(FxHashMap::default())
    }
}

impl<A: ?Sized, B: ?Sized> Known<A, B> {
    fn get(&self, from: &Arc<A>) -> Option<Arc<B>> {
        self.0.get(&address(from)).map(|(_, to)| Arc::clone(to))
    }

    fn insert(&mut self, from: &Arc<A>, to: &Arc<B>) {
        self.0.insert(address(from), (Arc::clone(from), Arc::clone(to)));
    }
}

fn address<A: ?Sized>(of: &Arc<A>) -> usize {
    Arc::as_ptr(of).cast::<()>().addr()
}

/// The types that a body shares with the program.
#[derive(Debug, Default)]
pub(super) struct Shared {
    lifted: Known<Type, Ty>,
    lifted_members: Known<[Type], [Ty]>,
    lowered: Known<Ty, Type>,
    lowered_members: Known<[Ty], [Type]>,
    /// Whether a type that was translated has a hole: something of the body was reported, here or where it is declared.
    pub(super) has_holes: bool,
    /// Whether a hole can only be the type of a value that is never made, such as that of `a` in `let a = fail("…")`.
    pub(super) unreached: bool,
}

impl Shared {
    /// A declared type as one of the body.
    pub(super) fn lift(&mut self, ty: &Type) -> Ty {
        ty.translated(&mut Lift(self))
    }

    /// A type of the body without variables as one of the program.
    pub(super) fn lower(&mut self, ty: &Ty) -> Type {
        ty.translated(&mut Lower(self))
    }

    /// The same, if it is one without parts, or one that was translated before.
    pub(super) fn lowered(&mut self, ty: &Ty) -> Option<Type> {
        match ty {
            Ty::List(inner) => self.lowered.get(inner).map(Type::List),
            Ty::Map(inner) => self.lowered.get(inner).map(Type::Map),
            Ty::Union(variants) => self.lowered_members.get(variants).map(Type::Union),
            Ty::Tuple(members) => self.lowered_members.get(members).map(Type::Tuple),
            Ty::Hole(Hole::Var(_)) => None,
            whole => Some(self.lower(whole)),
        }
    }
}

struct Lift<'s>(&'s mut Shared);

impl Translate<Invalid, Hole> for Lift<'_> {
    fn hole(&mut self, hole: &Invalid) -> Ty {
        self.0.has_holes = true;
        Ty::Hole(Hole::from(*hole))
    }

    fn inner(&mut self, inner: &Arc<Type>) -> Arc<Ty> {
        if let Some(known) = self.0.lifted.get(inner) {
            return known;
        }
        let lifted = Arc::new(self.0.lift(inner));
        self.0.lifted.insert(inner, &lifted);
        self.0.lowered.insert(&lifted, inner);
        lifted
    }

    fn members(&mut self, members: &Arc<[Type]>) -> Arc<[Ty]> {
        if let Some(known) = self.0.lifted_members.get(members) {
            return known;
        }
        let lifted: Arc<[Ty]> = members.iter().map(|member| self.0.lift(member)).collect();
        self.0.lifted_members.insert(members, &lifted);
        self.0.lowered_members.insert(&lifted, members);
        lifted
    }
}

struct Lower<'s>(&'s mut Shared);

impl Translate<Hole, Invalid> for Lower<'_> {
    fn hole(&mut self, hole: &Hole) -> Type {
        if self.0.unreached && *hole == Hole::Invalid {
            return Type::Never;
        }
        self.0.has_holes = true;
        match hole {
            Hole::Invalid | Hole::Var(_) => Type::Hole(Invalid),
        }
    }

    fn inner(&mut self, inner: &Arc<Ty>) -> Arc<Type> {
        if let Some(known) = self.0.lowered.get(inner) {
            return known;
        }
        let lowered = Arc::new(self.0.lower(inner));
        self.0.lowered.insert(inner, &lowered);
        lowered
    }

    fn members(&mut self, members: &Arc<[Ty]>) -> Arc<[Type]> {
        if let Some(known) = self.0.lowered_members.get(members) {
            return known;
        }
        let lowered: Arc<[Type]> = members.iter().map(|member| self.0.lower(member)).collect();
        self.0.lowered_members.insert(members, &lowered);
        lowered
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shared_stays_shared_in_both_directions() {
        let mut ty = Type::Int;
        for _ in 0..40 {
            ty = Type::Tuple([ty.clone(), ty].into());
        }
        let mut shared = Shared::default();
        let lifted = shared.lift(&ty);
        let (Type::Tuple(before), Type::Tuple(after)) = (&ty, shared.lower(&lifted)) else { panic!("it is a tuple") };
        assert!(Arc::ptr_eq(before, &after), "and a tree of 2^40 parts was not walked");
    }
}
