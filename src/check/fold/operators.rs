//! Operators on constants.

use std::sync::Arc;

use super::{Failure, LARGEST, Room};
use crate::program::arith::{self, ArithError};
use crate::program::range::{is_datetime, is_duration};
use crate::program::{BinaryOperands, Const, UnaryOperand};
use crate::syntax::ast::BinaryOp;

/// An operator before a constant; `None` where it does not apply.
///
/// # Errors
///
/// Why it fails.
pub(crate) fn unary(kind: UnaryOperand, operand: &Const) -> Result<Option<Const>, Failure> {
    Ok(match (kind, operand) {
        (UnaryOperand::NegInt, Const::Int(value)) => Some(Const::Int(arith::neg(*value)?)),
        (UnaryOperand::NegDuration, Const::Duration(value)) => Some(Const::Duration(arith::neg(*value).map_err(time_failure)?)),
        (UnaryOperand::NegFloat, Const::Float(value)) => Some(Const::Float(-value)),
        (UnaryOperand::Not, Const::Bool(value)) => Some(Const::Bool(!value)),
        _ => None,
    })
}

/// The value of `left op …` where the right side is not looked at.
pub(super) fn short_circuit(op: BinaryOp, left: &Const) -> Option<Const> {
    match (op, left) {
        (BinaryOp::And, Const::Bool(false)) | (BinaryOp::Or, Const::Bool(true)) => Some(left.clone()),
        (BinaryOp::Coalesce, value) if *value != Const::None => Some(left.clone()),
        _ => None,
    }
}

/// An operator between constants; `None` where only a run computes it.
///
/// # Errors
///
/// Why it fails.
pub(crate) fn binary(op: BinaryOp, operands: BinaryOperands, left: &Const, right: &Const) -> Result<Option<Const>, Failure> {
    if is_too_large(op, left, right) {
        return Ok(None);
    }
    match (op, left, right) {
        (BinaryOp::Eq, ..) => return Ok(Some(Const::Bool(left == right))),
        (BinaryOp::Ne, ..) => return Ok(Some(Const::Bool(left != right))),
        (BinaryOp::And | BinaryOp::Or | BinaryOp::Coalesce, _, right) => return Ok(Some(right.clone())),
        (BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge, ..) => return Ok(ordering(op, left, right).map(Const::Bool)),
        (BinaryOp::In | BinaryOp::NotIn, ..) => {
            return Ok(contains(left, right).map(|found| Const::Bool(found == (op == BinaryOp::In))));
        }
        _ => {}
    }
    match operands {
        BinaryOperands::Int => ints(op, left, right),
        BinaryOperands::Float => floats(op, left, right),
        BinaryOperands::Str | BinaryOperands::List => Ok(join(left, right)),
        BinaryOperands::StrInt | BinaryOperands::ListInt => Ok(repeat(left, right)),
        BinaryOperands::IntStr | BinaryOperands::IntList => Ok(repeat(right, left)),
        _ => times(op, left, right),
    }
}

/// A failure of a computation with durations and dates.
fn time_failure(error: ArithError) -> Failure {
    match error {
        ArithError::Overflow => Failure::OutOfTime,
        ArithError::DivisionByZero | ArithError::NegativeExponent => Failure::Arith(error),
    }
}

fn ints(op: BinaryOp, left: &Const, right: &Const) -> Result<Option<Const>, Failure> {
    let (Const::Int(a), Const::Int(b)) = (left, right) else { return Ok(None) };
    let (a, b) = (*a, *b);
    let int = match op {
        BinaryOp::Add => arith::add(a, b),
        BinaryOp::Sub => arith::sub(a, b),
        BinaryOp::Mul => arith::mul(a, b),
        BinaryOp::FloorDiv => arith::floor_div(a, b),
        BinaryOp::Mod => arith::floor_mod(a, b),
        BinaryOp::Pow => arith::pow(a, b),
        BinaryOp::Div => return arith::true_div(a, b).map(|value| Some(Const::Float(value))).map_err(Failure::Arith),
        _ => return Ok(None),
    };
    int.map(|value| Some(Const::Int(value))).map_err(Failure::Arith)
}

fn floats(op: BinaryOp, left: &Const, right: &Const) -> Result<Option<Const>, Failure> {
    let (Const::Float(a), Const::Float(b)) = (left, right) else { return Ok(None) };
    let (a, b) = (*a, *b);
    let float = match op {
        BinaryOp::Add => a + b,
        BinaryOp::Sub => a - b,
        BinaryOp::Mul => a * b,
        BinaryOp::Div if b == 0.0 => return Err(ArithError::DivisionByZero.into()),
        BinaryOp::Div => a / b,
        BinaryOp::FloorDiv => arith::float_floor_div(a, b)?,
        BinaryOp::Mod => arith::float_mod(a, b)?,
        BinaryOp::Pow => return power(a, b).map(|value| Some(Const::Float(value))),
        _ => return Ok(None),
    };
    Ok(Some(Const::Float(float)))
}

