//! How much of a package is repetition: every workflow is registered with a copy of each workflow that it reaches, so a chain of calls
//! takes space with the square of its length.

use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::limits::WORKFLOW_COPIES;
use crate::program::Program;
use crate::program::volume;
use crate::program::{Binding, BindingKind, Callee, WorkflowDef, WorkflowId};

/// How many nodes the copies in a package may have together: they take about half a gigabyte.
const MOST_NODES: usize = 500_000;

/// What a copy takes beside its nodes and the parts of the types in its interface, counted in nodes.
const COPY: usize = 10;

/// How many parts of a constant take the place of a node.
const PARTS: usize = 4;

/// A finding on the workflow with the most copies of others, where all of them together are too many.
pub(super) fn check(program: &Program) -> Option<Diagnostic> {
    let described = program.interface_parts.iter().copied().chain(std::iter::repeat(0));
    let sizes: Vec<usize> = program.workflows.iter().zip(described).map(|(workflow, parts)| COPY + parts + size(workflow)).collect();
    let mut total = 0_usize;
    let mut worst = (0, None);
    for id in (0..sizes.len() as u32).map(WorkflowId) {
        let mut copies = 0;
        for sub in program.reached_workflows([Callee::Workflow(id)]).filter(|sub| *sub != id) {
            copies += 1;
            total += sizes[sub.0 as usize];
        }
        worst = worst.max((copies, Some(id)));
        if total > MOST_NODES {
            // Those after it are not looked at: that would take as long as what is refused here.
            let (count, Some(id)) = worst else { break };
            return Some(finding(program, id, count));
        }
    }
    None
}

/// The nodes of a workflow, and what the constants in it hold beyond one part an input.
fn size(workflow: &WorkflowDef) -> usize {
    let inputs = workflow.nodes.iter().flat_map(|node| &node.inputs);
    workflow.nodes.len() + inputs.chain(&workflow.outputs).map(constants).sum::<usize>() / PARTS
}

/// The parts of the constants in a binding.
fn constants(binding: &Binding) -> usize {
    match &binding.kind {
        BindingKind::Const(value) => volume::parts(value, usize::MAX),
        BindingKind::List(members) => members.iter().map(constants).sum(),
        BindingKind::Map(entries) => entries.iter().map(|(_, member)| constants(member)).sum(),
        BindingKind::Input { .. } | BindingKind::Output { .. } => 0,
    }
}

fn finding(program: &Program, id: WorkflowId, count: usize) -> Diagnostic {
    let header = &program.workflow(id).header;
    Diagnostic::new(
        &WORKFLOW_COPIES,
        format!(
            "the workflows of this program repeat each other too often: more than {MOST_NODES} nodes and parts of types would be copied"
        ),
    )
    .at(header.span, format!("`{}` alone needs a copy of each of {count} workflows, called by it or by those that it calls", header.name))
    .help("call fewer workflows in workflows that are called themselves: one task, or one larger workflow, is not repeated")
    .note("Flyte needs a full copy of every workflow that a workflow calls")
}
