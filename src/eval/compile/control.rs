//! Blocks, conditionals and matches.

use super::emitter::{Emitter, Label, Slot, constant_bits};
use crate::eval::code::{Instr, Kind};
use crate::program::ty::Type;
use crate::program::{Arm, ArmTest, Block, Const, Expr, LocalPattern};

impl<'a> Emitter<'_, 'a> {
    /// The body of a task or `fn`, which returns.
    pub(super) fn body_block(&mut self, block: &'a Block, result: &Type) {
        for stmt in &block.stmts {
            self.stmt(stmt);
        }
        match &block.value {
            Some(value) => {
                self.span = value.span;
                self.return_value(value, result);
            }
            None => self.emit(Instr::ReturnN {}),
        }
    }

    /// Returns with the value of an expression.
    pub(super) fn return_value(&mut self, value: &'a Expr, result: &Type) {
        let mark = self.mark();
        match (Kind::of(result), Kind::of(&value.ty)) {
            (Some(_), Some(_)) => {
                let a = self.scalar(value);
                self.emit(Instr::ReturnS { a });
            }
            (Some(_), None) => {
                let a = self.scalar_register();
                self.into(value, Slot::S(a));
                self.emit(Instr::ReturnS { a });
            }
            (None, _) if matches!(result, Type::Unit) => {
                self.effect(value);
                self.emit(Instr::ReturnN {});
            }
            (None, _) => {
                let a = self.owned(value);
                self.emit(Instr::ReturnV { a });
            }
        }
        self.release(mark);
    }

    pub(super) fn block(&mut self, block: &'a Block, slot: Slot) {
        let mark = self.mark();
        for stmt in &block.stmts {
            self.stmt(stmt);
        }
        match &block.value {
            Some(value) => self.into(value, slot),
            None => {
                // A block without a value where a scalar is wanted never reaches its end.
                if let Slot::V(d) = slot {
                    self.emit(Instr::NoneV { d });
                }
            }
        }
        self.release(mark);
    }

    /// `if`
    pub(super) fn conditional(&mut self, condition: &'a Expr, then: &'a Block, other: Option<&'a Block>, slot: Slot) {
        let (no, end) = (self.label(), self.label());
        self.jump_if(condition, false, no);
        self.block(then, slot);
        match other {
            Some(other) => {
                self.jump(end);
                self.place(no);
                self.block(other, slot);
            }
            None => {
                if let Slot::V(d) = slot {
                    self.emit(Instr::NoneV { d });
                }
                self.place(no);
            }
        }
        self.place(end);
    }

    /// `match`
    pub(super) fn matching(&mut self, subject: &'a Expr, arms: &'a [Arm], slot: Slot) {
        let at = match Kind::of(&subject.ty) {
            Some(_) => {
                let d = self.scalar_register();
                self.into(subject, Slot::S(d));
                Slot::S(d)
            }
            None => Slot::V(self.owned(subject)),
        };
        let end = self.label();
        for arm in arms {
            let next = self.label();
            let mark = self.mark();
            self.tests(&arm.tests, &subject.ty, at, next);
            if let Some(local) = arm.binding {
                let place = self.declare(local);
                self.copy(at, Kind::of(&subject.ty), place);
            }
            if let Some(guard) = &arm.guard {
                self.jump_if(guard, false, next);
            }
            self.block(&arm.body, slot);
            self.jump(end);
            self.release(mark);
            self.place(next);
        }
        self.trap("no arm of a `match` matches the value");
        self.place(end);
        if let Slot::V(a) = at {
            self.emit(Instr::DropV { a });
        }
    }

    /// Jumps to `next` unless a test holds.
    fn tests(&mut self, tests: &'a [ArmTest], ty: &Type, at: Slot, next: Label) {
        if tests.is_empty() || tests.contains(&ArmTest::Always) {
            return;
        }
        let mark = self.mark();
        let body = self.label();
        for test in tests {
            match (test, at) {
                (ArmTest::Always, _) | (_, Slot::Nothing) => {}
                (ArmTest::Equals(constant), Slot::S(a)) => {
                    let Some(bits) = constant_bits(constant, ty) else { continue };
                    let b = self.bits_register(bits);
                    self.emit(match ty {
                        Type::Float => Instr::JumpEqFloat { a, b, t: body.0 },
                        _ => Instr::JumpEqInt { a, b, t: body.0 },
                    });
                }
                (ArmTest::Equals(Const::None), Slot::V(a)) => self.emit(Instr::JumpNone { a, t: body.0 }),
                (ArmTest::Equals(constant), Slot::V(a)) => {
                    let k = self.unit.pool.literal(constant);
                    let b = self.constant_register(k);
                    let d = self.scalar_register();
                    self.emit(Instr::EqV { d, a, b });
                    self.emit(Instr::JumpIf { a: d, t: body.0 });
                }
                (ArmTest::Is(_), Slot::S(_)) => self.jump(body),
                (ArmTest::Is(variant), Slot::V(a)) => {
                    let test = self.test(variant.clone());
                    self.emit(Instr::JumpIs { a, test, t: body.0 });
                }
            }
        }
        self.jump(next);
        self.place(body);
        self.release(mark);
    }

    /// Binds the names of a pattern to parts of a value. A name may share the register of the value if that is a `temporary`.
    pub(super) fn bind(&mut self, pattern: &'a LocalPattern, from: Slot, kind: Option<Kind>, temporary: bool) {
        match pattern {
            LocalPattern::Ignore => {}
            LocalPattern::Local(local) => {
                let scalar = Kind::of(self.type_of(*local)).is_some();
                if temporary && scalar == matches!(from, Slot::S(_)) {
                    return self.declare_at(*local, from);
                }
                let slot = self.declare(*local);
                self.copy(from, kind, slot);
            }
            LocalPattern::Tuple(members) => {
                let Slot::V(a) = from else { return };
                for (f, member) in members.iter().enumerate() {
                    self.bind_member(member, a, f as u16);
                }
            }
        }
    }

    /// Binds the names of a pattern to parts of a member of a tuple.
    pub(super) fn bind_member(&mut self, pattern: &'a LocalPattern, a: u16, f: u16) {
        match pattern {
            LocalPattern::Ignore => {}
            LocalPattern::Local(local) => match self.declare(*local) {
                Slot::S(d) => self.emit(Instr::FieldS { d, a, f }),
                Slot::V(d) => self.emit(Instr::FieldV { d, a, f }),
                Slot::Nothing => {}
            },
            LocalPattern::Tuple(_) => {
                let d = self.value_register();
                self.emit(Instr::FieldV { d, a, f });
                self.bind(pattern, Slot::V(d), None, true);
            }
        }
    }
}
