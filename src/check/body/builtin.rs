//! Calls of builtins: which overload is meant, and the types of its closures.
//!
//! Arguments are put in the order of an overload's parameters. Arguments other than closures are checked one by one; what every overload that
//! is left expects flows into the next one, and overloads that do not take it are left out. Of those that remain, the first that takes all
//! arguments as they are is called; else the first that takes them with `int`s widened to `float`. Closures are checked last, once.

use super::Checker;
use super::Want;
use super::report::builtin::{Argument, Refused};
use super::report::{self, Why};
use super::written_order::after;
use crate::check::assign::Solver;
use crate::check::foreign::{self, Code, Kind};
use crate::check::ty::{Expr, Hole, Ty};
use crate::program::builtins::{Builtin, BuiltinOp, ConversionOp, Overload, PatternOp, SigType, Signature};
use crate::program::{Const, ExprKind};
use crate::source::Span;
use crate::syntax::ast::{self, Arg};

/// An overload that may be meant: for each parameter the argument that it takes.
struct Candidate {
    op: BuiltinOp,
    signature: &'static Signature,
    /// The position among the given arguments; the receiver is the first.
    taken: Vec<Option<usize>>,
}

/// A call as it is written.
struct Called<'c> {
    builtin: &'static Builtin,
    args: &'c [Arg],
    at: Span,
    span: Span,
    want: Want<'c>,
    /// Whether the first argument is before a dot.
    is_method: bool,
}

