//! What builtins do when they are called: a file for each table, and in it one match that names every operation of the table.
//!
//! Many operations are instructions or loops, and are never called. They are named all the same, so that a new operation does not compile until
//! it is handled here.

mod bytes;
mod conversions;
mod dates;
mod json;
mod lists;
mod maps;
mod numbers;
mod patterns;
mod random;
mod run;
mod statistics;
mod text;

use triomphe::Arc;

pub(crate) use patterns::Patterns;

use super::code::{Arg, Names, Role};
use super::failure::{FailureKind, Fallible, Fault};
use super::host::Host;
use super::list::List;
use super::machine::access::text_ref;
use super::map::Map;
use super::meter;
use super::pieces::{Occurrences, PIECE};
use super::text::TextRef;
use super::value::{Rng, Value};
use crate::program::builtins::{BuiltinOp, ImpliedOp};
use crate::source::Span;

/// What a builtin can access besides its arguments.
pub(super) struct World<'a> {
    /// The names that values are printed with.
    pub names: &'a Names,
    /// The surroundings.
    pub host: &'a dyn Host,
    /// The variables that the task's options set.
    pub environment: &'a [(String, String)],
    /// The call.
    pub span: Span,
}

/// The arguments of a call: registers, borrowed or moved.
pub(super) struct Args<'a> {
    values: &'a mut [Value],
    table: &'a [Arg],
}

/// Calls a builtin.
///
/// # Errors
/// Those of the builtin, and if the checker would have refused the arguments.
pub(super) fn call(op: BuiltinOp, args: &mut Args<'_>, world: &World<'_>, patterns: &mut Patterns) -> Fallible<Value> {
    match op {
        BuiltinOp::Number(op) => numbers::call(op, args),
        BuiltinOp::Conversion(op) => conversions::call(op, args, world),
        BuiltinOp::Text(op) => text::call(op, args),
        BuiltinOp::Pattern(op) => patterns.call(op, args),
        BuiltinOp::List(op) => lists::call(op, args),
        BuiltinOp::Statistic(op) => statistics::call(op, args),
        BuiltinOp::Map(op) => maps::call(op, args),
        BuiltinOp::Time(op) => dates::call(op, args, patterns),
        BuiltinOp::Json(op) => json::call(op, args, world),
        BuiltinOp::Bytes(op) => bytes::call(op, args),
        BuiltinOp::Random(op) => random::call(op, args),
        BuiltinOp::Run(op) => run::call(op, args, world),
        BuiltinOp::Implied(ImpliedOp::Identity) => Ok(args.take(0)),
        BuiltinOp::Implied(ImpliedOp::RepeatList) => text::repeat(args),
        BuiltinOp::Implied(ImpliedOp::EnumFromStr) => conversions::variant(args, world),
    }
}

/// An operation that is compiled into instructions or a loop, which checked code never calls.
fn compiled(op: impl Into<BuiltinOp>) -> Fallible<Value> {
    Err(Fault::new(FailureKind::Invalid, format!("the builtin {:?} cannot be called with these arguments", op.into())))
}

impl<'a> Args<'a> {
    /// The arguments that a table names.
    pub(super) fn new(values: &'a mut [Value], table: &'a [Arg]) -> Self {
        Self { values, table }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.table.len()
    }

    /// An argument; `none` if it was left out.
    pub(super) fn get(&self, index: usize) -> &Value {
        self.table.get(index).and_then(|arg| self.values.get(usize::from(arg.register))).unwrap_or(&Value::None)
    }

    /// An owned argument.
    pub(super) fn take(&mut self, index: usize) -> Value {
        let Some(arg) = self.table.get(index) else { return Value::None };
        match self.values.get_mut(usize::from(arg.register)) {
            Some(value) if arg.role == Role::Take => std::mem::replace(value, Value::None),
            Some(value) => value.clone(),
            None => Value::None,
        }
    }

    /// An argument that is not needed afterwards, to be changed in place.
    fn own(&mut self, index: usize) -> Option<&mut Value> {
        let arg = self.table.get(index).filter(|arg| arg.role == Role::Take)?;
        self.values.get_mut(usize::from(arg.register))
    }

    /// Whether an optional argument was given: if only a later one was, `none` takes its place.
    pub(super) fn has(&self, index: usize) -> bool {
        index < self.table.len() && !matches!(self.get(index), Value::None)
    }

    pub(super) fn int(&self, index: usize) -> Fallible<i64> {
        match self.get(index) {
            Value::Int(value) => Ok(*value),
            _ => Err(Fault::invalid("int")),
        }
    }

