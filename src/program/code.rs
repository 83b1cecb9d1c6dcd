//! The typed form of task and `fn` bodies: what the evaluator compiles and what travels in an artifact.
//!
//! Conversions are explicit, defaults are filled in, operators know the types of their operands, and method calls have become calls.
//!
//! The parts of a body are generic over their types: those of a program have a [`Type`], and while a body is checked they have types with
//! variables. Only [`Expr::with_types`] and [`Block::with_types`] lead from there to here.

use super::{Const, ConstId, FnId, TaskId};
use crate::program::builtins::BuiltinOp;
use crate::program::ty::{StructId, Type};
use crate::source::{Name, Span};
pub(crate) use crate::syntax::ast::BinaryOp;

/// A variable of a body: its position in [`Body::locals`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalId(pub u32);

#[derive(Clone, Debug, PartialEq)]
pub struct Local<T = Type> {
    pub name: Name,
    pub ty: T,
    /// Whether it may be assigned.
    pub mutable: bool,
}

/// A checked body. The first locals are the parameters, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Every variable of the body, closures' included.
    pub locals: Vec<Local>,
    /// The code. Its value is the result, as is that of every `return`.
    pub block: Block,
    /// Whether an error was reported in it, or in something that it uses: then it may hold [`ExprKind::Invalid`] and [`Type::Hole`], and cannot run.
    pub invalid: bool,
}

impl Body {
    /// The body, unless it is invalid: one without [`ExprKind::Invalid`] and without [`Type::Hole`].
    pub fn sound(&self) -> Option<&Self> {
        (!self.invalid).then_some(self)
    }
}

/// Statements and a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Block<T = Type> {
    pub stmts: Vec<Stmt<T>>,
    /// The value; without one the block has no value.
    pub value: Option<Box<Expr<T>>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Stmt<T = Type> {
    pub kind: StmtKind<T>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum StmtKind<T = Type> {
    /// `let`, `var`
    Let(LocalPattern, Expr<T>),
    /// `place = value`, or `place op= value` with the types of the operands.
    Assign {
        place: Place<T>,
        /// The operator and its operands for `op=`.
        op: Option<(BinaryOp, BinaryOperands)>,
        value: Expr<T>,
    },
    /// An expression whose value is dropped.
    Expr(Expr<T>),
    Return(Option<Expr<T>>),
    While(Expr<T>, Block<T>),
    For {
        /// The pattern bound in each round; for maps a pair of key and value.
        pattern: LocalPattern,
        /// The value that is iterated over.
        iterable: Expr<T>,
        kind: IterKind,
        body: Block<T>,
    },
    Break,
    Continue,
    /// `assert`: the condition, the message, and the condition as written.
    Assert(Expr<T>, Option<Expr<T>>, Name),
}

/// The value that is iterated over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IterKind {
    /// The elements of a list.
    List,
    /// The keys and values of a map.
    Map,
}

/// A pattern that destructures a value.
#[derive(Clone, Debug, PartialEq)]
pub enum LocalPattern {
    /// `_`: the value is dropped.
    Ignore,
    Local(LocalId),
    /// The members of a tuple.
    Tuple(Vec<LocalPattern>),
}

/// The target of an assignment: a variable and the path into it.
#[derive(Clone, Debug, PartialEq)]
pub struct Place<T = Type> {
    pub local: LocalId,
    /// The path into it; empty for the variable itself.
    pub steps: Vec<PlaceStep<T>>,
    /// The type of the target.
    pub ty: T,
}

/// A step into a place.
#[derive(Clone, Debug, PartialEq)]
pub enum PlaceStep<T = Type> {
    /// A field of a struct by its position.
    Field(u32),
    /// An index of a list; negative ones count from the end.
    Index(Expr<T>),
    /// A key of a map.
    Key(Expr<T>),
}

