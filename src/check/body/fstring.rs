//! Interpolated strings: each part becomes text, with a format that is checked against its type.

use std::sync::Arc;

use super::{Checker, Want, report};
use crate::check::assign::Solver;
use crate::check::ty::{Expr, Hole, Ty};
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
                self.report(report::text::no_string_form(&shown, span));
                self.reported(span)
            }
            (Ty::Str, None) => value,
            (_, None) => self.builtin_expr(BuiltinOp::Conversion(ConversionOp::ToStr), vec![value], Ty::Str, span),
            (_, Some((spec, at))) => self.formatted(value, &ty, spec, at),
        }
    }

    fn formatted(&mut self, value: Expr, ty: &Ty, spec: &str, at: Span) -> Expr {
        let span = value.span;
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
                self.report(report::text::no_format(&self.shown(&value, ty), at));
                return self.reported(span);
            }
        };
        let spec = self.constant(Const::Str(Arc::from(spec)), Ty::Str, at);
        self.builtin_expr(op, vec![value, spec], Ty::Str, span)
    }

    /// A format that is known at compile time; `None` where it was reported.
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
                self.report(report::text::format_not_valid(spec, &message, at));
                None
            }
        }
    }

    /// A constant pattern; `None` if it was reported as not valid.
    pub(super) fn check_pattern(&mut self, pattern: &str, span: Span) -> Option<regex::Regex> {
        match regex::Regex::new(pattern) {
            Ok(pattern) => Some(pattern),
            Err(error) => {
                self.report(report::text::pattern_not_valid(&error, span));
                None
            }
        }
    }

    /// Reports what looks like a group in a constant replacement and is not one of the pattern's.
    pub(super) fn check_replacement(&mut self, pattern: &regex::Regex, replacement: &str, span: Span) {
        let groups: Vec<Option<&str>> = pattern.capture_names().collect();
        let Err(mistake) = replacement::parts(&groups, replacement) else { return };
        self.report(report::text::replacement_not_valid(pattern, &mistake, span));
    }
}
