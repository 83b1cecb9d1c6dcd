//! The loop over instructions.
//!
//! One function, because its registers and its place must stay in the processor's; what an instruction does beyond a line stands in
//! [`access`](super::access) and [`scalar`](super::scalar).

use std::cmp::Ordering;
use triomphe::Arc;

use super::access::{self, element, entry, field, index_scalar, index_value, list, list_mut, scalar_element, text};
use super::path;
use super::scalar::{self, float, raw};
use super::{Frame, MAX_DEPTH, Machine, Stop, reserve};
use crate::analysis::arith;
use crate::analysis::ty::StructId;
use crate::eval::builtins::{self, Args};
use crate::eval::code::{Instr, Kind, Role};
use crate::eval::display::scalar_value;
use crate::eval::failure::{FailureKind, Fault};
use crate::eval::list::List;
use crate::eval::map::Map;
use crate::eval::meter;
use crate::eval::value::Value;

/// How many jumps and calls lie between two looks at the world outside.
const TICK: u32 = 1 << 14;

impl Machine<'_> {
    /// Runs a function whose arguments stand in the first registers, and leaves its result there.
    pub(super) fn execute(&mut self, entry_function: u32) -> Result<(), Stop> {
        let Machine { context, scalars, values, frames, lists } = self;
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
                    pc = $target as usize;
                    budget -= 1;
                    if budget == 0 {
                        budget = TICK;
                        or_fail!(context.tick());
                    }
                }};
            }
            // A new value: whether there is memory for it is asked when its size is known, which is small.
            macro_rules! made {
                ($d:expr, $value:expr) => {{
                    v!($d) = $value;
                    or_fail!(meter::check());
                }};
            }
            macro_rules! jump_if {
                ($condition:expr, $target:expr) => {
                    if $condition {
                        jump!($target);
                    }
                };
            }
            // Changes a value while others are read: it is taken out meanwhile, which costs two moves and no test.
            macro_rules! modify {
                ($register:expr, |$value:ident| $change:expr) => {{
                    let mut taken = std::mem::replace(&mut v!($register), Value::None);
                    let $value = &mut taken;
                    let changed = $change;
                    v!($register) = taken;
                    or_fail!(changed)
                }};
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
            // Goes on in the caller.
            macro_rules! resume {
                () => {{
                    let Some(frame) = frames.pop() else { return Ok(()) };
                    if lists.len() > frame.lists as usize {
                        lists.truncate(frame.lists as usize);
                    }
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
                    Instr::CopyV { d, a } => v!(d) = v!(a).clone(),
                    Instr::TakeV { d, a } => v!(d) = std::mem::replace(&mut v!(a), Value::None),
                    Instr::ConstV { d, k } => v!(d) = code.values[k as usize].clone(),
                    Instr::NoneV { d } | Instr::DropV { a: d } => v!(d) = Value::None,
                    Instr::Box { d, a, kind } => v!(d) = kind.boxed(s!(a)),
                    Instr::Unbox { d, a } => s!(d) = or_fail!(access::scalar(&v!(a))),

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
                    Instr::PowInt { d, a, b } => s!(d) = or_fail!(scalar::int_op(arith::pow(s!(a), s!(b)), s!(a), "**", s!(b))),
                    Instr::DivInt { d, a, b } => s!(d) = raw(or_fail!(scalar::div_int(s!(a), s!(b)))),
                    Instr::NegInt { d, a } => match s!(a).checked_neg() {
                        Some(result) => s!(d) = result,
                        None => fail!(scalar::overflow(0, "-", s!(a))),
                    },
                    Instr::AbsInt { d, a } => match s!(a).checked_abs() {
                        Some(result) => s!(d) = result,
                        None => fail!(scalar::overflow(0, "-", s!(a))),
                    },
                    Instr::MinInt { d, a, b } => s!(d) = s!(a).min(s!(b)),
                    Instr::MaxInt { d, a, b } => s!(d) = s!(a).max(s!(b)),
                    Instr::AddFloat { d, a, b } => floats!(d, a, +, b),
                    Instr::SubFloat { d, a, b } => floats!(d, a, -, b),
                    Instr::MulFloat { d, a, b } => floats!(d, a, *, b),
                    Instr::DivFloat { d, a, b } => s!(d) = raw(or_fail!(scalar::div_float(float(s!(a)), float(s!(b))))),
                    Instr::NegFloat { d, a } => s!(d) = raw(-float(s!(a))),
                    Instr::Widen { d, a } => s!(d) = raw(s!(a) as f64),
                    Instr::MathS { f, d, a } => s!(d) = raw(or_fail!(scalar::math(f, float(s!(a))))),
                    Instr::Math2S { f, d, a, b } => s!(d) = raw(or_fail!(scalar::math2(f, float(s!(a)), float(s!(b))))),
                    Instr::RoundS { f, d, a } => s!(d) = or_fail!(scalar::rounded(f, float(s!(a)))),
                    Instr::TimeS { f, d, a, b } => s!(d) = or_fail!(scalar::time(f, s!(a), s!(b))),

                    Instr::Not { d, a } => s!(d) = 1 - s!(a),
                    Instr::EqInt { d, a, b } => s!(d) = i64::from(s!(a) == s!(b)),
                    Instr::NeInt { d, a, b } => s!(d) = i64::from(s!(a) != s!(b)),
                    Instr::LtInt { d, a, b } => s!(d) = i64::from(s!(a) < s!(b)),
                    Instr::LeInt { d, a, b } => s!(d) = i64::from(s!(a) <= s!(b)),
                    Instr::EqFloat { d, a, b } => s!(d) = i64::from(float(s!(a)) == float(s!(b))),
                    Instr::NeFloat { d, a, b } => s!(d) = i64::from(float(s!(a)) != float(s!(b))),
                    Instr::LtFloat { d, a, b } => s!(d) = i64::from(float(s!(a)) < float(s!(b))),
                    Instr::LeFloat { d, a, b } => s!(d) = i64::from(float(s!(a)) <= float(s!(b))),
                    Instr::EqV { d, a, b } => s!(d) = i64::from(or_fail!(access::equal(&v!(a), &v!(b)))),
                    Instr::LtStr { d, a, b } => s!(d) = i64::from(or_fail!(text(&v!(a))) < or_fail!(text(&v!(b)))),
                    Instr::LeStr { d, a, b } => s!(d) = i64::from(or_fail!(text(&v!(a))) <= or_fail!(text(&v!(b)))),
                    Instr::In { d, a, b } => s!(d) = i64::from(or_fail!(builtins::contains(&v!(b), &v!(a)))),

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
                    Instr::JumpNone { a, t } => jump_if!(matches!(v!(a), Value::None), t),
                    Instr::JumpSome { a, t } => jump_if!(!matches!(v!(a), Value::None), t),
                    Instr::JumpIs { a, test, t } => jump_if!(access::is(&v!(a), &function.tests[test as usize]), t),

                    Instr::Len { d, a } => s!(d) = or_fail!(builtins::length(&v!(a))),
                    Instr::IndexS { d, a, i } => s!(d) = or_fail!(index_scalar(&v!(a), s!(i))),
                    Instr::IndexV { d, a, i } => made!(d, or_fail!(index_value(&v!(a), s!(i)))),
                    Instr::Index2S { d, a, i, j } => {
                        let row = or_fail!(element(or_fail!(list(&v!(a))), s!(i)));
                        s!(d) = or_fail!(index_scalar(row, s!(j)));
                    }
                    Instr::KeyS { d, a, k } => s!(d) = or_fail!(access::scalar(or_fail!(entry(&v!(a), &v!(k))))),
                    Instr::KeyV { d, a, k } => v!(d) = or_fail!(entry(&v!(a), &v!(k))).clone(),
                    Instr::KeyOrS { d, a, k, x } => {
                        s!(d) = match or_fail!(access::map(&v!(a))).get(or_fail!(text(&v!(k)))) {
                            Some(value) => or_fail!(access::scalar(value)),
                            None => s!(x),
                        };
                    }
                    Instr::FieldS { d, a, f } => s!(d) = or_fail!(access::scalar(or_fail!(field(&v!(a), f)))),
                    Instr::FieldV { d, a, f } => v!(d) = or_fail!(field(&v!(a), f)).clone(),
                    Instr::IndexFieldS { d, a, i, f } => {
                        let of = or_fail!(element(or_fail!(list(&v!(a))), s!(i)));
                        s!(d) = or_fail!(access::scalar(or_fail!(field(of, f))));
                    }
                    Instr::PathS { d, a, p } => {
                        let found = or_fail!(path::read(&v!(a), &function.paths[p as usize], s, v));
                        s!(d) = or_fail!(access::scalar(&found));
                    }
                    Instr::PathV { d, a, p } => {
                        let found = or_fail!(path::read(&v!(a), &function.paths[p as usize], s, v)).into_owned();
                        v!(d) = found;
                    }

                    Instr::SetIndexS { a, i, x, kind } => {
                        let (i, x) = (s!(i), s!(x));
                        or_fail!(access::set_scalar(&mut v!(a), i, kind, x));
                    }
                    Instr::SetIndexV { a, i, x } => {
                        let x = std::mem::replace(&mut v!(x), Value::None);
                        let i = s!(i);
                        or_fail!(access::set_element(&mut v!(a), i, x));
                    }
                    Instr::SetKeyS { a, k, x, kind } => {
                        modify!(a, |value| access::set_key(value, &v!(k), kind.boxed(s!(x))));
                        or_fail!(meter::check());
                    }
                    Instr::SetKeyV { a, k, x } => {
                        let x = std::mem::replace(&mut v!(x), Value::None);
                        modify!(a, |value| access::set_key(value, &v!(k), x));
                        or_fail!(meter::check());
                    }
                    Instr::SetPathS { a, p, x, kind } => {
                        let path = &function.paths[p as usize];
                        let keys = path::keys(path, v);
                        or_fail!(path::write(&mut v!(a), path, s, &keys, kind.boxed(s!(x))));
                    }
                    Instr::SetPathV { a, p, x } => {
                        let x = std::mem::replace(&mut v!(x), Value::None);
                        let path = &function.paths[p as usize];
                        let keys = path::keys(path, v);
                        or_fail!(path::write(&mut v!(a), path, s, &keys, x));
                    }
                    Instr::TakePathV { d, a, p } => {
                        let path = &function.paths[p as usize];
                        let keys = path::keys(path, v);
                        v!(d) = or_fail!(path::take(&mut v!(a), path, s, &keys));
                    }
                    Instr::IndexAddInt { a, i, x } => {
                        let (i, x) = (s!(i), s!(x));
                        let add = |old| scalar::int_op(arith::add(old, x), old, "+", x);
                        or_fail!(access::change_scalar(&mut v!(a), i, Kind::Int, add));
                    }
                    Instr::IndexAddFloat { a, i, x } => {
                        let (i, x) = (s!(i), s!(x));
                        or_fail!(access::change_scalar(&mut v!(a), i, Kind::Float, |old| Ok(raw(float(old) + float(x)))));
                    }
                    Instr::KeyAddInt { a, k, x } => modify!(a, |value| access::add_to_entry(value, &v!(k), |held| match held {
                        Value::Int(old) => {
                            *old = scalar::int_op(arith::add(*old, s!(x)), *old, "+", s!(x))?;
                            Ok(())
                        }
                        _ => Err(Fault::invalid("int")),
                    })),
                    Instr::KeyAddFloat { a, k, x } => modify!(a, |value| access::add_to_entry(value, &v!(k), |held| match held {
                        Value::Float(old) => {
                            *old += float(s!(x));
                            Ok(())
                        }
                        _ => Err(Fault::invalid("float")),
                    })),
                    Instr::KeyTallyInt { a, k, x, y } => {
                        modify!(a, |value| access::tally(value, &v!(k), s!(x), s!(y)));
                        or_fail!(meter::check());
                    }

                    Instr::NewList { d } => made!(d, Value::list(Vec::new())),
                    Instr::Build {} => lists.push(List::default()),
                    Instr::BuildS { x, kind } => or_fail!(access::grow_scalar(lists.last_mut(), kind, s!(x))),
                    Instr::BuildV { x } => {
                        let x = std::mem::replace(&mut v!(x), Value::None);
                        or_fail!(access::grow(lists.last_mut(), x));
                    }
                    Instr::BuildAll { x } => {
                        let x = std::mem::replace(&mut v!(x), Value::None);
                        or_fail!(access::grow_all(lists.last_mut(), x));
                    }
                    Instr::Built { d } => made!(d, Value::List(Arc::new(lists.pop().unwrap_or_default()))),
                    Instr::NewMap { d } => made!(d, Value::Map(Arc::new(Map::new()))),
                    Instr::PushS { a, x, kind } => {
                        let x = s!(x);
                        or_fail!(access::push_scalar(or_fail!(list_mut(&mut v!(a))), kind, x));
                    }
                    Instr::PushV { a, x } => {
                        let x = std::mem::replace(&mut v!(x), Value::None);
                        or_fail!(access::push(or_fail!(list_mut(&mut v!(a))), x));
                    }
                    Instr::Extend { a, x } => {
                        let x = std::mem::replace(&mut v!(x), Value::None);
                        or_fail!(access::extend(&mut v!(a), x));
                    }
                    Instr::AppendStr { a, x } if a == x => {
                        let more = v!(x).clone();
                        or_fail!(access::append_text(&mut v!(a), or_fail!(text(&more))));
                    }
                    Instr::AppendStr { a, x } => modify!(a, |value| text(&v!(x)).and_then(|more| access::append_text(value, more))),
                    Instr::Tuple { d, base, n } => made!(d, Value::tuple(access::take_row(v, base, n))),
                    Instr::Struct { d, base, n, id } => {
                        made!(d, Value::of_struct(StructId(id), access::take_row(v, base, n)));
                    }
                    Instr::Join { d, parts } => {
                        let parts = &function.joins[parts as usize];
                        context.text.clear();
                        or_fail!(access::join(&mut context.text, parts, s, v, &code.values));
                        made!(d, Value::str(context.text.as_str()));
                    }
                    Instr::JoinOnto { a, parts } => {
                        let parts = &function.joins[parts as usize];
                        context.text.clear();
                        or_fail!(access::join(&mut context.text, parts, s, v, &code.values));
                        or_fail!(access::append_text(&mut v!(a), &context.text));
                    }
                    Instr::ToStr { d, a, kind } => made!(d, scalar_value(kind, s!(a))),
                    Instr::Entries { d, a } => {
                        let map = or_fail!(access::map(&v!(a)));
                        v!(d) = or_fail!(access::entries(map));
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
                        let elements = or_fail!(list(&v!(a)));
                        if (next as usize) < elements.len() {
                            s!(d) = or_fail!(scalar_element(elements, next));
                            jump!(t);
                        }
                    }
                    Instr::NextV { d, a, i, t } => {
                        let next = s!(i) + 1;
                        s!(i) = next;
                        if let Some(element) = or_fail!(list(&v!(a))).get(next as usize) {
                            let element = element.into_owned();
                            v!(d) = element;
                            jump!(t);
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
                        frames.push(Frame {
                            function: current,
                            pc: pc as u32,
                            scalars: scalar_base as u32,
                            values: value_base as u32,
                            lists: lists.len() as u32,
                        });
                        current = f;
                        scalar_base += usize::from(from);
                        value_base += usize::from(values_from);
                        pc = 0;
                        budget -= 1;
                        if budget == 0 {
                            budget = TICK;
                            if let Err(fault) = context.tick() {
                                return Err(Stop { function: current, pc: 0, fault });
                            }
                        }
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
                    Instr::Builtin { op, d, args } => {
                        let table = &function.args[args as usize];
                        let span = function.spans[pc - 1];
                        let world = builtins::World { names: &code.names, host: context.host, environment: context.environment, span };
                        let mut args = Args::new(v, table);
                        let result = or_fail!(builtins::call(op, &mut args, &world, &mut context.patterns));
                        for arg in table {
                            if arg.role == Role::Take {
                                v!(arg.register) = Value::None;
                            }
                        }
                        v!(d) = result;
                        or_fail!(meter::check());
                        or_fail!(meter::in_time());
                    }
                    Instr::Slice { d, args } => {
                        let table = &function.args[args as usize];
                        made!(d, or_fail!(builtins::slice(&mut Args::new(v, table))));
                    }
                    Instr::JsonKey { d, args } => {
                        let table = &function.args[args as usize];
                        v!(d) = or_fail!(builtins::json_path(&Args::new(v, table)));
                    }
                    Instr::Fail { retry, a } => {
                        let kind = if retry == 0 { FailureKind::User } else { FailureKind::Retryable };
                        fail!(Fault::new(kind, or_fail!(text(&v!(a)))));
                    }
                    Instr::AssertFailed { a, k } => {
                        let condition = or_fail!(text(&code.values[k as usize]));
                        fail!(match &v!(a) {
                            Value::Str(message) => Fault::new(FailureKind::Assertion, format!("{message} (`assert {condition}`)")),
                            _ => Fault::new(FailureKind::Assertion, format!("assertion failed: `{condition}`")),
                        });
                    }
                    Instr::Trap { user, k } => {
                        let kind = if user == 0 { FailureKind::Invalid } else { FailureKind::Value };
                        fail!(Fault::new(kind, or_fail!(text(&code.values[k as usize]))));
                    }
                }
            }
        }
    }
}
