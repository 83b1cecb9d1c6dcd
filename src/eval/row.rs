//! The content of a row, counted by the meter: the values of tuples and structs, the elements of lists.

use std::ops::{Deref, DerefMut};

use super::failure::Fallible;
use super::meter;
use super::value::Value;

/// Values in a row.
pub(super) type Row = Counted<Value>;

/// How many elements are copied without a clock check.
const AT_ONCE: usize = 1 << 16;

/// Elements in a row. They are visible as a slice; only this module can add to them.
#[derive(Debug)]
pub struct Counted<T> {
    values: Vec<T>,
}

impl<T> Counted<T> {
    const BYTES: usize = size_of::<T>();

    /// The overhead of a row besides its elements; it is usually in a shared value.
    const OWN: usize = size_of::<Self>();

    /// An empty row with room for `capacity` elements.
    ///
    /// # Errors
    /// If they would take more memory than is allowed.
    pub fn with_capacity(capacity: usize) -> Fallible<Self> {
        meter::room(capacity.saturating_mul(Self::BYTES))?;
        Ok(Vec::with_capacity(capacity).into())
    }

    /// The capacity in elements.
    pub fn capacity(&self) -> usize {
        self.values.capacity()
    }

    /// Appends a value.
    ///
    /// # Errors
    /// If there is no more memory for it.
    #[inline(always)]
    pub fn push(&mut self, value: T) -> Fallible<()> {
        if self.values.len() == self.values.capacity() {
            self.grow(1)?;
        }
        self.values.push(value);
        Ok(())
    }

    /// Appends a value if there is capacity for it, and returns whether there was.
    #[inline(always)]
    pub fn push_within(&mut self, value: T) -> bool {
        let fits = self.values.len() < self.values.capacity();
        if fits {
            self.values.push(value);
        }
        fits
    }

    /// Inserts an element before the one at `index`, which is at most the length.
    ///
    /// # Errors
    /// If there is no more memory for it.
    pub fn insert(&mut self, index: usize, value: T) -> Fallible<()> {
        self.reserve(1)?;
        self.values.insert(index, value);
        Ok(())
    }

    /// Removes the element at `index`, which has to be there.
    pub fn remove(&mut self, index: usize) {
        self.values.remove(index);
    }

    /// Appends copies.
    ///
    /// # Errors
    /// If there is no more memory for them.
    pub fn extend_from_slice(&mut self, more: &[T]) -> Fallible<()>
    where
        T: Clone,
    {
        self.reserve(more.len())?;
        for more in more.chunks(AT_ONCE) {
            meter::copied(more.len())?;
            self.values.extend_from_slice(more);
        }
        Ok(())
    }

    /// Appends copies of one element.
    ///
    /// # Errors
    /// If there is no more memory for them.
    pub fn fill(&mut self, value: T, times: usize) -> Fallible<()>
    where
        T: Clone,
    {
        self.reserve(times)?;
        let mut left = times;
        while left > 0 {
            let now = left.min(AT_ONCE);
            meter::copied(now)?;
            self.values.extend(std::iter::repeat_n(value.clone(), now));
            left -= now;
        }
        Ok(())
    }

    /// Appends all elements of another row.
    ///
    /// # Errors
    /// If there is no more memory for them.
    pub fn append(&mut self, mut more: Self) -> Fallible<()> {
        meter::copied(more.len())?;
        self.reserve(more.len())?;
        self.values.append(&mut more.values);
        Ok(())
    }

    /// Truncates at that index. If the row is then mostly empty, it releases memory.
    pub fn truncate(&mut self, length: usize) {
        self.values.truncate(length);
        let capacity = self.values.capacity();
        if length < capacity / 4 {
            self.values.shrink_to(length * 2);
            meter::remove((capacity - self.values.capacity()) * Self::BYTES);
        }
    }

    /// The elements, no longer counted.
    pub fn into_vec(mut self) -> Vec<T> {
        let values = std::mem::take(&mut self.values);
        meter::remove(values.capacity() * Self::BYTES);
        values
    }

    fn reserve(&mut self, more: usize) -> Fallible<()> {
        if self.values.capacity() - self.values.len() < more { self.grow(more) } else { Ok(()) }
    }

    #[cold]
    fn grow(&mut self, more: usize) -> Fallible<()> {
        let (length, capacity) = (self.values.len(), self.values.capacity());
        // Long rows grow by half, because memory limits them.
        let wanted = (length + more).max(if capacity < 1 << 16 { capacity * 2 } else { capacity + capacity / 2 }).max(4);
        meter::room((wanted - capacity) * Self::BYTES)?;
        self.values.reserve_exact(wanted - length);
        meter::add((self.values.capacity() - capacity) * Self::BYTES);
        Ok(())
    }
}

impl<T> From<Vec<T>> for Counted<T> {
    #[inline]
    fn from(values: Vec<T>) -> Self {
        meter::piece(Self::OWN + values.capacity() * Self::BYTES);
        Self { values }
    }
}

impl<T> Default for Counted<T> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<T> Drop for Counted<T> {
    #[inline]
    fn drop(&mut self) {
        meter::piece_freed(Self::OWN + self.values.capacity() * Self::BYTES);
    }
}

impl<T: Clone> Clone for Counted<T> {
    fn clone(&self) -> Self {
        self.values.clone().into()
    }
}

impl<T> Deref for Counted<T> {
    type Target = [T];

    #[inline(always)]
    fn deref(&self) -> &[T] {
        &self.values
    }
}

impl<T> DerefMut for Counted<T> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.values
    }
}

impl<'a, T> IntoIterator for &'a Counted<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.values.iter()
    }
}
