//! The way out where a variable gets a value of another type than its declaration gave it: to declare it with that type.

use super::Why;
use super::conversion::fits;
use crate::check::body::Checker;
use crate::check::body::scope::{Info, Initial};
use crate::check::ty::{Expr, Ty};
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::program::ExprKind;
use crate::source::Span;

impl Checker<'_> {
    /// Offers another declaration of the variable that is assigned, if that is where the mistake is, and says whether it is.
    pub(super) fn at_declaration(&self, found: Diagnostic, value: &Expr, types: (&Ty, &Ty), why: &Why<'_>) -> (Diagnostic, bool) {
        let Why::Assigned(place, declared) = why else { return (found, false) };
        let Some((info, local)) = self.infos.iter().zip(&self.locals).find(|(info, _)| info.span == *declared) else {
            return (found, false);
        };
        let Some((initial, text)) = info.initial.and_then(|initial| Some((initial, self.quote(initial.value)?))) else {
            return (found, false);
        };
        let (from, to) = types;
        // A literal that is only written in another way is mended where it is.
        let is_whole = matches!(&value.kind, ExprKind::Const(crate::program::Const::Float(value)) if value.fract() == 0.0);
        if *place == local.name.as_str() {
            return match wanted(from, to) {
                Some(Ty::Float) if !is_whole => (self.as_float(found, place, info, initial, text), true),
                Some(wanted) if wanted != Ty::Float => (self.declared_as(found, place, info, initial, &self.show(&wanted)), true),
                _ => (found, false),
            };
        }
        let is_element = place.strip_prefix(local.name.as_str()).is_some_and(|rest| rest.starts_with('[') && !rest.contains("]["));
        if !is_element || !text.starts_with(['[', '{']) {
            return (found, false);
        }
        let all = match (wanted(from, to), self.infer.zonk(&local.ty)) {
            (Some(wanted), Ty::List(_)) => Ty::list(wanted),
            (Some(wanted), Ty::Map(_)) => Ty::map(wanted),
            _ => return (found, false),
        };
        (self.declared_as(found, &local.name, info, initial, &self.show(&all)), true)
    }

    /// `var z = 0.0`
    fn as_float(&self, found: Diagnostic, name: &str, info: &Info, initial: Initial, text: &str) -> Diagnostic {
        let is_literal = text.strip_prefix('-').unwrap_or(text).bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
        if let Some(written) = initial.ty {
            let text = if is_literal { text.to_owned() } else { format!("float({text})") };
            let code = format!("{} {name}: float = {text}", self.keyword(info));
            let edits = vec![Edit { span: written, text: "float".to_owned() }, Edit { span: initial.value, text }];
            return found.help(format!("declare `{name}` as a `float`: `{code}`")).fix(
                format!("declare `{name}` as a `float`"),
                Applicability::Unsafe,
                edits,
            );
        }
        let code = if is_literal { format!("{text}.0") } else { format!("float({text})") };
        let keyword = self.keyword(info);
        found.help(format!("`{name}` is an `int` because of its first value: declare it as `{keyword} {name} = {code}`")).fix(
            format!("declare `{name}` as a `float`"),
            Applicability::Unsafe,
            vec![Edit { span: initial.value, text: code }],
        )
    }

    /// `var z: int? = 0`
    fn declared_as(&self, found: Diagnostic, name: &str, info: &Info, initial: Initial, ty: &str) -> Diagnostic {
        let text = self.quote(initial.value).unwrap_or("…");
        let code = format!("{} {name}: {ty} = {text}", self.keyword(info));
        match initial.ty {
            Some(written) => replaced(found, name, written, ty, code),
            None => {
                let at = Span::new(info.span.file, info.span.end, info.span.end);
                replaced(found, name, at, &format!(": {ty}"), code)
            }
        }
    }

    fn keyword(&self, info: &Info) -> &'static str {
        let mutable = self.infos.iter().zip(&self.locals).any(|(known, local)| known.span == info.span && local.mutable);
        if mutable { "var" } else { "let" }
    }
}

/// The type that takes the first value and the new one.
fn wanted(from: &Ty, to: &Ty) -> Option<Ty> {
    match (from, to) {
        (Ty::Float, Ty::Int) => Some(Ty::Float),
        _ if from.accepts_none() && !to.accepts_none() && (*from == Ty::None || fits(&from.without_none(), to)) => {
            Some(Ty::optional(to.clone()))
        }
        _ => None,
    }
}

fn replaced(found: Diagnostic, name: &str, span: Span, with: &str, code: String) -> Diagnostic {
    let edit = Edit { span, text: with.to_owned() };
    found.help(format!("declare `{name}` with a type that takes both values: `{code}`")).fix(
        format!("declare it as `{}`", with.trim_start_matches(": ")),
        Applicability::Unsafe,
        vec![edit],
    )
}
