//! The wording of what is wrong with ways into a value: fields, variants, indices and slices.

use super::none::{self, Place};
use super::{Shown, list_of};
use crate::check::body::members::Apart;
use crate::check::foreign::READ;
use crate::check::ty::Ty;
use crate::diagnostics::codes::types::{NOT_INDEXABLE, TYPE_MISMATCH, UNKNOWN_FIELD, UNKNOWN_VARIANT};
use crate::diagnostics::{Applicability, Diagnostic, Edit, suggest};
use crate::program::{EnumDef, StructDef, builtins};
use crate::source::Span;
use crate::syntax::ast::Ident;

pub(in crate::check::body) fn unknown_variant(def: &EnumDef, name: &Ident) -> Diagnostic {
    let names: Vec<&str> = def.variants.iter().map(|variant| variant.name.as_str()).collect();
    let by_value = def.variants.iter().find(|variant| variant.value == name.name).map(|variant| variant.name.as_str());
    let found = Diagnostic::new(&UNKNOWN_VARIANT, format!("the enum `{}` has no variant `{}`", def.header.name, name.name))
        .at(name.span, "unknown variant")
        .at(def.header.span, "the enum is declared here");
    match by_value.or_else(|| suggest::nearest(&name.name, names.iter().copied())) {
        Some(nearest) => {
            let edit = Edit { span: name.span, text: nearest.to_owned() };
            found.help(format!("did you mean `{nearest}`?")).fix("use that variant", Applicability::Unsafe, vec![edit])
        }
        None => found.help(format!("its variants are {}", list_of(&names, '`'))),
    }
}

/// A string where a variant is expected, but which is not the value of any variant.
pub(in crate::check::body) fn unknown_value(def: &EnumDef, text: &str, span: Span) -> Diagnostic {
    let name = &def.header.name;
    let values: Vec<&str> = def.variants.iter().map(|variant| variant.value.as_str()).collect();
    let by_name = def.variants.iter().find(|variant| variant.name == text).map(|variant| variant.value.as_str());
    let found = Diagnostic::new(&UNKNOWN_VARIANT, format!("`{text}` is not a value of the enum `{name}`"))
        .at(span, format!("`{name}` is expected here"))
        .at(def.header.span, "the enum is declared here");
    match by_name.or_else(|| suggest::nearest(text, values.iter().copied())) {
        Some(nearest) => {
            let edit = Edit { span, text: format!("\"{nearest}\"") };
            found.help(format!("did you mean `\"{nearest}\"`?")).fix("use that value", Applicability::Unsafe, vec![edit])
        }
        None => found.help(format!("its values are {}", list_of(&values, '"'))),
    }
}

/// `orders[orders.price > 100.0]`
pub(in crate::check::body) fn condition_as_position(condition: Span) -> Diagnostic {
    Diagnostic::new(&TYPE_MISMATCH, "a list is indexed by a position, not by a condition").at(condition, "a condition on each element")
}

/// `near` is a field with a similar name that may be meant.
pub(in crate::check::body) fn unknown_field(def: &StructDef, name: &Ident, near: Option<&str>) -> Diagnostic {
    let found = Diagnostic::new(&UNKNOWN_FIELD, format!("the struct `{}` has no field `{}`", def.header.name, name.name))
        .at(name.span, "unknown field")
        .at(def.header.span, "the struct is declared here");
    match near {
        Some(near) => {
            let edit = Edit { span: name.span, text: near.to_owned() };
            found.help(format!("did you mean `{near}`?")).fix("rename the field", Applicability::Unsafe, vec![edit])
        }
        None => {
            let names: Vec<&str> = def.fields.iter().map(|field| field.name.as_str()).collect();
            found.help(format!("its fields are {}", list_of(&names, '`')))
        }
    }
}

/// A field of a value that is not a struct, without a way out.
pub(in crate::check::body) fn no_field(base: &Shown, name: &Ident) -> Diagnostic {
    let shown = &base.shown;
    Diagnostic::new(&UNKNOWN_FIELD, format!("a value of type `{shown}` has no field `{}`", name.name))
        .at(name.span, "unknown field")
        .at(base.span, format!("this is `{shown}`"))
}

