//! Values that statements compute and drop, where nothing else comes of them.
//!
//! Whether a call does anything else depends on the code that it calls, so this is checked once all bodies are known. It needs to know no more than typed code
//! says: a statement of the kind [`StmtKind::Expr`] is one whose value nothing takes.

use std::sync::OnceLock;

use super::report::dropped::{self as report, Valueless, WayOut};
use crate::diagnostics::{Diagnostic, Severity};
use crate::parallel;
use crate::program::builtins::{BuiltinOp, ListOp};
use crate::program::call_graph::CodeRef;
use crate::program::effects::{Acting, has_effect};
use crate::program::ty::castable;
use crate::program::visit::{Visit, parts};
use crate::program::{BinaryOp, Block, Body, Closure, Const, Expr, ExprKind, LocalId, LocalPattern, Program, Stmt, StmtKind, Type};
use crate::source::{SourceMap, Span};

/// The values that are dropped. A statement with one of the errors in `reported` may do more than is known.
pub(super) fn check(sources: &SourceMap, program: &Program, reported: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut errors: Vec<Span> = reported.iter().filter(|found| found.severity == Severity::Error).filter_map(Diagnostic::span).collect();
    errors.sort_unstable();
    let errors = errors.as_slice();
    let acting = OnceLock::new();
    let all: Vec<CodeRef> = program.all_code().collect();
    let found = parallel::map(&all, |code| {
        let Some(body) = code.body(program) else { return Vec::new() };
        let result = match code {
            CodeRef::Fn(id) => program.fn_(*id).result.clone(),
            CodeRef::Task(id) => program.task(*id).interface.result(),
        };
        let around = Around { result: &result, own_from: LocalId(0), last: None };
        let mut search = Search { sources, program, errors, acting: &acting, body, around, taken: Vec::new(), found: Vec::new() };
        search.block(&body.block);
        search.found
    });
    found.into_iter().flatten().collect()
}

/// The code around a statement.
#[derive(Clone, Copy)]
struct Around<'p> {
    /// The type of what `return` gives.
    result: &'p Type,
    /// The first variable of the closure, or of the body: those before are fixed here.
    own_from: LocalId,
    /// The last statement of a block that never has a value, and what the block belongs to.
    last: Option<(Span, Valueless)>,
}

struct Search<'p> {
    sources: &'p SourceMap,
    program: &'p Program,
    /// The places of errors, in order.
    errors: &'p [Span],
    acting: &'p OnceLock<Acting>,
    body: &'p Body,
    around: Around<'p>,
    /// Statements that a finding was made of already.
    taken: Vec<Span>,
    found: Vec<Diagnostic>,
}

impl<'p> Visit<'p> for Search<'p> {
    fn stmt(&mut self, stmt: &'p Stmt) {
        if let StmtKind::Expr(value) = &stmt.kind {
            let ends = branch_ends(value);
            self.branch(value, &ends);
            if self.is_dropped(value) && !self.taken.contains(&stmt.span) && !self.has_error(stmt.span) {
                let finding = self.finding(stmt.span, value);
                self.found.push(finding);
            }
        }
        let around = self.around;
        self.around.last = match &stmt.kind {
            StmtKind::For { body, .. } | StmtKind::While(_, body) => body.stmts.last().map(|last| (last.span, Valueless::Loop)),
            _ => None,
        };
        parts::stmt(self, stmt);
        self.around = around;
    }

    fn expr(&mut self, expr: &'p Expr) {
        let around = self.around;
        match &expr.kind {
            // That it has no value was reported of the `if`.
            ExprKind::If(..) if self.has_error(Span { end: expr.span.start + 1, ..expr.span }) && without_else(expr).is_some() => {
                let last = without_else(expr).and_then(|then| then.stmts.last());
                self.taken.extend(last.map(|last| last.span));
            }
            ExprKind::Closure(closure) => {
                self.around = Around { result: &closure.result, own_from: first_local(closure), last: None };
            }
            ExprKind::If(_, then, None) => self.around.last = then.stmts.last().map(|last| (last.span, Valueless::If)),
            _ => {}
        }
        parts::expr(self, expr);
        self.around = around;
    }
}

/// The block of the `if` at the end of a chain that has no `else`.
fn without_else(mut expr: &Expr) -> Option<&Block> {
    loop {
        let ExprKind::If(_, then, otherwise) = &expr.kind else { return None };
        match otherwise {
            None => return Some(then),
            Some(block) => expr = block.value.as_deref()?,
        }
    }
}

