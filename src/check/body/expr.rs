//! Expressions: the way from what is written to the check that knows it, and what a value may become where a type is expected.

use std::sync::Arc;

use super::report::{self, Why};
use super::{Checker, Want};
use crate::check::assign::Solver;
use crate::check::context::Def;
use crate::check::ty::{Expr, Hole, Ty};
use crate::diagnostics::suggest;
use crate::program::builtins::BuiltinOp;
use crate::program::index::UseKind;
use crate::program::{Const, ExprKind};
use crate::source::{Name, Span};
use crate::syntax::ast::{self, ExprKind as Ast};

/// What makes a constant of text.
type OfText = fn(Arc<str>) -> Const;

impl Checker<'_> {
    /// Checks an expression whose value must fit `to`; a value that does not was reported.
    pub(super) fn check(&mut self, expr: &ast::Expr, to: &Ty, why: &Why<'_>) -> Expr {
        let checked = self.infer(expr, Want::Type(to, why));
        self.coerce(checked, to, why)
    }

    /// The value where a `to` is expected; one that does not fit is reported.
    pub(super) fn coerce(&mut self, expr: Expr, to: &Ty, why: &Why<'_>) -> Expr {
        match self.adapt(expr, to) {
            Ok(expr) => expr,
            Err(expr) => {
                self.mismatch(&expr, to, why);
                Expr { ty: Ty::Hole(Hole::Invalid), ..expr }
            }
        }
    }

    /// The value as a `to`, if it fits or is an integer literal where a `float` is expected.
    pub(super) fn adapt(&mut self, expr: Expr, to: &Ty) -> Result<Expr, Expr> {
        if self.infer.fits(&expr.ty, to) {
            return Ok(expr);
        }
        match expr.kind {
            // A `const` of text is a string constant as a literal is.
            ExprKind::Global(id) if expr.ty == Ty::Str => match (self.cx.program.const_(id).value.clone(), self.located(to)) {
                (Some(Const::Str(text)), Some((make, ty))) => Ok(Expr { kind: ExprKind::Const(make(text)), ty, span: expr.span }),
                _ => Err(expr),
            },
            ExprKind::Const(Const::Int(value)) if self.infer.shallow(to).variants().contains(&Ty::Float) => {
                Ok(Expr { kind: ExprKind::Const(Const::Float(value as f64)), ty: Ty::Float, span: expr.span })
            }
            _ => Err(expr),
        }
    }

    /// The file, folder or table among the variants of a type, and what makes one of text.
    fn located(&self, to: &Ty) -> Option<(OfText, Ty)> {
        self.infer.shallow(to).variants().iter().find_map(|ty| match ty {
            Ty::File(_) => Some((Const::File as OfText, ty.clone())),
            Ty::Dir(_) => Some((Const::Dir as OfText, ty.clone())),
            Ty::Table(_) => Some((Const::Table as OfText, ty.clone())),
            _ => None,
        })
    }

    /// Checks an expression. The wanted type guides inference; only [`check`](Self::check) makes sure that the value fits it.
    pub(super) fn infer(&mut self, expr: &ast::Expr, want: Want<'_>) -> Expr {
        let span = expr.span;
        match expr.kind() {
            Ast::Int(value) => self.int_literal(*value, span, want),
            Ast::Float(value) => self.scalar(Const::Float(*value), Ty::Float, span, want),
            Ast::Str(text) => self.str_literal(text, span, want),
            Ast::Duration(micros) => self.scalar(Const::Duration(*micros), Ty::Duration, span, want),
            Ast::Bool(value) => self.scalar(Const::Bool(*value), Ty::Bool, span, want),
            Ast::Error => {
                self.incomplete = true;
                self.cx.index.skip();
                self.reported(span)
            }
            Ast::None => self.none_literal(span, want),
            Ast::FString(parts) => self.fstring(parts, span),
            Ast::Name(name) => self.name(name, span, expr.unparenthesized().span, want),
            Ast::List(elements) => self.list(elements, span, want),
            Ast::Map(entries) => self.map(entries, span, want),
            Ast::ListComprehension(comprehension) => self.comprehension(comprehension, span, want),
            Ast::MapComprehension(comprehension) => self.comprehension(comprehension, span, want),
            Ast::Tuple(members) => self.tuple(members, span, want),
            Ast::NamedTuple(members) => self.named_tuple(members, span, want),
            Ast::Struct { name, fields } => self.struct_literal(name, fields, span),
            Ast::Field { base, name } => self.field(base, name, span),
            Ast::Index { base, index } => self.index(base, index, span),
            Ast::Slice { base, start, end } => self.slice(base, start.as_deref(), end.as_deref(), span),
            Ast::Call { callee, args } => self.call(callee, args, span, want),
            Ast::MapNode(node) => {
                self.report(report::call::map_in_code(node.keyword, &node.callee.name));
                self.reported(span)
            }
            Ast::Launch { .. } => {
                self.report(report::call::launch_in_code(span));
                self.reported(span)
            }
            Ast::Paren(inner) => self.infer(inner, want),
            Ast::Unary { op, operand } => self.unary(*op, operand, span),
            Ast::Binary { op, op_span, left, right } => self.binary(*op, *op_span, left, right, span, want),
            Ast::If(branch) => self.if_expr(branch, span, want),
            Ast::Match(branch) => self.match_expr(branch, span, want),
            Ast::Closure(closure) => {
                self.misplaced_closure(closure, span);
                self.reported(span)
            }
        }
    }

    /// A name as a value, which is written `at` a place, perhaps within parentheses.
    fn name(&mut self, name: &Name, span: Span, at: Span, want: Want<'_>) -> Expr {
        if let Some(id) = self.local(name) {
            self.cx.index.used(at, self.info(id).span, UseKind::Read);
            return self.use_local(id, span);
        }
        let Some(entry) = self.cx.lookup(name) else {
            if let Some(meant) = self.foreign_word(name, span, want) {
                return meant;
            }
            self.unknown_name(name, span);
            return self.reported(span);
        };
        self.cx.index.used(at, entry.span, UseKind::Read);
        let variant = match &entry.def {
            Def::Const(id) => {
                let ty = self.infer.lift(&self.cx.program.const_(*id).ty);
                return Expr { kind: ExprKind::Global(*id), ty, span };
            }
            Def::Reported => return self.reported(span),
            Def::Enum(id) => self.cx.program.enum_(*id).variants.first().map(|first| first.name.as_str()),
            Def::Struct(_) | Def::Alias(_) | Def::Fn(_) | Def::Task(_) | Def::Workflow(_) => None,
        };
        self.report(report::name::not_a_value(name, span, entry, variant));
        self.reported(span)
    }

    /// Whether a name has no meaning here.
    pub(super) fn is_undeclared(&self, name: &str) -> bool {
        self.local(name).is_none() && self.cx.lookup(name).is_none()
    }

    /// A name that nothing declares.
    pub(super) fn unknown_name(&mut self, name: &Name, span: Span) {
        if self.ended_variable(name, span) {
            return;
        }
        if self.constant
            && let Some(declared) = self.cx.parameter_around(name, span)
        {
            return self.report(report::name::parameter_of_constant(name, span, declared));
        }
        let known = self.names.iter().filter(|(_, stack)| !stack.is_empty()).map(|(known, _)| known.as_str());
        let near = suggest::nearest_of_set(name, known).or_else(|| self.cx.nearest(name, |def| matches!(def, Def::Const(_))));
        self.report(report::name::unknown(name, span, near, self.constant));
    }

    /// The call of a builtin that a construct abbreviates.
    pub(super) fn builtin_expr(&self, op: BuiltinOp, args: Vec<Expr>, ty: Ty, span: Span) -> Expr {
        Expr { kind: ExprKind::Builtin(op, args), ty, span }
    }
}
