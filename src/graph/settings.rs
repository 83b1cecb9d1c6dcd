//! Settings that have no effect: those in a sub-workflow's header, and retries that cannot be turned off.

use super::{report, resources};
use crate::diagnostics::Diagnostic;
use crate::program::Program;
use crate::program::{Callee, Node, TaskDef, WorkflowDef};

/// Findings on the nodes of a workflow.
pub(super) fn check(program: &Program, workflow: &WorkflowDef, diagnostics: &mut Vec<Diagnostic>) {
    for node in &workflow.nodes {
        match node.callee() {
            Callee::Workflow(id) => ignored(workflow, program.workflow(id), node, diagnostics),
            Callee::Task(id) => {
                kept(program.task(id), node, diagnostics);
                resources::check(program.task(id), node, diagnostics);
            }
        }
    }
}

/// Warns of a call of a workflow with a `failure_policy` or `interruptible` of its own, unless its caller says the same: then it is what holds.
///
/// `flytepropeller/pkg/controller/nodes/subworkflow/subworkflow.go` walks a sub-workflow with the execution's own settings.
fn ignored(caller: &WorkflowDef, callee: &WorkflowDef, node: &Node, diagnostics: &mut Vec<Diagnostic>) {
    let (outer, own) = (&caller.options, &callee.options);
    let written = [
        ("failure_policy", own.failure_policy_span, outer.fail_after_executable_nodes_complete == own.fail_after_executable_nodes_complete),
        ("interruptible", own.interruptible_span, outer.interruptible == own.interruptible),
    ];
    for (key, span, same) in written {
        let Some(span) = span.filter(|_| !same) else { continue };
        diagnostics.push(report::ignored_setting(key, &callee.header.name, node.span, span));
    }
}

/// Reports retries that cannot be turned off: those of a node only count if they are not 0 (`flytepropeller/pkg/compiler/transformers/k8s/utils.go`).
fn kept(task: &TaskDef, node: &Node, diagnostics: &mut Vec<Diagnostic>) {
    let (Some(0), Some(own @ 1..)) = (node.options.retries, task.options.retries) else { return };
    diagnostics.push(report::retries_stay(&task.header, own, node.options.retries_span.unwrap_or(node.span)));
}
