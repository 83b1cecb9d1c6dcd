//! Values of a type that their place does not accept, and the ways out.

use super::shown;
use crate::check::wiring::mismatch::Place;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::workflow::EDGE_TYPE;
use crate::program::ty::{Type, castable};
use crate::program::{MapShape, Program, Shape, Signature, Variable};
use crate::source::Span;

/// `text` is the value as it is written, if that is short.
pub(crate) fn wrong_type(program: &Program, from: &Type, to: &Type, span: Span, place: &Place<'_>, text: &str) -> Diagnostic {
    let (from_text, to_text) = (shown(program, from), shown(program, to));
    let found = Diagnostic::new(&EDGE_TYPE, message(place, &to_text, &format!("`{from_text}`"))).at(span, format!("this is `{from_text}`"));
    let found = at_declaration(program, found, place);
    let found = match from_text == to_text {
        true => found.note(format!("these are two different types: {}", namesakes(program, from, to))),
        false => found,
    };
    ways_out(program, from, to, place, text).into_iter().fold(found, Diagnostic::help)
}

/// `what` is a literal, such as `a list`.
pub(crate) fn wrong_literal(program: &Program, what: &str, to: &Type, span: Span, place: &Place<'_>) -> Diagnostic {
    let found = Diagnostic::new(&EDGE_TYPE, message(place, &shown(program, to), what)).at(span, format!("this is {what}"));
    let found = at_declaration(program, found, place);
    match place {
        Place::Input(..) | Place::Bound(..) | Place::Each(..) | Place::Output(..) | Place::Declared(_) => {
            found.help(format!("use a value of type `{}`", shown(program, to)))
        }
        Place::Anywhere => found,
    }
}

/// Adds the input of the workflow that a value comes from.
pub(crate) fn from_input(program: &Program, found: Diagnostic, input: &Variable) -> Diagnostic {
    found.at(input.span, format!("input `{}` is `{}`", input.name, shown(program, &input.ty)))
}

/// Adds the output of a node that a value comes from.
pub(crate) fn from_output(program: &Program, found: Diagnostic, callee: Signature<'_>, output: usize, shape: &Shape) -> Diagnostic {
    let found = match callee.interface.outputs.get(output) {
        Some(variable) => {
            let returns = format!("`{}` returns `{}`", callee.header.name, shown(program, &variable.ty));
            found.at(
                variable.span,
                match shape {
                    Shape::Call(_) => returns,
                    Shape::Map(_) => format!("{returns}, and the map a list of these"),
                },
            )
        }
        None => found,
    };
    match shape {
        Shape::Map(MapShape { options, .. }) if options.success.is_tolerant() => match options.success_span {
            Some(span) => found.at(span, "with this, elements may fail and are `none` then"),
            None => found,
        },
        Shape::Call(_) | Shape::Map(_) => found,
    }
}

fn message(place: &Place<'_>, to: &str, from: &str) -> String {
    match place {
        Place::Input(callee, input) | Place::Bound(callee, input) => {
            format!("`{}` expects `{to}` for `{}`, but got {from}", callee.header.name, input.name)
        }
        Place::Each(callee, input) => {
            format!("the map of `{}` expects `{to}` for `{}`, but got {from}", callee.header.name, input.name)
        }
        Place::Output(workflow, interface, _) if interface.outputs.len() == 1 => {
            format!("the output of workflow `{workflow}` is `{to}`, but got {from}")
        }
        Place::Output(workflow, _, output) => format!("output `{}` of workflow `{workflow}` is `{to}`, but got {from}", output.name),
        Place::Declared(_) => format!("this `let` is declared as `{to}`, but its value is {from}"),
        Place::Anywhere => format!("expected `{to}`, but got {from}"),
    }
}

fn at_declaration(program: &Program, found: Diagnostic, place: &Place<'_>) -> Diagnostic {
    match place.declared() {
        Some(span) => found.at(span, declaration(program, place)),
        None => found,
    }
}

/// The label of the declaration of a place.
pub(crate) fn declaration(program: &Program, place: &Place<'_>) -> String {
    match place {
        Place::Each(_, variable) => {
            let ty = shown(program, &variable.ty);
            format!("`{}` is declared as `{ty}`, so `each` needs a list of `{ty}`", variable.name)
        }
        Place::Output(_, interface, variable) if interface.outputs.len() == 1 => {
            format!("the output is declared as `{}`", shown(program, &variable.ty))
        }
        Place::Input(_, variable) | Place::Bound(_, variable) | Place::Output(_, _, variable) => {
            format!("`{}` is declared as `{}`", variable.name, shown(program, &variable.ty))
        }
        Place::Declared(_) | Place::Anywhere => "declared here".to_owned(),
    }
}

