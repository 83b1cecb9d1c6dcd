//! Builtins that accept closures. Their code becomes part of the function around them: there is no call per element.

use super::emitter::{Emitter, Inline, Label, Slot};
use super::loops::{Bound, Element, Over, Round};
use crate::eval::code::{Arg, Instr, Kind, Role};
use crate::program::builtins::{ListOp, Looped};
use crate::program::effects::is_plain;
use crate::program::ty::Type;
use crate::program::{Closure, Expr, ExprKind, IterKind, LocalPattern};

/// The arguments of a builtin with a closure.
struct Taken<'a> {
    xs: &'a Expr,
    closure: &'a Closure,
    /// Its other argument: the start of a `fold`, the order of a `sort_by`.
    other: Option<&'a Expr>,
}

impl<'a> Emitter<'_, 'a> {
    /// Compiles a builtin with a closure; `false` if it has none, as in code that was not checked.
    pub(super) fn with_closure(&mut self, op: Looped, args: &'a [Expr], slot: Slot) -> bool {
        let Some(taken) = taken(args) else { return false };
        match op {
            Looped::Map => self.map_list(&taken, slot),
            Looped::FlatMap => self.flat_map(&taken, slot),
            Looped::Filter => self.filter(&taken, slot),
            Looped::FilterMap => self.filter_map(&taken, slot),
            Looped::MapValues => self.map_values(&taken, slot),
            Looped::TakeWhile => self.take_while(&taken, slot),
            Looped::SkipWhile => self.skip_while(&taken, slot),
            Looped::Partition => self.partition(&taken, slot),
            Looped::Fold => self.fold(&taken, false, slot),
            Looped::Scan => self.fold(&taken, true, slot),
            Looped::AnyBy => self.any(&taken, true, slot),
            Looped::AllBy => self.any(&taken, false, slot),
            Looped::CountBy => self.count(&taken, slot),
            Looped::FindBy => self.find(&taken, slot),
            Looped::SortBy => self.keyed(ListOp::SortBy, &taken, slot),
            Looped::MinBy => self.keyed(ListOp::MinBy, &taken, slot),
            Looped::MaxBy => self.keyed(ListOp::MaxBy, &taken, slot),
            Looped::GroupBy => self.keyed(ListOp::GroupBy, &taken, slot),
            Looped::TallyBy => self.keyed(ListOp::TallyBy, &taken, slot),
        }
        true
    }

    /// The value of a closure whose parameters are bound.
    fn closure(&mut self, closure: &'a Closure, slot: Slot) {
        let end = self.label();
        let loops = std::mem::take(&mut self.loops);
        self.inlines.push(Inline { slot, end });
        self.block(&closure.body, slot);
        self.inlines.pop();
        self.loops = loops;
        self.place(end);
    }

    /// Jumps to the label if the closure returns `want`.
    fn closure_jump(&mut self, closure: &'a Closure, want: bool, label: Label) {
        match (closure.body.stmts.as_slice(), &closure.body.value) {
            ([], Some(value)) if is_plain(value) => self.jump_if(value, want, label),
            _ => {
                let mark = self.mark();
                let a = self.scalar_register();
                self.closure(closure, Slot::S(a));
                self.emit(if want { Instr::JumpIf { a, t: label.0 } } else { Instr::JumpIfNot { a, t: label.0 } });
                self.release(mark);
            }
        }
    }

    /// Appends the value of a closure to the list in `a`.
    fn push_closure(&mut self, a: u16, closure: &'a Closure) {
        let mark = self.mark();
        let kind = Kind::of(&closure.result);
        let from = match (closure.body.stmts.as_slice(), &closure.body.value) {
            ([], Some(value)) if is_plain(value) && kind.is_some() && Kind::of(&value.ty).is_some() => Slot::S(self.scalar(value)),
            _ => {
                let slot = self.register(&closure.result);
                self.closure(closure, slot);
                slot
            }
        };
        self.push_from(a, from, kind);
        self.release(mark);
    }

    /// Appends the element of a round to the list in a register.
    fn push_element(&mut self, list: u16, element: Element) {
        match element {
            Element::Int(x) => self.push_from(list, Slot::S(x), Some(Kind::Int)),
            Element::Of(_, _, Some((x, kind))) => self.push_from(list, Slot::S(x), Some(kind)),
            _ => {
                let mark = self.mark();
                let x = self.value_register();
                self.load_element(x, element);
                self.push_from(list, Slot::V(x), None);
                self.release(mark);
            }
        }
    }

    fn load_element(&mut self, d: u16, element: Element) {
        match element {
            Element::Int(a) => self.emit(Instr::Box { d, a, kind: Kind::Int }),
            Element::Of(_, _, Some((a, kind))) => self.emit(Instr::Box { d, a, kind }),
            Element::Of(a, i, None) | Element::Entry(_, a, i) => self.emit(Instr::IndexV { d, a, i }),
            Element::Fused => self.emit(Instr::NoneV { d }),
        }
    }

    /// A new list that `fill` appends to in the rounds of a loop; it gets the list's register.
    fn collect(&mut self, over: Over<'a>, bound: Bound<'a>, slot: Slot, mut fill: impl FnMut(&mut Self, u16, Round)) {
        self.value_result(slot, |this, d| {
            this.emit(Instr::NewList { d });
            this.each(over, bound, &mut |this, round| fill(this, d, round));
        });
    }

    fn map_list(&mut self, taken: &Taken<'a>, slot: Slot) {
        let closure = taken.closure;
        self.collect(taken.fused(), taken.bound(), slot, |this, list, _| this.push_closure(list, closure));
    }

    fn flat_map(&mut self, taken: &Taken<'a>, slot: Slot) {
        let closure = taken.closure;
        self.collect(taken.fused(), taken.bound(), slot, |this, list, _| {
            let mark = this.mark();
            let x = this.value_register();
            this.closure(closure, Slot::V(x));
            this.emit(Instr::Extend { a: list, x });
            this.release(mark);
        });
    }

    fn filter(&mut self, taken: &Taken<'a>, slot: Slot) {
        let closure = taken.closure;
        self.collect(taken.elements(), taken.bound(), slot, |this, list, round| {
            this.closure_jump(closure, false, round.labels.next);
            this.push_element(list, round.element);
        });
    }

    fn take_while(&mut self, taken: &Taken<'a>, slot: Slot) {
        let closure = taken.closure;
        self.collect(taken.elements(), taken.bound(), slot, |this, list, round| {
            this.closure_jump(closure, false, round.labels.end);
            this.push_element(list, round.element);
        });
    }

    fn skip_while(&mut self, taken: &Taken<'a>, slot: Slot) {
        let closure = taken.closure;
        let skipping = self.scalar_register();
        self.emit(Instr::IntS { d: skipping, i: 1 });
        self.collect(taken.elements(), taken.bound(), slot, |this, list, round| {
            let keep = this.label();
            this.emit(Instr::JumpIfNot { a: skipping, t: keep.0 });
            this.closure_jump(closure, true, round.labels.next);
            this.emit(Instr::IntS { d: skipping, i: 0 });
            this.place(keep);
            this.push_element(list, round.element);
        });
    }

    fn partition(&mut self, taken: &Taken<'a>, slot: Slot) {
        let closure = taken.closure;
        let base = self.value_registers(2);
        let (yes, no) = (base, base + 1);
        self.emit(Instr::NewList { d: yes });
        self.emit(Instr::NewList { d: no });
        self.each(taken.elements(), taken.bound(), &mut |this, round| {
            let other = this.label();
            this.closure_jump(closure, false, other);
            this.push_element(yes, round.element);
            this.jump(round.labels.next);
            this.place(other);
            this.push_element(no, round.element);
        });
        self.value_result(slot, |this, d| this.emit(Instr::Tuple { d, base, n: 2 }));
    }

    /// `fold`, and `scan`, which keeps every result.
    fn fold(&mut self, taken: &Taken<'a>, scan: bool, slot: Slot) {
        let closure = taken.closure;
        let (Some(start), [name, element]) = (taken.other, closure.params.as_slice()) else { return };
        let kind = Kind::of(&closure.result);
        let mark = self.mark();
        let (over, bound) = (taken.fused(), bound_one(element));
        let source = self.source(over, bound);
        // The result so far is in the register of the closure's first parameter; the next one is computed beside it.
        let sum = self.register(&closure.result);
        self.into(start, sum);
        let list = scan.then(|| self.value_register());
        if let Some(d) = list {
            self.emit(Instr::NewList { d });
        }
        self.rounds(over, source, bound, &mut |this, _| {
            let mark = this.mark();
            this.bind(name, sum, kind, true);
            let next = this.register(&closure.result);
            this.closure(closure, next);
            this.transfer(next, kind, sum);
            match (list, sum, kind) {
                (Some(a), Slot::S(x), Some(kind)) => this.emit(Instr::PushS { a, x, kind }),
                (Some(a), Slot::V(from), _) => {
                    let x = this.value_register();
                    this.emit(Instr::CopyV { d: x, a: from });
                    this.emit(Instr::PushV { a, x });
                }
                _ => {}
            }
            this.release(mark);
        });
        match list {
            Some(list) => self.transfer(Slot::V(list), None, slot),
            None => self.transfer(sum, kind, slot),
        }
        self.release(mark);
    }

    /// `any` and `all`: `true` as soon as the closure returns `stop`; for `all` it is inverted.
    fn any(&mut self, taken: &Taken<'a>, stop: bool, slot: Slot) {
        let closure = taken.closure;
        let found = self.scalar_register();
        self.emit(Instr::IntS { d: found, i: i32::from(!stop) });
        self.each(taken.fused(), taken.bound(), &mut |this, round| {
            this.closure_jump(closure, !stop, round.labels.next);
            this.emit(Instr::IntS { d: found, i: i32::from(stop) });
            this.jump(round.labels.end);
        });
        self.copy(Slot::S(found), Some(Kind::Bool), slot);
    }

    fn count(&mut self, taken: &Taken<'a>, slot: Slot) {
        let closure = taken.closure;
        let count = self.scalar_register();
        self.emit(Instr::IntS { d: count, i: 0 });
        self.each(taken.fused(), taken.bound(), &mut |this, round| {
            this.closure_jump(closure, false, round.labels.next);
            this.emit(Instr::AddImm { d: count, a: count, i: 1 });
        });
        self.copy(Slot::S(count), Some(Kind::Int), slot);
    }

    fn find(&mut self, taken: &Taken<'a>, slot: Slot) {
        let closure = taken.closure;
        let found = self.value_register();
        self.emit(Instr::NoneV { d: found });
        self.each(taken.elements(), taken.bound(), &mut |this, round| {
            this.closure_jump(closure, false, round.labels.next);
            this.load_element(found, round.element);
            this.jump(round.labels.end);
        });
        self.transfer(Slot::V(found), None, slot);
    }

    fn map_values(&mut self, taken: &Taken<'a>, slot: Slot) {
        let closure = taken.closure;
        let [value] = closure.params.as_slice() else { return };
        let map = self.value_register();
        self.emit(Instr::NewMap { d: map });
        let bound = Bound::Pair(&LocalPattern::Ignore, value);
        self.each(Over::Elements(taken.xs, IterKind::Map), bound, &mut |this, round| {
            let Element::Entry(k, _, _) = round.element else { return };
            let x = this.register(&closure.result);
            this.closure(closure, x);
            match (x, Kind::of(&closure.result)) {
                (Slot::S(x), Some(kind)) => this.emit(Instr::SetKeyS { a: map, k, x, kind }),
                (Slot::V(x), _) => this.emit(Instr::SetKeyV { a: map, k, x }),
                _ => {}
            }
        });
        self.transfer(Slot::V(map), None, slot);
    }

    fn filter_map(&mut self, taken: &Taken<'a>, slot: Slot) {
        let closure = taken.closure;
        let [key, value] = closure.params.as_slice() else { return };
        let map = self.value_register();
        self.emit(Instr::NewMap { d: map });
        self.each(Over::Elements(taken.xs, IterKind::Map), Bound::Pair(key, value), &mut |this, round| {
            let Element::Entry(k, _, _) = round.element else { return };
            this.closure_jump(closure, false, round.labels.next);
            let x = this.value_register();
            this.load_element(x, round.element);
            this.emit(Instr::SetKeyV { a: map, k, x });
        });
        self.transfer(Slot::V(map), None, slot);
    }

    /// Builtins that use a key of each element: the keys become a list, the rest is done at once.
    fn keyed(&mut self, op: ListOp, taken: &Taken<'a>, slot: Slot) {
        let closure = taken.closure;
        let other: Vec<&Expr> = taken.other.into_iter().collect();
        let xs = self.arg_before(taken.xs, &other);
        let other = taken.other.map(|other| self.arg(other));
        let keys = self.value_register();
        self.emit(Instr::NewList { d: keys });
        self.each(Over::List(xs.register), taken.bound(), &mut |this, _| this.push_closure(keys, closure));
        let keys = Arg { register: keys, role: Role::Take };
        let mut args = if op == ListOp::TallyBy { vec![keys] } else { vec![xs, keys] };
        args.extend(other);
        let op = if op == ListOp::TallyBy { ListOp::Tally } else { op };
        let args = self.args(args);
        self.value_result(slot, |this, d| this.emit(Instr::Builtin { op: op.into(), d, args }));
    }
}

