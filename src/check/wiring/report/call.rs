//! Arguments of calls: which input they are for, and which inputs are left open.

use super::{SHOWN, edit, has_inputs, listed_inputs, no_default, shown, write_instead};
use crate::diagnostics::codes::map::EACH_OUTSIDE_MAP;
use crate::diagnostics::codes::workflow::{BOUND_TWICE, MISSING_INPUT, UNKNOWN_INPUT, UNNAMED_ARGUMENT};
use crate::diagnostics::{Applicability, Diagnostic};
use crate::program::{Program, Signature, Variable};
use crate::source::Span;

pub(crate) fn no_inputs(callee: Signature<'_>, span: Span) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_INPUT, format!("`{}` has no inputs", callee.header.name))
        .at(span, "unexpected argument")
        .at(callee.header.span, has_inputs(callee))
        .help("remove the argument")
}

/// `input` is the one that the argument is most likely meant for, `text` the argument as it is written, if it is short.
pub(crate) fn unnamed_argument(callee: Signature<'_>, span: Span, input: Option<&str>, text: &str) -> Diagnostic {
    let found = Diagnostic::new(&UNNAMED_ARGUMENT, format!("this argument of `{}` needs a name", callee.header.name))
        .at(span, "the name of its input is missing")
        .at(callee.header.span, has_inputs(callee))
        .note("an argument needs no name if the callee has a single input, or if it is a variable with the name of the input");
    match input {
        Some(input) => found.help(format!("if it is for `{input}`, write `{input}: {text}`")).fix(
            format!("name it `{input}`"),
            Applicability::Unsafe,
            vec![edit(span.head(), format!("{input}: "))],
        ),
        None => found,
    }
}

pub(crate) fn unknown_input(callee: Signature<'_>, name: &str, span: Span, near: Option<&str>) -> Diagnostic {
    let owner = &callee.header.name;
    let found = Diagnostic::new(&UNKNOWN_INPUT, format!("`{owner}` has no input `{name}`"))
        .at(span, "unknown input")
        .at(callee.header.span, has_inputs(callee));
    match near {
        Some(near) => write_instead(found, span, near),
        None if callee.interface.inputs.is_empty() => found.help("remove the argument"),
        None => found.help(format!("remove it, or add a parameter `{name}` to `{owner}`")),
    }
}

pub(crate) fn bound_twice(callee: Signature<'_>, input: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(&BOUND_TWICE, format!("input `{input}` of `{}` is bound twice", callee.header.name))
        .at(span, "bound again here")
        .at(first, "first bound here")
        .help("remove one of them, or write the name of the input that it is for")
}

pub(crate) fn each_outside_map(callee: Signature<'_>, each: Span) -> Diagnostic {
    let name = &callee.header.name;
    Diagnostic::new(&EACH_OUTSIDE_MAP, "`each` is only allowed in a `map`")
        .at(each, format!("this is a plain call of `{name}`"))
        .help(format!("to run it for every element, write `map {name}(…)`"))
}

/// `offered` has for each missing input a value that could be bound to it, if there is one.
pub(crate) fn missing_inputs(
    program: &Program,
    callee: Signature<'_>,
    missing: &[&Variable],
    offered: &[Option<&str>],
    span: Span,
) -> Diagnostic {
    let names = listed_inputs(missing.iter().map(|input| &input.name));
    let found = Diagnostic::new(&MISSING_INPUT, format!("the call of `{}` does not bind {names}", callee.header.name));
    let found = found.at(span, format!("missing {names}"));
    let found = missing.iter().take(SHOWN).fold(found, |found, input| found.at(input.span, no_default(program, input)));
    let added = missing.iter().zip(offered).take(SHOWN).map(|(input, value)| match value {
        Some(value) => format!("`{}: {value}`", input.name),
        None => format!("`{}` with a value of type `{}`", input.name, shown(program, &input.ty)),
    });
    found.help(format!("add {}", added.collect::<Vec<_>>().join(", and ")))
}
