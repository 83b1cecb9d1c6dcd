//! The members of a JSON object, by ascending keys. Most objects are small and are searched from their first key on.
//!
//! JSON gives the order no meaning, and Flyte does not keep it: a part of a struct arrives in another one in every run. So an object
//! is sorted when it is made, and its text, its digest and its MessagePack do not depend on the order in which it arrived.

use triomphe::Arc;

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;

use super::{Json, deeper};
use crate::eval::failure::Fallible;
use crate::eval::map::Query;
use crate::eval::meter;
use crate::eval::text::Text;

/// The most members that are searched one by one.
const FEW: usize = 8;

/// The size of a member in a table, with its hash and place.
const BYTES: usize = 48;

/// The members of an object, counted by the meter.
#[derive(Debug)]
pub struct Object {
    members: Members,
    depth: u32,
    /// The bytes that were counted.
    counted: usize,
}

#[derive(Debug)]
enum Members {
    Few(Vec<(Arc<Text>, Json)>),
    Many(IndexMap<Arc<Text>, Json, FxBuildHasher>),
}

impl Members {
    /// Sorts them by their keys; most arrive sorted.
    fn sort(&mut self) {
        match self {
            Members::Few(members) if !members.is_sorted_by(|(a, _), (b, _)| a <= b) => members.sort_by(|(a, _), (b, _)| a.cmp(b)),
            Members::Many(members) if !members.keys().is_sorted() => members.sort_keys(),
            Members::Few(_) | Members::Many(_) => {}
        }
    }
}

/// An object that is being built.
#[derive(Debug)]
pub(crate) struct ObjectBuilder {
    members: Members,
}

impl Object {
    /// How many members there are.
    pub fn len(&self) -> usize {
        match &self.members {
            Members::Few(members) => members.len(),
            Members::Many(members) => members.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How deep arrays and objects nest, this one included.
    pub fn depth(&self) -> u32 {
        self.depth
    }

    /// The member with a key.
    pub fn get(&self, key: &str) -> Option<&Json> {
        match &self.members {
            Members::Few(members) => members.iter().find(|(held, _)| held.as_str() == key).map(|(_, member)| member),
            Members::Many(members) => members.get(&Query(key)),
        }
    }

    /// Keys and members by ascending keys, by Unicode scalar.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<Text>, &Json)> {
        let (few, many) = match &self.members {
            Members::Few(members) => (Some(members), None),
            Members::Many(members) => (None, Some(members)),
        };
        let few = few.into_iter().flatten().map(|(key, member)| (key, member));
        few.chain(many.into_iter().flatten())
    }
}

impl ObjectBuilder {
    /// An object without members, with room for `capacity` of them.
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        let members = match capacity {
            0..=FEW => Members::Few(Vec::with_capacity(capacity)),
            _ => Members::Many(IndexMap::with_capacity_and_hasher(capacity, FxBuildHasher)),
        };
        Self { members }
    }

    /// Likewise, if there is memory for it.
    ///
    /// # Errors
    /// If there is none.
    pub(crate) fn with_room(capacity: usize) -> Fallible<Self> {
        meter::room(capacity.saturating_mul(BYTES))?;
        Ok(Self::with_capacity(capacity))
    }

    /// Adds a member; it replaces one with the same key.
    pub(crate) fn insert(&mut self, key: Arc<Text>, member: Json) {
        match &mut self.members {
            Members::Few(members) => {
                if let Some((_, held)) = members.iter_mut().find(|(held, _)| *held == key) {
                    *held = member;
                } else if members.len() < FEW {
                    members.push((key, member));
                } else {
                    let few = std::mem::take(members).into_iter();
                    self.members = Members::Many(few.chain([(key, member)]).collect());
                }
            }
            Members::Many(members) => drop(members.insert(key, member)),
        }
    }

    /// The object.
    ///
    /// # Errors
    /// If it nests too deep.
    pub(crate) fn finish(self) -> Fallible<Json> {
        let mut members = self.members;
        members.sort();
        let (depth, counted) = match &members {
            Members::Few(few) => (deeper(few.iter().map(|(_, member)| member)), few.capacity() * size_of::<(Arc<Text>, Json)>()),
            Members::Many(many) => (deeper(many.values()), many.capacity() * BYTES),
        };
        let depth = depth?;
        meter::piece(size_of::<Object>() + counted);
        Ok(Json::Object(Arc::new(Object { members, depth, counted })))
    }
}

impl Drop for Object {
    fn drop(&mut self) {
        meter::piece_freed(size_of::<Object>() + self.counted);
    }
}

/// Keys of one document: those that occur again, as in every record of a list, are shared.
#[derive(Default)]
pub(super) struct Keys {
    held: IndexSet<Arc<Text>, FxBuildHasher>,
}

impl Keys {
    /// The key with this text.
    pub(super) fn get(&mut self, key: &str) -> Arc<Text> {
        match self.held.get(&Query(key)) {
            Some(held) => Arc::clone(held),
            None => {
                let new = Arc::new(Text::from(key));
                self.held.insert(Arc::clone(&new));
                new
            }
        }
    }
}
