//! Paths into values: unknown fields, and values that Flyte cannot look into.

use super::{did_you_mean, edit, returns, shown, write_instead};
use crate::diagnostics::codes::workflow::{PATH, UNKNOWN_OUTPUT};
use crate::diagnostics::{Applicability, Diagnostic};
use crate::program::ty::Type;
use crate::program::{OutputStyle, Program, Signature, StructDef};
use crate::source::Span;

pub(crate) fn unknown_field(def: &StructDef, name: &str, span: Span, near: Option<&str>) -> Diagnostic {
    let owner = &def.header.name;
    let found = Diagnostic::new(&UNKNOWN_OUTPUT, format!("the struct `{owner}` has no field `{name}`"))
        .at(span, "unknown field")
        .at(def.header.span, format!("`{owner}` is declared here"));
    match near {
        Some(near) => did_you_mean(found, near),
        None => found,
    }
}

pub(crate) fn unknown_output(program: &Program, callee: Signature<'_>, name: &str, span: Span, near: Option<&str>) -> Diagnostic {
    let found = Diagnostic::new(&UNKNOWN_OUTPUT, format!("`{}` has no output `{name}`", callee.header.name))
        .at(span, "unknown output")
        .at(callee.header.span, returns(program, callee));
    match near {
        Some(near) => write_instead(found, span, near),
        None if callee.interface.style == OutputStyle::Named => found,
        None => found.help("unnamed outputs are called `o0`, `o1` and so on, in their order"),
    }
}

/// One of several outputs by its position or key; `gone` reaches from the node to the end of the index.
pub(crate) fn output_by_position(callee: Signature<'_>, node: &str, output: &str, span: Span, gone: Span) -> Diagnostic {
    Diagnostic::new(&PATH, format!("the outputs of `{}` are chosen by name", callee.header.name))
        .at(span, format!("this is the output `{output}`"))
        .fix(format!("write `{node}.{output}`"), Applicability::Unsafe, vec![edit(gone, format!(".{output}"))])
}

pub(crate) fn no_fields(program: &Program, ty: &Type, name: &str, span: Span, base: Span) -> Diagnostic {
    let shown = shown(program, ty);
    Diagnostic::new(&UNKNOWN_OUTPUT, format!("`{shown}` has no field `{name}`"))
        .at(span, "unknown field")
        .at(base, format!("this is `{shown}`"))
}

/// A field of a map; `base` is the map as it is written, if that is short.
pub(crate) fn field_of_map(program: &Program, ty: &Type, name: &str, span: Span, base: &str) -> Diagnostic {
    Diagnostic::new(&PATH, format!("`{}` has keys, not fields", shown(program, ty)))
        .at(span, "written like a field")
        .help(format!("write `{base}[\"{name}\"]`"))
}

pub(crate) fn not_constant(span: Span) -> Diagnostic {
    Diagnostic::new(&PATH, "an index or key in a workflow must be constant")
        .at(span, "only known when the workflow runs")
        .help("take the element in a task that gets the list or map, and the index or key")
}

/// `element` is the type of the list's elements, and `index` is negative.
pub(crate) fn from_the_end(program: &Program, element: &Type, index: i64, span: Span) -> Diagnostic {
    let element = shown(program, element);
    Diagnostic::new(&PATH, "a workflow cannot count from the end of a list")
        .at(span, "a negative index")
        .help(format!("take the element in a task: `task pick(xs: [{element}]) -> {element} {{ xs[{index}] }}`"))
        .note("Flyte does not guard against a negative index at run time")
}

pub(crate) fn index_of_struct(program: &Program, ty: &Type, span: Span) -> Diagnostic {
    Diagnostic::new(&PATH, format!("`{}` is a struct, and has fields, not keys", shown(program, ty)))
        .at(span, "written like a key")
        .help("write `.` and the name of the field")
}

pub(crate) fn not_indexed(program: &Program, ty: &Type, base: Span) -> Diagnostic {
    let shown = shown(program, ty);
    Diagnostic::new(&PATH, format!("`{shown}` cannot be indexed")).at(base, format!("this is `{shown}`"))
}

pub(crate) fn bytes(base: Span) -> Diagnostic {
    Diagnostic::new(&PATH, "a workflow cannot take `bytes` out of a list or map")
        .at(base, "contains `bytes`")
        .help("take them out in a task, or hold them in a struct")
        .note("Flyte fails when it takes such a value out of a list or map")
}

pub(crate) fn through_union(program: &Program, ty: &Type, base: Span) -> Diagnostic {
    let (what, help) = match ty.accepts_none() {
        true => ("an optional value", "replace or rule out `none` in a task, with `??` or `match`"),
        false => ("a union", "tell its variants apart in a task, with `match`"),
    };
    Diagnostic::new(&PATH, format!("a workflow cannot look into {what}"))
        .at(base, format!("this is `{}`", shown(program, ty)))
        .help(help)
        .note("Flyte ignores a path into such a value and passes on the whole of it")
}

pub(crate) fn within_json(base: Span) -> Diagnostic {
    Diagnostic::new(&PATH, "a workflow cannot look into a JSON value")
        .at(base, "what it contains is only known when the workflow runs")
        .help("read it in a task, or declare a struct for what it contains")
}

pub(crate) fn within_literal(base: Span) -> Diagnostic {
    Diagnostic::new(&PATH, "a workflow cannot take a part of a literal")
        .at(base, "this is written out in the workflow")
        .help("use that part directly")
}
