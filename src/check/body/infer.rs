//! Types to be found out: a table of variables that literals and calls leave open and later uses decide.

use crate::check::assign::{self, Solver};
use crate::program::ty::Type;
use crate::source::Span;

/// What left a type open: the words of the finding where nothing decides it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Open {
    /// `[]`
    List,
    /// `{}`
    Map,
    /// `none`
    None,
    /// A type variable of a builtin's overload.
    Call,
    /// The result of a body that states none.
    Result,
}

#[derive(Clone, Debug)]
struct Slot {
    known: Option<Type>,
    open: Open,
    span: Span,
}

/// A state of the table to go back to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Snapshot {
    slots: usize,
    bound: usize,
}

/// The variables of one body.
#[derive(Debug, Default)]
pub(super) struct Infer {
    slots: Vec<Slot>,
    bound: Vec<u32>,
}

impl Infer {
    /// A new variable.
    pub(super) fn fresh(&mut self, open: Open, span: Span) -> Type {
        self.slots.push(Slot { known: None, open, span });
        Type::Infer(self.slots.len() as u32 - 1)
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

    /// Whether the variable was made behind the snapshot.
    pub(super) fn is_newer(&self, variable: u32, snapshot: Snapshot) -> bool {
        variable as usize >= snapshot.slots
    }

    /// Whether `from` fits `to`; nothing is decided if it does not.
    pub(super) fn fits(&mut self, from: &Type, to: &Type) -> bool {
        let before = self.snapshot();
        let fits = assign::fits_with(self, from, to);
        if !fits {
            self.rollback(before);
        }
        fits
    }

    /// `ty` with everything that is known; variables that nothing decided stay.
    pub(super) fn zonk(&self, ty: &Type) -> Type {
        self.decided(ty).unwrap_or_else(|| ty.clone())
    }

    /// A type in which something was decided; nothing if it can be shared as it is.
    fn decided(&self, ty: &Type) -> Option<Type> {
        let members = |members: &[Type]| -> Option<Vec<Type>> {
            let first = members.iter().enumerate().find_map(|(at, member)| Some((at, self.decided(member)?)));
            let (at, decided) = first?;
            let (before, after) = members.split_at(at);
            let after = after.iter().skip(1).map(|member| self.zonk(member));
            Some(before.iter().cloned().chain([decided]).chain(after).collect())
        };
        match ty {
            Type::Infer(_) => match self.shallow(ty) {
                Type::Infer(open) if *ty == Type::Infer(open) => None,
                open @ Type::Infer(_) => Some(open),
                known => Some(self.zonk(&known)),
            },
            Type::List(inner) => self.decided(inner).map(Type::list),
            Type::Map(inner) => self.decided(inner).map(Type::map),
            Type::Union(variants) => members(variants).map(Type::union),
            Type::Tuple(parts) => members(parts).map(|parts| Type::Tuple(parts.into())),
            _ => None,
        }
    }

    /// What left this variable open, and where.
    pub(super) fn origin(&self, variable: u32) -> Option<(Open, Span)> {
        self.slots.get(variable as usize).map(|slot| (slot.open, slot.span))
    }

    /// The variables of `ty` that nothing decided.
    pub(super) fn open(&self, ty: &Type, found: &mut Vec<u32>) {
        match self.shallow(ty) {
            Type::Infer(variable) => found.push(variable),
            ty => ty.parts().for_each(|part| self.open(part, found)),
        }
    }

    fn occurs(&self, variable: u32, ty: &Type) -> bool {
        let mut found = Vec::new();
        self.open(ty, &mut found);
        found.contains(&variable)
    }
}

impl Solver for Infer {
    fn shallow(&self, ty: &Type) -> Type {
        match ty {
            Type::Infer(variable) => match self.slots.get(*variable as usize).and_then(|slot| slot.known.as_ref()) {
                Some(known) => self.shallow(known),
                None => ty.clone(),
            },
            Type::Union(members) if members.iter().any(|member| matches!(member, Type::Infer(_))) => {
                Type::union(members.iter().map(|member| self.shallow(member)))
            }
            other => other.clone(),
        }
    }

    fn bind(&mut self, variable: u32, ty: &Type) -> bool {
        if let Type::Union(members) = self.shallow(ty)
            && members.contains(&Type::Infer(variable))
        {
            // `a` within `a?`: the rest of the union says nothing about `a`.
            return true;
        }
        if let Type::Infer(other) = self.shallow(ty)
            && other > variable
        {
            // The older one stays: it is the literal in the user's text, the newer one a call that takes it.
            return self.bind(other, &Type::Infer(variable));
        }
        let nothing = matches!(self.shallow(ty), Type::Unit) && !matches!(self.origin(variable), Some((Open::Result, _)));
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
        let xs = Type::list(element);
        assert!(infer.fits(&xs, &Type::list(Type::Str)));
        assert_eq!(infer.zonk(&xs), Type::list(Type::Str));
        assert!(!infer.fits(&xs, &Type::list(Type::Int)));
    }

    #[test]
    fn none_becomes_an_optional_of_what_comes_later() {
        let mut infer = Infer::default();
        let inner = infer.fresh(Open::None, span());
        let maybe = Type::Union([inner, Type::None].into());
        assert!(infer.fits(&Type::None, &maybe));
        assert!(infer.fits(&Type::Int, &maybe));
        assert_eq!(infer.zonk(&maybe), Type::optional(Type::Int));
    }

    #[test]
    fn an_optional_of_an_optional_is_flat() {
        let mut infer = Infer::default();
        let inner = infer.fresh(Open::None, span());
        let maybe = Type::Union([inner.clone(), Type::None].into());
        assert!(infer.fits(&inner, &Type::optional(Type::Int)));
        assert_eq!(infer.zonk(&maybe), Type::optional(Type::Int));
    }

    #[test]
    fn a_list_never_contains_itself() {
        let mut infer = Infer::default();
        let element = infer.fresh(Open::List, span());
        assert!(!infer.fits(&Type::list(element.clone()), &element));
    }

    #[test]
    fn a_rollback_forgets() {
        let mut infer = Infer::default();
        let element = infer.fresh(Open::List, span());
        let before = infer.snapshot();
        assert!(infer.fits(&element, &Type::Int));
        infer.rollback(before);
        assert!(infer.fits(&element, &Type::Str));
        assert_eq!(infer.zonk(&element), Type::Str);
    }
}
