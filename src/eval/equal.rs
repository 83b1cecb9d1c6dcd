//! `==` of the language: structural, on floats as IEEE says.
//!
//! Values share their parts, so comparing two of them can take much longer than making them did. A comparison counts what it reads and is given up when
//! the time of the run is over. It can therefore fail, and is a function: values do not implement `PartialEq`, except in tests.

use triomphe::Arc;

use super::code::Kind;
use super::failure::Fallible;
use super::json::{Json, Object};
use super::list::List;
use super::map::Map;
use super::meter;
use super::value::Value;

/// How many elements or bytes are compared between two checks of the meter.
const ELEMENTS: usize = 1 << 10;
const BYTES: usize = 1 << 16;

/// The check before a number of steps is done.
trait Work: FnMut(usize) -> Fallible<()> {}
impl<F: FnMut(usize) -> Fallible<()>> Work for F {}

/// `a == b`
///
/// # Errors
/// If the run has lasted too long.
#[inline]
pub(super) fn equal(a: &Value, b: &Value) -> Fallible<bool> {
    values(a, b, &mut meter::worked)
}

#[inline]
fn values(a: &Value, b: &Value, work: &mut impl Work) -> Fallible<bool> {
    Ok(match (a, b) {
        (Value::None, Value::None) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Int(a), Value::Int(b)) | (Value::Datetime(a), Value::Datetime(b)) | (Value::Duration(a), Value::Duration(b)) => a == b,
        (Value::Float(a), Value::Float(b)) => a == b,
        (Value::Short(a), Value::Short(b)) => a == b,
        (Value::Short(_) | Value::Str(_), Value::Short(_) | Value::Str(_)) => match (a.text(), b.text()) {
            (Some(a), Some(b)) => return bytes(a.as_bytes(), b.as_bytes(), work),
            _ => false,
        },
        (Value::Enum(a, x), Value::Enum(b, y)) => a == b && x == y,
        _ => return large(a, b, work),
    })
}

fn large(a: &Value, b: &Value, work: &mut impl Work) -> Fallible<bool> {
    Ok(match (a, b) {
        (Value::Bytes(a), Value::Bytes(b)) => return bytes(a, b, work),
        (Value::List(a), Value::List(b)) => return lists(a, b, work),
        (Value::Tuple(a), Value::Tuple(b)) => return rows(a, b, work),
        (Value::Map(a), Value::Map(b)) => return maps(a, b, work),
        (Value::Struct(a), Value::Struct(b)) => return Ok(a.id == b.id && rows(&a.fields, &b.fields, work)?),
        (Value::File(a), Value::File(b)) | (Value::Dir(a), Value::Dir(b)) | (Value::Table(a), Value::Table(b)) => a == b,
        (Value::Json(a), Value::Json(b)) => return json(a, b, work),
        (Value::Error(a), Value::Error(b)) => a == b,
        (Value::Rng(a), Value::Rng(b)) => a.state == b.state,
        _ => false,
    })
}

fn bytes(a: &[u8], b: &[u8], work: &mut impl Work) -> Fallible<bool> {
    if a.len() != b.len() || std::ptr::eq(a, b) {
        return Ok(a.len() == b.len());
    }
    if a.len() < 64 {
        return Ok(a == b);
    }
    for (a, b) in a.chunks(BYTES).zip(b.chunks(BYTES)) {
        work(a.len() / 64)?;
        if a != b {
            return Ok(false);
        }
    }
    Ok(true)
}

fn lists(a: &List, b: &List, work: &mut impl Work) -> Fallible<bool> {
    match (a, b) {
        (List::Values(a), List::Values(b)) => rows(a, b, work),
        (List::Bools(a), List::Bools(b)) => plain(a, b, work),
        (List::Scalars(kind, a), List::Scalars(other, b)) if kind == other && *kind != Kind::Float => plain(a, b, work),
        _ if a.len() != b.len() => Ok(false),
        _ => {
            for (a, b) in a.iter().zip(b.iter()) {
                work(1)?;
                if !values(&a, &b, work)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
    }
}

/// Elements that are equal if their bits are.
fn plain<T: Eq>(a: &[T], b: &[T], work: &mut impl Work) -> Fallible<bool> {
    if a.len() != b.len() {
        return Ok(false);
    }
    for (a, b) in a.chunks(ELEMENTS).zip(b.chunks(ELEMENTS)) {
        work(a.len())?;
        if a != b {
            return Ok(false);
        }
    }
    Ok(true)
}

fn rows(a: &[Value], b: &[Value], work: &mut impl Work) -> Fallible<bool> {
    if a.len() != b.len() {
        return Ok(false);
    }
    for (a, b) in a.chunks(ELEMENTS).zip(b.chunks(ELEMENTS)) {
        work(a.len())?;
        for (a, b) in a.iter().zip(b) {
            if !values(a, b, work)? {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

fn maps(a: &Map, b: &Map, work: &mut impl Work) -> Fallible<bool> {
    if a.len() != b.len() {
        return Ok(false);
    }
    for (key, value) in a.unordered() {
        work(1 + key.len() / 64)?;
        let Some(other) = b.get(key) else { return Ok(false) };
        if !values(value, other, work)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn json(a: &Json, b: &Json, work: &mut impl Work) -> Fallible<bool> {
    Ok(match (a, b) {
        (Json::Null, Json::Null) => true,
        (Json::Bool(a), Json::Bool(b)) => a == b,
        (Json::Int(a), Json::Int(b)) => a == b,
        (Json::Unsigned(a), Json::Unsigned(b)) => a == b,
        (Json::Float(a), Json::Float(b)) => a == b,
        (Json::Str(a), Json::Str(b)) => return bytes(a.as_bytes(), b.as_bytes(), work),
        // Numbers of JSON are finite, so what is the same is equal.
        (Json::Array(a), Json::Array(b)) => return Ok(Arc::ptr_eq(a, b) || arrays(a, b, work)?),
        (Json::Object(a), Json::Object(b)) => return Ok(Arc::ptr_eq(a, b) || objects(a, b, work)?),
        _ => false,
    })
}

fn arrays(a: &[Json], b: &[Json], work: &mut impl Work) -> Fallible<bool> {
    if a.len() != b.len() {
        return Ok(false);
    }
    for (a, b) in a.chunks(ELEMENTS).zip(b.chunks(ELEMENTS)) {
        work(a.len())?;
        for (a, b) in a.iter().zip(b) {
            if !json(a, b, work)? {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// Whatever the order of the members.
fn objects(a: &Object, b: &Object, work: &mut impl Work) -> Fallible<bool> {
    if a.len() != b.len() {
        return Ok(false);
    }
    for (key, member) in a.iter() {
        work(1 + key.len() / 64)?;
        let Some(other) = b.get(key) else { return Ok(false) };
        if !json(member, other, work)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Tests compare values outside of a run, where no time is ever over.
#[cfg(test)]
mod in_tests {
    use super::*;

    fn unbounded(_: usize) -> Fallible<()> {
        Ok(())
    }

    impl PartialEq for Value {
        fn eq(&self, other: &Self) -> bool {
            values(self, other, &mut unbounded).unwrap_or_default()
        }
    }

    impl PartialEq for List {
        fn eq(&self, other: &Self) -> bool {
            lists(self, other, &mut unbounded).unwrap_or_default()
        }
    }

    impl PartialEq for Json {
        fn eq(&self, other: &Self) -> bool {
            json(self, other, &mut unbounded).unwrap_or_default()
        }
    }
}
