//! What is written and does not come to pass: settings of a sub-workflow's header, requests beyond a task's limit, retries that are not taken
//! away.

use crate::config::Quantity;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::graph::{IGNORED_SETTING, REQUEST_CUT};
use crate::diagnostics::codes::options::RETRIES_STAY;
use crate::program::Program;
use crate::program::{Callee, Node, ResourceSet, TaskDef, WorkflowDef};
use crate::source::Span;

/// Findings on the nodes of a workflow.
pub(super) fn check(program: &Program, workflow: &WorkflowDef, diagnostics: &mut Vec<Diagnostic>) {
    for node in &workflow.nodes {
        match node.callee {
            Callee::Workflow(id) => ignored(program.workflow(id), node, diagnostics),
            Callee::Task(id) => {
                kept(program.task(id), node, diagnostics);
                cut(program.task(id), node, diagnostics);
            }
        }
    }
}

/// Warns of a call of a workflow with a `failure_policy` or `interruptible` of its own.
///
/// `flytepropeller/pkg/controller/nodes/subworkflow/subworkflow.go` walks a sub-workflow with the execution's own settings.
fn ignored(callee: &WorkflowDef, node: &Node, diagnostics: &mut Vec<Diagnostic>) {
    let written = [("failure_policy", callee.options.failure_policy_span), ("interruptible", callee.options.interruptible_span)];
    for (key, span) in written {
        let Some(span) = span else { continue };
        let message = format!("Flyte ignores the `{key}` of `{}` when it is called as a node", callee.header.name);
        diagnostics.push(
            Diagnostic::new(&IGNORED_SETTING, message)
                .at(node.span, "called here as a sub-workflow")
                .at(span, "only has an effect when this workflow is executed on its own")
                .help(match key {
                    "interruptible" => "set `interruptible` on the tasks, or in the header of the workflow that is executed",
                    _ => "set `failure_policy` in the header of the workflow that is executed: it applies to everything that it calls",
                }),
        );
    }
}

/// Refuses to take retries away: a node's count only if they are not 0 (`flytepropeller/pkg/compiler/transformers/k8s/utils.go`).
fn kept(task: &TaskDef, node: &Node, diagnostics: &mut Vec<Diagnostic>) {
    let (Some(0), Some(own @ 1..)) = (node.options.retries, task.options.retries) else { return };
    let name = &task.header.name;
    diagnostics.push(
        Diagnostic::new(&RETRIES_STAY, format!("Flyte ignores `retries: 0` here: `{name}` keeps its {own} retries"))
            .at(node.options.retries_span.unwrap_or(node.span), "has no effect")
            .at(task.header.span, format!("`{name}` has `retries: {own}`"))
            .help("set `retries` on the calls that need them, and not on the task"),
    );
}

/// Warns of requests that are overridden alone and lie above the task's limit, which Admin has completed from the task's request where it is
/// missing (`flyteadmin/pkg/manager/impl/execution_manager.go`).
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
        let what = if own_limits[at].is_some() { "the limit of the task" } else { "the request of the task, which is its limit too" };
        diagnostics.push(
            Diagnostic::new(&REQUEST_CUT, format!("the request of `{wanted}` of `{name}` is cut down to `{most}`"))
                .at(request.1, "only overrides the request")
                .at(bound.1, what)
                .help(format!("override the limit too: `limits: {{ {name}: \"{wanted}\" }}`")),
        );
    }
}

fn quantity((text, _): &(String, Span)) -> Option<Quantity> {
    text.parse().ok()
}
