//! The callees that are reachable through nodes: the only walk from callee to callee. (For which code calls which, see
//! [`call_graph`](super::call_graph).)

use rustc_hash::FxHashSet;

use super::{Callee, Node, NodeRef, Program, TaskId, WorkflowId};

/// A step of the walk.
#[derive(Clone, Copy, Debug)]
pub enum Reached<'p> {
    /// A callee, once, after everything that it reaches itself.
    Callee(Callee),
    /// A node of a workflow that is reached, after its callee.
    Node(&'p Node),
}

impl Program {
    /// Everything that `roots` reach, and the roots themselves, depth first. The nodes of a workflow are visited in the order of their
    /// creation.
    pub fn reach(&self, roots: impl IntoIterator<Item = Callee>) -> impl Iterator<Item = Reached<'_>> {
        self.reach_in_order(roots, |id| (0..self.workflow(id).nodes.len() as u32).map(NodeRef))
    }

    /// As [`Program::reach`], with the nodes of a workflow in the order that `nodes` gives.
    pub fn reach_in_order<N: Iterator<Item = NodeRef>>(
        &self,
        roots: impl IntoIterator<Item = Callee>,
        nodes: impl Fn(WorkflowId) -> N,
    ) -> impl Iterator<Item = Reached<'_>> {
        Walk { program: self, roots: roots.into_iter(), nodes, seen: FxHashSet::default(), stack: Vec::new() }
    }

    /// The tasks that `roots` reach, and those among them.
    pub fn reached_tasks(&self, roots: impl IntoIterator<Item = Callee>) -> impl Iterator<Item = TaskId> {
        self.reached_callees(roots).filter_map(Callee::task)
    }

    /// The workflows that `roots` reach, and those among them, each after those that it reaches.
    pub fn reached_workflows(&self, roots: impl IntoIterator<Item = Callee>) -> impl Iterator<Item = WorkflowId> {
        self.reached_callees(roots).filter_map(Callee::workflow)
    }

    fn reached_callees(&self, roots: impl IntoIterator<Item = Callee>) -> impl Iterator<Item = Callee> {
        self.reach(roots).filter_map(|reached| match reached {
            Reached::Callee(callee) => Some(callee),
            Reached::Node(_) => None,
        })
    }
}

/// A walk with a stack of its own: chains of sub-workflows may be as long as programs are.
struct Walk<'p, R, F, N> {
    program: &'p Program,
    roots: R,
    nodes: F,
    seen: FxHashSet<Callee>,
    stack: Vec<Frame<'p, N>>,
}

/// A workflow that the walk is in.
struct Frame<'p, N> {
    workflow: WorkflowId,
    /// The nodes that were not visited yet.
    rest: N,
    /// The node whose callee is being walked.
    node: Option<&'p Node>,
}

impl<'p, R, F: Fn(WorkflowId) -> N, N> Walk<'p, R, F, N> {
    /// Begins with a callee that was not seen before. A task is done at once.
    fn enter(&mut self, callee: Callee) -> Option<Reached<'p>> {
        if !self.seen.insert(callee) {
            return None;
        }
        match callee {
            Callee::Task(_) => Some(Reached::Callee(callee)),
            Callee::Workflow(workflow) => {
                self.stack.push(Frame { workflow, rest: (self.nodes)(workflow), node: None });
                None
            }
        }
    }
}

impl<'p, R: Iterator<Item = Callee>, F: Fn(WorkflowId) -> N, N: Iterator<Item = NodeRef>> Iterator for Walk<'p, R, F, N> {
    type Item = Reached<'p>;

    fn next(&mut self) -> Option<Reached<'p>> {
        loop {
            let callee = match self.stack.last_mut() {
                None => self.roots.next()?,
                Some(frame) => {
                    if let Some(node) = frame.node.take() {
                        return Some(Reached::Node(node));
                    }
                    let Some(next) = frame.rest.next() else {
                        let done = Callee::Workflow(frame.workflow);
                        self.stack.pop();
                        return Some(Reached::Callee(done));
                    };
                    let node = self.program.workflow(frame.workflow).node(next);
                    frame.node = Some(node);
                    node.callee()
                }
            };
            if let Some(done) = self.enter(callee) {
                return Some(done);
            }
        }
    }
}