impl<'a> Taken<'a> {
    fn fused(&self) -> Over<'a> {
        Over::Fused(self.xs, self.kind())
    }

    fn elements(&self) -> Over<'a> {
        Over::Elements(self.xs, self.kind())
    }

    fn kind(&self) -> IterKind {
        if matches!(self.xs.ty, Type::Map(_)) { IterKind::Map } else { IterKind::List }
    }

    fn bound(&self) -> Bound<'a> {
        match self.closure.params.as_slice() {
            [one] => bound_one(one),
            [key, value] => Bound::Pair(key, value),
            _ => Bound::Nothing,
        }
    }
}

/// The names that a closure's parameter gives to an element.
fn bound_one(pattern: &LocalPattern) -> Bound<'_> {
    Bound::of_pattern(pattern, IterKind::List)
}

/// Takes the arguments apart.
fn taken(args: &[Expr]) -> Option<Taken<'_>> {
    let xs = args.first()?;
    let position = args.iter().position(|arg| matches!(arg.kind, ExprKind::Closure(_)))?;
    let ExprKind::Closure(closure) = &args.get(position)?.kind else { return None };
    let other = args.iter().enumerate().skip(1).find(|(index, _)| *index != position).map(|(_, arg)| arg);
    Some(Taken { xs, closure, other })
}
