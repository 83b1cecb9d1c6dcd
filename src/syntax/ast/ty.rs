//! Types as they are written.

use super::Ident;
use crate::source::{Name, Span, Spanned};

#[derive(Clone, Debug)]
pub struct TypeExpr {
    pub kind: TypeExprKind,
    pub span: Span,
}

/// The forms of a written type.
#[derive(Clone, Debug)]
pub enum TypeExprKind {
    /// `int`, `MapInput`, `file`
    Name(Name),
    None,
    /// `file<"csv">`, `table<{a: int}>`
    Applied {
        /// The word before the `<`.
        name: Ident,
        /// The content of the angle brackets.
        args: Vec<TypeArg>,
    },
    /// `[T]`
    List(Box<TypeExpr>),
    /// `{str: T}`
    Map {
        /// The type of the keys; only `str` is allowed.
        key: Box<TypeExpr>,
        /// The type of the values.
        value: Box<TypeExpr>,
    },
    /// `T?`
    Optional(Box<TypeExpr>),
    /// `A | B`
    Union(Vec<TypeExpr>),
    /// A type that cannot be read, which was reported, with the names in it.
    Error(Vec<Ident>),
}

/// The content of the angle brackets of a type.
#[derive(Clone, Debug)]
pub enum TypeArg {
    /// `"csv"`
    Format(Spanned<String>),
    /// `{a: int, "b.c": str}`
    Columns(Vec<Column>, Span),
}

/// One column of a table type.
#[derive(Clone, Debug)]
pub struct Column {
    pub name: Ident,
    pub ty: TypeExpr,
}
