//! Calls of `fn`s and tasks: arguments are placed where the callee's registers begin.

use super::Item;
use super::emitter::{Emitter, Slot};
use crate::eval::code::{Instr, Kind};
use crate::program::ty::Type;
use crate::program::{Expr, ExprKind, Variable};

impl<'a> Emitter<'_, 'a> {
    /// Compiles a call, and returns the register of the result, the first that was free, and the kind of a scalar. The kind is the callee's: where an optional is wanted, the
    /// expression may have that type.
    pub(super) fn call(&mut self, expr: &'a Expr) -> (Slot, Option<Kind>) {
        let program = self.unit.program;
        match &expr.kind {
            ExprKind::CallFn(id, args) => {
                let def = program.fn_(*id);
                self.invoke(Item::Fn(*id), &def.params, &def.result, args)
            }
            ExprKind::CallTask(id, args) => {
                let def = program.task(*id);
                self.invoke(Item::Task(*id), &def.interface.inputs, &def.interface.result(), args)
            }
            _ => (Slot::Nothing, None),
        }
    }

    fn invoke(&mut self, item: Item, params: &[Variable], result: &Type, args: &'a [Expr]) -> (Slot, Option<Kind>) {
        let mark = self.mark();
        let scalars = params.iter().filter(|param| Kind::of(&param.ty).is_some()).count();
        let (s, v) = (self.scalar_registers(scalars), self.value_registers(params.len() - scalars));
        let (mut next_s, mut next_v) = (s, v);
        for (param, arg) in params.iter().zip(args) {
            let next = if Kind::of(&param.ty).is_some() { &mut next_s } else { &mut next_v };
            let register = *next;
            *next = next.saturating_add(1);
            self.into(arg, if Kind::of(&param.ty).is_some() { Slot::S(register) } else { Slot::V(register) });
        }
        let f = self.unit.function(item);
        self.emit(Instr::Call { f, s, v, n: next_v.saturating_sub(v) });
        self.release(mark);
        match Kind::of(result) {
            Some(kind) => (Slot::S(s), Some(kind)),
            None => (Slot::V(v), None),
        }
    }
}
