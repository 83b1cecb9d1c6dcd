//! The ways out where a value may be `none` and must not be, and where it never is.

use super::Shown;
use super::shown::Nature;
use crate::check::ty::Ty;
use crate::diagnostics::{Applicability, Diagnostic, Edit};

/// A default, in code, for a value that may be `none`; its type decides it.
pub(super) fn default_of(ty: &Ty) -> &'static str {
    match ty.without_none() {
        Ty::Int => "0",
        Ty::Float => "0.0",
        Ty::Str => "\"\"",
        Ty::Bool => "false",
        Ty::Duration => "0s",
        Ty::List(_) => "[]",
        Ty::Map(_) => "{}",
        _ => "…",
    }
}

/// What a value that may be `none` is needed as: how the default has to be written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// An operand, or what a `.` or `[` follows.
    Operand,
    /// On its own, such as an argument.
    Whole,
    /// The target of an assignment, where nothing can be put in its place.
    Target,
}

/// The ways out where a value may be `none`, and must not be.
pub(super) fn may_be_none(found: Diagnostic, value: &Shown, place: Place) -> Diagnostic {
    let text = value.text_or("…");
    let default = if matches!(value.nature, Nature::Position { .. }) { "-1" } else { default_of(&value.ty) };
    let otherwise = match &value.nature {
        Nature::Path => format!("check first with `if {text} != none {{ … }}`"),
        Nature::Lookup { read, name } => format!(
            "name it, `let {name} = {text}`, and check that with `if {name} != none {{ … }}`, or write `{read}`, which fails if there is none"
        ),
        Nature::Value { name } | Nature::Position { name } | Nature::Operation { name } => {
            format!("name it, `let {name} = {text}`, and check that with `if {name} != none {{ … }}`")
        }
    };
    let with_default = match place {
        Place::Operand => format!("({text} ?? {default})"),
        Place::Whole => format!("{text} ?? {default}"),
        Place::Target => return found.help(format!("`{text}` may be `none`: {otherwise}")),
    };
    let found = match default {
        "…" => found.help(format!("`{text}` may be `none`: {otherwise}, or use `match`")),
        _ => found.help(format!("`{text}` may be `none`: give a default, such as `{with_default}`, or {otherwise}")),
    };
    value.replaced(found, format!("use `{default}` where it is `none`"), with_default)
}

/// What else a comparison of a value with `none` may have been meant to be. `is_none` says whether it asks for `none`.
pub(super) fn never_none(found: Diagnostic, value: &Shown, comparison: crate::source::Span, is_none: bool, known: bool) -> Diagnostic {
    let text = value.text_or("…");
    if known {
        return found.help(format!("`{text}` was compared with `none` before, and has a value here: remove this comparison"));
    }
    match &value.ty {
        Ty::List(_) | Ty::Map(_) | Ty::Str => {
            let operand = value.operand();
            let test = if is_none { format!("{operand}.is_empty()") } else { format!("not {operand}.is_empty()") };
            let found = found
                .help(format!("to check whether it is empty, write `{test}`; to accept `none` as well, declare it as `{}?`", value.shown));
            match value.text {
                Some(_) => found.fix("check whether it is empty", Applicability::Unsafe, vec![Edit { span: comparison, text: test }]),
                None => found,
            }
        }
        _ => found.help(format!(
            "the comparison is always `{}`: remove it, or declare the value as `{}?` if it may be missing",
            !is_none, value.shown
        )),
    }
}

/// A list or map whose values may be `none`, where they must not be: without those, or with a default.
pub(super) fn parts_may_be_none(found: Diagnostic, value: &Shown) -> Diagnostic {
    let text = value.text_or("…");
    let (Ty::List(inner) | Ty::Map(inner)) = &value.ty else { return found };
    let name = if text == "x" || text.starts_with("x.") { "y" } else { "x" };
    let default = default_of(inner);
    let (kept, replaced) = match &value.ty {
        Ty::Map(_) => (
            format!("{{k: {name} for k, {name} in {text} if {name} != none}}"),
            format!("{{k: {name} ?? {default} for k, {name} in {text}}}"),
        ),
        _ => (format!("[{name} for {name} in {text} if {name} != none]"), format!("[{name} ?? {default} for {name} in {text}]")),
    };
    let otherwise = if default == "…" { String::new() } else { format!("; to put a default in their places, `{replaced}`") };
    let found = found.help(format!("its values may be `none`: to leave those out, write `{kept}`{otherwise}"));
    value.replaced(found, "leave out what is `none`", kept)
}
