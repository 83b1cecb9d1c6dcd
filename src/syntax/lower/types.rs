//! Written types.

use super::{Lower, Node};
use crate::source::Spanned;
use crate::syntax::ast::{Column, Ident, TypeArg, TypeExpr, TypeExprKind};
use crate::syntax::grammar::Rule;

impl Lower<'_> {
    /// `A | B`
    pub(super) fn type_expr(&mut self, pair: Node<'_>) -> TypeExpr {
        let span = self.span(&pair);
        let mut terms: Vec<TypeExpr> = pair.into_inner().map(|term| self.type_term(term)).collect();
        match terms.len() {
            1 => terms.swap_remove(0),
            _ => TypeExpr { kind: TypeExprKind::Union(terms), span },
        }
    }

    /// A type with its question marks; a second one is redundant.
    fn type_term(&mut self, pair: Node<'_>) -> TypeExpr {
        let mut span = self.span(&pair);
        let mut inner = pair.into_inner();
        let Some(first) = inner.next() else { return TypeExpr { kind: TypeExprKind::None, span } };
        span.end = self.span(&first).end;
        let mut ty = self.type_atom(first);
        if let Some(mark) = inner.last() {
            span.end = self.span(&mark).end;
            ty = TypeExpr { kind: TypeExprKind::Optional(Box::new(ty)), span };
        }
        ty
    }

    fn type_atom(&mut self, pair: Node<'_>) -> TypeExpr {
        let span = self.span(&pair);
        let rule = pair.as_rule();
        let mut inner = pair.into_inner();
        let kind = match (rule, inner.next(), inner.next()) {
            (Rule::name_type, Some(name), None) => TypeExprKind::Name(self.ident(&name).name),
            (Rule::name_type, Some(name), Some(args)) => {
                TypeExprKind::Applied { name: self.ident(&name), args: args.into_inner().map(|arg| self.type_arg(arg)).collect() }
            }
            (Rule::list_type, Some(item), _) => TypeExprKind::List(Box::new(self.type_expr(item))),
            (Rule::map_type, Some(key), Some(value)) => {
                TypeExprKind::Map { key: Box::new(self.type_expr(key)), value: Box::new(self.type_expr(value)) }
            }
            (Rule::error, ..) => TypeExprKind::Error(self.replaced(span).mentions),
            _ => TypeExprKind::None,
        };
        TypeExpr { kind, span }
    }

    fn type_arg(&mut self, pair: Node<'_>) -> TypeArg {
        let span = self.span(&pair);
        match pair.as_rule() {
            Rule::columns => TypeArg::Columns(pair.into_inner().map(|column| self.column(column)).collect(), span),
            _ => TypeArg::Format(Spanned::new(self.string_value(&pair), span)),
        }
    }

    fn column(&mut self, pair: Node<'_>) -> Column {
        let span = self.span(&pair);
        let mut inner = pair.into_inner();
        let name = match inner.next() {
            Some(name) => self.key(&name),
            None => self.missing_ident(span),
        };
        let ty = inner.next().map_or(TypeExpr { kind: TypeExprKind::None, span }, |ty| self.type_expr(ty));
        Column { name, ty }
    }

    /// A name, or a string in its place.
    pub(super) fn key(&mut self, pair: &Node<'_>) -> Ident {
        match pair.as_rule() {
            Rule::string | Rule::raw_string => {
                let span = self.span(pair);
                Ident { name: self.string_value(pair).into(), span }
            }
            _ => self.ident(pair),
        }
    }
}
