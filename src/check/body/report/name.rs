//! The wording of names that mean nothing, or something other than a value.

use crate::check::context::{Def, Entry};
use crate::diagnostics::codes::names::UNKNOWN_NAME;
use crate::diagnostics::codes::types::NOT_A_VALUE;
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::program::builtins;
use crate::source::Span;

/// A parameter where a value has to be known at compile time.
pub(in crate::check::body) fn parameter_of_constant(name: &str, span: Span, declared: Span) -> Diagnostic {
    let constant = name.to_uppercase();
    Diagnostic::new(&UNKNOWN_NAME, format!("`{name}` is a parameter, and this is computed at compile time"))
        .at(span, "has no value yet")
        .at(declared, "declared here, and known when it runs")
        .help(format!("write the value itself, or declare it with `const {constant} = …` and use `{constant}`"))
}

/// `near` is a variable or constant with a similar name; `is_constant` says whether the name is used in a constant expression.
pub(in crate::check::body) fn unknown(name: &str, span: Span, near: Option<&str>, is_constant: bool) -> Diagnostic {
    let found = Diagnostic::new(&UNKNOWN_NAME, format!("cannot find `{name}`")).at(span, "not declared");
    if let Some(near) = near {
        return found.help(format!("did you mean `{near}`?"));
    }
    match builtins::find(name) {
        Some(builtin) if builtin.overloads.iter().all(|overload| overload.signature.params.is_empty()) => {
            let call = format!("{name}()");
            let edit = Edit { span, text: call.clone() };
            found.help(format!("`{name}` is a builtin: call it, `{call}`")).fix(
                format!("write `{call}`"),
                Applicability::Unsafe,
                vec![edit],
            )
        }
        Some(builtin) => found.help(format!("`{name}` is a builtin: call it, `{}(…)`", builtin.name)),
        None if is_constant => found.help("this is computed at compile time: it can use constants, but no parameters or variables"),
        None => found,
    }
}

/// A name whose meaning has no value. `variant` is the first variant, if it is an enum that has any.
pub(in crate::check::body) fn not_a_value(name: &str, span: Span, entry: &Entry, variant: Option<&str>) -> Diagnostic {
    let found = Diagnostic::new(&NOT_A_VALUE, format!("`{name}` is {}, not a value", entry.def.kind()))
        .at(span, "a value is needed here")
        .at(entry.span, "declared here");
    match (&entry.def, variant) {
        (Def::Struct(_), _) => found.help(format!("to make a value of it, write its fields: `{name} {{ … }}`")),
        (Def::Enum(_), Some(variant)) => found.help(format!("name one of its variants: `{name}.{variant}`")),
        (Def::Enum(_), None) => found.help("name one of its variants"),
        (Def::Alias(_), _) => found.help("a type can only be written after `:` or `->`"),
        (Def::Fn(_), _) => found.help(format!("call it: `{name}(…)`; to pass it to a builtin, write a closure: `|x| {name}(x)`")),
        (Def::Task(_), _) => found.help(format!("call it: `{name}(…)`")),
        (Def::Workflow(_), _) => found.help("a workflow connects nodes, and code cannot call it"),
        (Def::Const(_) | Def::Reported, _) => found,
    }
}
