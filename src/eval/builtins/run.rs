//! Random numbers, and what touches the world outside.

use std::borrow::Cow;

use triomphe::Arc;

use super::{Args, World};
use crate::eval::display;
use crate::eval::failure::{FailureKind, Fallible, Fault};
use crate::eval::value::{Rng, Value};
use crate::program::builtins::BuiltinOp as Op;

pub fn call(op: Op, args: &mut Args<'_>, world: &World<'_>) -> Option<Fallible<Value>> {
    Some(match op {
        Op::Rng => args.int(0).map(|seed| Value::Rng(Arc::new(Rng::new(seed)))),
        Op::NextInt => next_int(args),
        Op::NextFloat => args.rng().map(|rng| Value::Float(rng.float())),
        Op::NextNormal => next_normal(args),
        Op::Shuffle => shuffle(args),
        Op::Choice => choice(args),
        Op::Sample => sample(args),
        Op::Log => display::text(args.get(0), world.names).map(|text| {
            world.host.log(&text, world.span);
            Value::None
        }),
        Op::Secret => args.text(0).and_then(|name| {
            let value = provided(world.host.secret(name));
            world.host.secrets().join();
            value
        }),
        Op::Env => args.text(0).and_then(|name| provided(variable(name, world))),
        Op::Now => Ok(Value::Datetime(world.host.now())),
        Op::ErrorMessage => error(args, |error| &error.message),
        Op::ErrorNode => error(args, |error| &error.failed_node),
        _ => return None,
    })
}

/// The variable as the task's options set it; the host's where they do not.
fn variable(name: &str, world: &World<'_>) -> Result<String, String> {
    match world.environment.iter().find(|(key, _)| key == name) {
        Some((_, value)) => Ok(value.clone()),
        None => world.host.env(name),
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

fn provided(value: Result<String, String>) -> Fallible<Value> {
    value.map(Value::str).map_err(|reason| Fault::new(FailureKind::Missing, reason))
}

fn error(args: &Args<'_>, part: impl Fn(&crate::eval::value::ErrorValue) -> &String) -> Fallible<Value> {
    match args.get(0) {
        Value::Error(error) => Ok(Value::str(part(error).as_str())),
        _ => Err(Fault::invalid("error")),
    }
}
