//! The order in which values are sorted.

use std::cmp::Ordering;

use super::code::Kind;
use super::list::List;
use super::value::Value;

/// Compares two values of one type; NaN is greater than every number, `none` less than everything.
pub fn compare(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::Int(a), Value::Int(b)) | (Value::Datetime(a), Value::Datetime(b)) | (Value::Duration(a), Value::Duration(b)) => a.cmp(b),
        (Value::Float(a), Value::Float(b)) => compare_floats(*a, *b),
        (Value::Short(_) | Value::Str(_), Value::Short(_) | Value::Str(_)) => a.text().as_deref().cmp(&b.text().as_deref()),
        (Value::Bytes(a), Value::Bytes(b)) => a.cmp(b),
        (Value::Enum(_, a), Value::Enum(_, b)) => a.cmp(b),
        (Value::List(a), Value::List(b)) => {
            let different = a.iter().zip(b.iter()).map(|(a, b)| compare(&a, &b)).find(|order| order.is_ne());
            different.unwrap_or_else(|| a.len().cmp(&b.len()))
        }
        (Value::Tuple(a), Value::Tuple(b)) => {
            let different = a.iter().zip(b.iter()).map(|(a, b)| compare(a, b)).find(|order| order.is_ne());
            different.unwrap_or_else(|| a.len().cmp(&b.len()))
        }
        (Value::None, Value::None) => Ordering::Equal,
        (Value::None, _) => Ordering::Less,
        (_, Value::None) => Ordering::Greater,
        _ => Ordering::Equal,
    }
}

/// Numbers as IEEE orders them, NaN behind them.
pub fn compare_floats(a: f64, b: f64) -> Ordering {
    a.partial_cmp(&b).unwrap_or_else(|| a.is_nan().cmp(&b.is_nan()))
}

/// The order of a descending sort: turned round, but NaN stays last.
pub fn compare_descending(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Float(x), Value::Float(y)) => compare_floats_descending(*x, *y),
        _ => compare(b, a),
    }
}

fn compare_floats_descending(a: f64, b: f64) -> Ordering {
    if a.is_nan() || b.is_nan() { a.is_nan().cmp(&b.is_nan()) } else { compare_floats(b, a) }
}

/// Sorts what stands beside keys; equal keys keep their order.
pub fn sort_by_keys(xs: Vec<Value>, keys: &List, descending: bool) -> Vec<Value> {
    // Numbers of one kind, the usual keys, are compared without their tags.
    let order = match numbers(keys) {
        Some(keys) => {
            // Turned round by their bits, numbers descend; equal ones keep their order by their index.
            let mut pairs: Vec<(i64, u32)> = keys.into_iter().map(|key| if descending { !key } else { key }).zip(0..).collect();
            pairs.sort_unstable();
            pairs.into_iter().map(|(_, at)| at).collect()
        }
        None if descending => sorted_indices(keys, compare_descending),
        None => sorted_indices(keys, compare),
    };
    let mut xs: Vec<Option<Value>> = xs.into_iter().map(Some).collect();
    order.into_iter().filter_map(|index| xs.get_mut(index as usize).and_then(Option::take)).collect()
}

fn sorted_indices(keys: &List, compare: impl Fn(&Value, &Value) -> Ordering) -> Vec<u32> {
    let mut order: Vec<u32> = (0..keys.len() as u32).collect();
    order.sort_by(|a, b| match (keys.get(*a as usize), keys.get(*b as usize)) {
        (Some(a), Some(b)) => compare(&a, &b),
        _ => Ordering::Equal,
    });
    order
}

/// The numbers of a list of `int`s, dates or durations; those of floats without NaN as integers of the same order.
fn numbers(keys: &List) -> Option<Vec<i64>> {
    let ordered = |bits: &i64| {
        let float = f64::from_bits(*bits as u64);
        // Both zeros are equal; otherwise the bits order like the numbers once the negative ones are turned round.
        let bits = (float + 0.0).to_bits() as i64;
        (!float.is_nan()).then_some(bits ^ (((bits >> 63) as u64) >> 1) as i64)
    };
    match keys {
        List::Scalars(Kind::Float, floats) => floats.iter().map(ordered).collect(),
        keys => keys.integers().map(<[i64]>::to_vec),
    }
}

/// Sorts a list; equal elements keep their order.
pub fn sort(xs: &mut List, descending: bool) {
    match xs {
        List::Scalars(Kind::Float, floats) => {
            let of = |bits: &i64| f64::from_bits(*bits as u64);
            match descending {
                false => floats.sort_by(|a, b| compare_floats(of(a), of(b))),
                true => floats.sort_by(|a, b| compare_floats_descending(of(a), of(b))),
            }
        }
        // Equal numbers are the same: their order is none.
        List::Scalars(_, numbers) => {
            numbers.sort_unstable();
            if descending {
                numbers.reverse();
            }
        }
        List::Bools(bools) => {
            bools.sort_unstable();
            if descending {
                bools.reverse();
            }
        }
        List::Values(values) if descending => values.sort_by(compare_descending),
        List::Values(values) => values.sort_by(compare),
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
        texts(&sort_by_keys(xs.to_vec(), &keys.to_vec().into(), descending).into())
    }

    #[test]
    fn nan_comes_last_in_both_directions() {
        for (descending, expected) in [(false, ["-1.0", "0.5", "2.0", "nan"]), (true, ["2.0", "0.5", "-1.0", "nan"])] {
            let keys = floats(&[2.0, f64::NAN, -1.0, 0.5]);
            assert_eq!(by_keys(&keys, &keys, descending), expected);
            let mut xs: List = keys.into();
            sort(&mut xs, descending);
            assert_eq!(texts(&xs), expected);
            // The same as values that are no row of floats.
            let mut xs = xs;
            xs.values_mut().unwrap().reverse();
            sort(&mut xs, descending);
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
        assert_eq!(compare(&pair(1, "b"), &pair(1, "a")), Ordering::Greater);
        assert_eq!(compare(&Value::list(vec![]), &Value::list(vec![Value::Int(0)])), Ordering::Less);
        assert_eq!(compare(&Value::None, &Value::Int(i64::MIN)), Ordering::Less);
    }
}