    /// An `int`, or another one if it was left out.
    pub(super) fn int_or(&self, index: usize, otherwise: i64) -> Fallible<i64> {
        if self.has(index) { self.int(index) } else { Ok(otherwise) }
    }

    pub(super) fn float(&self, index: usize) -> Fallible<f64> {
        match self.get(index) {
            Value::Float(value) => Ok(*value),
            _ => Err(Fault::invalid("float")),
        }
    }

    /// A `bool`, or `false` if it was left out.
    pub(super) fn flag(&self, index: usize) -> Fallible<bool> {
        match self.get(index) {
            Value::Bool(value) => Ok(*value),
            Value::None if !self.has(index) => Ok(false),
            _ => Err(Fault::invalid("bool")),
        }
    }

    pub(super) fn text(&self, index: usize) -> Fallible<&str> {
        self.text_ref(index).map(TextRef::as_str)
    }

    /// Text whose scalars are counted.
    pub(super) fn text_ref(&self, index: usize) -> Fallible<TextRef<'_>> {
        text_ref(self.get(index))
    }

    pub(super) fn bytes(&self, index: usize) -> Fallible<&[u8]> {
        match self.get(index) {
            Value::Bytes(value) => Ok(value),
            _ => Err(Fault::invalid("bytes")),
        }
    }

    /// An instant or a span of time.
    pub(super) fn micros(&self, index: usize) -> Fallible<i64> {
        match self.get(index) {
            Value::Datetime(value) | Value::Duration(value) => Ok(*value),
            _ => Err(Fault::invalid("datetime or duration")),
        }
    }

    pub(super) fn list(&self, index: usize) -> Fallible<&List> {
        match self.get(index) {
            Value::List(value) => Ok(value),
            _ => Err(Fault::invalid("[T]")),
        }
    }

    /// An owned list: without a copy if it is not shared.
    pub(super) fn take_list(&mut self, index: usize) -> Fallible<List> {
        match self.take(index) {
            Value::List(value) => match Arc::try_unwrap(value) {
                Ok(own) => Ok(own),
                Err(shared) => shared.slice(0..shared.len()),
            },
            _ => Err(Fault::invalid("[T]")),
        }
    }

    /// The elements of an owned list as values.
    pub(super) fn take_values(&mut self, index: usize) -> Fallible<Vec<Value>> {
        let list = self.take_list(index)?;
        if !matches!(list, List::Values(_)) {
            meter::copied(list.len())?;
            meter::room(list.len() * size_of::<Value>())?;
        }
        Ok(list.into_vec())
    }

    pub(super) fn map(&self, index: usize) -> Fallible<&Map> {
        match self.get(index) {
            Value::Map(value) => Ok(value),
            _ => Err(Fault::invalid("{str: T}")),
        }
    }

    /// An owned map: without a copy if it is not shared.
    pub(super) fn take_map(&mut self, index: usize) -> Fallible<Map> {
        match self.take(index) {
            Value::Map(mut value) => {
                super::machine::access::own_map(&mut value)?;
                Ok(Arc::unwrap_or_clone(value))
            }
            _ => Err(Fault::invalid("{str: T}")),
        }
    }

    /// The generator in the variable that is the first argument.
    pub(super) fn rng(&mut self) -> Fallible<&mut Rng> {
        let register = self.table.first().map(|arg| usize::from(arg.register));
        match register.and_then(|register| self.values.get_mut(register)) {
            Some(Value::Rng(rng)) => Ok(Arc::make_mut(rng)),
            _ => Err(Fault::invalid("rng")),
        }
    }
}

/// `len(x)`
///
/// # Errors
/// For a value without length.
#[inline]
pub(super) fn length(value: &Value) -> Fallible<i64> {
    let length = match value {
        Value::List(elements) => elements.len(),
        Value::Short(_) | Value::Str(_) => text_ref(value)?.measure()?.scalars(),
        Value::Map(map) => map.len(),
        Value::Bytes(bytes) => bytes.len(),
        _ => return Err(Fault::invalid("a value with a length")),
    };
    Ok(length as i64)
}

/// `part in all`
///
/// # Errors
/// If the value cannot contain anything.
pub(super) fn contains(all: &Value, part: &Value) -> Fallible<bool> {
    match (all, part) {
        (Value::List(elements), part) => elements.contains(part),
        (Value::Map(map), key) => {
            let key = text_ref(key)?;
            meter::read(key.len())?;
            Ok(map.contains_key(&key))
        }
        (Value::Short(_) | Value::Str(_), part) => {
            let (text, part) = (text_ref(all)?.as_str(), text_ref(part)?);
            if text.len() > PIECE {
                return Ok(Occurrences::new(text, part.as_str()).next().transpose()?.is_some());
            }
            meter::read(text.len())?;
            Ok(text.contains(part.as_str()))
        }
        _ => Err(Fault::invalid("a value with elements")),
    }
}

