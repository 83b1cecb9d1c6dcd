//! The typed body of a workflow: nodes and what their inputs are bound to.

use std::sync::Arc;

use super::{Const, MapOptions, NodeOptions, TaskId, WorkflowId};
use crate::program::ty::Type;
use crate::source::{Name, Span};

/// A node of the same workflow, by its position in [`WorkflowDef::nodes`](super::WorkflowDef::nodes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeRef(pub u32);

/// One node.
#[derive(Clone, Debug)]
pub struct Node {
    /// The name that a single `let` gave it, and where: the origin of its id.
    pub name: Option<(Name, Span)>,
    /// What it runs.
    pub kind: NodeKind,
    /// One binding for each input of the callee, in the interface's order; defaults are filled in as constants.
    pub inputs: Vec<Binding>,
    /// The types of its outputs, in the order of the callee's outputs; lists of them for a map.
    pub outputs: Vec<Type>,
    /// Its overrides; shared by all nodes without any.
    pub options: Arc<NodeOptions>,
    /// The nodes behind `after`, each with its place.
    pub after: Vec<(NodeRef, Span)>,
    /// Where it is written, without `with` and `after`.
    pub span: Span,
}

/// What a node runs.
#[derive(Clone, Debug)]
pub enum NodeKind {
    /// A task.
    Task(TaskId),
    /// A workflow, as a sub-workflow.
    Workflow(WorkflowId),
    /// A task once for each element.
    Map {
        /// The task.
        task: TaskId,
        /// The positions of the inputs that are `each`, in the interface's order; several only with `zip`. All other inputs are
        /// bound.
        each: Vec<u32>,
        /// The options.
        options: MapOptions,
    },
}

/// What an input or a workflow output receives.
#[derive(Clone, Debug)]
pub struct Binding {
    /// The source of the value.
    pub kind: BindingKind,
    /// The type that is expected here: that of the input or output. Elements of lists and maps have their own.
    pub ty: Type,
    /// Where it is written; for a default that was filled in, the call.
    pub span: Span,
}

/// Where a value comes from.
#[derive(Clone, Debug)]
pub enum BindingKind {
    /// A constant of the binding's type.
    Const(Const),
    /// An input of the workflow.
    Input {
        /// Its position.
        index: u32,
        /// The way into it.
        path: Vec<PathStep>,
        /// The type of what is found there, before it is bound.
        ty: Type,
    },
    /// An output of a node.
    Output {
        /// The node.
        node: NodeRef,
        /// The position of the output.
        output: u32,
        /// The way into it.
        path: Vec<PathStep>,
        /// The type of what is found there, before it is bound.
        ty: Type,
    },
    /// A list of bindings, at least one of which is no constant.
    List(Vec<Binding>),
    /// A map of bindings, at least one of which is no constant; ascending keys.
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

/// Whether Flyte unpacks what a path leads to and packs it anew: a part of a struct, and a struct or JSON value in a list or map. What is a union there has a
/// tag, and stays as it is (`flytepropeller/pkg/controller/nodes/attr_path_resolver.go`).
pub fn is_packed_anew(path: &[PathStep], ty: &Type) -> bool {
    let within_struct = path.iter().any(|step| matches!(step, PathStep::Field(_)));
    within_struct || (!path.is_empty() && matches!(ty, Type::Struct(_) | Type::Json))
}
