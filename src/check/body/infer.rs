//! Inference: a table of the variables that literals and calls leave open and later uses decide.

use super::shared::Shared;
use crate::check::assign::{self, Solver};
use crate::check::ty::{Hole, Ty};
use crate::program::ty::Type;
use crate::source::Span;

/// What left a type open: the words of the finding where nothing decides it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Open {
    /// `[]`
    List,
    /// `{}`
    Map,
    None,
    /// A type variable of a builtin's overload.
    Call,
    /// The result of a body that states none.
    Result,
}

#[derive(Clone, Debug)]
struct Slot {
    known: Option<Ty>,
    open: Open,
    span: Span,
}

/// A state of the table to go back to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Snapshot {
    slots: usize,
    bound: usize,
}

/// The variables of one body, and the types that it shares with the program.
#[derive(Debug, Default)]
pub(super) struct Infer {
    slots: Vec<Slot>,
    bound: Vec<u32>,
    shared: Shared,
}

impl Infer {
    /// A new variable.
    pub(super) fn fresh(&mut self, open: Open, span: Span) -> Ty {
        self.slots.push(Slot { known: None, open, span });
        Ty::Hole(Hole::Var(self.slots.len() as u32 - 1))
    }

    /// A declared type as one of the body.
    pub(super) fn lift(&mut self, ty: &Type) -> Ty {
        self.shared.lift(ty)
    }

    /// The type of the program that `ty` is; the variables that nothing decided, where there are any.
    pub(super) fn lower(&mut self, ty: &Ty) -> Result<Type, Vec<u32>> {
        if let Some(declared) = self.shared.lowered(ty) {
            return Ok(declared);
        }
        let decided = self.zonk(ty);
        let mut open = Vec::new();
        self.open(&decided, &mut open);
        self.shared.has_holes |= !open.is_empty();
        if open.is_empty() { Ok(self.shared.lower(&decided)) } else { Err(open) }
    }

    /// Notes that the code has a hole of which its types do not tell.
    pub(super) fn add_hole(&mut self) {
        self.shared.has_holes = true;
    }

    /// Whether the code, or a type that was lifted or lowered, is not known in full.
    pub(super) fn has_holes(&self) -> bool {
        self.shared.has_holes
    }

    /// Decides that what is not known after all is in code that is never reached, where a value cannot have any type: nothing was reported.
    pub(super) fn leave_no_holes(&mut self) {
        self.shared.unreached = true;
    }

    /// Whether the finished code can have holes.
    pub(super) fn leaves_holes(&self) -> bool {
        !self.shared.unreached
    }

    pub(super) fn snapshot(&self) -> Snapshot {
        Snapshot { slots: self.slots.len(), bound: self.bound.len() }
    }

    /// Undoes what was decided since the snapshot.
    pub(super) fn rollback(&mut self, snapshot: Snapshot) {
        for variable in self.bound.drain(snapshot.bound..) {
            if let Some(slot) = self.slots.get_mut(variable as usize) {
                slot.known = None;
            }
        }
        self.slots.truncate(snapshot.slots);
    }

    /// Whether the variable was made after the snapshot.
    pub(super) fn is_newer(&self, variable: u32, snapshot: Snapshot) -> bool {
        variable as usize >= snapshot.slots
    }

    /// Whether `from` fits `to`; nothing is decided if it does not.
    pub(super) fn fits(&mut self, from: &Ty, to: &Ty) -> bool {
        let before = self.snapshot();
        let fits = assign::fits_with(self, from, to);
        if !fits {
            self.rollback(before);
        }
        fits
    }

    /// `ty` with everything that is known; variables that nothing decided stay.
    pub(super) fn zonk(&self, ty: &Ty) -> Ty {
        self.decided(ty).unwrap_or_else(|| ty.clone())
    }

    /// A type in which something was decided; nothing if it can be shared as it is.
    fn decided(&self, ty: &Ty) -> Option<Ty> {
        let members = |members: &[Ty]| -> Option<Vec<Ty>> {
            let first = members.iter().enumerate().find_map(|(at, member)| Some((at, self.decided(member)?)));
            let (at, decided) = first?;
            let (before, after) = members.split_at(at);
            let after = after.iter().skip(1).map(|member| self.zonk(member));
            Some(before.iter().cloned().chain([decided]).chain(after).collect())
        };
        match ty {
            Ty::Hole(Hole::Var(_)) => match self.shallow(ty) {
                Ty::Hole(Hole::Var(open)) if *ty == Ty::Hole(Hole::Var(open)) => None,
                open @ Ty::Hole(Hole::Var(_)) => Some(open),
                known => Some(self.zonk(&known)),
            },
            Ty::List(inner) => self.decided(inner).map(Ty::list),
            Ty::Map(inner) => self.decided(inner).map(Ty::map),
            Ty::Union(variants) => members(variants).map(Ty::union),
            Ty::Tuple(parts) => members(parts).map(|parts| Ty::Tuple(parts.into())),
            _ => None,
        }
    }

