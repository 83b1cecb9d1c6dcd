//! The syntax tree: what a file says, with spans, before any name is resolved.
//!
//! Task bodies and workflow bodies share one grammar of statements and expressions; which of them is allowed where is
//! decided by the checks, so that a mix-up gets a message about the two levels and not a syntax error.

mod expr;
mod stmt;
mod ty;
pub mod uses;
pub mod visit;

pub use expr::{
    Arg, BinaryOp, Closure, Comprehension, ComprehensionClause, Expr, ExprKind, FStringPart, FieldInit, IfExpr, LONGEST_DURATION, MapNode,
    MatchArm, MatchExpr, MatchPattern, MatchPatternKind, UnaryOp,
};
pub use stmt::{Block, ErrorStmt, NodeTail, Pattern, Stmt, StmtKind};
pub use ty::{Column, TypeArg, TypeExpr, TypeExprKind};

use crate::source::{FileId, Name, Span};
use crate::syntax::token::Token;

/// A file as a list of items. Broken items are kept as [`ItemKind::Error`].
#[derive(Clone, Debug)]
pub struct Module {
    /// The file it was read from.
    pub file: FileId,
    /// The `##!` lines at the top.
    pub doc: Option<Doc>,
    pub imports: Vec<Import>,
    pub items: Vec<Item>,
    /// Every token of the file, in order, also those of declarations that could not be read.
    pub tokens: Vec<Token>,
    /// Every comment of the file, in order, doc comments too. [`crate::syntax::layout`] puts tokens and comments side by side.
    pub comments: Vec<Comment>,
    /// Where lines of code end, in order: at the `{` and `}` of blocks and after each statement and arm. Blank lines, comments and lines
    /// that continue count as little as several statements on one line, so a line of code has its number by what is written, not how.
    pub line_ends: Vec<u32>,
}

impl Module {
    /// A file that holds nothing.
    pub fn empty(file: FileId) -> Self {
        let (imports, items, tokens, comments) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { file, doc: None, imports, items, tokens, comments, line_ends: Vec::new() }
    }
}

/// A name as written; in backticks, `name` is the text between them and `span` includes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ident {
    pub name: Name,
    pub span: Span,
}

/// Lines of `##` or `##!` joined by newlines, each without the marks and one space after them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doc {
    pub text: String,
    /// From the first mark to the end of the last line.
    pub span: Span,
}

/// One comment, without the newline at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment {
    /// From the `#` to the end of the line.
    pub span: Span,
    /// Whether anything but blanks comes before it on its line.
    pub trailing: bool,
}

/// `import a.b.{x, y as z}`
#[derive(Clone, Debug)]
pub struct Import {
    /// The whole statement.
    pub span: Span,
    /// `a.b`
    pub path: Vec<Ident>,
    pub names: Vec<ImportName>,
}

/// `y as z` of an import.
#[derive(Clone, Debug)]
pub struct ImportName {
    /// The item's name in its own module.
    pub name: Ident,
    /// The name here, where it is another.
    pub alias: Option<Ident>,
}

/// One declaration.
#[derive(Clone, Debug)]
pub struct Item {
    /// The `##` lines above it.
    pub doc: Option<Doc>,
    /// From its keyword to its end, without the doc comment.
    pub span: Span,
    /// The names it declares.
    pub kind: ItemKind,
}

/// The kinds of declarations.
#[derive(Clone, Debug)]
pub enum ItemKind {
    /// `const REGION: str = "eu-west-1"`
    Const(ConstItem),
    /// `type Prices = {str: float}`
    Type(TypeItem),
    /// `struct …`
    Struct(StructItem),
    /// `enum …`
    Enum(EnumItem),
    /// `fn …`
    Fn(FnItem),
    /// `task …`
    Task(TaskItem),
    /// `workflow …`
    Workflow(WorkflowItem),
    /// A declaration that the grammar knows and this version does not compile: `launchplan …`, `test …`.
    Later(LaterItem),
    /// A declaration with a syntax error, which was reported.
    Error(ErrorItem),
}

impl ItemKind {
    /// The declared name; tests and some broken items have none.
    pub fn name(&self) -> Option<&Ident> {
        match self {
            ItemKind::Const(item) => Some(&item.name),
            ItemKind::Type(item) => Some(&item.name),
            ItemKind::Struct(item) => Some(&item.name),
            ItemKind::Enum(item) => Some(&item.name),
            ItemKind::Fn(item) => Some(&item.name),
            ItemKind::Task(item) => Some(&item.name),
            ItemKind::Workflow(item) => Some(&item.name),
            ItemKind::Later(item) => item.name.as_ref(),
            ItemKind::Error(item) => item.names.first(),
        }
    }
}

