//! Values of a workflow: those that cannot be built there, and nodes that are not one value.

use super::{counted, edit, has_inputs, returns, shown};
use crate::diagnostics::codes::workflow::{BOUND_TWICE, COMPOSED_VALUE, EDGE_TYPE, NO_VALUE, PATH, SEVERAL_OUTPUTS};
use crate::diagnostics::{Applicability, Diagnostic};
use crate::program::{Program, Signature, StructDef};
use crate::source::Span;

/// How many fields of a struct a help repeats.
const MOST_FIELDS: usize = 4;

pub(crate) fn too_many_parts(most: u32, span: Span) -> Diagnostic {
    Diagnostic::new(&COMPOSED_VALUE, format!("the lists and maps of this workflow have more than {most} parts"))
        .at(span, "one of them")
        .help("build such a list in a task")
}

pub(crate) fn duplicate_key(key: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(&BOUND_TWICE, format!("duplicate key `{key}` in this map"))
        .at(span, "the second one")
        .at(first, "the value of the first one")
        .help("remove one of them")
}

/// `inputs` are the entries of the map as arguments.
pub(crate) fn inputs_in_a_map(callee: Signature<'_>, map: Span, inputs: &str) -> Diagnostic {
    let name = &callee.header.name;
    Diagnostic::new(&EDGE_TYPE, format!("the inputs of `{name}` are given by name, and not in a map"))
        .at(map, "this is a single argument")
        .at(callee.header.span, has_inputs(callee))
        .help(format!("write `{name}({inputs})`"))
        .fix("give them by name", Applicability::Unsafe, vec![edit(map, inputs)])
}

pub(crate) fn key_not_constant(span: Span) -> Diagnostic {
    Diagnostic::new(&PATH, "the keys of a map in a workflow must be constant")
        .at(span, "only known when the workflow runs")
        .help("build the map in a task")
}

/// Something with parts that a workflow can only write as a constant.
pub(crate) enum Composed<'p> {
    Struct(&'p str, Option<&'p StructDef>),
    Tuple,
    Json,
}

/// `part` is one that is not constant.
pub(crate) fn composed(program: &Program, what: &Composed<'_>, span: Span, part: Option<Span>) -> Diagnostic {
    let shown = match what {
        Composed::Struct(name, _) => format!("a value of the struct `{name}`"),
        Composed::Tuple => "a tuple".to_owned(),
        Composed::Json => "a JSON value".to_owned(),
    };
    let found = Diagnostic::new(&COMPOSED_VALUE, format!("a workflow cannot build {shown}"));
    let found = match part {
        Some(part) => found.at(part, "only known when the workflow runs"),
        None => found,
    };
    found.at(span, "to Flyte this is a single literal, which must be constant").help(match what {
        Composed::Struct(_, Some(def)) if def.fields.len() <= MOST_FIELDS => make(program, def),
        Composed::Struct(name, _) => format!("build it in a task that takes the fields and returns `{name}`"),
        Composed::Tuple => "write a list, or bind the parts one by one".to_owned(),
        Composed::Json => "build it in a task that takes the parts and returns `json`".to_owned(),
    })
}

/// A task that builds a struct of its fields.
fn make(program: &Program, def: &StructDef) -> String {
    let name = &def.header.name;
    let params: Vec<String> = def.fields.iter().map(|field| format!("{}: {}", field.name, shown(program, &field.ty))).collect();
    let fields: Vec<String> = def.fields.iter().map(|field| format!("{0}: {0}", field.name)).collect();
    format!("build it in a task, such as `task make({}) -> {name} {{ {name} {{ {} }} }}`", params.join(", "), fields.join(", "))
}

pub(crate) fn no_value(callee: Signature<'_>, span: Span) -> Diagnostic {
    Diagnostic::new(&NO_VALUE, format!("`{}` returns no value", callee.header.name))
        .at(span, "a value is expected here")
        .at(callee.header.span, format!("this {} declares no output", callee.noun))
        .help("to run one node after another without a value, name the first with `let` and write `after` on the second")
}

/// `node` is the name of the node, if it has one.
pub(crate) fn several_outputs(program: &Program, callee: Signature<'_>, span: Span, node: Option<&str>) -> Diagnostic {
    let (name, outputs) = (&callee.header.name, &callee.interface.outputs);
    let first = outputs.first().map_or("o0", |output| output.name.as_str());
    let found = Diagnostic::new(&SEVERAL_OUTPUTS, format!("`{name}` has {}, but one value is expected", counted(outputs.len(), "output")))
        .at(span, "one of the outputs has to be chosen")
        .at(callee.header.span, returns(program, callee));
    match node {
        Some(node) => found.help(format!("choose one of them, such as `{node}.{first}`")),
        None => found.help(format!("name the node and choose an output: `let r = {name}(…)`, then `r.{first}`")),
    }
}
