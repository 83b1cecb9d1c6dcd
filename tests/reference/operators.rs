//! Operators between values. `and`, `or` and `??` are not here: they decide what is evaluated.

use flightplan::internals::program::{BinaryOperands as On, UnaryOperand};
use flightplan::internals::syntax::ast::BinaryOp as Op;

use super::Kind::{DivisionByZero, Overflow, Value};
use super::calendar::{self, duration, instant};
use super::value::Val;
use super::{Fault, bounded, exact};

/// An `int` of 64 bits.
pub(super) fn int(value: i128) -> Result<i64, Fault> {
    i64::try_from(value).map_err(|_| Fault::of(Overflow))
}

pub(super) fn unary(operand: UnaryOperand, value: &Val) -> Result<Val, Fault> {
    Ok(match operand {
        UnaryOperand::NegInt => Val::Int(int(-i128::from(value.int()))?),
        UnaryOperand::NegDuration => Val::Duration(duration(-i128::from(value.int()))?),
        UnaryOperand::NegFloat => Val::Float(-value.float()),
        UnaryOperand::Not => Val::Bool(!value.truth()),
    })
}

pub(super) fn binary(op: Op, operands: On, a: &Val, b: &Val) -> Result<Val, Fault> {
    match op {
        Op::Eq => return Ok(Val::Bool(a.equals(b))),
        Op::Ne => return Ok(Val::Bool(!a.equals(b))),
        Op::Lt | Op::Le | Op::Gt | Op::Ge => return Ok(Val::Bool(compared(op, a, b))),
        Op::In => return Ok(Val::Bool(contains(b, a))),
        Op::NotIn => return Ok(Val::Bool(!contains(b, a))),
        _ => {}
    }
    match operands {
        On::Int => ints(op, a.int(), b.int()),
        On::Float => floats(op, a.float(), b.float()),
        On::Str => {
            bounded(a.text().len() + b.text().len())?;
            Ok(Val::Str(format!("{}{}", a.text(), b.text())))
        }
        On::List => {
            bounded(a.list().len() + b.list().len())?;
            Ok(Val::List(a.list().iter().chain(b.list()).cloned().collect()))
        }
        On::StrInt | On::ListInt => repeated(a, b.int()),
        On::IntStr | On::IntList => repeated(b, a.int()),
        _ => times(op, operands, a, b),
    }
}

/// NaN is neither less nor greater nor equal.
fn compared(op: Op, a: &Val, b: &Val) -> bool {
    let order = match (a, b) {
        (Val::Float(a), Val::Float(b)) => a.partial_cmp(b),
        _ => Some(a.order(b)),
    };
    order.is_some_and(|order| match op {
        Op::Lt => order.is_lt(),
        Op::Le => order.is_le(),
        Op::Gt => order.is_gt(),
        _ => order.is_ge(),
    })
}

pub(super) fn contains(all: &Val, part: &Val) -> bool {
    match all {
        Val::List(elements) => elements.iter().any(|element| element.equals(part)),
        Val::Map(entries) => entries.contains_key(part.text()),
        _ => all.text().contains(part.text()),
    }
}

pub(super) fn ints(op: Op, a: i64, b: i64) -> Result<Val, Fault> {
    let (wide, other) = (i128::from(a), i128::from(b));
    if matches!(op, Op::Div | Op::FloorDiv | Op::Mod) && b == 0 {
        return Err(Fault::of(DivisionByZero));
    }
    int(match op {
        Op::Add => wide + other,
        Op::Sub => wide - other,
        Op::Mul => wide * other,
        Op::FloorDiv => floor(wide, other),
        Op::Mod => wide - floor(wide, other) * other,
        Op::Pow => return power(a, b),
        Op::Div => return Ok(Val::Float(true_quotient(wide, other))),
        _ => unreachable!("{op:?} of ints"),
    })
    .map(Val::Int)
}

/// The quotient rounded down.
pub(super) fn floor(a: i128, b: i128) -> i128 {
    let quotient = a / b;
    if a % b != 0 && (a < 0) != (b < 0) { quotient - 1 } else { quotient }
}

/// The quotient rounded to a float; zero has the sign that a division of floats gives it.
pub(super) fn true_quotient(a: i128, b: i128) -> f64 {
    let quotient = exact::quotient(a, b.unsigned_abs());
    if b < 0 { -quotient } else { quotient }
}

fn power(a: i64, b: i64) -> Result<Val, Fault> {
    if b < 0 {
        return Err(Fault::of(Value));
    }
    let mut result = 1i128;
    let factors = if a.unsigned_abs() <= 1 { 2 - b % 2 } else { b };
    for _ in 0..if a.unsigned_abs() <= 1 && b == 0 { 0 } else { factors } {
        result = i128::from(int(result * i128::from(a))?);
    }
    Ok(Val::Int(result as i64))
}

pub(super) fn floats(op: Op, a: f64, b: f64) -> Result<Val, Fault> {
    if matches!(op, Op::Div | Op::FloorDiv | Op::Mod) && b == 0.0 {
        return Err(Fault::of(DivisionByZero));
    }
    Ok(Val::Float(match op {
        Op::Add => a + b,
        Op::Sub => a - b,
        Op::Mul => a * b,
        Op::Div => a / b,
        Op::FloorDiv => divmod(a, b).0,
        Op::Mod => divmod(a, b).1,
        Op::Pow => return float_power(a, b),
        _ => unreachable!("{op:?} of floats"),
    }))
}

