//! Reading and writing parts of values.

use triomphe::Arc;

use super::scalar::int_op;
use crate::eval::code::{Part, bits};
use crate::eval::display;
use crate::eval::failure::{Fallible, Fault};
use crate::eval::list::List;
use crate::eval::map::Map;
use crate::eval::meter::{self, MAX_BYTES};
use crate::eval::row::Row;
use crate::eval::text::TextRef;
use crate::eval::value::{StructValue, Value};
use crate::program::arith;

#[inline]
pub(crate) fn map(value: &Value) -> Fallible<&Map> {
    match value {
        Value::Map(map) => Ok(map),
        _ => Err(Fault::invalid("{str: T}")),
    }
}

#[inline]
pub(crate) fn text(value: &Value) -> Fallible<&str> {
    match value {
        Value::Short(text) => Ok(text),
        Value::Str(text) => Ok(text),
        _ => Err(Fault::invalid("str")),
    }
}

/// Text, wherever it is.
#[inline]
pub(crate) fn text_ref(value: &Value) -> Fallible<TextRef<'_>> {
    value.text().ok_or_else(|| Fault::invalid("str"))
}

#[inline]
pub(crate) fn map_mut(value: &mut Value) -> Fallible<&mut Map> {
    match value {
        Value::Map(map) => own_map(map),
        _ => Err(Fault::invalid("{str: T}")),
    }
}

#[inline]
fn own_row(elements: &mut Arc<Row>) -> Fallible<&mut Row> {
    if !elements.is_unique() {
        copied(elements.len())?;
    }
    Ok(Arc::make_mut(elements))
}

#[inline]
pub(crate) fn own_map(map: &mut Arc<Map>) -> Fallible<&mut Map> {
    if !map.is_unique() {
        copied(map.len() * 3)?;
    }
    Ok(Arc::make_mut(map))
}

#[inline]
fn own_struct(value: &mut Arc<StructValue>) -> Fallible<&mut StructValue> {
    if !value.is_unique() {
        copied(value.fields.len())?;
    }
    Ok(Arc::make_mut(value))
}

/// A shared value is about to be copied.
#[cold]
fn copied(values: usize) -> Fallible<()> {
    meter::copied(values)?;
    meter::room(values * size_of::<Value>())
}

#[inline]
pub(crate) fn scalar(value: &Value) -> Fallible<i64> {
    bits(value).ok_or_else(|| Fault::invalid("int, float, bool, datetime or duration"))
}

/// The text of a key that is about to be looked up, which reads it.
#[inline]
pub(crate) fn lookup(key: &Value) -> Fallible<&str> {
    let key = text(key)?;
    meter::read(key.len()).map(|()| key)
}

/// The entry of a map.
#[inline]
pub(crate) fn entry<'v>(value: &'v Value, key: &Value) -> Fallible<&'v Value> {
    let key = lookup(key)?;
    map(value)?.get(key).ok_or_else(|| Fault::key(key, "map"))
}

/// A field of a struct or a member of a tuple.
#[inline]
pub(crate) fn field(value: &Value, field: u16) -> Fallible<&Value> {
    let field = usize::from(field);
    match value {
        Value::Struct(value) => value.fields.get(field),
        Value::Tuple(members) => members.get(field),
        _ => None,
    }
    .ok_or_else(|| Fault::invalid("struct"))
}

pub(crate) fn field_mut(value: &mut Value, field: u16) -> Fallible<&mut Value> {
    let field = usize::from(field);
    match value {
        Value::Struct(value) => own_struct(value)?.fields.get_mut(field),
        Value::Tuple(members) => own_row(members)?.get_mut(field),
        _ => None,
    }
    .ok_or_else(|| Fault::invalid("struct"))
}

/// `a[k] = x`
#[inline]
pub(crate) fn set_key(value: &mut Value, key: &Value, x: Value) -> Fallible<()> {
    let key = text_ref(key)?;
    meter::read(key.len())?;
    let map = map_mut(value)?;
    match map.get_mut(&key) {
        Some(held) => *held = x,
        None => {
            map.insert(key.shared(), x);
        }
    }
    Ok(())
}

/// `a += x` of text.
pub(crate) fn append_text(value: &mut Value, more: &str) -> Fallible<()> {
    let text = text_ref(value)?;
    if text.len() + more.len() > MAX_BYTES {
        return Err(Fault::size("the string would be longer than 1 GiB"));
    }
    let own = if let Value::Str(text) = value { Arc::get_mut(text) } else { None };
    match own {
        Some(text) => text.push_str(more),
        None => {
            let text = text_ref(value)?;
            // It is shared: build one new string instead of a copy that then grows.
            meter::copied(text.len().div_ceil(1024))?;
            meter::room(text.len() + more.len())?;
            let mut whole = String::with_capacity(text.len() + more.len());
            whole.push_str(&text);
            whole.push_str(more);
            *value = Value::str(whole);
            Ok(())
        }
    }
}

