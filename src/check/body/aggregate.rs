//! Lists, maps, tuples and structs as they are written.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::infer::Open;
use super::report::{self, Why};
use super::written_order::after;
use super::{Checker, Want};
use crate::check::assign::Solver;
use crate::check::context::Def;
use crate::check::fold::to_json;
use crate::check::ty::{Expr, Hole, Ty};
use crate::diagnostics::suggest;
use crate::program::builtins::{BuiltinOp, JsonOp};
use crate::program::index::UseKind;
use crate::program::ty::{Invalid, StructId, Type};
use crate::program::{Const, ExprKind};
use crate::source::{Name, Span};
use crate::syntax::ast::{self, FieldInit, Ident};

impl Checker<'_> {
    pub(super) fn list(&mut self, elements: &[ast::Expr], span: Span, want: Want<'_>) -> Expr {
        let wanted = self.wanted(want);
        let element = wanted.iter().find_map(Ty::element).cloned();
        if element.is_none() && wanted.contains(&Ty::Json) {
            let elements = elements.iter().map(|element| self.json_part(element)).collect();
            return self.json_value(Expr { kind: ExprKind::List(elements), ty: Ty::list(Ty::Json), span });
        }
        let (elements, element) = self.elements(elements.iter(), element, want, Open::List, span);
        Expr { kind: ExprKind::List(elements), ty: Ty::list(element), span }
    }

    /// Checks the elements of a list or map, which have one type: `element`, or the type of the first of them.
    fn elements<'e>(
        &mut self,
        values: impl Iterator<Item = &'e ast::Expr>,
        element: Option<Ty>,
        want: Want<'_>,
        open: Open,
        span: Span,
    ) -> (Vec<Expr>, Ty) {
        let element = element.filter(|element| !matches!(self.infer.shallow(element), Ty::Hole(Hole::Var(_))));
        let is_hint = matches!(want, Want::Hint(_));
        if let Some(element) = element.clone().filter(|_| !is_hint) {
            let why = Why::Other("an element");
            let checked = values.map(|value| self.check(value, &element, &why)).collect();
            return (checked, element);
        }
        let mut checked: Vec<Expr> = Vec::new();
        let mut common: Option<(Ty, Span)> = None;
        for value in values {
            let hint = common.clone();
            let why = Why::Element(hint.as_ref().map(|(_, span)| *span));
            let hinted = element.as_ref().map_or(Want::Any, Want::Hint);
            let want = hint.as_ref().filter(|(ty, _)| *ty != Ty::Int).map_or(hinted, |(ty, _)| Want::Hint(ty));
            let expr = self.infer(value, want);
            let expr = if expr.ty == Ty::Unit {
                self.nothing(expr.span, None);
                self.reported(expr.span)
            } else {
                expr
            };
            let (expr, joined) = match hint {
                None => {
                    let ty = expr.ty.clone();
                    (expr, ty)
                }
                Some((ty, _)) => self.join_element(&mut checked, expr, &ty, &why),
            };
            if common.is_none() || common.as_ref().is_some_and(|(ty, _)| *ty != joined) {
                common = Some((joined, expr.span));
            }
            checked.push(expr);
        }
        let element = common.map(|(ty, _)| ty).unwrap_or_else(|| self.infer.fresh(open, span));
        (checked, element)
    }

    /// The type of elements so far together with one more: equal, optional, or `float` where all `int`s are literals.
    fn join_element(&mut self, before: &mut [Expr], expr: Expr, ty: &Ty, why: &Why<'_>) -> (Expr, Ty) {
        let expr = match self.adapt(expr, ty) {
            Ok(expr) => return (expr, ty.clone()),
            Err(expr) => expr,
        };
        let literal = |expr: &Expr| matches!(expr.kind, ExprKind::Const(Const::Int(_)));
        if expr.ty == Ty::Float && *ty == Ty::Int && before.iter().all(literal) {
            for earlier in before {
                if let ExprKind::Const(Const::Int(value)) = earlier.kind {
                    *earlier = Expr { kind: ExprKind::Const(Const::Float(value as f64)), ty: Ty::Float, span: earlier.span };
                }
            }
            return (expr, Ty::Float);
        }
        match self.join_types(ty, &expr.ty.clone()) {
            Some(joined) => (expr, joined),
            None if expr.ty == Ty::Float && *ty == Ty::Int => {
                let earlier: Vec<Span> = before.iter().filter(|earlier| !literal(earlier)).map(|earlier| earlier.span).collect();
                let parts = earlier.iter().map(|span| Some((*span, self.quote(*span)?))).collect::<Option<Vec<_>>>().unwrap_or_default();
                let found = report::aggregate::float_after_ints(expr.span, &parts);
                self.report(found);
                (expr, Ty::Float)
            }
            None => {
                self.mismatch(&expr, ty, why);
                (expr, ty.clone())
            }
        }
    }

    /// The least type that takes both, without making up a union other than an optional.
    pub(super) fn join_types(&mut self, a: &Ty, b: &Ty) -> Option<Ty> {
        if self.infer.fits(b, a) {
            let never = matches!(self.infer.shallow(a), Ty::Never);
            return Some(if never { b.clone() } else { a.clone() });
        }
        if self.infer.fits(a, b) {
            return Some(b.clone());
        }
        let (a, b) = (self.infer.shallow(a), self.infer.shallow(b));
        if a == Ty::Unit || b == Ty::Unit {
            return None;
        }
        match (&a, &b) {
            (Ty::List(x), Ty::List(y)) => return self.join_types(x, y).map(Ty::list),
            (Ty::Map(x), Ty::Map(y)) => return self.join_types(x, y).map(Ty::map),
            (Ty::Tuple(x), Ty::Tuple(y)) if x.len() == y.len() => {
                let members: Option<Vec<Ty>> = x.iter().zip(y.iter()).map(|(x, y)| self.join_types(x, y)).collect();
                return members.map(|members| Ty::Tuple(members.into()));
            }
            _ => {}
        }
        if a.accepts_none() != b.accepts_none() {
            let (some_a, some_b) = (a.without_none(), b.without_none());
            if a == Ty::None || b == Ty::None {
                return Some(Ty::optional(if a == Ty::None { b } else { a }));
            }
            return self.join_types(&some_a, &some_b).map(Ty::optional);
        }
        None
    }

    pub(super) fn map(&mut self, entries: &[(ast::Expr, ast::Expr)], span: Span, want: Want<'_>) -> Expr {
        if let Some(meant) = self.struct_from_map(entries, span, want).or_else(|| self.outputs_from_map(entries, span, want)) {
            return meant;
        }
        self.duplicate_keys(entries);
        let wanted = self.wanted(want);
        let value = wanted.iter().find_map(|ty| match ty {
            Ty::Map(value) => Some((**value).clone()),
            _ => None,
        });
        let key_type = Why::Other("a key of a map");
        let keys: Vec<Expr> = entries.iter().map(|(key, _)| self.check(key, &Ty::Str, &key_type)).collect();
        if value.is_none() && wanted.contains(&Ty::Json) {
            let values: Vec<Expr> = entries.iter().map(|(_, value)| self.json_part(value)).collect();
            let kind = ExprKind::Map(keys.into_iter().zip(values).collect());
            return self.json_value(Expr { kind, ty: Ty::map(Ty::Json), span });
        }
        let (values, value) = self.elements(entries.iter().map(|(_, value)| value), value, want, Open::Map, span);
        Expr { kind: ExprKind::Map(keys.into_iter().zip(values).collect()), ty: Ty::map(value), span }
    }

    fn duplicate_keys(&mut self, entries: &[(ast::Expr, ast::Expr)]) {
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        for (key, _) in entries {
            if let ast::ExprKind::Str(text) = key.kind()
                && let Some(first) = seen.insert(text, key.span)
            {
                self.report(report::aggregate::duplicate_key(text, key.span, first));
            }
        }
    }

    /// A value within a JSON literal: what JSON has is converted.
    fn json_part(&mut self, value: &ast::Expr) -> Expr {
        let why = Why::Other("a part of a JSON value");
        let expr = self.infer(value, Want::Type(&Ty::Json, &why));
        let ty = self.infer.zonk(&expr.ty);
        if matches!(ty, Ty::Json | Ty::Hole(Hole::Invalid) | Ty::Never) {
            expr
        } else if is_json_like(&ty) {
            let span = expr.span;
            self.builtin_expr(BuiltinOp::Json(JsonOp::JsonOf), vec![expr], Ty::Json, span)
        } else {
            self.mismatch(&expr, &Ty::Json, &why);
            Expr { ty: Ty::Hole(Hole::Invalid), ..expr }
        }
    }

    /// A list or map of JSON values as one JSON value.
    fn json_value(&mut self, expr: Expr) -> Expr {
        let span = expr.span;
        if let Some(value) = constant_of(&expr).as_ref().and_then(to_json) {
            return self.constant(Const::Json(value), Ty::Json, span);
        }
        self.builtin_expr(BuiltinOp::Json(JsonOp::JsonOf), vec![expr], Ty::Json, span)
    }

    pub(super) fn tuple(&mut self, members: &[ast::Expr], span: Span, want: Want<'_>) -> Expr {
        let wanted = self.wanted(want).into_iter().find_map(|ty| match ty {
            Ty::Tuple(types) if types.len() == members.len() => Some(types),
            _ => None,
        });
        if wanted.is_some() && self.is_result(want) {
            self.positional_outputs(members, span);
        }
        let why = Why::Other("this member");
        let members: Vec<Expr> = match (&wanted, want) {
            (Some(types), Want::Type(_, result @ Why::Result(_))) => {
                members.iter().zip(types.iter()).map(|(member, ty)| self.check(member, ty, result)).collect()
            }
            (Some(types), Want::Hint(_)) => members.iter().zip(types.iter()).map(|(member, ty)| self.hinted(member, ty)).collect(),
            (Some(types), _) => members.iter().zip(types.iter()).map(|(member, ty)| self.check(member, ty, &why)).collect(),
            (None, _) => members.iter().map(|member| self.infer(member, Want::Any)).collect(),
        };
        for member in members.iter().filter(|member| member.ty == Ty::Unit) {
            self.nothing(member.span, None);
        }
        let ty = Ty::Tuple(members.iter().map(|member| member.ty.clone()).collect());
        Expr { kind: ExprKind::Tuple(members), ty, span }
    }

    /// A value that becomes a `ty` where it can, and keeps its own type otherwise.
    pub(super) fn hinted(&mut self, value: &ast::Expr, ty: &Ty) -> Expr {
        let expr = self.infer(value, Want::Hint(ty));
        self.adapt(expr, ty).unwrap_or_else(|expr| expr)
    }

    pub(super) fn struct_literal(&mut self, name: &Ident, fields: &[FieldInit], span: Span) -> Expr {
        match self.struct_named(name) {
            Some(id) => self.struct_fields(id, name, fields, span),
            None => {
                for field in fields {
                    self.infer(&field.value, Want::Any);
                }
                self.reported(span)
            }
        }
    }

    fn struct_named(&mut self, name: &Ident) -> Option<StructId> {
        let Some(entry) = self.cx.lookup(&name.name) else {
            let near = self.cx.nearest(&name.name, Def::is_type);
            self.report(report::aggregate::unknown_struct(name, near));
            return None;
        };
        self.cx.index.used(name.span, entry.span, UseKind::Type);
        match &entry.def {
            Def::Struct(id) | Def::Alias(Type::Struct(id)) => Some(*id),
            Def::Reported | Def::Alias(Type::Hole(Invalid)) => None,
            other => {
                self.report(report::aggregate::not_a_struct(name, other.kind(), entry.span));
                None
            }
        }
    }

    fn struct_fields(&mut self, id: StructId, name: &Ident, given: &[FieldInit], span: Span) -> Expr {
        let def = self.cx.program.struct_(id);
        if !self.cx.program.volume.fill(def.fields.len().saturating_sub(given.len())) {
            return self.reported(span);
        }
        let mut values: Vec<Option<Expr>> = vec![None; def.fields.len()];
        let mut places: Vec<Option<Span>> = vec![None; def.fields.len()];
        let mut written: Vec<Option<usize>> = vec![None; def.fields.len()];
        let by_name: FxHashMap<&Name, usize> = def.fields.iter().enumerate().rev().map(|(at, field)| (&field.name, at)).collect();
        for (index, init) in given.iter().enumerate() {
            let Some(position) = by_name.get(&init.name.name).copied() else {
                self.infer(&init.value, Want::Any);
                self.unknown_init(id, init, &places);
                continue;
            };
            let field = &def.fields[position];
            self.cx.index.used(init.name.span, field.span, UseKind::Label);
            let ty = self.infer.lift(&field.ty);
            let value = self.check(&init.value, &ty, &Why::Field(&def.header.name, &field.name, field.span));
            if let Some(first) = places[position] {
                self.report(report::aggregate::field_given_twice(&field.name, init.name.span, first));
            }
            places[position] = Some(init.name.span);
            values[position] = Some(value);
            written[position] = Some(index);
        }
        let mut missing: Vec<&str> = Vec::new();
        let mut fields = Vec::with_capacity(values.len());
        for (field, value) in def.fields.iter().zip(values) {
            fields.push(match (value, &field.default) {
                (Some(value), _) => value,
                (None, Some(default)) => self.left_out(default, &field.ty, span),
                (None, None) => {
                    missing.push(&field.name);
                    self.reported(span)
                }
            });
        }
        let known = given.iter().all(|init| by_name.contains_key(&init.name.name));
        if !missing.is_empty() && known {
            self.report(report::aggregate::missing_fields(def, name, &missing));
        }
        let before = self.in_written_order(&mut fields, &written);
        after(before, Expr { kind: ExprKind::Struct(id, fields), ty: Ty::Struct(id), span })
    }

    fn unknown_init(&mut self, id: StructId, init: &FieldInit, taken: &[Option<Span>]) {
        let def = self.cx.program.struct_(id);
        let free = def.fields.iter().zip(taken).filter(|(_, taken)| taken.is_none()).map(|(field, _)| field.name.as_str());
        self.report(report::access::unknown_field(def, &init.name, suggest::nearest(&init.name.name, free)));
    }
}

/// Whether a value of this type can be a part of a JSON value without being asked.
fn is_json_like(ty: &Ty) -> bool {
    match ty {
        Ty::Int | Ty::Float | Ty::Str | Ty::Bool | Ty::None | Ty::Json | Ty::Enum(_) | Ty::Hole(Hole::Invalid) => true,
        Ty::List(inner) | Ty::Map(inner) => is_json_like(inner),
        Ty::Union(members) => members.iter().all(is_json_like),
        _ => false,
    }
}

/// The value of an expression whose parts are all literals.
pub(super) fn constant_of(expr: &Expr) -> Option<Const> {
    Some(match &expr.kind {
        ExprKind::Const(value) => value.clone(),
        ExprKind::List(elements) => Const::List(elements.iter().map(constant_of).collect::<Option<_>>()?),
        ExprKind::Map(entries) => {
            let entry = |(key, value): &(Expr, Expr)| match &key.kind {
                ExprKind::Const(Const::Str(key)) => Some((Arc::<str>::as_ref(key).to_owned(), constant_of(value)?)),
                _ => None,
            };
            Const::Map(entries.iter().map(entry).collect::<Option<_>>()?)
        }
        _ => return None,
    })
}
