//! The checked program: every name resolved, every expression typed, every constant folded. Nothing here makes a diagnostic;
//! [`crate::check`] makes the program, and the later stages read it.
//!
//! Definitions live in one table per kind and refer to each other by id. Ids follow the order of modules and of items in
//! them, so they are the same for the same sources.

pub(crate) mod arith;
pub mod builtins;
pub(crate) mod call_graph;
mod code;
mod constant;
pub(crate) mod datetime;
pub(crate) mod effects;
mod flow;
pub(crate) mod format_spec;
pub(crate) mod image;
pub mod index;
pub(crate) mod kubernetes;
mod names;
mod options;
pub(crate) mod packed;
pub(crate) mod range;
mod reach;
pub(crate) mod replacement;
mod signature;
mod sound;
pub mod ty;
pub mod visit;
pub(crate) mod volume;
mod with_types;

pub use code::{
    Arm, ArmTest, BinaryOperands, Block, Body, Clause, Closure, Comprehension, Expr, ExprKind, IterKind, LocalId, LocalPattern, Place,
    PlaceStep, SequenceKind, Stmt, StmtKind, UnaryOperand,
};
pub(crate) use code::{BinaryOp, Local};
pub use constant::Const;
pub use flow::{Binding, BindingKind, Callee, MapShape, Node, NodeRef, PathStep, Shape, is_packed_anew};
pub use index::Index;
pub(crate) use names::{Named, Names};
pub use options::{
    Accelerator, MapBackend, MapOptions, NodeOptions, Partition, ResourceSet, Resources, Secret, SecretMount, SharedMemory,
    SuccessCriterion, TaskOptions, WorkflowOptions,
};
pub(crate) use reach::Reached;
pub(crate) use signature::Signature;
pub(crate) use sound::SoundProgram;
pub use ty::Type;
pub(crate) use with_types::Typing;

use rustc_hash::FxHashMap;

use self::ty::{EnumId, StructId};
use self::volume::Volume;
use crate::source::{FileId, Name, Span};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);
    )*};
}

ids! {
    /// A constant of the program.
    ConstId,
    /// A `fn` of the program.
    FnId,
    /// A task of the program.
    TaskId,
    /// A workflow of the program.
    WorkflowId,
}

/// All definitions of all modules.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// The modules in the order of their files.
    pub modules: Vec<ModuleInfo>,
    pub structs: Vec<StructDef>,
    pub enums: Vec<EnumDef>,
    pub consts: Vec<ConstDef>,
    pub fns: Vec<FnDef>,
    pub tasks: Vec<TaskDef>,
    pub workflows: Vec<WorkflowDef>,
    /// Whether its tasks reach more in total than is examined. That was reported.
    pub repeats: bool,
    /// The names in large definitions.
    pub names: Names,
    /// How much its constants hold.
    pub volume: Volume,
    /// For each workflow the parts of the message that describes its interface.
    pub interface_parts: Vec<usize>,
    /// Where names are declared and used.
    pub index: Index,
}

impl Program {
    /// The position of a struct's field.
    pub fn field(&self, id: StructId, name: &str) -> Option<usize> {
        self.names.position(Named::Fields(id), &self.struct_(id).fields, |field| &field.name, name)
    }

    /// The position of an enum's variant.
    pub fn variant(&self, id: EnumId, name: &str) -> Option<usize> {
        self.names.position(Named::Variants(id), &self.enum_(id).variants, |variant| &variant.name, name)
    }
}

/// Facts about a module besides its items.
#[derive(Clone, Debug)]
pub struct ModuleInfo {
    pub file: FileId,
    /// Its dotted name.
    pub name: Name,
    /// Its `##!` text.
    pub doc: Option<String>,
    /// Where its lines of code end, in order: [`crate::syntax::ast::Module::line_ends`].
    pub line_ends: Vec<u32>,
}

/// What all definitions have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// The name in its module.
    pub name: Name,
    /// The module's dotted name.
    pub module: Name,
    /// Where the name is written.
    pub span: Span,
    /// The whole item, without its doc comment.
    pub item: Span,
    /// Its `##` text.
    pub doc: Option<String>,
}

impl Header {
    /// `module.name`: what Flyte knows it by, unless the option `name` says otherwise.
    pub fn qualified(&self) -> String {
        format!("{}.{}", self.module, self.name)
    }
}

