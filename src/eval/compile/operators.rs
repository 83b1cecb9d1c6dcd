//! Operators that compute.

use super::emitter::{Emitter, Slot};
use crate::eval::code::{Arg, Instr, Kind, Math2, Time};
use crate::program::builtins::{BuiltinOp, ImpliedOp, MapOp, TextOp};
use crate::program::effects::is_total;
use crate::program::ty::Type;
use crate::program::{BinaryOp, BinaryOperands, Expr, ExprKind, UnaryOperand};

impl<'a> Emitter<'_, 'a> {
    /// An operator before its operand.
    pub(super) fn unary(&mut self, operand: UnaryOperand, x: &'a Expr, slot: Slot) {
        let a = self.scalar(x);
        let (kind, instr): (Kind, fn(u16, u16) -> Instr) = match operand {
            UnaryOperand::NegInt => (Kind::Int, |d, a| Instr::NegInt { d, a }),
            UnaryOperand::NegDuration => (Kind::Duration, |d, a| Instr::NegInt { d, a }),
            UnaryOperand::NegFloat => (Kind::Float, |d, a| Instr::NegFloat { d, a }),
            UnaryOperand::Not => (Kind::Bool, |d, a| Instr::Not { d, a }),
        };
        self.scalar_result(slot, kind, |this, d| this.emit(instr(d, a)));
    }

    /// An operator between operands.
    pub(super) fn binary(&mut self, whole: &'a Expr, op: BinaryOp, operands: BinaryOperands, a: &'a Expr, b: &'a Expr, slot: Slot) {
        match (op, operands) {
            (BinaryOp::And | BinaryOp::Or, _) => self.truth(whole, slot),
            (BinaryOp::Coalesce, _) => self.coalesce(a, b, slot),
            (BinaryOp::In | BinaryOp::NotIn, _) => self.containment(op, a, b, slot),
            (_, BinaryOperands::Int | BinaryOperands::Float | BinaryOperands::Bool) => {
                let kind = result_kind(op, operands);
                if let Some((x, i)) = self.with_immediate(op, operands, a, b) {
                    self.scalar_result(slot, kind, |this, d| this.emit(Instr::AddImm { d, a: x, i }));
                    return;
                }
                let left = self.scalar_before(a, &[b]);
                let right = self.scalar(b);
                self.scalar_result(slot, kind, |this, d| this.compute(op, operands, d, left, right));
            }
            (_, BinaryOperands::Str | BinaryOperands::List | BinaryOperands::Any) => self.values(op, operands, a, b, slot),
            (_, BinaryOperands::StrInt | BinaryOperands::ListInt) => self.repeated(a, b, false, slot),
            (_, BinaryOperands::IntStr | BinaryOperands::IntList) => self.repeated(b, a, true, slot),
            _ => {
                let left = self.scalar_before(a, &[b]);
                let right = self.scalar(b);
                self.scalar_result(slot, result_kind(op, operands), |this, d| this.compute(op, operands, d, left, right));
            }
        }
    }

    /// `a + small` and `a - small` of `int`s.
    fn with_immediate(&mut self, op: BinaryOp, operands: BinaryOperands, a: &'a Expr, b: &'a Expr) -> Option<(u16, i32)> {
        let i = match (op, operands) {
            (BinaryOp::Add, BinaryOperands::Int) => self.small_constant(b)?,
            (BinaryOp::Sub, BinaryOperands::Int) => self.small_constant(b)?.checked_neg()?,
            _ => return None,
        };
        Some((self.scalar(a), i))
    }

    /// Computes with scalars in registers.
    pub(super) fn compute(&mut self, op: BinaryOp, operands: BinaryOperands, d: u16, a: u16, b: u16) {
        use BinaryOp as O;
        let (swapped_a, swapped_b) = (b, a);
        let instr = match operands {
            BinaryOperands::Float => match op {
                O::Add => Instr::AddFloat { d, a, b },
                O::Sub => Instr::SubFloat { d, a, b },
                O::Mul => Instr::MulFloat { d, a, b },
                O::Div => Instr::DivFloat { d, a, b },
                O::FloorDiv => Instr::Math2S { f: Math2::FloorDiv, d, a, b },
                O::Mod => Instr::Math2S { f: Math2::Mod, d, a, b },
                O::Pow => Instr::Math2S { f: Math2::Pow, d, a, b },
                O::Eq => Instr::EqFloat { d, a, b },
                O::Ne => Instr::NeFloat { d, a, b },
                O::Lt => Instr::LtFloat { d, a, b },
                O::Le => Instr::LeFloat { d, a, b },
                O::Gt => Instr::LtFloat { d, a: swapped_a, b: swapped_b },
                _ => Instr::LeFloat { d, a: swapped_a, b: swapped_b },
            },
            BinaryOperands::Int | BinaryOperands::Bool | BinaryOperands::Datetime | BinaryOperands::Duration
                if result_kind(op, operands) == Kind::Bool =>
            {
                match op {
                    O::Eq => Instr::EqInt { d, a, b },
                    O::Ne => Instr::NeInt { d, a, b },
                    O::Lt => Instr::LtInt { d, a, b },
                    O::Le => Instr::LeInt { d, a, b },
                    O::Gt => Instr::LtInt { d, a: swapped_a, b: swapped_b },
                    _ => Instr::LeInt { d, a: swapped_a, b: swapped_b },
                }
            }
            BinaryOperands::Int | BinaryOperands::Bool => match op {
                O::Add => Instr::AddInt { d, a, b },
                O::Sub => Instr::SubInt { d, a, b },
                O::Mul => Instr::MulInt { d, a, b },
                O::FloorDiv => Instr::FloorDivInt { d, a, b },
                O::Mod => Instr::ModInt { d, a, b },
                O::Pow => Instr::PowInt { d, a, b },
                _ => Instr::DivInt { d, a, b },
            },
            _ => match time(op, operands) {
                Some((f, false)) => Instr::TimeS { f, d, a, b },
                Some((f, true)) => Instr::TimeS { f, d, a: swapped_a, b: swapped_b },
                None => return self.trap("an operator does not accept its operands"),
            },
        };
        self.emit(instr);
    }

    /// Operators on values: text, lists, and equality of anything.
    fn values(&mut self, op: BinaryOp, operands: BinaryOperands, a: &'a Expr, b: &'a Expr, slot: Slot) {
        if op == BinaryOp::Add {
            return self.value_result(slot, |this, d| {
                this.into(a, Slot::V(d));
                this.append(operands, d, b);
            });
        }
        let left = self.value_before(a, &[b]);
        let right = self.value(b);
        let (x, y) = (left.register, right.register);
        self.scalar_result(slot, Kind::Bool, |this, d| match op {
            BinaryOp::Eq => this.emit(Instr::EqV { d, a: x, b: y }),
            BinaryOp::Ne => {
                this.emit(Instr::EqV { d, a: x, b: y });
                this.emit(Instr::Not { d, a: d });
            }
            BinaryOp::Lt => this.emit(Instr::LtStr { d, a: x, b: y }),
            BinaryOp::Le => this.emit(Instr::LeStr { d, a: x, b: y }),
            BinaryOp::Gt => this.emit(Instr::LtStr { d, a: y, b: x }),
            BinaryOp::Ge => this.emit(Instr::LeStr { d, a: y, b: x }),
            _ => this.trap("an operator does not accept its operands"),
        });
        self.free(left);
        self.free(right);
    }

    /// Appends text or a list to the value in `sum`.
    pub(super) fn append(&mut self, operands: BinaryOperands, sum: u16, more: &'a Expr) {
        let mark = self.mark();
        match (&more.kind, operands) {
            (ExprKind::List(elements), BinaryOperands::List) => {
                // All elements are evaluated before the first is appended, because they may read the list itself.
                if let [only] = elements.as_slice() {
                    self.push(sum, only);
                } else {
                    let x = self.owned(more);
                    self.emit(Instr::Extend { a: sum, x });
                }
            }
            (_, BinaryOperands::List) => {
                let x = self.owned(more);
                self.emit(Instr::Extend { a: sum, x });
            }
            (ExprKind::Join(parts), _) => self.append_text(sum, parts),
            _ => {
                let x = self.value(more);
                self.emit(Instr::AppendStr { a: sum, x: x.register });
                self.free(x);
            }
        }
        self.release(mark);
    }

    fn repeated(&mut self, x: &'a Expr, times: &'a Expr, times_first: bool, slot: Slot) {
        let op = if matches!(x.ty, Type::Str) { BuiltinOp::Text(TextOp::RepeatStr) } else { BuiltinOp::Implied(ImpliedOp::RepeatList) };
        let args = if times_first {
            let times = self.arg_before(times, &[x]);
            vec![self.arg(x), times]
        } else {
            vec![self.arg_before(x, &[times]), self.arg(times)]
        };
        let args = self.args(args);
        self.value_result(slot, |this, d| this.emit(Instr::Builtin { op, d, args }));
    }

    /// An argument of a builtin.
    pub(super) fn arg(&mut self, expr: &'a Expr) -> Arg {
        self.arg_before(expr, &[])
    }

    /// An argument of a builtin that later expressions cannot change.
    pub(super) fn arg_before(&mut self, expr: &'a Expr, later: &[&'a Expr]) -> Arg {
        Arg::of(self.value_before(expr, later))
    }

    fn containment(&mut self, op: BinaryOp, x: &'a Expr, all: &'a Expr, slot: Slot) {
        let left = self.value_before(x, &[all]);
        let right = self.value(all);
        self.scalar_result(slot, Kind::Bool, |this, d| {
            this.emit(Instr::In { d, a: left.register, b: right.register });
            if op == BinaryOp::NotIn {
                this.emit(Instr::Not { d, a: d });
            }
        });
        self.free(left);
        self.free(right);
    }

    /// `map.get(key, default)` of scalars.
    pub(super) fn key_or(&mut self, map: &'a Expr, key: &'a Expr, default: &'a Expr, d: u16) {
        let a = self.value_before(map, &[key, default]);
        let k = self.value_before(key, &[default]);
        let x = self.scalar(default);
        self.emit(Instr::KeyOrS { d, a: a.register, k: k.register, x });
        self.free(a);
        self.free(k);
    }

    /// `a ?? b`
    fn coalesce(&mut self, a: &'a Expr, b: &'a Expr, slot: Slot) {
        if let (ExprKind::Builtin(BuiltinOp::Map(MapOp::GetMap), args), Slot::S(d)) = (&a.kind, slot)
            && let [map, key] = args.as_slice()
            && is_total(b)
            && holds_scalars(map, &b.ty)
        {
            return self.key_or(map, key, b, d);
        }
        let (end, other) = (self.label(), self.label());
        let left = self.value(a);
        self.emit(Instr::JumpNone { a: left.register, t: other.0 });
        if left.temporary {
            self.transfer(Slot::V(left.register), None, slot);
        } else {
            self.copy(Slot::V(left.register), None, slot);
        }
        self.jump(end);
        self.place(other);
        self.into(b, slot);
        self.place(end);
    }
}

