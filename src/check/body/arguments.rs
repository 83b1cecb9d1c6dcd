//! The arguments of calls of `fn`s and tasks: by position, then by name, then by default.

use rustc_hash::FxHashMap;

use super::report::Why;
use super::report::list_of;
use super::{Checker, Want};
use crate::check::ty::{Expr, Stmt};
use crate::diagnostics::codes::types::ARGUMENTS;
use crate::diagnostics::{Applicability, Diagnostic, Edit, suggest};
use crate::program::Variable;
use crate::program::index::UseKind;
use crate::source::{Name, Span};
use crate::syntax::ast::{Arg, Ident};

/// What is called, for the findings.
pub(super) struct Target<'t> {
    pub(super) name: &'t str,
    /// Where it is declared.
    pub(super) declared: Span,
    pub(super) params: &'t [Variable],
}

impl Checker<'_> {
    /// The arguments in the order of the parameters, with defaults filled in, and what has to be evaluated before. `receiver` is the value before
    /// the dot of a method call.
    pub(super) fn arguments(&mut self, target: &Target<'_>, receiver: Option<Expr>, args: &[Arg], span: Span) -> (Vec<Stmt>, Vec<Expr>) {
        self.stray_each(args);
        if !self.cx.program.volume.fill(target.params.len().saturating_sub(args.len())) {
            return (Vec::new(), Vec::new());
        }
        let mut written: Vec<Option<usize>> = vec![None; target.params.len()];
        let mut values: Vec<Option<Expr>> = vec![None; target.params.len()];
        let mut next = 0;
        let mut wrong = false;
        if let Some(receiver) = receiver {
            match target.params.first() {
                Some(param) => {
                    let ty = self.infer.lift(&param.ty);
                    values[0] = Some(self.coerce(receiver, &ty, &why_of(target, param)));
                    written[0] = Some(0);
                }
                None => wrong = true,
            }
            next = 1;
        }
        let by_name: FxHashMap<&Name, usize> = match args.iter().any(|arg| arg.name.is_some()) {
            true => target.params.iter().enumerate().rev().map(|(at, param)| (&param.name, at)).collect(),
            false => FxHashMap::default(),
        };
        let mut extra = Vec::new();
        let mut named = false;
        for (index, arg) in args.iter().enumerate() {
            let position = match &arg.name {
                None => {
                    if named {
                        self.positional_behind_named(arg);
                        self.infer(&arg.value, Want::Any);
                        wrong = true;
                        continue;
                    }
                    next += 1;
                    (next <= target.params.len()).then(|| next - 1)
                }
                Some(name) => {
                    named = true;
                    let position = by_name.get(&name.name).copied();
                    if position.is_none() {
                        self.unknown_argument(target, name, &values);
                        wrong = true;
                    }
                    position
                }
            };
            let Some(position) = position else {
                self.infer(&arg.value, Want::Any);
                if arg.name.is_none() {
                    extra.push(arg.span);
                }
                continue;
            };
            let param = &target.params[position];
            arg.name.iter().for_each(|name| self.cx.index.used(name.span, param.span, UseKind::Label));
            let value = if arg.each.is_some() {
                self.infer(&arg.value, Want::Any);
                self.reported(arg.span)
            } else {
                let ty = self.infer.lift(&param.ty);
                self.check(&arg.value, &ty, &why_of(target, param))
            };
            if let Some(first) = &values[position] {
                self.given_twice(target, param, arg.span, first.span);
            }
            values[position] = Some(value);
            written[position] = Some(index + 1);
        }
        if let Some(first) = extra.first() {
            self.too_many(target, next, *first);
            wrong = true;
        }
        let mut values = self.complete(target, values, span, wrong);
        (self.in_written_order(&mut values, &written), values)
    }

    fn given_twice(&mut self, target: &Target<'_>, param: &Variable, again: Span, first: Span) {
        let found = Diagnostic::new(&ARGUMENTS, format!("`{}` is given twice to `{}`", param.name, target.name))
            .at(again, "again here")
            .at(first, "first here")
            .help("remove one of the two");
        self.report(found);
    }

    fn complete(&mut self, target: &Target<'_>, values: Vec<Option<Expr>>, span: Span, wrong: bool) -> Vec<Expr> {
        let mut missing: Vec<&Variable> = Vec::new();
        let mut complete = Vec::with_capacity(values.len());
        for (param, value) in target.params.iter().zip(values) {
            complete.push(match (value, &param.default) {
                (Some(value), _) => value,
                (None, Some(default)) => self.left_out(default, &param.ty, span),
                (None, None) => {
                    missing.push(param);
                    self.reported(span)
                }
            });
        }
        if let Some(first) = missing.first()
            && !wrong
        {
            let names: Vec<&str> = missing.iter().map(|param| param.name.as_str()).collect();
            let shown: Vec<String> =
                missing.iter().take(8).map(|param| format!("{}: {}", param.name, param.ty.display(self.cx.program))).collect();
            let found = Diagnostic::new(&ARGUMENTS, format!("`{}` needs {}", target.name, list_of(&names, '`')))
                .at(span, format!("{} not given", if names.len() == 1 { "it is" } else { "they are" }))
                .at(first.span, "declared without a default here")
                .help(format!("add `{}`", shown.join(", ")));
            self.report(found);
        }
        complete
    }

    /// `each` in the arguments of a call in code.
    pub(super) fn stray_each(&mut self, args: &[Arg]) {
        for arg in args {
            if let Some(each) = arg.each {
                self.node_in_code(
                    each,
                    each,
                    "`each` can only be used in a `map`, which makes a node of a workflow",
                    "in code, go through a list with `xs.map(|x| …)`",
                );
            }
        }
    }

    pub(super) fn positional_behind_named(&mut self, arg: &Arg) {
        let found = Diagnostic::new(&ARGUMENTS, "an argument without a name comes after one with a name")
            .at(arg.span, "which parameter is this for?")
            .help("put arguments without names first, or name this one too");
        self.report(found);
    }

    fn unknown_argument(&mut self, target: &Target<'_>, name: &Ident, values: &[Option<Expr>]) {
        let mut found = Diagnostic::new(&ARGUMENTS, format!("`{}` has no parameter `{}`", target.name, name.name))
            .at(name.span, "unknown parameter")
            .at(target.declared, format!("`{}` is declared here", target.name));
        let free = target.params.iter().zip(values).filter(|(_, value)| value.is_none()).map(|(param, _)| param.name.as_str());
        found = match suggest::nearest(&name.name, free) {
            Some(nearest) => {
                let edit = Edit { span: name.span, text: nearest.to_owned() };
                found.help(format!("did you mean `{nearest}`?")).fix("use that parameter", Applicability::Unsafe, vec![edit])
            }
            None if target.params.is_empty() => found.help("it has no parameters"),
            None => {
                let names: Vec<&str> = target.params.iter().map(|param| param.name.as_str()).collect();
                found.help(format!("its parameters are {}", list_of(&names, '`')))
            }
        };
        self.report(found);
    }

    fn too_many(&mut self, target: &Target<'_>, given: usize, first: Span) {
        let count = target.params.len();
        let takes = match count {
            0 => "takes no arguments".to_owned(),
            1 => "takes one argument".to_owned(),
            _ => format!("takes {count} arguments"),
        };
        let found = Diagnostic::new(&ARGUMENTS, format!("`{}` {takes}, but got {given}", target.name))
            .at(first, "too many")
            .at(target.declared, format!("`{}` is declared here", target.name));
        self.report(found);
    }
}

fn why_of<'t>(target: &'t Target<'_>, param: &'t Variable) -> Why<'t> {
    Why::Param(target.name, &param.name, Some(param.span))
}
