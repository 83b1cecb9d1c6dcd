//! Sums, products and statistics, exact where Python's `statistics` is.

use flightplan::internals::program::builtins::{BuiltinOp as Op, StatisticOp};

use super::super::Fault;
use super::super::Kind::Value;
use super::super::calendar::duration;
use super::super::exact::{self, Sum};
use super::super::operators::int;
use super::super::value::Val;
use super::Args;
use super::numbers::left_sum;
use crate::reference::operators::ratio;

pub(super) fn call(op: Op, args: &Args<'_>) -> Option<Result<Val, Fault>> {
    let number = |result: f64| Ok(Val::Float(result));
    let list = || args.list(0);
    let least = match op {
        Op::Statistic(
            StatisticOp::MeanInt
            | StatisticOp::MeanFloat
            | StatisticOp::MedianInt
            | StatisticOp::MedianFloat
            | StatisticOp::QuantileInt
            | StatisticOp::QuantileFloat,
        ) => 1,
        Op::Statistic(StatisticOp::PvarianceInt | StatisticOp::PvarianceFloat | StatisticOp::PstddevInt | StatisticOp::PstddevFloat) => 1,
        Op::Statistic(StatisticOp::VarianceInt | StatisticOp::VarianceFloat | StatisticOp::StddevInt | StatisticOp::StddevFloat) => 2,
        _ => 0,
    };
    if least > 0 && list().len() < least {
        return Some(Err(Fault::of(Value)));
    }
    Some(match op {
        Op::Statistic(StatisticOp::SumInt) => folded(list(), 0, |sum, x| sum + x).map(Val::Int),
        Op::Statistic(StatisticOp::ProductInt) => folded(list(), 1, |product, x| product * x).map(Val::Int),
        Op::Statistic(StatisticOp::SumDuration) => {
            folded(list(), 0, |sum, x| sum + x).and_then(|sum| duration(i128::from(sum))).map(Val::Duration)
        }
        Op::Statistic(StatisticOp::SumFloat) => number(left_sum(list())),
        Op::Statistic(StatisticOp::ProductFloat) => number(list().iter().fold(1.0, |product, x| product * x.float())),
        Op::Statistic(StatisticOp::MeanInt) => {
            number(exact::quotient(list().iter().map(|x| i128::from(x.int())).sum(), list().len() as u128))
        }
        Op::Statistic(StatisticOp::MeanFloat) => number(mean(list())),
        Op::Statistic(StatisticOp::MedianInt) => {
            let sorted = sorted(list());
            let (low, high) = (sorted[(sorted.len() - 1) / 2].int(), sorted[sorted.len() / 2].int());
            number(exact::quotient(i128::from(low) + i128::from(high), 2))
        }
        Op::Statistic(StatisticOp::MedianFloat) => {
            let sorted = sorted(list());
            let (low, high) = (sorted[(sorted.len() - 1) / 2].float(), sorted[sorted.len() / 2].float());
            number(if sorted.len() % 2 == 1 { low } else { (low + high) / 2.0 })
        }
        Op::Statistic(StatisticOp::QuantileInt | StatisticOp::QuantileFloat) => quantile(list(), args.float(1)).map(Val::Float),
        // No document promises their last digit.
        Op::Statistic(StatisticOp::VarianceInt | StatisticOp::PvarianceInt | StatisticOp::StddevInt | StatisticOp::PstddevInt) => {
            Err(Fault::GiveUp)
        }
        Op::Statistic(StatisticOp::VarianceFloat | StatisticOp::PvarianceFloat | StatisticOp::StddevFloat | StatisticOp::PstddevFloat) => {
            Err(Fault::GiveUp)
        }
        _ => return None,
    })
}

/// Each step has to fit.
fn folded(list: &[Val], start: i64, step: fn(i128, i128) -> i128) -> Result<i64, Fault> {
    list.iter().try_fold(start, |so_far, x| int(step(i128::from(so_far), i128::from(x.int()))))
}

fn sorted(list: &[Val]) -> Vec<Val> {
    let mut sorted = list.to_vec();
    sorted.sort_by(Val::order);
    sorted
}

fn mean(list: &[Val]) -> f64 {
    if list.iter().any(|x| !x.float().is_finite()) {
        return left_sum(list) / list.len() as f64;
    }
    let mut sum = Sum::new();
    list.iter().for_each(|x| sum.add(x.float()));
    sum.over(list.len() as u64)
}

/// What is between two numbers, rounded once: all denominators are powers of two.
fn between(low: f64, high: f64, share: f64) -> Option<f64> {
    let [(a, under_a), (b, under_b), (part, under_part)] = [ratio(low)?, ratio(high)?, ratio(share)?];
    let under = under_a.max(under_b);
    let (a, b) = (a.checked_mul(under / under_a)?, b.checked_mul(under / under_b)?);
    let over = a.checked_mul(under_part)?.checked_add(b.checked_sub(a)?.checked_mul(part)?)?;
    Some(over as f64 / under.checked_mul(under_part)? as f64)
}

fn quantile(list: &[Val], share: f64) -> Result<f64, Fault> {
    if !(0.0..=1.0).contains(&share) {
        return Err(Fault::of(Value));
    }
    let number = |value: &Val| if let Val::Int(value) = value { *value as f64 } else { value.float() };
    let sorted = sorted(list);
    let place = share * (sorted.len() - 1) as f64;
    if place.fract() == 0.0 {
        return Ok(number(&sorted[place as usize]));
    }
    between(number(&sorted[place.floor() as usize]), number(&sorted[place.ceil() as usize]), place.fract()).ok_or(Fault::GiveUp)
}
