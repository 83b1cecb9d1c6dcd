//! The wording of what is wrong with calls of builtins.

use super::Shown;
use super::none::{self, Place};
use crate::check::ty::Ty;
use crate::diagnostics::codes::types::{BUILTIN_ARGUMENTS, FIXED};
use crate::diagnostics::{Diagnostic, suggest};
use crate::program::builtins::{Builtin, BuiltinOp, Signature, TextOp};
use crate::source::Span;
use crate::syntax::ast::Ident;

/// A builtin that changes a variable is called on another value.
pub(in crate::check::body) fn changes_no_variable(builtin: &str, value: Span) -> Diagnostic {
    Diagnostic::new(&FIXED, format!("`{builtin}` changes the value that it is called on, which must be a `var`"))
        .at(value, "this is not a variable")
        .help("declare a variable first: `var r = rng(42)`")
}

fn form(builtin: &str, signature: &Signature) -> String {
    format!("it can be called as `{builtin}{signature}`")
}

pub(in crate::check::body) fn unknown_parameter(builtin: &str, signature: &Signature, name: &Ident) -> Diagnostic {
    let found = Diagnostic::new(&BUILTIN_ARGUMENTS, format!("`{builtin}` has no parameter `{}`", name.name))
        .at(name.span, "unknown parameter")
        .note(form(builtin, signature));
    match suggest::nearest(&name.name, signature.params.iter().map(|param| param.name)) {
        Some(nearest) => found.help(format!("did you mean `{nearest}`?")),
        None => found,
    }
}

pub(in crate::check::body) fn missing_argument(builtin: &str, signature: &Signature, missing: &str, at: Span) -> Diagnostic {
    Diagnostic::new(&BUILTIN_ARGUMENTS, format!("`{builtin}` needs `{missing}`")).at(at, "it is not given").note(form(builtin, signature))
}

/// Why no overload accepts the arguments.
#[derive(Clone, Copy)]
pub(in crate::check::body) enum Refused {
    /// For their number, names, or kinds.
    Arrangement,
    /// For the type of one of them.
    Type,
    /// For their types, each of which some overload accepts.
    Types,
}

/// An argument of a builtin as findings show it.
pub(in crate::check::body) enum Argument {
    Value(Shown),
    /// A closure with a number of parameters.
    Closure(usize),
    /// One that was not looked at.
    Unknown,
}

impl Argument {
    fn described(&self) -> String {
        match self {
            Argument::Value(value) => format!("`{}`", value.shown),
            Argument::Closure(1) => "a closure with one parameter".to_owned(),
            Argument::Closure(params) => format!("a closure with {params} parameters"),
            Argument::Unknown => "…".to_owned(),
        }
    }
}

pub(in crate::check::body) fn no_overload(builtin: &Builtin, at: Span, refused: Refused, given: &[Argument]) -> Diagnostic {
    let name = builtin.name;
    let described: Vec<String> = given.iter().map(Argument::described).collect();
    let message = match described.as_slice() {
        [] => format!("`{name}` needs arguments"),
        _ if builtin.overloads.len() > 1 => format!("no overload of `{name}` accepts {}", described.join(", ")),
        _ => format!("`{name}` does not accept {}", described.join(", ")),
    };
    let why = match refused {
        Refused::Arrangement => "the arguments do not match in number, name or kind",
        Refused::Type => "no overload accepts these types",
        Refused::Types => "no overload accepts these types together",
    };
    let mut found = Diagnostic::new(&BUILTIN_ARGUMENTS, message).at(at, why);
    for given in given {
        if let Argument::Value(value) = given {
            found = found.at(value.span, format!("this is `{}`", value.shown));
        }
    }
    let forms: Vec<String> = builtin.overloads.iter().map(|overload| format!("`{name}{}`", overload.signature)).collect();
    found = found.note(format!("it can be called as {}", forms.join(", or ")));
    match given.first() {
        Some(Argument::Value(first)) => first_way_out(found, builtin, first),
        Some(Argument::Closure(_) | Argument::Unknown) | None => found,
    }
}

/// Ways out that the first argument suggests.
fn first_way_out(mut found: Diagnostic, builtin: &Builtin, first: &Shown) -> Diagnostic {
    if first.ty.accepts_none() {
        found = none::may_be_none(found, first, Place::Operand);
    }
    let joins = builtin.overloads.first().is_some_and(|overload| overload.op == BuiltinOp::Text(TextOp::Join));
    match &first.ty {
        Ty::List(element) if element.accepts_none() => none::parts_may_be_none(found, first),
        Ty::List(element) if joins && **element != Ty::Str => {
            found.help(format!("convert the elements to strings first: `{}.map(|x| str(x)).join(…)`", first.text_or("xs")))
        }
        _ => found,
    }
}

/// A builtin sorts or compares values of a type, shown as a user writes it, that has no order.
pub(in crate::check::body) fn no_order(builtin: &str, ty: &Ty, shown: &str, call: Span) -> Diagnostic {
    let found = Diagnostic::new(&BUILTIN_ARGUMENTS, format!("`{builtin}` compares its values, and `{shown}` has no order"))
        .at(call, format!("this compares values of type `{shown}`"));
    match ty {
        Ty::Struct(_) => {
            let by_key = if builtin == "sort" { "sort_by" } else { builtin };
            found.help(format!("use a field as the key: `xs.{by_key}(|x| x.field)`"))
        }
        _ => found.help("only numbers, strings, `bool`, dates, durations, enums, and lists, tuples and optionals of them have an order"),
    }
}
