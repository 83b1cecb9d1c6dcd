//! Functions and methods by their names as arguments, which are closures here: `xs.map(abs)`, `key: str.lower`.

use super::report::foreign as report;
use super::{Checker, Want};
use crate::check::assign::Solver;
use crate::check::foreign::{self, Code, Given, Kind, Use};
use crate::check::ty::{Expr, Ty};
use crate::program::builtins::{self, Builtin, SigType};
use crate::source::Span;
use crate::syntax::ast::{self, Arg, ExprKind as Ast, Ident};

/// Whether a closure with this many parameters compares two elements for a builtin that takes a key.
fn compares(builtin: &Builtin, params: usize) -> bool {
    params == 2 && builtin.name == "sort_by"
}

impl Checker<'_> {
    /// `str.lower` or `prices.get` as the function that another language has there: the closure that does the same.
    pub(super) fn method_as_value(&self, base: &ast::Expr, name: &Ident) -> Option<String> {
        let Ast::Name(owner) = base.kind() else { return None };
        if let Some(id) = self.local(owner) {
            let is_lookup = name.name == "get" && matches!(self.infer.shallow(&self.local_def(id).ty), Ty::Map(_));
            return is_lookup.then(|| format!("|key| {owner}[key]"));
        }
        if self.cx.lookup(owner).is_some() {
            return None;
        }
        if foreign::is_module(owner) && foreign::owner(owner).is_none() {
            let of = |names: &[&str]| {
                let given = names.iter().map(|name| Given { name: None, code: Code::new(name), kind: Kind::Int, ty: None });
                let used = Use { args: given.collect(), ..Use::default() };
                let code = foreign::in_module(owner, &name.name, true, &used)?.code.filter(|code| !code.starts_with("log("))?;
                Some(format!("|{}| {code}", names.join(", ")))
            };
            return of(&["x"]).or_else(|| of(&["a", "b"]));
        }
        let kind = foreign::owner(owner)?;
        if builtins::find(&name.name).is_some() {
            return Some(format!("|x| x.{}()", name.name));
        }
        let receiver = Given { name: None, code: Code::new("x"), kind, ty: None };
        let advice = foreign::method(&name.name, &Use { receiver: Some(receiver), ..Use::default() })?;
        advice.code.map(|code| format!("|x| {code}"))
    }

    /// A function or method by its name: the closure that calls it, if it has as many parameters.
    fn closure_of(&self, value: &ast::Expr, params: usize) -> Option<String> {
        match value.kind() {
            Ast::Field { base, name } => self.method_as_value(base, name),
            Ast::Name(name) if self.local(name).is_none() && self.cx.lookup(name).is_none() => {
                if builtins::find(name).is_some() {
                    let names = ["x", "y", "z"].get(..params)?.join(", ");
                    return Some(format!("|{names}| {name}({names})"));
                }
                let given = Given { name: None, code: Code::new("x"), kind: Kind::Unknown, ty: None };
                let advice = foreign::function(name, &Use { args: vec![given], ..Use::default() })?;
                advice.code.map(|code| format!("|x| {code}"))
            }
            _ => None,
        }
    }

    /// `xs.map(abs)`: functions are not values. The result if there is one among the arguments.
    pub(super) fn functions_as_values(
        &mut self,
        builtin: &Builtin,
        receiver: Option<&Expr>,
        args: &[Arg],
        at: Span,
        span: Span,
        want: Want<'_>,
    ) -> Option<Expr> {
        let takes_closure =
            builtin.overloads.iter().any(|overload| overload.signature.params.iter().any(|param| matches!(param.ty, SigType::Closure(..))));
        let is_function = |this: &Self, arg: &Arg| match arg.value.kind() {
            Ast::Name(name) if this.local(name).is_none() => match this.kind_of_name(name, arg.value.span) {
                Some(Kind::Word) => takes_closure && this.closure_of(&arg.value, 1).is_some(),
                kind => kind == Some(Kind::Function),
            },
            Ast::Closure(closure) => takes_closure && receiver.is_some() && compares(builtin, closure.params.len()),
            Ast::Field { base, name } => {
                let is_key = arg.name.as_ref().is_some_and(|name| name.name == "key");
                (takes_closure || is_key) && this.method_as_value(base, name).is_some()
            }
            _ => false,
        };
        args.iter().find(|arg| is_function(self, arg))?;
        let mut given: Vec<Given> = receiver.iter().map(|receiver| self.receiver(receiver)).collect();
        given.extend(self.given(args));
        if let Some(value) = self.foreign_builtin(builtin, given, receiver.is_some(), at, span, want) {
            return Some(value);
        }
        if args.iter().any(|arg| matches!(arg.value.kind(), Ast::Closure(_))) {
            return None;
        }
        let params = builtin.overloads.iter().flat_map(|overload| overload.signature.params).find_map(|param| match &param.ty {
            SigType::Closure(params, _) => Some(params.len()),
            _ => None,
        });
        let functions: Vec<&Arg> = args.iter().filter(|arg| is_function(self, arg)).collect();
        for arg in functions {
            let (at, text) = (arg.value.span, self.cx.sources.text(arg.value.span));
            match params.and_then(|params| self.closure_of(&arg.value, params)) {
                Some(closure) => self.report(report::function_as_value(builtin.name, text, &closure, at)),
                None => {
                    self.infer(&arg.value, Want::Any);
                }
            }
        }
        Some(self.reported(span))
    }
}
