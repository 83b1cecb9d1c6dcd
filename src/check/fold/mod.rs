//! Constant folding: the value of an expression that is known at compile time, with the semantics that the same code has in a run.

mod operators;
mod stop;

use std::collections::BTreeMap;
use std::sync::Arc;

pub(crate) use operators::{binary, unary};
pub(crate) use stop::{Failure, Stop, Unknown};

use crate::program::arith::ArithError;
use crate::program::builtins::{BuiltinOp, Class, Folded};
use crate::program::datetime::parse_datetime;
use crate::program::volume::of_entries;
use crate::program::{Const, Expr, ExprKind, Program, SequenceKind};
use crate::source::Span;

/// The value of an expression.
///
/// # Errors
///
/// Why there is none.
pub(super) fn fold(program: &Program, expr: &Expr) -> Result<Const, Stop> {
    let not = |what| Err(Stop::NotConstant(expr.span, what));
    match &expr.kind {
        ExprKind::Const(value) => read(program, value),
        ExprKind::Global(id) => read(program, program.const_(*id).value.as_ref().ok_or(Stop::Reported)?),
        ExprKind::Join(parts) => join(program, expr.span, parts),
        ExprKind::List(elements) => all(program, expr.span, elements).map(Const::List),
        ExprKind::Tuple(members) => all(program, expr.span, members).map(Const::Tuple),
        ExprKind::Struct(id, fields) => Ok(Const::Struct(*id, all(program, expr.span, fields)?)),
        ExprKind::Map(entries) => map(program, expr.span, entries),
        ExprKind::Field(base, position) => match fold(program, base)? {
            Const::Struct(_, mut fields) if (*position as usize) < fields.len() => Ok(fields.swap_remove(*position as usize)),
            _ => not(Unknown::Field),
        },
        ExprKind::Member(base, position) => match fold(program, base)? {
            Const::Tuple(mut members) if (*position as usize) < members.len() => Ok(members.swap_remove(*position as usize)),
            _ => not(Unknown::Member),
        },
        ExprKind::Index(base, index, kind) => self::index(program, expr.span, base, index, *kind),
        ExprKind::Slice(base, start, end, _) => slice(program, expr.span, base, start.as_deref(), end.as_deref()),
        ExprKind::Unary(kind, operand) => {
            let operand = fold(program, operand)?;
            computed(program, unary(*kind, &operand), expr.span)
        }
        ExprKind::Binary(op, operands, left, right) => {
            let left = fold(program, left)?;
            if let Some(decided) = operators::short_circuit(*op, &left) {
                return Ok(decided);
            }
            let right = fold(program, right)?;
            if operators::is_too_large(*op, &left, &right) {
                return Err(Stop::TooLarge(expr.span));
            }
            computed(program, binary(*op, *operands, &left, &right), expr.span)
        }
        ExprKind::Widen(inner) => match fold(program, inner)? {
            Const::Int(value) => Ok(Const::Float(value as f64)),
            other => Ok(other),
        },
        ExprKind::Builtin(op, args) => {
            let values = all(program, expr.span, args)?;
            match call(*op, &values) {
                Ok(Some(value)) => Ok(value),
                Ok(None) => not(Unknown::Builtin),
                Err(failure) => Err(Stop::Fails(expr.span, failure)),
            }
        }
        ExprKind::If(condition, then, Some(otherwise)) => match fold(program, condition)? {
            Const::Bool(holds) => block(program, expr.span, if holds { then } else { otherwise }),
            _ => not(Unknown::Condition),
        },
        ExprKind::Block(inner) => block(program, expr.span, inner),
        ExprKind::Invalid => Err(Stop::Reported),
        ExprKind::Local(_) => not(Unknown::Variable),
        ExprKind::CallFn(..) => not(Unknown::Fn),
        ExprKind::CallTask(..) => not(Unknown::Task),
        ExprKind::Comprehension(_) => not(Unknown::Comprehension),
        ExprKind::Closure(_) => not(Unknown::Closure),
        ExprKind::If(_, _, None) => not(Unknown::IfWithoutElse),
        ExprKind::Match(..) => not(Unknown::Match),
    }
}

/// A value that is iterated over: too many large ones are too much work.
fn read(program: &Program, value: &Const) -> Result<Const, Stop> {
    if program.volume.read(value) { Ok(value.clone()) } else { Err(Stop::Reported) }
}

fn computed(program: &Program, value: Result<Option<Const>, Failure>, span: Span) -> Result<Const, Stop> {
    match value {
        Ok(Some(value)) => {
            Room::default().take(&value, span)?;
            if program.volume.read(&value) { Ok(value) } else { Err(Stop::Reported) }
        }
        Ok(None) => Err(Stop::NotConstant(span, Unknown::Operation)),
        Err(failure) => Err(Stop::Fails(span, failure)),
    }
}

/// What a constant may hold: a few lines that double one another would else hold more than any machine.
struct Room(usize);

impl Default for Room {
    fn default() -> Self {
        Self(LARGEST)
    }
}

