//! The order in which values are sorted.

use std::borrow::{Borrow, Cow};
use std::cmp::Ordering;

use super::code::Kind;
use super::failure::Fallible;
use super::list::List;
use super::value::Value;
use super::{meter, sort};

/// How many bytes are compared between two checks of the meter.
const BYTES: usize = 1 << 16;

/// Compares two values of one type; NaN is greater than every number, `none` less than everything.
///
/// # Errors
/// If the run has lasted too long.
pub(super) fn compare(a: &Value, b: &Value) -> Fallible<Ordering> {
    Ok(match (a, b) {
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::Int(a), Value::Int(b)) | (Value::Datetime(a), Value::Datetime(b)) | (Value::Duration(a), Value::Duration(b)) => a.cmp(b),
        (Value::Float(a), Value::Float(b)) => compare_floats(*a, *b),
        (Value::Short(_) | Value::Str(_), Value::Short(_) | Value::Str(_)) => match (a.text(), b.text()) {
            (Some(a), Some(b)) => return compare_bytes(a.as_bytes(), b.as_bytes()),
            _ => Ordering::Equal,
        },
        (Value::Bytes(a), Value::Bytes(b)) => return compare_bytes(a, b),
        (Value::Enum(_, a), Value::Enum(_, b)) => a.cmp(b),
        (Value::List(a), Value::List(b)) => return compare_rows(a.iter(), b.iter()),
        (Value::Tuple(a), Value::Tuple(b)) => return compare_rows(a.iter(), b.iter()),
        (Value::None, Value::None) => Ordering::Equal,
        (Value::None, _) => Ordering::Less,
        (_, Value::None) => Ordering::Greater,
        _ => Ordering::Equal,
    })
}

/// Compares bytes; text compares as its bytes do.
///
/// # Errors
/// If the run has lasted too long.
#[inline]
pub(super) fn compare_bytes(a: &[u8], b: &[u8]) -> Fallible<Ordering> {
    if std::ptr::eq(a, b) {
        return Ok(Ordering::Equal);
    }
    if a.len().min(b.len()) < 64 {
        return Ok(a.cmp(b));
    }
    for (x, y) in a.chunks(BYTES).zip(b.chunks(BYTES)) {
        meter::read(x.len().min(y.len()))?;
        match x.cmp(y) {
            // A shorter piece is the last one of its text.
            Ordering::Equal => {}
            different => return Ok(different),
        }
    }
    Ok(a.len().cmp(&b.len()))
}

fn compare_rows<V: Borrow<Value>>(a: impl ExactSizeIterator<Item = V>, b: impl ExactSizeIterator<Item = V>) -> Fallible<Ordering> {
    let lengths = a.len().cmp(&b.len());
    for (a, b) in a.zip(b) {
        meter::worked(1)?;
        let order = compare(a.borrow(), b.borrow())?;
        if order.is_ne() {
            return Ok(order);
        }
    }
    Ok(lengths)
}

/// Numbers as IEEE orders them, NaN after them.
pub(super) fn compare_floats(a: f64, b: f64) -> Ordering {
    a.partial_cmp(&b).unwrap_or_else(|| a.is_nan().cmp(&b.is_nan()))
}

/// The order of a sort; descending reverses it, but NaN stays last.
fn ordered(a: &Value, b: &Value, descending: bool) -> Fallible<Ordering> {
    match (a, b) {
        (Value::Float(a), Value::Float(b)) => Ok(ordered_floats(*a, *b, descending)),
        _ if descending => compare(b, a),
        _ => compare(a, b),
    }
}

fn ordered_floats(a: f64, b: f64, descending: bool) -> Ordering {
    if descending && !a.is_nan() && !b.is_nan() { compare_floats(b, a) } else { compare_floats(a, b) }
}

/// The order of values that are compared in a few steps, which cannot fail.
fn ordered_cheaply(a: &Value, b: &Value, descending: bool) -> Ordering {
    ordered(a, b, descending).unwrap_or(Ordering::Equal)
}

/// Sorts elements by keys; equal keys keep their order.
///
/// # Errors
/// If the run has lasted too long.
pub(super) fn sort_by_keys(xs: Vec<Value>, keys: &List, descending: bool) -> Fallible<Vec<Value>> {
    // Numbers of one kind, the usual keys, are compared without their tags.
    let order = match numbers(keys) {
        Some(keys) => {
            // With their bits inverted, numbers descend; equal ones keep their order by their index.
            let mut pairs: Vec<(i64, u32)> = keys.into_iter().map(|key| if descending { !key } else { key }).zip(0..).collect();
            sort::numbers(&mut pairs, Ord::cmp)?;
            pairs.into_iter().map(|(_, at)| at).collect()
        }
        None => sorted_indices(keys, descending)?,
    };
    meter::worked(order.len() / 4)?;
    let mut xs: Vec<Option<Value>> = xs.into_iter().map(Some).collect();
    Ok(order.into_iter().filter_map(|index| xs.get_mut(index as usize).and_then(Option::take)).collect())
}

fn sorted_indices(keys: &List, descending: bool) -> Fallible<Vec<u32>> {
    let mut order: Vec<u32> = (0..keys.len() as u32).collect();
    let at = |index: &u32| keys.get(*index as usize).unwrap_or(Cow::Owned(Value::None));
    if is_cheap(keys.iter()) {
        let compare = |a: &u32, b: &u32| ordered_cheaply(&at(a), &at(b), descending);
        sort::cheap(&mut order, compare)?;
    } else {
        sort::costly(&mut order, |a, b| ordered(&at(a), &at(b), descending))?;
    }
    Ok(order)
}

