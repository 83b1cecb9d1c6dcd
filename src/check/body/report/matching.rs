//! The wording of what is wrong with the arms of a `match`.

use super::Shown;
use crate::check::ty::Ty;
use crate::diagnostics::codes::types::{MATCH_MISSING, MATCH_PATTERN, UNREACHABLE_ARM};
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::program::Header;
use crate::source::Span;
use crate::syntax::ast::Ident;

pub(in crate::check::body) fn name_in_alternatives(name: Span) -> Diagnostic {
    Diagnostic::new(&MATCH_PATTERN, "a pattern with alternatives cannot bind a name")
        .at(name, "this name would have a value in one alternative only")
        .help("write `_` here, or an arm for each alternative")
}

pub(in crate::check::body) fn not_a_literal(pattern: Span) -> Diagnostic {
    Diagnostic::new(&MATCH_PATTERN, "a pattern must be a literal, not a computed value")
        .at(pattern, "not a literal")
        .help("compare in a condition instead: `x if x == … => …`")
}

pub(in crate::check::body) fn not_an_enum(name: &Ident) -> Diagnostic {
    Diagnostic::new(&MATCH_PATTERN, format!("`{}` is not an enum", name.name))
        .at(name.span, "a pattern is a literal, a variant of an enum or a type")
        .help("compare in a condition instead: `x if x == … => …`")
}

/// New names that are those of variants, too, in the patterns of one `match`.
pub(in crate::check::body) fn variants_without_enum(names: &[(&Ident, &Header)]) -> Option<Diagnostic> {
    let ((first, owner), others) = names.split_first()?;
    let full = |(name, owner): &(&Ident, &Header)| format!("{}.{}", owner.name, name.name);
    let message = format!("`{}` matches every value: it is a new name, not the variant", first.name);
    let mut found = Diagnostic::new(&MATCH_PATTERN, message).at(first.span, "this matches everything");
    for (name, _) in others.iter().take(8) {
        found = found.at(name.span, "so does this");
    }
    let shown: Vec<String> = names.iter().take(8).map(|name| format!("`{}`", full(name))).collect();
    let edits = names.iter().map(|name| Edit { span: name.0.span, text: full(name) }).collect();
    let found = found.at(owner.span, "the enum is declared here").help(format!("write {}", shown.join(", ")));
    Some(found.fix("add the name of the enum", Applicability::Safe, edits))
}

/// What the subject of a `match` never is, although a pattern says so. Types are as a user writes them.
pub(in crate::check::body) enum Never<'n> {
    None,
    /// One of the types of a pattern.
    Type(&'n str),
    /// The value of a literal of a type.
    ValueOf(&'n str),
    /// A variant of an enum with a name.
    VariantOf(&'n str),
}

/// `shown` is the type of the subject as a user writes it.
pub(in crate::check::body) fn never_matches(pattern: Span, never: &Never<'_>, subject: &Ty, shown: &str) -> Diagnostic {
    let what = match never {
        Never::None => "`none`".to_owned(),
        Never::Type(ty) => format!("a `{ty}`"),
        Never::ValueOf(ty) => format!("a `{ty}`"),
        Never::VariantOf(name) => format!("a variant of `{name}`"),
    };
    let found =
        Diagnostic::new(&MATCH_PATTERN, format!("the matched value is `{shown}`, which is never {what}")).at(pattern, "this never matches");
    match subject {
        Ty::Json => found.help("get the value out of the JSON value first: `.as_int()`, `.as_float()`, `.as_str()`, `.as_list()`"),
        Ty::Union(_) => {
            found.help(format!("a pattern is a value of one of the types of `{shown}`, a type with a name (`x: T`), `none` or `_`"))
        }
        _ => found.help(format!("a pattern is a value of type `{shown}`, a name for it, or `_`")),
    }
}

pub(in crate::check::body) fn unreachable(pattern: Span) -> Diagnostic {
    Diagnostic::new(&UNREACHABLE_ARM, "this arm can never be reached")
        .at(pattern, "earlier arms match all of it")
        .help("remove it, or move it before the arm that matches its values")
}

/// `missing` are patterns of the cases without an arm; `owner` is the enum among the types of the subject.
pub(in crate::check::body) fn not_exhaustive(keyword: Span, subject: &Shown, owner: Option<&Header>, missing: &[String]) -> Diagnostic {
    let shown: Vec<String> = missing.iter().take(6).map(|case| format!("`{case}`")).collect();
    let more = missing.len().saturating_sub(6);
    let list = if more == 0 { shown.join(", ") } else { format!("{} and {more} more", shown.join(", ")) };
    let found = Diagnostic::new(&MATCH_MISSING, format!("this `match` does not cover {list}"))
        .at(keyword, "not every value has an arm")
        .at(subject.span, format!("this is `{}`", subject.shown));
    let found = match owner {
        Some(owner) => found.at(owner.span, "the enum is declared here"),
        None => found,
    };
    let arms: Vec<String> = missing.iter().take(3).map(|case| format!("`{case} => …`")).collect();
    let wildcard = if missing.iter().any(|case| case == "_") { "" } else { ", or `_ => …` for everything else" };
    found.help(format!("add {}{wildcard}", arms.join(", ")))
}
