//! Iteration over ranges, lists and maps. Ranges, and in the heads of loops `enumerate` and `zip`, never become lists.

use super::emitter::{Emitter, Loop, Slot};
use crate::eval::code::{Instr, Kind};
use crate::program::builtins::{BuiltinOp, ListOp};
use crate::program::{Clause, Comprehension, Expr, ExprKind, IterKind, LocalPattern};

/// The value that is iterated over.
#[derive(Clone, Copy)]
pub(super) enum Over<'a> {
    /// An expression whose elements need not be materialised.
    Fused(&'a Expr, IterKind),
    /// An expression whose elements are wanted.
    Elements(&'a Expr, IterKind),
    /// A list in a register.
    List(u16),
}

/// The names bound to an element.
#[derive(Clone, Copy)]
pub(super) enum Bound<'a> {
    /// None.
    Nothing,
    /// All of it.
    One(&'a LocalPattern),
    /// Key and value, or the members of a tuple of two.
    Pair(&'a LocalPattern, &'a LocalPattern),
}

impl<'a> Bound<'a> {
    /// The names in the head of a loop.
    pub(super) fn of_pattern(pattern: &'a LocalPattern, kind: IterKind) -> Self {
        match (pattern, kind) {
            (LocalPattern::Ignore, _) => Bound::Nothing,
            (LocalPattern::Tuple(members), _) => match members.as_slice() {
                [a, b] => Bound::Pair(a, b),
                _ => Bound::One(pattern),
            },
            _ => Bound::One(pattern),
        }
    }
}

/// The element of a round.
#[derive(Clone, Copy)]
pub(super) enum Element {
    /// An `int` in a register.
    Int(u16),
    /// `list[index]`, and the register that it is in if it is a scalar.
    Of(u16, u16, Option<(u16, Kind)>),
    /// The key in a register, and `list[index]`, its value.
    Entry(u16, u16, u16),
    /// It does not exist by itself.
    Fused,
}

/// A round of a loop.
#[derive(Clone, Copy)]
pub(super) struct Round {
    /// Where to go from it.
    pub labels: Loop,
    /// What it is about.
    pub element: Element,
}

/// The subject of a loop, evaluated.
pub(super) enum Source<'a> {
    /// The numbers of `range(…)`: the first, the end, and the step unless it is 1.
    Numbers(u16, u16, Option<u16>),
    List(Held),
    /// A list, and the names of the number and the element.
    Numbered(Held, &'a LocalPattern, &'a LocalPattern),
    /// Two lists, and the names of their elements.
    Pairs(Held, Held, &'a LocalPattern, &'a LocalPattern),
    /// Keys and values of a map in turn.
    Entries(u16),
}

/// A list in a register, which does not change during the iteration.
#[derive(Clone, Copy)]
pub(super) struct Held {
    register: u16,
    /// Whether it was placed there for the loop.
    owned: bool,
}

type Body<'f, 'u, 'a> = &'f mut dyn FnMut(&mut Emitter<'u, 'a>, Round);

impl<'u, 'a> Emitter<'u, 'a> {
    /// Compiles a loop with `body` once for all rounds.
    pub(super) fn each(&mut self, over: Over<'a>, bound: Bound<'a>, body: Body<'_, 'u, 'a>) {
        let mark = self.mark();
        let source = self.source(over, bound);
        self.rounds(over, source, bound, body);
        self.release(mark);
    }

