//! Closures: arguments of builtins, whose overload says the types of their parameters.

use super::report::Why;
use super::report::statement::{self, Meant};
use super::scope::Info;
use super::{Checker, Frame, Want};
use crate::check::assign::Solver;
use crate::check::ty::{Expr, Hole, Ty};
use crate::program::{Closure, ExprKind};
use crate::source::Span;
use crate::syntax::ast::{self, Pattern};

impl Checker<'_> {
    /// Checks a closure that `builtin` takes.
    pub(super) fn closure(&mut self, closure: &ast::Closure, builtin: &str, params: &[Ty], result: &Ty, span: Span) -> Expr {
        if closure.params.len() != params.len() {
            self.closure_parameters(closure, builtin, params, span);
        }
        self.push_scope();
        self.frames.push(Frame { result: result.clone(), stated: false, stated_at: None, loops: Vec::new(), closure: Some(span) });
        let mut patterns = Vec::with_capacity(params.len());
        for (index, pattern) in closure.params.iter().enumerate() {
            let ty = params.get(index).cloned().unwrap_or(Ty::Hole(Hole::Invalid));
            let ty = if closure.params.len() == params.len() { ty } else { Ty::Hole(Hole::Invalid) };
            patterns.push(self.pattern(pattern, &ty, false, &|span| Info::pattern(span)));
        }
        let (body, ty) = match self.infer.shallow(result) {
            Ty::Unit => self.block(&closure.body, Want::Nothing),
            Ty::Hole(Hole::Var(_)) => {
                let (body, ty) = self.block(&closure.body, Want::Any);
                let why = Why::Result(None);
                self.settle_block(body, ty, result, &why, closure.body.span)
            }
            known => {
                let what = "the result of the closure";
                let why = if known == Ty::Bool { Why::Condition(what) } else { Why::Other(what) };
                self.block(&closure.body, Want::Type(&known, &why))
            }
        };
        self.frames.pop();
        self.pop_scope();
        let result = if ty == Ty::Unit { Ty::Unit } else { result.clone() };
        let kind = ExprKind::Closure(Box::new(Closure { params: patterns, body, result: result.clone() }));
        Expr { kind, ty: result, span }
    }

    fn closure_parameters(&mut self, closure: &ast::Closure, builtin: &str, params: &[Ty], span: Span) {
        let (given, taken) = (closure.params.len(), params.len());
        let is_tuple = |of: &Ty| matches!(self.infer.shallow(of), Ty::Tuple(members) if members.len() == given);
        let meant = match (params, closure.params.as_slice()) {
            ([only], _) if given > 1 && is_tuple(only) => Meant::Split,
            (_, [Pattern::Tuple(members, _)]) if members.len() == taken => Meant::Separate,
            ([_], [Pattern::Name(element), Pattern::Name(position)]) => Meant::Position { element, position },
            _ => Meant::Unclear,
        };
        let types: Vec<String> = params.iter().map(|ty| self.show(ty)).collect();
        self.report(statement::closure_parameters(builtin, given, &types, span, meant));
    }
}
