//! Lists: numbers and bools are stored unboxed, everything else as values.
//!
//! Most lists that code computes with hold numbers, which as values would need twice the space, and a bool sixteen times. Which form
//! a list has is not visible outside: its first element decides, and becomes a row of values when an element comes
//! that does not fit, as `none` in a `[int?]` does. It does not change back until it is empty, so that code which alternates between kinds stays linear.

use std::borrow::Cow;
use std::ops::Range;

use super::code::{Kind, bits};
use super::equal::equal;
use super::failure::{Fallible, Fault};
use super::meter;
use super::row::{Counted, Row};
use super::value::Value;

/// The elements of a list. Its form is a byte of its own, because loops read it for every element, and a niche is twice as slow.
#[derive(Clone, Debug)]
#[repr(u8)]
pub enum List {
    /// Any values.
    Values(Row),
    /// The bits of scalars of one kind, which are not bools.
    Scalars(Kind, Counted<i64>),
    Bools(Counted<bool>),
}

/// The elements of a list in their order.
pub enum Iter<'a> {
    /// Those of [`List::Values`].
    Values(std::slice::Iter<'a, Value>),
    /// Those of [`List::Scalars`].
    Scalars(Kind, std::slice::Iter<'a, i64>),
    /// Those of [`List::Bools`].
    Bools(std::slice::Iter<'a, bool>),
}

/// The kind of a value that needs no box, and its bits.
#[inline]
fn unboxed(value: &Value) -> Option<(Kind, i64)> {
    let kind = match value {
        Value::Int(_) => Kind::Int,
        Value::Float(_) => Kind::Float,
        Value::Bool(_) => Kind::Bool,
        Value::Datetime(_) => Kind::Datetime,
        Value::Duration(_) => Kind::Duration,
        _ => return None,
    };
    bits(value).map(|bits| (kind, bits))
}

impl List {
    /// An empty list in the form of `value`, with room for `capacity` elements.
    ///
    /// # Errors
    /// If they would take more memory than is allowed.
    pub fn like(element: Option<&Value>, capacity: usize) -> Fallible<List> {
        Ok(match element.and_then(unboxed) {
            Some((Kind::Bool, _)) => List::Bools(Counted::with_capacity(capacity)?),
            Some((kind, _)) => List::Scalars(kind, Counted::with_capacity(capacity)?),
            None => List::Values(Row::with_capacity(capacity)?),
        })
    }

    /// Collects the values of an iterator, and stops as soon as they use too much memory.
    ///
    /// # Errors
    /// If they do.
    pub fn collect(values: impl IntoIterator<Item = Value>) -> Fallible<List> {
        let mut values = values.into_iter().peekable();
        let capacity = values.size_hint().0;
        let mut all = List::like(values.peek(), capacity)?;
        for value in values {
            meter::worked(1)?;
            all.push(value)?;
            meter::check()?;
        }
        Ok(all)
    }

    /// How many elements there are.
    #[inline]
    pub fn len(&self) -> usize {
        match self {
            List::Values(values) => values.len(),
            List::Scalars(_, scalars) => scalars.len(),
            List::Bools(bools) => bools.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The size of an element in bytes, without what it refers to.
    pub fn width(&self) -> usize {
        match self {
            List::Values(_) => size_of::<Value>(),
            List::Scalars(..) => size_of::<i64>(),
            List::Bools(_) => size_of::<bool>(),
        }
    }

    /// An element.
    #[inline]
    pub fn get(&self, index: usize) -> Option<Cow<'_, Value>> {
        match self {
            List::Values(values) => values.get(index).map(Cow::Borrowed),
            List::Scalars(kind, scalars) => scalars.get(index).map(|bits| Cow::Owned(kind.boxed(*bits))),
            List::Bools(bools) => bools.get(index).map(|truth| Cow::Owned(Value::Bool(*truth))),
        }
    }

    /// The elements in their order.
    pub fn iter(&self) -> Iter<'_> {
        match self {
            List::Values(values) => Iter::Values(values.iter()),
            List::Scalars(kind, scalars) => Iter::Scalars(*kind, scalars.iter()),
            List::Bools(bools) => Iter::Bools(bools.iter()),
        }
    }

    /// The numbers of whole numbers, instants or spans of time.
    pub fn integers(&self) -> Option<&[i64]> {
        match self {
            List::Scalars(Kind::Int | Kind::Datetime | Kind::Duration, scalars) => Some(scalars),
            _ => None,
        }
    }

    /// Appends a value.
    ///
    /// # Errors
    /// If there is no more memory for it.
    pub fn push(&mut self, value: Value) -> Fallible<()> {
        match unboxed(&value) {
            Some((kind, bits)) => self.push_scalar(kind, bits),
            None => self.values_mut()?.push(value),
        }
    }

    /// Appends a scalar.
    ///
    /// # Errors
    /// If there is no more memory for it.
    #[inline(always)]
    pub fn push_scalar(&mut self, kind: Kind, bits: i64) -> Fallible<()> {
        match self {
            List::Scalars(held, scalars) if *held == kind => scalars.push(bits),
            List::Bools(bools) if kind == Kind::Bool => bools.push(bits != 0),
            _ => self.push_first(kind, bits),
        }
    }

    /// Appends a scalar to a list that is empty or has another form.
    #[cold]
    fn push_first(&mut self, kind: Kind, bits: i64) -> Fallible<()> {
        match self {
            List::Values(values) if values.is_empty() => {
                let value = kind.boxed(bits);
                *self = List::like(Some(&value), values.capacity())?;
                self.push(value)
            }
            _ => self.values_mut()?.push(kind.boxed(bits)),
        }
    }

    /// Replaces the element at `index`; `false` if there is none.
    ///
    /// # Errors
    /// If the list has to change its form, and there is no memory for that.
    #[inline]
    pub fn set(&mut self, index: usize, value: Value) -> Fallible<bool> {
        if index >= self.len() {
            return Ok(false);
        }
        match (&mut *self, unboxed(&value)) {
            (List::Scalars(held, scalars), Some((kind, bits))) if *held == kind => scalars[index] = bits,
            (List::Bools(bools), Some((Kind::Bool, bits))) => bools[index] = bits != 0,
            _ => self.values_mut()?[index] = value,
        }
        Ok(true)
    }

    /// The elements as values, to be changed.
    ///
    /// # Errors
    /// If the list has to change its form, and there is no memory for that.
    pub fn values_mut(&mut self) -> Fallible<&mut Row> {
        if !matches!(self, List::Values(_)) {
            let mut values = Row::with_capacity(self.len().max(4))?;
            for value in self.iter() {
                values.push(value.into_owned())?;
            }
            meter::copied(values.len())?;
            *self = List::Values(values);
        }
        match self {
            List::Values(values) => Ok(values),
            _ => Err(Fault::invalid("[T]")),
        }
    }

    /// Appends all elements of another list.
    ///
    /// # Errors
    /// If there is no more memory for them.
    pub fn append(&mut self, more: List) -> Fallible<()> {
        if self.is_empty() {
            *self = more;
            return Ok(());
        }
        match (&mut *self, more) {
            (List::Values(values), List::Values(more)) => values.append(more),
            (_, more) => self.extend(&more, 0..more.len()),
        }
    }

    /// Appends copies of elements of another list; a range beyond its end is clamped.
    ///
    /// # Errors
    /// If there is no more memory for them.
    pub fn extend(&mut self, more: &List, range: Range<usize>) -> Fallible<()> {
        let range = more.within(range);
        if self.is_empty() && !range.is_empty() && !self.has_form_of(more) {
            *self = more.form(range.len())?;
        }
        match (&mut *self, more) {
            (List::Values(values), List::Values(more)) => values.extend_from_slice(&more[range]),
            (List::Scalars(kind, scalars), List::Scalars(other, more)) if kind == other => scalars.extend_from_slice(&more[range]),
            (List::Bools(bools), List::Bools(more)) => bools.extend_from_slice(&more[range]),
            _ => {
                meter::copied(range.len())?;
                more.iter().skip(range.start).take(range.len()).try_for_each(|value| self.push(value.into_owned()))
            }
        }
    }

    /// Copies of the elements in a range, as far as it is within the list.
    ///
    /// # Errors
    /// If there is no memory for them.
    pub fn slice(&self, range: Range<usize>) -> Fallible<List> {
        let range = self.within(range);
        let mut part = self.form(range.len())?;
        part.extend(self, range)?;
        Ok(part)
    }

    /// An empty list in the form of this one, with room for `capacity` elements.
    fn form(&self, capacity: usize) -> Fallible<List> {
        Ok(match self {
            List::Values(_) => List::Values(Row::with_capacity(capacity)?),
            List::Scalars(kind, _) => List::Scalars(*kind, Counted::with_capacity(capacity)?),
            List::Bools(_) => List::Bools(Counted::with_capacity(capacity)?),
        })
    }

    fn has_form_of(&self, other: &List) -> bool {
        match (self, other) {
            (List::Values(_), List::Values(_)) | (List::Bools(_), List::Bools(_)) => true,
            (List::Scalars(kind, _), List::Scalars(other, _)) => kind == other,
            _ => false,
        }
    }

    /// A range clamped to the list.
    fn within(&self, range: Range<usize>) -> Range<usize> {
        let end = range.end.min(self.len());
        range.start.min(end)..end
    }

    /// The elements so often.
    ///
    /// # Errors
    /// If there is no memory for them.
    pub fn repeated(&self, times: usize) -> Fallible<List> {
        let times = if self.is_empty() { 0 } else { times };
        let mut all = self.form(self.len().saturating_mul(times))?;
        match (&mut all, self) {
            (List::Values(all), List::Values(one)) if one.len() == 1 => all.fill(one[0].clone(), times)?,
            (List::Scalars(_, all), List::Scalars(_, one)) if one.len() == 1 => all.fill(one[0], times)?,
            (List::Bools(all), List::Bools(one)) if one.len() == 1 => all.fill(one[0], times)?,
            (all, one) => (0..times).try_for_each(|_| all.extend(one, 0..one.len()))?,
        }
        Ok(all)
    }

    /// Inserts a value before the element at `index`, which is at most the length.
    ///
    /// # Errors
    /// If there is no more memory for it.
    pub fn insert(&mut self, index: usize, value: Value) -> Fallible<()> {
        if self.is_empty() {
            return self.push(value);
        }
        match (&mut *self, unboxed(&value)) {
            (List::Scalars(held, scalars), Some((kind, bits))) if *held == kind => scalars.insert(index, bits),
            (List::Bools(bools), Some((Kind::Bool, bits))) => bools.insert(index, bits != 0),
            _ => self.values_mut()?.insert(index, value),
        }
    }

    /// Removes the element at `index`, which has to be there.
    pub fn remove(&mut self, index: usize) {
        match self {
            List::Values(values) => values.remove(index),
            List::Scalars(_, scalars) => scalars.remove(index),
            List::Bools(bools) => bools.remove(index),
        }
    }

    /// Truncates at that index. If the row is then mostly empty, it releases memory.
    pub fn truncate(&mut self, length: usize) {
        match self {
            List::Values(values) => values.truncate(length),
            List::Scalars(_, scalars) => scalars.truncate(length),
            List::Bools(bools) => bools.truncate(length),
        }
    }

    /// Reverses the elements.
    pub fn reverse(&mut self) {
        match self {
            List::Values(values) => values.reverse(),
            List::Scalars(_, scalars) => scalars.reverse(),
            List::Bools(bools) => bools.reverse(),
        }
    }

    /// The position of the first element that equals a value.
    ///
    /// # Errors
    /// If the run has lasted too long.
    pub fn position(&self, value: &Value) -> Fallible<Option<usize>> {
        if let (List::Scalars(held, scalars), Some((kind, bits))) = (self, unboxed(value))
            && *held == kind
            && kind != Kind::Float
        {
            return found(scalars, &bits);
        }
        if let (List::Bools(bools), Value::Bool(truth)) = (self, value) {
            return found(bools, truth);
        }
        for (index, element) in self.iter().enumerate() {
            meter::worked(1)?;
            if equal(&element, value)? {
                return Ok(Some(index));
            }
        }
        Ok(None)
    }

    /// Whether one of the elements equals a value.
    ///
    /// # Errors
    /// If the run has lasted too long.
    pub fn contains(&self, value: &Value) -> Fallible<bool> {
        self.position(value).map(|found| found.is_some())
    }

    /// The elements as values, no longer counted.
    pub fn into_vec(self) -> Vec<Value> {
        match self {
            List::Values(values) => values.into_vec(),
            List::Scalars(kind, scalars) => scalars.iter().map(|bits| kind.boxed(*bits)).collect(),
            List::Bools(bools) => bools.iter().map(|truth| Value::Bool(*truth)).collect(),
        }
    }
}

impl Default for List {
    fn default() -> Self {
        List::Values(Row::default())
    }
}

impl From<Vec<Value>> for List {
    fn from(values: Vec<Value>) -> Self {
        let found = match values.first().and_then(unboxed) {
            Some((Kind::Bool, _)) => {
                all(&values, |value| if let Value::Bool(truth) = value { Some(*truth) } else { None }).map(List::Bools)
            }
            Some((kind, _)) => {
                let bits = |value: &Value| unboxed(value).and_then(|(other, bits)| (other == kind).then_some(bits));
                all(&values, bits).map(|scalars| List::Scalars(kind, scalars))
            }
            None => None,
        };
        found.unwrap_or_else(|| List::Values(values.into()))
    }
}

/// The position of an element that is the same as another one.
fn found<T: PartialEq>(elements: &[T], wanted: &T) -> Fallible<Option<usize>> {
    for (index, piece) in elements.chunks(1 << 12).enumerate() {
        meter::worked(piece.len() / 4)?;
        if let Some(at) = piece.iter().position(|element| element == wanted) {
            return Ok(Some((index << 12) + at));
        }
    }
    Ok(None)
}

/// The scalars of all values, if all are scalars, without spare capacity.
fn all<T>(values: &[Value], read: impl Fn(&Value) -> Option<T>) -> Option<Counted<T>> {
    let mut row = Vec::with_capacity(values.len());
    for value in values {
        row.push(read(value)?);
    }
    Some(row.into())
}

impl<'a> Iterator for Iter<'a> {
    type Item = Cow<'a, Value>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Iter::Values(values) => values.next().map(Cow::Borrowed),
            Iter::Scalars(kind, scalars) => scalars.next().map(|bits| Cow::Owned(kind.boxed(*bits))),
            Iter::Bools(bools) => bools.next().map(|truth| Cow::Owned(Value::Bool(*truth))),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match self {
            Iter::Values(values) => values.size_hint(),
            Iter::Scalars(_, scalars) => scalars.size_hint(),
            Iter::Bools(bools) => bools.size_hint(),
        }
    }

    fn nth(&mut self, n: usize) -> Option<Self::Item> {
        match self {
            Iter::Values(values) => values.nth(n).map(Cow::Borrowed),
            Iter::Scalars(kind, scalars) => scalars.nth(n).map(|bits| Cow::Owned(kind.boxed(*bits))),
            Iter::Bools(bools) => bools.nth(n).map(|truth| Cow::Owned(Value::Bool(*truth))),
        }
    }
}

impl ExactSizeIterator for Iter<'_> {}

impl<'a> IntoIterator for &'a List {
    type Item = Cow<'a, Value>;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

// The size that `Counted` counts for a row is that of the whole list.
const _: () = assert!(size_of::<List>() == 32);

#[cfg(test)]
mod tests;
