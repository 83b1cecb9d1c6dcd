//! Inputs for tasks: small values of every type, with the edges among them.

use std::collections::BTreeMap;

use flightplan::project::{Program, TaskId, Type};

use super::value::{Json, Val};
use crate::generator::dice::Dice;

/// Inputs of a task; nothing if it has one that has no values here.
pub(crate) fn of(program: &Program, task: TaskId, run: u64) -> Option<Vec<Val>> {
    let mut dice = Dice::new(u64::from(task.0) * 1000 + run);
    program.task(task).interface.inputs.iter().map(|input| value(program, &input.ty, &mut dice)).collect()
}

fn value(program: &Program, ty: &Type, dice: &mut Dice) -> Option<Val> {
    Some(match ty {
        Type::Int if dice.chance(4) => Val::Int(*dice.pick(&[i64::MAX, i64::MIN, 1 << 53])),
        Type::Int => Val::Int(dice.between(-3, 9)),
        Type::Float => Val::Float(*dice.pick(&[0.0, -0.0, 1.0, 1.5, -2.25, 0.1, 3.0, 1e22, f64::NAN, f64::INFINITY])),
        Type::Str => Val::Str((*dice.pick(&["", "a", "b", "c", "ab", "x y", "12", "é", "k1", "a,b"])).to_owned()),
        Type::Bool => Val::Bool(dice.chance(50)),
        Type::Datetime => Val::Datetime(*dice.pick(&[0, 1_709_209_815_250_000, -1, 951_782_400_000_000])),
        Type::Duration => Val::Duration(*dice.pick(&[0, 1, 1_000_000, 5_400_000_000, -172_800_000_000])),
        Type::Bytes => Val::Bytes(dice.pick(&[&b""[..], b"ab", b"\xff\x00"]).to_vec()),
        Type::Json => Val::Json(json(dice, 2)),
        Type::None => Val::None,
        Type::List(item) => Val::List((0..dice.below(5)).map(|_| value(program, item, dice)).collect::<Option<_>>()?),
        Type::Map(item) => {
            let mut entries = BTreeMap::new();
            for _ in 0..dice.below(4) {
                entries.insert((*dice.pick(&["a", "b", "c", "k1", ""])).to_owned(), value(program, item, dice)?);
            }
            Val::Map(entries)
        }
        Type::Union(variants) => value(program, &variants[dice.below(variants.len())], dice)?,
        Type::Struct(id) => {
            let fields = program.struct_(*id).fields.iter().map(|field| value(program, &field.ty, dice));
            Val::Struct(id.0, fields.collect::<Option<_>>()?)
        }
        Type::Enum(id) => Val::Enum(id.0, dice.below(program.enum_(*id).variants.len()) as u32),
        _ => return None,
    })
}

fn json(dice: &mut Dice, depth: usize) -> Json {
    match dice.below(if depth == 0 { 5 } else { 8 }) {
        0 => Json::Null,
        1 => Json::Bool(dice.chance(50)),
        2 => Json::Int(dice.between(-3, 9)),
        3 => Json::Float(2.5),
        4 => Json::Str("a".to_owned()),
        5 => Json::List((0..dice.below(3)).map(|_| json(dice, depth - 1)).collect()),
        _ => Json::Object(["a", "b"].iter().take(dice.below(3)).map(|key| ((*key).to_owned(), json(dice, depth - 1))).collect()),
    }
}
