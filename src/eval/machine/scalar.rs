//! Operations on scalars that may have no result.

use crate::eval::code::{Instr, Math, Math2, Rounding, Time};
use crate::eval::failure::{FailureKind, Fallible, Fault};
use crate::eval::notation::{datetime as datetime_text, duration as duration_text, float as float_text};
use crate::eval::number;
use crate::program::arith::{self, ArithError};
use crate::program::range::{is_datetime, is_duration};

/// Runs one of the rarer instructions on scalars.
///
/// # Errors
/// Those of the instruction.
pub(super) fn run(instr: &Instr, s: &mut [i64]) -> Fallible<Option<u32>> {
    match *instr {
        Instr::PowInt { d, a, b } => {
            s[usize::from(d)] = int_op(arith::pow(s[usize::from(a)], s[usize::from(b)]), s[usize::from(a)], "**", s[usize::from(b)])?
        }
        Instr::DivInt { d, a, b } => s[usize::from(d)] = raw(div_int(s[usize::from(a)], s[usize::from(b)])?),
        Instr::NegInt { d, a } => match s[usize::from(a)].checked_neg() {
            Some(result) => s[usize::from(d)] = result,
            None => return Err(overflow(0, "-", s[usize::from(a)])),
        },
        Instr::AbsInt { d, a } => match s[usize::from(a)].checked_abs() {
            Some(result) => s[usize::from(d)] = result,
            None => return Err(overflow(0, "-", s[usize::from(a)])),
        },
        Instr::DivFloat { d, a, b } => s[usize::from(d)] = raw(div_float(float(s[usize::from(a)]), float(s[usize::from(b)]))?),
        Instr::MathS { f, d, a } => s[usize::from(d)] = raw(math(f, float(s[usize::from(a)]))?),
        Instr::Math2S { f, d, a, b } => s[usize::from(d)] = raw(math2(f, float(s[usize::from(a)]), float(s[usize::from(b)]))?),
        Instr::RoundS { f, d, a } => s[usize::from(d)] = rounded(f, float(s[usize::from(a)]))?,
        Instr::TimeS { f, d, a, b } => s[usize::from(d)] = time(f, s[usize::from(a)], s[usize::from(b)])?,
        _ => return Err(Fault::invalid("code")),
    }
    Ok(None)
}

#[inline]
pub(super) fn float(bits: i64) -> f64 {
    f64::from_bits(bits as u64)
}

#[inline]
pub(super) fn raw(float: f64) -> i64 {
    float.to_bits() as i64
}

/// An `int` that does not fit.
#[cold]
pub(super) fn overflow(a: i64, operator: &str, b: i64) -> Box<Fault> {
    Fault::arith(ArithError::Overflow, || format!("{a} {operator} {b}"))
}

/// The rarer operators on `int`s.
#[inline]
pub(super) fn int_op(result: Result<i64, ArithError>, a: i64, operator: &str, b: i64) -> Fallible<i64> {
    result.map_err(|error| Fault::arith(error, || format!("{a} {operator} {b}")))
}

pub(super) fn div_int(a: i64, b: i64) -> Fallible<f64> {
    arith::true_div(a, b).map_err(|error| Fault::arith(error, || format!("{a} / {b}")))
}

#[inline]
pub(super) fn div_float(a: f64, b: f64) -> Fallible<f64> {
    if b == 0.0 {
        return Err(Fault::arith(ArithError::DivisionByZero, || format!("{} / {}", float_text(a), float_text(b))));
    }
    Ok(a / b)
}

pub(super) fn math(f: Math, x: f64) -> Fallible<f64> {
    match f {
        Math::Abs => Ok(x.abs()),
        Math::Sqrt => number::sqrt(x),
        Math::Exp => number::exp(x),
        Math::Ln => number::ln(x),
        Math::Sin => number::of_angle("sin", x, f64::sin),
        Math::Cos => number::of_angle("cos", x, f64::cos),
        Math::Tanh => Ok(x.tanh()),
    }
}

pub(super) fn math2(f: Math2, a: f64, b: f64) -> Fallible<f64> {
    match f {
        Math2::FloorDiv => {
            arith::float_floor_div(a, b).map_err(|error| Fault::arith(error, || format!("{} // {}", float_text(a), float_text(b))))
        }
        Math2::Mod => arith::float_mod(a, b).map_err(|error| Fault::arith(error, || format!("{} % {}", float_text(a), float_text(b)))),
        Math2::Pow => number::pow(a, b),
        Math2::Min => Ok(number::min(a, b)),
        Math2::Max => Ok(number::max(a, b)),
    }
}

pub(super) fn rounded(f: Rounding, x: f64) -> Fallible<i64> {
    let whole = match f {
        Rounding::Floor => x.floor(),
        Rounding::Ceil => x.ceil(),
        Rounding::Trunc => x.trunc(),
        Rounding::Nearest => x.round_ties_even(),
    };
    number::to_int(whole).ok_or_else(|| {
        if x.is_finite() {
            Fault::new(FailureKind::Overflow, format!("the result does not fit in an `int` of 64 bits: `{}`", float_text(x)))
        } else {
            Fault::value(format!("`{}` cannot become an `int`", float_text(x)))
        }
    })
}

/// Arithmetic of dates and durations; floats and results as bits.
pub(super) fn time(f: Time, a: i64, b: i64) -> Fallible<i64> {
    let span = |value: Option<i64>| value.filter(|micros| is_duration(*micros)).ok_or_else(|| too_long(a));
    match f {
        Time::Shift => shifted(a, a.checked_add(b), b, "+"),
        Time::ShiftBack => shifted(a, a.checked_sub(b), b, "-"),
        Time::Between | Time::Sub => span(a.checked_sub(b)),
        Time::Add => span(a.checked_add(b)),
        Time::MulInt => span(a.checked_mul(b)),
        Time::DivInt => arith::div_round_even(a, b).map_err(|error| divided(error, a, &b.to_string())),
        Time::FloorDivInt => arith::floor_div(a, b).map_err(|error| divided(error, a, &b.to_string())),
        Time::MulFloat => scaled(a, arith::span_times(a, float(b))),
        Time::DivFloat if float(b) == 0.0 => Err(divided(ArithError::DivisionByZero, a, &float_text(float(b)))),
        Time::DivFloat => scaled(a, arith::span_by(a, float(b))),
        Time::Ratio => arith::true_div(a, b).map(raw).map_err(|error| divided(error, a, &duration_text(b))),
        Time::FloorDiv => arith::floor_div(a, b).map_err(|error| divided(error, a, &duration_text(b))),
        Time::Mod => arith::floor_mod(a, b).map_err(|error| divided(error, a, &duration_text(b))),
    }
}

fn shifted(a: i64, result: Option<i64>, by: i64, operator: &str) -> Fallible<i64> {
    result.filter(|micros| is_datetime(*micros)).ok_or_else(|| {
        let (instant, span) = (datetime_text(a), duration_text(by));
        Fault::new(FailureKind::Overflow, format!("the result is outside of the years 1 to 9999: `{instant} {operator} {span}`"))
    })
}

fn scaled(a: i64, result: Result<i64, ArithError>) -> Fallible<i64> {
    result.ok().filter(|micros| is_duration(*micros)).ok_or_else(|| too_long(a))
}

#[cold]
fn too_long(a: i64) -> Box<Fault> {
    Fault::new(FailureKind::Overflow, format!("the result is longer than a `duration` can be, computed from `{}`", duration_text(a)))
}

#[cold]
fn divided(error: ArithError, a: i64, by: &str) -> Box<Fault> {
    Fault::arith(error, || format!("{} / {by}", duration_text(a)))
}
