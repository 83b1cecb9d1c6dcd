//! Parts of values whose variant is lost on the way: propeller takes a part out of a struct without a tag, and the task that gets it expects a union
//! whose variants look the same there. It stays without a tag through sub-workflows, so all workflows are looked at together.

use crate::analysis::Program;
use crate::analysis::packed::lost;
use crate::analysis::ty::Type;
use crate::analysis::typed::{Binding, BindingKind, NodeKind, NodeRef, WorkflowDef, is_packed_anew};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::graph::INDISTINCT_PART;
use crate::source::Span;

/// Findings on all workflows of a program.
pub(super) fn check(program: &Program) -> Vec<Diagnostic> {
    let flow = Flow::of(program);
    let mut diagnostics = Vec::new();
    for (at, workflow) in program.workflows.iter().enumerate() {
        let inputs = workflow.nodes.iter().flat_map(|node| &node.inputs);
        inputs.chain(&workflow.outputs).for_each(|binding| flow.report(program, at, binding, &mut diagnostics));
    }
    diagnostics
}

/// Which inputs and outputs of workflows can be parts that were packed anew, and where one of them is taken out: by workflow, then by position.
struct Flow<'a> {
    program: &'a Program,
    inputs: Vec<Vec<Option<Span>>>,
    outputs: Vec<Vec<Option<Span>>>,
}

impl<'a> Flow<'a> {
    fn of(program: &'a Program) -> Self {
        let sized = |count: fn(&WorkflowDef) -> usize| program.workflows.iter().map(|workflow| vec![None; count(workflow)]).collect();
        let inputs = sized(|workflow| workflow.interface.inputs.len());
        let mut flow = Self { program, inputs, outputs: sized(|workflow| workflow.interface.outputs.len()) };
        let mut callers = vec![Vec::new(); program.workflows.len()];
        for (at, workflow) in program.workflows.iter().enumerate() {
            for node in &workflow.nodes {
                if let NodeKind::Workflow(inner) = node.kind {
                    callers[inner.0 as usize].push(at);
                }
            }
        }
        // What a workflow gets or gives can only become packed, so each is looked at again at most once for each of its inputs and nodes.
        let mut pending: Vec<usize> = (0..program.workflows.len()).collect();
        while let Some(at) = pending.pop() {
            flow.enter_nodes(at, &mut pending);
            if flow.out_of(at) {
                pending.extend(&callers[at]);
            }
        }
        flow
    }

    /// Notes what a workflow hands to its sub-workflows; those that get something new are to be looked at again.
    fn enter_nodes(&mut self, at: usize, pending: &mut Vec<usize>) {
        let program = self.program;
        for node in &program.workflows[at].nodes {
            let NodeKind::Workflow(inner) = node.kind else { continue };
            let inner = inner.0 as usize;
            for (position, binding) in node.inputs.iter().enumerate() {
                if self.inputs[inner].get(position) != Some(&None) {
                    continue;
                }
                if let Some(origin) = self.packed(at, binding) {
                    self.inputs[inner][position] = Some(origin);
                    pending.push(inner);
                }
            }
        }
    }

    /// Notes what a workflow gives; whether there is something new.
    fn out_of(&mut self, at: usize) -> bool {
        let program = self.program;
        let mut changed = false;
        for (position, binding) in program.workflows[at].outputs.iter().enumerate() {
            if self.outputs[at].get(position) == Some(&None) {
                self.outputs[at][position] = self.packed(at, binding);
                changed |= self.outputs[at][position].is_some();
            }
        }
        changed
    }

    /// Where a value was taken out, if it is such a part.
    fn packed(&self, at: usize, binding: &Binding) -> Option<Span> {
        match &binding.kind {
            BindingKind::Const(_) => None,
            BindingKind::Input { path, ty, .. } | BindingKind::Output { path, ty, .. } if is_packed_anew(path, ty) => Some(binding.span),
            BindingKind::Input { index, .. } => self.inputs[at].get(*index as usize).copied().flatten(),
            BindingKind::Output { node, output, .. } => self.given(at, *node, *output),
            BindingKind::List(members) => members.iter().find_map(|member| self.packed(at, member)),
            BindingKind::Map(entries) => entries.iter().find_map(|(_, entry)| self.packed(at, entry)),
        }
    }

    /// The same of an output of a node.
    fn given(&self, at: usize, node: NodeRef, output: u32) -> Option<Span> {
        match self.program.workflows[at].nodes.get(node.0 as usize)?.kind {
            NodeKind::Workflow(inner) => self.outputs[inner.0 as usize].get(output as usize).copied().flatten(),
            _ => None,
        }
    }

    fn report(&self, program: &Program, at: usize, binding: &Binding, diagnostics: &mut Vec<Diagnostic>) {
        match &binding.kind {
            BindingKind::Const(_) => {}
            BindingKind::List(members) => members.iter().for_each(|member| self.report(program, at, member, diagnostics)),
            BindingKind::Map(entries) => entries.iter().for_each(|(_, entry)| self.report(program, at, entry, diagnostics)),
            BindingKind::Input { ty, .. } | BindingKind::Output { ty, .. } => {
                if let Some(variants) = lost(program, ty, &binding.ty)
                    && let Some(origin) = self.packed(at, binding)
                {
                    let finding = finding(program, binding, ty, variants);
                    diagnostics.push(if origin == binding.span { finding } else { finding.at(origin, "taken out of a larger value here") });
                }
            }
        }
    }
}

fn finding(program: &Program, binding: &Binding, from: &Type, (one, two): (&Type, &Type)) -> Diagnostic {
    let (one, two) = (one.display(program), two.display(program));
    Diagnostic::new(&INDISTINCT_PART, format!("Flyte cannot say whether this part of a value is `{one}` or `{two}`"))
        .at(binding.span, format!("`{}` without a tag, and `{}` is expected", from.display(program), binding.ty.display(program)))
        .help("take the part out in a task that gets the whole value, and hand on what that task returns")
        .note("Flyte keeps a struct as MessagePack and takes a part out as it is packed there, in which the value of a union has no tag")
}