impl<'p> Search<'p> {
    /// Reports the values of all branches of an `if` or `match` together.
    fn branch(&mut self, branch: &'p Expr, ends: &[&'p Stmt]) {
        let dropped =
            |stmt: &&&Stmt| matches!(&stmt.kind, StmtKind::Expr(value) if self.is_dropped(value) && !self.taken.contains(&stmt.span));
        let spans: Vec<Span> = ends.iter().filter(dropped).map(|stmt| stmt.span).collect();
        if spans.len() < ends.len() {
            // Beside branches that do something, a constant says that there is nothing to do.
            let idle = ends.iter().filter(|stmt| spans.contains(&stmt.span) && is_constant(stmt));
            for stmt in idle.filter(|_| matches!(branch.kind, ExprKind::Match(..))) {
                self.taken.push(stmt.span);
                self.found.push(report::nothing_to_do(stmt.span));
            }
            return;
        }
        if spans.len() < 2 {
            return;
        }
        let (head, word) = match &branch.kind {
            ExprKind::Match(subject, _) => (subject, "match"),
            ExprKind::If(condition, ..) => (condition, "if"),
            _ => return,
        };
        let returned = ends.iter().all(|stmt| matches!(&stmt.kind, StmtKind::Expr(value) if self.is_returnable(value)));
        let head = branch.span.head().to(head.span);
        self.found.push(report::branches((word, self.quote(head).unwrap_or(word)), head, &spans, returned));
        self.taken.extend(spans);
    }

    /// Whether the value of a statement is dropped, and nothing else comes of it.
    fn is_dropped(&self, value: &Expr) -> bool {
        if matches!(value.ty, Type::Unit | Type::Never) || value.ty.is_invalid() {
            return false;
        }
        // What follows from a mistake, such as a place of an assignment that is not known, is not reported again.
        let mut is_known = true;
        value.walk(&mut |part| is_known &= !matches!(part.kind, ExprKind::Invalid) && !part.ty.is_invalid());
        if !is_known {
            return false;
        }
        let acting = || self.acting.get_or_init(|| Acting::of(self.program));
        match &value.kind {
            ExprKind::Invalid => false,
            ExprKind::Const(_) | ExprKind::Global(_) | ExprKind::Local(_) => true,
            ExprKind::CallFn(..)
            | ExprKind::CallTask(..)
            | ExprKind::Builtin(..)
            | ExprKind::Comprehension(_)
            | ExprKind::If(..)
            | ExprKind::Match(..)
            | ExprKind::Block(_)
            | ExprKind::Binary(BinaryOp::And | BinaryOp::Or | BinaryOp::Coalesce, ..) => !has_effect(value, &acting),
            // What is made of the values of calls is dropped, whatever the calls do.
            ExprKind::Join(_)
            | ExprKind::List(_)
            | ExprKind::Map(_)
            | ExprKind::Tuple(_)
            | ExprKind::Struct(..)
            | ExprKind::Field(..)
            | ExprKind::Member(..)
            | ExprKind::Index(..)
            | ExprKind::Slice(..)
            | ExprKind::Closure(_)
            | ExprKind::Unary(..)
            | ExprKind::Binary(..)
            | ExprKind::Widen(_) => !has_invalid(value),
        }
    }

    fn has_error(&self, statement: Span) -> bool {
        let next = self.errors.partition_point(|error| *error < statement.head());
        self.errors.get(next).is_some_and(|error| error.file == statement.file && error.start < statement.end)
    }

    fn finding(&self, statement: Span, value: &Expr) -> Diagnostic {
        let text = self.quote(statement);
        let last = self.around.last.filter(|(last, _)| *last == statement).map(|(_, of)| of);
        let changed = first_operand(value).filter(|first| self.is_assignable(first, &value.ty)).and_then(|first| self.quote(first.span));
        let returned = last == Some(Valueless::If) && self.is_returnable(value);
        let way_out = match &value.kind {
            ExprKind::Binary(BinaryOp::Eq, _, left, _) => WayOut::Compared(self.quote(left.span)),
            ExprKind::Builtin(BuiltinOp::List(ListOp::RemoveAt), args)
                if matches!(&value.ty, Type::List(element) if **element == Type::Int)
                    && let (Some(place), Some(text), Some(value)) = (changed, text, args.get(1).and_then(|at| self.quote(at.span))) =>
            {
                WayOut::Remove { place, text, value }
            }
            _ if let Some(place) = changed => WayOut::Assign { place, text, returned },
            _ if returned => WayOut::Return(text),
            ExprKind::Const(Const::Str(text)) if last.is_none() && self.is_literal_text(value.span) && self.is_alone(statement) => {
                WayOut::Comment(text)
            }
            _ if value.ty == Type::Bool
                && let Some(text) = text =>
            {
                WayOut::Require(text)
            }
            _ if let Some(of) = last => WayOut::Keep(of),
            _ => match (self.unchanged(value), text) {
                (Some(place), Some(text)) if first_operand(value).is_some_and(|first| first.ty == value.ty) => {
                    self.ended(statement, place, text)
                }
                (unchanged, text) => WayOut::Bind { unchanged, text },
            },
        };
        report::unused_value(statement, &way_out)
    }

    /// What is meant where the next line is the last of its block and ends with the unchanged value.
    fn ended(&self, statement: Span, place: &'p str, text: &'p str) -> WayOut<'p> {
        let rest = self.sources.file(statement.file).text.get(statement.end as usize..).unwrap_or_default();
        let next = rest.trim_start();
        let (word, after) = match next.strip_prefix("return ") {
            Some(after) => ("return ", after),
            None => ("", next),
        };
        let ends = after.strip_prefix(place).is_some_and(|after| after.trim_start().starts_with('}'));
        if !ends || !rest.starts_with(['\n', '\r']) {
            return WayOut::Bind { unchanged: Some(place), text: Some(text) };
        }
        let end = statement.end + (rest.len() - after.len() + place.len()) as u32;
        WayOut::End { place, code: format!("{word}{text}"), both: Span { end, ..statement } }
    }

    /// The name that a call leaves as it is, where one might expect that the call changes what it names.
    fn unchanged(&self, value: &Expr) -> Option<&'p str> {
        let ExprKind::Builtin(_, args) = &value.kind else { return None };
        let first = args.first().filter(|first| is_place(first) && matches!(first.ty, Type::List(_) | Type::Map(_) | Type::Str))?;
        self.quote(first.span)
    }

    /// Whether a value of type `ty` can be assigned to what an expression reads.
    fn is_assignable(&self, place: &Expr, ty: &Type) -> bool {
        let root = root(place).filter(|root| *root >= self.around.own_from);
        let mutable = root.and_then(|root| self.body.locals.get(root.0 as usize)).is_some_and(|local| local.mutable);
        mutable && place.ty == *ty
    }

    fn is_returnable(&self, value: &Expr) -> bool {
        *self.around.result != Type::Unit && castable(&value.ty, self.around.result)
    }

    /// Whether a string is written there, and not the name of one.
    fn is_literal_text(&self, span: Span) -> bool {
        self.sources.text(span).ends_with('"')
    }

    /// Whether a statement has its lines for itself.
    fn is_alone(&self, statement: Span) -> bool {
        let text = &self.sources.file(statement.file).text;
        let before = text[..statement.start as usize].rsplit('\n').next().unwrap_or_default();
        let after = text[statement.end as usize..].split('\n').next().unwrap_or_default();
        before.trim().is_empty() && after.trim().is_empty()
    }

    fn quote(&self, span: Span) -> Option<&'p str> {
        let text = self.sources.text(span);
        (text.len() <= 60 && !text.contains('\n')).then_some(text)
    }
}

