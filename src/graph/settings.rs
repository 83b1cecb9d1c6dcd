//! What a sub-workflow says in its header and Flyte does not hear when it is called as a node.

use crate::analysis::Program;
use crate::analysis::typed::{NodeKind, WorkflowDef};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::graph::IGNORED_SETTING;

/// A warning for every call of a workflow with a `failure_policy` or `interruptible` of its own.
///
/// `flytepropeller/pkg/controller/nodes/subworkflow/subworkflow.go` walks a sub-workflow with the execution's own settings.
pub(super) fn check(program: &Program, workflow: &WorkflowDef, diagnostics: &mut Vec<Diagnostic>) {
    for node in &workflow.nodes {
        let NodeKind::Workflow(id) = node.kind else { continue };
        let callee = program.workflow(id);
        let written = [("failure_policy", callee.options.failure_policy_span), ("interruptible", callee.options.interruptible_span)];
        for (key, span) in written {
            let Some(span) = span else { continue };
            diagnostics.push(
                Diagnostic::new(&IGNORED_SETTING, format!("Flyte ignores the `{key}` of `{}` when it is called as a node", callee.header.name))
                    .at(node.span, "called here as a sub-workflow")
                    .at(span, "counts only where this workflow is executed on its own")
                    .help(match key {
                        "interruptible" => "set `interruptible` on the tasks, or in the header of the workflow that is executed",
                        _ => "set `failure_policy` in the header of the workflow that is executed: it holds for everything below it",
                    }),
            );
        }
    }
}
