//! What every check of an item sees: the scope of its module, and the declarations of the whole program.

use rustc_hash::FxHashMap;

use super::index::Recorder;
use crate::config::Settings;
use crate::diagnostics::suggest;
use crate::program::ty::{EnumId, StructId, Type};
use crate::program::{ConstId, FnId, Program, TaskId, WorkflowId};
use crate::source::{Name, SourceMap, Span};

/// What a name of a module stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Def {
    /// A struct.
    Struct(StructId),
    /// An enum.
    Enum(EnumId),
    /// An alias, resolved.
    Alias(Type),
    /// A constant.
    Const(ConstId),
    /// A helper.
    Fn(FnId),
    /// A task.
    Task(TaskId),
    /// A workflow.
    Workflow(WorkflowId),
    /// Something that was reported where it is declared (a syntax error, a later part of the language): uses are silent.
    Reported,
}

impl Def {
    /// What kind of thing it is, with its article.
    pub fn kind(&self) -> &'static str {
        match self {
            Def::Struct(_) => "a struct",
            Def::Enum(_) => "an enum",
            Def::Alias(_) => "a type",
            Def::Const(_) => "a constant",
            Def::Fn(_) => "a `fn`",
            Def::Task(_) => "a task",
            Def::Workflow(_) => "a workflow",
            Def::Reported => "a declaration with an error",
        }
    }

    /// Whether it may stand where a type is written.
    pub fn is_type(&self) -> bool {
        matches!(self, Def::Struct(_) | Def::Enum(_) | Def::Alias(_))
    }
}

/// A name in a module: what it stands for and where it got there (the declaration, or the import's name).
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What it stands for.
    pub def: Def,
    /// Where this module got it.
    pub span: Span,
}

/// The names of one module: its items and what it imports.
#[derive(Clone, Debug, Default)]
pub struct ModuleScope {
    /// By name.
    pub names: FxHashMap<Name, Entry>,
}

/// What the check of an item sees. Interfaces, structs, enums and the values of constants are complete in `program` when bodies are checked;
/// results of `fn`s that state none are known as soon as their own body was checked.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The texts.
    pub sources: &'a SourceMap,
    /// Limits and target.
    pub settings: &'a Settings,
    /// The declarations.
    pub program: &'a Program,
    /// The scope of each module, by file order of the modules.
    pub scope: &'a ModuleScope,
    /// Where is written down what names turn out to mean.
    pub index: &'a Recorder,
}

impl<'a> Context<'a> {
    /// What a name stands for here; builtins are not in scopes.
    pub fn lookup(&self, name: &str) -> Option<&'a Entry> {
        self.scope.names.get(name)
    }

    /// The known name that was most likely meant by `name`, among those whose meaning `wanted` accepts.
    pub fn nearest(&self, name: &str, wanted: impl Fn(&Def) -> bool) -> Option<&'a str> {
        suggest::nearest_of_set(name, self.scope.names.iter().filter(|(_, entry)| wanted(&entry.def)).map(|(known, _)| known.as_str()))
    }
}
