//! The result of a workflow, and whether it has the shape of the declared outputs.

use super::{SHOWN, counted, did_you_mean, edit, outputs, returns, shown};
use crate::diagnostics::codes::workflow::{MISSING_RESULT, RESULT, UNEXPECTED_RESULT};
use crate::diagnostics::{Applicability, Diagnostic};
use crate::program::{Interface, OutputStyle, Program, Signature};
use crate::source::Span;

/// A workflow whose result is reported.
#[derive(Clone, Copy)]
pub(crate) struct Owner<'p> {
    pub(crate) program: &'p Program,
    pub(crate) name: &'p str,
    pub(crate) interface: &'p Interface,
    /// Where its outputs are declared, or its name.
    pub(crate) declared: Span,
}

impl Owner<'_> {
    fn declared(&self) -> String {
        format!("declared to return {}", outputs(self.program, self.interface))
    }

    /// What the result is, in words: the values that are missing have no names yet.
    fn shape(&self) -> String {
        let outputs = self.interface.outputs.iter().take(SHOWN);
        let rest = if self.interface.outputs.len() > SHOWN { ", …" } else { "" };
        match self.interface.style {
            OutputStyle::Named => {
                let values = outputs.map(|output| format!("`{}` of type `{}`", output.name, shown(self.program, &output.ty)));
                format!("a value for each output in parentheses, by name: {}{rest}", values.collect::<Vec<_>>().join(", "))
            }
            OutputStyle::Positional => {
                let types = outputs.map(|output| format!("`{}`", shown(self.program, &output.ty)));
                format!(
                    "{} in parentheses, of the types {}{rest}",
                    counted(self.interface.outputs.len(), "value"),
                    types.collect::<Vec<_>>().join(", ")
                )
            }
            OutputStyle::Single | OutputStyle::None => {
                let ty = self.interface.outputs.first().map(|output| format!(" of type `{}`", shown(self.program, &output.ty)));
                format!("a value{}", ty.unwrap_or_default())
            }
        }
    }

    fn has(&self) -> String {
        format!("workflow `{}` has {}", self.name, counted(self.interface.outputs.len(), "output"))
    }

    fn wrong_shape(&self, message: String, value: Span) -> Diagnostic {
        Diagnostic::new(&RESULT, message).at(value, "the result").at(self.declared, self.declared())
    }

    fn write_shape(&self, message: String, value: Span) -> Diagnostic {
        self.wrong_shape(message, value).help(format!("return {}", self.shape()))
    }
}

/// `given` is what is returned.
pub(crate) fn unexpected(name: &str, given: &str, value: Span, signature: Span) -> Diagnostic {
    Diagnostic::new(&UNEXPECTED_RESULT, format!("workflow `{name}` has no outputs, but returns {given}"))
        .at(value, "returned here")
        .at(signature, "declared without `->`")
        .help("declare the type of the output after the parameters with `->`, or remove the value")
}

/// `last` is the name of the last `let`, if that could be the result.
pub(crate) fn missing(owner: Owner<'_>, end: Span, declared: Span, last: Option<&str>) -> Diagnostic {
    let result = if owner.interface.outputs.len() == 1 { "output" } else { "outputs" };
    let found = Diagnostic::new(&MISSING_RESULT, format!("workflow `{}` does not return its {result}", owner.name))
        .at(end, "the result is missing here")
        .at(declared, owner.declared());
    match last {
        Some(name) => found.help(format!("end the body with the value: `{name}`")),
        None => found.help(format!("end the body with {}", owner.shape())),
    }
}

pub(crate) fn wrong_count(owner: Owner<'_>, given: usize, value: Span) -> Diagnostic {
    let verb = if given == 1 { "is" } else { "are" };
    owner.write_shape(format!("{}, but {} {verb} returned", owner.has(), counted(given, "value")), value)
}

/// The outputs in a list or a map; `written` are they as they are written here.
pub(crate) fn in_parentheses(owner: Owner<'_>, value: Span, written: &str) -> Diagnostic {
    owner.wrong_shape(format!("{}, but 1 value is returned", owner.has()), value).fix(
        format!("write `{written}`"),
        Applicability::Unsafe,
        vec![edit(value, written)],
    )
}

/// Outputs with names that are returned by position; `parts` are the places of the values.
pub(crate) fn without_names(owner: Owner<'_>, value: Span, parts: impl Iterator<Item = Span>) -> Diagnostic {
    let names = owner.interface.outputs.iter();
    let edits = names.zip(parts).map(|(output, part)| edit(part.head(), format!("{}: ", output.name))).collect();
    owner.write_shape(format!("the outputs of workflow `{}` have names, and must be returned by name", owner.name), value).fix(
        "name the values in their order",
        Applicability::Unsafe,
        edits,
    )
}

pub(crate) fn names_of_unnamed(owner: Owner<'_>, value: Span) -> Diagnostic {
    owner
        .wrong_shape(format!("the outputs of workflow `{}` have no names", owner.name), value)
        .help(format!("return {}; or name the outputs where they are declared", owner.shape()))
}

pub(crate) fn output_twice(name: &str, span: Span, declared: Span) -> Diagnostic {
    Diagnostic::new(&RESULT, format!("output `{name}` is returned twice"))
        .at(span, "the second time")
        .at(declared, format!("`{name}` is declared here"))
        .help("remove one of them")
}

pub(crate) fn unknown_output(owner: Owner<'_>, name: &str, span: Span, signature: Span, near: Option<&str>) -> Diagnostic {
    let found = Diagnostic::new(&RESULT, format!("workflow `{}` has no output `{name}`", owner.name))
        .at(span, "unknown output")
        .at(signature, owner.declared());
    match near {
        Some(near) => did_you_mean(found, near),
        None => found.help(format!("return {}", owner.shape())),
    }
}

/// `names` are those of the missing outputs, in backticks.
pub(crate) fn missing_outputs(owner: Owner<'_>, names: &[String], value: Span) -> Diagnostic {
    let noun = if names.len() == 1 { "output" } else { "outputs" };
    owner.write_shape(format!("the result is missing the {noun} {}", names.join(", ")), value)
}

pub(crate) fn callee_with_other_count(owner: Owner<'_>, callee: Signature<'_>, value: Span) -> Diagnostic {
    let message = format!("{}, but `{}` has {}", owner.has(), callee.header.name, callee.interface.outputs.len());
    owner.write_shape(message, value).at(callee.header.span, returns(owner.program, callee))
}

pub(crate) fn callee_with_other_names(owner: Owner<'_>, callee: Signature<'_>, value: Span) -> Diagnostic {
    let message = format!("`{}` and workflow `{}` have outputs of different names", callee.header.name, owner.name);
    owner
        .wrong_shape(message, value)
        .at(callee.header.span, returns(owner.program, callee))
        .help(format!("name the node with `let`, and return {}", owner.shape()))
}
