//! Maps and optionals, and what their builtins do with lists, bytes and JSON.

use triomphe::Arc;

use super::{Args, bytes, compiled, json, list, lists, optional};
use crate::eval::failure::Fallible;
use crate::eval::meter;
use crate::eval::value::Value;
use crate::program::builtins::MapOp as Op;

pub(super) fn call(op: Op, args: &mut Args<'_>) -> Fallible<Value> {
    match op {
        Op::Keys => args.map(0).and_then(|map| list(map.ordered()?.into_iter().map(|(key, _)| Value::shared_str(key)))),
        Op::Values => args.map(0).and_then(|map| list(map.ordered()?.into_iter().map(|(_, value)| value.clone()))),
        Op::Items => args.map(0).and_then(|map| {
            let pair = |(key, value): (&Arc<_>, &Value)| Value::tuple(vec![Value::shared_str(key), value.clone()]);
            list(map.ordered()?.into_iter().map(pair))
        }),
        Op::GetMap => lookup(args, 1).and_then(|key| Ok(optional(args.map(0)?.get(key).cloned()))),
        Op::GetMapOr => {
            lookup(args, 1).and_then(|key| Ok(args.map(0)?.get(key).cloned())).map(|found| found.unwrap_or_else(|| args.take(2)))
        }
        Op::Merge => merge(args),
        Op::GetList => args.int(1).and_then(|at| Ok(optional(lists::get(args.list(0)?, at)))),
        Op::GetListOr => args.int(1).and_then(|at| Ok(lists::get(args.list(0)?, at))).map(|found| found.unwrap_or_else(|| args.take(2))),
        Op::GetJson => json::get(args),
        Op::GetJsonAt => json::get_at(args),
        Op::KeysJson => json::keys(args),
        Op::HasJson => json::has(args),
        Op::HasMap => super::contains(args.get(0), args.get(1)).map(Value::Bool),
        Op::BytesToList => bytes::to_list(args),
        Op::IsNone => Ok(Value::Bool(matches!(args.get(0), Value::None))),
        Op::MapValues => compiled(op),
    }
}

/// A key that is about to be looked up, which reads it.
fn lookup<'a>(args: &'a Args<'_>, index: usize) -> Fallible<&'a str> {
    let key = args.text(index)?;
    meter::read(key.len()).map(|()| key)
}

fn merge(args: &mut Args<'_>) -> Fallible<Value> {
    let mut map = args.take_map(0)?;
    for (key, value) in args.map(1)?.ordered()? {
        meter::worked(1)?;
        meter::read(key.len())?;
        map.insert(Arc::clone(key), value.clone());
        meter::check()?;
    }
    Ok(Value::Map(Arc::new(map)))
}

pub(super) fn remove(args: &mut Args<'_>) -> Fallible<Value> {
    let mut map = args.take_map(0)?;
    map.remove(lookup(args, 1)?);
    Ok(Value::Map(Arc::new(map)))
}