/// `a ** b` with the errors of a run.
fn power(a: f64, b: f64) -> Result<f64, Failure> {
    if a == 0.0 && b < 0.0 && b.is_finite() {
        return Err(ArithError::DivisionByZero.into());
    }
    let result = a.powf(b);
    match a.is_finite() && b.is_finite() {
        true if result.is_nan() => Err(Failure::FractionalPower),
        true if result.is_infinite() => Err(Failure::FloatOverflow),
        _ => Ok(result),
    }
}

fn times(op: BinaryOp, left: &Const, right: &Const) -> Result<Option<Const>, Failure> {
    use Const::{Datetime, Duration, Float, Int};
    let within = |value: Result<i64, ArithError>, holds: fn(i64) -> bool| {
        value.and_then(|value| if holds(value) { Ok(value) } else { Err(ArithError::Overflow) }).map_err(time_failure)
    };
    let duration = |value| within(value, is_duration).map(|value| Some(Duration(value)));
    let datetime = |value| within(value, is_datetime).map(|value| Some(Datetime(value)));
    match (op, left, right) {
        (BinaryOp::Add, Duration(a), Duration(b)) => duration(arith::add(*a, *b)),
        (BinaryOp::Sub, Duration(a), Duration(b)) => duration(arith::sub(*a, *b)),
        (BinaryOp::Mod, Duration(a), Duration(b)) => duration(arith::floor_mod(*a, *b)),
        (BinaryOp::FloorDiv, Duration(a), Duration(b)) => arith::floor_div(*a, *b).map(|value| Some(Int(value))).map_err(time_failure),
        (BinaryOp::Div, Duration(a), Duration(b)) => arith::true_div(*a, *b).map(|value| Some(Float(value))).map_err(time_failure),
        (BinaryOp::Mul, Duration(a), Int(b)) | (BinaryOp::Mul, Int(b), Duration(a)) => duration(arith::mul(*a, *b)),
        (BinaryOp::FloorDiv, Duration(a), Int(b)) => duration(arith::floor_div(*a, *b)),
        (BinaryOp::Div, Duration(a), Int(b)) => duration(arith::div_round_even(*a, *b)),
        (BinaryOp::Add, Datetime(a), Duration(b)) | (BinaryOp::Add, Duration(b), Datetime(a)) => datetime(arith::add(*a, *b)),
        (BinaryOp::Sub, Datetime(a), Duration(b)) => datetime(arith::sub(*a, *b)),
        (BinaryOp::Sub, Datetime(a), Datetime(b)) => duration(arith::sub(*a, *b)),
        (BinaryOp::Mul, Duration(a), Float(b)) | (BinaryOp::Mul, Float(b), Duration(a)) => duration(arith::span_times(*a, *b)),
        (BinaryOp::Div, Duration(a), Float(b)) => duration(arith::span_by(*a, *b)),
        _ => Ok(None),
    }
}

fn join(left: &Const, right: &Const) -> Option<Const> {
    match (left, right) {
        (Const::Str(a), Const::Str(b)) => Some(Const::Str(Arc::from(format!("{a}{b}")))),
        (Const::List(a), Const::List(b)) => Some(Const::List(a.iter().chain(b).cloned().collect())),
        _ => None,
    }
}

/// Whether the result of an operator holds more than a constant may, so that it is not even made.
pub(super) fn is_too_large(op: BinaryOp, left: &Const, right: &Const) -> bool {
    let parts = |value: &Const| LARGEST - Room::default().left_by(value).unwrap_or_default();
    match (op, left, right) {
        (BinaryOp::Mul, what @ (Const::Str(_) | Const::List(_)), Const::Int(times))
        | (BinaryOp::Mul, Const::Int(times), what @ (Const::Str(_) | Const::List(_))) => {
            let times = usize::try_from(*times).unwrap_or_default();
            // The string or list itself is there once.
            (parts(what) - 1).saturating_mul(times) >= LARGEST
        }
        (BinaryOp::Add, Const::Str(_) | Const::List(_), Const::Str(_) | Const::List(_)) => parts(left) + parts(right) - 1 > LARGEST,
        _ => false,
    }
}

fn repeat(what: &Const, times: &Const) -> Option<Const> {
    let Const::Int(times) = times else { return None };
    let times = usize::try_from((*times).max(0)).ok()?;
    match what {
        Const::Str(text) => Some(Const::Str(Arc::from(text.repeat(times)))),
        // Nothing repeated takes no time either.
        Const::List(elements) if elements.is_empty() => Some(what.clone()),
        Const::List(elements) => Some(Const::List(std::iter::repeat_n(elements, times).flatten().cloned().collect())),
        _ => None,
    }
}

fn ordering(op: BinaryOp, left: &Const, right: &Const) -> Option<bool> {
    let order = match (left, right) {
        (Const::Int(a), Const::Int(b)) | (Const::Duration(a), Const::Duration(b)) | (Const::Datetime(a), Const::Datetime(b)) => {
            a.partial_cmp(b)
        }
        (Const::Float(a), Const::Float(b)) => a.partial_cmp(b),
        (Const::Str(a), Const::Str(b)) => a.partial_cmp(b),
        _ => return None,
    };
    // NaN has no order: every comparison is false.
    Some(order.is_some_and(|order| match op {
        BinaryOp::Lt => order.is_lt(),
        BinaryOp::Le => order.is_le(),
        BinaryOp::Gt => order.is_gt(),
        _ => order.is_ge(),
    }))
}

