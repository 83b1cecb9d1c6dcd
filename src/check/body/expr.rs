//! Expressions: the way from what is written to the check that knows it, and what a value may become where a type is expected.

use std::sync::Arc;

use super::report::Why;
use super::{Checker, Want};
use crate::check::assign::Solver;
use crate::check::context::Def;
use crate::check::ty::{Expr, Hole, Ty};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::names::UNKNOWN_NAME;
use crate::diagnostics::codes::types::{CLOSURE_MISPLACED, NODE_IN_CODE, NOT_A_VALUE};
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

    /// Checks an expression. What is wanted flows into it; that its value fits is only certain behind [`check`](Self::check).
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
            Ast::Name(name) => self.name(name, span, expr.unparenthesized().span),
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
                self.node_in_code(node.keyword, span, "`map` makes a node, which is only possible in a workflow", &map_help(node))
            }
            Ast::Launch { .. } => self.node_in_code(
                span,
                span,
                "`launch` makes a node, which is only possible in a workflow",
                "launch the plan from the workflow, and pass its outputs to this task as inputs",
            ),
            Ast::Paren(inner) => self.infer(inner, want),
            Ast::Unary { op, operand } => self.unary(*op, operand, span),
            Ast::Binary { op, op_span, left, right } => self.binary(*op, *op_span, left, right, span, want),
            Ast::If(branch) => self.if_expr(branch, span, want),
            Ast::Match(branch) => self.match_expr(branch, span, want),
            Ast::Closure(_) => {
                let found = Diagnostic::new(&CLOSURE_MISPLACED, "a closure can only be an argument of a builtin")
                    .at(span, "not an argument of a builtin")
                    .help("to give code a name, declare a `fn`");
                self.report(found);
                self.reported(span)
            }
        }
    }

    /// A construct of workflows.
    pub(super) fn node_in_code(&mut self, at: Span, span: Span, message: &str, help: &str) -> Expr {
        let found = Diagnostic::new(&NODE_IN_CODE, message).at(at, "this is the code of a task or `fn`").help(help);
        self.report(found);
        self.reported(span)
    }

    /// A name as a value, which is written `at` a place, perhaps within parentheses.
    fn name(&mut self, name: &Name, span: Span, at: Span) -> Expr {
        if let Some(id) = self.local(name) {
            self.cx.index.used(at, self.info(id).span, UseKind::Read);
            return self.use_local(id, span);
        }
        let Some(entry) = self.cx.lookup(name) else {
            self.unknown_name(name, span);
            return self.reported(span);
        };
        self.cx.index.used(at, entry.span, UseKind::Read);
        let help = match &entry.def {
            Def::Const(id) => {
                let ty = self.infer.lift(&self.cx.program.const_(*id).ty);
                return Expr { kind: ExprKind::Global(*id), ty, span };
            }
            Def::Reported => return self.reported(span),
            Def::Struct(_) => format!("to make a value of it, write its fields: `{name} {{ … }}`"),
            Def::Enum(id) => match self.cx.program.enum_(*id).variants.first() {
                Some(first) => format!("name one of its variants: `{name}.{}`", first.name),
                None => "name one of its variants".to_owned(),
            },
            Def::Alias(_) => "a type can only be written after `:` or `->`".to_owned(),
            Def::Fn(_) => format!("call it: `{name}(…)`; to pass it to a builtin, write a closure: `|x| {name}(x)`"),
            Def::Task(_) => format!("call it: `{name}(…)`"),
            Def::Workflow(_) => "a workflow connects nodes, and code cannot call it".to_owned(),
        };
        let found = Diagnostic::new(&NOT_A_VALUE, format!("`{name}` is {}, not a value", entry.def.kind()))
            .at(span, "a value is needed here")
            .at(entry.span, "declared here")
            .help(help);
        self.report(found);
        self.reported(span)
    }

    /// A name that nothing declares.
    pub(super) fn unknown_name(&mut self, name: &Name, span: Span) {
        let mut found = Diagnostic::new(&UNKNOWN_NAME, format!("cannot find `{name}`")).at(span, "not declared");
        let known = self.names.iter().filter(|(_, stack)| !stack.is_empty()).map(|(known, _)| known.as_str());
        let nearest = suggest::nearest_of_set(name, known).or_else(|| self.cx.nearest(name, |def| matches!(def, Def::Const(_))));
        if let Some(nearest) = nearest {
            found = found.help(format!("did you mean `{nearest}`?"));
        } else if let Some(builtin) = crate::program::builtins::find(name) {
            found = found.help(format!("`{name}` is a builtin: call it, `{}(…)`", builtin.name));
        } else if matches!(name.as_str(), "True" | "False" | "None" | "null" | "nil" | "undefined") {
            let right = match name.as_str() {
                "True" => "true",
                "False" => "false",
                _ => "none",
            };
            found = found.help(format!("it is written `{right}` here"));
        } else if self.constant {
            found = found.help("this is computed at compile time: it can use constants, but no parameters or variables");
        }
        self.report(found);
    }

    /// A call of a builtin that a construct stands for.
    pub(super) fn builtin_expr(&self, op: BuiltinOp, args: Vec<Expr>, ty: Ty, span: Span) -> Expr {
        Expr { kind: ExprKind::Builtin(op, args), ty, span }
    }
}

fn map_help(node: &ast::MapNode) -> String {
    let callee = &node.callee.name;
    format!("map the task from the workflow; in code, call a `fn` for each element with `xs.map(|x| {callee}(x))`")
}
