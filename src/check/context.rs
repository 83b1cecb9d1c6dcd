//! What every check of an item sees: the scope of its module, and the declarations of the whole program.

use rustc_hash::FxHashMap;

use super::index::Recorder;
use crate::config::Settings;
use crate::diagnostics::suggest;
use crate::program::ty::{EnumId, StructId, Type};
use crate::program::{ConstId, FnId, Program, TaskId, WorkflowId};
use crate::source::{Name, SourceMap, Span};

/// The meaning of a name of a module.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Def {
    Struct(StructId),
    Enum(EnumId),
    /// An alias, resolved.
    Alias(Type),
    Const(ConstId),
    Fn(FnId),
    Task(TaskId),
    Workflow(WorkflowId),
    /// Something that is reported where it is declared (a syntax error, a later part of the language); uses of it are not reported.
    Reported,
}

impl Def {
    /// What kind of thing it is, with its article.
    pub(super) fn kind(&self) -> &'static str {
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

    /// Whether it can be used as a type.
    pub(super) fn is_type(&self) -> bool {
        matches!(self, Def::Struct(_) | Def::Enum(_) | Def::Alias(_))
    }
}

/// A name in a module: its meaning, and where it is declared or imported.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    /// Its meaning.
    pub def: Def,
    /// Where this module declares or imports it.
    pub span: Span,
}

/// The names of one module: its items and what it imports.
#[derive(Clone, Debug, Default)]
pub(super) struct ModuleScope {
    /// By name.
    pub names: FxHashMap<Name, Entry>,
}

/// What the check of an item sees. Interfaces, structs, enums and the values of constants are complete in `program` when bodies are checked;
/// inferred results of `fn`s are known once their own body has been checked.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    /// The source files.
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
    /// The meaning of a name here; builtins are not in scopes.
    pub(super) fn lookup(&self, name: &str) -> Option<&'a Entry> {
        self.scope.names.get(name)
    }

    /// The declaration of the parameter of that name, of the item around a place.
    pub(super) fn parameter_around(&self, name: &str, at: Span) -> Option<Span> {
        let program = self.program;
        let tasks = program.tasks.iter().map(|task| (task.header.item, task.interface.inputs.as_slice()));
        let workflows = program.workflows.iter().map(|workflow| (workflow.header.item, workflow.interface.inputs.as_slice()));
        let (_, inputs) = tasks.chain(workflows).find(|(item, _)| item.contains(at))?;
        inputs.iter().find(|input| input.name == name).map(|input| input.span)
    }

    /// The known name that was most likely meant by `name`, of those whose meaning `wanted` accepts.
    pub(super) fn nearest(&self, name: &str, wanted: impl Fn(&Def) -> bool) -> Option<&'a str> {
        suggest::nearest_of_set(name, self.scope.names.iter().filter(|(_, entry)| wanted(&entry.def)).map(|(known, _)| known.as_str()))
    }
}
