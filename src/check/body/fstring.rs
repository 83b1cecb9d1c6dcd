//! Interpolated strings: each part becomes text, with a format that is checked against its type.

use std::sync::Arc;

use super::{Checker, Want};
use crate::check::assign::Solver;
use crate::check::ty::{Expr, Hole, Ty};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::types::{CONSTANT_FAILS, FORMAT_SPEC};
use crate::program::builtins::{BuiltinOp, ConversionOp};
use crate::program::format_spec::FormatSpec;
use crate::program::replacement;
use crate::program::{Const, ExprKind};
use crate::source::Span;
use crate::syntax::ast::FStringPart;

impl Checker<'_> {
    pub(super) fn fstring(&mut self, parts: &[FStringPart], span: Span) -> Expr {
        let mut checked = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                FStringPart::Text(text) => checked.push(self.constant(Const::Str(Arc::from(text.as_str())), Ty::Str, span)),
                FStringPart::Value { value, spec } => {
                    let value = self.infer(value, Want::Any);
                    checked.push(self.text_of(value, spec.as_ref().map(|(spec, span)| (spec.as_str(), *span))));
                }
            }
        }
        Expr { kind: ExprKind::Join(checked), ty: Ty::Str, span }
    }

    /// A value as text.
    fn text_of(&mut self, value: Expr, spec: Option<(&str, Span)>) -> Expr {
        let span = value.span;
        let ty = self.infer.shallow(&value.ty);
        match (&ty, spec) {
            (Ty::Hole(Hole::Invalid) | Ty::Never, _) => value,
            (Ty::Unit | Ty::Rng, _) => {
                let shown = self.show(&ty);
                let found =
                    Diagnostic::new(&FORMAT_SPEC, format!("`{shown}` cannot be converted to a string")).at(span, "this has no string form");
                self.report(found);
                self.reported(span)
            }
            (Ty::Str, None) => value,
            (_, None) => self.builtin_expr(BuiltinOp::Conversion(ConversionOp::ToStr), vec![value], Ty::Str, span),
            (_, Some((spec, at))) => self.formatted(value, &ty, spec, at),
        }
    }

    fn formatted(&mut self, value: Expr, ty: &Ty, spec: &str, at: Span) -> Expr {
        let span = value.span;
        let text = self.quote(span).unwrap_or("x").to_owned();
        if *ty == Ty::Datetime {
            let spec = self.constant(Const::Str(Arc::from(spec)), Ty::Str, at);
            return self.builtin_expr(BuiltinOp::Conversion(ConversionOp::FormatDatetime), vec![value, spec], Ty::Str, span);
        }
        let Some(parsed) = self.check_spec(spec, at, ty) else { return self.reported(span) };
        let (op, value) = match ty {
            Ty::Int if parsed.is_float() => (BuiltinOp::Conversion(ConversionOp::FormatFloat), super::operators::widen(value, ty)),
            Ty::Int => (BuiltinOp::Conversion(ConversionOp::FormatInt), value),
            Ty::Float => (BuiltinOp::Conversion(ConversionOp::FormatFloat), value),
            Ty::Str => (BuiltinOp::Conversion(ConversionOp::FormatStr), value),
            _ => {
                let shown = self.show(ty);
                let mut found =
                    Diagnostic::new(&FORMAT_SPEC, format!("`{shown}` does not accept a format; only numbers, strings and dates do"))
                        .at(at, "this format")
                        .at(span, format!("this is `{shown}`"));
                found = if ty.accepts_none() {
                    found.help(format!("it may be `none`: give a default with `{text} ?? …`"))
                } else {
                    found.help(format!("convert it to a string first: `str({text})`"))
                };
                self.report(found);
                return self.reported(span);
            }
        };
        let spec = self.constant(Const::Str(Arc::from(spec)), Ty::Str, at);
        self.builtin_expr(op, vec![value, spec], Ty::Str, span)
    }

    /// A format that is known while compiling; `None` where it was reported.
    pub(super) fn check_spec(&mut self, spec: &str, at: Span, ty: &Ty) -> Option<FormatSpec> {
        let checked = FormatSpec::parse(spec).and_then(|parsed| match ty {
            Ty::Int => parsed.check_int().map(|()| parsed),
            Ty::Float => parsed.check_float().map(|()| parsed),
            Ty::Str => parsed.check_str().map(|()| parsed),
            _ => Ok(parsed),
        });
        match checked {
            Ok(parsed) => Some(parsed),
            Err(message) => {
                let found = Diagnostic::new(&FORMAT_SPEC, format!("`{spec}` is not a valid format: {message}"))
                    .at(at, "formats follow Python's format specification")
                    .help(
                        "`.2f` writes two decimal places, `>8` pads on the left to a width of 8, `,` groups thousands, `%` writes a percentage",
                    );
                self.report(found);
                None
            }
        }
    }

    /// A regular expression that is known while compiling.
    /// Reports a constant pattern that is none; gives it otherwise.
    pub(super) fn check_pattern(&mut self, pattern: &str, span: Span) -> Option<regex::Regex> {
        let error = match regex::Regex::new(pattern) {
            Ok(pattern) => return Some(pattern),
            Err(error) => error,
        };
        {
            let message = error.to_string();
            let last = message.lines().last().unwrap_or_default().trim().trim_start_matches("error: ").to_owned();
            let found = Diagnostic::new(&CONSTANT_FAILS, format!("the regular expression is not valid: {last}"))
                .at(span, "this always fails")
                .help("patterns use Perl's syntax, without look-around and backreferences");
            self.report(found);
        }
        None
    }

    /// Reports what looks like a group in a constant replacement and is not one of the pattern's.
    pub(super) fn check_replacement(&mut self, pattern: &regex::Regex, replacement: &str, span: Span) {
        let groups: Vec<Option<&str>> = pattern.capture_names().collect();
        let Err(mistake) = replacement::parts(&groups, replacement) else { return };
        let message = match mistake.is_unknown {
            true => format!("the pattern has no group `{}`", mistake.written),
            false => format!("the group `{}` is not closed", mistake.written),
        };
        let names: Vec<String> = pattern.capture_names().flatten().map(|name| format!("`${{{name}}}`")).collect();
        let groups = match (pattern.captures_len() - 1, names.as_slice()) {
            (0, _) => "the pattern has no groups".to_owned(),
            (1, []) => "the pattern has one group, `$1`".to_owned(),
            (count, []) => format!("the pattern has {count} groups, `$1` to `${count}`"),
            (count, names) => format!("the pattern has the groups `$1` to `${count}`, and by name {}", names.join(", ")),
        };
        let found = Diagnostic::new(&CONSTANT_FAILS, message)
            .at(span, "this always fails")
            .note(groups)
            .help("write `${1}0` to put a digit after a group, and `$$` for a dollar sign");
        self.report(found);
    }
}