    /// What left this variable open, and where.
    pub(super) fn origin(&self, variable: u32) -> Option<(Open, Span)> {
        self.slots.get(variable as usize).map(|slot| (slot.open, slot.span))
    }

    /// The variables of `ty` that nothing decided.
    pub(super) fn open(&self, ty: &Ty, found: &mut Vec<u32>) {
        match self.shallow(ty) {
            Ty::Hole(Hole::Var(variable)) => found.push(variable),
            ty => ty.members().iter().for_each(|part| self.open(part, found)),
        }
    }

    fn occurs(&self, variable: u32, ty: &Ty) -> bool {
        let mut found = Vec::new();
        self.open(ty, &mut found);
        found.contains(&variable)
    }
}

impl Solver for Infer {
    fn shallow(&self, ty: &Ty) -> Ty {
        match ty {
            Ty::Hole(Hole::Var(variable)) => match self.slots.get(*variable as usize).and_then(|slot| slot.known.as_ref()) {
                Some(known) => self.shallow(known),
                None => ty.clone(),
            },
            Ty::Union(members) if members.iter().any(|member| matches!(member, Ty::Hole(Hole::Var(_)))) => {
                Ty::union(members.iter().map(|member| self.shallow(member)))
            }
            other => other.clone(),
        }
    }

    fn bind(&mut self, variable: u32, ty: &Ty) -> bool {
        if let Ty::Union(members) = self.shallow(ty)
            && members.contains(&Ty::Hole(Hole::Var(variable)))
        {
            // `a` within `a?`: the rest of the union says nothing about `a`.
            return true;
        }
        if let Ty::Hole(Hole::Var(other)) = self.shallow(ty)
            && other > variable
        {
            // The older one stays: it is the literal in the user's text, the newer one a call that takes it.
            return self.bind(other, &Ty::Hole(Hole::Var(variable)));
        }
        let nothing = matches!(self.shallow(ty), Ty::Unit) && !matches!(self.origin(variable), Some((Open::Result, _)));
        if nothing || self.occurs(variable, ty) {
            return false;
        }
        if let Some(slot) = self.slots.get_mut(variable as usize) {
            slot.known = Some(ty.clone());
            self.bound.push(variable);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span() -> Span {
        Span::default()
    }

    #[test]
    fn a_later_use_decides_an_empty_list() {
        let mut infer = Infer::default();
        let element = infer.fresh(Open::List, span());
        let xs = Ty::list(element);
        assert!(infer.fits(&xs, &Ty::list(Ty::Str)));
        assert_eq!(infer.zonk(&xs), Ty::list(Ty::Str));
        assert!(!infer.fits(&xs, &Ty::list(Ty::Int)));
    }

    #[test]
    fn none_becomes_an_optional_of_what_comes_later() {
        let mut infer = Infer::default();
        let inner = infer.fresh(Open::None, span());
        let maybe = Ty::Union([inner, Ty::None].into());
        assert!(infer.fits(&Ty::None, &maybe));
        assert!(infer.fits(&Ty::Int, &maybe));
        assert_eq!(infer.zonk(&maybe), Ty::optional(Ty::Int));
    }

    #[test]
    fn an_optional_of_an_optional_is_flat() {
        let mut infer = Infer::default();
        let inner = infer.fresh(Open::None, span());
        let maybe = Ty::Union([inner.clone(), Ty::None].into());
        assert!(infer.fits(&inner, &Ty::optional(Ty::Int)));
        assert_eq!(infer.zonk(&maybe), Ty::optional(Ty::Int));
    }

    #[test]
    fn a_list_never_contains_itself() {
        let mut infer = Infer::default();
        let element = infer.fresh(Open::List, span());
        assert!(!infer.fits(&Ty::list(element.clone()), &element));
    }

    #[test]
    fn a_rollback_forgets() {
        let mut infer = Infer::default();
        let element = infer.fresh(Open::List, span());
        let before = infer.snapshot();
        assert!(infer.fits(&element, &Ty::Int));
        infer.rollback(before);
        assert!(infer.fits(&element, &Ty::Str));
        assert_eq!(infer.zonk(&element), Ty::Str);
    }
}
