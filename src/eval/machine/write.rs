//! Instructions that change values where they are.

use super::access::{self, text};
use super::element::{self, list_mut};
use super::scalar::{self, float, raw};
use super::{Place, make, path, take};
use crate::eval::code::{Instr, Kind};
use crate::eval::failure::{Fallible, Fault};
use crate::eval::meter;
use crate::eval::value::Value;
use crate::program::arith;

/// Runs an instruction that [`read`](super::read) does not know, and says where to continue if it jumps.
///
/// # Errors
/// Those of the instruction.
#[expect(clippy::too_many_lines, reason = "an arm for each instruction; another function between them would be one more call for each")]
pub(super) fn run(instr: &Instr, at: &mut Place<'_, '_>, s: &mut [i64], v: &mut [Value]) -> Fallible<Option<u32>> {
    match *instr {
        Instr::SetIndexV { a, i, x } => {
            let x = take(v, x);
            let i = s[usize::from(i)];
            element::set_element(&mut v[usize::from(a)], i, x)?;
        }
        Instr::SetKeyS { a, k, x, kind } => {
            modify(v, a, |v, value| access::set_key(value, &v[usize::from(k)], kind.boxed(s[usize::from(x)])))?;
            meter::check()?;
        }
        Instr::SetKeyV { a, k, x } => {
            let x = take(v, x);
            modify(v, a, |v, value| access::set_key(value, &v[usize::from(k)], x))?;
            meter::check()?;
        }
        Instr::SetPathS { a, p, x, kind } => {
            let path = &at.function.paths[p as usize];
            let keys = path::keys(path, v);
            path::write(&mut v[usize::from(a)], path, s, &keys, kind.boxed(s[usize::from(x)]))?;
        }
        Instr::SetPathV { a, p, x } => {
            let x = take(v, x);
            let path = &at.function.paths[p as usize];
            let keys = path::keys(path, v);
            path::write(&mut v[usize::from(a)], path, s, &keys, x)?;
        }
        Instr::TakePathV { d, a, p } => {
            let path = &at.function.paths[p as usize];
            let keys = path::keys(path, v);
            v[usize::from(d)] = path::take(&mut v[usize::from(a)], path, s, &keys)?;
        }
        Instr::IndexAddInt { a, i, x } => {
            let (i, x) = (s[usize::from(i)], s[usize::from(x)]);
            let add = |old| scalar::int_op(arith::add(old, x), old, "+", x);
            element::change_scalar(&mut v[usize::from(a)], i, Kind::Int, add)?;
        }
        Instr::IndexAddFloat { a, i, x } => {
            let (i, x) = (s[usize::from(i)], s[usize::from(x)]);
            element::change_scalar(&mut v[usize::from(a)], i, Kind::Float, |old| Ok(raw(float(old) + float(x))))?;
        }
        Instr::KeyAddInt { a, k, x } => modify(v, a, |v, value| {
            access::add_to_entry(value, &v[usize::from(k)], |held| match held {
                Value::Int(old) => {
                    *old = scalar::int_op(arith::add(*old, s[usize::from(x)]), *old, "+", s[usize::from(x)])?;
                    Ok(())
                }
                _ => Err(Fault::invalid("int")),
            })
        })?,
        Instr::KeyAddFloat { a, k, x } => modify(v, a, |v, value| {
            access::add_to_entry(value, &v[usize::from(k)], |held| match held {
                Value::Float(old) => {
                    *old += float(s[usize::from(x)]);
                    Ok(())
                }
                _ => Err(Fault::invalid("float")),
            })
        })?,
        Instr::KeyTallyInt { a, k, x, y } => {
            modify(v, a, |v, value| access::tally(value, &v[usize::from(k)], s[usize::from(x)], s[usize::from(y)]))?;
            meter::check()?;
        }
        Instr::PushV { a, x } => {
            let x = take(v, x);
            element::push(list_mut(&mut v[usize::from(a)])?, x)?;
        }
        Instr::Extend { a, x } => {
            let x = take(v, x);
            element::extend(&mut v[usize::from(a)], x)?;
        }
        Instr::JoinOnto { a, parts } => {
            let parts = &at.function.joins[parts as usize];
            at.context.text.clear();
            access::join(&mut at.context.text, parts, s, v, &at.code.values)?;
            access::append_text(&mut v[usize::from(a)], &at.context.text)?;
        }
        Instr::AppendStr { a, x } if a == x => {
            let more = v[usize::from(x)].clone();
            access::append_text(&mut v[usize::from(a)], text(&more)?)?;
        }
        Instr::AppendStr { a, x } => modify(v, a, |v, value| text(&v[usize::from(x)]).and_then(|more| access::append_text(value, more)))?,
        _ => return make::run(instr, at, s, v),
    }
    Ok(None)
}

/// Changes a value while others are read: it is moved out in the meantime, which costs two moves and no test.
#[inline]
fn modify(v: &mut [Value], register: u16, change: impl FnOnce(&[Value], &mut Value) -> Fallible<()>) -> Fallible<()> {
    let mut taken = take(v, register);
    let changed = change(v, &mut taken);
    v[usize::from(register)] = taken;
    changed
}