/// Whether a map holds scalars of the type of its default, and no optional ones.
pub(super) fn holds_scalars(map: &Expr, default: &Type) -> bool {
    matches!(&map.ty, Type::Map(value) if Kind::of(value).is_some() && Kind::of(value) == Kind::of(default))
}

/// The result of an operator on scalars.
fn result_kind(op: BinaryOp, operands: BinaryOperands) -> Kind {
    use BinaryOp as O;
    if matches!(op, O::Eq | O::Ne | O::Lt | O::Le | O::Gt | O::Ge) {
        return Kind::Bool;
    }
    match (operands, op) {
        (BinaryOperands::Int, O::Div) | (BinaryOperands::Float, _) | (BinaryOperands::Duration, O::Div) => Kind::Float,
        (BinaryOperands::Int | BinaryOperands::Bool, _) | (BinaryOperands::Duration, O::FloorDiv) => Kind::Int,
        (BinaryOperands::DatetimeDuration | BinaryOperands::DurationDatetime, _) => Kind::Datetime,
        _ => Kind::Duration,
    }
}

/// The operation on dates and durations, and whether its operands are swapped.
fn time(op: BinaryOp, operands: BinaryOperands) -> Option<(Time, bool)> {
    use BinaryOp as O;
    Some(match (operands, op) {
        (BinaryOperands::DatetimeDuration, O::Add) => (Time::Shift, false),
        (BinaryOperands::DurationDatetime, O::Add) => (Time::Shift, true),
        (BinaryOperands::DatetimeDuration, O::Sub) => (Time::ShiftBack, false),
        (BinaryOperands::Datetime, O::Sub) => (Time::Between, false),
        (BinaryOperands::Duration, O::Add) => (Time::Add, false),
        (BinaryOperands::Duration, O::Sub) => (Time::Sub, false),
        (BinaryOperands::Duration, O::Div) => (Time::Ratio, false),
        (BinaryOperands::Duration, O::FloorDiv) => (Time::FloorDiv, false),
        (BinaryOperands::Duration, O::Mod) => (Time::Mod, false),
        (BinaryOperands::DurationInt, O::Mul) => (Time::MulInt, false),
        (BinaryOperands::IntDuration, O::Mul) => (Time::MulInt, true),
        (BinaryOperands::DurationInt, O::Div) => (Time::DivInt, false),
        (BinaryOperands::DurationInt, O::FloorDiv) => (Time::FloorDivInt, false),
        (BinaryOperands::DurationFloat, O::Mul) => (Time::MulFloat, false),
        (BinaryOperands::FloatDuration, O::Mul) => (Time::MulFloat, true),
        (BinaryOperands::DurationFloat, O::Div) => (Time::DivFloat, false),
        _ => return None,
    })
}
