//! Parts of values whose variant is lost on the way: propeller takes a part out of a struct without a tag, and the task that gets it expects a union
//! whose variants look the same there. It stays without a tag through sub-workflows, so all workflows are looked at together.

use std::collections::VecDeque;

use crate::diagnostics::Diagnostic;
use crate::diagnostics::codes::graph::INDISTINCT_PART;
use crate::program::Program;
use crate::program::packed::lost;
use crate::program::ty::Type;
use crate::program::{Binding, BindingKind, Callee, is_packed_anew};
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

/// Which inputs and outputs of workflows can be parts that were packed anew, and where one of them is taken out.
///
/// Each input and output has a slot. Where a binding hands one on to another, the second follows the first; so each binding is looked at twice,
/// however workflows call each other.
struct Flow<'a> {
    program: &'a Program,
    /// The first slot of each workflow: its inputs come before its outputs.
    starts: Vec<usize>,
    /// Where what is in a slot is taken out.
    origins: Vec<Option<Span>>,
    /// What is handed on to which other slots.
    followers: Vec<Vec<usize>>,
    /// Slots whose followers do not know of their origin yet.
    pending: VecDeque<usize>,
}

impl<'a> Flow<'a> {
    fn of(program: &'a Program) -> Self {
        let mut slots = 0;
        let mut starts = Vec::with_capacity(program.workflows.len());
        for workflow in &program.workflows {
            starts.push(slots);
            slots += workflow.interface.inputs.len() + workflow.interface.outputs.len();
        }
        let (origins, followers) = (vec![None; slots], vec![Vec::new(); slots]);
        let mut flow = Self { program, starts, origins, followers, pending: VecDeque::new() };
        for (at, workflow) in program.workflows.iter().enumerate() {
            for node in &workflow.nodes {
                match node.callee {
                    Callee::Workflow(inner) => {
                        for (position, binding) in node.inputs.iter().enumerate() {
                            flow.connect(at, binding, flow.input(inner.0 as usize, position));
                        }
                    }
                    // What a task gets it writes anew.
                    Callee::Task(_) => {}
                }
            }
            for (position, binding) in workflow.outputs.iter().enumerate() {
                flow.connect(at, binding, flow.output(at, position));
            }
        }
        while let Some(slot) = flow.pending.pop_front() {
            let origin = flow.origins[slot];
            for follower in std::mem::take(&mut flow.followers[slot]) {
                flow.enter(follower, origin);
            }
        }
        flow
    }

    fn input(&self, workflow: usize, position: usize) -> Option<usize> {
        (position < self.program.workflows[workflow].interface.inputs.len()).then(|| self.starts[workflow] + position)
    }

    fn output(&self, workflow: usize, position: usize) -> Option<usize> {
        let interface = &self.program.workflows[workflow].interface;
        (position < interface.outputs.len()).then(|| self.starts[workflow] + interface.inputs.len() + position)
    }

    /// Notes that a workflow binds a slot to a value.
    fn connect(&mut self, at: usize, binding: &Binding, slot: Option<usize>) {
        let Some(slot) = slot else { return };
        match &binding.kind {
            BindingKind::Const(_) => {}
            BindingKind::List(members) => members.iter().for_each(|member| self.connect(at, member, Some(slot))),
            BindingKind::Map(entries) => entries.iter().for_each(|(_, entry)| self.connect(at, entry, Some(slot))),
            BindingKind::Input { .. } | BindingKind::Output { .. } => match taken_out(binding) {
                Some(span) => self.enter(slot, Some(span)),
                None => {
                    if let Some(source) = self.source(at, binding) {
                        self.followers[source].push(slot);
                    }
                }
            },
        }
    }

    fn enter(&mut self, slot: usize, origin: Option<Span>) {
        if self.origins[slot].is_none() {
            self.origins[slot] = origin;
            self.pending.push_back(slot);
        }
    }

    /// The input or output of a workflow that a binding refers to.
    fn source(&self, at: usize, binding: &Binding) -> Option<usize> {
        match &binding.kind {
            BindingKind::Input { index, .. } => self.input(at, *index as usize),
            BindingKind::Output { node, output, .. } => match self.program.workflows[at].nodes.get(node.0 as usize)?.callee {
                Callee::Workflow(inner) => self.output(inner.0 as usize, *output as usize),
                Callee::Task(_) => None,
            },
            BindingKind::Const(_) | BindingKind::List(_) | BindingKind::Map(_) => None,
        }
    }

    /// Where a value that a binding refers to was taken out, if it is such a part.
    fn packed(&self, at: usize, binding: &Binding) -> Option<Span> {
        taken_out(binding).or_else(|| self.origins[self.source(at, binding)?])
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
                    diagnostics.push(if origin == binding.span { finding } else { finding.at(origin, "read from a larger value here") });
                }
            }
        }
    }
}

/// Where a binding itself takes a part out that is packed anew.
fn taken_out(binding: &Binding) -> Option<Span> {
    match &binding.kind {
        BindingKind::Input { path, ty, .. } | BindingKind::Output { path, ty, .. } if is_packed_anew(path, ty) => Some(binding.span),
        _ => None,
    }
}

fn finding(program: &Program, binding: &Binding, from: &Type, (one, two): (&Type, &Type)) -> Diagnostic {
    let (one, two) = (one.display(program), two.display(program));
    Diagnostic::new(&INDISTINCT_PART, format!("Flyte cannot tell whether this part of a value is `{one}` or `{two}`"))
        .at(binding.span, format!("this is `{}` without a tag, but `{}` is expected", from.display(program), binding.ty.display(program)))
        .help("read the part in a task that gets the whole value, and pass on what that task returns")
        .note("Flyte keeps a struct as MessagePack and reads a part as it is packed there, where the value of a union has no tag")
}
