//! Parts of values whose variant is lost on the way: propeller reads a part of a struct without a tag, and the task that gets it expects a union
//! whose variants look the same there. The part has no tag in sub-workflows either, so all workflows are looked at together.

use std::collections::VecDeque;

use super::report;
use crate::diagnostics::Diagnostic;
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
        let parts = workflow.bindings().flat_map(Binding::walk);
        diagnostics.extend(parts.filter_map(|part| flow.finding(at, part)));
    }
    diagnostics
}

/// Which inputs and outputs of workflows can be parts that were packed again, and where such a part is read.
///
/// Each input and output has a slot. If a binding passes one on to another, the second follows the first; so each binding is looked at twice,
/// however workflows call each other.
struct Flow<'a> {
    program: &'a Program,
    /// The first slot of each workflow: its inputs come before its outputs.
    starts: Vec<usize>,
    /// Where the part in a slot is read.
    origins: Vec<Option<Span>>,
    /// To which other slots each is passed on.
    followers: Vec<Vec<usize>>,
    /// Slots whose origin has not been passed on to their followers yet.
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
                match node.callee() {
                    Callee::Workflow(inner) => {
                        for (position, binding) in node.inputs.iter().enumerate() {
                            flow.connect(at, binding, flow.input(inner.0 as usize, position));
                        }
                    }
                    // A task writes its outputs itself, with tags.
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

    /// Records that a workflow binds a slot to a value.
    fn connect(&mut self, at: usize, binding: &Binding, slot: Option<usize>) {
        let Some(slot) = slot else { return };
        for part in binding.walk() {
            match taken_out(part) {
                Some(span) => self.enter(slot, Some(span)),
                None => {
                    if let Some(source) = self.source(at, part) {
                        self.followers[source].push(slot);
                    }
                }
            }
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
            BindingKind::Output { node, output, .. } => match self.program.workflows[at].nodes.get(node.0 as usize)?.callee() {
                Callee::Workflow(inner) => self.output(inner.0 as usize, *output as usize),
                Callee::Task(_) => None,
            },
            BindingKind::Const(_) | BindingKind::List(_) | BindingKind::Map(_) => None,
        }
    }

    /// Where the value of a binding is read, if it is such a part.
    fn packed(&self, at: usize, binding: &Binding) -> Option<Span> {
        taken_out(binding).or_else(|| self.origins[self.source(at, binding)?])
    }

    /// The finding on a binding itself.
    fn finding(&self, at: usize, binding: &Binding) -> Option<Diagnostic> {
        let ty = match &binding.kind {
            BindingKind::Input { ty, .. } | BindingKind::Output { ty, .. } => ty,
            BindingKind::Const(_) | BindingKind::List(_) | BindingKind::Map(_) => return None,
        };
        let (one, other) = lost(self.program, ty, &binding.ty)?;
        let origin = Some(self.packed(at, binding)?).filter(|origin| *origin != binding.span);
        let show = |ty: &Type| ty.display(self.program).to_string();
        let (types, variants) = ((&*show(ty), &*show(&binding.ty)), (&*show(one), &*show(other)));
        Some(report::indistinct_part(types, variants, binding.span, origin))
    }
}

/// Where a binding itself reads a part that is packed again.
fn taken_out(binding: &Binding) -> Option<Span> {
    match &binding.kind {
        BindingKind::Input { path, ty, .. } | BindingKind::Output { path, ty, .. } if is_packed_anew(path, ty) => Some(binding.span),
        _ => None,
    }
}
