//! Conditions: jumps instead of truth values.

use super::emitter::{Emitter, Label, Slot};
use crate::eval::code::Instr;
use crate::program::effects::is_plain;
use crate::program::{BinaryOp, BinaryOperands, Const, Expr, ExprKind, UnaryOperand};

impl<'a> Emitter<'_, 'a> {
    /// Jumps to the label if the condition is `want`.
    pub(super) fn jump_if(&mut self, condition: &'a Expr, want: bool, label: Label) {
        let mark = self.mark();
        let outer = std::mem::replace(&mut self.span, condition.span);
        match &condition.kind {
            ExprKind::Const(Const::Bool(value)) => {
                if *value == want {
                    self.jump(label);
                }
            }
            ExprKind::Unary(UnaryOperand::Not, x) => self.jump_if(x, !want, label),
            ExprKind::Binary(BinaryOp::And | BinaryOp::Or, _, a, b) => {
                let is_and = matches!(condition.kind, ExprKind::Binary(BinaryOp::And, ..));
                if is_and == want {
                    let end = self.label();
                    self.jump_if(a, !want, end);
                    self.jump_if(b, want, label);
                    self.place(end);
                } else {
                    self.jump_if(a, want, label);
                    self.jump_if(b, want, label);
                }
            }
            ExprKind::Binary(op, operands, a, b) if self.jump_compared(*op, *operands, a, b, want, label) => {}
            _ => {
                let a = self.scalar(condition);
                self.emit(if want { Instr::JumpIf { a, t: label.0 } } else { Instr::JumpIfNot { a, t: label.0 } });
            }
        }
        self.span = outer;
        self.release(mark);
    }

    /// A comparison and a jump in one, where there is such an instruction.
    fn jump_compared(&mut self, op: BinaryOp, operands: BinaryOperands, a: &'a Expr, b: &'a Expr, want: bool, label: Label) -> bool {
        match operands {
            BinaryOperands::Int | BinaryOperands::Bool | BinaryOperands::Datetime | BinaryOperands::Duration => {
                self.jump_compared_int(op, a, b, want, label)
            }
            BinaryOperands::Float => self.jump_compared_float(op, a, b, want, label),
            BinaryOperands::Any if matches!(op, BinaryOp::Eq | BinaryOp::Ne) && is_none(b) => {
                let x = self.value(a);
                let none = (op == BinaryOp::Eq) == want;
                let (a, t) = (x.register, label.0);
                self.emit(if none { Instr::JumpNone { a, t } } else { Instr::JumpSome { a, t } });
                true
            }
            _ => false,
        }
    }

    fn jump_compared_int(&mut self, op: BinaryOp, a: &'a Expr, b: &'a Expr, want: bool, label: Label) -> bool {
        let Some(op) = comparison(op, want) else { return false };
        let t = label.0;
        let left = self.scalar_before(a, &[b]);
        if let Some(i) = self.small_constant(b) {
            let a = left;
            match (op, i.checked_add(1)) {
                (BinaryOp::Eq, _) => return self.emitted(Instr::JumpEqImm { a, i, t }),
                (BinaryOp::Ne, _) => return self.emitted(Instr::JumpNeImm { a, i, t }),
                (BinaryOp::Lt, _) => return self.emitted(Instr::JumpLtImm { a, i, t }),
                (BinaryOp::Ge, _) => return self.emitted(Instr::JumpGeImm { a, i, t }),
                (BinaryOp::Le, Some(i)) => return self.emitted(Instr::JumpLtImm { a, i, t }),
                (BinaryOp::Gt, Some(i)) => return self.emitted(Instr::JumpGeImm { a, i, t }),
                _ => {}
            }
        }
        let right = self.scalar(b);
        let (a, b) = (left, right);
        self.emitted(match op {
            BinaryOp::Eq => Instr::JumpEqInt { a, b, t },
            BinaryOp::Ne => Instr::JumpNeInt { a, b, t },
            BinaryOp::Lt => Instr::JumpLtInt { a, b, t },
            BinaryOp::Le => Instr::JumpLeInt { a, b, t },
            BinaryOp::Gt => Instr::JumpLtInt { a: b, b: a, t },
            _ => Instr::JumpLeInt { a: b, b: a, t },
        })
    }

    fn jump_compared_float(&mut self, op: BinaryOp, a: &'a Expr, b: &'a Expr, want: bool, label: Label) -> bool {
        if comparison(op, true).is_none() {
            return false;
        }
        let left = self.scalar_before(a, &[b]);
        let right = self.scalar(b);
        let t = label.0;
        let (a, b) = if matches!(op, BinaryOp::Gt | BinaryOp::Ge) { (right, left) } else { (left, right) };
        self.emitted(match (op, want) {
            (BinaryOp::Eq, true) | (BinaryOp::Ne, false) => Instr::JumpEqFloat { a, b, t },
            (BinaryOp::Eq, false) | (BinaryOp::Ne, true) => Instr::JumpNeFloat { a, b, t },
            (BinaryOp::Lt | BinaryOp::Gt, true) => Instr::JumpLtFloat { a, b, t },
            (BinaryOp::Lt | BinaryOp::Gt, false) => Instr::JumpNotLtFloat { a, b, t },
            (_, true) => Instr::JumpLeFloat { a, b, t },
            (_, false) => Instr::JumpNotLeFloat { a, b, t },
        })
    }

    fn emitted(&mut self, instr: Instr) -> bool {
        self.emit(instr);
        true
    }

    /// The value of an `int` constant that fits into an instruction.
    pub(super) fn small_constant(&self, expr: &'a Expr) -> Option<i32> {
        match self.constant(expr)? {
            Const::Int(value) | Const::Duration(value) => i32::try_from(*value).ok(),
            Const::Bool(value) => Some(i32::from(*value)),
            _ => None,
        }
    }

    /// The truth value of a condition that jumps, in a register.
    pub(super) fn truth(&mut self, condition: &'a Expr, slot: Slot) {
        self.scalar_result(slot, crate::eval::code::Kind::Bool, |this, d| {
            let (no, end) = (this.label(), this.label());
            this.jump_if(condition, false, no);
            this.emit(Instr::IntS { d, i: 1 });
            this.jump(end);
            this.place(no);
            this.emit(Instr::IntS { d, i: 0 });
            this.place(end);
        });
    }

    /// Whether compiling the condition twice is cheap.
    pub(super) fn is_small(condition: &Expr) -> bool {
        is_plain(condition)
    }
}

/// Whether it is the literal `none`.
fn is_none(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Const(Const::None))
}

/// The comparison of integers that holds exactly if `op` is `want`.
fn comparison(op: BinaryOp, want: bool) -> Option<BinaryOp> {
    Some(match (op, want) {
        (BinaryOp::Eq, true) | (BinaryOp::Ne, false) => BinaryOp::Eq,
        (BinaryOp::Ne, true) | (BinaryOp::Eq, false) => BinaryOp::Ne,
        (BinaryOp::Lt, true) | (BinaryOp::Ge, false) => BinaryOp::Lt,
        (BinaryOp::Le, true) | (BinaryOp::Gt, false) => BinaryOp::Le,
        (BinaryOp::Gt, true) | (BinaryOp::Le, false) => BinaryOp::Gt,
        (BinaryOp::Ge, true) | (BinaryOp::Lt, false) => BinaryOp::Ge,
        _ => return None,
    })
}
