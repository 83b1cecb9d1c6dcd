//! Literals of one value: they take the type that is expected of them.

use std::sync::Arc;

use super::infer::Open;
use super::{Checker, Want};
use crate::check::assign::Solver;
use crate::check::fold::to_json;
use crate::check::ty::{Expr, Hole, Ty};
use crate::diagnostics::codes::types::UNKNOWN_VARIANT;
use crate::diagnostics::{Applicability, Diagnostic, Edit, suggest};
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
            return self.constant(Const::Str(value), Ty::Str, span);
        }
        for ty in &wanted {
            match ty {
                Ty::Enum(id) => return self.variant_of_text(*id, text, span),
                Ty::File(_) => return self.constant(Const::File(value), ty.clone(), span),
                Ty::Dir(_) => return self.constant(Const::Dir(value), ty.clone(), span),
                Ty::Table(_) => return self.constant(Const::Table(value), ty.clone(), span),
                _ => {}
            }
        }
        self.scalar(Const::Str(value), Ty::Str, span, want)
    }

    /// The variant whose text this is; an unknown text is reported.
    pub(super) fn variant_of_text(&mut self, id: EnumId, text: &str, span: Span) -> Expr {
        let def = self.cx.program.enum_(id);
        if let Some(position) = def.variants.iter().position(|variant| variant.value == text) {
            return self.constant(Const::Enum(id, position as u32), Ty::Enum(id), span);
        }
        let name = &def.header.name;
        let values: Vec<&str> = def.variants.iter().map(|variant| variant.value.as_str()).collect();
        let mut found = Diagnostic::new(&UNKNOWN_VARIANT, format!("`{text}` is not a value of the enum `{name}`"))
            .at(span, format!("`{name}` is expected here"))
            .at(def.header.span, "the enum is declared here");
        let by_name = def.variants.iter().find(|variant| variant.name == text).map(|variant| variant.value.as_str());
        found = match by_name.or_else(|| suggest::nearest(text, values.iter().copied())) {
            Some(nearest) => {
                let edit = Edit { span, text: format!("\"{nearest}\"") };
                found.help(format!("did you mean `\"{nearest}\"`?")).fix("use that value", Applicability::Unsafe, vec![edit])
            }
            None => found.help(format!("its values are {}", list_of(&values, '"'))),
        };
        self.report(found);
        Expr { ty: Ty::Hole(Hole::Invalid), ..self.reported(span) }
    }
}

/// Names in a sentence: `a`, `b` and `c`; at most eight of them.
pub(super) fn list_of(names: &[&str], quote: char) -> String {
    let quoted = |name: &&str| if quote == '"' { format!("`\"{name}\"`") } else { format!("`{name}`") };
    let shown: Vec<String> = names.iter().take(8).map(quoted).collect();
    match (shown.split_last(), names.len() > 8) {
        (None, _) => "none".to_owned(),
        (Some(_), true) => format!("{}, …", shown.join(", ")),
        (Some((last, [])), false) => last.clone(),
        (Some((last, others)), false) => format!("{} and {last}", others.join(", ")),
    }
}
