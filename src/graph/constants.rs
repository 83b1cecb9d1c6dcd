//! Constants that a workflow cannot contain: propeller keeps them in its resource, whose durations Go reads (`time.ParseDuration`).

use super::report;
use crate::diagnostics::Diagnostic;
use crate::program::range::LONGEST_IN_WORKFLOW;
use crate::program::{Binding, BindingKind, Const, WorkflowDef};
use crate::source::Span;

/// Findings on the constants that a workflow binds, and on the defaults of its inputs.
pub(super) fn check(workflow: &WorkflowDef, diagnostics: &mut Vec<Diagnostic>) {
    for binding in workflow.bindings().flat_map(Binding::walk) {
        if let BindingKind::Const(value) = &binding.kind {
            constant(value, binding.span, diagnostics);
        }
    }
    for input in &workflow.interface.inputs {
        if let Some(default) = &input.default {
            constant(default, input.span, diagnostics);
        }
    }
}

/// Structs are not looked into: they are packed, and their durations are numbers.
fn constant(value: &Const, span: Span, diagnostics: &mut Vec<Diagnostic>) {
    if longest(value) > LONGEST_IN_WORKFLOW {
        diagnostics.push(report::long_duration(span));
    }
}

/// The microseconds of the longest duration in a value.
fn longest(value: &Const) -> i64 {
    match value {
        Const::Duration(micros) => micros.saturating_abs(),
        Const::List(members) => members.iter().map(longest).max().unwrap_or(0),
        Const::Map(members) => members.values().map(longest).max().unwrap_or(0),
        _ => 0,
    }
}
