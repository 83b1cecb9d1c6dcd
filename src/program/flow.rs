//! The typed body of a workflow: nodes and what their inputs are bound to.

use std::sync::Arc;

use super::{Const, MapOptions, NodeOptions, TaskId, WorkflowId};
use crate::program::ty::Type;
use crate::source::{Name, Span};

/// A node of the same workflow, by its position in [`WorkflowDef::nodes`](super::WorkflowDef::nodes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeRef(pub u32);

#[derive(Clone, Debug)]
pub struct Node {
    /// The name that a single `let` gave it, and where: the origin of its id.
    pub name: Option<(Name, Span)>,
    pub shape: Shape,
    /// One binding for each input of the callee, in the interface's order; defaults are filled in as constants.
    pub inputs: Vec<Binding>,
    /// The types of its outputs, in the order of the callee's outputs; lists of them for a map.
    pub outputs: Vec<Type>,
    /// Its overrides; shared by all nodes without any.
    pub options: Arc<NodeOptions>,
    /// The nodes that `after` names, each with its place.
    pub after: Vec<(NodeRef, Span)>,
    /// Where it is written, without `with` and `after`.
    pub span: Span,
}

/// What a node, or a run, runs. Match it without `_`, so that a new kind of callee is handled everywhere; code that only needs names and an
/// interface asks [`Program::signature`](super::Program::signature).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Callee {
    Task(TaskId),
    /// A workflow, as a sub-workflow.
    Workflow(WorkflowId),
}

impl Callee {
    /// The task whose code runs on its own and not within a workflow.
    pub fn task(self) -> Option<TaskId> {
        match self {
            Callee::Task(id) => Some(id),
            Callee::Workflow(_) => None,
        }
    }

    /// The workflow that runs within the same execution.
    pub fn workflow(self) -> Option<WorkflowId> {
        match self {
            Callee::Workflow(id) => Some(id),
            Callee::Task(_) => None,
        }
    }
}

/// How a node runs what it runs. Match it without `_`, as [`Callee`]. A shape holds what it runs, because not every shape runs every callee.
#[derive(Clone, Debug)]
pub enum Shape {
    Call(Callee),
    Map(MapShape),
}

#[derive(Clone, Debug)]
pub struct MapShape {
    /// What runs for each element. Flyte maps only tasks and launch plans, never a workflow itself.
    pub task: TaskId,
    /// The positions of the inputs that are `each`, ascending; several only with `zip`. All other inputs are bound.
    pub each: Vec<u32>,
    pub options: MapOptions,
}

impl MapShape {
    /// Whether the input at a position is mapped, and not the same for all elements.
    pub fn is_each(&self, input: usize) -> bool {
        u32::try_from(input).is_ok_and(|input| self.each.binary_search(&input).is_ok())
    }
}

impl Node {
    /// What it runs, in whatever shape.
    pub fn callee(&self) -> Callee {
        match &self.shape {
            Shape::Call(callee) => *callee,
            Shape::Map(map) => Callee::Task(map.task),
        }
    }

    /// The map, if it is one.
    pub fn mapped(&self) -> Option<&MapShape> {
        match &self.shape {
            Shape::Map(map) => Some(map),
            Shape::Call(_) => None,
        }
    }
}

/// The source of an input or a workflow output.
#[derive(Clone, Debug)]
pub struct Binding {
    /// The source of the value.
    pub kind: BindingKind,
    /// The type that is expected here: that of the input or output. Elements of lists and maps have their own.
    pub ty: Type,
    /// Where it is written; for a default that was filled in, the call.
    pub span: Span,
}

impl Binding {
    /// The bindings that it is made of, in order.
    pub fn parts(&self) -> impl DoubleEndedIterator<Item = &Binding> {
        let (elements, entries): (&[Binding], &[(String, Binding)]) = match &self.kind {
            BindingKind::List(elements) => (elements, &[]),
            BindingKind::Map(entries) => (&[], entries),
            BindingKind::Const(_) | BindingKind::Input { .. } | BindingKind::Output { .. } => (&[], &[]),
        };
        elements.iter().chain(entries.iter().map(|(_, entry)| entry))
    }

    /// This binding and every one in it, outer before inner, in order.
    pub fn walk(&self) -> impl Iterator<Item = &Binding> {
        let (mut first, mut open) = (Some(self), Vec::new());
        std::iter::from_fn(move || {
            let next: &Binding = first.take().or_else(|| open.pop())?;
            open.extend(next.parts().rev());
            Some(next)
        })
    }
}

/// Where a value comes from.
#[derive(Clone, Debug)]
pub enum BindingKind {
    /// A constant of the binding's type.
    Const(Const),
    /// An input of the workflow.
    Input {
        index: u32,
        /// The path into it.
        path: Vec<PathStep>,
        /// The type of the value found there, before the binding.
        ty: Type,
    },
    /// An output of a node.
    Output {
        node: NodeRef,
        /// The position of the output.
        output: u32,
        /// The path into it.
        path: Vec<PathStep>,
        /// The type of the value found there, before the binding.
        ty: Type,
    },
    /// A list of bindings, at least one of which is not a constant.
    List(Vec<Binding>),
    /// A map of bindings, at least one of which is not a constant; ascending keys.
    Map(Vec<(String, Binding)>),
}

/// A step into a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PathStep {
    /// A field of a struct.
    Field(Name),
    /// A key of a map.
    Key(String),
    /// A position in a list, not negative.
    Index(u64),
}

/// Whether Flyte unpacks the value at a path and packs it again: a part of a struct, and a struct or JSON value in a list or map. A union there has a
/// tag and stays as it is (`flytepropeller/pkg/controller/nodes/attr_path_resolver.go`).
pub fn is_packed_anew(path: &[PathStep], ty: &Type) -> bool {
    let within_struct = path.iter().any(|step| matches!(step, PathStep::Field(_)));
    within_struct || (!path.is_empty() && matches!(ty, Type::Struct(_) | Type::Json))
}
