//! Assignments, in place wherever the value is not shared.

use super::emitter::{Emitter, Operand, Slot};
use crate::eval::code::{Arg, Instr, Kind, Role, Step};
use crate::program::builtins::{BuiltinOp, ImpliedOp, MapOp};
use crate::program::effects::{is_plain, is_total, may_assign};
use crate::program::ty::Type;
use crate::program::{BinaryOp, BinaryOperands, Expr, ExprKind, LocalId, Place, PlaceStep};

/// A path into a value whose indices and keys are computed.
enum Way {
    /// One index of a list.
    Index(u16),
    /// One key of a map.
    Key(Operand),
    /// Anything else.
    Path(u32),
}

impl<'a> Emitter<'_, 'a> {
    /// `place = value` and `place op= value`
    pub(super) fn assign(&mut self, place: &'a Place, op: Option<(BinaryOp, BinaryOperands)>, value: &'a Expr) {
        if place.steps.is_empty() {
            return match op {
                None => self.assign_local(place.local, value),
                Some((op, operands)) => self.update_local(place.local, op, operands, value),
            };
        }
        let Slot::V(root) = self.slot(place.local) else { return };
        if op.is_none() && self.tally(place, root, value) {
            return;
        }
        let (way, keys) = self.way(place, value);
        match op {
            None => self.store(place, root, &way, value),
            Some((op, operands)) => self.update(place, root, &way, op, operands, value),
        }
        for key in keys {
            self.free(key);
        }
    }

    fn assign_local(&mut self, local: LocalId, value: &'a Expr) {
        match self.slot(local) {
            Slot::S(d) if is_plain(value) => self.into(value, Slot::S(d)),
            Slot::S(d) => {
                let a = self.scalar_register();
                self.into(value, Slot::S(a));
                self.emit(Instr::MoveS { d, a });
            }
            // The value may read the variable until it is complete.
            Slot::V(d) => {
                let a = self.owned(value);
                self.emit(Instr::TakeV { d, a });
            }
            Slot::Nothing => self.effect(value),
        }
    }

    fn update_local(&mut self, local: LocalId, op: BinaryOp, operands: BinaryOperands, value: &'a Expr) {
        match self.slot(local) {
            Slot::S(d) => {
                if op == BinaryOp::Add
                    && operands == BinaryOperands::Int
                    && let Some(i) = self.small_constant(value)
                {
                    return self.emit(Instr::AddImm { d, a: d, i });
                }
                let a = if is_plain(value) { d } else { self.scalar_register() };
                if a != d {
                    self.emit(Instr::MoveS { d: a, a: d });
                }
                let b = self.scalar(value);
                self.compute(op, operands, d, a, b);
            }
            // The variable's value before the computation counts.
            Slot::V(d) if may_assign(value, local) => {
                let old = self.value_register();
                self.emit(Instr::CopyV { d: old, a: d });
                self.change(old, op, operands, value);
                self.emit(Instr::TakeV { d, a: old });
            }
            Slot::V(d) => self.change(d, op, operands, value),
            Slot::Nothing => {}
        }
    }

    /// `text += more`, `list += more`, `text *= times`, `list *= times`
    fn change(&mut self, d: u16, op: BinaryOp, operands: BinaryOperands, value: &'a Expr) {
        if op == BinaryOp::Add {
            return self.append(operands, d, value);
        }
        let times = self.arg(value);
        let args = self.args(vec![Arg { register: d, role: Role::Take }, times]);
        self.emit(Instr::Builtin { op: BuiltinOp::Implied(ImpliedOp::RepeatList), d, args });
    }

    /// Computes indices and keys.
    fn way(&mut self, place: &'a Place, value: &'a Expr) -> (Way, Vec<Operand>) {
        if let [PlaceStep::Index(index)] = place.steps.as_slice() {
            return (Way::Index(self.scalar_before(index, &[value])), Vec::new());
        }
        if let [PlaceStep::Key(key)] = place.steps.as_slice() {
            let key = self.value_before(key, &[value]);
            return (Way::Key(key), vec![key]);
        }
        let mut steps = Vec::with_capacity(place.steps.len());
        let mut keys = Vec::new();
        for (position, step) in place.steps.iter().enumerate() {
            let mut later: Vec<&Expr> = place.steps.iter().skip(position + 1).filter_map(computed).collect();
            later.push(value);
            steps.push(match step {
                PlaceStep::Field(field) => Step::Field(*field as u16),
                PlaceStep::Index(index) => Step::Index(self.scalar_before(index, &later)),
                PlaceStep::Key(key) => {
                    let key = self.value_before(key, &later);
                    keys.push(key);
                    Step::Key(key.register)
                }
            });
        }
        (Way::Path(self.path(steps)), keys)
    }

    fn store(&mut self, place: &'a Place, a: u16, way: &Way, value: &'a Expr) {
        match (Kind::of(&place.ty), way) {
            (Some(kind), way) => {
                let x = self.scalar_register();
                let x = match Kind::of(&value.ty) {
                    Some(_) => self.scalar(value),
                    None => {
                        self.into(value, Slot::S(x));
                        x
                    }
                };
                self.store_scalar(a, way, x, kind);
            }
            (None, way) => {
                let x = self.owned(value);
                self.store_value(a, way, x);
            }
        }
    }

    fn store_scalar(&mut self, a: u16, way: &Way, x: u16, kind: Kind) {
        self.emit(match *way {
            Way::Index(i) => Instr::SetIndexS { a, i, x, kind },
            Way::Key(key) => Instr::SetKeyS { a, k: key.register, x, kind },
            Way::Path(p) => Instr::SetPathS { a, p, x, kind },
        });
    }

    fn store_value(&mut self, a: u16, way: &Way, x: u16) {
        self.emit(match *way {
            Way::Index(i) => Instr::SetIndexV { a, i, x },
            Way::Key(key) => Instr::SetKeyV { a, k: key.register, x },
            Way::Path(p) => Instr::SetPathV { a, p, x },
        });
    }

    fn update(&mut self, place: &'a Place, a: u16, way: &Way, op: BinaryOp, operands: BinaryOperands, value: &'a Expr) {
        let Some(kind) = Kind::of(&place.ty) else { return self.update_value(place.local, a, way, op, operands, value) };
        // The old value is read first, unless that cannot be observed.
        let early = is_total(value).then(|| self.scalar(value));
        if let Some(add) = early.and_then(|x| addition(op, operands, way, a, x)) {
            return self.emit(add);
        }
        let d = self.scalar_register();
        self.emit(match *way {
            Way::Index(i) => Instr::IndexS { d, a, i },
            Way::Key(key) => Instr::KeyS { d, a, k: key.register },
            Way::Path(p) => Instr::PathS { d, a, p },
        });
        let x = early.unwrap_or_else(|| self.scalar(value));
        self.compute(op, operands, d, d, x);
        self.store_scalar(a, way, d, kind);
    }

    /// Changes the text or list at a place.
    fn update_value(&mut self, root: LocalId, a: u16, way: &Way, op: BinaryOp, operands: BinaryOperands, value: &'a Expr) {
        let p = match *way {
            Way::Index(i) => self.path(vec![Step::Index(i)]),
            Way::Key(key) => self.path(vec![Step::Key(key.register)]),
            Way::Path(p) => p,
        };
        let d = self.value_register();
        if may_assign(value, root) {
            self.emit(Instr::PathV { d, a, p });
            self.change(d, op, operands, value);
            return self.store_value(a, way, d);
        }
        if !is_total(value) {
            // Whether the place exists is checked before the value is computed.
            self.emit(Instr::PathV { d, a, p });
            self.emit(Instr::DropV { a: d });
        }
        let more = self.value_register();
        self.into(value, Slot::V(more));
        // Moved out of its place and back, so that it is not shared in the meantime.
        self.emit(Instr::TakePathV { d, a, p });
        match (op, operands) {
            (BinaryOp::Add, BinaryOperands::List) => self.emit(Instr::Extend { a: d, x: more }),
            (BinaryOp::Add, _) => self.emit(Instr::AppendStr { a: d, x: more }),
            _ => {
                let args = self.args(vec![Arg { register: d, role: Role::Take }, Arg { register: more, role: Role::Take }]);
                self.emit(Instr::Builtin { op: BuiltinOp::Implied(ImpliedOp::RepeatList), d, args });
            }
        }
        self.store_value(a, way, d);
    }

    /// `m[k] = m.get(k, y) + x` and `m[k] = (m.get(k) ?? y) + x` of `int`s: one look-up instead of two.
    fn tally(&mut self, place: &'a Place, root: u16, value: &'a Expr) -> bool {
        let [PlaceStep::Key(key)] = place.steps.as_slice() else { return false };
        let ExprKind::Binary(BinaryOp::Add, BinaryOperands::Int, old, more) = &value.kind else { return false };
        let (args, default, is_lazy) = match &old.kind {
            ExprKind::Builtin(BuiltinOp::Map(MapOp::GetMapOr), args) => match args.as_slice() {
                [_, _, default] => (args, default, false),
                _ => return false,
            },
            ExprKind::Binary(BinaryOp::Coalesce, _, found, default) => match &found.kind {
                ExprKind::Builtin(BuiltinOp::Map(MapOp::GetMap), args) => (args, &**default, true),
                _ => return false,
            },
            _ => return false,
        };
        let [map, same, ..] = args.as_slice() else { return false };
        let is_same = matches!(map.kind, ExprKind::Local(local) if local == place.local) && same_simple(key, same);
        let is_counted = matches!(&map.ty, Type::Map(value) if **value == Type::Int) && default.ty == Type::Int;
        if !is_same || !is_counted || !is_plain(more) || !(if is_lazy { is_total(default) } else { is_plain(default) }) {
            return false;
        }
        let k = self.value(key);
        let y = self.scalar(default);
        let x = self.scalar(more);
        self.emit(Instr::KeyTallyInt { a: root, k: k.register, x, y });
        self.free(k);
        true
    }
}