/// The last statements of the branches of an expression whose value is dropped.
fn branch_ends(branch: &Expr) -> Vec<&Stmt> {
    match &branch.kind {
        ExprKind::Match(_, arms) => arms.iter().filter_map(|arm| arm.body.stmts.last()).collect(),
        ExprKind::If(_, then, Some(other)) => {
            let mut ends: Vec<&Stmt> = then.stmts.last().into_iter().collect();
            match other.stmts.as_slice() {
                [Stmt { kind: StmtKind::Expr(next), .. }] if matches!(next.kind, ExprKind::If(..)) => ends.extend(branch_ends(next)),
                stmts => ends.extend(stmts.last()),
            }
            ends
        }
        _ => Vec::new(),
    }
}

fn is_constant(stmt: &Stmt) -> bool {
    matches!(&stmt.kind, StmtKind::Expr(Expr { kind: ExprKind::Const(_), .. }))
}

/// The operand that one may expect to be changed.
fn first_operand(value: &Expr) -> Option<&Expr> {
    match &value.kind {
        ExprKind::Builtin(_, args) | ExprKind::CallFn(_, args) | ExprKind::CallTask(_, args) => args.first(),
        ExprKind::Binary(_, _, left, _) => Some(left),
        _ => None,
    }
}

fn is_place(expr: &Expr) -> bool {
    root(expr).is_some()
}

/// The variable that a place is a part of.
fn root(place: &Expr) -> Option<LocalId> {
    match &place.kind {
        ExprKind::Local(id) => Some(*id),
        ExprKind::Field(base, _) | ExprKind::Index(base, ..) => root(base),
        _ => None,
    }
}

/// The first variable of a closure; without parameters it is taken to have none.
fn first_local(closure: &Closure) -> LocalId {
    fn least(pattern: &LocalPattern) -> Option<LocalId> {
        match pattern {
            LocalPattern::Ignore => None,
            LocalPattern::Local(id) => Some(*id),
            LocalPattern::Tuple(members) => members.iter().filter_map(least).min(),
        }
    }
    closure.params.iter().filter_map(least).min().unwrap_or(LocalId(u32::MAX))
}

fn has_invalid(value: &Expr) -> bool {
    let mut found = false;
    value.walk(&mut |expr| found |= matches!(expr.kind, ExprKind::Invalid));
    found
}