/// Keys and values of a map in turn, as a list.
pub(crate) fn entries(map: &Map) -> Fallible<Value> {
    let mut entries = Row::with_capacity(map.len() * 2)?;
    for (key, value) in map.ordered()? {
        entries.push(Value::shared_str(key))?;
        entries.push(value.clone())?;
    }
    meter::copied(entries.len())?;
    Ok(Value::List(Arc::new(List::Values(entries))))
}

/// Frees the values in the first registers.
#[inline(always)]
pub(crate) fn empty(values: &mut [Value], count: usize) {
    for value in values.iter_mut().take(count) {
        if !matches!(value, Value::None) {
            *value = Value::None;
        }
    }
}

/// How large a buffer for strings is kept for reuse.
const KEPT: usize = 1 << 16;

/// Appends the parts of a string to an empty one.
pub(crate) fn join(joined: &mut String, parts: &[Part], scalars: &[i64], values: &[Value], constants: &[Value]) -> Fallible<()> {
    if joined.capacity() > KEPT {
        *joined = String::new();
    }
    for part in parts {
        match *part {
            Part::Const(k) => push_part(joined, text(&constants[k as usize])?)?,
            Part::Value(register) => push_part(joined, text(&values[usize::from(register)])?)?,
            Part::Scalar(register, kind) => display::push_scalar(joined, kind, scalars[usize::from(register)]),
        }
    }
    meter::text(joined)
}

/// Appends a part, which may be long and repeated, if there is memory for it.
#[inline]
fn push_part(joined: &mut String, part: &str) -> Fallible<()> {
    if part.len() > 1 << 10 {
        meter::read(part.len())?;
        meter::text_of(joined.len() + part.len())?;
    }
    joined.push_str(part);
    Ok(())
}

/// Whether a value is of a union's variant; variants differ in kind.
pub(crate) fn is(value: &Value, ty: &crate::program::ty::Type) -> bool {
    use crate::program::ty::Type;
    match (value, ty) {
        (Value::None, Type::None | Type::Unit)
        | (Value::Bool(_), Type::Bool)
        | (Value::Int(_), Type::Int)
        | (Value::Float(_), Type::Float)
        | (Value::Datetime(_), Type::Datetime)
        | (Value::Duration(_), Type::Duration)
        | (Value::Short(_) | Value::Str(_), Type::Str)
        | (Value::Bytes(_), Type::Bytes)
        | (Value::List(_), Type::List(_))
        | (Value::Map(_), Type::Map(_))
        | (Value::Tuple(_), Type::Tuple(_))
        | (Value::File(_), Type::File(_))
        | (Value::Dir(_), Type::Dir(_))
        | (Value::Table(_), Type::Table(_))
        | (Value::Json(_), Type::Json)
        | (Value::Error(_), Type::Error)
        | (Value::Rng(_), Type::Rng) => true,
        (Value::Struct(value), Type::Struct(id)) => value.id == *id,
        (Value::Enum(id, _), Type::Enum(other)) => id == other,
        (value, Type::Union(variants)) => variants.iter().any(|variant| is(value, variant)),
        _ => false,
    }
}

/// Takes `n` values from `base` on.
pub(crate) fn take_row(values: &mut [Value], base: u16, n: u16) -> Vec<Value> {
    let base = usize::from(base);
    values[base..base + usize::from(n)].iter_mut().map(|value| std::mem::replace(value, Value::None)).collect()
}

/// Changes the entry of a map.
pub(crate) fn add_to_entry(value: &mut Value, key: &Value, add: impl FnOnce(&mut Value) -> Fallible<()>) -> Fallible<()> {
    let key = lookup(key)?;
    add(map_mut(value)?.get_mut(key).ok_or_else(|| Fault::key(key, "map"))?)
}

/// `a[k] = a.get(k, y) + x`
pub(crate) fn tally(value: &mut Value, key: &Value, x: i64, y: i64) -> Fallible<()> {
    let key = text_ref(key)?;
    // The key is looked up and, where it is new, inserted.
    meter::read(2 * key.len())?;
    let map = map_mut(value)?;
    match map.get_mut(&key) {
        Some(Value::Int(old)) => *old = int_op(arith::add(*old, x), *old, "+", x)?,
        Some(_) => return Err(Fault::invalid("int")),
        None => {
            let new = int_op(arith::add(y, x), y, "+", x)?;
            map.insert(key.shared(), Value::Int(new));
        }
    }
    Ok(())
}
