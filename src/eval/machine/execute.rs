//! The loop over instructions.
//!
//! One function, so that its registers stay in those of the processor: it holds what programs on numbers need, and everything else,
//! from [`read`](super::read) on, is called.

use std::cmp::Ordering;

use super::access;
use super::element::{self, index_scalar, list};
use super::scalar::{self, float, raw};
use super::{Frame, MAX_DEPTH, Machine, Place, Stop, read, reserve};
use crate::eval::code::Instr;
use crate::eval::failure::{FailureKind, Fault};
use crate::eval::value::Value;
use crate::program::arith;

/// How many jumps and calls there are between two checks of the outside world.
const TICK: u32 = 1 << 14;

impl Machine<'_> {
    /// Runs a function whose arguments are in the first registers, and leaves its result there.
    #[expect(clippy::too_many_lines, reason = "the loop is one function, so that its state stays in registers")]
    pub(super) fn execute(&mut self, entry_function: u32) -> Result<(), Stop> {
        let Machine { context, scalars, values, frames } = self;
        let code = context.code;
        let mut current = entry_function;
        let mut pc: usize = 0;
        let (mut scalar_base, mut value_base) = (0usize, 0usize);
        let mut budget = TICK;
        loop {
            let Some(function) = code.functions.get(current as usize) else {
                return Err(Stop { function: current, pc, fault: Fault::invalid("fn") });
            };
            if let Err(fault) = reserve(scalars, values, scalar_base + function.scalars, value_base + function.values) {
                return Err(Stop { function: current, pc, fault });
            }
            let s: &mut [i64] = &mut scalars[scalar_base..];
            let v: &mut [Value] = &mut values[value_base..];
            let instrs = function.code.as_slice();

            macro_rules! fail {
                ($fault:expr) => {
                    return Err(Stop { function: current, pc: pc - 1, fault: $fault })
                };
            }
            macro_rules! or_fail {
                ($result:expr) => {
                    match $result {
                        Ok(value) => value,
                        Err(fault) => fail!(fault),
                    }
                };
            }
            macro_rules! s {
                ($register:expr) => {
                    s[$register as usize]
                };
            }
            macro_rules! v {
                ($register:expr) => {
                    v[$register as usize]
                };
            }
            macro_rules! jump {
                ($target:expr) => {{
                    budget -= 1;
                    if budget == 0 {
                        budget = TICK;
                        // A run stopped here is reported at the jump: the code before its target may have ended long ago.
                        or_fail!(context.tick());
                    }
                    pc = $target as usize;
                }};
            }
            macro_rules! jump_if {
                ($condition:expr, $target:expr) => {
                    if $condition {
                        jump!($target);
                    }
                };
            }
            macro_rules! checked {
                ($d:expr, $a:expr, $b:expr, $operation:ident, $operator:literal) => {{
                    let (a, b) = (s!($a), s!($b));
                    match a.$operation(b) {
                        Some(result) => s!($d) = result,
                        None => fail!(scalar::overflow(a, $operator, b)),
                    }
                }};
            }
            // Continues in the caller.
            macro_rules! resume {
                () => {{
                    let Some(frame) = frames.pop() else { return Ok(()) };
                    current = frame.function;
                    pc = frame.pc as usize;
                    scalar_base = frame.scalars as usize;
                    value_base = frame.values as usize;
                    break;
                }};
            }
            macro_rules! floats {
                ($d:expr, $a:expr, $operator:tt, $b:expr) => {
                    s!($d) = raw(float(s!($a)) $operator float(s!($b)))
                };
            }

            loop {
                let Some(instr) = instrs.get(pc) else {
                    return Err(Stop { function: current, pc, fault: Fault::invalid("code") });
                };
                pc += 1;
                match *instr {
                    Instr::MoveS { d, a } => s!(d) = s!(a),
                    Instr::IntS { d, i } => s!(d) = i64::from(i),
                    Instr::ConstS { d, k } => s!(d) = code.scalars[k as usize],
                    Instr::AddInt { d, a, b } => checked!(d, a, b, checked_add, "+"),
                    Instr::SubInt { d, a, b } => checked!(d, a, b, checked_sub, "-"),
                    Instr::MulInt { d, a, b } => checked!(d, a, b, checked_mul, "*"),
                    Instr::AddImm { d, a, i } => match s!(a).checked_add(i64::from(i)) {
                        Some(result) => s!(d) = result,
                        None if i < 0 => fail!(scalar::overflow(s!(a), "-", -i64::from(i))),
                        None => fail!(scalar::overflow(s!(a), "+", i64::from(i))),
                    },
                    Instr::FloorDivInt { d, a, b } => {
                        s!(d) = or_fail!(scalar::int_op(arith::floor_div(s!(a), s!(b)), s!(a), "//", s!(b)));
                    }
                    Instr::ModInt { d, a, b } => s!(d) = or_fail!(scalar::int_op(arith::floor_mod(s!(a), s!(b)), s!(a), "%", s!(b))),
                    Instr::MinInt { d, a, b } => s!(d) = s!(a).min(s!(b)),
                    Instr::MaxInt { d, a, b } => s!(d) = s!(a).max(s!(b)),
                    Instr::AddFloat { d, a, b } => floats!(d, a, +, b),
                    Instr::SubFloat { d, a, b } => floats!(d, a, -, b),
                    Instr::MulFloat { d, a, b } => floats!(d, a, *, b),
                    Instr::NegFloat { d, a } => s!(d) = raw(-float(s!(a))),
                    Instr::Widen { d, a } => s!(d) = raw(s!(a) as f64),
                    Instr::Not { d, a } => s!(d) = 1 - s!(a),
                    Instr::EqInt { d, a, b } => s!(d) = i64::from(s!(a) == s!(b)),
                    Instr::NeInt { d, a, b } => s!(d) = i64::from(s!(a) != s!(b)),
                    Instr::LtInt { d, a, b } => s!(d) = i64::from(s!(a) < s!(b)),
                    Instr::LeInt { d, a, b } => s!(d) = i64::from(s!(a) <= s!(b)),
                    Instr::EqFloat { d, a, b } => s!(d) = i64::from(float(s!(a)) == float(s!(b))),
                    Instr::NeFloat { d, a, b } => s!(d) = i64::from(float(s!(a)) != float(s!(b))),
                    Instr::LtFloat { d, a, b } => s!(d) = i64::from(float(s!(a)) < float(s!(b))),
                    Instr::LeFloat { d, a, b } => s!(d) = i64::from(float(s!(a)) <= float(s!(b))),
                    Instr::Jump { t } => jump!(t),
                    Instr::JumpIf { a, t } => jump_if!(s!(a) != 0, t),
                    Instr::JumpIfNot { a, t } => jump_if!(s!(a) == 0, t),
                    Instr::JumpEqInt { a, b, t } => jump_if!(s!(a) == s!(b), t),
                    Instr::JumpNeInt { a, b, t } => jump_if!(s!(a) != s!(b), t),
                    Instr::JumpLtInt { a, b, t } => jump_if!(s!(a) < s!(b), t),
                    Instr::JumpLeInt { a, b, t } => jump_if!(s!(a) <= s!(b), t),
                    Instr::JumpEqImm { a, i, t } => jump_if!(s!(a) == i64::from(i), t),
                    Instr::JumpNeImm { a, i, t } => jump_if!(s!(a) != i64::from(i), t),
                    Instr::JumpLtImm { a, i, t } => jump_if!(s!(a) < i64::from(i), t),
                    Instr::JumpGeImm { a, i, t } => jump_if!(s!(a) >= i64::from(i), t),
                    Instr::JumpEqFloat { a, b, t } => jump_if!(float(s!(a)) == float(s!(b)), t),
                    Instr::JumpNeFloat { a, b, t } => jump_if!(float(s!(a)) != float(s!(b)), t),
                    Instr::JumpLtFloat { a, b, t } => jump_if!(float(s!(a)) < float(s!(b)), t),
                    Instr::JumpLeFloat { a, b, t } => jump_if!(float(s!(a)) <= float(s!(b)), t),
                    Instr::JumpNotLtFloat { a, b, t } => {
                        jump_if!(!matches!(float(s!(a)).partial_cmp(&float(s!(b))), Some(Ordering::Less)), t);
                    }
                    Instr::JumpNotLeFloat { a, b, t } => {
                        jump_if!(matches!(float(s!(a)).partial_cmp(&float(s!(b))), None | Some(Ordering::Greater)), t);
                    }
                    Instr::IndexS { d, a, i } => match element::number(&v!(a), s!(i)) {
                        Some(bits) => s!(d) = bits,
                        None => s!(d) = or_fail!(index_scalar(&v!(a), s!(i))),
                    },
                    Instr::Index2S { d, a, i, j } => match element::number_of_row(&v!(a), s!(i), s!(j)) {
                        Some(bits) => s!(d) = bits,
                        None => s!(d) = or_fail!(element::index_row(&v!(a), s!(i), s!(j))),
                    },
                    Instr::SetIndexS { a, i, x, kind } => {
                        let (i, x) = (s!(i), s!(x));
                        if !element::put(&mut v!(a), i, kind, x) {
                            or_fail!(element::set_scalar(&mut v!(a), i, kind, x));
                        }
                    }
                    Instr::PushS { a, x, kind } => {
                        let x = s!(x);
                        if !element::append_number(&mut v!(a), kind, x) {
                            or_fail!(element::push_scalar(&mut v!(a), kind, x));
                        }
                    }
                    Instr::ForInt { i, end, t } => {
                        let next = s!(i).wrapping_add(1);
                        s!(i) = next;
                        jump_if!(next < s!(end), t);
                    }
                    Instr::ForStep { i, end, step, t } => {
                        let step = s!(step);
                        if let Some(next) = s!(i).checked_add(step) {
                            s!(i) = next;
                            jump_if!(if step > 0 { next < s!(end) } else { next > s!(end) }, t);
                        }
                    }
                    Instr::NextS { d, a, i, t } => {
                        let next = s!(i) + 1;
                        s!(i) = next;
                        match element::number(&v!(a), next) {
                            Some(bits) => {
                                s!(d) = bits;
                                jump!(t);
                            }
                            None => {
                                if let Some(bits) = or_fail!(element::scalar_at(&v!(a), next)) {
                                    s!(d) = bits;
                                    jump!(t);
                                }
                            }
                        }
                    }
                    Instr::NextN { a, i, t } => {
                        let next = s!(i) + 1;
                        s!(i) = next;
                        jump_if!((next as usize) < or_fail!(list(&v!(a))).len(), t);
                    }

                    Instr::Call { f, s: from, v: values_from, .. } => {
                        if frames.len() >= MAX_DEPTH {
                            fail!(Fault::new(FailureKind::Recursion, format!("runaway recursion: calls nest deeper than {MAX_DEPTH}")));
                        }
                        budget -= 1;
                        if budget == 0 {
                            budget = TICK;
                            or_fail!(context.tick());
                        }
                        frames.push(Frame { function: current, pc: pc as u32, scalars: scalar_base as u32, values: value_base as u32 });
                        current = f;
                        scalar_base += usize::from(from);
                        value_base += usize::from(values_from);
                        pc = 0;
                        break;
                    }
                    Instr::ReturnS { a } => {
                        s[0] = s!(a);
                        access::empty(v, function.emptied);
                        resume!();
                    }
                    Instr::ReturnV { a } => {
                        let result = std::mem::replace(&mut v!(a), Value::None);
                        access::empty(v, function.emptied);
                        v[0] = result;
                        resume!();
                    }
                    Instr::ReturnN {} => {
                        access::empty(v, function.emptied);
                        resume!();
                    }
                    ref other => {
                        let mut at = Place { code, function, pc: pc - 1, context: &mut *context };
                        if let Some(target) = or_fail!(read::run(other, &mut at, s, v)) {
                            jump!(target);
                        }
                    }
                }
            }
        }
    }
}
