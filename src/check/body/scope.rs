//! Variables: declaration, lookup and captures.

use super::Checker;
use super::report::statement;
use crate::check::assign::Solver;
use crate::check::extent;
use crate::check::report::sizes;
use crate::check::ty::{Expr, Hole, Local, Ty};
use crate::program::{ExprKind, LocalId, TaskId};
use crate::source::{Name, Span};
use crate::syntax::ast::Ident;
use crate::syntax::ast::uses::VariableKind;

/// How a variable came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// A parameter of the task or `fn`.
    Param,
    /// `let`, `var`
    Let,
    /// A member of the tuple that a `let` splits.
    Member,
    /// Named by `for`, a comprehension, a closure's parameter or an arm of `match`.
    Pattern,
}

impl Origin {
    /// How the syntax tree declares it.
    fn kind(self) -> VariableKind {
        match self {
            Origin::Param => VariableKind::Param,
            Origin::Let => VariableKind::Let,
            Origin::Member => VariableKind::LetMember,
            Origin::Pattern => VariableKind::Inner,
        }
    }
}

/// What the checker knows of a variable besides its type.
#[derive(Clone, Debug)]
pub(super) struct Info {
    /// Where its name is declared.
    pub(super) span: Span,
    /// The statement that declares it, for `let` and `var`.
    pub(super) stmt: Option<Span>,
    /// How it came to be.
    pub(super) origin: Origin,
    /// How many closures are around its declaration.
    pub(super) depth: usize,
    /// How many scopes are around its declaration.
    scope: usize,
    /// The use in a closure that fixed it.
    pub(super) captured: Option<Span>,
    /// The task whose several outputs it holds.
    pub(super) outputs: Option<TaskId>,
    /// What a `let` or `var` of one name says of its type.
    pub(super) initial: Option<Initial>,
}

/// What a declaration with a value says of the type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Initial {
    /// The written type.
    pub(super) ty: Option<Span>,
    pub(super) value: Span,
    /// The operands, if the value is a `/` of two `int`s.
    pub(super) division: Option<(Span, Span)>,
}

impl Info {
    pub(super) fn param(span: Span) -> Self {
        Self { span, stmt: None, origin: Origin::Param, depth: 0, scope: 0, captured: None, outputs: None, initial: None }
    }

    pub(super) fn pattern(span: Span) -> Self {
        Self { origin: Origin::Pattern, ..Self::param(span) }
    }

    pub(super) fn statement(span: Span, stmt: Span) -> Self {
        Self { origin: Origin::Let, stmt: Some(stmt), ..Self::param(span) }
    }

    pub(super) fn member(span: Span, stmt: Span) -> Self {
        Self { origin: Origin::Member, ..Self::statement(span, stmt) }
    }
}

impl Checker<'_> {
    pub(super) fn push_scope(&mut self) {
        self.scopes.push(Vec::new());
    }

    pub(super) fn pop_scope(&mut self) {
        for name in self.scopes.pop().unwrap_or_default() {
            if let Some(stack) = self.names.get_mut(&name) {
                stack.pop();
            }
        }
    }

    /// Declares a variable in the innermost scope.
    pub(super) fn declare_local(&mut self, name: &Name, ty: Ty, mutable: bool, info: Info) -> LocalId {
        let ty = self.bounded(&format!("`{name}`"), ty, info.span);
        let id = LocalId(self.locals.len() as u32);
        self.locals.push(Local { name: name.clone(), ty, mutable });
        self.infos.push(Info { depth: self.frames.len(), scope: self.scopes.len(), ..info });
        self.names.entry(name.clone()).or_default().push(id);
        if let Some(scope) = self.scopes.last_mut() {
            scope.push(name.clone());
        }
        id
    }

    /// A type, unless it is too large: each line of a body can double the one before.
    pub(super) fn bounded(&mut self, what: &str, ty: Ty, span: Span) -> Ty {
        match extent::of_inferred(&ty, &|ty| self.infer.shallow(ty)) {
            None => ty,
            Some(excess) => {
                // What is built of it grows beyond the bounds once more.
                let found = sizes::inferred_type(what, &excess, span);
                if self.diagnostics.iter().all(|earlier| earlier.code.id != found.code.id) {
                    self.report(found);
                }
                Ty::Hole(Hole::Invalid)
            }
        }
    }

    /// Declares a variable under a name as written; the same name twice in one scope is reported.
    pub(super) fn declare(&mut self, ident: &Ident, ty: Ty, mutable: bool, info: Info) -> LocalId {
        if let Some(earlier) = self.local(&ident.name)
            && self.info(earlier).scope == self.scopes.len()
        {
            let first = self.info(earlier).span;
            self.report(statement::declared_twice(ident, first, info.origin));
        }
        let kind = info.origin.kind();
        let id = self.declare_local(&ident.name, ty, mutable, info);
        self.cx.index.variable(ident.span, kind, id);
        id
    }

    /// The variable with that name.
    pub(super) fn local(&self, name: &str) -> Option<LocalId> {
        self.names.get(name).and_then(|stack| stack.last()).copied()
    }

    pub(super) fn info(&self, id: LocalId) -> &Info {
        &self.infos[id.0 as usize]
    }

    pub(super) fn info_mut(&mut self, id: LocalId) -> &mut Info {
        &mut self.infos[id.0 as usize]
    }

    pub(super) fn local_def(&self, id: LocalId) -> &Local {
        &self.locals[id.0 as usize]
    }

    /// Whether the variable belongs to something around the innermost closure.
    pub(super) fn is_outer(&self, id: LocalId) -> bool {
        self.info(id).depth < self.frames.len() && self.frames.last().is_some_and(|frame| frame.closure.is_some())
    }

    /// A variable as an expression, with what the conditions around say of its type.
    pub(super) fn use_local(&mut self, id: LocalId, span: Span) -> Expr {
        if self.local_def(id).mutable && self.is_outer(id) {
            self.info_mut(id).captured.get_or_insert(span);
        }
        let ty = self.fact(id).unwrap_or(&self.local_def(id).ty).clone();
        Expr { kind: ExprKind::Local(id), ty, span }
    }
}