/// The bytes of strings and the number of values together.
const LARGEST: usize = 2 << 20;

impl Room {
    /// Takes the place of a value.
    fn take(&mut self, value: &Const, span: Span) -> Result<(), Stop> {
        if self.fits(value) { Ok(()) } else { Err(Stop::TooLarge(span)) }
    }

    /// What is left after a value.
    fn left_by(mut self, value: &Const) -> Option<usize> {
        self.fits(value).then_some(self.0)
    }

    fn fits(&mut self, value: &Const) -> bool {
        let own = match value {
            Const::Str(text) => text.len(),
            Const::Bytes(bytes) => bytes.len(),
            Const::Map(entries) => of_entries(entries.len()),
            _ => 0,
        };
        let Some(left) = self.0.checked_sub(own + 1) else { return false };
        self.0 = left;
        match value {
            Const::List(parts) | Const::Tuple(parts) | Const::Struct(_, parts) => parts.iter().all(|part| self.fits(part)),
            Const::Map(entries) => entries.iter().all(|(key, part)| {
                self.0 = self.0.saturating_sub(key.len());
                self.fits(part)
            }),
            Const::Json(json) => self.fits_json(json),
            _ => true,
        }
    }

    fn fits_json(&mut self, json: &serde_json::Value) -> bool {
        let own = json.as_object().map_or_else(|| json.as_str().map_or(0, str::len), |entries| of_entries(entries.len()));
        let Some(left) = self.0.checked_sub(own + 1) else { return false };
        self.0 = left;
        match json {
            serde_json::Value::Array(parts) => parts.iter().all(|part| self.fits_json(part)),
            serde_json::Value::Object(entries) => entries.iter().all(|(key, part)| {
                self.0 = self.0.saturating_sub(key.len());
                self.fits_json(part)
            }),
            _ => true,
        }
    }
}

fn all(program: &Program, span: Span, exprs: &[Expr]) -> Result<Vec<Const>, Stop> {
    let mut room = Room::default();
    let part = |expr| {
        let value = fold(program, expr)?;
        room.take(&value, span).map(|()| value)
    };
    exprs.iter().map(part).collect()
}

fn block(program: &Program, span: Span, block: &crate::program::Block) -> Result<Const, Stop> {
    match (block.stmts.as_slice(), &block.value) {
        ([], Some(value)) => fold(program, value),
        _ => Err(Stop::NotConstant(span, Unknown::Statements)),
    }
}

fn map(program: &Program, span: Span, entries: &[(Expr, Expr)]) -> Result<Const, Stop> {
    let mut folded = BTreeMap::new();
    let mut room = Room::default();
    for (key, value) in entries {
        if let Const::Str(key) = fold(program, key)? {
            let value = fold(program, value)?;
            room.take(&value, span)?;
            folded.insert(key.as_ref().to_owned(), value);
        }
    }
    Ok(Const::Map(folded))
}

fn join(program: &Program, span: Span, parts: &[Expr]) -> Result<Const, Stop> {
    let mut text = String::new();
    let mut room = Room::default();
    for part in parts {
        let part = fold(program, part)?;
        room.take(&part, span)?;
        if let Const::Str(part) = part {
            text.push_str(&part);
        }
    }
    Ok(Const::Str(Arc::from(text)))
}

/// A position counted from either end; `None` outside.
fn position(index: i64, length: usize) -> Option<usize> {
    let length = i64::try_from(length).ok()?;
    let index = if index < 0 { index.checked_add(length)? } else { index };
    (0..length).contains(&index).then_some(index as usize)
}

fn index(program: &Program, span: Span, base: &Expr, index: &Expr, kind: SequenceKind) -> Result<Const, Stop> {
    let (base, index) = (fold(program, base)?, fold(program, index)?);
    let outside = |index: i64, length: usize| Stop::Fails(span, Failure::Index(index, length));
    match (base, index) {
        (Const::List(mut elements), Const::Int(index)) => match position(index, elements.len()) {
            Some(at) => Ok(elements.swap_remove(at)),
            None => Err(outside(index, elements.len())),
        },
        (Const::Str(text), Const::Int(index)) => {
            let length = text.chars().count();
            let found = position(index, length).and_then(|at| text.chars().nth(at));
            found.map(|found| Const::Str(Arc::from(found.to_string()))).ok_or_else(|| outside(index, length))
        }
        (Const::Map(mut entries), Const::Str(key)) => entries.remove(key.as_ref()).ok_or(Stop::Fails(span, Failure::Key(key))),
        _ => Err(Stop::NotConstant(span, if kind == SequenceKind::Json { Unknown::JsonPart } else { Unknown::Part })),
    }
}

