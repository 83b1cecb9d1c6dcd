//! Builtins: instructions for those that loops use, a table of arguments for the others.

use super::emitter::{Emitter, Slot};
use super::expr::last_effect;
use super::operators::holds_scalars;
use crate::eval::code::{Arg, Instr, Kind, Math, Math2, Role, Rounding};
use crate::eval::value::Value;
use crate::program::builtins::BuiltinOp;
use crate::program::ty::Type;
use crate::program::{Expr, ExprKind};

impl<'a> Emitter<'_, 'a> {
    /// A call of a builtin, whose value is of type `ty`.
    pub fn builtin(&mut self, op: BuiltinOp, args: &'a [Expr], ty: &Type, slot: Slot) {
        let done = self.with_closure(op, args, slot)
            || match args {
                [] => self.number(op, slot),
                [x] => self.of_one(op, x, slot),
                [x, y] => self.of_two(op, x, y, slot),
                [map, key, default] => self.of_map(op, map, key, default, slot),
                _ => false,
            };
        if !done {
            self.by_table(op, args, ty, slot);
        }
    }

    fn number(&mut self, op: BuiltinOp, slot: Slot) -> bool {
        let value = match op {
            BuiltinOp::Pi => std::f64::consts::PI,
            BuiltinOp::E => std::f64::consts::E,
            BuiltinOp::Inf => f64::INFINITY,
            BuiltinOp::Nan => f64::NAN,
            _ => return false,
        };
        let a = self.bits_register(value.to_bits() as i64);
        self.copy(Slot::S(a), Some(Kind::Float), slot);
        true
    }

    fn of_one(&mut self, op: BuiltinOp, x: &'a Expr, slot: Slot) -> bool {
        match op {
            BuiltinOp::Identity => {
                self.into(x, slot);
                return true;
            }
            BuiltinOp::LenStr | BuiltinOp::LenList | BuiltinOp::LenMap | BuiltinOp::LenBytes => {
                let operand = self.value(x);
                self.scalar_result(slot, Kind::Int, |this, d| this.emit(Instr::Len { d, a: operand.register }));
                self.free(operand);
                return true;
            }
            BuiltinOp::Fail | BuiltinOp::FailRetryable => {
                let a = self.owned(x);
                self.emit(Instr::Fail { retry: u16::from(op == BuiltinOp::FailRetryable), a });
                return true;
            }
            BuiltinOp::IsNone => {
                self.is_none(x, slot);
                return true;
            }
            BuiltinOp::ToStr => return self.scalar_to_text(x, slot),
            _ => {}
        }
        let math = |f| move |d, a| Instr::MathS { f, d, a };
        let round = |f| move |d, a| Instr::RoundS { f, d, a };
        match op {
            BuiltinOp::AbsInt => self.of_scalar(x, Kind::Int, |d, a| Instr::AbsInt { d, a }, slot),
            BuiltinOp::AbsDuration => self.of_scalar(x, Kind::Duration, |d, a| Instr::AbsInt { d, a }, slot),
            BuiltinOp::AbsFloat => self.of_scalar(x, Kind::Float, math(Math::Abs), slot),
            BuiltinOp::Sqrt => self.of_scalar(x, Kind::Float, math(Math::Sqrt), slot),
            BuiltinOp::Exp => self.of_scalar(x, Kind::Float, math(Math::Exp), slot),
            BuiltinOp::Ln => self.of_scalar(x, Kind::Float, math(Math::Ln), slot),
            BuiltinOp::Sin => self.of_scalar(x, Kind::Float, math(Math::Sin), slot),
            BuiltinOp::Cos => self.of_scalar(x, Kind::Float, math(Math::Cos), slot),
            BuiltinOp::Tanh => self.of_scalar(x, Kind::Float, math(Math::Tanh), slot),
            BuiltinOp::Floor => self.of_scalar(x, Kind::Int, round(Rounding::Floor), slot),
            BuiltinOp::Ceil => self.of_scalar(x, Kind::Int, round(Rounding::Ceil), slot),
            BuiltinOp::Trunc => self.of_scalar(x, Kind::Int, round(Rounding::Trunc), slot),
            BuiltinOp::Round => self.of_scalar(x, Kind::Int, round(Rounding::Nearest), slot),
            BuiltinOp::IntFromBool | BuiltinOp::Microseconds => self.of_scalar(x, Kind::Int, |d, a| Instr::MoveS { d, a }, slot),
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
            BuiltinOp::MinInt => (Kind::Int, |d, a, b| Instr::MinInt { d, a, b }),
            BuiltinOp::MaxInt => (Kind::Int, |d, a, b| Instr::MaxInt { d, a, b }),
            BuiltinOp::MinFloat => (Kind::Float, |d, a, b| Instr::Math2S { f: Math2::Min, d, a, b }),
            BuiltinOp::MaxFloat => (Kind::Float, |d, a, b| Instr::Math2S { f: Math2::Max, d, a, b }),
            BuiltinOp::PowInt => (Kind::Int, |d, a, b| Instr::PowInt { d, a, b }),
            BuiltinOp::PowFloat => (Kind::Float, |d, a, b| Instr::Math2S { f: Math2::Pow, d, a, b }),
            BuiltinOp::ContainsList | BuiltinOp::ContainsStr | BuiltinOp::HasMap => {
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
            (BuiltinOp::GetMapOr, Slot::S(d)) if holds_scalars(map, &default.ty) => {
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
        if let (BuiltinOp::EnumFromStr, Type::Enum(id)) = (op, ty) {
            let k = self.unit.pool.value(Value::Enum(*id, 0));
            let register = self.value_register();
            self.emit(Instr::ConstV { d: register, k });
            args.push(Arg { register, role: Role::Take });
        }
        let args = self.args(args);
        self.value_result(slot, |this, d| this.emit(Instr::Builtin { op, d, args }));
    }
}
