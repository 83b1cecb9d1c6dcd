//! Results whose form in Flyte is not the declared one: propeller takes a part out of a struct as it is packed there.

use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::graph::PACKED_RESULT;
use crate::program::{Binding, BindingKind, PathStep, WorkflowDef};
use crate::program::{Program, Type};

/// Findings on the results of a workflow.
pub(super) fn check(program: &Program, workflow: &WorkflowDef, diagnostics: &mut Vec<Diagnostic>) {
    for (binding, output) in workflow.outputs.iter().zip(&workflow.interface.outputs) {
        packed(program, binding, &output.name, diagnostics);
    }
}

/// Warns of a result that is a part of a struct and no primitive (`flytepropeller/pkg/controller/nodes/attr_path_resolver.go`).
fn packed(program: &Program, binding: &Binding, output: &str, diagnostics: &mut Vec<Diagnostic>) {
    let (BindingKind::Input { path, ty, .. } | BindingKind::Output { path, ty, .. }) = &binding.kind else { return };
    let within_struct = path.iter().any(|step| matches!(step, PathStep::Field(_)));
    let as_declared = matches!(ty, Type::Int | Type::Float | Type::Str | Type::Bool | Type::Enum(_) | Type::Struct(_));
    if !within_struct || as_declared {
        return;
    }
    diagnostics.push(
        Diagnostic::new(&PACKED_RESULT, format!("Flyte returns the output `{output}` in the form that it has in its struct"))
            .at(binding.span, format!("this part of a struct is declared as `{}`", ty.display(program)))
            .help("read the field in a task, and return the output of that task"),
    );
}
