//! Statements of task and workflow bodies.

use super::{BinaryOp, Expr, Ident, OptionRecord, TypeExpr};
use crate::source::Span;

/// `{ … }`: its value is that of its last statement, if that is an expression.
#[derive(Clone, Debug)]
pub struct Block {
    pub stmts: Vec<Stmt>,
    /// With its braces.
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Stmt {
    pub kind: StmtKind,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum StmtKind {
    /// `let x: T = e`, `var x = e`, `let (a, b) = e`
    Let {
        /// Whether it was `var`.
        mutable: bool,
        /// The pattern that is bound.
        pattern: Pattern,
        /// The declared type.
        ty: Option<TypeExpr>,
        value: Expr,
        /// The `with` and `after` that follow a node.
        tail: NodeTail,
    },
    /// `x = e`, `xs[i] += e`
    Assign {
        /// A name, or a path of indices and fields from one.
        target: Expr,
        /// The operator of `+=` and its like.
        op: Option<BinaryOp>,
        value: Expr,
    },
    /// An expression: a bare node, a call for its effect, or the value of the block.
    Expr {
        value: Expr,
        /// The `with` and `after` that follow a node.
        tail: NodeTail,
    },
    /// `return e`
    Return {
        value: Option<Expr>,
        /// The `with` and `after` that follow a node.
        tail: NodeTail,
    },
    /// `while c { … }`
    While {
        condition: Expr,
        body: Block,
    },
    /// `for x in e { … }`, `for k, v in m { … }` (a tuple pattern)
    For {
        /// The pattern bound in each round.
        pattern: Pattern,
        /// The value that is iterated over.
        iterable: Expr,
        body: Block,
    },
    /// A statement with a syntax error, which was reported.
    Error(ErrorStmt),
    Break,
    Continue,
    /// `assert c`, `assert c, "message"`
    Assert {
        condition: Expr,
        /// The message if it does not hold.
        message: Option<Expr>,
    },
}

/// What is known about a statement with a syntax error.
#[derive(Clone, Debug, Default)]
pub struct ErrorStmt {
    /// The names that it seems to declare: what a `let` or `var` names.
    pub declares: Vec<Ident>,
    /// Every name in it: any of them may be used or assigned.
    pub mentions: Vec<Ident>,
}

/// The clauses that may follow the node of a statement, in either order.
#[derive(Clone, Debug, Default)]
pub struct NodeTail {
    /// `with { … }`
    pub options: Option<OptionRecord>,
    /// The names that follow `after`.
    pub after: Vec<Ident>,
}

/// A pattern of `let`, `for` or a closure parameter.
#[derive(Clone, Debug)]
pub enum Pattern {
    Name(Ident),
    /// `_`
    Wildcard(Span),
    /// `(a, b)`
    Tuple(Vec<Pattern>, Span),
}

impl Pattern {
    pub fn span(&self) -> Span {
        match self {
            Pattern::Name(ident) => ident.span,
            Pattern::Wildcard(span) | Pattern::Tuple(_, span) => *span,
        }
    }
}
