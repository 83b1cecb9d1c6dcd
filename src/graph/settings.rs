//! Settings that have no effect: those in a sub-workflow's header, requests above a task's limit, and retries that cannot be turned off.

use super::report;
use crate::config::Quantity;
use crate::diagnostics::Diagnostic;
use crate::program::Program;
use crate::program::{Callee, Node, ResourceSet, TaskDef, WorkflowDef};
use crate::source::Span;

/// Findings on the nodes of a workflow.
pub(super) fn check(program: &Program, workflow: &WorkflowDef, diagnostics: &mut Vec<Diagnostic>) {
    for node in &workflow.nodes {
        match node.callee() {
            Callee::Workflow(id) => ignored(workflow, program.workflow(id), node, diagnostics),
            Callee::Task(id) => {
                kept(program.task(id), node, diagnostics);
                cut(program.task(id), node, diagnostics);
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

/// Warns of requests that are overridden without their limit and are above that of the task. If the task has none, Admin takes its request as
/// the limit (`flyteadmin/pkg/manager/impl/execution_manager.go`).
fn cut(task: &TaskDef, node: &Node, diagnostics: &mut Vec<Diagnostic>) {
    let (own, overrides) = (&task.options.resources, &node.options.resources);
    if overrides.requests == ResourceSet::default() {
        return;
    }
    let amounts = |set: &ResourceSet| [set.cpu.clone(), set.mem.clone(), set.gpu.clone(), set.storage.clone(), set.ephemeral.clone()];
    let names = ["cpu", "mem", "gpu", "storage", "ephemeral"];
    let (requests, limits) = (amounts(&overrides.requests), amounts(&overrides.limits));
    let (own_requests, own_limits) = (amounts(&own.requests), amounts(&own.limits));
    for (at, name) in names.into_iter().enumerate() {
        let (Some(request), None) = (&requests[at], &limits[at]) else { continue };
        let Some(bound) = own_limits[at].as_ref().or(own_requests[at].as_ref()) else { continue };
        let (Some(wanted), Some(most)) = (quantity(request), quantity(bound)) else { continue };
        if wanted <= most {
            continue;
        }
        let (wanted, most) = (wanted.to_string(), most.to_string());
        diagnostics.push(report::request_cut(name, (&wanted, request.1), (&most, bound.1), own_limits[at].is_some()));
    }
}

fn quantity((text, _): &(String, Span)) -> Option<Quantity> {
    text.parse().ok()
}