/// An expression and its type.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr<T = Type> {
    pub kind: ExprKind<T>,
    pub ty: T,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind<T = Type> {
    /// A literal or folded constant.
    Const(Const),
    /// A constant of the program.
    Global(ConstId),
    Local(LocalId),
    /// `f"…"`: its parts joined; each part is of type `str`.
    Join(Vec<Expr<T>>),
    List(Vec<Expr<T>>),
    Map(Vec<(Expr<T>, Expr<T>)>),
    Tuple(Vec<Expr<T>>),
    /// A struct: all fields in order, defaults filled in.
    Struct(StructId, Vec<Expr<T>>),
    /// A comprehension; a map if it has a key.
    Comprehension(Box<Comprehension<T>>),
    /// A field of a struct by its position.
    Field(Box<Expr<T>>, u32),
    /// A member of a tuple by its position.
    Member(Box<Expr<T>>, u32),
    /// `x[i]`
    Index(Box<Expr<T>>, Box<Expr<T>>, SequenceKind),
    /// `x[i:j]`
    Slice(Box<Expr<T>>, Option<Box<Expr<T>>>, Option<Box<Expr<T>>>, SequenceKind),
    /// A call of a helper with all arguments in order.
    CallFn(FnId, Vec<Expr<T>>),
    /// A call of a task with all arguments in order: runs inside of the caller.
    CallTask(TaskId, Vec<Expr<T>>),
    /// A call of a builtin with the arguments of the chosen overload. Those left out at the end are absent; one that is left out before
    /// another is `none`, which no optional parameter accepts.
    Builtin(BuiltinOp, Vec<Expr<T>>),
    /// A closure; only as an argument of a builtin.
    Closure(Box<Closure<T>>),
    /// An operator before its operand.
    Unary(UnaryOperand, Box<Expr<T>>),
    /// An operator between operands; `and`, `or` and `??` evaluate the right side only if necessary.
    Binary(BinaryOp, BinaryOperands, Box<Expr<T>>, Box<Expr<T>>),
    /// An `int` where a `float` is expected.
    Widen(Box<Expr<T>>),
    /// A conditional: the condition, its block, and the other one.
    If(Box<Expr<T>>, Block<T>, Option<Block<T>>),
    /// A match, which is exhaustive.
    Match(Box<Expr<T>>, Vec<Arm<T>>),
    Block(Block<T>),
    /// An expression with a reported error: nothing is known about it.
    Invalid,
}

/// The kind of value that is indexed or sliced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SequenceKind {
    /// A list by position.
    List,
    /// Text by position.
    Str,
    /// Bytes by position.
    Bytes,
    /// A map by key.
    Map,
    /// A JSON value by key or position.
    Json,
}

/// A unary operator and its operand's type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOperand {
    /// `-` on an `int`.
    NegInt,
    /// `-` on a `float`.
    NegFloat,
    /// `-` on a `duration`.
    NegDuration,
    Not,
}

/// The types of a binary operator's operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOperands {
    /// Two `int`s.
    Int,
    /// Two `float`s; an `int` operand is widened before.
    Float,
    /// Two `bool`s.
    Bool,
    /// Two `str`s.
    Str,
    /// Two lists.
    List,
    /// Two instants.
    Datetime,
    /// Two spans of time.
    Duration,
    /// An instant and a span.
    DatetimeDuration,
    /// A span and an instant.
    DurationDatetime,
    /// A span and an `int`.
    DurationInt,
    /// An `int` and a span.
    IntDuration,
    /// A span and a `float`.
    DurationFloat,
    /// A `float` and a span.
    FloatDuration,
    /// A string and the number of repetitions.
    StrInt,
    /// The number of repetitions and a string.
    IntStr,
    /// A list and the number of repetitions.
    ListInt,
    /// The number of repetitions and a list.
    IntList,
    /// `in`: an element and a list.
    InList,
    /// `in`: a key and a map.
    InMap,
    /// `in`: a string and a string.
    InStr,
    /// Any two values of one type: structural `==` and `!=`.
    Any,
    /// An optional and its replacement: `??`.
    Optional,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Comprehension<T = Type> {
    /// The key, for a map.
    pub key: Option<Expr<T>>,
    /// The element.
    pub value: Expr<T>,
    pub clauses: Vec<Clause<T>>,
}

/// A clause of a comprehension.
#[derive(Clone, Debug, PartialEq)]
pub enum Clause<T = Type> {
    For(LocalPattern, Expr<T>, IterKind),
    If(Expr<T>),
}

/// A closure. It captures the variables around it, which are fixed from then on; its own are locals of the same body.
#[derive(Clone, Debug, PartialEq)]
pub struct Closure<T = Type> {
    pub params: Vec<LocalPattern>,
    pub body: Block<T>,
    /// The type of its value.
    pub result: T,
}

/// An arm of a match.
#[derive(Clone, Debug, PartialEq)]
pub struct Arm<T = Type> {
    /// The tests, any of which is enough; `Always` for `_`.
    pub tests: Vec<ArmTest<T>>,
    /// The variable that names the subject.
    pub binding: Option<LocalId>,
    pub guard: Option<Expr<T>>,
    pub body: Block<T>,
}

/// The pattern of an arm.
#[derive(Clone, Debug, PartialEq)]
pub enum ArmTest<T = Type> {
    Always,
    /// A value equal to this one.
    Equals(Const),
    /// A value of this variant of the subject's union.
    Is(T),
}
