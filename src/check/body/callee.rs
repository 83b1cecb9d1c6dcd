//! Method names that nothing answers to, and what of the environment a task may read.

use super::{Checker, Want, report};
use crate::check::context::Def;
use crate::check::foreign::Given;
use crate::check::ty::{Expr, Hole, Ty};
use crate::diagnostics::suggest;
use crate::program::builtins::{self, Builtin, SigType};
use crate::source::Span;
use crate::syntax::ast::Ident;

impl Checker<'_> {
    /// Whether an overload of the builtin takes this value first.
    pub(super) fn takes_receiver(&mut self, builtin: &Builtin, receiver: &Expr) -> bool {
        builtin.overloads.iter().any(|overload| {
            overload.signature.params.first().is_some_and(|param| {
                let before = self.infer.snapshot();
                let mut variables = Vec::new();
                let ty = self.instantiate(&param.ty, &mut variables, receiver.span);
                let fits = self.infer.fits(&receiver.ty, &ty);
                self.infer.rollback(before);
                fits || (ty == Ty::Float && receiver.ty == Ty::Int)
            })
        })
    }

    /// The type of a signature; type variables become open types, the same one for the same letter.
    pub(super) fn instantiate(&mut self, ty: &SigType, variables: &mut Vec<(char, Ty)>, span: Span) -> Ty {
        match ty {
            SigType::Var(letter) => match variables.iter().find(|(known, _)| known == letter) {
                Some((_, ty)) => ty.clone(),
                None => {
                    let fresh = self.infer.fresh(super::infer::Open::Call, span);
                    variables.push((*letter, fresh.clone()));
                    fresh
                }
            },
            SigType::Int => Ty::Int,
            SigType::Float => Ty::Float,
            SigType::Str => Ty::Str,
            SigType::Bool => Ty::Bool,
            SigType::Datetime => Ty::Datetime,
            SigType::Duration => Ty::Duration,
            SigType::Bytes => Ty::Bytes,
            SigType::Json => Ty::Json,
            SigType::Error => Ty::Error,
            SigType::Rng => Ty::Rng,
            SigType::Never => Ty::Never,
            SigType::Unit => Ty::Unit,
            SigType::List(inner) => Ty::list(self.instantiate(inner, variables, span)),
            SigType::Map(inner) => Ty::map(self.instantiate(inner, variables, span)),
            SigType::Optional(inner) => Ty::Union([self.instantiate(inner, variables, span), Ty::None].into()),
            SigType::Tuple(members) => Ty::Tuple(members.iter().map(|member| self.instantiate(member, variables, span)).collect()),
            // A closure is not a value: its parameters and result are instantiated where it is checked.
            SigType::Closure(..) => Ty::Hole(Hole::Invalid),
        }
    }

    /// A method call that neither a builtin nor a `fn` answers to.
    pub(super) fn unknown_method(&mut self, receiver: &Expr, name: &Ident, given: Vec<Given>, span: Span, want: Want<'_>) -> Expr {
        let ty = self.infer.zonk(&receiver.ty);
        let shown = self.shown(receiver, &ty);
        if let Some(entry) = self.cx.lookup(&name.name) {
            if !matches!(entry.def, Def::Reported) {
                self.report(report::call::not_a_method(&shown, name, entry));
            }
            return self.reported(span);
        }
        let found = report::call::unknown_for(&shown, name);
        let found = match self.foreign_method(found, &name.name, self.receiver(receiver), given, span, want) {
            Ok(value) => return value,
            Err(found) => *found,
        };
        let mut candidates: Vec<&str> = Vec::new();
        for builtin in builtins::all() {
            if self.takes_receiver(builtin, receiver) {
                candidates.push(builtin.name);
            }
        }
        let near = suggest::nearest(&name.name, candidates);
        self.report(report::call::unknown_method(found, &shown, near));
        self.reported(span)
    }
}