/// Python's `divmod` of floats: the remainder has the divisor's sign, and the quotient fits it.
pub(super) fn divmod(a: f64, b: f64) -> (f64, f64) {
    let mut rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest == 0.0 {
        rest = 0f64.copysign(b);
    } else if (rest < 0.0) != (b < 0.0) {
        rest += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0f64.copysign(a / b), rest);
    }
    let floor = quotient.floor();
    (if quotient - floor > 0.5 { floor + 1.0 } else { floor }, rest)
}

pub(super) fn float_power(a: f64, b: f64) -> Result<Val, Fault> {
    if a == 0.0 && b < 0.0 && b.is_finite() {
        return Err(Fault::of(DivisionByZero));
    }
    let result = a.powf(b);
    match a.is_finite() && b.is_finite() {
        true if result.is_nan() => Err(Fault::of(Value)),
        true if result.is_infinite() => Err(Fault::of(Overflow)),
        _ => Ok(Val::Float(result)),
    }
}

pub(super) fn repeated(value: &Val, times: i64) -> Result<Val, Fault> {
    let times = usize::try_from(times).unwrap_or(0);
    let length = if let Val::List(elements) = value { elements.len() } else { value.text().len() };
    bounded(length.saturating_mul(times))?;
    Ok(match value {
        // Repeating nothing results in nothing.
        _ if length == 0 => value.clone(),
        Val::List(elements) => Val::List((0..times).flat_map(|_| elements.iter().cloned()).collect()),
        _ => Val::Str(value.text().repeat(times)),
    })
}

/// Dates and durations.
fn times(op: Op, operands: On, a: &Val, b: &Val) -> Result<Val, Fault> {
    let zero = match b {
        Val::Float(b) => *b == 0.0,
        other => other.int() == 0,
    };
    if matches!(op, Op::Div | Op::FloorDiv | Op::Mod) && zero {
        return Err(Fault::of(DivisionByZero));
    }
    let wide = |value: &Val| i128::from(value.int());
    let span = |micros: i128| duration(micros).map(Val::Duration);
    let at = |micros: i128| instant(micros).map(Val::Datetime);
    match (operands, op) {
        (On::DatetimeDuration | On::DurationDatetime, Op::Add) => at(wide(a) + wide(b)),
        (On::DatetimeDuration, Op::Sub) => at(wide(a) - wide(b)),
        (On::Datetime | On::Duration, Op::Sub) => span(wide(a) - wide(b)),
        (On::Duration, Op::Add) => span(wide(a) + wide(b)),
        (On::Duration, Op::Div) => Ok(Val::Float(true_quotient(wide(a), wide(b)))),
        (On::Duration, Op::FloorDiv) => int(floor(wide(a), wide(b))).map(Val::Int),
        (On::Duration, Op::Mod) => span(wide(a) - floor(wide(a), wide(b)) * wide(b)),
        (On::DurationInt | On::IntDuration, Op::Mul) => span(wide(a) * wide(b)),
        (On::DurationInt, Op::FloorDiv) => span(floor(wide(a), wide(b))),
        (On::DurationInt, Op::Div) => span(half_even(wide(a), wide(b))),
        (On::DurationFloat, Op::Mul) => by_float(wide(a), b.float(), false),
        (On::FloatDuration, Op::Mul) => by_float(wide(b), a.float(), false),
        (On::DurationFloat, Op::Div) => by_float(wide(a), b.float(), true),
        _ => unreachable!("{op:?} of {operands:?}"),
    }
}

/// The quotient rounded half to even.
fn half_even(a: i128, b: i128) -> i128 {
    let quotient = floor(a, b);
    let twice = (a - quotient * b).abs() * 2;
    let up = twice > b.abs() || (twice == b.abs() && quotient % 2 != 0);
    quotient + i128::from(up)
}

/// A span times a float, or divided by one. Python does both exactly, with the ratio of whole numbers that the float is.
fn by_float(micros: i128, factor: f64, divided: bool) -> Result<Val, Fault> {
    if !factor.is_finite() {
        return Err(Fault::of(Overflow));
    }
    let approximate = if divided { micros as f64 / factor } else { micros as f64 * factor };
    if approximate.abs() > 1e18 {
        return Err(Fault::of(Overflow));
    }
    let (numerator, denominator) = ratio(factor).ok_or(Fault::GiveUp)?;
    let (over, under) = if divided { (denominator, numerator) } else { (numerator, denominator) };
    let product = micros.checked_mul(over).ok_or(Fault::GiveUp)?;
    duration(half_even(product, under)).map(Val::Duration)
}

/// A float as a quotient of whole numbers without a common factor, if they are not too large.
pub(super) fn ratio(value: f64) -> Option<(i128, i128)> {
    let mut numerator = value;
    let mut denominator = 1i128;
    while numerator.fract() != 0.0 {
        numerator *= 2.0;
        denominator = denominator.checked_mul(2).filter(|denominator| *denominator < 1 << 100)?;
    }
    (numerator.abs() < 9e15).then_some((numerator as i128, denominator))
}

/// The time of a float of seconds.
pub(super) fn of_seconds(seconds: f64) -> Result<Val, Fault> {
    if !seconds.is_finite() || seconds.abs() > 1e15 {
        return Err(Fault::of(Overflow));
    }
    let whole = seconds.floor();
    let micros = calendar::rounded((seconds - whole) * 1e6)?;
    instant(whole as i128 * i128::from(calendar::SECOND) + micros).map(Val::Datetime)
}
