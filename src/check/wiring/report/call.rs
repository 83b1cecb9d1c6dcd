//! Arguments of calls: which input they are for, and which inputs are left open.

use super::{SHOWN, edit, has_inputs, listed_inputs, no_default, shown, write_instead};
use crate::diagnostics::codes::map::EACH_OUTSIDE_MAP;
use crate::diagnostics::codes::workflow::{BOUND_TWICE, MISSING_INPUT, UNKNOWN_INPUT, UNNAMED_ARGUMENT};
use crate::diagnostics::{Applicability, Diagnostic};
use crate::program::{Program, Signature, Variable};
use crate::source::Span;
use crate::syntax::ast::Ident;

pub(crate) fn no_inputs(callee: Signature<'_>, span: Span) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_INPUT, format!("`{}` has no inputs", callee.header.name))
        .at(span, "unexpected argument")
        .at(callee.header.span, has_inputs(callee))
        .help("remove the argument")
}

/// An argument without a name, the input that it is most likely meant for, and how it is written, if that is short.
pub(crate) type Unnamed<'u> = (Span, Option<&'u str>, &'u str);

pub(crate) fn unnamed_arguments(callee: Signature<'_>, unnamed: &[Unnamed<'_>]) -> Diagnostic {
    let name = &callee.header.name;
    let message = match unnamed {
        [_] => format!("this argument of `{name}` needs a name"),
        _ => format!("these arguments of `{name}` need names"),
    };
    let mut found = Diagnostic::new(&UNNAMED_ARGUMENT, message);
    for (span, input, _) in unnamed {
        found = found.at(*span, if input.is_some() { "the name of its input is missing" } else { "one argument too many" });
    }
    let found = found
        .at(callee.header.span, has_inputs(callee))
        .note("an argument needs no name if the callee has a single input, or if it is a variable with the name of the input");
    let named: Option<Vec<(Span, &str, &str)>> = unnamed.iter().map(|(span, input, text)| Some((*span, (*input)?, *text))).collect();
    let Some(named) = named else { return found };
    let written: Vec<String> = named.iter().map(|(_, input, text)| format!("{input}: {text}")).collect();
    let (meant, title) = match named.as_slice() {
        [(_, input, _)] => (format!("if it is for `{input}`"), format!("name it `{input}`")),
        _ => ("if they are in the order of the inputs".to_owned(), "name them in the order of the inputs".to_owned()),
    };
    let edits = named.iter().map(|(span, input, _)| edit(span.head(), format!("{input}: "))).collect();
    found.help(format!("{meant}, write `{}`", written.join(", "))).fix(title, Applicability::Unsafe, edits)
}

pub(crate) fn no_further_input(callee: Signature<'_>, span: Span) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_INPUT, format!("`{}` has only one input", callee.header.name))
        .at(span, "one argument too many")
        .at(callee.header.span, has_inputs(callee))
        .help("remove the argument")
}

/// Options between the arguments; `written` are all of them.
pub(crate) fn options_as_arguments(
    callee: Signature<'_>,
    first: &Option<Ident>,
    spans: impl Iterator<Item = Span>,
    written: &str,
) -> Diagnostic {
    let name = first.as_ref().map_or("", |first| first.name.as_str());
    let found = Diagnostic::new(&UNKNOWN_INPUT, format!("`{}` has no input `{name}`, which is an option", callee.header.name));
    let found = spans.fold(found, |found, span| found.at(span, "an option, not an input"));
    found.help(format!("write options after the call: `with {{ {written} }}`"))
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
