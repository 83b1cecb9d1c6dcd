//! Calls: of `fn`s, tasks, builtins and enums, by name and as methods.

use super::arguments::Target;
use super::report::call::Called;
use super::written_order::after;
use super::{Checker, Want, report};
use crate::check::assign::Solver;
use crate::check::context::{Def, Entry};
use crate::check::foreign::struct_written;
use crate::check::ty::{Expr, Hole, Ty};
use crate::diagnostics::suggest;
use crate::program::builtins::{self, BuiltinOp, ImpliedOp};
use crate::program::index::UseKind;
use crate::program::ty::{EnumId, Invalid, Type};
use crate::program::{Const, ExprKind};
use crate::source::{Name, Span};
use crate::syntax::ast::{self, Arg, Ident};

impl Checker<'_> {
    pub(super) fn call(&mut self, callee: &ast::Expr, args: &[Arg], span: Span, want: Want<'_>) -> Expr {
        match callee.kind() {
            ast::ExprKind::Name(name) => self.call_name(name, callee.unparenthesized().span, args, span, want),
            ast::ExprKind::Field { base, name } => match self.in_module(base, name, Some(args), span, want) {
                Some(reported) => reported,
                None => self.call_method(base, name, args, span, want),
            },
            _ => {
                let value = self.infer(callee, Want::Any);
                let ty = self.infer.zonk(&value.ty);
                self.drop_args(args);
                if !ty.is_invalid() {
                    let shown = self.show(&ty);
                    self.report(report::call::not_callable(&Called::Value(&shown), callee.span, None));
                }
                self.reported(span)
            }
        }
    }

    /// Checks arguments whose callee is not known, for what they are themselves.
    pub(super) fn drop_args(&mut self, args: &[Arg]) {
        for arg in args {
            if !matches!(arg.value.kind(), ast::ExprKind::Closure(_)) {
                self.infer(&arg.value, Want::Any);
            }
        }
    }

    fn call_name(&mut self, name: &Name, at: Span, args: &[Arg], span: Span, want: Want<'_>) -> Expr {
        if let Some(id) = self.local(name) {
            let (ty, declared) = (self.local_def(id).ty.clone(), self.info(id).span);
            self.cx.index.used(at, declared, UseKind::Call);
            self.drop_args(args);
            if ty.is_invalid() {
                return self.reported(span);
            }
            let hides_function = builtins::find(name).is_some() || self.cx.lookup(name).is_some();
            let called = Called::Variable { name, ty: &self.show(&ty), hides_function };
            self.report(report::call::not_callable(&called, at, Some(declared)));
            return self.reported(span);
        }
        if let Some(entry) = self.cx.lookup(name) {
            self.cx.index.used(at, entry.span, UseKind::Call);
            return self.call_entry(entry, name, at, args, span);
        }
        match builtins::find(name) {
            Some(builtin) => {
                self.cx.index.builtin(at);
                self.call_builtin(builtin, None, args, at, span, want)
            }
            None => self.call_unknown(name, at, args, span, want),
        }
    }

    /// A call of something that is neither declared nor a builtin.
    fn call_unknown(&mut self, name: &Name, at: Span, args: &[Arg], span: Span, want: Want<'_>) -> Expr {
        let given = self.given(args);
        self.foreign_function(name, at, given, span, want).unwrap_or_else(|| {
            self.unknown_function(name, at);
            self.reported(span)
        })
    }

    fn call_entry(&mut self, entry: &Entry, name: &Name, at: Span, args: &[Arg], span: Span) -> Expr {
        match &entry.def {
            Def::Fn(_) | Def::Task(_) => self.call_item(entry, None, args, span),
            Def::Enum(id) | Def::Alias(Type::Enum(id)) => self.convert_to_enum(*id, args, span),
            Def::Reported | Def::Alias(Type::Hole(Invalid)) => {
                self.drop_args(args);
                self.reported(span)
            }
            Def::Workflow(_) => {
                self.drop_args(args);
                self.report(report::call::workflow_in_code(name, at, entry.span));
                self.reported(span)
            }
            Def::Struct(id) | Def::Alias(Type::Struct(id)) => {
                self.drop_args(args);
                let given: Vec<(Option<&str>, &str)> = args
                    .iter()
                    .map(|arg| (arg.name.as_ref().map(|name| name.name.as_str()), self.cx.sources.text(arg.value.span)))
                    .collect();
                let written = struct_written(self.cx.program.struct_(*id), name, &given);
                self.report(report::call::struct_called(name, at, entry.span, written, span));
                self.reported_as(Ty::Struct(*id), span)
            }
            Def::Alias(_) | Def::Const(_) => {
                self.drop_args(args);
                self.report(report::call::not_callable(&Called::Item(name, entry.def.kind()), at, Some(entry.span)));
                self.reported(span)
            }
        }
    }

    /// A call of a `fn` or task of the program.
    fn call_item(&mut self, entry: &Entry, receiver: Option<Expr>, args: &[Arg], span: Span) -> Expr {
        let program = self.cx.program;
        match &entry.def {
            Def::Fn(id) => {
                let def = program.fn_(*id);
                let target = Target { name: &def.header.name, declared: def.header.span, params: &def.params };
                let (before, args) = self.arguments(&target, receiver, args, span);
                let ty = self.infer.lift(&def.result);
                after(before, Expr { kind: ExprKind::CallFn(*id, args), ty, span })
            }
            Def::Task(id) => {
                let def = program.task(*id);
                let target = Target { name: &def.header.name, declared: def.header.span, params: &def.interface.inputs };
                let (before, args) = self.arguments(&target, receiver, args, span);
                let ty = self.infer.lift(&def.interface.result());
                after(before, Expr { kind: ExprKind::CallTask(*id, args), ty, span })
            }
            _ => self.reported(span),
        }
    }

    fn unknown_function(&mut self, name: &Name, at: Span) {
        let near = self
            .cx
            .nearest(name, |def| matches!(def, Def::Fn(_) | Def::Task(_)))
            .or_else(|| suggest::nearest(name, builtins::all().map(|builtin| builtin.name)));
        self.report(report::call::unknown_function(name, at, near));
    }

    /// `x.f(y)`: a field of that name wins, then a builtin of that type, then a `fn`.
    fn call_method(&mut self, base: &ast::Expr, name: &Ident, args: &[Arg], span: Span, want: Want<'_>) -> Expr {
        if let Some(id) = self.enum_named(base) {
            return self.call_variant(id, name, args, span);
        }
        if let Some(reported) = self.updated_entry(base, name, args, span, want) {
            return reported;
        }
        let receiver = self.infer(base, Want::Any);
        let ty = self.infer.shallow(&receiver.ty);
        match &ty {
            Ty::Hole(Hole::Invalid) => {
                self.drop_args(args);
                return self.reported(span);
            }
            Ty::Never => {
                self.drop_args(args);
                return self.leaves([receiver], span);
            }
            Ty::Hole(Hole::Var(_)) => {
                self.not_known_yet(receiver.span, &ty);
                self.drop_args(args);
                return self.reported(span);
            }
            Ty::Struct(id) => {
                if let Some(field) = self.cx.program.field(*id, &name.name).map(|at| &self.cx.program.struct_(*id).fields[at]) {
                    self.drop_args(args);
                    let owner = self.show(&ty);
                    self.report(report::call::not_callable(&Called::Field(&field.name, &owner), name.span, Some(field.span)));
                    return self.reported(span);
                }
            }
            _ => {}
        }
        let builtin = builtins::find(&name.name);
        if let Some(builtin) = builtin
            && self.takes_receiver(builtin, &receiver)
        {
            self.cx.index.builtin(name.span);
            return self.call_builtin(builtin, Some(receiver), args, name.span, span, want);
        }
        match self.cx.lookup(&name.name) {
            Some(entry) if matches!(entry.def, Def::Fn(_)) => {
                self.cx.index.used(name.span, entry.span, UseKind::Call);
                return self.call_item(entry, Some(receiver), args, span);
            }
            Some(entry) if entry.def == Def::Reported => {
                self.cx.index.used(name.span, entry.span, UseKind::Call);
                self.drop_args(args);
                return self.reported(span);
            }
            _ => {}
        }
        if let Some(builtin) = builtin {
            self.cx.index.builtin(name.span);
            return self.call_builtin(builtin, Some(receiver), args, name.span, span, want);
        }
        let given = self.given_to(&ty, args);
        self.unknown_method(&receiver, name, given, span, want)
    }

    /// A call of what follows the name of an enum.
    fn call_variant(&mut self, id: EnumId, name: &Ident, args: &[Arg], span: Span) -> Expr {
        self.drop_args(args);
        let converts = ["from_str", "parse", "valueOf", "from", "of", "try_from", "from_value", "fromValue", "fromString"];
        if let ([arg], true) = (args, converts.contains(&name.name.as_str()))
            && self.cx.program.variant(id, &name.name).is_none()
        {
            let (def, text) = (self.cx.program.enum_(id), self.cx.sources.text(arg.value.span));
            self.report(report::access::converted_variant(&def.header.name, def.header.span, text, span));
            return self.reported_as(Ty::Enum(id), span);
        }
        if let Some(position) = self.variant_position(id, name) {
            let variant = &self.cx.program.enum_(id).variants[position as usize];
            self.report(report::call::not_callable(&Called::Variant(&variant.name), name.span, Some(variant.span)));
        }
        self.reported(span)
    }

    /// `Tier("GOLD")`
    fn convert_to_enum(&mut self, id: EnumId, args: &[Arg], span: Span) -> Expr {
        let name = self.cx.program.enum_(id).header.name.clone();
        let [Arg { name: None, each: None, value, .. }] = args else {
            self.drop_args(args);
            self.report(report::arguments::conversion(&name, args.len(), span));
            return self.reported(span);
        };
        let text = self.check(value, &Ty::Str, &report::Why::Param(&name, "text", None));
        if let ExprKind::Const(Const::Str(text)) = &text.kind {
            let constant = self.variant_of_text(id, text, value.span);
            return Expr { span, ..constant };
        }
        self.builtin_expr(BuiltinOp::Implied(ImpliedOp::EnumFromStr), vec![text], Ty::Enum(id), span)
    }
}
