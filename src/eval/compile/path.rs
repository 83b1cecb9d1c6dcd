//! Reading a part of a value without copying the rest.

use super::emitter::{Emitter, Operand, Slot};
use crate::eval::code::{Arg, Instr, Kind, Role, Step};
use crate::program::effects::is_total;
use crate::program::{Expr, ExprKind, SequenceKind};

/// A step of an access chain.
enum Part<'a> {
    Field(u16),
    Index(&'a Expr),
    Key(&'a Expr),
}

impl<'a> Emitter<'_, 'a> {
    /// `x.f`, `x[i]` and chains of them.
    pub(super) fn access(&mut self, expr: &'a Expr, slot: Slot) {
        if let ExprKind::Index(x, i, kind) = &expr.kind {
            match kind {
                SequenceKind::Json => return self.json(expr, slot),
                SequenceKind::Str | SequenceKind::Bytes => {
                    let base = self.value_before(x, &[i]);
                    let i = self.scalar(i);
                    let a = base.register;
                    if *kind == SequenceKind::Bytes {
                        self.scalar_result(slot, Kind::Int, |this, d| this.emit(Instr::IndexS { d, a, i }));
                    } else {
                        self.value_result(slot, |this, d| this.emit(Instr::IndexV { d, a, i }));
                    }
                    return self.free(base);
                }
                SequenceKind::List | SequenceKind::Map => {}
            }
        }
        let (root, parts) = chain(expr);
        let computed: Vec<&Expr> = parts.iter().filter_map(|part| part.computed()).collect();
        let base = self.value_before(root, &computed);
        let mut keys = Vec::new();
        let steps = self.steps(&parts, &mut keys);
        self.read(base.register, &steps, Kind::of(&expr.ty), slot);
        keys.push(base);
        for operand in keys {
            self.free(operand);
        }
    }

    fn steps(&mut self, parts: &[Part<'a>], keys: &mut Vec<Operand>) -> Vec<Step> {
        let mut steps = Vec::with_capacity(parts.len());
        for (position, part) in parts.iter().enumerate() {
            let later: Vec<&Expr> = parts.iter().skip(position + 1).filter_map(|part| part.computed()).collect();
            steps.push(match part {
                Part::Field(field) => Step::Field(*field),
                Part::Index(index) => Step::Index(self.scalar_before(index, &later)),
                Part::Key(key) => {
                    let key = self.value_before(key, &later);
                    keys.push(key);
                    Step::Key(key.register)
                }
            });
        }
        steps
    }

    fn read(&mut self, a: u16, steps: &[Step], kind: Option<Kind>, slot: Slot) {
        match kind {
            Some(kind) => self.scalar_result(slot, kind, |this, d| {
                let instr = match *steps {
                    [Step::Index(i)] => Instr::IndexS { d, a, i },
                    [Step::Key(k)] => Instr::KeyS { d, a, k },
                    [Step::Field(f)] => Instr::FieldS { d, a, f },
                    [Step::Index(i), Step::Index(j)] => Instr::Index2S { d, a, i, j },
                    [Step::Index(i), Step::Field(f)] => Instr::IndexFieldS { d, a, i, f },
                    _ => Instr::PathS { d, a, p: this.path(steps.to_vec()) },
                };
                this.emit(instr);
            }),
            None => self.value_result(slot, |this, d| {
                let instr = match *steps {
                    [Step::Index(i)] => Instr::IndexV { d, a, i },
                    [Step::Key(k)] => Instr::KeyV { d, a, k },
                    [Step::Field(f)] => Instr::FieldV { d, a, f },
                    _ => Instr::PathV { d, a, p: this.path(steps.to_vec()) },
                };
                this.emit(instr);
            }),
        }
    }

    /// `j["a"][0]`: the whole chain at once, because a single step would copy everything below it.
    fn json(&mut self, expr: &'a Expr, slot: Slot) {
        let mut at = expr;
        let mut keys = Vec::new();
        while let ExprKind::Index(x, key, SequenceKind::Json) = &at.kind {
            if keys.last().is_some_and(|later: &&Expr| !is_total(later)) {
                break;
            }
            keys.push(&**key);
            at = x;
        }
        keys.reverse();
        let mut args = vec![self.arg_before(at, &keys)];
        for (index, key) in keys.iter().enumerate() {
            args.push(self.arg_before(key, keys.get(index + 1..).unwrap_or_default()));
        }
        let args = self.args(args);
        self.value_result(slot, |this, d| this.emit(Instr::JsonKey { d, args }));
    }

    /// `x[i:j]`
    pub(super) fn slice(&mut self, x: &'a Expr, start: Option<&'a Expr>, end: Option<&'a Expr>, slot: Slot) {
        let bounds: Vec<&Expr> = start.into_iter().chain(end).collect();
        let later: Vec<&Expr> = end.into_iter().collect();
        let args = vec![self.arg_before(x, &bounds), self.bound(start, &later), self.bound(end, &[])];
        let args = self.args(args);
        self.value_result(slot, |this, d| this.emit(Instr::Slice { d, args }));
    }

    fn bound(&mut self, bound: Option<&'a Expr>, later: &[&'a Expr]) -> Arg {
        match bound {
            Some(bound) => self.arg_before(bound, later),
            None => {
                let register = self.value_register();
                self.emit(Instr::NoneV { d: register });
                Arg { register, role: Role::Take }
            }
        }
    }
}

impl<'a> Part<'a> {
    fn computed(&self) -> Option<&'a Expr> {
        match self {
            Part::Field(_) => None,
            Part::Index(expr) | Part::Key(expr) => Some(expr),
        }
    }
}

/// Fields, members and indices of lists and maps, down to the base expression.
///
/// All steps are computed before the first is taken. So a step whose computation can be noticed ends the chain below it at the next index or key,
/// which could fail and has to do so first.
fn chain(expr: &Expr) -> (&Expr, Vec<Part<'_>>) {
    let mut parts = Vec::new();
    let mut at = expr;
    let mut noticed = false;
    loop {
        let (next, part) = match &at.kind {
            ExprKind::Field(x, field) | ExprKind::Member(x, field) => (&**x, Part::Field(*field as u16)),
            ExprKind::Index(x, i, SequenceKind::List) => (&**x, Part::Index(i)),
            ExprKind::Index(x, k, SequenceKind::Map) => (&**x, Part::Key(k)),
            _ => break,
        };
        if let Some(step) = part.computed() {
            if noticed {
                break;
            }
            noticed = !is_total(step);
        }
        parts.push(part);
        at = next;
    }
    parts.reverse();
    (at, parts)
}