fn contains(left: &Const, right: &Const) -> Option<bool> {
    match (left, right) {
        (value, Const::List(elements)) => Some(elements.contains(value)),
        (Const::Str(key), Const::Map(entries)) => Some(entries.contains_key(key.as_ref())),
        (Const::Str(part), Const::Str(text)) => Some(text.contains(part.as_ref())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_agree_with_python() {
        let int = |op, a, b| binary(op, BinaryOperands::Int, &Const::Int(a), &Const::Int(b));
        assert_eq!(int(BinaryOp::FloorDiv, -7, 2), Ok(Some(Const::Int(-4))));
        assert_eq!(int(BinaryOp::Div, 7, 2), Ok(Some(Const::Float(3.5))));
        assert!(int(BinaryOp::Add, i64::MAX, 1).is_err());
        assert!(int(BinaryOp::Mod, 1, 0).is_err());
        assert!(int(BinaryOp::Pow, 2, -1).is_err());
        let hours = binary(BinaryOp::Mul, BinaryOperands::IntDuration, &Const::Int(3), &Const::Duration(1_000_000));
        assert_eq!(hours, Ok(Some(Const::Duration(3_000_000))));
    }

    #[test]
    fn spans_and_instants_that_flyte_has_no_form_for_are_refused() {
        // `google.protobuf.Duration` ends at 315 576 000 000 s, `Timestamp` with the year 9999.
        let day = 86_400 * 1_000_000;
        let longest = Const::Duration(3_652_500 * day);
        let add = |span: i64| binary(BinaryOp::Add, BinaryOperands::Duration, &longest, &Const::Duration(span));
        assert_eq!(add(-day), Ok(Some(Const::Duration(3_652_499 * day))));
        assert!(add(1).is_err());
        let last = Const::Datetime(253_402_300_799_999_999);
        let shift = |span: i64| binary(BinaryOp::Add, BinaryOperands::DatetimeDuration, &last, &Const::Duration(span));
        assert!(shift(-1).is_ok() && shift(1).is_err());
    }

    #[test]
    fn nan_equals_nothing() {
        let nan = Const::Float(f64::NAN);
        assert_eq!(binary(BinaryOp::Eq, BinaryOperands::Float, &nan, &nan), Ok(Some(Const::Bool(false))));
        assert_eq!(binary(BinaryOp::Le, BinaryOperands::Float, &nan, &nan), Ok(Some(Const::Bool(false))));
    }

    #[test]
    fn spans_and_powers_of_floats_are_those_of_a_run() {
        let span = |op, by| binary(op, BinaryOperands::DurationFloat, &Const::Duration(5), &Const::Float(by));
        assert_eq!(span(BinaryOp::Mul, 0.5), Ok(Some(Const::Duration(2))));
        assert_eq!(span(BinaryOp::Div, 2.0), Ok(Some(Const::Duration(2))));
        assert!(span(BinaryOp::Div, 0.0).is_err() && span(BinaryOp::Mul, f64::NAN).is_err());
        let pow = |a, b| binary(BinaryOp::Pow, BinaryOperands::Float, &Const::Float(a), &Const::Float(b));
        assert_eq!(pow(2.0, -1.0), Ok(Some(Const::Float(0.5))));
        assert!(pow(0.0, -1.0).is_err() && pow(-1.0, 0.5).is_err() && pow(10.0, 400.0).is_err());
    }

    #[test]
    fn what_would_be_too_large_is_not_made() {
        let list = |parts: usize| Const::List(vec![Const::Int(0); parts]);
        let repeated = |what: &Const, times| binary(BinaryOp::Mul, BinaryOperands::ListInt, what, &Const::Int(times));
        assert_eq!(repeated(&list(0), i64::MAX), Ok(Some(list(0))));
        assert_eq!(repeated(&list(2), 3), Ok(Some(list(6))));
        assert_eq!(repeated(&Const::List(vec![list(1000)]), 3000), Ok(None));
        let half = Const::Str("-".repeat(1_500_000).into());
        assert_eq!(binary(BinaryOp::Add, BinaryOperands::Str, &half, &half), Ok(None));
        let line = binary(BinaryOp::Mul, BinaryOperands::IntStr, &Const::Int(2_000_000), &Const::Str("-".into()));
        assert!(matches!(line, Ok(Some(Const::Str(text))) if text.len() == 2_000_000));
    }

    #[test]
    fn large_repetitions_are_left_to_the_run() {
        let text = Const::Str(Arc::from("ab"));
        assert_eq!(binary(BinaryOp::Mul, BinaryOperands::StrInt, &text, &Const::Int(2)), Ok(Some(Const::Str(Arc::from("abab")))));
        assert_eq!(binary(BinaryOp::Mul, BinaryOperands::StrInt, &text, &Const::Int(i64::MAX)), Ok(None));
    }
}