/// An argument as given.
enum Given<'g> {
    /// The value before the dot, or an argument that was checked.
    Checked(Expr),
    /// A closure, which waits for its types.
    Closure(&'g ast::Closure, Span),
    /// Not looked at yet.
    Written(&'g ast::Expr),
}

impl Checker<'_> {
    pub(super) fn call_builtin(
        &mut self,
        builtin: &'static Builtin,
        receiver: Option<Expr>,
        args: &[Arg],
        at: Span,
        span: Span,
        want: Want<'_>,
    ) -> Expr {
        self.stray_each(args);
        if let Some(reported) = self.functions_as_values(builtin, receiver.as_ref(), args, at, span, want) {
            return reported;
        }
        let call = Called { builtin, args, at, span, want, is_method: receiver.is_some() };
        let names: Vec<Option<&str>> =
            receiver.iter().map(|_| None).chain(args.iter().map(|arg| arg.name.as_ref().map(|name| name.name.as_str()))).collect();
        let mut given: Vec<Given<'_>> = receiver.into_iter().map(Given::Checked).collect();
        given.extend(args.iter().map(|arg| match arg.value.kind() {
            ast::ExprKind::Closure(closure) => Given::Closure(closure, arg.value.span),
            _ => Given::Written(&arg.value),
        }));
        let mut candidates: Vec<Candidate> = builtin
            .overloads
            .iter()
            .filter_map(|Overload { op, signature }| Some(Candidate { op: *op, signature, taken: arrange(signature, &names, &given)? }))
            .collect();
        if candidates.is_empty() {
            self.check_rest(&mut given, 0);
            let first_named = args.iter().position(|arg| arg.name.is_some()).unwrap_or(args.len());
            if let Some(late) = args[first_named..].iter().find(|arg| arg.name.is_none()) {
                self.report(report::arguments::positional_after_named(late.span));
                return self.reported(span);
            }
            if let Some(value) = self.foreign_meaning(&call, &given) {
                return value;
            }
            if !self.misarranged(builtin, &names, args, at) {
                self.no_overload(builtin, at, &given, Refused::Arrangement);
            }
            return self.reported(span);
        }
        for index in 0..given.len() {
            if !self.check_given(&call, &mut candidates, &mut given, index) {
                self.check_rest(&mut given, index + 1);
                return self.foreign_meaning(&call, &given).unwrap_or_else(|| {
                    self.no_overload(builtin, at, &given, Refused::Type);
                    self.reported(span)
                });
            }
        }
        let exact = candidates.iter().position(|candidate| self.accepts(candidate, &given, false));
        let chosen = exact.or_else(|| candidates.iter().position(|candidate| self.accepts(candidate, &given, true)));
        match chosen {
            Some(chosen) => {
                // Which form is meant, and so what it returns, is known only once the argument is.
                let is_open = candidates.len() > 1 && given.iter().any(|given| self.is_unknown(given));
                let call = self.commit(builtin, candidates.swap_remove(chosen), given, span);
                if is_open { Expr { ty: Ty::Hole(Hole::Invalid), ..call } } else { call }
            }
            None => self.foreign_meaning(&call, &given).unwrap_or_else(|| {
                self.no_overload(builtin, at, &given, Refused::Types);
                self.reported(span)
            }),
        }
    }

    /// Checks one argument and leaves out the candidates that do not take it; `false` if none is left.
    fn check_given(&mut self, call: &Called<'_>, candidates: &mut Vec<Candidate>, given: &mut [Given<'_>], index: usize) -> bool {
        let Called { builtin, want, .. } = *call;
        if let Given::Written(expr) = &given[index] {
            let mut expected: Vec<Option<Ty>> = candidates.iter().map(|candidate| self.expected(candidate, given, index)).collect();
            expected.dedup();
            let only = match expected.as_slice() {
                [Some(ty)] => Some(ty.clone()),
                _ => None,
            };
            let why = Why::Param(builtin.name, param_name(candidates, index), None);
            let checked = match &only {
                Some(ty) => self.infer(expr, Want::Type(ty, &why)),
                // `fold(xs, [], …)` and the like: what is wanted of the call says what an empty literal is.
                None if candidates.len() == 1 && is_accumulator(&candidates[0], index) => self.infer(expr, want),
                None => self.infer(expr, Want::Any),
            };
            if candidates.len() == 1
                && let Some(ty) = &only
                && !self.takes(&checked, ty)
            {
                let invalid = Expr { ty: Ty::Hole(Hole::Invalid), ..checked.clone() };
                given[index] = Given::Checked(checked.clone());
                self.check_rest(given, index + 1);
                if self.foreign_meaning(call, given).is_none() {
                    self.mismatch(&checked, ty, &why);
                }
                given[index] = Given::Checked(invalid);
                return true;
            }
            given[index] = Given::Checked(checked);
        }
        let kept: Vec<bool> = candidates.iter().map(|candidate| self.accepts(candidate, &given[..=index], true)).collect();
        let mut kept = kept.into_iter();
        candidates.retain(|_| kept.next().unwrap_or(false));
        !candidates.is_empty()
    }

    /// Whether something in the type of an argument was reported.
    fn is_unknown(&self, given: &Given<'_>) -> bool {
        matches!(given, Given::Checked(expr) if self.infer.zonk(&expr.ty).is_invalid())
    }

    fn takes(&mut self, expr: &Expr, ty: &Ty) -> bool {
        let before = self.infer.snapshot();
        let fits = self.infer.fits(&expr.ty, ty);
        self.infer.rollback(before);
        fits || (self.infer.shallow(&expr.ty) == Ty::Int && *ty == Ty::Float)
    }

    /// Whether the candidate takes the arguments that were checked; nothing is decided.
    fn accepts(&mut self, candidate: &Candidate, given: &[Given<'_>], widening: bool) -> bool {
        let before = self.infer.snapshot();
        let accepted = self.unify(candidate, given, widening).is_some();
        self.infer.rollback(before);
        accepted
    }

    /// Makes the checked arguments fit the candidate's parameters: its type variables, or `None` if they do not fit.
    fn unify(&mut self, candidate: &Candidate, given: &[Given<'_>], widening: bool) -> Option<Vec<(char, Ty)>> {
        let mut variables = Vec::new();
        for (param, taken) in candidate.signature.params.iter().zip(&candidate.taken) {
            let Some(Given::Checked(expr)) = taken.and_then(|index| given.get(index)) else { continue };
            let ty = self.instantiate(&param.ty, &mut variables, expr.span);
            let widened = |this: &Self| this.infer.shallow(&expr.ty) == Ty::Int && this.infer.shallow(&ty) == Ty::Float;
            if !(self.infer.fits(&expr.ty, &ty) || widening && widened(self)) {
                return None;
            }
        }
        Some(variables)
    }

    /// The type that a candidate expects of an argument, as far as those before it say.
    fn expected(&mut self, candidate: &Candidate, given: &[Given<'_>], index: usize) -> Option<Ty> {
        let position = candidate.taken.iter().position(|taken| *taken == Some(index))?;
        let before = self.infer.snapshot();
        let expected = self.unify(candidate, &given[..index], true).and_then(|mut variables| {
            let span = Span::default();
            let ty = self.instantiate(&candidate.signature.params[position].ty, &mut variables, span);
            let ty = self.infer.zonk(&ty);
            let mut open = Vec::new();
            self.infer.open(&ty, &mut open);
            (!open.iter().any(|variable| self.infer.is_newer(*variable, before))).then_some(ty)
        });
        self.infer.rollback(before);
        expected
    }

    /// The call of the chosen overload: arguments in order, closures checked, type variables decided.
    fn commit(&mut self, builtin: &'static Builtin, candidate: Candidate, mut given: Vec<Given<'_>>, span: Span) -> Expr {
        let Some(mut variables) = self.unify(&candidate, &given, true) else { return self.reported(span) };
        let mut args = Vec::with_capacity(candidate.taken.len());
        let last = candidate.taken.iter().rposition(|taken| taken.is_some()).map_or(0, |last| last + 1);
        for (param, taken) in candidate.signature.params.iter().zip(&candidate.taken).take(last) {
            let Some(index) = *taken else {
                // What is left out before another argument keeps its place.
                args.push(self.constant(Const::None, Ty::None, span));
                continue;
            };
            let placeholder = Given::Checked(self.reported(span));
            let arg = match std::mem::replace(&mut given[index], placeholder) {
                Given::Checked(expr) => {
                    if param.var {
                        self.check_var(builtin, &expr);
                    }
                    let widened = matches!(param.ty, SigType::Float) && self.infer.shallow(&expr.ty) == Ty::Int;
                    if widened { super::operators::widen(expr, &Ty::Int) } else { expr }
                }
                Given::Closure(closure, at) => match &param.ty {
                    SigType::Closure(params, result) => {
                        let params: Vec<Ty> = params.iter().map(|ty| self.instantiate(ty, &mut variables, at)).collect();
                        let result = self.instantiate(result, &mut variables, at);
                        self.closure(closure, builtin.name, &params, &result, at)
                    }
                    _ => self.reported(at),
                },
                Given::Written(expr) => self.reported(expr.span),
            };
            args.push(arg);
        }
        for letter in candidate.signature.ordered {
            if let Some((_, ty)) = variables.iter().find(|(known, _)| known == letter) {
                self.ordered.push((ty.clone(), span, builtin.name));
            }
        }
        let ty = self.instantiate(&candidate.signature.result, &mut variables, span);
        self.constant_arguments(candidate.op, &args);
        // What the call changes stays where it is: it is a variable.
        let held = usize::from(candidate.op.changes_first());
        let written = candidate.taken.get(held..args.len()).unwrap_or_default();
        let before = self.in_written_order(args.get_mut(held..).unwrap_or_default(), written);
        after(before, self.fold_call(candidate.op, args, ty, span))
    }

    /// A parameter that the call changes takes a variable by its name.
    fn check_var(&mut self, builtin: &Builtin, expr: &Expr) {
        let ExprKind::Local(id) = expr.kind else {
            return self.report(report::builtin::changes_no_variable(builtin.name, expr.span));
        };
        if !self.local_def(id).mutable {
            self.fixed(id, expr.span, Some(builtin.name));
        } else if self.is_outer(id) {
            self.outer_changed(id, expr.span);
        } else if let Some(captured) = self.info(id).captured {
            self.captured_changed(id, expr.span, captured);
        }
    }

    /// Says what is wrong with the arguments of a builtin of one form, apart from their types.
    fn misarranged(&mut self, builtin: &Builtin, names: &[Option<&str>], args: &[Arg], at: Span) -> bool {
        let [Overload { signature, .. }] = builtin.overloads else { return false };
        let params = &signature.params;
        let unknown =
            args.iter().filter_map(|arg| arg.name.as_ref()).find(|name| params.iter().all(|param| param.name != name.name.as_str()));
        if let Some(name) = unknown {
            self.report(report::builtin::unknown_parameter(builtin.name, signature, name));
            return true;
        }
        let positional = names.iter().take_while(|name| name.is_none()).count();
        let missing = params.iter().skip(positional).find(|param| !param.optional && !names.contains(&Some(param.name)));
        if let Some(missing) = missing {
            self.report(report::builtin::missing_argument(builtin.name, signature, missing.name, at));
            return true;
        }
        false
    }

    /// Checks the arguments from `first` on for what they are themselves.
    fn check_rest(&mut self, given: &mut [Given<'_>], first: usize) {
        for rest in given.iter_mut().skip(first) {
            if let Given::Written(expr) = rest {
                *rest = Given::Checked(self.infer(expr, Want::Any));
            }
        }
    }

    /// What the call gives, if another language has a function of this name that takes these arguments, which were checked; then it was reported.
    fn foreign_meaning(&mut self, call: &Called<'_>, given: &[Given<'_>]) -> Option<Expr> {
        if given.iter().any(|given| self.is_unknown(given)) {
            return None;
        }
        let first = usize::from(call.is_method);
        let foreign = |(index, given): (usize, &Given<'_>)| {
            let (span, kind, ty) = match given {
                Given::Checked(expr) => (expr.span, self.kind_of(&expr.ty), Some(self.infer.zonk(&expr.ty))),
                Given::Closure(closure, span) => (*span, Kind::Closure(closure.params.len()), None),
                Given::Written(expr) => (expr.span, Kind::Unknown, None),
            };
            let name = index.checked_sub(first).and_then(|at| call.args.get(at)?.name.as_ref());
            foreign::Given { name: name.map(|name| name.name.to_string()), code: Code::new(&self.repaired_text(span)), kind, ty }
        };
        let given = given.iter().enumerate().map(foreign).collect();
        self.foreign_builtin(call.builtin, given, call.is_method, call.at, call.span, call.want)
    }

    /// No overload takes the arguments, which were checked.
    fn no_overload(&mut self, builtin: &Builtin, at: Span, given: &[Given<'_>], refused: Refused) {
        if given.iter().any(|given| matches!(given, Given::Checked(expr) if self.infer.zonk(&expr.ty).is_invalid())) {
            return;
        }
        let given: Vec<Argument> = given
            .iter()
            .map(|given| match given {
                Given::Checked(expr) => Argument::Value(self.shown(expr, &self.infer.zonk(&expr.ty))),
                Given::Closure(closure, _) => Argument::Closure(closure.params.len()),
                Given::Written(_) => Argument::Unknown,
            })
            .collect();
        self.report(report::builtin::no_overload(builtin, at, refused, &given));
    }

    /// Values that a builtin sorts or compares must have an order.
    pub(super) fn check_ordered(&mut self) {
        for (ty, span, name) in std::mem::take(&mut self.ordered) {
            let ty = self.infer.zonk(&ty);
            if !is_ordered(&ty) {
                let shown = self.show(&ty);
                self.report(report::builtin::no_order(name, &ty, &shown, span));
            }
        }
    }
}

/// Puts arguments in the order of the parameters: for each the argument that it takes. `None` if number, names or closures do not match.
fn arrange(signature: &Signature, names: &[Option<&str>], given: &[Given<'_>]) -> Option<Vec<Option<usize>>> {
    let mut taken: Vec<Option<usize>> = vec![None; signature.params.len()];
    let mut named = false;
    for (index, name) in names.iter().enumerate() {
        let position = match name {
            None if named => return None,
            None => index,
            Some(name) => {
                named = true;
                signature.params.iter().position(|param| param.name == *name)?
            }
        };
        let slot = taken.get_mut(position)?;
        if slot.is_some() {
            return None;
        }
        *slot = Some(index);
        let takes_closure = matches!(signature.params[position].ty, SigType::Closure(..));
        if takes_closure != matches!(given[index], Given::Closure(..)) {
            return None;
        }
    }
    let complete = signature.params.iter().zip(&taken).all(|(param, taken)| param.optional || taken.is_some());
    complete.then_some(taken)
}

fn param_name(candidates: &[Candidate], index: usize) -> &str {
    let Some(candidate) = candidates.first() else { return "" };
    let position = candidate.taken.iter().position(|taken| *taken == Some(index)).unwrap_or(0);
    candidate.signature.params.get(position).map_or("", |param| param.name)
}

/// Whether an argument's type is a variable that is the call's result too.
fn is_accumulator(candidate: &Candidate, index: usize) -> bool {
    let position = candidate.taken.iter().position(|taken| *taken == Some(index));
    position
        .and_then(|position| candidate.signature.params.get(position))
        .is_some_and(|param| matches!(param.ty, SigType::Var(_)) && param.ty == candidate.signature.result)
}

/// Whether values of this type have an order for sorting.
fn is_ordered(ty: &Ty) -> bool {
    match ty {
        Ty::Int | Ty::Float | Ty::Str | Ty::Bool | Ty::Datetime | Ty::Duration | Ty::Enum(_) => true,
        Ty::Hole(_) | Ty::Never => true,
        Ty::List(inner) => is_ordered(inner),
        Ty::Tuple(members) => members.iter().all(is_ordered),
        Ty::Union(members) => match members.as_ref() {
            [inner, Ty::None] => is_ordered(inner),
            _ => false,
        },
        _ => false,
    }
}

impl Checker<'_> {
    /// Constant arguments that a builtin would refuse whenever it runs.
    fn constant_arguments(&mut self, op: BuiltinOp, args: &[Expr]) {
        let text = |index: usize| match args.get(index) {
            Some(Expr { kind: ExprKind::Const(Const::Str(text)), span, .. }) => Some((text.clone(), *span)),
            _ => None,
        };
        match op {
            BuiltinOp::Conversion(ConversionOp::FormatInt | ConversionOp::FormatFloat | ConversionOp::FormatStr) => {
                if let (Some((spec, span)), Some(value)) = (text(1), args.first()) {
                    let ty = self.infer.shallow(&value.ty);
                    self.check_spec(&spec, span, &ty);
                }
            }
            BuiltinOp::Pattern(
                PatternOp::RegexMatch
                | PatternOp::RegexFind
                | PatternOp::RegexFindAll
                | PatternOp::RegexGroups
                | PatternOp::RegexReplace
                | PatternOp::RegexSplit,
            ) => {
                let Some((pattern, span)) = text(1) else { return };
                if let (Some(pattern), BuiltinOp::Pattern(PatternOp::RegexReplace), Some((replacement, span))) =
                    (self.check_pattern(&pattern, span), op, text(2))
                {
                    self.check_replacement(&pattern, &replacement, span);
                }
            }
            _ => {}
        }
    }
}
