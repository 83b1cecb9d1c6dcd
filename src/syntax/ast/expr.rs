//! Expressions, in task bodies, workflow bodies, defaults and options.

use super::{Block, Ident, Pattern, TypeExpr};
use crate::source::{Name, Span};
use crate::syntax::token::TokenKind;

#[derive(Clone, Debug)]
pub struct Expr {
    /// The expression as written, parentheses included. For its meaning, use [`Self::kind`].
    pub written: ExprKind,
    pub span: Span,
}

impl Expr {
    /// An expression as written, at its place.
    pub fn new(written: ExprKind, span: Span) -> Self {
        Self { written, span }
    }

    /// What it is, without parentheses around it. Messages about it point to its own span, which includes them.
    pub fn kind(&self) -> &ExprKind {
        &self.unparenthesized().written
    }

    /// The expression within the parentheses around it.
    pub fn unparenthesized(&self) -> &Expr {
        let mut expr = self;
        while let ExprKind::Paren(inner) = &expr.written {
            expr = inner;
        }
        expr
    }
}

/// The longest duration in microseconds, in either direction: about 10 000 years, which is what `google.protobuf.Duration` holds.
pub const LONGEST_DURATION: i64 = 315_576_000_000 * 1_000_000;

#[derive(Clone, Debug)]
pub enum ExprKind {
    /// An expression with a mistake, which was reported.
    Error,
    /// An integer. A minus directly before the digits is part of it and of its span: 64 bits hold one more number below zero than above.
    Int(i64),
    /// A float; a minus likewise.
    Float(f64),
    /// A string of any of the plain forms, with escapes resolved.
    Str(String),
    /// `f"…"`
    FString(Vec<FStringPart>),
    /// A duration in microseconds; a minus likewise.
    Duration(i64),
    /// `true`, `false`
    Bool(bool),
    None,
    Name(Name),
    /// `[a, b]`
    List(Vec<Expr>),
    /// `[e for x in xs if c]`
    ListComprehension(Box<Comprehension>),
    /// `{"k": v}`
    Map(Vec<(Expr, Expr)>),
    /// `{k: v for x in xs}`: the value is a pair in the comprehension's `key` and `value`.
    MapComprehension(Box<Comprehension>),
    /// `(e)`
    Paren(Box<Expr>),
    /// `(a, b)`; one element needs its comma.
    Tuple(Vec<Expr>),
    /// `(mean: m, std: s)`: named outputs.
    NamedTuple(Vec<FieldInit>),
    /// `MapInput { quantity: 1.0 }`
    Struct {
        /// The struct's name.
        name: Ident,
        /// The fields that are given.
        fields: Vec<FieldInit>,
    },
    /// `x.field`
    Field {
        base: Box<Expr>,
        /// The field, or the function of a method call.
        name: Ident,
    },
    /// `x[i]`
    Index {
        base: Box<Expr>,
        /// The index or key.
        index: Box<Expr>,
    },
    /// `x[i:j]`
    Slice {
        base: Box<Expr>,
        /// The first position.
        start: Option<Box<Expr>>,
        /// The position after the last.
        end: Option<Box<Expr>>,
    },
    /// `f(a, b: c)`, `x.f(a)`
    Call {
        /// A name, or a field for the method form.
        callee: Box<Expr>,
        /// The arguments in order.
        args: Vec<Arg>,
    },
    /// `map f(each xs, p: q)`, a node of a workflow.
    MapNode(Box<MapNode>),
    /// `launch lp(…)`, a node of a workflow.
    Launch {
        /// The launch plan.
        callee: Ident,
        args: Vec<Arg>,
    },
    /// `-x`, `not x`
    Unary {
        op: UnaryOp,
        operand: Box<Expr>,
    },
    /// `a + b`
    Binary {
        op: BinaryOp,
        op_span: Span,
        left: Box<Expr>,
        right: Box<Expr>,
    },
    /// `if c { … } else { … }`
    If(Box<IfExpr>),
    /// `match e { … }`
    Match(Box<MatchExpr>),
    /// `|x| e`
    Closure(Box<Closure>),
}

/// A part of an interpolated string.
#[derive(Clone, Debug)]
pub enum FStringPart {
    /// Text, with escapes and doubled braces resolved.
    Text(String),
    /// `{e:spec}`
    Value {
        value: Expr,
        /// The format after the colon, as written, and its place.
        spec: Option<(String, Span)>,
    },
}

/// An argument of a call.
#[derive(Clone, Debug)]
pub struct Arg {
    /// The parameter's name, if given.
    pub name: Option<Ident>,
    /// The place of the word `each`.
    pub each: Option<Span>,
    pub value: Expr,
    /// Name, `each` and value.
    pub span: Span,
}

/// `name: value`
#[derive(Clone, Debug)]
pub struct FieldInit {
    /// The field.
    pub name: Ident,
    pub value: Expr,
}

/// `map f(…)`, `map zip f(…)`, `map launch lp(…)`
#[derive(Clone, Debug)]
pub struct MapNode {
    /// The place of the word `map`.
    pub keyword: Span,
    /// The place of the word `zip`.
    pub zip: Option<Span>,
    /// The place of the word `launch`.
    pub launch: Option<Span>,
    /// The task that is mapped.
    pub callee: Ident,
    pub args: Vec<Arg>,
}

