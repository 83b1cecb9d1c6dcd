//! Maps.

use triomphe::Arc;

use super::{Args, list, optional};
use crate::analysis::builtins::BuiltinOp as Op;
use crate::eval::failure::Fallible;
use crate::eval::meter;
use crate::eval::value::Value;

pub fn call(op: Op, args: &mut Args<'_>) -> Option<Fallible<Value>> {
    Some(match op {
        Op::IsEmptyMap => args.map(0).map(|map| Value::Bool(map.is_empty())),
        Op::Keys => args.map(0).and_then(|map| list(map.keys().map(Value::shared_str))),
        Op::Values => args.map(0).and_then(|map| list(map.values().cloned())),
        Op::Items => args.map(0).and_then(|map| {
            let pair = |(key, value): (&Arc<_>, &Value)| Value::tuple(vec![Value::shared_str(key), value.clone()]);
            list(map.iter().map(pair))
        }),
        Op::GetMap => args.text(1).and_then(|key| Ok(optional(args.map(0)?.get(key).cloned()))),
        Op::GetMapOr => args.text(1).and_then(|key| Ok(args.map(0)?.get(key).cloned())).map(|found| found.unwrap_or_else(|| args.take(2))),
        Op::Merge => merge(args),
        Op::RemoveKey => remove(args),
        _ => return None,
    })
}

fn merge(args: &mut Args<'_>) -> Fallible<Value> {
    let mut map = args.take_map(0)?;
    for (key, value) in args.map(1)? {
        map.insert(Arc::clone(key), value.clone());
        meter::check()?;
    }
    Ok(Value::Map(Arc::new(map)))
}

fn remove(args: &mut Args<'_>) -> Fallible<Value> {
    let mut map = args.take_map(0)?;
    map.remove(args.text(1)?);
    Ok(Value::Map(Arc::new(map)))
}