#[derive(Clone, Debug)]
pub struct StructDef {
    pub header: Header,
    pub fields: Vec<Field>,
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: Name,
    pub ty: Type,
    pub default: Option<Const>,
    /// Its `##` text.
    pub doc: Option<String>,
    /// Where it is declared.
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct EnumDef {
    pub header: Header,
    pub variants: Vec<VariantDef>,
}

/// A variant of an enum.
#[derive(Clone, Debug)]
pub struct VariantDef {
    /// Its name in source text.
    pub name: Name,
    /// Its value, which is its text and what Flyte sees.
    pub value: Name,
    /// Its `##` text.
    pub doc: Option<String>,
    /// Where it is declared.
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct ConstDef {
    pub header: Header,
    pub ty: Type,
    /// Its value; `None` where it could not be folded, which was reported.
    pub value: Option<Const>,
}

/// A helper.
#[derive(Clone, Debug)]
pub struct FnDef {
    pub header: Header,
    pub params: Vec<Variable>,
    pub result: Type,
    /// Its code; `None` until it is checked.
    pub body: Option<Body>,
}

/// A parameter, an input or an output.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Its name; `o0`, `o1` … for unnamed outputs.
    pub name: Name,
    pub ty: Type,
    /// Its default; outputs have none.
    pub default: Option<Const>,
    /// Its `##` text.
    pub doc: Option<String>,
    /// Where it is declared.
    pub span: Span,
}

/// How the outputs of an interface are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OutputStyle {
    /// There are none.
    None,
    /// `-> T`
    Single,
    /// `-> (A, B)`
    Positional,
    /// `-> (a: A, b: B)`, also with one.
    Named,
}

/// Inputs and outputs of a task or workflow.
#[derive(Clone, Debug)]
pub struct Interface {
    pub inputs: Vec<Variable>,
    pub outputs: Vec<Variable>,
    /// How the outputs are written.
    pub style: OutputStyle,
}

impl Interface {
    /// The type of a call in code: nothing, the one output, or a tuple.
    pub fn result(&self) -> Type {
        match self.outputs.as_slice() {
            [] => Type::Unit,
            [only] => only.ty.clone(),
            several => Type::Tuple(several.iter().map(|output| output.ty.clone()).collect()),
        }
    }

    /// Position of each input by its name, for calls with many of them; of several of a name the first.
    pub fn positions(&self) -> FxHashMap<&Name, usize> {
        self.inputs.iter().enumerate().rev().map(|(at, input)| (&input.name, at)).collect()
    }

    /// Position of each output by its name; of several of a name the first.
    pub fn output_positions(&self) -> FxHashMap<&Name, usize> {
        self.outputs.iter().enumerate().rev().map(|(at, output)| (&output.name, at)).collect()
    }

    /// Position of the input with that name.
    pub fn input(&self, name: &str) -> Option<usize> {
        self.inputs.iter().position(|input| input.name == name)
    }

    /// Position of the output with that name.
    pub fn output(&self, name: &str) -> Option<usize> {
        self.outputs.iter().position(|output| output.name == name)
    }
}

/// A task.
#[derive(Clone, Debug)]
pub struct TaskDef {
    pub header: Header,
    pub interface: Interface,
    pub options: TaskOptions,
    /// Its code; `None` where it is not written in this language. The body's value is [`Interface::result`].
    pub body: Option<Body>,
}

/// A workflow.
#[derive(Clone, Debug)]
pub struct WorkflowDef {
    pub header: Header,
    pub interface: Interface,
    pub options: WorkflowOptions,
    /// Its nodes in the order of their creation: a node that is an argument comes before its consumer.
    pub nodes: Vec<Node>,
    /// The binding of each output of the interface, in order; empty if an error was reported.
    pub outputs: Vec<Binding>,
    /// Whether anything of it was reported as an error: then its nodes may be incomplete.
    pub broken: bool,
}

impl Program {
    /// The struct with that id of this program.
    pub fn struct_(&self, id: StructId) -> &StructDef {
        &self.structs[id.0 as usize]
    }

    /// The enum with that id of this program.
    pub fn enum_(&self, id: EnumId) -> &EnumDef {
        &self.enums[id.0 as usize]
    }

    /// The constant with that id of this program.
    pub fn const_(&self, id: ConstId) -> &ConstDef {
        &self.consts[id.0 as usize]
    }

    /// The helper with that id of this program.
    pub fn fn_(&self, id: FnId) -> &FnDef {
        &self.fns[id.0 as usize]
    }

    /// The task with that id of this program.
    pub fn task(&self, id: TaskId) -> &TaskDef {
        &self.tasks[id.0 as usize]
    }

    /// The workflow with that id of this program.
    pub fn workflow(&self, id: WorkflowId) -> &WorkflowDef {
        &self.workflows[id.0 as usize]
    }
}

impl WorkflowDef {
    /// What the inputs of its nodes, in their order, and then its outputs are bound to. [`Binding::walk`] visits the parts of each.
    pub fn bindings(&self) -> impl Iterator<Item = &Binding> {
        self.nodes.iter().flat_map(|node| &node.inputs).chain(&self.outputs)
    }

    pub fn node(&self, node: NodeRef) -> &Node {
        &self.nodes[node.0 as usize]
    }
}
