//! Typed code. An operation is shown as `operation:type`, with the types of its operands where it was chosen by them.

use flightplan::internals::program::{
    Arm, ArmTest, Block, Body, Clause, Comprehension, Expr, ExprKind, IterKind, LocalId, LocalPattern, Place, PlaceStep, Stmt, StmtKind,
    UnaryOperand,
};
use flightplan::project::Program;

use super::constant;
use crate::corpus::tree::{Tree, lines, node, quoted, sequence, word};

/// A body of a task or `fn`.
pub(super) fn body(program: &Program, body: &Body) -> Tree {
    let code = Code { program, body };
    sequence(if body.invalid { "body invalid" } else { "body" }, code.block(&body.block))
}

struct Code<'p> {
    program: &'p Program,
    body: &'p Body,
}

impl Code<'_> {
    /// The name of a variable, with its number where several have the name.
    fn local(&self, id: LocalId) -> String {
        let local = &self.body.locals[id.0 as usize];
        match self.body.locals.iter().filter(|other| other.name == local.name).count() {
            1 => local.name.to_string(),
            _ => format!("{}#{}", local.name, id.0),
        }
    }

    /// A variable where it is declared.
    fn declared(&self, id: LocalId) -> Tree {
        let local = &self.body.locals[id.0 as usize];
        let mutable = if local.mutable { "var " } else { "" };
        word(format_args!("{mutable}{}:{}", self.local(id), local.ty.display(self.program)))
    }

    fn block(&self, block: &Block) -> Vec<Tree> {
        let value = block.value.as_ref().map(|value| self.expr(value));
        let nothing = (block.stmts.is_empty() && value.is_none()).then(|| word("nothing"));
        block.stmts.iter().map(|stmt| self.stmt(stmt)).chain(value).chain(nothing).collect()
    }

    fn stmt(&self, stmt: &Stmt) -> Tree {
        match &stmt.kind {
            StmtKind::Let(pattern, value) => node("let", [self.pattern(pattern), self.expr(value)]),
            StmtKind::Assign { place, op: None, value } => node("=", [self.place(place), self.expr(value)]),
            StmtKind::Assign { place, op: Some((op, operands)), value } => {
                node(format_args!("{}={operands:?}", op.as_str()), [self.place(place), self.expr(value)])
            }
            StmtKind::Expr(value) => node("drop", [self.expr(value)]),
            StmtKind::Return(value) => node("return", value.as_ref().map(|value| self.expr(value))),
            StmtKind::While(condition, body) => lines("while", [self.expr(condition), sequence("block", self.block(body))]),
            StmtKind::For { pattern, iterable, kind, body } => {
                let parts = [self.pattern(pattern), self.expr(iterable), sequence("block", self.block(body))];
                lines(format_args!("for {}", of(*kind)), parts)
            }
            StmtKind::Break => node("break", []),
            StmtKind::Continue => node("continue", []),
            StmtKind::Assert(condition, message, written) => {
                let message = message.as_ref().map(|message| self.expr(message));
                node("assert", [self.expr(condition)].into_iter().chain(message).chain([quoted(written)]))
            }
        }
    }

    fn pattern(&self, pattern: &LocalPattern) -> Tree {
        match pattern {
            LocalPattern::Ignore => word("_"),
            LocalPattern::Local(id) => self.declared(*id),
            LocalPattern::Tuple(members) => node("tuple", members.iter().map(|member| self.pattern(member))),
        }
    }

    fn place(&self, place: &Place) -> Tree {
        let steps = place.steps.iter().map(|step| match step {
            PlaceStep::Field(at) => word(format_args!(".{at}")),
            PlaceStep::Index(index) => node("index", [self.expr(index)]),
            PlaceStep::Key(key) => node("key", [self.expr(key)]),
        });
        let ty = place.ty.display(self.program);
        let local = word(self.local(place.local));
        if place.steps.is_empty() { local } else { node(format_args!("place:{ty}"), [local].into_iter().chain(steps)) }
    }

    fn all(&self, values: &[Expr]) -> Vec<Tree> {
        values.iter().map(|value| self.expr(value)).collect()
    }

    fn expr(&self, expr: &Expr) -> Tree {
        let program = self.program;
        let ty = expr.ty.display(program);
        let typed = |what: &str, children: Vec<Tree>| node(format_args!("{what}:{ty}"), children);
        match &expr.kind {
            ExprKind::Const(value) => constant::value(program, value),
            ExprKind::Global(id) => word(program.const_(*id).header.qualified()),
            ExprKind::Local(id) => word(self.local(*id)),
            ExprKind::Join(parts) => typed("join", self.all(parts)),
            ExprKind::List(elements) => typed("list", self.all(elements)),
            ExprKind::Map(entries) => {
                typed("map", entries.iter().map(|(key, value)| node("entry", [self.expr(key), self.expr(value)])).collect())
            }
            ExprKind::Tuple(members) => typed("tuple", self.all(members)),
            ExprKind::Struct(_, fields) => typed("struct", self.all(fields)),
            ExprKind::Comprehension(it) => typed("each", self.comprehension(it)),
            ExprKind::Field(base, at) => typed(&format!("field {at}"), vec![self.expr(base)]),
            ExprKind::Member(base, at) => typed(&format!("member {at}"), vec![self.expr(base)]),
            ExprKind::Index(base, index, kind) => typed(&format!("index{kind:?}"), vec![self.expr(base), self.expr(index)]),
            ExprKind::Slice(base, start, end, kind) => {
                let bound = |bound: &Option<Box<Expr>>| bound.as_deref().map_or_else(|| word("_"), |bound| self.expr(bound));
                typed(&format!("slice{kind:?}"), vec![self.expr(base), bound(start), bound(end)])
            }
            ExprKind::CallFn(id, arguments) => typed(&format!("call fn {}", program.fn_(*id).header.qualified()), self.all(arguments)),
            ExprKind::CallTask(id, arguments) => typed(&format!("call task {}", program.task(*id).header.qualified()), self.all(arguments)),
            ExprKind::Builtin(op, arguments) => typed(&format!("{op:?}"), self.all(arguments)),
            ExprKind::Closure(closure) => {
                let params = node("params", closure.params.iter().map(|param| self.pattern(param)));
                let head = format!("closure:{}", closure.result.display(program));
                node(head, [params, sequence("block", self.block(&closure.body))])
            }
            ExprKind::Unary(op, operand) => {
                let sign = match op {
                    UnaryOperand::NegInt | UnaryOperand::NegFloat | UnaryOperand::NegDuration => "-",
                    UnaryOperand::Not => "not",
                };
                typed(sign, vec![self.expr(operand)])
            }
            ExprKind::Binary(op, operands, left, right) => {
                typed(&format!("{}{operands:?}", op.as_str()), vec![self.expr(left), self.expr(right)])
            }
            ExprKind::Widen(value) => typed("widen", vec![self.expr(value)]),
            ExprKind::If(condition, then, otherwise) => {
                let otherwise = otherwise.as_ref().map(|block| sequence("else", self.block(block)));
                let parts = [self.expr(condition), sequence("then", self.block(then))].into_iter().chain(otherwise);
                lines(format_args!("if:{ty}"), parts)
            }
            ExprKind::Match(subject, arms) => {
                let arms = arms.iter().map(|arm| self.arm(arm));
                lines(format_args!("match:{ty}"), [self.expr(subject)].into_iter().chain(arms))
            }
            ExprKind::Block(block) => sequence(format_args!("block:{ty}"), self.block(block)),
            ExprKind::Invalid => word(format_args!("invalid:{ty}")),
        }
    }

    fn comprehension(&self, it: &Comprehension) -> Vec<Tree> {
        let clauses = it.clauses.iter().map(|clause| match clause {
            Clause::For(pattern, iterable, kind) => node(format_args!("for {}", of(*kind)), [self.pattern(pattern), self.expr(iterable)]),
            Clause::If(condition) => node("if", [self.expr(condition)]),
        });
        it.key.iter().chain([&it.value]).map(|value| self.expr(value)).chain(clauses).collect()
    }

    fn arm(&self, arm: &Arm) -> Tree {
        let tests = arm.tests.iter().map(|test| match test {
            ArmTest::Always => word("_"),
            ArmTest::Equals(value) => node("equals", [constant::value(self.program, value)]),
            ArmTest::Is(variant) => node("is", [word(variant.display(self.program))]),
        });
        let binding = arm.binding.map(|id| node("binds", [self.declared(id)]));
        let guard = arm.guard.as_ref().map(|guard| node("if", [self.expr(guard)]));
        node("arm", tests.chain(binding).chain(guard).chain([sequence("=>", self.block(&arm.body))]))
    }
}

fn of(kind: IterKind) -> &'static str {
    match kind {
        IterKind::List => "list",
        IterKind::Map => "map",
    }
}
