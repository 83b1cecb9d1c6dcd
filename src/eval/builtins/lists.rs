//! Lists.

use std::borrow::Cow;

use triomphe::Arc;

use rustc_hash::FxHashSet;

use super::{Args, compiled, list, maps, of_list, optional, optional_index};
use crate::eval::code::Kind;
use crate::eval::equal::equal;
use crate::eval::failure::{FailureKind, Fallible, Fault};
use crate::eval::list::List;
use crate::eval::machine::access::text_ref;
use crate::eval::machine::element::{position, room};
use crate::eval::map::Map;
use crate::eval::meter;
use crate::eval::order;
use crate::eval::row::Counted;
use crate::eval::value::Value;
use crate::program::builtins::ListOp as Op;

/// The most numbers of a `range` that becomes a list.
const MAX_RANGE: u64 = 100_000_000;

pub(super) fn call(op: Op, args: &mut Args<'_>) -> Fallible<Value> {
    match op {
        Op::Range => range(args),
        Op::Any => args.list(0).and_then(|xs| xs.contains(&Value::Bool(true))).map(Value::Bool),
        Op::All => args.list(0).and_then(|xs| xs.contains(&Value::Bool(false))).map(|found| Value::Bool(!found)),
        Op::MinBy => best(args, 1, false, "min_by"),
        Op::MaxBy => best(args, 1, true, "max_by"),
        Op::Sort => sort(args),
        Op::SortBy => sort_by(args),
        Op::Unique => args.list(0).and_then(unique).map(of_list),
        Op::Zip => zip(args, 2),
        Op::Zip3 => zip(args, 3),
        Op::Enumerate => enumerate(args),
        Op::Flatten => flatten(args),
        Op::Chunks => size(args, "chunks").and_then(|size| parts(args.list(0)?, size, size)),
        Op::Windows => size(args, "windows").and_then(|size| parts(args.list(0)?, size, 1)),
        Op::First => args.list(0).map(|xs| optional(xs.get(0).map(Cow::into_owned))),
        Op::Last => args.list(0).map(|xs| optional(get(xs, -1))),
        Op::Take => cut(args, |n, length| 0..n.min(length)),
        Op::Skip => cut(args, |n, length| n.min(length)..length),
        Op::InsertAt => insert(args),
        Op::IndexOf => args.list(0).and_then(|xs| xs.position(args.get(1))).map(optional_index),
        Op::GroupBy => group_by(args),
        Op::Tally => tally(args),
        Op::Transpose => transpose(args),
        Op::ToMap => to_map(args),
        Op::RemoveAt => remove(args),
        Op::RemoveKey => maps::remove(args),
        Op::Map | Op::Filter | Op::FilterMap | Op::FlatMap | Op::Fold | Op::Scan | Op::AnyBy | Op::AllBy => compiled(op),
        Op::TakeWhile | Op::SkipWhile | Op::Partition | Op::TallyBy => compiled(op),
    }
}

fn range(args: &Args<'_>) -> Fallible<Value> {
    let (start, end) = if args.len() == 1 { (0, args.int(0)?) } else { (args.int(0)?, args.int(1)?) };
    let step = args.int_or(2, 1)?;
    let span = if step > 0 { i128::from(end) - i128::from(start) } else { i128::from(start) - i128::from(end) };
    let step_size = u128::from(step.unsigned_abs());
    if step_size == 0 {
        return Err(Fault::value("the step of a `range` is 0"));
    }
    let count = u128::try_from(span).map_or(0, |span| span.div_ceil(step_size));
    if count > u128::from(MAX_RANGE) {
        return Err(Fault::size(format!("the list would have {count} elements; only a `range` in the head of a `for` may be this long")));
    }
    let mut numbers = Counted::with_capacity(count as usize)?;
    let mut at = start;
    for index in 0..count {
        if index % 4096 == 0 {
            meter::worked(4096)?;
        }
        numbers.push(at)?;
        at = at.wrapping_add(step);
    }
    Ok(of_list(List::Scalars(Kind::Int, numbers)))
}