/// A field of a value that is not a struct.
pub(in crate::check::body) fn no_fields(base: &Shown, name: &Ident) -> Diagnostic {
    let text = base.text_or("x");
    let found = no_field(base, name);
    match &base.ty {
        Ty::Union(_) if base.ty.accepts_none() => none::may_be_none(found, base, Place::Operand),
        Ty::Union(_) => found.help("use `match`, with an arm for each type"),
        Ty::Json | Ty::Map(_) => found.help(format!("to look up a key, write `{text}[\"{}\"]`", name.name)),
        Ty::Tuple(_) => found.help(format!("name its members: `let (a, b) = {text}`")),
        _ if builtins::find(&name.name).is_some() => found.help(format!("to call the builtin, write `{text}.{}()`", name.name)),
        _ => found.help("only structs have fields"),
    }
}

/// `Tier[text]`, `Tier.from_str(text)`
pub(in crate::check::body) fn converted_variant(name: &str, declared: Span, text: &str, at: Span) -> Diagnostic {
    let code = format!("{name}({text})");
    let shown = if code.len() > 60 || code.contains('\n') { format!("{name}(…)") } else { code.clone() };
    Diagnostic::new(&UNKNOWN_VARIANT, "the variant of a string is found by a call of the enum")
        .at(at, "this is not a variant")
        .at(declared, "the enum is declared here")
        .help(format!("write `{shown}`, which fails if no variant has this value"))
        .fix("call the enum", Applicability::Unsafe, vec![Edit { span: at, text: code }])
}

/// `code` is the closure whose parameter has names for the members.
pub(in crate::check::body) fn member_by_position(name: &str, code: &str, edits: Vec<Edit>, at: Span) -> Diagnostic {
    let found = Diagnostic::new(&NOT_INDEXABLE, "the members of a tuple have no positions").at(at, format!("`{name}` is a tuple"));
    let found = match code.contains('\n') || code.len() > 60 {
        true => found.help("a closure names them in its parameter, as in `|(first, second)|`"),
        false => found.help(format!("a closure names them in its parameter: `{code}`")),
    };
    found.fix("name the members", Applicability::Unsafe, edits)
}

/// `for x in xs { xs[x] }`
pub(in crate::check::body) fn element_as_position(name: &str, ty: &str, whole: &str, at: Span, declared: Span) -> Diagnostic {
    let whole = if whole.contains('\n') || whole.len() > 60 { "xs" } else { whole };
    Diagnostic::new(&TYPE_MISMATCH, format!("a position must be `int`, but this is `{ty}`"))
        .at(at, format!("this is `{ty}`"))
        .at(declared, "this goes through elements, not positions")
        .help(format!(
            "if `{name}` is the element that is meant, use it as it is; to count positions, write `for {name} in range(len({whole}))`"
        ))
}

/// A part of a file, folder or table.
pub(in crate::check::body) fn unread(base: &Shown, done: &str) -> Diagnostic {
    let shown = &base.shown;
    Diagnostic::new(&NOT_INDEXABLE, format!("a value of type `{shown}` cannot be {done}"))
        .at(base.span, format!("this is `{shown}`"))
        .help(READ)
}

/// A tuple, which is not read by position; `apart` is how it is taken apart where it is named.
pub(in crate::check::body) fn tuple_indexed(base: &Shown, done: &str, apart: Option<Apart>) -> Diagnostic {
    let (shown, text) = (&base.shown, base.text_or("x"));
    let found = Diagnostic::new(&NOT_INDEXABLE, format!("a tuple cannot be {done}")).at(base.span, format!("this is `{shown}`"));
    let Some(Apart { pattern, named, edits }) = apart else {
        return found.help(format!("name its members: `let (a, b) = {text}`"));
    };
    let found = found.at(named, "named here").help(format!("name its members: write `{pattern}` instead of `{text}`"));
    match edits {
        Some(edits) => found.fix("name its members", Applicability::Unsafe, edits),
        None => found,
    }
}

/// `done` is what cannot be done: `indexed` or `sliced`.
pub(in crate::check::body) fn not_indexable(base: &Shown, done: &str) -> Diagnostic {
    let shown = &base.shown;
    let found =
        Diagnostic::new(&NOT_INDEXABLE, format!("a value of type `{shown}` cannot be {done}")).at(base.span, format!("this is `{shown}`"));
    match &base.ty {
        Ty::Union(_) if base.ty.accepts_none() => none::may_be_none(found, base, Place::Operand),
        Ty::Union(_) => found.help("use `match`, with an arm for each type"),
        Ty::Struct(_) => found.help("the field of a struct is read with a `.`"),
        _ => found.help("only lists, strings, bytes, maps and JSON values can be indexed"),
    }
}
