//! Random numbers.

use std::borrow::Cow;

use triomphe::Arc;

use super::Args;
use crate::eval::failure::{Fallible, Fault};
use crate::eval::value::{Rng, Value};
use crate::program::builtins::RandomOp as Op;

pub(super) fn call(op: Op, args: &mut Args<'_>) -> Fallible<Value> {
    match op {
        Op::Rng => args.int(0).map(|seed| Value::Rng(Arc::new(Rng::new(seed)))),
        Op::NextInt => next_int(args),
        Op::NextFloat => args.rng().map(|rng| Value::Float(rng.float())),
        Op::NextNormal => next_normal(args),
        Op::Shuffle => shuffle(args),
        Op::Choice => choice(args),
        Op::Sample => sample(args),
    }
}

fn next_int(args: &mut Args<'_>) -> Fallible<Value> {
    let (low, high) = (args.int(1)?, args.int(2)?);
    if low > high {
        return Err(Fault::value(format!("`next_int` has no number from `{low}` to `{high}`")));
    }
    Ok(Value::Int(args.rng()?.between(low, high)))
}

fn next_normal(args: &mut Args<'_>) -> Fallible<Value> {
    let mean = if args.has(1) { args.float(1)? } else { 0.0 };
    let deviation = if args.has(2) { args.float(2)? } else { 1.0 };
    Ok(Value::Float(mean + deviation * args.rng()?.normal()))
}

fn shuffle(args: &mut Args<'_>) -> Fallible<Value> {
    let mut xs = args.take_values(1)?;
    let n = xs.len();
    args.rng()?.shuffle(&mut xs, n)?;
    Ok(Value::list(xs))
}

fn choice(args: &mut Args<'_>) -> Fallible<Value> {
    let length = args.list(1)?.len();
    if length == 0 {
        return Err(Fault::value("`choice` of an empty list"));
    }
    let at = args.rng()?.below(length as u64);
    args.list(1)?.get(at as usize).map(Cow::into_owned).ok_or_else(|| Fault::invalid("[T]"))
}

fn sample(args: &mut Args<'_>) -> Fallible<Value> {
    let n = args.int(2)?;
    let mut xs = args.take_values(1)?;
    let n = usize::try_from(n).ok().filter(|n| *n <= xs.len());
    let Some(n) = n else { return Err(Fault::value(format!("`sample` of {} elements cannot return more than there are", xs.len()))) };
    args.rng()?.shuffle(&mut xs, n)?;
    xs.truncate(n);
    Ok(Value::list(xs))
}