/// Sorts by string keys; equal ones keep their order.
///
/// # Errors
/// If the run has lasted too long.
pub(super) fn sorted_by_text<T>(xs: Vec<T>, text: impl Fn(&T) -> &str) -> Fallible<Vec<T>> {
    let mut order: Vec<u32> = (0..xs.len() as u32).collect();
    let at = |index: &u32| xs.get(*index as usize).map_or("", &text).as_bytes();
    if xs.iter().all(|x| text(x).len() < 64) {
        sort::cheap(&mut order, |a, b| at(a).cmp(at(b)))?;
    } else {
        sort::costly(&mut order, |a, b| compare_bytes(at(a), at(b)))?;
    }
    let mut xs: Vec<Option<T>> = xs.into_iter().map(Some).collect();
    Ok(order.into_iter().filter_map(|index| xs.get_mut(index as usize).and_then(Option::take)).collect())
}

/// Whether values are compared in a few steps, which cannot fail.
fn is_cheap<V: Borrow<Value>>(mut values: impl Iterator<Item = V>) -> bool {
    values.all(|value| match value.borrow() {
        Value::Str(text) => text.len() < 64,
        Value::Bytes(bytes) => bytes.len() < 64,
        Value::List(_) | Value::Tuple(_) => false,
        _ => true,
    })
}

/// The numbers of a list of `int`s, dates or durations; those of floats without NaN as integers of the same order.
fn numbers(keys: &List) -> Option<Vec<i64>> {
    let ordered = |bits: &i64| {
        let float = f64::from_bits(*bits as u64);
        // Both zeros are equal; otherwise the bits order like the numbers once the negative ones are inverted.
        let bits = (float + 0.0).to_bits() as i64;
        (!float.is_nan()).then_some(bits ^ (((bits >> 63) as u64) >> 1) as i64)
    };
    match keys {
        List::Scalars(Kind::Float, floats) => floats.iter().map(ordered).collect(),
        keys => keys.integers().map(<[i64]>::to_vec),
    }
}

/// Sorts a list; equal elements keep their order.
///
/// # Errors
/// If the run has lasted too long.
pub(super) fn sort(xs: &mut List, descending: bool) -> Fallible<()> {
    match xs {
        List::Scalars(Kind::Float, floats) => {
            let float = |bits: &i64| f64::from_bits(*bits as u64);
            sort::cheap(floats, |a, b| ordered_floats(float(a), float(b), descending))
        }
        List::Scalars(_, numbers) if descending => sort::numbers(numbers, |a, b| b.cmp(a)),
        List::Scalars(_, numbers) => sort::numbers(numbers, i64::cmp),
        List::Bools(bools) => {
            meter::read(bools.len())?;
            bools.sort_unstable_by(|a, b| if descending { b.cmp(a) } else { a.cmp(b) });
            Ok(())
        }
        List::Values(values) if is_cheap(values.iter()) => sort::cheap(values, |a, b| ordered_cheaply(a, b, descending)),
        List::Values(values) => sort::costly(values, |a, b| ordered(a, b, descending)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn floats(floats: &[f64]) -> Vec<Value> {
        floats.iter().map(|float| Value::Float(*float)).collect()
    }

    fn texts(xs: &List) -> Vec<String> {
        xs.iter().map(|x| crate::eval::display::literal(&x, &Default::default()).unwrap()).collect()
    }

    fn by_keys(xs: &[Value], keys: &[Value], descending: bool) -> Vec<String> {
        texts(&sort_by_keys(xs.to_vec(), &keys.to_vec().into(), descending).unwrap().into())
    }

    #[test]
    fn nan_comes_last_in_both_directions() {
        for (descending, expected) in [(false, ["-1.0", "0.5", "2.0", "nan"]), (true, ["2.0", "0.5", "-1.0", "nan"])] {
            let keys = floats(&[2.0, f64::NAN, -1.0, 0.5]);
            assert_eq!(by_keys(&keys, &keys, descending), expected);
            let mut xs: List = keys.into();
            sort(&mut xs, descending).unwrap();
            assert_eq!(texts(&xs), expected);
            // The same as values that are not a row of floats.
            let mut xs = xs;
            xs.values_mut().unwrap().reverse();
            sort(&mut xs, descending).unwrap();
            assert_eq!(texts(&xs), expected);
        }
    }

    #[test]
    fn equal_keys_keep_their_order_also_descending() {
        let xs: Vec<Value> = (0..6).map(Value::Int).collect();
        let keys: Vec<Value> = [1, 0, 1, 0, 1, 0].map(Value::Int).to_vec();
        assert_eq!(by_keys(&xs, &keys, false), ["1", "3", "5", "0", "2", "4"]);
        assert_eq!(by_keys(&xs, &keys, true), ["0", "2", "4", "1", "3", "5"]);
        let zeros = floats(&[0.0, -0.0, 0.0, -1.5, 1.5, -0.0]);
        assert_eq!(by_keys(&xs, &zeros, false), ["3", "0", "1", "2", "5", "4"]);
    }

    #[test]
    fn tuples_and_text_compare_part_by_part() {
        let pair = |a: i64, b: &str| Value::tuple(vec![Value::Int(a), Value::str(b)]);
        assert_eq!(compare(&pair(1, "b"), &pair(1, "a")), Ok(Ordering::Greater));
        assert_eq!(compare(&Value::list(vec![]), &Value::list(vec![Value::Int(0)])), Ok(Ordering::Less));
        assert_eq!(compare(&Value::None, &Value::Int(i64::MIN)), Ok(Ordering::Less));
    }
}
