//! Paths into values, `a.b[i]["k"]`: read, written to, taken from.

use std::borrow::Cow;

use super::access::{entry, field, field_mut, lookup, map_mut, set_key};
use super::element::{element, element_mut, index_value, list, no_element, position, set_element};
use crate::eval::code::Step;
use crate::eval::failure::{Fallible, Fault};
use crate::eval::list::List;
use crate::eval::value::Value;

/// Reads through a path.
pub(super) fn read<'v>(root: &'v Value, path: &[Step], scalars: &[i64], values: &'v [Value]) -> Fallible<Cow<'v, Value>> {
    let Some((last, path)) = path.split_last() else { return Ok(Cow::Borrowed(root)) };
    let mut at = root;
    for step in path {
        at = part(at, step, scalars, values)?;
    }
    match *last {
        Step::Index(register) => {
            let (elements, index) = (list(at)?, scalars[usize::from(register)]);
            elements.get(position(index, elements.len())).ok_or_else(|| no_element(index, elements.len()))
        }
        _ => part(at, last, scalars, values).map(Cow::Borrowed),
    }
}

/// One step along a path.
fn part<'v>(at: &'v Value, step: &Step, scalars: &[i64], values: &'v [Value]) -> Fallible<&'v Value> {
    match *step {
        Step::Field(position) => field(at, position),
        Step::Index(register) => element(list(at)?, scalars[usize::from(register)]),
        Step::Key(register) => entry(at, &values[usize::from(register)]),
    }
}

/// One step along a path, to be written to.
fn part_mut<'v>(at: &'v mut Value, step: &Step, scalars: &[i64], keys: &mut std::slice::Iter<'_, Value>) -> Fallible<&'v mut Value> {
    match *step {
        Step::Field(position) => field_mut(at, position),
        Step::Index(register) => element_mut(at, scalars[usize::from(register)]),
        Step::Key(_) => {
            let key = lookup(keys.next().unwrap_or(&Value::None))?;
            map_mut(at)?.get_mut(key).ok_or_else(|| Fault::key(key, "map"))
        }
    }
}

/// Writes to the end of a path. A last key that is missing gets an entry.
pub(super) fn write(root: &mut Value, path: &[Step], scalars: &[i64], keys: &[Value], x: Value) -> Fallible<()> {
    let Some((last, path)) = path.split_last() else { return Err(Fault::invalid("[T]")) };
    let mut keys = keys.iter();
    let mut at = root;
    for step in path {
        at = part_mut(at, step, scalars, &mut keys)?;
    }
    match *last {
        Step::Index(register) => set_element(at, scalars[usize::from(register)], x),
        Step::Key(_) => set_key(at, keys.next().unwrap_or(&Value::None), x),
        Step::Field(position) => {
            *field_mut(at, position)? = x;
            Ok(())
        }
    }
}

/// Takes the value at the end of a path, which is written again before it is read.
pub(super) fn take(root: &mut Value, path: &[Step], scalars: &[i64], keys: &[Value]) -> Fallible<Value> {
    let mut keys = keys.iter();
    let mut at = root;
    for (depth, step) in path.iter().enumerate() {
        // A scalar of an optional type: it is not shared, and its list keeps its form.
        if depth + 1 == path.len()
            && let (Step::Index(register), Value::List(elements)) = (step, &*at)
            && !matches!(**elements, List::Values(_))
        {
            return index_value(at, scalars[usize::from(*register)]);
        }
        at = part_mut(at, step, scalars, &mut keys)?;
    }
    Ok(std::mem::replace(at, Value::None))
}

/// The keys of a path, so that the value can be written to.
pub(super) fn keys(path: &[Step], values: &[Value]) -> Vec<Value> {
    let keys = path.iter().filter_map(|step| match step {
        Step::Key(register) => values.get(usize::from(*register)).cloned(),
        _ => None,
    });
    keys.collect()
}
