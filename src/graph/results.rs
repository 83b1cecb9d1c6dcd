//! Results whose form in Flyte is not the declared one: propeller reads a part of a struct as it is packed there.

use super::report;
use crate::diagnostics::Diagnostic;
use crate::program::{Binding, BindingKind, PathStep, WorkflowDef};
use crate::program::{Program, Type};

/// Findings on the results of a workflow.
pub(super) fn check(program: &Program, workflow: &WorkflowDef, diagnostics: &mut Vec<Diagnostic>) {
    for (binding, output) in workflow.outputs.iter().zip(&workflow.interface.outputs) {
        packed(program, binding, &output.name, diagnostics);
    }
}

/// Warns of a result that is a part of a struct and not a primitive (`flytepropeller/pkg/controller/nodes/attr_path_resolver.go`).
fn packed(program: &Program, binding: &Binding, output: &str, diagnostics: &mut Vec<Diagnostic>) {
    let (BindingKind::Input { path, ty, .. } | BindingKind::Output { path, ty, .. }) = &binding.kind else { return };
    let within_struct = path.iter().any(|step| matches!(step, PathStep::Field(_)));
    let as_declared = matches!(ty, Type::Int | Type::Float | Type::Str | Type::Bool | Type::Enum(_) | Type::Struct(_));
    if !within_struct || as_declared {
        return;
    }
    diagnostics.push(report::packed_result(output, &ty.display(program).to_string(), binding.span));
}