/// What a declaration that could be changed is called.
fn described(place: &Place<'_>) -> String {
    match place {
        Place::Input(callee, input) | Place::Bound(callee, input) | Place::Each(callee, input) => {
            format!("input `{}` of `{}`", input.name, callee.header.name)
        }
        Place::Output(workflow, interface, _) if interface.outputs.len() == 1 => format!("the output of workflow `{workflow}`"),
        Place::Output(workflow, _, output) => format!("output `{}` of workflow `{workflow}`", output.name),
        Place::Declared(_) | Place::Anywhere => "this `let`".to_owned(),
    }
}

/// The full names of two types of the same name.
fn namesakes(program: &Program, from: &Type, to: &Type) -> String {
    let full = |ty: &Type| match ty {
        Type::Struct(id) => Some(program.struct_(*id).header.qualified()),
        Type::Enum(id) => Some(program.enum_(*id).header.qualified()),
        _ => None,
    };
    match (from, to) {
        (Type::List(from), Type::List(to)) | (Type::Map(from), Type::Map(to)) => namesakes(program, from, to),
        (Type::Union(from), Type::Union(to)) => {
            let differ = from.iter().zip(to.iter()).find(|(from, to)| from != to);
            differ.map_or_else(String::new, |(from, to)| namesakes(program, from, to))
        }
        _ => format!("`{}` and `{}`", full(from).unwrap_or_default(), full(to).unwrap_or_default()),
    }
}

fn ways_out(program: &Program, from: &Type, to: &Type, place: &Place<'_>, text: &str) -> Vec<String> {
    let (from_text, to_text) = (shown(program, from), shown(program, to));
    if from_text == to_text {
        return vec!["declare the type in one module and import it in the other".to_owned()];
    }
    if let Some(way) = way_by_elements(program, from, to, place, text) {
        return vec![way];
    }
    let convert = |code: &str| format!("or convert it in a task, such as `task convert(x: {from_text}) -> {to_text} {{ {code} }}`");
    let accept = format!("declare {} as `{from_text}`", described(place));
    if let (Some(Type::Union(variants)), Some(wanted)) = (from.element(), to.element())
        && variants.contains(&Type::None)
        && castable(&Type::Union(variants.clone()).without_none(), wanted)
    {
        return vec![format!("{accept}, and handle `none` in its code"), convert("[v for v in x if v != none]")];
    }
    let change = format!("change one of the two declarations, so that both are `{to_text}` or both are `{from_text}`");
    match (from, to) {
        (Type::Int, Type::Float) => vec![change, convert("float(x)")],
        (Type::Float, Type::Int) => vec![change, convert("round(x)")],
        (Type::Str, Type::Enum(_)) => vec![change, convert(&format!("{to_text}(x)"))],
        (Type::Union(_), _) if from.accepts_none() && castable(&from.without_none(), to) => match filler(to) {
            Some(filler) => vec![accept, convert(&format!("x ?? {filler}"))],
            None => vec![accept, "or replace `none` in a task, with `??`".to_owned()],
        },
        (Type::Int | Type::Float | Type::Bool | Type::Enum(_) | Type::Datetime | Type::Duration, Type::Str) => {
            vec![change, convert("str(x)")]
        }
        _ => vec![change, "or convert the value in a task".to_owned()],
    }
}

/// The way out where one type is a list of the other.
fn way_by_elements(program: &Program, from: &Type, to: &Type, place: &Place<'_>, text: &str) -> Option<String> {
    match (from.element(), place) {
        (Some(element), Place::Input(callee, input)) if callee.noun == "task" && castable(element, to) => {
            Some(format!("to run `{n}` for every element, write `map {n}({i}: each {text})`", n = callee.header.name, i = input.name))
        }
        (Some(element), Place::Each(..)) if element.element().is_some() => {
            let (nested, flat) = (shown(program, from), shown(program, element));
            Some(format!(
                "a map runs over one list, and not over lists of lists: join them in a task, such as `task flatten(xss: {nested}) -> {flat} {{ xss.flatten() }}`"
            ))
        }
        (Some(element), Place::Bound(_, input)) if castable(element, to) => Some(format!(
            "to bind each element to its own value, write `map zip` and `{}: each {text}`; the lists must have the same length",
            input.name
        )),
        _ => match to.element() {
            Some(element) if castable(from, element) => Some(format!("for a list of one `{}`, write `[{text}]`", shown(program, element))),
            _ => None,
        },
    }
}

/// A value that can take the place of `none`.
fn filler(ty: &Type) -> Option<&'static str> {
    match ty {
        Type::Int => Some("0"),
        Type::Float => Some("0.0"),
        Type::Str => Some("\"\""),
        Type::Bool => Some("false"),
        Type::List(_) => Some("[]"),
        _ => None,
    }
}
