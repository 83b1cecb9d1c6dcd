//! Elements of lists: read, written to, appended.

use triomphe::Arc;

use super::access::{scalar, text_ref};
use crate::eval::code::Kind;
use crate::eval::failure::{Fallible, Fault};
use crate::eval::list::List;
use crate::eval::meter;
use crate::eval::value::Value;

/// The most elements of a list; beyond that the process would be killed.
pub(crate) const MAX_ELEMENTS: usize = 1 << 28;

/// The position that an index refers to.
#[inline]
pub(crate) fn position(index: i64, length: usize) -> usize {
    if index < 0 { (index.wrapping_add(length as i64)) as usize } else { index as usize }
}

/// An element that has parts, and therefore is not a scalar.
#[inline]
pub(crate) fn element(elements: &List, index: i64) -> Fallible<&Value> {
    let List::Values(values) = elements else { return Err(Fault::invalid("[T]")) };
    values.get(position(index, values.len())).ok_or_else(|| no_element(index, values.len()))
}

#[cold]
pub(crate) fn no_element(index: i64, length: usize) -> Box<Fault> {
    Fault::index(index, length, "list", "element")
}

/// The bits of an element that is a scalar.
#[inline]
pub(crate) fn scalar_element(elements: &List, index: i64) -> Fallible<i64> {
    let found = match elements {
        List::Scalars(_, scalars) => scalars.get(position(index, scalars.len())).copied(),
        List::Bools(bools) => bools.get(position(index, bools.len())).map(|truth| i64::from(*truth)),
        List::Values(values) => match values.get(position(index, values.len())) {
            Some(value) => return scalar(value),
            None => None,
        },
    };
    found.ok_or_else(|| no_element(index, elements.len()))
}

#[inline]
pub(crate) fn list(value: &Value) -> Fallible<&List> {
    match value {
        Value::List(elements) => Ok(elements),
        _ => Err(Fault::invalid("[T]")),
    }
}

/// A list to write to: copied first if it is shared.
#[inline]
pub(crate) fn list_mut(value: &mut Value) -> Fallible<&mut List> {
    match value {
        Value::List(elements) => own_list(elements),
        _ => Err(Fault::invalid("[T]")),
    }
}

#[inline]
fn own_list(elements: &mut Arc<List>) -> Fallible<&mut List> {
    if !elements.is_unique() {
        meter::copied(elements.len())?;
        meter::room(elements.len() * elements.width())?;
    }
    Ok(Arc::make_mut(elements))
}

/// An element that has parts, to be written to.
#[inline]
pub(crate) fn element_mut(value: &mut Value, index: i64) -> Fallible<&mut Value> {
    let List::Values(values) = list_mut(value)? else { return Err(Fault::invalid("[T]")) };
    let length = values.len();
    values.get_mut(position(index, length)).ok_or_else(|| no_element(index, length))
}

/// `a[i] = x` of a scalar.
#[inline(never)]
pub(crate) fn set_scalar(value: &mut Value, index: i64, kind: Kind, x: i64) -> Fallible<()> {
    let elements = list_mut(value)?;
    let at = position(index, elements.len());
    let place = match elements {
        List::Scalars(held, scalars) if *held == kind => scalars.get_mut(at).map(|place| *place = x),
        List::Bools(bools) if kind == Kind::Bool => bools.get_mut(at).map(|place| *place = x != 0),
        _ => return set_element(value, index, kind.boxed(x)),
    };
    match place {
        Some(()) => Ok(()),
        None => Err(no_element(index, list(value)?.len())),
    }
}

/// `a[i] = x`
#[inline]
pub(crate) fn set_element(value: &mut Value, index: i64, x: Value) -> Fallible<()> {
    let elements = list_mut(value)?;
    let length = elements.len();
    if elements.set(position(index, length), x)? { Ok(()) } else { Err(no_element(index, length)) }
}

/// Changes the bits of an element that is a scalar of that kind.
#[inline]
pub(crate) fn change_scalar(value: &mut Value, index: i64, kind: Kind, change: impl FnOnce(i64) -> Fallible<i64>) -> Fallible<()> {
    let elements = list_mut(value)?;
    let at = position(index, elements.len());
    if let List::Scalars(held, scalars) = elements
        && *held == kind
        && let Some(place) = scalars.get_mut(at)
    {
        *place = change(*place)?;
        return Ok(());
    }
    let changed = change(scalar_element(elements, index)?)?;
    set_scalar(value, index, kind, changed)
}

/// `a[i]` for a number or a bool when no check is needed: [`index_scalar`] for the loop itself.
#[inline(always)]
pub(crate) fn number(value: &Value, index: i64) -> Option<i64> {
    match value {
        Value::List(elements) => match &**elements {
            List::Scalars(_, scalars) => scalars.get(position(index, scalars.len())).copied(),
            List::Bools(bools) => bools.get(position(index, bools.len())).map(|truth| i64::from(*truth)),
            List::Values(_) => None,
        },
        _ => None,
    }
}

