//! Which code calls which: the calls between `fn`s and tasks, from the typed bodies, each with its place.

use std::collections::VecDeque;

use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashMap;

use super::{Body, ExprKind, FnId, Header, Program, TaskId};
use crate::source::{Name, Span};

/// Code that has a body and is called by other code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum CodeRef {
    Fn(FnId),
    Task(TaskId),
}

impl<T> ExprKind<T> {
    /// The code that an expression calls itself; its parts may call more. All variants are named, so that a new kind of call cannot be missed.
    pub(crate) fn called(&self) -> Option<CodeRef> {
        match self {
            ExprKind::CallFn(id, _) => Some(CodeRef::Fn(*id)),
            ExprKind::CallTask(id, _) => Some(CodeRef::Task(*id)),
            ExprKind::Binary(..)
            | ExprKind::Block(_)
            | ExprKind::Builtin(..)
            | ExprKind::Closure(_)
            | ExprKind::Comprehension(_)
            | ExprKind::Const(_)
            | ExprKind::Field(..)
            | ExprKind::Global(_)
            | ExprKind::If(..)
            | ExprKind::Index(..)
            | ExprKind::Invalid
            | ExprKind::Join(_)
            | ExprKind::List(_)
            | ExprKind::Local(_)
            | ExprKind::Map(_)
            | ExprKind::Match(..)
            | ExprKind::Member(..)
            | ExprKind::Slice(..)
            | ExprKind::Struct(..)
            | ExprKind::Tuple(_)
            | ExprKind::Unary(..)
            | ExprKind::Widen(_) => None,
        }
    }
}

/// The calls of a program. Its nodes are `fn`s and tasks, its edges the places of the calls, one for each call in the text.
#[derive(Clone, Debug, Default)]
pub(crate) struct CallGraph {
    graph: DiGraph<CodeRef, Span>,
    nodes: FxHashMap<CodeRef, NodeIndex>,
}

/// A call on the way from a task to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// The code that calls.
    pub caller: CodeRef,
    /// What it calls.
    pub callee: CodeRef,
    /// The call.
    pub span: Span,
}

/// The calls by which a task reaches another; the last one's callee is that task, all before are `fn`s.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chain {
    /// One or more steps, each called by the one before; of a long chain the last ones.
    pub steps: Vec<Step>,
    /// The task at the end.
    pub task: TaskId,
}

impl Chain {
    /// The call of the inner task.
    pub(crate) fn call(&self) -> Option<&Step> {
        self.steps.last()
    }
}

impl CallGraph {
    /// The calls of every checked body.
    pub(crate) fn build(program: &Program) -> Self {
        let mut graph = Self::default();
        program.all_code().for_each(|code| graph.add(code, code.body(program)));
        graph
    }

    fn add(&mut self, caller: CodeRef, body: Option<&Body>) {
        let from = self.node(caller);
        let Some(body) = body else { return };
        body.walk(&mut |expr| {
            let Some(callee) = expr.kind.called() else { return };
            let to = self.node(callee);
            self.graph.add_edge(from, to, expr.span);
        });
    }

    fn node(&mut self, callee: CodeRef) -> NodeIndex {
        *self.nodes.entry(callee).or_insert_with(|| self.graph.add_node(callee))
    }

    /// The calls in the body of `caller`, in the order of the text.
    pub(crate) fn calls(&self, caller: CodeRef) -> Vec<Step> {
        let Some(from) = self.nodes.get(&caller) else { return Vec::new() };
        let mut steps: Vec<Step> =
            self.graph.edges(*from).map(|edge| Step { caller, callee: self.graph[edge.target()], span: *edge.weight() }).collect();
        // petgraph lists the edges of a node from the last one added to the first.
        steps.reverse();
        steps
    }

    /// For each call of a task that runs within `task`, in its own body or in a `fn` that it reaches, the shortest chain to it. In the
    /// order in which a search from the task's body outwards meets them. The calls within the called tasks are theirs.
    pub(crate) fn chains_to_tasks(&self, task: TaskId) -> Vec<Chain> {
        let start = CodeRef::Task(task);
        let mut chains = Vec::new();
        let mut reached: FxHashMap<CodeRef, Option<Step>> = FxHashMap::from_iter([(start, None)]);
        let mut queue = VecDeque::from([start]);
        while let Some(caller) = queue.pop_front() {
            for step in self.calls(caller) {
                match step.callee {
                    CodeRef::Task(task) => chains.push(Chain { steps: way(&reached, step), task }),
                    CodeRef::Fn(_) if !reached.contains_key(&step.callee) => {
                        reached.insert(step.callee, Some(step));
                        queue.push_back(step.callee);
                    }
                    CodeRef::Fn(_) => {}
                }
            }
        }
        chains
    }
}

/// How many steps of a chain are kept: each is a label of a finding.
const LONGEST: usize = 20;

/// The last steps of those from the start of the search to `last`.
fn way(reached: &FxHashMap<CodeRef, Option<Step>>, last: Step) -> Vec<Step> {
    let mut steps = vec![last];
    let mut at = last.caller;
    while let Some(Some(step)) = reached.get(&at)
        && steps.len() < LONGEST
    {
        steps.push(*step);
        at = step.caller;
    }
    steps.reverse();
    steps
}

impl Program {
    /// All `fn`s and tasks.
    pub(crate) fn all_code(&self) -> impl Iterator<Item = CodeRef> {
        let fns = (0..self.fns.len() as u32).map(|at| CodeRef::Fn(FnId(at)));
        fns.chain((0..self.tasks.len() as u32).map(|at| CodeRef::Task(TaskId(at))))
    }
}

impl CodeRef {
    /// Its code, if that was checked and is written in this language.
    pub(crate) fn body(self, program: &Program) -> Option<&Body> {
        match self {
            CodeRef::Fn(id) => program.fn_(id).body.as_ref(),
            CodeRef::Task(id) => program.task(id).body.as_ref(),
        }
    }

    /// Its name and place.
    pub(crate) fn header(self, program: &Program) -> &Header {
        match self {
            CodeRef::Fn(id) => &program.fn_(id).header,
            CodeRef::Task(id) => &program.task(id).header,
        }
    }

    /// The name in its module.
    pub(crate) fn name(self, program: &Program) -> Name {
        self.header(program).name.clone()
    }
}
