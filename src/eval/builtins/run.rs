//! Logging, errors, and values from outside.

use super::{Args, World, compiled};
use crate::eval::display;
use crate::eval::failure::{FailureKind, Fallible, Fault};
use crate::eval::value::Value;
use crate::program::builtins::RunOp as Op;

pub(super) fn call(op: Op, args: &mut Args<'_>, world: &World<'_>) -> Fallible<Value> {
    match op {
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
        Op::Fail | Op::FailRetryable => compiled(op),
    }
}

/// The variable as the task's options set it; otherwise the host's.
fn variable(name: &str, world: &World<'_>) -> Result<String, String> {
    match world.environment.iter().find(|(key, _)| key == name) {
        Some((_, value)) => Ok(value.clone()),
        None => world.host.env(name),
    }
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