pub(super) fn count(args: &Args<'_>) -> Fallible<Value> {
    let mut count = 0;
    for x in args.list(0)? {
        meter::worked(1)?;
        count += i64::from(equal(&x, args.get(1))?);
    }
    Ok(Value::Int(count))
}

/// The elements in reverse order.
pub(super) fn reverse(args: &mut Args<'_>) -> Fallible<Value> {
    let mut xs = args.take_list(0)?;
    xs.reverse();
    Ok(of_list(xs))
}

pub(super) fn best_of_two(args: &mut Args<'_>, greatest: bool) -> Fallible<Value> {
    let order = order::compare(args.get(1), args.get(0))?;
    Ok(args.take(usize::from(if greatest { order.is_gt() } else { order.is_lt() })))
}

/// The first element with the smallest or largest key; the keys are the argument `keys`.
pub(super) fn best(args: &Args<'_>, keys: usize, greatest: bool, name: &str) -> Fallible<Value> {
    let keys = args.list(keys)?;
    let mut best: Option<(usize, Cow<'_, Value>)> = None;
    for (index, key) in keys.iter().enumerate() {
        meter::worked(1)?;
        let better = match &best {
            Some((_, held)) if greatest => order::compare(&key, held)?.is_gt(),
            Some((_, held)) => order::compare(&key, held)?.is_lt(),
            None => true,
        };
        if better {
            best = Some((index, key));
        }
    }
    let element = best.and_then(|(index, _)| args.list(0).ok()?.get(index).map(Cow::into_owned));
    element.ok_or_else(|| Fault::value(format!("`{name}` of an empty list")))
}

fn sort(args: &mut Args<'_>) -> Fallible<Value> {
    let descending = args.flag(1)?;
    let mut xs = args.take_list(0)?;
    meter::room(xs.len() * xs.width())?;
    order::sort(&mut xs, descending)?;
    Ok(of_list(xs))
}

fn sort_by(args: &mut Args<'_>) -> Fallible<Value> {
    let descending = args.flag(2)?;
    let xs = args.take_values(0)?;
    meter::room(size_of_val(&xs[..]).saturating_mul(2))?;
    order::sort_by_keys(xs, args.list(1)?, descending).map(Value::list)
}

/// The elements seen before, counted as the set grows.
struct Seen<K> {
    keys: FxHashSet<K>,
    counted: meter::Piece,
}

impl<K: std::hash::Hash + Eq> Seen<K> {
    fn new() -> Self {
        Self { keys: FxHashSet::default(), counted: meter::Piece::new(0) }
    }

    /// Whether a key is new.
    fn add(&mut self, key: K) -> Fallible<bool> {
        if self.keys.len() == self.keys.capacity() {
            // A key needs one more byte in the table; an eighth of the table stays free.
            let bytes = |keys: usize| keys * 8 / 7 * (size_of::<K>() + 1);
            let more = self.keys.len().max(4);
            meter::room(bytes(self.keys.len() + more))?;
            self.keys.reserve(more);
            self.counted = meter::Piece::new(bytes(self.keys.capacity()));
        }
        Ok(self.keys.insert(key))
    }
}

/// A string is about to be looked up by its hash: hashing it and comparing it with a match both read it.
fn hashed(text: &str) -> Fallible<()> {
    meter::read(text.len() * 2)
}

/// Text and numbers are found by hash; everything else is compared.
fn unique(xs: &List) -> Fallible<List> {
    let mut texts: Seen<&str> = Seen::new();
    let mut numbers: Seen<(Kind, i64)> = Seen::new();
    let mut kept = List::default();
    if let List::Scalars(kind, scalars) = xs {
        for bits in scalars {
            meter::worked(1)?;
            if is_new(*kind, *bits, &mut numbers)? {
                kept.push_scalar(*kind, *bits)?;
            }
        }
        return Ok(kept);
    }
    // Bools: two at most are kept.
    let List::Values(values) = xs else {
        for value in xs {
            if !kept.contains(&value)? {
                kept.push(value.into_owned())?;
            }
        }
        return Ok(kept);
    };
    for x in values {
        meter::worked(1)?;
        let is_new = match x {
            Value::Short(text) => texts.add(text.as_str())?,
            Value::Str(text) => {
                hashed(text)?;
                texts.add(text)?
            }
            Value::Int(number) => is_new(Kind::Int, *number, &mut numbers)?,
            Value::Datetime(micros) => is_new(Kind::Datetime, *micros, &mut numbers)?,
            Value::Duration(micros) => is_new(Kind::Duration, *micros, &mut numbers)?,
            Value::Float(float) => is_new(Kind::Float, float.to_bits() as i64, &mut numbers)?,
            other => !kept.contains(other)?,
        };
        if is_new {
            kept.push(x.clone())?;
        }
    }
    Ok(kept)
}

/// Numbers of different kinds are different. Both zeros are equal, and NaN does not equal anything.
fn is_new(kind: Kind, bits: i64, numbers: &mut Seen<(Kind, i64)>) -> Fallible<bool> {
    if kind != Kind::Float {
        return numbers.add((kind, bits));
    }
    let float = f64::from_bits(bits as u64);
    Ok(float.is_nan() || numbers.add((kind, (float + 0.0).to_bits() as i64))?)
}

fn zip(args: &Args<'_>, count: usize) -> Fallible<Value> {
    let lists: Vec<&List> = (0..count).map(|index| args.list(index)).collect::<Fallible<_>>()?;
    let length = lists.iter().map(|list| list.len()).min().unwrap_or_default();
    let row = |at: usize| Value::tuple(lists.iter().filter_map(|list| list.get(at).map(Cow::into_owned)).collect());
    list((0..length).map(row))
}

fn enumerate(args: &mut Args<'_>) -> Fallible<Value> {
    let start = args.int_or(1, 0)?;
    let xs = args.take_values(0)?;
    if start.checked_add(xs.len() as i64).is_none() {
        return Err(Fault::new(FailureKind::Overflow, "the numbers of `enumerate` do not fit in an `int` of 64 bits"));
    }
    let pair = |(index, x)| Value::tuple(vec![Value::Int(start + index as i64), x]);
    list(xs.into_iter().enumerate().map(pair))
}

fn flatten(args: &Args<'_>) -> Fallible<Value> {
    let mut all = List::default();
    for inner in args.list(0)? {
        let Value::List(inner) = &*inner else { return Err(Fault::invalid("[[T]]")) };
        meter::worked(1)?;
        room(all.len() + inner.len())?;
        all.extend(inner, 0..inner.len())?;
    }
    Ok(of_list(all))
}

/// The size of parts of a list.
fn size(args: &Args<'_>, name: &str) -> Fallible<usize> {
    let size = usize::try_from(args.int(1)?).ok().filter(|size| *size > 0);
    size.ok_or_else(|| Fault::value(format!("the size of `{name}` must be positive")))
}

/// The parts of a list that begin at every `every`th element; where they overlap, only those of full size.
fn parts(xs: &List, size: usize, every: usize) -> Fallible<Value> {
    let ends = if every < size { (xs.len() + 1).saturating_sub(size) } else { xs.len() };
    let mut all = List::default();
    for start in (0..ends).step_by(every) {
        meter::worked(1)?;
        all.push(of_list(xs.slice(start..start.saturating_add(size))?))?;
        meter::check()?;
    }
    Ok(of_list(all))
}

fn cut(args: &Args<'_>, range: impl Fn(usize, usize) -> std::ops::Range<usize>) -> Fallible<Value> {
    let xs = args.list(0)?;
    let n = usize::try_from(args.int(1)?).unwrap_or_default();
    xs.slice(range(n, xs.len())).map(of_list)
}

pub(super) fn get(xs: &List, index: i64) -> Option<Value> {
    xs.get(position(index, xs.len())).map(Cow::into_owned)
}

fn insert(args: &mut Args<'_>) -> Fallible<Value> {
    let index = args.int(1)?;
    let mut xs = args.take_list(0)?;
    let length = xs.len() as i64;
    let at = if index < 0 { index.saturating_add(length) } else { index }.clamp(0, length);
    xs.insert(at as usize, args.take(2))?;
    Ok(of_list(xs))
}

fn remove(args: &mut Args<'_>) -> Fallible<Value> {
    let index = args.int(1)?;
    let mut xs = args.take_list(0)?;
    let at = position(index, xs.len());
    if at >= xs.len() {
        return Err(Fault::index(index, xs.len(), "list", "element"));
    }
    xs.remove(at);
    Ok(of_list(xs))
}

fn group_by(args: &mut Args<'_>) -> Fallible<Value> {
    let xs = args.take_values(0)?;
    let mut groups = Map::new();
    for (x, key) in xs.into_iter().zip(args.list(1)?) {
        let key = text_ref(&key)?;
        meter::worked(1)?;
        hashed(&key)?;
        match groups.get_mut(&key) {
            Some(Value::List(group)) => Arc::make_mut(group).push(x)?,
            _ => drop(groups.insert(key.shared(), Value::list(vec![x]))),
        }
        meter::check()?;
    }
    Ok(Value::Map(Arc::new(groups)))
}

fn tally(args: &Args<'_>) -> Fallible<Value> {
    let mut counts = Map::new();
    for key in args.list(0)? {
        let key = text_ref(&key)?;
        meter::worked(1)?;
        hashed(&key)?;
        match counts.get_mut(&key) {
            Some(Value::Int(count)) => *count += 1,
            _ => drop(counts.insert(key.shared(), Value::Int(1))),
        }
        meter::check()?;
    }
    Ok(Value::Map(Arc::new(counts)))
}

fn transpose(args: &Args<'_>) -> Fallible<Value> {
    let rows = args.list(0)?;
    if let Some(Value::List(row)) = rows.get(0).as_deref() {
        // Each column is an allocation of its own, for a while two.
        let column = rows.len().saturating_mul(size_of::<Value>() * 2).saturating_add(2 * size_of::<List>() + 96);
        meter::room(row.len().saturating_mul(column))?;
    }
    let mut columns: Vec<Vec<Value>> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let Value::List(row) = &*row else { return Err(Fault::invalid("[[T]]")) };
        if index == 0 {
            for _ in 0..row.len() {
                meter::worked(1)?;
                columns.push(Vec::with_capacity(rows.len()));
            }
        } else if row.len() != columns.len() {
            let (first, other) = (columns.len(), row.len());
            return Err(Fault::value(format!("the rows differ in length: row 0 has {first} elements, row {index} has {other}")));
        }
        for (column, value) in columns.iter_mut().zip(row.iter()) {
            meter::worked(1)?;
            column.push(value.into_owned());
        }
    }
    Ok(Value::list(columns.into_iter().map(Value::list).collect()))
}

fn to_map(args: &Args<'_>) -> Fallible<Value> {
    let mut map = Map::new();
    for pair in args.list(0)? {
        let Value::Tuple(pair) = &*pair else { return Err(Fault::invalid("(str, T)")) };
        let [key, value] = &pair[..] else { return Err(Fault::invalid("(str, T)")) };
        let key = text_ref(key)?;
        meter::worked(1)?;
        hashed(&key)?;
        map.insert(key.shared(), value.clone());
        meter::check()?;
    }
    Ok(Value::Map(Arc::new(map)))
}
