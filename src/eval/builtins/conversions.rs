//! Conversions between types, and formats.

use super::{Args, World, compiled, copied_bytes, optional};
use crate::eval::failure::{Fallible, Fault};
use crate::eval::number::{self, short};
use crate::eval::value::Value;
use crate::eval::{display, format, time};
use crate::program::builtins::ConversionOp as Op;

pub(super) fn call(op: Op, args: &mut Args<'_>, world: &World<'_>) -> Fallible<Value> {
    match op {
        Op::ToStr => to_text(args, world),
        Op::IntFromStr => args.int_or(1, 10).and_then(|base| number::int_of(args.text(0)?, base)).map(Value::Int),
        Op::FloatFromStr => args.text(0).and_then(number::float_of).map(Value::Float),
        Op::BoolFromStr => truth(args),
        Op::BoolFromInt => args.int(0).map(|x| Value::Bool(x != 0)),
        Op::ParseInt => args.text(0).map(|text| optional(number::parse_int(text, 10).map(Value::Int))),
        Op::ParseFloat => args.text(0).map(|text| optional(number::parse_float(text).map(Value::Float))),
        Op::FormatInt => args.int(0).and_then(|value| format::int(value, args.text(1)?)).map(Value::str),
        Op::FormatFloat => args.float(0).and_then(|value| format::float(value, args.text(1)?)).map(Value::str),
        Op::FormatStr => args.text(0).and_then(|value| formatted(value, args.text(1)?)),
        Op::FormatDatetime => args.micros(0).and_then(|value| time::format(value, args.text(1)?)).map(Value::str),
        Op::IntFromBool => compiled(op),
    }
}

fn to_text(args: &mut Args<'_>, world: &World<'_>) -> Fallible<Value> {
    Ok(match args.get(0) {
        Value::Short(_) | Value::Str(_) => args.take(0),
        other => return display::text(other, world.names).map(Value::str),
    })
}

fn formatted(text: &str, spec: &str) -> Fallible<Value> {
    copied_bytes(text.len())?;
    format::text(text, spec).map(Value::str)
}

fn truth(args: &Args<'_>) -> Fallible<Value> {
    let text = args.text(0)?;
    match text {
        "true" => Ok(Value::Bool(true)),
        "false" => Ok(Value::Bool(false)),
        _ => Err(Fault::value(format!("`{}` is neither `true` nor `false`", short(text)))),
    }
}

/// The variant whose value is a string; the second argument is of the enum.
pub(super) fn variant(args: &Args<'_>, world: &World<'_>) -> Fallible<Value> {
    let text = args.text(0)?;
    let Value::Enum(id, _) = args.get(1) else { return Err(Fault::invalid("enum")) };
    let Some((name, variants)) = world.names.enums.get(id.0 as usize) else { return Err(Fault::invalid("enum")) };
    match variants.iter().position(|(_, value)| value == text) {
        Some(variant) => Ok(Value::Enum(*id, variant as u32)),
        None => {
            let known: Vec<String> = variants.iter().map(|(_, value)| format!("`{value}`")).collect();
            Err(Fault::value(format!("`{}` is not a value of `{name}`, which has {}", short(text), known.join(", "))))
        }
    }
}