fn slice(program: &Program, span: Span, base: &Expr, start: Option<&Expr>, end: Option<&Expr>) -> Result<Const, Stop> {
    let bound = |expr: Option<&Expr>| match expr.map(|expr| fold(program, expr)).transpose()? {
        Some(Const::Int(value)) => Ok(Some(value)),
        _ => Ok(None),
    };
    let (start, end) = (bound(start)?, bound(end)?);
    let clamp = |bound: Option<i64>, length: usize, otherwise: usize| match bound {
        None => otherwise,
        Some(bound) if bound < 0 => length.saturating_sub(usize::try_from(bound.unsigned_abs()).unwrap_or(usize::MAX)),
        Some(bound) => usize::try_from(bound).unwrap_or(usize::MAX).min(length),
    };
    match fold(program, base)? {
        Const::List(elements) => {
            let (from, to) = (clamp(start, elements.len(), 0), clamp(end, elements.len(), elements.len()));
            Ok(Const::List(elements.get(from..to.max(from)).unwrap_or_default().to_vec()))
        }
        Const::Str(text) => {
            let length = text.chars().count();
            let (from, to) = (clamp(start, length, 0), clamp(end, length, length));
            let part: String = text.chars().skip(from).take(to.saturating_sub(from)).collect();
            Ok(Const::Str(Arc::from(part)))
        }
        _ => Err(Stop::NotConstant(span, Unknown::Part)),
    }
}

/// A call of a builtin; `None` for one that only a run computes.
///
/// # Errors
///
/// Why it fails whenever it is called with these arguments.
pub(super) fn call(op: BuiltinOp, args: &[Const]) -> Result<Option<Const>, Failure> {
    let op = match op.class() {
        Class::Folded(op) => op,
        Class::Looped(_) | Class::Run => return Ok(None),
    };
    Ok(Some(match (op, args) {
        (Folded::Identity, [value]) => value.clone(),
        (Folded::DatetimeFromStr, [Const::Str(text)]) => Const::Datetime(parse_datetime(text).map_err(Failure::Datetime)?),
        (Folded::IntFromBool, [Const::Bool(value)]) => Const::Int(i64::from(*value)),
        (Folded::BoolFromInt, [Const::Int(value)]) => Const::Bool(*value != 0),
        (Folded::AbsInt, [Const::Int(value)]) => Const::Int(value.checked_abs().ok_or(ArithError::Overflow)?),
        (Folded::AbsFloat, [Const::Float(value)]) => Const::Float(value.abs()),
        (Folded::MinInt, [Const::Int(a), Const::Int(b)]) => Const::Int(*a.min(b)),
        (Folded::MaxInt, [Const::Int(a), Const::Int(b)]) => Const::Int(*a.max(b)),
        (Folded::ToStr, [Const::Str(text)]) => Const::Str(text.clone()),
        (Folded::ToStr, [Const::Int(value)]) => Const::Str(Arc::from(value.to_string())),
        (Folded::ToStr, [Const::Bool(value)]) => Const::Str(Arc::from(value.to_string())),
        (Folded::LenStr, [Const::Str(text)]) => Const::Int(text.chars().count() as i64),
        (Folded::LenList, [Const::List(elements)]) => Const::Int(elements.len() as i64),
        (Folded::LenMap, [Const::Map(entries)]) => Const::Int(entries.len() as i64),
        (Folded::Upper, [Const::Str(text)]) => Const::Str(Arc::from(text.to_uppercase())),
        (Folded::Lower, [Const::Str(text)]) => Const::Str(Arc::from(text.to_lowercase())),
        (Folded::Pi, []) => Const::Float(std::f64::consts::PI),
        (Folded::E, []) => Const::Float(std::f64::consts::E),
        (Folded::Inf, []) => Const::Float(f64::INFINITY),
        (Folded::Nan, []) => Const::Float(f64::NAN),
        (Folded::JsonOf, [value]) => return Ok(to_json(value).map(Const::Json)),
        // Arguments that the operation has no folded form for. All are named, so that a new operation without an arm does not compile.
        (
            Folded::AbsInt | Folded::AbsFloat | Folded::BoolFromInt | Folded::DatetimeFromStr | Folded::E | Folded::Identity | Folded::Inf,
            _,
        )
        | (Folded::IntFromBool | Folded::JsonOf | Folded::LenList | Folded::LenMap | Folded::LenStr | Folded::Lower | Folded::MaxInt, _)
        | (Folded::MinInt | Folded::Nan | Folded::Pi | Folded::ToStr | Folded::Upper, _) => return Ok(None),
    }))
}

/// A constant as JSON, where both agree on its form without the names of structs and enums.
pub(super) fn to_json(value: &Const) -> Option<serde_json::Value> {
    Some(match value {
        Const::None => serde_json::Value::Null,
        Const::Bool(value) => (*value).into(),
        Const::Int(value) => (*value).into(),
        Const::Float(value) => serde_json::Number::from_f64(*value)?.into(),
        Const::Str(text) => text.as_ref().into(),
        Const::Json(value) => value.clone(),
        Const::List(elements) => elements.iter().map(to_json).collect::<Option<Vec<_>>>()?.into(),
        Const::Map(entries) => {
            let entries =
                entries.iter().map(|(key, value)| Some((key.clone(), to_json(value)?))).collect::<Option<serde_json::Map<_, _>>>();
            serde_json::Value::Object(entries?)
        }
        _ => return None,
    })
}
