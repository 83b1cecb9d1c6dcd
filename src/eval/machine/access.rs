//! Reading and writing parts of values.

use triomphe::Arc;

use super::scalar::int_op;
use crate::analysis::arith;
use crate::eval::code::{Kind, Part, bits};
use crate::eval::display;
use crate::eval::failure::{Fallible, Fault};
use crate::eval::list::List;
use crate::eval::map::Map;
use crate::eval::meter::{self, MAX_BYTES};
use crate::eval::row::Row;
use crate::eval::value::{StructValue, Value};

/// The most elements of a list: what else would end in the process being killed.
pub const MAX_ELEMENTS: usize = 1 << 28;

/// The position that an index means.
#[inline]
pub fn position(index: i64, length: usize) -> usize {
    if index < 0 { (index.wrapping_add(length as i64)) as usize } else { index as usize }
}

/// An element that has parts, and therefore is no scalar.
#[inline]
pub fn element(elements: &List, index: i64) -> Fallible<&Value> {
    let List::Values(values) = elements else { return Err(Fault::invalid("[T]")) };
    values.get(position(index, values.len())).ok_or_else(|| no_element(index, values.len()))
}

#[cold]
pub fn no_element(index: i64, length: usize) -> Box<Fault> {
    Fault::index(index, length, "list", "element")
}