/// `value for p in e if c`, or `key: value for p in e`.
#[derive(Clone, Debug)]
pub struct Comprehension {
    /// The key of a map comprehension.
    pub key: Option<Expr>,
    /// The element.
    pub value: Expr,
    /// One or more `for` and any `if`, in order.
    pub clauses: Vec<ComprehensionClause>,
}

#[derive(Clone, Debug)]
pub enum ComprehensionClause {
    /// `for p in e`
    For {
        /// The pattern bound in each round.
        pattern: Pattern,
        /// The value that is iterated over.
        iterable: Expr,
    },
    /// `if c`
    If(Expr),
}

/// `if c { … } else if d { … } else { … }`
#[derive(Clone, Debug)]
pub struct IfExpr {
    /// The place of the word `if`.
    pub keyword: Span,
    /// Each condition and its block, in order; one or more.
    pub arms: Vec<(Expr, Block)>,
    /// The block after `else`.
    pub otherwise: Option<Block>,
}

/// `match e { … }`
#[derive(Clone, Debug)]
pub struct MatchExpr {
    /// The place of the word `match`.
    pub keyword: Span,
    /// The value that is matched.
    pub subject: Expr,
    pub arms: Vec<MatchArm>,
}

/// `pattern if guard => body`
#[derive(Clone, Debug)]
pub struct MatchArm {
    pub pattern: MatchPattern,
    /// Its condition.
    pub guard: Option<Expr>,
    /// Its value; an expression is a block of one statement with the expression's span.
    pub body: Block,
    pub span: Span,
}

/// A pattern of `match`.
#[derive(Clone, Debug)]
pub struct MatchPattern {
    /// The pattern it matches.
    pub kind: MatchPatternKind,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum MatchPatternKind {
    /// `_`
    Wildcard,
    /// `x`: everything, with a name.
    Binding(Ident),
    /// `n: int`, `_: int`: a variant of a union or optional, with a name.
    Typed {
        /// The name; `None` for `_`.
        binding: Option<Ident>,
        /// The variant.
        ty: TypeExpr,
    },
    None,
    /// A number, string, bool or duration.
    Literal(Expr),
    /// `Tier.gold`
    Variant {
        /// The enum.
        ty: Ident,
        variant: Ident,
    },
    /// `a | b`
    Or(Vec<MatchPattern>),
}

/// `|x| e`, `|(a, b)| { … }`
#[derive(Clone, Debug)]
pub struct Closure {
    pub params: Vec<Pattern>,
    /// The body; an expression is a block of one statement with the expression's span.
    pub body: Block,
}

/// Operators before their operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnaryOp {
    /// `-`
    Neg,
    Not,
}

/// Operators between two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BinaryOp {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `//`
    FloorDiv,
    /// `%`
    Mod,
    /// `**`
    Pow,
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
    And,
    Or,
    In,
    /// `not in`
    NotIn,
    /// `??`
    Coalesce,
}

impl BinaryOp {
    /// Every operator.
    pub const ALL: [Self; 18] = [
        BinaryOp::Add,
        BinaryOp::Sub,
        BinaryOp::Mul,
        BinaryOp::Div,
        BinaryOp::FloorDiv,
        BinaryOp::Mod,
        BinaryOp::Pow,
        BinaryOp::Eq,
        BinaryOp::Ne,
        BinaryOp::Lt,
        BinaryOp::Le,
        BinaryOp::Gt,
        BinaryOp::Ge,
        BinaryOp::And,
        BinaryOp::Or,
        BinaryOp::In,
        BinaryOp::NotIn,
        BinaryOp::Coalesce,
    ];

    /// The first token of the operator; only `not in` has two.
    pub const fn token(self) -> TokenKind {
        match self {
            BinaryOp::Add => TokenKind::Plus,
            BinaryOp::Sub => TokenKind::Minus,
            BinaryOp::Mul => TokenKind::Star,
            BinaryOp::Div => TokenKind::Slash,
            BinaryOp::FloorDiv => TokenKind::Slashes,
            BinaryOp::Mod => TokenKind::Percent,
            BinaryOp::Pow => TokenKind::Stars,
            BinaryOp::Eq => TokenKind::Equal,
            BinaryOp::Ne => TokenKind::NotEqual,
            BinaryOp::Lt => TokenKind::Less,
            BinaryOp::Le => TokenKind::LessEqual,
            BinaryOp::Gt => TokenKind::Greater,
            BinaryOp::Ge => TokenKind::GreaterEqual,
            BinaryOp::And => TokenKind::And,
            BinaryOp::Or => TokenKind::Or,
            BinaryOp::In => TokenKind::In,
            BinaryOp::NotIn => TokenKind::Not,
            BinaryOp::Coalesce => TokenKind::Coalesce,
        }
    }

    /// Whether it compares two values: `==` to `>=`.
    pub fn is_comparison(self) -> bool {
        matches!(self, BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge)
    }

    /// The operator as written.
    pub fn as_str(self) -> &'static str {
        match self {
            BinaryOp::NotIn => "not in",
            _ => self.token().written().unwrap_or_default(),
        }
    }
}
