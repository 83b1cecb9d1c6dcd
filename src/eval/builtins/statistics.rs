//! Sums and statistics.

use std::borrow::Cow;

use super::Args;
use crate::eval::exact::{self, Number, Spread};
use crate::eval::failure::{FailureKind, Fallible, Fault};
use crate::eval::meter;
use crate::eval::order::compare_floats;
use crate::eval::sort;
use crate::eval::value::Value;
use crate::program::arith;
use crate::program::builtins::StatisticOp as Op;
use crate::program::range::is_duration;

pub(super) fn call(op: Op, args: &mut Args<'_>) -> Fallible<Value> {
    let result = match op {
        Op::SumInt => return sum(args).map(Value::Int),
        Op::SumDuration => return sum(args).and_then(span).map(Value::Duration),
        Op::ProductInt => return product(args),
        Op::SumFloat => floats(args).map(|xs| xs.iter().fold(0.0, |sum, x| sum + x)),
        Op::ProductFloat => floats(args).map(|xs| xs.iter().fold(1.0, |product, x| product * x)),
        Op::MeanInt | Op::MeanFloat => filled(args, "mean", 1).map(|xs| exact::mean(&xs)),
        Op::MedianInt | Op::MedianFloat => filled(args, "median", 1).and_then(median),
        Op::VarianceInt | Op::VarianceFloat => variance(args, "variance", 2),
        Op::StddevInt | Op::StddevFloat => deviation(args, "stddev", 2),
        Op::PvarianceInt | Op::PvarianceFloat => variance(args, "pvariance", 1),
        Op::PstddevInt | Op::PstddevFloat => deviation(args, "pstddev", 1),
        Op::QuantileInt | Op::QuantileFloat => args.float(1).and_then(|q| quantile(filled(args, "quantile", 1)?, q)),
    };
    result.map(Value::Float)
}

fn sum(args: &Args<'_>) -> Fallible<i64> {
    let mut sum = 0i64;
    for x in args.list(0)? {
        meter::worked(1)?;
        let (Value::Int(x) | Value::Duration(x)) = *x else { return Err(Fault::invalid("[int]")) };
        sum = sum.checked_add(x).ok_or_else(|| Fault::new(FailureKind::Overflow, "the sum does not fit in 64 bits"))?;
    }
    Ok(sum)
}

fn span(micros: i64) -> Fallible<i64> {
    if is_duration(micros) { Ok(micros) } else { Err(Fault::new(FailureKind::Overflow, "the sum is longer than a `duration` can be")) }
}

fn product(args: &Args<'_>) -> Fallible<Value> {
    let mut product = 1i64;
    for x in args.list(0)? {
        meter::worked(1)?;
        let Value::Int(x) = *x else { return Err(Fault::invalid("[int]")) };
        product =
            arith::mul(product, x).map_err(|_| Fault::new(FailureKind::Overflow, "the product does not fit in an `int` of 64 bits"))?;
    }
    Ok(Value::Int(product))
}

/// The numbers of a list.
fn numbers(args: &Args<'_>) -> Fallible<Vec<Number>> {
    let number = |x: Cow<'_, Value>| match *x {
        Value::Int(x) => Ok(Number::Int(x)),
        Value::Float(x) => Ok(Number::Float(x)),
        _ => Err(Fault::invalid("[float]")),
    };
    let xs = args.list(0)?;
    // Sums and squares are computed after the numbers are read, and are slower.
    meter::room(xs.len() * size_of::<Number>())?;
    let mut numbers = Vec::with_capacity(xs.len());
    for x in xs {
        meter::worked(8)?;
        numbers.push(number(x)?);
    }
    Ok(numbers)
}

/// The floats of a list.
fn floats(args: &Args<'_>) -> Fallible<Vec<f64>> {
    Ok(numbers(args)?.into_iter().map(Number::to_float).collect())
}

fn filled(args: &Args<'_>, name: &str, least: usize) -> Fallible<Vec<Number>> {
    let xs = numbers(args)?;
    match (xs.len() < least, least) {
        (true, 1) => Err(Fault::value(format!("`{name}` of an empty list"))),
        (true, _) => Err(Fault::value(format!("`{name}` needs at least {least} elements, and there is {}", xs.len()))),
        (false, _) => Ok(xs),
    }
}

/// The numbers of one list in ascending order, NaN last.
fn sorted(mut xs: Vec<Number>) -> Fallible<Vec<Number>> {
    sort::cheap(&mut xs, |a, b| match (a, b) {
        (Number::Int(a), Number::Int(b)) => a.cmp(b),
        (a, b) => compare_floats(a.to_float(), b.to_float()),
    })?;
    Ok(xs)
}

fn median(xs: Vec<Number>) -> Fallible<f64> {
    let xs = sorted(xs)?;
    let middle = xs.len() / 2;
    let pair = xs.get(middle.saturating_sub(1)..=middle).unwrap_or_default();
    Ok(match pair {
        [low, high] if xs.len().is_multiple_of(2) => match (low, high) {
            // Two halves of zeros keep their sign.
            (Number::Float(low), Number::Float(high)) if (low + high).is_finite() => (low + high) / 2.0,
            _ => exact::mean(pair),
        },
        _ => xs.get(middle).map_or(f64::NAN, |x| x.to_float()),
    })
}

fn variance(args: &Args<'_>, name: &str, least: usize) -> Fallible<f64> {
    let xs = filled(args, name, least)?;
    let variance = Spread::of(&xs, least - 1).value();
    if variance.is_infinite() && xs.iter().all(|x| x.to_float().is_finite()) {
        return Err(too_large(name));
    }
    Ok(variance)
}

fn too_large(name: &str) -> Box<Fault> {
    Fault::new(FailureKind::Overflow, format!("the result of `{name}` does not fit in a `float`"))
}

fn deviation(args: &Args<'_>, name: &str, least: usize) -> Fallible<f64> {
    let xs = filled(args, name, least)?;
    let deviation = Spread::of(&xs, least - 1).root();
    if deviation.is_infinite() && xs.iter().all(|x| x.to_float().is_finite()) {
        return Err(too_large(name));
    }
    Ok(deviation)
}

fn quantile(xs: Vec<Number>, q: f64) -> Fallible<f64> {
    if !(0.0..=1.0).contains(&q) {
        return Err(Fault::value(format!("the share of `quantile` must be from 0 to 1, not `{}`", crate::eval::notation::float(q))));
    }
    let xs = sorted(xs)?;
    let place = q * (xs.len() - 1) as f64;
    let at = |index: f64| xs.get(index as usize).copied().unwrap_or(Number::Float(f64::NAN));
    let (low, high) = (at(place.floor()), at(place.ceil()));
    let share = place - place.floor();
    Ok(if share == 0.0 { low.to_float() } else { exact::between(low, high, share) })
}
