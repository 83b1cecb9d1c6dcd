//! Parts of values whose variant is lost on the way: propeller takes a part out of a struct without a tag, and the task that gets it expects a union
//! whose variants look the same there. It stays without a tag through sub-workflows, so all workflows are looked at together.

use crate::analysis::Program;
use crate::analysis::packed::lost;
use crate::analysis::ty::Type;
use crate::analysis::typed::{Binding, BindingKind, NodeKind, NodeRef, WorkflowDef, is_packed_anew};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::graph::INDISTINCT_PART;

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

/// Which inputs and outputs of workflows can be parts that were packed anew: by workflow, then by position.
struct Flow<'a> {
    program: &'a Program,
    inputs: Vec<Vec<bool>>,
    outputs: Vec<Vec<bool>>,
}

impl<'a> Flow<'a> {
    fn of(program: &'a Program) -> Self {
        let sized = |count: fn(&WorkflowDef) -> usize| program.workflows.iter().map(|workflow| vec![false; count(workflow)]).collect();
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
            flow.into_nodes(at, &mut pending);
            if flow.out_of(at) {
                pending.extend(&callers[at]);
            }
        }
        flow
    }

    /// Notes what a workflow hands to its sub-workflows; those that get something new are to be looked at again.
    fn into_nodes(&mut self, at: usize, pending: &mut Vec<usize>) {
        let program = self.program;
        for node in &program.workflows[at].nodes {
            let NodeKind::Workflow(inner) = node.kind else { continue };
            let inner = inner.0 as usize;
            for (position, binding) in node.inputs.iter().enumerate() {
                if self.inputs[inner].get(position) == Some(&false) && self.is_packed(at, binding) {
                    self.inputs[inner][position] = true;
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
            if self.outputs[at].get(position) == Some(&false) && self.is_packed(at, binding) {
                self.outputs[at][position] = true;
                changed = true;
            }
        }
        changed
    }

    fn is_packed(&self, at: usize, binding: &Binding) -> bool {
        match &binding.kind {
            BindingKind::Const(_) => false,
            BindingKind::Input { index, path, ty } => {
                is_packed_anew(path, ty) || self.inputs[at].get(*index as usize).is_some_and(|packed| *packed)
            }
            BindingKind::Output { node, output, path, ty } => is_packed_anew(path, ty) || self.gives(at, *node, *output),
            BindingKind::List(members) => members.iter().any(|member| self.is_packed(at, member)),
            BindingKind::Map(entries) => entries.iter().any(|(_, entry)| self.is_packed(at, entry)),
        }
    }

    /// Whether an output of a node is such a part.
    fn gives(&self, at: usize, node: NodeRef, output: u32) -> bool {
        match self.program.workflows[at].nodes.get(node.0 as usize).map(|node| &node.kind) {
            Some(NodeKind::Workflow(inner)) => self.outputs[inner.0 as usize].get(output as usize).is_some_and(|packed| *packed),
            _ => false,
        }
    }

    fn report(&self, program: &Program, at: usize, binding: &Binding, diagnostics: &mut Vec<Diagnostic>) {
        match &binding.kind {
            BindingKind::Const(_) => {}
            BindingKind::List(members) => members.iter().for_each(|member| self.report(program, at, member, diagnostics)),
            BindingKind::Map(entries) => entries.iter().for_each(|(_, entry)| self.report(program, at, entry, diagnostics)),
            BindingKind::Input { ty, .. } | BindingKind::Output { ty, .. } => {
                if let Some((one, two)) = lost(program, ty, &binding.ty)
                    && self.is_packed(at, binding)
                {
                    diagnostics.push(finding(program, binding, ty, (one, two)));
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
