//! The wording of values other than `bool` that are used as conditions, as other languages allow it.

use super::Shown;
use super::none::default_of;
use crate::check::ty::Ty;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::types::TYPE_MISMATCH;
use crate::diagnostics::{Applicability, Edit};
use crate::source::Span;

/// The test that is meant where a value is a condition: that it is not empty, zero or `none`; or that it is.
pub(super) fn test(value: &Shown, holds: bool) -> Option<String> {
    let text = value.operand();
    let compared = |with: &str| format!("{text} {} {with}", if holds { "!=" } else { "==" });
    Some(match &value.ty {
        Ty::List(_) | Ty::Map(_) | Ty::Str if holds => format!("not {text}.is_empty()"),
        Ty::List(_) | Ty::Map(_) | Ty::Str => format!("{text}.is_empty()"),
        Ty::Bytes => format!("{text}.len() {} 0", if holds { ">" } else { "==" }),
        Ty::Int | Ty::Float | Ty::Duration => compared(default_of(&value.ty)),
        Ty::Json if holds => format!("{text}.as_bool()"),
        Ty::Json => format!("not {text}.as_bool()"),
        ty if ty.accepts_none() => match ty.without_none() {
            Ty::Bool if holds => format!("{text} ?? false"),
            Ty::Bool => format!("not ({text} ?? false)"),
            _ => compared("none"),
        },
        _ => return None,
    })
}

/// The way out where a value is a condition.
pub(super) fn way_out(found: Diagnostic, value: &Shown, holds: bool, whole: Span) -> Diagnostic {
    let Some(test) = test(value, holds) else { return found };
    let asks = match (&value.ty, holds) {
        (Ty::List(_) | Ty::Map(_) | Ty::Str | Ty::Bytes, true) => "that it is not empty",
        (Ty::List(_) | Ty::Map(_) | Ty::Str | Ty::Bytes, false) => "that it is empty",
        (Ty::Int | Ty::Float | Ty::Duration, true) => "that it is not zero",
        (Ty::Int | Ty::Float | Ty::Duration, false) => "that it is zero",
        (Ty::Json, _) => "for the `bool` in it",
        (ty, _) if ty.without_none() == Ty::Bool => "for its value, with a default",
        (_, true) => "that it has a value",
        (_, false) => "that it has none",
    };
    let found = found.help(format!("only a `bool` is a condition; to ask {asks}, write `{test}`"));
    match value.text {
        Some(_) => found.fix(format!("write `{test}`"), Applicability::Unsafe, vec![Edit { span: whole, text: test }]),
        None => found,
    }
}

/// `a or b` and `a and b` of values, which other languages have: one of the operands.
pub(in crate::check::body) struct Chosen<'c> {
    /// Whether it is `or`.
    pub(in crate::check::body) is_or: bool,
    pub(in crate::check::body) sign: Span,
    pub(in crate::check::body) left: &'c Shown,
    /// The right side as written, if it can be quoted.
    pub(in crate::check::body) right: Option<&'c str>,
    pub(in crate::check::body) whole: Span,
}

/// The operand that is chosen is not a condition.
fn not_a_condition(chosen: &Chosen<'_>) -> Diagnostic {
    let word = if chosen.is_or { "or" } else { "and" };
    let left = chosen.left;
    let message = format!("each side of `{word}` must be `bool`, but this is `{}`", left.shown);
    Diagnostic::new(&TYPE_MISMATCH, message).at(left.span, format!("this is `{}`", left.shown))
}

/// `counts[k] or 0`: `code` is `none` where the left side fails.
pub(in crate::check::body) fn default_instead(chosen: &Chosen<'_>, code: &str, fails: &str) -> Diagnostic {
    let right = chosen.right.unwrap_or("…");
    let edits = vec![Edit { span: chosen.left.span, text: code.to_owned() }, Edit { span: chosen.sign, text: "??".to_owned() }];
    not_a_condition(chosen)
        .help(format!("`{}` fails {fails}: to use a default then, write `{code} ?? {right}`", chosen.left.text_or("…")))
        .fix(format!("write `{code} ?? {right}`"), Applicability::Unsafe, edits)
}

/// Keeps the parentheses around what a fix replaces.
pub(in crate::check::body) fn in_parentheses(mut found: Diagnostic, whole: Span) -> Diagnostic {
    for edit in found.fix.iter_mut().flat_map(|fix| &mut fix.edits).filter(|edit| edit.span == whole) {
        edit.text = format!("({})", edit.text);
    }
    found
}

pub(in crate::check::body) fn chosen(chosen: &Chosen<'_>) -> Diagnostic {
    let Chosen { is_or, sign, left, right, whole } = chosen;
    let found = not_a_condition(chosen);
    let (text, right) = (left.text_or("…"), right.unwrap_or("…"));
    if *is_or && left.ty.accepts_none() {
        let edit = Edit { span: *sign, text: "??".to_owned() };
        return found.help(format!("to use a default where it is `none`, write `{text} ?? {right}`")).fix(
            "write `??`",
            Applicability::Unsafe,
            vec![edit],
        );
    }
    let Some(empty) = test(left, !is_or) else { return found };
    let (first, second, what) = if *is_or { (right, text, "a default") } else { (right, text, "the right side only then") };
    let code = format!("if {empty} {{ {first} }} else {{ {second} }}");
    if left.ty.accepts_none() && !is_or {
        return found.help(format!("to use {what}, write `if {empty} {{ {right} }} else {{ none }}`"));
    }
    let found = found.help(format!("to use {what}, write `{code}`"));
    if code.contains('…') {
        found
    } else {
        found.fix(format!("write `{code}`"), Applicability::Unsafe, vec![Edit { span: *whole, text: code }])
    }
}