/// `a[i][j]` likewise.
#[inline(always)]
pub(crate) fn number_of_row(value: &Value, i: i64, j: i64) -> Option<i64> {
    let Value::List(rows) = value else { return None };
    let List::Values(rows) = &**rows else { return None };
    number(rows.get(position(i, rows.len()))?, j)
}

/// `a[i][j]`
#[inline(never)]
pub(crate) fn index_row(value: &Value, i: i64, j: i64) -> Fallible<i64> {
    index_scalar(element(list(value)?, i)?, j)
}

/// The bits of a scalar element; `None` after the last one.
#[inline(never)]
pub(crate) fn scalar_at(value: &Value, index: i64) -> Fallible<Option<i64>> {
    let elements = list(value)?;
    if (index as usize) < elements.len() { scalar_element(elements, index).map(Some) } else { Ok(None) }
}

/// `a[i] = x` likewise; returns whether it was done.
#[inline(always)]
pub(crate) fn put(value: &mut Value, index: i64, kind: Kind, x: i64) -> bool {
    let Value::List(elements) = value else { return false };
    match Arc::get_mut(elements) {
        Some(List::Scalars(held, scalars)) if *held == kind => {
            let at = position(index, scalars.len());
            scalars.get_mut(at).map(|place| *place = x).is_some()
        }
        Some(List::Bools(bools)) if kind == Kind::Bool => {
            let at = position(index, bools.len());
            bools.get_mut(at).map(|place| *place = x != 0).is_some()
        }
        _ => false,
    }
}

/// `a[i]` of a list or of bytes.
#[inline(never)]
pub(crate) fn index_scalar(value: &Value, index: i64) -> Fallible<i64> {
    match value {
        Value::List(elements) => scalar_element(elements, index),
        Value::Bytes(bytes) => match bytes.get(position(index, bytes.len())) {
            Some(byte) => Ok(i64::from(*byte)),
            None => Err(Fault::index(index, bytes.len(), "value", "byte")),
        },
        _ => Err(Fault::invalid("[T]")),
    }
}

/// `a[i]` of a list or of text.
#[inline]
pub(crate) fn index_value(value: &Value, index: i64) -> Fallible<Value> {
    match value {
        Value::List(elements) => match elements.get(position(index, elements.len())) {
            Some(element) => Ok(element.into_owned()),
            None => Err(no_element(index, elements.len())),
        },
        Value::Short(_) | Value::Str(_) => {
            let text = text_ref(value)?.measure()?;
            let scalars = text.scalars();
            let at = position(index, scalars);
            if at >= scalars {
                return Err(Fault::index(index, scalars, "string", "character"));
            }
            Ok(Value::str(text.slice(at, at + 1)))
        }
        _ => Err(Fault::invalid("[T]")),
    }
}

/// `a += x` of lists.
pub(crate) fn extend(value: &mut Value, more: Value) -> Fallible<()> {
    let Value::List(more) = more else { return Err(Fault::invalid("[T]")) };
    append(list_mut(value)?, more)
}

/// Appends to a list.
#[inline(always)]
pub(crate) fn push(list: &mut List, x: Value) -> Fallible<()> {
    room(list.len())?;
    list.push(x)
}

/// Appends a scalar to a list.
#[inline(never)]
pub(crate) fn push_scalar(value: &mut Value, kind: Kind, x: i64) -> Fallible<()> {
    let list = list_mut(value)?;
    room(list.len())?;
    list.push_scalar(kind, x)
}

/// Appends a number if no check is needed, and returns whether it did: [`push_scalar`] for the loop itself.
#[inline(always)]
pub(crate) fn append_number(value: &mut Value, kind: Kind, x: i64) -> bool {
    let Value::List(elements) = value else { return false };
    match Arc::get_mut(elements) {
        Some(List::Scalars(held, scalars)) if *held == kind && scalars.len() < MAX_ELEMENTS => scalars.push_within(x),
        _ => false,
    }
}

fn append(list: &mut List, more: Arc<List>) -> Fallible<()> {
    room(list.len() + more.len())?;
    match Arc::try_unwrap(more) {
        Ok(more) => list.append(more),
        Err(more) => list.extend(&more, 0..more.len()),
    }
}

/// Whether a list may have this many elements.
#[inline]
pub(crate) fn room(elements: usize) -> Fallible<()> {
    if elements > MAX_ELEMENTS {
        return Err(Fault::size(format!("the list would have more than {MAX_ELEMENTS} elements")));
    }
    Ok(())
}
