//! Sums and statistics.

use std::borrow::Cow;

use super::Args;
use crate::analysis::arith;
use crate::analysis::builtins::BuiltinOp as Op;
use crate::analysis::range::is_duration;
use crate::eval::failure::{FailureKind, Fallible, Fault};
use crate::eval::meter;
use crate::eval::number::exact_sum;
use crate::eval::order::sort_floats;
use crate::eval::value::Value;

pub fn call(op: Op, args: &mut Args<'_>) -> Option<Fallible<Value>> {
    let result = match op {
        Op::SumInt => return Some(sum(args).map(Value::Int)),
        Op::SumDuration => return Some(sum(args).and_then(span).map(Value::Duration)),
        Op::ProductInt => return Some(product(args)),
        Op::SumFloat => floats(args).map(|xs| xs.iter().fold(0.0, |sum, x| sum + x)),
        Op::ProductFloat => floats(args).map(|xs| xs.iter().fold(1.0, |product, x| product * x)),
        Op::MeanInt | Op::MeanFloat => filled(args, "mean", 1).map(|xs| mean(&xs)),
        Op::MedianInt | Op::MedianFloat => filled(args, "median", 1).and_then(median),
        Op::VarianceInt | Op::VarianceFloat => filled(args, "variance", 2).map(|xs| variance(&xs, 1)),
        Op::StddevInt | Op::StddevFloat => filled(args, "stddev", 2).map(|xs| variance(&xs, 1).sqrt()),
        Op::PvarianceInt | Op::PvarianceFloat => filled(args, "pvariance", 1).map(|xs| variance(&xs, 0)),
        Op::PstddevInt | Op::PstddevFloat => filled(args, "pstddev", 1).map(|xs| variance(&xs, 0).sqrt()),
        Op::QuantileInt | Op::QuantileFloat => args.float(1).and_then(|q| quantile(filled(args, "quantile", 1)?, q)),
        _ => return None,
    };
    Some(result.map(Value::Float))
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

/// The numbers of a list as floats.
fn floats(args: &Args<'_>) -> Fallible<Vec<f64>> {
    let number = |x: Cow<'_, Value>| match *x {
        Value::Int(x) => Ok(x as f64),
        Value::Float(x) => Ok(x),
        _ => Err(Fault::invalid("[float]")),
    };
    let xs = args.list(0)?;
    meter::room(xs.len() * size_of::<f64>())?;
    let mut floats = Vec::with_capacity(xs.len());
    for x in xs {
        meter::worked(1)?;
        floats.push(number(x)?);
    }
    Ok(floats)
}

fn filled(args: &Args<'_>, name: &str, least: usize) -> Fallible<Vec<f64>> {
    let xs = floats(args)?;
    match (xs.len() < least, least) {
        (true, 1) => Err(Fault::value(format!("`{name}` of an empty list"))),
        (true, _) => Err(Fault::value(format!("`{name}` needs at least {least} elements, and there is {}", xs.len()))),
        (false, _) => Ok(xs),
    }
}

fn mean(xs: &[f64]) -> f64 {
    exact_sum(xs.iter().copied()) / xs.len() as f64
}

fn median(mut xs: Vec<f64>) -> Fallible<f64> {
    sort_floats(&mut xs)?;
    let at = |index: usize| xs.get(index).copied().unwrap_or_default();
    let middle = xs.len() / 2;
    Ok(if xs.len() % 2 == 1 { at(middle) } else { (at(middle - 1) + at(middle)) / 2.0 })
}

/// The mean square of the distances from the mean, with `less` fewer in the count; the rounding of the mean is taken out again.
fn variance(xs: &[f64], less: usize) -> f64 {
    let mean = mean(xs);
    let squares = exact_sum(xs.iter().map(|x| (x - mean) * (x - mean)));
    let drift = exact_sum(xs.iter().map(|x| x - mean));
    (squares - drift * drift / xs.len() as f64) / (xs.len() - less) as f64
}

fn quantile(mut xs: Vec<f64>, q: f64) -> Fallible<f64> {
    if !(0.0..=1.0).contains(&q) {
        return Err(Fault::value(format!("the share of `quantile` is from 0 to 1, not `{}`", crate::eval::notation::float(q))));
    }
    sort_floats(&mut xs)?;
    let place = q * (xs.len() - 1) as f64;
    let at = |index: f64| xs.get(index as usize).copied().unwrap_or_default();
    let (low, high) = (at(place.floor()), at(place.ceil()));
    let share = place - place.floor();
    Ok(if share == 0.0 { low } else { low + (high - low) * share })
}
