//! Statements.

use super::emitter::{Emitter, Inline, Loop, Slot};
use super::loops::{Bound, Over};
use crate::eval::code::{Instr, Kind};
use crate::program::ty::Type;
use crate::program::{Block, Expr, ExprKind, IterKind, LocalPattern, Stmt, StmtKind};
use crate::source::Name;

impl<'a> Emitter<'_, 'a> {
    pub(super) fn stmt(&mut self, stmt: &'a Stmt) {
        let outer = std::mem::replace(&mut self.span, stmt.span);
        match &stmt.kind {
            StmtKind::Let(pattern, value) => self.binding(pattern, value),
            StmtKind::Assign { place, op, value } => {
                let mark = self.mark();
                self.assign(place, *op, value);
                self.release(mark);
            }
            StmtKind::Expr(value) => self.effect(value),
            StmtKind::Return(value) => self.return_stmt(value.as_ref()),
            StmtKind::While(condition, body) => self.while_loop(condition, body),
            StmtKind::For { pattern, iterable, kind, body } => self.for_loop(pattern, iterable, *kind, body),
            StmtKind::Break => {
                if let Some(Loop { end, .. }) = self.loops.last().copied() {
                    self.jump(end);
                }
            }
            StmtKind::Continue => {
                if let Some(Loop { next, .. }) = self.loops.last().copied() {
                    self.jump(next);
                }
            }
            StmtKind::Assert(condition, message, text) => self.assertion(condition, message.as_ref(), text),
        }
        self.span = outer;
    }

    fn binding(&mut self, pattern: &'a LocalPattern, value: &'a Expr) {
        match (pattern, &value.kind) {
            (LocalPattern::Ignore, _) => self.effect(value),
            (LocalPattern::Local(local), _) => {
                // The name is not visible in its own value: an outer variable of that name is another one.
                let slot = self.register(self.type_of(*local));
                self.into(value, slot);
                self.declare_at(*local, slot);
            }
            (LocalPattern::Tuple(patterns), ExprKind::Tuple(members)) => {
                let slots: Vec<Slot> = members.iter().map(|member| self.register(&member.ty)).collect();
                for (member, slot) in members.iter().zip(&slots) {
                    self.into(member, *slot);
                }
                for ((pattern, member), slot) in patterns.iter().zip(members).zip(slots) {
                    self.bind(pattern, slot, Kind::of(&member.ty), true);
                }
            }
            (LocalPattern::Tuple(_), _) => {
                let a = self.owned(value);
                self.bind(pattern, Slot::V(a), None, true);
                self.emit(Instr::DropV { a });
            }
        }
    }

    fn return_stmt(&mut self, value: Option<&'a Expr>) {
        match (self.inlines.last().copied(), value) {
            (Some(Inline { slot, end }), Some(value)) => {
                self.into(value, slot);
                self.jump(end);
            }
            (Some(Inline { end, .. }), None) => self.jump(end),
            (None, Some(value)) if matches!(value.ty, Type::Unit | Type::Never) => {
                self.effect(value);
                self.emit(Instr::ReturnN {});
            }
            (None, Some(value)) => {
                let result = self.result.clone();
                self.return_value(value, &result);
            }
            (None, None) => self.emit(Instr::ReturnN {}),
        }
    }

    fn while_loop(&mut self, condition: &'a Expr, body: &'a Block) {
        let (top, next, end) = (self.label(), self.label(), self.label());
        self.depth += 1;
        if Self::is_small(condition) {
            self.jump_if(condition, false, end);
            self.place(top);
            self.loop_body(body, Loop { end, next });
            self.place(next);
            self.jump_if(condition, true, top);
        } else {
            self.place(next);
            self.jump_if(condition, false, end);
            self.loop_body(body, Loop { end, next });
            self.jump(next);
        }
        self.place(end);
        self.depth -= 1;
    }

    /// The body of a loop: a `break` or `continue` in its head refers to the outer loop.
    fn loop_body(&mut self, body: &'a Block, labels: Loop) {
        self.loops.push(labels);
        self.block(body, Slot::Nothing);
        self.loops.pop();
    }

    fn for_loop(&mut self, pattern: &'a LocalPattern, iterable: &'a Expr, kind: IterKind, body: &'a Block) {
        let bound = Bound::of_pattern(pattern, kind);
        self.each(Over::Fused(iterable, kind), bound, &mut |this, round| {
            this.loop_body(body, round.labels);
        });
    }

    fn assertion(&mut self, condition: &'a Expr, message: Option<&'a Expr>, text: &Name) {
        let holds = self.label();
        self.jump_if(condition, true, holds);
        let mark = self.mark();
        let a = match message {
            Some(message) => self.owned(message),
            None => {
                let d = self.value_register();
                self.emit(Instr::NoneV { d });
                d
            }
        };
        let k = self.unit.pool.text(text);
        self.emit(Instr::AssertFailed { a, k });
        self.release(mark);
        self.place(holds);
    }
}
