//! Names that are assigned or read where no declaration of theirs reaches: the declaration that is missing, and where it belongs.
//!
//! Each such name is reported once, and is declared then, so that its other uses are not reported, too.

use super::Checker;
use super::place::Assignment;
use super::report::undeclared::{self, Before};
use super::scope::{Info, Origin};
use crate::check::ty::{Hole, Ty};
use crate::diagnostics::Edit;
use crate::program::index::UseKind;
use crate::source::{Name, Span};
use crate::syntax::ast::visit::{Visit, parts};
use crate::syntax::ast::{Block, Expr, ExprKind, Pattern, Stmt, StmtKind};

/// Where a body names something.
#[derive(Default)]
struct Places<'n> {
    name: &'n str,
    uses: Vec<Span>,
    assigned: usize,
    /// The blocks, each with its statements.
    blocks: Vec<(Span, Vec<Span>)>,
}

impl<'a> Visit<'a> for Places<'_> {
    fn block(&mut self, block: &'a Block) {
        self.blocks.push((block.span, block.stmts.iter().map(|stmt| stmt.span).collect()));
        parts::block(self, block);
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        if let StmtKind::Assign { target, .. } = &stmt.kind
            && base(target) == Some(self.name)
        {
            self.assigned += 1;
        }
        parts::stmt(self, stmt);
    }

    fn expr(&mut self, expr: &'a Expr) {
        if matches!(expr.kind(), ExprKind::Name(name) if name == self.name) {
            self.uses.push(expr.span);
        }
        parts::expr(self, expr);
    }
}

impl<'n> Places<'n> {
    fn of(name: &'n str, body: &Block) -> Self {
        let mut places = Places { name, ..Places::default() };
        places.block(body);
        places
    }

    /// The statement before which a declaration reaches all uses, if the block around `first` does not hold them all.
    fn outer_statement(&self, first: Span) -> Option<Span> {
        let holds = |block: &Span| self.uses.iter().all(|used| block.start <= used.start && used.end <= block.end);
        let around = |block: &Span| block.start <= first.start && first.end <= block.end;
        let (_, stmts) = self.blocks.iter().filter(|(block, _)| around(block) && holds(block)).min_by_key(|(block, _)| block.len())?;
        stmts.iter().copied().find(|stmt| around(stmt)).filter(|stmt| *stmt != first)
    }
}

/// An `if` each of whose branches ends with a declaration of the same name, and the edits that make the declarations one.
struct Branches<'n> {
    name: &'n str,
    declared: &'n [Span],
    edits: Option<Vec<Edit>>,
}

impl<'a> Visit<'a> for Branches<'_> {
    fn expr(&mut self, expr: &'a Expr) {
        if let ExprKind::If(branch) = expr.kind()
            && let Some(otherwise) = &branch.otherwise
        {
            let blocks = branch.arms.iter().map(|(_, block)| block).chain([otherwise]);
            let value_of = |block: &Block| match &block.stmts.last()?.kind {
                StmtKind::Let { pattern: Pattern::Name(ident), value, .. } if self.declared.contains(&ident.span) => {
                    Some(Edit { span: block.stmts.last()?.span.head().to(value.span.head()), text: String::new() })
                }
                _ => None,
            };
            let values: Option<Vec<Edit>> = blocks.map(value_of).collect();
            if let Some(values) = values.filter(|values| values.len() == self.declared.len()) {
                let first = Edit { span: branch.keyword.head(), text: format!("let {} = ", self.name) };
                self.edits = Some([first].into_iter().chain(values).collect());
            }
        }
        parts::expr(self, expr);
    }
}

fn base(target: &Expr) -> Option<&str> {
    match target.kind() {
        ExprKind::Name(name) => Some(name),
        ExprKind::Field { base: inner, .. } | ExprKind::Index { base: inner, .. } => base(inner),
        _ => None,
    }
}

