//! How much of a package is repetition: every workflow is registered with a copy of each workflow that it reaches, so a chain of calls
//! takes space with the square of its length.

use super::report;
use crate::diagnostics::Diagnostic;
use crate::program::Program;
use crate::program::volume;
use crate::program::{Binding, BindingKind, Callee, WorkflowDef, WorkflowId};

/// How many nodes the copies in a package may have together: they take about half a gigabyte.
const MOST_NODES: usize = 500_000;

/// The size of a copy without its nodes and the parts of the types in its interface, counted in nodes.
const COPY: usize = 10;

/// How many parts of a constant count as one node.
const PARTS: usize = 4;

/// A finding on the workflow with the most copies of others, if all copies together are too many.
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
            // The rest is not looked at: that would take as long as what is refused here.
            let (count, Some(id)) = worst else { break };
            return Some(report::too_many_copies(MOST_NODES, &program.workflow(id).header, count));
        }
    }
    None
}

/// The nodes of a workflow, and the parts of the constants in it.
fn size(workflow: &WorkflowDef) -> usize {
    let parts = |binding: &Binding| match &binding.kind {
        BindingKind::Const(value) => volume::parts(value, usize::MAX),
        BindingKind::Input { .. } | BindingKind::Output { .. } | BindingKind::List(_) | BindingKind::Map(_) => 0,
    };
    workflow.nodes.len() + workflow.bindings().flat_map(Binding::walk).map(parts).sum::<usize>() / PARTS
}
