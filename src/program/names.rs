//! Positions of fields, variants and outputs by their names, for definitions so large that a search at each use would be quadratic in
//! their number.

use std::sync::{Arc, PoisonError, RwLock};

use rustc_hash::FxHashMap;

use crate::program::ty::{EnumId, StructId};
use crate::source::{Name, Span};

/// Up to this many names, a search is as fast.
const FEW: usize = 16;

/// A definition with names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Named {
    Fields(StructId),
    Variants(EnumId),
    /// The outputs of the item that is declared at a place.
    Outputs(Span),
}

/// The names that were looked up so far. Definitions no longer change after the first look-up.
#[derive(Debug, Default)]
pub struct Names(RwLock<FxHashMap<Named, Arc<FxHashMap<Name, usize>>>>);

impl Clone for Names {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Names {
    /// The position of a name among those of a definition; of several of a name the first.
    pub fn position<'n, T>(&self, of: Named, entries: &'n [T], name_of: impl Fn(&'n T) -> &'n Name, name: &str) -> Option<usize> {
        if entries.len() <= FEW {
            return entries.iter().position(|entry| name_of(entry) == name);
        }
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&of).cloned();
        let positions = known.unwrap_or_else(|| {
            let all = entries.iter().enumerate().rev().map(|(at, entry)| (name_of(entry).clone(), at));
            let positions = Arc::new(all.collect());
            self.0.write().unwrap_or_else(PoisonError::into_inner).insert(of, Arc::clone(&positions));
            positions
        });
        positions.get(name).copied()
    }
}
