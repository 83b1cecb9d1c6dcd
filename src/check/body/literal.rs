//! Literals of one value: they take the type that is expected of them.

use std::sync::Arc;

use super::infer::Open;
use super::{Checker, Want, report};
use crate::check::assign::Solver;
use crate::check::fold::to_json;
use crate::check::ty::{Expr, Hole, Ty};
use crate::program::ty::EnumId;
use crate::program::{Const, ExprKind};
use crate::source::Span;

impl Checker<'_> {
    /// The variants of the type that is wanted.
    pub(super) fn wanted(&self, want: Want<'_>) -> Vec<Ty> {
        want.ty().map(|ty| self.infer.shallow(ty).variants().to_vec()).unwrap_or_default()
    }

    pub(super) fn constant(&self, value: Const, ty: Ty, span: Span) -> Expr {
        Expr { kind: ExprKind::Const(value), ty, span }
    }

    /// A literal that is its own type, or JSON where that is wanted.
    pub(super) fn scalar(&mut self, value: Const, ty: Ty, span: Span, want: Want<'_>) -> Expr {
        let wanted = self.wanted(want);
        if wanted.contains(&Ty::Json)
            && !wanted.contains(&ty)
            && let Some(json) = to_json(&value)
        {
            return self.constant(Const::Json(json), Ty::Json, span);
        }
        self.constant(value, ty, span)
    }

    pub(super) fn int_literal(&mut self, value: i64, span: Span, want: Want<'_>) -> Expr {
        let wanted = self.wanted(want);
        if wanted.contains(&Ty::Float) && !wanted.contains(&Ty::Int) {
            return self.constant(Const::Float(value as f64), Ty::Float, span);
        }
        self.scalar(Const::Int(value), Ty::Int, span, want)
    }

    pub(super) fn none_literal(&mut self, span: Span, want: Want<'_>) -> Expr {
        let wanted = self.wanted(want);
        if wanted.contains(&Ty::Json) && !wanted.contains(&Ty::None) {
            return self.constant(Const::Json(serde_json::Value::Null), Ty::Json, span);
        }
        let open = wanted.is_empty() || wanted.iter().any(|ty| matches!(ty, Ty::Hole(Hole::Var(_))));
        if open && !wanted.contains(&Ty::None) {
            let inner = self.infer.fresh(Open::None, span);
            return self.constant(Const::None, Ty::Union([inner, Ty::None].into()), span);
        }
        self.constant(Const::None, Ty::None, span)
    }

    /// Text: an enum's variant, a file, a folder or a table where one is wanted.
    pub(super) fn str_literal(&mut self, text: &str, span: Span, want: Want<'_>) -> Expr {
        let wanted = self.wanted(want);
        let value: Arc<str> = Arc::from(text);
        if wanted.contains(&Ty::Str) {
            self.warn_of_braces(span);
            return self.constant(Const::Str(value), Ty::Str, span);
        }
        for ty in &wanted {
            match ty {
                Ty::Enum(id) => return self.variant_of_text(*id, text, span),
                Ty::File(_) => return self.address(Const::File(value), "file", ty, span),
                Ty::Dir(_) => return self.address(Const::Dir(value), "folder", ty, span),
                Ty::Table(_) => return self.address(Const::Table(value), "table", ty, span),
                _ => {}
            }
        }
        self.warn_of_braces(span);
        self.scalar(Const::Str(value), Ty::Str, span, want)
    }

    /// A literal that is the address of a file, a folder or a table. A constant is written into artifacts as it is, and pods do not have the
    /// files of this machine; code runs on the machine that has them.
    fn address(&mut self, value: Const, what: &str, ty: &Ty, span: Span) -> Expr {
        if let (true, Const::File(path) | Const::Dir(path) | Const::Table(path)) = (self.constant, &value)
            && !path.is_empty()
            && !has_scheme(path)
        {
            self.report(report::value::local_path(what, path, span));
        }
        self.constant(value, ty.clone(), span)
    }

    /// The variant whose text this is; an unknown text is reported.
    pub(super) fn variant_of_text(&mut self, id: EnumId, text: &str, span: Span) -> Expr {
        let def = self.cx.program.enum_(id);
        if let Some(position) = def.variants.iter().position(|variant| variant.value == text) {
            return self.constant(Const::Enum(id, position as u32), Ty::Enum(id), span);
        }
        self.report(report::access::unknown_value(def, text, span));
        Expr { ty: Ty::Hole(Hole::Invalid), ..self.reported(span) }
    }
}

/// Whether an address begins with the scheme of a URL: `s3://`.
fn has_scheme(address: &str) -> bool {
    address.split_once("://").is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}
