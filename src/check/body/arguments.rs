//! The arguments of calls of `fn`s and tasks: by position, then by name, then by default.

use rustc_hash::FxHashMap;

use super::report::arguments::Missing;
use super::report::{self, Why};
use super::{Checker, Want};
use crate::check::ty::{Expr, Stmt};
use crate::diagnostics::suggest;
use crate::program::Variable;
use crate::program::index::UseKind;
use crate::source::{Name, Span};
use crate::syntax::ast::{Arg, Ident};

/// What is called, for the findings.
pub(super) struct Target<'t> {
    pub(super) name: &'t str,
    pub(super) declared: Span,
    pub(super) params: &'t [Variable],
}

/// Where the arguments of a call go.
struct Positions {
    /// The parameter of each argument; absent where that was reported.
    of_args: Vec<Option<usize>>,
    /// For each parameter the turn of its argument, as it is written; the receiver of a method has the first.
    written: Vec<Option<usize>>,
    /// Whether something was reported, so that nothing is said of parameters that have no argument.
    wrong: bool,
}

impl Checker<'_> {
    /// The arguments in the order of the parameters, with defaults filled in, and what has to be evaluated before. `receiver` is the value before
    /// the dot of a method call.
    pub(super) fn arguments(&mut self, target: &Target<'_>, receiver: Option<Expr>, args: &[Arg], span: Span) -> (Vec<Stmt>, Vec<Expr>) {
        self.stray_each(args);
        if !self.cx.program.volume.fill(target.params.len().saturating_sub(args.len())) {
            return (Vec::new(), Vec::new());
        }
        let Positions { of_args, written, wrong } = self.positions(target, receiver.is_some(), args);
        let mut values: Vec<Option<Expr>> = vec![None; target.params.len()];
        if let (Some(receiver), Some(param)) = (receiver, target.params.first()) {
            let ty = self.infer.lift(&param.ty);
            values[0] = Some(self.coerce(receiver, &ty, &why_of(target, param)));
        }
        for (arg, position) in args.iter().zip(of_args) {
            let Some(position) = position else {
                self.infer(&arg.value, Want::Any);
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
                self.report(report::arguments::given_twice(target.name, &param.name, arg.span, first.span));
            }
            values[position] = Some(value);
        }
        let mut values = self.complete(target, values, span, wrong);
        (self.in_written_order(&mut values, &written), values)
    }

    /// Finds the parameter of each argument.
    fn positions(&mut self, target: &Target<'_>, has_receiver: bool, args: &[Arg]) -> Positions {
        let count = target.params.len();
        let by_name: FxHashMap<&Name, usize> = match args.iter().any(|arg| arg.name.is_some()) {
            true => target.params.iter().enumerate().rev().map(|(at, param)| (&param.name, at)).collect(),
            false => FxHashMap::default(),
        };
        let mut found =
            Positions { of_args: Vec::with_capacity(args.len()), written: vec![None; count], wrong: has_receiver && count == 0 };
        let mut next = usize::from(has_receiver);
        found.written.iter_mut().take(next).for_each(|receiver| *receiver = Some(0));
        let mut extra = None;
        let mut named = false;
        for (index, arg) in args.iter().enumerate() {
            let position = match &arg.name {
                None if named => {
                    self.report(report::arguments::positional_after_named(arg.span));
                    found.wrong = true;
                    None
                }
                None => {
                    next += 1;
                    if next > count {
                        extra = extra.or(Some(arg.span));
                    }
                    (next <= count).then(|| next - 1)
                }
                Some(name) => {
                    named = true;
                    let position = by_name.get(&name.name).copied();
                    if position.is_none() {
                        self.unknown_argument(target, name, &found.written);
                        found.wrong = true;
                    }
                    position
                }
            };
            if let Some(position) = position {
                found.written[position] = Some(index + 1);
            }
            found.of_args.push(position);
        }
        if let Some(first) = extra {
            self.report(report::arguments::too_many(target, next, first));
            found.wrong = true;
        }
        found
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
            let declared = first.span;
            // One more than a message names.
            let missing: Vec<Missing<'_>> = missing
                .iter()
                .take(9)
                .map(|param| Missing { name: &param.name, ty: param.ty.display(self.cx.program).to_string() })
                .collect();
            self.report(report::arguments::missing(target.name, &missing, span, declared));
        }
        complete
    }

    /// `each` in the arguments of a call in code.
    pub(super) fn stray_each(&mut self, args: &[Arg]) {
        for arg in args {
            if let Some(each) = arg.each {
                self.report(report::call::each_in_code(each));
            }
        }
    }

    fn unknown_argument(&mut self, target: &Target<'_>, name: &Ident, written: &[Option<usize>]) {
        let free = target.params.iter().zip(written).filter(|(_, written)| written.is_none()).map(|(param, _)| param.name.as_str());
        self.report(report::arguments::unknown_parameter(target, name, suggest::nearest(&name.name, free)));
    }
}

fn why_of<'t>(target: &'t Target<'_>, param: &'t Variable) -> Why<'t> {
    Why::Param(target.name, &param.name, Some(param.span))
}
