//! Instructions that make values, call builtins, or fail.

use triomphe::Arc;

use super::access::{self, text};
use super::{Place, made, scalar};
use crate::eval::builtins::{self, Args};
use crate::eval::code::{Instr, Role};
use crate::eval::display::scalar_value;
use crate::eval::failure::{FailureKind, Fallible, Fault};
use crate::eval::map::Map;
use crate::eval::meter;
use crate::eval::value::Value;
use crate::program::ty::StructId;

/// Runs an instruction that [`write`](super::write) does not know.
///
/// # Errors
/// Those of the instruction.
pub(super) fn run(instr: &Instr, at: &mut Place<'_, '_>, s: &mut [i64], v: &mut [Value]) -> Fallible<Option<u32>> {
    match *instr {
        Instr::NewList { d } => return made(v, d, Value::list(Vec::new())),
        Instr::NewMap { d } => return made(v, d, Value::Map(Arc::new(Map::new()))),
        Instr::Tuple { d, base, n } => {
            let members = access::take_row(v, base, n);
            return made(v, d, Value::tuple(members));
        }
        Instr::Struct { d, base, n, id } => {
            let fields = access::take_row(v, base, n);
            return made(v, d, Value::of_struct(StructId(id), fields));
        }
        Instr::Join { d, parts } => {
            let parts = &at.function.joins[parts as usize];
            at.context.text.clear();
            access::join(&mut at.context.text, parts, s, v, &at.code.values)?;
            return made(v, d, Value::str(at.context.text.as_str()));
        }
        Instr::ToStr { d, a, kind } => return made(v, d, scalar_value(kind, s[usize::from(a)])),
        Instr::Builtin { op, d, args } => {
            let table = &at.function.args[args as usize];
            let span = at.function.spans[at.pc];
            let world = builtins::World { names: &at.code.names, host: &*at.context.host, environment: at.context.environment, span };
            let mut args = Args::new(v, table);
            let result = builtins::call(op, &mut args, &world, &mut at.context.patterns)?;
            for arg in table {
                if arg.role == Role::Take {
                    v[usize::from(arg.register)] = Value::None;
                }
            }
            v[usize::from(d)] = result;
            meter::check()?;
            meter::in_time()?;
        }
        Instr::Slice { d, args } => {
            let table = &at.function.args[args as usize];
            let part = builtins::slice(&mut Args::new(v, table))?;
            return made(v, d, part);
        }
        Instr::JsonKey { d, args } => {
            let table = &at.function.args[args as usize];
            v[usize::from(d)] = builtins::json_path(&Args::new(v, table))?;
        }
        Instr::Fail { retry, a } => {
            let kind = if retry == 0 { FailureKind::User } else { FailureKind::Retryable };
            return Err(Fault::new(kind, text(&v[usize::from(a)])?));
        }
        Instr::AssertFailed { a, k } => {
            let condition = text(&at.code.values[k as usize])?;
            return Err(match v[usize::from(a)].text() {
                Some(message) => Fault::new(FailureKind::Assertion, format!("{message} (`assert {condition}`)")),
                _ => Fault::new(FailureKind::Assertion, format!("assertion failed: `{condition}`")),
            });
        }
        Instr::Trap { user, k } => {
            let kind = if user == 0 { FailureKind::Invalid } else { FailureKind::Value };
            return Err(Fault::new(kind, text(&at.code.values[k as usize])?));
        }
        _ => return scalar::run(instr, s),
    }
    Ok(None)
}