    /// Evaluates the subject of a loop. Code that is evaluated afterwards and before the [`rounds`](Self::rounds) cannot change it.
    pub(super) fn source(&mut self, over: Over<'a>, bound: Bound<'a>) -> Source<'a> {
        let (expr, kind) = match over {
            Over::List(register) => return Source::List(Held { register, owned: false }),
            Over::Fused(expr, kind) | Over::Elements(expr, kind) => (expr, kind),
        };
        let outer = std::mem::replace(&mut self.span, expr.span);
        let fused = matches!(over, Over::Fused(..)).then_some(bound);
        let source = match (kind, &expr.kind, fused) {
            (IterKind::Map, ..) => self.entries(expr),
            (_, ExprKind::Builtin(BuiltinOp::List(ListOp::Range), args), _) => self.numbers(args),
            (_, ExprKind::Builtin(BuiltinOp::List(ListOp::Enumerate), args), Some(Bound::Pair(number, element))) => match args.as_slice() {
                [xs] => Source::Numbered(self.held(xs), number, element),
                _ => Source::List(self.held(expr)),
            },
            (_, ExprKind::Builtin(BuiltinOp::List(ListOp::Zip), args), Some(Bound::Pair(first, second))) => match args.as_slice() {
                [xs, ys] => Source::Pairs(self.held(xs), self.held(ys), first, second),
                _ => Source::List(self.held(expr)),
            },
            _ => Source::List(self.held(expr)),
        };
        self.span = outer;
        source
    }

    /// Compiles the rounds of a loop.
    pub(super) fn rounds(&mut self, over: Over<'a>, source: Source<'a>, bound: Bound<'a>, body: Body<'_, 'u, 'a>) {
        let outer = self.span;
        if let Over::Fused(expr, _) | Over::Elements(expr, _) = over {
            self.span = expr.span;
        }
        match source {
            Source::Numbers(i, end, step) => self.each_number(i, end, step, bound, body),
            Source::List(list) => {
                self.each_of_list(list.register, bound, body);
                self.let_go(list);
            }
            Source::Numbered(list, number, element) => {
                self.each_numbered(list.register, number, element, body);
                self.let_go(list);
            }
            Source::Pairs(a, b, first, second) => {
                self.each_pair(a.register, b.register, first, second, body);
                self.let_go(a);
                self.let_go(b);
            }
            Source::Entries(entries) => {
                self.each_entry(entries, bound, body);
                self.emit(Instr::DropV { a: entries });
            }
        }
        self.span = outer;
    }

    fn round(&mut self, labels: Loop, element: Element, body: Body<'_, 'u, 'a>) {
        let outer = self.span;
        self.depth += 1;
        body(self, Round { labels, element });
        self.depth -= 1;
        self.span = outer;
    }

    fn labels(&mut self) -> Loop {
        Loop { end: self.label(), next: self.label() }
    }

    /// A list that does not change during the iteration.
    fn held(&mut self, expr: &'a Expr) -> Held {
        match expr.kind {
            ExprKind::Local(id) if !self.is_mutable(id) => Held { register: self.value(expr).register, owned: false },
            _ => Held { register: self.owned(expr), owned: true },
        }
    }

    fn let_go(&mut self, list: Held) {
        if list.owned {
            self.emit(Instr::DropV { a: list.register });
        }
    }

    /// The entries of a map, ascending.
    fn entries(&mut self, expr: &'a Expr) -> Source<'a> {
        let map = self.value(expr);
        let entries = self.value_register();
        self.emit(Instr::Entries { d: entries, a: map.register });
        self.free(map);
        Source::Entries(entries)
    }

    /// The bounds of `range(…)`.
    fn numbers(&mut self, args: &'a [Expr]) -> Source<'a> {
        let (start, end, step) = match args {
            [end] => (None, Some(end), None),
            [start, end] => (Some(start), Some(end), None),
            [start, end, step, ..] => (Some(start), Some(end), Some(step)),
            [] => (None, None, None),
        };
        let i = self.scalar_register();
        match start {
            Some(start) => self.into(start, Slot::S(i)),
            None => self.emit(Instr::IntS { d: i, i: 0 }),
        }
        let end = end.map_or(i, |end| self.fixed(end));
        let step = step.filter(|step| self.small_constant(step) != Some(1)).map(|step| self.fixed(step));
        if let Some(step) = step {
            let fine = self.label();
            self.emit(Instr::JumpNeImm { a: step, i: 0, t: fine.0 });
            let k = self.unit.pool.text("the step of a `range` is 0");
            self.emit(Instr::Trap { user: 1, k });
            self.place(fine);
        }
        Source::Numbers(i, end, step)
    }

    /// A scalar that does not change while a loop runs.
    fn fixed(&mut self, expr: &'a Expr) -> u16 {
        match expr.kind {
            ExprKind::Local(id) if self.is_mutable(id) => {
                let d = self.scalar_register();
                self.into(expr, Slot::S(d));
                d
            }
            _ => self.scalar(expr),
        }
    }

    fn each_of_list(&mut self, a: u16, bound: Bound<'a>, body: Body<'_, 'u, 'a>) {
        let labels = self.labels();
        let i = self.before_first();
        let slot = match bound {
            Bound::Nothing => Slot::Nothing,
            Bound::One(LocalPattern::Local(local)) => self.declare(*local),
            Bound::One(LocalPattern::Ignore) => Slot::Nothing,
            _ => Slot::V(self.value_register()),
        };
        let top = self.label();
        self.jump(labels.next);
        self.place(top);
        match (bound, slot) {
            (Bound::One(pattern @ LocalPattern::Tuple(_)), Slot::V(_)) => self.bind(pattern, slot, None, true),
            (Bound::Pair(first, second), Slot::V(_)) => self.bind_pair(first, second, slot),
            _ => {}
        }
        let scalar = match (bound, slot) {
            (Bound::One(LocalPattern::Local(local)), Slot::S(d)) => Kind::of(self.type_of(*local)).map(|kind| (d, kind)),
            _ => None,
        };
        self.round(labels, Element::Of(a, i, scalar), body);
        self.place(labels.next);
        self.emit(match slot {
            Slot::S(d) => Instr::NextS { d, a, i, t: top.0 },
            Slot::V(d) => Instr::NextV { d, a, i, t: top.0 },
            Slot::Nothing => Instr::NextN { a, i, t: top.0 },
        });
        self.place(labels.end);
    }

    fn bind_pair(&mut self, first: &'a LocalPattern, second: &'a LocalPattern, from: Slot) {
        let Slot::V(a) = from else { return };
        for (f, pattern) in [first, second].into_iter().enumerate() {
            self.bind_member(pattern, a, f as u16);
        }
    }

    /// The counter of a loop over a list.
    fn before_first(&mut self) -> u16 {
        let i = self.scalar_register();
        self.emit(Instr::IntS { d: i, i: -1 });
        i
    }

    /// `for (i, x) in xs.enumerate()`
    fn each_numbered(&mut self, list: u16, number: &'a LocalPattern, element: &'a LocalPattern, body: Body<'_, 'u, 'a>) {
        // The counter is fixed within a round, as the variable is.
        let mut numbered = |this: &mut Self, round: Round| {
            if let Element::Of(_, i, _) = round.element {
                this.bind_number(number, i);
            }
            body(this, Round { element: Element::Fused, ..round });
        };
        self.each_of_list(list, Bound::One(element), &mut numbered);
    }

    /// Binds a name to an `int` that does not change while the name is in scope.
    fn bind_number(&mut self, pattern: &'a LocalPattern, i: u16) {
        let LocalPattern::Local(local) = pattern else { return };
        match Kind::of(self.type_of(*local)) {
            Some(_) => self.declare_at(*local, Slot::S(i)),
            None => {
                let slot = self.declare(*local);
                self.copy(Slot::S(i), Some(Kind::Int), slot);
            }
        }
    }

    /// `for (a, b) in zip(xs, ys)`
    fn each_pair(&mut self, a: u16, b: u16, first: &'a LocalPattern, second: &'a LocalPattern, body: Body<'_, 'u, 'a>) {
        let length = self.scalar_register();
        self.emit(Instr::Len { d: length, a: b });
        let mut paired = |this: &mut Self, round: Round| {
            if let Element::Of(_, i, _) = round.element {
                this.emit(Instr::JumpLeInt { a: length, b: i, t: round.labels.end.0 });
                this.bind_index(second, b, i);
            }
            body(this, Round { element: Element::Fused, ..round });
        };
        self.each_of_list(a, Bound::One(first), &mut paired);
    }

    /// Binds the names of a pattern to parts of `a[i]`.
    fn bind_index(&mut self, pattern: &'a LocalPattern, a: u16, i: u16) {
        match pattern {
            LocalPattern::Ignore => {}
            LocalPattern::Local(local) => match self.declare(*local) {
                Slot::S(d) => self.emit(Instr::IndexS { d, a, i }),
                Slot::V(d) => self.emit(Instr::IndexV { d, a, i }),
                Slot::Nothing => {}
            },
            LocalPattern::Tuple(_) => {
                let d = self.value_register();
                self.emit(Instr::IndexV { d, a, i });
                self.bind(pattern, Slot::V(d), None, true);
            }
        }
    }

    fn each_entry(&mut self, entries: u16, bound: Bound<'a>, body: Body<'_, 'u, 'a>) {
        let labels = self.labels();
        let i = self.before_first();
        let key = self.value_register();
        let top = self.label();
        self.jump(labels.next);
        self.place(top);
        self.emit(Instr::AddImm { d: i, a: i, i: 1 });
        match bound {
            Bound::Pair(name, value) => {
                self.bind(name, Slot::V(key), None, true);
                self.bind_index(value, entries, i);
            }
            Bound::One(pattern) => {
                let base = self.value_registers(2);
                self.emit(Instr::CopyV { d: base, a: key });
                self.emit(Instr::IndexV { d: base + 1, a: entries, i });
                let d = self.value_register();
                self.emit(Instr::Tuple { d, base, n: 2 });
                self.bind(pattern, Slot::V(d), None, true);
            }
            Bound::Nothing => {}
        }
        self.round(labels, Element::Entry(key, entries, i), body);
        self.place(labels.next);
        self.emit(Instr::NextV { d: key, a: entries, i, t: top.0 });
        self.place(labels.end);
    }

    /// The numbers of `range(…)`.
    fn each_number(&mut self, i: u16, end: u16, step: Option<u16>, bound: Bound<'a>, body: Body<'_, 'u, 'a>) {
        let labels = self.labels();
        let top = self.label();
        match step {
            None => self.emit(Instr::JumpLeInt { a: end, b: i, t: labels.end.0 }),
            Some(step) => self.enter_steps(i, end, step, labels),
        }
        self.place(top);
        if let Bound::One(pattern) = bound {
            self.bind_number(pattern, i);
        }
        self.round(labels, Element::Int(i), body);
        self.place(labels.next);
        self.emit(match step {
            None => Instr::ForInt { i, end, t: top.0 },
            Some(step) => Instr::ForStep { i, end, step, t: top.0 },
        });
        self.place(labels.end);
    }

    /// The test before the first round of a loop with steps.
    fn enter_steps(&mut self, i: u16, end: u16, step: u16, labels: Loop) {
        let (down, inside) = (self.label(), self.label());
        self.emit(Instr::JumpLtImm { a: step, i: 0, t: down.0 });
        self.emit(Instr::JumpLeInt { a: end, b: i, t: labels.end.0 });
        self.jump(inside);
        self.place(down);
        self.emit(Instr::JumpLeInt { a: i, b: end, t: labels.end.0 });
        self.place(inside);
    }

    /// `[e for x in xs if c]`, `{k: v for x in xs}`
    pub(super) fn comprehension(&mut self, comprehension: &'a Comprehension, slot: Slot) {
        self.value_result(slot, |this, d| {
            this.emit(if comprehension.key.is_some() { Instr::NewMap { d } } else { Instr::NewList { d } });
            this.clauses(comprehension, &comprehension.clauses, d, None);
        });
    }

    fn clauses(&mut self, comprehension: &'a Comprehension, clauses: &'a [Clause], a: u16, next: Option<Loop>) {
        match (clauses.split_first(), &comprehension.key) {
            (None, Some(key)) => self.insert(a, key, &comprehension.value),
            (None, None) => self.push(a, &comprehension.value),
            (Some((Clause::If(condition), rest)), _) => {
                let skip = self.label();
                self.jump_if(condition, false, next.map_or(skip, |labels| labels.next));
                self.clauses(comprehension, rest, a, next);
                self.place(skip);
            }
            (Some((Clause::For(pattern, iterable, kind), rest)), _) => {
                let bound = Bound::of_pattern(pattern, *kind);
                self.each(Over::Fused(iterable, *kind), bound, &mut |this, round| {
                    this.clauses(comprehension, rest, a, Some(round.labels));
                });
            }
        }
    }
}