/// `x[i:j]`, whose bounds clamp as in Python.
///
/// # Errors
/// If the value cannot be sliced.
pub(super) fn slice(args: &mut Args<'_>) -> Fallible<Value> {
    let bound = |value: &Value, length: usize, otherwise: usize| match value {
        Value::Int(index) if *index < 0 => length.saturating_sub(index.unsigned_abs() as usize),
        Value::Int(index) => (*index as usize).min(length),
        _ => otherwise,
    };
    let range = |args: &Args<'_>, length: usize| {
        let start = bound(args.get(1), length, 0);
        start..bound(args.get(2), length, length).max(start)
    };
    match args.get(0) {
        Value::List(elements) => {
            let range = range(args, elements.len());
            if range.len() == elements.len() {
                return Ok(args.take(0));
            }
            if range.start == 0
                && let Some(Value::List(own)) = args.own(0)
                && let Some(own) = Arc::get_mut(own)
            {
                own.truncate(range.end);
                return Ok(args.take(0));
            }
            args.list(0)?.slice(range).map(of_list)
        }
        Value::Short(_) | Value::Str(_) => {
            let range = range(args, args.text_ref(0)?.measure()?.scalars());
            if range.start == 0
                && let Some(Value::Str(own)) = args.own(0)
                && let Some(own) = Arc::get_mut(own)
            {
                own.truncate(range.end);
                return Ok(args.take(0));
            }
            let part = args.text_ref(0)?.slice(range.start, range.end);
            copied_bytes(part.len())?;
            Ok(Value::str(part))
        }
        Value::Bytes(bytes) => {
            let range = range(args, bytes.len());
            copied_bytes(range.len())?;
            Ok(Value::bytes(bytes.get(range).unwrap_or_default().to_vec()))
        }
        _ => Err(Fault::invalid("list, str or bytes")),
    }
}

/// `j[a][b]`
///
/// # Errors
/// If the key or position does not exist.
pub(super) fn json_path(args: &Args<'_>) -> Fallible<Value> {
    json::path(args)
}

fn optional(value: Option<Value>) -> Value {
    value.unwrap_or(Value::None)
}

/// A position as an optional value.
fn optional_index(index: Option<usize>) -> Value {
    index.map_or(Value::None, |index| Value::Int(index as i64))
}

/// A list of the items of an iterator.
///
/// # Errors
/// If it takes more memory than is allowed.
fn list(values: impl IntoIterator<Item = Value>) -> Fallible<Value> {
    List::collect(values).map(of_list)
}

fn of_list(list: List) -> Value {
    Value::List(Arc::new(list))
}

/// A list of the items of a fallible iterator.
///
/// # Errors
/// Those of the iterator, and if the list takes more memory than is allowed.
fn list_of(values: impl IntoIterator<Item = Fallible<Value>>) -> Fallible<Value> {
    let mut all = List::default();
    for value in values {
        meter::worked(1)?;
        all.push(value?)?;
        meter::check()?;
    }
    Ok(of_list(all))
}

/// A list of parts of text.
///
/// # Errors
/// Likewise.
fn texts<'t>(texts: impl IntoIterator<Item = Fallible<&'t str>>) -> Fallible<Value> {
    list_of(texts.into_iter().map(|text| text.and_then(text_of)))
}

/// A part of a string as a new string.
///
/// # Errors
/// If it takes more memory than is allowed.
fn text_of(text: &str) -> Fallible<Value> {
    if text.len() > 1024 {
        copied_bytes(text.len())?;
    }
    Ok(Value::str(text))
}

/// Counts a string of this size that is about to be made.
///
/// # Errors
/// If it would be longer than a string may be, or take more memory than is allowed.
fn text_room(bytes: usize) -> Fallible<()> {
    if bytes > meter::MAX_BYTES { Err(Fault::size("the string would be longer than 1 GiB")) } else { copied_bytes(bytes) }
}

/// Counts bytes that are about to be copied into a new value.
///
/// # Errors
/// If it would take more memory than is allowed.
fn copied_bytes(bytes: usize) -> Fallible<()> {
    meter::copied(bytes.div_ceil(1024))?;
    meter::room(bytes)
}
