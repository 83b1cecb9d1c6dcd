//! The wording of what is wrong in a workflow: a function for each message, in a file for each kind of mistake.

pub(super) mod call;
pub(super) mod foreign;
pub(super) mod map;
pub(super) mod mismatch;
pub(super) mod misplaced;
pub(super) mod names;
pub(super) mod path;
pub(super) mod result;
pub(super) mod statement;
pub(super) mod value;

use crate::diagnostics::codes::workflow::{NO_NODES, UNUSED_INPUT};
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::program::ty::Type;
use crate::program::{Interface, OutputStyle, Program, Signature, Variable};
use crate::source::{Name, Span};

pub(super) fn without_nodes(program: &Program, name: &str, span: Span, interface: &Interface) -> Diagnostic {
    let found = Diagnostic::new(&NO_NODES, format!("workflow `{name}` has no nodes")).at(span, "its body calls no task and no workflow");
    let Some(output) = interface.outputs.first() else {
        return found.help("call a task or a workflow in its body");
    };
    let ty = shown(program, &output.ty);
    found
        .help(format!("add a task that returns its input, and call it here, such as `task pass_on(x: {ty}) -> {ty} {{ x }}`"))
        .note("Flyte's compiler rejects a workflow without nodes, even if its outputs are its inputs")
}

pub(super) fn unused_input(input: &Variable) -> Diagnostic {
    Diagnostic::new(&UNUSED_INPUT, format!("input `{}` is never used", input.name))
        .at(input.span, "declared here")
        .help(format!("bind it to a node or remove it; the name `_{}` marks it as unused on purpose", input.name))
}

/// A type as the user writes it.
fn shown(program: &Program, ty: &Type) -> String {
    ty.display(program).to_string()
}

/// How many names or labels of one kind a message shows.
pub(super) const SHOWN: usize = 12;

/// Names in a row: `a`, `b` and `c`; the first ones of many.
fn listed<'n>(mut names: impl Iterator<Item = &'n Name>) -> String {
    let quoted: Vec<String> = names.by_ref().take(SHOWN).map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        _ if names.next().is_some() => format!("{}, …", quoted.join(", ")),
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

/// `input `a``, `inputs `a` and `b``
fn listed_inputs<'n>(names: impl ExactSizeIterator<Item = &'n Name>) -> String {
    let noun = if names.len() == 1 { "input" } else { "inputs" };
    format!("{noun} {}", listed(names))
}

/// `1 element`, `3 elements`
fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// The outputs of an interface as they are declared.
pub(super) fn outputs(program: &Program, interface: &Interface) -> String {
    let named = interface.style == OutputStyle::Named;
    let outputs: Vec<String> = interface
        .outputs
        .iter()
        .take(SHOWN)
        .map(|output| if named { format!("{}: {}", output.name, shown(program, &output.ty)) } else { shown(program, &output.ty) })
        .chain((interface.outputs.len() > SHOWN).then(|| "…".to_owned()))
        .collect();
    match interface.style {
        OutputStyle::None => "no value".to_owned(),
        OutputStyle::Single => format!("`{}`", outputs.join(", ")),
        OutputStyle::Positional | OutputStyle::Named => format!("`({})`", outputs.join(", ")),
    }
}

/// What a callee returns, as the label of its declaration.
fn returns(program: &Program, callee: Signature<'_>) -> String {
    format!("`{}` returns {}", callee.header.name, outputs(program, callee.interface))
}

/// The inputs of a callee, as the label of its declaration.
fn has_inputs(callee: Signature<'_>) -> String {
    let inputs = &callee.interface.inputs;
    if inputs.is_empty() {
        return format!("`{}` is declared without parameters", callee.header.name);
    }
    format!("`{}` has the {}", callee.header.name, listed_inputs(inputs.iter().map(|input| &input.name)))
}

/// An input without a default, as the label of its declaration.
fn no_default(program: &Program, input: &Variable) -> String {
    format!("`{}: {}` has no default", input.name, shown(program, &input.ty))
}

fn did_you_mean(found: Diagnostic, near: &str) -> Diagnostic {
    found.help(format!("did you mean `{near}`?"))
}

fn edit(span: Span, text: impl Into<String>) -> Edit {
    Edit { span, text: text.into() }
}

fn write_instead(found: Diagnostic, span: Span, near: &str) -> Diagnostic {
    did_you_mean(found, near).fix(format!("write `{near}`"), Applicability::Unsafe, vec![edit(span, near)])
}
