//! Values in a row: what lists, tuples and structs hold, counted by the meter.

use std::ops::{Deref, DerefMut};

use super::failure::Fallible;
use super::meter;
use super::value::Value;

/// Values in a row. They are seen as a slice; only what is here can make them more.
#[derive(Debug)]
pub struct Row {
    values: Vec<Value>,
}

const BYTES: usize = size_of::<Value>();

impl Row {
    /// No values, with room for so many.
    ///
    /// # Errors
    /// If they would take more memory than there may be.
    pub fn with_capacity(capacity: usize) -> Fallible<Self> {
        meter::room(capacity.saturating_mul(BYTES))?;
        Ok(Vec::with_capacity(capacity).into())
    }

    /// The values that an iterator gives, which stops as soon as they, with all that they hold, take too much memory.
    ///
    /// # Errors
    /// If they do.
    pub fn collect(values: impl IntoIterator<Item = Value>) -> Fallible<Self> {
        let values = values.into_iter();
        let mut all = Self::with_capacity(values.size_hint().0)?;
        for value in values {
            all.push(value)?;
            meter::check()?;
        }
        Ok(all)
    }

    /// Appends a value.
    ///
    /// # Errors
    /// If there is no more memory for it.
    #[inline(always)]
    pub fn push(&mut self, value: Value) -> Fallible<()> {
        if self.values.len() == self.values.capacity() {
            self.grow(1)?;
        }
        self.values.push(value);
        Ok(())
    }

    /// Appends copies.
    ///
    /// # Errors
    /// If there is no more memory for them.
    pub fn extend_from_slice(&mut self, more: &[Value]) -> Fallible<()> {
        meter::copied(more.len())?;
        self.reserve(more.len())?;
        self.values.extend_from_slice(more);
        Ok(())
    }

    /// Appends all values of another row.
    ///
    /// # Errors
    /// If there is no more memory for them.
    pub fn append(&mut self, mut more: Row) -> Fallible<()> {
        meter::copied(more.len())?;
        self.reserve(more.len())?;
        self.values.append(&mut more.values);
        Ok(())
    }

    /// Forgets all values from that index on. What is then mostly empty gives its memory back.
    pub fn truncate(&mut self, length: usize) {
        self.values.truncate(length);
        let capacity = self.values.capacity();
        if length < capacity / 4 {
            self.values.shrink_to(length * 2);
            meter::remove((capacity - self.values.capacity()) * BYTES);
        }
    }

    /// The values, no longer counted.
    pub fn into_vec(mut self) -> Vec<Value> {
        let values = std::mem::take(&mut self.values);
        meter::remove(values.capacity() * BYTES);
        values
    }

    fn reserve(&mut self, more: usize) -> Fallible<()> {
        if self.values.capacity() - self.values.len() < more { self.grow(more) } else { Ok(()) }
    }

    #[cold]
    fn grow(&mut self, more: usize) -> Fallible<()> {
        let (length, capacity) = (self.values.len(), self.values.capacity());
        // By half for long rows: memory is what limits them.
        let wanted = (length + more).max(if capacity < 1 << 16 { capacity * 2 } else { capacity + capacity / 2 }).max(4);
        meter::room((wanted - capacity) * BYTES)?;
        self.values.reserve_exact(wanted - length);
        meter::add((self.values.capacity() - capacity) * BYTES);
        Ok(())
    }
}

impl From<Vec<Value>> for Row {
    #[inline]
    fn from(values: Vec<Value>) -> Self {
        meter::piece(values.capacity() * BYTES);
        Self { values }
    }
}

impl Default for Row {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl Drop for Row {
    #[inline]
    fn drop(&mut self) {
        meter::piece_freed(self.values.capacity() * BYTES);
    }
}

impl Clone for Row {
    fn clone(&self) -> Self {
        self.values.clone().into()
    }
}

impl Deref for Row {
    type Target = [Value];

    #[inline(always)]
    fn deref(&self) -> &[Value] {
        &self.values
    }
}

impl DerefMut for Row {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut [Value] {
        &mut self.values
    }
}

impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        self.values == other.values
    }
}

impl<'a> IntoIterator for &'a Row {
    type Item = &'a Value;
    type IntoIter = std::slice::Iter<'a, Value>;

    fn into_iter(self) -> Self::IntoIter {
        self.values.iter()
    }
}
