//! Instructions that read, copy and compare values.

use super::access::{self, entry, field};
use super::element::{element, index_value, list};
use super::{Place, made, path, take, write};
use crate::eval::builtins;
use crate::eval::code::Instr;
use crate::eval::equal::equal;
use crate::eval::failure::Fallible;
use crate::eval::order::compare;
use crate::eval::value::Value;

/// Runs an instruction that is not the loop's own, and says where to continue if it jumps.
///
/// # Errors
/// Those of the instruction.
#[inline(never)]
pub(super) fn run(instr: &Instr, at: &mut Place<'_, '_>, s: &mut [i64], v: &mut [Value]) -> Fallible<Option<u32>> {
    match *instr {
        Instr::CopyV { d, a } => v[usize::from(d)] = v[usize::from(a)].clone(),
        Instr::TakeV { d, a } => v[usize::from(d)] = take(v, a),
        Instr::ConstV { d, k } => v[usize::from(d)] = at.code.values[k as usize].clone(),
        Instr::NoneV { d } | Instr::DropV { a: d } => v[usize::from(d)] = Value::None,
        Instr::Box { d, a, kind } => v[usize::from(d)] = kind.boxed(s[usize::from(a)]),
        Instr::Unbox { d, a } => s[usize::from(d)] = access::scalar(&v[usize::from(a)])?,
        Instr::EqV { d, a, b } => s[usize::from(d)] = i64::from(equal(&v[usize::from(a)], &v[usize::from(b)])?),
        Instr::LtStr { d, a, b } => s[usize::from(d)] = i64::from(compare(&v[usize::from(a)], &v[usize::from(b)])?.is_lt()),
        Instr::LeStr { d, a, b } => s[usize::from(d)] = i64::from(compare(&v[usize::from(a)], &v[usize::from(b)])?.is_le()),
        Instr::In { d, a, b } => s[usize::from(d)] = i64::from(builtins::contains(&v[usize::from(b)], &v[usize::from(a)])?),
        Instr::JumpNone { a, t } => return Ok(matches!(v[usize::from(a)], Value::None).then_some(t)),
        Instr::JumpSome { a, t } => return Ok((!matches!(v[usize::from(a)], Value::None)).then_some(t)),
        Instr::JumpIs { a, test, t } => return Ok(access::is(&v[usize::from(a)], &at.function.tests[test as usize]).then_some(t)),
        Instr::Len { d, a } => s[usize::from(d)] = builtins::length(&v[usize::from(a)])?,
        Instr::IndexV { d, a, i } => return made(v, d, index_value(&v[usize::from(a)], s[usize::from(i)])?),
        Instr::KeyS { d, a, k } => s[usize::from(d)] = access::scalar(entry(&v[usize::from(a)], &v[usize::from(k)])?)?,
        Instr::KeyV { d, a, k } => v[usize::from(d)] = entry(&v[usize::from(a)], &v[usize::from(k)])?.clone(),
        Instr::KeyOrS { d, a, k, x } => {
            s[usize::from(d)] = match access::map(&v[usize::from(a)])?.get(access::lookup(&v[usize::from(k)])?) {
                Some(value) => access::scalar(value)?,
                None => s[usize::from(x)],
            };
        }
        Instr::FieldS { d, a, f } => s[usize::from(d)] = access::scalar(field(&v[usize::from(a)], f)?)?,
        Instr::FieldV { d, a, f } => v[usize::from(d)] = field(&v[usize::from(a)], f)?.clone(),
        Instr::IndexFieldS { d, a, i, f } => {
            let of = element(list(&v[usize::from(a)])?, s[usize::from(i)])?;
            s[usize::from(d)] = access::scalar(field(of, f)?)?;
        }
        Instr::PathS { d, a, p } => {
            let found = path::read(&v[usize::from(a)], &at.function.paths[p as usize], s, v)?;
            s[usize::from(d)] = access::scalar(&found)?;
        }
        Instr::PathV { d, a, p } => {
            let found = path::read(&v[usize::from(a)], &at.function.paths[p as usize], s, v)?.into_owned();
            v[usize::from(d)] = found;
        }
        Instr::Entries { d, a } => {
            let map = access::map(&v[usize::from(a)])?;
            v[usize::from(d)] = access::entries(map)?;
        }
        Instr::NextV { d, a, i, t } => {
            let next = s[usize::from(i)] + 1;
            s[usize::from(i)] = next;
            if let Some(element) = list(&v[usize::from(a)])?.get(next as usize) {
                let element = element.into_owned();
                v[usize::from(d)] = element;
                return Ok(Some(t));
            }
        }
        _ => return write::run(instr, at, s, v),
    }
    Ok(None)
}
