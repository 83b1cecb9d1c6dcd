//! The maps of code: looked up by hash, iterated in ascending order of their keys.
//!
//! Writing is what loops do, so an entry costs one hash; the order is computed on demand, and is free for a map whose
//! keys were inserted in ascending order.

use std::hash::{Hash, Hasher};
use triomphe::Arc;

use indexmap::{Equivalent, IndexMap};
use rustc_hash::FxBuildHasher;

use super::failure::Fallible;
use super::text::Text;
use super::value::Value;
use super::{meter, order};

/// A map from text to values, counted by the meter.
#[derive(Debug)]
pub struct Map {
    entries: IndexMap<Arc<Text>, Value, FxBuildHasher>,
    /// Whether `entries` are in ascending order.
    sorted: bool,
    /// The bytes that were counted for the table.
    counted: usize,
}

/// The size of an entry: its hash, key and value, and its place in the table.
const BYTES: usize = 48;

/// A key to look for.
pub(crate) struct Query<'a>(pub &'a str);

impl Hash for Query<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl Equivalent<Arc<Text>> for Query<'_> {
    fn equivalent(&self, key: &Arc<Text>) -> bool {
        self.0 == key.as_str()
    }
}

impl Default for Map {
    fn default() -> Self {
        Self::new()
    }
}

impl Map {
    /// A map without entries.
    pub fn new() -> Self {
        Self::counted(IndexMap::default(), true)
    }

    fn counted(entries: IndexMap<Arc<Text>, Value, FxBuildHasher>, sorted: bool) -> Self {
        let counted = entries.capacity() * BYTES;
        meter::piece(size_of::<Self>() + counted);
        Self { entries, sorted, counted }
    }

    #[cold]
    fn recount(&mut self) {
        let counted = self.entries.capacity() * BYTES;
        meter::add(counted);
        meter::remove(self.counted);
        self.counted = counted;
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The value of `key`.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.entries.get(&Query(key))
    }

    /// The value of `key`, to be written to.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        self.entries.get_mut(&Query(key))
    }

    /// Whether there is an entry with `key`.
    pub fn contains_key(&self, key: &str) -> bool {
        self.entries.contains_key(&Query(key))
    }

    /// Sets the value of `key` and returns the previous one.
    pub fn insert(&mut self, key: impl Into<Arc<Text>>, value: Value) -> Option<Value> {
        let key = key.into();
        if self.sorted {
            let ascending = self.entries.last().is_none_or(|(last, _)| *last < key);
            if !ascending {
                if let Some(held) = self.entries.get_mut(&key) {
                    return Some(std::mem::replace(held, value));
                }
                self.sorted = false;
            }
        }
        let held = self.entries.insert(key, value);
        if self.entries.capacity() * BYTES != self.counted {
            self.recount();
        }
        held
    }

    /// Removes the entry with `key` and returns its value.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        let index = self.entries.get_index_of(&Query(key))?;
        self.sorted = self.sorted && index + 1 >= self.entries.len().saturating_sub(1);
        self.entries.swap_remove_index(index).map(|(_, value)| value)
    }

    /// The entries in ascending order of their keys.
    pub fn iter(&self) -> std::vec::IntoIter<(&Arc<Text>, &Value)> {
        let mut entries: Vec<_> = self.entries.iter().collect();
        if !self.sorted {
            entries.sort_unstable_by(|a, b| a.0.cmp(b.0));
        }
        entries.into_iter()
    }

    /// Likewise, for code: sorting them may be slow, and their places need memory.
    ///
    /// # Errors
    /// If there is no memory or no time for it.
    pub fn ordered(&self) -> Fallible<Vec<(&Arc<Text>, &Value)>> {
        meter::worked(self.len())?;
        meter::room(self.len() * size_of::<usize>() * if self.sorted { 2 } else { 5 })?;
        let entries = self.entries.iter().collect();
        if self.sorted { Ok(entries) } else { order::sorted_by_text(entries, |(key, _)| key) }
    }

    /// The entries in an unspecified order.
    pub fn unordered(&self) -> impl Iterator<Item = (&Arc<Text>, &Value)> {
        self.entries.iter()
    }

    /// The keys in ascending order.
    pub fn keys(&self) -> impl Iterator<Item = &Arc<Text>> {
        self.iter().map(|(key, _)| key)
    }

    /// The values in the order of their keys.
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        self.iter().map(|(_, value)| value)
    }
}

impl Clone for Map {
    fn clone(&self) -> Self {
        Self::counted(self.entries.clone(), self.sorted)
    }
}

impl Drop for Map {
    fn drop(&mut self) {
        meter::piece_freed(size_of::<Self>() + self.counted);
    }
}

impl<K: Into<Arc<Text>>> FromIterator<(K, Value)> for Map {
    fn from_iter<I: IntoIterator<Item = (K, Value)>>(entries: I) -> Self {
        let mut map = Self::new();
        for (key, value) in entries {
            map.insert(key, value);
        }
        map
    }
}

impl IntoIterator for Map {
    type Item = (Arc<Text>, Value);
    type IntoIter = indexmap::map::IntoIter<Arc<Text>, Value>;

    fn into_iter(mut self) -> Self::IntoIter {
        if !self.sorted {
            self.entries.sort_unstable_keys();
        }
        std::mem::take(&mut self.entries).into_iter()
    }
}

impl<'a> IntoIterator for &'a Map {
    type Item = (&'a Arc<Text>, &'a Value);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(keys: &[&str]) -> Map {
        keys.iter().enumerate().map(|(index, key)| (Arc::new(Text::from(*key)), Value::Int(index as i64))).collect()
    }

    fn keys(map: &Map) -> Vec<String> {
        map.keys().map(|key| key.to_string()).collect()
    }

    #[test]
    fn keys_ascend_however_they_came() {
        assert_eq!(keys(&of(&["b", "a", "é", "c"])), ["a", "b", "c", "é"]);
        assert_eq!(keys(&of(&["a", "b", "c"])), ["a", "b", "c"]);
    }

    #[test]
    fn a_second_insertion_replaces_the_value() {
        let mut map = of(&["a", "b", "a"]);
        assert_eq!((map.len(), map.get("a")), (2, Some(&Value::Int(2))));
        assert_eq!(map.insert(Arc::new(Text::from("b")), Value::None), Some(Value::Int(1)));
    }

    #[test]
    fn the_order_survives_removals() {
        for gone in ["a", "b", "c", "d"] {
            let mut map = of(&["a", "b", "c", "d"]);
            assert!(map.remove(gone).is_some() && map.remove(gone).is_none());
            let expected: Vec<&str> = ["a", "b", "c", "d"].into_iter().filter(|key| *key != gone).collect();
            assert_eq!(keys(&map), expected);
        }
    }

    #[test]
    fn maps_are_equal_whatever_the_order_of_insertion() {
        let (mut a, mut b) = (Map::new(), Map::new());
        for key in ["x", "y"] {
            a.insert(Arc::new(Text::from(key)), Value::Int(1));
        }
        for key in ["y", "x"] {
            b.insert(Arc::new(Text::from(key)), Value::Int(1));
        }
        assert_eq!(Value::Map(Arc::new(a)), Value::Map(Arc::new(b)));
    }
}
