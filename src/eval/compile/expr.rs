//! Expressions: from a tree to a register.

use super::emitter::{Emitter, Operand, Slot, constant_bits};
use crate::eval::code::{Instr, Kind, Part};
use crate::program::builtins::{BuiltinOp, ConversionOp};
use crate::program::effects::{is_plain, may_assign};
use crate::program::ty::Type;
use crate::program::{Const, ConstId, Expr, ExprKind, LocalId};

impl<'a> Emitter<'_, 'a> {
    /// Evaluates into a slot that the expression does not read.
    pub(super) fn into(&mut self, expr: &'a Expr, slot: Slot) {
        let mark = self.mark();
        let outer = std::mem::replace(&mut self.span, expr.span);
        self.dispatch(expr, slot);
        self.span = outer;
        self.release(mark);
    }

    fn dispatch(&mut self, expr: &'a Expr, slot: Slot) {
        match &expr.kind {
            ExprKind::Const(constant) => self.load_constant(constant, None, &expr.ty, slot),
            ExprKind::Global(id) => self.load_global(*id, &expr.ty, slot),
            ExprKind::Local(id) => self.load_local(*id, slot),
            ExprKind::Join(parts) => self.text(parts, slot),
            ExprKind::List(elements) => self.list(elements, slot),
            ExprKind::Map(entries) => self.map(entries, slot),
            ExprKind::Tuple(members) => {
                let (base, n) = self.values_in_row(members);
                self.value_result(slot, |this, d| this.emit(Instr::Tuple { d, base, n }));
            }
            ExprKind::Struct(id, fields) => {
                let (base, n) = self.values_in_row(fields);
                self.value_result(slot, |this, d| this.emit(Instr::Struct { d, base, n, id: id.0 }));
            }
            ExprKind::Comprehension(comprehension) => self.comprehension(comprehension, slot),
            ExprKind::Field(..) | ExprKind::Member(..) | ExprKind::Index(..) => self.access(expr, slot),
            ExprKind::Slice(x, start, end, _) => self.slice(x, start.as_deref(), end.as_deref(), slot),
            ExprKind::CallFn(..) | ExprKind::CallTask(..) => {
                let (result, kind) = self.call(expr);
                self.transfer(result, kind, slot);
            }
            ExprKind::Builtin(op, args) => self.builtin(*op, args, &expr.ty, slot),
            ExprKind::Closure(_) => self.trap("a closure is where none can be called"),
            ExprKind::Unary(operand, x) => self.unary(*operand, x, slot),
            ExprKind::Binary(op, operands, a, b) => self.binary(expr, *op, *operands, a, b, slot),
            ExprKind::Widen(x) => {
                let a = self.scalar(x);
                self.scalar_result(slot, Kind::Float, |this, d| this.emit(Instr::Widen { d, a }));
            }
            ExprKind::If(condition, then, other) => self.conditional(condition, then, other.as_ref(), slot),
            ExprKind::Match(subject, arms) => self.matching(subject, arms, slot),
            ExprKind::Block(block) => self.block(block, slot),
            ExprKind::Invalid => self.trap("code with an error cannot run"),
        }
    }

    /// Evaluates to a scalar; the register may be a variable's own, and must not be written to.
    pub(super) fn scalar(&mut self, expr: &'a Expr) -> u16 {
        match (&expr.kind, Kind::of(&expr.ty)) {
            (ExprKind::Local(id), Some(_)) => {
                if let Slot::S(register) = self.slot(*id) {
                    return register;
                }
            }
            (ExprKind::Const(_) | ExprKind::Global(_), Some(_)) => {
                if let Some(bits) = self.constant(expr).and_then(|constant| constant_bits(constant, &expr.ty)) {
                    return self.bits_register(bits);
                }
            }
            (ExprKind::CallFn(..) | ExprKind::CallTask(..), Some(_)) => {
                let outer = std::mem::replace(&mut self.span, expr.span);
                let (result, _) = self.call(expr);
                self.span = outer;
                if let Slot::S(register) = result {
                    // The result is in the first free register, as long as there are any.
                    debug_assert!(self.mark().0 == usize::from(register) || self.is_full());
                    return self.scalar_register();
                }
            }
            _ => {}
        }
        let d = self.scalar_register();
        self.into(expr, Slot::S(d));
        d
    }

    /// Whether a value has to be copied because it is a variable's, to which later expressions may assign.
    fn is_assigned(&self, expr: &'a Expr, later: &[&'a Expr]) -> bool {
        match expr.kind {
            ExprKind::Local(id) => self.is_mutable(id) && later.iter().any(|later| may_assign(later, id)),
            _ => false,
        }
    }

    /// Evaluates to a scalar that later expressions cannot change.
    pub(super) fn scalar_before(&mut self, expr: &'a Expr, later: &[&'a Expr]) -> u16 {
        let copied = self.is_assigned(expr, later);
        self.scalar_kept(expr, copied)
    }

    /// Evaluates to a scalar, in a register of its own if it is to be copied.
    fn scalar_kept(&mut self, expr: &'a Expr, copied: bool) -> u16 {
        let register = self.scalar(expr);
        if !copied {
            return register;
        }
        let d = self.scalar_register();
        self.emit(Instr::MoveS { d, a: register });
        d
    }

    /// Evaluates to a value; the register may be a variable's own, and must not be written to.
    pub(super) fn value(&mut self, expr: &'a Expr) -> Operand {
        match &expr.kind {
            ExprKind::Local(id) => {
                if let Slot::V(register) = self.slot(*id) {
                    return Operand { register, temporary: false };
                }
            }
            ExprKind::Const(constant) => {
                let k = self.unit.pool.literal(constant);
                return Operand { register: self.constant_register(k), temporary: false };
            }
            ExprKind::Global(id) => {
                if let Some(constant) = self.constant(expr) {
                    let k = self.unit.pool.global(*id, constant);
                    return Operand { register: self.constant_register(k), temporary: false };
                }
            }
            _ => {}
        }
        let register = self.value_register();
        self.into(expr, Slot::V(register));
        Operand { register, temporary: true }
    }

    /// Evaluates to a value that later expressions cannot change.
    pub(super) fn value_before(&mut self, expr: &'a Expr, later: &[&'a Expr]) -> Operand {
        let copied = self.is_assigned(expr, later);
        self.value_kept(expr, copied)
    }

    /// Evaluates to a value, in a register of its own if it is to be copied.
    fn value_kept(&mut self, expr: &'a Expr, copied: bool) -> Operand {
        if copied { Operand { register: self.owned(expr), temporary: true } } else { self.value(expr) }
    }

    /// Evaluates to the operand at `index` of many, which the later ones cannot change: checking each of them would be quadratic.
    pub(super) fn value_among(&mut self, exprs: &'a [Expr], index: usize, last_effect: usize) -> Operand {
        let Some(expr) = exprs.get(index) else { return Operand { register: self.value_register(), temporary: true } };
        self.value_kept(expr, index < last_effect && self.is_variable(expr))
    }

    fn is_variable(&self, expr: &Expr) -> bool {
        matches!(expr.kind, ExprKind::Local(id) if self.is_mutable(id))
    }

    /// Evaluates to an owned value, in a register that may be moved from.
    pub(super) fn owned(&mut self, expr: &'a Expr) -> u16 {
        let register = self.value_register();
        self.into(expr, Slot::V(register));
        register
    }

    /// Frees an operand that was made for one use.
    pub(super) fn free(&mut self, operand: Operand) {
        if operand.temporary {
            self.emit(Instr::DropV { a: operand.register });
        }
    }

    /// Evaluates and forgets the value.
    pub(super) fn effect(&mut self, expr: &'a Expr) {
        self.into(expr, Slot::Nothing);
    }

    /// Puts the scalar that `make` writes to a register into its destination.
    pub(super) fn scalar_result(&mut self, slot: Slot, kind: Kind, make: impl FnOnce(&mut Self, u16)) {
        match slot {
            Slot::S(d) => make(self, d),
            Slot::V(d) => {
                let a = self.scalar_register();
                make(self, a);
                self.emit(Instr::Box { d, a, kind });
            }
            Slot::Nothing => {
                let d = self.scalar_register();
                make(self, d);
            }
        }
    }

    /// Puts the value that `make` writes to a register into its destination.
    pub(super) fn value_result(&mut self, slot: Slot, make: impl FnOnce(&mut Self, u16)) {
        match slot {
            Slot::V(d) => make(self, d),
            Slot::S(d) => {
                let a = self.value_register();
                make(self, a);
                self.emit(Instr::Unbox { d, a });
            }
            Slot::Nothing => {
                let a = self.value_register();
                make(self, a);
                self.emit(Instr::DropV { a });
            }
        }
    }

    /// Moves a value that is not needed elsewhere to its destination.
    pub(super) fn transfer(&mut self, from: Slot, kind: Option<Kind>, to: Slot) {
        match (from, to) {
            (Slot::V(a), Slot::V(d)) if a != d => self.emit(Instr::TakeV { d, a }),
            (Slot::V(a), Slot::Nothing) => self.emit(Instr::DropV { a }),
            _ => self.copy(from, kind, to),
        }
    }

    /// Copies a value to its destination.
    pub(super) fn copy(&mut self, from: Slot, kind: Option<Kind>, to: Slot) {
        match (from, to) {
            (Slot::S(a), Slot::S(d)) if a != d => self.emit(Instr::MoveS { d, a }),
            (Slot::V(a), Slot::V(d)) if a != d => self.emit(Instr::CopyV { d, a }),
            (Slot::S(a), Slot::V(d)) => self.emit(Instr::Box { d, a, kind: kind.unwrap_or(Kind::Int) }),
            (Slot::V(a), Slot::S(d)) => self.emit(Instr::Unbox { d, a }),
            (Slot::Nothing, Slot::V(d)) => self.emit(Instr::NoneV { d }),
            _ => {}
        }
    }

    /// Emits a failure with a reason.
    pub(super) fn trap(&mut self, message: &str) {
        let k = self.unit.pool.text(message);
        self.emit(Instr::Trap { user: 0, k });
    }

    fn load_local(&mut self, id: LocalId, slot: Slot) {
        let kind = Kind::of(self.type_of(id));
        self.copy(self.slot(id), kind, slot);
    }

    fn load_global(&mut self, id: ConstId, ty: &Type, slot: Slot) {
        let program = self.unit.program;
        match &program.const_(id).value {
            Some(constant) => self.load_constant(constant, Some(id), ty, slot),
            None => self.trap("this constant has errors that the compiler reported"),
        }
    }

    fn load_constant(&mut self, constant: &'a Const, global: Option<ConstId>, ty: &Type, slot: Slot) {
        match slot {
            Slot::Nothing => {}
            Slot::S(d) => match constant_bits(constant, ty) {
                Some(bits) => self.load_bits(d, bits),
                None => self.trap("a constant does not have the type that the code expects"),
            },
            Slot::V(d) => {
                let k = match global {
                    Some(id) => self.unit.pool.global(id, constant),
                    None => self.unit.pool.literal(constant),
                };
                self.emit(Instr::ConstV { d, k });
            }
        }
    }

    /// Evaluates into value registers one after the other.
    fn values_in_row(&mut self, exprs: &'a [Expr]) -> (u16, u16) {
        let base = self.value_registers(exprs.len());
        for (offset, expr) in exprs.iter().enumerate() {
            self.into(expr, Slot::V(base.saturating_add(offset as u16)));
        }
        (base, exprs.len() as u16)
    }

    fn list(&mut self, elements: &'a [Expr], slot: Slot) {
        self.value_result(slot, |this, d| {
            this.emit(Instr::NewList { d });
            for element in elements {
                this.push(d, element);
            }
        });
    }

    /// Appends the value of an expression to the list in a register.
    pub(super) fn push(&mut self, list: u16, element: &'a Expr) {
        let mark = self.mark();
        let from = match Kind::of(&element.ty) {
            Some(_) => Slot::S(self.scalar(element)),
            None => Slot::V(self.owned(element)),
        };
        self.push_from(list, from, Kind::of(&element.ty));
        self.release(mark);
    }

    /// Moves the value in a register to the end of the list in `a`.
    pub(super) fn push_from(&mut self, a: u16, from: Slot, kind: Option<Kind>) {
        match from {
            Slot::S(x) => self.emit(Instr::PushS { a, x, kind: kind.unwrap_or(Kind::Int) }),
            Slot::V(x) => self.emit(Instr::PushV { a, x }),
            Slot::Nothing => {}
        }
    }

    fn map(&mut self, entries: &'a [(Expr, Expr)], slot: Slot) {
        self.value_result(slot, |this, a| {
            this.emit(Instr::NewMap { d: a });
            for (key, value) in entries {
                this.insert(a, key, value);
            }
        });
    }

    /// Sets an entry of the map in `a`.
    pub(super) fn insert(&mut self, a: u16, key: &'a Expr, value: &'a Expr) {
        let mark = self.mark();
        let k = self.value_before(key, &[value]);
        match Kind::of(&value.ty) {
            Some(kind) => {
                let x = self.scalar(value);
                self.emit(Instr::SetKeyS { a, k: k.register, x, kind });
            }
            None => {
                let x = self.owned(value);
                self.emit(Instr::SetKeyV { a, k: k.register, x });
            }
        }
        self.free(k);
        self.release(mark);
    }

    fn text(&mut self, exprs: &'a [Expr], slot: Slot) {
        let (parts, operands) = self.parts(exprs);
        let parts = self.join(parts);
        self.value_result(slot, |this, d| this.emit(Instr::Join { d, parts }));
        for operand in operands {
            self.free(operand);
        }
    }

    /// `a += f"…"`
    pub(super) fn append_text(&mut self, a: u16, exprs: &'a [Expr]) {
        let (parts, operands) = self.parts(exprs);
        if parts.contains(&Part::Value(a)) {
            let parts = self.join(parts);
            let x = self.value_register();
            self.emit(Instr::Join { d: x, parts });
            self.emit(Instr::AppendStr { a, x });
        } else {
            let parts = self.join(parts);
            self.emit(Instr::JoinOnto { a, parts });
        }
        for operand in operands {
            self.free(operand);
        }
    }

    /// The parts of a string, and the registers that were made for them.
    fn parts(&mut self, exprs: &'a [Expr]) -> (Vec<Part>, Vec<Operand>) {
        let mut parts = Vec::with_capacity(exprs.len());
        let mut operands = Vec::new();
        let last_effect = last_effect(exprs);
        for (index, expr) in exprs.iter().enumerate() {
            match &expr.kind {
                ExprKind::Const(Const::Str(text)) => parts.push(Part::Const(self.unit.pool.text(text))),
                ExprKind::Builtin(BuiltinOp::Conversion(ConversionOp::ToStr), args)
                    if args.first().is_some_and(|arg| Kind::of(&arg.ty).is_some()) =>
                {
                    if let [arg] = args.as_slice()
                        && let Some(kind) = Kind::of(&arg.ty)
                    {
                        let copied = index < last_effect && self.is_variable(arg);
                        parts.push(Part::Scalar(self.scalar_kept(arg, copied), kind));
                    }
                }
                _ => {
                    let operand = self.value_among(exprs, index, last_effect);
                    parts.push(Part::Value(operand.register));
                    operands.push(operand);
                }
            }
        }
        (parts, operands)
    }
}

/// The position of the last expression that may assign; 0 if none after the first does.
pub(super) fn last_effect(exprs: &[Expr]) -> usize {
    exprs.iter().rposition(|expr| !is_plain(expr)).unwrap_or(0)
}
