//! Blocks and `if`: what they give, and what holds in them.

use super::facts::Facts;
use super::report::{self, Why};
use super::{Checker, Want};
use crate::check::assign::Solver;
use crate::check::ty::{Block, Expr, Hole, Stmt, StmtKind, Ty};
use crate::program::index::UseKind;
use crate::program::{Const, ExprKind};
use crate::source::{Name, Span};
use crate::syntax::ast::{self, IfExpr};

impl Checker<'_> {
    /// A block in a scope of its own, and its type.
    pub(super) fn block(&mut self, block: &ast::Block, want: Want<'_>) -> (Block, Ty) {
        self.push_scope();
        let facts = self.facts.len();
        let checked = self.statements(block, want);
        self.facts.truncate(facts);
        self.pop_scope();
        checked
    }

    fn statements(&mut self, block: &ast::Block, want: Want<'_>) -> (Block, Ty) {
        let mut stmts = Vec::with_capacity(block.stmts.len());
        let mut value = None;
        let mut diverged = false;
        for (index, stmt) in block.stmts.iter().enumerate() {
            let last = index + 1 == block.stmts.len();
            match &stmt.kind {
                ast::StmtKind::Expr { value: expr, tail } if last && !matches!(want, Want::Nothing) => {
                    self.stray_tail(tail);
                    value = Some(Box::new(self.wanted_value(expr, want)));
                }
                _ => {
                    let (stmt, never) = self.statement(stmt);
                    diverged |= never;
                    stmts.push(stmt);
                }
            }
        }
        let ty = match (&value, diverged) {
            (_, true) => Ty::Never,
            (Some(value), false) => value.ty.clone(),
            (None, false) => Ty::Unit,
        };
        if let (Want::Type(to, why), Ty::Unit, None) = (want, &ty, &value) {
            self.missing_value(block, to, why);
            return (Block { stmts, value: None }, Ty::Hole(Hole::Invalid));
        }
        (Block { stmts, value }, ty)
    }

    fn wanted_value(&mut self, expr: &ast::Expr, want: Want<'_>) -> Expr {
        match want {
            Want::Type(to, why) => self.check(expr, to, why),
            _ => self.infer(expr, want),
        }
    }

    /// A block that ends without the value that is wanted of it.
    fn missing_value(&mut self, block: &ast::Block, to: &Ty, why: &Why<'_>) {
        if matches!(self.infer.shallow(to), Ty::Unit | Ty::Hole(_)) {
            return;
        }
        let shown = self.show(to);
        let named = block.stmts.last().and_then(|last| Some((self.named_last(last)?, self.indent_of(last.span))));
        self.report(report::value::block_without_value(block, &shown, why, named));
    }

    /// The variables, as written, that the last statement of a block gives their values. That they are not read is the same mistake.
    fn named_last(&mut self, last: &ast::Stmt) -> Option<String> {
        let (names, span) = match &last.kind {
            ast::StmtKind::Let { pattern, .. } => (pattern_names(pattern), pattern.span()),
            ast::StmtKind::Assign { target, .. } => match target.kind() {
                ast::ExprKind::Name(name) => (vec![name], target.span),
                _ => return None,
            },
            _ => return None,
        };
        for name in names {
            let id = self.local(name)?;
            self.cx.index.used(last.span, self.info(id).span, UseKind::Read);
        }
        self.quote(span).filter(|text| !text.contains('_') || text.chars().all(|char| char != '(')).map(str::to_owned)
    }

    /// The value of a block whose type was found out, as a `to`.
    pub(super) fn settle_block(&mut self, mut block: Block, ty: Ty, to: &Ty, why: &Why<'_>, span: Span) -> (Block, Ty) {
        if let Some(value) = block.value.take() {
            let value = self.coerce(*value, to, why);
            let ty = if ty == Ty::Never { Ty::Never } else { value.ty.clone() };
            block.value = Some(Box::new(value));
            return (block, ty);
        }
        let stand_in = Expr { ty: ty.clone(), ..self.reported(span) };
        let settled = self.coerce(stand_in, to, why);
        (block, settled.ty)
    }

    pub(super) fn if_expr(&mut self, branch: &IfExpr, span: Span, want: Want<'_>) -> Expr {
        self.if_arms(&branch.arms, branch, span, want)
    }

    fn if_arms(&mut self, arms: &[(ast::Expr, ast::Block)], branch: &IfExpr, span: Span, want: Want<'_>) -> Expr {
        let Some(((condition, then), rest)) = arms.split_first() else { return self.reported(span) };
        let condition = self.check(condition, &Ty::Bool, &Why::Condition("a condition"));
        let (holds, fails) = (self.facts_of(&condition, true), self.facts_of(&condition, false));
        let has_else = !rest.is_empty() || branch.otherwise.is_some();
        let told = !has_else && self.without_else(branch, want);
        let want = if has_else { want } else { Want::Nothing };
        let mut branches = self.branches(span);
        let (mut then_block, then_ty) = self.with_facts(holds, |this| this.block(then, want));
        self.branch_ends(&mut branches, &then_ty);
        if !has_else {
            self.join_branches(branches);
            let ty = if told { Ty::Hole(Hole::Invalid) } else { Ty::Unit };
            self.after_if(&then_ty, fails);
            return Expr { kind: ExprKind::If(Box::new(condition), then_block, None), ty, span };
        }
        let (mut other_block, other_ty) = self.with_facts(fails, |this| match (rest, &branch.otherwise) {
            ([], Some(otherwise)) => this.block(otherwise, want),
            _ => {
                let rest_span = rest.first().map_or(span, |(condition, _)| condition.span).to(span.tail());
                let nested = this.if_arms(rest, branch, rest_span, want);
                let ty = nested.ty.clone();
                if matches!(want, Want::Nothing) {
                    let stmt = Stmt { kind: StmtKind::Expr(nested), span: rest_span };
                    (Block { stmts: vec![stmt], value: None }, ty)
                } else {
                    (Block { stmts: Vec::new(), value: Some(Box::new(nested)) }, ty)
                }
            }
        });
        self.branch_ends(&mut branches, &other_ty);
        self.join_branches(branches);
        let ends = [then.span, branch.otherwise.as_ref().map_or(span, |block| block.span)];
        let ty =
            self.arms_type(&mut [(&mut then_block, then_ty, ends[0]), (&mut other_block, other_ty, ends[1])], want, "the other branch");
        Expr { kind: ExprKind::If(Box::new(condition), then_block, Some(other_block)), ty, span }
    }

    /// Facts that hold after an `if` whose block never ends normally.
    fn after_if(&mut self, then: &Ty, fails: Facts) {
        if *then == Ty::Never {
            self.facts.extend(fails);
        }
    }

    /// Reports an `if` without `else` where a value is wanted, which it does not give.
    fn without_else(&mut self, branch: &IfExpr, want: Want<'_>) -> bool {
        if let Want::Type(to, why) = want
            && !matches!(self.infer.shallow(to), Ty::Unit | Ty::Hole(_))
        {
            let shown = self.show(to);
            self.report(report::value::if_without_else(branch.keyword, &shown, why));
            return true;
        }
        false
    }

    /// The common type of the arms of a branch.
    pub(super) fn arms_type(&mut self, arms: &mut [(&mut Block, Ty, Span)], want: Want<'_>, what: &'static str) -> Ty {
        if arms.iter().all(|(_, ty, _)| *ty == Ty::Never) {
            return Ty::Never;
        }
        match want {
            Want::Nothing => return Ty::Unit,
            Want::Type(to, _) => {
                if arms.iter().any(|(_, ty, _)| *ty == Ty::Hole(Hole::Invalid)) {
                    return Ty::Hole(Hole::Invalid);
                }
                // Where an optional is accepted but no arm is `none`, the type is not optional: `x ?? (if … )` removes `none`.
                let values = arms.iter().all(|(_, ty, _)| self.is_never_none(ty));
                return if values { self.infer.shallow(to).without_none() } else { to.clone() };
            }
            Want::Any | Want::Hint(_) => {}
        }
        let mut common: Option<(Ty, Span)> = None;
        for index in 0..arms.len() {
            let (ty, at) = (arms[index].1.clone(), value_span(arms[index].0).unwrap_or(arms[index].2));
            if ty == Ty::Never {
                continue;
            }
            let Some((before, first)) = common.clone() else {
                common = Some((ty, at));
                continue;
            };
            if let Some(joined) = self.join_types(&before, &ty) {
                common = Some((joined, first));
            } else if self.join_literals(arms, &before, &ty) {
                common = Some((Ty::Float, first));
            } else if before == Ty::Unit {
                self.nothing(first, Some((&ty, &Why::Arm { what, first: at })));
                return Ty::Hole(Hole::Invalid);
            } else {
                let kind = match arms[index].0.value.as_deref() {
                    Some(Expr { kind: ExprKind::Const(value), .. }) => ExprKind::Const(value.clone()),
                    _ => ExprKind::Invalid,
                };
                self.mismatch(&Expr { kind, ty, span: at }, &before, &Why::Arm { what, first });
                return Ty::Hole(Hole::Invalid);
            }
        }
        common.map_or(Ty::Never, |(ty, _)| ty)
    }

    /// Whether no value of a type is `none`, as far as it is known.
    fn is_never_none(&self, ty: &Ty) -> bool {
        match self.infer.shallow(ty) {
            Ty::Hole(Hole::Var(_)) => false,
            Ty::Union(members) => members.iter().all(|member| self.is_never_none(member)),
            ty => !ty.accepts_none(),
        }
    }

    /// `int` and `float` arms: all `int`s become `float`s if they are literals.
    fn join_literals(&self, arms: &mut [(&mut Block, Ty, Span)], a: &Ty, b: &Ty) -> bool {
        let numbers = matches!((a, b), (Ty::Int, Ty::Float) | (Ty::Float, Ty::Int));
        let literal = |block: &Block| matches!(block.value.as_deref(), Some(Expr { kind: ExprKind::Const(Const::Int(_)), .. }));
        if !numbers || !arms.iter().all(|(block, ty, _)| *ty != Ty::Int || literal(block)) {
            return false;
        }
        for (block, ty, _) in arms.iter_mut().filter(|(_, ty, _)| *ty == Ty::Int) {
            if let Some(value) = block.value.take() {
                block.value = Some(Box::new(super::operators::widen(*value, &Ty::Int)));
            }
            *ty = Ty::Float;
        }
        true
    }
}

fn pattern_names(pattern: &ast::Pattern) -> Vec<&Name> {
    match pattern {
        ast::Pattern::Wildcard(_) => Vec::new(),
        ast::Pattern::Name(name) => vec![&name.name],
        ast::Pattern::Tuple(members, _) => members.iter().flat_map(pattern_names).collect(),
    }
}

fn value_span(block: &Block) -> Option<Span> {
    block.value.as_ref().map(|value| value.span)
}
