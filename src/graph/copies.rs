//! How much of a package is repetition: every workflow is registered with a copy of each workflow that it reaches, so a chain of calls
//! takes space with the square of its length.

use super::{Graphs, WorkflowGraph};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::limits::WORKFLOW_COPIES;
use crate::program::Program;
use crate::program::volume;
use crate::program::{Binding, BindingKind, WorkflowId};

/// How many nodes the copies in a package may have together: they take about half a gigabyte.
const MOST_NODES: usize = 500_000;

/// What a copy takes beside its nodes and the parts of the types in its interface, counted in nodes.
const COPY: usize = 10;

/// How many parts of a constant take the place of a node.
const PARTS: usize = 4;

/// A finding on the workflow with the most copies of others, where all of them together are too many.
pub(super) fn check(program: &Program, graphs: &Graphs) -> Option<Diagnostic> {
    let described = |graph: &WorkflowGraph| program.interface_parts.get(graph.workflow.0 as usize).copied().unwrap_or_default();
    let sizes: Vec<usize> = graphs.workflows.iter().map(|graph| COPY + described(graph) + size(graph)).collect();
    let mut total = 0_usize;
    let mut worst = (0, None);
    for graph in &graphs.workflows {
        let copied = graphs.sub_workflows(graph.workflow);
        total += copied.iter().filter_map(|sub| sizes.get(sub.0 as usize)).sum::<usize>();
        worst = worst.max((copied.len(), Some(graph.workflow)));
        if total > MOST_NODES {
            // Those behind it are not looked at: that would take as long as what is refused here.
            let (count, Some(id)) = worst else { break };
            return Some(finding(program, id, count));
        }
    }
    None
}

/// The nodes of a workflow, and what the constants in it hold beyond one part an input.
fn size(graph: &WorkflowGraph) -> usize {
    let inputs = graph.nodes().flat_map(|(_, node)| node.inputs.iter().map(|(_, binding)| binding));
    graph.order.len() + inputs.chain(&graph.outputs).map(constants).sum::<usize>() / PARTS
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
        format!("the workflows of this program repeat each other too often: more than {MOST_NODES} nodes and parts of types would be copies"),
    )
    .at(header.span, format!("`{}` alone brings a copy of each of {count} workflows, called by it or by those that it calls", header.name))
    .help("call fewer workflows within workflows that are called themselves: what is said in one task or in one larger workflow is not repeated")
    .note("Flyte takes a workflow with a full copy of every workflow below it")
}
