//! Values as findings show them: the user's own text, and what advice may do with it.

use crate::check::body::Checker;
use crate::check::ty::{Expr, Ty};
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::program::builtins::{self, BuiltinOp, ListOp, MapOp, TextOp};
use crate::program::{Const, ExprKind};
use crate::source::Span;
use crate::syntax::token::TokenKind;

/// A value as findings show it.
pub(in crate::check::body) struct Shown {
    pub(in crate::check::body) span: Span,
    /// How it is written, if that can be quoted.
    pub(super) text: Option<String>,
    pub(in crate::check::body) ty: Ty,
    /// Its type, as a user writes it.
    pub(super) shown: String,
    pub(super) nature: Nature,
}

/// What can be done with the text of an expression.
pub(super) enum Nature {
    /// A path: what a condition says of it holds for the next read.
    Path,
    /// A call or literal: it has no name, and a condition says nothing of it. The name is one that is free.
    Value { name: String },
    /// `m.get(k)`: a call which the text `m[k]` can replace.
    Lookup { read: String, name: String },
    /// A search for a position: `0` is not a default, but a position.
    Position { name: String },
    /// An operator or branch, which needs parentheses before a `.`.
    Operation { name: String },
}

impl Shown {
    /// How it is written, or a name that can be any value's.
    pub(super) fn text_or<'t>(&'t self, otherwise: &'t str) -> &'t str {
        self.text.as_deref().unwrap_or(otherwise)
    }

    /// The text as an operand of every operator, and before a `.`.
    pub(super) fn operand(&self) -> String {
        let text = self.text_or("…");
        match self.nature {
            Nature::Operation { .. } if !is_parenthesized(text) => format!("({text})"),
            Nature::Operation { .. } | Nature::Path | Nature::Value { .. } | Nature::Position { .. } | Nature::Lookup { .. } => {
                text.to_owned()
            }
        }
    }

    /// Offers other code in its place, if the code quotes all of it.
    pub(super) fn replaced(&self, found: Diagnostic, title: impl Into<String>, code: String) -> Diagnostic {
        match self.text {
            Some(_) if !code.contains('…') => found.fix(title, Applicability::Unsafe, vec![Edit { span: self.span, text: code }]),
            _ => found,
        }
    }
}

/// Whether one pair of parentheses is around the whole text.
fn is_parenthesized(text: &str) -> bool {
    let mut depth = 0_usize;
    let closes = text.char_indices().find(|(_, char)| {
        match char {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    });
    text.starts_with('(') && closes.is_some_and(|(at, _)| at + 1 == text.len())
}

impl Checker<'_> {
    /// An expression of a type as findings show it.
    pub(in crate::check::body) fn shown(&self, expr: &Expr, ty: &Ty) -> Shown {
        Shown {
            span: expr.span,
            text: self.quote(expr.span).map(str::to_owned),
            ty: ty.clone(),
            shown: self.show(ty),
            nature: self.nature(expr),
        }
    }

    fn nature(&self, expr: &Expr) -> Nature {
        if self.path_of(expr).is_some() {
            return Nature::Path;
        }
        match &expr.kind {
            ExprKind::Builtin(BuiltinOp::Map(MapOp::GetMap | MapOp::GetList), args)
                if let [whole, key] = args.as_slice()
                    && let (Some(text), Some(at)) = (self.quote(whole.span), self.quote(key.span)) =>
            {
                Nature::Lookup { read: format!("{text}[{at}]"), name: self.free_name(key_name(key)) }
            }
            ExprKind::Builtin(BuiltinOp::Text(TextOp::FindStr | TextOp::RfindStr) | BuiltinOp::List(ListOp::IndexOf), _) => {
                Nature::Position { name: self.free_name(None) }
            }
            ExprKind::Unary(..) | ExprKind::Binary(..) | ExprKind::If(..) | ExprKind::Match(..) | ExprKind::Widen(_) => {
                Nature::Operation { name: self.free_name(None) }
            }
            _ => Nature::Value { name: self.free_name(None) },
        }
    }

    /// A name that means nothing yet.
    fn free_name(&self, wanted: Option<&str>) -> String {
        let is_free = |name: &&str| self.local(name).is_none() && self.cx.lookup(name).is_none();
        let names = wanted.into_iter().chain(["value", "found", "given", "known"]);
        names.into_iter().find(is_free).unwrap_or("the_value").to_owned()
    }
}

/// The key as a name, if it can be one.
fn key_name(key: &Expr) -> Option<&str> {
    let ExprKind::Const(Const::Str(text)) = &key.kind else { return None };
    let is_word =
        text.starts_with(|char: char| char.is_ascii_lowercase()) && text.chars().all(|char| char.is_ascii_alphanumeric() || char == '_');
    let is_reserved = TokenKind::ALL.iter().any(|kind| kind.is_reserved() && kind.written() == Some(text));
    (is_word && !is_reserved && builtins::find(text).is_none()).then_some(text)
}