impl Checker<'_> {
    /// `y = x + 1`, where nothing declares `y`: reports it, and declares it. The value was checked, and has a type.
    pub(super) fn assigned_undeclared(&mut self, of: &Assignment<'_>, name: &Name, ty: &Ty) {
        if self.ended_variable(name, of.target.span) {
            return;
        }
        let Some(code) = self.code else { return };
        let places = Places::of(name, code);
        let before = places.outer_statement(of.span).map(|stmt| self.before(stmt));
        let near = crate::diagnostics::suggest::nearest_of_set(
            name,
            self.names.iter().filter(|(_, ids)| ids.last().is_some_and(|id| self.local_def(*id).mutable)).map(|(known, _)| known.as_str()),
        );
        let value = self.quote(of.value.span).map(str::to_owned);
        let missing = undeclared::Missing {
            name,
            near,
            assignment: of.span,
            at: of.target.span,
            value: value.as_deref(),
            ty,
            is_changed: of.op.is_some(),
            is_assigned_again: places.assigned > 1,
            before: before.as_ref(),
        };
        let found = undeclared::assigned(&missing);
        self.report(found);
        self.declare_everywhere(name, of.target.span);
    }

    /// A name that was declared in a block that has ended: reports that, and declares it.
    pub(super) fn ended_variable(&mut self, name: &Name, at: Span) -> bool {
        let ended: Vec<usize> = (0..self.locals.len())
            .filter(|index| {
                self.locals[*index].name == *name && self.infos[*index].origin != Origin::Param && self.infos[*index].span.start < at.start
            })
            .collect();
        let (Some(last), Some(code)) = (ended.last().copied(), self.code) else { return false };
        let declared: Vec<Span> = ended.iter().map(|index| self.infos[*index].span).collect();
        for declaration in &declared {
            self.cx.index.used(at, *declaration, UseKind::Read);
        }
        let mut places = Places::of(name, code);
        places.uses.extend([at].into_iter().chain(declared.iter().copied()));
        let first = declared.first().copied().unwrap_or(at);
        let before = places.outer_statement(first).map(|stmt| self.before(stmt));
        let (info, local) = (&self.infos[last], &self.locals[last]);
        let value = info.initial.and_then(|initial| self.quote(initial.value));
        let ty = self.infer.zonk(&local.ty);
        let is_let = matches!(info.origin, Origin::Let | Origin::Member);
        let mut branches = Branches { name, declared: &declared, edits: None };
        branches.block(code);
        let value_of_if = branches.edits;
        let ended = undeclared::Ended { name, at, declared: &declared, is_let, value, ty: &ty, before: before.as_ref(), value_of_if };
        let found = undeclared::ended(ended);
        self.report(found);
        self.declare_everywhere(name, at);
        true
    }

    /// A statement, before which something is to be written.
    fn before(&self, stmt: Span) -> Before {
        let text = self.cx.sources.text(stmt);
        let word = text.split(|char: char| !char.is_ascii_alphabetic()).next().unwrap_or_default();
        Before { start: Span::new(stmt.file, stmt.start, stmt.start), word: word.to_owned(), indent: self.indent_of(stmt) }
    }

    /// What is before a statement in its line.
    pub(super) fn indent_of(&self, stmt: Span) -> Option<String> {
        let file = Span::new(stmt.file, 0, stmt.start);
        let line = self.cx.sources.text(file).rsplit('\n').next()?;
        line.chars().all(|char| char == ' ' || char == '\t').then(|| line.to_owned())
    }

    /// Declares a name for the rest of the body, with a type that fits everywhere.
    fn declare_everywhere(&mut self, name: &Name, span: Span) {
        self.infer.add_hole();
        let id = self.declare_local(name, Ty::Hole(Hole::Invalid), true, Info::pattern(span));
        if let Some(scope) = self.scopes.last_mut() {
            scope.pop();
        }
        if let Some(stack) = self.names.get_mut(name) {
            // Below the variables of inner blocks, which hide it, and for as long as the body lasts.
            stack.pop();
            stack.insert(0, id);
        }
        if let Some(scope) = self.scopes.first_mut() {
            scope.push(name.clone());
        }
    }
}
