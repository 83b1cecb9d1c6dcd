//! Builtins: instructions for those that loops use, a table of arguments for the others.
//!
//! An operation that is not named here has no instruction of its own: it is called, and `eval::builtins` names all of them.

use super::emitter::{Emitter, Slot};
use super::expr::last_effect;
use super::operators::holds_scalars;
use crate::eval::code::{Arg, Instr, Kind, Math, Math2, Role, Rounding};
use crate::eval::value::Value;
use crate::program::builtins::{BuiltinOp, Class, ConversionOp, ImpliedOp, MapOp, NumberOp, RunOp, TextOp, TimeOp};
use crate::program::ty::Type;
use crate::program::{Expr, ExprKind};

impl<'a> Emitter<'_, 'a> {
    /// A call of a builtin, whose value is of type `ty`.
    pub(super) fn builtin(&mut self, op: BuiltinOp, args: &'a [Expr], ty: &Type, slot: Slot) {
        let done = match (op.class(), args) {
            (Class::Looped(op), _) => self.with_closure(op, args, slot),
            (Class::Run | Class::Folded(_), []) => self.number(op, slot),
            (Class::Run | Class::Folded(_), [x]) => self.of_one(op, x, slot),
            (Class::Run | Class::Folded(_), [x, y]) => self.of_two(op, x, y, slot),
            (Class::Run | Class::Folded(_), [map, key, default]) => self.of_map(op, map, key, default, slot),
            (Class::Run | Class::Folded(_), _) => false,
        };
        if !done {
            self.by_table(op, args, ty, slot);
        }
    }

    fn number(&mut self, op: BuiltinOp, slot: Slot) -> bool {
        let value = match op {
            BuiltinOp::Number(NumberOp::Pi) => std::f64::consts::PI,
            BuiltinOp::Number(NumberOp::E) => std::f64::consts::E,
            BuiltinOp::Number(NumberOp::Inf) => f64::INFINITY,
            BuiltinOp::Number(NumberOp::Nan) => f64::NAN,
            _ => return false,
        };
        let a = self.bits_register(value.to_bits() as i64);
        self.copy(Slot::S(a), Some(Kind::Float), slot);
        true
    }

    fn of_one(&mut self, op: BuiltinOp, x: &'a Expr, slot: Slot) -> bool {
        match op {
            BuiltinOp::Implied(ImpliedOp::Identity) => {
                self.into(x, slot);
                return true;
            }
            BuiltinOp::Text(TextOp::LenStr | TextOp::LenList | TextOp::LenMap | TextOp::LenBytes) => {
                let operand = self.value(x);
                self.scalar_result(slot, Kind::Int, |this, d| this.emit(Instr::Len { d, a: operand.register }));
                self.free(operand);
                return true;
            }
            BuiltinOp::Run(RunOp::Fail | RunOp::FailRetryable) => {
                let a = self.owned(x);
                self.emit(Instr::Fail { retry: u16::from(op == BuiltinOp::Run(RunOp::FailRetryable)), a });
                return true;
            }
            BuiltinOp::Map(MapOp::IsNone) => {
                self.is_none(x, slot);
                return true;
            }
            BuiltinOp::Conversion(ConversionOp::ToStr) => return self.scalar_to_text(x, slot),
            _ => {}
        }
        let math = |f| move |d, a| Instr::MathS { f, d, a };
        let round = |f| move |d, a| Instr::RoundS { f, d, a };
        match op {
            BuiltinOp::Number(NumberOp::AbsInt) => self.of_scalar(x, Kind::Int, |d, a| Instr::AbsInt { d, a }, slot),
            BuiltinOp::Number(NumberOp::AbsDuration) => self.of_scalar(x, Kind::Duration, |d, a| Instr::AbsInt { d, a }, slot),
            BuiltinOp::Number(NumberOp::AbsFloat) => self.of_scalar(x, Kind::Float, math(Math::Abs), slot),
            BuiltinOp::Number(NumberOp::Sqrt) => self.of_scalar(x, Kind::Float, math(Math::Sqrt), slot),
            BuiltinOp::Number(NumberOp::Exp) => self.of_scalar(x, Kind::Float, math(Math::Exp), slot),
            BuiltinOp::Number(NumberOp::Ln) => self.of_scalar(x, Kind::Float, math(Math::Ln), slot),
            BuiltinOp::Number(NumberOp::Sin) => self.of_scalar(x, Kind::Float, math(Math::Sin), slot),
            BuiltinOp::Number(NumberOp::Cos) => self.of_scalar(x, Kind::Float, math(Math::Cos), slot),
            BuiltinOp::Number(NumberOp::Tanh) => self.of_scalar(x, Kind::Float, math(Math::Tanh), slot),
            BuiltinOp::Number(NumberOp::Floor) => self.of_scalar(x, Kind::Int, round(Rounding::Floor), slot),
            BuiltinOp::Number(NumberOp::Ceil) => self.of_scalar(x, Kind::Int, round(Rounding::Ceil), slot),
            BuiltinOp::Number(NumberOp::Trunc) => self.of_scalar(x, Kind::Int, round(Rounding::Trunc), slot),
            BuiltinOp::Number(NumberOp::Round) => self.of_scalar(x, Kind::Int, round(Rounding::Nearest), slot),
            BuiltinOp::Conversion(ConversionOp::IntFromBool) | BuiltinOp::Time(TimeOp::Microseconds) => {
                self.of_scalar(x, Kind::Int, |d, a| Instr::MoveS { d, a }, slot)
            }
            _ => return false,
        }
        true
    }

    fn of_scalar(&mut self, x: &'a Expr, kind: Kind, instr: impl Fn(u16, u16) -> Instr, slot: Slot) {
        let a = self.scalar(x);
        self.scalar_result(slot, kind, |this, d| this.emit(instr(d, a)));
    }

    fn of_two(&mut self, op: BuiltinOp, x: &'a Expr, y: &'a Expr, slot: Slot) -> bool {
        let (kind, instr): (Kind, fn(u16, u16, u16) -> Instr) = match op {
            BuiltinOp::Number(NumberOp::MinInt) => (Kind::Int, |d, a, b| Instr::MinInt { d, a, b }),
            BuiltinOp::Number(NumberOp::MaxInt) => (Kind::Int, |d, a, b| Instr::MaxInt { d, a, b }),
            BuiltinOp::Number(NumberOp::MinFloat) => (Kind::Float, |d, a, b| Instr::Math2S { f: Math2::Min, d, a, b }),
            BuiltinOp::Number(NumberOp::MaxFloat) => (Kind::Float, |d, a, b| Instr::Math2S { f: Math2::Max, d, a, b }),
            BuiltinOp::Number(NumberOp::PowInt) => (Kind::Int, |d, a, b| Instr::PowInt { d, a, b }),
            BuiltinOp::Number(NumberOp::PowFloat) => (Kind::Float, |d, a, b| Instr::Math2S { f: Math2::Pow, d, a, b }),
            BuiltinOp::Text(TextOp::ContainsList | TextOp::ContainsStr) | BuiltinOp::Map(MapOp::HasMap) => {
                let all = self.value_before(x, &[y]);
                let part = self.value(y);
                self.scalar_result(slot, Kind::Bool, |this, d| this.emit(Instr::In { d, a: part.register, b: all.register }));
                self.free(part);
                self.free(all);
                return true;
            }
            _ => return false,
        };
        let a = self.scalar_before(x, &[y]);
        let b = self.scalar(y);
        self.scalar_result(slot, kind, |this, d| this.emit(instr(d, a, b)));
        true
    }

    /// `map.get(key, default)` of scalars.
    fn of_map(&mut self, op: BuiltinOp, map: &'a Expr, key: &'a Expr, default: &'a Expr, slot: Slot) -> bool {
        match (op, slot) {
            (BuiltinOp::Map(MapOp::GetMapOr), Slot::S(d)) if holds_scalars(map, &default.ty) => {
                self.key_or(map, key, default, d);
                true
            }
            _ => false,
        }
    }

    fn is_none(&mut self, x: &'a Expr, slot: Slot) {
        let operand = self.value(x);
        let found = self.scalar_register();
        let end = self.label();
        self.emit(Instr::IntS { d: found, i: 1 });
        self.emit(Instr::JumpNone { a: operand.register, t: end.0 });
        self.emit(Instr::IntS { d: found, i: 0 });
        self.place(end);
        self.free(operand);
        self.copy(Slot::S(found), Some(Kind::Bool), slot);
    }

    fn scalar_to_text(&mut self, x: &'a Expr, slot: Slot) -> bool {
        let Some(kind) = Kind::of(&x.ty) else { return false };
        let a = self.scalar(x);
        self.value_result(slot, |this, d| this.emit(Instr::ToStr { d, a, kind }));
        true
    }

    fn by_table(&mut self, op: BuiltinOp, exprs: &'a [Expr], ty: &Type, slot: Slot) {
        let mut args = Vec::with_capacity(exprs.len());
        let last_effect = last_effect(exprs);
        for (index, expr) in exprs.iter().enumerate() {
            args.push(match (index, &expr.kind) {
                (0, ExprKind::Local(id)) if op.changes_first() => match self.slot(*id) {
                    Slot::V(register) => Arg { register, role: Role::Modify },
                    _ => self.arg(expr),
                },
                _ => Arg::of(self.value_among(exprs, index, last_effect)),
            });
        }
        if let (BuiltinOp::Implied(ImpliedOp::EnumFromStr), Type::Enum(id)) = (op, ty) {
            let k = self.unit.pool.value(Value::Enum(*id, 0));
            let register = self.value_register();
            self.emit(Instr::ConstV { d: register, k });
            args.push(Arg { register, role: Role::Take });
        }
        let args = self.args(args);
        self.value_result(slot, |this, d| this.emit(Instr::Builtin { op, d, args }));
    }
}