/// `const NAME: TYPE = VALUE`; the type may be left out.
#[derive(Clone, Debug)]
pub struct ConstItem {
    pub name: Ident,
    /// The declared type.
    pub ty: Option<TypeExpr>,
    pub value: Expr,
}

/// `type NAME = TYPE`
#[derive(Clone, Debug)]
pub struct TypeItem {
    pub name: Ident,
    /// The aliased type.
    pub ty: TypeExpr,
}

/// `struct NAME { field: TYPE = DEFAULT … }`
#[derive(Clone, Debug)]
pub struct StructItem {
    pub name: Ident,
    pub fields: Vec<Param>,
}

/// A parameter, a field, or (without default) a named output.
#[derive(Clone, Debug)]
pub struct Param {
    /// Its doc comment.
    pub doc: Option<Doc>,
    pub name: Ident,
    pub ty: TypeExpr,
    pub default: Option<Expr>,
    /// From the name to the end.
    pub span: Span,
}

/// `enum NAME { basic, gold = "GOLD" }`
#[derive(Clone, Debug)]
pub struct EnumItem {
    pub name: Ident,
    pub variants: Vec<Variant>,
}

/// One variant of an enum.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its doc comment.
    pub doc: Option<Doc>,
    pub name: Ident,
    /// Its value where it is not its name.
    pub value: Option<Expr>,
}

/// What a task, workflow or fn returns.
#[derive(Clone, Debug)]
pub enum Outputs {
    /// No `->`.
    None,
    /// `-> T`
    Single(TypeExpr),
    /// `-> (A, B)`
    Positional(Vec<TypeExpr>, Span),
    /// `-> (mean: float, std: float)`
    Named(Vec<Param>, Span),
}

/// Parameters and outputs.
#[derive(Clone, Debug)]
pub struct Signature {
    pub params: Vec<Param>,
    pub outputs: Outputs,
    /// The `->` with the blanks before it; empty where there is none.
    pub arrow: Span,
    /// From the `(` to the end of the outputs.
    pub span: Span,
}

/// `fn NAME(…) -> T { … }`; the result type may be left out where the fn does not call itself.
#[derive(Clone, Debug)]
pub struct FnItem {
    pub name: Ident,
    /// Parameters and result.
    pub signature: Signature,
    pub body: Block,
}

/// `task NAME(…) -> … with { … } BODY`
#[derive(Clone, Debug)]
pub struct TaskItem {
    pub name: Ident,
    /// The interface.
    pub signature: Signature,
    /// The options of the definition.
    pub options: Option<OptionRecord>,
    pub body: TaskBody,
}

/// The code or image that the task runs.
#[derive(Clone, Debug)]
pub enum TaskBody {
    /// Code in this language.
    Code(Block),
    /// `container`, `python`, `plugin` or `extern`: known to the grammar, not compiled by this version.
    Later {
        /// The word that introduces it.
        keyword: Ident,
        /// The whole body.
        span: Span,
    },
}

/// `workflow NAME(…) -> … with { … } { … }`
#[derive(Clone, Debug)]
pub struct WorkflowItem {
    pub name: Ident,
    /// The interface.
    pub signature: Signature,
    /// The options in the header.
    pub options: Option<OptionRecord>,
    /// The wiring; `None` for an `extern` workflow, whose word is in `later`.
    pub body: Block,
    /// The word of a body that this version does not compile (`extern`).
    pub later: Option<Ident>,
}

/// A declaration that this version only recognises.
#[derive(Clone, Debug)]
pub struct LaterItem {
    /// `launchplan` or `test`.
    pub keyword: Ident,
    /// Its name, for a launch plan.
    pub name: Option<Ident>,
}

/// The rest of a declaration with a syntax error.
#[derive(Clone, Debug)]
pub struct ErrorItem {
    /// The names that it may declare, its own first if that much could be read: uses of them are not reported again.
    pub names: Vec<Ident>,
}

/// `{ key: value … }` of `with`.
#[derive(Clone, Debug)]
pub struct OptionRecord {
    pub entries: Vec<OptionEntry>,
    /// With its braces.
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct OptionEntry {
    /// The key; a string key without its quotes.
    pub key: Ident,
    pub value: OptionValue,
    /// Key and value.
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum OptionValue {
    /// A key without a value: `interruptible`.
    Flag,
    /// Any expression but a list or a map.
    Expr(Expr),
    /// `[a, b]`
    List(Vec<OptionValue>, Span),
    /// `{ cpu: "1" }`, `{"KEY": "value"}`
    Record(OptionRecord),
}