/// The instruction that adds the number in `x` to the one at a place in `a`, where there is one.
fn addition(op: BinaryOp, operands: BinaryOperands, way: &Way, a: u16, x: u16) -> Option<Instr> {
    if op != BinaryOp::Add {
        return None;
    }
    Some(match (operands, way) {
        (BinaryOperands::Int, &Way::Index(i)) => Instr::IndexAddInt { a, i, x },
        (BinaryOperands::Float, &Way::Index(i)) => Instr::IndexAddFloat { a, i, x },
        (BinaryOperands::Int, Way::Key(key)) => Instr::KeyAddInt { a, k: key.register, x },
        (BinaryOperands::Float, Way::Key(key)) => Instr::KeyAddFloat { a, k: key.register, x },
        _ => return None,
    })
}

/// Whether both are the same variable or text.
fn same_simple(a: &Expr, b: &Expr) -> bool {
    match (&a.kind, &b.kind) {
        (ExprKind::Local(a), ExprKind::Local(b)) => a == b,
        (ExprKind::Const(a), ExprKind::Const(b)) => a == b,
        _ => false,
    }
}

fn computed(step: &PlaceStep) -> Option<&Expr> {
    match step {
        PlaceStep::Field(_) => None,
        PlaceStep::Index(expr) | PlaceStep::Key(expr) => Some(expr),
    }
}