/// The bits of an element that is a scalar.
#[inline]
pub fn scalar_element(elements: &List, index: i64) -> Fallible<i64> {
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
pub fn list(value: &Value) -> Fallible<&List> {
    match value {
        Value::List(elements) => Ok(elements),
        _ => Err(Fault::invalid("[T]")),
    }
}

#[inline]
pub fn map(value: &Value) -> Fallible<&Map> {
    match value {
        Value::Map(map) => Ok(map),
        _ => Err(Fault::invalid("{str: T}")),
    }
}

#[inline]
pub fn text(value: &Value) -> Fallible<&str> {
    match value {
        Value::Str(text) => Ok(text),
        _ => Err(Fault::invalid("str")),
    }
}

/// A list of one's own to write to: copied first if somebody else holds it.
#[inline]
pub fn list_mut(value: &mut Value) -> Fallible<&mut List> {
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

#[inline]
pub fn map_mut(value: &mut Value) -> Fallible<&mut Map> {
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

/// A map of one's own.
#[inline]
pub fn own_map(map: &mut Arc<Map>) -> Fallible<&mut Map> {
    if !map.is_unique() {
        copied(map.len() * 3)?;
    }
    Ok(Arc::make_mut(map))
}

/// A struct of one's own.
#[inline]
fn own_struct(value: &mut Arc<StructValue>) -> Fallible<&mut StructValue> {
    if !value.is_unique() {
        copied(value.fields.len())?;
    }
    Ok(Arc::make_mut(value))
}

/// A value is about to be copied because somebody else holds it.
#[cold]
fn copied(values: usize) -> Fallible<()> {
    meter::copied(values)?;
    meter::room(values * size_of::<Value>())
}

/// An element that has parts, to be written to.
#[inline]
pub fn element_mut(value: &mut Value, index: i64) -> Fallible<&mut Value> {
    let List::Values(values) = list_mut(value)? else { return Err(Fault::invalid("[T]")) };
    let length = values.len();
    values.get_mut(position(index, length)).ok_or_else(|| no_element(index, length))
}

/// `a[i] = x` of a scalar.
#[inline]
pub fn set_scalar(value: &mut Value, index: i64, kind: Kind, x: i64) -> Fallible<()> {
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
pub fn set_element(value: &mut Value, index: i64, x: Value) -> Fallible<()> {
    let elements = list_mut(value)?;
    let length = elements.len();
    if elements.set(position(index, length), x)? { Ok(()) } else { Err(no_element(index, length)) }
}

/// Changes the bits of an element that is a scalar of that kind.
#[inline]
pub fn change_scalar(value: &mut Value, index: i64, kind: Kind, change: impl FnOnce(i64) -> Fallible<i64>) -> Fallible<()> {
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

#[inline]
pub fn scalar(value: &Value) -> Fallible<i64> {
    bits(value).ok_or_else(|| Fault::invalid("int, float, bool, datetime or duration"))
}

/// `a[i]` of a list or of bytes.
#[inline]
pub fn index_scalar(value: &Value, index: i64) -> Fallible<i64> {
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
pub fn index_value(value: &Value, index: i64) -> Fallible<Value> {
    match value {
        Value::List(elements) => match elements.get(position(index, elements.len())) {
            Some(element) => Ok(element.into_owned()),
            None => Err(no_element(index, elements.len())),
        },
        Value::Str(text) => {
            let scalars = text.scalars();
            let at = position(index, scalars);
            if at >= scalars {
                return Err(Fault::index(index, scalars, "text", "character"));
            }
            Ok(Value::str(text.slice(at, at + 1)))
        }
        _ => Err(Fault::invalid("[T]")),
    }
}

/// The entry of a map.
#[inline]
pub fn entry<'v>(value: &'v Value, key: &Value) -> Fallible<&'v Value> {
    let key = text(key)?;
    map(value)?.get(key).ok_or_else(|| Fault::key(key, "map"))
}

/// A field of a struct or a member of a tuple.
#[inline]
pub fn field(value: &Value, field: u16) -> Fallible<&Value> {
    let field = usize::from(field);
    match value {
        Value::Struct(value) => value.fields.get(field),
        Value::Tuple(members) => members.get(field),
        _ => None,
    }
    .ok_or_else(|| Fault::invalid("struct"))
}

pub fn field_mut(value: &mut Value, field: u16) -> Fallible<&mut Value> {
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
pub fn set_key(value: &mut Value, key: &Value, x: Value) -> Fallible<()> {
    let Value::Str(key) = key else { return Err(Fault::invalid("str")) };
    let map = map_mut(value)?;
    match map.get_mut(key) {
        Some(held) => *held = x,
        None => {
            map.insert(Arc::clone(key), x);
        }
    }
    Ok(())
}

/// `a += x` of text.
pub fn append_text(value: &mut Value, more: &str) -> Fallible<()> {
    let Value::Str(text) = value else { return Err(Fault::invalid("str")) };
    if text.len() + more.len() > MAX_BYTES {
        return Err(Fault::size("the text would be longer than 1 GiB"));
    }
    match Arc::get_mut(text) {
        Some(text) => text.push_str(more),
        None => {
            // Somebody else holds it: one new text instead of a copy that then grows.
            meter::copied(text.len().div_ceil(1024))?;
            meter::room(text.len() + more.len())?;
            let mut whole = String::with_capacity(text.len() + more.len());
            whole.push_str(text);
            whole.push_str(more);
            *value = Value::str(whole);
            Ok(())
        }
    }
}

/// `a += x` of lists.
pub fn extend(value: &mut Value, more: Value) -> Fallible<()> {
    let Value::List(more) = more else { return Err(Fault::invalid("[T]")) };
    append(list_mut(value)?, more)
}

/// Appends to a list.
#[inline(always)]
pub fn push(list: &mut List, x: Value) -> Fallible<()> {
    room(list.len())?;
    list.push(x)
}

/// Appends a scalar to a list.
#[inline(always)]
pub fn push_scalar(list: &mut List, kind: Kind, x: i64) -> Fallible<()> {
    room(list.len())?;
    list.push_scalar(kind, x)
}

/// Appends to a list that is being built.
#[inline(always)]
pub fn grow(list: Option<&mut List>, x: Value) -> Fallible<()> {
    let Some(list) = list else { return Err(Fault::invalid("[T]")) };
    push(list, x)
}

/// Appends a scalar to a list that is being built.
#[inline(always)]
pub fn grow_scalar(list: Option<&mut List>, kind: Kind, x: i64) -> Fallible<()> {
    let Some(list) = list else { return Err(Fault::invalid("[T]")) };
    push_scalar(list, kind, x)
}

/// Appends all elements of another list to one that is being built.
pub fn grow_all(list: Option<&mut List>, more: Value) -> Fallible<()> {
    let (Some(list), Value::List(more)) = (list, more) else { return Err(Fault::invalid("[T]")) };
    append(list, more)
}

fn append(list: &mut List, more: Arc<List>) -> Fallible<()> {
    room(list.len() + more.len())?;
    match Arc::try_unwrap(more) {
        Ok(more) => list.append(more),
        Err(more) => list.extend(&more, 0..more.len()),
    }
}

/// `a == b`
pub fn equal(a: &Value, b: &Value) -> Fallible<bool> {
    let equal = a == b;
    meter::check().map(|()| equal)
}

/// Keys and values of a map in turn, as a list.
pub fn entries(map: &Map) -> Fallible<Value> {
    let mut entries = Row::with_capacity(map.len() * 2)?;
    for (key, value) in map {
        entries.push(Value::Str(Arc::clone(key)))?;
        entries.push(value.clone())?;
    }
    meter::copied(entries.len())?;
    Ok(Value::List(Arc::new(List::Values(entries))))
}

/// Frees what the first registers hold.
#[inline(always)]
pub fn empty(values: &mut [Value], count: usize) {
    for value in values.iter_mut().take(count) {
        if !matches!(value, Value::None) {
            *value = Value::None;
        }
    }
}

/// How much room for texts is kept from one to the next.
const KEPT: usize = 1 << 16;

/// Appends the parts of a text to an empty one.
pub fn join(joined: &mut String, parts: &[Part], scalars: &[i64], values: &[Value], constants: &[Value]) -> Fallible<()> {
    if joined.capacity() > KEPT {
        *joined = String::new();
    }
    for part in parts {
        match *part {
            Part::Const(k) => joined.push_str(text(&constants[k as usize])?),
            Part::Value(register) => joined.push_str(text(&values[usize::from(register)])?),
            Part::Scalar(register, kind) => display::push_scalar(joined, kind, scalars[usize::from(register)]),
        }
    }
    meter::text(joined)
}

/// Whether a list may have so many elements.
#[inline]
pub fn room(elements: usize) -> Fallible<()> {
    if elements > MAX_ELEMENTS {
        return Err(Fault::size(format!("the list would have more than {MAX_ELEMENTS} elements")));
    }
    Ok(())
}

/// Whether a value is of a union's variant; variants differ in kind.
pub fn is(value: &Value, ty: &crate::analysis::ty::Type) -> bool {
    use crate::analysis::ty::Type;
    match (value, ty) {
        (Value::None, Type::None | Type::Unit)
        | (Value::Bool(_), Type::Bool)
        | (Value::Int(_), Type::Int)
        | (Value::Float(_), Type::Float)
        | (Value::Datetime(_), Type::Datetime)
        | (Value::Duration(_), Type::Duration)
        | (Value::Str(_), Type::Str)
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
pub fn take_row(values: &mut [Value], base: u16, n: u16) -> Vec<Value> {
    let base = usize::from(base);
    values[base..base + usize::from(n)].iter_mut().map(|value| std::mem::replace(value, Value::None)).collect()
}

/// Changes the entry of a map.
pub fn add_to_entry(value: &mut Value, key: &Value, add: impl FnOnce(&mut Value) -> Fallible<()>) -> Fallible<()> {
    let key = text(key)?;
    add(map_mut(value)?.get_mut(key).ok_or_else(|| Fault::key(key, "map"))?)
}

/// `a[k] = a.get(k, y) + x`
pub fn tally(value: &mut Value, key: &Value, x: i64, y: i64) -> Fallible<()> {
    let Value::Str(key) = key else { return Err(Fault::invalid("str")) };
    let map = map_mut(value)?;
    match map.get_mut(key) {
        Some(Value::Int(old)) => *old = int_op(arith::add(*old, x), *old, "+", x)?,
        Some(_) => return Err(Fault::invalid("int")),
        None => {
            let new = int_op(arith::add(y, x), y, "+", x)?;
            map.insert(Arc::clone(key), Value::Int(new));
        }
    }
    Ok(())
}
