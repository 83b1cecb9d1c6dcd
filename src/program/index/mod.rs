//! Where the names of a program are declared and used, and which types they have.
//!
//! The passes record the meaning of each name when they resolve it, and no later stage resolves names again: rules about unused things read this
//! index, and so would an editor. It covers programs with errors too. Undeclared names are not in it.

mod build;
mod types;

use self::types::Valued;
pub use build::Records;

use super::{Callee, ConstId, FnId, LocalId, TaskId, Type, WorkflowId};
use crate::program::ty::{EnumId, StructId};
use crate::source::{FileId, Span};
use crate::syntax::ast::uses::VariableKind;

/// A definition, by its position in the order of spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DefinitionId(pub u32);

/// What a name refers to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Definition {
    /// Where its name is written; in backticks, with them. For a module it is the empty span at the start of its file, for an output without
    /// a name its type.
    pub span: Span,
    pub kind: DefinitionKind,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DefinitionKind {
    /// A module, by its position.
    Module(u32),
    /// A name that a module imports, and what that is in the module that declares it; `None` where it is not known, which was reported.
    Import(Option<DefinitionId>),
    /// A `type`.
    Alias,
    Struct(StructId),
    Field(StructId, u32),
    Enum(EnumId),
    Variant(EnumId, u32),
    Const(ConstId),
    Fn(FnId),
    /// A parameter of a `fn`.
    Param(FnId, u32),
    Task(TaskId),
    Workflow(WorkflowId),
    /// An input of a task or workflow.
    Input(Callee, u32),
    /// An output of a task or workflow.
    Output(Callee, u32),
    /// A variable of code; without a local where no check has visited it, because of an error.
    Variable(VariableKind, Option<LocalId>),
    /// A name bound by a `let` of a workflow.
    Binding,
    /// An item that could not be read, or that this version does not compile.
    Unread,
}

/// How a name is used, the kinds that say most of it first: [`Records::settle`] keeps the first one of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UseKind {
    /// As a value, or before a dot; also after the dot, and after `after`.
    Read,
    /// As the target of an assignment, or a part of it.
    Write,
    /// As the callee of a call or map.
    Call,
    /// As a type, or of a struct literal.
    Type,
    Import,
    /// To say which parameter, field or output a value is for.
    Label,
    /// In a statement that could not be read: it may be any use, or the name of something else.
    Mention,
}

/// A use of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use {
    /// Where the name is written.
    pub span: Span,
    /// The definition it refers to; `None` for a builtin.
    pub definition: Option<DefinitionId>,
    pub kind: UseKind,
}

/// All definitions and uses of a program.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// In the order of spans.
    definitions: Vec<Definition>,
    /// The items with values, in the order of spans. The ids of a program follow the order of its modules, which need not be that of spans.
    items: Vec<(Span, Valued)>,
    /// In the order of spans.
    uses: Vec<Use>,
    /// The positions in `uses` by definition, each definition's in the order of spans.
    by_definition: Vec<u32>,
    /// Where the uses of each definition begin in `by_definition`, and where the last ones end.
    starts: Vec<u32>,
    /// Pairs of the imported definition and the import, in order.
    imports: Vec<(DefinitionId, DefinitionId)>,
    /// Types that neither a table of the program nor typed code has, in the order of spans; the types of the names of structs, enums and
    /// variants among them.
    types: Vec<(Span, Type)>,
}

impl Index {
    /// Every definition, in the order of spans.
    pub fn definitions(&self) -> impl Iterator<Item = (DefinitionId, &Definition)> {
        self.definitions.iter().enumerate().map(|(at, definition)| (DefinitionId(at as u32), definition))
    }

    /// Every use, in the order of spans.
    pub fn all_uses(&self) -> &[Use] {
        &self.uses
    }

    /// The definition with that id of this index.
    pub fn definition(&self, id: DefinitionId) -> &Definition {
        &self.definitions[id.0 as usize]
    }

    /// The definition at exactly this place.
    pub fn defined_at(&self, span: Span) -> Option<DefinitionId> {
        self.definitions.binary_search_by_key(&span, |definition| definition.span).ok().map(|at| DefinitionId(at as u32))
    }

    /// The use at exactly this place.
    pub fn use_at(&self, span: Span) -> Option<&Use> {
        self.uses.binary_search_by_key(&span, |used| used.span).ok().map(|at| &self.uses[at])
    }

    /// The meaning of the name at a position: the definition that it uses, or else the one that it makes.
    pub fn at(&self, file: FileId, offset: u32) -> Option<DefinitionId> {
        let position = Span::new(file, offset, u32::MAX);
        let holds = |span: &Span| span.file == file && span.start <= offset && offset <= span.end;
        let used = self.uses[..self.uses.partition_point(|used| used.span <= position)].last().filter(|used| holds(&used.span));
        let defined = self.definitions.partition_point(|definition| definition.span <= position).checked_sub(1);
        used.and_then(|used| used.definition)
            .or_else(|| defined.filter(|at| holds(&self.definitions[*at].span)).map(|at| DefinitionId(at as u32)))
    }

    /// The uses of a definition by its own name, in the order of spans. Uses in other modules are uses of the import.
    pub fn uses(&self, id: DefinitionId) -> impl Iterator<Item = &Use> {
        let (start, end) = (self.starts[id.0 as usize] as usize, self.starts[id.0 as usize + 1] as usize);
        self.by_definition[start..end].iter().map(|at| &self.uses[*at as usize])
    }

    /// What an import finally refers to; anything else refers to itself.
    pub fn origin(&self, id: DefinitionId) -> DefinitionId {
        match self.definition(id).kind {
            DefinitionKind::Import(Some(of)) => of,
            DefinitionKind::Import(None)
            | DefinitionKind::Module(_)
            | DefinitionKind::Alias
            | DefinitionKind::Struct(_)
            | DefinitionKind::Field(..)
            | DefinitionKind::Enum(_)
            | DefinitionKind::Variant(..)
            | DefinitionKind::Const(_)
            | DefinitionKind::Fn(_)
            | DefinitionKind::Param(..)
            | DefinitionKind::Task(_)
            | DefinitionKind::Workflow(_)
            | DefinitionKind::Input(..)
            | DefinitionKind::Output(..)
            | DefinitionKind::Variable(..)
            | DefinitionKind::Binding
            | DefinitionKind::Unread => id,
        }
    }

    /// The uses of a definition in all modules, through imports, and the imports themselves; grouped by import.
    pub fn references(&self, id: DefinitionId) -> impl Iterator<Item = &Use> {
        let origin = self.origin(id);
        let first = self.imports.partition_point(|(of, _)| *of < origin);
        let imports = self.imports[first..].iter().take_while(move |(of, _)| *of == origin).map(|(_, import)| *import);
        std::iter::once(origin).chain(imports).flat_map(|id| self.uses(id))
    }
}
